"""One label as values: texts, codes, lines and boxes at whole tenths of a millimetre, and what its proof must find.

Every renderer draws the same model, so a label says the same on thermal paper, in the PDF and on the screen. All places
are measured from the upper left corner of the label.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.symbols import Symbology

LONGEST_TEXT = 600
DOTS_PER_MM = {203: 8, 300: 12, 600: 24}
# 0.25 mm is the narrowest bar a hand scanner reads from our printers at arm's length; 0.5 mm needs no closer look.
NARROWEST_MODULE_E2 = 25
WIDEST_MODULE_E2 = 50


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `y` is the top of the em, `size` its height, `width` the room it may take, all in 1/10 mm."""

    x: int
    y: int
    width: int
    size: int
    text: str
    bold: bool = False

    def __post_init__(self) -> None:
        assert len(self.text) <= LONGEST_TEXT, "a line of text is limited; wrap or cut it first"


@dataclass(frozen=True, slots=True)
class Code128:
    """A Code 128 in a room of `width` by `height` 1/10 mm, quiet zones included; the symbol stands in its middle."""

    x: int
    y: int
    width: int
    height: int
    data: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A barcode of another kind, in a room of `width` by `height` 1/10 mm, quiet zone included.

    It is as large as fits, whole dots a module; bars take the height of the room, and it stands in the room's middle.
    """

    x: int
    y: int
    width: int
    height: int
    kind: Symbology
    data: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo or drawing of one bit a dot: each of `rows` is `across` bytes, 1 is black, `per_mm` dots to a millimetre.

    Other densities repeat or leave out dots, so a picture should come in the density of its printer.
    """

    x: int
    y: int
    across: int
    rows: bytes
    per_mm: int = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A filled bar, horizontal or vertical, in 1/10 mm."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Box:
    """A frame whose edge is `thickness` 1/10 mm inside its rectangle."""

    x: int
    y: int
    width: int
    height: int
    thickness: int


Element = Text | Code128 | Symbol | Picture | Line | Box


@dataclass(frozen=True, slots=True)
class LabelModel:
    """A label of `width_mm` by `height_mm` and what stands on it, in drawing order."""

    width_mm: int
    height_mm: int
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a proof must find: every code exactly once and no other, and every named text whole.

    `lines` are all lines of text the label has: which of them are pictures, and of what, is told by comparing.
    """

    codes: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    width_mm: int = 100
    height_mm: int = 150
    lines: tuple[Text, ...] = ()


def dots(tenths: int, dots_per_mm: int) -> int:
    """Return printer dots of a length in 1/10 mm, rounded half up."""
    return (tenths * dots_per_mm + 5) // 10
