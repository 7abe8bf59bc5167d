"""Whole shipments in five durable acts, for the comparison with a peer: create, promise, pick, pack, hand over.

Each act is one command down the application's road (right, savepoint, ledger, kept answer, audit link, one commit).
Create and promise are the product's own commands; pick, pack and hand over take a whole order in one act, as the
peer does,
where the product asks for a scan of every item (that road is measured in bench_scan.py).
"""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar

from tests.company import WAREHOUSE, Company
from warehouse_app.application.allocation import AllocateOrder
from warehouse_app.application.importing.papers import ImportOrders, contents_of, prepared
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.importing.values import OrderDraft, OrderLineDraft
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.ledger.promises import Promise, PromiseId, Purpose
from warehouse_app.domain.people import Actor, PersonId, Right, Role
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import ledger, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.known import Known
from warehouse_app.store.schema import trade

ACTS = ("create", "promise", "pick", "pack", "hand over")
IN_A_BIN = 5_000


@dataclass(frozen=True, slots=True)
class At:
    """Where one promise is picked: a bin for each line."""

    promise: int
    line: int
    sku: str
    qty: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PickAll(Command):
    """Narrow every promise of an order to its bin and move the goods into the tote."""

    name: ClassVar[str] = "bench_pick"
    tote: int
    at: tuple[At, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAll(Command):
    """Move the goods of an order from the tote into a new parcel."""

    name: ClassVar[str] = "bench_pack"
    tote: int
    parcel: str
    at: tuple[At, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Move the parcel's serial to the customer."""

    name: ClassVar[str] = "bench_hand_over"
    parcel: str


@handles(PickAll, right=Right.PICK)
def _pick(desk: Desk, command: PickAll, _session: Session) -> None:
    consume = {}
    for each in command.at:
        narrowed = promises.narrow(desk, PromiseId(each.promise), each.qty, PlaceId(each.place), Item(each.sku))
        consume[narrowed.id] = each.qty
    legs = tuple(Leg(Item(e.sku), PlaceId(e.place), PlaceId(command.tote), e.qty, LineId(e.line)) for e in command.at)
    ledger.post(desk, Entry(EntryId(command.id), EntryKind.MOVE, legs), consume)


@handles(PackAll, right=Right.PACK)
def _pack(desk: Desk, command: PackAll, _session: Session) -> None:
    parcel = places.add(desk, WAREHOUSE, PlaceKind.PARCEL, command.parcel)
    dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
    supplier = places.outside(desk, PlaceKind.SUPPLIER)
    box = Leg(container_item("PARCEL", command.parcel), supplier.id, dock.id, 1)
    goods = tuple(Leg(Item(e.sku), PlaceId(command.tote), parcel.id, e.qty, LineId(e.line)) for e in command.at)
    ledger.post(desk, Entry(EntryId(command.id), EntryKind.MOVE, (box, *goods)))


@handles(HandOver, right=Right.PACK)
def _hand_over(desk: Desk, command: HandOver, _session: Session) -> None:
    dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
    customer = places.outside(desk, PlaceKind.CUSTOMER)
    leg = Leg(container_item("PARCEL", command.parcel), dock.id, customer.id, 1)
    ledger.post(desk, Entry(EntryId(command.id), EntryKind.MOVE, (leg,)))


@dataclass
class Shop:
    """A company of 1 000 products in 200 bins, each product in two of them; orders of three lines go through it."""

    company: Company
    seed: int = 20240611
    products: int = 1000
    bins: int = 200
    lines: int = 3
    times: dict[str, list[float]] = field(default_factory=lambda: {act: [] for act in ACTS})

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.session = Session(Actor(PersonId("p-all"), "ALL", "", Role.ADMINISTRATOR, with_pin=True), "B1")
        self.known = Known()
        self.done = 0
        self.where: dict[str, int] = {}

    def stock(self) -> None:
        """Make products, places and stock."""
        with self.company.write() as desk:
            for n in range(self.products):
                self.company.product(desk, f"P{n:05d}")
            bins = [self.company.bin(desk, f"B{n:03d}") for n in range(self.bins)]
            self.tote = places.add(desk, WAREHOUSE, PlaceKind.TOTE, "T-0001").id
            supplier = places.outside(desk, PlaceKind.SUPPLIER).id
        for start in range(0, self.products, 50):
            with self.company.write() as desk:
                for n in range(start, min(start + 50, self.products)):
                    sku = f"P{n:05d}"
                    self.where[sku] = bins[n % self.bins].id
                    spots = (bins[n % self.bins].id, bins[(n + 97) % self.bins].id)
                    legs = tuple(Leg(Item(sku), supplier, spot, IN_A_BIN) for spot in spots)
                    ledger.post(desk, Entry(EntryId(f"stock-{n}"), EntryKind.RECEIVE, legs))

    def ship(self, count: int) -> float:
        """Let `count` orders go all the way; return the seconds of the acts."""
        spent = 0.0
        for _ in range(count):
            spent += self._one()
        return spent

    def _one(self) -> float:
        self.done += 1
        n, company, session = self.done, self.company, self.session
        draft = self._draft(n)
        rows = prepared(company.runner, session, [draft], self.known)
        create = ImportOrders(
            id=f"c{n}", run=0, warehouse=WAREHOUSE, contents=contents_of([draft]), makes_products=False,
            drafts=(draft,), lines=rows, known=self.known,
        )  # fmt: skip
        spent = self._timed("create", create)
        order = self._order_id(draft.code)
        spent += self._timed("promise", AllocateOrder(id=f"a{n}", order_id=order, explain=False))
        at = self._where_to_pick(order)
        spent += self._timed("pick", PickAll(id=f"k{n}", tote=self.tote, at=at))
        spent += self._timed("pack", PackAll(id=f"p{n}", tote=self.tote, parcel=f"PC{n:08d}", at=at))
        return spent + self._timed("hand over", HandOver(id=f"h{n}", parcel=f"PC{n:08d}"))

    def _timed(self, act: str, command: Command) -> float:
        begin = time.perf_counter()
        self.company.runner.perform(command, self.session).done()
        spent = time.perf_counter() - begin
        self.times[act].append(spent * 1000)
        return spent

    def _draft(self, n: int) -> OrderDraft:
        skus = self.draw.sample(range(self.products), self.lines)
        lines = tuple(
            OrderLineDraft(at, f"P{sku:05d}", f"P{sku:05d}", "", "goods", self.draw.randint(1, 5), 200_000, 0)
            for at, sku in enumerate(skus, 1)
        )
        placed = datetime(2010, 12, 6, 8, tzinfo=UTC)
        due = datetime(2010, 12, 7, 17, tzinfo=UTC)
        money = ("paid", "benchmark", "GBP", "United Kingdom")
        return OrderDraft(f"S{n:07d}", "peer", None, placed, due, *money, None, False, (), lines, f"{n}")

    def _order_id(self, code: str) -> int:
        with self.company.store.read() as desk:
            found = desk.connection.execute(trade.orders.select().where(trade.orders.c.code == code)).one()
        return int(found.id)

    def _where_to_pick(self, order: int) -> tuple[At, ...]:
        with self.company.store.read() as desk:
            lines = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).all()
            made: list[tuple[int, Promise]] = [
                (line.id, each) for line in lines for each in promises.made_for(desk, Purpose.LINE, line.id)
            ]
        return tuple(At(each.id, line, each.pool.sku, each.qty, self.where[each.pool.sku]) for line, each in made)

    def figures(self) -> dict[str, dict[str, float]]:
        """Return p50 and p95 of each act, milliseconds."""
        return {
            act: {"p50": round(statistics.median(ms), 3), "p95": round(sorted(ms)[int(0.95 * len(ms))], 3)}
            for act, ms in self.times.items()
            if ms
        }
