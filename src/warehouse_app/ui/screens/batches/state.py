"""What the batches screen knows: the list under a view, the chosen batch, the question asked beside it. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from warehouse_app.application.people import Hand
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import BatchDetail, BatchRow

VIEWS: dict[str, frozenset[str]] = {
    "all": frozenset({"planned", "released", "picking", "suspended", "picked"}),
    "planned": frozenset({"planned"}),
    "released": frozenset({"released"}),
    "picking": frozenset({"picking", "suspended"}),
    "picked": frozenset({"picked"}),
    "closed": frozenset({"closed", "discarded"}),
}
MAX_HANDS = 8


@dataclass(frozen=True, slots=True)
class BatchesScreen:
    """The screen. `asking` is "", assign, discard, way or list; `refusal` is told where the deed was; `busy` names
    a long deed; `fewer` are the lines of a paper list of which fewer were taken.
    """

    rows: tuple[BatchRow, ...] = ()
    view: str = "all"
    chosen: int = 0
    detail: BatchDetail | None = None
    hands: tuple[Hand, ...] = ()
    asking: str = ""
    fewer: tuple[tuple[str, int], ...] = ()
    refusal: str = ""
    busy: str = ""
    told: str = ""
    rights: frozenset[Right] = frozenset()
    loaded: bool = False

    @property
    def shown(self) -> tuple[BatchRow, ...]:
        """Return the rows of the view."""
        return tuple(row for row in self.rows if row.state in VIEWS[self.view])

    @property
    def row(self) -> BatchRow | None:
        """Return the chosen batch."""
        return next((row for row in self.rows if row.id == self.chosen), None)


def counts(screen: BatchesScreen) -> dict[str, int]:
    """Return how many batches each view shows."""
    by_state = Counter(row.state for row in screen.rows)
    return {name: sum(by_state[state] for state in states) for name, states in VIEWS.items()}


def listed(screen: BatchesScreen, rows: tuple[BatchRow, ...]) -> BatchesScreen:
    """The list was read."""
    kept = screen.chosen if any(row.id == screen.chosen for row in rows) else 0
    return replace(screen, rows=rows, chosen=kept, detail=screen.detail if kept else None, loaded=True)


def chose(screen: BatchesScreen, batch_id: int) -> BatchesScreen:
    """Another batch was chosen."""
    return replace(screen, chosen=batch_id, detail=None, asking="", refusal="")


def detailed(screen: BatchesScreen, detail: BatchDetail) -> BatchesScreen:
    """The chosen batch was read; an answer about another one is too late."""
    return replace(screen, detail=detail) if detail.row.id == screen.chosen else screen


def asked(screen: BatchesScreen, question: str, hands: tuple[Hand, ...] = ()) -> BatchesScreen:
    """A question is asked beside the batch; none takes it away."""
    return replace(screen, asking=question, hands=hands[:MAX_HANDS], refusal="", fewer=())


def named(screen: BatchesScreen, line: str, taken: int) -> BatchesScreen:
    """A line of a paper list was named, and how many units of it were taken."""
    kept = tuple(each for each in screen.fewer if each[0] != line)
    return replace(screen, fewer=(*kept, (line, taken)), refusal="")


def refused(screen: BatchesScreen, words: str) -> BatchesScreen:
    """A deed was refused: said where it was asked for."""
    return replace(screen, refusal=words, busy="", asking="")


def viewed(screen: BatchesScreen, view: str) -> BatchesScreen:
    """Another view was chosen; a batch it does not show is let go."""
    moved = replace(screen, view=view, asking="", refusal="")
    return moved if moved.row is not None and moved.row in moved.shown else replace(moved, chosen=0, detail=None)
