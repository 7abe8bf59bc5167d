"""How a lesson went, told from the scans as they were kept. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from warehouse_app.domain.training.lessons import TASKS, Task, Trap

KEYS = frozenset({"keyboard"})
"""Devices that are no scanner: keys pressed and codes typed."""

_HANDLED: Mapping[Trap, str] = {Trap.WRONG: "wrong_item", Trap.DAMAGED: "damaged"}
"""The answer by which a trap is met where there is one; a missing unit is met by the parcel that lacks it."""

_NO_FAULT = frozenset({"acknowledge_first", "double_read"})
"""Refusals that say nothing of what the packer knows."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan as it was kept: of which order, by what, and how it was judged."""

    at: str
    order: str
    device: str
    raw: str
    verdict: str
    code: str


@dataclass(frozen=True, slots=True)
class TaskDone:
    """One order of a lesson. `right`: closed, with what belongs in and nothing else; `met`: its trap was met, and
    `answered` rightly; `mistakes` are scans that were refused and need not have been.
    """

    order: str
    trap: str
    closed: bool
    right: bool
    met: bool
    answered: bool
    mistakes: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Report:
    """A whole lesson. `stops` and `answered` count the traps that were met and rightly answered."""

    begun_at: str
    ended_at: str
    seconds: int
    tasks: tuple[TaskDone, ...]
    scans: int
    keys: int

    @property
    def right(self) -> int:
        """Return how many orders were packed right."""
        return sum(each.right for each in self.tasks)

    @property
    def closed(self) -> int:
        """Return how many orders were closed."""
        return sum(each.closed for each in self.tasks)

    @property
    def mistakes(self) -> int:
        """Return how many scans were refused and need not have been."""
        return sum(each.mistakes for each in self.tasks)

    @property
    def stops(self) -> int:
        """Return how many traps were met."""
        return sum(each.met for each in self.tasks)

    @property
    def answered(self) -> int:
        """Return how many traps were answered rightly."""
        return sum(each.answered for each in self.tasks)

    @property
    def passed(self) -> bool:
        """Tell whether every order was packed right."""
        return self.right == len(self.tasks)


def graded(scans: Iterable[Scanned], packed: Mapping[str, Mapping[str, int]], tasks: Sequence[Task] = TASKS) -> Report:
    """Return how a lesson went: its scans in order, and what each order's parcels hold (of closed ones)."""
    kept = list(scans)
    done = tuple(
        _task(each, [one for one in kept if one.order == each.order], packed.get(each.order)) for each in tasks
    )
    begun, ended = (kept[0].at, kept[-1].at) if kept else ("", "")
    keys = sum(one.device in KEYS for one in kept)
    return Report(begun, ended, _seconds(begun, ended), done, len(kept) - keys, keys)


def _task(task: Task, scans: list[Scanned], packed: Mapping[str, int] | None) -> TaskDone:
    closed = packed is not None
    right = closed and dict(packed or {}) == task.right
    sign = _HANDLED.get(task.trap)
    met = any(one.code == sign for one in scans) if sign else task.trap is Trap.MISSING and closed
    answered = met and right and not _again(scans, sign)
    needed = int(task.trap is Trap.WRONG and met)
    refused = [one for one in scans if one.verdict == "refused" and one.code not in _NO_FAULT]
    first, last = (scans[0].at, scans[-1].at) if scans else ("", "")
    return TaskDone(
        task.order,
        task.trap.value,
        closed,
        right,
        met,
        answered,
        max(0, len(refused) - needed),
        _seconds(first, last),
    )


def _again(scans: list[Scanned], sign: str | None) -> bool:
    """Tell whether the very item that was stopped was scanned once more: it was not set aside."""
    stopped = [one.raw for one in scans if one.code == sign and one.verdict == "refused"]
    return len(stopped) > 1


def _seconds(begun: str, ended: str) -> int:
    if not begun or not ended:
        return 0
    return round((datetime.fromisoformat(ended) - datetime.fromisoformat(begun)).total_seconds())
