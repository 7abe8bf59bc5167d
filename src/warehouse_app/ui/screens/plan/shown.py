"""What the plan page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.plandesk import PlannedIn
from warehouse_app.application.plandeskmap import TourBook
from warehouse_app.application.plandeskwork import Worked
from warehouse_app.domain.layouts.floor import FloorTour
from warehouse_app.domain.people import Right
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.planning.draft import DraftBatch, WhatIf
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Column, FilterValue, Option
from warehouse_app.ui.screens.plan import large
from warehouse_app.ui.screens.plan.rows import BatchLine, OrderLine
from warehouse_app.ui.screens.plan.state import Desk, Offer, PlanScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.say import say_error

Tile = tuple[str, str, str]
"""Value, the line under it, its mark."""

COLOURED = 4
"""Tours that have a colour of their own at a time."""

LOOSE = 20.0
"""A gap of so many percent comes from a proof that was not ended: it says nothing about the plan."""

DRAWN = 8
"""Tours drawn at a time."""


def minutes(desk: Desk, walk_mm: int) -> str:
    """Return a walk as minutes: "47.2", from a hundred on without a fraction."""
    found = desk.part.walk_ms(walk_mm) / 60_000
    return figures.number(round(found)) if found >= 100 else figures.tenths(found)


def plans(state: PlanScreen, now: str) -> tuple[FilterValue, ...]:
    """Return the plans there are: one a ship day, and a warehouse where there are several."""
    several = len({desk.part.warehouse for desk in state.desks}) > 1
    found = []
    for desk in state.desks:
        words = tr("Leaves {day}").format(day=figures.day(desk.part.day, now)) if desk.part.day else tr("No day")
        found.append(
            FilterValue(desk.key, f"{desk.part.warehouse}: {words}" if several else words, len(desk.part.orders))
        )
    return tuple(found)


def scopes(state: PlanScreen) -> tuple[FilterValue, ...]:
    """Return what the list of orders can show."""
    words = {"all": tr("All"), "batch": tr("Batch"), "out": tr("Out")}
    return tuple(FilterValue(name, text, len(state.scoped(name))) for name, text in words.items())  # type: ignore[arg-type]


def tiles(state: PlanScreen) -> tuple[Tile, Tile, Tile, Tile]:
    """Return the plan, the naive way, the bound, and how many orders are in the plan."""
    desk = state.desk
    if desk is None:
        none = (figures.NOTHING, "", "")
        return none, none, none, none
    return _walk(desk), _naive(desk), _bound(state, desk), _placed(state, desk)


def _walk(desk: Desk) -> Tile:
    walk, many = desk.draft.distance_mm, len(desk.draft.batches)
    batches = figures.counted(many, "batch", "batches")
    if walk is None:
        return figures.NOTHING, tr("{batches}, in the order of the places").format(batches=batches), "ask"
    words = tr("{min} min walking in {batches}").format(min=minutes(desk, walk), batches=batches)
    return figures.metres(walk), words, ""


def _naive(desk: Desk) -> Tile:
    naive, walk = desk.naive.distance_mm, desk.draft.distance_mm
    if naive is None or walk is None or not naive:
        return figures.NOTHING, "", ""
    saved = round(100 * (naive - walk) / naive)
    return figures.metres(naive), tr("{n} % saved").format(n=saved), ""


def _bound(state: PlanScreen, desk: Desk) -> Tile:
    low, walk = desk.lower, desk.draft.distance_mm
    if low is None or walk is None:
        return figures.NOTHING, tr("Not known yet") if state.working == desk.key else tr("Not known"), ""
    seconds = tr("{n} s").format(n=round(desk.seconds))
    if gap(walk, low) > LOOSE:
        return figures.metres(low), tr("Proven so far; tells little yet"), ""
    words = tr("Gap {gap} % after {seconds}").format(gap=figures.tenths(gap(walk, low)), seconds=seconds)
    return figures.metres(low), words, ""


def gap(walk: int, low: int) -> float:
    """Return by how many percent a walk is longer than what none is shorter than."""
    return 0.0 if not low else 100 * (walk - low) / low


def _placed(state: PlanScreen, desk: Desk) -> Tile:
    placed = sum(len(batch.orders) for batch in desk.draft.batches)
    value = tr("{n} of {all}").format(n=figures.number(placed), all=figures.number(len(desk.part.orders)))
    parts = []
    if desk.draft.out:
        parts.append(tr("{n} left out").format(n=len(desk.draft.out)))
    if desk.waiting and state.working != desk.key:
        parts.append(tr("{n} in no batch yet").format(n=len(desk.waiting)))
    if state.left_out:
        parts.append(tr("{n} cannot be planned").format(n=len(state.left_out)))
    return value, ", ".join(parts) or tr("All that are ready"), "ask" if len(parts) > 0 else ""


def sentence(state: PlanScreen) -> str:
    """Return the gap in words: "47.2 min walking; no plan is better than 46.1"."""
    desk = state.desk
    walk = None if desk is None else desk.draft.distance_mm
    if desk is None or not desk.draft.batches:
        return ""
    if walk is None:
        return tr("Some places have no coordinates: the walk goes in the order of the places, without metres")
    took = minutes(desk, walk)
    if desk.lower is None:
        return tr("{min} min walking").format(min=took)
    least = minutes(desk, desk.lower)
    if gap(walk, desk.lower) > LOOSE:
        return tr("{min} min walking").format(min=took)
    if took == least:
        return tr("{min} min walking; no plan is better").format(min=took)
    return tr("{min} min walking; no plan is better than {least}").format(min=took, least=least)


def work(state: PlanScreen) -> str:
    """Return what goes on: improving, at rest, or what the hand did."""
    desk = state.desk
    if desk is None:
        return ""
    if state.busy:
        return state.busy
    if state.working:
        return tr("Improving")
    return ""


def remarks(state: PlanScreen) -> str:
    """Return what a supervisor should know of this plan before it is released."""
    desk = state.desk
    if desk is None:
        return ""
    said = [state.told] if state.told else []
    if any(state.stale):
        fresh, gone, others = state.stale
        came = trn("{n} more order is ready", "{n} more orders are ready", fresh).format(n=fresh) if fresh else ""
        went = trn("{n} order is not any more", "{n} orders are not any more", gone).format(n=gone) if gone else ""
        batches = tr("planned batches changed") if others else ""
        said.append(
            tr("{changes}: F5 reads again.").format(changes=", ".join(each for each in (came, went, batches) if each))
        )
    if desk.waiting and not state.working and desk.draft.batches:
        new = trn("{n} order is in no batch yet", "{n} orders are in no batch yet", len(desk.waiting))
        said.append(tr("{orders}: Ctrl N plans them too.").format(orders=new.format(n=len(desk.waiting))))
    said += _bad_ground(desk)
    return " ".join(said)


def _bad_ground(desk: Desk) -> list[str]:
    said = large.remarks(desk)
    unplaced = desk.part.unplaced
    if unplaced:
        words = trn("{places} has no coordinates", "{n} places have no coordinates, such as {places}", len(unplaced))
        told = words.format(n=len(unplaced), places=", ".join(code(each) for each in unplaced[:3]))
        said.append(tr("{places}: its batches are walked by number.").format(places=told))
    return said


def subtitle(state: PlanScreen) -> str:
    """Return what stands beside the title."""
    planned = sum(len(each.orders) for desk in state.desks for each in desk.part.planned)
    ready = max(0, sum(len(desk.part.orders) for desk in state.desks) - planned)
    words = trn("{n} order ready", "{n} orders ready", ready).format(n=figures.number(ready)) if state.loaded else ""
    more = tr("{ready}, {n} planned").format(ready=words, n=figures.number(planned))
    return more if planned else words


def nothing(state: PlanScreen) -> tuple[str, str]:
    """Return what is said where no order is ready, and what to do."""
    if state.left_out:
        first = say_error(state.left_out[0])
        more = len(state.left_out) - 1
        rest = trn("{n} more cannot be planned", "{n} more cannot be planned", more).format(n=more)
        return tr("No order can be planned now"), f"{first}. {rest}." if more else f"{first}."
    fact = tr("Orders come here once they are paid and their stock is promised: promise it in Orders, or by F9 there.")
    return tr("No order waits for a batch"), f"{fact} {tr('F9 shows the batches there are.')}"


def lines(state: PlanScreen) -> tuple[BatchLine, ...]:
    """Return the batches of the list, each with the line its tour is drawn by."""
    desk = state.desk
    if desk is None:
        return ()
    drawn = _coloured(state, desk)
    return tuple(
        _line(desk, batch, drawn.index(batch.number) if batch.number in drawn else COLOURED)
        for batch in desk.draft.batches
    )


def _line(desk: Desk, batch: DraftBatch, tour: int) -> BatchLine:
    walk, capacity, planned = batch.distance_mm, desk.part.ground.capacity, desk.part.planned_as(batch.number)
    orders, stops = figures.counted(len(batch.orders), "order", "orders"), figures.counted(batch.lines, "line", "lines")
    full = tr("{n} of {all} units").format(n=figures.number(batch.units), all=figures.number(capacity.units))
    trips = large.trips(desk, len(batch.trips))
    way = tr("single pieces, one tote") if planned is None and desk.part.way_of(batch) else ""
    return BatchLine(
        number=batch.number,
        title=title(desk, batch.number),
        walk=figures.NOTHING if walk is None else figures.metres(walk),
        facts=f"{orders}, {stops}",
        took="" if walk is None else tr("{min} min").format(min=minutes(desk, walk)),
        note=", ".join(part for part in (full, trips, way, _kept(batch, planned)) if part),
        fixed=batch.fixed,
        tour=tour,
    )


def _kept(batch: DraftBatch, planned: PlannedIn | None) -> str:
    """Return whether a batch is written, and whether it stays when the plan is worked out again."""
    if planned is not None:
        return tr("planned") if planned.orders == batch.orders else tr("changed")
    return tr("held") if batch.fixed else ""


def title(desk: Desk, number: int) -> str:
    """Return what a batch is called: by its code once it is planned, by its number in the draft before."""
    planned = desk.part.planned_as(number)
    return tr("Batch {n}").format(n=code(planned.code) if planned else number) if number else tr("New batch")


def _coloured(state: PlanScreen, desk: Desk) -> list[int]:
    """Return the batches whose tours have a colour: the four the chosen one is among, in the order of the list."""
    numbers = [batch.number for batch in desk.draft.batches]
    at = numbers.index(state.chosen) if state.chosen in numbers else 0
    begin = at // COLOURED * COLOURED
    return numbers[begin : begin + COLOURED]


def tours(state: PlanScreen, book: TourBook) -> tuple[FloorTour, ...]:
    """Return the tours that are drawn: those with a colour first."""
    desk = state.desk
    if desk is None:
        return ()
    first = _coloured(state, desk)
    rest = [batch.number for batch in desk.draft.batches if batch.number not in first][: DRAWN - COLOURED]
    found = (desk.draft.batch(number) for number in (*first, *rest))
    graph = desk.part.ground.graph
    return tuple(book.tour(graph, batch, title(desk, batch.number)) for batch in found if batch is not None)


def prepared(desk: Desk, found: Worked, book: TourBook) -> Worked:
    """Find the ways of tours that take long to find before they are drawn: not on the window's own time."""
    graph = desk.part.ground.graph
    if graph.block is None:
        for batch in found.draft.batches[:DRAWN]:
            book.tour(graph, batch, title(desk, batch.number))
    return found


