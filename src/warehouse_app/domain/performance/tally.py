"""Scans added up: each person's times between scans, without pauses, go into what the later scan was. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median_low
from typing import NamedTuple

from warehouse_app.domain.performance.values import Figures, Step, StepTime

_OPENS = frozenset(
    {
        *("order_opened", "order_open", "order_resumed", "taken_over", "scan_to_take_over", "batch_open", "trip_begun"),
        *("batch_resumed", "resumed"),
    }
)
_WEIGHS = frozenset({"weight_differs", "weight_why", "weight_not_taken", "count_again"})
_BOXES = frozenset({"weigh_parcel", "item_measured", "measure_left", "box_taken"})
"""A box was chosen or its goods measured: what asks for the weight without moving goods is the choice of a box."""

_CLOSES = frozenset(
    {
        *("order_packed", "printing_again", "pack_paused", "paused", "nothing_to_pack"),
        *("label_applied", "label_left", "next_label", "scan_label", "next_box"),
        *("label_awaited", "label_refused", "label_asked", "label_came", "label_hold"),
    }
)
_GOOD = frozenset({"accepted", "done"})


class Shot(NamedTuple):
    """One scan of the log. `moved` 1: it moved goods; `subject` is the person, bench or product it counts for."""

    at: str
    who: str
    work: str
    verdict: str
    code: str
    moved: int
    order_id: int | None
    qty: int
    weighed: int
    subject: str


def step_of(shot: Shot) -> Step:
    """Return what a scan was: it is what the time before it went into."""
    if shot.verdict == "refused" or shot.code == "acknowledged":
        return Step.WEIGH if shot.code in _WEIGHS else Step.STOP
    if shot.code in _WEIGHS or shot.weighed:
        return Step.WEIGH
    if shot.moved and shot.qty:
        return Step.SCAN
    if shot.code in _BOXES:
        return Step.BOX
    if shot.code in _OPENS:
        return Step.OPEN
    return Step.CLOSE if shot.code in _CLOSES else Step.OTHER


@dataclass(slots=True)
class _Sum:
    scans: int = 0
    units: int = 0
    orders: set[int] = field(default_factory=set)
    worked_ms: int = 0
    first_at: str = ""
    last_at: str = ""
    steps: dict[Step, list[int]] = field(default_factory=dict)


def figures(shots: Iterable[Shot], pause_s: int, named: Callable[[str], str]) -> list[Figures]:
    """Add up scans, which come in the order of their time. A longer time than `pause_s` without a scan is no work."""
    sums: dict[tuple[str, str], _Sum] = {}
    last: dict[str, int] = {}
    longest = pause_s * 1_000
    for shot in shots:
        now = _ms(shot.at)
        gap = now - last.get(shot.who, now - longest - 1)
        last[shot.who] = now
        if not shot.subject:
            continue
        found = sums.get((shot.subject, shot.work))
        if found is None:
            found = sums[shot.subject, shot.work] = _Sum(first_at=shot.at)
        _add(found, shot, gap if 0 <= gap <= longest else None)
    return [_told(key, work, named(key), found) for (key, work), found in sums.items()]


def _add(found: _Sum, shot: Shot, gap: int | None) -> None:
    found.scans += 1
    found.last_at = shot.at
    if shot.moved and shot.verdict in _GOOD:
        found.units += shot.qty
    if shot.order_id is not None and _is_order(shot):
        found.orders.add(shot.order_id)
    if gap is not None:
        found.worked_ms += gap
        found.steps.setdefault(step_of(shot), []).append(gap)


def _is_order(shot: Shot) -> bool:
    """Tell whether an order counts: packed when it is closed, at other work when goods of it were moved."""
    if shot.work == "pack":
        return shot.code == "order_packed"
    return bool(shot.moved) and shot.verdict in _GOOD


def _told(key: str, work: str, name: str, found: _Sum) -> Figures:
    steps = tuple(
        StepTime(step, len(found.steps[step]), sum(found.steps[step]), median_low(found.steps[step]))
        for step in Step
        if step in found.steps
    )
    return Figures(
        key, name, work, found.scans, found.units, len(found.orders), worked_ms=found.worked_ms,
        first_at=found.first_at, last_at=found.last_at, steps=steps,
    )  # fmt: skip


def _ms(at: str) -> int:
    return round(datetime.fromisoformat(at).timestamp() * 1_000)
