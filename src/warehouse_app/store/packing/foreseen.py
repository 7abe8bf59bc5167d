"""What a pack scan will ask, in as few round trips as its answers depend on each other.

Each question here is asked again, in the same words, where its answer is used; nothing depends on this but time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import select

from warehouse_app.domain.bench import Work
from warehouse_app.store import bench, lookup, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.schema import floor, trade
from warehouse_app.store.statement import Ahead, Found, Statement, Told, ahead, foresee, is_far

_k, _l = floor.pack, trade.order_line
_PACK = packs.BY_ID.given(id_is=bench.AT)
_ORDER = orders.HEAD.given(id_is=select(_k.c.order_id).where(_k.c.id == bench.AT).scalar_subquery())


def of_scan(station: str, text: str) -> tuple[Ahead, ...]:
    """Return what a scan begins with: the bench, its pack and order, and what the shot means."""
    here = {"station_is": station, "work_is": Work.PACK.value}

    def packed(found: Found, n: int) -> Told:
        return [(packs.BY_ID, {"id_is": row[0]}, [row]) for row in found[n]]

    def ordered(found: Found, n: int) -> Told:
        return [(orders.HEAD, {"id_is": row[0]}, [row]) for row in found[n]]

    return (
        bench.ahead_of(station, Work.PACK),
        Ahead(_PACK, here, packed),
        Ahead(_ORDER, here, ordered),
        *(lookup.ahead_of(text) if text.strip() else ()),
    )


@cache
def _lying() -> Statement:
    lines = select(_l.c.id).where(_l.c.order_id == orders.ORDER, _l.c.sku == orders.SKU)
    return Statement(goods.net(goods.LEG_LINE.in_(lines)))


def item(desk: Desk, order_id: int, sku: str) -> None:
    """Foresee what counting an item asks: the product, the lines that sell it, where their goods lie."""
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


def counted(desk: Desk, pack: Pack, lines: Sequence[int], many: int) -> None:
    """Foresee what an answer shows once goods were counted: the touched lines and the order at hand."""
    if not is_far(desk.connection):
        return
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
