"""Could this have happened one after the other? A history of takes and gives of one stock, held against a counter.

Every deed has a begin and an end, and took effect at one moment between them. The search is Wing and Gong's with Lowe's
memory: a set of deeds done leads to one state only, so each set is looked at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed on one stock. `asked` is above zero for a take, which gets `got`; below zero for a give.

    A take gets what there is, at most what it asked for; with `whole` it gets all that or nothing.
    """

    begin: int
    end: int
    asked: int
    got: int = 0
    whole: bool = False

    def after(self, free: int) -> int | None:
        """Return what is free after it, or None where it could not have been answered so."""
        if self.asked < 0:
            return free - self.asked
        due = min(self.asked, free)
        if self.whole and due < self.asked:
            due = 0
        return free - self.got if self.got == due else None


def fits(history: Sequence[Deed], free: int) -> bool:
    """Tell whether an order of the deeds exists in which each was answered rightly and none before it began."""
    deeds = sorted(history, key=lambda deed: deed.begin)
    everything = (1 << len(deeds)) - 1
    seen: set[int] = set()
    road = [(0, free)]
    while road:
        done, now = road.pop()
        if done == everything:
            return True
        for n in _next(deeds, done):
            then = deeds[n].after(now)
            after = done | 1 << n
            if then is not None and after not in seen:
                seen.add(after)
                road.append((after, then))
    return False


def _next(deeds: Sequence[Deed], done: int) -> list[int]:
    """Return the deeds that may come next: none that began only after another one, not done yet, had ended."""
    found: list[int] = []
    first = (~done & (done + 1)).bit_length() - 1
    end = None
    for n in range(first, len(deeds)):
        if done >> n & 1:
            continue
        if end is not None and deeds[n].begin > end:
            break
        found.append(n)
        end = deeds[n].end if end is None else min(end, deeds[n].end)
    return [n for n in found if end is None or deeds[n].begin <= end]
