"""What the batches page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import BatchRow, PickTask
from warehouse_app.domain.picking.ways import Way, way_of
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue, Option
from warehouse_app.ui.screens.batches.state import BatchesScreen, counts
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import lacks_right

_LISTED = frozenset({"released", "picking", "suspended"})
_ASSIGNABLE = frozenset({"planned", "released", "suspended"})


def chip(row: BatchRow) -> ChipValue:
    """Return the state of a batch as a chip."""
    words = {
        "planned": ChipValue("neutral", tr("Planned"), "circle-dashed"),
        "released": ChipValue("info", tr("Released"), "send"),
        "picking": ChipValue("info", tr("Picking"), "shopping-cart"),
        "suspended": ChipValue("ask", tr("Paused"), "pause"),
        "picked": ChipValue("ok", tr("Picked")),
        "closed": ChipValue("ok", tr("Packed"), "package-check"),
        "discarded": ChipValue("neutral", tr("Discarded"), "ban"),
    }
    return words.get(row.state, ChipValue("neutral", row.state))


def columns(now: str) -> tuple[Column[BatchRow], ...]:
    """Return the columns of the table."""
    return (
        Column(tr("Batch"), lambda row: row.code, 86, "strong"),
        Column(tr("State"), chip, 122, "chip", sort=lambda row: row.state),
        Column(tr("Who"), lambda row: row.who_name or tr("Anyone"), 0),
        Column(tr("Leaves"), lambda row: figures.day(row.ship_day, now), 108, sort=lambda row: row.ship_day),
        Column(tr("Orders"), lambda row: figures.number(row.orders), 66, "number", sort=lambda row: row.orders),
        Column(tr("Units"), lambda row: figures.number(row.units), 70, "number", sort=lambda row: row.units),
        Column(tr("Picked"), done, 76, "number", sort=lambda row: row.done_units / max(1, row.units)),
    )


def done(row: BatchRow) -> str:
    """Return how much of a batch is picked."""
    return figures.NOTHING if not row.done_units else f"{row.done_units * 100 // max(1, row.units)} %"


def filters(state: BatchesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "all": tr("At work"), "planned": tr("Planned"), "released": tr("Released"), "picking": tr("Picking"),
        "picked": tr("Picked"), "closed": tr("Over"),
    }  # fmt: skip
    sums = counts(state)
    return tuple(FilterValue(name, text, sums[name]) for name, text in words.items())


def footer(state: BatchesScreen) -> str:
    """Return the sums under the table."""
    rows = state.shown
    parts = (
        figures.counted(len(rows), "batch", "batches"),
        figures.counted(sum(row.orders for row in rows), "order", "orders"),
        figures.counted(sum(row.units for row in rows), "unit", "units"),
        figures.metres(sum(row.distance_mm for row in rows)),
    )
    return ", ".join(parts)


def facts(row: BatchRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return the facts of one batch."""
    trips = figures.counted(row.trips, "trip", "trips")
    return (
        (tr("Leaves"), figures.day(row.ship_day, now)),
        (tr("For"), row.who_name or tr("Anyone")),
        (tr("Cart"), row.cart or figures.NOTHING),
        (tr("Walk"), tr("{metres} in {trips}").format(metres=figures.metres(row.distance_mm), trips=trips)),
        (tr("Walk is"), _way(row.method)),
        (tr("How"), way_words(row.way, row.orders)),
    )


def _way(method: str) -> str:
    """Return how the walk was found: the shortest, a good one, or by the numbers of the places."""
    return {
        "exact_one_block": tr("the shortest there is"),
        "exact_blocks": tr("the shortest there is"),
        "exact_orders": tr("the shortest there is"),
        "search": tr("a good one, perhaps not the shortest"),
        "walking_sequence": tr("in the order of the places"),
    }.get(method, method.replace("_", " ") or figures.NOTHING)


_WAYS = ("", *Way)


