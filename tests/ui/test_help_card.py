"""The command cards on the F1 card: scanned off the glass by a hand that need not aim, and said in words."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from warehouse_app import wording
from warehouse_app.documents.codes_in import codes_in
from warehouse_app.domain.barcodes.commands import Command, barcode_of
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit.barcode import BarcodeView
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.help import HelpCard
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import languages

Show = Callable[..., QWidget]
BARS = 60
"""Pixels of height under which a hand has to aim."""


class EveryCard(Presenter):
    """A bench that takes every command card."""

    cards = {f"deed {each.name}": each.value.replace("-", " ") for each in Command}  # noqa: RUF012 - as the benches'


@pytest.fixture
def german() -> Iterator[None]:
    with languages.catalogue_file(resource_path("locale"), "de").open("rb") as file:
        wording.use(gettext.GNUTranslations(file), languages.LANGUAGES["de"].locale)
    yield
    wording.use(gettext.NullTranslations())


def opened(window: QWidget) -> HelpCard:
    """Return the open card of a bench with one button, turned to its command cards."""
    page = Page((Action("undo", "Take that back", "Ctrl+Z"),))
    page.setParent(window)
    page.attach(EveryCard())
    card = HelpCard(window)
    card.open_for("Pack", (page.table,), page.cards())
    QTest.keyClick(card, Qt.Key.Key_F1)
    QApplication.processEvents()
    return card


def read(view: QWidget) -> tuple[str, ...]:
    """Return what a scanner reads off a part of the screen."""
    held = QBuffer()
    view.grab().save(held, "PNG")
    return codes_in(bytes(held.data().data()))


@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (1920, 1080)])
def test_every_card_is_scanned_off_the_glass(shown: Show, wide: int, high: int) -> None:
    window = shown(QWidget(), wide, high)
    card = opened(window)
    bars = card.findChildren(BarcodeView)
    assert {each.code() for each in bars} == {barcode_of(each) for each in Command}
    assert [each.code() for each in bars if read(each) != (each.code(),) or each.bars_high() < BARS] == []
    area = card.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    assert window.rect().contains(card.sheet_rect())


def test_the_cards_that_do_not_fit_are_scrolled_to_by_keys(shown: Show) -> None:
    window = shown(QWidget(), 1280, 800)
    card = opened(window)
    last = card.findChildren(BarcodeView)[-1]
    assert last.visibleRegion().isEmpty()
    QTest.keyClick(card, Qt.Key.Key_End)
    assert last.visibleRegion().boundingRect().height() == last.height()
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_a_card_says_what_it_does_in_the_language_spoken(german: None, shown: Show) -> None:
    window = shown(QWidget(), 1280, 800)
    said = [each.text() for each in opened(window).findChildren(Label)]
    assert "Take that back" in said, "the words of the button, where there is one"
    assert "Foto von dem machen, was vor einem liegt" in said
