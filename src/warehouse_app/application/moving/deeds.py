"""Goods moved, corrected, locked away, released and thrown away by command: the office's mouth of what benches do.

A correction, a quarantine and a scrapping are never refused for promises: who loses one is named in the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from warehouse_app.application.moving.carrying import (
    carry,
    carry_container,
    check_source,
    check_target,
    what_becomes,
)
from warehouse_app.application.moving.naming import Loser, Named, goods_named, losers, place_named
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, Posted
from warehouse_app.domain.moving.refusals import NothingToCorrect, NothingToMove, NotMovedTo, WhyMissing
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.inventory import QUARANTINE_PLACE
from warehouse_app.store.moving import goods, picks
from warehouse_app.store.moving.goods import Lying

LONGEST_WHY = 200
LONGEST_MARK = 40
"""Characters of a lot or grade."""


@dataclass(frozen=True, slots=True)
class WouldBecome(Refusal):
    """The place would become what it should not: full, heavy, mixed. It can be said that it is meant so."""

    code: ClassVar[str] = "would_become"
    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class BadMark(Refusal):
    """A lot, serial number or grade that cannot be: too long, or a sign of the program's own."""

    code: ClassVar[str] = "bad_mark"
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStock(Command):
    """Move goods from one place to another. `sku` "" means everything in the source, or the container itself."""

    source: str
    target: str
    goods: Named | None = None
    warehouse: str = ""
    why: str = ""
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectStock(Command):
    """Say that goods in a place are of another lot, serial number or grade than was booked. None: as it is."""

    place: str
    goods: Named
    why: str
    to_lot: str | None = None
    to_serial: str | None = None
    to_grade: str | None = None
    warehouse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineStock(Command):
    """Lock goods of a place away."""

    place: str
    goods: Named
    why: str
    warehouse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockStock(Command):
    """Release goods from quarantine to a place, in another grade where one is given."""

    target: str
    goods: Named
    why: str
    to_grade: str | None = None
    source: str = ""
    warehouse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrapStock(Command):
    """Throw goods of a place away."""

    place: str
    goods: Named
    why: str
    warehouse: str = ""


@dataclass(frozen=True, slots=True)
class StockDeed:
    """What was done: so many units of what, from where to where; who lost promises; pick tasks sent elsewhere."""

    what: str
    qty: int
    source: str
    target: str
    promised: int = 0
    lost: tuple[Loser, ...] = ()
    tasks: int = 0
    told: str = ""


def reason(why: str) -> str:
    """Return a reason that is kept. Raises Refused(WhyMissing)."""
    found = why.strip()[:LONGEST_WHY]
    if not found:
        raise Refused(WhyMissing())
    return found


@handles(MoveStock, right=Right.MOVE, answer=StockDeed)
def move_stock(desk: Desk, command: MoveStock, _session: Session) -> StockDeed:
    """Move goods, everything in a place, or a container. Raises Refused with what is wrong."""
    source = place_named(desk, command.warehouse, command.source)
    target = place_named(desk, command.warehouse, command.target)
    check_source(desk, source)
    check_target(desk, source, target)
    if source.id == target.id:
        raise Refused(NotMovedTo(target.code, "stands_there"))
    entry_id, why = EntryId(f"{command.id}.1"), command.why.strip()[:LONGEST_WHY]
    desk.touch(Touched.STOCK, Touched.MOVE)
    if command.goods is None and source.is_container:
        whole = carry_container(desk, entry_id, source, target, why)
        return StockDeed(source.code, whole.units, source.code, target.code, whole.promised)
    what = _all_in(desk, source) if command.goods is None else (goods_named(desk, source, command.goods),)
    problem, told = what_becomes(desk, target, what)
    if problem and not command.anyway:
        raise Refused(WouldBecome(target.code, problem))
    done = carry(desk, entry_id, source, target, what, why)
    name = what[0][0].item.sku if command.goods is not None else ""
    return StockDeed(name, done.units, source.code, target.code, done.promised, (), done.tasks, problem or told)


def _all_in(desk: Desk, source: Place) -> tuple[tuple[Lying, int], ...]:
    there = goods.lying(desk, source.id)
    if not there:
        raise Refused(NothingToMove(source.code))
    return tuple((each, each.on_hand) for each in there)


@handles(CorrectStock, right=Right.STOCK, answer=StockDeed)
def correct_stock(desk: Desk, command: CorrectStock, _session: Session) -> StockDeed:
    """Book goods as what they are. Raises Refused(WhyMissing, NothingToCorrect, BadMark, ...)."""
    why = reason(command.why)
    place = place_named(desk, command.warehouse, command.place)
    found, qty = goods_named(desk, place, command.goods)
    right = replace(
        found.item,
        lot=marked(found.item.lot if command.to_lot is None else command.to_lot),
        serial=marked(found.item.serial if command.to_serial is None else command.to_serial),
        grade=marked(found.item.grade if command.to_grade is None else command.to_grade) or found.item.grade,
    )
    if right == found.item:
        raise Refused(NothingToCorrect(found.item.sku))
    legs = _into(desk, place, found.item, place, right, qty)
    return _forced(desk, command, (place, place), found, qty, EntryKind.TRANSFORM, legs, why)


