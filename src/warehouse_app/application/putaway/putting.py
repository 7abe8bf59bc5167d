"""Putting down: the proposed place by its scan alone, another with what follows from it told, asked or refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.putaway import trolley
from warehouse_app.application.putaway.loading import remembered, with_undo
from warehouse_app.application.putaway.proposing import sought_of, spot_of
from warehouse_app.application.putaway.state import PUTTING, facts_of, in_order, shown
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.ledger.rules import ContainerLoop
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.putaway.refusals import (
    MoreThanLoaded,
    NotForGoods,
    NothingLoaded,
    PlaceElsewhere,
    PlaceLocked,
)
from warehouse_app.domain.putaway.values import Spot
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning import putaway as planning
from warehouse_app.store import places, putaway
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.putaway import Load, Stage
from warehouse_app.store.shipping import manifests

BY_RIGHT = frozenset({"climate", "hazard"})
"""Rules that only who may change places sets aside, for goods and people come to harm."""

BESIDE = ("beside_lots", "beside_products", "beside_owners")
"""What is told where goods come to stand beside others, though the place allows it."""


def at_hand(desk: Desk, row: BenchRow) -> tuple[Stage, Load] | None:
    """Return the stop at hand: the one whose goods were scanned, else the next of the walk."""
    stops = in_order(putaway.tour(desk, desk.station), row.recall("chosen"))
    if not stops:
        return None
    return stops[0], next(each for each in putaway.of_station(desk, desk.station) if each.id == stops[0].id)


def stop_for(desk: Desk, row: BenchRow, place: PlaceId) -> tuple[Stage, Load]:
    """Return the stop that a scanned place is for: the one at hand, else the first that goes there.

    Raises Refused(NothingLoaded).
    """
    now = at_hand(desk, row)
    if now is None:
        raise Refused(NothingLoaded())
    if now[0].target == place or row.recall("chosen") is not None:
        return now
    stops = in_order(putaway.tour(desk, desk.station))
    other = next((each for each in stops if each.target == place), None)
    if other is None:
        return now
    return other, next(each for each in putaway.of_station(desk, desk.station) if each.id == other.id)


def place_scanned(desk: Desk, command_id: str, session: Session, row: BenchRow, place: Place) -> FloorDeed:
    """Put the stop at hand down here. Raises Refused (NothingLoaded, NotForGoods, PlaceElsewhere, PlaceLocked, ...)."""
    stage, load = stop_for(desk, row, place.id)
    target = _target(desk, load, place)
    qty = int(row.recall("part") or load.qty)
    if qty > load.qty:
        raise Refused(MoreThanLoaded(stage.sku, qty, load.qty))
    spot, codes = _judged(desk, load, target, qty)
    if "locked" in codes:
        raise Refused(PlaceLocked(target.code, spot.locked_why if spot is not None else ""))
    asked = row.recall("ask") or {}
    again = asked.get("what") == "ask" and asked.get("place") == place.id and asked.get("load") == load.id
    if codes and not again:
        return _ask(row, stage, load, place, qty, codes)
    return put(desk, command_id, session, row, load, place, qty, codes)


def _target(desk: Desk, load: Load, place: Place) -> Place:
    """Return the fixed place in which a scanned one stands. Raises Refused."""
    if load.item.is_container and load.item.serial == place.code:
        raise Refused(ContainerLoop(place.code))
    fixed = places.chain_upward(desk, place)[-1] if place.kind is PlaceKind.LPN else place
    if fixed.kind is not PlaceKind.BIN:
        raise Refused(NotForGoods(place.code, fixed.kind.value.lower()))
    mine = manifests.home_of(desk, desk.station)
    if fixed.warehouse != mine:
        raise Refused(PlaceElsewhere(fixed.code, fixed.warehouse, mine))
    places.refuse_unused(desk, fixed)
    return fixed


def _judged(desk: Desk, load: Load, target: Place, qty: int) -> tuple[Spot | None, tuple[str, ...]]:
    """Return the place and the hard rules that these units would break there."""
    sought = sought_of(desk, load.item, qty, target.warehouse)
    if sought is None:
        return None, ()
    spot = spot_of(desk, sought, target.id, load.qty if load.target == target.id else 0)
    broken = planning.broken_rules(sought.goods, spot)
    over = tuple(code for code, room in planning.limits_reached(sought.goods, spot).items() if room < sought.goods.qty)
    return spot, (*broken, *over)


def _ask(row: BenchRow, stage: Stage, load: Load, place: Place, qty: int, codes: tuple[str, ...]) -> FloorDeed:
    choices = [{"key": "1", "code": "putaway_all_the_same"}, {"key": "2", "code": "putaway_not_here"}]
    facts: Facts = {"sku": shown(stage.sku, stage.serial), "qty": qty, "place": place.code, "problem": codes[0],
             "rules": ", ".join(codes)}  # fmt: skip
    ask = {"what": "ask", "place": place.id, "load": load.id, "qty": qty, "choices": choices, "facts": facts}
    part = row.recall("part")
    return FloorDeed("putaway_ask", facts, Verdict.ASKED, remembered(row, ask=ask, part=part))


def put(
    desk: Desk, command_id: str, session: Session, row: BenchRow, load: Load, place: Place, qty: int,
    codes: tuple[str, ...],
) -> FloorDeed:  # fmt: skip
    """Put units down, whatever rules that may be set aside are broken. Raises Refused(NoRight) for those by right."""
    if BY_RIGHT & set(codes):
        check(session, Right.PLACES)
    expected = load.target is None or load.target == place.id
    told = "" if expected else _consequence(desk, load, place, qty, codes)
    undone = trolley.put(desk, command_id, load, place.id, qty)
    count = int(row.recall("put") or 0) + 1
    chosen = load.id if qty < load.qty and row.recall("chosen") is not None else None
    after = remembered(row, phase=PUTTING, last=None, chosen=chosen, undo=with_undo(row, undone), put=count)
    facts: dict[str, Any] = {"qty": qty, "sku": shown(load.item.sku, load.item.serial), "place": place.code}
    code = "putaway_elsewhere" if told else "putaway_put"
    left = in_order(putaway.tour(desk, desk.station), chosen)
    if not left:
        last = {**facts, "problem": told or "last"}
        return FloorDeed(
            "putaway_elsewhere_last" if told else code, last, Verdict.DONE, _fresh(after), undone["entry"], qty=qty
        )
    following = {f"next_{name}": each for name, each in facts_of(left[0]).items() if name in ("sku", "qty", "place")}
    facts |= {**following, "problem": told, "left": len(left)}
    return FloorDeed(code, facts, row=after, entry_id=undone["entry"], qty=qty)


def _fresh(row: BenchRow) -> BenchRow:
    """Return the bench after a tour: only what can be undone is kept."""
    return BenchRow(row.ref, row.stop, {"undo": row.recall("undo") or []})


def _consequence(desk: Desk, load: Load, place: Place, qty: int, codes: tuple[str, ...]) -> str:
    """Return in a code what follows from a place that was not proposed."""
    if codes:
        return codes[0]
    fixed = places.chain_upward(desk, place)[-1] if place.kind is PlaceKind.LPN else place
    sought = sought_of(desk, load.item, qty, fixed.warehouse)
    if sought is None:
        return "other"
    spot = spot_of(desk, sought, fixed.id, 0)
    filled = spot.filled
    for code, many in zip(BESIDE, (filled.other_lots, filled.other_products, filled.other_owners), strict=True):
        if many:
            return code
    if spot.home and spot.home_most is not None and filled.same + qty > spot.home_most:
        return "home_full"
    if load.target is None:
        return "other"
    proposed = spot_of(desk, sought, load.target, load.qty)
    end = fixed.walk_seq or 0
    here, there = planning.judge(sought.goods, spot, end), planning.judge(sought.goods, proposed, end)
    return next(
        (code for code, mine, its in zip(planning.DECIDED, here.rank, there.rank, strict=True) if mine > its), "other"
    )


def answer_put(desk: Desk, command_id: str, session: Session, row: BenchRow, asked: Mapping[str, Any]) -> FloorDeed:
    """Put down where it was asked about, all the same."""
    load = next((each for each in putaway.of_station(desk, desk.station) if each.id == asked["load"]), None)
    if load is None:
        raise Refused(NothingLoaded())
    place = places.get(desk, PlaceId(asked["place"]))
    target = _target(desk, load, place)
    qty = min(load.qty, int(asked["qty"]))
    spot, codes = _judged(desk, load, target, qty)
    if "locked" in codes:
        raise Refused(PlaceLocked(target.code, spot.locked_why if spot is not None else ""))
    return put(desk, command_id, session, row, load, place, qty, codes)


def part_of(desk: Desk, row: BenchRow, qty: int) -> FloorDeed:
    """Put only so many down at the next place scanned. Raises Refused(NothingLoaded, MoreThanLoaded)."""
    now = at_hand(desk, row)
    if now is None:
        raise Refused(NothingLoaded())
    stage, load = now
    if qty > load.qty or qty < 1:
        raise Refused(MoreThanLoaded(shown(stage.sku, stage.serial), qty, load.qty))
    facts = facts_of(stage, qty)
    return FloorDeed("putaway_part", facts, row=replace(remembered(row, chosen=load.id), memory={
        **remembered(row, chosen=load.id).memory, "part": qty}))  # fmt: skip
