"""Rooms of lessons in a home: swept where their process died, crash reports in the real one, results that wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.packbench import rows
from warehouse_app.application.run import Session
from warehouse_app.application.training.results import KeepLesson
from warehouse_app.bootstrap import lessonrooms, window
from warehouse_app.bootstrap.lessonrooms import FOLDER, LessonHome
from warehouse_app.bootstrap.school import School
from warehouse_app.bootstrap.window import Move
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.refusals import Refused, Trouble
from warehouse_app.domain.training.grading import Report
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import training
from warehouse_app.system.home import LocalHome

KIM = Session(Actor(PersonId("p-kim"), "KIM", "Kim Oh", Role.OWNER, with_pin=False), "B1")
LESSON = KeepLesson(id="lesson-1", report=Report("2010-12-06T09:00:00Z", "2010-12-06T09:05:00Z", 300, (), 4, 0))


@pytest.fixture
def home(company: Company, tmp_path: Path) -> LocalHome:
    """Return a home; Kim is known to its company, with a role that never packs."""
    with company.write() as desk:
        people.add(desk, PersonRow(PersonId("p-kim"), "KIM", "Kim Oh", Role.OWNER, "", "", False, 0, "", desk.at))
    return LocalHome(tmp_path / "home")


def names(home: LocalHome) -> list[str]:
    return sorted(each.name for each in (home.path / FOLDER).iterdir())


def test_what_a_dead_process_left_is_swept_and_what_goes_on_stays(home: LocalHome) -> None:
    left = home.path / FOLDER / "dead"
    left.mkdir(parents=True)
    (left / "lesson.db").write_text("x")
    with lessonrooms.folder_in(home) as mine:
        mine.mkdir()
        lessonrooms.sweep(home)
        assert names(home) == [mine.name, f"{mine.name}.lock"]
    assert names(home) == []


def test_a_crash_report_of_a_lesson_stands_in_the_real_home(home: LocalHome, tmp_path: Path) -> None:
    lesson = LessonHome(tmp_path / "lesson", home)
    lesson.crash("something broke in a lesson")
    assert ["broke in a lesson" in each for each in home.new_reports()] == [True]


def test_whoever_learned_has_the_result_kept(company: Company, home: LocalHome) -> None:
    lessonrooms.keep(home, company.runner, KIM, LESSON)
    assert [row.person for row in rows(company, training.training_result)] == ["p-kim"]


def test_a_result_waits_where_the_company_is_away_and_is_kept_once(
    company: Company, home: LocalHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise Trouble("database_gone")

    with monkeypatch.context() as patch:
        patch.setattr(company.runner, "perform", away)
        lessonrooms.keep(home, company.runner, KIM, LESSON)
        lessonrooms.keep_waiting(home, company.runner)
    assert names(home) == ["lesson-1.json"]
    (home.path / FOLDER / "other.json").write_text("no result")
    for _n in range(2):
        lessonrooms.keep_waiting(home, company.runner)
    assert names(home) == []
    assert [row.person for row in rows(company, training.training_result)] == ["p-kim"]


@pytest.mark.parametrize("error", [Trouble("home_full", home="/h"), Refused(NoSuchStation("B9"))])
def test_a_lesson_that_cannot_go_on_brings_the_window_back(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise error

    told: list[str] = []

    def run(*asked: object) -> int:
        told.append(str(asked[-1]))
        return 0

    monkeypatch.setattr(window, "teach", broken)
    monkeypatch.setattr(window, "run", run)
    school = School()
    school(KIM)
    monkeypatch.setattr(school, "ask", lambda *_: None)
    assert window._until_left(None, "B1", "", Move(None, "B1"), school) == 0  # type: ignore[arg-type]
    assert len(told) == 1
    assert told[0]
