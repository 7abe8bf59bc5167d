"""What the flow board knows: the board, the what-if question in force, the preview of a release. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.application.releasing.proposing import Proposal
from warehouse_app.application.run import Command
from warehouse_app.domain.crew.values import Board, CrewRow, Presence, WaitingBatch
from warehouse_app.domain.flow import AS_IT_IS, LATER_MIN, Flow, WhatIf
from warehouse_app.domain.people import ROLE_RIGHTS, Right, Role
from warehouse_app.domain.releasing.channels import LANES, Lane
from warehouse_app.ui.runtime.boardreader import Pace

MOST_HANDS = 5
"""People who are offered for a batch."""

_GIVEN = ("released", "suspended")
_TURN = (Presence.FREE, Presence.IDLE, Presence.AWAY, Presence.STALE, Presence.WORKING)

PACE = Pace(400, 12, most_ms=900)
"""A reading that took so long is followed by a rest so many times as long, but the board is never a second old."""


@dataclass(frozen=True, slots=True)
class FlowScreen:
    """The screen. `preview` is what a release would do, None while none is asked; `refusal` tells why none was done.

    `everything`: what leaves after today is released as well. `asking`: which lane of a channel is meant, or who of the
    crew takes the batch that waits.
    """

    flow: Flow | None = None
    asked: WhatIf = AS_IT_IS
    preview: tuple[Proposal, ...] | None = None
    everything: bool = False
    asking: Literal["", "lane", "who"] = ""
    channel: str = ""
    crew: Board | None = None
    undo: Command | None = None
    refusal: str = ""
    busy: str = ""
    rights: frozenset[Right] = frozenset()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Return the lanes of the chosen channel in which orders stand."""
        rows = () if self.flow is None else self.flow.channels
        found = next((row.lanes for row in rows if row.channel == self.channel), {})
        return tuple(lane for lane in LANES if found.get(lane))

    @property
    def next_batch(self) -> WaitingBatch | None:
        """Return the released batch that nobody has and that leaves first."""
        waiting = () if self.crew is None else self.crew.waiting
        free = [each for each in waiting if not each.person and each.state in _GIVEN]
        return min(free, key=lambda each: (each.due or "9", each.id), default=None)

    @property
    def hands(self) -> tuple[CrewRow, ...]:
        """Return who can take it: with its skills, those at nothing first."""
        batch = self.next_batch
        if batch is None or self.crew is None:
            return ()
        able = [row for row in self.crew.rows if _picks(row) and set(batch.skills) <= set(row.skills)]
        return tuple(sorted(able, key=lambda row: (_TURN.index(row.presence), len(row.given), row.name))[:MOST_HANDS])


def _picks(row: CrewRow) -> bool:
    return Right.PICK in ROLE_RIGHTS[Role(row.role)]


def asking(screen: FlowScreen, name: str) -> FlowScreen:
    """One what-if question more, or, asked again, one less."""
    now = screen.asked
    moved = {
        "picker": replace(now, pickers=0 if now.pickers else 1),
        "packer": replace(now, packers=0 if now.packers else 1),
        "later": replace(now, minutes=0 if now.minutes else LATER_MIN),
    }
    return replace(screen, asked=moved[name])