def map_head(state: PlanScreen) -> tuple[str, str]:
    """Return what stands over the map: the batch, and what it comes to."""
    batch, desk = state.batch, state.desk
    if batch is None or desk is None:
        return tr("The warehouse"), ""
    walk = batch.distance_mm
    parts = [figures.counted(len(batch.orders), "order", "orders")]
    if walk is not None:
        took = tr("about {min} min walking").format(min=minutes(desk, walk))
        parts += [figures.metres(walk), took]
    return title(desk, batch.number), ", ".join(parts)


def order_columns() -> tuple[Column[OrderLine], ...]:
    """Return the columns of the list of orders."""
    return (
        Column(tr("Order"), lambda order: order.code, 0, "strong"),
        Column(tr("Units"), lambda order: figures.number(order.units), 52, "number", sort=lambda order: order.units),
        Column(tr("By"), lambda order: figures.stamp(order.leaves, order.leaves), 60, sort=lambda order: order.leaves),
        Column(tr("Batch"), lambda order: order.batch or figures.NOTHING, 76, "number"),
    )


def orders(state: PlanScreen) -> tuple[OrderLine, ...]:
    """Return the orders of the list."""
    desk = state.desk
    if desk is None:
        return ()
    where = {order: _short(desk, batch.number) for batch in desk.draft.batches for order in batch.orders}
    out = dict.fromkeys(desk.draft.out, tr("out"))
    return tuple(
        OrderLine(each.key, each.code, each.units, each.ship_by, out.get(each.key) or where.get(each.key, ""))
        for each in state.orders
    )


