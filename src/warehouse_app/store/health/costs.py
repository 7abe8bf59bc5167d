"""What products cost on average, followed entry by entry; and what came in when, for the age and worth of what is left.

The price of an arrival is what its delivery said, else what its purchase order said, else what the product's preferred
supplier asks; where nobody says one it has none. An order line of 0 says none: so is one written that has no price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.health.costing import Arrival, Average
from warehouse_app.domain.items import CONTAINER_MARK, HOUSE
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.settings import SETTINGS
from warehouse_app.store import settings
from warehouse_app.store.desk import Desk
from warehouse_app.store.health.marks import AWAY, MOST
from warehouse_app.store.schema import health, ledger, purchasing
from warehouse_app.store.statement import Statement, upsert

ENTRIES = 2_000
"""Entries read in one step of the worker."""

NEWEST = 8
"""Arrivals of a product that are read at once; further ones where these do not cover what is there."""

_CURSOR = "costs"
_n, _t, _k = health.cost_now, health.cost_step, health.cost_cursor
_e, _g, _i, _p = ledger.entry, ledger.leg, ledger.item, ledger.place
_from, _to = _p.alias(), _p.alias()
_rl, _pl, _sp, _pr = purchasing.receipt_line, purchasing.purchase_line, purchasing.supplier_product, ledger.product
_po, _re, _su = purchasing.purchase_order, purchasing.receipt, purchasing.supplier
_OURS: BindParameter[str] = bindparam("currency")
_IN = func.coalesce(_po.c.currency, _su.c.currency, _OURS)
_PRICE = (
    select(func.max(case((_IN == _OURS, func.coalesce(_rl.c.price_e4, func.nullif(_pl.c.price_e4, 0))))))
    .select_from(
        _rl.outerjoin(_pl, _pl.c.id == _rl.c.purchase_line_id)
        .outerjoin(_po, _po.c.id == _pl.c.purchase_order_id)
        .join(_re, _re.c.id == _rl.c.receipt_id)
        .outerjoin(_su, _su.c.id == _re.c.supplier_id)
    )
    .where(or_(_rl.c.entry_id == _e.c.id, _rl.c.entry_id == _e.c.reverses), _rl.c.item_id == _g.c.item_id)
    .correlate(_e, _g)
    .scalar_subquery()
)
"""What one costs; nothing where the price is of another currency than the company's, for there are no rates here."""

_away_from = or_(*(_from.c.kind == kind.value for kind in AWAY))
_away_to = or_(*(_to.c.kind == kind.value for kind in AWAY))
_CROSSED = Statement(
    select(_e.c.seq, _e.c.at, _i.c.sku, _from.c.kind, _to.c.kind, _g.c.qty, _PRICE)
    .select_from(_g)
    .join(_e, _e.c.seq == _g.c.entry_seq)
    .join(_i, _i.c.id == _g.c.item_id)
    .join(_from, _from.c.id == _g.c.source)
    .join(_to, _to.c.id == _g.c.target)
    .where(_g.c.entry_seq > bindparam("after"), _g.c.entry_seq <= bindparam("until"))
    .where(and_(or_(_away_from, _away_to), ~and_(_away_from, _away_to)), _i.c.sku.not_like(CONTAINER_MARK + "%"))
    .where(_i.c.owner == HOUSE)
    .order_by(_e.c.seq, _i.c.sku)
)
_ASKED = Statement(
    select(_pr.c.sku, _sp.c.price_e4)
    .join(_pr, _pr.c.id == _sp.c.product_id)
    .join(_su, _su.c.id == _sp.c.supplier_id)
    .where(_sp.c.price_e4 > 0, _su.c.currency == _OURS)
    .order_by(_sp.c.preferred, _sp.c.id.desc())
)
_AT_CURSOR = Statement(select(_k.c.seq).where(_k.c.name == bindparam("name_is")))
_NOW = Statement(select(_n.c.sku, _n.c.on_hand, _n.c.average_e4, _n.c.left_at))
_x = _t.alias()
_NTH = (
    select(_x.c.seq)
    .where(_x.c.sku == _n.c.sku, _x.c.at <= bindparam("at"))
    .order_by(_x.c.seq.desc())
    .limit(1)
    .offset(NEWEST - 1)
    .correlate(_n)
    .scalar_subquery()
)
_STEP = (_t.c.sku, _t.c.seq, _t.c.at, _t.c.qty, _t.c.price_e4, _t.c.average_e4)
_STEPS = Statement(
    select(*_STEP)
    .select_from(_n.join(_t, and_(_t.c.sku == _n.c.sku, _t.c.seq >= func.coalesce(_NTH, 0))))
    .where(_t.c.at <= bindparam("at"))
    .order_by(_t.c.sku, _t.c.seq.desc())
)
_STEPS_OF = Statement(
    select(*_STEP).where(_t.c.sku == bindparam("sku_is"), _t.c.at <= bindparam("at")).order_by(_t.c.seq.desc())
)
_SETTLED = Statement(
    select(func.coalesce(func.max(_e.c.seq), literal(0))).where(
        _e.c.seq > bindparam("after"), _e.c.seq <= bindparam("most"), _e.c.at <= bindparam("settled")
    )
)
_LATE = Statement(
    select(_e.c.seq)
    .where(_e.c.seq > bindparam("after"), _e.c.seq <= bindparam("most"), _e.c.at > bindparam("settled"))
    .order_by(_e.c.seq)
    .limit(1)
)
_PUT_NOW, _PUT_STEP, _PUT_CURSOR = upsert(_n), upsert(_t), upsert(_k)


