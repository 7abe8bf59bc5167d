"""Grabs every picture of the user guides into `docs/pictures/`, from the demo's company, so that they stay true.

The company is the demo's, made anew; its people work at the real window, drawn offscreen, 1280 by 800. Each picture is
one scene below, named as the guides name it. `python packaging/make_guides.py [NAME...]` writes those alone;
`--screens` writes every scene into `build/screens`, light and dark, at 1280 by 800 and 1920 by 1080, to be looked at;
`--german` and `--pseudo` (as long as German) let them speak it, `--right` lays them out from right to left.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/London"

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from warehouse_app import wording
from warehouse_app.application import batches, pickstate, places
from warehouse_app.application.catalogue import product_card
from warehouse_app.application.counting.bench import BENCH, CountScan
from warehouse_app.application.counting.plans import MakePlan, plan_counts
from warehouse_app.application.lab import set_up_lab
from warehouse_app.application.orders import find_orders, order_detail, order_id_of
from warehouse_app.application.packing import pack_state
from warehouse_app.application.products import RecountPlace, product_detail
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.shipping import find_parcels
from warehouse_app.application.stock import place_detail, place_id_of
from warehouse_app.application.storage import SetHome, SetPlaceRule
from warehouse_app.bootstrap.lab import HomeLab
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.bootstrap.window import build
from warehouse_app.demo.bench import PackBench
from warehouse_app.demo.report import Report
from warehouse_app.demo.shift import Shift
from warehouse_app.devices.scales.twin import lab_scale
from warehouse_app.documents.codes_in import codes_in
from warehouse_app.documents.preview import pages
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.selftest import TEST_CODE
from warehouse_app.domain.editing import Change
from warehouse_app.domain.listing import ListQuery
from warehouse_app.ports.lab import PrinterMood, Thing
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.theme import Look
from warehouse_app.ui.lab.presenter import Eyes
from warehouse_app.ui.lab.window import LabWindow
from warehouse_app.ui.runtime.scan_gate import WEDGE
from warehouse_app.ui.runtime.typist import settle, type_enter
from warehouse_app.wording.pseudo import PseudoCatalogue

from bench_scenes import other_ways  # type: ignore[import-not-found]  # isort: skip
from buying_scenes import buying  # type: ignore[import-not-found]  # isort: skip
from box_scenes import boxing  # type: ignore[import-not-found]  # isort: skip
from crew_scenes import crewing  # type: ignore[import-not-found]  # isort: skip
from flow_scenes import flowing  # type: ignore[import-not-found]  # isort: skip
from floor_scenes import floor  # type: ignore[import-not-found]  # isort: skip
from layout_scenes import laying  # type: ignore[import-not-found]  # isort: skip
from learning_scenes import learning  # type: ignore[import-not-found]  # isort: skip
from pack_scenes import boxes, by_carrier  # type: ignore[import-not-found]  # isort: skip
from pick_scenes import ways  # type: ignore[import-not-found]  # isort: skip
from plan_scenes import planning  # type: ignore[import-not-found]  # isort: skip
from return_scenes import returning  # type: ignore[import-not-found]  # isort: skip
from afterwards_scenes import aftering  # type: ignore[import-not-found]  # isort: skip
from returns_desk_scenes import desking  # type: ignore[import-not-found]  # isort: skip
from rule_scenes import ruling  # type: ignore[import-not-found]  # isort: skip
from transfer_scenes import transferring  # type: ignore[import-not-found]  # isort: skip

ROOT = Path(__file__).resolve().parent.parent
TARGET, SCREENS = ROOT / "docs" / "pictures", ROOT / "build" / "screens"
SIZE, SIZES = (1280, 800), ((1280, 800), (1920, 1080))
LOOKS = (Look.LIGHT, Look.DARK)
ORDERS, SEED, STATION = 40, 3, "B1"
LONGEST_S = 30.0
REST_S = 0.25
"""Toasts, timers of a moment and the second painting are over by then."""

BLANKING_S = 0.13
SCALE_S = 1.5
"""A scale is asked several times a second: what it says now is on the screen by then."""

WRONG_PLACE = "A01-01-1"
AWAY = (5000, 5000)
"""Where the mouse stays, so that no button is drawn as if it were pointed at."""

STRANGE = ("--pseudo", "--right", "--german")
"""What only `--screens` knows: a longer language, and the layout from right to left."""

FEWEST, MOST = 4, 14
"""Lines of the order that is packed in the pictures."""
FEWEST_IN_A_BOX = 2
"""Kinds of goods at least of the order whose box is drawn."""

TODAY = "2010-12-06"
COUNTED_FEWER, FAR_FEWER = (0, 1, 40, 2, 0, -1, 60), 20
"""By how much the places of an aisle are counted too small, and from where on it is far."""

SHOP_ROWS, SHOP_WRONG = 120, 61
SHOP_HEAD = ("Order no", "Date", "Customer", "Article", "What it is", "Qty", "Price each")
SAMPLE_COLUMNS = ("InvoiceNo", "InvoiceDate", "CustomerID", "StockCode", "Description", "Quantity", "UnitPrice")


class Stage:
    """The window, who sits before it, and the scenes that are wanted."""

    def __init__(
        self, shift: Shift, target: Path, wanted: frozenset[str], *, every: bool = False, strange: tuple[str, ...] = ()
    ) -> None:
        self.shift, self.target, self.wanted, self.every = shift, target, wanted, every
        self.strange = "".join(each.removeprefix("-") for each in strange)
        speak(strange)
        self.started = build(shift.company, STATION, silent=True)
        QCursor.setPos(*AWAY)
        self.window = self.started.window
        self.made: list[str] = []
        self.anew: Callable[[], None] = lambda: None
        self.began = time.strftime("%H:%M")
        self.window.resize(*SIZE)
        self.started.show()
        self.settle()

    def settle(self) -> None:
        """Let the window finish what it does."""
        assert settle(self.started.performer.idle, LONGEST_S)

    def rest(self, seconds: float = REST_S) -> None:
        """Let a moment pass."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QCoreApplication.processEvents()
        self.settle()

    def take(self, name: str, *, look: Look = Look.LIGHT) -> None:
        """Grab the window as a picture of this name."""
        self._take(name, look)

    def look(self, name: str, anew: Callable[[], None] = lambda: None) -> None:
        """Grab what no guide shows, to be looked at; what goes away by itself is done `anew` for each picture."""
        if self.every:
            self.anew = anew
            self._take(name, Look.LIGHT)
            self.anew = lambda: None

    def beside(self, window: QWidget, name: str) -> None:
        """Grab a window beside this one, to be looked at."""
        if not self.every or (self.wanted and name not in self.wanted):
            return
        self.made.append(name)
        window.show()
        for each in LOOKS:
            self.window.set_look(each)
            for size in SIZES:
                window.resize(*size)
                self.rest(1.0)
                window.grab().save(str(self.target / f"{name}{self.strange}-{each.name.lower()}-{size[0]}.png"))
        self.window.set_look(Look.LIGHT)
        self.window.activateWindow()  # keys go to the window that is active

    def _take(self, name: str, look: Look) -> None:
        if self.wanted and name not in self.wanted:
            return
        self.made.append(name)
        if not self.every:
            self._grab(name, look, SIZE)
            return
        for each in LOOKS:
            for size in SIZES:
                self._grab(f"{name}{self.strange}-{each.name.lower()}-{size[0]}", each, size)
        self.window.resize(*SIZE)
        self.settle()

    def _grab(self, name: str, look: Look, size: tuple[int, int]) -> None:
        if look is not Look.LIGHT:
            self.window.set_look(look)
        self.window.resize(*size)
        self._wake()
        self.anew()
        self.rest()
        self._wake()  # a window beside this one may have closed meanwhile, and taken the keyboard along
        self.window.grab().save(str(self.target / f"{name}.png"))
        if look is not Look.LIGHT:
            self.window.set_look(Look.LIGHT)
            self.settle()

    def sign_on(self, role: str) -> None:
        """Let one of the demo's people sign on, with all that their PIN gives."""
        admin, session = self.shift.admin, self.shift.session
        self.window.sign_off()
        self.window.sign_on_as(Session(admin.actor, STATION) if role == "administrator" else session(role, STATION))
        self.settle()

    def go(self, screen: str, what: str = "") -> Any:  # noqa: ANN401 - a page
        """Show a screen, or one thing in it."""
        self.window.go(screen, what)
        self.settle()
        self.settle()
        return self.window.page()

    def page_table(self) -> ListTable:
        """Return the long list of the page in view."""
        table = self.window.page().findChild(ListTable)
        assert table is not None
        return table

    def scan(self, *codes: str) -> None:
        """Scan one code after the other.

        Each comes in one piece, as from a scanner that is no keyboard: typed keys are told from a hand's by how fast
        they come, and a machine that is busy draws many pictures but types slowly.
        """
        for code in codes:
            self.window._gate.heard(code, WEDGE)  # noqa: SLF001 - as the runtime of a scanner does
            self.settle()
            self.rest(BLANKING_S)

    def enter(self) -> None:
        """Press Enter."""
        type_enter(self.window)
        self.settle()

    def keyboard(self) -> QWidget:
        """Return what has the keyboard."""
        found: QWidget | None = self.window.focusWidget()
        return self.window if found is None else found

    def _wake(self) -> None:
        """Let the window be the active one: a shortcut of one that is not does nothing, and its bar says so."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.settle()

    def type(self, text: str) -> None:
        """Type by hand, slower than a scanner, into what has the keyboard."""
        for sign in text:
            QTest.keyClicks(self.keyboard(), sign)
            self.rest(BLANKING_S)

    def press(self, keys: str) -> None:
        """Press a key or keys together."""
        self._wake()
        QTest.keySequence(self.keyboard(), QKeySequence(keys))
        self.settle()
        self.rest(BLANKING_S)


def speak(strange: tuple[str, ...]) -> None:
    """Let the windows that are built from now on speak German, a long language, or run from right to left."""
    if "--german" in strange:
        os.environ["LANGUAGE"] = "de"
    if "--pseudo" in strange:
        wording.use(PseudoCatalogue())
    if "--right" in strange:
        QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def signing_on(stage: Stage) -> None:
    """The page before anybody is signed on."""
    stage.take("sign-on")


def picking(stage: Stage, batch: str) -> None:
    """A picker with one batch: what waits, the place, a wrong shelf, the item, too few, the tote."""
    stage.sign_on("picker")
    stage.go("pick")
    stage.take("pick-choose")
    stage.scan(batch)
    stage.take("pick")
    stage.scan(WRONG_PLACE)
    stage.take("pick-stop")
    stage.enter()
    stage.scan(_expected(stage))
    stage.take("pick-item")
    lending(stage)
    stage.press("F6")
    stage.take("pick-too-few")
    stage.press("Esc")
    stage.scan(_expected(stage))
    stage.take("pick-tote")
    stage.press("F8")


def lending(stage: Stage) -> None:
    """Goods that were found are booked by a second person: who is asked, and what is no badge."""
    stage.press("Shift+F7")
    stage.look("lending")
    stage.scan(WRONG_PLACE)
    stage.look("lending-refused")
    stage.press("Esc")


def _expected(stage: Stage) -> str:
    session = stage.window.session()
    return stage.shift.company.runner.ask(lambda desk: pickstate.state(desk, session), session).expects[0].code


def packing(stage: Stage, totes: tuple[str, ...]) -> None:
    """A packer: what waits, green, red, a question, closed."""
    stage.window.sign_off()
    first, wrong = _small(stage.shift, totes)
    bench = PackBench(stage.shift.company, stage.started, STATION, stage.shift.people["packer"].badge)
    stage.take("pack-waits")
    bench.begin(first)
    stage.take("pack")
    stage.take("pack-dark", look=Look.DARK)
    bench.scan(wrong)
    stage.take("pack-stop")
    stage.enter()
    stage.press("F6")
    stage.take("pack-short")
    stage.press("Esc")
    stage.press("F1")
    stage.take("keys")
    stage.press("F1")
    stage.look("command-cards")
    stage.window.help.hide()
    bench._pack_open_order()  # noqa: SLF001 - the demo's own packer
    stage.take("pack-closed")
    rest = tuple(tote for tote in totes[:-1] if tote != first)
    box = _light(stage.shift, rest)
    boxing(stage, box, STATION)
    rest = tuple(tote for tote in rest if tote != box)
    if stage.every:
        boxes(stage, rest[-1])
        small = _light(stage.shift, rest)
        by_carrier(stage, small)
        rest = tuple(tote for tote in rest[:-1] if tote != small)
    bench.pack(rest, wrong)


def _light(shift: Shift, totes: tuple[str, ...]) -> str:
    """Return the tote of the order of the fewest units, but several kinds of goods: what goes into an ordinary box."""

    def found(desk: Any) -> str:  # noqa: ANN401 - the application's desk
        told = []
        for batch in batches.find_batches(desk):
            for slot in batches.batch_detail(desk, batch.id).orders:
                detail = order_detail(desk, order_id_of(desk, slot.order))
                units = sum(line.qty for line in detail.lines)
                if slot.tote in totes[:-1] and len({line.sku for line in detail.lines}) >= FEWEST_IN_A_BOX:
                    told.append((units, slot.tote))
        return min(told)[1]

    return shift.company.runner.ask(found, shift.admin)


def _small(shift: Shift, totes: tuple[str, ...]) -> tuple[str, str]:
    """Return the tote of a small order that leaves last, and a product that is not in it."""

    def found(desk: Any) -> list[tuple[str, str, frozenset[str]]]:  # noqa: ANN401 - the application's desk
        told = []
        for batch in batches.find_batches(desk):
            for slot in batches.batch_detail(desk, batch.id).orders:
                detail = order_detail(desk, order_id_of(desk, slot.order))
                skus = frozenset(line.sku for line in detail.lines)
                if slot.tote in totes[:-1] and FEWEST <= len(skus) <= MOST:
                    told.append((detail.row.ship_by or "", slot.tote, skus))
        return told

    rows = shift.company.runner.ask(found, shift.admin)
    _, tote, mine = max(rows, key=lambda row: row[0])
    others = {sku for _, _, skus in rows for sku in skus} - mine
    return tote, min(others)


def weighing(stage: Stage, tote: str) -> None:
    """A bench that weighs: the parcel stands still on the scale, then is too light; nothing is taken by itself."""
    company = stage.shift.company
    settings = (
        ("pack.weigh", "on"),
        ("pack.weigh_still_ms", "0"),
        ("pack.weigh_percent", "5"),
        ("pack.packaging_g", "60"),
    )
    for name, value in settings:
        command = ChangeSetting(id=company.runner.ids.new(), setting=name, value=value)
        assert company.runner.perform(command, stage.shift.admin).refusal is None
    company.hub.use((DeviceCard("SCALE-1", DeviceKind.SCALE, Road.TWIN, "guides", "nci"),))
    stage.window.sign_off()
    bench = PackBench(company, stage.started, STATION, stage.shift.people["packer"].badge)
    model = lab_scale("guides").model
    bench.begin(tote)
    bench._pack_open_order()  # noqa: SLF001 - the demo's own packer
    state = stage.shift.company.runner.ask(lambda desk: pack_state(desk, STATION), stage.window.session())
    expected = state.weigh.expected_g if state.weigh is not None and state.weigh.expected_g is not None else 900
    model.grams = expected + 10
    stage.rest(SCALE_S)
    stage.take("pack-weigh")
    model.grams = expected - _heaviest(stage, tuple(line.sku for line in state.lines))
    stage.rest(SCALE_S)
    stage.press("F4")
    stage.take("pack-weigh-differs")


def _heaviest(stage: Stage, skus: tuple[str, ...]) -> int:
    """Return what one unit of the heaviest of some products weighs."""
    ask, admin = stage.shift.company.runner.ask, stage.shift.admin
    cards = [ask(lambda desk, sku=sku: product_card(desk, sku, TODAY), admin) for sku in skus]  # type: ignore[misc]
    return max(each.row.weight_g or 0 for each in cards)


def loading(stage: Stage) -> None:
    """Parcels scanned onto the carrier's manifest, then handed over."""
    shift = stage.shift
    shift.print_out()
    found = shift.company.runner.ask(lambda desk: find_parcels(desk, state="labelled", limit=100), shift.admin)
    stage.go("manifest")
    stage.scan(*(each.tracking for each in found[: len(found) // 2]))
    stage.take("manifest")
    shift.hand_over()


def supervising(stage: Stage, order: str, sku: str, batch: str) -> None:
    """What a supervisor looks at."""
    stage.sign_on("administrator")
    stage.go("today")
    stage.take("today")
    stage.take("today-dark", look=Look.DARK)
    stage.go("orders", f"order:{order}")
    stage.take("orders")
    stage.page_table().setFocus()
    stage.look("toast", lambda: stage.press("Ctrl+C"))
    stage.go("batches", f"batch:{batch}")
    stage.take("batches")
    stage.go("manifests", "manifest:M00000001")
    stage.take("manifests")
    stage.go("prints").presenter.viewed("all")
    stage.go("prints", "print:1")
    stage.take("prints")
    printing(stage)
    stage.go("stock", f"product:{sku}")
    stage.take("stock")
    stage.press("Ctrl+T")
    stage.type(stage.began)
    stage.press("Return")
    stage.look("stock-then")
    stage.press("Esc")
    stock_health(stage)
    counting(stage)
    stage.window.finder.open(order[:3])
    stage.rest()
    stage.take("palette")
    stage.window.finder.close()


def stock_health(stage: Stage) -> None:
    """How the stock fares: all of it, one product, and as it stood when the day began."""
    page = stage.go("health")
    stage.look("health")
    row = page.presenter.state.rows[0]
    page.presenter.chosen((row.warehouse, row.sku))
    stage.look("health-product")
    page.presenter.look_back(f"{time.strftime('%Y-%m-%d')} {stage.began}")
    stage.settle()
    stage.look("health-then")
    page.presenter.commanded("back")
    page.presenter.look_back("noon")
    stage.look("health-refused")
    page.presenter.commanded("back")


def counting(stage: Stage) -> None:
    """A supervisor: places counted by two people, one to decide, the plans, what is worth counting, accuracy."""
    _counted(stage)
    page = stage.go("counts")
    stage.look("counts")
    page.keeper.viewed("review")
    stage.settle()
    page.list_table.selectRow(0)
    stage.settle()
    stage.look("counts-decide")
    stage.press("F2")
    stage.look("counts-book")
    stage.press("Esc")
    for tab in ("plans", "today", "accuracy"):
        page.keeper.tabbed(tab)
        stage.settle()
        stage.look(f"counts-{tab}")
    stage.press("Ctrl+N")
    stage.look("counts-plan")
    stage.press("Esc")


def _counted(stage: Stage) -> None:
    """Let two people count an aisle: places that are right, some that differ, some that both find far too small."""
    runner = stage.shift.company.runner
    limit = ChangeSetting(id=runner.ids.new(), setting="count.approve_value", value="2")
    runner.perform(limit, stage.shift.admin).done()
    wanted = MakePlan(id=runner.ids.new(), warehouse="MAIN", kind="aisle", about="1")
    plan_counts(runner, stage.shift.admin, wanted)
    session = stage.shift.session("picker", "H1")
    ahead = runner.ask(lambda desk: BENCH.state(desk, session.station), session).lines
    for line, fewer in zip(ahead, COUNTED_FEWER, strict=False):
        _count(stage, "picker", line.place, fewer)
        if fewer > FAR_FEWER:
            _count(stage, "packer", line.place, fewer)


def _count(stage: Stage, role: str, place: str, fewer: int) -> None:
    """Let somebody count a place, so many fewer of its first goods than the books say."""
    runner, session = stage.shift.company.runner, stage.shift.session(role, f"H-{role.upper()}")
    detail = runner.ask(lambda desk: place_detail(desk, place_id_of(desk, place)), session)
    shots = [place]
    for goods in () if detail is None else detail.standing:
        shots += [goods.sku, f"={max(0, goods.on_hand - fewer)}"]
        fewer = 0
    for text in (*shots, "DONE", "1"):
        runner.perform(CountScan(id=runner.ids.new(), text=text), session)


def printing(stage: Stage) -> None:
    """A printer that is off, its stand-in, a reprint and its reason, and the rules of what goes where."""
    if not stage.every:
        return
    shift, panel = stage.shift, stage.go("prints").presenter.printers
    for code, kind, target in (("ZEBRA-2", "tcp", "127.0.0.1:1"), ("ZEBRA-3", "file", str(stage.target / "zebra"))):
        panel.saved(code, kind, "zpl203", target)
        stage.settle()
    panel.chosen("ZEBRA-2")
    panel.stands_in("ZEBRA-3")
    stage.settle()
    panel.ruled("label", "", STATION, "ZEBRA-2")
    panel.ruled("picklist", "", "", "PAPERS")
    stage.settle()
    page = stage.go("prints", "print:1")
    page.presenter.commanded("copy")
    stage.look("prints-copy")
    page.presenter.keyed("2")
    stage.settle()
    shift.print_out()
    page.presenter.viewed("waiting")
    stage.settle()
    page.presenter.chosen(page.jobs.book().row(0))
    stage.rest()
    stage.look("prints-waits")
    page.presenter.commanded("swap")
    stage.settle()
    page.presenter.commanded("printers")
    panel.chosen("ZEBRA-2")
    stage.look("prints-printers")
    page.presenter.commanded("edit")
    stage.look("prints-edit")
    page.presenter.commanded("back")
    page.presenter.commanded("stand_in")
    stage.look("prints-stand-in")
    page.presenter.commanded("back")
    page.presenter.commanded("rules")
    stage.look("prints-rules")
    page.presenter.commanded("back")
    page.presenter.commanded("printers")
    stage.settle()


def moving(stage: Stage) -> None:
    """Moves and replenishment: homes of some products, what they need, and a task at the bench."""
    stage.sign_on("administrator")
    runner, admin = stage.shift.company.runner, stage.shift.admin
    query = ListQuery("bins", sort="walk_seq")
    rows = runner.ask(lambda desk: places.PLACES.page(desk, query, 0, 100).rows, admin)
    stocked = [row for row in rows if row.units]
    for n, row in enumerate(stocked[:8]):
        goods = runner.ask(lambda desk, at=row: places.place_detail(desk, at.id), admin).goods  # type: ignore[misc]
        least, most = str(goods[0].on_hand + 4), str(goods[0].on_hand * 3 + 10)
        home = SetHome(id=f"home-{n}", sku=goods[0].sku, place_id=row.id, least=least, most=most)
        runner.perform(home, admin).done()
        reserve = stocked[-1 - n]
        rule = SetPlaceRule(id=f"rule-{n}", place_id=reserve.id, changes=(Change("use", "pick", "bulk"),))
        runner.perform(rule, admin).done()
        fill = RecountPlace(id=f"fill-{n}", warehouse=row.warehouse, place=reserve.code, sku=goods[0].sku,
                            counted=500, reason="sample", lot=goods[0].lot)  # fmt: skip
        runner.perform(fill, admin).done()
    page = stage.go("moves")
    page.presenter.commanded("plan")
    stage.rest(1.0)
    stage.go("moves", "move:M00001")
    stage.look("moves")
    page.presenter.commanded("correct")
    stage.look("moves-form")
    page.presenter.commanded("back")
    page.presenter.commanded("merge")
    stage.settle()
    stage.look("moves-merge")
    page.presenter.commanded("back")
    stage.go("move")
    stage.look("move-task")
    stage.go("today")


def administering(stage: Stage, sku: str, place: str, file: Path) -> None:
    """What an administrator looks at."""
    stage.sign_on("administrator")
    page = stage.go("products", f"product:{sku}")
    stage.take("products")
    page.presenter.commanded("rule")
    stage.look("products-rule")
    page.presenter.saved({"demand_class": "A", "climate": "cold"})
    stage.settle()
    page.presenter.commanded("home")
    stage.look("products-home")
    page.presenter.saved({"place": place, "least": "4", "most": "24", "fixed": "yes"})
    stage.settle()
    page.presenter.tabbed("kept")
    stage.look("products-kept")
    page = stage.go("places", f"place:{place}")
    stage.take("places")
    page.presenter.commanded("rule")
    stage.look("places-rule")
    page.presenter.saved({"climate": "cold", "most_units": "48", "most_g": "20000", "mixes_lots": "no"})
    stage.settle()
    page.presenter.tabbed("rule")
    stage.look("places-kept")
    stage.go("people", f"person:{stage.shift.people['packer'].user}")
    stage.take("people")
    stage.go("settings")
    stage.take("settings")
    page = stage.go("templates", "templates:slip")
    page.presenter.pointed(_handed(stage))
    stage.rest(1.0)
    stage.take("templates")
    page.editor.setPlainText(page.editor.toPlainText().replace("{order}", "{oder}", 1))
    stage.rest(1.0)
    stage.look("templates-fault")
    page.presenter.commanded("drop")
    stage.settle()
    stage.go("audit")
    table = stage.page_table()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    stage.settle()
    stage.take("audit")
    stage.go("imports", "import:4")
    stage.take("imports")
    page = stage.go("imports", f"file:{file}")
    stage.rest(1.0)
    page.presenter.warehouse("MAIN")
    stage.press("F9")
    stage.rest(1.0)
    page.file.preview.go(SHOP_WRONG, SAMPLE_COLUMNS.index("Quantity"))
    stage.take("imports-file")


def papering(stage: Stage, sku: str, place: str) -> None:
    """Papers print where they belong: of an order, a product, a place, a person and a manifest's pallet."""
    if not stage.every:
        return
    shift = stage.shift
    session, ids = shift.admin, shift.company.runner.ids
    shift.company.runner.perform(
        ChangeSetting(id=ids.new(), setting="company.gs1_prefix", value="4012345"), session
    ).done()
    page = stage.go("orders", f"order:{_sent(stage)}")
    stage.look("orders-print", lambda: page.presenter.commanded("print"))
    page.deeds[2].leave()
    for screen, what, deed in (("products", f"product:{sku}", "label"), ("places", f"place:{place}", "label")):
        page = stage.go(screen, what)
        page.presenter.commanded(deed)
        stage.look(f"{screen}-print")
    page = stage.go("manifests")
    page.presenter.commanded("pallet")
    stage.settle()
    stage.look("manifests-pallet")
    shift.print_out()
    stage.look("manifests-again", lambda: page.presenter.commanded("pallet"))
    page.deeds[1].leave()
    page = stage.go("people", f"person:{shift.people['picker'].user}")
    page.presenter.commanded("badge")
    page.presenter.answered(yes=True)
    stage.rest(1.0)
    stage.look("people-badge", lambda: page.presenter.commanded("print"))
    page.presenter.commanded("done")
    page = stage.go("prints")
    page.presenter.viewed("all")
    stage.rest()
    page.presenter.chosen(page.jobs.book().row(0))
    stage.rest()
    stage.look("prints-all")
    page.presenter.commanded("printers")
    page.presenter.commanded("rules")
    for document, carrier, printer in (("labels", "", "LABELS"), ("cn23", "POST*", "PAPERS"), ("badge", "", "PAPERS")):
        page.presenter.printers.ruled(document, carrier, "", printer)
        stage.settle()
    stage.look("prints-rules-kinds")
    page.presenter.commanded("back")
    page.presenter.commanded("printers")
    stage.settle()


def devicing(stage: Stage) -> None:
    """A bench is set up: its scanner learnt, its scale tested, its printer off; the lab stands in for all three."""
    company, admin = stage.shift.company, stage.shift.admin
    lab = HomeLab(company.home, "guides")
    window = LabWindow(lab, Eyes(codes_in, lambda content: pages(content, 1)))
    try:
        stage.go("devices")
        stage.rest(1.0)
        stage.look("devices-empty")
        set_up_lab(company.runner, admin, lab.ports(), STATION)
        presenter = stage.go("devices").presenter
        presenter.chosen("device:LAB-SCANNER")
        stage.rest(1.0)
        lab.scan(TEST_CODE)
        stage.rest(1.0)
        stage.take("devices")
        presenter.commanded("edit")
        stage.look("devices-change")
        presenter.commanded("back")
        presenter.chosen("device:LAB-SCALE")
        stage.rest(1.0)
        lab.weigh(480)
        stage.rest(1.0)
        stage.look("devices-scale")
        presenter.chosen("label")
        presenter.commanded("print")
        stage.rest(2.0)
        stage.look("devices-printer")
        lab.weigh(1_250)
        for code in ("85123A", "WS-B1-K", "4006381333931"):
            window.presenter.scan(code)
        stage.beside(window, "lab")
        lab.be(PrinterMood.PAPER)
        lab.plug(Thing.SCALE, on=False)
        stage.beside(window, "lab-paper")
        lab.be(PrinterMood.READY)
        lab.plug(Thing.SCALE, on=True)
        lab.plug(Thing.SCANNER, on=False)
        presenter.chosen("device:LAB-SCANNER")
        stage.rest(1.0)
        stage.look("devices-away")
    finally:
        window.end()
        lab.close()


def _sent(stage: Stage) -> str:
    """Return an order that left."""
    company, admin = stage.shift.company, stage.shift.admin
    return str(company.runner.ask(lambda desk: find_parcels(desk, limit=1), admin)[0].order)


def _handed(stage: Stage) -> str:
    """Return a parcel that left."""
    company, admin = stage.shift.company, stage.shift.admin
    return str(company.runner.ask(lambda desk: find_parcels(desk, limit=1), admin)[0].code)


def _telling(shift: Shift) -> tuple[str, str, str]:
    """Return an order that tells much (short of something, where there is one), a product of it, and its place."""
    ask, now = shift.company.runner.ask, shift.company.runner.now()
    rows: tuple[Any, ...] = ()
    for view in ("short", "open"):
        wanted = ListQuery(view, now=now, until=now)
        rows = rows or ask(lambda desk, query=wanted: find_orders(desk, query), shift.admin)  # type: ignore[misc]
    detail = ask(lambda desk: order_detail(desk, rows[0].id), shift.admin)
    for line in detail.lines:
        product = ask(lambda desk, sku=line.sku: product_detail(desk, sku), shift.admin)  # type: ignore[misc]
        if product.places:
            return rows[0].code, line.sku, product.places[0].place
    return rows[0].code, detail.lines[0].sku, "A01-01-1"


def shop_file(source: Path, folder: Path) -> Path:
    """Write a shop's own table of orders, with one cell that is no number."""
    path = folder / "Shop orders December.csv"
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["InvoiceNo"].isdigit()][:SHOP_ROWS]
    with path.open("w", encoding="utf-8", newline="") as made:
        writer = csv.writer(made, delimiter=";")
        writer.writerow(SHOP_HEAD)
        for n, row in enumerate(rows):
            cells = [f"W{row['InvoiceNo']}", *(row[name] for name in SAMPLE_COLUMNS[1:])]
            cells[5] = "one" if n == SHOP_WRONG else cells[5]
            writer.writerow(cells)
    return path


def scenes(
    folder: Path, target: Path, wanted: frozenset[str], *, every: bool = False, strange: tuple[str, ...] = ()
) -> Iterator[str]:
    """Work the demo's shift and grab the pictures; yield their names."""
    machine = Machine()
    company = machine.company(machine.home(folder / "home"), "", create=True, station=STATION)
    shift = Shift(company, folder, ORDERS, SEED, Report(lambda words: print(words, file=sys.stderr), time.monotonic))
    shift.begin()
    shift.fill()
    shift.allocate()
    released = shift.plan()
    totes = shift.pick(released[: -2 if every else -1])
    stage = Stage(shift, target, wanted, every=every, strange=strange)
    try:
        signing_on(stage)
        picking(stage, released[-1])
        if every:
            ways(stage, released[-2])
        packing(stage, totes)
        if every:
            other_ways(stage)
        loading(stage)
        order, sku, place = _telling(shift)
        floor(stage)
        supervising(stage, order, sku, released[-1])
        flowing(stage)
        buying(stage)
        papering(stage, sku, place)
        laying(stage)
        transferring(stage)
        returning(stage)
        administering(stage, sku, place, shop_file(resource_path("sample", "orders.csv.gz"), folder))
        devicing(stage)
        weighing(stage, totes[-1])
        moving(stage)
        crewing(stage)
        planning(stage)
        desking(stage)
        if every:
            aftering(stage)
            ruling(stage)
        learning(stage)
    finally:
        stage.started.stop()
        company.close()
    yield from stage.made


def main() -> None:
    """Write the pictures."""
    every = "--screens" in sys.argv[1:]
    strange = tuple(each for each in STRANGE if every and each in sys.argv[1:])
    target, wanted = SCREENS if every else TARGET, frozenset(sys.argv[1:]) - {"--screens", *STRANGE}
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="guides-") as folder:
        for name in scenes(Path(folder), target, wanted, every=every, strange=strange):
            print((target / name).relative_to(ROOT))


if __name__ == "__main__":
    main()
