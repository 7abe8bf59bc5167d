"""What the stock health screen knows: the figures now, those of a moment asked for, and what is chosen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from warehouse_app.domain.health.values import Health, HealthRow, StockThen, ThenRow
from warehouse_app.domain.health.views import VIEWS, seen

Key = tuple[str, str]
"""Warehouse and product."""


@dataclass(frozen=True, slots=True)
class HealthScreen:
    """The screen. `then` is the stock of the moment `asked`, while that is looked at; `asking` while it is read."""

    health: Health | None = None
    view: str = "all"
    text: str = ""
    chosen: Key = ("", "")
    asked: str = ""
    asking: bool = False
    then: StockThen | None = None
    refusal: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[HealthRow, ...]:
        """Return the products of the view."""
        return () if self.health is None else seen(self.health.rows, self.view, self.text)

    @property
    def then_rows(self) -> tuple[ThenRow, ...]:
        """Return the products of the moment that have the text."""
        part = self.text.strip().casefold()
        rows = () if self.then is None else self.then.rows
        return tuple(row for row in rows if not part or part in row.sku.casefold() or part in row.name.casefold())

    @property
    def row(self) -> HealthRow | None:
        """Return the chosen product as it stands now."""
        rows = () if self.health is None else self.health.rows
        return next((row for row in rows if (row.warehouse, row.sku) == self.chosen), None)


def read(screen: HealthScreen, found: Health) -> HealthScreen:
    """The figures were read."""
    counts = {name: len(seen(found.rows, name)) for name in VIEWS}
    return replace(screen, health=found, counts=counts, refusal="")


def chose(screen: HealthScreen, key: Key) -> HealthScreen:
    """Another product."""
    return replace(screen, chosen=key)


def looking_back(screen: HealthScreen, asked: str) -> HealthScreen:
    """The stock of a moment is asked for."""
    return replace(screen, asked=asked, asking=True, refusal="")


def looked_back(screen: HealthScreen, then: StockThen) -> HealthScreen:
    """It was read; an answer about another moment is too late."""
    return replace(screen, asking=False, then=then) if screen.asking else screen


def back(screen: HealthScreen) -> HealthScreen:
    """One step back: from a moment to now, from a search to all."""
    if screen.refusal:
        return replace(screen, refusal="", asking=False)
    if screen.then is not None or screen.asking:
        return replace(screen, then=None, asked="", asking=False)
    if screen.text or screen.view != "all":
        return replace(screen, text="", view="all")
    return replace(screen, chosen=("", ""))
