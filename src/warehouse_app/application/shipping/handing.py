"""Hand-over: a manifest is closed in small transactions that can be resumed, and the last one seals it.

Each parcel's serial goes to CUSTOMER with its contents inside; an order of which everything left is closed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from warehouse_app.application.run import Command, Outcome, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.judge import (
    ManifestEmpty,
    ManifestNotOpen,
    MustComeOff,
    NoSuchManifest,
    may_leave,
)
from warehouse_app.domain.shipping.states import MANIFEST_NEXT, ManifestState, ParcelState, stepped
from warehouse_app.domain.shipping.values import ManifestClosed, PartHandedOver
from warehouse_app.store import audit, ledger, lines, orders, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods
from warehouse_app.store.shipping import manifests
from warehouse_app.store.shipping.manifests import Loadable, Manifest

PART_PARCELS = 60
"""Parcels of one part: six rows each, and one more for each line in them."""
PART_ROWS = 400
"""Rows of one part; a single larger parcel is a part of its own, for an order is never seen half shipped."""
ROWS_A_PARCEL = 6
NAMED = 20
"""Parcels a refusal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseManifest(Command):
    """Begin to hand a manifest over; from then on nothing is put on it. `close_manifest` does all of it."""

    manifest_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverPart(Command):
    """Hand over the next parcels of a manifest that is being closed."""

    manifest_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealManifest(Command):
    """Seal the audit trail and close a manifest whose parcels are all handed over."""

    manifest_id: int


def close_manifest(
    runner: Runner, session: Session, manifest_id: int, pause: Callable[[], None] = lambda: None
) -> Outcome[ManifestClosed]:
    """Hand a manifest over, whole. Broken off it can be called again and goes on; `pause` is called between parts."""
    begun: Outcome[str] = runner.perform(CloseManifest(id=runner.ids.new(), manifest_id=manifest_id), session)
    if begun.refusal is not None:
        return Outcome(None, begun.refusal, begun.changes)
    left_behind: list[str] = []
    more = True
    while more:
        pause()
        done: Outcome[PartHandedOver] = runner.perform(
            HandOverPart(id=runner.ids.new(), manifest_id=manifest_id), session
        )
        if done.value is None:
            return Outcome(None, done.refusal, done.changes)
        left_behind += done.value.left_behind
        more = done.value.more
    end: Outcome[ManifestClosed] = runner.perform(SealManifest(id=runner.ids.new(), manifest_id=manifest_id), session)
    if end.value is None:
        return end
    return Outcome(replace(end.value, left_behind=tuple(left_behind)), None, end.changes)


@handles(CloseManifest, right=Right.CLOSE_MANIFEST, answer=str)
def _begin(desk: Desk, command: CloseManifest, _session: Session) -> str:
    found = _known(desk, command.manifest_id)
    if found.state == ManifestState.CLOSING:
        return found.code
    _step(found, ManifestState.CLOSING)
    if not manifests.loaded(desk, found.id):
        raise Refused(ManifestEmpty(found.code))
    blocked = manifests.blocked(desk, found.id, NAMED)
    if blocked:
        raise Refused(MustComeOff(found.code, blocked))
    manifests.set_state(desk, found.id, ManifestState.CLOSING)
    desk.touch(Touched.MANIFEST)
    return found.code


def _known(desk: Desk, manifest_id: int) -> Manifest:
    found = manifests.get(desk, manifest_id)
    if found is None:
        raise Refused(NoSuchManifest(str(manifest_id)))
    return found


def _step(found: Manifest, to: ManifestState) -> None:
    if to not in MANIFEST_NEXT[ManifestState(found.state)]:
        raise Refused(ManifestNotOpen(found.code, found.state))


@handles(HandOverPart, right=Right.CLOSE_MANIFEST, answer=PartHandedOver)
def _hand_over(desk: Desk, command: HandOverPart, _session: Session) -> PartHandedOver:
    found = _known(desk, command.manifest_id)
    _step(found, ManifestState.CLOSED)
    customer = places.outside(desk, PlaceKind.CUSTOMER).id
    legs: list[Leg] = []
    left_behind: list[str] = []
    gone: dict[int, None] = {}
    rows = 0
    for parcel_id in manifests.to_hand(desk, found.id, PART_PARCELS):
        parcel = manifests.parcel(desk, parcel_id)
        if parcel is None or may_leave(parcel.now) is not None:
            manifests.take_off(desk, parcel_id)
            left_behind.append("" if parcel is None else parcel.now.code)
            continue
        shipped = _shipped(desk, parcel)
        rows += ROWS_A_PARCEL + len(shipped)
        if legs and rows > PART_ROWS:
            break
        place = places.get(desk, parcel.place)
        at = places.stands_at(desk, place) or places.outside(desk, PlaceKind.SUPPLIER)
        legs.append(Leg(container_item(place.kind.value, place.code), at.id, customer, 1))
        _count_gone(desk, parcel, shipped)
        gone[parcel.order_id] = None
    if legs:
        why = f"manifest {found.code}"
        ledger.post(desk, Entry(EntryId(f"{command.id}.1"), EntryKind.MOVE, tuple(legs), why))
    for order_id in gone:
        _close_order(desk, order_id)
    desk.touch(Touched.MANIFEST, Touched.PARCEL, Touched.ORDER)
    more = bool(manifests.to_hand(desk, found.id, 1))
    return PartHandedOver(found.id, len(legs), tuple(left_behind), more)


def _shipped(desk: Desk, parcel: Loadable) -> dict[int, int]:
    """Return the units in a parcel by order line."""
    units: dict[int, int] = {}
    for each in goods.in_parcel(desk, parcel.place):
        units[each.line_id] = units.get(each.line_id, 0) + each.qty
    return {line_id: qty for line_id, qty in units.items() if qty}


def _count_gone(desk: Desk, parcel: Loadable, shipped: dict[int, int]) -> None:
    stepped(ParcelState(parcel.now.state), ParcelState.HANDED_OVER)
    for line_id, qty in shipped.items():
        lines.add_shipped(desk, line_id, qty)
    manifests.hand_over(desk, parcel.id)


def _close_order(desk: Desk, order_id: int) -> None:
    if manifests.all_shipped(desk, order_id):
        orders.set_state(desk, order_id, OrderState.CLOSED)


@handles(SealManifest, right=Right.CLOSE_MANIFEST, answer=ManifestClosed)
def _seal(desk: Desk, command: SealManifest, _session: Session) -> ManifestClosed:
    found = _known(desk, command.manifest_id)
    _step(found, ManifestState.CLOSED)
    if manifests.to_hand(desk, found.id, 1):
        raise Refused(ManifestNotOpen(found.code, found.state))
    seal = audit.put_seal(desk, f"manifest {found.code}")
    manifests.close(desk, found.id, seal)
    payload = {"manifest_id": found.id, "station": desk.station}
    desk.put_outbox(f"manifest:{found.id}", "print_manifest", json.dumps(payload))
    desk.touch(Touched.MANIFEST, Touched.PRINT)
    return ManifestClosed(found.id, found.code, manifests.loaded(desk, found.id), seal)
