"""What the receipts page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.photos import About
from warehouse_app.domain.receiving.values import (
    Came,
    Difference,
    ParkedThing,
    ReceiptDetail,
    ReceiptLine,
    ReceiptRow,
    ReceiptState,
)
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.receipts.state import ReceiptsScreen, waiting
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right

_STORY, _ROOMY, _WIDE = 560, 760, 900
_E4, _CENT = 10_000, 100


def price(value: int | None) -> str:
    """Return a price of one unit as people write it."""
    if value is None:
        return figures.NOTHING
    whole, rest = divmod(value, _E4)
    return f"{figures.number(whole)}.{rest:04d}"[:-2] if rest % _CENT == 0 else f"{figures.number(whole)}.{rest:04d}"


def state_chip(row: ReceiptRow) -> ChipValue:
    """Return in one word what is to be done about a receipt."""
    if row.waits:
        return ChipValue("ask", tr("Set aside"), "circle-question-mark")
    if row.state is ReceiptState.OPEN:
        return ChipValue("info", tr("Open"), "package-open")
    if row.over or row.unordered or row.damaged:
        return ChipValue("ask", tr("Differs"))
    return ChipValue("ok", tr("Complete"))


def paper(row: ReceiptRow) -> str:
    """Return by what a receipt came."""
    return row.paper or tr("No paper")


def columns(now: str) -> tuple[Column[ReceiptRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Receipt"), lambda row: row.code, 104, "code", name="code"),
        Column(tr("By"), paper, 120, "code"),
        Column(tr("Supplier"), lambda row: calm(row.supplier_name) or figures.NOTHING, 0),
        Column(tr("Note"), lambda row: row.supplier_ref or figures.NOTHING, 110, name="supplier_ref", room=_WIDE),
        Column(tr("Came"), lambda row: figures.stamp(row.at, now), 130, name="at", leaves=lambda row: row.at),
        Column(tr("Products"), lambda row: figures.number(row.products), 76, "number", room=_ROOMY,
               leaves=lambda row: row.products),
        Column(tr("Units"), lambda row: figures.number(row.units), 72, "number", leaves=lambda row: row.units),
        Column(tr("Warehouse"), lambda row: row.warehouse, 96, room=_WIDE),
        Column(tr("By whom"), lambda row: row.who or figures.NOTHING, 110, room=_WIDE),
        Column(tr("State"), state_chip, 118, "icon", name="state"),
    )  # fmt: skip


def filters(state: ReceiptsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "all": tr("All"), "open": tr("Open"), "parked": tr("Set aside"), "differing": tr("Differing"),
        "blind": tr("No paper"),
    }  # fmt: skip
    return state.views(words)


def footer(state: ReceiptsScreen) -> tuple[str, str]:
    """Return how many receipts the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "receipt", "receipts")
    return left, tr("Ctrl E exports, Ctrl C copies")


def about(detail: ReceiptDetail) -> str:
    """Return the line under a receipt's code."""
    row = detail.row
    return ", ".join(each for each in (paper(row), calm(row.supplier_name), row.supplier_ref) if each)


