"""Rules of places and products, and the places that goods could go to: few questions, each of them bounded.

A place could suit because it is a home of the goods, because the same goods stand there, because it is empty, or, where
none of those has room, because others may stand beside them. Each question reads a bounded number of rows in the order
of the walk, so a warehouse of many places is never read whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, case, func, literal, or_, select

from warehouse_app.domain.items import CONTAINER_MARK, Item
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.putaway.values import Filled, Goods, Limits, Spot, Use
from warehouse_app.store import carrying, items, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Ask
from warehouse_app.store.schema import ledger, storage
from warehouse_app.store.schema.base import WHOLE
from warehouse_app.store.statement import Statement

MOST_SAME = 60
"""Places looked at where the same goods stand."""

MOST_EMPTY = 12
"""Empty or shared places looked at in one look, nearest first."""

_p, _r, _h, _b = ledger.place, storage.place_rule, storage.home_place, ledger.balance
_i, _g, _s, _w = ledger.item, ledger.product, ledger.serial_at, storage.putaway_load
_q = storage.product_rule
_PALLET = f"{CONTAINER_MARK}{PlaceKind.LPN.value}"


class Sought(NamedTuple):
    """Goods with what a search needs besides: their product's row, and where they are."""

    goods: Goods
    product_id: int
    warehouse: str


_RULE = Statement(
    select(_q.c.climate, _q.c.hazard, _q.c.zone, _q.c.demand_class).where(_q.c.product_id == bindparam("product_is"))
)
_IN_WAREHOUSE = func.coalesce(_p.c.warehouse, "") == bindparam("warehouse_is")
"""As no index has it: parcels are places too, and SQLite would walk all of a warehouse for a few known by number."""

_HOMES = Statement(
    select(_h.c.place_id, _h.c.most)
    .join(_p, _p.c.id == _h.c.place_id)
    .where(_h.c.product_id == bindparam("product_is"), _IN_WAREHOUSE)
)
_SAME = Statement(
    select(_b.c.place_id)
    .join(_i, _i.c.id == _b.c.item_id)
    .join(_p, _p.c.id == _b.c.place_id)
    .where(_i.c.product_id == bindparam("product_is"), _b.c.on_hand > 0)
    .where(func.coalesce(_p.c.kind, "") == PlaceKind.BIN.value, _IN_WAREHOUSE)
    .distinct()
    .limit(MOST_SAME)
)
_FARTHEST = Statement(
    select(_p.c.walk_seq)
    .where(_p.c.walk_seq >= 0, func.coalesce(_p.c.kind, "") == PlaceKind.BIN.value)
    .where(_IN_WAREHOUSE)
    .order_by(_p.c.walk_seq.desc(), _p.c.id.desc())
    .limit(1)
)


def _walk(where: ColumnElement[bool], *, shared: bool) -> Statement:
    """Return the bins in the order of the walk whose rule lets these goods in, and that bear the units asked for.

    What is asked of a place is one value of its own (no join, no EXISTS), so that the walk is gone along and left where
    enough is found, and what most places of a full warehouse fail is asked first: whether anything stands there. SQLite
    is kept from the index of kinds; places off the walk it takes from there, for no parcel is on the walk either.
    """
    mine: BindParameter[int] = bindparam("product_is")
    asked = (
        select(_p.c.id)
        .where(_IN_WAREHOUSE, _p.c.active == 1)
        .where(_value(shared=shared, foreign=and_(_h.c.fixed == 1, _h.c.product_id != mine)) == 1)
        .order_by(_p.c.walk_seq, _p.c.id)
        .limit(bindparam("many"))
    )
    kind = _p.c.kind == PlaceKind.BIN.value
    if where is _OFF_THE_WALK:
        return Statement(asked.where(where, kind), sqlite=asked.where(func.coalesce(_p.c.walk_seq, -1) == -1, kind))
    apart = func.coalesce(_p.c.kind, "") == PlaceKind.BIN.value
    return Statement(asked.where(where, kind), sqlite=asked.where(where, apart))


