"""Photos at the pack screen without a window: the work goes on after one, pictures are looked for beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.application.test_pack_instructions import add
from tests.application.test_pack_photos import asks
from tests.company import Company
from tests.hands import Lost, Screen
from tests.packbench import pick
from warehouse_app.domain.photos import About
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.screens.pack import shown
from warehouse_app.ui.screens.pack.presenter import PackPresenter

PICTURE = "ab" * 32


class Reader(Lost):
    """A runner that says whether a question is answered just now."""

    reading = False

    def ask(self, question: Any, session: Any, right: Any = None) -> Any:
        self.reading = True
        try:
            return super().ask(question, session, right)
        finally:
            self.reading = False


class Camera:
    """Takes photos that are kept when the test says so; pictures lie under their digest."""

    has_camera = True

    def __init__(self, runner: Reader) -> None:
        self.kept: list[Callable[[], None]] = []
        self.looked: list[bool] = []
        self._runner = runner

    def take(self, _about: About, _ref: int, _words: str, kept: Callable[[], None]) -> None:
        self.kept.append(kept)

    def finder(self) -> Callable[[str], str]:
        def find(digest: str) -> str:
            self.looked.append(self._runner.reading)
            return f"/photos/{digest}"

        return find


class Packing(Screen):
    """Orders 1001 and 1002 wait in T-1 and T-2 at a bench with a camera."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.packer)
        with company.write() as desk:
            for sku in ("A1", "C3", "D4"):
                company.product(desk, sku)
            pick(desk, company, company.order(desk, "1001", [("A1", 1)]), "T-1")
            pick(desk, company, company.order(desk, "1002", [("C3", 1)]), "T-2")
        self.runner = reader = Reader(company)
        self.camera = Camera(reader)
        self.presenter = PackPresenter(self, self.hands("pack"), self.sounds, self.notices, self.now)
        self.presenter.photos = self.camera
        self.presenter.shown()

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.presenter.shot(Shot(text, "wedge"))

    def press(self, *keys: str) -> None:
        for key in keys:
            assert self.presenter.keyed(key), key


@pytest.fixture
def packing(company: Company) -> Packing:
    return Packing(company)


def test_a_photo_that_is_kept_late_answers_nothing_but_its_own_question(packing: Packing) -> None:
    asks(packing.company, "always")
    packing.scan("T-2", "C3")
    assert packing.state.now.asked == "photo"
    packing.press("Enter", "2")
    assert packing.state.now.closed is not None
    packing.scan("T-1", "D4")
    (late,) = packing.camera.kept
    late()
    assert shown.stop(packing.state) is not None, "nobody read it yet"
    packing.press("Enter")
    packing.scan("A1")
    assert packing.state.now.asked == "photo"
    late()
    assert packing.state.now.asked == "photo", "it is another parcel"


def test_two_photos_of_one_question_go_on_once(packing: Packing) -> None:
    asks(packing.company, "always")
    packing.scan("T-2", "C3")
    packing.press("Enter", "Enter")
    sent = packing.working.count(True)
    packing.performer.held = True
    for kept in packing.camera.kept:
        kept()
    packing.performer.release()
    packing.performer.held = False
    assert packing.state.now.closed is not None
    packing.camera.kept[1]()
    assert packing.working.count(True) == sent + 1


def test_pictures_of_instructions_are_looked_for_by_the_reader(packing: Packing) -> None:
    add(packing.company, "Card", text_en="Sign it", picture=PICTURE)
    packing.scan("T-1")
    assert packing.state.pictures == {PICTURE: f"/photos/{PICTURE}"}
    assert packing.camera.looked, "the folder may lie across a network"
    assert all(packing.camera.looked)
