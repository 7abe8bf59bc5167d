"""The one file that names concrete devices and channels: it puts a company together, and takes it apart again."""

from __future__ import annotations

import contextlib
import os
import platform
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.bootstrap.ears import Ears
from warehouse_app.bootstrap.hardware import device_desk
from warehouse_app.devices.printers import forget, open_printer
from warehouse_app.domain.bench import Work
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.domain.zones import zone
from warehouse_app.ports.home import Claim, Home
from warehouse_app.ports.printer import PrinterDesk, default_cards
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.ports.wholefile import BESIDE
from warehouse_app.store import care, people
from warehouse_app.store.database import Store, database_file, is_server, open_store
from warehouse_app.system.clock import SystemClock, SystemIds, rest
from warehouse_app.system.epochs import EpochFile
from warehouse_app.system.guard import ArgonGuard
from warehouse_app.system.locks import claim_in
from warehouse_app.system.scratch import Scratch
from warehouse_app.system.seal import HomeSeal

if TYPE_CHECKING:
    from warehouse_app.application.care import Copied
    from warehouse_app.bootstrap.lane import Lane
    from warehouse_app.ports.device import DeviceHub
    from warehouse_app.ports.intake import Intake
    from warehouse_app.ports.photos import Photos
    from warehouse_app.store.postgresql.claims import Claims

__all__ = ["Company", "database_file", "look", "open_company", "restore", "zone_here"]

RETAIL_ZONE = "Europe/London"
"""Where the shop of the retail file keeps its time."""

LONGEST_HOST, LONGEST_NAME = 60, 40


class Company:
    """One open company: the `OpenCompany` of the real program. Close it."""

    def __init__(self, home: Home, store: Store, station: str) -> None:
        self.home = home
        self.store = store
        self.guard: PinGuard = ArgonGuard()
        self._clock, self._ids = SystemClock(), SystemIds()
        self.runner = self.new_runner(station)
        spool = home.spool
        labels, papers = default_cards(str(spool / "labels"), str(spool / "papers"))
        self.printers = PrinterDesk(open_printer, labels, papers, forget, HomeSeal(home.path / "badge.key"))
        self.devices = device_desk(self._clock, self._ids)
        self._scratch = Scratch(spool / "intake")
        self._scratch.sweep((spool / "labels", spool / "papers"))
        self._lane: Lane | None = None
        self._claims: Claims | None = None
        self._hub: DeviceHub | None = None

    def new_runner(self, station: str = "") -> Runner:
        """Return a runner with a chain of its own, for a lane of its own."""
        host = platform.node()[:LONGEST_HOST]
        return Runner(self.store, self._clock, self._ids, Writer(self._ids.new(), station, host, os.getpid()))

    @property
    def photos(self) -> Photos:
        """Photos in the home, or where this machine was told that they lie; its camera."""
        from warehouse_app.domain.settings import SETTINGS
        from warehouse_app.system.photos import PhotoFolder

        machine, beside = self.home.machine, self.home.path / "photos"
        return PhotoFolder(
            lambda: Path(told) if (told := machine.get(SETTINGS["photos.photo_folder"].key, "").strip()) else beside,
            lambda: machine.get(SETTINGS["photos.photo_command"].key, ""),
        )

    @property
    def intake(self) -> Intake:
        """What reads files; it works in a scratch folder of this process. Raises Trouble."""
        from warehouse_app.channels.files.wire import FilesIntake

        return FilesIntake(self._scratch.take(), zone(zone_here()), zone(RETAIL_ZONE))

    def pause(self, seconds: float) -> None:
        """Wait between two small transactions of bulk work."""
        time.sleep(seconds)

    def claim(self, station: str, work: Work) -> Claim | None:
        """Hold a bench alone among all processes of this database, whatever their homes; None while another has it.

        Beside a database that is a file lies a locked file; on a server it is a lock of a session. Either is freed
        when its process dies. Raises Trouble, which names the holder where the server knows it.
        """
        name = f"station-{station.upper()}-{work.value}"
        if self.store.path is None:
            return self._claim_at_server(name, station)
        try:
            return claim_in(self.store.path.with_name(f"{self.store.path.name}.claims"), name)
        except OSError as error:
            raise Trouble("database_cannot_open", database=self.store.name) from error

    def _claim_at_server(self, name: str, station: str) -> Claim | None:
        from warehouse_app.store.postgresql.backend import PostgresBackend
        from warehouse_app.store.postgresql.claims import Claims

        backend = self.store.backend
        if not isinstance(backend, PostgresBackend):  # a database in memory: nobody else can have it
            return self.home.claim(name)
        if self._claims is None:
            self._claims = Claims(backend.address, f"{platform.node()[:LONGEST_NAME]}, process {os.getpid()}")
        found = self._claims.take(name)
        if isinstance(found, str) and found:
            raise Trouble("station_held", station=station, holder=found)
        return None if isinstance(found, str) else found

    def start_lane(self) -> None:
        """Work off the outbox on a lane of its own whenever no other worker is alive, until closed."""
        from warehouse_app.bootstrap.lane import Lane

        if self._lane is None:
            self._lane = Lane(self.new_runner(), self.printers, self.home, self.photos)
            self._lane.start()

    def others(self) -> Ears:
        """Return what tells a window of others' changes."""
        return Ears(lambda: self.store.hear(self.runner.writer.id), self._fault)

    @property
    def hub(self) -> DeviceHub:
        """Return the devices of this bench, which stand still until some are used."""
        if self._hub is None:
            from warehouse_app.bootstrap.hub import Hub

            self._hub = Hub(self.devices.open, self._fault)
        return self._hub

    def _fault(self, error: BaseException) -> None:
        self.home.crash("".join(traceback.format_exception(error)))

    def close(self) -> None:
        """Let the lane finish what is due and close the database."""
        if self._lane is not None:
            self._lane.close()
            self._lane = None
        if self._hub is not None:
            self._hub.close()
        self.store.close()
        self._scratch.close()