def way_words(way: str, orders: int) -> str:
    """Return how a batch is picked."""
    return {
        Way.DISCRETE: tr("order by order"), Way.CLUSTER: tr("into slots of the cart"),
        Way.SORT: tr("all into one tote, then sorted"), Way.SINGLES: tr("all into one tote, packed out of it"),
        Way.ZONE: tr("zone by zone, by several people"), Way.PACK: tr("and checked, then only weighed"),
        Way.PARTS: tr("split, each part with a cart and a picker of its own"),
    }[way_of(way, orders)]  # fmt: skip


def ways(row: BatchRow) -> tuple[Option, ...]:
    """Return the ways to choose from; the first leaves it to the number of orders."""
    first = Option(1, tr("As it comes"), way_words("", row.orders))
    named = (
        tr("One order"),
        tr("Cluster"),
        tr("Put wall"),
        tr("Identical runs"),
        tr("Zones"),
        tr("One pass"),
        tr("Parts"),
    )
    rest = (
        Option(n, words, way_words(way, row.orders), suggested=row.way == way)
        for n, (way, words) in enumerate(zip(Way, named, strict=True), 2)
    )
    return (first, *rest)


def way_at(number: int) -> str | None:
    """Return the way behind a digit."""
    return str(_WAYS[number - 1]) if 1 <= number <= len(_WAYS) else None


def list_question(state: BatchesScreen) -> str:
    """Return the question about a paper list, with the lines that are named as fewer."""
    words = tr("Was all of the list taken? Where fewer were, type place and number first (Ctrl K): A01-02=3")
    told = ", ".join(f"{line}={units}" for line, units in state.fewer)
    return tr("{words}. Fewer: {told}").format(words=words, told=told) if told else words


def confirm_or_not() -> tuple[Option, ...]:
    """Return the answers to it."""
    return (Option(1, tr("Confirm the list"), tr("What is named as fewer is short")), Option(2, tr("Not now")))


def progress(row: BatchRow) -> str:
    """Return how far the batch is, in words."""
    words = trn("{done} of {all} unit picked", "{done} of {all} units picked", row.units)
    return words.format(done=figures.number(row.done_units), all=figures.number(row.units))


def task_columns() -> tuple[Column[PickTask], ...]:
    """Return the columns of the walk."""
    return (
        Column(tr("Place"), lambda task: task.place, 92, "strong"),
        Column(tr("Item"), lambda task: calm(task.name or task.sku), 0),
        Column(tr("Take"), lambda task: tr("{done} of {all}").format(done=task.picked, all=task.qty), 84, "number"),
        Column(tr("Slot"), lambda task: task.slot, 48),
    )


def people(state: BatchesScreen) -> tuple[Option, ...]:
    """Return whom the batch can be given to; the last choice gives it back to anyone."""
    found = tuple(Option(n, each.name, each.code) for n, each in enumerate(state.hands, 1))
    return (*found, Option(len(found) + 1, tr("Anyone"), tr("Whoever comes first")))


def deeds(state: BatchesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    row, mine = state.row, state.rights
    busy = state.busy
    choose = tr("Choose a batch first") if row is None else ""
    planned = choose or ("" if row is not None and row.state == "planned" else tr("Only a planned batch"))
    fresh = row is not None and row.state == "released" and not row.done_units
    back = choose or ("" if fresh else tr("Only a released batch that nobody has begun"))
    open_ = choose or ("" if row is not None and row.state in _ASSIGNABLE else tr("It is being picked, or over"))
    no_plan = lacks_right(mine, Right.PLAN)
    no_assign = lacks_right(mine, Right.ASSIGN)
    waits = choose or ("" if row is not None and row.state in ("planned", "released") else tr("Somebody began it"))
    pickable = choose or ("" if row is not None and row.state in _LISTED else tr("Release it first"))
    no_pick = lacks_right(mine, Right.PICK)
    return {
        "way": no_plan or busy or waits,
        "list": no_pick or busy or pickable,
        "plan": no_plan or busy,
        "release": no_plan or busy or planned,
        "assign": no_assign or busy or open_,
        "takeback": no_plan or busy or back,
        "discard": no_plan or busy or planned,
    }


def keep_or_discard() -> tuple[Option, ...]:
    """Return the two answers before a batch is discarded."""
    return (Option(1, tr("Discard it"), tr("Its orders wait for the next plan")), Option(2, tr("Keep it")))
