"""The real ledger beside the naive book: all operations mixed at random, and every step compared.

`LedgerMachine` is run by `tests/store/test_ledger_model.py`, and by `tests/mutants/test_mutants_ledger.py` with a
fault planted in the real ledger, which it must find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import StaticPool

from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.book import Book
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import WHOLE_POOL, PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, Place, PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory, items, ledger, places, promises
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.sqlite.backend import SqliteBackend, prepare

GOODS = (Item("X"), Item("Y", lot="L1"), Item("Y", lot="L2"), Item("Z", serial="S1"), Item("Z", lot="L1", serial="S1"))
CONTAINERS = (("LPN", "L-1"), ("LPN", "L-2"), ("TOTE", "T-1"), ("PARCEL", "P-1"))
FIXED = (
    ("W1", PlaceKind.BIN, "A"),
    ("W1", PlaceKind.BIN, "B"),
    ("W2", PlaceKind.BIN, "C"),
    ("W1", PlaceKind.BENCH, "N"),
    ("W1", PlaceKind.QUARANTINE, "QUARANTINE"),
    ("W2", PlaceKind.QUARANTINE, "QUARANTINE"),
    ("W1", PlaceKind.DOCK, "D"),
)
OPENING = ((0, 0, 8), (1, 0, 4), (2, 0, 3), (0, 1, 3), (1, 1, 2), (3, 1, 1), (0, 2, 4), (0, 7, 2), (1, 7, 2), (1, 3, 1))
"""Goods, where (7 is the LPN in bin A), how many: so that promises find something from the first step."""

PROMISED = (
    (0, Scope.POOL, 5, 1),
    (3, Scope.CELL, 3, 2),
    (8, Scope.CELL, 1, 2),
    (1, Scope.POOL, 3, 0),
    (4, Scope.CELL, 2, 1),
    (2, Scope.LOT, 2, 1),
    (0, Scope.POOL, 1, 3),
)
"""Which cell's goods, scope, how many, rank: so that forced deeds find losers from the first step."""

OUTSIDE = (PlaceKind.SUPPLIER, PlaceKind.ADJUST, PlaceKind.SCRAP, PlaceKind.UNTRACED, PlaceKind.CUSTOMER)

goods = st.sampled_from((GOODS[0], GOODS[0], GOODS[1], GOODS[1], *GOODS))
some = st.integers(1, 6)
spot = st.integers(0, len(FIXED) + len(CONTAINERS) - 1)
stock_spot = st.sampled_from((0, 0, 1, 2, 6, len(FIXED), len(FIXED) + 1))
ranks = st.integers(0, 3)
nth = st.integers(0, 30)


