"""A transfer leaves: its packages go to where stands what is on its way, whatever lies in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.transfers import expecting
from warehouse_app.application.transfers.common import go, head_in, transit
from warehouse_app.application.transfers.orders import discard_empty, give_back
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.transfers.refusals import ForeignInPackage, NothingPicked
from warehouse_app.domain.transfers.states import TransferState, What
from warehouse_app.domain.transfers.values import TransferHead
from warehouse_app.store import items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.transfers import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SendTransfer(Command):
    """Let what lies in the packages of a transfer leave. What was not picked stays, and is told."""

    transfer_id: int


@dataclass(frozen=True, slots=True)
class SentNow:
    """What left: packages, units, and how many units that were asked for stay behind."""

    transfer: str
    target: str
    packages: int
    units: int
    left_behind: int


@handles(SendTransfer, right=Right.LOAD, answer=SentNow)
def send_transfer(desk: Desk, command: SendTransfer, _session: Session) -> SentNow:
    """Post the packages away. Raises Refused(TransferNotIn, NothingPicked, ForeignInPackage)."""
    head = head_in(desk, command.transfer_id, {TransferState.PICKING}, "sent")
    return send(desk, command.id, head)


def send(desk: Desk, command_id: str, head: TransferHead) -> SentNow:
    """Move the packages of a transfer to transit, and count what lies in them as sent."""
    lying = rows.contents(desk, head.id)
    if not lying:
        raise Refused(NothingPicked(head.code))
    lines = {each.sku: each for each in rows.lines(desk, head.id)}
    sent: Counter[int] = Counter()
    for each in lying:
        item = items.get(desk, each.item_id)
        if item.sku not in lines:
            raise Refused(ForeignInPackage(places.get(desk, PlaceId(each.place_id)).code, item.sku))
        sent[each.item_id] += each.qty
    away = transit(desk, head.target)
    full = sorted({each.place_id for each in lying})
    legs = []
    for place_id in full:
        package = places.get(desk, PlaceId(place_id))
        at = places.stands_at(desk, package)
        assert at is not None, "a package stands somewhere"
        legs.append(Leg(container_item(PlaceKind.LPN.value, package.code), at.id, away.id, 1))
    entry = Entry(EntryId(f"{command_id}.sent"), EntryKind.MOVE, tuple(legs), f"transfer {head.code} sent")
    ledger.post(desk, entry)
    for item_id, qty in sorted(sent.items()):
        rows.count(desk, lines[items.get(desk, item_id).sku], What.SENT, qty, item_id, entry.id)
    give_back(desk, tuple(lines.values()), "sent without it")
    discard_empty(desk, command_id, head)
    go(desk, head, TransferState.SENT, What.SENT)
    expecting.changed(desk, head, lines.values())
    desk.touch(Touched.STOCK)
    units = sum(sent.values())
    behind = sum(max(0, each.qty - each.picked) for each in lines.values())
    return SentNow(head.code, head.target, len(full), units, behind)
