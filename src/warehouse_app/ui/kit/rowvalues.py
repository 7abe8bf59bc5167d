"""What a row of two lines shows, as a value. No Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowValue:
    """One row. `said` is how its icon or mark is called by screen readers; `quiet` is written in a lighter ink."""

    key: str
    title: str
    line: str = ""
    icon: str = ""
    tone: str = "ink2"
    mark: str = ""
    mark_tone: str = "ink3"
    said: str = ""
    quiet: bool = False
