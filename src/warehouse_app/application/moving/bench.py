"""The moving bench: scan the place goods are taken from, what is taken, how much, and where it goes: one entry.

The same place again means all of it. A container that is scanned is carried, or goods are taken out of it. Where the
target would become what it should not (full, mixed), the bench says so and asks once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.bench import counted_units
from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, is_code, refused
from warehouse_app.application.moving import cards, hands, putting, state
from warehouse_app.application.moving.carrying import check_source
from warehouse_app.application.moving.hands import Hands
from warehouse_app.application.run import Session, handles
from warehouse_app.domain import marks
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Multiplier
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import MeansNothingHere, NoMultiScan, NothingToCount, UnknownBarcode, Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import MAX_CHOICES, FloorAnswer, NoSuchChoice
from warehouse_app.domain.moving.refusals import (
    MoreThanThere,
    NotANumberOfUnits,
    NothingToMove,
    NotInPlace,
    SourceFirst,
    TargetFirst,
    TooManyKinds,
)
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import items, places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import goods
from warehouse_app.store.moving.goods import Lying


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveScan(FloorScan):
    """One shot at a moving bench."""


def _expected(row: BenchRow) -> frozenset[Kind]:
    now = hands.read(row)
    return hands.THINGS if now.source and not now.thing else hands.PLACES


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    now = hands.read(row)
    if isinstance(meant, meaning.CommandMeant):
        return cards.played(desk, scan.id, session, now, meant.command)
    if isinstance(meant, Multiplier):
        return _times(desk, now, meant.n)
    if isinstance(meant, meaning.Product):
        return _product(desk, now, meant)
    place = _place_of(desk, meant)
    if place is None:
        raise Refused(MeansNothingHere(type(meant).__name__.lower(), ""))
    return _place(desk, scan.id, session, now, place)


def _place_of(desk: Desk, meant: Meaning) -> Place | None:
    ref = {meaning.Place: "place", meaning.Tote: "tote", meaning.Cart: "cart"}.get(type(meant))
    return None if ref is None else places.get(desk, PlaceId(int(getattr(meant, ref))))


def _place(desk: Desk, command_id: str, session: Session, now: Hands, place: Place) -> FloorDeed:
    """Take a scanned place or container for source, thing or target, whichever is asked for."""
    if not now.source:
        return _source(desk, session, now, place)
    source = hands.source_of(desk, now)
    if now.thing:
        return _all_here(desk, now) if place.id == source.id else putting.put(desk, command_id, session, now, place)
    if place.id == source.id:
        return _everything(desk, now)
    stands = places.stands_at(desk, place) if place.is_container else None
    if stands is not None and stands.id == source.id:
        return _container(desk, now, place)
    if source.is_container:
        return putting.put_container(desk, command_id, session, now, place)
    return _ask_whole(desk, now, place)


def _source(desk: Desk, session: Session, now: Hands, place: Place) -> FloorDeed:
    check_source(desk, place)
    there = goods.lying(desk, place.id)
    if not there and not place.is_container:
        raise Refused(NothingToMove(place.code))
    fresh = replace(cards.take_for(desk, session, now, place), source=place.id, here=goods.house(desk, place))
    units = sum(each.on_hand for each in there)
    return FloorDeed("move_source", {"place": place.code, "units": units}, row=hands.row_of(fresh))


def _everything(desk: Desk, now: Hands) -> FloorDeed:
    """Take all that stands in the source: the place was scanned again, or it was chosen so."""
    there = goods.lying(desk, now.source)
    code = hands.source_of(desk, now).code
    if not there:
        raise Refused(NothingToMove(code))
    if len(there) > goods.MAX_CELLS:
        raise Refused(TooManyKinds("", code, len(there)))
    units = sum(each.on_hand for each in there)
    kept = replace(now, whole=True, items=(), options=(), asked="", qty=units)
    return FloorDeed("move_everything", {"units": units, "place": code}, row=hands.row_of(kept), qty=units)


def _all_here(desk: Desk, now: Hands) -> FloorDeed:
    """Take all of the item at hand: its place was scanned again."""
    if now.whole:
        raise Refused(TargetFirst(hands.source_of(desk, now).code))
    units = hands.all_of(desk, now)
    if not units:
        raise Refused(NotInPlace(hands.named(items.get(desk, now.items[0])), hands.source_of(desk, now).code))
    kept = replace(now, qty=units, asked="", target=0)
    return FloorDeed("move_all", _facts(desk, kept), row=hands.row_of(kept), qty=units)


def _ask_whole(desk: Desk, now: Hands, place: Place) -> FloorDeed:
    """Ask what was meant by a second place: everything goes there, or goods are taken from there."""
    source = hands.source_of(desk, now)
    units = sum(each.on_hand for each in goods.lying(desk, source.id))
    asking = replace(now, asked="whole", target=place.id)
    facts: dict[str, str | int | bool | None] = {"place": source.code, "units": units, "target": place.code}
    return FloorDeed("move_ask_whole", facts, Verdict.ASKED, row=hands.row_of(asking))


def _container(desk: Desk, now: Hands, place: Place) -> FloorDeed:
    found = next((each for each in goods.lying(desk, now.source) if each.item.serial == place.code), None)
    if found is None:
        raise Refused(NotInPlace(place.code, hands.source_of(desk, now).code))
    kept = replace(now, items=(found.item_id,), qty=1, factor=1)
    return FloorDeed("move_container", {"container": place.code}, row=hands.row_of(kept), qty=1)


def _product(desk: Desk, now: Hands, meant: meaning.Product) -> FloorDeed:
    """Take a product from the source: one more of what is at hand, or ask which lot or serial of it."""
    known = products.find(desk, meant.sku)
    if not now.source:
        raise Refused(SourceFirst(meant.sku))
    factor = counted_units(meant, known)
    if now.thing:
        return _one_more(desk, now, meant, factor)
    source = hands.source_of(desk, now)
    sku = meant.sku if known is None else known.sku
    there = [each for each in goods.lying(desk, source.id) if each.item.sku == sku]
    if not there:
        raise Refused(NotInPlace(sku, source.code))
    fit = marks.fitting(sku, meant.gs1, [each.item for each in there])
    if isinstance(fit, Refusal):
        raise Refused(fit)
    found = tuple(each for each in there if each.item in fit)
    if len(found) > 1:
        return _ask_which(now, source, sku, found, factor)
    return _chosen(desk, now, found[0], factor)


def _ask_which(now: Hands, source: Place, sku: str, found: tuple[Lying, ...], factor: int) -> FloorDeed:
    if len(found) > MAX_CHOICES:
        raise Refused(TooManyKinds(sku, source.code, len(found)))
    asking = replace(now, asked="lots", options=tuple(each.item_id for each in found), factor=factor)
    return FloorDeed("move_ask_lot", {"sku": sku, "place": source.code}, Verdict.ASKED, row=hands.row_of(asking))


def _chosen(desk: Desk, now: Hands, lying: Lying, factor: int) -> FloorDeed:
    """Take an item in hand; where a task asks for it, as many as it asks for and are there."""
    wanted = cards.wanted_of(desk, now, lying.item_id)
    qty = min(wanted, lying.on_hand) if wanted else factor
    kept = replace(now, items=(lying.item_id,), qty=qty, factor=factor, asked="", options=())
    if qty > lying.on_hand:
        raise Refused(_too_many(desk, kept, qty, lying.on_hand))
    return FloorDeed("move_item", _facts(desk, kept), row=hands.row_of(kept), qty=qty)


def _too_many(desk: Desk, now: Hands, asked: int, there: int) -> MoreThanThere:
    sku = items.get(desk, now.items[0]).sku
    return MoreThanThere(sku, hands.source_of(desk, now).code, asked, there)


def _one_more(desk: Desk, now: Hands, meant: meaning.Product, factor: int) -> FloorDeed:
    item = None if now.whole else items.get(desk, now.items[0])
    if item is None or item.sku.upper() != meant.sku.upper():
        raise Refused(TargetFirst(hands.source_of(desk, now).code if item is None else hands.named(item)))
    if isinstance(marks.fitting(item.sku, meant.gs1, (item,)), Refusal):
        raise Refused(TargetFirst(hands.named(item)))
    return _so_many(desk, now, now.qty + factor)


def _times(desk: Desk, now: Hands, n: int) -> FloorDeed:
    """Count what was scanned as `n` of it."""
    if not now.items or now.whole:
        raise Refused(NothingToCount(n))
    item = items.get(desk, now.items[0])
    known = None if item.is_container else products.find(desk, item.sku)
    if item.serial or (known is not None and not known.multi_scan):
        raise Refused(NoMultiScan(hands.named(item)))
    return _so_many(desk, now, n * now.factor)


def _so_many(desk: Desk, now: Hands, qty: int) -> FloorDeed:
    if qty < 1:
        raise Refused(NotANumberOfUnits(qty))
    there = hands.all_of(desk, now)
    if qty > there:
        raise Refused(_too_many(desk, now, qty, there))
    kept = replace(now, qty=qty, asked="", target=0)
    return FloorDeed("move_item", _facts(desk, kept), row=hands.row_of(kept), qty=qty)


def _facts(desk: Desk, now: Hands) -> dict[str, str | int | bool | None]:
    return {
        "sku": hands.named(items.get(desk, now.items[0])), "qty": now.qty,
        "there": hands.all_of(desk, now), "place": hands.source_of(desk, now).code,
    }  # fmt: skip


def _types(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    """Take a typed number for the choice that is asked for, or for the quantity; else the text is a code."""
    now = hands.read(row)
    if now.asked:
        return _choice(desk, scan.id, session, now, number)
    if now.phase == "qty":
        return None if is_code(desk, scan.text) else _so_many(desk, now, number)
    return cards.chosen(desk, scan.id, session, now, number)


def _choice(desk: Desk, command_id: str, session: Session, now: Hands, number: int) -> FloorDeed:
    if now.asked == "lots" and 1 <= number <= len(now.options):
        there = {each.item_id: each for each in goods.lying(desk, now.source)}
        chosen = there.get(now.options[number - 1])
        if chosen is None:
            raise Refused(NotInPlace(hands.named(items.get(desk, now.options[number - 1])), _code(desk, now)))
        return _chosen(desk, now, chosen, now.factor)
    if number == 1 and now.asked == "whole":
        whole = hands.read(_everything(desk, now).row or BenchRow())
        return putting.put(desk, command_id, session, replace(whole, target=0), places.get(desk, PlaceId(now.target)))
    if number == 2 and now.asked == "whole":  # noqa: PLR2004 - the second choice
        return _source(desk, session, now.put_down(), places.get(desk, PlaceId(now.target)))
    if number in (1, 2) and now.asked not in ("lots", "whole"):
        if number == 1:
            return putting.put_all_the_same(desk, command_id, session, now)
        kept = replace(now, asked="", target=0)
        return FloorDeed("move_other_target", {"place": _code(desk, now)}, row=hands.row_of(kept))
    raise Refused(NoSuchChoice(str(number)))


def _lost(desk: Desk, scan: FloorScan, _session: Session, row: BenchRow, _unknown: UnknownBarcode) -> FloorDeed | None:
    """Where it is asked which one it is, its lot or serial number answers as well as the digit."""
    now, said = hands.read(row), scan.text.strip().removeprefix("=").casefold()
    if now.asked != "lots" or not said:
        return None
    sku = items.get(desk, now.options[0]).sku
    for each in goods.lying(desk, now.source):
        item = items.get(desk, each.item_id)
        if item.sku == sku and said in (item.lot.casefold(), item.serial.casefold()):
            return _chosen(desk, now, each, now.factor)
    return None


def _code(desk: Desk, now: Hands) -> str:
    return hands.source_of(desk, now).code


BENCH = FloorBench(Work.MOVE, _expected, _does, state.shown, _types, lost=_lost)
"""Moving, for the line mode and the page of floor benches."""


def _refused(desk: Desk, scan: MoveScan, session: Session, refusal: Refusal) -> FloorAnswer:
    return refused(desk, scan, session, refusal, BENCH)


@handles(MoveScan, right=Right.MOVE, answer=FloorAnswer, on_refusal=_refused)
def move_scan(desk: Desk, scan: MoveScan, session: Session) -> FloorAnswer:
    """Judge one shot at a moving bench. Raises Refused with the verdict's name."""
    desk.touch(Touched.MOVE)
    return answered(desk, scan, session, BENCH)
