"""How a scale's bytes become readings: frames cut out of noise, parity checked, figures read. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from warehouse_app.domain.devices.weights import Unit, Weight, WeightState, grams_of

LONGEST_FRAME = 128
"""Bytes kept while a frame's end is awaited: the longest frame of any language is a quarter of it."""

_PARITY_BIT = 0x80
_FIGURE = re.compile(r"([+-]?)\s*([0-9]{1,7}(?:\.[0-9]{1,5})?)", re.ASCII)
_POUNDS = re.compile(r"([+-]?)\s*([0-9]{1,4})\s*lb\s*([0-9]{1,2}(?:\.[0-9]{1,3})?)\s*oz", re.ASCII | re.IGNORECASE)
_UNITS = {
    "g": Unit.GRAM,
    "kg": Unit.KILOGRAM,
    "lb": Unit.POUND,
    "lbs": Unit.POUND,
    "oz": Unit.OUNCE,
    "mg": Unit.MILLIGRAM,
}
_NOT_STABLE = {WeightState.OVER, WeightState.UNDER, WeightState.FAULTY}


class Reader(Protocol):
    """Turns a scale's bytes into readings, however they were split on the way. One reader for one connection."""

    def feed(self, data: bytes) -> tuple[Weight, ...]:
        """Return the readings that became whole with these bytes."""

    def quiet(self) -> Weight | None:
        """Return what it means that a question stayed unanswered; None where it means nothing."""


class FrameReader:
    """A reader of frames that end with one byte. What is no whole frame, or has a wrong parity, is no reading.

    `frame` matches a whole frame up to its end; `read` says what it means.
    """

    def __init__(self, end: bytes, frame: re.Pattern[bytes], read: Callable[[re.Match[bytes]], Weight | None]) -> None:
        self._end, self._frame, self._read = end, frame, read
        self._held = bytearray()

    def feed(self, data: bytes) -> tuple[Weight, ...]:
        """Return the readings that became whole with these bytes."""
        found = []
        for byte in data:
            self._held.append(byte)
            if byte & ~_PARITY_BIT == self._end[0]:
                weight = self._whole()
                if weight is not None:
                    found.append(weight)
            del self._held[:-LONGEST_FRAME]
        return tuple(found)

    def quiet(self) -> Weight | None:
        """Say nothing: a scale of this language always answers."""
        return None

    def _whole(self) -> Weight | None:
        raw = bytes(self._held)
        self._held.clear()
        # Noise before a frame is skipped: no frame holds its own first sign twice, so there is one match at the end.
        match = self._frame.search(bare(raw))
        return None if match is None or not parity_holds(raw[match.start() :]) else self._read(match)


def bare(data: bytes) -> bytes:
    """Return bytes without their parity bits."""
    return bytes(byte & ~_PARITY_BIT for byte in data)


def parity_holds(data: bytes) -> bool:
    """Tell whether all bytes have the same parity: even, odd, mark, or space (no parity at all).

    A line of seven bits and parity is opened as one of eight bits without, so that a flipped bit is seen here.
    """
    high = [byte & _PARITY_BIT for byte in data]
    odd = [byte.bit_count() % 2 for byte in data]
    return not any(high) or all(high) or not any(odd) or all(odd)


def with_parity(data: bytes, *, odd: bool) -> bytes:
    """Return seven-bit bytes with their parity bit."""
    return bytes(byte | (_PARITY_BIT if (byte.bit_count() + odd) % 2 else 0) for byte in bare(data))


def figure(text: str, unit: Unit | None = None) -> tuple[int, str] | None:
    """Read a figure with its unit, or with the unit given: whole grams, and the words of a display. None for none."""
    text = text.strip()
    pounds = _POUNDS.fullmatch(text)
    if pounds is not None:
        sign, whole, small = pounds.groups()
        ounces = Decimal(whole) * 16 + Decimal(small)
        return _grams(sign, ounces, Unit.OUNCE, f"{sign}{int(whole)} lb {small} oz")
    match = _FIGURE.match(text)
    if match is None:
        return None
    named = text[match.end() :].strip().lower()
    found = unit if unit is not None and not named else _UNITS.get(named)
    if found is None:
        return None
    sign, digits = match.groups()
    return _grams(sign, Decimal(digits), found, f"{sign.strip('+')}{_plain(digits)} {found}")


def _plain(digits: str) -> str:
    whole, dot, rest = digits.partition(".")
    return (whole.lstrip("0") or "0") + dot + rest


def _grams(sign: str, amount: Decimal, unit: Unit, shown: str) -> tuple[int, str] | None:
    grams = grams_of(-amount if sign == "-" else amount, unit)
    return None if grams is None else (grams, shown)


def judged(found: tuple[int, str] | None, told: WeightState, *, net: bool | None = None) -> Weight | None:
    """Return a reading whose state the scale told (`STABLE`: nothing against it). A figure can only make it worse.

    Zero and less are never stable; without a figure nothing is. None where the scale said all is well and gave none.
    """
    if told in _NOT_STABLE:
        return Weight(told, None, "" if found is None else found[1], net)
    if found is None:
        return None if told is WeightState.STABLE else Weight(told, 0 if told is WeightState.ZERO else None, "", net)
    grams, shown = found
    state = told
    if told is not WeightState.MOTION and grams < 0:
        state = WeightState.NEGATIVE
    elif told is WeightState.STABLE and grams == 0:
        state = WeightState.ZERO
    return Weight(state, grams, shown, net)
