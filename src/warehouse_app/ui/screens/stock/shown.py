"""What the stock page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.stock import ProductDetail, StockEvent, StockPlace, StockRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, Event, FilterValue
from warehouse_app.ui.screens.stock.state import StockScreen
from warehouse_app.wording import tr

_CODES = 2
_KINDS = {"MOVE": "moved", "RECEIVE": "received", "RECOUNT": "counted", "TRANSFORM": "changed"}


@dataclass(frozen=True, slots=True)
class Held:
    """One promise on it: for whom, how many, where."""

    who: str
    qty: int
    where: str


def columns() -> tuple[Column[StockRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("SKU"), lambda row: row.sku, 84, "code"),
        Column(tr("Name"), lambda row: calm(row.name or row.sku), 0),
        Column(tr("On hand"), lambda row: figures.number(row.on_hand), 78, "number", sort=lambda row: row.on_hand),
        Column(tr("Promised"), lambda row: _dash(row.promised), 82, "number", sort=lambda row: row.promised),
        Column(tr("Free"), lambda row: figures.number(row.free), 72, "number_strong", sort=lambda row: row.free),
        Column(tr("Places"), lambda row: _dash(row.places), 66, "number", sort=lambda row: row.places),
    )


def _dash(n: int) -> str:
    return figures.number(n) if n else figures.NOTHING


def footer(state: StockScreen) -> str:
    """Return how many products there are, and how many of them were read."""
    words = figures.counted(len(state.rows), tr("product"), tr("products"))
    return tr("{products} read, more below").format(products=words) if state.more else words


def tiles(detail: ProductDetail) -> tuple[tuple[str, str, str], ...]:
    """Return label, figure and line of the three sums in the head: they are the sums of the tables below."""
    line = detail.row
    standing = sum(1 for each in detail.places if each.on_hand)
    orders = {each.order for why in detail.pools for each in why.holders if each.order}
    more = sum(why.more_holders for why in detail.pools)
    held = tr("to {n} orders").format(n=figures.number(len(orders) + more)) if line.promised else tr("to nobody")
    return (
        (tr("Free to promise"), figures.number(line.free), tr("what no order holds")),
        (tr("Promised"), figures.number(line.promised), held),
        (tr("On hand"), figures.number(line.on_hand), figures.counted(standing, tr("place"), tr("places"))),
    )


def about(detail: ProductDetail) -> str:
    """Return the line under the name: SKU and facts."""
    facts = (figures.weight(detail.weight_g) if detail.weight_g is not None else "", *detail.barcodes[:_CODES])
    return ", ".join(part for part in (detail.row.sku, *facts) if part)


def tabs(detail: ProductDetail | None) -> tuple[FilterValue, ...]:
    """Return the pages of a product with their counts."""
    places = len(detail.places) if detail is not None else None
    holders = sum(len(why.holders) + why.more_holders for why in detail.pools) if detail is not None else None
    return (
        FilterValue("places", tr("Where it is"), places),
        FilterValue("promises", tr("Who holds it"), holders),
        FilterValue("story", tr("Story")),
    )


def place_columns() -> tuple[Column[StockPlace], ...]:
    """Return the columns of the places."""
    return (
        Column(tr("Place"), lambda row: row.place, 0, "strong"),
        Column(tr("Kind"), _kind, 104),
        Column(tr("On hand"), lambda row: figures.number(row.on_hand), 78, "number_strong",
               sort=lambda row: row.on_hand),
        Column(tr("Held"), lambda row: _dash(row.held), 66, "number", sort=lambda row: row.held),
        Column(tr("Free"), lambda row: figures.number(row.on_hand - row.held), 66, "number",
               sort=lambda row: row.on_hand - row.held),
    )  # fmt: skip


def _kind(row: StockPlace) -> str:
    """Return what kind of place it is, and what is special about the goods there."""
    grade = "" if row.grade == "A" else tr("grade {grade}").format(grade=row.grade)
    special = ", ".join(part for part in (row.lot, row.serial, grade) if part)
    kind = tr(row.kind.replace("_", " ").capitalize())
    return f"{kind}, {special}" if special else kind


def held_columns() -> tuple[Column[Held], ...]:
    """Return the columns of the promises."""
    return (
        Column(tr("Held by"), lambda row: row.who, 0, "strong"),
        Column(tr("Units"), lambda row: figures.number(row.qty), 70, "number", sort=lambda row: row.qty),
        Column(tr("Where"), lambda row: row.where, 120),
    )


def held(detail: ProductDetail) -> tuple[Held, ...]:
    """Return the promises, the strongest first."""
    found: list[Held] = []
    words = tr("Order {order}, line {n}")
    for why in detail.pools:
        for each in why.holders:
            who = words.format(order=each.order, n=each.line) if each.order else each.purpose
            found.append(Held(who, each.qty, each.place or tr("any place")))
        if why.more_holders:
            found.append(Held(tr("{n} more").format(n=why.more_holders), why.more_held, ""))
    return tuple(found)


def story(detail: ProductDetail, now: str) -> tuple[Event, ...]:
    """Return the story of its units, newest at the top."""
    return tuple(_event(each, now) for each in detail.story)


def _event(each: StockEvent, now: str) -> Event:
    why = each.why or _KINDS.get(each.kind, each.kind.lower())
    what = tr("{n}: {why}").format(n=figures.number(each.qty), why=tr(why))
    order = tr("order {order}").format(order=each.order) if each.order else ""
    way = tr("{source} to {target}").format(source=each.source, target=each.target)
    return Event(what, ", ".join(part for part in (figures.stamp(each.at, now), way, order, each.who) if part))


def empty(state: StockScreen) -> tuple[str, str]:
    """Return what an empty list says."""
    if state.text:
        return tr("No product matches {text}").format(text=state.text), tr("Clear the search (Esc).")
    return tr("No product yet"), tr("Products come in by: warehouse import products FILE")
