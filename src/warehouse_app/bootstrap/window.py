"""The window put together: an open company, who signs on, what this machine remembers of the look."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from warehouse_app.application import sign_on
from warehouse_app.application.overriding import Override, permit
from warehouse_app.application.run import Command, NoRight, Runner, Session
from warehouse_app.bootstrap.benchdevices import BenchDevices
from warehouse_app.bootstrap.languages import Speech
from warehouse_app.bootstrap.lessonrooms import sweep
from warehouse_app.bootstrap.school import School, learns, teach, who_works
from warehouse_app.bootstrap.support import Support, about
from warehouse_app.bootstrap.wire import Company
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.bench import Work
from warehouse_app.domain.people import BENCH_RIGHTS, ROLE_RIGHTS, Actor
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.refusals import Refusal, Refused, Trouble, Usage
from warehouse_app.ports.home import Home
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.system.faults import FaultFile
from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.hush import loading
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

if TYPE_CHECKING:
    from warehouse_app.bootstrap.machine import Machine
    from warehouse_app.domain.front import Front
    from warehouse_app.ui.shell.signon.state import Answer
    from warehouse_app.ui.shell.start import Started

DEFAULT_STATION = "B1"
STATION = "station"
"""What this machine remembers the bench by that it is."""


class Door:
    """Signs people on for the window: a badge alone first, then with its PIN."""

    def __init__(self, company: Company, station: str, move: Move | None = None) -> None:
        self._company, self._station, self._move = company, station, move

    def __call__(self, badge: str, pin: str | None) -> Answer:
        """Return who may come in, or why not; the code of another bench makes this computer that bench."""
        from warehouse_app.ui.shell.signon.state import Denied, Welcome

        code = parse(badge)
        if isinstance(code, OwnCode) and code.kind is OwnKind.WORKSTATION and self._move is not None:
            return Denied(self._move(code.body))
        try:
            actor = sign_on.sign_on(self._company.runner, self._company.guard, badge=badge, pin=pin)
        except Refused as refused:
            return Denied(say_error(refused.refusal))
        session, more = Session(actor, self._station), pin is None and _pin_gives_more(actor)
        return Welcome(session, actor.name, more=more, trains=learns(self._company.runner, session))


class Move:
    """Makes this computer another bench, once nobody is signed on: `to` is the bench it opens as next.

    The choice is remembered by this machine; `leave` ends the window.
    """

    def __init__(self, company: Company, station: str) -> None:
        self._company, self._station = company, station
        self.to = ""
        self.leave: Callable[[], None] = lambda: None

    def __call__(self, station: str) -> str:
        """Say what becomes of it. Called on a lane."""
        from warehouse_app.application.registry import profile_if_any

        if station == self._station:
            return tr("This is bench {bench} already. Scan a badge").format(bench=station)
        with self._company.store.read() as desk:
            known = profile_if_any(desk, station)
        if known is None:
            return say_error(NoSuchStation(station))
        try:
            with alone(self._company, station):
                pass
        except Usage as held:
            return say_error(held)
        self._company.home.machine.put(STATION, station)
        self.to = station
        self.leave()
        return tr("This computer becomes bench {bench}").format(bench=station)


class Lender:
    """Lets a second person open one refused deed at the window."""

    def __init__(self, runner: Runner, guard: PinGuard) -> None:
        self._runner, self._guard = runner, guard

    def __call__(
        self, session: Session, command: Command, told: NoRight, override: Override, permit_id: str
    ) -> Refusal | None:
        """Return why it is not let through, None where it is. Raises Trouble."""
        try:
            permit(self._runner, self._guard, session, command, told, override, permit_id)
        except Refused as refused:
            return refused.refusal
        return None


def _pin_gives_more(actor: Actor) -> bool:
    return not ROLE_RIGHTS[actor.role] <= BENCH_RIGHTS


def _around(company: Company, station: str) -> Front:
    from warehouse_app.application.front import front_of  # asked on a lane, once the page was painted

    return front_of(company.runner, station, time.perf_counter)


def build(
    company: Company,
    station: str,
    *,
    silent: bool = False,
    move: Move | None = None,
    train: Callable[[Session], None] | None = None,
) -> Started:
    """Put a window together over an open company; `stop()` it before the company is closed."""
    from warehouse_app.ui.runtime import binding

    binding.read_no_sources()
    from warehouse_app.bootstrap.labwindow import LabBeside
    from warehouse_app.ui.runtime.inline import SilentPlayer
    from warehouse_app.ui.runtime.sounds import Player
    from warehouse_app.ui.shell.house import House
    from warehouse_app.ui.shell.signon.state import Place
    from warehouse_app.ui.shell.start import Started, application

    application()
    speech = Speech(company.home, os.environ)
    speech()
    house = House(
        runner=company.runner,
        new_id=company.runner.ids.new,
        sign_on=Door(company, station, move),
        sounds=SilentPlayer() if silent else Player(),
        settings=company.home.machine,
        place=Place(bench=station),
        tools=company,
        support=Support(company.home, company.runner),
        lend=Lender(company.runner, company.guard),
        around=lambda: _around(company, station),
        devices=BenchDevices(company, station),
        lab=LabBeside(company.home),
        train=train,
        speak=speech,
    )
    return Started(house, company.home.crash, about(), scrub=company.home.scrub)


@contextlib.contextmanager
def alone(company: Company, station: str) -> Iterator[None]:
    """Hold all benches of the station for this window alone. Raises Usage("station_open"), Trouble."""
    with contextlib.ExitStack() as held:
        for work in Work:
            claim = company.claim(station, work)
            if claim is None:
                raise Usage("station_open", station=station)
            held.callback(claim.close)
        yield


def show(
    machine: Machine, home: Home, database: str, *, screen: str = "", station: str = "", training: bool = False
) -> int:
    """Open the window until it is closed, as the bench whose code was scanned last; return the exit code.

    Raises Usage, Trouble.
    """
    where, school = station or home.machine.get(STATION, DEFAULT_STATION), School(armed=training)
    company = _company(machine, home, database, where)
    while not isinstance(company, int):
        try:
            if not machine.has_screen() and not machine.environment.get("QT_QPA_PLATFORM"):
                raise Trouble("no_screen")  # Qt would end the process with a page of its own words
            move = Move(company, where)
            with alone(company, where):
                code = _until_left(company, where, screen, move, school)
        finally:
            company.close()
        if not move.to:
            return code
        where, screen = move.to, ""
        company = machine.company(home, database, station=where)
    return company


def _until_left(company: Company, where: str, screen: str, move: Move, school: School) -> int:
    """Run the window, and lessons in between, until it is left for good."""
    school.ask(company, where)
    while True:
        said = ""
        if (session := school.taken()) is not None:
            said, screen = _taught(company, session), ""
        code = run(company, where, screen, move, school, said)
        if not school.wanted:
            return code


def _taught(company: Company, session: Session) -> str:
    """Hold a lesson; return what kept it from going on, "" where nothing did. The window comes back either way."""
    try:
        teach(company, session)
    except (Trouble, Refused) as error:
        return say_error(error.refusal if isinstance(error, Refused) else error)
    return ""


def _company(machine: Machine, home: Home, database: str, where: str) -> Company | int:
    """Return the company, begun at the first start; the exit code where the person looked around or left."""
    try:
        return machine.company(home, database, station=where)
    except Usage as usage:
        if usage.code != "no_company" or not machine.has_screen():
            raise
    from warehouse_app.bootstrap import firststart

    maker = firststart.LocalMaker(home)
    ended = firststart.run(home, maker, database)
    if ended.how == "open":
        return machine.company(home, maker.database, station=where)
    return machine.demo(home) if ended.how == "demo" else 0


def run(
    company: Company,
    station: str,
    screen: str = "",
    move: Move | None = None,
    school: School | None = None,
    said: str = "",
) -> int:
    """Run a window over an open company. A home that stays signed on opens on its person's first screen, or on the
    sign-on page where that person is made to learn. `said` is why the lesson before it ended.
    """
    with loading():
        started = _opened(company, station, screen, move, school)
    faults = FaultFile(company.home.path / "logs")
    if left := faults.taken():
        company.home.crash(f"{about()}\n\n{left}")
    started.offer(company.home.new_reports())
    company.home.reports_seen()
    if said:
        notice = NoticeValue("lesson", tr("The lesson could not go on"), said, rank=1)
        started.window.notices.raise_notice(notice)
    started.later(lambda: sweep(company.home))
    faults.watch()
    try:
        return started.app.exec()
    finally:
        faults.end()
        started.stop()
        if started.window.house.lab is not None:
            started.window.house.lab.end()


def _opened(
    company: Company, station: str, screen: str, move: Move | None = None, school: School | None = None
) -> Started:
    started = build(company, station, move=move, train=school)
    if move is not None:
        move.leave = lambda: started.performer.post(lambda: _closed(started))
    if school is not None:
        school.leave = lambda: started.performer.post(lambda: _closed(started))
    started.later(company.start_lane)
    started.hear_others(company.others())
    started.show()
    if (actor := who_works(company)) is not None:
        started.window.sign_on_as(Session(actor, station), stays=True)
    if school is not None and school.armed:
        school.armed = False
        started.window.sign_on.training_wanted()
    if screen:
        _go(started, screen)
    return started


def _go(started: Started, screen: str) -> None:
    from warehouse_app.ui.shell.cards import discover

    names = [card.name for card in discover()]
    if screen not in names:
        started.stop()
        raise Usage("no_such_screen", screen=screen, known=", ".join(names))
    started.window.go(screen)


def _closed(started: Started) -> None:
    started.window.close()
