"""The language of Adam and A&D scales: "  1.250kg", or "ST,GS,+  1.250kg"; asked for with P. Pure.

The short form tells no state, and the scale prints nothing while its weight stays the same. So one such figure is not
yet a weight: the next one must be the same, or two questions must stay without an answer.
"""

from __future__ import annotations

import re

from warehouse_app.devices.scales.frames import LONGEST_FRAME, bare, figure, judged, parity_holds
from warehouse_app.domain.devices.weights import Weight, WeightState

ASK, ZERO = b"P\r\n", b"Z\r\n"
SILENT_SAME = 2
"""Questions without an answer after which a figure stands still."""

_LINE = re.compile(
    r"(?:(?P<told>ST|US),(?P<kind>GS|NT|TR),)?"
    r"(?P<value>[ ]*[+-]?[ ]*[0-9]{1,7}(?:\.[0-9]{1,5})?[ ]*[A-Za-z]{1,3})[ ]*"
)
_OVER = re.compile(r"OL,(?:GS|NT|TR),[ -~]*")
_TOLD = {"ST": WeightState.STABLE, "US": WeightState.MOTION}
_ENDS = b"\r\n"


class AdamReader:
    """Reads lines. The first one after opening may be the rest of a longer one: it must begin like a whole one."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._fresh = True
        self._last: Weight | None = None
        self._silent = 0

    def feed(self, data: bytes) -> tuple[Weight, ...]:
        """Return the readings that became whole with these bytes."""
        found = []
        for byte in data:
            if byte & 0x7F in _ENDS:
                weight = self._line()
                if weight is not None:
                    found.append(weight)
            else:
                self._held.append(byte)
                del self._held[: -LONGEST_FRAME - 1]
        return tuple(found)

    def quiet(self) -> Weight | None:
        """Let a figure stand still when the scale had nothing new to say."""
        if self._last is None:
            return None
        self._silent += 1
        if self._silent != SILENT_SAME:
            return None
        return self._settled()

    def _line(self) -> Weight | None:
        raw, fresh = bytes(self._held), self._fresh
        self._held.clear()
        self._fresh = False
        if not raw:
            return None
        before, self._last = self._last, None  # what is between two figures was no figure: they stand for nothing
        if len(raw) > LONGEST_FRAME or not parity_holds(raw):
            return None
        text = bare(raw).decode("ascii")
        if _OVER.fullmatch(text):  # its figure is no weight
            return judged(None, WeightState.OVER)
        match = _LINE.fullmatch(text)
        if match is None:
            return None
        if fresh and match["told"] is None and text[0] not in " +-":
            return None
        return self._read(match, before)

    def _read(self, match: re.Match[str], before: Weight | None) -> Weight | None:
        net = None if match["kind"] is None else match["kind"] == "NT"
        found = figure(match["value"])
        if found is None or match["kind"] == "TR":
            return None
        if match["told"] is not None:
            return judged(found, _TOLD[match["told"]], net=net)
        self._silent = 0
        self._last = Weight(WeightState.MOTION, *found)
        return self._settled() if before == self._last else self._last

    def _settled(self) -> Weight | None:
        last = self._last
        return None if last is None or last.grams is None else judged((last.grams, last.shown), WeightState.STABLE)


def reader() -> AdamReader:
    """Return a reader of this language."""
    return AdamReader()
