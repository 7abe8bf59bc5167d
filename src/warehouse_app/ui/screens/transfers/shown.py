"""What the transfers page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.transfers.states import TransferState, What
from warehouse_app.domain.transfers.values import Deed, Package, Pick, TransferDetail, TransferLine, TransferRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.transfers.state import TransfersScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.transfers import DEEDS, STATES

_WIDE = 900
_LOOKS = {
    TransferState.DRAFT: ("neutral", "circle-dashed"),
    TransferState.CONFIRMED: ("info", "lock"),
    TransferState.PICKING: ("info", "shopping-cart"),
    TransferState.SENT: ("info", "truck"),
    TransferState.RECEIVED: ("ask", "scale"),
    TransferState.CLOSED: ("ok", "package-check"),
    TransferState.CANCELLED: ("neutral", "ban"),
}


def chip(row: TransferRow) -> ChipValue:
    """Return where a transfer is."""
    tone, icon = _LOOKS[row.state]
    return ChipValue(tone, tr(STATES[row.state]), icon)  # type: ignore[arg-type]


def differs(row: TransferRow) -> str:
    """Return how much did not come as it was sent."""
    away = row.missing + row.damaged + row.over + row.lost
    return figures.number(away) if away else figures.NOTHING


def columns(now: str) -> tuple[Column[TransferRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Transfer"), lambda row: row.code, 104, "code", name="code"),
        Column(tr("From"), lambda row: row.source, 88, name="source"),
        Column(tr("To"), lambda row: row.target, 88, name="target"),
        Column(tr("State"), chip, 0, "chip", name="state"),
        Column(tr("Due"), lambda row: figures.day(row.due_day, now) if row.due_day else figures.NOTHING, 104,
               name="due_day", room=_WIDE),
        Column(tr("Asked"), lambda row: figures.number(row.asked), 72, "number"),
        Column(tr("Sent"), lambda row: _some(row.sent), 66, "number"),
        Column(tr("Came"), lambda row: _some(row.received), 66, "number"),
        Column(tr("Differs"), differs, 74, "number"),
    )  # fmt: skip


def _some(number: int) -> str:
    return figures.number(number) if number else figures.NOTHING


def filters(state: TransfersScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "open": tr("Open"), "draft": tr("Drafts"), "to_pick": tr("To pick"), "on_way": tr("Sent"),
        "differences": tr("Differ"), "done": tr("Over"), "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: TransfersScreen) -> tuple[str, str]:
    """Return how many transfers the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "transfer", "transfers")
    return left, tr("Ctrl E exports, Ctrl C copies")


def title(detail: TransferDetail) -> str:
    """Return the head of a transfer."""
    return code(detail.head.code)


def about(detail: TransferDetail) -> str:
    """Return the line under its code: which way, where it is, and what it lacks."""
    head = detail.head
    way = tr("from {source} to {target}").format(source=head.source, target=head.target)
    parts = [way, tr(STATES[head.state]), calm(head.note)]
    parts += [tr("{qty} of {sku} are short").format(qty=figures.number(qty), sku=sku) for sku, qty in detail.short[:3]]
    return ", ".join(part for part in parts if part)


def facts(detail: TransferDetail, now: str) -> tuple[tuple[str, str], ...]:
    """Return its figures."""
    row = detail.row
    due = figures.day(row.due_day, now) if row.due_day else figures.NOTHING
    return (
        (tr("Due"), due), (tr("Asked"), figures.number(row.asked)), (tr("Picked"), figures.number(row.picked)),
        (tr("Sent"), figures.stamp(row.sent_at, now) if row.sent_at else figures.NOTHING),
        (tr("On its way"), figures.number(row.on_way)), (tr("Differs"), differs(row)),
    )  # fmt: skip


def tabs(detail: TransferDetail | None) -> tuple[FilterValue, ...]:
    """Return the pages of a transfer."""
    sizes = (None,) * 4 if detail is None else (
        len(detail.lines), len(detail.picks), len(detail.packages), len(detail.deeds)
    )  # fmt: skip
    words = (tr("Goods"), tr("To pick"), tr("Packages"), tr("Story"))
    names = ("lines", "picks", "packages", "story")
    return tuple(FilterValue(name, text, size) for name, text, size in zip(names, words, sizes, strict=True))


def line_columns() -> tuple[Column[TransferLine], ...]:
    """Return the columns of what goes."""
    return (
        Column(tr("SKU"), lambda line: line.sku, 84, "strong"),
        Column(tr("Name"), lambda line: calm(line.name) or figures.NOTHING, 0),
        Column(tr("Goes"), _goes, 70, "number"),
        Column(tr("Came"), lambda line: _some(line.received), 56, "number"),
        Column(tr("Differs"), line_differs, 108),
    )


def _goes(line: TransferLine) -> str:
    """Return how many were sent (or picked) of how many that were asked for."""
    gone = line.sent or line.picked
    return figures.number(line.qty) if gone == line.qty else tr("{done} of {all}").format(done=gone, all=line.qty)


def line_differs(line: TransferLine) -> str:
    """Return in words what of a line is not as it was sent."""
    words = (
        (line.damaged, tr("{n} damaged")), (line.over, tr("{n} too many")), (line.lost, tr("{n} lost")),
        (line.on_way, tr("{n} to come")),
    )  # fmt: skip
    return ", ".join(text.format(n=figures.number(n)) for n, text in words if n) or figures.NOTHING


def pick_columns() -> tuple[Column[Pick], ...]:
    """Return the columns of what is to be taken."""
    return (
        Column(tr("Place"), lambda pick: pick.place, 96, "strong"),
        Column(tr("SKU"), lambda pick: pick.sku, 84),
        Column(tr("Name"), lambda pick: calm(pick.name) or figures.NOTHING, 0),
        Column(tr("Lot"), lambda pick: pick.lot or pick.serial or figures.NOTHING, 70),
        Column(tr("Take"), lambda pick: figures.number(pick.qty), 60, "number_strong"),
    )


