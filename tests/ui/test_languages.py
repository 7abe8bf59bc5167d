"""Every screen in a language that runs 40 % longer, and from right to left: nothing that is said is cut.

Only translated words count: the made-up language's accents tell them from data, which a table may cut.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.cut import Painter, cut_labels, squeezed
from tests.windows import Window
from warehouse_app import wording
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ui.kit import draw
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.cards import discover
from warehouse_app.wording.pseudo import LONGER, PseudoCatalogue, is_pseudo, pseudo

pytestmark = pytest.mark.slow

SCREENS = [card.name for card in discover() if not card.hidden]
EVERYTHING = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
#: width, height, how much longer the words are, text size: German at both sizes, and English for weak eyes.
SIZES = [(1280, 800, LONGER, 100), (1920, 1080, LONGER, 100), (1280, 800, 1.0, 150)]


def test_the_made_up_language_is_longer_and_keeps_what_is_filled_in() -> None:
    said = pseudo("Order {code} is cancelled")
    assert "{code}" in said
    assert is_pseudo(said)
    assert len(said) >= round(len("Order {code} is cancelled") * LONGER) - len("{code}")
    assert not is_pseudo("Order 1001")


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painter:
    made = Painter(is_pseudo)
    monkeypatch.setattr(draw, "word", made)
    return made


@pytest.fixture
def back_to_english() -> Iterator[None]:
    yield
    wording.use(gettext.NullTranslations())


@pytest.fixture
def window(
    back_to_english: None, qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> Callable[[int, int, float, int], Window]:
    with company.write() as desk:
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.stock(desk, "A01-01", "A1000", 10)
        for n in range(3):
            company.order(desk, f"100{n}", [("A1000", 3 + n)])

    def made(width: int, height: int, longer: float, text: int) -> Window:
        wording.use(PseudoCatalogue(longer))
        one = Window(qtbot, company, performer, gate, EVERYTHING)
        one.window.set_text_size(text)
        one.window.resize(width, height)
        return one

    return made


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}-{size[3]}")
@pytest.mark.parametrize("direction", ["left", "right"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_word_is_cut(
    window: Callable[[int, int, float, int], Window], painted: Painter, qapp: QApplication, screen: str, direction: str,
    size: tuple[int, int, float, int],
) -> None:  # fmt: skip
    if direction == "right":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        one = window(*size)
        one.go(screen)
        for _ in range(3):
            QApplication.processEvents()
        painted.cut.clear()
        one.window.grab()
        found = [
            *cut_labels(one.window),
            *squeezed(one.window),
            *(f"painted {text!r}" for text in painted.cut),
        ]
        assert not found, "\n".join(found)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
