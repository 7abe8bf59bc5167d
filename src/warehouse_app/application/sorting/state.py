"""What the put wall shows: the slot letter as the biggest thing while something is in the hand, else what to scan."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.floorwork import continue_first, stop_of
from warehouse_app.application.sorting import wall
from warehouse_app.application.sorting.wall import Wall
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import MAX_EXPECTS, Expect, Work
from warehouse_app.domain.floorwork import MAX_LINES, FloorLine, FloorState
from warehouse_app.store import bench, picking, products, sorting
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

WAITING = 9
"""Picked batches that an empty wall names."""


def shown(desk: Desk, station: str) -> FloorState:
    """Return what the wall of a station shows. For `Runner.ask`."""
    row = bench.read(desk, station, Work.SORT)
    stop, now = stop_of(row), wall.read(desk, row)
    if now is None:
        waiting = sorting.waiting(desk, WAITING)
        expects = continue_first() if stop else tuple(Expect("batch", code) for _id, code in waiting)
        lines = tuple(FloorLine(code) for _id, code in waiting)
        problem = "" if waiting else "empty"
        return FloorState(
            station, Work.SORT.value, ask={"batches": len(waiting), "problem": problem}, lines=lines,
            last=str(row.recall("said") or ""), stop=stop, expects=expects,
        )  # fmt: skip
    hand: Any = row.recall("hand")
    lines = tuple(now.line(slot) for slot in now.slots)
    facts = _facts(desk, now, hand)
    return FloorState(
        station, Work.SORT.value, phase="slot" if hand else "item", about=now.batch,
        hero=str(facts["slot"]) if hand else "", ask=facts, facts=facts,
        lines=lines[:MAX_LINES], more=max(0, len(lines) - MAX_LINES), done=sum(each.done for each in lines),
        wanted=sum(each.wanted for each in lines), last=str(row.recall("said") or ""), at=str(facts["slot"]),
        stop=stop, expects=continue_first() if stop else _expects(desk, now, hand),
    )  # fmt: skip


def _facts(desk: Desk, now: Wall, hand: Any) -> dict[str, str | int | bool | None]:  # noqa: ANN401 - a JSON fact
    left = now.unsorted
    facts: dict[str, str | int | bool | None] = {
        "batch": now.batch, "left": sum(each.qty for each in left), "from": wall.code_of(desk, now.tote),
        "slot": "", "tote": "", "qty": 0, "sku": "", "order": "", "problem": "zones" if now.zones else "",
    }  # fmt: skip
    if hand:
        slot = now.slot_of(hand["order"])
        facts |= {"slot": slot.slot, "tote": slot.tote, "order": slot.order, "qty": hand["qty"], "sku": hand["sku"]}
        facts["most"] = hand.get("most", hand["qty"])
        goods = None if hand.get("whole") else products.find(desk, str(hand["sku"]))
        facts["name"] = "" if goods is None else goods.name
        facts["problem"] = "zones" if now.zones else "" if slot.tote else "begin"
    return facts


def _expects(desk: Desk, now: Wall, hand: Any) -> tuple[Expect, ...]:  # noqa: ANN401 - a JSON fact
    cards = tuple(Expect("command", word_of(card)) for card in (Card.UNDO, Card.PAUSE))
    if hand:
        slot = now.slot_of(hand["order"])
        free = "" if slot.tote else next((each.code for each in picking.free_totes(desk, now.warehouse, 1)), "")
        return (Expect("tote", slot.tote or free), *cards)
    left = now.unsorted
    if now.zones:
        totes = dict.fromkeys(wall.code_of(desk, each.place_id) for each in left)
        return (*(Expect("tote", code) for code in list(totes)[:MAX_EXPECTS]), *cards)
    here = [each for each in left if each.place_id == now.tote]
    if not here:
        totes = dict.fromkeys(wall.code_of(desk, each.place_id) for each in left)
        return (*(Expect("tote", code) for code in list(totes)[:MAX_EXPECTS]), *cards)
    skus = dict.fromkeys(each.sku for each in here)
    things = tuple(Expect("item", products.scan_code(desk, sku)) for sku in list(skus)[: MAX_EXPECTS - 3])
    return (*things, Expect("command", word_of(Card.SHORT)), *cards)


def memory_of(row: BenchRow, **changed: object) -> BenchRow:
    """Return what the bench is at with some of its facts changed; None takes one away."""
    memory = {**row.memory, **changed}
    return BenchRow(row.ref, row.stop, {name: each for name, each in memory.items() if each is not None})
