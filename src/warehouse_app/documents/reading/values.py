"""What stands on a label as a printer draws it, in dots, and what the reader has to say beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.documents.symbols import Figure


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader noticed: a stable code and what it concerns.

    Codes that hold a label: unreadable, unread_barcode, broken_code, broken_graphic, missing_graphic, missing_format.
    Codes that are only told: unknown_command, printer_command, copies, stray_bytes, broken_text, units, signs_replaced,
    stand_in, more_labels.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """How text is set: `name` is `0` for the scalable face, else a letter; height and width of the em in dots."""

    name: str
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as the printer sets it: upper left corner, room taken, its lines and how they are set."""

    x: int
    y: int
    height: int
    width: int
    text: str
    face: Face = Face("0", 0, 0)
    turn: str = "N"
    lines: tuple[tuple[int, int, str], ...] = ()
    """Each line's place inside the unturned room and its signs; none: the text is one line."""
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A barcode as the printer draws it: corner, room and module in dots, what it says and how it is drawn.

    `high` is the height of a row, `narrow` the thinnest bar, `quiet` how many dots must stay white beside it, and
    `around` whether above and below as well.
    `kind` is the decoder's name of the symbology, `text` what a decoder must read.
    """

    x: int
    y: int
    width: int
    height: int
    module: int
    kind: str
    text: str
    figure: Figure
    high: int
    narrow: int
    quiet: int
    around: bool = False
    turn: str = "N"
    reverse: bool = False
    standing_in: bool = False


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame or filled bar; other shapes are `round` (an ellipse), `L` and `R` (a slanting bar)."""

    x: int
    y: int
    width: int
    height: int
    thickness: int
    shape: str = ""
    white: bool = False
    rounding: int = 0
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture: rows of whole bytes, 1 is black. Its width counts whole bytes, so up to 7 dots stay white."""

    x: int
    y: int
    width: int
    height: int
    rows: bytes
    reverse: bool = False


ReadElement = ReadText | ReadCode | ReadFrame | ReadPicture


@dataclass(frozen=True, slots=True)
class ReadLabel:
    """One label: its size in dots, what is drawn, in order, and the remarks.

    `given` says which of the two sides the label itself names. `turned`: the printer feeds it head first.
    """

    width: int
    height: int
    elements: tuple[ReadElement, ...]
    remarks: tuple[Remark, ...] = ()
    given: tuple[bool, bool] = (True, True)
    turned: bool = False
    copies: int = 1


@dataclass(slots=True)
class Params:
    """The parameters of a command, read leniently, as printers do: what is no number is the default."""

    parts: list[str] = field(default_factory=list)

    def text(self, at: int, default: str = "") -> str:
        found = self.parts[at].strip() if at < len(self.parts) else ""
        return found or default

    def number(self, at: int, default: int = 0) -> int:
        return round(self.decimal(at, default))

    def decimal(self, at: int, default: float = 0) -> float:
        digits = self.text(at)
        end = 1 if digits[:1] in {"-", "+"} else 0
        while end < len(digits) and (digits[end].isdecimal() or digits[end] == "."):
            end += 1
        try:
            return max(-LONGEST, min(LONGEST, float(digits[:end])))
        except ValueError:
            return default


LONGEST_SIDE = 9_600
"""The longest side of a label in dots, 400 mm at 600 dpi; what is larger is drawn in part or not at all."""

LONGEST = 32_000
"""The largest number any command takes."""
