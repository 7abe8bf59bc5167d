"""The command cards of the put-away bench: DONE, UNDO, SKIP, SHORT, PAUSE."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.putaway import putting, trolley
from warehouse_app.application.putaway.loading import left_at, loaded, remembered, start, with_undo
from warehouse_app.application.putaway.state import LOADING, PUTTING, facts_of, in_order, shown
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import NothingToContinue, NothingToUndo, Verdict, card_not_here
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.putaway.refusals import NothingLoaded, NotOnDock
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import items, picking, places, putaway
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.shipping import manifests


def played(desk: Desk, command_id: str, row: BenchRow, card: Card) -> FloorDeed:
    """Do what a card says. Raises Refused where it is no answer here."""
    if card is Card.CONTINUE:
        raise Refused(NothingToContinue())
    if card not in _CARDS:
        raise Refused(card_not_here(word_of(card)))
    return _CARDS[card](desk, command_id, row)


def _done(desk: Desk, _command_id: str, row: BenchRow) -> FloorDeed:
    """Begin the walk; on it, bring what is left back to the dock, when that was asked and is said once more."""
    stops = putaway.tour(desk, desk.station)
    if not stops:
        raise Refused(NothingLoaded())
    if row.recall("phase") != PUTTING:
        return start(desk, row)
    if (row.recall("ask") or {}).get("what") == "back":
        return bring_back(desk, row)
    choices = [{"key": "1", "code": "putaway_bring_back"}, {"key": "2", "code": "putaway_go_on"}]
    facts: Facts = {"left": sum(each.qty for each in stops), "stops": len(stops)}
    ask = {"what": "back", "choices": choices, "facts": facts}
    return FloorDeed("putaway_leftovers", facts, Verdict.ASKED, remembered(row, ask=ask))


def bring_back(desk: Desk, row: BenchRow) -> FloorDeed:
    """Let all that is on the trolley lie on the dock again: in the ledger it never left it."""
    stops = putaway.of_station(desk, desk.station)
    for each in stops:
        putaway.drop(desk, each.id)
    desk.touch(Touched.MOVE)
    places_ = sorted({places.get(desk, each.source).code for each in stops})
    kept = [each for each in row.recall("undo") or [] if each["do"] == "put"]
    facts: Facts = {"qty": sum(each.qty for each in stops), "place": ", ".join(places_)}
    return FloorDeed("putaway_all_back", facts, Verdict.DONE, BenchRow(row.ref, row.stop, {"undo": kept}))


def _undo(desk: Desk, command_id: str, row: BenchRow) -> FloorDeed:
    deeds: list[Mapping[str, Any]] = row.recall("undo") or []
    if not deeds:
        raise Refused(NothingToUndo())
    old = deeds[-1]
    _still_there(desk, old)
    item = trolley.undo(desk, command_id, manifests.home_of(desk, desk.station), old)
    left = putaway.tour(desk, desk.station)
    phase = (LOADING if old["do"] == "load" else PUTTING) if left else None
    count = max(0, int(row.recall("put") or 0) - 1) if old["do"] == "put" else row.recall("put")
    after = remembered(row, undo=deeds[:-1], last=None, chosen=None, phase=phase, put=count)
    source = places.get(desk, PlaceId(old["source"])).code
    target = old.get("at")
    facts: Facts = {
        "qty": abs(int(old["qty"])), "sku": shown(item.sku, item.serial), "place": source, "problem": old["do"],
        "from": places.get(desk, PlaceId(target)).code if target is not None else "",
    }  # fmt: skip
    return FloorDeed("putaway_undone", facts, row=after)


def _still_there(desk: Desk, old: Mapping[str, Any]) -> None:
    """Raise Refused(NotOnDock) where what was missed is to be on the trolley again, and somebody else took it."""
    if old["do"] != "short":
        return
    source, item = PlaceId(old["source"]), items.get(desk, old["item"])
    there = left_at(desk, source, item)
    if there < int(old["qty"]):
        raise Refused(NotOnDock(shown(item.sku, item.serial), int(old["qty"]), there, "" if there else "nothing"))


def _skip(desk: Desk, _command_id: str, row: BenchRow) -> FloorDeed:
    """Pass over the place of the stop at hand, and propose another."""
    now = putting.at_hand(desk, row)
    if now is None:
        raise Refused(NothingLoaded())
    stage, load = now
    trolley.pass_over(desk, manifests.home_of(desk, desk.station), load)
    item_stops = [each for each in in_order(putaway.tour(desk, desk.station)) if each.sku == stage.sku]
    facts = {**facts_of(item_stops[0]), "passed": stage.place or ""}
    return FloorDeed("putaway_skipped", facts, row=remembered(row, chosen=item_stops[0].id))


def _short(desk: Desk, _command_id: str, row: BenchRow) -> FloorDeed:
    """Fewer are there than the books say: a count of the dock is asked for, and the number that is there."""
    last = row.recall("last")
    if row.recall("phase") == PUTTING or not last:
        return _short_on_tour(desk, row)
    source, item = PlaceId(last["source"]), items.get(desk, last["item"])
    picking.ask_count(desk, source, last["item"], "fewer on the dock")
    desk.touch(Touched.COUNT)
    facts = {"sku": shown(item.sku, item.serial), "place": places.get(desk, source).code, "problem": "dock"}
    return FloorDeed("putaway_short", {**loaded(desk, source, item).facts, **facts}, row=remembered(row))


def _short_on_tour(desk: Desk, row: BenchRow) -> FloorDeed:
    """The stop at hand has nothing left on the trolley: what the books still have lies on the dock, and is counted."""
    now = putting.at_hand(desk, row)
    if now is None:
        raise Refused(NothingLoaded())
    stage, load = now
    picking.ask_count(desk, load.source, items.number(desk, load.item), "fewer on the trolley")
    putaway.drop(desk, load.id)
    desk.touch(Touched.COUNT, Touched.MOVE)
    undone = trolley.missed(desk, load)
    facts: Facts = {"sku": shown(stage.sku, stage.serial), "qty": load.qty, "place": stage.source, "problem": "trolley"}
    return FloorDeed("putaway_short", facts, row=remembered(row, chosen=None, undo=with_undo(row, undone)))


def _pause(desk: Desk, _command_id: str, row: BenchRow) -> FloorDeed:
    stops = putaway.tour(desk, desk.station)
    facts: Facts = {"qty": sum(each.qty for each in stops), "stops": len(stops), "problem": "" if stops else "empty"}
    return FloorDeed("putaway_paused", facts, row=remembered(row))


_CARDS: dict[Card, Callable[[Desk, str, BenchRow], FloorDeed]] = {
    Card.DONE: _done,
    Card.CLOSE: _done,
    Card.UNDO: _undo,
    Card.SKIP: _skip,
    Card.SHORT: _short,
    Card.FINISH_SHORT: _short,
    Card.PAUSE: _pause,
}
