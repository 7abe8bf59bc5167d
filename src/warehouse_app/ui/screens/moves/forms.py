"""The forms beside the list of moves, and the command that each of them stands for. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from warehouse_app.application.moving.deeds import (
    CorrectStock,
    MoveStock,
    QuarantineStock,
    ScrapStock,
    UnlockStock,
)
from warehouse_app.application.moving.kits import BreakKit, BuildKit, DefineKit
from warehouse_app.application.moving.naming import Named
from warehouse_app.application.moving.replenish import Proposed
from warehouse_app.application.run import Command
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.wording import tr, trn

_DIGITS = 15
_SHOWN = 6
"""Proposed moves that are told before they are accepted."""

Values = Mapping[str, str]


def _place(name: str, words: str) -> FormField:
    return FormField(name, words, tr("Its code"))


def _what() -> tuple[FormField, ...]:
    return (
        FormField("sku", tr("SKU")), FormField("qty", tr("Units"), tr("Empty is all of it")),
        FormField("lot", tr("Lot"), tr("Where several are there")),
    )  # fmt: skip


def _why() -> FormField:
    return FormField("why", tr("Why"), tr("It stays in the story of the goods"))


def move_form(task: MoveTask | None) -> FormValue:
    """Return the form of a move; a chosen task is what it begins with."""
    fields = (
        _place("source", tr("From")), _place("target", tr("To")),
        FormField("sku", tr("SKU"), tr("Empty is everything, or the container itself")), *_what()[1:],
        FormField("why", tr("Why")),
        FormField("anyway", tr("Full or mixed"), choices=(("", tr("Refuse")), ("yes", tr("All the same")))),
    )  # fmt: skip
    before = {}
    if task is not None and not task.item.is_container:
        before = {
            "source": task.source, "target": task.target, "sku": task.item.sku, "qty": str(task.left),
            "lot": task.item.lot,
        }  # fmt: skip
    return FormValue("move", tr("Move goods"), tr("Move"), fields, before)


def _begun(task: MoveTask | None) -> dict[str, str]:
    """Return where a form about one place begins: where the chosen task takes from."""
    if task is None or task.item.is_container:
        return {}
    return {"place": task.source, "sku": task.item.sku, "lot": task.item.lot}


def correct_form(task: MoveTask | None = None) -> FormValue:
    """Return the form by which goods are booked as what they are."""
    fields = (
        _place("place", tr("Place")), *_what(), FormField("to_lot", tr("Lot it is"), tr("Empty leaves it")),
        FormField("to_grade", tr("Grade it is"), tr("Empty leaves it")), _why(),
    )  # fmt: skip
    return FormValue("correct", tr("Correct lot or grade"), tr("Correct it"), fields, _begun(task))


def lock_form(task: MoveTask | None = None) -> FormValue:
    """Return the form by which goods are locked away."""
    fields = (_place("place", tr("Place")), *_what(), _why())
    return FormValue("lock", tr("Lock away"), tr("Lock it away"), fields, _begun(task))


def unlock_form() -> FormValue:
    """Return the form by which goods come out of quarantine."""
    fields = (
        _place("target", tr("To")), *_what(), FormField("to_grade", tr("Grade it is"), tr("Empty leaves it")), _why(),
    )  # fmt: skip
    return FormValue("unlock", tr("Release from quarantine"), tr("Release it"), fields)


def scrap_form(task: MoveTask | None = None) -> FormValue:
    """Return the form by which goods are thrown away."""
    fields = (_place("place", tr("Place")), *_what(), _why())
    return FormValue("scrap", tr("Throw away"), tr("Throw it away"), fields, _begun(task))


def recipe_form() -> FormValue:
    """Return the form of a kit's recipe."""
    sold = (("", tr("as until now")), ("0", tr("as it was built")), ("1", tr("by its parts")))
    fields = (
        FormField("sku", tr("Kit")),
        FormField("parts", tr("Parts"), tr("As SKU=QTY, by commas; none: no kit any more")),
        FormField("loose", tr("Sold"), tr("By its parts: they are picked and packed one by one"), sold),
    )  # fmt: skip
    return FormValue("recipe", tr("What a kit is made of"), tr("Keep it"), fields)