def _short(desk: Desk, number: int) -> str:
    planned = desk.part.planned_as(number)
    return str(number) if planned is None else planned.code


def footer(state: PlanScreen) -> str:
    """Return the sums under the list of orders."""
    rows = state.orders
    orders = figures.counted(len(rows), "order", "orders")
    return f"{orders}, {figures.counted(sum(row.units for row in rows), 'unit', 'units')}"


def change(found: WhatIf, capacity: CartCapacity) -> str:
    """Return in words what a deed would come to: "12 m more", "No room: 13 of 12 orders"."""
    if found.apart:
        return tr("Nobody may pick these together")
    if not found.fits:
        if found.orders > capacity.slots:
            words = tr("No room: {n} of {all} orders")
            return words.format(n=figures.number(found.orders), all=figures.number(capacity.slots))
        words = tr("No room: {n} of {all} units")
        return words.format(n=figures.number(found.units), all=figures.number(capacity.units))
    if found.more_mm is None:
        return tr("No metres known")
    if abs(found.more_mm) < 500:
        return tr("The same walk")
    way = tr("{metres} more") if found.more_mm > 0 else tr("{metres} less")
    return way.format(metres=figures.metres(abs(found.more_mm)))


def question(state: PlanScreen) -> str:
    """Return what is asked beside the map."""
    order, batch, desk = state.ready, state.batch, state.desk
    if state.asking == "move" and order is not None:
        return tr("Into which batch with order {order}?").format(order=code(order.code))
    if state.asking == "join" and batch is not None and desk is not None:
        return tr("Put {batch} into which one?").format(batch=title(desk, batch.number))
    return ""


