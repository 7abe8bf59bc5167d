"""What a pack scan will ask, in as few round trips as its answers depend on each other.

Each question here is asked again, in the same words, where its answer is used; nothing depends on this but time. What
a scan leaves of the order is known before it is written: the answers of before, and what was taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from sqlalchemy import BigInteger, cast, column, exists, func, select, true, union_all, values

from warehouse_app.domain.bench import Work
from warehouse_app.domain.items import ProductKind, sku_key
from warehouse_app.domain.packing.judge import Take
from warehouse_app.store import bench, items, lookup, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.schema import floor, ledger, office, trade, verdicts
from warehouse_app.store.statement import Ahead, Found, Params, Row, Statement, Told, ahead, foresee, is_far, known
from warehouse_app.store.statement import remember as answer_written
from warehouse_app.store.verdicts import lots

_n, _k, _p, _l, _o = floor.bench, floor.pack, floor.parcel, trade.order_line, trade.orders
_c, _u, _person = trade.customer, trade.order_sum, office.person
_g, _b, _place, _i, _leg = ledger.product, ledger.barcode, ledger.place, ledger.item, ledger.leg
_shot, _block, _lot = _g.alias("shot"), verdicts.lot_block, ledger.lot

_WANTED, _REQUIRED, _PACKED = 5, 6, 7
"""Where an order line's answer has its units."""

_SKU, _PERSON = 1, 5
"""Where a product's row has its SKU, and a pack's row its person."""

_HEAD_AT = 3 + len(packs.COLUMNS)
_SUMS_AT = _HEAD_AT + len(orders.HEAD_COLUMNS)
_CODE_AT = _SUMS_AT + len(orders.SUM_COLUMNS)
_HERE = Statement(
    select(_n.c.ref, _n.c.stop, _n.c.memory, *packs.COLUMNS, *orders.HEAD_COLUMNS, *orders.SUM_COLUMNS, _person.c.code)
    .select_from(_n)
    .outerjoin(_k, _k.c.id == _n.c.ref)
    .outerjoin(_p, _p.c.id == _k.c.parcel_id)
    .outerjoin(_o, _o.c.id == _k.c.order_id)
    .outerjoin(_c, _c.c.id == _o.c.customer_id)
    .outerjoin(_u, _u.c.order_id == _o.c.id)
    .outerjoin(_person, _person.c.id == _k.c.person)
    .where(*bench.HERE)
)
"""The bench, its pack, the order in it, its sums, and whose work it is."""

_ORDER_HERE = select(_k.c.order_id).where(_k.c.id == bench.AT).scalar_subquery()
_OPEN_HERE = orders.OPEN.given(order_is=_ORDER_HERE)
_LINES_AT = len(products.COLUMNS)
_LINE_AT = _LINES_AT + 1
_LYING_AT = _LINE_AT + len(orders.LINE_COLUMNS)
_PLACE_AT = _LYING_AT + 3
_KIND_AT = _PLACE_AT + 1
_ITEM_AT = _PLACE_AT + len(places.COLUMNS)
_LOT_AT, _BLOCKED_AT = _ITEM_AT + 1, _ITEM_AT + 5
_DAY_AT = _BLOCKED_AT + 1

_AT_BENCH = frozenset(kind.value for kind in goods.AT_BENCH)


