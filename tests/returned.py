"""Orders that left the house, on the small company of `tests.company`, and returns of them."""

from __future__ import annotations

from typing import Any

from tests.company import Company
from tests.parcels import parcel
from warehouse_app.application.returning.requests import Asked, Requested, RequestReturn
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import rules
from warehouse_app.store.returning.ours import ours
from warehouse_app.store.schema import floor, trade


def shipped(company: Company, desk: Desk, code: str, lines: list[tuple[str, int]], **order: object) -> int:
    """Make an order of goods, packed into one parcel and handed over; return its row."""
    order_id = company.order(desk, code, lines, **order)
    row = parcel(company, desk, order_id)
    hand_over(company, desk, row)
    return order_id


def hand_over(company: Company, desk: Desk, parcel_id: int) -> None:
    """Let a packed parcel leave, its label on it: its serial goes to the customer, its order is closed."""
    one = desk.connection.execute(floor.parcel.select().where(floor.parcel.c.id == parcel_id)).one()
    place = places.get(desk, PlaceId(one.place_id))
    stands = places.stands_at(desk, place)
    assert stands is not None
    customer = places.outside(desk, PlaceKind.CUSTOMER)
    leg = Leg(container_item("PARCEL", one.code), stands.id, customer.id, 1)
    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,), "test"))
    gone = floor.parcel.update().where(floor.parcel.c.id == parcel_id)
    desk.connection.execute(gone.values(state="handed_over", handed_at=desk.at))
    sticker = {"parcel_id": parcel_id, "state": "purchased", "tracking": f"L-{one.code}", "intent": f"label:{one.code}"}
    desk.connection.execute(floor.label.insert().values(**sticker, at=desk.at))
    line = trade.order_line
    desk.connection.execute(line.update().where(line.c.order_id == one.order_id).values(shipped=line.c.packed))
    over = trade.orders.update().where(trade.orders.c.id == one.order_id)
    desk.connection.execute(over.values(state="closed", closed_at=desk.at))


def begin_rules(company: Company) -> None:
    """Put the rules in that a company begins with."""
    with company.write() as desk:
        rules.begin(desk, ours())


def ask(
    company: Company, order_id: int, *asked: Asked, session: Session | None = None, **more: Any
) -> Outcome[Requested]:
    """Request a return of an order."""
    command = RequestReturn(id=company.ids.new(), order_id=order_id, lines=asked, **more)
    return company.runner.perform(command, session or company.packer)
