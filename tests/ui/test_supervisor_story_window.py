"""One day of a supervisor at the real window: planned, looked at, changed, let go, given out, watched, mended, done.

Two stations pick at once: one in the window, one in line mode as a process of its own, of which the board hears.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.company import WAREHOUSE, Company
from tests.fullday import broken
from tests.journeys.program import Program
from tests.pickfloor import SET_UP
from tests.planday import lay
from tests.windows import Window
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batches import find_batches
from warehouse_app.application.people import init_company
from warehouse_app.application.releasing.rules import SetCutOff
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.bootstrap.ears import Ears
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.devices.blanking import DEFAULT_MS
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.picking.values import BatchRow
from warehouse_app.store import carrying, people, places, settings
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import floor, trade
from warehouse_app.system.clock import SystemClock
from warehouse_app.system.guard import ArgonGuard
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.start import OTHERS

pytestmark = pytest.mark.slow

CREW = {"SUP": Role.SUPERVISOR, "LI": Role.PICKER, "SAM": Role.PICKER, "ANNA": Role.PACKER}
ORDERS = tuple(str(1001 + n) for n in range(5))
NOON, COLLECTED = 12, 15
"""Hours of the house's day: when it begins, and when the carrier comes."""


class Trolley:
    """Sam's trolley: a station in line mode, in a process of its own."""

    def __init__(self, company: Company, home: Path) -> None:
        program = Program(home)
        program.more = {"WAREHOUSE_DATABASE": company.address}
        words = ("station", "pick", "--badge", make(OwnKind.USER, "SAM"), "--station", "P2", "--json")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "warehouse_app", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=program.environment(), text=True,
        )  # fmt: skip
        self.state: dict[str, Any] = {}

    def scan(self, text: str) -> str:
        """Scan once and return the code of the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        self.state = answer["state"]
        return str(answer["code"])

    def follow(self, until: str = "idle", most: int = 60) -> None:
        """Scan what is expected, until a phase."""
        for _ in range(most):
            if self.state["phase"] == until:
                return
            self.scan(self.state["expects"][0]["code"])
        raise AssertionError(self.state)

    def close(self) -> int:
        """End the input, as a trolley that is switched off."""
        self._process.communicate(timeout=60)
        return self._process.returncode


def session(code: str) -> Session:
    """Return somebody at the window; a supervisor comes with the PIN."""
    role = CREW[code]
    return Session(Actor(PersonId(f"p-{code.lower()}"), code, code.title(), role, role is Role.SUPERVISOR), "B1")


class Day:
    """The window, who is signed on there, and short words for what a person does with keys and a scanner."""

    def __init__(self, window: Window) -> None:
        self.window, self.company, self.who, self.before = window, window.company, "SUP", ""

    def be(self, code: str) -> None:
        """Somebody else signs on at the window."""
        if self.who != code:
            self.who = code
            self.window.window.sign_on_as(session(code))
            self.window.settle()

    def at(self, screen: str) -> Any:
        """Return the page of a screen."""
        return self.window.go(screen)

    def press(self, key: Qt.Key) -> None:
        """Press a key."""
        self.window.press(key)

    def together(self, words: str) -> None:
        """Press keys together."""
        QTest.keySequence(QApplication.focusWidget() or self.window.window, QKeySequence(words))
        self.window.settle()

    def fill(self, text: str) -> None:
        """Fill the field that has the focus, and save."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.setText(text)  # keys as fast as a test's would be a scanner's
        self.together("Ctrl+S")

    def scan(self, code: str) -> None:
        """Scan; the same code again not faster than hands are."""
        if code == self.before:
            QTest.qWait(2 * DEFAULT_MS)  # meant twice, not read twice
        self.before = code
        self.window.scan(code)

    def stages(self) -> dict[str, int]:
        """Return at which stages the board in view shows how many orders; of empty ones nothing."""
        page: Any = self.window.window.page()
        shown = {stage.value().name: int(stage.value().count) for stage in page._flow.stages}
        return {name: count for name, count in shown.items() if count}

    def batches(self) -> list[BatchRow]:
        """Return the batches, oldest first."""
        return sorted(self.company.runner.ask(find_batches, self.company.supervisor), key=lambda row: row.id)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    """A house that goes by the machine's clock, as the trolley's process does, in a zone where it is noon now."""
    made, now = Company(tmp_path), datetime.now(UTC)
    made.runner = Runner(made.store, SystemClock(), made.ids, Writer("writer-1", "B1", "test", 1))
    zone, ship_by = f"Etc/GMT{now.hour - NOON:+d}", now.replace(minute=0) + timedelta(hours=COLLECTED - NOON)
    init_company(made.runner, ArgonGuard(), warehouse=WAREHOUSE, admin_name="Olga O.", timezone=zone)
    with made.write() as desk:
        for code, role in CREW.items():
            person = PersonId(f"p-{code.lower()}")
            people.add(desk, PersonRow(person, code, code.title(), role, badge_hash(code), "", False, 0, "", desk.at))
        for name, value in (("plan.cart_orders", "3"), ("plan.seconds", "1")):
            settings.keep(desk, name, "", value)
        skus = lay(made, desk, aisles=3, bays=4)
        for n, code in enumerate(ORDERS):
            wanted = [(skus[3 * n % len(skus)], 1), (skus[(5 * n + 1) % len(skus)], 2)]
            made.order(desk, code, wanted, ship_by=ship_by.strftime("%Y-%m-%dT%H:%M:%S.000000Z"))
    every_day = {"weekdays": tuple(range(7)), "minute": 60 * COLLECTED}
    made.runner.perform(SetCutOff(id="offs", warehouse=WAREHOUSE, service="", **every_day), made.supervisor).done()  # type: ignore[arg-type]
    allocate(made.runner, made.supervisor)
    yield made
    made.close()


