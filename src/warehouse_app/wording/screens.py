"""Words that only the window needs: the one or two far words of a Stop, whose sentence stands below them."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr
from warehouse_app.wording.say import words_of

STOPS = {
    "dock_elsewhere": "Other warehouse",
    "lacks_skill": "Needs a skill",
    "more_than_there": "Too many",
    "move_locked": "Locked",
    "not_in_place": "Not here",
    "pallet_seen": "Pallet seen before",
    "pallet_unknown": "Unknown pallet",
    "paper_elsewhere": "Other warehouse",
    "place_locked": "Locked",
    "serial_here": "Serial is here",
    "target_elsewhere": "Other warehouse",
    "too_little_life": "Too old",
    "too_old": "Expired",
    "already_handed_over": "Gone already",
    "cancelled": "Cancelled",
    "cancelled_meanwhile": "Cancelled",
    "claim_lost": "Taken over",
    "old_label": "Old label",
    "not_labelled": "No label yet",
    "not_on_transfer": "Not on it",
    "not_transfer_place": "Other warehouse",
    "not_your_batch": "Not your batch",
    "on_hold": "On hold",
    "over_pick": "Too many",
    "transfer_over_pick": "Too many",
    "voided": "Old label",
    "waits_for_label": "No label yet",
    "wrong_carrier": "Other carrier",
}
"""Code of a Stop -> its far words. Codes that are not here begin their sentence with them ("Wrong item. ...")."""
_FAR = 28
_ENTER = ", then press Enter"


def stop_words(code: str, facts: Mapping[str, object]) -> tuple[str, str, str]:
    """Return the far words of a Stop, why, and what to do (the button says the rest)."""
    what, deed = words_of(code, facts)
    head, _, rest = what.partition(". ")
    if code in STOPS:
        word, why = tr(STOPS[code]), rest if head.casefold() == tr(STOPS[code]).casefold() else what
    elif rest or len(head) <= _FAR:
        word, why = head, rest
    else:
        word, why = tr("Stop"), what
    return word, why, deed.removesuffix(tr(_ENTER))
