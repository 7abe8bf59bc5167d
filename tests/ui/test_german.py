"""Every screen in German, in one window: nothing is left in English, and no word is cut at 1280."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.cut import Painter, cut_labels, squeezed
from tests.windows import Window
from warehouse_app import wording
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit import draw
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.cards import discover
from warehouse_app.wording import languages

pytestmark = pytest.mark.slow

EVERYTHING = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
MARK = "\u2060"
"""A sign without width that tells what is said from data."""


class Listening(gettext.GNUTranslations):
    """German that marks what it says and notes what it has no words for."""

    def __init__(self) -> None:
        with languages.catalogue_file(resource_path("locale"), "de").open("rb") as file:
            super().__init__(file)
        self.lacks: set[str] = set()
        self.add_fallback(_Nothing(self.lacks))

    def gettext(self, message: str) -> str:
        return MARK + super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return MARK + super().ngettext(msgid1, msgid2, n)


class _Nothing(gettext.NullTranslations):
    def __init__(self, lacks: set[str]) -> None:
        super().__init__()
        self._lacks = lacks

    def gettext(self, message: str) -> str:
        if MARK not in message and any(sign.islower() for sign in message):  # neither said twice, nor a code
            self._lacks.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._lacks.add(msgid1)
        return msgid1 if n == 1 else msgid2


def is_said(text: str) -> bool:
    """Tell what is said from data."""
    return MARK in text


@pytest.fixture
def german() -> Iterator[Listening]:
    spoken = Listening()
    wording.use(spoken, languages.LANGUAGES["de"].locale)
    yield spoken
    wording.use(gettext.NullTranslations())


def test_every_screen_is_german_and_no_word_is_cut(
    german: Listening, qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    painted = Painter(is_said)
    monkeypatch.setattr(draw, "word", painted)
    with company.write() as desk:
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.stock(desk, "A01-01", "A1000", 10)
        for n in range(3):
            company.order(desk, f"100{n}", [("A1000", 3 + n)])
    one = Window(qtbot, company, performer, gate, EVERYTHING)
    found = []
    for card in discover():
        if card.hidden:
            continue
        one.go(card.name)
        for _ in range(3):
            QApplication.processEvents()
        painted.cut.clear()
        one.window.grab()
        cut = [*cut_labels(one.window, is_said), *squeezed(one.window), *(f"painted {text!r}" for text in painted.cut)]
        found += [f"{card.name}: {each.replace(MARK, '')}" for each in cut]
    assert not found, "\n".join(found)
    assert not german.lacks, sorted(german.lacks)