class LedgerMachine(RuleBasedStateMachine):
    """Each rule does one deed to the real ledger, and says beforehand from the book whether it may succeed."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.store = fresh_store()
        self.n = 0
        self.asked: Counter[int] = Counter()
        self.given_up: Counter[int] = Counter()
        self.lost: Counter[int] = Counter()

    @initialize()
    def open_house(self) -> None:
        with self.desk() as desk:
            fixed = [places.add(desk, *place) for place in FIXED]
            carried = [places.add(desk, "W1", PlaceKind(kind), code) for kind, code in CONTAINERS]
            self.outside = {kind: places.outside(desk, kind) for kind in OUTSIDE}
        self.spots: list[Place] = [*fixed, *carried]
        self.book = Book({each.id: each for each in (*self.spots, *self.outside.values())})
        supplier = self.outside[PlaceKind.SUPPLIER].id
        stand = [self._carrying(which, self.spots[at]) for which, at in ((0, 0), (2, 3), (3, 3))]
        stock = [Leg(GOODS[what], supplier, self.spots[at].id, qty) for what, at, qty in OPENING]
        self._post(stand + stock)
        for pick, scope, qty, rank in PROMISED:
            self.promise(pick, scope, qty, rank, hold=rank > 2)

    def teardown(self) -> None:
        self.store.close()

    # ------------------------------------------------------------------------------------------------------- the deeds
    @rule(item=goods, at=stock_spot, qty=some)
    def receive(self, item: Item, at: int, qty: int) -> None:
        self._post([Leg(item, self.outside[PlaceKind.SUPPLIER].id, self.spots[at].id, 1 if item.serial else qty)])

    @rule(item=goods, pick=nth, to=spot, qty=some, anything=st.booleans())
    def move(self, item: Item, pick: int, to: int, qty: int, *, anything: bool) -> None:
        """Move anything from anywhere, or else goods from where they really are, so that moves succeed often."""
        cell = (self.spots[pick % len(self.spots)].id, item) if anything else self._some_cell(pick)
        if cell is not None:
            self._post([Leg(cell[1], cell[0], self.spots[to].id, 1 if cell[1].serial else qty)])

    @precondition(lambda self: self.book.promises)
    @rule(pick=nth, to=stock_spot, qty=some)
    def relocate(self, pick: int, to: int, qty: int) -> None:
        """Move promised goods within the house: their promises must follow."""
        held = [each for each in self.book.promises if each.place is not None and each.item is not None]
        if held:
            one = held[pick % len(held)]
            assert one.place is not None
            assert one.item is not None
            self._post([Leg(one.item, one.place, self.spots[to].id, 1 if one.item.serial else qty)])

    @precondition(lambda self: self.book.promises)
    @rule(pick=nth, to=spot, qty=some)
    def serve_a_promise(self, pick: int, to: int, qty: int) -> None:
        """Pick: goods leave their pool and the promise for them is used up in the same entry."""
        held = [each for each in self.book.promises if each.place is not None and each.item is not None]
        if not held or self.book.pool_of(self.spots[to].id) is not None:
            return
        one = held[pick % len(held)]
        assert one.place is not None
        assert one.item is not None
        used = min(qty, one.qty)
        self._post([Leg(one.item, one.place, self.spots[to].id, used)], {one.id: used})

    @rule(which=st.sampled_from((0, 0, *range(len(CONTAINERS)))), to=st.integers(0, len(FIXED) + len(CONTAINERS)))
    def carry(self, which: int, to: int) -> None:
        customer = self.outside[PlaceKind.CUSTOMER]
        self._post([self._carrying(which, self.spots[to] if to < len(self.spots) else customer)])

    @rule(which=st.integers(0, len(CONTAINERS) - 1), kind=st.sampled_from(OUTSIDE))
    def lose_sight_of(self, which: int, kind: PlaceKind) -> None:
        self._post([self._carrying(which, self.outside[kind])])

    @rule(which=st.integers(0, 1), to=stock_spot, pick=nth, unload=spot)
    def carry_and_handle(self, which: int, to: int, pick: int, unload: int) -> None:
        """Carry an LPN and move goods in one entry: the pools must follow where things end."""
        cell = self._some_cell(pick)
        legs = [self._carrying(which, self.spots[to])]
        if cell is not None:
            legs.append(Leg(cell[1], cell[0], self.spots[unload].id, 1))
        self._post(legs)

    @rule(item=goods, one=spot, two=spot)
    def receive_twice_in_one_entry(self, item: Item, one: int, two: int) -> None:
        supplier = self.outside[PlaceKind.SUPPLIER].id
        self._post([Leg(item, supplier, self.spots[one].id, 1), Leg(item, supplier, self.spots[two].id, 1)])

    @rule(item=goods, at=stock_spot, qty=st.sampled_from((0, -1, 1)))
    def post_nonsense(self, item: Item, at: int, qty: int) -> None:
        source = self.outside[PlaceKind.SUPPLIER] if qty < 1 else self.spots[at]
        self._post([Leg(item, source.id, self.spots[at].id, qty)])

    @rule(pick=nth, lot=st.sampled_from(("L1", "L2")))
    def correct_the_lot(self, pick: int, lot: str) -> None:
        cell = self._some_cell(pick)
        if cell is not None and not cell[1].is_container:
            adjust = self.outside[PlaceKind.ADJUST].id
            legs = [Leg(cell[1], cell[0], adjust, 1), Leg(replace(cell[1], lot=lot), adjust, cell[0], 1)]
            self._post(legs, kind=EntryKind.TRANSFORM)

    # ---------------------------------------------------------------------------------------------------- the promises
    @rule(pick=nth, scope=st.sampled_from(Scope), qty=some, rank=ranks, hold=st.booleans())
    def promise(self, pick: int, scope: Scope, qty: int, rank: int, *, hold: bool) -> None:
        cell = self._some_cell(pick)
        if cell is None:
            return
        place, item = self.book.places[cell[0]], cell[1]
        warehouse = self.book.pool_of(place.id) or "W1"
        lot = item.lot if scope is Scope.LOT else WHOLE_POOL
        if scope is Scope.LOT and not item.lot:
            return
        self.n += 1
        ref = self.n
        purpose = Purpose.HOLD if hold else Purpose.LINE
        wanted = Promise(
            PromiseId(0), purpose, ref, scope, PoolKey(warehouse, item.sku, grade=item.grade, lot=lot), qty, rank
        )
        if scope is Scope.CELL:
            wanted = replace(wanted, place=place.id, item=item)
        may = self._may_promise(wanted)
        if self._try(lambda desk: promises.promise(desk, wanted), may=may):
            self.asked[ref] += qty

    @rule(pick=nth, qty=some)
    def hold_what_stands_in_no_pool(self, pick: int, qty: int) -> None:
        """Goods on a bench or in a tote are never promised, whatever the pool still has free."""
        inside = [cell for cell in self._cells() if self.book.pool_of(cell[0]) is None]
        if inside:
            place, item = inside[pick % len(inside)]
            pool = PoolKey("W1", item.sku, grade=item.grade)
            wanted = Promise(PromiseId(0), Purpose.LINE, self.n + 1, Scope.CELL, pool, qty, 0, place, item)
            self._try(lambda desk: promises.promise(desk, wanted), may=False)

    @precondition(lambda self: self.book.promises)
    @rule(pick=nth, where=nth, qty=some)
    def narrow(self, pick: int, where: int, qty: int) -> None:
        one, cell = self._some_promise(pick), self._some_cell(where)
        if one is None or cell is None:
            return
        fits = one.pool.sku == cell[1].sku and one.pool.lot in (WHOLE_POOL, cell[1].lot)
        aim = replace(one, scope=Scope.CELL, qty=qty, place=cell[0], item=cell[1])
        aim = replace(aim, pool=replace(one.pool, lot=cell[1].lot or WHOLE_POOL))
        may = fits and cell[1].grade == one.pool.grade and qty <= one.qty and one.scope is not Scope.CELL
        may = may and self._may_promise(aim, instead=one)
        self._try(lambda desk: promises.narrow(desk, one.id, qty, cell[0], cell[1]), may=may)

    @precondition(lambda self: self.book.promises)
    @rule(pick=nth, lot=st.sampled_from(("L1", "L2")), qty=some)
    def narrow_to_lot(self, pick: int, lot: str, qty: int) -> None:
        one = self._some_promise(pick)
        if one is None:
            return
        aim = replace(one, scope=Scope.LOT, qty=qty, pool=replace(one.pool, lot=lot))
        may = qty <= one.qty and one.scope is Scope.POOL and self._may_promise(aim, instead=one)
        self._try(lambda desk: promises.narrow_to_lot(desk, one.id, qty, lot), may=may)

    @precondition(lambda self: self.book.promises)
    @rule(pick=nth, qty=some)
    def widen(self, pick: int, qty: int) -> None:
        one = self._some_promise(pick)
        if one is not None:
            widest = Scope.LOT if one.lot_asked else Scope.POOL
            may = qty <= one.qty and one.scope is not widest
            self._try(lambda desk: promises.widen(desk, one, qty, "test"), may=may)

    @precondition(lambda self: self.book.promises)
    @rule(pick=nth, qty=some)
    def release(self, pick: int, qty: int) -> None:
        one = self._some_promise(pick)
        if one is not None and self._try(lambda desk: promises.release(desk, one, qty, "test"), may=qty <= one.qty):
            self.given_up[one.ref] += qty

    # ------------------------------------------------------------------------------------- what is never refused, undo
    @rule(item=goods, at=spot, counted=st.integers(0, 3))
    def recount(self, item: Item, at: int, counted: int) -> None:
        counted = min(counted, 1) if item.serial else counted
        self._forced(lambda desk, entry: inventory.recount(desk, entry, self.spots[at].id, item, counted, "count"))
        assert self.book.on_hand().get((self.spots[at].id, item), 0) == counted

    @rule(pick=nth, what=st.sampled_from(("quarantine", "scrap", "damage")), qty=some)
    def lock_away(self, pick: int, what: str, qty: int) -> None:
        cell = self._some_cell(pick)
        if cell is None or (what == "quarantine" and self.book.places[cell[0]].kind is PlaceKind.QUARANTINE):
            return
        if what == "damage" and (cell[1].is_container or cell[1].grade != "A"):
            return
        deed = getattr(inventory, what)
        qty = min(qty, self.book.on_hand()[cell])
        self._forced(lambda desk, entry: deed(desk, entry, cell[1], qty, cell[0], what))

    @rule(lot=st.sampled_from(("L1", "L2")), day=st.sampled_from(("2011-01-01", "2011-03-01")))
    def expire(self, lot: str, day: str) -> None:
        with self.desk() as desk:
            inventory.know_lot(desk, "Y", lot, "2011-02-01")
        self._forced(lambda desk, entry: inventory.expire_lots(desk, entry, day))

    @rule(pick=nth, together=st.booleans())
    def undo(self, pick: int, *, together: bool) -> None:
        undone = {each.reverses for each in self.book.entries}
        old = [e for e in self.book.entries if e.kind is not EntryKind.REVERSE and e.id not in undone]
        if not old:
            return
        one = old[pick % len(old)]
        alone = Entry(EntryId(f"e-{self.n}?"), EntryKind.REVERSE, tuple(leg.mirrored() for leg in reversed(one.legs)))
        new_id = self._entry_id()
        done = self._try(
            lambda desk: inventory.reverse(desk, one.id, new_id, "undo", together=together),
            may=True if self.book.judged(alone, {}) and not self._away(one) else None,
        )
        if done:
            mirrored = {e.reverses for e in self.book.entries} - undone
            assert one.id in mirrored
            assert together or mirrored == {one.id}

    @rule(pick=nth, other=st.booleans())
    def send_again(self, pick: int, *, other: bool) -> None:
        """The same entry once more changes nothing; another under its id is refused."""
        if not self.book.entries:
            return
        one = self.book.entries[pick % len(self.book.entries)]
        why = self._why(one.id) + ("!" if other else "")
        before = self._state()
        with self.desk() as desk:
            try:
                again = ledger.post(desk, replace(one, why=why), forced=bool(pick % 2))
            except Refused as refused:
                answer = refused.refusal.code
            else:
                answer = "replayed" if again.replayed else "posted"
        assert answer == ("id_used" if other else "replayed")
        assert self._state() == before

    # -------------------------------------------------------------------------------------------- what is always true
    @invariant()
    def the_ledger_tells_what_the_book_tells(self) -> None:
        if not hasattr(self, "book"):
            return
        cells, held, pools, serials = self._state()
        assert self.book.broken() == ()
        assert cells == dict(self.book.on_hand())
        assert held == self.book.held()
        assert {k: v[0] for k, v in pools.items() if v[0]} == {k: v for k, v in self.book.supply().items() if v}
        assert {k: v[1] for k, v in pools.items() if v[1]} == self.book.promised()
        assert {key: (at,) for key, at in serials.items()} == self.book.tracked()
        per_item: Counter[Item] = Counter()
        for (_, item), qty in cells.items():
            per_item[item] += qty
        assert not any(per_item.values())

    @invariant()
    def every_promise_is_alive_used_up_released_or_a_visible_shortage(self) -> None:
        if not hasattr(self, "book"):
            return
        live: Counter[int] = Counter()
        for each in self.book.promises:
            live[each.ref] += each.qty
        with self.store.read() as desk:
            short: Counter[int] = Counter()
            for row in desk.connection.exec_driver_sql("SELECT ref, qty FROM shortage"):
                short[row[0]] += row[1]
        assert short == self.lost
        for ref, qty in self.asked.items():
            assert qty == live[ref] + short[ref] + self.given_up[ref]

    # ----------------------------------------------------------------------------------------------------- how it works
    def desk(self) -> AbstractContextManager[Desk]:
        self.n += 1
        return self.store.write(at="2011-01-01T00:00:00.000000Z", who="t", command_id=f"c-{self.n}")

    def _entry_id(self) -> EntryId:
        self.n += 1
        return EntryId(f"e-{self.n}")

    def _carrying(self, which: int, target: Place) -> Leg:
        kind, code = CONTAINERS[which]
        source = self.book.stands(self.spots[len(FIXED) + which]) or self.outside[PlaceKind.SUPPLIER].id
        return Leg(container_item(kind, code), source, target.id, 1)

    def _cells(self) -> list[tuple[PlaceId, Item]]:
        """Return every cell inside that holds goods, in a steady order."""
        inside = {cell for cell in self.book.on_hand() if self.book.places[cell[0]].kind not in MAY_GO_BELOW_ZERO}
        return sorted(cell for cell in inside if not cell[1].is_container)

    def _some_cell(self, pick: int) -> tuple[PlaceId, Item] | None:
        cells = self._cells()
        return cells[pick % len(cells)] if cells else None

    def _some_promise(self, pick: int) -> Promise | None:
        return self.book.promises[pick % len(self.book.promises)] if self.book.promises else None

    def _may_promise(self, wanted: Promise, instead: Promise | None = None) -> bool:
        """Naively: add the promise (in the place of part of another) and see whether anything is broken."""
        others = [each for each in self.book.promises if instead is None or each.id != instead.id]
        if instead is not None and instead.qty > wanted.qty:
            others.append(replace(instead, qty=instead.qty - wanted.qty))
        if wanted.scope is Scope.CELL and wanted.item is not None:
            wanted = replace(wanted, pool=replace(wanted.pool, lot=wanted.item.lot or WHOLE_POOL))
        return not replace(self.book, promises=(*others, wanted)).broken()

    def _post(
        self, legs: list[Leg], consume: dict[PromiseId, int] | None = None, kind: EntryKind = EntryKind.MOVE
    ) -> None:
        entry = Entry(self._entry_id(), kind, tuple(legs), "test")
        used = consume or {}
        after = self.book.judged(entry, used)
        refs = {each.id: each.ref for each in self.book.promises}
        if self._try(lambda desk: ledger.post(desk, entry, used), may=after is not None):
            for promise_id, qty in used.items():
                self.given_up[refs[promise_id]] += qty

    def _try(self, deed: Callable[[Desk], Any], *, may: bool | None) -> bool:
        """Do it; it must succeed exactly when the book says so (None: the book does not say)."""
        before = self._state()
        try:
            with self.desk() as desk:
                deed(desk)
        except Refused as refused:
            no: Refused | None = refused
        else:
            no = None
        assert may is None or may is (no is None), no
        if no is not None:
            assert self._state() == before
            return False
        self._read_again()
        return True

    def _forced(self, deed: Callable[..., Any]) -> None:
        """Do what is never refused, and judge who lost: no more than must, the weakest first."""
        before, entry_id = self.book, self._entry_id()
        with self.desk() as desk:
            deed(desk, entry_id)
        self._read_again()
        after = replace(self.book, promises=before.promises)
        live, gone = self._lost_since(before)
        self.lost += gone
        for key in {replace(each.pool, lot=WHOLE_POOL) for each in before.promises}:
            mine = [each for each in before.promises if replace(each.pool, lot=WHOLE_POOL) == key]
            assert sum(gone[ref] for ref in {each.ref for each in mine}) == after.must_lose(key)
            strength = {each.ref: (each.purpose is not Purpose.HOLD, -each.rank) for each in mine}
            losers = {each.ref for each in mine if gone[each.ref] and not each.lot_asked}
            keepers = {each.ref for each in mine if live[each.ref]}
            assert all(strength[loser] <= strength[keeper] for loser in losers for keeper in keepers)

    def _lost_since(self, before: Book) -> tuple[Counter[int], Counter[int]]:
        was: Counter[int] = Counter()
        live: Counter[int] = Counter()
        for each in before.promises:
            was[each.ref] += each.qty
        for each in self.book.promises:
            live[each.ref] += each.qty
        return live, was - live

    def _away(self, one: Entry) -> bool:
        """Tell whether the entry touches a container that went outside later."""
        ends = {end for leg in one.legs for end in (leg.source, leg.target)}
        return any(
            self.book.places[self.book.chain(end)[-1]].is_outside for end in ends if self.book.places[end].is_container
        )

    def _why(self, entry_id: str) -> str:
        with self.store.read() as desk:
            return str(desk.connection.execute(text("SELECT why FROM entry WHERE id = :id"), {"id": entry_id}).scalar())

    def _read_again(self) -> None:
        """Take over the new legs and the promises as rows: facts, from which the book folds the rest by itself."""
        with self.store.read() as desk:
            ask = desk.connection.exec_driver_sql
            rows = ask("SELECT id FROM entry ORDER BY seq").all()[len(self.book.entries) :]
            new = tuple(inventory.entry(desk, EntryId(row[0])) for row in rows)
            live = tuple(_promise(desk, row[0]) for row in ask("SELECT id FROM promise ORDER BY id").all())
        self.book = replace(self.book, entries=self.book.entries + new, promises=live)

    def _state(self) -> Any:
        with self.store.read() as desk:
            ask = desk.connection.exec_driver_sql
            rows = [
                (r[0], items.get(desk, r[1]), *r[2:])
                for r in ask("SELECT place_id, item_id, on_hand, held FROM balance")
            ]
            cells = {(place, item): on_hand for place, item, on_hand, _ in rows if on_hand}
            held = {(place, item): held for place, item, _, held in rows if held}
            found = ask("SELECT warehouse, sku, owner, grade, lot, on_hand, promised FROM pool")
            pools = {PoolKey(*row[:5]): (row[5], row[6]) for row in found}
            serials = {(row[0], row[1]): row[2] for row in ask("SELECT sku, serial, place_id FROM serial_at")}
        return cells, held, pools, serials


def _promise(desk: Desk, promise_id: int) -> Promise:
    found = promises.get(desk, PromiseId(promise_id))
    assert found is not None
    return found


@cache
def _empty() -> bytes:
    store = open_store("sqlite://", create=True)
    with store.read() as desk:
        raw: Any = desk.connection.connection.driver_connection
    content: bytes = raw.serialize()
    store.close()
    return content


def fresh_store() -> Store:
    """Return an empty company in memory, copied: laying all tables takes most of a short test's time."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False, "isolation_level": None}
    )

    def opened(raw: Any, record: Any) -> None:
        raw.deserialize(_empty())
        prepare(raw, record)

    event.listen(engine, "connect", opened)
    return Store(SqliteBackend(engine, None))