def options(state: PlanScreen) -> tuple[Option, ...]:
    """Return the batches that are offered, each with what it comes to."""
    desk = state.desk
    if desk is None:
        return ()
    return tuple(_option(desk, n, offer) for n, offer in enumerate(state.offers, 1))


def _option(desk: Desk, n: int, offer: Offer) -> Option:
    capacity = desk.part.ground.capacity
    orders = figures.counted(offer.comes_to.orders, "order", "orders")
    told = tr("{change} ({orders})").format(change=change(offer.comes_to, capacity), orders=orders)
    return Option(n, title(desk, offer.number), told, suggested=n == 1)


def deeds(state: PlanScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    desk, batch, order = state.desk, state.batch, state.ready
    may = lacks_right(state.rights, Right.PLAN)
    first = may or state.busy
    none = tr("No batch in the plan")
    some = first or ("" if desk is not None and desk.draft.batches else none)
    chosen = first or ("" if batch is not None else tr("Choose a batch first"))
    one = first or ("" if order is not None else tr("Choose an order first"))
    several = chosen or ("" if batch is not None and len(batch.orders) > 1 else tr("It has one order only"))
    kept = first or ("" if desk is not None and desk.unkept else tr("Everything is kept"))
    others = desk is not None and len(desk.draft.batches) > 1
    placed = one or ("" if desk is None or order is None or order.key not in desk.draft.out else tr("It is left out"))
    return {
        "work": first or ("" if desk is not None and desk.part.orders else tr("No order is ready")),
        "release": some, "release_one": chosen, "keep": kept, "move": placed, "out": one, "fix": chosen,
        "join": chosen or ("" if others else tr("There is no other batch")), "part": several,
        "undo": first or ("" if desk is not None and desk.past else tr("Nothing was changed by hand")),
    }  # fmt: skip


def words(state: PlanScreen) -> dict[str, str]:
    """Return the deeds whose words follow what they would do."""
    desk, batch = state.desk, state.batch
    many = 0 if desk is None else len(desk.draft.batches)
    out = desk is not None and state.order in desk.draft.out
    free = batch is not None and batch.fixed
    return {
        "release": trn("Release {n} batch", "Release {n} batches", many).format(n=many) if many else tr("Release"),
        "work": tr("Plan again") if many else tr("Plan"),
        "out": tr("Take in") if out else tr("Leave out"),
        "fix": tr("Let go") if free else tr("Hold"),
    }
