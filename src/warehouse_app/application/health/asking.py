"""The questions of stock health. Each reads one steady snapshot, on a read lane."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from warehouse_app.domain.health.ageing import ages_of, can_promise
from warehouse_app.domain.health.costing import at_average, first_in_first_out, minor_of
from warehouse_app.domain.health.values import (
    SOON,
    Cell,
    DayValue,
    Health,
    HealthRow,
    StockThen,
    ThenRow,
    ThenSum,
    Untraced,
)
from warehouse_app.domain.items import CONTAINER_MARK, HOUSE
from warehouse_app.domain.refusals import Usage
from warehouse_app.domain.zones import zone
from warehouse_app.ports.clock import iso
from warehouse_app.store import papers
from warehouse_app.store.desk import Desk
from warehouse_app.store.health import costs, facts, marks
from warehouse_app.store.health.costs import Step
from warehouse_app.store.health.facts import ByPool, Thing
from warehouse_app.store.health.marks import Cells, Fixed

MOST_DAYS = 31
"""Days that one question values: each of them is a look back of its own."""

MOST_UNTRACED = 500
MOST_ROWS = 50_000
"""Products in warehouses that are told; the sums count all of them."""

Key = tuple[str, str]
"""Warehouse and product."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Cells of a moment, with what their places and items are and where they count."""

    cells: Cells
    here: Mapping[int, Fixed]
    items: Mapping[int, Thing]
    homes: Mapping[int, str]


def cells_at(desk: Desk, at: str, warehouse: str = "") -> Iterator[Cell]:
    """Yield what lay where at a moment (UTC ISO text), by place and item: containers among it, parcels not."""
    yield from _told(_standing(desk, at), warehouse)


def stock_then(desk: Desk, at: str, warehouse: str = "") -> StockThen:
    """Return the stock of a moment with what it was worth, the worthiest first; goods of other owners have no worth."""
    standing = _standing(desk, at)
    units = _by_product(standing, warehouse)
    steps = costs.steps_until(desk, at, costs.up_to_now(desk), _needed(units))
    names = facts.names(desk)
    rows = tuple(sorted(_valued(units, steps, names), key=lambda row: (-row.value_e4, row.sku, row.warehouse)))
    return StockThen(at, rows[:MOST_ROWS], _sums(desk, rows))


def value_days(desk: Desk, first: str, last: str, warehouse: str = "") -> tuple[DayValue, ...]:
    """Return what each warehouse's stock was worth at the end of each local day. Raises Usage."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise Usage("day_invalid", text=f"{first} {last}"[:40]) from None
    if not 0 <= (end - begin).days < MOST_DAYS:
        raise Usage("too_many_days", most=MOST_DAYS)
    found = []
    now = costs.up_to_now(desk)
    digits = _digits(desk)
    for n in range((end - begin).days + 1):
        day = begin + timedelta(days=n)
        for house in _houses(desk, warehouse):
            standing = _standing(desk, _end_of(desk, day, house))
            units = _by_product(standing, house)
            steps = costs.steps_until(desk, _end_of(desk, day, house), now, {})
            worths = [
                (qty, at_average(qty, costs.average_after(steps.get(sku, ())))) for (_house, sku), qty in units.items()
            ]
            value = sum(each.value_e4 for _qty, each in worths)
            unpriced = sum(each.unpriced for _qty, each in worths)
            total = sum(qty for qty, _each in worths)
            found.append(DayValue(day.isoformat(), house, total, minor_of(value, digits), unpriced))
    return tuple(found)


def health(desk: Desk, now: str, warehouse: str = "") -> Health:
    """Return how healthy the stock is at this moment, by product and warehouse, the worthiest first."""
    here = marks.places_here(desk)
    standing = _stood(desk, facts.cells_now(desk), here)
    units = _by_product(standing, warehouse)
    book = costs.up_to_now(desk)
    known = _Known(
        now=now[:10],
        digits=_digits(desk),
        names=facts.names(desk),
        steps=costs.steps_until(desk, _EVER, book, _needed(units)),
        pools=facts.pools(desk),
        comes=facts.comes(desk),
        waits=facts.waits(desk),
        ends=_ends(desk, standing, now[:10]),
        left=book.left,
    )
    keys: set[Key] = set(units) | {key for found in (known.pools, known.comes, known.waits) for key in found}
    rows = [known.row(key, units.get(key, 0)) for key in keys if not warehouse or key[0] == warehouse]
    rows.sort(key=lambda row: (-row.value_minor, -row.on_hand, row.sku, row.warehouse))
    then = (
        ThenRow(row.warehouse, row.sku, row.name, row.on_hand, None, row.value_minor, row.fifo_minor, row.unpriced)
        for row in rows
    )
    return Health(
        at=now,
        currency=costs.currency_of(desk),
        rows=tuple(rows[:MOST_ROWS]),
        sums=_summed(then, lambda value: value),
        untraced=untraced(desk),
        more=max(0, len(rows) - MOST_ROWS),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is known of products, of which each row takes its part. `now` is an ISO date."""

    now: str
    digits: int
    names: Mapping[str, str]
    steps: Mapping[str, list[Step]]
    pools: Mapping[Key, tuple[int, int]]
    comes: ByPool
    waits: ByPool
    ends: Mapping[Key, tuple[str, int]]
    left: Mapping[str, str]

    def row(self, key: Key, qty: int) -> HealthRow:
        """Return one product in one warehouse, of which `qty` units lie there."""
        house, sku = key
        steps = self.steps.get(sku, [])
        average, fifo = at_average(qty, costs.average_after(steps)), first_in_first_out(qty, costs.arrivals(steps))
        on_hand, promised = self.pools.get(key, (0, 0))
        due, lacking, ends = self.comes.get(key, []), self.waits.get(key, []), self.ends.get(key, ("", 0))
        return HealthRow(
            warehouse=house,
            sku=sku,
            name=self.names.get(sku, ""),
            on_hand=qty,
            promised=promised,
            free=on_hand - promised,
            expected=sum(each for _day, each in due),
            expected_day=min((day for day, _each in due if day), default=""),
            short=sum(each for _day, each in lacking),
            value_minor=minor_of(average.value_e4, self.digits),
            fifo_minor=minor_of(fifo.value_e4, self.digits),
            unpriced=average.unpriced,
            ages=ages_of(qty, costs.arrivals(steps), self.now),
            idle=self._idle(sku),
            expires=ends[0],
            expiring=ends[1],
            ahead=can_promise(on_hand - promised, due, lacking),
        )

    def _idle(self, sku: str) -> int | None:
        left = self.left.get(sku, "")
        return (date.fromisoformat(self.now) - date.fromisoformat(left[:10])).days if left else None


