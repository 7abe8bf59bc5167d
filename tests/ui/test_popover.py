"""A card over a page never outlives the page: not when it was left before the card came, not when it is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from warehouse_app.ui.kit.choicepanel import ChoicePanel

Show = Callable[..., QWidget]


class Over:
    """A page in view, a field beside it, and a card that belongs to the page."""

    def __init__(self, shown: Show) -> None:
        self.window = QWidget()
        self.page, self.beside = QWidget(self.window), QLineEdit(self.window)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page.setGeometry(0, 0, 400, 300)
        self.beside.setGeometry(0, 320, 200, 30)
        shown(self.window, 600, 400)
        self.card = ChoicePanel("Which?", (("one", "One"), ("two", "Two")), self.page, self.window)


def deleted() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def test_a_card_is_asked_on_its_page_and_closes_when_one_goes_on_elsewhere(shown: Show) -> None:
    at = Over(shown)
    card = at.card
    chosen: list[str] = []
    card.chosen.connect(chosen.append)
    card.open_at(QPoint(0, 0), card.list)
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    assert card.isVisible()
    at.beside.setFocus()
    assert not card.isVisible()
    deleted()
    assert not isValid(card)
    assert chosen == []


def test_a_card_does_not_open_over_another_page(shown: Show) -> None:
    at = Over(shown)
    card = at.card
    at.page.hide()
    card.open_at(QPoint(0, 0), card.list)
    assert not card.isVisible()
    deleted()
    assert not isValid(card)


def test_a_card_goes_when_its_page_is_gone(shown: Show) -> None:
    at = Over(shown)
    card = at.card
    card.open_at(QPoint(0, 0), card.list)
    at.page.deleteLater()
    deleted()
    at.beside.setFocus()
    deleted()
    assert not isValid(card)
