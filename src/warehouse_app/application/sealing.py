"""Seals: at most one a minute, and only when a chain has grown since the last."""

from __future__ import annotations

from datetime import timedelta

from warehouse_app.application.lane import WorkLane
from warehouse_app.ports.clock import iso
from warehouse_app.store import audit

SEAL_EVERY_S = 60


def seal_if_due(lane: WorkLane) -> bool:
    """Seal all chains when the newest seal is a minute old and something was added; tell whether it was sealed."""
    oldest = iso(lane.runner.clock.now() - timedelta(seconds=SEAL_EVERY_S))
    with lane.read() as desk:
        newest = audit.newest_seal(desk)
        # A seal from the future was made before the clock was set back: it must not hold up the next.
        fresh = newest is not None and oldest < newest[2] <= lane.now()
        due = not fresh and bool(audit.moved_heads(desk))
    if due:
        lane.write(audit.put_seal)
    return due
