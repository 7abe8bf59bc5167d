"""When carriers collect: times of day by service and weekday, and by when an order must be packed for that.

An order promised for 17:00 whose carrier collects at 15:30 must be packed by 15:30. So what counts is the last
collection not later than the promise; where nobody said when a carrier comes, the promise itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta, tzinfo

WEEK = 7
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class CutOff:
    """At which minute of the local day a service collects on a weekday (0 is Monday); "" is every other service."""

    service: str
    weekday: int
    minute: int


@dataclass(frozen=True, slots=True)
class CutOffs:
    """All of them, on the clock of one warehouse."""

    zone: tzinfo = UTC
    by_service: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def days(self, service: str) -> Mapping[int, int]:
        """Return weekday -> minute of a service: its own, else those of every other service."""
        return self.by_service.get(service) or self.by_service.get("", {})

    def next(self, moment: str, service: str = "") -> str:
        """Return the first collection not before a moment; the moment itself where none is known."""
        found = self._walk(moment, service, 1)
        return moment if found is None else found

    def last(self, moment: str, service: str = "") -> str:
        """Return the last collection not after a moment; the moment itself where none is known."""
        found = self._walk(moment, service, -1)
        return moment if found is None else found

    def deadline(self, ship_by: str, service: str = "") -> str:
        """Return by when an order must be packed; "" for one that nobody promised for a time."""
        return self.last(ship_by, service) if ship_by else ""

    def services(self) -> tuple[str, ...]:
        """Return the services that have times of their own."""
        return tuple(sorted(each for each in self.by_service if each))

    def shifted(self, service: str, minutes: int) -> CutOffs:
        """Return the same with one service collecting later (or, below zero, earlier), for what-if questions."""
        days = {day: min(max(0, minute + minutes), DAY_MINUTES - 1) for day, minute in self.days(service).items()}
        return replace(self, by_service={**self.by_service, service: days})

    def _walk(self, moment: str, service: str, step: int) -> str | None:
        days = self.days(service)
        at = datetime.fromisoformat(moment)
        local = at.astimezone(self.zone).date()
        for n in range(WEEK + 1) if days else ():
            day = local + timedelta(days=n * step)
            minute = days.get(day.weekday())
            if minute is None:
                continue
            found = datetime.combine(day, time(minute // 60, minute % 60), self.zone).astimezone(UTC)
            if (found >= at) if step > 0 else (found <= at):
                return found.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return None


def cut_offs(rows: Iterable[CutOff], zone: tzinfo = UTC) -> CutOffs:
    """Return cut-offs from their rows."""
    found: dict[str, dict[int, int]] = {}
    for each in rows:
        found.setdefault(each.service, {})[each.weekday] = each.minute
    return CutOffs(zone, found)
