"""What the crew screen knows: the board under a view, the chosen person, what is asked beside them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.run import Command
from warehouse_app.domain.crew.values import BenchScan, Board, CrewRow, Message, Presence, WaitingBatch
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.boardreader import Pace
from warehouse_app.wording.crew import at_words

PACE = Pace(700, 40)
"""The board rests so long between two readings, and this many times as long as one took."""

MOST_OFFERED = 8
"""Batches that are offered at once, those that leave first."""

_P = Presence
VIEWS: dict[str, frozenset[Presence]] = {
    "all": frozenset(Presence),
    "work": frozenset({_P.WORKING, _P.IDLE, _P.STALE}),
    "look": frozenset({_P.IDLE, _P.STALE}),
    "free": frozenset({_P.FREE}),
    "away": frozenset({_P.AWAY}),
}


@dataclass(frozen=True, slots=True)
class CrewScreen:
    """The screen. `board` is None before the first answer; `asking`: batches are offered to the chosen person.

    `offers` are these batches: they keep their numbers while they are read, whatever the floor does meanwhile.
    `message` is the chosen message by number; `undo` takes the last deed back.
    """

    board: Board | None = None
    view: str = "all"
    text: str = ""
    chosen: str = ""
    message: int = 0
    scans: tuple[BenchScan, ...] = ()
    asking: bool = False
    offers: tuple[WaitingBatch, ...] = ()
    form: FormValue | None = None
    refusal: str = ""
    undo: Command | None = None
    rights: frozenset[Right] = frozenset()

    @property
    def rows(self) -> tuple[CrewRow, ...]:
        """Return the people of the view that the text speaks of."""
        kinds, part = VIEWS[self.view], self.text.strip().casefold()
        found = () if self.board is None else self.board.rows
        return tuple(row for row in found if row.presence in kinds and (not part or part in _said(row)))

    @property
    def row(self) -> CrewRow | None:
        """Return the chosen person."""
        found = () if self.board is None else self.board.rows
        return next((row for row in found if row.person == self.chosen), None)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return the messages that stand."""
        return () if self.board is None else self.board.messages

    @property
    def offered(self) -> tuple[WaitingBatch, ...]:
        """Return the batches that can be given to the chosen person: nobody's first, then those that leave first."""
        found = () if self.board is None else self.board.waiting
        mine = (each for each in found if each.person != self.chosen and each.state != "planned")
        ordered = sorted(mine, key=lambda each: (each.state == "picking", bool(each.person), each.due or "9", each.id))
        return tuple(ordered[:MOST_OFFERED])

    @property
    def may(self) -> bool:
        """Say whether who looks may also give work and say something."""
        return Right.ASSIGN in self.rights


def _said(row: CrewRow) -> str:
    at = "" if row.at is None else at_words(row.at)
    return f"{row.name} {row.code} {row.station} {at} {' '.join(row.given)} {' '.join(row.skills)}".casefold()


def chose(screen: CrewScreen, person: str) -> CrewScreen:
    """Another person."""
    if person == screen.chosen:
        return screen
    return replace(screen, chosen=person, scans=(), asking=False, form=None, refusal="", message=0)


def viewed(screen: CrewScreen, view: str) -> CrewScreen:
    """Another view; whom it does not show is let go."""
    moved = replace(screen, view=view if view in VIEWS else "all", asking=False, form=None, refusal="")
    return moved if any(row.person == moved.chosen for row in moved.rows) else replace(moved, chosen="")


def back(screen: CrewScreen) -> CrewScreen:
    """One step back: a form, a question, a refusal, the person, the search, the view."""
    if screen.form is not None or screen.asking or screen.refusal:
        return replace(screen, form=None, asking=False, refusal="")
    if screen.chosen:
        return replace(screen, chosen="")
    return replace(screen, text="", view="all")
