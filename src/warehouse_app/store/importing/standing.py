"""What stands on an import: everything that was done with what it made, so that it cannot simply be taken back.

Each question returns codes, a few of them; an empty answer means that nothing of that kind stands on it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal, or_, select

from warehouse_app.domain.importing.values import Standing
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, photos, purchasing, returning, trade
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

_r, _u = returning.returns, returning.return_unit
_AWAITED = ("requested", "authorised", "in transit", "cancelled", "expired")
_came_back = or_(
    and_(*(_r.c.state != each for each in (*_AWAITED, "rejected"))),
    exists(select(_u.c.id).where(_u.c.return_id == _r.c.id, _u.c.state != "expected")),
    *(
        exists(select(table.c.id).where(table.c.return_id == _r.c.id))
        for table in (returning.refund, returning.carrier_claim, photos.photo)
    ),
    exists(select(returning.return_order.c.order_id).where(returning.return_order.c.return_id == _r.c.id)),
)
_judged = and_(or_(_r.c.state == "rejected", _r.c.decision != ""), ~_came_back)
_of_back = _u.join(_r, _r.c.id == _u.c.return_id)
_not_mine = or_(_r.c.import_id.is_(None), _r.c.import_id != _RUN)
_sent_back = exists(select(_u.c.id).select_from(_of_back).where(_u.c.product_id == _g.c.id, _not_mine))
_sends_back = exists(select(_r.c.id).where(_r.c.customer_id == _c.c.id, _not_mine))

_s, _po, _pl, _dv = purchasing.supplier, purchasing.purchase_order, purchasing.purchase_line, purchasing.delivery
_pe, _dl, _sp, _rc = (
    *(purchasing.purchase_event, purchasing.delivery_line, purchasing.supplier_product),
    purchasing.receipt,
)


def _by_others(table: Any, link: Any) -> Any:  # noqa: ANN401 - a table, a column and a condition
    return exists(select(table.c.id).where(link, or_(table.c.import_id.is_(None), table.c.import_id != _RUN)))


_bought = or_(
    exists(
        select(_pl.c.id)
        .join(_po, _po.c.id == _pl.c.purchase_order_id)
        .where(_pl.c.product_id == _g.c.id, or_(_po.c.import_id.is_(None), _po.c.import_id != _RUN))
    ),
    _by_others(_sp, _sp.c.product_id == _g.c.id),
)
_bought_from = or_(
    _by_others(_po, _po.c.supplier_id == _s.c.id),
    _by_others(_dv, _dv.c.supplier_id == _s.c.id),
    _by_others(_sp, _sp.c.supplier_id == _s.c.id),
    exists(select(_rc.c.id).where(_rc.c.supplier_id == _s.c.id)),
)
_received = or_(
    exists(select(_pl.c.id).where(_pl.c.purchase_order_id == _po.c.id, _pl.c.received != 0)),
    exists(select(_rc.c.id).where(_rc.c.purchase_order_id == _po.c.id)),
)
_changed_by_people = exists(
    select(_pe.c.id).where(_pe.c.purchase_order_id == _po.c.id, _pe.c.what != "imported")
)  # fmt: skip
_told_of = or_(
    _by_others(_dv, _dv.c.purchase_order_id == _po.c.id),
    exists(
        select(_dl.c.id)
        .join(_pl, _pl.c.id == _dl.c.purchase_line_id)
        .join(_dv, _dv.c.id == _dl.c.delivery_id)
        .where(_pl.c.purchase_order_id == _po.c.id, or_(_dv.c.import_id.is_(None), _dv.c.import_id != _RUN))
    ),
)
_arrived = or_(
    exists(select(_dl.c.id).where(_dl.c.delivery_id == _dv.c.id, _dl.c.received != 0)),
    exists(select(_rc.c.id).where(_rc.c.delivery_id == _dv.c.id)),
)

_QUESTIONS: tuple[tuple[str, str, Select[Any]], ...] = (
    ("order", "worked", _orders(_worked)),
    ("order", "promised", _orders(and_(_promised, ~_worked))),
    ("order", "decided", _orders(_of_order(_e))),
    ("product", "moved", select(_g.c.sku).where(_g.c.import_id == _RUN, _stocked).order_by(_g.c.id)),
    ("product", "ordered", select(_g.c.sku).where(_g.c.import_id == _RUN, _used_by_others).order_by(_g.c.id)),
    ("product", "bought", select(_g.c.sku).where(_g.c.import_id == _RUN, _bought).order_by(_g.c.id)),
    ("supplier", "bought_from", select(_s.c.code).where(_s.c.import_id == _RUN, _bought_from).order_by(_s.c.id)),
    ("purchase", "received", select(_po.c.code).where(_po.c.import_id == _RUN, _received).order_by(_po.c.id)),
    ("purchase", "told_of", select(_po.c.code).where(_po.c.import_id == _RUN, _told_of).order_by(_po.c.id)),
    (
        "purchase",
        "decided",
        select(_po.c.code).where(_po.c.import_id == _RUN, _changed_by_people).order_by(_po.c.id),
    ),
    ("delivery", "received", select(_dv.c.supplier_ref).where(_dv.c.import_id == _RUN, _arrived).order_by(_dv.c.id)),
    ("return", "came_back", select(_r.c.code).where(_r.c.import_id == _RUN, _came_back).order_by(_r.c.id)),
    ("return", "decided", select(_r.c.code).where(_r.c.import_id == _RUN, _judged).order_by(_r.c.id)),
    ("product", "sent_back", select(_g.c.sku).where(_g.c.import_id == _RUN, _sent_back).order_by(_g.c.id)),
    ("customer", "sent_back", select(_c.c.code).where(_c.c.import_id == _RUN, _sends_back).order_by(_c.c.id)),
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
USED: dict[str, Any] = {
    "product": or_(_stocked, _used_by_others, _bought, _sent_back),
    "customer": or_(_named, _sends_back),
    "place": _stood_in,
    "supplier": _bought_from,
    "supplier_product": literal(1) == 0,
    "purchase": or_(_received, _told_of, _changed_by_people),
    "delivery": _arrived,
    "return": or_(_came_back, _judged),
}
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
