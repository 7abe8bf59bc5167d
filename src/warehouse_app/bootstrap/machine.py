"""This machine: its environment, its clock, its homes, and the companies opened on it."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.home import Home
from warehouse_app.system.home import LocalHome, default_home
from warehouse_app.ui.runtime.hush import loading

if TYPE_CHECKING:
    from warehouse_app.application.care import Copied
    from warehouse_app.application.people import NewUser
    from warehouse_app.application.run import Session
    from warehouse_app.bootstrap.training import Room
    from warehouse_app.bootstrap.wire import Company
    from warehouse_app.domain.beginning import Beginning
    from warehouse_app.ports.lab import Lab
    from warehouse_app.terminal.host import OpenCompany

"""Of the token by which a program of this account reaches the lab's panel."""


class Machine:
    """The `Host` of the real program."""

    def __init__(self, more: Callable[[], Sequence[Callable[..., Any]]] = tuple) -> None:
        self.environment: Mapping[str, str] = os.environ
        self._more = more

    def home(self, path: Path | None) -> Home:
        """Return a home, made if missing. Raises Trouble, Usage."""
        return LocalHome(path or default_home())

    def speak(self, home: Home, language: str) -> bool:
        """Speak a person's language from now on, "" for the machine's; say whether it is another than before."""
        from warehouse_app.bootstrap.languages import Speech

        return Speech(home, self.environment)(language)

    def company(self, home: Home, database: str, *, create: bool = False, station: str = "") -> Company:
        """Open a company. Raises Usage, Trouble."""
        from warehouse_app.bootstrap.wire import open_company

        return open_company(home, database, create=create, station=station)

    def restore(self, home: Home, database: str, source: Path) -> Mapping[str, str]:
        """Put a backup in the place of a company's database. Raises Usage, Trouble."""
        from warehouse_app.bootstrap.wire import restore

        return restore(home, database, source)

    def copy(
        self, company: OpenCompany, session: Session, target: str, told: Callable[[int, int], None]
    ) -> tuple[Copied, bool, str]:
        """Move an open company into an empty database. Raises Refused, Usage, Trouble."""
        from warehouse_app.bootstrap.wire import copy

        return copy(company.runner, session, target, told)

    def monotonic(self) -> float:
        """Return seconds of a clock that is never set."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def window(
        self, home: Home, database: str, screen: str, station: str, *, lab: bool = False, training: bool = False
    ) -> int:
        """Open the window until it is closed; with the lab beside it where that is wanted. Raises Usage, Trouble."""
        with loading():
            from warehouse_app.bootstrap.window import show

        if not lab:
            return show(self, home, database, screen=screen, station=station, training=training)
        from warehouse_app.bootstrap.labwindow import beside

        with contextlib.closing(self.start_lab(home)) as started, beside(started):
            return show(self, home, database, screen=screen, station=station, training=training)

    def lesson(self, company: OpenCompany, session: Session) -> AbstractContextManager[Room]:
        """Open a lesson of a person; how it went is kept in his company at the end. Raises Trouble."""
        from warehouse_app.bootstrap.training import lesson_of

        return lesson_of(company, session)

    def lab(self, home: Home) -> Lab:
        """Return the panel of the lab that runs in a home; asked anything it raises Trouble where none does."""
        from warehouse_app.bootstrap.labpanel import FarLab, folder_of

        return FarLab(folder_of(home.path))

    def start_lab(self, home: Home) -> Lab:
        """Start the lab of a home; close it. Raises Usage where one runs."""
        from warehouse_app.bootstrap.lab import begun

        return begun(home)

    def lab_window(self, home: Home) -> int:
        """Start the lab of a home and show it until its window is closed. Raises Usage, Trouble."""
        if not has_screen(self.environment) and not self.environment.get("QT_QPA_PLATFORM"):
            raise Trouble("no_screen")
        from warehouse_app.bootstrap.labwindow import show

        with contextlib.closing(self.start_lab(home)) as lab:
            return show(lab)

    def has_screen(self) -> bool:
        """Tell whether a person sits before a screen here: only then the first start asks anything."""
        return has_screen(self.environment)

    def begin(self, home: Home, database: str, wish: Beginning) -> NewUser:
        """Begin a company, whole or not at all. Raises Usage, Refused, Trouble."""
        from warehouse_app.bootstrap.firststart import begin_at
        from warehouse_app.bootstrap.wire import url_of

        return begin_at(home, database or home.kept_database() or url_of(home.database), wish)

    def support(
        self,
        home: Home,
        company: OpenCompany | None,
        session: Session | None,
        why: str,
        told: Callable[[int, int], None],
    ) -> Mapping[str, str]:
        """Return the files of a support bundle. Raises Refused(NoRight), Trouble."""
        from warehouse_app.bootstrap.support import gather

        return gather(home, company.runner if company is not None else None, session, told, why)

    def demo(self, home: Home) -> int:
        """Open the sample company in a home of its own inside this one; it is made the first time."""
        from warehouse_app.bootstrap.firststart import DEMO
        from warehouse_app.bootstrap.window import show
        from warehouse_app.terminal.entry import run

        path = home.path / DEMO
        if (path / home.database.name).exists():
            return show(self, self.home(path), "")
        return run(["demo", "--home", str(path)], self, self._more)


def has_screen(environment: Mapping[str, str]) -> bool:
    """Tell whether windows can be seen here."""
    if environment.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform != "linux" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