def package_columns() -> tuple[Column[Package], ...]:
    """Return the columns of the packages."""
    return (
        Column(tr("Package"), lambda each: each.code, 0, "strong"),
        Column(tr("Stands"), lambda each: each.stands or figures.NOTHING, 120),
        Column(tr("Units"), lambda each: figures.number(each.units), 66, "number"),
    )


def deed_columns(now: str) -> tuple[Column[Deed], ...]:
    """Return the columns of what was done."""
    return (
        Column(tr("When"), lambda deed: figures.when(deed.at, now), 92),
        Column(tr("What"), what, 0),
        Column(tr("Who"), lambda deed: deed.who or figures.NOTHING, 96),
    )


def what(deed: Deed) -> str:
    """Return a deed in one line."""
    words = tr(DEEDS[What(deed.what)]) if deed.what in set(What) else deed.what
    goods = f"{figures.number(deed.qty)} {code(deed.sku)}" if deed.sku else ""
    lot = deed.lot or deed.serial
    return ": ".join(
        part for part in (words, " ".join(each for each in (goods, lot) if each), calm(deed.reason)) if part
    )


def new_form(warehouses: tuple[tuple[str, str], ...]) -> FormValue:
    """Return the empty form of a transfer."""
    fields = (
        FormField("source", tr("From"), choices=warehouses), FormField("target", tr("To"), choices=warehouses),
        FormField("lines", tr("Goods"), tr("As MUG=40, LAMP=4; more can be added later")),
        FormField("due_day", tr("Due"), tr("The day they should be there: YYYY-MM-DD")), FormField("note", tr("Note")),
    )  # fmt: skip
    before = {"source": warehouses[0][0], "target": warehouses[-1][0]} if warehouses else {}
    return FormValue("new", tr("New transfer"), tr("Make it"), fields, before)


def line_form(detail: TransferDetail) -> FormValue:
    """Return the form that adds a product, or changes how many go."""
    fields = (
        FormField("sku", tr("SKU")), FormField("qty", tr("How many"), tr("0 takes it off the transfer")),
    )  # fmt: skip
    words = tr("Goods of {code}").format(code=title(detail))
    return FormValue("line", words, tr("Save"), fields, {"sku": "", "qty": "1"})


def receive_form(detail: TransferDetail) -> FormValue:
    """Return the form of what came."""
    coming = [line for line in detail.lines if line.on_way]
    goods = tuple((line.sku, line.sku) for line in coming or detail.lines)
    fields = (
        FormField("sku", tr("Product"), choices=goods), FormField("qty", tr("How many came")),
        FormField("how", tr("How"), choices=(
            ("good", tr("Good")), ("damaged", tr("Damaged")), ("over", tr("More than sent")),
        )),
    )  # fmt: skip
    qty = str(coming[0].on_way) if coming else "1"
    before = {"sku": goods[0][0] if goods else "", "qty": qty, "how": "good"}
    return FormValue("receive", tr("What came of {code}").format(code=title(detail)), tr("Take it in"), fields, before)


def why_form(name: str, detail: TransferDetail) -> FormValue:
    """Return the form that asks for a reason: of closing what lacks something, or of cancelling."""
    missing = detail.row.on_way
    if name == "close":
        words = trn("{n} unit did not come: it is written off", "{n} units did not come: they are written off", missing)
        head, deed = words.format(n=figures.number(missing)), tr("Close it")
    else:
        head, deed = tr("Cancel {code}; what was picked goes back").format(code=title(detail)), tr("Cancel it")
    return FormValue(name, head, deed, (FormField("reason", tr("Why")),), {"reason": ""})


NEXT_DEEDS = {
    "line": frozenset({TransferState.DRAFT}),
    "confirm": frozenset({TransferState.DRAFT}),
    "pick": frozenset({TransferState.CONFIRMED, TransferState.PICKING}),
    "send": frozenset({TransferState.PICKING}),
    "receive": frozenset({TransferState.SENT, TransferState.RECEIVED}),
    "all": frozenset({TransferState.SENT, TransferState.RECEIVED}),
    "finish": frozenset({TransferState.SENT}),
    "close": frozenset({TransferState.RECEIVED}),
    "cancel": frozenset({TransferState.DRAFT, TransferState.CONFIRMED, TransferState.PICKING}),
}
"""In which states each deed can be done."""

RIGHTS = {
    "new": Right.TRANSFER, "line": Right.TRANSFER, "confirm": Right.TRANSFER, "close": Right.TRANSFER,
    "cancel": Right.TRANSFER, "pick": Right.PICK, "send": Right.LOAD, "receive": Right.RECEIVE, "all": Right.RECEIVE,
    "finish": Right.RECEIVE,
}  # fmt: skip


def deeds(state: TransfersScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    detail = state.detail
    found = {}
    for name, right in RIGHTS.items():
        lacks = lacks_right(state.rights, right)
        if name != "new" and not lacks:
            lacks = tr("Choose a transfer first") if detail is None else _not_now(name, detail)
        found[name] = lacks
    return found


def _not_now(name: str, detail: TransferDetail) -> str:
    if detail.head.state not in NEXT_DEEDS[name]:
        return tr("It is not at that step")
    return tr("Nothing is picked yet") if name == "send" and not detail.row.picked else ""


def seen(detail: TransferDetail | None) -> frozenset[str]:
    """Return the deeds whose buttons are shown: those of the step where the transfer is."""
    if detail is None:
        return frozenset()
    return frozenset(name for name, states in NEXT_DEEDS.items() if detail.head.state in states)
