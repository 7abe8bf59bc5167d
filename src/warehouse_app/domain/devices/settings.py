"""The settings of a device's line and framing as text: kept as JSON, shown and typed as people write control signs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum

from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Flow, Framing, Line, Parity, Road
from warehouse_app.domain.devices.weights import Unit

BAUDS = (300, 600, 1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600)
LONGEST_AFFIX = 16
SHORTEST_SILENCE_MS, LONGEST_SILENCE_MS = 5, 2_000
LONGEST_BLANKING_MS = 10_000

WITHOUT_UNIT = frozenset({"toledo"})
"""Languages of scales that do not tell their unit: it is a setting."""

DISPLAYS = (Unit.KILOGRAM, Unit.POUND)
"""What such a display may show."""

USUAL_LINES: Mapping[str, Line] = {
    "nci": Line(9_600, 7, Parity.EVEN),
    "toledo": Line(9_600, 7, Parity.EVEN),
    "sics": Line(9_600),
    "adam": Line(4_800),
}
"""Language of a scale -> how its line is mostly set: what holds where nothing is said."""

LINE_FIELDS = ("baud", "bits", "parity", "stop", "flow")
FRAMING_FIELDS = ("prefix", "suffix", "silence_ms", "acknowledge", "blanking_ms")

_NAMED = {"\r": "\\r", "\n": "\\n", "\t": "\\t", "\\": "\\\\"}
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|(.?))", re.DOTALL)
_MEANT = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}


class BadSetting(ValueError):  # noqa: N818 - a value that cannot be, told as a refusal
    """A setting that cannot be: its field and what was given."""

    def __init__(self, field: str, value: object) -> None:
        super().__init__(field, value)
        self.field, self.value = field, str(value)


def shown(data: bytes) -> str:
    r"""Return bytes as people write them: visible signs as they are, others as `\r`, `\n`, `\t`, `\x02`."""
    return "".join(_NAMED.get(sign) or (sign if " " <= sign <= "~" else f"\\x{ord(sign):02x}") for sign in _text(data))


def typed(text: str) -> bytes:
    """Return the bytes that a person wrote so. Raises ValueError."""

    def meant(found: re.Match[str]) -> str:
        code, sign = found.groups()
        if code:
            return chr(int(code, 16))
        if sign not in _MEANT:
            raise ValueError(text)
        return _MEANT[sign]

    return _ESCAPE.sub(meant, text).encode("latin-1")  # a UnicodeEncodeError is a ValueError


def written(card: DeviceCard) -> str:
    """Return the settings that a card of this kind and road has, as JSON text."""
    kept: dict[str, object] = {}
    if card.road is Road.SERIAL:
        kept |= {name: getattr(card.line, name) for name in LINE_FIELDS}
    if card.kind is DeviceKind.SCANNER:
        kept |= {name: getattr(card.framing, name) for name in FRAMING_FIELDS}
    if card.kind is DeviceKind.SCALE and card.protocol in WITHOUT_UNIT:
        kept["unit"] = card.unit
    return json.dumps({name: _text(value) if isinstance(value, bytes) else value for name, value in kept.items()})


def read_back(text: str, protocol: str = "") -> tuple[Line, Framing]:
    """Return line and framing of JSON text; what it does not name of the line is as usual for that language of scales,
    all else as by default. Raises BadSetting.
    """
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise BadSetting("settings", text) from error
    if not isinstance(found, dict):
        raise BadSetting("settings", text)
    return judged(found, USUAL_LINES.get(protocol))


def unit_of(text: str) -> Unit:
    """Return the unit of a scale's display in JSON text; kilograms where it names none. Raises BadSetting."""
    read_back(text)
    return Unit(json.loads(text or "{}").get("unit", Unit.KILOGRAM))


def judged(given: Mapping[str, object], usual: Line | None = None) -> tuple[Line, Framing]:
    """Return line and framing of settings by name; affixes are text of one sign a byte. Raises BadSetting."""
    values: dict[str, object] = {}
    for name, value in given.items():
        judge = _JUDGES.get(name)
        if judge is None:
            raise BadSetting("settings", name)
        try:
            values[name] = judge(value)
        except (ValueError, TypeError) as error:
            raise BadSetting(name, value) from error
    line = {name: values[name] for name in LINE_FIELDS if name in values}
    framing = {name: values[name] for name in FRAMING_FIELDS if name in values}
    return replace(usual or Line(), **line), replace(Framing(), **framing)  # type: ignore[arg-type]  # each was judged by its name


def _text(data: bytes) -> str:
    return data.decode("latin-1")


def _affix(value: object) -> bytes:
    if not isinstance(value, str) or len(value) > LONGEST_AFFIX:
        raise ValueError(value)
    return value.encode("latin-1")


def _one_of(*values: int) -> Callable[[object], int]:
    def judge(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value not in values:
            raise ValueError(value)
        return value

    return judge


def _within(least: int, most: int) -> Callable[[object], int]:
    def judge(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(value)
        return value

    return judge


def _word(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    return lambda value: kind(str(value))


def _display(value: object) -> Unit:
    unit = Unit(str(value))
    if unit not in DISPLAYS:
        raise ValueError(value)
    return unit


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


_JUDGES: Mapping[str, Callable[[object], object]] = {
    "baud": _one_of(*BAUDS),
    "bits": _one_of(7, 8),
    "parity": _word(Parity),
    "stop": _one_of(1, 2),
    "flow": _word(Flow),
    "prefix": _affix,
    "suffix": _affix,
    "silence_ms": _within(SHORTEST_SILENCE_MS, LONGEST_SILENCE_MS),
    "acknowledge": _yes_or_no,
    "blanking_ms": _within(0, LONGEST_BLANKING_MS),
    "unit": _display,
}
