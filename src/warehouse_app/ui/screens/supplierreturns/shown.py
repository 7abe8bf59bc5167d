"""What the page of returns to suppliers shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.returning.afterwards import SupplierReturnSeen
from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.afterwards import SupplierReturnLine, SupplierReturnRow, Waiting
from warehouse_app.domain.returning.states import SupplierReturnState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.supplierreturns.state import SupplierReturnsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.refunds import supplier_return_states

_WIDE = 860
_SOME = 3
_LONGEST = 18
"""Letters of a supplier's name in a choice: the form is not wider."""

_LOOKS = {
    SupplierReturnState.OPEN: ("ask", "package-open"), SupplierReturnState.SENT: ("info", "send"),
    SupplierReturnState.CREDITED: ("ok", "circle-check"), SupplierReturnState.REFUSED: ("stop", "circle-x"),
    SupplierReturnState.CANCELLED: ("neutral", "ban"),
}  # fmt: skip


def chip(row: SupplierReturnRow) -> ChipValue:
    """Return where it is."""
    tone, icon = _LOOKS[row.state]
    words = supplier_return_states()[row.state]
    return ChipValue(tone, words[:1].upper() + words[1:], icon)  # type: ignore[arg-type]


def columns(now: str) -> tuple[Column[SupplierReturnRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Number"), lambda row: row.code, 92, "code", name="code"),
        Column(tr("Supplier"), lambda row: calm(row.supplier_name), 0),
        Column(tr("Units"), lambda row: figures.number(row.units), 60, "number"),
        Column(tr("State"), chip, 120, "chip", name="state"),
        Column(tr("Credit"), lambda row: _some(row.credit_minor, row.currency), 88, "number", name="credit"),
        Column(tr("Begun"), lambda row: figures.stamp(row.at, now), 116, name="at", leaves=lambda row: row.at),
        Column(tr("Sent"), lambda row: figures.stamp(row.sent_at, now) if row.sent_at else figures.NOTHING, 116,
               name="sent_at", room=_WIDE),
    )  # fmt: skip


def _some(minor: int, currency: str) -> str:
    return figures.money(minor, currency) if minor else figures.NOTHING


def filters(state: SupplierReturnsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "open": tr("To be sent"), "sent": tr("Sent"), "credited": tr("Credited"), "refused": tr("Refused"),
        "cancelled": tr("Given up"), "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: SupplierReturnsScreen) -> tuple[str, str]:
    """Return how many the list has, how many units wait for a supplier, and the keys."""
    extent, waiting = state.list.extent, dict(state.counts).get("waiting", 0)
    parts = [] if extent is None else [figures.counted(extent.total, "return to a supplier", "returns to suppliers")]
    if waiting:
        parts.append(figures.counted(waiting, "unit waits for a supplier", "units wait for a supplier"))
    return ", ".join(parts), tr("Ctrl E exports, Ctrl C copies")


def nothing(state: SupplierReturnsScreen) -> tuple[str, str]:
    """Return what an empty list says: how goods come here."""
    waiting = dict(state.counts).get("waiting", 0)
    if waiting:
        return (
            figures.counted(waiting, "unit waits for a supplier", "units wait for a supplier"),
            tr("Ctrl N begins a return to a supplier with them."),
        )
    return (
        tr("Nothing goes back to a supplier"),
        tr("Goods come here when a return is settled whose units are marked for the supplier."),
    )


def title(seen: SupplierReturnSeen) -> str:
    """Return the head of one."""
    return f"{calm(seen.row.supplier_name)}  {code(seen.row.code)}"


def about(seen: SupplierReturnSeen) -> str:
    """Return the line under it: its note, or what comes next."""
    row = seen.row
    if row.state is SupplierReturnState.OPEN and not seen.lines:
        return row.note or tr("It holds nothing yet: add goods.")
    return row.note


def facts(seen: SupplierReturnSeen, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of it, by name."""
    row = seen.row
    found = [
        (tr("Units"), figures.number(row.units)),
        (tr("Warehouse"), row.warehouse),
        (tr("Begun"), figures.stamp(row.at, now)),
        (tr("Their number"), row.reference),
        (tr("Sent"), figures.stamp(row.sent_at, now) if row.sent_at else ""),
        (tr("Answered"), figures.stamp(row.closed_at, now) if row.closed_at and row.sent_at else ""),
        (tr("Credit"), figures.money(row.credit_minor, row.currency) if row.credit_minor else ""),
    ]
    return tuple(each for each in found if each[1])


def line_columns() -> tuple[Column[SupplierReturnLine], ...]:
    """Return the columns of what goes back."""
    return (
        Column(tr("SKU"), lambda line: line.sku, 96, "strong"),
        Column(tr("Name"), lambda line: calm(line.name) or figures.NOTHING, 0),
        Column(tr("Units"), lambda line: figures.number(line.qty), 56, "number"),
        Column(tr("Why"), lambda line: line.why, 120),
    )


def new_form(
    suppliers: tuple[tuple[str, str], ...], warehouses: tuple[tuple[str, str], ...], waits: Mapping[str, int]
) -> FormValue:
    """Return the form in which one is begun; the suppliers for whom goods wait come first."""
    told = [(name, _waiting(words, waits.get(name, 0))) for name, words in suppliers]
    told.sort(key=lambda each: -waits.get(each[0], 0))
    first = told[0][0]
    goods = (("all", tr("All that waits and that it sells")), ("none", tr("Nothing yet")))
    fields = [
        FormField("supplier", tr("Supplier"), choices=tuple(told)),
        FormField("goods", tr("Goods"), choices=goods),
        FormField("note", tr("Note"), tr("It stands on the paper")),
    ]
    before = {"supplier": first, "goods": "all" if waits.get(first) else "none", "note": ""}
    if len(warehouses) > 1:
        fields.insert(1, FormField("warehouse", tr("Warehouse"), choices=warehouses))
        before["warehouse"] = warehouses[0][0]
    return FormValue("new", tr("New return to a supplier"), tr("Begin"), tuple(fields), before)


def _waiting(words: str, units: int) -> str:
    told = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
    return f"{told}: {figures.counted(units, 'unit waits', 'units wait')}" if units else told


def add_form(seen: SupplierReturnSeen) -> FormValue:
    """Return the form in which goods are added: all that the supplier sells, or those of one return."""
    sold = sum(each.qty for each in seen.waits if each.sold)
    choices = [("", tr("All that it sells: {n}").format(n=figures.number(sold)))] if sold else []
    by_return: dict[str, list[Waiting]] = {}
    for each in seen.waits:
        by_return.setdefault(each.return_code, []).append(each)
    choices += [(name, f"{name}: {_goods(mine)}") for name, mine in by_return.items()]
    fields = (FormField("return", tr("What waits"), choices=tuple(choices)),)
    head = tr("Add goods to {code}").format(code=seen.row.code)
    return FormValue("add", head, tr("Add"), fields, {"return": choices[0][0]})


def _goods(units: list[Waiting]) -> str:
    told = [f"{figures.number(each.qty)} {each.sku}" for each in units[:_SOME]]
    return ", ".join((*told, "\N{HORIZONTAL ELLIPSIS}") if len(units) > _SOME else told)


def added(units: int) -> str:
    """Return what is said when goods were added."""
    return figures.counted(units, "unit is added", "units are added")


def send_form(seen: SupplierReturnSeen) -> FormValue:
    """Return the form in which goods leave."""
    fields = (FormField("reference", tr("Their number"), tr("What the supplier calls it, if it said so")),)
    head = tr("{code} left for {supplier}").format(code=seen.row.code, supplier=calm(seen.row.supplier_name))
    return FormValue("send", head, tr("It is sent"), fields, {"reference": seen.row.reference})


def credit_form(seen: SupplierReturnSeen) -> FormValue:
    """Return the form in which the supplier's credit is kept."""
    help_ = tr("In {currency}, as 40.00").format(currency=seen.row.currency) if seen.row.currency else tr("As 40.00")
    head = tr("{supplier} credits {code}").format(supplier=calm(seen.row.supplier_name), code=seen.row.code)
    return FormValue(
        "credit",
        head,
        tr("Save"),
        (FormField("amount", tr("How much"), figures.to_type(help_), decimal=True),),
        {"amount": ""},
    )


def sure_form(name: str, seen: SupplierReturnSeen) -> FormValue:
    """Return the question before what cannot be taken back: the supplier refused, or it is given up."""
    facts_ = {"supplier": calm(seen.row.supplier_name), "code": seen.row.code}
    if name == "refuse":
        return FormValue(name, tr("{supplier} credits nothing for {code}").format(**facts_), tr("Save"), ())
    head = tr("Give {code} up? Its goods wait for their supplier again.").format(**facts_)
    return FormValue(name, head, tr("Give it up"), ())


NEXT_DEEDS = {
    "add": frozenset({SupplierReturnState.OPEN}),
    "send": frozenset({SupplierReturnState.OPEN}),
    "credit": frozenset({SupplierReturnState.SENT}),
    "refuse": frozenset({SupplierReturnState.SENT}),
    "drop": frozenset({SupplierReturnState.OPEN}),
}
"""In which states each deed can be done."""

LEADS_TO = {
    "new": SupplierReturnState.OPEN, "send": SupplierReturnState.SENT, "credit": SupplierReturnState.CREDITED,
    "refuse": SupplierReturnState.REFUSED, "drop": SupplierReturnState.CANCELLED,
}  # fmt: skip
"""Where each form leads."""

RIGHTS = {
    "add": Right.RETURN, "send": Right.RETURN, "credit": Right.REFUND, "refuse": Right.REFUND, "drop": Right.RETURN,
}  # fmt: skip


def deeds(state: SupplierReturnsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    seen = state.detail
    choose = tr("Choose a return to a supplier first") if seen is None else ""
    empty = tr("It holds nothing yet") if seen is not None and not seen.lines else ""
    none_waits = tr("Nothing waits for a supplier") if seen is not None and not seen.waits else ""
    found = {
        "new": lacks_right(state.rights, Right.RETURN),
        "paper": choose or lacks_right(state.rights, Right.PRINT) or empty,
    }
    for name, right in RIGHTS.items():
        step = "" if seen is None or seen.row.state in NEXT_DEEDS[name] else tr("It is not at that step")
        lacks = {"add": none_waits, "send": empty}.get(name, "")
        found[name] = lacks_right(state.rights, right) or choose or step or lacks
    return found


def visible(seen: SupplierReturnSeen | None) -> frozenset[str]:
    """Return the deeds that its step shows."""
    state = None if seen is None else seen.row.state
    return frozenset({"new", "paper"} | {name for name, where in NEXT_DEEDS.items() if state in where})
