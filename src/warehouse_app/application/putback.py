"""Goods of a cancelled or stopped order go back from the tote to the bins they came from, as one entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import items, ledger, lines, places, putback
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack(Command):
    """Put what lies in an order's totes back to its bins."""

    order_id: int


@dataclass(frozen=True, slots=True)
class PutBackLine:
    """Carry `qty` of a product from a tote to a bin."""

    sku: str
    qty: int
    tote: str
    place: str


@dataclass(frozen=True, slots=True)
class NothingInTotes(Refusal):
    """None of the order's goods lie in a tote."""

    code: ClassVar[str] = "nothing_in_totes"
    order: str


@handles(PutBack, right=Right.CANCEL_ORDER, answer=tuple[PutBackLine, ...])
def put_back(desk: Desk, command: PutBack, _session: Session) -> tuple[PutBackLine, ...]:
    """Post the way back and return what to carry where. Raises Refused(NothingInTotes, PlaceOutOfUse)."""
    legs = [
        Leg(items.get(desk, way.item_id), PlaceId(way.tote), PlaceId(way.place), way.qty, LineId(way.line_id))
        for way in putback.ways_back(desk, command.order_id)
    ]
    if not legs:
        raise Refused(NothingInTotes(putback.order_code(desk, command.order_id)))
    for target in {leg.target for leg in legs}:
        places.refuse_unused(desk, places.get(desk, target))
    ledger.post(desk, Entry(EntryId(f"{command.id}.1"), EntryKind.MOVE, tuple(legs), "put back"))
    for leg in legs:
        lines.add_picked(desk, int(leg.line or 0), -leg.qty)
    desk.touch(Touched.ORDER, Touched.STOCK)
    return tuple(
        PutBackLine(leg.item.sku, leg.qty, places.get(desk, leg.source).code, places.get(desk, leg.target).code)
        for leg in legs
    )
