"""Working a plan out: a first draft at once, then better ones for as long as it may take. No database, no window.

It runs wherever it is called, on a lane of its own beside the window, and asks between two steps whether it is still
wanted. The draft there was is where it begins; what stays is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from warehouse_app.planning.batching import Grouping, group_orders
from warehouse_app.planning.draft import Draft, Ground, Stay, drafted, fits
from warehouse_app.planning.routing import route_cost
from warehouse_app.planning.search.anytime import Budget

__all__ = ["Budget", "Worked", "work_out"]

TOLD_EVERY_S = 0.25
"""Nobody reads figures that change faster; the first draft and the last are always told."""


REST = 4
"""After a telling that took long, so many times that long nothing is told: the window needs its share of the time."""

FIRST = 0.3
"""Share of the seconds after which a bound is worked out; the rest goes into better plans, and the gap falls."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The best draft so far; no plan costs less than `bound` that has these batches as they stay (None: not known)."""

    draft: Draft
    bound: int | None = None
    seconds: float = 0.0
    steps: int = 0


@dataclass(slots=True)
class _Desk:
    """One plan being worked out: what is told of it, and when."""

    ground: Ground
    stay: Stay
    now: Callable[[], float]
    told: Callable[[Worked], None]
    stopped: Callable[[], bool]
    began: float
    draft: Draft | None
    bound: int | None = None
    due: float | None = None
    steps: int = 0

    def hear(self, found: Grouping) -> None:
        """A better grouping was found; tell it unless another was told a moment ago."""
        begun = self.now()
        if self.due is None or begun >= self.due:
            self.told(self.made(found))
            took = self.now() - begun
            self.due = begun + took + max(TOLD_EVERY_S, REST * took)

    def made(self, found: Grouping) -> Worked:
        """Return the draft of a grouping; its batches keep the numbers of those they are most like."""
        self.draft = drafted(self.ground, self.stay, found.groups, self.draft)
        return Worked(self.draft, self.bound, self.now() - self.began, self.steps + found.steps)

    def round(self, budget: Budget) -> Worked:
        """Go on from the draft there is for so long, and work out what no plan is below."""
        start = [] if self.draft is None else [batch.orders for batch in self.draft.batches if not batch.fixed]
        found = group_orders(
            self.stay.free(self.ground),
            self.ground.capacity,
            self.ground.graph,
            budget,
            fees=self.ground.fees,
            start=start or None,
            now=self.now if budget.seconds is not None else None,
            stopped=self.stopped,
            told=self.hear,
            prove=True,
        )
        if found.bound is not None:
            self.bound = max(self.bound or 0, found.bound + self._rest(found))
        worked = self.made(found)
        self.steps += found.steps
        return worked

    def _rest(self, found: Grouping) -> int:
        """Return what the batches cost that the bound is not about: those that stay, and orders larger than a cart.

        These are walked once at least, through all their places.
        """
        free = {order for group in found.groups for order in group}
        large = (self.ground.orders[code] for code in free if not fits(self.ground, code))
        walks = (route_cost(self.ground.graph, (line.place for line in order.lines)) for order in large)
        return sum(batch.cost for batch in self.stay.batches) + sum(walks)


def work_out(
    ground: Ground,
    stay: Stay,
    before: Draft | None,
    budget: Budget,
    *,
    now: Callable[[], float],
    told: Callable[[Worked], None] = lambda _worked: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Worked:
    """Return the best draft found; `told` hears of each better one. What stays is as it was.

    Seconds go into two rounds: after the first there is a bound, so that in the second the gap is seen to fall.
    """
    desk = _Desk(ground, stay, now, told, stopped, now(), before)
    if budget.seconds is None:
        return desk.round(budget)
    worked = desk.round(replace(budget, seconds=budget.seconds * FIRST))
    told(worked)
    left = budget.seconds - (now() - desk.began)
    if left <= 0 or stopped() or worked.draft.cost == worked.bound:
        return worked
    return desk.round(replace(budget, seconds=left))
