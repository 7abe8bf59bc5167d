"""A window locked while nobody is at it: who was here and at which page, and after how long it locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from warehouse_app.application.run import Session
from warehouse_app.application.settings import number_of
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.shell.signon.state import Place
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ui.shell.house import House

SETTING = "people.lock_minutes"


@dataclass(frozen=True, slots=True)
class Locked:
    """Who the window was locked for, and the page in view; nobody where it is not locked."""

    session: Session | None = None
    page: str = ""

    def page_of(self, session: Session) -> str:
        """Return the page for the same person with the same rights to go on at, "" for anybody else."""
        had = self.session
        return self.page if had is not None and had.actor == session.actor else ""

    def place(self, free: Place) -> Place:
        """Return the place with who may go on here."""
        name = "" if self.session is None else self.session.actor.name
        words = tr("{name} goes on where they were; anybody else begins anew.").format(name=name)
        return replace(free, left_open=tr("Locked"), left_by=words, locked=True)


def lock_minutes(performer: Performs, house: House, session: Session, then: Callable[[int], None]) -> None:
    """Ask how many minutes an idle window of this bench stays open."""
    station = house.place.bench

    def minutes() -> int:
        return house.runner.ask(lambda desk: number_of(desk, SETTING, station), session)

    performer.perform(minutes, then, lane="read", trouble=lambda _trouble: None)
