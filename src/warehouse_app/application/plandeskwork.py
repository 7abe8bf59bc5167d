"""Working a plan out: a first draft at once, then better ones for as long as it may take. No database, no window.

It runs wherever it is called, on a lane of its own beside the window, and asks between two steps whether it is still
wanted. The draft there was is where it begins; what stays is not touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from warehouse_app.planning.batching import Grouping, group_orders
from warehouse_app.planning.draft import Draft, Ground, Stay, drafted
from warehouse_app.planning.search.anytime import Budget

__all__ = ["Budget", "Worked", "work_out"]

TOLD_EVERY_S = 0.15
"""Nobody reads figures that change faster; the first draft and the last are always told."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The best draft so far; no plan of this ground costs less than `bound` (None: not known)."""

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
    began: float
    draft: Draft | None
    bound: int | None = None
    last: float | None = None
    worked: list[Worked] = field(default_factory=list)

    def hear(self, found: Grouping) -> None:
        """A better grouping was found; tell it unless another was told a moment ago."""
        if self.last is None or self.now() - self.last >= TOLD_EVERY_S:
            self.last = self.now()
            self.told(self.made(found))

    def made(self, found: Grouping) -> Worked:
        """Return the draft of a grouping; its batches keep the numbers of those they are most like."""
        self.draft = drafted(self.ground, self.stay, found.groups, self.draft)
        return Worked(self.draft, self.bound, self.now() - self.began, found.steps)


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
    """Return the best draft found; `told` hears of each better one. What stays is as it was."""
    desk = _Desk(ground, stay, now, told, now(), before)
    free = stay.free(ground)
    start = [] if before is None else [batch.orders for batch in before.batches if not batch.fixed]
    found = group_orders(
        free,
        ground.capacity,
        ground.graph,
        budget,
        fees=ground.fees,
        start=start or None,
        now=now if budget.seconds is not None else None,
        stopped=stopped,
        told=desk.hear,
    )
    return desk.made(found)
