"""Several parcels an order: the next box, and a sealed one that is opened again before it is handed over."""

from __future__ import annotations

from warehouse_app.application.packing import (
    applying,
    atopening,
    awaiting,
    closing,
    following,
    moving,
    printing,
    unpacking,
    verifying,
)
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember, take_up
from warehouse_app.application.packing.state import REOPEN
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.bench import NothingToContinue, OpenElsewhere, Verdict
from warehouse_app.domain.packing.judge import may_go_on
from warehouse_app.domain.packing.refusals import ApplyFirst, CannotUnpack, OrderOpenHere
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState, stepped
from warehouse_app.store import places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

_SEALED = unpacking.TAKEN_APART
_ANYWHERE = frozenset({Card.SUPERVISOR, Card.PHOTO})
"""Cards that change nothing of the work: who waits for a label that does not come out can call somebody."""


def card(desk: Desk, scan: PackScan, session: Session, now: BenchNow, card: Card) -> Deed | None:
    """Do what a card asks for while a label is to be scanned, or a parcel that was shown is asked about; else None."""
    if now.phase is Phase.APPLYING:
        return _label_card(desk, scan, now, card)
    if card in (Card.CONTINUE, Card.UNDO) and now.row.recall("next") == REOPEN:
        pack = packs.of_parcel(desk, int(now.row.recall("parcel")))
        return None if pack is None else _answered(desk, scan, now, pack, card)
    if card is Card.MOVE and now.phase in (Phase.IDLE, Phase.VERIFYING):
        return moving.begin(desk, now)
    if card is Card.NEXT_BOX and now.phase is Phase.VERIFYING:
        return closing.next_box(desk, session, now, verifying.going_on(desk, now))
    if card is Card.UNDO and now.phase is Phase.VERIFYING and now.at_hand().n > 1 and not now.row.recall("next"):
        before = _box_before(desk, now.at_hand())
        return None if before is None else ask_reopen(desk, now, before)
    return None


def _box_before(desk: Desk, pack: Pack) -> Pack | None:
    """Return the sealed box before one in which nothing lies: what UNDO takes back is that it was sealed."""
    if not goods.is_empty(desk, pack.place):
        return None
    boxes = [each for each in packs.of_order(desk, pack.order_id) if each.parcel_state in _SEALED]
    return max(boxes, key=lambda each: each.n, default=None)


def _label_card(desk: Desk, scan: PackScan, now: BenchNow, card: Card) -> Deed | None:
    """Do what a card asks for while a label is to be scanned; None for one that means the same everywhere.

    Raises Refused(ApplyFirst).
    """
    if card in _ANYWHERE:
        return None
    pack, asked = now.at_hand(), now.row.recall("next") == REOPEN
    if card is Card.PRINT_AGAIN:
        return printing.print_again(desk, now)
    if card is Card.PAUSE:
        return applying.leave(desk, now)
    if card is Card.UNDO and asked:
        remember(desk, now, "never_mind")
        return Deed("never_mind", order_id=pack.order_id)
    if card is Card.UNDO:
        return ask_reopen(desk, now, pack)
    if card is Card.CONTINUE and asked:
        return _agreed(desk, scan, now, pack)
    raise Refused(NothingToContinue() if card is Card.CONTINUE else ApplyFirst(pack.parcel))


def ask_reopen(desk: Desk, now: BenchNow, pack: Pack, code: str = "reopen_reach", **more: str | int | None) -> Deed:
    """Tell what opening a parcel again reaches, and ask. Raises Refused(CannotUnpack)."""
    if pack.parcel_state not in _SEALED:
        raise Refused(CannotUnpack(pack.parcel, pack.parcel_state.value))
    printed, reach = {"closed": pack.id} if now.mine is None else {}, awaiting.reach(desk, pack)
    order, units = orders.head(desk, pack.order_id).now.code, goods.units_in(desk, pack.place)
    facts: Facts = {"parcel": pack.parcel, "order": order, "units": units, "carrier": pack.carrier, "problem": reach}
    facts = {**facts, **more}
    remember(desk, now, code, next=REOPEN, parcel=pack.parcel_id, reach=reach, about={**facts, "asks": code}, **printed)
    return Deed(code, Verdict.ASKED, facts, order_id=pack.order_id)


def _answered(desk: Desk, scan: PackScan, now: BenchNow, pack: Pack, card: Card) -> Deed:
    """Open the parcel that was asked about again (CONTINUE), or leave it as it is (UNDO)."""
    if card is Card.CONTINUE:
        return _agreed(desk, scan, now, pack)
    remember(desk, now, "never_mind")
    return Deed("never_mind", order_id=pack.order_id)


def _agreed(desk: Desk, scan: PackScan, now: BenchNow, pack: Pack) -> Deed:
    """Open a parcel again whose reach was told; where its carrier was asked, or answered, since then, tell it anew."""
    if awaiting.reach(desk, pack) != (now.row.recall("reach") or ""):
        return ask_reopen(desk, now, pack)
    return reopened(desk, scan, now, pack)


def reopened(desk: Desk, scan: PackScan, now: BenchNow, pack: Pack) -> Deed:
    """Open a sealed parcel again at this bench, its label void. Nothing moves: its goods lie in it.

    Raises Refused(CannotUnpack, OpenElsewhere, OrderOpenHere), and what stops its order.
    """
    if pack.parcel_state not in _SEALED:
        raise Refused(CannotUnpack(pack.parcel, pack.parcel_state.value))
    head = orders.head(desk, pack.order_id)
    stays = may_go_on(head.now, goods.units_in(desk, pack.place))
    if stays is not None:
        raise Refused(stays)
    _make_room(desk, scan.id, now, head)
    reach = awaiting.reach(desk, pack)
    walked(pack.stage, (PackStage.VERIFYING,))
    stepped(pack.parcel_state, ParcelState.OPEN)
    token = packs.reopen(desk, pack)
    following.bring(desk, f"{scan.id}.1", head, places.get(desk, PlaceId(pack.place)))
    take_up(desk, now.station, (pack.id, token), "parcel_reopened", **atopening.kept(desk, now.station, head.id))
    following.touch(desk)
    facts: Facts = {
        "parcel": pack.parcel, "order": head.now.code, "units": goods.units_in(desk, pack.place),
        "carrier": pack.carrier, "problem": reach,
    }  # fmt: skip
    left = orders.counted(desk, head.id).units.left
    return Deed("parcel_reopened", facts={**facts, "left": left}, order_id=head.id)


def _make_room(desk: Desk, deed_id: str, now: BenchNow, head: Head) -> None:
    """Let no other parcel of the order be open: an empty one is given up. Raises Refused."""
    live = packs.live(desk, head.id)
    if live is None:
        return
    if live.station != now.station:
        raise Refused(OpenElsewhere(head.now.code, packs.person_code(desk, live.person), live.station))
    if not goods.is_empty(desk, live.place):
        raise Refused(OrderOpenHere(head.now.code))
    unpacking.void_empty(desk, deed_id, live)
