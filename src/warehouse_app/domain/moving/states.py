"""The state table of move tasks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class MoveState(StrEnum):
    """Where a move task is in its life."""

    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"
    SHORT = "short"
    CANCELLED = "cancelled"


class MoveKind(StrEnum):
    """Why goods are to be moved."""

    REPLENISH = "replenish"
    CONSOLIDATE = "consolidate"
    RESTOCK = "restock"
    RESLOT = "reslot"


_S = MoveState

MOVE_NEXT: Mapping[MoveState, frozenset[MoveState]] = MappingProxyType(
    {
        _S.OPEN: frozenset({_S.TAKEN, _S.CANCELLED}),
        _S.TAKEN: frozenset({_S.OPEN, _S.DONE, _S.SHORT, _S.CANCELLED}),
        _S.DONE: frozenset({_S.OPEN}),
        _S.SHORT: frozenset(),
        _S.CANCELLED: frozenset(),
    },
)
"""A skipped task, or one that was put down, is open again; a done one only by undo."""

LIVE_MOVES = frozenset({_S.OPEN, _S.TAKEN})
