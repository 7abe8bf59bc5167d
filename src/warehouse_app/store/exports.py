"""What leaves as a file: one query a kind, columns as the contract names them and further ones behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select

from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.readiness import LineFacts, fulfilment, readiness
from warehouse_app.domain.photos import About
from warehouse_app.domain.places import OUTSIDE
from warehouse_app.store import export_counting, kitlines
from warehouse_app.store.carriers.export import labels
from warehouse_app.store.export_rows import Export, listed, who
from warehouse_app.store.exports_buying import BUYING
from warehouse_app.store.packing.proofs import verified
from warehouse_app.store.photoexport import photo_rows
from warehouse_app.store.photos import how_many
from warehouse_app.store.receiving.export import receipt_lines
from warehouse_app.store.returning.export import RETURNED
from warehouse_app.store.schema import floor, ledger, office, storage, trade
from warehouse_app.store.statement import Row
from warehouse_app.store.transfers.export import transfer_lines

_g, _b, _p, _i, _e, _l = ledger.product, ledger.barcode, ledger.place, ledger.item, ledger.entry, ledger.leg
_o, _ol, _c, _u = trade.orders, trade.order_line, trade.customer, office.person


def _products() -> Export:
    columns = (
        *("sku", "name", "barcodes", "base_unit", "kind", "tracking"),
        *("weight_g", "length_mm", "width_mm", "height_mm", "picture", "hs_code", "origin_country"),
    )
    picked = [_g.c[name] for name in columns if name != "barcodes"]
    rule, asked = storage.product_rule, (
        *("climate", "hazard", "zone", "demand_class", "shelf_days", "min_days", "inspect"),
        *("upright", "fragile", "nest_mm", "apart"),
    )  # fmt: skip
    return Export(
        (*columns, *asked),
        select(_g.c.id.label("_key"), *picked, *(rule.c[name] for name in asked))
        .outerjoin(rule, rule.c.product_id == _g.c.id)
        .order_by(_g.c.id),
        children=select(_b.c.product_id, _b.c.code, _b.c.written, _b.c.factor).order_by(_b.c.product_id, _b.c.code),
        gather=lambda found: {"barcodes": [row[2] or row[1] for row in found]},
    )


def _places() -> Export:
    columns = ("code", "kind", "warehouse", "walk_seq", "aisle", "bay", "level", "x_mm", "y_mm", "side", "active")
    rule, home = storage.place_rule, storage.home_place
    asked = (
        *("use", "zone", "climate", "hazard", "most_units", "most_g", "volume_mm3", "most_pallets"),
        *("mixes_products", "mixes_lots", "mixes_owners", "locked", "locked_why"),
    )
    query = (
        select(_p.c.id.label("_key"), *(_p.c[name] for name in columns), *(rule.c[name] for name in asked))
        .outerjoin(rule, rule.c.place_id == _p.c.id)
        .where(_p.c.kind.not_in([kind.value for kind in OUTSIDE]))
        .order_by(_p.c.id)
    )
    homes = select(home.c.place_id, _g.c.sku, home.c.least, home.c.most, home.c.fixed).join(
        _g, _g.c.id == home.c.product_id
    )
    return Export(
        (*columns, *asked, "home_of", "home_least", "home_most", "home_fixed"),
        query,
        children=homes.order_by(home.c.place_id, _g.c.sku),
        gather=_homes,
    )


def _homes(found: list[Row]) -> dict[str, Any]:
    """Return whose home a place is; what it is filled up to is told where it is the home of one."""
    one = found[0] if len(found) == 1 else (None,) * 5
    return {"home_of": [row[1] for row in found], "home_least": one[2], "home_most": one[3], "home_fixed": one[4]}


def _stock() -> Export:
    """What is inside the walls: not what parcels hold that were handed over, and not the containers themselves."""
    balance, stands, at = ledger.balance, ledger.serial_at, _p.alias("at")
    outside = [kind.value for kind in OUTSIDE]
    gone = (
        select(stands.c.serial)
        .join(at, at.c.id == stands.c.place_id)
        .where(stands.c.sku == CONTAINER_MARK + _p.c.kind, stands.c.serial == _p.c.code, at.c.kind.in_(outside))
        .exists()
    )
    query = (
        select(
            _p.c.id.label("_key"),
            _p.c.code.label("place"),
            _i.c.sku.label("item"),
            *(balance.c.on_hand, balance.c.held, _p.c.kind, _p.c.warehouse),
            *(_i.c.lot, _i.c.serial, _i.c.grade, _i.c.owner),
        )
        .join_from(balance, _p, _p.c.id == balance.c.place_id)
        .join(_i, _i.c.id == balance.c.item_id)
        .where(balance.c.on_hand != 0, _p.c.kind.not_in(outside), _i.c.sku.not_like(f"{CONTAINER_MARK}%"), ~gone)
        .order_by(balance.c.place_id, balance.c.item_id)
    )
    columns = ("place", "item", "on_hand", "held", "kind", "warehouse", "lot", "serial", "grade", "owner")
    return Export(columns, query)


def _promised() -> ColumnElement[int]:
    promise = ledger.promise
    mine = and_(promise.c.purpose == Purpose.LINE.value, promise.c.ref == _ol.c.id)
    return func.coalesce(select(func.sum(promise.c.qty)).where(mine).scalar_subquery(), 0)


def _orders() -> Export:
    hold = trade.order_hold
    holds = select(func.aggregate_strings(hold.c.kind, " ")).where(hold.c.order_id == _o.c.id).scalar_subquery()
    query = select(
        *(_o.c.id.label("_key"), _o.c.code, _o.c.channel, _o.c.state, _o.c.payment),
        func.coalesce(holds, "").label("holds"),
        *(_o.c.placed_at, _o.c.ship_by, func.coalesce(_c.c.code, "").label("customer"), _o.c.units),
        *(_o.c.lines, _o.c.country, _o.c.currency, _o.c.total_minor, _o.c.priority, _o.c.warehouse),
        _o.c.closed_at,
    )
    lines = select(
        *(_ol.c.order_id, _ol.c.kind, _ol.c.qty, _ol.c.cancelled, _promised()),
        *(_ol.c.picked, _ol.c.packed, _ol.c.shipped),
    )

    def gather(found: list[Row]) -> dict[str, object]:
        facts = [LineFacts(*row[1:]) for row in found]
        return {"readiness": readiness(facts).value, "fulfilment": fulfilment(facts).value}

    return Export(
        (
            *("code", "channel", "state", "payment", "holds", "readiness", "fulfilment", "placed_at", "ship_by"),
            *("customer", "units", "lines", "country", "currency", "total_minor", "priority", "warehouse", "closed_at"),
        ),
        query.join_from(_o, _c, _c.c.id == _o.c.customer_id, isouter=True).order_by(_o.c.id),
        _o.c.placed_at,
        lines.order_by(_ol.c.order_id, _ol.c.n),
        gather,
    )


def _order_lines() -> Export:
    query = select(
        *(_ol.c.order_id.label("_key"), _o.c.code.label("order"), _ol.c.n.label("line"), _ol.c.sku, _ol.c.kind),
        *(_ol.c.qty, _ol.c.price_e4, _o.c.currency, _promised().label("promised")),
        *(_ol.c.picked, _ol.c.packed, _ol.c.shipped, _ol.c.cancelled, _ol.c.total_minor, _ol.c.description),
        *(_o.c.channel, kitlines.kit_n(_ol).label("kit_line")),
    )
    columns = (
        *("order", "line", "sku", "kind", "qty", "price_e4", "currency", "promised", "picked", "packed", "shipped"),
        *("cancelled", "total_minor", "description", "channel", "kit_line"),
    )
    joined = query.join_from(_ol, _o, _o.c.id == _ol.c.order_id).order_by(_ol.c.order_id, _ol.c.n)
    return Export(columns, joined, _o.c.placed_at)


def _documents(kind: str) -> Export:
    """Credit notes or adjustments, with their lines."""
    document, line = trade.document, trade.document_line
    query = (
        select(
            *(document.c.id.label("_key"), document.c.code, document.c.channel, document.c.state),
            *(func.coalesce(_c.c.code, "").label("customer"), document.c.country, document.c.at, document.c.reason),
        )
        .join_from(document, _c, _c.c.id == document.c.customer_id, isouter=True)
        .where(document.c.kind == kind)
        .order_by(document.c.id)
    )
    children = select(line.c.document_id, line.c.n, line.c.sku, line.c.qty, line.c.price_e4, line.c.description)
    return Export(
        ("code", "channel", "state", "customer", "country", "at", "reason", "lines"),
        query,
        document.c.at,
        children.order_by(line.c.document_id, line.c.n),
        listed("lines", "line", "sku", "qty", "price_e4", "description"),
    )


def _promises() -> Export:
    promise = ledger.promise
    query = (
        select(
            *(promise.c.id.label("_key"), promise.c.id, promise.c.purpose),
            *(func.coalesce(_o.c.code, "").label("order"), _ol.c.n.label("line")),
            *(promise.c.scope, promise.c.warehouse, promise.c.owner, promise.c.sku, promise.c.grade, promise.c.lot),
            *(func.coalesce(_p.c.code, "").label("place"), promise.c.qty, promise.c.rank, promise.c.expires),
        )
        .join_from(promise, _ol, and_(_ol.c.id == promise.c.ref, promise.c.purpose == Purpose.LINE.value), isouter=True)
        .join(_o, _o.c.id == _ol.c.order_id, isouter=True)
        .join(_p, _p.c.id == promise.c.place_id, isouter=True)
        .order_by(promise.c.id)
    )
    columns = (
        *("id", "purpose", "order", "line", "scope", "warehouse", "owner", "sku", "grade", "lot", "place"),
        *("qty", "rank", "expires"),
    )
    return Export(columns, query)


def _entries() -> Export:
    source, target = _p.alias("source"), _p.alias("target")
    legs = (
        select(
            *(_l.c.entry_seq, _i.c.sku, _i.c.lot, _i.c.serial, _i.c.grade, _i.c.owner),
            *(source.c.code, target.c.code, _l.c.qty),
        )
        .join_from(_l, _i, _i.c.id == _l.c.item_id)
        .join(source, source.c.id == _l.c.source)
        .join(target, target.c.id == _l.c.target)
        .order_by(_l.c.entry_seq, _l.c.n)
    )
    query = select(
        *(_e.c.seq.label("_key"), _e.c.id, _e.c.kind, _e.c.at, who(_e.c.who).label("who")),
        *(_e.c.station, _e.c.why, _e.c.reverses, _e.c.command_id.label("command")),
    )

    def gather(found: list[Row]) -> dict[str, object]:
        names = ("sku", "lot", "serial", "grade", "owner")
        return {
            "legs": [
                {"item": dict(zip(names, row[1:6], strict=True)), "source": row[6], "target": row[7], "qty": row[8]}
                for row in found
            ]
        }

    columns = ("id", "kind", "at", "who", "station", "why", "reverses", "legs", "command")
    return Export(columns, query.order_by(_e.c.seq), _e.c.at, legs, gather)


def _batches() -> Export:
    batch = floor.batch
    query = select(
        *(batch.c.id.label("_key"), batch.c.code, batch.c.state),
        func.coalesce(who(batch.c.person), "").label("who"),
        *(batch.c.cart, batch.c.warehouse, batch.c.ship_day, batch.c.station, batch.c.trips, batch.c.distance_mm),
        *(batch.c.planned_at, batch.c.released_at, batch.c.started_at, batch.c.picked_at, batch.c.way),
    ).order_by(batch.c.id)
    columns = (
        *("code", "state", "who", "cart", "warehouse", "ship_day", "station", "trips", "distance_mm"),
        *("planned_at", "released_at", "started_at", "picked_at", "way"),
    )
    return Export(columns, query, batch.c.planned_at)


def _tasks() -> Export:
    task, batch = floor.task, floor.batch
    query = (
        select(
            *(task.c.id.label("_key"), task.c.code, batch.c.code.label("batch"), task.c.state),
            *(_o.c.code.label("order"), _p.c.code.label("place"), _i.c.sku.label("item"), task.c.qty, task.c.picked),
            *(task.c.slot, task.c.trip, task.c.seq, task.c.reason),
        )
        .join_from(task, batch, batch.c.id == task.c.batch_id)
        .join(_o, _o.c.id == task.c.order_id)
        .join(_p, _p.c.id == task.c.place_id)
        .join(_i, _i.c.id == task.c.item_id)
        .order_by(task.c.id)
    )
    columns = (*("code", "batch", "state", "order", "place", "item", "qty", "picked", "slot", "trip", "seq", "reason"),)
    return Export(columns, query)


def _contents() -> Select[Any]:
    """What lies in each parcel, whether it stands here or is with the customer."""
    balance, parcel = ledger.balance, floor.parcel
    return (
        select(parcel.c.id, _i.c.sku, _i.c.lot, _i.c.serial, balance.c.on_hand)
        .join_from(parcel, balance, balance.c.place_id == parcel.c.place_id)
        .join(_i, _i.c.id == balance.c.item_id)
        .where(balance.c.on_hand != 0)
        .order_by(parcel.c.id, _i.c.sku, _i.c.id)
    )


def _parcels() -> Export:
    parcel = floor.parcel
    query = select(
        *(parcel.c.id.label("_key"), parcel.c.code, _o.c.code.label("order"), parcel.c.state, parcel.c.tracking),
        *(parcel.c.weight_g, parcel.c.n.label("number"), parcel.c.box, parcel.c.carrier, parcel.c.service),
        *(parcel.c.labelled_at, parcel.c.handed_at, verified(parcel).label("verified")),
        how_many(About.PARCEL).label("photos"),
    )
    return Export(
        (
            *("code", "order", "state", "tracking", "weight_g", "contents", "number", "box", "carrier", "service"),
            *("labelled_at", "handed_at", "verified", "photos"),
        ),
        query.join_from(parcel, _o, _o.c.id == parcel.c.order_id).order_by(parcel.c.id),
        parcel.c.labelled_at,
        _contents(),
        listed("contents", "sku", "lot", "serial", "qty"),
    )


def _shipments() -> Export:
    """The parcels of closed manifests."""
    manifest, on, parcel = floor.manifest, floor.manifest_parcel, floor.parcel
    query = (
        select(
            *(parcel.c.id.label("_key"), manifest.c.code.label("manifest"), manifest.c.carrier, manifest.c.closed_at),
            *(parcel.c.code.label("parcel"), _o.c.code.label("order"), parcel.c.tracking, parcel.c.weight_g),
            *(parcel.c.state, parcel.c.handed_at, _o.c.country),
        )
        .join_from(on, manifest, manifest.c.id == on.c.manifest_id)
        .join(parcel, parcel.c.id == on.c.parcel_id)
        .join(_o, _o.c.id == parcel.c.order_id)
        .where(manifest.c.closed_at.is_not(None))
        .order_by(parcel.c.id)
    )
    columns = (
        *("manifest", "carrier", "closed_at", "parcel", "order", "tracking", "weight_g"),
        *("state", "handed_at", "country", "contents"),
    )
    gather = listed("contents", "sku", "lot", "serial", "qty")
    return Export(columns, query, manifest.c.closed_at, _contents(), gather)


def _scans() -> Export:
    scan = floor.scan
    query = (
        select(
            *(scan.c.seq.label("_key"), scan.c.id, scan.c.at, scan.c.station, who(scan.c.who).label("who")),
            *(scan.c.device, scan.c.raw, scan.c.verdict, scan.c.code, scan.c.entry_id.label("entry")),
            *(scan.c.work, func.coalesce(_o.c.code, "").label("order"), scan.c.qty),
        )
        .join_from(scan, _o, _o.c.id == scan.c.order_id, isouter=True)
        .order_by(scan.c.seq)
    )
    columns = (*("id", "at", "station", "who", "device", "raw", "verdict", "code", "entry", "work", "order", "qty"),)
    return Export(columns, query, scan.c.at)


def _audit() -> Export:
    audit = ledger.audit
    query = select(
        *(literal_column("0").label("_key"), audit.c.writer, audit.c.n, audit.c.command_id.label("command")),
        *(audit.c.at, who(audit.c.who).label("who"), audit.c.station, audit.c.name, audit.c.verdict),
        *(audit.c.value_hash, audit.c.entries_hash, audit.c.hash),
    ).order_by(audit.c.writer, audit.c.n)
    columns = (
        *("writer", "n", "command", "at", "who", "station", "name", "verdict", "value_hash", "entries_hash", "hash"),
    )
    return Export(columns, query, audit.c.at)


def _users() -> Export:
    columns = ("user", "name", "role", "locked", "since")
    since = _u.c.created_at.label("since")
    query = select(_u.c.code.label("_key"), _u.c.code.label("user"), _u.c.name, _u.c.role, _u.c.locked, since)
    return Export(columns, query.order_by(_u.c.code), _u.c.created_at)


def _customers() -> Export:
    about = trade.customer_personal
    fields = ("name", "company", "street", "street2", "city", "region", "postcode", "email", "phone")
    columns = ("code", *fields, "country", "language")
    query = (
        select(
            *(_c.c.id.label("_key"), _c.c.code, _c.c.country, _c.c.language),
            *(func.coalesce(about.c[name], "").label(name) for name in fields),
        )
        .join_from(_c, about, about.c.customer_id == _c.c.id, isouter=True)
        .order_by(_c.c.id)
    )
    return Export(columns, query)


EXPORTS: Mapping[str, Callable[[], Export]] = {
    "products": _products,
    **BUYING,
    "places": _places,
    "stock": _stock,
    "orders": _orders,
    "order-lines": _order_lines,
    "credit-notes": lambda: _documents("credit_note"),
    "adjustments": lambda: _documents("adjustment"),
    "promises": _promises,
    "entries": _entries,
    "batches": _batches,
    "tasks": _tasks,
    "parcels": _parcels,
    "shipments": _shipments,
    "labels": labels,
    "scans": _scans,
    "transfers": transfer_lines,
    "audit": _audit,
    "users": _users,
    "customers": _customers,
    "counts": export_counting.counts,
    "receipts": receipt_lines,
    "photos": photo_rows,
    **RETURNED,
}
"""Every kind that can be exported."""
