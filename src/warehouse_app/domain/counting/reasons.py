"""Why a count or an adjustment differs from the books: a closed list, and which of it a note in free text means.

The list sums up what a real shop wrote beside its adjustments (UCI Online Retail, CC BY 4.0).
"""

from __future__ import annotations

import re
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
    SOLD_BESIDE = "sold_beside"
    SAMPLE = "sample"
    SHOWN = "shown"
    SUPPLIER = "supplier"
    SET_OR_PIECE = "set_or_piece"
    OTHER = "other"


def default_of(difference: int) -> Reason:
    """Return what is said of a difference that nobody explained."""
    return Reason.FOUND if difference > 0 else Reason.MISSING


_MEANS: tuple[tuple[re.Pattern[str], Reason], ...] = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), reason)
    for words, reason in (
        (r"wet\b|damp|water|mou?ld|rust|mildew", Reason.WET),
        (r"broke|smash|crack|crush|shatter|torn\b", Reason.BROKEN),
        (r"(?:as|in|of)? ?sets?\b|set/|sold in \d|single|pieces? as|in \d+'?s\b", Reason.SET_OR_PIECE),
        (r"barcode|wrong code|code ?mix|label|mix(?:ed)? up|coded?\b|sold as \d", Reason.WRONG_CODE),
        (r"sample|given away|give ?away|gift|donat|charit", Reason.SAMPLE),
        (r"display|show ?room|exhibit|photo|window", Reason.SHOWN),
        (r"damag|fault|defect|unsale?able|can'?t sell", Reason.DAMAGED),
        (r"thr[eo]w|binned|dispos|destroy|scrap|rubbish", Reason.THROWN_AWAY),
        (r"lost|missing|mia\b|stolen|theft|gone\b|can'?t find", Reason.MISSING),
        (r"found|turned up", Reason.FOUND),
        (r"return|ret\b|credit|came back|refund", Reason.RETURNED),
        (r"not rcvd|not received|rcvd|delivery|cargo|import|supplier|short shipped", Reason.SUPPLIER),
        (r"amazon|ebay|dotcom|web ?sit|sold|sale|mail ?out|sent", Reason.SOLD_BESIDE),
        (r"check|count|adjust|revers|stock ?take|correct|mystery|wrong(?:ly)? entered", Reason.MISCOUNTED),
    )
)
"""The first that fits: what happened to the goods goes before what was done with them, and both before who did it."""


def reason_of(note: str, difference: int) -> Reason:
    """Return the reason that a note in free text means; one that says nothing is missing or found by its sign."""
    found = next((reason for words, reason in _MEANS if words.search(note)), None)
    if found is not None:
        return found
    says_nothing = not any(sign.isalpha() for sign in note)
    return default_of(difference) if says_nothing else Reason.OTHER
