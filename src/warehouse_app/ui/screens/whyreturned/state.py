"""What the page knows: a report, what it is told by, what is measured, what is chosen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from warehouse_app.domain.returning.evidence import Pair
from warehouse_app.domain.returning.report import By, ReportRow, ReturnReport

ALIKE = "alike"
PERIODS = (30, 90, 365)
"""Days that the page looks back."""


class Measure(StrEnum):
    """What the bars are."""

    COST = "cost"
    UNITS = "units"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class WhyScreen:
    """The page. `view` is a `By`, or `alike`; `chosen` the key and currency of a row."""

    view: str = By.REASON.value
    days: int = 90
    measure: Measure = Measure.COST
    text: str = ""
    report: ReturnReport | None = None
    pairs: tuple[Pair, ...] | None = None
    names: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, str] = ("", "")

    @property
    def rows(self) -> tuple[ReportRow, ...]:
        """Return the rows with the text that is looked for."""
        part = self.text.strip().casefold()
        rows = () if self.report is None else self.report.rows
        return tuple(row for row in rows if part in row.key.casefold() or part in self.name(row).casefold())

    @property
    def alike(self) -> tuple[Pair, ...]:
        """Return the look-alikes with the text that is looked for."""
        part = self.text.strip().casefold()
        found = self.pairs or ()
        return tuple(each for each in found if part in f"{each.sku} {each.other} {each.name}".casefold())

    @property
    def row(self) -> ReportRow | None:
        """Return the chosen row."""
        return next((row for row in self.rows if (row.key, row.currency) == self.chosen), None)

    def name(self, row: ReportRow) -> str:
        """Return what a row is called."""
        return dict(self.names).get(row.key, row.name)


def asked(screen: WhyScreen, view: str, days: int) -> WhyScreen:
    """Another question: nothing of its answer is known yet."""
    return replace(screen, view=view, days=days, report=None, pairs=None, names=(), chosen=("", ""))
