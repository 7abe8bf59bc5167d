"""A lesson at the window: the window of the real company closes for it and comes back when it is over.

Two windows never stand at once, so that nobody packs a real order in the belief that it is a lesson, or the other way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from warehouse_app.application import sign_on
from warehouse_app.application.run import Session
from warehouse_app.bootstrap.benchdevices import BenchDevices
from warehouse_app.bootstrap.wire import Company

if TYPE_CHECKING:
    from warehouse_app.bootstrap.training import Room
    from warehouse_app.ui.shell.start import Started

SCREENS = frozenset({"pack"})
"""What is learned."""


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

    def ask(self, company: Company, station: str) -> None:
        """Let who stays signed on at this home begin at once, where the window was opened for a lesson."""
        token = company.home.kept_token() if self.armed else ""
        actor = sign_on.signed_on(company.runner, token) if token else None
        if actor is not None:
            self.armed, self._wanted = False, Session(actor, station)


def teach(company: Company, session: Session) -> None:
    """Hold a lesson until its window is closed. Raises Trouble."""
    from warehouse_app.bootstrap.training import lesson_of  # loaded for a lesson alone: a window opens without

    with lesson_of(company, session) as lesson:
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
