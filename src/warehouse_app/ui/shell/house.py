"""What bootstrap hands to the window, and the keys the window answers everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from warehouse_app.application.run import Session
from warehouse_app.ports.lab import VirtualDevices
from warehouse_app.ui.runtime.hands import Runs
from warehouse_app.ui.runtime.protocols import Plays
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.frame import STOP_KEY
from warehouse_app.ui.shell.lending.presenter import Lend
from warehouse_app.ui.shell.noticelist import KEY as NOTICES_KEY
from warehouse_app.ui.shell.scanning import BenchDevices
from warehouse_app.ui.shell.settings import Settings
from warehouse_app.ui.shell.signon.presenter import Around, SignOn
from warehouse_app.ui.shell.signon.state import Place
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ui.shell.lesson.desk import Lesson

_RAIL_KEYS = 9


class Support(Protocol):
    """The support file: what helps to find a fault, and nothing personal."""

    def gather(self, session: Session, told: Callable[[int, int], None]) -> dict[str, str]:
        """Return every file by name. Raises Refused(NoRight), Trouble."""
        ...

    def save(self, files: Mapping[str, str], path: Path) -> None:
        """Write the zip. Raises Trouble."""
        ...


class Lab(VirtualDevices, Protocol):
    """The lab of the window: closed with it."""

    def end(self) -> None:
        """Close it."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """The rest of the program, as the window sees it. `tools` is passed on to screens untouched.

    `around` tells how the bench stands while nobody is signed on; `lend` lets a second person open one refused deed;
    `devices` are the scanners and scales of this bench, `lab` what stands in for them. `train` begins a lesson of who
    signed on; in a lesson, `lesson` tells how it stands. `speak` puts a person's language into force ("" for the
    machine's) and says whether it is another than before.
    """

    runner: Runs
    new_id: Callable[[], str]
    sign_on: SignOn
    sounds: Plays
    settings: Settings
    place: Place = field(default_factory=Place)
    tools: object = None
    support: Support | None = None
    around: Around | None = None
    lend: Lend | None = None
    devices: BenchDevices | None = None
    lab: Lab | None = None
    train: Callable[[Session], None] | None = None
    lesson: Lesson | None = None
    speak: Callable[[str], bool] = lambda _language: False


def shell_actions() -> tuple[Action, ...]:
    """Return the deeds of the window itself."""
    numbers = range(1, _RAIL_KEYS + 1)
    go = tuple(Action(f"go{n}", tr("Screen {n}").format(n=n), f"Ctrl+{n}", place="key") for n in numbers)
    return (
        Action("help", tr("Keys of this screen"), "F1", place="key"),
        Action("menu", tr("What can be done here"), "Shift+F10", place="key"),
        Action("type", tr("Type a code"), "Ctrl+K", place="key"),
        Action("find", tr("Find anything"), "Ctrl+F", place="key"),
        Action("look", tr("Light or dark"), "Ctrl+Shift+L", place="key"),
        Action("notices", tr("Notices"), NOTICES_KEY, place="key"),
        Action("notice1", tr("First answer of the notice"), "Alt+1", place="key"),
        Action("notice2", tr("Second answer of the notice"), "Alt+2", place="key"),
        Action("stop_task", tr("Stop what runs"), STOP_KEY, place="key"),
        Action("support", tr("Support file"), place="key"),
        Action("sign_off", tr("Sign off"), "Ctrl+Shift+Q", place="key"),
        *go,
    )
