"""What a code says, part by part, as a bench reads it: for whoever wonders about a label or a scanner."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.barcodes.amounts import measure_of
from warehouse_app.domain.barcodes.elements import GS, Gs1Fields
from warehouse_app.domain.barcodes.gs1_dictionary import rules
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault
from warehouse_app.domain.barcodes.read import Barcode, Unreadable, read
from warehouse_app.domain.bench import UnreadableScan
from warehouse_app.domain.refusals import Refused
from warehouse_app.wording import tr

SEPARATORS = ("{GS}", "<GS>")
"""What one may type for the group separator."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a code: an identifier or a word, its value, and what it means."""

    part: str
    value: str
    meaning: str


def parts_of(typed: str) -> tuple[Part, ...]:
    """Return what a code says. Raises Refused(UnreadableScan) for what no bench takes."""
    text = typed
    for written in SEPARATORS:
        text = text.replace(written, GS)
    code = read(text)
    if isinstance(code, Unreadable):
        raise Refused(UnreadableScan(code.problem.value, code.length, code.sample))
    if isinstance(code.suspect, Gs1Fault):
        fault = code.suspect
        raise Refused(UnreadableScan(fault.problem.value, len(code.text), "", fault.ai, fault.other))
    return (*_plain(code), *(_said(code.gs1) if code.gs1 is not None else ()), *_doubt(code))


def _plain(code: Barcode) -> tuple[Part, ...]:
    told = [Part(tr("text"), code.text.replace(GS, SEPARATORS[0]), "")]
    if code.symbology is not None:
        told.append(Part(tr("bars"), code.symbology, tr("what the scanner said it read")))
    if code.layout is not None:
        told.append(Part(tr("keyboard"), code.layout, tr("the layout that bent the text, which is mended")))
    if code.own is not None:
        told.append(Part(tr("our own code"), code.own.body, code.own.kind.name.lower()))
    if code.gtin is not None:
        told.append(Part(tr("item number"), code.gtin, tr("14 digits, as it is looked up")))
    if code.or_gtin is not None:
        told.append(Part(tr("or item number"), code.or_gtin, tr("eight digits can be an EAN-8 and a UPC-E")))
    return tuple(told)


def _said(said: Gs1Fields) -> tuple[Part, ...]:
    elements = [Part(f"({ai})", value, _meaning(ai, value)) for ai, value in said.elements]
    unsure = [
        Part(tr("unsure"), "".join(f"({ai}){value}" for ai, value in each.elements), tr("separators may be lost"))
        for each in said.unsure
    ]
    return (*elements, *unsure)


def _meaning(ai: str, value: str) -> str:
    rule = rules()[ai]
    measured = measure_of(ai, value)
    if measured is not None:
        return f"{rule.title}: {measured} {measured.unit}"
    if rule.components[0].linters[:1] in (("yymmd0",), ("yymmdd",)):
        return f"{rule.title}: {_day(value)}"
    return rule.title


def _day(yymmdd: str) -> str:
    year, month, day = yymmdd[:2], yymmdd[2:4], yymmdd[4:6]
    return f"{year}-{month}-{day}" if day != "00" else tr("the last day of {month}").format(month=f"{year}-{month}")


def _doubt(code: Barcode) -> tuple[Part, ...]:
    """Return what a bench says of the code when nobody knows it."""
    if code.suspect is None or isinstance(code.suspect, Gs1Fault):
        return ()
    from warehouse_app.wording.say import say_error

    said = say_error(UnreadableScan(code.suspect.value, len(code.text), ""))
    return (Part(tr("when nobody knows it"), code.suspect.value, said),)
