"""What stands on an import: everything that was done with what it made, so that it cannot simply be taken back.

Each question returns codes, a few of them; an empty answer means that nothing of that kind stands on it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from warehouse_app.domain.importing.values import Standing
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

_o, _l, _e = trade.orders, trade.order_line, trade.order_event
_g, _c, _d, _p = ledger.product, trade.customer, trade.document, ledger.place
_RUN: Any = bindparam("run_is")
_mine = _o.c.import_id == _RUN
_others = _o.alias("others")
_child = _p.alias("child")


def _orders(condition: Any) -> Select[Any]:  # noqa: ANN401 - a condition of SQL
    return select(_o.c.code).where(_mine, condition).order_by(_o.c.id)


def _of_order(table: Any) -> Any:  # noqa: ANN401 - a table with an order, and a condition
    return exists(select(table.c.order_id).where(table.c.order_id == _o.c.id))


_promised = exists(
    select(ledger.promise_log.c.seq)
    .join(_l, and_(_l.c.id == ledger.promise_log.c.ref, ledger.promise_log.c.purpose == Purpose.LINE.value))
    .where(_l.c.order_id == _o.c.id)
)
_worked = or_(_of_order(floor.batch_order), _of_order(floor.task), _of_order(floor.parcel), _of_order(floor.pack))
_used_by_others = exists(
    select(_l.c.id)
    .join(_others, _others.c.id == _l.c.order_id)
    .where(_l.c.product_id == _g.c.id, or_(_others.c.import_id.is_(None), _others.c.import_id != _RUN))
)
_stocked = exists(
    select(ledger.item.c.id)
    .join(ledger.leg, ledger.leg.c.item_id == ledger.item.c.id)
    .where(ledger.item.c.product_id == _g.c.id)
)
_named = or_(
    exists(
        select(_others.c.id).where(
            _others.c.customer_id == _c.c.id, or_(_others.c.import_id.is_(None), _others.c.import_id != _RUN)
        )
    ),
    exists(select(_d.c.id).where(_d.c.customer_id == _c.c.id, or_(_d.c.import_id.is_(None), _d.c.import_id != _RUN))),
)
_stood_in = or_(
    exists(select(ledger.leg.c.n).where(ledger.leg.c.source == _p.c.id)),
    exists(select(ledger.leg.c.n).where(ledger.leg.c.target == _p.c.id)),
    exists(select(floor.task.c.id).where(floor.task.c.place_id == _p.c.id)),
    exists(select(floor.batch_order.c.batch_id).where(floor.batch_order.c.tote_id == _p.c.id)),
    exists(select(ledger.serial_at.c.sku).where(ledger.serial_at.c.place_id == _p.c.id)),
    exists(
        select(_child.c.id).where(
            _child.c.parent_id == _p.c.id, or_(_child.c.import_id.is_(None), _child.c.import_id != _RUN)
        )
    ),
)

_QUESTIONS: tuple[tuple[str, str, Select[Any]], ...] = (
    ("order", "worked", _orders(_worked)),
    ("order", "promised", _orders(and_(_promised, ~_worked))),
    ("order", "decided", _orders(_of_order(_e))),
    ("product", "moved", select(_g.c.sku).where(_g.c.import_id == _RUN, _stocked).order_by(_g.c.id)),
    ("product", "ordered", select(_g.c.sku).where(_g.c.import_id == _RUN, _used_by_others).order_by(_g.c.id)),
    ("customer", "named", select(_c.c.code).where(_c.c.import_id == _RUN, _named).order_by(_c.c.id)),
    ("place", "stood_in", select(_p.c.code).where(_p.c.import_id == _RUN, _stood_in).order_by(_p.c.id)),
)
_STATEMENTS = tuple(
    (
        kind,
        why,
        Statement(question.limit(bindparam("most"))),
        Statement(select(func.count()).select_from(question.subquery())),
    )
    for kind, why, question in _QUESTIONS
)
USED: dict[str, Any] = {"product": or_(_stocked, _used_by_others), "customer": _named, "place": _stood_in}
"""When something an import made is used by somebody else."""


_AMONG = tuple(
    (why, Statement(question.where(_o.c.id >= bindparam("low"), _o.c.id <= bindparam("high")).limit(bindparam("most"))))
    for kind, why, question in _QUESTIONS
    if kind == "order"
)


def on_orders(desk: Desk, run: int, low: int, high: int, most: int) -> list[Standing]:
    """Return what stands on the orders an import made whose rows lie between two numbers, at most so much."""
    found: list[Standing] = []
    for why, some in _AMONG:
        rows = some.all(desk.connection, run_is=run, low=low, high=high, most=most)
        found += [Standing("order", row[0], why) for row in rows]
    return found[:most]


def on_made(desk: Desk, run: int, kinds: frozenset[str], most: int) -> tuple[list[Standing], int]:
    """Return what stands on the things of these kinds an import made, at most so many, and how many there are."""
    found: list[Standing] = []
    count = 0
    for kind, why, some, all_of_them in _STATEMENTS:
        if kind not in kinds:
            continue
        codes = [row[0] for row in some.all(desk.connection, run_is=run, most=most)]
        if codes:
            count += int(all_of_them.scalar(desk.connection, run_is=run))
            found += [Standing(kind, code, why) for code in codes[: most - len(found)]]
    return found, count
