"""Stock for lists: sums by product, places of a product, and its newest movements."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, case, func, or_, select

from warehouse_app.domain.items import container_item
from warehouse_app.domain.places import OUTSIDE, PlaceKind
from warehouse_app.domain.stock import StockEvent, StockPlace, StockRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.patterns import ESCAPE, itself
from warehouse_app.store.products import lookup_form
from warehouse_app.store.schema import ledger, office, trade
from warehouse_app.store.statement import Statement

NEWEST = 50
"""Movements a product's story shows."""

EVER = "9999"
"""Later than any moment."""

_b, _i, _p, _g, _o = ledger.balance, ledger.item, ledger.place, ledger.product, ledger.pool
_leg, _e, _line, _order = ledger.leg, ledger.entry, trade.order_line, trade.orders
_s, _where = ledger.serial_at, ledger.place.alias()
_gone = (
    select(_s.c.serial)
    .join(_where, _where.c.id == _s.c.place_id)
    .where(_s.c.sku == container_item("PARCEL", "").sku, _s.c.serial == _p.c.code, _where.c.kind == "CUSTOMER")
    .correlate(_p)
    .exists()
)
INSIDE = and_(~or_(*(_p.c.kind == kind.value for kind in OUTSIDE)), or_(_p.c.kind != PlaceKind.PARCEL.value, ~_gone))
"""Inside the company's walls: what lies in a parcel that was handed over is not."""

STANDS = case((_p.c.id.is_(None), 0), (INSIDE, 1), else_=0)
PROMISED = (
    select(func.coalesce(func.sum(_o.c.promised), 0)).where(_o.c.sku == _g.c.sku, _o.c.lot == "*").scalar_subquery()
)
POOLED = select(func.coalesce(func.sum(_o.c.on_hand), 0)).where(_o.c.sku == _g.c.sku, _o.c.lot == "*").scalar_subquery()
_ROWS = Statement(
    select(_g.c.sku, _g.c.name, func.coalesce(func.sum(_b.c.on_hand * STANDS), 0), PROMISED, POOLED)
    .add_columns(func.coalesce(func.sum(STANDS), 0))
    .outerjoin(_i, _i.c.product_id == _g.c.id)
    .outerjoin(_b, _b.c.item_id == _i.c.id)
    .outerjoin(_p, _p.c.id == _b.c.place_id)
    .where(
        _g.c.kind == "goods",
        or_(
            _g.c.sku_key.like(bindparam("starts"), escape=ESCAPE),
            _g.c.name.ilike(bindparam("part"), escape=ESCAPE),
            _g.c.id.in_(select(ledger.barcode.c.product_id).where(ledger.barcode.c.code == bindparam("code_is"))),
        ),
    )
    .group_by(_g.c.id)
    .order_by(_g.c.sku)
    .limit(bindparam("many"))
    .offset(bindparam("first")),
)
_PLACES = Statement(
    select(*(_p.c.warehouse, _p.c.code, _p.c.kind, _i.c.lot, _i.c.serial, _i.c.grade, _b.c.on_hand, _b.c.held))
    .join(_i, _i.c.id == _b.c.item_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_i.c.sku == bindparam("sku_is"), _b.c.on_hand > 0, INSIDE)
    .order_by(_p.c.kind, _p.c.code),
)
_from, _to = _p.alias(), _p.alias()
_STORY = Statement(
    select(_e.c.at, _e.c.kind, _from.c.code, _to.c.code, _leg.c.qty, func.coalesce(office.person.c.name, ""))
    .add_columns(func.coalesce(_order.c.code, ""), _e.c.why)
    .select_from(_leg)
    .join(_i, _i.c.id == _leg.c.item_id)
    .join(_e, _e.c.seq == _leg.c.entry_seq)
    .join(_from, _from.c.id == _leg.c.source)
    .join(_to, _to.c.id == _leg.c.target)
    .outerjoin(_line, _line.c.id == _leg.c.line_id)
    .outerjoin(_order, _order.c.id == _line.c.order_id)
    .outerjoin(office.person, office.person.c.id == _e.c.who)
    .where(_i.c.sku == bindparam("sku_is"), _e.c.at <= bindparam("until"))
    .order_by(_e.c.seq.desc(), _leg.c.n)
    .limit(NEWEST),
)
_WAREHOUSES = Statement(select(_o.c.warehouse).where(_o.c.sku == bindparam("sku_is")).distinct())


def rows(desk: Desk, text: str, limit: int, offset: int) -> tuple[StockRow, ...]:
    """Return products whose SKU begins with `text`, whose name has it, or whose barcode it is."""
    safe = itself(text.strip())
    found = _ROWS.all(
        desk.connection,
        starts=f"{safe.upper()}%",
        part=f"%{safe}%",
        code_is=lookup_form(text),
        many=limit,
        first=offset,
    )
    return tuple(StockRow(row[0], row[1], row[2], row[3], row[4] - row[3], row[5]) for row in found)


def places(desk: Desk, sku: str) -> tuple[StockPlace, ...]:
    """Return where a product stands, inside the company's walls."""
    return tuple(StockPlace(*row) for row in _PLACES.all(desk.connection, sku_is=sku))


def story(desk: Desk, sku: str, until: str = EVER) -> tuple[StockEvent, ...]:
    """Return the newest movements of a product up to a moment, newest first."""
    return tuple(StockEvent(*row) for row in _STORY.all(desk.connection, sku_is=sku, until=until))


def warehouses(desk: Desk, sku: str) -> tuple[str, ...]:
    """Return the warehouses that ever had a product."""
    return tuple(row[0] for row in _WAREHOUSES.all(desk.connection, sku_is=sku))
