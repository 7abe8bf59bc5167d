"""Words about scanners: why one is away, and a keyboard that is not the scanner's."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr
from warehouse_app.wording.say import say

AWAY: Mapping[str, str] = {
    "unplugged": "Plug it in again, it goes on by itself. Until then codes can be typed: Ctrl+K",
    "no_permission": "This account may not open it: let it into the group of serial devices, then sign on anew",
    "busy": "Another program has it: close that program",
    "line_setting": "Its line cannot be set so: check speed, bits and parity at Devices",
    "serial_missing": "The library pyserial is missing: install the program anew",
}
"""Why a device is away -> what to do."""

KEYBOARDS: Mapping[str, str] = {
    "german": "This computer has a German keyboard, the scanner has not",
    "german_scanner": "The scanner is set to a German keyboard, this computer is not",
    "swiss": "This computer has a Swiss keyboard, the scanner has not",
    "french": "This computer has a French keyboard, the scanner has not",
    "latin": "This computer has a Spanish, Italian or Portuguese keyboard, the scanner has not",
    "nordic": "This computer has a Nordic keyboard, the scanner has not",
}
"""Name of a wrong keyboard, as `domain/barcodes/own.py` calls it -> what is wrong."""


def keyboard_words(layout: str) -> tuple[str, str]:
    """Return what is wrong with the keyboard a scanner types on, and what to do."""
    if layout == "caps":
        return tr("Caps Lock is on"), tr("Switch it off: our own codes are understood all the same, others may not be")
    known = KEYBOARDS.get(layout, "The scanner is set to another keyboard than this computer")
    return tr(known), tr("Set both to the same: our own codes are understood all the same, others may be misread")


def away_words(why: str, device: str) -> str:
    """Return what to do about a device that is away."""
    return tr(AWAY[why]) if why in AWAY else say(why, {"device": device})
