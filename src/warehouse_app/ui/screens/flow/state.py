"""What the flow board knows: the board, the what-if question in force, the preview of a release. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.application.releasing.proposing import Proposal
from warehouse_app.domain.flow import AS_IT_IS, LATER_MIN, Flow, WhatIf
from warehouse_app.domain.people import Right
from warehouse_app.ui.runtime.boardreader import Pace

PACE = Pace(400, 12, most_ms=900)
"""A reading that took so long is followed by a rest so many times as long, but the board is never a second old."""


@dataclass(frozen=True, slots=True)
class FlowScreen:
    """The screen. `preview` is what a release would do, None while none is asked; `refusal` tells why none was done.

    `everything`: what leaves after today is released as well.
    """

    flow: Flow | None = None
    asked: WhatIf = AS_IT_IS
    preview: tuple[Proposal, ...] | None = None
    everything: bool = False
    refusal: str = ""
    busy: str = ""
    rights: frozenset[Right] = frozenset()


def asking(screen: FlowScreen, name: str) -> FlowScreen:
    """One what-if question more, or, asked again, one less."""
    now = screen.asked
    moved = {
        "picker": replace(now, pickers=0 if now.pickers else 1),
        "packer": replace(now, packers=0 if now.packers else 1),
        "later": replace(now, minutes=0 if now.minutes else LATER_MIN),
    }
    return replace(screen, asked=moved[name])
