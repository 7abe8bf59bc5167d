"""Who is made to learn comes to a lesson by every way in, and learns in a language of their own."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from tests.company import Company
from tests.journeys.program import Program
from warehouse_app import wording
from warehouse_app.application.run import Runner, Session
from warehouse_app.application.sign_on import keep_signed_on
from warehouse_app.bootstrap import school as room
from warehouse_app.bootstrap import window
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.bootstrap.school import School, spoken
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.training.results import Way
from warehouse_app.store import people, training
from warehouse_app.store.people import PersonRow
from warehouse_app.system.home import LocalHome
from warehouse_app.ui.shell.start import Started
from warehouse_app.wording.training import band_words

KIM = Session(Actor(PersonId("p-kim"), "KIM", "Kim Oh", Role.PACKER, with_pin=False), "B1")

ENGLISH_BAND = band_words()


@dataclass
class Real:
    """What of the real company a school asks."""

    runner: Runner
    home: LocalHome


@pytest.fixture
def real(company: Company, tmp_path: Path) -> Real:
    """Return a company at whose home Kim stays signed on."""
    with company.write() as desk:
        people.add(desk, PersonRow(PersonId("p-kim"), "KIM", "Kim Oh", Role.PACKER, "", "", False, 0, "", desk.at))
    home = LocalHome(tmp_path / "home")
    home.keep_token(keep_signed_on(company.runner, KIM.actor))
    return Real(company.runner, home)


def made_to_learn(company: Company) -> None:
    with company.write() as desk:
        training.keep_way(desk, KIM.actor.person, Way(training=True))


def test_who_stays_signed_on_and_is_made_to_learn_has_a_lesson_and_never_the_bench(
    real: Real, company: Company
) -> None:
    free = School()
    free.ask(real, "B1")
    assert not free.wanted
    here = room.who_works(real)
    assert here is not None
    assert here.code == "KIM"
    made_to_learn(company)
    school = School()
    school.ask(real, "B1")
    wanted = school.taken()
    assert wanted is not None
    assert (wanted.actor.code, wanted.station) == ("KIM", "B1")
    assert room.who_works(real) is None, "after the lesson the sign-on page stands, not the bench"


def test_a_lesson_speaks_the_persons_language_and_the_machine_its_own_after_it(tmp_path: Path) -> None:
    home = LocalHome(tmp_path / "home")
    home.machine.put("language", "en")
    with spoken(home, "de"):
        assert wording.language() == "de"
        assert band_words() != ENGLISH_BAND
        assert QLocale().language() is QLocale.Language.German
    assert wording.language() == "en"
    assert QLocale().language() is QLocale.Language.English


@pytest.mark.slow
def test_the_window_of_who_is_made_to_learn_opens_on_the_sign_on_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Started, "later", lambda _started, _deed: None)
    program, machine = Program(tmp_path / "home").begin(), Machine()
    assert program.call("user", "sign-on").code == 0
    assert program.call("training", "person", program.user, "--training").code == 0
    with closing(machine.company(machine.home(program.home), "", station="B1")) as company:
        started = window._opened(company, "B1", "")
        try:
            assert company.home.kept_token()
            assert started.window.page() is started.window.sign_on_page
        finally:
            assert started.stop() == []
