"""The language of Mettler-Toledo scales (MT-SICS): "S S      1.250 kg", asked for with SI. Pure."""

from __future__ import annotations

import re

from warehouse_app.devices.scales.frames import FrameReader, figure, judged
from warehouse_app.domain.devices.weights import Weight, WeightState

ASK, ZERO = b"SI\r\n", b"ZI\r\n"

_FRAME = re.compile(
    rb"(?<![A-Z])S (?P<state>[SDI+\-])(?:[ ]+(?P<value>[+-]?[0-9]{1,7}(?:\.[0-9]{1,5})?)[ ]+"
    rb"(?P<unit>[!-~]{1,4})[ ]*|[ ]+(?P<error>Error [ -~]{1,8}))?\r\n\Z"
)
_TOLD = {
    b"S": WeightState.STABLE, b"D": WeightState.MOTION, b"I": WeightState.MOTION, b"+": WeightState.OVER,
    b"-": WeightState.UNDER,
}  # fmt: skip


def reader() -> FrameReader:
    """Return a reader of this language."""
    return FrameReader(b"\n", _FRAME, _read)


def _read(match: re.Match[bytes]) -> Weight | None:
    if match["error"]:
        return judged(None, WeightState.FAULTY)
    if match["value"] is None:
        return judged(None, _TOLD[match["state"]])
    text = f"{match['value'].decode('ascii')} {match['unit'].decode('ascii')}"
    found = figure(text)
    if found is None:  # a whole answer in a unit that is no weight: carats are told, pieces are not guessed
        return Weight(WeightState.FAULTY, None, text)
    return judged(found, _TOLD[match["state"]])
