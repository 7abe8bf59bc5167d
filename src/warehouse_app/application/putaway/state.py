"""What the put-away bench shows: the dock while nothing is loaded, else the stops of the tour in walking order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from warehouse_app.application.floorwork import continue_first, stop_of
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import MAX_EXPECTS, Expect, Work
from warehouse_app.domain.floorwork import MAX_LINES, Choice, FloorLine, FloorState
from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.planning.putaway import walking_order
from warehouse_app.store import bench, products, putaway
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.putaway import Stage
from warehouse_app.store.shipping import manifests

LOADING, PUTTING = "load", "put"
MARKED = frozenset({"cross_dock", "no_place"})
"""Reasons that a line is marked with."""


def in_order(stops: tuple[Stage, ...], chosen: int | None = None) -> tuple[Stage, ...]:
    """Return stops in walking order; the one a person chose by scanning its goods is first."""
    by_id = {each.id: each for each in stops}
    told = ((each.id, each.walk_seq, each.place or "~", each.why == "cross_dock") for each in stops)
    found = [by_id[number] for number in walking_order(told)]
    return tuple(sorted(found, key=lambda each: each.id != chosen))


def state(desk: Desk, station: str) -> FloorState:
    """Return what the put-away bench of a station shows. For `Runner.ask`."""
    row = bench.read(desk, station, Work.PUTAWAY)
    stops = in_order(putaway.tour(desk, station), row.recall("chosen"))
    shows = _tour(station, row, stops) if stops else _dock(desk, station, row)
    asked: Any = row.recall("ask")
    if asked:
        choices = tuple(Choice(each["key"], each["code"], each.get("facts") or {}) for each in asked["choices"])
        shows = replace(shows, phase=asked["what"], choices=choices, ask={**shows.ask, **(asked.get("facts") or {})})
    stop = stop_of(row)
    return replace(shows, stop=stop, choices=(), expects=continue_first()) if stop else shows


def _dock(desk: Desk, station: str, row: BenchRow) -> FloorState:
    found = putaway.waiting(desk, manifests.home_of(desk, station), MAX_LINES + 1)
    lines = tuple(
        FloorLine(
            shown(each.sku, each.serial), each.name, each.place, 0, each.left, each.lot, _serial(each.sku, each.serial),
            mark="cross_dock" if each.held else "", picture=each.picture,
        )
        for each in found[:MAX_LINES]
    )  # fmt: skip
    undo = (Expect("command", word_of(Card.UNDO)),) if row.recall("undo") else ()
    things = tuple(Expect(_kind(each.sku), _code(desk, each.sku, each.serial)) for each in found[: MAX_EXPECTS - 1])
    return FloorState(
        station=station,
        work=Work.PUTAWAY.value,
        ask={"things": len(lines), "problem": "" if found else "empty"},
        lines=lines,
        more=max(0, len(found) - MAX_LINES),
        expects=(*things, *undo),
    )


def _tour(station: str, row: BenchRow, stops: tuple[Stage, ...]) -> FloorState:
    phase = str(row.recall("phase") or LOADING)
    now = _at_hand(row, stops, phase)
    lines = tuple(
        FloorLine(
            shown(each.sku, each.serial), each.name, each.place or "", 0, each.qty, each.lot,
            _serial(each.sku, each.serial), mark=each.why if each.why in MARKED else "", picture=each.picture,
        )
        for each in stops[:MAX_LINES]
    )  # fmt: skip
    done = int(row.recall("put") or 0)
    return FloorState(
        station=station,
        work=Work.PUTAWAY.value,
        phase=phase,
        hero=now.place or "",
        ask={**facts_of(now, int(row.recall("part") or 0)), "stops": len(stops)},
        lines=lines,
        more=max(0, len(stops) - MAX_LINES),
        done=done,
        wanted=done + len(stops),
        last=str(row.recall("said") or ""),
        at=shown(now.sku, now.serial),
        expects=_expects(phase, now, row),
    )


def _at_hand(row: BenchRow, stops: tuple[Stage, ...], phase: str) -> Stage:
    """Return the stop that is shown large: what was loaded last, or the next of the walk."""
    last = row.recall("last") if phase == LOADING else None
    mine = (each for each in stops if last and (each.source_id, each.item_id) == (last["source"], last["item"]))
    return next(mine, stops[0])


def _expects(phase: str, now: Stage, row: BenchRow) -> tuple[Expect, ...]:
    place = (Expect("place", now.place),) if now.place else ()
    cards = tuple(Expect("command", word_of(card)) for card in (Card.DONE, Card.UNDO, Card.SKIP, Card.SHORT))
    counts = (Expect("number", ""),) if phase == PUTTING or row.recall("last") else ()
    return (*cards[:1], *place, *cards[1:], *counts) if phase == LOADING else (*place, *cards, *counts)


def facts_of(stop: Stage, part: int = 0) -> dict[str, str | int | bool | None]:
    """Return what sentences say of a stop; `problem` is the reason, for which the sentence has finer words."""
    return {
        "sku": shown(stop.sku, stop.serial), "qty": part or stop.qty, "place": stop.place or "", "lot": stop.lot,
        "problem": stop.why, "name": stop.name,
    }  # fmt: skip


def shown(sku: str, serial: str) -> str:
    """Return what a thing is called: a container by its own code."""
    return serial if sku.startswith(CONTAINER_MARK) else sku


def _serial(sku: str, serial: str) -> str:
    return "" if sku.startswith(CONTAINER_MARK) else serial


def _kind(sku: str) -> str:
    return sku.removeprefix(CONTAINER_MARK).lower() if sku.startswith(CONTAINER_MARK) else "item"


def _code(desk: Desk, sku: str, serial: str) -> str:
    return serial if sku.startswith(CONTAINER_MARK) else products.scan_code(desk, sku)
