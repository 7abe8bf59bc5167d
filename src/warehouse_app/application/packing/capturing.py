"""Lot, serial number, expiry and free fields captured while goods are packed, by rule.

A GS1 code that says them is enough; else the bench asks for one after the other, and counts the unit when all are told.
What the tote's goods are known to be is verified, not asked again. What may not leave is stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.bench import NoMultiScan, Verdict
from warehouse_app.domain.items import Item, Tracking
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.rules import SerialElsewhere
from warehouse_app.domain.marks import Expired
from warehouse_app.domain.packing.asking import CAPTURE
from warehouse_app.domain.packing.capture import (
    EXPIRY,
    LOT,
    SERIAL,
    Field,
    NotCaptured,
    asked_of,
    said_by,
    still_asked,
    value_of,
)
from warehouse_app.domain.packing.judge import Shot
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.products import Product
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.verdicts.lots import LotBlocked
from warehouse_app.store import carrying, inventory, items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders
from warehouse_app.store.packing.goods import Lying
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.verdicts import capture, lots

MADE_KNOWN = "captured at the bench"
PUT_IN, KNOWN = ".1", ".known"
"""How the entries of a scan end: that put the unit into the parcel, that made known what it is."""


def is_traced(known: Product | None) -> bool:
    """Tell whether a product's units are told apart."""
    return known is not None and known.tracking is not Tracking.NONE


def may_leave(desk: Desk, sku: str, here: Sequence[Item], said: Gs1Fields | None) -> tuple[Item, ...]:
    """Return those of the goods that may leave. Raises Refused(LotBlocked, Expired) where none of them may."""
    held = {each.lot.casefold(): each for each in lots.blocked(desk, sku)}
    scanned = held.get((said.lot or "").casefold()) if said is not None and said.lot else None
    if scanned is not None:
        raise Refused(LotBlocked(sku, scanned.lot, scanned.why))
    free = [item for item in here if item.lot.casefold() not in held]
    if here and not free:
        first = held[here[0].lot.casefold()]
        raise Refused(LotBlocked(sku, first.lot, first.why))
    days = {item.lot: lots.last_day(desk, sku, item.lot) for item in free if item.lot}
    fresh = [item for item in free if not days.get(item.lot) or days[item.lot] >= desk.at[:10]]
    if free and not fresh:
        raise Refused(Expired(sku, days[free[0].lot]))
    return tuple(fresh)


def exact(fit: Sequence[Item], said: Gs1Fields | None) -> tuple[Item, ...]:
    """Return those of the goods that are known to be of the serial number or lot that was said; all, where none is."""
    for mark in ("serial", "lot"):
        named = (getattr(said, mark) or "").casefold() if said is not None else ""
        known = tuple(item for item in fit if named and getattr(item, mark).casefold() == named)
        if known:
            return known
    return tuple(fit)


def fields_for(desk: Desk, now: BenchNow, head: Head, known: Product | None, here: Iterable[Item]) -> tuple[Field, ...]:
    """Return what is asked of a product here: by its tracking, where the goods are not known, and by rules."""
    if known is None:
        return ()
    asked: list[Field] = []
    there = list(here)
    if known.tracking is Tracking.SERIAL and there and not all(item.serial for item in there):
        asked.append(Field(SERIAL))
    if known.tracking is Tracking.LOT and there and not all(item.lot for item in there):
        asked.append(Field(LOT))
    if now.row.recall("captures"):
        ruled = asked_of(capture.rules_for(desk, known.sku, head.id))
        masks = {each.name: each for each in ruled}
        asked = [masks.pop(each.name, each) for each in asked]
        told = {LOT: all(item.lot for item in there), SERIAL: all(item.serial for item in there)}
        asked += [each for each in masks.values() if not (there and told.get(each.name))]
    return tuple(asked)


def ruled(desk: Desk, now: BenchNow, sku: str) -> bool:
    """Tell whether a rule asks for anything of a product in the order at hand."""
    return bool(now.row.recall("captures") and capture.rules_for(desk, sku, now.at_hand().order_id))


def asked(desk: Desk, now: BenchNow, head: Head, shot: Shot, fields: Sequence[Field], got: dict[str, str]) -> Deed:
    """Ask for the next value that nobody told. Raises Refused(NoMultiScan) for several units of one serial number."""
    if shot.qty > 1 and any(each.name == SERIAL for each in fields):
        raise Refused(NoMultiScan(shot.sku))
    following = still_asked(fields, got)[0]
    pending = {
        "sku": shot.sku, "name": shot.name, "qty": shot.qty, "got": got,
        "fields": [[each.name, each.mask, each.hint] for each in fields],
    }  # fmt: skip
    remember(desk, now, "capture", next=CAPTURE, pending=pending)
    return Deed("capture", Verdict.ASKED, _facts(shot, following), order_id=head.id)


def _facts(shot: Shot, following: Field) -> Facts:
    return {
        "sku": shot.sku, "name": shot.name, "field": following.name, "hint": following.hint or following.mask,
        "problem": "hint" if following.hint or following.mask else "",
    }  # fmt: skip


