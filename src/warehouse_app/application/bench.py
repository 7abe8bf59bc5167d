"""What every bench does with a scan: understand it, keep a Stop until it is acknowledged, log the one verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from warehouse_app.application.run import Command
from warehouse_app.application.verdicts.classes import class_of
from warehouse_app.domain.badges import without_badge_parts, without_badges
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.meaning import Kind, Meaning, understand
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.barcodes.read import Barcode, Unreadable, read
from warehouse_app.domain.bench import (
    AcknowledgeFirst,
    DoubleRead,
    NothingToContinue,
    UnknownBarcode,
    UnreadableScan,
    WhichOne,
    Work,
)
from warehouse_app.domain.marks import units_of
from warehouse_app.domain.products import Product
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan(Command):
    """One shot of a device, or one typed line, at a station. Blanks or nothing is Enter: it ends a Stop."""

    as_heard: ClassVar[bool] = True
    text: str
    device: str = "keyboard"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The shot acknowledged the Stop that was open."""

    stop: str


_BLANKS = " \t\r\n"

_NOBODY_KNOWS = (UnknownBarcode, UnreadableScan, AcknowledgeFirst, DoubleRead)
"""Refusals of a shot that was not understood, or not even looked at: it may hold part of a badge."""


def is_enter(text: str) -> bool:
    """Tell whether this is Enter and no code; separators and control characters alone are a code not read."""
    return not text.strip(_BLANKS)


def kept_text(text: str, refusal: Refusal | None = None) -> str:
    """Return what of a shot may be kept and repeated: never a badge, nor part of one, for who knows it can sign on."""
    code = read(text)
    if isinstance(code, Barcode) and code.own is not None and code.own.kind is OwnKind.USER:
        return "badge"
    return without_badge_parts(text) if isinstance(refusal, _NOBODY_KNOWS) else without_badges(text)


def hear(
    desk: Desk,
    scan: Scan,
    station: str,
    work: Work,
    expected: frozenset[Kind],
    row: BenchRow | None = None,
    supplier: int | None = None,
) -> Meaning | Acknowledged:
    """Return what a shot means at this bench, or raise Refused (AcknowledgeFirst, UnknownBarcode, ...).

    `row` is what the station is at, where that was read already; `supplier` whose codes of products are known too.
    """
    row = bench.read(desk, station, work) if row is None else row
    meant = None if is_enter(scan.text) else understand(scan.text, DeskLookup(desk, supplier), expected)
    is_continue = meant is None or (isinstance(meant, meaning.CommandMeant) and meant.command is Card.CONTINUE)
    if row.stop:
        if not is_continue:
            raise Refused(AcknowledgeFirst(row.stop))
        bench.write(desk, station, work, replace(row, stop=""))
        return Acknowledged(row.stop)
    if meant is None:
        raise Refused(NothingToContinue())
    return _readable(desk, meant, scan.text)


def _name_of(candidate: meaning.Candidate, text: str) -> str:
    """Return what a candidate is, and the code that means it alone; never a number of the store's."""
    kind, own_code = candidate.kind.name.lower(), meaning.own_text(candidate, text)
    name = f"{kind} {candidate.ref}" if candidate.kind is Kind.PRODUCT else kind
    return f"{name} ({own_code})" if own_code else name


def _readable(desk: Desk, meant: Meaning, text: str) -> Meaning:
    if isinstance(meant, Unreadable):
        sample = without_badge_parts(meant.sample)
        raise Refused(UnreadableScan(meant.problem.value, meant.length, sample, meant.ai, meant.other))
    if isinstance(meant, meaning.Unknown):
        raise Refused(UnknownBarcode(without_badge_parts(meant.text)))
    if isinstance(meant, meaning.Ambiguous):
        names = tuple(_name_of(each, DeskLookup(desk).code_of(each, text)) for each in meant.candidates)
        raise Refused(WhichOne("", names))
    return meant


def plain_facts(refusal: Refusal) -> dict[str, str | int | bool | None]:
    """Return a refusal's facts as answers carry them: figures and texts only."""
    return {name: _plain(value) for name, value in refusal.facts().items()}


def _plain(value: object) -> str | int | bool | None:
    if value is None or isinstance(value, (str, int)):
        return value
    return ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)


def counted_units(meant: meaning.Product, known: Product | None) -> int:
    """Return how many base units a scan of a product counts. Raises Refused(NotWhole)."""
    units = units_of(meant, "" if known is None else known.base_unit)
    if isinstance(units, Refusal):
        raise Refused(units)
    return units


def after_refusal(desk: Desk, scan: Scan, station: str, work: Work, refusal: Refusal) -> None:
    """Log a refused scan, and keep its Stop open until it is acknowledged."""
    code, raw = refusal.code, kept_text(scan.text, refusal)
    bench.log_scan(desk, work=work, device=scan.device, raw=raw, verdict="refused", code=code)
    if class_of(desk, refusal) == "stop" and not isinstance(refusal, AcknowledgeFirst):
        row = bench.read(desk, station, work)
        bench.write(desk, station, work, BenchRow(row.ref, code, row.memory))
