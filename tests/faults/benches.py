"""Benches that pack for hours: each with a large order of its own, on an address of its own, asking until it is told.

Every answer is kept with its command's id, so that afterwards the ledger can be held against what people were told.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psycopg

from tests.company import WAREHOUSE, Company
from tests.packbench import pick
from tests.resting import thread_resting_s
from warehouse_app.application.packing import PackScan
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.items import sku_key
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.clock import Clock
from warehouse_app.store.backend import FORGETFUL, Remembered
from warehouse_app.store.database import open_store
from warehouse_app.store.postgresql.address import address_of
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import office

SKUS = ("CUP", "MUG", "PAN")
WRONG, CONTINUE = "EWER", "CONTINUE"
UNITS = 10_000_000
"""Of each product in each bench's order: more than any run packs."""

CHANCE_OF_WRONG = 0.1
CHANCE_OF_GIVING_UP = 0.3
NOT_DONE = frozenset({"database_away", "database_busy", "database_slow", "database_left_behind", "database_missing"})
"""Troubles that promise that nothing was done (and a server that is just starting or standing by)."""


class BenchIds:
    """Ids of one bench."""

    def __init__(self, name: str) -> None:
        self.name, self.n = name, 0

    def new(self) -> str:
        self.n += 1
        return f"{self.name}-{self.n:07d}"

    def secret(self, bits: int) -> int:
        return self.n % (1 << bits)


@dataclass
class Told:
    """What the person at a bench was told, by command."""

    accepted: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)
    """Given up after a sentence that said that nothing was done."""
    unknown: list[str] = field(default_factory=list)
    """Given up while it was not known."""
    troubles: Counter[str] = field(default_factory=Counter)
    longest_s: float = 0.0
    """Of one answer, what the bench worked itself left out."""
    longest_gap_s: float = 0.0
    """Between two answers that were no trouble."""


class FaultyBench(threading.Thread):
    """One station with its own connection, writer and person. It scans until it is stopped.

    `blind` is a fault to be found: what was not answered is done anew instead of asked for.
    """

    def __init__(
        self,
        company: Company,
        n: int,
        address: str,
        seed: int,
        remembered: Remembered = FORGETFUL,
        *,
        pause_s: float = 0.0,
        blind: bool = False,
    ) -> None:
        super().__init__(name=f"bench {n}", daemon=True)
        self.told = Told()
        self.bug: BaseException | None = None
        self.station, self.pause_s, self.blind = f"S{n}", pause_s, blind
        self._random, self._over = Random(seed * 1_000 + n), threading.Event()
        self._address, self._remembered, self._clock = address, remembered, company.clock
        self._ids = BenchIds(f"s{seed}-{n}")
        self._who = Session(Actor(PersonId(f"p-{n}"), f"P{n}", f"P {n}", Role.PACKER, with_pin=False), self.station)
        self._tote = f"T{n}"

    def run(self) -> None:
        try:
            self._work(self._clock)
        except BaseException as error:  # noqa: BLE001 - shown by whoever waits for it
            self.bug = error

    def stop(self) -> None:
        """Let it end after the scan at hand."""
        self._over.set()

    def _work(self, clock: Clock) -> None:
        store = None
        while store is None:
            try:
                store = open_store(self._address, remembered=self._remembered)
            except Trouble:
                if self._over.wait(0.1):
                    return
        with closing(store):
            runner = Runner(store, clock, self._ids, Writer(f"w-{self._ids.name}", self.station, "test", 1))
            self._scan(runner, self._tote, keep=False)
            last = time.monotonic()
            while not self._over.wait(self.pause_s):
                wrong = self._random.random() < CHANCE_OF_WRONG
                if self._scan(runner, WRONG if wrong else self._random.choice(SKUS), keep=True):
                    now = time.monotonic()
                    self.told.longest_gap_s, last = max(self.told.longest_gap_s, now - last), now
                if wrong:  # it may have stopped the bench, told or not
                    self._scan(runner, CONTINUE, keep=False)

    def _scan(self, runner: Runner, text: str, *, keep: bool) -> bool:
        """Ask until there is an answer, or until the person gives up; True where there was one."""
        command = PackScan(id=self._ids.new(), text=text)
        unknown = False
        while True:
            began = thread_resting_s()
            try:
                outcome = runner.perform(command, self._who)
            except Trouble as trouble:
                self._took(began)
                self.told.troubles[trouble.code] += 1
                unknown |= trouble.code not in NOT_DONE
                if keep and (self._over.is_set() or self._random.random() < CHANCE_OF_GIVING_UP):
                    (self.told.unknown if unknown else self.told.not_done).append(command.id)
                    return False
                if self._over.wait(0.05) and not keep:
                    return False
                if self.blind:
                    command = PackScan(id=self._ids.new(), text=text)
                continue
            self._took(began)
            assert outcome.value is not None, outcome
            accepted = outcome.value.verdict is Verdict.ACCEPTED
            if keep:
                assert accepted == (text != WRONG), (text, outcome.value)
                (self.told.accepted if accepted else self.told.refused).append(command.id)
            return True

    def _took(self, began: float) -> None:
        self.told.longest_s = max(self.told.longest_s, thread_resting_s() - began)


def furnish(folder: Path, address: str, benches: int) -> Company:
    """Make a company whose every bench has an order that never ends, picked into its own tote."""
    company = Company(folder, database=address)
    with company.write() as desk:
        for sku in (*SKUS, WRONG):
            company.product(desk, sku, sku_key=sku_key(sku))
        desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE))
        desk.connection.execute(office.company.insert().values(name="id", value="us"))
        for n in range(benches):
            order = company.order(desk, f"O{n}", [(sku, UNITS) for sku in SKUS])
            pick(desk, company, order, f"T{n}")
    return company


@dataclass(frozen=True, slots=True)
class Truth:
    """The ledger held against what was told: each a number of commands, all to be 0 but `entries`."""

    lost: int
    doubled: int
    invented: int
    entries: int


def compare(address: str, told: list[Told]) -> Truth:
    """Look from outside whether what people were told is what the ledger says."""
    with psycopg.connect(autocommit=True, **address_of(address).parameters) as beside:
        rows = beside.execute(
            "SELECT e.command_id, COUNT(DISTINCT e.seq), SUM(l.qty) FROM entry e JOIN leg l ON l.entry_seq = e.seq"
            " WHERE e.command_id LIKE 's%' GROUP BY e.command_id"
        ).fetchall()
    found = {str(row[0]): (int(row[1]), int(row[2])) for row in rows if not str(row[0]).endswith("-0000001")}
    accepted = {each for one in told for each in one.accepted}
    nothing = {each for one in told for each in (*one.refused, *one.not_done)}
    lost = sum(1 for each in accepted if each not in found)
    doubled = sum(1 for each, times in found.items() if each in accepted and times != (1, 1))
    allowed = accepted | {each for one in told for each in one.unknown}
    invented = sum(1 for each in found if each in nothing or each not in allowed)
    return Truth(lost, doubled, invented, len(found))
