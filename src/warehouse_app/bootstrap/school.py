"""A lesson at the window: the window of the real company closes for it and comes back when it is over.

Two windows never stand at once, so that nobody packs a real order in the belief that it is a lesson, or the other way.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from warehouse_app.application import sign_on
from warehouse_app.application.run import Runner, Session
from warehouse_app.application.training.results import way_of
from warehouse_app.bootstrap.benchdevices import BenchDevices
from warehouse_app.bootstrap.languages import Speech
from warehouse_app.bootstrap.wire import Company
from warehouse_app.domain.people import Actor
from warehouse_app.ports.home import Home

if TYPE_CHECKING:
    from warehouse_app.bootstrap.training import RealCompany, Room
    from warehouse_app.ui.shell.start import Started

SCREENS = frozenset({"pack"})
"""What is learned."""


def learns(runner: Runner, session: Session) -> bool:
    """Tell whether a supervisor lets this person learn before they pack. Raises Trouble."""
    return runner.ask(lambda desk: way_of(desk, session.actor.person), session).training


def who_works(company: RealCompany) -> Actor | None:
    """Return who stays signed on at this home and may work; None also for who is made to learn. Raises Trouble."""
    actor = _who_stays(company)
    return None if actor is None or learns(company.runner, Session(actor)) else actor


def _who_stays(company: RealCompany) -> Actor | None:
    token = company.home.kept_token()
    return sign_on.signed_on(company.runner, token) if token else None


class School:
    """Who wants a lesson. Called with a session on the window's thread; `leave` ends the window that stands."""

    def __init__(self, *, armed: bool = False) -> None:
        self.armed = armed
        self.leave: Callable[[], None] = lambda: None
        self._wanted: Session | None = None

    def __call__(self, session: Session) -> None:
        """Begin a lesson of who signed on."""
        self._wanted = session
        self.leave()

    @property
    def wanted(self) -> bool:
        """Tell whether somebody wants one."""
        return self._wanted is not None

    def taken(self) -> Session | None:
        """Return who wants a lesson, once."""
        wanted, self._wanted = self._wanted, None
        return wanted

    def ask(self, company: RealCompany, station: str) -> None:
        """Let who stays signed on at this home begin at once: where the window was opened for a lesson, and always who
        is made to learn. Raises Trouble.
        """
        actor = _who_stays(company)
        if actor is not None and (self.armed or learns(company.runner, Session(actor))):
            self.armed, self._wanted = False, Session(actor, station)


@contextlib.contextmanager
def spoken(home: Home, language: str) -> Iterator[None]:
    """Speak a person's language for as long as the block lasts, "" for the machine's, and the machine's after it."""
    from warehouse_app.ui.shell.retelling import take_locale

    speech = Speech(home, os.environ)
    try:
        speech(language)
        take_locale()
        yield
    finally:
        speech()
        take_locale()


def teach(company: Company, session: Session) -> None:
    """Hold a lesson until its window is closed. Raises Trouble."""
    from warehouse_app.bootstrap.training import lesson_of  # loaded for a lesson alone: a window opens without

    with spoken(company.home, session.actor.language), lesson_of(company, session) as lesson:
        started = opened(lesson, company, session.station)
        started.later(lesson.company.start_lane)
        started.show()
        started.window.sign_on_as(lesson.session, stays=True)
        started.window.signed_off.connect(started.window.close)
        try:
            started.app.exec()
        finally:
            started.stop()


def opened(lesson: Room, real: Company, station: str, *, silent: bool = False) -> Started:
    """Put the window of a lesson together: the scanners are the bench's own, everything else is the lesson's."""
    from warehouse_app.ui.runtime.inline import SilentPlayer
    from warehouse_app.ui.runtime.sounds import Player
    from warehouse_app.ui.shell.cards import discover
    from warehouse_app.ui.shell.house import House
    from warehouse_app.ui.shell.signon.state import Denied, Place
    from warehouse_app.ui.shell.start import Started, application

    application()
    company = lesson.company
    house = House(
        runner=company.runner,
        new_id=company.runner.ids.new,
        sign_on=lambda _badge, _pin: Denied(""),
        sounds=SilentPlayer() if silent else Player(),
        settings=real.home.machine,
        place=Place(bench=station),
        tools=company,
        devices=BenchDevices(real, station),
        lesson=lesson,
    )
    return Started(house, company.home.crash, cards=tuple(card for card in discover() if card.name in SCREENS))
