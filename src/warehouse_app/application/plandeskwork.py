"""Working a plan out: a first draft at once, then better ones for as long as it may take. No database, no window.

It runs wherever it is called, on a lane of its own beside the window, and asks between two steps whether it is still
wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.planning.draft import Draft, Ground, Stay, first_draft


@dataclass(frozen=True, slots=True)
class Budget:
    """For how long a draft is improved: seconds, or so many steps for a plan that comes out the same every time."""

    seconds: float | None = None
    steps: int | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Worked:
    """The best draft so far; no plan of this ground costs less than `bound` (None: not known)."""

    draft: Draft
    bound: int | None = None
    seconds: float = 0.0
    steps: int = 0


def work_out(
    ground: Ground,
    stay: Stay,
    before: Draft | None,
    budget: Budget,  # noqa: ARG001 - until there is a search
    *,
    now: Callable[[], float],
    told: Callable[[Worked], None] = lambda _worked: None,
    stopped: Callable[[], bool] = lambda: False,  # noqa: ARG001 - as above
) -> Worked:
    """Return the best draft found; `told` hears of each better one. What stays is as it was."""
    began = now()
    found = Worked(first_draft(ground, stay, before), None, now() - began)
    told(found)
    return found
