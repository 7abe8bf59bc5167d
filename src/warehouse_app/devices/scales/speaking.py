"""What a scale says, from its side: the twin's half of the five languages. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from warehouse_app.devices.scales.frames import bare, with_parity
from warehouse_app.devices.scales.languages import LANGUAGES
from warehouse_app.domain.devices.cards import Parity
from warehouse_app.domain.devices.weights import GRAMS, Unit

LONGEST_COMMAND = 16
_NOISE = bytes((0x7F, 0x41, 0x0D, 0x02, 0x33, 0x0A, 0x2E, 0xFF, 0x03, 0x39, 0x6B))
_HALF = Fraction(1, 2)


class Mood(StrEnum):
    """How the twin is. `SILENT` answers nothing, `NOISE` rubbish, `HALF` the first half of each answer."""

    STEADY = "steady"
    MOTION = "motion"
    OVER = "over"
    UNDER = "under"
    FAULTY = "faulty"
    SILENT = "silent"
    NOISE = "noise"
    HALF = "half"


_BARE_MOODS = frozenset({Mood.OVER, Mood.UNDER, Mood.FAULTY})


@dataclass(slots=True)
class ScaleModel:
    """A scale: what lies on it, what its display shows it in, and how it is. Change it at any time.

    `zeroed` is what lay on it when it was last set to zero.
    """

    protocol: str = "nci"
    grams: int = 0
    mood: Mood = Mood.STEADY
    unit: Unit = Unit.KILOGRAM
    decimals: int = 3
    parity: Parity = Parity.NONE
    zeroed: int = 0
    zeros: int = 0
    _heard: bytearray = field(default_factory=bytearray, repr=False)
    _printed: str = field(default="", repr=False)

    def hear(self, data: bytes) -> bytes:
        """Return what the scale answers to these bytes of its master."""
        language, said = LANGUAGES[self.protocol], b""
        for byte in bare(data):
            self._heard.append(byte)
            if self._heard.endswith(language.ask):
                said += self._spoken(self.answer())
            elif self._heard.endswith(language.zero):
                self.zeroed, self.zeros = self.grams, self.zeros + 1
            else:
                del self._heard[:-LONGEST_COMMAND]
                continue
            self._heard.clear()
        return said

    def answer(self) -> bytes:
        """Return one whole answer."""
        if self.mood is Mood.SILENT:
            return b""
        if self.mood is Mood.NOISE:
            return _NOISE
        whole = _ANSWERS[self.protocol](self)
        return whole[: len(whole) // 2] if self.mood is Mood.HALF else whole

    def _spoken(self, answer: bytes) -> bytes:
        plain = self.parity is Parity.NONE or self.mood is Mood.NOISE
        return answer if plain else with_parity(answer, odd=self.parity is Parity.ODD)

    @property
    def shown(self) -> str:
        """Return the figure on its display, rounded as its decimals ask."""
        steps = Fraction(self.grams - self.zeroed) / GRAMS[self.unit] * 10**self.decimals
        whole = (abs(steps) + _HALF).__floor__()
        digits = f"{whole:0{self.decimals + 1}d}"
        point = len(digits) - self.decimals
        sign = "-" if steps < 0 and whole else ""
        return sign + (f"{digits[:point]}.{digits[point:]}" if self.decimals else digits)


def _nci(scale: ScaleModel) -> bytes:
    shown = scale.shown
    first = 0x30 | (0x01 if scale.mood is Mood.MOTION else 0) | (0x08 if scale.mood is Mood.FAULTY else 0)
    if scale.grams == scale.zeroed and scale.mood is Mood.STEADY:
        first |= 0x02
    under = scale.mood is Mood.UNDER or shown.startswith("-")
    second = 0x30 | (0x01 if under else 0) | (0x02 if scale.mood is Mood.OVER else 0)
    value = {Mood.OVER: "^" * 7, Mood.UNDER: "_" * 7, Mood.FAULTY: "-" * 7}.get(scale.mood, f"{shown:>7}")
    return f"\n{value}{scale.unit}\r\n".encode() + bytes((first, second)) + b"\r\x03"


def _toledo(scale: ScaleModel) -> bytes:
    shown = scale.shown
    status = {Mood.MOTION: 0x41, Mood.OVER: 0x42, Mood.UNDER: 0x44, Mood.FAULTY: 0x48}.get(scale.mood, 0)
    if not status and shown.startswith("-"):
        status = 0x44
    return b"\x02?" + bytes((status,)) + b"\r" if status else f"\x02{shown:0>6}\r".encode()


def _sics(scale: ScaleModel) -> bytes:
    said = {Mood.OVER: "S +", Mood.UNDER: "S -", Mood.FAULTY: "S S Error 4b"}.get(scale.mood)
    state = "D" if scale.mood is Mood.MOTION else "S"
    return f"{said or f'S {state} {scale.shown:>10} {scale.unit}'}\r\n".encode()


def _adam(scale: ScaleModel) -> bytes:
    """Print nothing while the figure stays the same, and nothing that is no figure."""
    if scale.mood in _BARE_MOODS:
        scale._printed = ""  # noqa: SLF001 - its own words
        return b"OL,GS,+ 9999999kg\r\n" if scale.mood is Mood.OVER else b""
    if scale.mood is Mood.MOTION:
        return f"US,GS,{scale.shown:>9}{scale.unit}\r\n".encode()
    if scale.shown == scale._printed:  # noqa: SLF001 - as above
        return b""
    scale._printed = scale.shown  # noqa: SLF001 - as above
    return f"{scale.shown:>9}{scale.unit}\r\n".encode()


_ANSWERS = {"nci": _nci, "toledo": _toledo, "sics": _sics, "adam": _adam}

_REPORT_STATE = {Mood.MOTION: 3, Mood.OVER: 6, Mood.UNDER: 1, Mood.FAULTY: 8}


def report(scale: ScaleModel) -> bytes:
    """Return the USB report of a scale in grams."""
    on_it = scale.grams - scale.zeroed
    steady = 4 if on_it > 0 else 5 if on_it < 0 else 2
    state = _REPORT_STATE.get(scale.mood, steady)
    amount = min(abs(on_it), 0xFFFF)
    return bytes((3, state, 2, 0, amount & 0xFF, amount >> 8))
