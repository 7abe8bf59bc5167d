"""The pack bench weighs at a real window: a twin scale speaks from its own thread, nobody touches a key."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.cut import cut_labels, squeezed
from tests.packbench import pick, rows
from tests.twins import Memory, Tools
from tests.windows import Window, nameless
from warehouse_app import wording
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.bootstrap.hub import Hub
from warehouse_app.devices.scales import Pace, open_scale
from warehouse_app.devices.scales.twin import LabScale, Mood, lab_scale
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.packing.values import PackState, Phase, Weighing
from warehouse_app.domain.packing.weighing import Standing, Waits
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ports.device import DeviceState
from warehouse_app.store.schema import floor, weights
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.kit.weightpanel import WeightPanel
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scalefeed import ScaleNow
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.pack import scale as scale_words
from warehouse_app.ui.screens.pack.state import PackScreen
from warehouse_app.ui.screens.pack.view import PackView
from warehouse_app.wording.pseudo import PseudoCatalogue

pytestmark = pytest.mark.slow

FAST = Pace(ask_s=0.01, answer_s=0.1, again_s=0.02)


@pytest.fixture
def scale() -> LabScale:
    """The twin on the bench: empty, standing still."""
    twin = lab_scale("window test")
    twin.model.grams, twin.model.mood, twin.plugged = 0, Mood.STEADY, True
    return twin


@pytest.fixture
def hub(scale: LabScale, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """The devices of the bench: the twin as SCALE-1."""
    bugs: list[BaseException] = []
    made = Hub(lambda card: open_scale(card, FAST), bugs.append)
    made.use((DeviceCard("SCALE-1", DeviceKind.SCALE, Road.TWIN, scale.name, "sics"),))

    def tools(company: Company, machine: Memory) -> Tools:
        found = Tools(company, machine)
        found.hub = made  # the hub of the program, with a twin on it
        return found

    monkeypatch.setattr("tests.windows.Tools", tools)
    yield made
    made.close()
    assert bugs == []


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, hub: Hub) -> Window:
    with company.write() as desk:
        for sku in ("A1000", "B2000"):
            company.product(desk, sku, weight_g=300)
        pick(desk, company, company.order(desk, "1001", [("A1000", 1), ("B2000", 1)]), "T-0001")
    for name, value in (("pack.weigh", "on"), ("pack.weigh_still_ms", "20"), ("pack.weigh_percent", "5")):
        command = ChangeSetting(id=company.ids.new(), setting=name, value=value)
        assert company.runner.perform(command, Session(SYSTEM)).refusal is None
    return Window(qtbot, company, performer, gate, company.packer)


def at_scale(window: Window) -> PackView:
    page = window.go("pack")
    assert isinstance(page, PackView)
    for code in ("T-0001", "A1000", "B2000"):
        window.scan(code)
    return page


def parcel_weight(window: Window) -> tuple[int | None, str]:
    [parcel] = rows(window.company, floor.parcel)
    return parcel.weight_g, parcel.weight_from


def test_a_parcel_put_on_is_weighed_labelled_and_closed_without_a_hand(window: Window, scale: LabScale) -> None:
    page = at_scale(window)
    window.until(lambda: page._weight.weight().state.text == "Empty")
    assert page._hero.currentWidget() is page._weight
    assert nameless(page) == []
    scale.model.mood = Mood.MOTION
    scale.model.grams = 400
    window.until(lambda: page._weight.weight().state.text == "Moves")
    scale.model.grams = 650
    scale.model.mood = Mood.STEADY
    window.until(lambda: page._panel.verdict().kind == "closed")
    assert parcel_weight(window) == (650, "scale")
    window.settle()


@pytest.mark.parametrize("look", [theme.Look.LIGHT, theme.Look.DARK])
def test_every_state_of_the_scale_is_shown_in_words(window: Window, scale: LabScale, look: theme.Look) -> None:
    window.window.set_look(look)
    page = at_scale(window)
    for mood, word in ((Mood.OVER, "Too heavy"), (Mood.UNDER, "Below zero"), (Mood.FAULTY, "Fault")):
        scale.model.mood = mood
        window.until(lambda word=word: page._weight.weight().state.text == word)  # type: ignore[misc]
        assert not page.grab().isNull()
    scale.plugged = False
    window.until(lambda: page._weight.weight().state.text == "Away")
    assert "SCALE" in page._weight.accessibleName()
    window.press(Qt.Key.Key_F4)
    assert parcel_weight(window)[0] is None


SHOWN = tuple(
    PackScreen(
        now=PackState("B1", Phase.WEIGHING, done_units=12, weigh=Weighing(800, 1_220, 1_160, 1_780)),
        scale=ScaleNow("SCALE-1", state, "silent", None if weight is None else Weight(weight, 1_240, "1.240 kg")),
        standing=Standing(waits=waits),
    )
    for state, weight, waits in (
        (DeviceState.AWAY, None, Waits.CHANGE),
        *((DeviceState.READY, each, waits) for each in WeightState for waits in Waits),
    )
)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize(
    ("wide", "high", "text", "longer"), [(500, 590, 100, 1.4), (500, 590, 150, 1.0), (860, 850, 100, 1.4)]
)
def test_in_no_language_and_size_a_word_is_cut(
    qtbot: QtBot, wide: int, high: int, text: int, longer: float, direction: Qt.LayoutDirection
) -> None:
    fonts.set_text_size(text)
    wording.use(PseudoCatalogue(longer))
    try:
        panel = WeightPanel()
        qtbot.addWidget(panel)
        panel.setLayoutDirection(direction)
        panel.resize(wide, high)
        panel.show()
        for each in SHOWN:
            panel.show_weight(scale_words.panel(each))
            QApplication.processEvents()
            assert [*cut_labels(panel), *squeezed(panel)] == []
            assert not panel.grab().isNull()
    finally:
        wording.use(gettext.NullTranslations())


def test_a_weight_that_differs_is_counted_again_and_kept_with_a_reason(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate, window: Window, scale: LabScale
) -> None:
    window.window.close()
    boss = Window(qtbot, company, performer, gate, company.supervisor)
    page = at_scale(boss)
    scale.model.grams = 300
    boss.until(lambda: page._panel.verdict().kind == "asked")
    assert page._hero.currentWidget() is page._panel
    assert "too light" in page._panel.verdict().word
    boss.press(Qt.Key.Key_F11)
    boss.until(lambda: page._panel.verdict().kind != "asked" and page._hero.currentWidget() is page._panel)
    for code in ("A1000", "B2000"):
        boss.scan(code)
    boss.press(Qt.Key.Key_F4)
    boss.until(lambda: page._panel.verdict().kind == "asked")
    boss.press(Qt.Key.Key_Return)
    boss.until(lambda: "Why" in page._panel.verdict().why)
    boss.press(Qt.Key.Key_2)
    boss.until(lambda: page._panel.verdict().kind == "closed")
    assert parcel_weight(boss) == (300, "scale")
    [*_others, kept] = rows(company, weights.weight_check)
    assert (kept.verdict, kept.reason, kept.teaches) == ("kept", "the weight in the books is wrong", 1)
    boss.settle()
