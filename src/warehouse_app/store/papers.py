"""The facts that papers show: of a parcel, what is packed in it, a manifest, places and products to label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import customers, kitlines
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.store.statement import Statement

MOST_LABELS = 2_000
"""Place or product labels in one document."""


class ParcelFacts(NamedTuple):
    """A parcel with its order. `parcels` is how many the order has so far, `complete` that nothing is left to pack."""

    id: int
    code: str
    n: int
    parcels: int
    complete: bool
    state: str
    tracking: str
    carrier: str
    service: str
    weight_g: int
    weight_from: str
    labelled_at: str
    order_id: int
    order: str
    placed_at: str
    customer: str
    country: str
    zone: str
    address: tuple[str, ...]


class SlipFacts(NamedTuple):
    """One goods line of the order: what is packed in this parcel, and in parcels before it.

    Or the line of a kit (`kit`): how many of it are whole; the lines of its parts (`part`) follow.
    """

    sku: str
    name: str
    ordered: int
    packed: int
    earlier: int
    kit: bool = False
    part: bool = False


class ManifestFacts(NamedTuple):
    """A manifest's head. `seal` is the hash kept when it was closed."""

    id: int
    code: str
    carrier: str
    closed_at: str
    seal: str
    zone: str


class ManifestRow(NamedTuple):
    """One parcel of a manifest."""

    code: str
    tracking: str
    order: str
    recipient: str
    country: str
    service: str
    weight_g: int


_p, _o, _l, _c = floor.parcel, trade.orders, trade.order_line, trade.customer
_w, _leg, _m, _mp = ledger.warehouse, ledger.leg, floor.manifest, floor.manifest_parcel
_g, _place, _seal = ledger.product, ledger.place, ledger.seal
_GOODS = _l.c.kind == ProductKind.GOODS.value
_brothers = _p.alias()
_COUNT = (
    select(func.count())
    .where(_brothers.c.order_id == _p.c.order_id, _brothers.c.state != ParcelState.VOIDED.value)
    .correlate(_p)
    .scalar_subquery()
)
_LEFT = (
    select(func.count())
    .where(_l.c.order_id == _p.c.order_id, _GOODS, _l.c.packed < _l.c.qty - _l.c.cancelled)
    .correlate(_p)
    .scalar_subquery()
)
_PARCEL = Statement(
    select(_p.c.id, _p.c.code, _p.c.n, _COUNT, _LEFT, _p.c.state, _p.c.tracking, _p.c.carrier, _p.c.service)
    .add_columns(_p.c.weight_g, _p.c.weight_from, _p.c.labelled_at, _o.c.id, _o.c.code, _o.c.placed_at)
    .add_columns(_c.c.code, _o.c.country, _w.c.timezone, _o.c.customer_id)
    .join_from(_p, _o, _o.c.id == _p.c.order_id)
    .outerjoin(_c, _c.c.id == _o.c.customer_id)
    .outerjoin(_w, _w.c.code == _o.c.warehouse)
    .where(_p.c.id == bindparam("id_is"))
)
_PARCEL_ID = Statement(
    select(_p.c.id)
    .where(or_(_p.c.code == bindparam("code_is"), _p.c.tracking == bindparam("tracking_is")))
    .order_by(_p.c.id)
    .limit(1)
)
_LINES = Statement(
    select(_l.c.id, _l.c.sku, _l.c.description, _g.c.name, _l.c.qty - _l.c.cancelled)
    .add_columns(_l.c.n, kitlines.kit_n(_l), kitlines.each(_l), kitlines.is_kit(_l))
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id == bindparam("order_is"), or_(_GOODS, kitlines.is_kit(_l)))
    .order_by(_l.c.n)
)


def _moved(end: Any) -> Statement:  # noqa: ANN401 - a column
    """Units that legs of an order's lines brought into (or out of) its parcels."""
    return Statement(
        select(_leg.c.line_id, _p.c.n, func.sum(_leg.c.qty))
        .join_from(_p, _leg, end == _p.c.place_id)
        .where(_p.c.order_id == bindparam("order_is"), _leg.c.line_id.is_not(None))
        .group_by(_leg.c.line_id, _p.c.n)
    )


_INTO, _OUT_OF = _moved(_leg.c.target), _moved(_leg.c.source)
_MANIFEST = Statement(
    select(_m.c.id, _m.c.code, _m.c.carrier, _m.c.closed_at, _m.c.seal, _w.c.timezone)
    .outerjoin(_w, _w.c.code == _m.c.warehouse)
    .where(_m.c.id == bindparam("id_is"))
)
_MANIFEST_ID = Statement(select(_m.c.id).where(_m.c.code == bindparam("code_is")))
_MANIFEST_ROWS = Statement(
    select(_p.c.code, _p.c.tracking, _o.c.code, _o.c.id, _o.c.customer_id, _c.c.code, _o.c.country)
    .add_columns(_p.c.service, _p.c.weight_g)
    .join_from(_mp, _p, _p.c.id == _mp.c.parcel_id)
    .join(_o, _o.c.id == _p.c.order_id)
    .outerjoin(_c, _c.c.id == _o.c.customer_id)
    .where(_mp.c.manifest_id == bindparam("id_is"))
    .order_by(_p.c.code)
)
_SEAL_NUMBER = Statement(select(_seal.c.n).where(_seal.c.hash == bindparam("hash_is")))
_WAREHOUSES = Statement(select(_w.c.code).order_by(_w.c.code))
_ZONE = Statement(select(_w.c.timezone).where(_w.c.code == bindparam("code_is")))
_BINS = Statement(
    select(_place.c.code, _place.c.warehouse)
    .where(_place.c.kind == PlaceKind.BIN.value, _place.c.active == 1)
    .order_by(_place.c.warehouse, func.coalesce(_place.c.walk_seq, 0), _place.c.code)
    .limit(MOST_LABELS)
)


