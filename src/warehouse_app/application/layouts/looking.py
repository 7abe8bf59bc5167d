"""What past tours say of a layout: how often each place is picked from, and which products stand in the wrong one."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from warehouse_app.application.layouts.drawing import graph_for
from warehouse_app.application.moving.replenish import KeepMoves
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.moving.states import MoveKind
from warehouse_app.domain.moving.values import MoveDraft
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.planning.routing import GraphRouter
from warehouse_app.planning.slotting import MOST_TOURS, Advice, PastTour, SlotMove, advise
from warehouse_app.ports.clock import iso
from warehouse_app.store import layouts
from warehouse_app.store.desk import Desk

SLOTTING_URGENCY = 8
"""A move to a better place waits for refills."""


@dataclass(frozen=True, slots=True)
class PlaceHeat:
    """How often goods were taken from a place, and how many units."""

    place: str
    picks: int
    units: int


@dataclass(frozen=True, slots=True)
class SlottingAdvice:
    """The advice with what it would save a day: over `days` with tours. `moves_ready` of the moves go to empty places
    and can be asked for at once.
    """

    advice: Advice
    days: int
    saved_mm_a_day: int
    saved_ms_a_day: int
    moves_ready: int


def heat_of(desk: Desk, warehouse: str, since: datetime) -> tuple[PlaceHeat, ...]:
    """Return the places goods were taken from in batches planned since then, the busiest first. For `Runner.ask`."""
    found = layouts.heat(desk, warehouse, iso(since))
    return tuple(
        PlaceHeat(place, picks, units)
        for place, (picks, units) in sorted(found.items(), key=lambda each: (-each[1][0], each[0]))
    )


def slotting_of(desk: Desk, warehouse: str, since: datetime, days: int, most: int = 10) -> SlottingAdvice:
    """Return which products stand wrong, by walking the tours of the last `days` again. For `Runner.ask`."""
    graph = graph_for(desk, warehouse)
    tours: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for stop in layouts.stops(desk, warehouse, iso(since)):
        tours[stop.batch, stop.trip].append((stop.place, stop.sku))
    goods: dict[str, set[str]] = defaultdict(set)
    for each in layouts.goods(desk, warehouse):
        goods[each.place].add(each.sku)
    bins = [place.code for place in layouts.places(desk, warehouse) if place.kind == PlaceKind.BIN.value]
    stands = {place: next(iter(skus)) for place, skus in goods.items() if len(skus) == 1}
    past = [PastTour(tuple(stops)) for stops in tours.values()]
    found = advise(
        graph, GraphRouter(graph), past, stands, (code for code in bins if code not in goods),
        layouts.bound(desk, warehouse), most,
    )  # fmt: skip
    # Only the newest tours are walked again: what they save is of as many days as they lasted.
    share = min(1.0, MOST_TOURS / max(1, len(past)))
    worked = max(1, round(days * share))
    saved = (found.before_mm - found.after_mm) // worked
    ready = sum(not move.swap for move in found.moves)
    return SlottingAdvice(found, worked, saved, graph.pace.walk_ms(saved), ready)


def propose_moves(runner: Runner, session: Session, warehouse: str, advice: Advice) -> int:
    """Ask for the moves of an advice that go to empty places, and return how many tasks. Raises Refused, Trouble."""
    ready = tuple(move for move in advice.moves if not move.swap)
    drafts = runner.ask(lambda desk: _drafts(desk, warehouse, ready), session, Right.PLAN)
    if drafts:
        runner.perform(KeepMoves(id=runner.ids.new(), new=drafts), session).done()
    return len(drafts)


def _drafts(desk: Desk, warehouse: str, moves: tuple[SlotMove, ...]) -> tuple[MoveDraft, ...]:
    """Return the tasks of moves whose goods stand where they stood and whose target is still empty."""
    by_place = defaultdict(list)
    for goods in layouts.goods(desk, warehouse):
        by_place[goods.place].append(goods)
    ids = {place.code: place.id for place in layouts.places(desk, warehouse)}
    drafts: list[MoveDraft] = []
    for move in moves:
        if move.target not in ids or by_place[move.target]:
            continue
        facts = json.dumps({"saved_mm": move.saved_mm, "visits": move.visits})
        drafts += [
            MoveDraft(
                warehouse, MoveKind.RESLOT, "slotting", facts, SLOTTING_URGENCY, "", goods.place_id,
                ids[move.target], goods.item_id, goods.on_hand,
            )
            for goods in by_place[move.source]
            if goods.sku == move.sku
        ]  # fmt: skip
    return tuple(drafts)


def since_days(now: datetime, days: int) -> datetime:
    """Return the moment so many days before now."""
    return now - timedelta(days=days)