def facts(row: ReceiptRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return the figures of a receipt."""
    kinds = figures.counted(row.products, "product", "products")
    by = ", ".join(each for each in (row.who, row.station) if each)
    return (
        (tr("Units"), tr("{units} in {kinds}").format(units=figures.number(row.units), kinds=kinds)),
        (tr("Came"), figures.stamp(row.at, now)),
        (tr("Closed"), figures.stamp(row.closed_at, now) if row.closed_at else figures.NOTHING),
        (tr("By"), by or figures.NOTHING),
    )


def tabs(detail: ReceiptDetail | None) -> tuple[FilterValue, ...]:
    """Return the pages of a receipt."""
    counts = (
        (None,) * 5
        if detail is None
        else (
            *(len(detail.came), len(detail.differences), len(waiting(detail)), len(detail.photos)),
            len(detail.lines) + detail.more,
        )
    )
    words = {
        "came": tr("Came"), "differences": tr("Differs"), "parked": tr("Aside"), "photos": tr("Photos"),
        "story": tr("Story"),
    }  # fmt: skip
    return tuple(FilterValue(name, told, n) for (name, told), n in zip(words.items(), counts, strict=True))


def came_columns() -> tuple[Column[Came], ...]:
    """Return the columns of what came by product."""
    return (
        Column(tr("SKU"), lambda one: one.sku, 96, "strong"),
        Column(tr("Name"), lambda one: calm(one.name) or figures.NOTHING, 0),
        Column(tr("Units"), lambda one: figures.number(one.qty), 70, "number_strong", sort=lambda one: one.qty),
    )


def difference(one: Difference) -> ChipValue:
    """Return what a difference is, in one word."""
    words = {
        "over": ChipValue("ask", tr("Too many")), "unordered": ChipValue("ask", tr("Not ordered")),
        "damaged": ChipValue("stop", tr("Damaged")), "missing": ChipValue("ask", tr("Missing")),
        "price": ChipValue("ask", tr("Other price")),
    }  # fmt: skip
    return words[one.what]


def difference_columns() -> tuple[Column[Difference], ...]:
    """Return the columns of the differences."""
    return (
        Column(tr("What"), difference, 134, "chip"),
        Column(tr("SKU"), lambda one: one.sku, 96, "strong"),
        Column(tr("Name"), lambda one: calm(one.name) or figures.NOTHING, 0),
        Column(tr("Units"), lambda one: figures.number(one.qty), 62, "number_strong", sort=lambda one: one.qty),
        Column(tr("Price"), _prices, 130, "number", room=_STORY),
    )


def _prices(one: Difference) -> str:
    if one.what != "price":
        return ""
    return tr("{price}, ordered {order}").format(price=price(one.price_e4), order=price(one.order_e4))


def parked_columns(now: str) -> tuple[Column[ParkedThing], ...]:
    """Return the columns of what stands aside."""
    return (
        Column(tr("Code"), lambda one: one.barcode, 0, "code"),
        Column(tr("Units"), lambda one: figures.number(one.qty), 62, "number_strong", sort=lambda one: one.qty),
        Column(tr("Since"), lambda one: figures.stamp(one.at, now), 124, sort=lambda one: one.at),
        Column(tr("State"), _parked, 124, "chip"),
    )


def _parked(one: ParkedThing) -> ChipValue | str:
    return (one.note or tr("Dealt with")) if one.solved_at else ChipValue("ask", tr("Waits"))


def story_columns(now: str) -> tuple[Column[ReceiptLine], ...]:
    """Return the columns of the scans, newest first."""
    return (
        Column(tr("When"), lambda one: figures.stamp(one.at, now), 108, sort=lambda one: one.seq),
        Column(tr("SKU"), lambda one: one.sku, 84, "strong"),
        Column(tr("Units"), lambda one: figures.number(one.qty), 58, "number_strong", sort=lambda one: one.qty),
        Column(tr("To"), lambda one: one.place, 0, "code"),
        Column(tr("Lot"), lambda one: one.lot or one.serial or figures.NOTHING, 90, room=_STORY),
        Column(tr("By"), lambda one: one.who or figures.NOTHING, 110, room=_STORY),
    )


def _which(things: tuple[ParkedThing, ...]) -> FormField:
    told = tuple((str(each.id), f"{each.barcode} × {figures.number(each.qty)}") for each in things)
    return FormField("parked", tr("What stands aside"), choices=told)


def _form(name: str, title: str, save: str, things: tuple[ParkedThing, ...], *fields: FormField) -> FormValue:
    before = {"parked": str(things[0].id), **{each.name: "" for each in fields}}
    return FormValue(name, title, save, (_which(things), *fields), before)


def link_form(things: tuple[ParkedThing, ...]) -> FormValue:
    """Return the form that says which product a thing is."""
    sku = FormField("sku", tr("Product"), tr("Its SKU; it carries the code from now on"))
    return _form("link", tr("Link to a product"), tr("Link and take in"), things, sku)


def photographed(detail: ReceiptDetail | None) -> tuple[tuple[str, str], ...]:
    """Return what a photo can show: what stands aside, and what came damaged or else at all, newest first."""
    if detail is None:
        return ()
    aside = tuple((f"{About.PARKED}:{each.id}", each.barcode) for each in waiting(detail))
    came = [each for each in detail.lines if each.qty > 0]
    came.sort(key=lambda each: each.verdict != "damaged")
    told = ((f"{About.RECEIPT_LINE}:{each.seq}", _line_words(each)) for each in came)
    return aside + tuple(told)


def _line_words(line: ReceiptLine) -> str:
    words = f"{line.sku} × {figures.number(line.qty)}"
    return tr("{what}, damaged").format(what=words) if line.verdict == "damaged" else words


def photo_form(things: tuple[tuple[str, str], ...]) -> FormValue:
    """Return the form that asks what a photo shows."""
    fields = (FormField("about", tr("What it shows"), choices=things), FormField("note", tr("Note")))
    return FormValue("photo", tr("Keep a photo"), tr("Take or choose it"), fields, {"about": things[0][0], "note": ""})


def make_form(things: tuple[ParkedThing, ...]) -> FormValue:
    """Return the form that makes a product of a thing."""
    fields = (FormField("title", tr("Name")), FormField("sku", tr("SKU"), tr("Empty: the code itself")))
    return _form("make", tr("New product"), tr("Make and take in"), things, *fields)


def solve_form(things: tuple[ParkedThing, ...]) -> FormValue:
    """Return the form that tells what else became of a thing."""
    note = FormField("note", tr("What became of it"), tr("Sent back, thrown away, scanned after all"))
    return _form("solve", tr("Dealt with"), tr("Save"), things, note)


def title(row: ReceiptRow) -> str:
    """Return the head of a receipt."""
    return tr("Receipt {code}").format(code=code(row.code))


def deeds(state: ReceiptsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    choose = "" if state.detail is not None else tr("Choose a receipt first")
    nothing = choose or ("" if waiting(state.detail) else tr("Nothing stands aside here"))

    def lacks(right: Right) -> str:
        return lacks_right(state.rights, right)

    return {
        "link": lacks(Right.LINK_BARCODE) or nothing, "make": lacks(Right.PRODUCTS) or nothing,
        "solve": lacks(Right.RECEIVE) or nothing,
        "photo": lacks(Right.RECEIVE) or choose or ("" if photographed(state.detail) else tr("Nothing came yet")),
    }  # fmt: skip