def question(now: BenchNow) -> Facts:
    """Return what is asked of the unit at hand, as the bench has it in mind; {} where nothing is."""
    found = pending(now)
    return {} if found is None else _facts(found[0], still_asked(found[1], found[2])[0])


def pending(now: BenchNow) -> tuple[Shot, tuple[Field, ...], dict[str, str]] | None:
    """Return the unit that waits for values, its fields and what was told; None where none waits."""
    found = now.row.recall("pending")
    if now.row.recall("next") != CAPTURE or not found:
        return None
    fields = tuple(Field(*each) for each in found["fields"])
    return Shot(found["sku"], found["name"], int(found["qty"])), fields, dict(found["got"])


def told(desk: Desk, scan: PackScan, fields: Sequence[Field], got: dict[str, str], said: Gs1Fields | None) -> None:
    """Take what was scanned or typed as the next value, or as all that a GS1 code says. Raises Refused(NotCaptured)."""
    today = date.fromisoformat(desk.at[:10])
    named = {each.name for each in fields}
    of_code = {name: value for name, value in said_by(said, today).items() if name in named and not got.get(name)}
    if of_code:
        got.update(of_code)
        return
    following = still_asked(fields, got)[0]
    value = value_of(following, scan.text, today)
    if isinstance(value, NotCaptured):
        raise Refused(value)
    got[following.name] = value


def check(desk: Desk, head: Head, sku: str, got: dict[str, str]) -> None:
    """Stop what may not leave. Raises Refused(Expired, LotBlocked, SerialElsewhere)."""
    day = got.get(EXPIRY, "")
    if day and day < desk.at[:10]:
        raise Refused(Expired(sku, day))
    if got.get(LOT):
        may_leave(desk, sku, (Item(sku, got[LOT]),), None)
    if got.get(SERIAL):
        _check_serial(desk, head, sku, got[SERIAL])


def _check_serial(desk: Desk, head: Head, sku: str, serial: str) -> None:
    """Stop a serial number that is somewhere else: one number is one thing."""
    at = carrying.serial_at(desk, sku, serial)
    if at is not None and at not in {each.place_id for each in goods.of_order(desk, head.id)}:
        raise Refused(SerialElsewhere(sku, serial, places.get(desk, at).code))


def make_known(desk: Desk, scan: PackScan, head: Head, shot: Shot, got: dict[str, str]) -> Gs1Fields | None:
    """Book the goods in the tote as what they are now known to be; return what the scan then says of them."""
    lot, serial = got.get(LOT, ""), got.get(SERIAL, "")
    if not lot and not serial:
        return None
    lying = _unknown(desk, head, shot, lot, serial)
    if lying is not None:
        was = items.get(desk, lying.item_id)
        now = replace(was, lot=was.lot or lot, serial=was.serial or serial)
        adjust, place = places.outside(desk, PlaceKind.ADJUST).id, PlaceId(lying.place_id)
        line = LineId(lying.line_id)
        legs = (Leg(was, place, adjust, shot.qty, line), Leg(now, adjust, place, shot.qty, line))
        ledger.post(desk, Entry(EntryId(f"{scan.id}{KNOWN}"), EntryKind.TRANSFORM, legs, MADE_KNOWN))
    return Gs1Fields(lot=lot or None, serial=serial or None)


def _unknown(desk: Desk, head: Head, shot: Shot, lot: str, serial: str) -> Lying | None:
    """Return goods of the order that are not known to be of this lot or serial, and could be.

    None where none is, and where such goods lie here already: a unit becomes known once.
    """
    lying = [each for line in orders.selling(desk, head.id, shot.sku) for each in goods.of_line(desk, line.line_id)]
    here = [(each, items.get(desk, each.item_id)) for each in lying if each.qty >= shot.qty]
    if any(_is(item.lot, lot) and _is(item.serial, serial) for _, item in here):
        return None
    for each, item in here:
        could = item.lot.casefold() in ("", lot.casefold()) and not item.serial
        if could and ((lot and not item.lot) or (serial and not item.serial)):
            return each
    return None


def _is(known: str, told: str) -> bool:
    return not told or known.casefold() == told.casefold()


def unknown_again(desk: Desk, scan: PackScan, put_in: EntryId) -> None:
    """Let the goods of an undone scan be known as little as before it: what was told may be what was wrong."""
    known = EntryId(f"{put_in.removesuffix(PUT_IN)}{KNOWN}")
    if ledger.find(desk, known) is not None and not inventory.reach(desk, known).entries:
        inventory.reverse(desk, known, EntryId(f"{scan.id}.2"), "undone at the bench")


def keep(desk: Desk, now: BenchNow, head: Head, line_id: int | None, shot: Shot, got: dict[str, str]) -> None:
    """Keep what was captured with this scan."""
    if line_id is None:
        return
    for field, value in sorted(got.items()):
        capture.write(desk, head.id, line_id, now.at_hand().id, shot.sku, field, value, shot.qty)


def at_opening(desk: Desk) -> dict[str, bool]:
    """Return what a bench remembers of an order it opens: whether any rule asks for anything at all."""
    return {"captures": True} if capture.is_any(desk) else {}
