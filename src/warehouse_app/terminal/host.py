"""What the command line asks of whoever starts it: a home, an open company, a window. Bootstrap hands them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from warehouse_app.application.care import Copied
    from warehouse_app.application.people import NewUser
    from warehouse_app.application.run import Runner, Session
    from warehouse_app.domain.beginning import Beginning
    from warehouse_app.domain.bench import Work
    from warehouse_app.domain.training.grading import Report
    from warehouse_app.ports.device import DeviceDesk, DeviceHub
    from warehouse_app.ports.home import Claim, Home
    from warehouse_app.ports.intake import Intake
    from warehouse_app.ports.lab import Lab
    from warehouse_app.ports.photos import Photos
    from warehouse_app.ports.printer import PrinterDesk
    from warehouse_app.ports.secrets import PinGuard


class OpenCompany(Protocol):
    """One open database with everything a command may need; close it."""

    home: Home
    runner: Runner
    guard: PinGuard
    printers: PrinterDesk
    devices: DeviceDesk

    def pause(self, seconds: float) -> None:
        """Wait between two small transactions of bulk work."""

    @property
    def hub(self) -> DeviceHub:
        """The devices of this bench, which stand still until some are used."""
        ...

    @property
    def photos(self) -> Photos:
        """Where photos lie, and the camera of this machine."""
        ...

    @property
    def intake(self) -> Intake:
        """What reads files. Raises Trouble."""
        ...

    def claim(self, station: str, work: Work) -> Claim | None:
        """Hold a bench alone among all processes of this database; None while another has it. Raises Trouble."""

    def start_lane(self) -> None:
        """Work off the outbox on a lane of this process's own whenever no other worker is alive, until closed."""

    def close(self) -> None:
        """Let the lane finish what is due and close the database."""


class OpenLesson(Protocol):
    """A lesson in a company of its own."""

    @property
    def company(self) -> OpenCompany:
        """Its company."""
        ...

    @property
    def session(self) -> Session:
        """Who learns in it."""
        ...

    def report(self) -> Report:
        """Return how it went so far. Raises Trouble."""
        ...


class Host(Protocol):
    """The machine the program runs on."""

    environment: Mapping[str, str]

    def home(self, path: Path | None) -> Home:
        """Return the home at a path, or the platform's own. Raises Trouble."""
        ...

    def speak(self, home: Home, language: str) -> bool:
        """Speak a person's language from now on, "" for the machine's; say whether it is another than before."""
        ...

    def company(self, home: Home, database: str, *, create: bool = False, station: str = "") -> OpenCompany:
        """Open the company at a database URL, or (empty) in the home. Raises Usage, Trouble."""
        ...

    def restore(self, home: Home, database: str, source: Path) -> Mapping[str, str]:
        """Put a backup in the place of the company's database. Raises Usage, Trouble."""
        ...

    def begin(self, home: Home, database: str, wish: Beginning) -> NewUser:
        """Begin a company, whole or not at all. Raises Usage, Refused, Trouble."""
        ...

    def copy(
        self, company: OpenCompany, session: Session, target: str, told: Callable[[int, int], None]
    ) -> tuple[Copied, bool, str]:
        """Move an open company into an empty database; return what was proved, whether its doctor is content, its name.

        Raises Refused, Usage, Trouble.
        """
        ...

    def support(
        self,
        home: Home,
        company: OpenCompany | None,
        session: Session | None,
        why: str,
        told: Callable[[int, int], None],
    ) -> Mapping[str, str]:
        """Return the files of a support bundle, by name; `why` is what stands against asking the company."""
        ...

    def monotonic(self) -> float:
        """Return seconds of a clock that is never set."""
        ...

    def wait(self, seconds: float) -> None:
        """Wait."""

    def window(
        self, home: Home, database: str, screen: str, station: str, *, lab: bool = False, training: bool = False
    ) -> int:
        """Open the window until it is closed: with the lab beside it, for a lesson. Raises Usage, Trouble."""
        ...

    def lesson(self, company: OpenCompany, session: Session) -> AbstractContextManager[OpenLesson]:
        """Open a lesson of a person; how it went is kept in his company at the end. Raises Trouble."""
        ...

    def lab(self, home: Home) -> Lab:
        """Return the panel of the lab that runs in a home; asked anything it raises Trouble where none does."""
        ...

    def start_lab(self, home: Home) -> Lab:
        """Start the lab of a home; close it. Raises Usage where one runs."""
        ...

    def lab_window(self, home: Home) -> int:
        """Start the lab of a home and show it until its window is closed. Raises Usage, Trouble."""
        ...
