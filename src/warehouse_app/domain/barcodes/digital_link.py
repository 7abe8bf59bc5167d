"""GS1 Digital Link: a web address of any domain whose path and query are GS1 elements.

`https://example.com/some/01/09506000134352/10/ABC?17=261231` is (01)09506000134352 (10)ABC (17)261231. The uncompressed
form is read; nothing is ever fetched.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from warehouse_app.domain.barcodes.elements import Element, Gs1Fields, fields_of
from warehouse_app.domain.barcodes.gs1_dictionary import Rule, rules
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem
from warehouse_app.domain.barcodes.gtin import GTIN_LENGTHS, is_digits

_ADDRESS = re.compile(r"https?://([^/?#\s]+)(/[^?#]*)?(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE)
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_GTIN = "01"
_NO_KEY = frozenset({Gs1Problem.TOO_SHORT, Gs1Problem.PREFIX})
"""What is wrong with `/01/5` and its like: a page of somebody's, no item."""


def read_link(text: str) -> Gs1Fields | Gs1Fault | None:
    """Return what a Digital Link says, its fault, or None for an address that is none (no key of GS1 in its path)."""
    found = _ADDRESS.fullmatch(text)
    if found is None or not found[2]:
        return None
    cut = _path(found[2])
    if cut is None or isinstance(cut, Gs1Fault):
        return cut
    more = _query(found[3] or "")
    if isinstance(more, Gs1Fault):
        return more
    elements = (*cut, *more)
    for ai, value in elements:
        problem = rules()[ai].problem(value)
        if problem is not None:
            return Gs1Fault(problem, ai)
    return fields_of(elements)


def _path(path: str) -> tuple[Element, ...] | Gs1Fault | None:
    """Return the elements of a path: the last key in it with its qualifiers, whatever stands before."""
    steps = path.rstrip("/").split("/")[1:]
    for at in range(len(steps) - 2, -1, -2):
        rule = rules().get(steps[at])
        if rule is None:
            return None
        if rule.qualifiers is not None:
            told = _decoded(steps[at + 1])
            is_key = told is None or rule.problem(_long(rule.ai, told)) not in _NO_KEY
            return _of_steps(rule, steps[at:]) if is_key else None
    return None


def _of_steps(rule: Rule, steps: list[str]) -> tuple[Element, ...] | Gs1Fault:
    named = steps[::2]
    if not _in_order(named[1:], rule):
        return Gs1Fault(Gs1Problem.LINK, rule.ai)
    found: list[Element] = []
    for ai, written in zip(named, steps[1::2], strict=True):
        value = _decoded(written)
        if value is None:
            return Gs1Fault(Gs1Problem.PERCENT, ai)
        found.append((ai, _long(ai, value)))
    return tuple(found)


def _in_order(named: list[str], rule: Rule) -> bool:
    """Tell whether qualifiers follow in the order of one of the sequences that the key allows."""
    for sequence in rule.qualifiers or ():
        rest = iter(sequence)
        if all(ai in rest for ai in named):
            return True
    return not named


def _query(query: str) -> tuple[Element, ...] | Gs1Fault:
    """Return the elements of a query; what is not named by digits alone is not of GS1 and left out."""
    found: list[Element] = []
    for part in re.split("[&;]", query):
        name, equals, written = part.partition("=")
        if not equals or (name and not is_digits(name)):
            continue
        rule = rules().get(name)
        if rule is None:
            return Gs1Fault(Gs1Problem.UNKNOWN_AI, name[:4])
        if not rule.attribute:
            return Gs1Fault(Gs1Problem.LINK, name)
        value = _decoded(written)
        if value is None:
            return Gs1Fault(Gs1Problem.PERCENT, name)
        found.append((name, _long(name, value)))
    return tuple(found)


def _decoded(written: str) -> str | None:
    """Return a step with its percent signs decoded; None when one is broken or hides no text."""
    if _BROKEN.search(written) is not None:
        return None
    try:
        return unquote_to_bytes(written).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _long(ai: str, value: str) -> str:
    """Return a GTIN with 14 digits where an address leaves its zeros out."""
    return value.zfill(max(GTIN_LENGTHS)) if ai == _GTIN and is_digits(value) and len(value) in GTIN_LENGTHS else value
