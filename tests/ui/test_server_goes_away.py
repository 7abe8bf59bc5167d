"""The server goes away while a screen loads or saves: one notice and its end, nothing lost, no hang, no help needed.

Real sockets: between the window and a PostgreSQL server stands a proxy that refuses, or swallows all it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.faultproxy import Fault, FaultProxy, Kind
from tests.packbench import line_counts, pick
from tests.resting import resting_s
from tests.windows import Window
from warehouse_app.application.orders import HoldOrder
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store.postgresql import link
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell import pagestate
from warehouse_app.ui.shell.cards import discover
from warehouse_app.ui.shell.cover import Cover

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.system, pytest.mark.slow]

SCREENS = [card.name for card in discover() if not card.hidden]
EVERYTHING = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
BEAT_MS = 10
HANG_S = 1.5
"""A window that waits for a silent server itself would rest for two seconds; what it works meanwhile does not count."""

LIMIT_MS = 30_000
PARTS = 6
"""Each a share of the screens at a server of its own, so that all workers have their part of it."""

SWALLOWED = ("orders", "pack")
"""Screens whose server is still there and answers nothing: the longest waits, so not all of them."""


class Away:
    """A window whose server can go away, and a pulse that tells whether the window lives meanwhile."""

    def __init__(self, qtbot: QtBot, company: Company, proxy: FaultProxy, window: Window) -> None:
        self.qtbot, self.company, self.proxy, self.window = qtbot, company, proxy, window
        self.longest_s, self._last = 0.0, resting_s()
        self.pulse = QTimer()
        self.pulse.setInterval(BEAT_MS)
        self.pulse.timeout.connect(self._beat)
        self.titles: list[str] = []
        window.window.notices.on_change(lambda worst, _more: self.titles.append(worst.title if worst else ""))

    def _beat(self) -> None:
        now = resting_s()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now

    def anew(self) -> None:
        """The server is there, nothing is wrong any more, and somebody signs on who has seen no screen yet."""
        self.pulse.stop()
        self.comes()
        self.until(lambda: self.window.performer.idle() and not self.window.window.states.watch.away())
        self.window.window.sign_off()
        for key in tuple(self.window.window.notices._standing):
            self.window.window.notices.solve(key)
        self.window.window.sign_on_as(EVERYTHING)
        self.window.settle()
        self.titles.clear()
        self.longest_s = 0.0

    def goes(self, how: str) -> None:
        """Let the server go away, and take the window's pulse from now on."""
        if how == "refuses":
            self.proxy.down()
        else:
            self.proxy.put(Fault(Kind.LOSE_ALL if how == "swallows" else Kind.LOSE_ANSWERS))
        self._last = resting_s()
        self.pulse.start()

    def built(self) -> None:
        """A page was just built, which costs what it costs."""
        self._last = resting_s()

    def comes(self) -> None:
        """Let it be back."""
        self.proxy.up()
        self.proxy.heal()

    def until(self, done: Any) -> None:
        self.qtbot.waitUntil(done, timeout=LIMIT_MS)

    def away(self) -> list[str]:
        """Return the notices of a server that is away that were shown, each once."""
        found = [title for title in self.titles if title.startswith("Server away")]
        return [title for n, title in enumerate(found) if n == 0 or found[n - 1] != title]

    def worst(self) -> str:
        worst = self.window.window.notices.worst()
        return "" if worst is None else worst.title

    def unsaved(self) -> str:
        """Return the key of the notice that a deed was not confirmed, "" without one."""
        return next((key for key in self.window.window.notices._standing if key.startswith("unsaved:")), "")

    def settled(self) -> bool:
        """Say whether the page in view shows what it should, and nothing of the trouble is left."""
        page = self.window.window.page()
        covered = any(cover.isVisible() for cover in page.findChildren(Cover))
        return self.window.performer.idle() and not covered and not self.window.window.frame.page_strip.isVisible()


