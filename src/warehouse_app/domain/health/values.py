"""What stock health shows: one product in a warehouse, the sums of a warehouse, stock as it stood at a moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.domain.health.ageing import Ages, Ahead


@dataclass(frozen=True, slots=True)
class Cell:
    """Units of one item in one place at a moment. `home` is the warehouse it counts to, "" for none."""

    warehouse: str
    place: str
    kind: str
    sku: str
    lot: str
    serial: str
    grade: str
    owner: str
    on_hand: int


@dataclass(frozen=True, slots=True)
class ThenRow:
    """One product in one warehouse as it stood at a moment."""

    warehouse: str
    sku: str
    name: str
    units: int
    average_e4: int | None
    value_e4: int
    fifo_e4: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class ThenSum:
    """One warehouse as it stood at a moment: kinds of goods, units, what they are worth, units without a price."""

    warehouse: str
    products: int
    units: int
    value_minor: int
    fifo_minor: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class StockThen:
    """Stock at a moment (UTC ISO text), by product and warehouse, the worthiest first, and by warehouse."""

    at: str
    rows: tuple[ThenRow, ...]
    sums: tuple[ThenSum, ...]


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One product in one warehouse now. `ahead` tells from when on how many can be promised.

    `expires` is the next last ship day of a lot that stands there, `expiring` the units of lots that end soon; `idle`
    the days since a unit last left (None: never).
    """

    warehouse: str
    sku: str
    name: str
    on_hand: int
    promised: int
    free: int
    expected: int
    expected_day: str
    short: int
    value_minor: int
    fifo_minor: int
    unpriced: int
    ages: Ages
    idle: int | None
    expires: str
    expiring: int
    ahead: tuple[Ahead, ...] = ()

    @property
    def is_dead(self) -> bool:
        """Tell whether units lie there and none left for longer than `DEAD_AFTER` days, nor came since."""
        rest = self.ages.oldest if self.idle is None else self.idle
        return self.on_hand > 0 and rest is not None and rest > DEAD_AFTER


DEAD_AFTER = 180
"""Days without a unit leaving after which stock is called dead."""

SOON = 30
"""Days ahead within which a lot's end is told."""


@dataclass(frozen=True, slots=True)
class Untraced:
    """Goods that came back or went without a paper, still to be explained."""

    sku: str
    name: str
    lot: str
    units: int


@dataclass(frozen=True, slots=True)
class Health:
    """How healthy the stock is: every product in every warehouse, and what nobody can explain."""

    at: str
    currency: str
    rows: tuple[HealthRow, ...] = ()
    sums: tuple[ThenSum, ...] = ()
    untraced: tuple[Untraced, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class DayValue:
    """What a warehouse's stock was worth at the end of a day (ISO date)."""

    day: str
    warehouse: str
    units: int
    value_minor: int
    unpriced: int


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days."""

    rows: tuple[DayValue, ...] = field(default_factory=tuple)