class Step(NamedTuple):
    """An arrival of one product by one entry, and the average after it."""

    sku: str
    seq: int
    at: str
    qty: int
    price_e4: int | None
    average_e4: int | None


@dataclass(slots=True)
class Costs:
    """Averages as they stand, and the arrivals since they were read."""

    now: dict[str, Average] = field(default_factory=lambda: defaultdict(Average))
    steps: list[Step] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    """When a unit of a product last left for a customer."""
    touched: set[str] = field(default_factory=set)


def currency_of(desk: Desk) -> str:
    """Return the company's own currency."""
    return settings.value(desk, "company.currency") or SETTINGS["company.currency"].default


def asked_prices(desk: Desk) -> Mapping[str, int]:
    """Return by product what its preferred supplier asks for one."""
    return {row[0]: row[1] for row in _ASKED.all(desk.connection, currency=currency_of(desk))}


def follow(costs: Costs, rows: Iterable[Any], asked: Mapping[str, int]) -> None:
    """Take what crossed the walls into the averages."""
    for (seq, at, sku), legs in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        _entry(costs, seq, at, sku, list(legs), asked)


def _entry(costs: Costs, seq: int, at: str, sku: str, legs: list[Any], asked: Mapping[str, int]) -> None:
    """Take the legs of one product in one entry: what a supplier brought, and what came or went otherwise."""
    came, other, prices = 0, 0, []
    for *_head, source, target, qty, price in legs:
        if source == PlaceKind.SUPPLIER.value:
            came += qty
            prices.append((qty, price if price is not None else asked.get(sku)))
        elif target == PlaceKind.SUPPLIER.value:
            came -= qty
            prices.append((-qty, price if price is not None else asked.get(sku)))
        else:
            other += -qty if source not in _AWAY else qty
            if target in _SOLD:
                costs.left[sku] = max(at, costs.left.get(sku, ""))
    average = costs.now[sku]
    if other < 0:
        average = average.went(-other)
    elif other > 0:  # found, or the stock that was there when the house began
        came += other
        prices.append((other, average.average_e4 if average.average_e4 is not None else asked.get(sku)))
    if came or prices:
        price = _one_price(prices)
        average = average.came(came, price)
        costs.steps.append(Step(sku, seq, at, came, price, average.average_e4))
    costs.now[sku] = average
    costs.touched.add(sku)


_AWAY = frozenset(kind.value for kind in AWAY)
_SOLD = frozenset({PlaceKind.PARCEL.value, PlaceKind.CUSTOMER.value})


def _one_price(prices: list[tuple[int, int | None]]) -> int | None:
    """Return the price of what came, weighed by units; None where any of it has none."""
    units = sum(qty for qty, _price in prices)
    if not units or any(price is None for _qty, price in prices):
        return None
    return (2 * sum(qty * (price or 0) for qty, price in prices) + units) // (2 * units)


