"""The state table of print jobs. What was confirmed as sent has no way back: a reprint is a new, numbered job."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class PrintState(StrEnum):
    """Where a print job is in its life."""

    WANTED = "wanted"
    RENDERED = "rendered"
    PROVED = "proved"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    PRINTED = "printed"
    APPLIED = "applied"
    FAILED = "failed"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"


_P = PrintState

PRINT_NEXT: Mapping[PrintState, frozenset[PrintState]] = MappingProxyType(
    {
        _P.WANTED: frozenset({_P.RENDERED, _P.FAILED, _P.CANCELLED}),
        _P.RENDERED: frozenset({_P.PROVED, _P.QUARANTINED, _P.WANTED}),
        _P.PROVED: frozenset({_P.SENDING, _P.WANTED}),
        _P.SENDING: frozenset({_P.SENT, _P.UNKNOWN, _P.WANTED}),
        _P.SENT: frozenset({_P.PRINTED, _P.UNKNOWN}),
        _P.UNKNOWN: frozenset({_P.PRINTED, _P.WANTED}),
        _P.PRINTED: frozenset({_P.APPLIED}),
        _P.APPLIED: frozenset(),
        _P.FAILED: frozenset({_P.WANTED, _P.CANCELLED}),
        _P.QUARANTINED: frozenset({_P.WANTED, _P.CANCELLED}),
        _P.CANCELLED: frozenset(),
    },
)
"""`sending` goes back to `wanted` only where certainly nothing left. `rendered` and `proved` go back when a worker died
with the bytes: they are made again from the database. `failed` and `quarantined` never left the house, so a person may
let them try again once the cause is mended.
"""

CONFIRMED = frozenset({_P.SENT, _P.PRINTED, _P.APPLIED})
"""Never sent again."""

UNFINISHED = frozenset({_P.WANTED, _P.RENDERED, _P.PROVED, _P.SENDING})
"""On its way by itself."""

NEVER_LEFT = frozenset({_P.WANTED, _P.FAILED, _P.QUARANTINED})
"""Certainly nothing of it was sent: it may try again, go to another printer, or be cancelled."""

NEEDS_A_PERSON = frozenset({_P.UNKNOWN, _P.FAILED, _P.QUARANTINED})
"""Stays as it is until a person has looked."""