@pytest.fixture
def day(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Iterator[Day]:
    """A window that hears what others change, as the program's does."""
    window = Window(qtbot, company, performer, gate, session("SUP"))
    ears = Ears(lambda: company.store.hear("writer-1"), window.bugs.append)
    feed = window.window.feed
    ears.start(lambda touched: performer.post(lambda: feed.publish(touched, OTHERS)))
    yield Day(window)
    ears.close()


@pytest.fixture
def trolley(company: Company, tmp_path: Path) -> Iterator[Trolley]:
    made = Trolley(company, tmp_path / "home")
    yield made
    assert made.close() == 0


def at_work(page: Any) -> Any:
    """Return what a bench's page shows of its work."""
    return page.presenter._screen.now


def planned(day: Day, page: Any) -> Any:
    """Return the plan in view once it is worked out."""
    day.window.until(lambda: page.presenter._screen.loaded and not page.presenter._screen.working)
    return page.presenter._screen.desk.draft


def plan_and_release(day: Day) -> None:
    """A plan is worked out, looked at on the map, changed by hand, and let go."""
    page = day.at("plan")
    draft = planned(day, page)
    assert sorted(len(batch.orders) for batch in draft.batches) == [2, 3]
    assert "min walking" in page._said.text()
    assert all(stop.place in page.map.accessibleName() for stop in draft.batches[0].trips[0].stops)
    page.orders.setFocus(Qt.FocusReason.TabFocusReason)
    day.press(Qt.Key.Key_Down)
    moved = page.presenter._screen.order
    day.together("Ctrl+T")
    assert page._left.currentIndex() == 1, "where to is asked, each way with its metres"
    day.press(Qt.Key.Key_1)
    with_it = [batch.orders for batch in draft.batches if moved in batch.orders]
    draft = planned(day, page)
    assert [batch.orders for batch in draft.batches if moved in batch.orders] != with_it
    day.press(Qt.Key.Key_F2)
    assert {row.state for row in day.batches()} == {"released"}
    day.at("flow")
    assert day.stages() == {"Released": len(ORDERS)}


def give_out(day: Day) -> None:
    """Two batches are given to two people."""
    page = day.at("crew")
    for who in ("p-li", "p-sam"):
        page.presenter.chosen(who)
        day.press(Qt.Key.Key_F3)
        day.press(Qt.Key.Key_1)
    assert [row.who_name for row in day.batches()][:2] == ["Li", "Sam"]


def pick_at_once(day: Day, trolley: Trolley) -> None:
    """Li picks at the window and one is damaged; Sam picks in line mode, and one lacks. The board tells of both."""
    day.be("LI")
    page = day.at("pick")
    day.press(Qt.Key.Key_F2)
    day.scan(at_work(page).expects[0].code)
    day.press(Qt.Key.Key_F7)
    assert trolley.scan("GET WORK") == "batch_open"
    day.be("SUP")
    crew = day.at("crew")
    where = {row.name: (row.station, row.at.what) for row in crew.presenter.state.board.rows if row.at}
    assert where == {"Li": ("B1", "B00001"), "Sam": ("P2", "B00002")}
    day.at("flow")
    begun = day.stages()
    assert begun["Picking"] > 1
    trolley.follow("item")
    assert trolley.scan("SHORT") == "short"
    trolley.follow()
    day.window.until(lambda: day.stages().get("Picked", 0) > 0)
    assert day.stages()["Picking"] == begun["Picking"] - day.stages()["Picked"], "Li's still are picked"
    day.be("LI")
    page = day.at("pick")
    while at_work(page).phase != "idle":
        day.scan(at_work(page).expects[0].code)


def mend(day: Day, trolley: Trolley) -> None:
    """What is damaged is thrown away; what lacked is counted, there after all, promised, planned again and fetched."""
    day.be("SUP")
    page = day.at("exceptions")
    kinds = {case.kind.value: case for case in page.presenter.state.cases}
    assert sorted(kinds) == ["damage", "short"]
    page.presenter.opened(kinds["damage"].name)
    day.press(Qt.Key.Key_F2)
    day.fill("broken at the shelf")
    bench = day.at("count")
    place, sku = at_work(bench).ask["place"], at_work(bench).ask["sku"]
    assert sku == kinds["short"].ref
    for code in (place, sku, f"={left(day.company, place)}", "DONE"):
        day.scan(code)
    page = day.at("exceptions")
    page.presenter.opened(kinds["short"].name)
    day.press(Qt.Key.Key_F2)
    assert page.presenter.state.cases == ()
    day.at("flow")
    assert day.stages()["Ready"] == 1
    planned(day, day.at("plan"))
    day.press(Qt.Key.Key_F2)
    while trolley.scan("GET WORK") == "batch_open":
        trolley.follow()


def left(company: Company, place: str) -> int:
    """Return what stands at a place, as somebody who counts would find it."""
    with company.store.read() as desk:
        found = places.by_code(desk, WAREHOUSE, place)
        assert found is not None
        return sum(qty for _item, qty in carrying.contents(desk, found.id))


def pack_and_hand_over(day: Day) -> None:
    """Anna packs all of it, and it leaves before its time."""
    day.be("ANNA")
    page = day.at("pack")
    for code in ORDERS:
        day.scan(code)
        while items := [each.code for each in at_work(page).expects if each.kind == "item"]:
            day.scan(items[0])
    day.be("SUP")
    with day.company.store.read() as desk:
        parcels = [row.tracking for row in desk.connection.execute(floor.parcel.select())]
    day.at("flow")
    assert day.stages() == {"Packed": len(ORDERS)}
    page = day.at("manifest")
    for code in parcels:
        day.scan(code)
    day.press(Qt.Key.Key_F9)
    day.press(Qt.Key.Key_1)
    assert page._panel.verdict().word == "Handed over"


@pytest.mark.timeout(600)
def test_a_supervisors_day_from_the_plan_to_the_manifest(day: Day, trolley: Trolley) -> None:
    plan_and_release(day)
    give_out(day)
    pick_at_once(day, trolley)
    mend(day, trolley)
    pack_and_hand_over(day)
    page = day.at("flow")
    assert day.stages() == {}
    assert page._advice.text() == "Nothing is due today."
    with day.company.store.read() as desk:
        sent = desk.connection.execute(trade.orders.select()).all()
        handed = desk.connection.execute(floor.parcel.select()).all()
    assert {order.state for order in sent} == {"closed"}
    assert max(parcel.handed_at for parcel in handed) < min(order.ship_by for order in sent)
    assert {name: rows for name, rows in broken(day.company).items() if name not in SET_UP} == {}
