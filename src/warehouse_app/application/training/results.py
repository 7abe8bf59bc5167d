"""What the real company keeps of training: how people work while they learn, and how their lessons went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.people import person_id_of
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.training.grading import Report
from warehouse_app.domain.training.lessons import LESSON
from warehouse_app.domain.training.results import PersonWay, Result, Way
from warehouse_app.store import training, traininglist
from warehouse_app.store.desk import Desk

LESSONS: ListOf[Result] = ListOf("lessons", traininglist.LESSONS, Right.ASSIGN)
"""The list of all lessons."""

MOST = 500
"""Lessons that a list shows, and people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWay(Command):
    """Say how a person works: `training` begins a lesson at sign-on, `guided` shows the next step alone.

    None leaves it as it is.
    """

    person: str
    training: bool | None = None
    guided: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLesson(Command):
    """Keep how a lesson of the person at hand went."""

    report: Report
    lesson: str = LESSON


@handles(SetWay, right=Right.ASSIGN, answer=Way)
def set_way(desk: Desk, command: SetWay, _session: Session) -> Way:
    """Keep it. Raises Refused(UserUnknown)."""
    person = person_id_of(desk, command.person)
    before = training.way_of(desk, person)
    way = Way(
        before.training if command.training is None else command.training,
        before.guided if command.guided is None else command.guided,
    )
    training.keep_way(desk, person, way)
    desk.touch(Touched.CREW, Touched.PERSON)
    return way


@handles(KeepLesson, right=Right.VIEW, answer=int)
def keep_lesson(desk: Desk, command: KeepLesson, session: Session) -> int:
    """Keep it, whoever learned; return how many orders were packed right."""
    training.keep_result(desk, session.actor.person, command.lesson, command.report)
    desk.touch(Touched.CREW)
    return command.report.right


def way_of(desk: Desk, person: str) -> Way:
    """Return how a person works. For `Runner.ask`."""
    return training.way_of(desk, person)


def ways(desk: Desk) -> tuple[PersonWay, ...]:
    """Return everybody with the way they work. For `Runner.ask`."""
    return training.ways(desk, MOST)


def lessons_seen(desk: Desk, session: Session, person: str = "") -> tuple[Result, ...]:
    """Return lessons, the newest first: all, or a person's by code; without the right to assign one's own alone.

    Raises Refused(UserUnknown). For `Runner.ask`.
    """
    if not session.actor.may(Right.ASSIGN):
        return training.results(desk, MOST, session.actor.person)
    return training.results(desk, MOST, person_id_of(desk, person) if person else "")


def lesson(desk: Desk, key: int) -> Result | None:
    """Return one lesson by its row. For `Runner.ask`."""
    return traininglist.rows(desk, [key]).get(key)


def count_lessons(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many lessons it shows. For `Runner.ask`."""
    return traininglist.counts(desk)
