"""Any order of moves, corrections, quarantines and scrappings leaves what a naive twin with dictionaries says."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import scratch
from tests.company import WAREHOUSE, Company
from tests.movebench import Mover, drifted
from tests.packbench import sums_are_zero
from warehouse_app.application.moving.deeds import CorrectStock, QuarantineStock, ScrapStock, UnlockStock
from warehouse_app.application.moving.naming import Named
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import items, places, promises
from warehouse_app.store.schema import ledger, trade

BINS, BENCH, LOCKED = ("A1", "A2", "A3"), "W1", "QUARANTINE"
SKUS = ("TEA", "CUP")
Cell = tuple[str, str, str]
"""Place, SKU, grade."""


class Op(NamedTuple):
    """One deed: what, from, to, SKU, how many."""

    what: str
    source: str
    target: str
    sku: str
    qty: int


@dataclass
class Twin:
    """What should be there, by the simplest means."""

    on_hand: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))
    held: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))
    wide: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    last: tuple[tuple[Cell, Cell, int], ...] = ()

    def pool(self, sku: str) -> int:
        return sum(self.on_hand[place, sku, "A"] for place in BINS)

    def promised(self, sku: str) -> int:
        return self.wide[sku] + sum(self.held[place, sku, "A"] for place in BINS)

    def free(self, cell: Cell) -> int:
        return self.on_hand[cell] - self.held[cell]

    def may(self, source: Cell, target: Cell, qty: int) -> bool:
        """Tell whether a plain move can be: promises go along within the pool and nowhere else."""
        if not 0 < qty <= self.on_hand[source]:
            return False
        if source[0] not in BINS or target[0] in BINS:
            return True
        return qty <= self.free(source) and (source[2] != "A" or self.pool(source[1]) - qty >= self.promised(source[1]))

    def carry(self, source: Cell, target: Cell, qty: int) -> None:
        along = max(0, qty - self.free(source)) if target[0] in BINS else 0
        self.on_hand[source] -= qty
        self.on_hand[target] += qty
        self.held[source] -= along
        self.held[target] += along

    def force(self, source: Cell, target: Cell, qty: int) -> int:
        """Do what is never refused, and return how many units of promises are lost."""
        self.on_hand[source] -= qty
        self.on_hand[target] += qty
        over = max(0, self.held[source] - self.on_hand[source])
        self.held[source] -= over
        self.wide[source[1]] += over
        lost = max(0, self.promised(source[1]) - self.pool(source[1])) if source[0] in BINS else 0
        self._lose(source[1], lost)
        return lost

    def _lose(self, sku: str, lost: int) -> None:
        """Promises of one rank are lost youngest first; those that were widened just now are the youngest."""
        taken = min(lost, self.wide[sku])
        self.wide[sku] -= taken
        assert taken == lost, "what stands in a bin keeps what is held there"


class Real:
    """The program, driven by scans and commands."""

    def __init__(self, folder: Path) -> None:
        self.company = Company(folder)
        self.mover = Mover(self.company)
        self.orders = 0
        with self.company.write() as desk:
            for sku in SKUS:
                self.company.product(desk, sku)
                for place in BINS:
                    self.company.stock(desk, place, sku, 6)
            places.add(desk, WAREHOUSE, PlaceKind.BENCH, BENCH)

    def scans(self, *texts: str) -> bool:
        """Scan; tell whether the last was taken, and leave the bench with empty hands."""
        answer = self.mover.scan(texts[0])
        for text in texts[1:]:
            if answer.code == "move_ask_lot":
                answer = self.mover.scan("1")
            if answer.verdict.value != "refused":
                answer = self.mover.scan(text)
        taken = answer.verdict.value != "refused"
        if answer.klass == "stop":
            self.mover.scan("")
        if self.mover.state().ask["place"]:
            self.mover.scan("PAUSE")
        return taken

    def command(self, kind: Any, **what: Any) -> int | None:
        """Do a command and return the units lost by it; None where it was refused."""
        made = kind(id=self.company.ids.new(), warehouse=WAREHOUSE, **what)
        outcome = self.company.runner.perform(made, self.company.supervisor)
        if outcome.refusal is not None:
            return None
        done = outcome.value
        assert done is not None
        return sum(each.qty for each in done.lost)

    def order(self, place: str, sku: str, qty: int) -> None:
        """Promise goods of a bin to an order."""
        self.orders += 1
        with self.company.write() as desk:
            order = self.company.order(desk, f"O{self.orders}", [(sku, qty)])
            line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).one()
            at = self.company.bin(desk, place)
            wanted = Promise(
                PromiseId(0), Purpose.LINE, line.id, Scope.CELL, PoolKey(WAREHOUSE, sku), qty, 5, at.id, Item(sku)
            )
            promises.promise(desk, wanted)

    def cells(self) -> dict[Cell, tuple[int, int]]:
        """Return what stands and is held in every place inside."""
        with self.company.store.read() as desk:
            found = {}
            for row in desk.connection.execute(ledger.balance.select()).all():
                place, item = places.get(desk, row.place_id), items.get(desk, row.item_id)
                if not place.is_outside and row.on_hand:
                    found[place.code, item.sku, item.grade] = (row.on_hand, row.held)
        return found

    def pools(self) -> dict[str, tuple[int, int]]:
        """Return what the pools of grade A count."""
        with self.company.store.read() as desk:
            rows = desk.connection.execute(ledger.pool.select()).all()
        return {row.sku: (row.on_hand, row.promised) for row in rows if row.lot == "*" and row.grade == "A"}


def step(real: Real, twin: Twin, op: Op) -> None:
    """Do one deed in both, and see that both take or refuse it."""
    source, target = (op.source, op.sku, "A"), (op.target, op.sku, "A")
    named = Named(op.sku, op.qty, grade="A")
    there = 0 < op.qty <= twin.on_hand[source]
    if op.what == "move":
        grade = "B" if not twin.on_hand[source] and twin.on_hand[op.source, op.sku, "B"] else "A"
        source, target = (op.source, op.sku, grade), (op.target, op.sku, grade)
        may = op.source != op.target and twin.may(source, target, op.qty)
        assert real.scans(op.source, op.sku, f"={op.qty}", op.target) in (may, op.source == op.target)
        if may:
            twin.carry(source, target, op.qty)
            twin.last = ((source, target, op.qty),)
    elif op.what == "undo":
        _undo(real, twin)
    elif op.what == "order":
        may = op.source in BINS and there and op.qty <= twin.free(source)
        if may and twin.pool(op.sku) - twin.promised(op.sku) >= op.qty:
            real.order(op.source, op.sku, op.qty)
            twin.held[source] += op.qty
    elif op.what == "unlock":
        locked = (LOCKED, op.sku, "A")
        told = real.command(UnlockStock, target=op.target, goods=named, why="fine")
        assert (told is not None) == (0 < op.qty <= twin.on_hand[locked])
        if told is not None:
            twin.carry(locked, target, op.qty)
    else:
        kinds = {"lock": (QuarantineStock, (LOCKED, op.sku, "A"), {}), "scrap": (ScrapStock, ("", op.sku, "A"), {}),
                 "grade": (CorrectStock, (op.source, op.sku, "B"), {"to_grade": "B"})}  # fmt: skip
        kind, goal, more = kinds[op.what]
        told = real.command(kind, place=op.source, goods=named, why="so it is", **more)
        assert (told is not None) == there
        if told is not None:
            assert told == twin.force(source, goal, op.qty)


def _undo(real: Real, twin: Twin) -> None:
    """Undo the last move, which is the move back; it is refused where the goods are gone or promised."""
    back = [(target, source, qty) for source, target, qty in twin.last]
    may = bool(back) and all(twin.may(*each) for each in back)
    assert real.scans("UNDO") == may
    for each in back if may else ():
        twin.carry(*each)
    if may:
        twin.last = ()


OPS = st.builds(
    Op, st.sampled_from(["move", "move", "undo", "order", "lock", "unlock", "scrap", "grade"]),
    st.sampled_from([*BINS, BENCH]), st.sampled_from([*BINS, BENCH]), st.sampled_from(SKUS), st.integers(1, 8),
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(OPS, min_size=4, max_size=14))
def test_whatever_is_done_the_books_are_those_of_the_twin(ops: list[Op]) -> None:
    with tempfile.TemporaryDirectory(dir=scratch.memory()) as folder:
        real, twin = Real(Path(folder)), Twin()
        for sku in SKUS:
            for place in BINS:
                twin.on_hand[place, sku, "A"] = 6
        for op in ops:
            step(real, twin, op)
            kept = {cell: (qty, twin.held[cell]) for cell, qty in twin.on_hand.items() if qty and cell[0]}
            assert real.cells() == kept
            for sku, pool in real.pools().items():
                assert pool == (twin.pool(sku), twin.promised(sku))
        assert sums_are_zero(real.company)
        assert drifted(real.company) == {}
        real.company.close()
