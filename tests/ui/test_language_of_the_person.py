"""The window speaks the language of who signs on, and the machine's when nobody is there."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window
from warehouse_app import wording
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.retelling import Retelling
from warehouse_app.wording import languages

pytestmark = pytest.mark.slow

ENGLISH = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
GERMAN = replace(ENGLISH, actor=replace(ENGLISH.actor, person=PersonId("p-2"), language="de"))


@pytest.fixture(autouse=True)
def back_to_english() -> Iterator[None]:
    yield
    wording.use(gettext.NullTranslations())


def said(page: QWidget) -> set[str]:
    """Return what the labels of a page say."""
    return {label.text() for label in page.findChildren(Label)}


def test_pages_and_bars_follow_who_signs_on(
    qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate
) -> None:
    folder = resource_path("locale")
    one = Window(qtbot, company, performer, gate, ENGLISH)
    window = one.window
    speak = lambda person: languages.speak(person or "en", folder)  # noqa: E731 - what the house does
    window._retelling = Retelling(window, window._stack, speak)
    one.go("people")
    assert window.bar.title.text() == "People"
    window.sign_off()
    window.sign_on_as(GERMAN)
    one.settle()
    one.go("people")
    assert window.bar.title.text() == "Personen"
    assert window.bar.apps.words() == "Alle Ansichten"
    assert "Abmelden" in [action.text() for action in window.actions()]
    assert "Benutzer suchen" in said(window.page()) or "Person wählen" in said(window.page())
    window.lock()
    assert wording.language() == "en"
    window.sign_on_as(GERMAN)
    assert window.bar.title.text() == "Personen"
    window.sign_off()
    window.sign_on_as(ENGLISH)
    one.settle()
    one.go("people")
    assert (window.bar.title.text(), window.bar.apps.words()) == ("People", "All screens")
    assert "Sign off" in [action.text() for action in window.actions()]
