"""What the screen of the returns bench knows: the bench as it stands, the last answer, where photos lie. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.returning.intake import PHOTOS, BenchUnit, IntakeAnswer, IntakeState
from warehouse_app.ui.runtime.benchwork import Heard
from warehouse_app.ui.runtime.scalefeed import ScaleNow

_QUIET = frozenset({"acknowledged"})


@dataclass(frozen=True, slots=True)
class ReturnsScreen:
    """The screen. `said` is the last answer that was no Note and no Stop; `pictures` are files by digest."""

    now: IntakeState | None = None
    answer: IntakeAnswer | None = None
    said: IntakeAnswer | None = None
    heard: Heard = field(default_factory=Heard)
    recovered: bool = False
    pictures: Mapping[str, str] = field(default_factory=dict)
    scale: ScaleNow = field(default_factory=ScaleNow)

    @property
    def stopped(self) -> bool:
        """Say whether a Stop waits for its acknowledgement."""
        return self.now is not None and self.now.stop is not None

    @property
    def open(self) -> bool:
        """Say whether a return is on the table."""
        return self.now is not None and self.now.open is not None

    @property
    def asking(self) -> bool:
        """Say whether a question is open, whatever answers it."""
        return self.now is not None and not self.stopped and self.now.phase not in _AT_WORK

    @property
    def hand(self) -> BenchUnit | None:
        """Return the unit in hand."""
        return None if self.now is None else next((each for each in self.now.units if each.hand), None)


_AT_WORK = frozenset({"idle", "item", "grade", "ready"})


def found(screen: ReturnsScreen, now: IntakeState, pictures: Mapping[str, str]) -> ReturnsScreen:
    """The station was read: at the start, after a photo, or after somebody else's doing."""
    recovered = screen.now is None and now.open is not None
    return replace(screen, now=now, pictures=pictures, recovered=recovered or (screen.recovered and screen.open))


def after(screen: ReturnsScreen, answer: IntakeAnswer, heard: Heard) -> ReturnsScreen:
    """A shot was answered. What was refused leaves the last verdict where it is."""
    if answer.code == "acknowledge_first":
        return replace(screen, now=answer.state, heard=heard)
    quiet = answer.verdict is Verdict.REFUSED or answer.code in _QUIET
    said = screen.said if quiet else answer
    return replace(screen, now=answer.state, answer=answer, said=said, heard=heard, recovered=False)


def waits_for_photo(screen: ReturnsScreen) -> bool:
    """Say whether the bench asks for a photo, and nothing else happened since."""
    return screen.now is not None and screen.now.phase in PHOTOS
