"""The loading bench: parcels are scanned onto the open manifest of a carrier; each scan is answered once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from warehouse_app.application.bench import Acknowledged, Scan, hear, kept_text, plain_facts
from warehouse_app.application.packing import nothing_here
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.verdicts.classes import class_of
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning, understand
from warehouse_app.domain.bench import (
    MAX_EXPECTS,
    AcknowledgeFirst,
    DoubleRead,
    Expect,
    MeansNothingHere,
    NothingToContinue,
    NothingToUndo,
    Verdict,
    Work,
    card_not_here,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.refusals import NoSuchParcel, OrderCancelled, OrderOnHold
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.shipping.judge import ManifestNotOpen, NoSuchManifest, NotOnManifest, may_load
from warehouse_app.domain.shipping.states import ManifestState, ParcelState, stepped
from warehouse_app.domain.shipping.values import HOUSE_CARRIER, LoadAnswer, LoadState, LoadStop, Opened
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.shipping import manifests
from warehouse_app.store.shipping.manifests import Loadable, Manifest

_EXPECTED = frozenset({Kind.PARCEL})
SHOWN = 200
"""Characters of a shot that an answer repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadScan(Scan):
    """One shot at the loading bench of a carrier. `double`: the second read of one shot."""

    carrier: str = HOUSE_CARRIER
    double: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenManifest(Command):
    """Open a manifest for a carrier, in the station's warehouse; the one that is open already is answered."""

    carrier: str = HOUSE_CARRIER


@dataclass(frozen=True, slots=True, kw_only=True)
class UnloadParcel(Command):
    """Take a parcel off its open manifest."""

    parcel_id: int


@dataclass(frozen=True, slots=True)
class _Deed:
    code: str
    facts: dict[str, str | int | bool | None] = field(default_factory=dict)
    order_id: int | None = None
    manifest: int | None = None
    verdict: Verdict = Verdict.ACCEPTED


def load_state(desk: Desk, station: str, carrier: str = HOUSE_CARRIER) -> LoadState:
    """Return what the loading bench of a station shows. For `Runner.ask`."""
    row = bench.read(desk, station, Work.LOAD)
    warehouse = manifests.home_of(desk, station)
    now = _at_hand(desk, row, carrier, warehouse)
    if now is not None:
        warehouse = now.warehouse
    stop = LoadStop(row.stop, row.recall("stop") or {}) if row.stop else None
    codes = manifests.next_codes(desk, carrier, warehouse, MAX_EXPECTS - 1)
    waiting = tuple(Expect("parcel", code) for code in codes)
    loaded = 0 if now is None else manifests.loaded(desk, now.id)
    undo = (Expect("command", word_of(Card.UNDO)),) if loaded else ()
    return LoadState(
        station=station,
        carrier=carrier,
        manifest=None if now is None else now.code,
        loaded=loaded,
        waiting=manifests.waiting(desk, carrier, warehouse),
        last=str(row.recall("said") or ""),
        stop=stop,
        expects=(Expect("command", word_of(Card.CONTINUE)),) if stop else (*waiting, *undo),
    )


def _at_hand(desk: Desk, row: BenchRow, carrier: str, warehouse: str) -> Manifest | None:
    """Return the manifest this bench loads: the one it chose while it is open, else the carrier's open one."""
    chosen = None if row.ref is None else manifests.get(desk, row.ref)
    if chosen is not None and chosen.state == ManifestState.OPEN and chosen.carrier == carrier:
        return chosen
    return manifests.open_for(desk, carrier, warehouse)


def _refused(desk: Desk, scan: LoadScan, session: Session, refusal: Refusal) -> LoadAnswer:
    text = kept_text(scan.text, refusal)
    verdict = Verdict.ASKED if refusal.code == "which_one" else Verdict.REFUSED
    bench.log_scan(desk, work=Work.LOAD, device=scan.device, raw=text, verdict=verdict.value, code=refusal.code, qty=0)
    facts: dict[str, str | int | bool | None] = dict(plain_facts(refusal))
    if isinstance(refusal, (OrderCancelled, OrderOnHold)):
        facts |= _must_come_off(desk, scan)
    klass = class_of(desk, refusal)
    if klass == "stop" and not isinstance(refusal, AcknowledgeFirst):
        row = bench.read(desk, session.station, Work.LOAD)
        memory = {"stop": facts, "said": refusal.code}
        bench.write(desk, session.station, Work.LOAD, BenchRow(row.ref, refusal.code, memory))
    return LoadAnswer(
        scan=text[:SHOWN],
        verdict=verdict,
        klass=klass,
        code=refusal.code,
        facts=facts,
        state=load_state(desk, session.station, scan.carrier),
    )


def _must_come_off(desk: Desk, scan: LoadScan) -> dict[str, str | int | bool | None]:
    """Take a loaded parcel whose order must stay off its manifest: the person holds it in the hand."""
    meant = understand(scan.text, DeskLookup(desk), _EXPECTED)
    found = manifests.parcel(desk, int(meant.parcel)) if isinstance(meant, meaning.Parcel) else None
    if found is None:
        return {}
    if found.now.state == ParcelState.MANIFESTED and found.manifest_state == ManifestState.OPEN:
        manifests.take_off(desk, found.id)
        desk.touch(Touched.MANIFEST, Touched.PARCEL)
        return {"parcel": found.now.code, "taken_off": True}
    return {"parcel": found.now.code}


