"""Lists of parcels and manifests, and what a paper says of one manifest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from warehouse_app.domain.shipping.values import ManifestItem, ManifestRow, ParcelRow
from warehouse_app.store import customers
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade

_m, _mp, _p, _o, _b = floor.manifest, floor.manifest_parcel, floor.parcel, trade.orders, ledger.balance
_c = trade.customer
MAX_ROWS = 10_000
"""Rows of one list."""
MAX_ON_PAPER = 20_000
"""Parcels of one manifest that are listed."""

_units = select(func.sum(_b.c.on_hand)).where(_b.c.place_id == _p.c.place_id).scalar_subquery()
_parcels = (
    select(_p.c.id, _p.c.code, _o.c.code, _p.c.order_id, _p.c.state, _p.c.tracking, _p.c.carrier, _p.c.service)
    .add_columns(_p.c.weight_g, _p.c.weight_from, _units, _p.c.n, _p.c.labelled_at, _p.c.handed_at, _m.c.code)
    .join(_o, _o.c.id == _p.c.order_id)
    .outerjoin(_mp, _mp.c.parcel_id == _p.c.id)
    .outerjoin(_m, _m.c.id == _mp.c.manifest_id)
)
_on_it = select(func.count()).where(_mp.c.manifest_id == _m.c.id).scalar_subquery()
_heavy = (
    select(func.sum(_p.c.weight_g))
    .select_from(_mp)
    .join(_p, _p.c.id == _mp.c.parcel_id)
    .where(_mp.c.manifest_id == _m.c.id)
    .scalar_subquery()
)
_manifests = select(_m.c.id, _m.c.code, _m.c.carrier, _m.c.warehouse, _m.c.state, _m.c.opened_at).add_columns(
    _m.c.closed_at, _m.c.seal, _on_it, _heavy
)


def _parcel(row: Any) -> ParcelRow:  # noqa: ANN401 - a database row
    head = (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8])
    return ParcelRow(*head, row[9], int(row[10] or 0), row[11], row[12] or "", row[13] or "", row[14] or "")


def _manifest(row: Any) -> ManifestRow:  # noqa: ANN401 - a database row
    head = (row[0], row[1], row[2], row[3], row[4], row[5])
    return ManifestRow(*head, row[6] or "", row[7], int(row[8] or 0), int(row[9] or 0))


def _all(desk: Desk, query: Select[Any]) -> list[Any]:
    return list(desk.connection.execute(query))


def parcels(desk: Desk, state: str, order_id: int, manifest: str, text: str, limit: int) -> tuple[ParcelRow, ...]:
    """Return parcels, newest first; empty text and 0 mean "any". `text` is part of a code or a whole order code."""
    where: list[ColumnElement[bool]] = []
    if state:
        where.append(_p.c.state == state)
    if order_id:
        where.append(_p.c.order_id == order_id)
    if manifest:
        where.append(_m.c.code == manifest)
    if text:
        found = _p.c.code.contains(text.upper(), autoescape=True)
        where.append(or_(found, _p.c.tracking == text, _o.c.code == text))
    query = _parcels.where(*where).order_by(_p.c.id.desc()).limit(min(limit, MAX_ROWS))
    return tuple(_parcel(row) for row in _all(desk, query))


def parcel(desk: Desk, parcel_id: int) -> ParcelRow | None:
    """Return one parcel."""
    rows = _all(desk, _parcels.where(_p.c.id == parcel_id))
    return _parcel(rows[0]) if rows else None


def manifests(desk: Desk, state: str, carrier: str, limit: int) -> tuple[ManifestRow, ...]:
    """Return manifests, newest first; empty texts mean "any"."""
    where: list[ColumnElement[bool]] = []
    if state:
        where.append(_m.c.state == state)
    if carrier:
        where.append(_m.c.carrier == carrier)
    query = _manifests.where(*where).order_by(_m.c.id.desc()).limit(min(limit, MAX_ROWS))
    return tuple(_manifest(row) for row in _all(desk, query))


def manifest(desk: Desk, code: str) -> ManifestRow | None:
    """Return the manifest of that code."""
    rows = _all(desk, _manifests.where(_m.c.code == code.upper()))
    return _manifest(rows[0]) if rows else None


def on_manifest(desk: Desk, manifest_id: int) -> tuple[ManifestItem, ...]:
    """Return the parcels of a manifest in the order they were loaded. `recipient` is the address's first line."""
    query = (
        select(_p.c.code, _p.c.tracking, _o.c.code, _o.c.id, _o.c.customer_id, _c.c.code, _o.c.country)
        .add_columns(_p.c.service, _p.c.weight_g, _p.c.state)
        .select_from(_mp)
        .join(_p, _p.c.id == _mp.c.parcel_id)
        .join(_o, _o.c.id == _p.c.order_id)
        .outerjoin(_c, _c.c.id == _o.c.customer_id)
        .where(_mp.c.manifest_id == manifest_id)
        .order_by(_mp.c.at, _p.c.id)
        .limit(MAX_ON_PAPER)
    )
    return tuple(_item(desk, row) for row in _all(desk, query))


def _item(desk: Desk, row: Any) -> ManifestItem:  # noqa: ANN401 - a database row
    address = customers.ship_to(desk, row[3], row[4])
    lines = () if address is None else address.lines
    recipient = lines[0] if lines else row[5] or ""
    return ManifestItem(row[0], row[1], row[2], recipient, row[6], row[7], row[8], row[9])


def place_of(desk: Desk, parcel_id: int) -> int:
    """Return the place that a parcel is."""
    return int(desk.connection.execute(select(_p.c.place_id).where(_p.c.id == parcel_id)).scalar_one())
