"""Text made fit for paper: cleaned of what no paper shows, measured cautiously, wrapped, shrunk and cut to its box.

Lengths are in tenths of a millimetre. The measure is cautious (the wider of Inter Bold and Helvetica Bold, far signs
one em), the same for every renderer, so that a label breaks its lines alike on every printer.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from warehouse_app.documents.fonts import has_all, printable, width

ELLIPSIS = "…"
UNKNOWN = "\ufffd"
"""What stands for a sign that is none (broken data, or a sign Unicode has not given yet)."""
LEADING_PERCENT = 118
_WIDE = 1000
_UNKNOWN = 860
_BAD_CATEGORIES = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
# Marks that turn the reading direction of what follows, or hide; on paper they could make one text look like another.
_TURNERS = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)


_PICTOGRAPHS = (
    range(0x2600, 0x27C0),
    range(0xFE00, 0xFE10),
    range(0x1F000, 0x1FB00),
    range(0xE0000, 0xE0200),
)
"""Emoji and the signs that colour them: they name nobody and no place, and no paper waits for a font of them."""


def clean(text: str) -> str:
    """Return one printable line: controls become blanks; turners, hidden signs and emoji go; blanks are single, NFC."""
    kept = (_fit_for_paper(sign) for sign in unicodedata.normalize("NFC", text) if sign not in _TURNERS)
    return " ".join("".join(kept).split())


def _fit_for_paper(sign: str) -> str:
    if any(ord(sign) in block for block in _PICTOGRAPHS) and not has_all(sign, bold=True):
        return ""
    category = unicodedata.category(sign)
    if category in {"Cs", "Cn"}:
        return UNKNOWN
    return " " if category in _BAD_CATEGORIES else sign


def clean_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Clean every line; a line that holds line breaks becomes several; empty ones go."""
    parts = (clean(part) for line in lines for part in line.splitlines())
    return tuple(part for part in parts if part)


@lru_cache(maxsize=4096)
def _sign_width(sign: str) -> int:
    """The width of one sign in 1/1000 em: the widest of the faces it may be set in, rather too much than too little."""
    if unicodedata.category(sign) in {"Mn", "Me"} or sign in _BINDERS:
        return 0
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return _WIDE
    own = round(width(printable(sign, bold=True), 1000, bold=True))
    try:
        return max(own, _helvetica_bold()[sign.encode("cp1252")[0]])
    except UnicodeEncodeError:
        return max(own, _UNKNOWN)


@lru_cache(maxsize=1)
def _helvetica_bold() -> tuple[int, ...]:
    from reportlab.pdfbase import pdfmetrics

    return tuple(int(wide) for wide in pdfmetrics.getFont("Helvetica-Bold").widths)


def text_width(text: str, size: int) -> int:
    """Return the cautious width of one line, rounded up, in the unit of `size` (the height of the em)."""
    return -(-sum(_sign_width(sign) for sign in text) * size // 1000)


def wrap(text: str, width: int, size: int) -> tuple[str, ...]:
    """Break one cleaned line at blanks, and inside a word only where the word alone is wider than the line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        tried = f"{line} {word}" if line else word
        if text_width(tried, size) <= width:
            line = tried
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, size)
        lines.extend(whole)
    if line:
        lines.append(line)
    return tuple(lines)


_VIRAMA = 9  # combining class of the signs that bind the next consonant to the one before
_BINDERS = frozenset("\u200c\u200d")


def _binds(sign: str, piece: str) -> bool:
    """Whether a sign may not begin a line: it stands on the one before, or is bound to it."""
    before = piece[-1:]
    bound = unicodedata.category(sign).startswith("M") or sign in _BINDERS
    return bound or before in _BINDERS or (bool(before) and unicodedata.combining(before) == _VIRAMA)


def _pieces(word: str, width: int, size: int) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and not _binds(sign, piece) and text_width(piece + sign, size) > width:
            pieces.append(piece)
            piece = sign
        else:
            piece += sign
    return [*pieces, piece]


def cut(text: str, width: int, size: int) -> str:
    """Return the text, or its beginning with an ellipsis, so that it is no wider than `width`."""
    if text_width(text, size) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def shrink(text: str, width: int, largest: int, smallest: int) -> int:
    """Return the largest size at which the line fits, or `smallest` even where it does not."""
    for size in range(largest, smallest, -1):
        if text_width(text, size) <= width:
            return size
    return smallest


@dataclass(frozen=True, slots=True)
class Block:
    """Lines set in one size; `leading` is the distance from line to line; `whole` is false where text had to be cut."""

    lines: tuple[str, ...]
    size: int
    leading: int
    whole: bool


def block(lines: tuple[str, ...], width: int, height: int, largest: int, smallest: int) -> Block:
    """Set lines into a box: wrapped, as large as fits; too much at the smallest size is cut with an ellipsis."""
    for size in range(largest, smallest - 1, -1):
        wrapped = tuple(piece for line in lines for piece in wrap(line, width, size))
        if len(wrapped) <= _rows(height, size) and (size <= smallest or not _ugly(lines, width, size)):
            return Block(wrapped, size, _leading(size), whole=True)
    wrapped = tuple(piece for line in lines for piece in wrap(line, width, smallest))
    rows = max(1, _rows(height, smallest))
    kept = (*wrapped[: rows - 1], cut(wrapped[rows - 1] + ELLIPSIS, width, smallest))
    return Block(kept, smallest, _leading(smallest), whole=False)


def _ugly(lines: tuple[str, ...], width: int, size: int) -> bool:
    """A word broken in its middle is worse than a smaller letter."""
    return any(text_width(word, size) > width for line in lines for word in line.split())


def _leading(size: int) -> int:
    return size * LEADING_PERCENT // 100


def _rows(height: int, size: int) -> int:
    return 1 + (height - size) // _leading(size) if height >= size else 0
