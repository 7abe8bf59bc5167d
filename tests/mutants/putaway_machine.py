"""Two people put away from one dock, scanning what comes to hand; a naive twin beside them only adds and subtracts.

The twin knows nothing of rules' code: it keeps what lies where, and looks at each proposal with its own eyes.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests import scratch
from tests.company import WAREHOUSE, Company, key_of
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.run import Session
from warehouse_app.domain.floorwork import FloorAnswer, FloorLine, FloorState
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import ledger, places, promises
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import storage, trade

GOODS = (("X", "", 9), ("Y", "L1", 4), ("Y", "L2", 3), ("ICE", "", 5))
RULES: dict[str, dict[str, Any]] = {
    "A1": {"most_units": 3},
    "A2": {"mixes_lots": 0, "most_units": 4},
    "A3": {"mixes_products": 0},
    "A4": {"climate": "cold"},
    "A5": {"locked": 1, "locked_why": "wet"},
    "A6": {"use": "stage"},
    "A7": {"use": "bulk", "most_g": 400},
}
WEIGHT = 100
CODES = ("X", "Y", "ICE", *RULES, "DOCK", "X", "Y")
CARDS = ("DONE", "DONE", "UNDO", "UNDO", "SKIP", "SHORT", "PAUSE", "", "*2", "*3", "1", "2", "3", "0")
people = st.integers(0, 1)

Where = tuple[str, str, str]


class PutAwayMachine(RuleBasedStateMachine):
    """A dock with goods of four kinds, seven bins with a rule each, and an order that waits for some."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=scratch.memory())
        self.company = Company(Path(self.folder.name))
        self.forced = False
        self.proposed: dict[int, str] = {}
        self.sessions = (self.company.picker, Session(self.company.packer.actor, "P2"))
        self.twin: Counter[Where] = Counter({("DOCK", sku, lot): qty for sku, lot, qty in GOODS})
        with self.company.write() as desk:
            desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE, name="Main"))
            dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
            for n, (code, values) in enumerate(RULES.items(), 1):
                made = self.company.bin(desk, code, walk_seq=n)
                desk.connection.execute(storage.place_rule.insert().values(place_id=made.id, **values))
            for sku in ("X", "Y", "ICE"):
                self.company.product(desk, sku, weight_g=WEIGHT, tracking="lot" if sku == "Y" else "none")
            ice = desk.connection.execute(tables.product.select().where(tables.product.c.sku == "ICE")).one()
            desk.connection.execute(storage.product_rule.insert().values(product_id=ice.id, climate="cold"))
            supplier = places.outside(desk, PlaceKind.SUPPLIER).id
            legs = tuple(Leg(Item(sku, lot), supplier, dock.id, qty) for sku, lot, qty in GOODS)
            ledger.post(desk, Entry(EntryId("goods"), EntryKind.RECEIVE, legs, "test"))
            self.company.order(desk, "1001", [("X", 4)])
            line = key_of(desk.connection.execute(trade.order_line.insert().values(
                order_id=1, n=2, sku="X", qty=2, price_e4=1)))  # fmt: skip
            cell = Promise(PromiseId(0), Purpose.LINE, 1, Scope.CELL, PoolKey(WAREHOUSE, "X"), 4, 1, dock.id, Item("X"))
            promises.promise(desk, cell)
            pool = Promise(PromiseId(0), Purpose.LINE, line, Scope.POOL, PoolKey(WAREHOUSE, "X"), 2, 2)
            promises.promise(desk, pool)

    def teardown(self) -> None:
        if hasattr(self, "company"):
            self.company.close()
            self.folder.cleanup()

    def scanned(self, who: int, text: str) -> FloorAnswer:
        """Scan and look at everything; "@" is the place that was proposed last to this one."""
        answer = self._scan(who, self.proposed.get(who, "DONE") if text == "@" else text)
        self.the_books_say_what_the_twin_says()
        self.promises_are_kept()
        self.nobody_carries_what_is_not_there()
        return answer

    def _scan(self, who: int, text: str) -> FloorAnswer:
        command = PutAwayScan(id=self.company.ids.new(), text=text)
        answer = self.company.runner.perform(command, self.sessions[who]).value
        assert isinstance(answer, FloorAnswer)
        self._follow(answer)
        self._look(answer)
        self.proposed[who] = answer.state.hero or "DONE"
        return answer

    def _follow(self, answer: FloorAnswer) -> None:
        """Move in the twin what the answer says was put down, or taken back."""
        facts = answer.facts
        self.forced |= answer.code.startswith("putaway_elsewhere")  # what was proposed before may not fit beside it
        if answer.code.startswith(("putaway_put", "putaway_elsewhere")):
            self._carry("DOCK", str(facts["place"]), str(facts["sku"]), int(facts["qty"] or 0))
        elif answer.code == "putaway_undone" and facts["problem"] == "put":
            self._carry(str(facts["from"]), "DOCK", str(facts["sku"]), int(facts["qty"] or 0))

    def _carry(self, source: str, target: str, sku: str, qty: int) -> None:
        """The twin cannot tell lots apart by the answer: it asks the books only which of them moved."""
        now = self._books()
        for lot in {lot for place, one, lot in self.twin if one == sku}:
            gone = self.twin[source, sku, lot] - now[source, sku, lot]
            if gone > 0:
                assert gone == qty, f"{qty} {sku} were said to move, {gone} did"
                self.twin[source, sku, lot] -= gone
                self.twin[target, sku, lot] += gone
                return
        raise AssertionError(f"{qty} {sku} were said to go from {source} to {target}, and none did")

    def _look(self, answer: FloorAnswer) -> None:
        """Look at every proposal with the twin's eyes: nothing that is hard is broken by a place that was proposed."""
        state: FloorState = answer.state
        lines = [each for each in state.lines if each.place in RULES] if state.phase != "idle" else []
        for line in lines:
            rules = RULES[line.place]
            assert not rules.get("locked"), line
            assert (line.code == "ICE") <= (rules.get("climate") == "cold"), line
            there = Counter({each: qty for each, qty in self.twin.items() if each[0] == line.place and qty > 0})
            if answer.code in ("putaway_loaded", "putaway_loaded_waiting"):
                self._has_room(line, rules, there, lines)

    def _has_room(self, line: FloorLine, rules: dict[str, Any], there: Counter[Where], lines: list[FloorLine]) -> None:
        coming = sum(each.wanted for each in lines if each.place == line.place)
        if there.total() <= rules.get("most_units", 99):  # nobody filled it beyond its rule by hand
            assert there.total() + coming <= rules.get("most_units", 99) or self.forced, line
        if not rules.get("mixes_products", 1):
            assert {sku for _place, sku, _lot in there} <= {line.code} or self.forced, line
        if not rules.get("mixes_lots", 1):
            assert {lot for _place, sku, lot in there if sku == line.code} <= {line.lot} or self.forced, line

    def _books(self) -> Counter[Where]:
        with self.company.store.read() as desk:
            asked = (
                tables.balance.join(tables.place, tables.place.c.id == tables.balance.c.place_id)
                .join(tables.item, tables.item.c.id == tables.balance.c.item_id)
                .select()
                .where(tables.balance.c.outside == 0)
                .with_only_columns(tables.place.c.code, tables.item.c.sku, tables.item.c.lot, tables.balance.c.on_hand)
            )
            return Counter({(row[0], row[1], row[2]): row[3] for row in desk.connection.execute(asked)})

    @rule(who=people, text=st.sampled_from(CODES))
    def scan(self, who: int, text: str) -> None:
        self._scan(who, text)

    @rule(who=people, text=st.sampled_from(CARDS))
    def card(self, who: int, text: str) -> None:
        self._scan(who, text)

    @rule(who=people, qty=st.integers(1, 6))
    def loads_and_walks(self, who: int, qty: int) -> None:
        """Load, count, walk to where it is proposed: what people do."""
        self._scan(who, "X")
        self._scan(who, str(qty))
        state = self._scan(who, "DONE").state
        if state.hero:
            self._scan(who, state.hero)

    @invariant()
    def the_books_say_what_the_twin_says(self) -> None:
        assert +self._books() == +self.twin

    @invariant()
    def promises_are_kept(self) -> None:
        with self.company.store.read() as desk:
            rows = desk.connection.execute(tables.promise.select()).all()
            assert sum(row.qty for row in rows) == 6
            held = {(row.place_id, row.item_id): 0 for row in rows if row.place_id}
            for row in rows:
                if row.place_id:
                    held[row.place_id, row.item_id] += row.qty
            for (place, item), qty in held.items():
                cell = tables.balance.select().where(
                    tables.balance.c.place_id == place, tables.balance.c.item_id == item
                )
                found = desk.connection.execute(cell).one()
                assert found.held == qty <= found.on_hand
            assert desk.connection.execute(tables.shortage.select()).all() == []

    @invariant()
    def nobody_carries_what_is_not_there(self) -> None:
        with self.company.store.read() as desk:
            taken: Counter[tuple[int, int]] = Counter()
            for row in desk.connection.execute(storage.putaway_load.select()):
                taken[row.source_id, row.item_id] += row.qty
            for (place, item), qty in taken.items():
                cell = tables.balance.select().where(
                    tables.balance.c.place_id == place, tables.balance.c.item_id == item
                )
                assert qty <= desk.connection.execute(cell).one().on_hand