def _value(*, shared: bool, foreign: ColumnElement[bool]) -> ColumnElement[int]:
    """Return 1 where nothing stands or is on its way (but for `shared`), nobody else is at home, and the rule fits."""
    stands, comes = _any(_b.c.place_id == _p.c.id), _any(_w.c.target_id == _p.c.id)
    others = _any(_h.c.place_id == _p.c.id, foreign)
    against = (others,) if shared else (stands, comes, others)
    return case(*((each == 1, 0) for each in against), else_=_fits(shared=shared))


def _any(*where: ColumnElement[bool]) -> ColumnElement[int]:
    """Return 1 where a row is so, else nothing."""
    return select(literal(1)).where(*where).limit(1).correlate(_p).scalar_subquery()


def _fits(*, shared: bool) -> ColumnElement[int]:
    """Return 1 where the rule of a place lets the goods in; `bare` says it of a place without a rule."""
    use: BindParameter[str] = bindparam("use_is")
    climate: BindParameter[str] = bindparam("climate_is")
    zone: BindParameter[str] = bindparam("zone_is")
    good = and_(
        _r.c.locked == 0,
        or_(use == "", _r.c.use == use),
        _r.c.hazard == bindparam("hazard_is"),
        or_(climate == "", _r.c.climate == climate),
        or_(zone == "", _r.c.zone == zone),
        *(_bears(_r.c[column], name) for column, name in _LIMITS),
        *((_r.c.mixes_products == 1,) if shared else ()),
    )
    told = select(case((good, 1), else_=0)).where(_r.c.place_id == _p.c.id).correlate(_p).scalar_subquery()
    return func.coalesce(told, bindparam("bare", type_=WHOLE))


_LIMITS = (("most_units", "units"), ("most_g", "g"), ("volume_mm3", "mm3"))


def _bears(limit: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    return or_(limit.is_(None), limit >= bindparam(name))


_ON_THE_WALK, _OFF_THE_WALK = _p.c.walk_seq >= bindparam("start"), _p.c.walk_seq.is_(None)
_EMPTY, _EMPTY_LOST = (_walk(where, shared=False) for where in (_ON_THE_WALK, _OFF_THE_WALK))
_SHARED, _SHARED_LOST = (_walk(where, shared=True) for where in (_ON_THE_WALK, _OFF_THE_WALK))
_SPOTS = Ask(
    select(
        *(_p.c.id, _p.c.code, _p.c.warehouse, _p.c.walk_seq, _p.c.active, _r.c.use, _r.c.zone, _r.c.climate),
        *(_r.c.hazard, _r.c.most_units, _r.c.most_g, _r.c.volume_mm3, _r.c.most_pallets, _r.c.mixes_products),
        *(_r.c.mixes_lots, _r.c.mixes_owners, _r.c.locked, _r.c.locked_why),
    ).outerjoin(_r, _r.c.place_id == _p.c.id),
    _p.c.id,
)


def _sums(place: Any, qty: Any) -> tuple[Any, ...]:  # noqa: ANN401 - columns
    """Return what is summed of the goods in (or on the way to) a place: the fields of Filled, pallets left out."""
    mine, bulk = _i.c.sku == bindparam("sku_is"), _g.c.length_mm * _g.c.width_mm * _g.c.height_mm
    return (
        place,
        func.sum(qty),
        func.sum(qty * func.coalesce(_g.c.weight_g, 0)),
        func.sum(qty * func.coalesce(bulk, 0)),
        func.sum(case((mine, qty), else_=0)),
        func.max(case((mine, 0), else_=1)),
        func.max(
            case((and_(mine, or_(_i.c.lot != bindparam("lot_is"), _i.c.grade != bindparam("grade_is"))), 1), else_=0)
        ),
        func.max(case((_i.c.owner != bindparam("owner_is"), 1), else_=0)),
    )


_NOT_CARRIED = _i.c.sku.not_like(f"{CONTAINER_MARK}%")
_STANDS = Ask(
    select(*_sums(_b.c.place_id, _b.c.on_hand))
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_b.c.on_hand > 0, _NOT_CARRIED)
    .group_by(_b.c.place_id),
    _b.c.place_id,
)
_lpn = _p.alias()
_ON_PALLETS = Ask(
    select(*_sums(_s.c.place_id, _b.c.on_hand))
    .join(_lpn, and_(_lpn.c.kind == PlaceKind.LPN.value, _lpn.c.code == _s.c.serial))
    .join(_b, _b.c.place_id == _lpn.c.id)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_s.c.sku == _PALLET, _b.c.on_hand > 0, _NOT_CARRIED)
    .group_by(_s.c.place_id),
    _s.c.place_id,
)
_ON_THE_WAY = Ask(
    select(*_sums(_w.c.target_id, _w.c.qty))
    .join(_i, _i.c.id == _w.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_NOT_CARRIED)
    .group_by(_w.c.target_id),
    _w.c.target_id,
)
_PALLETS = Ask(select(_s.c.place_id, func.count()).where(_s.c.sku == _PALLET).group_by(_s.c.place_id), _s.c.place_id)
_PALLETS_COMING = Ask(
    select(_w.c.target_id, func.count())
    .join(_i, _i.c.id == _w.c.item_id)
    .where(_i.c.sku == _PALLET)
    .group_by(_w.c.target_id),
    _w.c.target_id,
)
_OTHERS = Ask(
    select(_h.c.place_id).where(_h.c.fixed == 1, _h.c.product_id != bindparam("product_is")).distinct(), _h.c.place_id
)


