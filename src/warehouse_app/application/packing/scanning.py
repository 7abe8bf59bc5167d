"""The pack bench: each scan is understood, judged and answered once; refusals are logged, Stops wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from warehouse_app.application.bench import Acknowledged, Scan, hear, is_enter, kept_text, plain_facts
from warehouse_app.application.packing import (
    applying,
    asking,
    beforehand,
    boxed,
    boxes,
    closing,
    damaged,
    instructing,
    missing,
    moving,
    opening,
    printing,
    proving,
    rushing,
    stopped,
    verifying,
    walling,
    ways,
    weighing,
)
from warehouse_app.application.packing.bench_now import (
    BenchNow,
    Deed,
    Facts,
    PackScan,
    PauseBench,
    bench_now,
    needs_order,
    put_down,
    remember,
)
from warehouse_app.application.packing.state import ELSEWHERE, NEXT_CODES, answered, pack_state
from warehouse_app.application.run import Session, handles
from warehouse_app.application.verdicts import class_of, near_miss
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier, word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import (
    AcknowledgeFirst,
    ClaimLost,
    DoubleRead,
    MeansNothingHere,
    NothingToContinue,
    UnknownBarcode,
    Verdict,
    Work,
    card_not_here,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.asking import UNKNOWN
from warehouse_app.domain.packing.refusals import (
    OtherOrder,
    ToteTaken,
)
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import PackAnswer, PackState, Phase
from warehouse_app.domain.packing.weighing import NothingToWeigh, WeighFirst
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import bench, places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.packing import ahead, foreseen, orders, packs
from warehouse_app.store.statement import Ahead

_EXPECTED = {
    Phase.IDLE: frozenset({Kind.TOTE, Kind.CART, Kind.ORDER, Kind.PRODUCT}),
    Phase.PAUSED: frozenset({Kind.TOTE, Kind.ORDER}),
    Phase.VERIFYING: frozenset({Kind.PRODUCT}),
    Phase.BOXING: frozenset({Kind.PRODUCT}),
    Phase.WEIGHING: frozenset(),
    Phase.APPLYING: frozenset({Kind.PARCEL}),
}
_NEEDS_ORDER = frozenset({Card.UNDO, Card.FINISH_SHORT, Card.DAMAGED, Card.PAUSE, Card.SHORT, Card.NEXT_BOX})
_TAKES_OVER = frozenset({Phase.IDLE, Phase.PAUSED})
SHOWN = 200
"""Characters of a shot that an answer repeats."""


def _refused(desk: Desk, scan: PackScan, session: Session, refusal: Refusal) -> PackAnswer:
    now = bench_now(desk, session.station)
    if now.mine is not None:
        foreseen.counted(desk, now.mine, (), NEXT_CODES)
    badge = isinstance(refusal, MeansNothingHere) and refusal.kind == "badge"
    text = "badge" if badge else kept_text(scan.text, refusal)
    verdict = Verdict.ASKED if refusal.code == "which_one" else Verdict.REFUSED
    order_id = None if now.mine is None else now.mine.order_id
    bench.log_scan(
        desk,
        work=Work.PACK,
        device=scan.device,
        raw=text,
        verdict=verdict.value,
        code=refusal.code,
        order_id=order_id,
        qty=0,
    )
    klass = class_of(desk, refusal)
    _keep(desk, now, refusal, stops=klass == "stop")
    if order_id is not None:
        near_miss(desk, refusal, order_id, of_order=refusal.order_id if isinstance(refusal, OtherOrder) else 0)
    return PackAnswer(
        scan=text[:SHOWN],
        verdict=verdict,
        klass=klass,
        code=refusal.code,
        facts=_facts(desk, session, refusal),
        state=answered(desk, session.station, (), None),
    )


def _facts(desk: Desk, session: Session, refusal: Refusal) -> Facts:
    """Return a refusal's facts; a code that nobody knows can be linked here, and the sentence says so."""
    facts = plain_facts(refusal)
    offers = isinstance(refusal, UnknownBarcode) and bench_now(desk, session.station).row.recall("next") == UNKNOWN
    return {**facts, "problem": "link"} if offers else facts


