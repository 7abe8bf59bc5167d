"""Unpacking: the goods of a parcel lie in their totes again, its label is void. In small parts, resumable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.application.run import Command, Outcome, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.packing.refusals import CannotUnpack, NoSuchParcel, ToteTaken
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import items, ledger, lines, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.packs import Pack

TAKEN_APART = frozenset({ParcelState.WAITS, ParcelState.SEALED, ParcelState.LABELLED})
"""States of a parcel that is sealed and still here."""

PART_LEGS = 100
"""Legs of one part: a parcel of 675 lines is unpacked in seven small transactions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpackParcel(Command):
    """Unpack one part of a parcel before hand-over; the answer says whether more is to come (`unpack_parcel` loops).

    `tote` names where the goods go when the totes they came from are in use again.
    """

    parcel_id: int
    reason: str
    tote: str = ""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`units` lie in `totes` again; `more`: another part waits."""

    parcel: str
    units: int
    totes: tuple[str, ...]
    more: bool


@handles(UnpackParcel, right=Right.REVERSE, answer=Unpacked)
def _unpack(desk: Desk, command: UnpackParcel, _session: Session) -> Unpacked:
    pack = packs.of_parcel(desk, command.parcel_id)
    if pack is None:
        raise Refused(NoSuchParcel(str(command.parcel_id)))
    resumed = pack.parcel_state is ParcelState.VOIDED and not goods.is_empty(desk, pack.place)
    if pack.parcel_state not in TAKEN_APART and not resumed:
        raise Refused(CannotUnpack(pack.parcel, pack.parcel_state.value))
    tote = _named(desk, command.tote) if command.tote else None
    return put_back(desk, command.id, pack, command.reason or "unpacked", tote)


def unpack_parcel(
    runner: Runner,
    session: Session,
    parcel_id: int,
    reason: str,
    tote: str = "",
    pause: Callable[[], None] = lambda: None,
) -> Outcome[Unpacked]:
    """Unpack a whole parcel, part by part; the first refusal ends it, and calling again resumes it."""
    units, totes = 0, dict[str, None]()
    while True:
        command = UnpackParcel(id=runner.ids.new(), parcel_id=parcel_id, reason=reason, tote=tote)
        done: Outcome[Unpacked] = runner.perform(command, session)
        if done.value is None:
            return done
        units += done.value.units
        totes.update(dict.fromkeys(done.value.totes))
        if not done.value.more:
            return Outcome(Unpacked(done.value.parcel, units, tuple(totes), more=False), None, done.changes)
        pause()


def _named(desk: Desk, code: str) -> Place:
    for place in places.with_code(desk, code):
        if place.kind is PlaceKind.TOTE:
            return place
    raise Refused(ToteTaken(code, ""))


def put_back(desk: Desk, deed_id: str, pack: Pack, why: str, tote: Place | None = None) -> Unpacked:
    """Void the parcel and move up to PART_LEGS of its cells back into totes. Raises Refused(ToteTaken)."""
    if pack.stage is not PackStage.UNPACKED:
        packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.UNPACKED,)))
        packs.give_back(desk, pack)
        packs.void_parcel(desk, pack.parcel_id)
    legs = legs_back(desk, pack, tote)
    part, more = legs[:PART_LEGS], len(legs) > PART_LEGS
    targets = {leg.target: places.get(desk, leg.target) for leg in part}
    for place in targets.values():
        _refuse_taken(desk, place, pack.order_id)
    if part:
        ledger.post(desk, Entry(EntryId(f"{deed_id}.1"), EntryKind.MOVE, tuple(part), why))
    for leg in part:
        if leg.line is not None:
            lines.add_packed(desk, leg.line, -leg.qty)
    if not more:
        _away(desk, f"{deed_id}.away", pack)
    desk.touch(Touched.PACK, Touched.PARCEL, Touched.ORDER)
    codes = tuple(place.code for place in targets.values())
    return Unpacked(pack.parcel, sum(leg.qty for leg in part), codes, more)


def void_empty(desk: Desk, deed_id: str, pack: Pack) -> None:
    """Give up a parcel in which nothing lies."""
    packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.UNPACKED,)))
    packs.give_back(desk, pack)
    packs.void_parcel(desk, pack.parcel_id)
    _away(desk, f"{deed_id}.away", pack)
    desk.touch(Touched.PACK, Touched.PARCEL, Touched.ORDER)


def _away(desk: Desk, entry_id: str, pack: Pack) -> None:
    """Throw the empty box away: its serial leaves the house."""
    place = places.get(desk, pack.place)
    at = places.stands_at(desk, place)
    if at is not None:
        scrap = places.outside(desk, PlaceKind.SCRAP).id
        leg = Leg(container_item(PlaceKind.PARCEL.value, place.code), at.id, scrap, 1)
        ledger.post(desk, Entry(EntryId(entry_id), EntryKind.MOVE, (leg,), "empty parcel"))


def legs_back(desk: Desk, pack: Pack, tote: Place | None = None, *, only: int | None = None) -> list[Leg]:
    """Return a leg for each line, item and tote: what lies in the parcel goes back to where it came from.

    `only` of that line.
    """
    packed = [each for each in goods.in_parcel(desk, pack.place) if only is None or each.line_id == only]
    net: dict[tuple[int, int], int] = {}
    for each in packed:
        net[each.line_id, each.item_id] = net.get((each.line_id, each.item_id), 0) + each.qty
    legs = []
    for each in packed:
        qty = min(each.qty, net[each.line_id, each.item_id])
        if qty > 0:
            net[each.line_id, each.item_id] -= qty
            target = _back_to(desk, each) if tote is None else tote.id
            legs.append(Leg(items.get(desk, each.item_id), pack.place, target, qty, LineId(each.line_id)))
    return legs


def _back_to(desk: Desk, packed: goods.Packed) -> PlaceId:
    """Return where goods came from; what was moved from another parcel, the tote from which it was packed there."""
    source = PlaceId(packed.source)
    if places.get(desk, source).kind is PlaceKind.PARCEL:
        return PlaceId(goods.tote_of(desk, packed.line_id, packed.item_id) or source)
    return source


def _refuse_taken(desk: Desk, place: Place, order_id: int) -> None:
    if place.kind is not PlaceKind.TOTE:
        return
    bound = goods.bound_to(desk, place.id)
    mine = sum(lying.qty for lying in goods.of_order(desk, order_id) if lying.place_id == place.id)
    if bound not in (None, order_id) or mine != goods.units_in(desk, place.id):
        other = bound if bound is not None else next(iter(goods.orders_in(desk, place.id)), order_id)
        raise Refused(ToteTaken(place.code, orders.head(desk, other).now.code))