def goods_of(desk: Desk, item: Item, qty: int, warehouse: str, *, stage: bool = False) -> Sought | None:
    """Return units of an item as goods to be put away in a warehouse, None where nobody knows the product."""
    product = products.find(desk, item.sku)
    if product is None:
        return None
    row = _RULE.one(desk.connection, product_is=product.id) or ("", "", "", "")
    size = (product.length_mm, product.width_mm, product.height_mm)
    goods = Goods(
        product.sku,
        qty,
        item.lot,
        item.grade,
        item.owner,
        product.weight_g,
        _volume(size),
        *(row[0], row[1], row[2], row[3]),
        stage=stage,
        has_home=bool(homes(desk, int(product.id), warehouse)),
    )
    return Sought(goods, int(product.id), warehouse)


def _volume(size: Iterable[int | None]) -> int | None:
    whole = 1
    for each in size:
        if not each:
            return None
        whole *= each
    return whole


def pallet_of(desk: Desk, pallet: PlaceId, warehouse: str) -> Sought | None:
    """Return a pallet whole as goods: as heavy and large as all that is on it; None where nothing is."""
    found = [(items.get(desk, item_id), qty) for item_id, qty in carrying.contents(desk, pallet)]
    each = [(item, qty, goods_of(desk, item, qty, warehouse)) for item, qty in found if not item.is_container]
    known = [(item, qty, sought) for item, qty, sought in each if sought is not None]
    if not known:
        return None
    first = known[0][2]
    g = sum(qty * (sought.goods.unit_g or 0) for _item, qty, sought in known)
    mm3 = sum(qty * (sought.goods.unit_mm3 or 0) for _item, qty, sought in known)
    told = {name: next((getattr(s.goods, name) for _i, _q, s in known if getattr(s.goods, name)), "")
            for name in ("climate", "hazard", "zone", "demand")}  # fmt: skip
    goods = replace(
        first.goods, qty=1, unit_g=g or None, unit_mm3=mm3 or None, pallet=True,
        kinds=len({item.sku for item, _qty, _sought in known}),
        climate=told["climate"], hazard=told["hazard"], zone=told["zone"], demand=told["demand"],
    )  # fmt: skip
    return first._replace(goods=goods)


def farthest(desk: Desk, warehouse: str) -> int:
    """Return the highest number of a warehouse's walk, 0 where there is none."""
    return int(_FARTHEST.scalar(desk.connection, warehouse_is=warehouse) or 0)


def homes(desk: Desk, product_id: int, warehouse: str) -> Mapping[int, int | None]:
    """Return the forward bins of a product in a warehouse, and up to how many units each is filled."""
    return {row[0]: row[1] for row in _HOMES.all(desk.connection, product_is=product_id, warehouse_is=warehouse)}


