"""The states of one label that is bought of a carrier: which may follow which, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class BuyState(StrEnum):
    """Where the purchase of one label is.

    `wanted`: nobody was asked for certain; `sent`: asked, or about to be; `unknown`: asked, and no answer came;
    `booked`: the carrier has it, its label is not out yet. `voiding`: it is to be void; `kept`: the carrier did not
    take it back. `dropped`: given up before anything can have been bought.
    """

    WANTED = "wanted"
    SENT = "sent"
    UNKNOWN = "unknown"
    BOOKED = "booked"
    BOUGHT = "bought"
    REFUSED = "refused"
    VOIDING = "voiding"
    VOIDED = "voided"
    KEPT = "kept"
    DROPPED = "dropped"


_S = BuyState
BUY_NEXT: Mapping[BuyState, frozenset[BuyState]] = MappingProxyType(
    {
        _S.WANTED: frozenset({_S.SENT, _S.DROPPED}),
        _S.SENT: frozenset({_S.WANTED, _S.UNKNOWN, _S.BOOKED, _S.BOUGHT, _S.REFUSED, _S.VOIDING}),
        _S.UNKNOWN: frozenset({_S.BOOKED, _S.BOUGHT, _S.REFUSED, _S.VOIDING}),
        _S.BOOKED: frozenset({_S.BOUGHT, _S.REFUSED, _S.VOIDING}),
        _S.BOUGHT: frozenset({_S.VOIDING}),
        _S.REFUSED: frozenset({_S.DROPPED}),
        _S.VOIDING: frozenset({_S.VOIDED, _S.KEPT}),
        _S.KEPT: frozenset({_S.VOIDING}),
        _S.VOIDED: frozenset(),
        _S.DROPPED: frozenset(),
    },
)
"""Only what is known to be bought by nobody is `dropped`, or asked for under another key: `wanted` and `refused`.
What was sent goes back to `wanted` where the carrier was not reached at all."""

LIVE = frozenset({_S.WANTED, _S.SENT, _S.UNKNOWN, _S.BOOKED, _S.BOUGHT, _S.REFUSED})
"""What a parcel has at most one of: its label, or the one that it waits for."""

WAITING = LIVE - {_S.BOUGHT}
"""What a parcel without a label waits for."""

ASKED = frozenset({_S.SENT, _S.UNKNOWN, _S.BOOKED})
"""Of these the carrier is asked by their key, and nothing is bought under another one."""

MAY_BE_PAID = ASKED | {_S.BOUGHT}
"""What has to be void at the carrier where its parcel needs it no more."""

FREE = frozenset({_S.WANTED, _S.REFUSED})
"""What was bought by nobody for certain: another service may be asked for."""
