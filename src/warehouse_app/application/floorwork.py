"""The road of a scan at a floor bench (goods in, put-away, moving, counting): hear, do, log, answer.

A bench gives what it expects, what it does with a meaning, and its state; the rest is the same for all of them: a Stop
waits for its acknowledgement, a refusal is logged and told, a digit answers the open question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from warehouse_app.application.bench import Acknowledged, Scan, hear, is_enter, kept_text, plain_facts
from warehouse_app.application.run import Session
from warehouse_app.application.verdicts.classes import class_of
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import AcknowledgeFirst, DoubleRead, Expect, UnknownBarcode, Verdict, Work
from warehouse_app.domain.floorwork import FloorAnswer, FloorState, FloorStop, number_of
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup

SHOWN = 200
"""Characters of a shot that an answer repeats."""

WHO = "who"
"""What a bench remembers of the person who scanned there last."""

Facts = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorScan(Scan):
    """One shot at a floor bench. `double`: the second read of one shot. Each bench has a command of its own of it."""

    double: bool = False


@dataclass(frozen=True, slots=True)
class FloorDeed:
    """What a bench did with a shot. `row` is what it is at from now on (None: as before, but for what was said)."""

    code: str
    facts: Facts = field(default_factory=dict)
    verdict: Verdict = Verdict.ACCEPTED
    row: BenchRow | None = None
    entry_id: str | None = None
    order_id: int | None = None
    line_id: int | None = None
    qty: int = 0


@dataclass(frozen=True, slots=True)
class FloorBench:
    """What makes one bench. `state` shows a station; `does` judges a meaning; `types` a number or digit, where the
    bench asks for one (None: the text is a code like any other). `supplier` says whose own codes of products are known
    at this moment: the number of one, 0 any supplier's, None nobody's. `reads` may take a text as it stands (a lot that
    is asked for), `lost` says what becomes of a code that nobody knows; None: it is as everywhere.
    """

    work: Work
    expected: Callable[[BenchRow], frozenset[Kind]]
    does: Callable[[Desk, FloorScan, Session, BenchRow, Meaning], FloorDeed]
    state: Callable[[Desk, str], FloorState]
    types: Callable[[Desk, FloorScan, Session, BenchRow, int], FloorDeed | None] | None = None
    supplier: Callable[[Desk, BenchRow], int | None] | None = None
    reads: Callable[[Desk, FloorScan, Session, BenchRow], FloorDeed | None] | None = None
    lost: Callable[[Desk, FloorScan, Session, BenchRow, UnknownBarcode], FloorDeed | None] | None = None


def answered(desk: Desk, scan: FloorScan, session: Session, at: FloorBench) -> FloorAnswer:
    """Judge one shot. Raises Refused with the verdict's name."""
    if scan.double:
        raise Refused(DoubleRead(kept_text(scan.text)[:SHOWN]))
    row = bench.read(desk, session.station, at.work)
    deed = None if row.stop or at.reads is None else at.reads(desk, scan, session, row)
    deed = deed or _typed(desk, scan, session, row, at) or _heard(desk, scan, session, row, at)
    bench.log_scan(
        desk,
        work=at.work,
        device=scan.device,
        raw=scan.text,
        verdict=deed.verdict.value,
        code=deed.code,
        entry_id=deed.entry_id,
        order_id=deed.order_id,
        line_id=deed.line_id,
        qty=deed.qty,
    )
    now = deed.row or row
    bench.write(
        desk,
        session.station,
        at.work,
        replace(now, memory={**now.memory, "said": deed.code, WHO: session.actor.person}),
    )
    state = at.state(desk, session.station)
    return FloorAnswer(
        scan=scan.text[:SHOWN], verdict=deed.verdict, code=deed.code, facts=dict(deed.facts), state=state
    )


def _heard(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, at: FloorBench) -> FloorDeed:
    """Return what a code did."""
    supplier = None if at.supplier is None else at.supplier(desk, row)
    try:
        meant = hear(desk, scan, session.station, at.work, at.expected(row), row, supplier)
    except Refused as refused:
        told = refused.refusal
        deed = at.lost(desk, scan, session, row, told) if at.lost and isinstance(told, UnknownBarcode) else None
        if deed is None:
            raise
        return deed
    if isinstance(meant, Acknowledged):
        kept = {name: each for name, each in row.memory.items() if name != "stop"}
        return FloorDeed("acknowledged", {"stop": meant.stop}, row=BenchRow(row.ref, "", kept))
    return at.does(desk, scan, session, row, meant)


def _typed(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, at: FloorBench) -> FloorDeed | None:
    """Return what a typed number did, None where the shot is to be understood as a code."""
    number = None if row.stop or is_enter(scan.text) else number_of(scan.text)
    if number is None or at.types is None:
        return None
    return at.types(desk, scan, session, row, number)


def refused(desk: Desk, scan: FloorScan, session: Session, refusal: Refusal, at: FloorBench) -> FloorAnswer:
    """Log a refused shot, keep its Stop, and answer."""
    text = kept_text(scan.text, refusal)
    verdict = Verdict.ASKED if refusal.code == "which_one" else Verdict.REFUSED
    bench.log_scan(desk, work=at.work, device=scan.device, raw=text, verdict=verdict.value, code=refusal.code, qty=0)
    facts = dict(plain_facts(refusal))
    klass = class_of(desk, refusal)
    if klass == "stop" and not isinstance(refusal, AcknowledgeFirst):
        row = bench.read(desk, session.station, at.work)
        memory = {**row.memory, "stop": facts, "said": refusal.code}
        bench.write(desk, session.station, at.work, BenchRow(row.ref, refusal.code, memory))
    state = at.state(desk, session.station)
    return FloorAnswer(scan=text[:SHOWN], verdict=verdict, klass=klass, code=refusal.code, facts=facts, state=state)


def stop_of(row: BenchRow) -> FloorStop | None:
    """Return the Stop that waits at a bench."""
    return FloorStop(row.stop, row.recall("stop") or {}) if row.stop else None


def is_code(desk: Desk, text: str) -> bool:
    """Say whether digits are the code of a product or place here, and so no number of units unless `=` says it."""
    kinds = frozenset({Kind.PRODUCT, Kind.PLACE})
    return not text.strip().startswith("=") and bool(DeskLookup(desk).candidates(text.strip(), kinds, None))


def continue_first() -> tuple[Expect, ...]:
    """Return what may be scanned while a Stop waits."""
    return (Expect("command", word_of(Card.CONTINUE)),)
