"""The state tables of batches and pick tasks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class BatchState(StrEnum):
    """Where a batch is in its life."""

    PLANNED = "planned"
    RELEASED = "released"
    PICKING = "picking"
    SUSPENDED = "suspended"
    PICKED = "picked"
    CLOSED = "closed"
    DISCARDED = "discarded"


class TaskState(StrEnum):
    """Where a pick task is in its life."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    SHORT = "short"
    CANCELLED = "cancelled"


_B, _T = BatchState, TaskState

BATCH_NEXT: Mapping[BatchState, frozenset[BatchState]] = MappingProxyType(
    {
        _B.PLANNED: frozenset({_B.RELEASED, _B.DISCARDED}),
        _B.RELEASED: frozenset({_B.PICKING, _B.PLANNED}),
        _B.PICKING: frozenset({_B.SUSPENDED, _B.PICKED}),
        _B.SUSPENDED: frozenset({_B.PICKING}),
        _B.PICKED: frozenset({_B.CLOSED}),
        _B.CLOSED: frozenset(),
        _B.DISCARDED: frozenset(),
    },
)
"""A released batch that nobody has begun can be taken back to planned."""

TASK_NEXT: Mapping[TaskState, frozenset[TaskState]] = MappingProxyType(
    {
        _T.OPEN: frozenset({_T.STARTED, _T.DONE, _T.SHORT, _T.CANCELLED}),
        _T.STARTED: frozenset({_T.DONE, _T.SHORT, _T.CANCELLED}),
        _T.DONE: frozenset({_T.STARTED, _T.CANCELLED}),
        _T.SHORT: frozenset(),
        _T.CANCELLED: frozenset(),
    },
)
"""A done task goes back to started, or is cancelled with its order, only by undo.

A skipped task stays open, at the end of the queue.
"""

LIVE_BATCHES = frozenset({_B.PLANNED, _B.RELEASED, _B.PICKING, _B.SUSPENDED})
OPEN_TASKS = frozenset({_T.OPEN, _T.STARTED})
