"""Changing an order that is open: how urgent it is, when and by which service it leaves, what is to be noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, Change, news, words
from warehouse_app.domain.importing.dates import FIRST_YEAR, LAST_YEAR
from warehouse_app.domain.orders.readiness import MAX_PRIORITY
from warehouse_app.domain.orders.refusals import OrderNotOpen
from warehouse_app.domain.orders.states import OPEN
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store import orderdetail, orders
from warehouse_app.store.desk import Desk

_PRIORITIES = frozenset(map(str, range(MAX_PRIORITY + 1)))
LONGEST_NOTE, LONGEST_SERVICE = 500, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOrder(Command):
    """Change fields of an open order, each with what the person saw before. Times are UTC ISO text."""

    order_id: int
    changes: tuple[Change, ...]


@handles(SetOrder, right=Right.CHANGE_ORDER, answer=str)
def set_order(desk: Desk, command: SetOrder, _session: Session) -> str:
    """Change an order and return its code. What is promised keeps its rank until it is promised anew.

    Raises Refused(NoSuchOrder, OrderNotOpen, ChangedMeanwhile, BadField).
    """
    head = orders.head(desk, command.order_id)
    if head.state not in OPEN:
        raise Refused(OrderNotOpen(head.code, head.state.value))
    found = news(head.code, command.changes, order_fields(desk, command.order_id))
    values = {name: _value(name, text) for name, text in found.items()}
    if values:
        orders.change(desk, command.order_id, values)
        orders.log_event(desk, command.order_id, "changed", ", ".join(sorted(values)))
        desk.touch(Touched.ORDER)
    return head.code


def order_fields(desk: Desk, order_id: int) -> Mapping[str, str]:
    """Return the fields of an order that can be changed, as text. Raises Refused(NoSuchOrder)."""
    head = orders.head(desk, order_id)
    _warehouse, service, note, _reason, priority, _placed = orderdetail.facts(desk, order_id)
    return {"priority": str(priority), "ship_by": head.ship_by, "service": service, "note": note}


def _value(field: str, text: str) -> str | int:
    if field == "priority":
        if text not in _PRIORITIES:
            raise Refused(BadField(field, text[:20], "out_of_range", MAX_PRIORITY))
        return int(text)
    if field == "ship_by":
        try:
            return iso(_moment(text))
        except ValueError:
            raise Refused(BadField(field, text[:40], "no_time")) from None
    return words(field, text, LONGEST_NOTE if field == "note" else LONGEST_SERVICE, empty=True)


def _moment(text: str) -> datetime:
    """Return a moment in UTC, in years that every screen can show in its own zone. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
