"""The two faces every paper is set in: Inter where it travels with the program, Helvetica otherwise.

A sign the face does not have is shown as its plain letter where it has one, else as "?", and never as an empty box.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse_app.ports.resources import resource_path

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

MISSING = "?"
_FILES = {
    False: ("Inter-Regular.ttf",),
    True: ("Inter-Bold.ttf", "Inter-SemiBold.ttf"),
}
_ONE_AT_A_TIME = threading.Lock()
_STANDARD = {False: "Helvetica", True: "Helvetica-Bold"}


@dataclass(frozen=True, slots=True)
class Face:
    """One registered face: its name in a PDF, the signs it has (None: those of Windows Latin 1), and its file."""

    name: str
    signs: frozenset[int] | None
    file: Path | None


def _font_file(*, bold: bool) -> Path | None:
    try:
        candidates = [resource_path("fonts", name) for name in _FILES[bold]]
    except FileNotFoundError:
        return None
    return next((path for path in candidates if path.is_file()), None)


def face(*, bold: bool = False) -> Face:
    """Return the face, registered with reportlab once, on first use."""
    with _ONE_AT_A_TIME:
        return _registered(bold=bold)


@lru_cache(maxsize=2)
def _registered(*, bold: bool) -> Face:
    path = _font_file(bold=bold)
    if path is None:
        return Face(_STANDARD[bold], None, None)
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = "Inter-Bold" if bold else "Inter"
    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return Face(name, frozenset(font.face.charToGlyph), path)


def _has(signs: frozenset[int] | None, sign: str) -> bool:
    if signs is not None:
        return ord(sign) in signs
    try:
        return bool(sign.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def printable(text: str, *, bold: bool = False) -> str:
    """Return the text as the face can show it: signs it lacks become their plain letter, or "?"."""
    signs = face(bold=bold).signs
    return "".join(sign if _has(signs, sign) else _plain(signs, sign) for sign in text)


def _plain(signs: frozenset[int] | None, sign: str) -> str:
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    if plain and all(_has(signs, part) for part in plain):
        return plain
    return "" if unicodedata.combining(sign) else MISSING


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a printable text in the unit of `size`, by the face's own measures."""
    from reportlab.pdfbase import pdfmetrics

    return float(pdfmetrics.stringWidth(text, face(bold=bold).name, size))


@lru_cache(maxsize=64)
def picture_font(size: int, *, bold: bool = True) -> FreeTypeFont | ImageFont:
    """Return the face for pictures (Pillow), `size` pixels high."""
    from PIL import ImageFont as Fonts

    path = face(bold=bold).file
    return Fonts.truetype(str(path), size) if path else Fonts.load_default(size)