def open_company(home: Home, database: str = "", *, create: bool = False, station: str = "") -> Company:
    """Open the company at a database URL, or (empty) in the home. Raises Usage, Trouble."""
    url = _url(home, database)
    try:
        store = open_store(url, create=create, remembered=EpochFile(home.path / "epochs.json"), pause=rest)
    except OSError as error:
        raise Trouble("database_cannot_open", database=_shown(url)) from error
    try:
        if not create:
            with store.read() as desk:
                if people.company_fact(desk, "id") is None:
                    raise Usage("no_company", database=store.name)
        return Company(home, store, station)
    except BaseException:
        store.close()
        raise


def restore(home: Home, database: str, source: Path) -> dict[str, str]:
    """Put a backup in the place of a company's database. Raises Usage, Trouble."""
    stamp = SystemClock().now().strftime("%Y%m%d-%H%M%S")
    return care.restore(_url(home, database), source, stamp)


def copy(runner: Runner, session: Session, target: str, told: Callable[[int, int], None]) -> tuple[Copied, bool, str]:
    """Move the company into an empty database, prove it, let the doctor look at it. Raises Refused, Usage, Trouble.

    A file that was made for a copy which did not come to its end is removed.
    """
    from warehouse_app.application import care as moving
    from warehouse_app.application.doctor import examine

    path = database_file(target)
    if path is None and not is_server(target):
        raise Usage("copy_into_memory")
    new, done = path is not None and not path.exists(), False
    try:
        store = open_store(target, create=True, pause=rest)
    except Trouble:
        _take_away(path if new else None)
        raise
    try:
        copied = moving.copy(runner, session, store, told)
        done = copied.same
        looker = Runner(store, runner.clock, runner.ids, Writer(runner.ids.new()))
        return copied, examine(looker, session).ok, store.name
    finally:
        store.close()
        _take_away(path if new and not done else None)


def _take_away(path: Path | None) -> None:
    """Remove what was begun of a database."""
    if path is None:
        return
    for ending in ("", *BESIDE):
        with contextlib.suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def _url(home: Home, database: str) -> str:
    return database or home.kept_database() or url_of(home.database)


def url_of(path: Path) -> str:
    """Return the address of a database file; an address has a use of its own for the percent sign."""
    return "sqlite:///" + str(path).replace("%", "%25")


def fold(path: Path) -> None:
    """Make a company's closed file whole, before it gets another name. Raises Trouble."""
    care.fold(path)


def look(home: Home, database: str) -> Literal["free", "company"]:
    """Say whether a company is at a database URL; nothing is made there. Raises Usage, Trouble."""
    path = database_file(database)
    if path is not None and not (path.exists() and path.stat().st_size):
        return "free"
    try:
        open_company(home, database).close()
    except Usage as usage:
        if usage.code != "no_company":
            raise
        return "free"
    return "company"


def _shown(url: str) -> str:
    return url.partition("?")[0].rpartition("@")[2].removeprefix("sqlite:///")


def zone_here() -> str:
    """Return the name of this machine's time zone, UTC where it does not say."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named and not named.startswith("/"):
        return named
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return "UTC"
    return target.partition("zoneinfo/")[2].removeprefix("Etc/") or "UTC"