@cache
def _shot_here() -> Statement:
    """Return the question for the product that a shot names, the lines at hand that sell it, and where they lie.

    Each table is reached by one key that is known when its turn comes, whatever a server thinks of its size.
    """
    named = union_all(
        select(_b.c.product_id).where(_b.c.code == lookup.UPPER),
        select(_b.c.product_id).where(_b.c.code == lookup.GTIN),
        select(_g.c.id).where(_g.c.sku_key == lookup.UPPER),
    ).limit(1)
    ends = (
        values(column("place_id", BigInteger), column("q", BigInteger), name="ends")
        .data([(_leg.c.target, _leg.c.qty), (_leg.c.source, -_leg.c.qty)])
        .lateral()
    )
    net = func.sum(ends.c.q)
    lying = (
        select(ends.c.place_id, _leg.c.item_id, cast(net, BigInteger).label("qty"))
        .select_from(_leg.join(ends, true()))
        .where(_leg.c.line_id == _l.c.id)
        .group_by(ends.c.place_id, _leg.c.item_id)
        .having(net > 0)
        .correlate(_l)
        .lateral("lying")
    )
    blocked = exists().where(_block.c.sku == _shot.c.sku, _block.c.released_at.is_(None)).correlate(_shot)
    day = select(_lot.c.last_ship_day).where(_lot.c.sku == _i.c.sku, _lot.c.lot == _i.c.lot, _i.c.lot != "")
    return Statement(
        select(*(_shot.c[each.name] for each in products.COLUMNS), orders.LEFT, *orders.LINE_COLUMNS, *lying.c)
        .add_columns(*places.COLUMNS, *_ITEM, blocked, day.correlate(_i).scalar_subquery(), _l.c.kind)
        .select_from(_shot)
        .outerjoin(_l, (_l.c.order_id == _ORDER_HERE) & (_l.c.sku == _shot.c.sku))
        .outerjoin(_g, _g.c.id == _l.c.product_id)
        .outerjoin(lying, true())
        .outerjoin(_place, _place.c.id == lying.c.place_id)
        .outerjoin(_i, _i.c.id == lying.c.item_id)
        .where(_shot.c.id == named.scalar_subquery())
    )


_ITEM = (_i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _i.c.owner)


def of_scan(station: str, text: str, many: int) -> tuple[Ahead, ...]:
    """Return what a scan begins with: the bench, its pack and order with `many` next lines, and what the shot means."""
    here = {"station_is": station, "work_is": Work.PACK.value}
    meant = lookup.ahead_of(text) if text.strip() else ()

    def opened(found: Found, n: int) -> Told:
        return _told_open(found[n - 1], found[n], many)

    def shot(found: Found, n: int) -> Told:
        return _told_shot(found[n - 3], found[n])

    at = Ahead(_HERE, here, lambda found, n: _told_here(here, found[n]))
    following = Ahead(_OPEN_HERE, {**here, "many": many + 1}, opened)
    if len(meant) != 1:  # a card, a barcode of ours, or what may be two codes
        return (at, following, *meant)
    named = {name: meant[0].params[name] for name in ("upper_is", "gtin_is")}
    return (at, following, *meant, Ahead(_shot_here(), {**here, **named}, shot))


def _told_here(here: Params, rows: list[Row]) -> Told:
    yield bench.READ, here, [row[:3] for row in rows]
    for row in rows:
        if row[0] is None:
            return
        pack, head, sums = row[3:_HEAD_AT], row[_HEAD_AT:_SUMS_AT], row[_SUMS_AT:_CODE_AT]
        yield packs.BY_ID, {"id_is": row[0]}, [pack] if pack[0] is not None else []
        if head[0] is not None:
            yield orders.HEAD, {"id_is": head[0]}, [head]
            yield orders.SUMS, {"order_is": head[0]}, [sums] if sums[0] is not None else []
        if pack[_PERSON] is not None:
            yield packs.CODE, {"id_is": pack[_PERSON]}, [row[_CODE_AT:]] if row[_CODE_AT] is not None else []


def _told_open(at: list[Row], rows: list[Row], many: int) -> Told:
    for row in at:
        order = row[_HEAD_AT]
        if order is not None:
            yield orders.NEXT, {"order_is": order, "many": many}, [each[:1] for each in rows[:many]]
            yield orders.OPEN, {"order_is": order, "many": many + 1}, rows


