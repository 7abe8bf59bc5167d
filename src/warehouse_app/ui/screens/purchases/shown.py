"""What the purchase orders page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.purchasing.common import fields_of, line_fields
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.fields import written
from warehouse_app.domain.purchasing.states import OPEN, Arrival, PurchaseState
from warehouse_app.domain.purchasing.values import DeliveryHead, PurchaseDetail, PurchaseLine, PurchaseRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, Event, FilterValue
from warehouse_app.ui.screens.purchases.state import PurchasesScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.purchasing import delivery_words, event_words, remark_words, state_words

_WIDE, _VERY_WIDE = 900, 1100
_LONG_AGO = "1900-01-01T00:00:00Z"
"""Seen from then, a day is written with its year and without its weekday."""


def state(row: PurchaseRow) -> ChipValue:
    """Return how far an order is."""
    words = state_words(row.state, row.arrival)
    if row.state is PurchaseState.DRAFT:
        return ChipValue("neutral", words, "pencil")
    if row.state is PurchaseState.CONFIRMED:
        icons = {Arrival.NOTHING: ("info", "truck"), Arrival.PART: ("ask", "package-minus"),
                 Arrival.ALL: ("ok", "package-check")}  # fmt: skip
        kind, icon = icons[row.arrival]
        return ChipValue(kind, words, icon)  # type: ignore[arg-type]
    return ChipValue("neutral", words, "ban" if row.state is PurchaseState.CANCELLED else "check")


def _units(value: int) -> str:
    return figures.number(value) if value else figures.NOTHING


def _day(text: str, now: str = "") -> str:
    return figures.day(text, now or _LONG_AGO) if text else figures.NOTHING


def columns() -> tuple[Column[PurchaseRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Order"), lambda row: row.code, 104, "code", name="code"),
        Column(tr("Supplier"), lambda row: calm(row.supplier_name) or row.supplier, 0, name="supplier"),
        Column(tr("Due"), lambda row: _day(row.due_day), 118, name="due_day", leaves=lambda row: row.due_day),
        Column(tr("State"), state, 136, "icon", name="state"),
        Column(tr("Lines"), lambda row: figures.number(row.lines), 60, "number", name="lines", room=_VERY_WIDE,
               leaves=lambda row: row.lines),
        Column(tr("Ordered"), lambda row: _units(row.ordered), 78, "number", name="ordered",
               leaves=lambda row: row.ordered),
        Column(tr("Received"), lambda row: _units(row.received), 82, "number", name="received",
               leaves=lambda row: row.received),
        Column(tr("Open"), lambda row: _units(row.still_open), 70, "number_strong", name="open",
               leaves=lambda row: row.still_open),
        Column(tr("Value"), lambda row: figures.money(row.total_minor, row.currency), 104, "number", name="value",
               room=_WIDE, leaves=lambda row: figures.amount(row.total_minor, row.currency)),
        Column(tr("Warehouse"), lambda row: row.warehouse, 96, name="warehouse", room=_VERY_WIDE),
        Column(tr("Placed"), lambda row: _day(row.placed_at[:10]), 118, name="placed_at", room=_VERY_WIDE,
               leaves=lambda row: row.placed_at[:10]),
    )  # fmt: skip


def filters(screen: PurchasesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "open": tr("Open"), "draft": tr("Drafts"), "expected": tr("Expected"), "part": tr("Part"),
        "late": tr("Late"), "arrived": tr("Arrived"), "done": tr("Done"), "all": tr("All"),
    }  # fmt: skip
    return screen.views(words)


def footer(screen: PurchasesScreen) -> tuple[str, str]:
    """Return how many orders the list has, and the keys."""
    extent = screen.list.extent
    left = "" if extent is None else figures.counted(extent.total, "purchase order", "purchase orders")
    return left, tr("Ctrl E exports, Ctrl C copies")


def about(detail: PurchaseDetail) -> str:
    """Return the line under an order's number."""
    head = detail.head
    name = calm(head.supplier_name) or head.supplier
    ref = tr("their number {ref}").format(ref=head.supplier_ref) if head.supplier_ref else ""
    return ", ".join(each for each in (name, head.warehouse, ref, head.note) if each)