def marked(text: str) -> str:
    """Return a lot, serial number or grade as it is kept. Raises Refused(BadMark)."""
    found = text.strip()
    if len(found) > LONGEST_MARK or found == "*" or not found.isprintable():
        raise Refused(BadMark(found[:LONGEST_MARK]))
    return found


@handles(QuarantineStock, right=Right.STOCK, answer=StockDeed)
def quarantine_stock(desk: Desk, command: QuarantineStock, _session: Session) -> StockDeed:
    """Lock goods away. Raises Refused(WhyMissing, NotMovedTo where they are locked away already, ...)."""
    why = reason(command.why)
    place = place_named(desk, command.warehouse, command.place)
    if place.kind in (PlaceKind.QUARANTINE, PlaceKind.PARCEL):
        raise Refused(NotMovedTo(place.code, f"from_{place.kind.value.lower()}"))
    found, qty = goods_named(desk, place, command.goods)
    target = quarantine_of(desk, goods.house(desk, place))
    legs = (Leg(found.item, place.id, target.id, qty),)
    return _forced(desk, command, (place, target), found, qty, EntryKind.MOVE, legs, why)


def quarantine_of(desk: Desk, warehouse: str) -> Place:
    """Return the warehouse's quarantine, made now where it has none."""
    for place in places.of_kind(desk, PlaceKind.QUARANTINE):
        if place.warehouse == warehouse:
            return place
    return places.known(desk, warehouse, QUARANTINE_PLACE, PlaceKind.QUARANTINE)


@handles(UnlockStock, right=Right.STOCK, answer=StockDeed)
def unlock_stock(desk: Desk, command: UnlockStock, _session: Session) -> StockDeed:
    """Release goods from quarantine. Raises Refused(WhyMissing, NotInPlace, TargetElsewhere, MoveLocked, ...)."""
    why = reason(command.why)
    target = place_named(desk, command.warehouse, command.target)
    house = goods.house(desk, target)
    source = place_named(desk, house, command.source) if command.source else quarantine_of(desk, house)
    if source.kind is not PlaceKind.QUARANTINE:
        raise Refused(NotMovedTo(source.code, "not_quarantine"))
    check_target(desk, source, target)
    found, qty = goods_named(desk, source, command.goods)
    grade = found.item.grade if command.to_grade is None else marked(command.to_grade) or found.item.grade
    now = replace(found.item, grade=grade)
    problem, told = what_becomes(desk, target, [(found._replace(item=now), qty)])
    legs: tuple[Leg, ...] = (Leg(now, source.id, target.id, qty),)
    if now != found.item:
        legs = _into(desk, source, found.item, target, now, qty)
    kind = EntryKind.MOVE if now == found.item else EntryKind.TRANSFORM
    ledger.post(desk, Entry(EntryId(f"{command.id}.1"), kind, legs, why))
    desk.touch(Touched.STOCK, Touched.MOVE)
    return StockDeed(found.item.sku, qty, source.code, target.code, told=problem or told)


@handles(ScrapStock, right=Right.SCRAP, answer=StockDeed)
def scrap_stock(desk: Desk, command: ScrapStock, _session: Session) -> StockDeed:
    """Throw goods away. Raises Refused(WhyMissing, NotMovedTo for what is in a parcel, ...)."""
    why = reason(command.why)
    place = place_named(desk, command.warehouse, command.place)
    if place.kind is PlaceKind.PARCEL:
        raise Refused(NotMovedTo(place.code, "from_parcel"))
    found, qty = goods_named(desk, place, command.goods)
    scrap = places.outside(desk, PlaceKind.SCRAP)
    legs = (Leg(found.item, place.id, scrap.id, qty),)
    return _forced(desk, command, (place, scrap), found, qty, EntryKind.MOVE, legs, why)


def _into(desk: Desk, source: Place, was: Item, target: Place, now: Item, qty: int) -> tuple[Leg, ...]:
    """Return the legs by which goods become others: by way of ADJUST, so that each item's sum stays zero."""
    adjust = places.outside(desk, PlaceKind.ADJUST).id
    return (Leg(was, source.id, adjust, qty), Leg(now, adjust, target.id, qty))


def _forced(
    desk: Desk, command: Command, ends: tuple[Place, Place], found: Lying, qty: int, kind: EntryKind,
    legs: tuple[Leg, ...], why: str,
) -> StockDeed:  # fmt: skip
    """Post what is never refused for promises; pick tasks go elsewhere or end short, and losers are named."""
    source, target = ends
    before = picks.waiting(desk, source.id, found.item_id) if found.held else ()
    posted: Posted = ledger.post(desk, Entry(EntryId(f"{command.id}.1"), kind, legs, why), forced=True)
    tasks, _short = picks.follow(desk, before)
    desk.touch(Touched.STOCK, Touched.MOVE, Touched.ORDER, *((Touched.BATCH,) if tasks else ()))
    return StockDeed(found.item.sku, qty, source.code, target.code, 0, losers(desk, posted.lost), tasks)