def known(desk: Desk, sought: Sought) -> tuple[int, ...]:
    """Return the homes of the goods, and places where the same goods stand."""
    same = _SAME.all(desk.connection, product_is=sought.product_id, warehouse_is=sought.warehouse)
    return (*homes(desk, sought.product_id, sought.warehouse), *(row[0] for row in same))


class Look(NamedTuple):
    """What is looked for: places of a use ("" any) from a number of the walk on (None: out of the walk), in a zone
    ("" any), that bear so many units; `shared`: others may stand there.
    """

    use: str
    start: int | None
    units: int
    zone: str = ""
    shared: bool = False
    many: int = MOST_EMPTY


def looked(desk: Desk, sought: Sought, look: Look) -> tuple[int, ...]:
    """Return the places found by one look, nearest first."""
    goods = sought.goods
    asked = (
        (_SHARED if look.shared else _EMPTY) if look.start is not None else _SHARED_LOST if look.shared else _EMPTY_LOST
    )
    where = {} if look.start is None else {"start": look.start}
    rows = asked.all(
        desk.connection,
        product_is=sought.product_id,
        warehouse_is=sought.warehouse,
        use_is=look.use,
        hazard_is=goods.hazard,
        climate_is=goods.climate,
        zone_is=look.zone,
        units=0 if goods.pallet else look.units,
        g=look.units * (goods.unit_g or 0),
        mm3=look.units * (goods.unit_mm3 or 0),
        many=look.many,
        bare=int(look.use in ("", Use.PICK) and not (goods.hazard or goods.climate or look.zone)),
        **where,
    )
    return tuple(row[0] for row in rows)


def spots(desk: Desk, sought: Sought, place_ids: Iterable[int]) -> tuple[Spot, ...]:
    """Return these places with their rules and what fills them, each once."""
    ids = list(dict.fromkeys(place_ids))
    if not ids:
        return ()
    goods, connection = sought.goods, desk.connection
    filled = _filled(desk, goods, ids)
    mine = homes(desk, sought.product_id, sought.warehouse)
    others = {row[0] for row in _OTHERS.of(connection, ids, product_is=sought.product_id)}
    return tuple(
        replace(
            _spot(row),
            filled=filled.get(row[0], Filled()),
            home=row[0] in mine,
            home_most=mine.get(row[0]),
            others_home=row[0] in others,
        )
        for row in _SPOTS.of(connection, ids)
    )


def _spot(row: Any) -> Spot:  # noqa: ANN401 - a database row
    if row[5] is None:
        return Spot(row[0], row[1], row[2], row[3], active=row[4] == 1)
    return Spot(
        *(row[0], row[1], row[2], row[3], row[5], row[6], row[7], row[8]),
        limits=Limits(*row[9:13]),
        mixes_products=row[13] == 1,
        mixes_lots=row[14] == 1,
        mixes_owners=row[15] == 1,
        locked=row[16] == 1,
        locked_why=row[17],
        active=row[4] == 1,
    )


def _filled(desk: Desk, goods: Goods, ids: list[int]) -> dict[int, Filled]:
    asked = {"sku_is": goods.sku, "lot_is": goods.lot, "grade_is": goods.grade, "owner_is": goods.owner}
    found: dict[int, Filled] = {}
    for question in (_STANDS, _ON_PALLETS, _ON_THE_WAY):
        for row in question.of(desk.connection, ids, **asked):
            now, more = found.get(row[0], Filled()), tuple(int(each or 0) for each in row[1:])
            found[row[0]] = Filled(
                *(now.units + more[0], now.g + more[1], now.mm3 + more[2], now.pallets, now.same + more[3]),
                *(max(now.other_products, more[4]), max(now.other_lots, more[5]), max(now.other_owners, more[6])),
            )
    for pallets in (_PALLETS, _PALLETS_COMING):
        for place, many in pallets.of(desk.connection, ids):
            now = found.get(place, Filled())
            found[place] = replace(now, pallets=now.pallets + int(many))
    return found
