"""What a free bench tells of the floor work that was left open there: goods in, put-away, a move, a count.

The benches are loaded only where a station was at their work: nobody waits for them at the start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from warehouse_app.application.floorwork import WHO, FloorBench
from warehouse_app.domain.bench import Work
from warehouse_app.domain.floorwork import FloorState
from warehouse_app.domain.front import LeftOpen
from warehouse_app.domain.people import first_name
from warehouse_app.store import bench, front, people
from warehouse_app.store.desk import Desk

_AT_REST = frozenset({"idle", "task"})
"""Phases in which nothing was begun; a count asks for a place before it has one."""


def _receiving() -> FloorBench:
    from warehouse_app.application.receiving.bench import BENCH

    return BENCH


def _putaway() -> FloorBench:
    from warehouse_app.application.putaway.bench import BENCH

    return BENCH


def _moving() -> FloorBench:
    from warehouse_app.application.moving.bench import BENCH

    return BENCH


def _counting() -> FloorBench:
    from warehouse_app.application.counting.bench import BENCH

    return BENCH


def _transfers() -> FloorBench:
    from warehouse_app.application.transfers.bench import BENCH

    return BENCH


def _sorting() -> FloorBench:
    from warehouse_app.application.sorting.bench import BENCH

    return BENCH


def _returns() -> FloorBench:
    from warehouse_app.application.returning.bench import BENCH

    return BENCH


_BENCHES: Mapping[Work, Callable[[], FloorBench]] = {
    Work.RECEIVE: _receiving,
    Work.PUTAWAY: _putaway,
    Work.MOVE: _moving,
    Work.COUNT: _counting,
    Work.TRANSFER: _transfers,
    Work.SORT: _sorting,
    Work.RETURNS: _returns,
}


def left_on_floor(desk: Desk, station: str) -> LeftOpen | None:
    """Return the floor work that is open at a station, of several the one that was touched last."""
    found = [left for work in _BENCHES if (left := _left(desk, station, work)) is not None]
    return max(found, key=lambda left: left.at, default=None)


def _left(desk: Desk, station: str, work: Work) -> LeftOpen | None:
    row = bench.read(desk, station, work)
    if not row.memory and row.ref is None:
        return None
    state = _BENCHES[work]().state(desk, station)
    if not _is_open(state):
        return None
    shown = people.shown(desk, str(row.recall(WHO) or ""))
    who = "" if shown is None else first_name(shown[2])
    return LeftOpen(work, _code(state), who, state.done, state.wanted, front.worked_at(desk, station, work))


def _is_open(state: FloorState) -> bool:
    return state.phase not in _AT_REST and (state.phase != "place" or bool(state.about))


def _code(state: FloorState) -> str:
    """Return what is open: its paper, else the place that is moved from."""
    return state.about or (str(state.facts.get("place") or "") if state.work == Work.MOVE.value else "")
