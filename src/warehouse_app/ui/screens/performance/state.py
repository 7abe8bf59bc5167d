"""What the page of performance knows: a report, the view of it, what is chosen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.domain.performance.values import Figures, Report
from warehouse_app.domain.returning.evidence import Cause

ME = "me"
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class PerformanceScreen:
    """The page. `view` is `me` or what is told of; `week`: the last seven days, else today; `chosen` a row's key.

    `lessons` are returns of wrong or missing items that the person had packed or picked.
    """

    report: Report | None = None
    view: str = ME
    week: bool = False
    text: str = ""
    chosen: tuple[str, str] = ("", "")
    may_see_all: bool = False
    lessons: tuple[Cause, ...] = ()

    @property
    def rows(self) -> tuple[Figures, ...]:
        """Return the figures with the text that is looked for."""
        part = self.text.strip().casefold()
        rows = () if self.report is None else self.report.rows
        return tuple(row for row in rows if not part or part in row.name.casefold() or part in row.key.casefold())

    @property
    def row(self) -> Figures | None:
        """Return the chosen figures; one's own are chosen by themselves."""
        found = next((row for row in self.rows if (row.key, row.work) == self.chosen), None)
        return found or (next(iter(self.rows), None) if self.view == ME else None)


def read(screen: PerformanceScreen, report: Report, lessons: tuple[Cause, ...] = ()) -> PerformanceScreen:
    """A report was read, and what came back of what the person did."""
    return replace(screen, report=report, lessons=lessons)


def viewed(screen: PerformanceScreen, view: str, *, week: bool) -> PerformanceScreen:
    """Another view or span: nothing of it is known yet."""
    return replace(screen, view=view, week=week, report=None, lessons=(), chosen=("", ""))
