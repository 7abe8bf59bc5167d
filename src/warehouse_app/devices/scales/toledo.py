"""The language of Toledo 8213 and 8217 scales: STX figure CR, or STX ? status CR; asked for with W. Pure.

The figure has no unit: it is what the display shows, which the card of the scale must say.
"""

from __future__ import annotations

import re

from warehouse_app.devices.scales.frames import FrameReader, figure, judged
from warehouse_app.domain.devices.weights import Unit, Weight, WeightState

ASK, ZERO = b"W", b"Z"

_FRAME = re.compile(rb"\x02\s*(?:(?P<value>[0-9]{1,5}\.[0-9]{1,3}|0[0-9]{5})(?P<net>N?)|\?(?P<status>[\x40-\x7f]))\r\Z")
_MOTION, _OVER, _UNDER_ZERO, _NO_ZERO, _AT_ZERO, _NET = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20


def reader(unit: Unit) -> FrameReader:
    """Return a reader of this language, for a display in `unit`."""

    def read(match: re.Match[bytes]) -> Weight | None:
        status = match["status"]
        if status is not None:
            return _status(status[0])
        text = match["value"].decode("ascii")
        shown = unit if "." in text else Unit.GRAM  # without a decimal point it is in grams, by its own rule
        return judged(figure(text, shown), WeightState.STABLE, net=True if match["net"] else None)

    return FrameReader(b"\r", _FRAME, read)


def _status(byte: int) -> Weight | None:
    """Say why there is no figure. Whether a tare is on is not said: older models always set that bit."""
    if byte & _OVER:
        return judged(None, WeightState.OVER)
    if byte & _MOTION:
        return judged(None, WeightState.MOTION)
    if byte & _UNDER_ZERO:
        return judged(None, WeightState.NEGATIVE)
    if byte & _AT_ZERO:
        return judged(None, WeightState.ZERO)
    return judged(None, WeightState.FAULTY) if byte & _NO_ZERO else None