@pytest.fixture
def at(
    qtbot: QtBot,
    performer: Performer,
    gate: ScanGate,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Away]:
    """Someone with all rights is signed on at a window over a proxy, with short patience."""
    monkeypatch.setattr(pagestate, "PROBE_MS", 200)
    monkeypatch.setattr(link, "DOUBT_S", 0.3)
    with server.database() as plain, FaultProxy(server.socket) as proxy:
        company = Company(tmp_path, database=proxy.url(plain.partition("@/")[2].partition("?")[0]))
        with company.write() as desk:
            company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
            company.stock(desk, "A01-01", "A1000", 10)
            company.order(desk, "1001", [("A1000", 3)])
        made = Away(qtbot, company, proxy, Window(qtbot, company, performer, gate, EVERYTHING))
        yield made
        made.pulse.stop()
        made.comes()
        made.until(performer.idle)
        company.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_server_that_goes_away_while_a_screen_loads_and_saves_costs_a_notice_and_nothing_else(
    at: Away, subtests: pytest.Subtests, part: int
) -> None:
    for screen in SCREENS[part::PARTS]:
        how = "swallows" if screen in SWALLOWED else "refuses"
        with at.company.write() as desk:
            order = at.company.order(desk, f"held at {screen}", [("A1000", 3)])
        with subtests.test(screen, how=how):
            _loads(at, screen, how)
            _saves(at, screen, how, order)
            assert at.longest_s < HANG_S
            assert at.window.bugs == []
        at.anew()


def _loads(at: Away, screen: str, how: str) -> None:
    """It recovers by itself."""
    at.window.go("orders" if screen != "orders" else "stock")
    at.goes(how)
    at.window.window.go(screen)
    at.built()
    at.until(lambda: at.worst().startswith("Server away since "))
    at.comes()
    at.until(lambda: at.worst().startswith("Server is back") or not at.worst())
    at.until(at.settled)
    assert len(at.away()) == 1, "one notice, and the screen has recovered by itself"


def _saves(at: Away, screen: str, how: str, order: int) -> None:
    """What is saved while the server is away is not lost, and not done twice."""
    told: list[Outcome[Any]] = []
    hands = at.window.window.context().hands(screen)
    hands._loads = at.window.window.states._kept[screen].loads
    at.goes(how)
    hands.do(HoldOrder(id=f"hold-{order}", order_id=order, reason="call first"), told.append)
    at.until(lambda: at.unsaved() != "")
    assert told == []
    at.comes()
    at.until(lambda: not at.window.window.states.watch.away())
    at.window.window.notices.answered(at.unsaved(), "again")
    at.until(lambda: bool(told))
    at.until(at.settled)
    assert told[0].refusal is None
    with at.company.store.read() as desk:
        ask = desk.connection.exec_driver_sql
        held = ask(f"SELECT COUNT(*) FROM order_hold WHERE order_id = {order}").scalar()
        kept = ask(f"SELECT COUNT(*) FROM audit WHERE command_id = 'hold-{order}'").scalar()
    assert (held, kept) == (1, 1)


@pytest.mark.parametrize("how", ["refuses", "loses answers"])
def test_a_scan_asked_for_again_when_the_server_is_back_counts_once(at: Away, how: str) -> None:
    with at.company.write() as desk:
        order = at.company.order(desk, "1002", [("A1000", 5)])
        pick(desk, at.company, order, "T1")
    at.window.go("pack")
    at.window.scan("T1")
    at.goes(how)
    at.window.scan("A1000")
    at.comes()
    at.until(lambda: not at.window.window.states.watch.away())
    at.window.press(Qt.Key.Key_F4)  # the last scan again: the same deed, asked for by its id
    at.until(lambda: line_counts(at.company, order)[0][2] > 0)
    at.window.settle()
    assert line_counts(at.company, order) == [("A1000", 5, 1, 0)]
    assert at.window.bugs == []