def _keep(desk: Desk, now: BenchNow, refusal: Refusal, *, stops: bool) -> None:
    """Keep a Stop until it is acknowledged. After any no but a double read, `*n` has nothing to count."""
    if isinstance(refusal, (AcknowledgeFirst, DoubleRead)):
        return
    memory: dict[str, Any] = {name: value for name, value in now.row.memory.items() if name != "times"}
    ref, stop = now.row.ref, now.row.stop
    if stops:
        stop = refusal.code
        memory |= {"stop": dict(plain_facts(refusal)), "said": refusal.code}
        unpack = stopped.to_unpack(desk, now, refusal)
        if unpack is not None:
            memory["unpack"] = unpack
    if isinstance(refusal, ClaimLost):
        ref, memory = None, {"stop": memory["stop"], "said": refusal.code}
    if isinstance(refusal, ToteTaken) and stop and "unpack" in memory:
        memory |= {"stop": {**memory.get("stop", {}), "problem": ELSEWHERE, "taken": refusal.tote}}
    if isinstance(refusal, UnknownBarcode):
        memory = asking.after_unknown(now, memory, refusal.text)
    if (ref, stop, memory) != (now.row.ref, now.row.stop, now.row.memory):
        bench.write(desk, now.station, Work.PACK, BenchRow(ref, stop, memory))


def _ahead(scan: PackScan, session: Session) -> tuple[Ahead, ...]:
    return () if scan.double else foreseen.of_scan(session.station, scan.text, NEXT_CODES)


@handles(
    PackScan,
    right=Right.PACK,
    also=(Right.TAKE_OVER, Right.LINK_BARCODE, Right.CHANGE_ORDER, Right.OVERRIDE_WEIGHT),
    answer=PackAnswer,
    on_refusal=_refused,
    ahead=_ahead,
)
def pack_scan(desk: Desk, scan: PackScan, session: Session) -> PackAnswer:
    """Judge one shot and do what it asks for. Raises Refused with the verdict's name."""
    if scan.double:
        raise Refused(DoubleRead(kept_text(scan.text)[:SHOWN]))
    now = bench_now(desk, session.station)
    if now.lost is not None and not now.row.stop:
        raise Refused(ClaimLost(packs.person_code(desk, now.lost.person), now.lost.station))
    now = proving.joined(desk, now)
    deed = _answered(desk, scan, session, now) or _heard(desk, scan, session, now)
    deed = beforehand.followed(desk, scan, now, deed)
    bench.log_scan(
        desk,
        work=deed.work,
        device=scan.device,
        raw=deed.kept or scan.text,
        verdict=deed.verdict.value,
        code=deed.code,
        entry_id=deed.entry_id,
        order_id=deed.order_id,
        line_id=deed.line_id,
        qty=deed.qty,
    )
    state = answered(desk, session.station, deed.touched, deed.closed, deed.after)
    return PackAnswer(scan=scan.text[:SHOWN], verdict=deed.verdict, code=deed.code, facts=deed.facts, state=state)


