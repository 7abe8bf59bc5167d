"""Every screen in a language that runs 40 % longer, and from right to left: nothing that is said is cut.

Only translated words count: the made-up language's accents tell them from data, which a table may cut.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window
from warehouse_app import wording
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ui.kit import draw
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.ui.kit.labels import FitLabel, Label
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.cards import discover
from warehouse_app.wording.pseudo import LONGER, PseudoCatalogue, is_pseudo, pseudo

pytestmark = pytest.mark.slow

SCREENS = [card.name for card in discover() if not card.hidden]
EVERYTHING = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
#: width, height, how much longer the words are, text size: German at both sizes, and English for weak eyes.
SIZES = [(1280, 800, LONGER, 100), (1920, 1080, LONGER, 100), (1280, 800, 1.0, 150)]
SLACK = 2


def test_the_made_up_language_is_longer_and_keeps_what_is_filled_in() -> None:
    said = pseudo("Order {code} is cancelled")
    assert "{code}" in said
    assert is_pseudo(said)
    assert len(said) >= round(len("Order {code} is cancelled") * LONGER) - len("{code}")
    assert not is_pseudo("Order 1001")


class Painter:
    """Stands before `draw.word` and notes every translated text that had to be cut."""

    def __init__(self) -> None:
        self.cut: set[str] = set()
        self._word = draw.word

    def __call__(self, painter: Any, rect: Any, text: str, font: Any, *more: Any, **named: Any) -> float:
        if is_pseudo(text) and QFontMetrics(font).horizontalAdvance(text) > rect.width() + SLACK:
            self.cut.add(text)
        return self._word(painter, rect, text, font, *more, **named)


def cut_labels(page: QWidget) -> list[str]:
    """Return the translated labels in view that show less than they say."""
    found = []
    for label in page.findChildren(Label):
        if not label.isVisible() or not is_pseudo(label.text()) or isinstance(label, FitLabel):
            continue
        room = label.contentsRect()
        if label.wordWrap():
            cut = label.heightForWidth(label.width()) > label.height() + SLACK
        else:
            cut = label.fontMetrics().horizontalAdvance(label.text()) > room.width() + SLACK
        if cut:
            found.append(f"label {label.text()!r} in {type(label.parentWidget()).__name__} {room.width()}")
    return found


def squeezed(window: QWidget) -> list[str]:
    """Return the controls in view that are narrower than their words, or reach out of the window."""
    found = []
    for widget in window.findChildren(Painted):
        if not widget.isVisible() or not widget.words():
            continue
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if widget.width() + SLACK < widget.minimumSizeHint().width():
            found.append(f"squeezed {widget.words()!r}: {widget.width()} of {widget.minimumSizeHint().width()}")
        if left < -SLACK or left + widget.width() > window.width() + SLACK:
            found.append(f"outside {widget.words()!r}: {left}..{left + widget.width()}")
    return found


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painter:
    made = Painter()
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
        found = [*cut_labels(one.window), *squeezed(one.window), *(f"painted {text!r}" for text in painted.cut)]
        assert not found, "\n".join(found)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