def facts(detail: PurchaseDetail, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of an order, by name."""
    row, head = detail.row, detail.head
    waited = sum(units for units, _lines in detail.waited_for.values())
    came = tr("{came} of {all}").format(came=figures.number(row.received), all=figures.number(row.ordered))
    found = [(tr("Due"), _day(head.due_day, now)), (tr("Received"), came)]
    if waited:
        found.append((tr("Orders wait for"), figures.counted(waited, "unit", "units")))
    return (*found, (tr("Value"), figures.money(row.total_minor, row.currency)))


def remarks(detail: PurchaseDetail) -> str:
    """Return what the supplier would say to the order, in a few lines."""
    return ". ".join(remark_words(each) for each in detail.remarks[:3])


def tabs(detail: PurchaseDetail | None) -> tuple[FilterValue, ...]:
    """Return the pages of an order."""
    lines = None if detail is None else len(detail.lines)
    came = None if detail is None else len(detail.deliveries) + len(detail.receipts)
    return (
        FilterValue("lines", tr("Lines"), lines), FilterValue("arrivals", tr("Deliveries"), came),
        FilterValue("story", tr("Story")),
    )  # fmt: skip


def line_columns(waited_for: dict[int, int]) -> tuple[Column[PurchaseLine], ...]:
    """Return the columns of an order's lines."""
    return (
        Column(tr("SKU"), lambda line: line.sku, 78, "code"),
        Column(tr("Name"), lambda line: calm(line.name), 0),
        Column(tr("Came"), _came, 92, "number_strong", sort=lambda line: line.open),
        Column(tr("Wait"), lambda line: _units(waited_for.get(line.id, 0)), 50, "number",
               sort=lambda line: waited_for.get(line.id, 0)),
        Column(tr("Price"), lambda line: figures.price(line.price_e4), 62, "number", sort=lambda line: line.price_e4,
               leaves=lambda line: written(line.price_e4)),
    )  # fmt: skip


def _came(line: PurchaseLine) -> str:
    """Return how much of a line came, of what is still meant to come or came."""
    return tr("{came} of {all}").format(
        came=figures.number(line.received), all=figures.number(line.qty - line.cancelled)
    )


def fitting(screen: PurchasesScreen) -> frozenset[str]:
    """Return the deeds that stand beside an order as it is; the others would only be in the way."""
    state_now = screen.detail.head.state if screen.detail is not None else None
    if state_now not in OPEN:
        return frozenset()
    lines = frozenset({"add", "edit_line", "drop_line"})
    return lines | {"confirm"} if state_now is PurchaseState.DRAFT else lines


def no_lines(detail: PurchaseDetail) -> str:
    """Return what to do where an order has no lines."""
    if detail.head.state is PurchaseState.DRAFT:
        return tr("Nothing is ordered yet. Add a line (F6).")
    return tr("It has no lines.")


def arrivals(detail: PurchaseDetail, now: str) -> tuple[Event, ...]:
    """Return what was told beforehand, to come, and what came, newest first."""
    told = tuple(_told(each, now) for each in detail.deliveries)
    came = tuple(
        Event(
            tr("{n} of {sku}").format(n=figures.number(each.qty), sku=each.sku),
            ", ".join(part for part in (figures.stamp(each.at, now), each.receipt, each.who) if part),
        )
        for each in reversed(detail.receipts)
    )  # fmt: skip
    return (*told, *came)


def _told(each: DeliveryHead, now: str) -> Event:
    words = tr("Delivery {ref}: {state}").format(ref=each.supplier_ref or each.code, state=delivery_words(each.state))
    due = tr("due {day}").format(day=_day(each.due_day, now)) if each.due_day else ""
    waits = each.state.value == "expected"
    return Event(words, ", ".join(part for part in (due, each.code) if part), "to_come" if waits else "past")


def story(detail: PurchaseDetail, now: str) -> tuple[Event, ...]:
    """Return what people decided about an order, newest first."""
    return tuple(
        Event(event_words(each), ", ".join(part for part in (figures.stamp(each.at, now), each.who) if part))
        for each in reversed(detail.story)
    )


# ------------------------------------------------------------------------------------------------------------ forms


def make_form(suppliers: tuple[tuple[str, str], ...], warehouses: tuple[tuple[str, str], ...]) -> FormValue:
    """Return the empty form of a purchase order."""
    several = (FormField("warehouse", tr("Warehouse"), choices=warehouses),) if len(warehouses) > 1 else ()
    fields = (
        FormField("supplier", tr("Supplier"), choices=suppliers),
        FormField("purchase", tr("Number"), tr("Empty: the next one is given out")),
        *several, FormField("due_day", tr("Due"), tr("As 2010-12-24; empty: after their lead time")),
        FormField("supplier_ref", tr("Their number")), FormField("note", tr("Note")),
    )  # fmt: skip
    before = {"supplier": suppliers[0][0], "warehouse": warehouses[0][0] if warehouses else ""}
    return FormValue("make", tr("New purchase order"), tr("Begin it"), fields, before)


def line_form(detail: PurchaseDetail) -> FormValue:
    """Return the empty form of one line."""
    packs = (("no", tr("Round up to their packs")), ("yes", tr("Order exactly so many")))
    fields = (
        FormField("sku", tr("Product"), tr("SKU, or what the supplier calls it")), FormField("qty", tr("Quantity")),
        FormField("price", tr("Price of one"), tr("Empty: the supplier's"), decimal=True),
        FormField("due_day", tr("Due"), tr("Empty: with the order")), FormField("exact", tr("Packs"), choices=packs),
    )  # fmt: skip
    title = tr("Add to {code}").format(code=detail.head.code)
    return FormValue("line", title, tr("Add it"), fields, {"exact": "no"})


def edit_form(detail: PurchaseDetail) -> FormValue:
    """Return the form of an order's head, as it is now."""
    fields = (
        FormField("due_day", tr("Due"), tr("Lines due with the order follow")),
        FormField("supplier_ref", tr("Their number")), FormField("note", tr("Note")),
    )  # fmt: skip
    title = tr("Change {code}").format(code=detail.head.code)
    return FormValue("edit", title, tr("Save"), fields, fields_of(detail.head))


def edit_line_form(line: PurchaseLine) -> FormValue:
    """Return the form of a line, as it is now."""
    fields = (
        FormField("qty", tr("Quantity")), FormField("price", tr("Price of one"), decimal=True),
        FormField("due_day", tr("Due")),
    )  # fmt: skip
    title = tr("Line {n}, {sku}").format(n=line.n, sku=line.sku)
    return FormValue("edit_line", title, tr("Save"), fields, line_fields(line))


def end_form(name: str, detail: PurchaseDetail) -> FormValue:
    """Return the form that asks why an order ends."""
    closing = name == "close"
    title = tr("Close {code}") if closing else tr("Cancel {code}")
    one, many = "{n} unit will not be waited for any more", "{n} units will not be waited for any more"
    left = trn(one, many, detail.row.still_open).format(n=figures.number(detail.row.still_open))
    field = FormField("reason", tr("Why"), left if closing else tr("It stands in the order's story"))
    return FormValue(
        name, title.format(code=detail.head.code), tr("Close it") if closing else tr("Cancel it"), (field,)
    )


def deeds(screen: PurchasesScreen, line: PurchaseLine | None) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    detail = screen.detail
    lacks = lacks_right(screen.rights, Right.PURCHASE)
    choose = "" if detail is not None else tr("Choose a purchase order first")
    state_now = detail.head.state if detail is not None else None
    ended = "" if state_now is None or state_now in OPEN else tr("It has ended")
    no_line = "" if line is not None else tr("Choose a line first")
    draft = "" if state_now is PurchaseState.DRAFT else tr("It is confirmed already")
    under_way = "" if state_now is PurchaseState.CONFIRMED else tr("Confirm it first")
    came = tr("Goods of it have come: close it") if detail is not None and detail.row.received else ""
    return {
        "make": lacks, "add": lacks or choose or ended, "edit": lacks or choose or ended,
        "edit_line": lacks or choose or ended or no_line, "drop_line": lacks or choose or ended or no_line,
        "paper": choose or lacks_right(screen.rights, Right.PRINT),
        "confirm": lacks or choose or ended or draft, "close": lacks or choose or ended or under_way,
        "cancel": lacks or choose or ended or came,
    }  # fmt: skip
