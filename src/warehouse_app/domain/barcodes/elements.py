"""GS1 element strings, read whole and strictly by the GS1 Barcode Syntax Dictionary, or refused by the first fault.

The separator is FNC1, which scanners send as GS. Where it is lost, `lost.py` looks for what the text can be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.domain.barcodes.amounts import measures
from warehouse_app.domain.barcodes.gs1_dictionary import Rule, fits, rule_at, rules
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem

GS = "\x1d"
Element = tuple[str, str]
"""An application identifier and its value."""

_BRACKETED = re.compile(r"\(([0-9]{2,4})\)")
_LONGEST_AI = 4
_GTIN_DIGITS = 14
_SIGNATURE = "8030"
_MAY_BE_BARE: Mapping[str, int] = MappingProxyType({"253": 13, "255": 13, "8003": 14})
"""Keys whose serial part may be absent, and their length without it; a signature is of one piece, and needs it."""
_ITEM_KEYS = ("01", "02", "03", "8006", "8026")
"""Identifiers of an item, or of what is in a logistic unit; the last two also say which of how many pieces it is."""


@dataclass(frozen=True, slots=True)
class Gs1Fields:
    """What a GS1 code says. `gtin` has 14 digits; days are YYMMDD as printed (day 00: last day of the month).

    `expiry` is the last day of use, `best_before` the day until which it is at its best; `count` is how many of the
    item there are where the code says so. `measured` is the net content in whole base units ("g", "mm", "ml").
    `unsure` holds all readings, where separators were lost and they differ; what differs is None.
    """

    gtin: str | None = None
    sscc: str | None = None
    lot: str | None = None
    expiry: str | None = None
    serial: str | None = None
    best_before: str | None = None
    count: int | None = None
    measured: tuple[tuple[str, int], ...] = ()
    elements: tuple[Element, ...] = ()
    unsure: tuple[Gs1Fields, ...] = ()


def split(text: str) -> tuple[Element, ...] | Gs1Fault:
    """Return the elements of an element string whose separators were kept, each with a right value, or the fault."""
    found: list[Element] = []
    at, end = int(text.startswith(GS)), len(text)
    while at < end:
        rule = rule_at(text, at)
        if rule is None:
            return Gs1Fault(Gs1Problem.UNKNOWN_AI, text[at : at + _LONGEST_AI].partition(GS)[0])
        at += len(rule.ai)
        stop = text.find(GS, at)
        stop = end if stop < 0 else stop
        if rule.predefined:
            stop = min(stop, at + rule.most)
        value = text[at:stop]
        problem = rule.problem(value)
        if problem is not None:
            return Gs1Fault(problem, rule.ai)
        found.append((rule.ai, value))
        at = stop + text.startswith(GS, stop)
    return tuple(found) if found else Gs1Fault(Gs1Problem.UNKNOWN_AI)


def split_brackets(text: str) -> tuple[Element, ...] | Gs1Fault:
    """Return the elements of `(01)04012345678901(10)A7`, as it is printed below the bars.

    Two to four digits in brackets are always an identifier; blanks around a value are of the print.
    """
    cuts = tuple(_BRACKETED.finditer(text))
    if not cuts or cuts[0].start() != 0:
        return Gs1Fault(Gs1Problem.UNKNOWN_AI)
    ends = [*(cut.start() for cut in cuts[1:]), len(text)]
    found = tuple((cut[1], text[cut.end() : end].strip(" " + GS)) for cut, end in zip(cuts, ends, strict=True))
    for ai, value in found:
        rule = rules().get(ai)
        problem = Gs1Problem.UNKNOWN_AI if rule is None else rule.problem(value)
        if problem is not None:
            return Gs1Fault(problem, ai)
    return found


def pairing_fault(elements: Sequence[Element]) -> Gs1Fault | None:
    """Return what is wrong with right elements together: repeated and not agreeing, one missing, one barred."""
    told: dict[str, str] = {}
    for ai, value in elements:
        if told.setdefault(ai, value) != value:
            return Gs1Fault(Gs1Problem.REPEATED, ai)
    bare = next((ai for ai, least in _MAY_BE_BARE.items() if len(told.get(ai, "")) == least), None)
    if _SIGNATURE in told and bare is not None:
        return Gs1Fault(Gs1Problem.MISSING, _SIGNATURE, f"{bare}+...")
    for ai in told:
        rule = rules()[ai]
        for groups in rule.needs:
            if not any(_all_there(group, told) for group in groups):
                return Gs1Fault(Gs1Problem.MISSING, ai, " | ".join("+".join(group) for group in groups))
        barred = _barred(rule, told)
        if barred is not None:
            return Gs1Fault(Gs1Problem.EXCLUDED, ai, barred)
    return None


def _all_there(group: Iterable[str], told: Collection[str]) -> bool:
    return all(any(fits(pattern, ai) for ai in told) for pattern in group)


def _barred(rule: Rule, told: Collection[str]) -> str | None:
    return next((ai for ai in told if ai != rule.ai and any(fits(each, ai) for each in rule.bars)), None)


def fields_of(elements: Sequence[Element]) -> Gs1Fields | Gs1Fault:
    """Return what right elements say together, or what is wrong with them together."""
    fault = pairing_fault(elements)
    if fault is not None:
        return fault
    told = dict(elements)
    key = next((ai for ai in _ITEM_KEYS if ai in told), None)
    gtin = None if key is None else told[key][:_GTIN_DIGITS]
    if key is not None and gtin is not None:
        if not gtin.strip("0"):
            return Gs1Fault(Gs1Problem.PREFIX, key)
        if told[key][_GTIN_DIGITS + 2 :] not in ("", "01"):
            return Gs1Fault(Gs1Problem.PART_OF_ITEM, key)
    counted = next((ai for ai in ("37", "30") if ai in told and gtin is not None), None)
    count = None if counted is None else int(told[counted])
    if count == 0:
        return Gs1Fault(Gs1Problem.COUNT, counted or "")
    return Gs1Fields(
        gtin=gtin,
        sscc=told.get("00"),
        lot=told.get("10"),
        expiry=told.get("17") or told.get("7003", "")[:6] or None,
        serial=told.get("21"),
        best_before=told.get("15") or told.get("16"),
        count=count,
        measured=tuple((each.base, each.whole) for each in measures(told.items()) if each.whole is not None),
        elements=tuple(told.items()),
    )
