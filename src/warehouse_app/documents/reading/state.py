"""What a printer remembers while it reads a label, and what the commands before each field do to it.

`SETTERS` change what holds from there on, `SHAPERS` what the next field looks like. What is neither is drawn, ended or
unknown, and the reader says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from warehouse_app.documents.reading.values import Face, Params

TURNS = "NRIB"
CHARSETS: Mapping[int, str] = MappingProxyType(
    {
        **dict.fromkeys(range(14), "cp850"),
        27: "cp1252",
        28: "utf-8",
        29: "utf-16-be",
        30: "utf-16-le",
        31: "cp1250",
        33: "cp1251",
        34: "cp1253",
        35: "cp1254",
        36: "cp1255",
        14: "shift_jis",
        15: "shift_jis",
        16: "euc_jp",
        24: "gbk",
        26: "euc_kr",
    }
)


@dataclass(slots=True)
class Settings:
    """What holds until it is changed: on paper in dots."""

    width: int = 0
    height: int = 0
    home: tuple[int, int] = (0, 0)
    shift: tuple[int, int] = (0, 0)
    font: str = "A"
    font_height: int = 0
    font_width: int = 0
    module: int = 2
    ratio: float = 3.0
    bar_height: int = 10
    turn: str = "N"
    justify: int = 0
    charset: str = "cp850"
    turned: bool = False
    reverse: bool = False
    units: str = "D"
    copies: int = 1
    per_mm: int = 8


@dataclass(slots=True)
class Block:
    """A block of lines: its width, most lines, dots between them, how they are set, and the indent of all but one."""

    width: int
    lines: int
    between: int
    justify: str
    hanging: int


@dataclass(slots=True)
class Field:
    """What is known of the field that is being read."""

    x: int = 0
    y: int = 0
    placed: bool = False
    typeset: bool = False
    justify: int = 0
    face: Face | None = None
    turn: str = ""
    code: str = ""
    given: Params = field(default_factory=Params)
    block: Block | None = None
    reverse: bool = False
    hexadecimal: str = ""
    number: int = 0
    data: bytes | None = None


def _font(settings: Settings, params: Params) -> None:
    settings.font = params.text(0, settings.font).upper()[:1]
    settings.font_height, settings.font_width = params.number(1), params.number(2)


def _by(settings: Settings, params: Params) -> None:
    settings.module = max(1, min(100, params.number(0, settings.module)))
    settings.ratio = max(2.0, min(3.0, params.decimal(1, settings.ratio)))
    settings.bar_height = max(1, params.number(2, settings.bar_height))


def _home(settings: Settings, params: Params) -> None:
    settings.home = max(0, params.number(0)), max(0, params.number(1))


def _turning(settings: Settings, params: Params) -> None:
    turn = params.text(0).upper()[:1]
    settings.turn = turn if turn and turn in TURNS else settings.turn
    settings.justify = params.number(1, settings.justify)


def _charset(settings: Settings, params: Params) -> None:
    settings.charset = CHARSETS.get(params.number(0, -1), settings.charset)


def _width(settings: Settings, params: Params) -> None:
    settings.width = max(0, params.number(0))


def _height(settings: Settings, params: Params) -> None:
    settings.height = max(0, params.number(0))


def _top(settings: Settings, params: Params) -> None:
    settings.shift = settings.shift[0], params.number(0)


def _left(settings: Settings, params: Params) -> None:
    settings.shift = -params.number(0), settings.shift[1]


def _turned(settings: Settings, params: Params) -> None:
    settings.turned = params.text(0).upper().startswith("I")


def _reverse(settings: Settings, params: Params) -> None:
    settings.reverse = params.text(0).upper().startswith("Y")


def _units(settings: Settings, params: Params) -> None:
    settings.units = params.text(0, "D").upper()[:1]


def _copies(settings: Settings, params: Params) -> None:
    settings.copies = max(1, params.number(0, 1))


SETTERS: Mapping[str, Callable[[Settings, Params], None]] = MappingProxyType(
    {
        "CF": _font,
        "BY": _by,
        "LH": _home,
        "FW": _turning,
        "CI": _charset,
        "PW": _width,
        "LL": _height,
        "LT": _top,
        "LS": _left,
        "PO": _turned,
        "LR": _reverse,
        "MU": _units,
        "PQ": _copies,
    }
)


def _origin(field: Field, settings: Settings, params: Params) -> None:
    field.x = settings.home[0] + settings.shift[0] + params.number(0)
    field.y = settings.home[1] + settings.shift[1] + params.number(1)
    field.placed = True
    field.justify = params.number(2, settings.justify)


def _typeset(field: Field, settings: Settings, params: Params) -> None:
    _origin(field, settings, params)
    field.typeset = True


def _block(field: Field, _settings: Settings, params: Params) -> None:
    lines = max(1, min(params.number(1, 1), 200))
    justify = params.text(3, "L").upper()[:1]
    field.block = Block(params.number(0), lines, params.number(2), justify, params.number(4))


def _reversed(field: Field, _settings: Settings, _params: Params) -> None:
    field.reverse = True


def _numbered(field: Field, _settings: Settings, params: Params) -> None:
    field.number = params.number(0)


SHAPERS: Mapping[str, Callable[[Field, Settings, Params], None]] = MappingProxyType(
    {"FO": _origin, "FT": _typeset, "FB": _block, "TB": _block, "FR": _reversed, "FN": _numbered}
)

# Height and width of a sign of the bitmap faces at 203 dpi, and the room between two of them.
BITMAPS: Mapping[str, tuple[int, int, int]] = MappingProxyType(
    {
        "A": (9, 5, 1),
        "B": (11, 7, 2),
        "C": (18, 10, 2),
        "D": (18, 10, 2),
        "E": (28, 15, 5),
        "F": (26, 13, 3),
        "G": (60, 40, 8),
        "H": (21, 13, 6),
    }
)
SMALLEST, LARGEST = 1, 1_500


def face_of(name: str, height: int, width: int) -> Face:
    """Return how a font is set that was asked for in this size; 0 is as large as the other, or as it comes."""
    if name in BITMAPS:
        high, wide, _ = BITMAPS[name]
        down = max(1, min(10, round(height / high))) if height else 0
        across = max(1, min(10, round(width / wide))) if width else 0
        return Face(name, high * (down or across or 1), wide * (across or down or 1))
    high = min(LARGEST, max(height, SMALLEST) if height > 0 else max(0, width) or 15)
    return Face(name, high, min(LARGEST, width) if width > 0 else high)


def set_font(field: Field, settings: Settings, given: bytes) -> None:
    """Take `^A`: font, turn, height and width."""
    text = given.decode("latin-1").replace("\r", "").replace("\n", "")
    params = Params(text[1:].split(","))
    turn = params.text(0).upper()[:1]
    field.turn = turn if turn and turn in TURNS else settings.turn
    asked = params.number(1), params.number(2)
    field.face = face_of(text[:1].upper() or settings.font, *asked)
