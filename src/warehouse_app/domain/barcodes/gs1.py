"""Whether a text is a GS1 code, and what it says: an element string, the print below the bars, or a Digital Link.

Read whole or not at all. A text nothing marks as GS1 (no symbology, no separator) is taken for one only when it holds
an item or a logistic unit with a right check digit.
"""

from __future__ import annotations

import re

from warehouse_app.domain.barcodes import lost
from warehouse_app.domain.barcodes.digital_link import read_link
from warehouse_app.domain.barcodes.elements import Gs1Fields, fields_of, split, split_brackets
from warehouse_app.domain.barcodes.gs1_dictionary import rules
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem
from warehouse_app.domain.barcodes.gtin import check_digit_holds

_BRACKET = re.compile(r"\([0-9]{2,4}\)")
_SHORTEST = 16
"""An identifier and a GTIN."""
_KEY_ENDS = {"00": 20, "01": 16, "02": 16, "03": 16}


def read_gs1(text: str, *, kept: bool) -> Gs1Fields | Gs1Fault | None:
    """Return what `text` says by GS1, the fault of what says that it is GS1, None for any other text.

    `kept`: a symbology or a separator told that it is GS1, and that separators come through.
    """
    if text.startswith("("):
        return _bracketed(text) if _BRACKET.match(text) is not None else None
    if text[:4].lower() == "http":
        return read_link(text)
    if not kept and (len(text) < _SHORTEST or not text[:2].isdigit()):
        return None
    found = _whole(text)
    is_key = _begins_with_key(text)
    if isinstance(found, Gs1Fields):
        if kept:
            return found
        return _doubted(text, found) if is_key or found.gtin or found.sscc else None
    return _mended(text, found, kept=kept) if kept or is_key else None


def _whole(text: str) -> Gs1Fields | Gs1Fault:
    elements = split(text)
    return elements if isinstance(elements, Gs1Fault) else fields_of(elements)


def _bracketed(text: str) -> Gs1Fields | Gs1Fault:
    elements = split_brackets(text)
    return elements if isinstance(elements, Gs1Fault) else fields_of(elements)


def _begins_with_key(text: str) -> bool:
    end = _KEY_ENDS.get(text[:2])
    return end is not None and len(text) >= end and check_digit_holds(text[2:end])


def _doubted(text: str, found: Gs1Fields) -> Gs1Fields | Gs1Fault:
    """Return a right reading, or what is sure of it when separators may have been lost."""
    if all(rules()[ai].predefined for ai, _ in found.elements):
        return found
    every = lost.readings(text)
    return every if isinstance(every, Gs1Fault) else lost.agreed(every)


def _mended(text: str, fault: Gs1Fault, *, kept: bool) -> Gs1Fields | Gs1Fault:
    """Return the reading of a text whose separators became another sign or were lost, else its fault.

    Where separators come through none is looked for: a code that breaks a rule would be read as another that does not.
    """
    stood_in = lost.with_separators(text)
    if stood_in != text:
        found = _whole(stood_in)
        if isinstance(found, Gs1Fields):
            return found
    every = fault if kept else lost.readings(text)
    if isinstance(every, Gs1Fault):
        return every if every.ai or every.problem is Gs1Problem.SEPARATOR_LOST else fault
    return lost.agreed(every)