def _told_shot(at: list[Row], rows: list[Row]) -> Told:
    if not rows:
        return
    sku, order = rows[0][_SKU], next((row[_HEAD_AT] for row in at), None)
    yield products.BY_KEY, {"key_is": sku_key(sku)}, [rows[0][:_LINES_AT]]
    if not rows[0][_BLOCKED_AT]:  # which lots are blocked is asked where any is
        yield lots.ACTIVE, {"sku_is": sku}, []
    if order is None:
        return
    of_line: dict[int, list[Row]] = {}
    for row in sorted((row for row in rows if row[-1] == ProductKind.GOODS.value), key=itemgetter(_LINE_AT + 1)):
        of_line.setdefault(row[_LINE_AT], []).append(row)
    selling = {"order_is": order, "sku_is": sku}
    yield orders.SELLING, selling, [(line, each[0][_LINES_AT]) for line, each in of_line.items()]
    all_lying: list[Row] = []
    for line, each in of_line.items():
        lying = sorted((line, *row[_LYING_AT:_PLACE_AT]) for row in each if row[_KIND_AT] in _AT_BENCH)
        all_lying += lying
        yield goods.OF_LINE, {"line_is": line}, lying
        told = each[0][_LINE_AT:_LYING_AT]
        if told[_WANTED] == told[_REQUIRED]:  # why a line is short is asked where it is
            yield orders.LINE, {"id_is": line}, [(*told, None)]
    yield _lying(), selling, all_lying
    for row in rows:
        if row[_KIND_AT] in _AT_BENCH:
            yield places.BY_ID, {"id_is": row[_PLACE_AT]}, [row[_PLACE_AT:_ITEM_AT]]
            yield items.GET, {"id_is": row[_LYING_AT + 1]}, [row[_ITEM_AT:_BLOCKED_AT]]
            if row[_LOT_AT]:
                yield lots.LAST_DAY, {"sku_is": row[_ITEM_AT], "lot_is": row[_LOT_AT]}, [(row[_DAY_AT],)]


@cache
def _lying() -> Statement:
    lines = select(_l.c.id).where(_l.c.order_id == orders.ORDER, _l.c.sku == orders.SKU)
    return Statement(goods.net(goods.LEG_LINE.in_(lines)))


def item(desk: Desk, order_id: int, sku: str) -> None:
    """Foresee what counting an item asks, where the shot did not tell: product, lines that sell it, their goods."""
    if not is_far(desk.connection):
        return

    def lying(found: Found, n: int) -> Told:
        lines = [row[0] for row in found[n - 1]]
        return [(goods.OF_LINE, {"line_is": line}, [row for row in found[n] if row[0] == line]) for line in lines]

    selling = {"order_is": order_id, "sku_is": sku}
    foresee(
        desk.connection,
        products.ahead_of(sku),
        ahead(orders.SELLING, **selling),
        Ahead(_lying(), selling, lying),
    )


def left_by(desk: Desk, pack: Pack, takes: Sequence[Take], many: int) -> Told:
    """Return the answers that will be true once these units are packed, as far as what is known now tells them."""
    if not is_far(desk.connection):
        return ()
    order, taken = pack.order_id, {each.line_id: each.qty for each in takes}
    told: list[tuple[Statement, Params, list[Row]]] = [(goods.ANYTHING, {"place_is": pack.place}, [(pack.place,)])]
    for each in known(desk.connection, orders.SUMS, order_is=order) or ():
        ordered, packed, to_pack, *more = each
        many_taken = sum(taken.values())  # of what was left: no line is packed beyond
        told.append((orders.SUMS, {"order_is": order}, [(ordered, packed + many_taken, to_pack - many_taken, *more)]))
    for line, qty in taken.items():
        for row in known(desk.connection, orders.LINE, id_is=line) or ():
            after = (*row[:_PACKED], row[_PACKED] + qty, *row[_PACKED + 1 :])
            told.append((orders.LINE, {"id_is": line}, [after]))
    rows = known(desk.connection, orders.OPEN, order_is=order, many=many + 1)
    still = [row[:1] for row in rows or () if row[2] > taken.get(row[1], 0)]
    if rows is not None and (len(still) >= many or len(rows) <= many):
        told.append((orders.NEXT, {"order_is": order, "many": many}, still[:many]))
    return told


def counted(desk: Desk, pack: Pack, lines: Sequence[int], many: int, left: Told = ()) -> None:
    """Foresee what an answer shows once goods were counted: the touched lines and the order at hand.

    `left` is what is known of them.
    """
    if not is_far(desk.connection):
        return
    for statement, params, rows in left:
        answer_written(desk.connection, statement, rows, **params)
    foresee(
        desk.connection,
        ahead(orders.SUMS, order_is=pack.order_id),
        *(ahead(orders.LINE, id_is=line) for line in lines),
        ahead(packs.BY_ID, id_is=pack.id),
        ahead(orders.HEAD, id_is=pack.order_id),
        *(ahead(packs.CODE, id_is=person) for person in dict.fromkeys(pack.people)),
        ahead(orders.NEXT, order_is=pack.order_id, many=many),
        ahead(goods.ANYTHING, place_is=pack.place),
    )
