"""Element strings whose separators were lost on the way: what they can be, all of it, so that nothing is guessed.

Some scanners and keyboards drop the separator, or send another sign for it. A sign that no value may hold can only be
the separator. Where it is gone, every way to read the text whole is looked for: one way is the reading, several are
told as unsure, and what they agree on is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from warehouse_app.domain.barcodes.elements import GS, Element, Gs1Fields, fields_of
from warehouse_app.domain.barcodes.gs1_dictionary import Rule, rule_at
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem

MAX_READINGS = 24
"""Ways to read one text that are looked at; a text with more is refused."""
MAX_STEPS = 500
"""Cuts that are tried: the longest search takes a few milliseconds, for a person waits for it."""
MAX_ROWS = 60
"""Rows of elements that are judged as wholes, right or not."""
_MEASURED = re.compile("30|3[1256][0-9]{2}")
_STAND_INS = "\u241d|~^@#"
"""Signs that are sent for the separator; no value holds one, but `#` in the two identifiers of the small set."""


def with_separators(text: str) -> str:
    """Return `text` with the one sign that can only stand for the separator put back, or as it is."""
    found = {sign for sign in text if sign in _STAND_INS}
    return text.replace(found.pop(), GS) if len(found) == 1 and GS not in text else text


def agreed(every: Sequence[Gs1Fields]) -> Gs1Fields | Gs1Fault:
    """Return what all readings agree on; the item, its count and measure must be the same in all of them."""
    first = every[0]
    if any(_sure(each) != _sure(first) for each in every):
        return Gs1Fault(Gs1Problem.SEPARATOR_LOST)
    if all(_told(each) == _told(first) for each in every):
        return first
    lot, expiry, serial, best = (
        same[0] if len(set(same)) == 1 else None for same in zip(*map(_told, every), strict=True)
    )
    common = tuple(each for each in first.elements if all(each in other.elements for other in every))
    unsure = tuple(every)
    return replace(first, lot=lot, expiry=expiry, serial=serial, best_before=best, elements=common, unsure=unsure)


def _sure(fields: Gs1Fields) -> tuple[object, ...]:
    return fields.gtin, fields.sscc, fields.count, fields.measured


def _told(fields: Gs1Fields) -> tuple[str | None, ...]:
    return fields.lot, fields.expiry, fields.serial, fields.best_before


def readings(text: str) -> tuple[Gs1Fields, ...] | Gs1Fault:
    """Return every way in which `text` can be read when separators may be missing, or why there is none.

    SEPARATOR_LOST: there are too many; UNKNOWN_AI without a number: it cannot be cut at all.
    """
    search = _Search(text)
    found: list[Gs1Fields] = []
    fault = Gs1Fault(Gs1Problem.UNKNOWN_AI)
    for row, elements in enumerate(search.rows(0, ())):
        fields = fields_of(elements)
        if isinstance(fields, Gs1Fault):
            fault = fault if fault.ai else fields
        elif _is_likely(fields):
            found.append(fields)
        if len(found) > MAX_READINGS or row >= MAX_ROWS:
            return Gs1Fault(Gs1Problem.SEPARATOR_LOST)
    if search.steps > MAX_STEPS:
        return Gs1Fault(Gs1Problem.SEPARATOR_LOST)
    return tuple(found) or fault


def _is_likely(fields: Gs1Fields) -> bool:
    """Tell whether a reading keeps a law that the dictionary lacks: a measured item has a number with 9 in front."""
    varying = any(_MEASURED.fullmatch(ai) for ai, _ in fields.elements)
    return not varying or (fields.gtin is not None and fields.gtin[0] == "9")


@dataclass(slots=True)
class _Search:
    """Goes through the ways to cut a text; stops by itself after MAX_STEPS."""

    text: str
    steps: int = 0

    def rows(self, at: int, before: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
        """Yield the rows of elements into which the text behind `at` can be cut."""
        while self.text.startswith(GS, at):
            at += 1
        if at == len(self.text):
            yield before
            return
        rule = rule_at(self.text, at)
        if rule is None:
            return
        at += len(rule.ai)
        for end in self._ends(rule, at):
            self.steps += 1
            if self.steps > MAX_STEPS:
                return
            value = self.text[at:end]
            if rule.problem(value) is None and self._agrees(before, rule.ai, value):
                yield from self.rows(end, (*before, (rule.ai, value)))

    def _ends(self, rule: Rule, at: int) -> Iterator[int]:
        """Yield where a value can end, the longest first: never beyond a separator, always before an identifier."""
        gap = self.text.find(GS, at)
        last = min(at + rule.most, len(self.text) if gap < 0 else gap)
        for end in range(last, at + rule.least - 1, -1):
            if end in (len(self.text), gap) or rule_at(self.text, end) is not None:
                yield end

    def _agrees(self, before: tuple[Element, ...], ai: str, value: str) -> bool:
        return all(known != ai or told == value for known, told in before)
