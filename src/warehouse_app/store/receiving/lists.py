"""The list of receipts, and one receipt whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, func, literal, or_, select

from warehouse_app.domain.photos import About
from warehouse_app.domain.receiving.values import ParkedThing, ReceiptLine, ReceiptRow, ReceiptState
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins, begins_in_any_case, holds
from warehouse_app.store.schema import ledger, office, purchasing

_r, _l, _k = purchasing.receipt, purchasing.receipt_line, purchasing.parked
_o, _d, _s, _pl = purchasing.purchase_order, purchasing.delivery, purchasing.supplier, purchasing.purchase_line
_i, _g, _p, _person = ledger.item, ledger.product, ledger.place, office.person
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_WAITS = select(_k.c.id).where(_k.c.receipt_id == _r.c.id, _k.c.solved_at.is_(None)).correlate(_r).exists()
_ODD = (
    select(_l.c.seq)
    .where(_l.c.receipt_id == _r.c.id, or_(*(_l.c.verdict == each for each in ("over", "unordered", "damaged"))))
    .correlate(_r)
    .exists()
)
_VIEWS: Mapping[str, ColumnElement[bool]] = {
    "all": literal(1) == 1,
    "open": _r.c.state == ReceiptState.OPEN.value,
    "parked": _WAITS,
    "differing": _ODD,
    "blind": _r.c.purchase_order_id.is_(None) & _r.c.delivery_id.is_(None),
}
FILTERS = frozenset({"supplier", "warehouse", "who"})
MOST_LINES = 500
"""Scans that a receipt shows, newest first."""


def _narrowed(name: str, value: str) -> ColumnElement[bool]:
    if name == "supplier":
        return _r.c.supplier_id.in_(select(_s.c.id).where(_s.c.code == value))
    if name == "who":
        return _r.c.who.in_(select(_person.c.id).where(_person.c.code == value))
    return _r.c[name] == value


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [_VIEWS.get(query.view, literal(1) == 0)]
    found += [_narrowed(name, value) for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if not text:
        return found
    with_goods = select(_l.c.receipt_id).join(_i, _i.c.id == _l.c.item_id).where(_i.c.sku == text.upper())
    named = select(_s.c.id).where(or_(begins(_s.c.code, text.upper()), holds(_s.c.name, text)))
    return [
        *found,
        or_(
            begins(_r.c.code, text.upper()),
            begins_in_any_case(_r.c.supplier_ref, text),
            _r.c.purchase_order_id.in_(select(_o.c.id).where(begins(_o.c.code, text.upper()))),
            _r.c.delivery_id.in_(select(_d.c.id).where(begins(_d.c.code, text.upper()))),
            _r.c.supplier_id.in_(named),
            _r.c.id.in_(with_goods),
        ),
    ]


def _of(verdict: str) -> Any:  # noqa: ANN401 - an expression of Core
    return func.sum(case((_l.c.verdict == verdict, _l.c.qty), else_=0))


_ITEMS = (
    select(_l.c.receipt_id, _i.c.sku, func.sum(_l.c.qty).label("qty"))
    .add_columns(_of("over").label("over"), _of("unordered").label("unordered"), _of("damaged").label("damaged"))
    .join(_i, _i.c.id == _l.c.item_id)
    .where(_l.c.receipt_id.in_(_IDS))
    .group_by(_l.c.receipt_id, _i.c.sku)
    .subquery()
)
_SUMS = select(
    _ITEMS.c.receipt_id, func.sum(case((_ITEMS.c.qty > 0, 1), else_=0)), *(
        func.sum(_ITEMS.c[name]) for name in ("qty", "over", "unordered", "damaged")
    )
).group_by(_ITEMS.c.receipt_id)  # fmt: skip
_ASIDE = (
    select(_k.c.receipt_id, func.count())
    .where(_k.c.receipt_id.in_(_IDS), _k.c.solved_at.is_(None))
    .group_by(_k.c.receipt_id)
)


def _text(column: Any) -> Any:  # noqa: ANN401 - an expression of Core
    return func.coalesce(column, "")


_ROWS = (
    select(_r.c.id, _r.c.code, _r.c.state, _text(_o.c.code), _text(_d.c.code), _text(_s.c.code), _text(_s.c.name))
    .add_columns(_r.c.supplier_ref, _r.c.warehouse, _r.c.at, _text(_r.c.closed_at), _text(_person.c.name), _r.c.station)
    .outerjoin(_o, _o.c.id == _r.c.purchase_order_id)
    .outerjoin(_d, _d.c.id == _r.c.delivery_id)
    .outerjoin(_s, _s.c.id == _r.c.supplier_id)
    .outerjoin(_person, _person.c.id == _r.c.who)
    .where(_r.c.id.in_(_IDS))
)


def rows(desk: Desk, keys: list[int]) -> Mapping[int, ReceiptRow]:
    """Return the receipts of these keys with the sums of their lines."""
    ids = {"ids": keys}
    sums = {row[0]: tuple(int(each) for each in row[1:]) for row in desk.connection.execute(_SUMS, ids)}
    aside = {row[0]: int(row[1]) for row in desk.connection.execute(_ASIDE, ids)}
    found = {}
    for row in desk.connection.execute(_ROWS, ids):
        figures = (*sums.get(row[0], (0, 0, 0, 0, 0)), aside.get(row[0], 0))
        facts: tuple[Any, ...] = (row[0], row[1], ReceiptState(row[2]), *row[3:], *figures)
        found[row[0]] = ReceiptRow(*facts)
    return found


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many receipts it shows."""
    return count_views(desk, _r, _VIEWS)


def choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the suppliers whose goods came, and the warehouses there are."""
    came = select(_s.c.code).where(_s.c.id.in_(select(_r.c.supplier_id))).order_by(_s.c.code)
    houses = select(ledger.warehouse.c.code).order_by(ledger.warehouse.c.code)
    told = (desk.connection.execute(asked) for asked in (came, houses))
    first, second = (tuple(str(row[0]) for row in found) for found in told)
    return first, second


RECEIPTS = Listing(
    key=_r.c.id,
    sorts={"code": _r.c.code, "at": _r.c.at, "state": _r.c.state, "supplier_ref": _r.c.supplier_ref},
    sort="at",
    where=_where,
    read=rows,
    filters=FILTERS,
    views=frozenset(_VIEWS),
)
"""All receipts."""


def lines(desk: Desk, receipt_id: int) -> tuple[tuple[ReceiptLine, ...], int]:
    """Return what scans brought and took back under a receipt, newest first, and how many there are beyond."""
    asked = (
        select(_l.c.seq, _l.c.at, _text(_person.c.name), _i.c.sku, _text(_g.c.name), _i.c.lot, _i.c.serial, _i.c.grade)
        .add_columns(_p.c.code, _l.c.qty, _l.c.verdict, _l.c.price_e4, _pl.c.price_e4)
        .add_columns(photos.how_many(About.RECEIPT_LINE))
        .join(_i, _i.c.id == _l.c.item_id)
        .join(_p, _p.c.id == _l.c.place_id)
        .outerjoin(_g, _g.c.id == _i.c.product_id)
        .outerjoin(_pl, _pl.c.id == _l.c.purchase_line_id)
        .outerjoin(_person, _person.c.id == _l.c.who)
        .where(_l.c.receipt_id == receipt_id)
        .order_by(_l.c.seq.desc())
        .limit(MOST_LINES)
    )
    found = tuple(ReceiptLine(*row) for row in desk.connection.execute(asked))
    total = desk.connection.execute(select(func.count()).where(_l.c.receipt_id == receipt_id)).scalar_one()
    return found, int(total) - len(found)


def parked(desk: Desk, receipt_id: int | None = None) -> tuple[ParkedThing, ...]:
    """Return what stands aside: under one receipt all of it, else all that nobody dealt with yet, oldest first."""
    mine = _k.c.solved_at.is_(None) if receipt_id is None else _k.c.receipt_id == receipt_id
    asked = (
        select(_k.c.id, _r.c.code, _k.c.barcode, _k.c.note, _k.c.qty)
        .add_columns(photos.how_many(About.PARKED), _k.c.at, _text(_person.c.name))
        .add_columns(_text(_k.c.solved_at))
        .join(_r, _r.c.id == _k.c.receipt_id)
        .outerjoin(_person, _person.c.id == _k.c.who)
        .where(mine)
        .order_by(_k.c.id)
        .limit(MOST_LINES)
    )
    return tuple(ParkedThing(*row) for row in desk.connection.execute(asked))
