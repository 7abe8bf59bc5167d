"""One of many processes that race for the last units: promises, releases, and goods taken away without asking.

`python -m tests.faults.racer ADDRESS NUMBER SEED COUNT` prints its history as one line of JSON, when it is told to go.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from tests.company import WAREHOUSE, StillClock
from tests.faults.benches import BenchIds
from tests.faults.turns import Watched
from warehouse_app.application.allocation import AllocateOrder
from warehouse_app.application.run import Command, Runner, Session, Writer, handles
from warehouse_app.application.stock import ReleaseStock, held_by
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Actor, PersonId, Right, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store import ledger, places
from warehouse_app.store.database import database_file, open_store
from warehouse_app.store.desk import Desk
from warehouse_app.store.sqlite import turn
from warehouse_app.system.clock import rest

SKUS = tuple(f"HOT{n}" for n in range(8))
UNITS = 12
ORDERS = 2
"""Of each process for each product."""

BIN = "A01"


def order_code(process: int, sku: str, n: int) -> str:
    """Return the code of an order of a process."""
    return f"{process}-{sku}-{n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAway(Command):
    """Take units out of the bin to nowhere, below zero put them back: goods that nobody had asked for."""

    name: ClassVar[str] = "take away"
    sku: str
    qty: int


def take_away(desk: Desk, command: TakeAway, _session: Session) -> int:
    """Post it. Raises Refused where others hold what is left."""
    bin_ = places.known(desk, WAREHOUSE, BIN, PlaceKind.BIN).id
    out = places.outside(desk, PlaceKind.ADJUST).id
    ends = (bin_, out) if command.qty > 0 else (out, bin_)
    leg = Leg(Item(command.sku), *ends, abs(command.qty))
    ledger.post(desk, Entry(EntryId(command.id), EntryKind.MOVE, (leg,), "race"))
    return command.qty


class Racer:
    """One process: what it does, and the history of it."""

    def __init__(self, address: str, number: int, seed: int) -> None:
        self.number, self.dice = number, Random(seed * 100 + number)
        self.again = 0
        self.store = open_store(address, pause=self._rest)
        ids = BenchIds(f"r{number}")
        self.runner = Runner(self.store, StillClock(), ids, Writer(f"racer-{number}", f"R{number}", "test", number))
        self.who = Session(Actor(PersonId("p-sup"), "SUP", "Maria S.", Role.SUPERVISOR, with_pin=True), f"R{number}")
        self.history: list[tuple[str, int, int, int, int, bool]] = []
        self.troubles: list[str] = []
        self.untold = 0
        self.longest_ns = 0
        self.away: dict[str, int] = {}
        with self.store.read() as desk:
            from warehouse_app.store import orders

            codes = {(sku, n): order_code(number, sku, n) for sku in SKUS for n in range(ORDERS)}
            self.orders = {key: orders.id_of(desk, code) for key, code in codes.items()}
            lines = desk.connection.exec_driver_sql("SELECT order_id, qty FROM order_line").all()
        self.asked = {int(row[0]): int(row[1]) for row in lines}
        self.held: dict[int, int] = dict.fromkeys(self.orders.values(), 0)

    def _rest(self, seconds: float) -> None:
        self.again += 1
        rest(seconds)

    def race(self, count: int) -> None:
        """Do so many deeds on stock that others want too."""
        doors = (self.one_order, self.several, self.several, self.goods, self.give_back, self.give_back)
        while len(self.history) + len(self.troubles) < count:
            try:
                self.dice.choice(doors)()
            except Trouble as trouble:
                self.troubles.append(trouble.code)

    def one_order(self) -> None:
        """Promise to one order, and be told who has what is missing."""
        sku, order = self._some_order()
        begin = time.monotonic_ns()
        done = self.runner.perform(AllocateOrder(id=self.runner.ids.new(), order_id=order), self.who).done()
        self._took(begin, sku, order, done.promised)
        for short in done.short:
            whole = short.why is not None and (short.why.holders or short.why.on_hand < UNITS)
            self.untold += not whole

    def several(self) -> None:
        """Promise to several orders in one unit of work, in any order of their products."""
        chosen = [(sku, self.orders[sku, self.dice.randrange(ORDERS)]) for sku in self.dice.sample(SKUS, 3)]
        commands = tuple(AllocateOrder(id=self.runner.ids.new(), order_id=order, explain=False) for _, order in chosen)
        begin = time.monotonic_ns()
        outcomes = self.runner.perform_many(commands, self.who)
        for (sku, order), outcome in zip(chosen, outcomes, strict=True):
            self._took(begin, sku, order, outcome.done().promised)

    def goods(self) -> None:
        """Take a unit away, or bring back what was."""
        sku = self.dice.choice(SKUS)
        qty = -1 if self.away.get(sku) else 1
        begin = time.monotonic_ns()
        outcome = self.runner.perform(TakeAway(id=self.runner.ids.new(), sku=sku, qty=qty), self.who)
        got = 0 if outcome.refusal is not None else qty
        assert qty > 0 or got == qty, outcome
        self.away[sku] = self.away.get(sku, 0) + got
        self._note(begin, sku, qty, max(got, 0), whole=True)

    def give_back(self) -> None:
        """Release what one order holds."""
        held = [(sku, n) for (sku, n), order in self.orders.items() if self.held[order]]
        if not held:
            self.one_order()
            return
        sku, n = self.dice.choice(held)
        order, code = self.orders[sku, n], order_code(self.number, sku, n)
        for promise in self.runner.ask(lambda desk: held_by(desk, code, sku), self.who):
            begin = time.monotonic_ns()
            command = ReleaseStock(id=self.runner.ids.new(), promise=promise, reason="race")
            done = self.runner.perform(command, self.who).done()
            self.held[order] -= done.qty
            self._note(begin, sku, -done.qty, 0)

    def _some_order(self) -> tuple[str, int]:
        sku, n = self.dice.choice(list(self.orders))
        return sku, self.orders[sku, n]

    def _took(self, begin: int, sku: str, order: int, got: int) -> None:
        lacked = self.asked[order] - self.held[order]
        self.held[order] += got
        if lacked:
            self._note(begin, sku, lacked, got)

    def _note(self, begin: int, sku: str, asked: int, got: int, *, whole: bool = False) -> None:
        end = time.monotonic_ns()
        self.longest_ns = max(self.longest_ns, end - begin)
        self.history.append((sku, begin, end, asked, got, whole))


def main(address: str, number: str, seed: str, count: str, plant: str = "") -> None:
    """Race, when a line comes in, and print what was done."""
    handles(TakeAway, right=Right.ALLOCATE, answer=int)(take_away)
    if plant == "read committed":
        from warehouse_app.store.postgresql import backend

        backend._BEGIN_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
    racer = Racer(address, int(number), int(seed))
    file = database_file(address)
    turns = Watched(file) if file is not None else None
    if plant == "no queue":
        vars(turn).update(_try_head=lambda _handle: True, _leave_head=lambda _handle: None)
        turn.HEAD_PAUSE_S = 0.004
    print("ready", flush=True)  # noqa: T201 - its answer
    sys.stdin.readline()
    racer.race(int(count))
    told: dict[str, Any] = {"history": racer.history, "troubles": racer.troubles, "untold": racer.untold}
    told["overtaken"] = max(turns.overtaken) if turns is not None else 0
    print(json.dumps(told | {"longest_s": racer.longest_ns / 1e9, "again": racer.again}), flush=True)  # noqa: T201 - its answer
    racer.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
