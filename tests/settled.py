"""Returns that lie graded on the bench, with what was paid for them, on the small company of `tests.company`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.company import Company
from tests.parcels import parcel as parcel_of
from tests.returned import begin_rules, hand_over, shipped
from warehouse_app.application.doctor import examine
from warehouse_app.application.returning.choosing import ChooseOutcome
from warehouse_app.application.returning.settling import Settled, SettleReturn, digest_of, preview
from warehouse_app.application.returning.unsettling import UndoSettlement
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.returning.states import Disposition, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import Settlement, Sold, Unit
from warehouse_app.store import cancelling, items, ledger, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, places, sold, units
from warehouse_app.store.schema import floor, trade

DISPOSITIONS = {
    Grade.SEALED: Disposition.RESTOCK,
    Grade.USED: Disposition.REFURBISH,
    Grade.WRONG_PRODUCT: Disposition.QUARANTINE,
}

_SET_UP = frozenset(
    {
        *("orders add up to their lines", "a labelled parcel was verified and has its label"),
        *("every label and manifest was sent to print",),
        *("what a closed manifest lists was handed over", "every entry has legs and a command"),
        "whoever acted is known",
    }
)
"""What is amiss in orders that were written, packed and handed over without a command."""


@dataclass
class Shop:
    """A company whose customers send goods back; short words for what tests need."""

    company: Company
    customer: int = 0
    totals: dict[str, int] = field(default_factory=lambda: {"MUG": 10_00, "BOWL": 7_50, "LAMP": 25_00})

    def open(self) -> Shop:
        """Make products, stock and a customer."""
        begin_rules(self.company)
        with self.company.write() as desk:
            for sku in self.totals:
                self.company.product(desk, sku)
                self.company.stock(desk, "A-1", sku, 20)
            made = desk.connection.execute(trade.customer.insert().values(code="C1", country="GB"))
            key = made.inserted_primary_key
            assert key is not None
            self.customer = int(key[0])
        return self

    def ship(self, code: str, *lines: tuple[str, int], post: int = 0, **more: object) -> int:
        """Sell, pack and hand over an order that was paid; prices are `totals` a unit."""
        with self.company.write() as desk:
            told = {"customer_id": self.customer, "currency": "GBP", **more}
            order = shipped(self.company, desk, code, list(lines), **told)
            line = trade.order_line
            for sku, qty in lines:
                mine = (line.c.order_id == order) & (line.c.sku == sku)
                price = self.totals[sku]
                new = line.update().where(mine).values(total_minor=price * qty, price_e4=price * 100)
                desk.connection.execute(new)
            if post:
                row = {"order_id": order, "n": 99, "sku": "POST", "kind": "shipping", "qty": 1, "total_minor": post}
                desk.connection.execute(line.insert().values(**row))
        return order

    def sold(self, order: int, sku: str) -> Sold:
        """Return the line of a product."""
        with self.company.write() as desk:
            return next(each for each in sold.of_order(desk, order) if each.sku == sku)

    def back(self, order: int, *lines: tuple[str, int], grade: Grade = Grade.SEALED, **more: Any) -> int:
        """Let goods come back out of their parcel, and grade them; return the return's row."""
        with self.company.store.read() as desk:
            there = sold.of_order(desk, order)
        found = [next(each for each in there if each.sku == sku and each.left >= qty) for sku, qty in lines]
        return self.back_of(order, list(zip(found, [qty for _, qty in lines], strict=True)), grade, **more)

    def back_of(self, order: int, lines: Sequence[tuple[Sold, int]], grade: Grade, **more: Any) -> int:
        """Let goods of these lines come back, of which several may be of one product."""
        with self.company.write() as desk:
            head = cases.begin(
                desk, ReturnKind.CUSTOMER, ReturnState.INSPECTING, "MAIN", order_id=order,
                customer_id=self.customer or None, currency="GBP",
            )  # fmt: skip
            parcel = desk.connection.execute(floor.parcel.select().where(floor.parcel.c.order_id == order)).first()
            assert parcel is not None
            for line, qty in lines:
                self.take(desk, head.id, line, qty, parcel.place_id, grade, **more)
        return head.id

    def arrive(self, return_id: int, grade: Grade = Grade.SEALED) -> None:
        """Let what was announced come out of its parcel, all of one grade."""
        bench, move = "MAIN", EntryKind.MOVE
        with self.company.write() as desk:
            head = cases.get(desk, return_id)
            cases.step(desk, head, ReturnState.INSPECTING)
            parcel = desk.connection.execute(
                floor.parcel.select().where(floor.parcel.c.order_id == head.order_id)
            ).one()
            target = places.bench(desk, bench).id
            for unit in units.of_return(desk, return_id):
                entry = EntryId(self.company.ids.new())
                item = Item(unit.sku)
                ledger.post(desk, Entry(entry, move, (Leg(item, PlaceId(parcel.place_id), target, unit.qty),), "test"))
                units.step(desk, unit, UnitState.RECEIVED)
                units.step(desk, units.get(desk, unit.id), UnitState.GRADED)
                units.note(
                    desk, unit.id, grade=grade, disposition=DISPOSITIONS[grade], place_id=target, entry_id=entry,
                    item_id=items.number(desk, item), source_id=parcel.place_id,
                )  # fmt: skip

    def leaves(self, code: str) -> None:
        """Let a new order be packed and handed over, its promises used up."""
        with self.company.write() as desk:
            order = desk.connection.execute(trade.orders.select().where(trade.orders.c.code == code)).one()
            for promise in promises.made_for_lines(desk, cancelling.lines_of(desk, order.id)):
                promises.release(desk, promise, promise.qty, "test")
            hand_over(self.company, desk, parcel_of(self.company, desk, order.id))

    def take(self, desk: Desk, return_id: int, line: Sold, qty: int, source: int, grade: Grade, **more: Any) -> int:
        """Take units out of a parcel to the bench, graded."""
        bench, item = places.bench(desk, "MAIN"), Item(line.sku)
        entry = EntryId(self.company.ids.new())
        ledger.post(desk, Entry(entry, EntryKind.MOVE, (Leg(item, PlaceId(source), bench.id, qty),), "test"))
        product = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.id == line.line_id)).one()
        told = {"grade": grade, "disposition": DISPOSITIONS[grade], **more}
        return units.add(
            desk, return_id, line.sku, qty, UnitState.GRADED, line_id=line.line_id, product_id=product.product_id,
            item_id=items.number(desk, item), source_id=source, place_id=bench.id, entry_id=entry, **told,
        )  # fmt: skip

    def preview(self, return_id: int) -> Settlement:
        """Return what settling would do."""
        with self.company.store.read() as desk:
            return preview(desk, return_id)

    def settle(self, return_id: int, session: Session | None = None, shown: str = "") -> Outcome[Settled]:
        """Settle what the preview shows."""
        digest = shown or digest_of(self.preview(return_id))
        command = SettleReturn(id=self.company.ids.new(), return_id=return_id, shown=digest)
        return self.company.runner.perform(command, session or self.company.supervisor)

    def undo(self, return_id: int) -> Outcome[str]:
        """Take a settlement back."""
        return self.do(UndoSettlement(id=self.company.ids.new(), return_id=return_id))

    def choose(self, return_id: int, outcome: str, **more: Any) -> str:
        """Choose what the customer gets."""
        told = ChooseOutcome(id=self.company.ids.new(), return_id=return_id, outcome=outcome, **more)
        done: str = self.do(told).done()
        return done

    def do(self, command: Any) -> Outcome[Any]:
        """Perform a command as the supervisor."""
        return self.company.runner.perform(command, self.company.supervisor)

    def units(self, return_id: int) -> tuple[Unit, ...]:
        """Return the units of a return."""
        with self.company.store.read() as desk:
            return units.of_return(desk, return_id)

    def at(self, place: str, sku: str) -> dict[str, int]:
        """Return by grade what of a product the books have in a place."""
        words = (
            "SELECT i.grade, b.on_hand FROM balance b JOIN item i ON i.id = b.item_id JOIN place p ON p.id = b.place_id"
            f" WHERE p.code = '{place}' AND i.sku = '{sku}' AND b.on_hand <> 0"
        )
        with self.company.store.read() as desk:
            return {row[0]: row[1] for row in desk.connection.exec_driver_sql(words)}

    def order(self, code: str) -> Any:
        """Return an order's row."""
        with self.company.store.read() as desk:
            return desk.connection.execute(trade.orders.select().where(trade.orders.c.code == code)).one()

    def healthy(self) -> None:
        """Let the doctor look, apart from what setting up by hand leaves behind."""
        found = examine(self.company.runner, Session(SYSTEM)).checks
        ill = [check for check in found if not check.ok and check.name not in _SET_UP]
        assert not ill, ill
