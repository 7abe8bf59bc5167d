"""Cleaning of words and codes: blanks stripped, hidden characters refused, spreadsheet damage recognised instead of
stored.
"""

from __future__ import annotations

import re
import unicodedata

from warehouse_app.domain.importing.values import BadValueError

MAX_CODE = 64
MAX_TEXT = 2_000
_MANGLED = re.compile(r"[+-]?\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_QUOTED_FORMULA = re.compile(r'="([^"]*)"')
_SPACES = re.compile(r"\s+")
_BROKEN = "\udfff"
_FORMULA_START = ("=", "+", "-", "@")


def break_cell(reason: str, text: str) -> str:
    """Return a cell of which its reader knows that it holds no value: whoever needs it refuses its record."""
    return f"{_BROKEN}{reason}{_BROKEN}{text}"


def broken_cell(text: str) -> BadValueError | None:
    """Return why a cell cannot be used when its reader said so."""
    return BadValueError(text.split(_BROKEN)[1].lower()) if text.startswith(_BROKEN) else None


def as_written(text: str) -> str:
    """Return what stands in a cell, whether it can be used or not."""
    return text.split(_BROKEN, 2)[-1] if text.startswith(_BROKEN) else text


def clean(text: str) -> str:
    """Return the text without padding, with every run of odd blanks as one blank; raise for control or undecodable
    characters.
    """
    if not text.isprintable():
        for character in text:
            category = unicodedata.category(character)
            if category == "Cs":
                raise broken_cell(text) or BadValueError("bad_characters")
            if category == "Cc" and character not in "\t\r\n":
                raise BadValueError("control_characters", code=f"U+{ord(character):04X}")
        text = _SPACES.sub(" ", text)
    text = text.strip()
    if len(text) > MAX_TEXT:
        raise BadValueError("too_long", limit=MAX_TEXT)
    return text


def code(text: str) -> str:
    """Return a code as written, cleaned. `="00123"` is unwrapped; formulas and numbers a spreadsheet has rewritten
    are refused.
    """
    text = clean(text)
    wrapped = _QUOTED_FORMULA.fullmatch(text)
    if wrapped:
        text = wrapped[1].strip()
    if text.startswith("=") or (text[:1] in ("+", "@") and "(" in text):
        raise BadValueError("formula")
    if _MANGLED.fullmatch(text) and "+" in text:
        raise BadValueError("mangled_code")
    if text.startswith("#") and text.rstrip("!?/0A") in ("#REF", "#N", "#NAME", "#VALUE", "#DIV", "#NUM"):
        raise BadValueError("formula")
    if len(text) > MAX_CODE:
        raise BadValueError("too_long", limit=MAX_CODE)
    return text


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would calculate this text; it is kept as text, and exports escape it."""
    return text.startswith(_FORMULA_START) and len(text) > 1 and any(mark in text for mark in "(!|=")


def lost_zero(barcode: str) -> bool:
    """Tell whether the digits become a valid EAN-8, UPC or EAN-13 by one or two leading zeros that a spreadsheet may
    have dropped.
    """
    if not barcode.isascii() or not barcode.isdigit() or len(barcode) not in (7, 10, 11):
        return False
    padded = barcode.zfill(8 if len(barcode) == 7 else 12)  # noqa: PLR2004 - lengths of EAN-8 and UPC-A
    weights = (3, 1) if len(padded) % 2 == 0 else (1, 3)
    return sum(int(digit) * weights[i % 2] for i, digit in enumerate(padded)) % 10 == 0