def _heard(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed:
    """Do what a code means; where goods are sorted at this bench, what it means at the wall."""
    row = walling.at(desk, now)
    if (typed := walling.typed(desk, scan, session, row)) is not None:
        return typed
    expected = walling.expected(row, _EXPECTED[now.phase])
    meant = hear(desk, scan, session.station, Work.PACK, expected, now.row)
    if isinstance(meant, Acknowledged):
        return stopped.acknowledged(desk, scan, now, meant)
    if (put := walling.does(desk, scan, session, row, meant)) is not None:
        return put
    return walling.or_sorted(desk, scan, session, now, meant, lambda: _deed(desk, scan, session, now, meant))


def _answered(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed | None:
    """Take what answers an open question, whatever the text means elsewhere; None where it answers none."""
    return (
        _called(desk, scan, now)
        or stopped.into_tote(desk, scan, now)
        or _weighed(desk, scan, session, now)
        or asking.answered(desk, scan, session, now)
        or verifying.captured(desk, scan, session, now)
        or boxed.typed(desk, scan, now)
        or _agreed(desk, scan, session, now)
    )


def _called(desk: Desk, scan: PackScan, now: BenchNow) -> Deed | None:
    """Call a supervisor while a Stop waits, too; the Stop goes on waiting."""
    if not now.row.stop or is_enter(scan.text):
        return None
    meant = meaning.understand(scan.text, DeskLookup(desk), frozenset())
    calls = isinstance(meant, meaning.CommandMeant) and meant.command is Card.SUPERVISOR
    return asking.call(desk, now) if calls else None


def _weighed(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed | None:
    """Take a weight while one is waited for, or why it is kept; None where the shot is something else."""
    if now.row.stop or now.phase is not Phase.WEIGHING:
        if scan.weight is not None:
            raise Refused(AcknowledgeFirst(now.row.stop) if now.row.stop else NothingToWeigh())
        return None
    reason = weighing.reason_of(scan, now)
    if reason is not None:
        return weighing.keep_because(desk, session, now, verifying.going_on(desk, now), reason)
    weight = weighing.reading(scan)
    return None if weight is None else weighing.weigh(desk, scan, now, verifying.going_on(desk, now), weight)


def _agreed(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed | None:
    """Take what stands offered without a scan of each unit; None where nothing does. Raises Refused."""
    open_to_it = now.phase is Phase.VERIFYING and not beforehand.waits(now)
    offer = proving.agreed(desk, scan, now) if open_to_it else None
    return None if offer is None else verifying.agreed(desk, scan, session, now, offer)


def _deed(desk: Desk, scan: PackScan, session: Session, now: BenchNow, meant: Meaning) -> Deed:
    if isinstance(meant, meaning.CommandMeant):
        return boxes.card(desk, scan, session, now, meant.command) or _card(desk, scan, session, now, meant.command)
    if now.mine is not None and now.phase is Phase.WEIGHING:
        raise Refused(WeighFirst(now.mine.parcel))
    if now.phase is Phase.BOXING:
        return boxed.scanned(desk, scan, now, meant)
    if (moved := moving.scanned(desk, scan, now, meant)) is not None:
        return moved
    if isinstance(meant, meaning.Parcel):
        return _parcel(desk, scan, session, now, meant)
    applying.first(now)
    if isinstance(meant, Multiplier):
        needs_order(now, f"*{meant.n}")
        instructing.check_read(desk, now)
        return verifying.times(desk, scan, session, now, meant.n)
    if isinstance(meant, meaning.Product):
        return _item(desk, scan, session, now, meant)
    if (found := ways.order_of(desk, now, meant)) is not None:
        return opening.open_order(desk, scan, session, now, *found)
    raise Refused(nothing_here(desk, scan, meant))


def _parcel(desk: Desk, scan: PackScan, session: Session, now: BenchNow, meant: meaning.Parcel) -> Deed:
    """Take a parcel's label: what waits for it here is closed; at rest another one is shown, or its order opened.

    One that came with the goods opens its order as the order's own number does.
    """
    deed = applying.label(desk, now, int(meant.parcel))
    if deed is not None:
        return deed
    pack = packs.of_parcel(desk, int(meant.parcel)) if now.phase is Phase.IDLE else None
    if pack is None:
        before = ahead.without_pack(desk, int(meant.parcel))
        if before is None:
            raise Refused(nothing_here(desk, scan, meant))
        return opening.by_label(desk, scan, session, now, before)
    return opening.show_parcel(desk, scan, session, now, pack)


def nothing_here(desk: Desk, scan: Scan, meant: Meaning) -> MeansNothingHere:
    """Return the Note for a known code that is no answer to the question; a badge's text is not repeated."""
    kind = type(meant).__name__.lower()
    if isinstance(meant, meaning.Place):
        return MeansNothingHere(kind, places.get(desk, PlaceId(int(meant.place))).code)
    return MeansNothingHere(kind, "" if isinstance(meant, meaning.Badge) else kept_text(scan.text)[:SHOWN])


def _item(desk: Desk, scan: PackScan, session: Session, now: BenchNow, product: meaning.Product) -> Deed:
    if now.phase is Phase.IDLE:
        return rushing.item(desk, scan, session, now, product)
    needs_order(now, product.sku)
    if now.row.recall("next") == "damaged":
        return damaged.take_out(desk, scan, session, now, product)
    instructing.check_read(desk, now)
    return verifying.item(desk, scan, session, now, product)


def _card(desk: Desk, scan: PackScan, session: Session, now: BenchNow, card: Card) -> Deed:
    asks = now.mine is None and bool(now.row.recall("next"))  # a note at rest, say
    if card in _NEEDS_ORDER and not (asks and card is Card.UNDO):
        needs_order(now, word_of(card))
    weighs = now.mine is not None and now.phase is Phase.WEIGHING
    if card is Card.UNDO:
        return _undo(desk, scan, now)
    if card is Card.FINISH_SHORT:
        return _finish_short(desk, scan, session, now)
    if card in _ASKS:
        return _ASKS[card](desk, weighing.back_to_items(desk, now) if weighs else now)
    if card is Card.DAMAGED:
        return closing.damage_asked(desk, weighing.back_to_items(desk, now))
    if weighs and (at_scale := weighing.card(desk, scan, session, now, card)) is not None:
        return at_scale
    if card is Card.PAUSE:
        return _pause(desk, now)
    if card is Card.CONTINUE and now.phase is Phase.PAUSED:
        return opening.resume(desk, scan, session, now)
    if (answered := beforehand.card(desk, now, card)) is not None:
        return answered
    if card is Card.PRINT_AGAIN:
        return printing.print_again(desk, now)
    if card is Card.TAKE_OVER and now.phase in _TAKES_OVER:
        return _take_over(desk, now)
    raise Refused(NothingToContinue() if card is Card.CONTINUE else card_not_here(word_of(card)))


def _finish_short(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed:
    if now.mine is not None and now.phase is Phase.WEIGHING:
        raise Refused(WeighFirst(now.mine.parcel))
    return closing.finish_short(desk, scan, session, now, verifying.going_on(desk, now))


_ASKS: dict[Card, Callable[[Desk, BenchNow], Deed]] = {
    Card.SHORT: missing.asked, Card.ISSUE: asking.issue, Card.SUPERVISOR: asking.call,
}  # fmt: skip
"""Cards that ask what to do, or call somebody."""


def _undo(desk: Desk, scan: PackScan, now: BenchNow) -> Deed:
    if now.phase is not Phase.BOXING and beforehand.takes_back(now):
        remember(desk, now, "never_mind")
        return Deed("never_mind", order_id=None if now.mine is None else now.mine.order_id)
    return verifying.undo(desk, scan, weighing.back_to_items(desk, now))


def _pause(desk: Desk, now: BenchNow) -> Deed:
    pack = now.at_hand()
    packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.PAUSED,)))
    remember(desk, now, "pack_paused")
    desk.touch(Touched.PACK, Touched.ORDER)
    return Deed("pack_paused", facts={"order": orders.head(desk, pack.order_id).now.code}, order_id=pack.order_id)


def _take_over(desk: Desk, now: BenchNow) -> Deed:
    remember(desk, now, "scan_to_take_over", next=opening.TAKE_OVER)
    return Deed("scan_to_take_over", Verdict.ASKED)


@handles(PauseBench, right=Right.PACK, answer=PackState)
def pause_bench(desk: Desk, _command: PauseBench, session: Session) -> PackState:
    """Pause what is open at the station, whatever waits there; a Stop stays until it is acknowledged."""
    now = bench_now(desk, session.station)
    pack = now.mine
    if pack is not None and now.phase in (Phase.VERIFYING, Phase.BOXING, Phase.WEIGHING):
        packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.PAUSED,)))
        put_down(desk, now)
        desk.touch(Touched.PACK, Touched.ORDER)
    return pack_state(desk, session.station)
