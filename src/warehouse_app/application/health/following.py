"""What the worker does that follows the ledger: averages, weights, what left by day, and marks of stock as it stood.

All are made of facts that are some minutes old, so that nothing which is still being committed is overlooked, and in
transactions so small that no bench notices.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.weights.following import learn
from warehouse_app.ports.clock import iso
from warehouse_app.store.health import costs, marks
from warehouse_app.store.returning import leaving

LOOK_EVERY_S = 60
PAUSE_S = 0.002
SETTLED = timedelta(minutes=10)
"""How old an entry is when nothing older can be committed any more: no transaction lives for so long."""


def follow_if_due(lane: WorkLane, pause: Callable[[float], None]) -> bool:
    """Go on with averages, weights, what left or a mark, one step; tell whether anything was done.

    Raises Trouble, LeaseLost. `pause` is given the seconds between two transactions, so that benches get their turn.
    """
    if lane.followed_at and lane.now() < lane.followed_at:
        return False
    settled = iso(lane.runner.clock.now() - SETTLED)
    done = _costs(lane, settled) or learn(lane, settled) or _left(lane, settled) or _marks(lane, settled, pause)
    if not done:
        lane.followed_at = lane.after(LOOK_EVERY_S)
    return done


def _costs(lane: WorkLane, settled: str) -> bool:
    with lane.read() as desk:
        until = costs.onward(desk, settled)
        if not until:
            return False
        book = costs.read(desk)
        costs.follow(book, costs.crossed(desk, costs.cursor(desk), until), costs.asked_prices(desk))
    lane.write(lambda desk: costs.keep(desk, book, until))
    return True


def _left(lane: WorkLane, settled: str) -> bool:
    with lane.read() as desk:
        until = leaving.onward(desk, settled)
        found, after = leaving.read(desk, until) if until else (), leaving.followed(desk)
    if not until:
        return False
    lane.write(lambda desk: leaving.keep(desk, found, after, until))
    return True


def _marks(lane: WorkLane, settled: str, pause: Callable[[float], None]) -> bool:
    with lane.read() as desk:
        half, seq = marks.half_written(desk), marks.due(desk, settled)
    while half and not lane.write(partial(marks.drop, mark=half)):
        pause(PAUSE_S)
    if not seq:
        return False
    with lane.read() as desk:
        mark, cells = marks.made(desk, seq)
    lane.write(partial(marks.begin, mark=mark, cells=len(cells)))
    for first in range(0, len(cells), marks.PORTION):
        lane.write(partial(marks.write, mark=mark.seq, cells=cells[first : first + marks.PORTION]))
        pause(PAUSE_S)
    lane.write(partial(marks.keep, mark=mark.seq))
    return True