@handles(LoadScan, right=Right.LOAD, answer=LoadAnswer, on_refusal=_refused)
def load_scan(desk: Desk, scan: LoadScan, session: Session) -> LoadAnswer:
    """Judge one shot at the loading bench. Raises Refused with the verdict's name."""
    if scan.double:
        raise Refused(DoubleRead(kept_text(scan.text)[:SHOWN]))
    row = bench.read(desk, session.station, Work.LOAD)
    meant = hear(desk, scan, session.station, Work.LOAD, _EXPECTED)
    deed = _deed(desk, scan, row, meant, session.station)
    bench.log_scan(
        desk,
        work=Work.LOAD,
        device=scan.device,
        raw=scan.text,
        verdict=deed.verdict.value,
        code=deed.code,
        order_id=deed.order_id,
        qty=0,
    )
    ref = deed.manifest if deed.manifest is not None else row.ref
    memory: dict[str, Any] = {"said": deed.code}
    bench.write(desk, session.station, Work.LOAD, BenchRow(ref, "", memory))
    state = load_state(desk, session.station, scan.carrier)
    facts = {**deed.facts, "loaded": state.loaded, "waiting": state.waiting}
    if deed.code == "loaded" and not state.waiting:
        facts["problem"] = "last"  # what to do then has words of its own
    return LoadAnswer(scan=scan.text[:SHOWN], verdict=deed.verdict, code=deed.code, facts=facts, state=state)


def _deed(desk: Desk, scan: LoadScan, row: BenchRow, meant: Meaning | Acknowledged, station: str) -> _Deed:
    if isinstance(meant, Acknowledged):
        return _Deed("acknowledged", {"stop": meant.stop})
    if isinstance(meant, meaning.Parcel):
        return _load(desk, scan, row, int(meant.parcel))
    if isinstance(meant, meaning.Manifest):
        return _choose(desk, scan, int(meant.manifest))
    if isinstance(meant, meaning.CommandMeant):
        if meant.command is Card.UNDO:
            return _undo(desk, scan, row, station)
        if meant.command is Card.PAUSE:
            return _Deed("load_paused")
        if meant.command is Card.CONTINUE:
            raise Refused(NothingToContinue())
        raise Refused(card_not_here(word_of(meant.command)))
    raise Refused(nothing_here(desk, scan, meant))


def _load(desk: Desk, scan: LoadScan, row: BenchRow, parcel_id: int) -> _Deed:
    found = _known(desk, parcel_id)
    refusal = may_load(found.now, scan.carrier)
    if refusal is not None:
        raise Refused(refusal)
    now = _at_hand(desk, row, scan.carrier, found.warehouse)
    if now is None or now.warehouse != found.warehouse:
        now = manifests.open_for(desk, scan.carrier, found.warehouse)
    if now is None:
        now = manifests.begin(desk, scan.carrier, found.warehouse)
    stepped(ParcelState(found.now.state), ParcelState.MANIFESTED)
    manifests.put_on(desk, now.id, found.id)
    desk.touch(Touched.MANIFEST, Touched.PARCEL, Touched.ORDER)
    facts: dict[str, str | int | bool | None] = {
        "parcel": found.now.code,
        "order": found.now.order,
        "manifest": now.code,
    }
    return _Deed("loaded", facts, found.order_id, now.id)


def _known(desk: Desk, parcel_id: int) -> Loadable:
    found = manifests.parcel(desk, parcel_id)
    if found is None:
        raise Refused(NoSuchParcel(str(parcel_id)))
    return found


def _choose(desk: Desk, scan: LoadScan, manifest_id: int) -> _Deed:
    found = manifests.get(desk, manifest_id)
    if found is None:
        raise Refused(NoSuchManifest(kept_text(scan.text)[:SHOWN]))
    if found.state != ManifestState.OPEN:
        raise Refused(ManifestNotOpen(found.code, found.state))
    if found.carrier != scan.carrier:
        raise Refused(MeansNothingHere("manifest", found.code))
    return _Deed("manifest_chosen", {"manifest": found.code}, None, found.id)


def _undo(desk: Desk, scan: LoadScan, row: BenchRow, station: str) -> _Deed:
    now = _at_hand(desk, row, scan.carrier, manifests.home_of(desk, station))
    last = None if now is None else manifests.last_loaded(desk, now.id, desk.who)
    if now is None or last is None:
        raise Refused(NothingToUndo())
    found = _known(desk, last)
    _off(desk, found)
    return _Deed("unloaded", {"parcel": found.now.code, "manifest": now.code}, found.order_id, now.id)


def _off(desk: Desk, found: Loadable) -> None:
    stepped(ParcelState(found.now.state), ParcelState.LABELLED)
    manifests.take_off(desk, found.id)
    desk.touch(Touched.MANIFEST, Touched.PARCEL, Touched.ORDER)


@handles(UnloadParcel, right=Right.LOAD, answer=str)
def _unload(desk: Desk, command: UnloadParcel, _session: Session) -> str:
    found = _known(desk, command.parcel_id)
    if found.now.state != ParcelState.MANIFESTED or found.manifest_state != ManifestState.OPEN:
        raise Refused(NotOnManifest(found.now.code))
    _off(desk, found)
    return found.now.code


@handles(OpenManifest, right=Right.LOAD, answer=Opened)
def _open(desk: Desk, command: OpenManifest, session: Session) -> Opened:
    warehouse = manifests.home_of(desk, session.station)
    found = manifests.open_for(desk, command.carrier, warehouse)
    if found is not None:
        return Opened(found.id, found.code, fresh=False)
    made = manifests.begin(desk, command.carrier, warehouse)
    desk.touch(Touched.MANIFEST)
    return Opened(made.id, made.code, fresh=True)
