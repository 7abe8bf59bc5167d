"""What the stock page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from warehouse_app.domain.items import GRADE_A
from warehouse_app.domain.ledger.trail import Held as Lain
from warehouse_app.domain.orders.values import Holder
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PROMISABLE_FIXED, PlaceKind
from warehouse_app.domain.purchasing.values import Expected
from warehouse_app.domain.stock import (
    LotDetail,
    LotRow,
    PlaceDetail,
    PlaceRow,
    ProductDetail,
    Standing,
    StockEvent,
    StockPlace,
    StockRow,
    Then,
)
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, Event, FilterValue
from warehouse_app.ui.screens.stock.state import Detail, StockScreen, View
from warehouse_app.wording import tr, trn
from warehouse_app.wording.codes import said as said_code
from warehouse_app.wording.people import need_right

_CODES, _MOST_COMING = 2, 2
_KINDS = {"move": "moved", "receive": "received", "recount": "counted", "transform": "changed"}
_WHYS = {
    "pick": "picked", "to the bench": "brought to the bench", "totes on the cart": "put on the cart",
    "cart": "put on the cart", "opening": "stock of the beginning", "put back": "put back",
    "found while picking": "found while picking",
}  # fmt: skip
"""Why the program moved something, as the ledger writes it, and what people say; what a person wrote stays as it is."""


@dataclass(frozen=True, slots=True)
class Held:
    """One promise on it: for whom, how many, where."""

    who: str
    qty: int
    where: str
    holder: Holder | None = None


def _dash(n: int) -> str:
    return figures.number(n) if n else figures.NOTHING


def _kind_words(kind: str) -> str:
    return said_code(kind)


def product_columns() -> tuple[Column[StockRow], ...]:
    """Return the columns of the products."""
    return (
        Column(tr("SKU"), lambda row: row.sku, 92, "code", name="sku"),
        Column(tr("Name"), lambda row: calm(row.name or row.sku), 0, name="name"),
        Column(tr("On hand"), lambda row: figures.number(row.on_hand), 78, "number"),
        Column(tr("Promised"), lambda row: _dash(row.promised), 82, "number"),
        Column(tr("Free"), lambda row: figures.number(row.free), 72, "number_strong"),
        Column(tr("Places"), lambda row: _dash(row.places), 66, "number"),
    )


def place_list_columns() -> tuple[Column[PlaceRow], ...]:
    """Return the columns of the list of places."""
    return (
        Column(tr("Place"), lambda row: row.place, 110, "code", name="place"),
        Column(tr("Kind"), lambda row: _kind_words(row.kind), 96, name="kind"),
        Column(tr("Holds"), _holds, 0),
        Column(tr("On hand"), lambda row: _dash(row.on_hand), 82, "number_strong"),
        Column(tr("Held"), lambda row: _dash(row.held), 66, "number"),
    )


def _holds(row: PlaceRow) -> str:
    if not row.skus:
        return tr("empty")
    return row.sku if row.skus == 1 else trn("{n} product", "{n} products", row.skus).format(n=figures.number(row.skus))


def lot_columns() -> tuple[Column[LotRow], ...]:
    """Return the columns of the lots."""
    return (
        Column(tr("Lot"), lambda row: row.lot, 110, "code", name="lot"),
        Column(tr("SKU"), lambda row: row.sku, 90, "code", name="sku"),
        Column(tr("Name"), lambda row: calm(row.name or row.sku), 0),
        Column(tr("Grade"), lambda row: row.grade, 66),
        Column(tr("On hand"), lambda row: _dash(row.on_hand), 78, "number_strong"),
        Column(tr("Leaves by"), lambda row: row.last_ship_day or figures.NOTHING, 92),
    )


def views(state: StockScreen) -> tuple[FilterValue, ...]:
    """Return the three lists, with their lengths as far as they are known."""
    words: dict[View, str] = {"products": tr("Products"), "places": tr("Places"), "lots": tr("Lots")}
    return tuple(FilterValue(name, words[name], state.total(name)) for name in words)


def footer(state: StockScreen) -> str:
    """Return how long the list in view is."""
    total = state.total(state.view)
    nouns = {
        "products": ("product", "products"), "places": ("place", "places"), "lots": ("lot", "lots"),
    }[state.view]  # fmt: skip
    if total is None:
        return ""
    words = figures.counted(total, *nouns)
    return tr("{places} that hold something").format(places=words) if state.query.view == "filled" else words


def tiles(detail: Detail, then: Then | None = None) -> tuple[tuple[str, str, str], ...]:
    """Return label, figure and line of the sums in the head: they are the sums of the table below."""
    if then is not None:
        return _then_tiles(detail, then)
    if isinstance(detail, ProductDetail):
        return _product_tiles(detail)
    if isinstance(detail, PlaceDetail):
        products = figures.counted(detail.row.skus, "product", "products")
        return (
            (tr("On hand"), figures.number(detail.row.on_hand), products),
            (tr("Held here"), figures.number(detail.row.held), tr("for this very place")),
            (tr("Free"), figures.number(detail.row.on_hand - detail.row.held), tr("what no order holds here")),
        )
    places = figures.counted(detail.row.places, "place", "places")
    return (
        (tr("On hand"), figures.number(detail.row.on_hand), places),
        (tr("Held"), figures.number(detail.row.held), tr("for these places")),
        (tr("Leaves by"), detail.row.last_ship_day or figures.NOTHING, tr("the last day it may leave")),
    )


def _then_tiles(detail: Detail, then: Then) -> tuple[tuple[str, str, str], ...]:
    now, moved = detail.row.on_hand, detail.row.on_hand - then.units
    places = figures.counted(len({each.place for each in then.held}), "place", "places")
    skus = figures.counted(len({each.sku for each in then.held}), "product", "products")
    sign = "+" if moved > 0 else chr(0x2212) if moved < 0 else ""
    return (
        (tr("On hand then"), figures.number(then.units), skus if isinstance(detail, PlaceDetail) else places),
        (tr("On hand now"), figures.number(now), ""),
        (tr("Moved since"), f"{sign}{figures.number(abs(moved))}", tr("units, in and out together")),
    )


def then_columns() -> tuple[Column[Lain], ...]:
    """Return the columns of what lay there then."""
    return (
        Column(tr("Place"), lambda each: each.place, 0, "strong"),
        Column(tr("SKU"), lambda each: each.sku, 92, "code"),
        Column(tr("Lot"), lambda each: ", ".join(filter(None, (each.lot, each.serial))) or figures.NOTHING, 96, "code"),
        Column(tr("Units"), lambda each: figures.number(each.qty), 78, "number_strong", sort=lambda each: each.qty),
    )  # fmt: skip


def back_words(state: StockScreen) -> str:
    """Return that the screen is set back, and to when; nothing where it shows now."""
    if not state.at:
        return ""
    return tr("As it was on {when}. Esc shows now").format(when=figures.stamp_day(state.at))


def _product_tiles(detail: ProductDetail) -> tuple[tuple[str, str, str], ...]:
    line = detail.row
    standing = sum(1 for each in detail.places if each.on_hand)
    orders = {each.order for why in detail.pools for each in why.holders if each.order}
    more = sum(why.more_holders for why in detail.pools)
    many = figures.counted(len(orders) + more, "order", "orders")
    held = tr("to {orders}").format(orders=many) if line.promised else tr("to nobody")
    return (
        (tr("Free to promise"), figures.number(line.free), tr("what no order holds")),
        (tr("Promised"), figures.number(line.promised), held),
        (tr("On hand"), figures.number(line.on_hand), figures.counted(standing, "place", "places")),
    )


def sum_line(detail: Detail) -> str:
    """Return the sums under the table, so that one sees how the head comes about."""
    if isinstance(detail, PlaceDetail):
        held = sum(each.held for each in detail.standing)
        words = tr("Sum: {n} on hand, {held} held")
        return words.format(n=figures.number(sum(each.on_hand for each in detail.standing)), held=figures.number(held))
    on_hand = sum(each.on_hand for each in detail.places)
    here = sum(each.held for each in detail.places)
    if isinstance(detail, LotDetail):
        words = tr("Sum: {n} on hand, {held} held")
        return words.format(n=figures.number(on_hand), held=figures.number(here))
    row = detail.row
    away = on_hand - row.promised - row.free
    parts = [
        tr("{n} on hand").format(n=figures.number(on_hand)),
        tr("{n} promised to places").format(n=figures.number(here)) if here else "",
        tr("{n} promised to any place").format(n=figures.number(row.promised - here)) if row.promised - here else "",
        tr("{n} where it cannot be promised").format(n=figures.number(away)) if away else "",
    ]
    minus = f" {chr(0x2212)} ".join(part for part in parts if part)
    words = tr("{sums} = {free} free").format(sums=minus, free=figures.number(row.free))
    return ". ".join((words, *(_coming(each) for each in detail.expected[:_MOST_COMING])))


def _coming(each: Expected) -> str:
    """Return what is to come: when, by which order, and how much of it somebody waits for."""
    words = tr("{n} expected on {day} by {purchase}") if each.day else tr("{n} expected by {purchase}")
    told = words.format(n=figures.number(each.qty), day=figures.day(each.day, ""), purchase=each.purchase)
    waited = tr("{n} waited for").format(n=figures.number(each.waited_for))
    return f"{told} ({waited})" if each.waited_for else told


def title(detail: Detail) -> str:
    """Return what the thing is called."""
    if isinstance(detail, PlaceDetail):
        return detail.row.place
    if isinstance(detail, LotDetail):
        return tr("Lot {lot}").format(lot=detail.row.lot)
    return calm(detail.row.name or detail.row.sku)


def about(detail: Detail) -> str:
    """Return the line under the name: SKU and facts."""
    if isinstance(detail, PlaceDetail):
        return ", ".join((_kind_words(detail.row.kind), detail.row.warehouse))
    if isinstance(detail, LotDetail):
        grade = "" if detail.row.grade == "A" else tr("grade {grade}").format(grade=detail.row.grade)
        return ", ".join(part for part in (detail.row.sku, calm(detail.row.name), grade) if part)
    facts = (figures.weight(detail.weight_g) if detail.weight_g is not None else "", *detail.barcodes[:_CODES])
    return ", ".join(part for part in (detail.row.sku, *facts) if part)


def tabs(detail: Detail | None, then: Then | None = None, *, roomy: bool = False) -> tuple[FilterValue, ...]:
    """Return the pages of a thing with their counts; where there is room its story stands beside them.

    Who held it is not told of another time.
    """
    pages = _pages(detail)
    if then is not None:
        pages = (FilterValue("places", tr("What lay where"), len(then.held)), FilterValue("story", tr("Story")))
    return tuple(each for each in pages if not (roomy and each.name == "story"))


def _pages(detail: Detail | None) -> tuple[FilterValue, ...]:
    if isinstance(detail, PlaceDetail):
        return (FilterValue("places", tr("What stands here"), len(detail.standing)), FilterValue("story", tr("Story")))
    places = len(detail.places) if detail is not None else None
    first = FilterValue("places", tr("Where it is"), places)
    if isinstance(detail, LotDetail):
        return (first, FilterValue("story", tr("Story")))
    holders = sum(len(why.holders) + why.more_holders for why in detail.pools) if detail is not None else None
    return (first, FilterValue("promises", tr("Who holds it"), holders), FilterValue("story", tr("Story")))


def place_columns() -> tuple[Column[StockPlace], ...]:
    """Return the columns of the places of a product or lot."""
    return (
        Column(tr("Place"), lambda row: row.place, 0, "strong"),
        Column(tr("Kind"), _kind, 104),
        Column(tr("On hand"), lambda row: figures.number(row.on_hand), 78, "number_strong",
               sort=lambda row: row.on_hand),
        Column(tr("Held"), lambda row: _dash(row.held), 66, "number", sort=lambda row: row.held),
        Column(tr("Free"), lambda row: figures.number(free_of(row)), 66, "number", sort=lambda row: free_of(row) or 0),
    )  # fmt: skip


def free_of(row: StockPlace) -> int | None:
    """Return what one may still promise there; None where goods cannot be promised (a parcel, a tote, damaged)."""
    promisable = row.kind == PlaceKind.LPN.value or row.kind in {kind.value for kind in PROMISABLE_FIXED}
    return row.on_hand - row.held if promisable and row.grade == GRADE_A else None


def _kind(row: StockPlace) -> str:
    """Return what kind of place it is, and what is special about the goods there."""
    special = _special(row)
    kind = _kind_words(row.kind)
    return f"{kind}, {special}" if special else kind


def _special(row: StockPlace | Standing) -> str:
    grade = "" if row.grade == GRADE_A else tr("grade {grade}").format(grade=row.grade)
    return ", ".join(part for part in (row.lot, row.serial, grade) if part)


def standing_columns() -> tuple[Column[Standing], ...]:
    """Return the columns of what stands in a place."""
    return (
        Column(tr("SKU"), lambda row: row.sku, 92, "code"),
        Column(tr("Name"), lambda row: ", ".join(part for part in (calm(row.name), _special(row)) if part), 0),
        Column(tr("On hand"), lambda row: figures.number(row.on_hand), 78, "number_strong",
               sort=lambda row: row.on_hand),
        Column(tr("Held"), lambda row: _dash(row.held), 66, "number", sort=lambda row: row.held),
    )  # fmt: skip


def held_columns() -> tuple[Column[Held], ...]:
    """Return the columns of the promises."""
    return (
        Column(tr("Held by"), lambda row: row.who, 0, "strong"),
        Column(tr("Units"), lambda row: figures.number(row.qty), 70, "number", sort=lambda row: row.qty),
        Column(tr("Where"), lambda row: row.where, 120),
    )


def nobody(detail: ProductDetail) -> str:
    """Return what to do where nobody holds a product, empty where somebody does."""
    if held(detail):
        return ""
    if detail.row.free > 0:
        return tr("Nobody holds it and {n} are free. Allocate in Orders (F9) promises them.").format(
            n=figures.number(detail.row.free)
        )
    return tr("Nobody holds it, and none is free.")


def held(detail: ProductDetail) -> tuple[Held, ...]:
    """Return the promises, the strongest first."""
    found: list[Held] = []
    words = tr("Order {order}, line {n}")
    for why in detail.pools:
        for each in why.holders:
            who = words.format(order=each.order, n=each.line) if each.order else each.purpose
            found.append(Held(who, each.qty, each.place or tr("any place"), each))
        if why.more_holders:
            found.append(Held(tr("{n} more").format(n=why.more_holders), why.more_held, ""))
    return tuple(found)


def story(detail: Detail, now: str, then: Then | None = None) -> tuple[Event, ...]:
    """Return the story of its units, newest at the top, as far as it was told then."""
    return tuple(_event(each, now) for each in (detail.story if then is None else then.story))


def _event(each: StockEvent, now: str) -> Event:
    what = tr("{n}: {why}").format(n=figures.number(each.qty), why=_why(each))
    order = tr("order {order}").format(order=each.order) if each.order else ""
    way = tr("{source} to {target}").format(source=each.source, target=each.target)
    return Event(what, ", ".join(part for part in (figures.stamp(each.at, now), way, order, each.who) if part))


def _why(each: StockEvent) -> str:
    """Return what became of the units; in the story of a place the product stands before it."""
    known = next((raw for raw in _WHYS if each.why == raw or each.why.endswith(f" {raw}")), "")
    if known:
        before = each.why.removesuffix(known).strip()
        return ", ".join(part for part in (before, tr(_WHYS[known])) if part)
    return each.why or tr(_KINDS.get(each.kind.lower(), each.kind.lower()))


def marked(state: StockScreen) -> dict[str, int]:
    """Return the bins the map marks: where the chosen thing stands, with its units."""
    detail = state.detail
    if isinstance(detail, PlaceDetail):
        return {detail.row.place: detail.row.on_hand}
    return {each.place: each.on_hand for each in detail.places} if detail is not None else {}


def deeds(state: StockScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    need = need_right(Right.ALLOCATE)
    choose = "" if state.holder is not None and state.tab == "promises" else tr("Choose who holds it first")
    return {"release": choose if state.may_release else need, "order": choose}


def empty(state: StockScreen) -> tuple[str, str]:
    """Return what an empty list says."""
    if state.text:
        return tr("Nothing matches {text}").format(text=state.text), tr("Clear the search (Esc).")
    words: dict[View, tuple[str, str]] = {
        "products": (tr("No product yet"), tr("Products come in by: warehouse import products FILE")),
        "places": (tr("No place holds anything"), tr("Stock comes in by: warehouse import stock FILE")),
        "lots": (tr("No lot yet"), tr("Lots come with goods that are told apart by lot.")),
    }
    return words[state.view]


def question(holder: Holder) -> tuple[str, str]:
    """Return title and explanation of the question before a release."""
    title = trn("Release {n} unit of order {order}", "Release {n} units of order {order}", holder.qty).format(
        n=figures.number(holder.qty), order=holder.order
    )
    return title, tr("Line {n} is short then, and others can be promised the units.").format(n=holder.line)


def key_of(row: Any) -> object:  # noqa: ANN401 - a row of any of the lists
    """Return the key of a row."""
    return row.id
