"""The first start put together: what it asks of this machine, and what happens when it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import available_timezones

from warehouse_app.application import beginning, cards
from warehouse_app.application.people import NewUser
from warehouse_app.application.run import Session
from warehouse_app.bootstrap.wire import database_file, fold, look, open_company, url_of, zone_here
from warehouse_app.domain.beginning import Beginning
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.home import Home

if TYPE_CHECKING:
    from warehouse_app.ui.shell.firststart.flow import Wish
    from warehouse_app.ui.shell.firststart.presenter import Ended

DEMO = "demo"
"""The folder of the sample company inside the home."""
_PART = ".part"


class LocalMaker:
    """The `Maker` of the real program. `database` is what was made or chosen, for the window that opens next."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.database = ""

    def look(self, database: str) -> Literal["free", "company"]:
        """Say what is there."""
        return look(self._home, database)

    def make(self, wish: Wish) -> NewUser:
        """Make the company; a file is made beside its place and moved there when it is whole."""
        new = begin_at(self._home, wish.database, wish.begin)
        self.adopt(wish.database)
        return new

    def adopt(self, database: str) -> None:
        """Remember where the company is."""
        self._home.keep_database("" if database == f"sqlite:///{self._home.database}" else database)
        self.database = database

    def badge(self, user: NewUser) -> bytes:
        """Return the badge as PDF."""
        company = open_company(self._home, self.database)
        try:
            return company.runner.ask(lambda desk: cards.badge_card(desk, user.user, user.badge), Session(SYSTEM))
        finally:
            company.close()


def begin_at(home: Home, database: str, wish: Beginning) -> NewUser:
    """Begin a company at an address, whole or not at all. Raises Usage, Refused, Trouble."""
    path = database_file(database)
    if path is None:
        return _begin(home, database, wish)
    with _whole_file(path) as part:
        new = _begin(home, url_of(part), wish)
        fold(part)
        return new


def _begin(home: Home, database: str, wish: Beginning) -> NewUser:
    company = open_company(home, database, create=True)
    try:
        new = beginning.begin(company.runner, company.guard, wish)
    finally:
        company.close()
    home.log("company begun")
    return new


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[Path]:
    """Give the name of a file that takes the place of `path` at the end of the block, or is gone. Raises Trouble."""
    part = path.with_name(path.name + _PART)
    if path.exists() and path.stat().st_size:
        raise Usage("begin_there", database=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(part)
        yield part
        part.replace(path)
    except OSError as error:
        raise Trouble("database_cannot_open", database=str(path)) from error
    finally:
        _remove(part)


def _remove(part: Path) -> None:
    for beside in part.parent.glob(f"{part.name}*"):
        with contextlib.suppress(OSError):
            beside.unlink()


def first_wish(home: Home, database: str) -> Wish:
    """Return the answers the first start begins with: this machine's time zone, the home's own file."""
    from warehouse_app.ui.shell.firststart.flow import Wish

    wish = Wish(begin=Beginning(zone=zone_here()), file=str(home.database))
    if not database:
        return wish
    if database.startswith("sqlite:///"):
        return replace(wish, file=database.removeprefix("sqlite:///"))
    return replace(wish, where="server", url=database)


def run(home: Home, maker: LocalMaker, database: str) -> Ended:
    """Show the first start until it ends."""
    from warehouse_app.ui.kit import fonts
    from warehouse_app.ui.runtime.performer import Performer
    from warehouse_app.ui.shell import comfort
    from warehouse_app.ui.shell.firststart.presenter import Ended, FirstStartPresenter
    from warehouse_app.ui.shell.firststart.view import FirstStartWindow
    from warehouse_app.ui.shell.start import Before, application

    app = application()
    fonts.load()
    comfort.apply(home.machine)
    zones = tuple(sorted(available_timezones() | {zone_here()}))
    window, performer, ends = FirstStartWindow(zones, str(home.path / DEMO)), Performer(), [Ended("left")]
    before = Before(app)

    def done(ended: Ended) -> None:
        ends[0] = ended
        window.hide()
        before.end()

    presenter = FirstStartPresenter(window, performer, maker, first_wish(home, database), done)
    window.use(presenter)
    presenter.begin()
    window.resize(1280, 800)
    window.show()
    try:
        before.run()
    finally:
        performer.stop()
        window.deleteLater()
    return ends[0]
