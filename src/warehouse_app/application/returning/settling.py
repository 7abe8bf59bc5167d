"""A return settled in one command, all of it or nothing: money, goods, new orders and words; and taken back in one.

What is done is what was shown: the command names the digest of the preview, and refuses where it is another by now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from warehouse_app.application import printing
from warehouse_app.application.receiving.serving import later, serve
from warehouse_app.application.returning.moneyback import write_refunds
from warehouse_app.application.returning.placing import placed
from warehouse_app.application.returning.sending import make_orders, release_ahead
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.money import amount as money
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.audit import digest
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import PreviewOld, ReturnNotIn, StillLacks
from warehouse_app.domain.returning.settle import settle, settled_units
from warehouse_app.domain.returning.states import NEXT, WORKED_ON, Disposition, ReturnState, UnitState
from warehouse_app.domain.returning.values import Case, ReturnHead, Settlement, Unit
from warehouse_app.store import items, ledger
from warehouse_app.store import places as all_places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, facts, places, slots, units, work

SERVED_AT_ONCE = 5
"""Products that waiting orders are served with in the same command; the worker does the others."""

MOST_SERVED = 20

PUTAWAY = "returns.putaway_label"
"""The setting: what is settled has its put-away labels printed by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleReturn(Command):
    """Do what the preview shows. `shown` is its digest (`digest_of`)."""

    return_id: int
    shown: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done: the codes of refunds, orders and work that it made, and what the preview had said."""

    name: str
    refunds: tuple[str, ...]
    orders: tuple[str, ...]
    work: tuple[str, ...]
    refund_minor: int
    credit_minor: int
    currency: str


def preview(desk: Desk, return_id: int) -> Settlement:
    """Return what settling a return would do now."""
    case = facts.case_of(desk, cases.get(desk, return_id))
    told = settle(case)
    by_unit = {each.id: each for each in case.units}
    return replace(told, stock=tuple(placed(desk, case.head, by_unit[each.unit_id], each) for each in told.stock))


def message_facts(told: Settlement) -> Mapping[str, str | int]:
    """Return what the words to the customer speak of, amounts as they are written."""
    amounts = {"refund": told.refund_minor, "credit": told.credit_minor, "due": sum(e.due_minor for e in told.orders)}
    written = {name: f"{money(minor, told.currency)} {told.currency}".strip() for name, minor in amounts.items()}
    return {**told.facts, **written}


def digest_of(told: Settlement) -> str:
    """Return by what a preview is known again; a bin that is free no more makes it no other."""
    return digest(replace(told, stock=tuple(replace(each, bin="") for each in told.stock)))


@handles(SettleReturn, right=Right.RETURN, answer=Settled)
def settle_return(desk: Desk, command: SettleReturn, session: Session) -> Settled:
    """Settle a return. Raises Refused(ReturnNotIn, StillLacks, PreviewOld) or a rule of posting."""
    return settle_in(desk, session, command.return_id, command.shown)


def settle_in(desk: Desk, session: Session, return_id: int, shown: str) -> Settled:
    """Settle a return within a deed. Raises Refused as `settle_return` does."""
    case = facts.case_of(desk, cases.get(desk, return_id))
    head, told = case.head, preview(desk, return_id)
    if ReturnState.SETTLED not in NEXT[head.state]:
        raise Refused(ReturnNotIn(head.code, head.state.value, "settle"))
    if told.lacks:
        lack = told.lacks[0]
        raise Refused(StillLacks(head.code, lack.code, lack.qty, lack.sku))
    if digest_of(told) != shown:
        raise Refused(PreviewOld(head.code))
    done = settled_units(case, kept=told.kept)
    jobs = _goods(desk, head, done, told)
    orders = make_orders(desk, session, head, told.orders)
    release_ahead(desk, head)
    refunds = write_refunds(desk, session, head, told.money, orders, case.policy.tax_e4)
    _rest(desk, head, case, done, told)
    _end(desk, head, told)
    _label(desk, slots.table_of(desk, head.id) or session.station, told)
    desk.touch(Touched.RETURN, Touched.REFUND, Touched.STOCK, Touched.ORDER)
    codes = tuple(each.code for each in refunds)
    made = tuple(orders.values())
    return Settled(head.code, codes, made, jobs, told.refund_minor, told.credit_minor, told.currency)


def _end(desk: Desk, head: ReturnHead, told: Settlement) -> None:
    cases.step(desk, head, ReturnState.SETTLED, "settled")
    message = json.dumps({"code": told.message, "facts": dict(message_facts(told))}, sort_keys=True)
    cases.note(
        desk, head.id, settled_at=desk.at, settle_id=desk.command_id, settles=head.settles + 1, message=message,
        currency=told.currency,
    )  # fmt: skip


# -------------------------------------------------------------------------------------------------------------- goods


def _label(desk: Desk, station: str, told: Settlement) -> None:
    """Print a put-away label of what somebody will carry, where the setting says so; a label never holds money up."""
    if value_of(desk, PUTAWAY, station) != "on":
        return
    for line in told.stock:
        if line.disposition is not Disposition.SCRAP:
            printing.put_copies(desk, Document.PUTAWAY, str(line.unit_id), station, 1)


def _goods(desk: Desk, head: ReturnHead, done: Iterable[Unit], told: Settlement) -> tuple[str, ...]:
    """Carry units to where they go, in one entry, two where some change their grade; open work. Return its codes."""
    by_unit = {each.unit_id: each for each in told.stock}
    moved, turned = EntryId(f"{desk.command_id}.moved"), EntryId(f"{desk.command_id}.turned")
    legs: dict[EntryId, list[Leg]] = defaultdict(list)
    jobs: list[str] = []
    restocked: dict[str, None] = {}
    adjust = all_places.outside(desk, PlaceKind.ADJUST).id
    for unit in done:
        line = by_unit.get(unit.id)
        if line is None or unit.item_id is None or unit.place_id is None:
            continue
        item, source = items.get(desk, unit.item_id), PlaceId(unit.place_id)
        target = places.of(desk, head.warehouse, line.disposition).id
        better = replace(item, grade=line.grade) if line.grade else item
        if better == item:
            legs[moved].append(Leg(item, source, target, unit.qty))
        else:
            legs[turned] += [Leg(item, source, adjust, unit.qty), Leg(better, adjust, target, unit.qty)]
        if line.disposition is Disposition.RESTOCK:
            restocked[item.sku] = None
        units.note(
            desk, unit.id, place_id=target, disposition=line.disposition, settled_id=turned if better != item else moved
        )
        if line.disposition in WORKED_ON:
            jobs.append(
                work.open_work(desk, line.disposition.value, unit.id, unit.item_id, target, unit.qty, unit.note)
            )
    for entry_id, parts in legs.items():
        kind = EntryKind.MOVE if entry_id == moved else EntryKind.TRANSFORM
        ledger.post(desk, Entry(entry_id, kind, _together(parts), f"return {head.code}"))
    _serve(desk, head.warehouse, restocked)
    return tuple(jobs)


def _together(legs: Iterable[Leg]) -> tuple[Leg, ...]:
    """Return legs with those of the same goods on the same way as one."""
    found: dict[tuple[Item, PlaceId, PlaceId], int] = defaultdict(int)
    for leg in legs:
        found[leg.item, leg.source, leg.target] += leg.qty
    return tuple(Leg(item, source, target, qty) for (item, source, target), qty in found.items())


def _serve(desk: Desk, warehouse: str, skus: Mapping[str, None]) -> None:
    """Let orders that wait for what came back be promised it."""
    for n, sku in enumerate(skus):
        if n < SERVED_AT_ONCE:
            serve(desk, sku, warehouse, MOST_SERVED)
        else:
            later(desk, sku, warehouse)


def _rest(desk: Desk, head: ReturnHead, case: Case, done: Iterable[Unit], told: Settlement) -> None:
    """Lead the units to their end; what was announced and did not come is missing."""
    fees: dict[int, int] = defaultdict(int)
    for row in told.money:
        if row.unit_id is not None:
            fees[row.unit_id] += row.fee_minor
    chosen = {each.id for each in done}
    for unit in done:
        units.step(desk, unit, UnitState.SETTLED, head.code)
        units.note(desk, unit.id, fee_minor=fees[unit.id])
    for unit in case.units:
        if unit.state is UnitState.EXPECTED and unit.id not in chosen:
            units.step(desk, unit, UnitState.MISSING, head.code)
            units.note(desk, unit.id, settled_id=desk.command_id)
