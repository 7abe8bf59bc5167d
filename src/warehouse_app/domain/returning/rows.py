"""Returns as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.returning.states import Outcome, ReturnKind, ReturnState


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One return in a list, codes "" where unknown: `units` are all, `here` those at the bench, `graded` of them."""

    id: int
    code: str
    kind: ReturnKind
    state: ReturnState
    channel: str
    external: str
    order: str
    customer: str
    warehouse: str
    carrier: str
    tracking: str
    slot: str
    outcome: Outcome | None
    damaged: bool
    empty: bool
    units: int
    here: int
    graded: int
    requested_at: str
    expires_on: str
    received_at: str
    settled_at: str
