"""The states of a transfer that are decided; how much was picked, sent and received is in its lines."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class TransferState(StrEnum):
    """Where a transfer is as a whole."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    PICKING = "picking"
    SENT = "sent"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


NEXT: Mapping[TransferState, frozenset[TransferState]] = MappingProxyType(
    {
        TransferState.DRAFT: frozenset({TransferState.CONFIRMED, TransferState.CANCELLED}),
        TransferState.CONFIRMED: frozenset({TransferState.PICKING, TransferState.CANCELLED}),
        TransferState.PICKING: frozenset({TransferState.SENT, TransferState.CANCELLED}),
        TransferState.SENT: frozenset({TransferState.RECEIVED}),
        TransferState.RECEIVED: frozenset({TransferState.CLOSED}),
        TransferState.CLOSED: frozenset(),
        TransferState.CANCELLED: frozenset(),
    },
)
"""What may follow. What is on its way cannot be cancelled: it is received there, and sent back."""

PROMISING = frozenset({TransferState.CONFIRMED, TransferState.PICKING})
"""States in which stock of the source warehouse is promised to a transfer."""

EXPECTED = PROMISING | {TransferState.SENT}
"""States in which the target warehouse expects goods of a transfer."""

ARRIVING = frozenset({TransferState.SENT, TransferState.RECEIVED})
"""States in which goods of a transfer can be received; what turns up late is received, too, until it is closed."""

OVER = frozenset({TransferState.CLOSED, TransferState.CANCELLED})


class What(StrEnum):
    """What was done to a transfer, or to a line of it."""

    MADE = "made"
    CONFIRMED = "confirmed"
    STARTED = "started"
    PICKED = "picked"
    PUT_BACK = "put_back"
    SENT = "sent"
    RECEIVED = "received"
    TAKEN_BACK = "taken_back"
    DAMAGED = "damaged"
    OVER = "over"
    FINISHED = "finished"
    LOST = "lost"
    CLOSED = "closed"
    CANCELLED = "cancelled"


COUNTED: Mapping[What, tuple[str, int]] = MappingProxyType(
    {
        What.PICKED: ("picked", 1),
        What.PUT_BACK: ("picked", -1),
        What.SENT: ("sent", 1),
        What.RECEIVED: ("received", 1),
        What.TAKEN_BACK: ("received", -1),
        What.DAMAGED: ("damaged", 1),
        What.OVER: ("over", 1),
        What.LOST: ("lost", 1),
    },
)
"""The deeds that count units of a line: which counter they change, and which way. All others are of the whole."""


def may_become(state: TransferState, wanted: TransferState) -> bool:
    """Tell whether a transfer in `state` may go to `wanted`."""
    return wanted in NEXT[state]
