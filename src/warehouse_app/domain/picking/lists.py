"""What is named as fewer on a paper list: a place (with its product, where it has several) and how many were taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from warehouse_app.domain.picking.values import PickTask

MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A line of the list as it was named, and how many units of it were taken in all."""

    line: str
    taken: int


def named(text: str) -> Named | None:
    """Return what a text names: `A01-02=3`, or `A01-02 SKU=3`; None where it names nothing."""
    line, _, units = text.strip().rpartition("=")
    line = " ".join(line.upper().split())
    if not line or not units.isascii() or not units.isdigit() or len(units) > MOST_DIGITS:
        return None
    return Named(line, int(units))


def taken(tasks: Iterable[PickTask], fewer: Mapping[str, int]) -> dict[int, int] | str:
    """Return by task how many were taken: all that is left of it, but for the lines named; or the line nobody knows.

    What a line lacks is missed by its last tasks.
    """
    given, found = tuple(tasks), {}
    for line in fewer:
        if not any(line in _names(each) for each in given):
            return line
    left = dict(fewer)
    for each in given:
        name = next((line for line in _names(each) if line in left), None)
        found[each.id] = each.left if name is None else min(each.left, left[name])
        if name is not None:
            left[name] -= found[each.id]
    return found


def _names(task: PickTask) -> tuple[str, str, str]:
    return f"{task.place} {task.sku}".upper(), task.code.upper(), task.place.upper()
