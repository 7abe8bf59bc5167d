"""Words of people: what each right lets one do, what each role is, and the noes about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from warehouse_app.domain.people import Right
from warehouse_app.wording import tr

WORDS: Mapping[str, tuple[str, str]] = {
    "override_refused.same_person": ("Nobody overrides for himself", "Let a second person with the right do it"),
    "override_refused.no_reason": ("An override needs a reason", "Say why, in a few words"),
    "override_refused.not_this_right": ("This right cannot be lent", "Let a person who has it do it"),
    "language_unknown": ("The program does not speak {language}", "It speaks: {known}"),
    "beyond_your_rights": (
        "{user} as {role} may do more than you",
        "Ask an administrator who has these rights to do it",
    ),
}
"""Code -> what happened, what to do."""

RIGHTS: Mapping[str, str] = {
    "pick": "Pick batches",
    "pack": "Pack and verify parcels",
    "load": "Load parcels onto a manifest",
    "receive": "Take goods in",
    "put away": "Put goods away",
    "move": "Move goods from place to place",
    "count": "Count what stands in places",
    "view": "See orders, stock and what happened",
    "found goods": "Book goods that were found",
    "take over": "Take over work that another began",
    "allocate": "Promise stock to orders",
    "cancel order": "Cancel orders",
    "hold order": "Hold orders and let them go on",
    "change order": "Change when, how and where to orders leave",
    "plan": "Plan and release batches",
    "assign": "Give batches to people",
    "import": "Bring files in",
    "export": "Write lists to files",
    "stock": "Correct stock by file and by hand",
    "purchase": "Keep suppliers and order from them",
    "transfer": "Send goods from one warehouse to another",
    "return": "Take returned goods in and judge them",
    "refund": "Give money back, and settle returns beyond the rules",
    "return rules": "Say what may come back, and on which terms",
    "approve counts": "Approve what was counted",
    "scrap": "Throw goods away",
    "close manifest": "Hand manifests over to the carrier",
    "print": "Print, print again and choose printers",
    "reverse": "Take entries back",
    "link barcode": "Teach barcodes",
    "override weight": "Keep a weight that differs",
    "see performance": "See what other people did, and how fast",
    "edit products": "Make and change products",
    "edit places": "Make and change places",
    "proof rules": "Say what must be scanned at the pack bench",
    "share views": "Keep views of lists for everybody",
    "settings": "Change settings and printers",
    "users": "Add people, lock them, give badges and PINs",
    "database": "Back up, restore and repair the database",
    "erase customers": "Forget customers for good",
}
"""Right -> what it lets one do."""

ROLES: Mapping[str, str] = {
    "picker": "Picker",
    "packer": "Packer",
    "clerk": "Clerk",
    "supervisor": "Supervisor",
    "owner": "Owner",
    "administrator": "Administrator",
}
"""Role -> its name."""


def right_words(right: str) -> str:
    """Return what a right is called; a word that is no right stays as it is."""
    return {
        "pick": tr("pick"), "pack": tr("pack"), "load": tr("load"), "receive": tr("receive"),
        "put away": tr("put away"), "move": tr("move"), "count": tr("count"), "view": tr("view"),
        "found goods": tr("found goods"), "take over": tr("take over"), "allocate": tr("allocate"),
        "cancel order": tr("cancel order"), "hold order": tr("hold order"), "change order": tr("change order"),
        "plan": tr("plan"), "assign": tr("assign"), "import": tr("import"), "export": tr("export"),
        "stock": tr("stock"), "purchase": tr("purchase"), "transfer": tr("transfer"),
        "approve counts": tr("approve counts"), "scrap": tr("scrap"), "close manifest": tr("close manifest"),
        "print": tr("print"), "reverse": tr("reverse"), "link barcode": tr("link barcode"),
        "override weight": tr("override weight"), "see performance": tr("see performance"),
        "edit products": tr("edit products"), "edit places": tr("edit places"), "proof rules": tr("proof rules"),
        "share views": tr("share views"), "settings": tr("settings"), "users": tr("users"),
        "return": tr("return"), "refund": tr("refund"), "return rules": tr("return rules"),
        "database": tr("database"), "erase customers": tr("erase customers"), "the program": tr("the program"),
    }.get(right, right)  # fmt: skip


def need_right(right: str) -> str:
    """Return the sentence that a right is lacking."""
    return tr('You need the right "{right}"').format(right=right_words(right))


def lacks_right(rights: Collection[Right], right: Right) -> str:
    """Return the sentence that a right is lacking, "" where it is among a person's."""
    return "" if right in rights else need_right(right)


_HEAD = """# Who may do what

Every command of the program by every role, read from the register by which commands are opened
(`application/run.py`), so window, terminal, line mode and import are held to it alike; a refused try stands in the
audit as `no_right`. **badge**: the badge alone opens it. **PIN**: badge or code, and the PIN. **-**: never.
This page is written by `warehouse user page`; `tests/application/test_rights.py` tries every field of the table.

A badge alone gives bench work only. Nobody hands out a role, badge or PIN that opens more than his own sign-on does,
and the last administrator stays. Questions (lists, exports, papers) ask for one too: `view` where no other is named.
"""


def rights_page(rights: Sequence[Sequence[str]], commands: Sequence[Sequence[str]]) -> str:
    """Return the documentation page of all rights as Markdown, from its two tables."""
    roles = tuple(name.lower() for name in ROLES.values())
    lines = [_HEAD, "## Rights", "", *_table(("right", "lets one", *roles), rights)]
    lines += ["", "## Commands", "", *_table(("command", "opened by", "parts of it ask for", *roles), commands)]
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(each)} |" for each in (head, ["---"] * len(head), *rows)]