def kit_form(name: str) -> FormValue:
    """Return the form by which kits are built, or taken apart."""
    fields = (
        FormField("sku", tr("Kit")), FormField("qty", tr("How many")), _place("place", tr("Bench")),
        FormField("lot", tr("Lot"), tr("Where the kit has one")),
    )  # fmt: skip
    titles = {"build": (tr("Build kits"), tr("Build")), "break": (tr("Take kits apart"), tr("Take apart"))}
    return FormValue(name, *titles[name], fields, {"qty": "1"})


def merge_form(found: tuple[Proposed, ...]) -> FormValue:
    """Return what is proposed, to be accepted as tasks."""
    bins = len({each.source for each in found})
    words = trn("{n} bin can be freed", "{n} bins can be freed", bins).format(n=bins)
    first = [
        tr("{qty} of {what}: {source} to {target}").format(
            qty=each.qty, what=each.what, source=each.source, target=each.target
        )
        for each in found[:_SHOWN]
    ]
    more = len(found) - len(first)
    if more > 0:
        first.append(trn("and {n} more", "and {n} more", more).format(n=more))
    fields = (FormField("most", tr("Moves at most"), "; ".join(first)),)
    return FormValue("merge", words, tr("Make tasks of them"), fields, {"most": str(len(found))})


def command_of(form: FormValue, values: Values, new: str) -> Command | str:
    """Return the command a form stands for, or why there is none."""
    typed = {name: text.strip() for name, text in values.items()}
    qty = typed.get("qty", "")
    if qty and not (qty.isascii() and qty.isdigit() and len(qty) <= _DIGITS and int(qty)):
        return tr("Units are a whole number above zero")
    return _COMMANDS[form.name](typed, new)


def _named(typed: Values) -> Named:
    return Named(typed["sku"], int(typed["qty"] or 0), typed.get("lot") or None)


def _move(typed: Values, new: str) -> Command:
    goods = _named(typed) if typed["sku"] else None
    return MoveStock(
        id=new, source=typed["source"], target=typed["target"], goods=goods, why=typed["why"],
        anyway=bool(typed["anyway"]),
    )  # fmt: skip


def _correct(typed: Values, new: str) -> Command:
    return CorrectStock(
        id=new, place=typed["place"], goods=_named(typed), why=typed["why"], to_lot=typed["to_lot"] or None,
        to_grade=typed["to_grade"] or None,
    )  # fmt: skip


def _lock(typed: Values, new: str) -> Command:
    return QuarantineStock(id=new, place=typed["place"], goods=_named(typed), why=typed["why"])


def _unlock(typed: Values, new: str) -> Command:
    return UnlockStock(
        id=new, target=typed["target"], goods=_named(typed), why=typed["why"], to_grade=typed["to_grade"] or None
    )


def _scrap(typed: Values, new: str) -> Command:
    return ScrapStock(id=new, place=typed["place"], goods=_named(typed), why=typed["why"])


def _recipe(typed: Values, new: str) -> Command | str:
    parts = []
    for each in filter(None, (part.strip() for part in typed["parts"].split(","))):
        sku, _, qty = each.rpartition("=")
        if not sku.strip() or not (qty.strip().isascii() and qty.strip().isdigit()):
            return tr("{part} is no part: write it as SKU=QTY").format(part=each[:40])
        parts.append((sku.strip(), int(qty)))
    loose = {"0": False, "1": True}.get(typed.get("loose", ""))
    return DefineKit(id=new, sku=typed["sku"], parts=tuple(parts), loose=loose)


def _build(typed: Values, new: str) -> Command:
    return BuildKit(id=new, sku=typed["sku"], qty=int(typed["qty"] or 0), place=typed["place"], lot=typed["lot"])


def _break(typed: Values, new: str) -> Command:
    return BreakKit(
        id=new, sku=typed["sku"], qty=int(typed["qty"] or 0), place=typed["place"], lot=typed["lot"] or None
    )


_COMMANDS: dict[str, Callable[[Values, str], Command | str]] = {
    "move": _move, "correct": _correct, "lock": _lock, "unlock": _unlock, "scrap": _scrap, "recipe": _recipe,
    "build": _build, "break": _break,
}  # fmt: skip

FORMS: dict[str, Callable[[MoveTask | None], FormValue]] = {
    "move": move_form, "correct": correct_form, "lock": lock_form,
    "unlock": lambda _task: unlock_form(), "scrap": scrap_form, "recipe": lambda _task: recipe_form(),
    "build": lambda _task: kit_form("build"), "break": lambda _task: kit_form("break"),
}  # fmt: skip
"""Deed -> its form."""
