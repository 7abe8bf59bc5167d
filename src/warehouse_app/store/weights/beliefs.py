"""What is believed of the products in a parcel and of its box: read at the bench, written by the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, func, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.picking.states import OPEN_TASKS
from warehouse_app.domain.weights.learning import Belief
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade, weights
from warehouse_app.store.statement import Statement, upsert

_p, _k = weights.weight_product, weights.weight_packaging
_b, _i, _g = ledger.balance, ledger.item, ledger.product
_l, _bo, _t = trade.order_line, floor.batch_order, floor.task
_FACTS = ("mean_mg", "doubt_mg", "spread_mg", "parcels", "units", "streak", "vague_mg", "in_book")
_LEARNED = tuple(_p.c[name] for name in _FACTS)
_PRODUCT = (_g.c.id, _g.c.sku, _g.c.name, _g.c.weight_g)

_IN_PARCEL = Statement(
    select(*_PRODUCT, func.sum(_b.c.on_hand), *_LEARNED)
    .select_from(_b)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_p, _p.c.product_id == _g.c.id)
    .where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > 0)
    .group_by(_g.c.id, _p.c.product_id)
    .order_by(_g.c.id)
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TO_COME = (
    select(func.sum(_t.c.qty - _t.c.picked))
    .where(_t.c.line_id == _l.c.id, _t.c.batch_id == bindparam("batch_is"))
    .where(or_(*(_t.c.state == state.value for state in sorted(OPEN_TASKS))))
    .scalar_subquery()
)
_TO_PACK = (
    select(_l.c.order_id, *_PRODUCT, func.sum(_l.c.picked - _l.c.packed + func.coalesce(_TO_COME, 0)), *_LEARNED)
    .select_from(_l)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .outerjoin(_p, _p.c.product_id == _g.c.id)
    .where(_l.c.order_id.in_(_IDS), _l.c.kind == ProductKind.GOODS.value)
    .group_by(_l.c.order_id, _g.c.id, _p.c.product_id)
    .order_by(_l.c.order_id, _g.c.id)
)
"""What lies in totes for an order, and what a batch still picks for it."""

_other = _bo.alias()
_BESIDE = Statement(
    select(*_PRODUCT, *_LEARNED)
    .distinct()
    .select_from(_bo)
    .join(_other, _other.c.batch_id == _bo.c.batch_id)
    .join(_l, _l.c.order_id == _other.c.order_id)
    .join(_g, _g.c.id == _l.c.product_id)
    .outerjoin(_p, _p.c.product_id == _g.c.id)
    .where(_bo.c.order_id == bindparam("order_is"))
    .order_by(_g.c.id)
    .limit(bindparam("many"))
)
_AFTER = Statement(
    select(*_PRODUCT, *_LEARNED)
    .outerjoin(_p, _p.c.product_id == _g.c.id)
    .where(_g.c.sku_key > bindparam("key_is"), _g.c.sku_key < bindparam("key_end"))
    .order_by(_g.c.sku_key)
    .limit(bindparam("many"))
)
_BEFORE = Statement(
    select(*_PRODUCT, *_LEARNED)
    .outerjoin(_p, _p.c.product_id == _g.c.id)
    .where(_g.c.sku_key < bindparam("key_is"), _g.c.sku_key >= bindparam("key_begin"))
    .order_by(_g.c.sku_key.desc())
    .limit(bindparam("many"))
)
_BOX = Statement(select(*(_k.c[name] for name in _FACTS)).where(_k.c.box == bindparam("box_is")))
_OF_PRODUCT = Statement(select(*_LEARNED).where(_p.c.product_id == bindparam("product_is")))
_PUT_PRODUCT, _PUT_BOX = upsert(_p), upsert(_k)
_AT = len(_PRODUCT)


class Weighed(NamedTuple):
    """A product: its row (None: none is known), how it is called, its grams in the books, its units in the parcel, and
    what was learned (None: nothing).
    """

    id: int | None
    sku: str
    name: str
    book_g: int | None
    qty: int
    learned: Belief | None


def _belief(facts: Sequence[Any]) -> Belief | None:
    if facts[0] is None:
        return None
    mean, doubt, spread, parcels, units, streak, vague, in_book = (int(each) for each in facts)
    return Belief(mean, doubt, spread, parcels, units, streak, vague, in_book == 1)


def in_parcel(desk: Desk, place: int) -> tuple[Weighed, ...]:
    """Return the products that lie in a parcel."""
    rows = _IN_PARCEL.all(desk.connection, place_is=place)
    return tuple(Weighed(row[0], row[1] or "", row[2] or "", row[3], int(row[4]), _belief(row[5:])) for row in rows)


def to_pack(desk: Desk, batch_id: int, order_ids: Sequence[int]) -> dict[int, list[Weighed]]:
    """Return for orders of a batch the products that come to the bench: what was picked, and what it still picks."""
    found: dict[int, list[Weighed]] = {}
    for row in desk.connection.execute(_TO_PACK, {"ids": list(order_ids), "batch_is": batch_id}):
        if qty := int(row[5] or 0):
            known = Weighed(row[1], row[2] or "", row[3] or "", row[4], qty, _belief(row[6:]))
            found.setdefault(int(row[0]), []).append(known)
    return found


def beside(desk: Desk, order_id: int, many: int) -> tuple[Weighed, ...]:
    """Return products that were picked on the same round as an order: what may lie in its parcel by mistake."""
    return _others(_BESIDE.all(desk.connection, order_is=order_id, many=many))


def alike(desk: Desk, sku_key: str, same: int, many: int) -> tuple[Weighed, ...]:
    """Return the products whose SKU stands next to one and begins alike in `same` signs: its variants."""
    head = sku_key[:same]
    after = _AFTER.all(desk.connection, key_is=sku_key, key_end=head + chr(0x10FFFF), many=many)
    before = _BEFORE.all(desk.connection, key_is=sku_key, key_begin=head, many=many)
    return _others([*before, *after])


def _others(rows: Sequence[Any]) -> tuple[Weighed, ...]:
    return tuple(Weighed(row[0], row[1], row[2], row[3], 0, _belief(row[_AT:])) for row in rows)


def of_box(desk: Desk, box: str) -> Belief | None:
    """Return what was learned of a box, None where nothing was."""
    row = _BOX.one(desk.connection, box_is=box)
    return None if row is None else _belief(row)


def of_product(desk: Desk, product_id: int) -> Belief | None:
    """Return what was learned of a product, None where nothing was."""
    row = _OF_PRODUCT.one(desk.connection, product_is=product_id)
    return None if row is None else _belief(row)


def keep(desk: Desk, products: Mapping[int, tuple[Belief, str]], boxes: Mapping[str, tuple[Belief, str]]) -> None:
    """Write what was learned, each with when."""
    for product_id in sorted(products):
        belief, at = products[product_id]
        _PUT_PRODUCT.do(desk.connection, product_id=product_id, last_at=at, **_values(belief))
    for box in sorted(boxes):
        belief, at = boxes[box]
        _PUT_BOX.do(desk.connection, box=box, last_at=at, **_values(belief))


def _values(belief: Belief) -> dict[str, int]:
    return {
        "mean_mg": belief.mean, "doubt_mg": belief.doubt, "spread_mg": belief.spread, "parcels": belief.parcels,
        "units": belief.units, "streak": belief.streak, "vague_mg": belief.vague, "in_book": int(belief.in_book),
    }  # fmt: skip
