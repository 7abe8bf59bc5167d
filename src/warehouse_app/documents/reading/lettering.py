"""Text as label printers set it: measured, broken into blocks, and drawn with Inter pressed to the width of their face.

The printer's own scalable face is narrower than Inter; the bitmap faces give every sign the same room. Both are near
enough for a preview and for telling what meets what; only the signs themselves are promised.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from warehouse_app.documents.reading.state import BITMAPS, Block
from warehouse_app.documents.reading.values import LONGEST_SIDE, Face, ReadText

if TYPE_CHECKING:
    from PIL.Image import Image

BASELINE = 0.75
"""Where the letters stand in their em, from above."""

_PRESSED = 0.79
_CAPS = 1.03
_ROOM = 0.68
"""The room of one sign where all have the same, in ems."""
"""Inter's capitals are a little lower than the printer's at the same size."""

_WHITE, _UNIT = 0, 100
_DIGIT = 5
"""How much narrower the printer's digits are, before they are pressed."""
_MOST_SIGNS = 4_000


def advance(text: str, face: Face) -> int:
    """Return the width of one line in dots."""
    if face.name in BITMAPS:
        _, wide, gap = BITMAPS[face.name]
        return len(text) * (face.width + face.width * gap // wide)
    return round(_natural(text) * _PRESSED * face.width / _UNIT)


@lru_cache(maxsize=4096)
def _natural(text: str) -> float:
    from warehouse_app.documents.fonts import picture_font, printable

    shown = printable(text, bold=True)[:_MOST_SIGNS]
    digits = sum(sign.isdecimal() for sign in shown)
    return picture_font(_UNIT, bold=True).getlength(shown) - digits * _DIGIT


def set_lines(text: str, face: Face, block: Block | None) -> tuple[tuple[tuple[int, int, str], ...], int, int]:
    """Return each line with its place in the unturned room, and the width and height of the room."""
    if block is None:
        return ((0, 0, text),), advance(text, face), face.height
    pitch = max(1, face.height + block.between)
    broken = _broken(text, face, block)
    kept = broken[: block.lines]
    last = " ".join(broken[block.lines - 1 :]) if len(broken) > block.lines else ""
    lines = (*kept[:-1], last) if last else tuple(kept)
    placed = []
    for row, line in enumerate(lines):
        indent = block.hanging if row else 0
        spare = block.width - indent - advance(line, face)
        shift = {"C": spare // 2, "R": spare}.get(block.justify, 0)
        placed.append((indent + max(0, shift) if spare > 0 else indent, row * pitch, line))
    return tuple(placed), block.width, pitch * (block.lines - 1) + face.height


def _broken(text: str, face: Face, block: Block) -> list[str]:
    lines: list[str] = []
    for part in text.split(r"\&"):
        line = ""
        for word in part.replace("\\\\", "\\").split(" "):
            room = block.width - (block.hanging if lines else 0)
            tried = f"{line} {word}" if line else word
            if line.strip() and advance(tried.rstrip(), face) > room:
                lines.append(line.rstrip())
                line = word
            else:
                line = tried
        lines.append(line.strip() if block.justify in "CR" else line)
    return lines


def mask(element: ReadText) -> Image:
    """Return a text drawn as it stands on the label, turned; 255 is ink."""
    from PIL import Image as Pictures

    turned = element.turn in {"R", "B"}
    across, down = (element.height, element.width) if turned else (element.width, element.height)
    whole = across <= LONGEST_SIDE and down <= LONGEST_SIDE
    if not whole and element.turn != "N":
        return Pictures.new("L", (1, 1), _WHITE)  # it begins beyond the paper
    drawn = Pictures.new("L", (max(1, min(across, LONGEST_SIDE)), max(1, min(down, LONGEST_SIDE))), _WHITE)
    for x, y, line in element.lines or ((0, 0, element.text),):
        if line.strip():
            drawn.paste(255, (x, y), _line(line, element.face))
    return turned_by(drawn, element.turn)


def turned_by(drawn: Image, turn: str) -> Image:
    """Return a drawing turned as a field is: R a quarter to the right, I upside down, B a quarter to the left."""
    from PIL import Image as Pictures

    how = {
        "R": Pictures.Transpose.ROTATE_270,
        "I": Pictures.Transpose.ROTATE_180,
        "B": Pictures.Transpose.ROTATE_90,
    }.get(turn)
    return drawn if how is None else drawn.transpose(how)


def _line(text: str, face: Face) -> Image:
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

    from warehouse_app.documents.fonts import picture_font, printable

    height = face.height + face.height // 4
    if face.name in BITMAPS:
        return _spaced(text, face, height)
    font = picture_font(round(face.height * _CAPS), bold=True)
    shown = printable(text[: _fitting(face)], bold=True)
    natural = Pictures.new("L", (max(1, round(font.getlength(shown))), height), _WHITE)
    Pens.Draw(natural).text((0, round(face.height * BASELINE)), shown, font=font, fill=255, anchor="ls")
    wide = max(1, advance(text[: _fitting(face)], face))
    return natural if wide == natural.width else natural.resize((wide, height))


def _fitting(face: Face) -> int:
    """How many signs at the most stand on any paper: the narrowest take a fifth of their size."""
    return 1 + 5 * LONGEST_SIDE // max(1, face.width)


def _spaced(text: str, face: Face, height: int) -> Image:
    """Signs of a bitmap face, each in a room of the same width."""
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

    from warehouse_app.documents.fonts import picture_font, printable

    step = advance("0", face)
    size = max(1, round(face.height * _CAPS))
    natural = max(1, round(size * _ROOM))
    shown = (text.upper() if face.name == "B" else text)[: _fitting(face)]
    drawn = Pictures.new("L", (natural * len(shown), height), _WHITE)
    pen = Pens.Draw(drawn)
    font = picture_font(size, bold=False)
    for place, sign in enumerate(shown):
        at = place * natural + natural * 2 // 5, round(face.height * BASELINE)
        pen.text(at, printable(sign, bold=False) or " ", font=font, fill=255, anchor="ms")
    return drawn.resize((max(1, step * len(shown)), height))


def drawable(text: str) -> bool:
    """Whether every sign is drawn as itself and none as another or a question mark."""
    from warehouse_app.documents.fonts import has_all

    return has_all(text, bold=True)
