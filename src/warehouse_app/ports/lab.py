"""The lab: the control panel of the twins that stand in for a bench's hardware: in the demo, in training, in tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Thing(StrEnum):
    """What the lab has one of each."""

    SCANNER = "scanner"
    SCALE = "scale"
    PRINTER = "printer"


class ScaleMood(StrEnum):
    """How the weight on the lab's scale is."""

    STEADY = "steady"
    MOTION = "motion"
    OVER = "over"


class PrinterMood(StrEnum):
    """How the lab's printer is. `JAM` takes a job and never ends it, `HALF` breaks off in the middle of the next."""

    READY = "ready"
    JAM = "jam"
    PAPER = "paper"
    OPEN = "open"
    PAUSE = "pause"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Print:
    """What the printer got, numbered from 1: `whole` where the label's end came."""

    number: int
    content: bytes

    @property
    def whole(self) -> bool:
        """Whether all of it came."""
        return self.content.startswith(b"%PDF") or b"^XZ" in self.content


@dataclass(frozen=True, slots=True)
class LabNow:
    """How the lab is. `pulled` are the things whose cable is out, `zeroed` the grams the scale calls nothing."""

    pulled: frozenset[Thing] = frozenset()
    grams: int = 0
    zeroed: int = 0
    scale: ScaleMood = ScaleMood.STEADY
    printer: PrinterMood = PrinterMood.READY
    prints: int = 0


@dataclass(frozen=True, slots=True)
class LabPorts:
    """Where its things are, as cards name them: two serial ports (`road` serial) or twins by name, a printer's target.

    `language` is what its scale speaks.
    """

    road: str
    scanner: str
    scale: str
    printer: str
    language: str


class Lab(Protocol):
    """The panel. Deeds answer how the lab is then; they raise Trouble `lab_away` where nobody runs one, `lab_pulled`
    where a thing's cable is out.
    """

    def ports(self) -> LabPorts:
        """Return where its things are."""

    def now(self) -> LabNow:
        """Return how it is."""

    def scan(self, *codes: str) -> LabNow:
        """Pull the trigger over codes, all in one shot."""

    def weigh(self, grams: int, mood: ScaleMood = ScaleMood.STEADY) -> LabNow:
        """Put so much on the scale."""

    def be(self, mood: PrinterMood) -> LabNow:
        """Let the printer be so."""

    def plug(self, thing: Thing, *, on: bool) -> LabNow:
        """Pull a cable out, or put it in again."""

    def prints(self, after: int = 0) -> tuple[Print, ...]:
        """Return what was printed after a number, the newest last."""

    def close(self) -> None:
        """Let go of it; what runs it here ends."""


class VirtualDevices(Protocol):
    """A scanner, a scale and a label printer on the screen."""

    def start(self) -> LabPorts:
        """Start them, or find those that run, and tell where they are. On a lane. Raises Trouble."""
        ...

    def show(self) -> None:
        """Show their window."""
        ...
