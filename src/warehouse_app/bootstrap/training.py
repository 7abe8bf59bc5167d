"""The room of a lesson: an empty company in a folder of its own inside the home, gone when the lesson is over.

Its database is a file of its own: the real company's stock, numbers, printers and outbox are not reached from it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from warehouse_app.application.run import Runner, Session
from warehouse_app.application.training import laying
from warehouse_app.application.training.results import KeepLesson, way_of
from warehouse_app.bootstrap import lessonrooms
from warehouse_app.bootstrap.lessonrooms import FOLDER, LessonHome
from warehouse_app.bootstrap.wire import Company, open_company, url_of
from warehouse_app.domain.refusals import Trouble
from warehouse_app.domain.training.grading import Report
from warehouse_app.domain.training.table import LessonNow
from warehouse_app.ports.home import Home

_DATABASE = "lesson.db"


class RealCompany(Protocol):
    """What of the real company a lesson asks: who learns, and to keep how it went."""

    @property
    def home(self) -> Home:
        """The home, in which the lesson gets a folder."""
        ...

    @property
    def runner(self) -> Runner:
        """Its commands."""
        ...


@dataclass(slots=True)
class Room:
    """An open lesson: its company, and who learns in it."""

    company: Company
    session: Session

    def report(self) -> Report:
        """Return how the lesson went so far. Raises Trouble."""
        return laying.reported(self.company.runner, self.session)

    def now(self) -> LessonNow:
        """Return what lies where now. Raises Trouble."""
        return self.company.runner.ask(laying.table_now, self.session)


@contextlib.contextmanager
def room(home: Home, *, name: str, station: str, guided: bool = False) -> Iterator[Room]:
    """Open a lesson; nothing of it is left at the end of the block. Raises Trouble."""
    with contextlib.ExitStack() as ends:
        try:
            folder = ends.enter_context(lessonrooms.folder_in(home))
            own = LessonHome(folder, home)
            company = open_company(own, url_of(folder / _DATABASE), create=True, station=station)
        except OSError as error:
            raise Trouble("database_cannot_open", database=str(home.path / FOLDER)) from error
        ends.callback(company.close)
        session = laying.lay_out(
            company.runner, company.guard, company.intake, folder, name=name, station=station, guided=guided
        )
        yield Room(company, session)


@contextlib.contextmanager
def lesson_of(company: RealCompany, session: Session) -> Iterator[Room]:
    """Open a lesson of a person of a real company, and keep there how it went, once anything was scanned.

    Where the real company is out of reach at the end, the result waits for the next time. Raises Trouble.
    """
    lessonrooms.keep_waiting(company.home, company.runner)
    way = company.runner.ask(lambda desk: way_of(desk, session.actor.person), session)
    name = session.actor.name or session.actor.code
    with room(company.home, name=name, station=session.station, guided=way.guided) as found:
        yield found
        report = found.report()
        if report.scans or report.keys:
            command = KeepLesson(id=company.runner.ids.new(), report=report)
            lessonrooms.keep(company.home, company.runner, session, command)
