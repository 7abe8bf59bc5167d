"""What was sold of a product week by week, in one line and as bars. No Qt."""

from __future__ import annotations

from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Bars
from warehouse_app.wording import tr


def sold_by_week(weeks: tuple[tuple[str, int], ...]) -> tuple[str, Bars]:
    """Return the sales of the last weeks (their Mondays as ISO text, and the units) in one line, and as bars."""
    units = [sold for _week, sold in weeks]
    whole = sum(units)
    words = tr("{n} sold in {weeks} weeks, {mean} a week").format(
        n=figures.number(whole), weeks=len(units), mean=figures.number(round(whole / max(1, len(units))))
    )
    return words, Bars(tuple(_short(week) for week, _sold in weeks), tuple(units), sentence=words)


def _short(week: str) -> str:
    """Return a week by its Monday: "6 Dec"."""
    return " ".join(figures.day(week, "").split()[1:3])
