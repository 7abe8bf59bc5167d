"""Batches on a floor and people who pick them, in line mode or in the window: for tests of ways and exceptions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from tests.company import WAREHOUSE, Company
from tests.fullday import broken
from tests.hands import Screen
from warehouse_app.application import batches, pickstate
from warehouse_app.application.pickways import ChooseWay
from warehouse_app.application.run import Session
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.picking.values import PickState
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store import cells, items, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, storage, trade
from warehouse_app.terminal.station import Line, Station, mode_of
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.screens.pick.presenter import PickPresenter

MOUTHS = ("line", "window")
SET_UP = frozenset({"every entry has legs and a command", "whoever acted is known"})
"""Checks that a company set up without commands does not hold."""


def no_pause(_seconds: float) -> None:
    """Bulk deeds need no pause in tests."""


def person(code: str, station: str, role: Role = Role.PICKER) -> Session:
    """Return who works at a station."""
    return Session(Actor(PersonId(f"p-{code.lower()}"), code, code.title(), role, with_pin=True), station)


class PickFloor:
    """A company whose orders wait in one planned batch."""

    def __init__(
        self, company: Company, orders: dict[str, list[tuple[str, int]]], stock: dict[str, tuple[str, int]]
    ) -> None:
        self.company = company
        with company.write() as desk:
            for sku in dict.fromkeys(sku for sku, _qty in stock.values()):
                company.product(desk, sku)
            for place, (sku, qty) in stock.items():
                company.stock(desk, place, sku, qty)
            self.orders = {code: company.order(desk, code, lines) for code, lines in orders.items()}
            for line in desk.connection.execute(trade.order_line.select()).all():
                promise(desk, line)
        (self.batch,) = batches.plan(company.runner, company.supervisor, pause=no_pause).batches

    def choose(self, way: str, session: Session | None = None) -> Any:
        """Choose how the batch is picked; return the outcome."""
        command = ChooseWay(id=self.company.ids.new(), batch_id=self.batch.id, way=way)
        return self.company.runner.perform(command, session or self.company.supervisor)

    def release(self, way: str = "") -> str:
        """Release the batch to be picked in a way; return its code."""
        self.choose(way).done()
        capacity = CartCapacity(12, 1_000)
        runner, boss = self.company.runner, self.company.supervisor
        return batches.release(runner, boss, self.batch.id, capacity=capacity, pause=no_pause)

    def zone(self, **places_by_zone: str) -> None:
        """Put places (by blanks) into zones."""
        with self.company.write() as desk:
            for zone, codes in places_by_zone.items():
                for code in codes.split():
                    row = {"place_id": self.company.bin(desk, code).id, "zone": zone}
                    desk.connection.execute(storage.place_rule.insert().values(**row))

    def on_hand(self, place: str, sku: str, **item: str) -> int:
        """Return what a place holds."""
        with self.company.store.read() as desk:
            found = places.by_code(desk, WAREHOUSE, place)
            number = items.find(desk, Item(sku, **item))
            return 0 if found is None or number is None else cells.read(desk, found.id, number).on_hand

    def picked(self, order: str) -> list[int]:
        """Return picked units of an order's lines."""
        with self.company.store.read() as desk:
            lines = trade.order_line
            query = lines.select().where(lines.c.order_id == self.orders[order]).order_by(lines.c.n)
            return [row.picked for row in desk.connection.execute(query)]

    def tasks(self) -> list[tuple[str, int, int, str]]:
        """Return state, asked, picked and reason of every task, in order."""
        with self.company.store.read() as desk:
            found = desk.connection.execute(floor.task.select().order_by(floor.task.c.id))
            return [(row.state, row.qty, row.picked, row.reason) for row in found]

    def state_of_batch(self) -> str:
        """Return the batch's state."""
        with self.company.store.read() as desk:
            return batches.find_batches(desk)[0].state

    def drifted(self) -> dict[str, tuple[str, ...]]:
        """Return the doctor's findings, but for what the setting up of a test leaves."""
        return {name: rows for name, rows in broken(self.company).items() if name not in SET_UP}


def promise(desk: Desk, line: Any) -> None:
    """Promise a line's goods."""
    key = PoolKey(WAREHOUSE, line.sku)
    promises.promise(desk, Promise(PromiseId(0), Purpose.LINE, line.id, Scope.POOL, key, line.qty, line.id))


class Picks(Protocol):
    """A person who picks, whatever the mouth."""

    company: Company

    def scan(self, *texts: str) -> str:
        """Scan one after the other; return the code of the last answer."""
        ...

    @property
    def state(self) -> PickState:
        """Return what is shown."""
        ...

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts of the last answer."""
        ...


class InLine:
    """A picker in line mode."""

    def __init__(self, company: Company, session: Session) -> None:
        self.company, self.session = company, session
        self.said: dict[str, Any] = {}
        self._station = Station(company.runner, session, mode_of("pick"))
        self._station.begin()

    def scan(self, *texts: str) -> str:
        """Send lines; return the code of the last answer."""
        for text in texts:
            self.said = self._station.answer(Line(text, ""))
        return str(self.said["code"])

    @property
    def state(self) -> PickState:
        """Return what is shown."""
        return self.company.runner.ask(lambda desk: pickstate.state(desk, self.session), self.session)

    @property
    def facts(self) -> dict[str, Any]:
        """Return what was said; line mode tells sentences, not facts."""
        return {"say": self.said["say"]}


class InWindow(Screen):
    """A picker at the screen."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.presenter = PickPresenter(self, self.hands("pick"), self.sounds, self.notices, self.now)
        self.presenter.shown()

    def scan(self, *texts: str) -> str:
        """Shoot one after the other; return the code of the last answer."""
        for text in texts:
            if text.strip():
                self.presenter.shot(Shot(text, "wedge"))
            else:
                self.presenter.keyed("Enter")
        return str(super().state.answer.code)

    @property
    def screen(self) -> Any:
        """Return the screen's own state."""
        return super().state

    @property
    def state(self) -> Any:
        """Return what is shown of the picker's work."""
        return super().state.now

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts of the last answer."""
        return dict(super().state.answer.facts)


def picker(mouth: str, company: Company, code: str = "LI", station: str = "P1", role: Role = Role.PICKER) -> Any:
    """Return a person who picks by a mouth."""
    session = replace(person(code, station, role))
    return InLine(company, session) if mouth == "line" else InWindow(company, session)


def follow(picks: Any, until: str = "", limit: int = 120) -> list[str]:
    """Scan what is expected until the batch is picked, or until a phase is reached; return the codes."""
    codes: list[str] = []
    while len(codes) < limit:
        now = picks.state
        if (now.phase == "idle" and codes) or now.phase == until or not now.expects:
            return codes
        codes.append(picks.scan(now.expects[0].code))
    raise AssertionError(codes)