def untraced(desk: Desk) -> tuple[Untraced, ...]:
    """Return goods that came back or went without a paper."""
    return tuple(Untraced(*row) for row in facts.untraced(desk, MOST_UNTRACED))


_EVER = "9999"


def _standing(desk: Desk, at: str) -> _Standing:
    here = marks.places_here(desk)
    return _stood(desk, marks.then(desk, at, here), here)


def _stood(desk: Desk, cells: Cells, here: Mapping[int, Fixed]) -> _Standing:
    items = facts.things(desk, (item for _place, item in cells))
    return _Standing(cells, here, items, facts.homes(cells, here, items))


def _told(standing: _Standing, warehouse: str) -> Iterator[Cell]:
    for (place, item), qty in sorted(
        standing.cells.items(), key=lambda cell: (standing.here[cell[0][0]].code, standing.items[cell[0][1]])
    ):
        home, fixed, thing = standing.homes[place], standing.here[place], standing.items[item]
        if not warehouse or home == warehouse:
            yield Cell(home, fixed.code, fixed.kind, *thing, on_hand=qty)


def _by_product(standing: _Standing, warehouse: str) -> dict[Key, int]:
    """Return the company's own units by warehouse and product."""
    found: dict[Key, int] = defaultdict(int)
    for (place, item), qty in standing.cells.items():
        thing, home = standing.items[item], standing.homes[place]
        if thing.owner == HOUSE and not thing.sku.startswith(CONTAINER_MARK) and (not warehouse or home == warehouse):
            found[home, thing.sku] += qty
    return {key: qty for key, qty in found.items() if qty}


def _needed(units: Mapping[Key, int]) -> Mapping[str, int]:
    """Return how many units of a product the house with most of it has."""
    found: dict[str, int] = {}
    for (_house, sku), qty in units.items():
        found[sku] = max(qty, found.get(sku, 0))
    return found


def _valued(units: Mapping[Key, int], steps: Mapping[str, list[Step]], names: Mapping[str, str]) -> Iterator[ThenRow]:
    for (house, sku), qty in units.items():
        mine = steps.get(sku, [])
        average = costs.average_after(mine)
        worth, fifo = at_average(qty, average), first_in_first_out(qty, costs.arrivals(mine))
        yield ThenRow(house, sku, names.get(sku, ""), qty, average, worth.value_e4, fifo.value_e4, worth.unpriced)


def _sums(desk: Desk, rows: Iterable[ThenRow]) -> tuple[ThenSum, ...]:
    digits = _digits(desk)
    return _summed(rows, lambda value: minor_of(value, digits))


def _summed(rows: Iterable[ThenRow], minor: Callable[[int], int]) -> tuple[ThenSum, ...]:
    """Return the sums of each warehouse; an amount is rounded once for each of its products."""
    found: dict[str, ThenSum] = {}
    for row in rows:
        before = found.get(row.warehouse, ThenSum(row.warehouse, 0, 0, 0, 0, 0))
        found[row.warehouse] = replace(
            before,
            products=before.products + (row.units != 0),
            units=before.units + row.units,
            value_minor=before.value_minor + minor(row.value_e4),
            fifo_minor=before.fifo_minor + minor(row.fifo_e4),
            unpriced=before.unpriced + row.unpriced,
        )
    return tuple(found[house] for house in sorted(found))


def _ends(desk: Desk, standing: _Standing, today: str) -> Mapping[Key, tuple[str, int]]:
    """Return by product the next last ship day of what stands there, and the units of lots that end soon."""
    days = facts.lot_days(desk)
    soon = (date.fromisoformat(today) + timedelta(days=SOON)).isoformat()
    found: dict[Key, tuple[str, int]] = {}
    for (place, item), qty in standing.cells.items():
        thing, home = standing.items[item], standing.homes[place]
        day = days.get((thing.sku, thing.lot), "") if thing.lot else ""
        if day:
            first, units = found.get((home, thing.sku), (day, 0))
            found[home, thing.sku] = min(first, day), units + (qty if day <= soon else 0)
    return found


def _houses(desk: Desk, warehouse: str) -> tuple[str, ...]:
    return (warehouse,) if warehouse else papers.warehouses(desk)


def _end_of(desk: Desk, day: date, warehouse: str) -> str:
    """Return the last moment of a local day, as the store keeps times."""
    local = datetime(day.year, day.month, day.day, tzinfo=zone(papers.zone_of(desk, warehouse))) + timedelta(days=1)
    return iso(local.astimezone(UTC) - timedelta(microseconds=1))


def _digits(desk: Desk) -> int:
    from warehouse_app.documents.papers.money import digits_of

    return digits_of(costs.currency_of(desk))