def cursor(desk: Desk, name: str = _CURSOR) -> int:
    """Return the entry up to which averages, or what else follows the ledger by that name, are kept."""
    return int(_AT_CURSOR.scalar(desk.connection, name_is=name) or 0)


def went(desk: Desk, name: str, until: int) -> None:
    """Keep how far what has that name followed the ledger."""
    _PUT_CURSOR.do(desk.connection, name=name, seq=until)


def read(desk: Desk) -> Costs:
    """Return the averages that are kept."""
    costs = Costs()
    for sku, on_hand, average, left in _NOW.all(desk.connection):
        costs.now[sku] = Average(on_hand, average)
        if left:
            costs.left[sku] = left
    return costs


def up_to_now(desk: Desk) -> Costs:
    """Return the averages as of the newest entry; its steps are those that are not kept yet."""
    costs = read(desk)
    follow(costs, crossed(desk, cursor(desk)), asked_prices(desk))
    return costs


def onward(desk: Desk, settled: str, name: str = _CURSOR) -> int:
    """Return the entry up to which averages can be kept next; entries younger than `settled` may still be arriving."""
    after = cursor(desk, name)
    most = after + ENTRIES
    late = _LATE.scalar(desk.connection, after=after, most=most, settled=settled)
    if late is not None:
        most = int(late) - 1
    return int(_SETTLED.scalar(desk.connection, after=after, most=most, settled=settled) or 0)


def crossed(desk: Desk, after: int, until: int = MOST) -> list[Any]:
    """Return the legs that crossed the walls, in order."""
    return _CROSSED.all(desk.connection, after=after, until=until, currency=currency_of(desk))


def keep(desk: Desk, costs: Costs, until: int) -> None:
    """Write what was followed, and how far."""
    for step in costs.steps:
        _PUT_STEP.do(
            desk.connection,
            sku=step.sku,
            seq=step.seq,
            at=step.at,
            qty=step.qty,
            price_e4=step.price_e4,
            average_e4=step.average_e4,
        )
    for sku in sorted(costs.touched):
        now = costs.now[sku]
        _PUT_NOW.do(
            desk.connection,
            sku=sku,
            on_hand=now.on_hand,
            average_e4=now.average_e4,
            left_at=costs.left.get(sku, ""),
        )
    went(desk, _CURSOR, until)


def steps_until(desk: Desk, at: str, costs: Costs, needed: Mapping[str, int]) -> Mapping[str, list[Step]]:
    """Return for each product its newest arrivals up to a moment, newest first, at least as many as `needed` units.

    `costs` are those `up_to_now`: their steps are newer than all that are kept.
    """
    late: dict[str, list[Step]] = defaultdict(list)
    for step in reversed(costs.steps):
        if step.at <= at:
            late[step.sku].append(step)
    kept: dict[str, list[Step]] = defaultdict(list)
    for row in _STEPS.all(desk.connection, at=at):
        kept[row[0]].append(Step(*row))
    found: dict[str, list[Step]] = {}
    for sku in kept.keys() | late.keys():
        mine = [*late.get(sku, ()), *kept.get(sku, ())]
        if len(kept.get(sku, ())) >= NEWEST and sum(each.qty for each in arrivals(mine)) < needed.get(sku, 0):
            rows = _STEPS_OF.all(desk.connection, sku_is=sku, at=at)
            mine = [*late.get(sku, ()), *(Step(*row) for row in rows)]
        found[sku] = mine
    return found


def arrivals(steps: Iterable[Step]) -> Iterator[Arrival]:
    """Yield what is left of arrivals, newest first: one taken back takes from the ones before it."""
    owed = 0
    for step in steps:
        if step.qty < 0:
            owed -= step.qty
            continue
        taken = min(owed, step.qty)
        owed -= taken
        if step.qty > taken:
            yield Arrival(step.qty - taken, step.price_e4, step.at)


def average_after(steps: Iterable[Step]) -> int | None:
    """Return the average after the newest of these arrivals, None where none had a price."""
    return next((step.average_e4 for step in steps if step.average_e4 is not None), None)
