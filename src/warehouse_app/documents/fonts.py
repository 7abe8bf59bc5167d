"""The two faces every paper is set in: Inter where it travels with the program, Helvetica otherwise.

A sign the face does not have is measured as its plain letter where it has one, else as "?"; `documents.lettering` draws
it from a font of the machine, or tells what is missing.
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
_END_OF_EUROPE = 0x0530  # before it lie Latin, Greek and Cyrillic
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


def has_all(text: str, *, bold: bool = False) -> bool:
    """Whether the face has every sign of the text."""
    signs = face(bold=bold).signs
    return all(_has(signs, sign) for sign in text)


def plain(sign: str, *, bold: bool = False) -> str | None:
    """Return what says the same in signs of the face, as "fi" for its ligature; None where there is no such thing.

    An accent is left away from European letters alone: elsewhere it makes another letter of it.
    """
    signs = face(bold=bold).signs
    parts = unicodedata.normalize("NFKD", sign)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    european = all(ord(part) < _END_OF_EUROPE or unicodedata.combining(part) for part in parts)
    return kept if kept and european and all(_has(signs, part) for part in kept) else None


def _plain(signs: frozenset[int] | None, sign: str) -> str:
    parts = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    if parts and all(_has(signs, part) for part in parts):
        return parts
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
