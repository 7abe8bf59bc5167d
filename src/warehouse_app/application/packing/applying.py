"""The label goes on: where the bench asks for it, its scan closes the parcel; then comes the next box, or order.

A parcel that waits for its label is sealed, its pack is labelled. It stays so through a crash and a pause, and its
label closes it whenever that is scanned at its bench.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import following, labelled
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, lasting, let_go, remember, take_up
from warehouse_app.application.settings import value_of
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.judge import may_go_on
from warehouse_app.domain.packing.refusals import ApplyFirst, WrongLabel
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState, stepped
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import ahead, goods, orders, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

ALWAYS, SEVERAL = "always", "several"


def must_scan(desk: Desk, *, more: bool) -> bool:
    """Tell whether a label must be scanned back; `more` boxes of the order are to come."""
    policy = value_of(desk, "pack.scan_back", desk.station)
    return policy == ALWAYS or (policy == SEVERAL and (more or bool(packs.open_labels(desk, desk.station))))


def sealed(desk: Desk, now: BenchNow, head: Head, deed: Deed, *, left: int, waits: bool) -> Deed:
    """Say what follows a parcel that was sealed: the scan of its label, the next box, or the next order.

    Between the boxes of an order the labels may wait together, unless each must be scanned.
    """
    pack = now.at_hand()
    if waits and (not left or value_of(desk, "pack.scan_back", desk.station) == ALWAYS):
        remember(desk, replace_pack(now, PackStage.LABELLED), "scan_label")
        return replace(deed, code="scan_label", verdict=Verdict.ACCEPTED, asks=True)
    return following.after(desk, now, head, replace(deed, closed=pack.id), left)


def replace_pack(now: BenchNow, stage: PackStage) -> BenchNow:
    """Return the bench with its pack at another stage."""
    pack = replace(now.at_hand(), stage=stage)
    return BenchNow(now.station, now.row, pack, pack)


def label(desk: Desk, now: BenchNow, parcel_id: int) -> Deed | None:
    """Take the scan of a parcel's label: it closes its parcel. None where it is none that waits at this bench.

    Raises Refused(WrongLabel) while another parcel is at hand, and what stops its order.
    """
    mine = now.mine if now.phase is Phase.APPLYING else None
    if mine is not None and mine.parcel_id != parcel_id:
        raise Refused(_wrong(desk, mine, parcel_id))
    pack = mine or next((each for each in packs.open_labels(desk, now.station) if each.parcel_id == parcel_id), None)
    if pack is None:
        return None
    head = orders.head(desk, pack.order_id)
    stays = may_go_on(head.now, goods.units_in(desk, pack.place))
    if stays is not None:
        raise Refused(stays)
    _close(desk, pack)
    facts: Facts = {"parcel": pack.parcel, "order": head.now.code}
    deed = Deed("label_applied", facts=facts, order_id=head.id)
    if mine is not None:
        return _next(desk, now, head, replace(deed, facts={**facts, "problem": labelled.APPLIED}))
    remember(desk, now, deed.code)
    return deed


def _close(desk: Desk, pack: Pack) -> None:
    walked(pack.stage, (PackStage.CLOSED,))
    stepped(pack.parcel_state, ParcelState.LABELLED)
    packs.applied(desk, pack)
    desk.touch(Touched.PACK, Touched.PARCEL, Touched.ORDER)


def _next(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed:
    """Ask for the label of the order's next box that waits here; else go on to the next box or order."""
    waiting = [each for each in packs.open_labels(desk, now.station) if each.order_id == head.id]
    if waiting:
        take_up(desk, now.station, (waiting[0].id, waiting[0].claim), "scan_label", **lasting(now.row))
        facts = {"parcel": waiting[0].parcel, "order": head.now.code, "applied": deed.facts["parcel"]}
        return replace(deed, code="next_label", facts=facts)
    pack, counted = now.at_hand(), orders.counted(desk, head.id).units
    facts = {**deed.facts, "units": goods.units_in(desk, pack.place), "weight_g": pack.weight_g}
    whole = replace(deed, facts={**facts, "missing": counted.missing, "left": counted.left}, closed=pack.id)
    return following.after(desk, now, head, whole, counted.left)


def _wrong(desk: Desk, mine: Pack, parcel_id: int) -> WrongLabel:
    other = packs.of_parcel(desk, parcel_id)
    if other is not None:
        code, order_id = other.parcel, other.order_id
    elif (before := ahead.without_pack(desk, parcel_id)) is not None:
        code, order_id = before.code, before.order_id
    else:
        code, order_id = "?", mine.order_id
    order = orders.head(desk, order_id).now.code
    return WrongLabel(code, order, mine.parcel, orders.head(desk, mine.order_id).now.code)


def take_again(desk: Desk, now: BenchNow, pack: Pack, head: Head) -> Deed:
    """Ask once more for a label that was left to be scanned later."""
    take_up(desk, now.station, (pack.id, pack.claim), "scan_label")
    facts: Facts = {"parcel": pack.parcel, "order": head.now.code, "units": goods.units_in(desk, pack.place)}
    return Deed("scan_label", facts=facts, order_id=head.id)


def leave(desk: Desk, now: BenchNow) -> Deed:
    """Leave the label at hand to be scanned later: it did not come out, or somebody must go."""
    pack = now.at_hand()
    let_go(desk, now.station, "label_left", pack.id)
    facts: Facts = {"parcel": pack.parcel, "order": orders.head(desk, pack.order_id).now.code}
    return Deed("label_left", facts=facts, order_id=pack.order_id)


def first(now: BenchNow) -> None:
    """Refuse what cannot be done while a label is to be scanned. Raises Refused(ApplyFirst)."""
    if now.mine is not None and now.phase is Phase.APPLYING:
        raise Refused(ApplyFirst(now.mine.parcel))
