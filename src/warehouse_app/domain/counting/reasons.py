"""Why a count or an adjustment differs from the books: a closed list."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why stock was more or less than the books said."""

    MISSING = "missing"
    FOUND = "found"
    DAMAGED = "damaged"
    BROKEN = "broken"
    WET = "wet"
    THROWN_AWAY = "thrown_away"
    RETURNED = "returned"
    WRONG_CODE = "wrong_code"
    MISCOUNTED = "miscounted"
    SENT_WRONG = "sent_wrong"
    SAMPLE = "sample"
    SHOWN = "shown"
    SUPPLIER = "supplier"
    SET_OR_PIECE = "set_or_piece"
    OTHER = "other"


def default_of(difference: int) -> Reason:
    """Return what is said of a difference that nobody explained."""
    return Reason.FOUND if difference > 0 else Reason.MISSING