def parcel_id(desk: Desk, code: str) -> int | None:
    """Return the parcel of that code or tracking code."""
    found = _PARCEL_ID.scalar(desk.connection, code_is=code.upper(), tracking_is=code)
    return None if found is None else int(found)


def parcel(desk: Desk, row_id: int) -> ParcelFacts | None:
    """Return a parcel's facts."""
    row = _PARCEL.one(desk.connection, id_is=row_id)
    if row is None:
        return None
    address = customers.ship_to(desk, row[12], row[18])
    return ParcelFacts(
        id=row[0],
        code=row[1],
        n=row[2],
        parcels=row[3],
        complete=row[4] == 0,
        state=row[5],
        tracking=row[6],
        carrier=row[7],
        service=row[8],
        weight_g=row[9] or 0,
        weight_from=row[10],
        labelled_at=row[11] or "",
        order_id=row[12],
        order=row[13],
        placed_at=row[14],
        customer=row[15] or "",
        country=row[16],
        zone=row[17] or "UTC",
        address=address.lines if address else (),
    )


def packed_units(desk: Desk, order_id: int) -> dict[tuple[int, int], int]:
    """Return how many units of each line lie in each parcel of an order, by line and the parcel's number."""
    packed: dict[tuple[int, int], int] = {}
    for statement, sign in ((_INTO, 1), (_OUT_OF, -1)):
        for line, parcel_n, units in statement.all(desk.connection, order_is=order_id):
            packed[line, parcel_n] = packed.get((line, parcel_n), 0) + sign * units
    return packed


def slip_lines(desk: Desk, order_id: int, n: int) -> tuple[SlipFacts, ...]:
    """Return the goods lines of an order as they concern its parcel number `n`, in the order's own order."""
    packed = packed_units(desk, order_id)
    found = []
    parts: dict[int, list[tuple[int, SlipFacts]]] = defaultdict(list)
    for row in _LINES.all(desk.connection, order_is=order_id):
        earlier = sum(units for (line, parcel_n), units in packed.items() if line == row[0] and parcel_n < n)
        kit, each = bool(row[8]), row[7]
        one = SlipFacts(row[1], row[3] or row[2], row[4], packed.get((row[0], n), 0), earlier, kit, part=each > 0)
        found.append((row[5], one))
        if each:
            parts[row[6]].append((each, one))
    return tuple(_whole(one, parts[at]) if one.kit else one for at, one in found)


def _whole(kit: SlipFacts, parts: Sequence[tuple[int, SlipFacts]]) -> SlipFacts:
    """Return how many of a kit are wanted, and whole with this parcel and with those before it."""
    wanted = min(part.ordered // each for each, part in parts)
    so_far = min((part.packed + part.earlier) // each for each, part in parts)
    earlier = min(part.earlier // each for each, part in parts)
    return kit._replace(ordered=wanted, packed=so_far - earlier, earlier=earlier)


def manifest_id(desk: Desk, code: str) -> int | None:
    """Return the manifest of that code."""
    found = _MANIFEST_ID.scalar(desk.connection, code_is=code.upper())
    return None if found is None else int(found)


def manifest(desk: Desk, row_id: int) -> ManifestFacts | None:
    """Return a manifest's head."""
    row = _MANIFEST.one(desk.connection, id_is=row_id)
    return None if row is None else ManifestFacts(row[0], row[1], row[2], row[3] or "", row[4], row[5] or "UTC")


def manifest_rows(desk: Desk, row_id: int) -> tuple[ManifestRow, ...]:
    """Return the parcels of a manifest by code. `recipient` is the address's first line, or the customer's code."""
    out = []
    for row in _MANIFEST_ROWS.all(desk.connection, id_is=row_id):
        address = customers.ship_to(desk, row[3], row[4])
        lines = address.lines if address else ()
        country = (address.country if address else "") or row[6]
        out.append(
            ManifestRow(row[0], row[1], row[2], lines[0] if lines else row[5] or "", country, row[7], row[8] or 0)
        )
    return tuple(out)


def seal_number(desk: Desk, hashed: str) -> int | None:
    """Return the number of the seal with that hash."""
    found = _SEAL_NUMBER.scalar(desk.connection, hash_is=hashed)
    return None if found is None else int(found)


def warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the codes of all warehouses."""
    return tuple(row[0] for row in _WAREHOUSES.all(desk.connection))


def zone_of(desk: Desk, warehouse: str) -> str:
    """Return the time zone's name of a warehouse."""
    return str(_ZONE.scalar(desk.connection, code_is=warehouse) or "UTC")


def bins(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return code and warehouse of all bins in use, in walking order, at most MOST_LABELS."""
    return tuple((row[0], row[1]) for row in _BINS.all(desk.connection))
