"""Figures with decimals as people type them: one rule for commands, line mode and forms.

The decimal mark is the point, or in a form the mark of the person's language. What may be a thousand or a fraction, as
"1,250" where the point is the mark, is never guessed: it is refused. A comma that can only be a decimal mark, as in
"12,50" or "0,125", is read as one.
"""

from __future__ import annotations

import re

from warehouse_app.domain.editing import BadField
from warehouse_app.domain.refusals import Refused

POINT = "."
_GROUPED = re.compile(r"(?<![\d.,])([1-9]\d{0,2})[.,](?=\d{3}(?!\d))")
_MARK = re.compile(r"(?<=\d)[.,](?=\d)")
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d*))?", re.ASCII)
_GAP = re.compile(r"\d \d{3}(?!\d)", re.ASCII)
_SHOWN = 40
_OF_PER_CENT = 2
LARGEST = 1_000_000
"""What a price that is typed stays below."""


def typed(text: str, mark: str = POINT) -> str:
    """Return figures that a person typed as the house reads them: "12,50" is "12.50".

    Where a mark that is not the decimal one is followed by three digits it becomes a gap, "1 250", which is no figure.
    """
    gapped = _GROUPED.sub(lambda found: found[0] if found[0].endswith(mark) else f"{found[1]} ", text)
    return _MARK.sub(POINT, gapped)


def may_be_either(text: str) -> bool:
    """Say whether a text has a figure that may be a thousand or a fraction, or where `typed` found one."""
    return _GAP.search(typed(text)) is not None


def scaled(field: str, text: str, places: int, most: int = LARGEST) -> int:
    """Return a figure from zero to below `most` times 10**places; "" is 0.

    Raises Refused(BadField) for what is no such figure, is finer, or may be either.
    """
    found = _read(field, text, places)
    if found is None:
        raise Refused(BadField(field, text.strip()[:_SHOWN], "no_price"))
    if found >= most * 10**places:
        raise Refused(BadField(field, text.strip()[:_SHOWN], "out_of_range", most))
    return found


def per_cent(field: str, text: str, most_e4: int) -> int:
    """Return a share in 1/10 000 of what was typed in per cent; "" is 0. Raises Refused(BadField) as `scaled` does."""
    found = _read(field, text.strip().removesuffix("%"), _OF_PER_CENT)
    if found is None or found > most_e4:
        raise Refused(BadField(field, text.strip()[:_SHOWN], "out_of_range", most_e4 // 10**_OF_PER_CENT))
    return found


def _read(field: str, text: str, places: int) -> int | None:
    """Return a figure times 10**places, None for none and for a finer one. Raises Refused(BadField) where unclear."""
    trimmed = text.strip()
    if may_be_either(trimmed):
        raise Refused(BadField(field, trimmed[:_SHOWN], "either"))
    match = _NUMBER.fullmatch(typed(trimmed) or "0")
    behind = "" if match is None else (match[2] or "").rstrip("0")
    return None if match is None or len(behind) > places else int(match[1] + behind.ljust(places, "0"))
