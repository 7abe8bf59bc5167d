"""What the lab's window knows: how the twins are, what was scanned, and what was printed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from warehouse_app.ports.lab import LabNow, Print

MOST_RECENT = 5
"""Codes that can be scanned again by a key."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A print as it was looked at: its picture (none: it cannot be drawn), and the codes on it."""

    number: int
    page: bytes | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabScreen:
    """The window. `at` is the number of the print in view, `told` what the last deed came to, `wrong` if to nothing."""

    now: LabNow = field(default_factory=LabNow)
    prints: tuple[Print, ...] = ()
    at: int = 0
    seen: Seen | None = None
    recent: tuple[str, ...] = ()
    told: str = ""
    wrong: bool = False

    @property
    def shown(self) -> Print | None:
        """Return the print in view."""
        return next((each for each in self.prints if each.number == self.at), None)


def looked(screen: LabScreen, now: LabNow, fresh: tuple[Print, ...]) -> LabScreen:
    """The twins were looked at; a new print comes into view."""
    prints = (*screen.prints, *fresh)[-200:]
    at = fresh[-1].number if fresh else screen.at
    return replace(screen, now=now, prints=prints, at=at, seen=screen.seen if at == screen.at else None)


def scanned(screen: LabScreen, codes: tuple[str, ...]) -> LabScreen:
    """Codes were scanned: the newest first, each once."""
    return replace(screen, recent=tuple(dict.fromkeys((*reversed(codes), *screen.recent)))[:MOST_RECENT])


def turned(screen: LabScreen, by: int) -> LabScreen:
    """Another print is looked at."""
    numbers = [each.number for each in screen.prints]
    if not numbers:
        return screen
    at = numbers.index(screen.at) if screen.at in numbers else len(numbers) - 1
    number = numbers[min(max(0, at + by), len(numbers) - 1)]
    return screen if number == screen.at else replace(screen, at=number, seen=None)


def saw(screen: LabScreen, seen: Seen) -> LabScreen:
    """A print was drawn; one that is in view no more is not shown."""
    return replace(screen, seen=seen) if seen.number == screen.at else screen
