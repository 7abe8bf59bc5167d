"""Projections computed anew from the facts: what balances, pools, serial places and line counters must be.

Everything is folded by the database in sets, so that a million legs take seconds. `differences` only looks; `rebuild`
writes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, text

from warehouse_app.domain.places import MAY_GO_BELOW_ZERO, PlaceId, PlaceKind
from warehouse_app.store import places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger

_FOLD = text(
    """
    SELECT place_id, item_id, SUM(q) FROM (
      SELECT target AS place_id, item_id, qty AS q FROM leg
      UNION ALL SELECT source, item_id, -qty FROM leg)
    GROUP BY place_id, item_id HAVING SUM(q) <> 0
    """,
)
_HELD = text("SELECT place_id, item_id, SUM(qty) FROM promise WHERE scope = 'cell' GROUP BY place_id, item_id")
_CELLS = text("SELECT place_id, item_id, on_hand, held FROM balance")
_POOLS = text("SELECT sku, warehouse, owner, grade, lot, on_hand, promised FROM pool")
_ITEMS = text("SELECT id, sku, lot, serial, grade, owner FROM item")
_WHOLE = text("SELECT sku, warehouse, owner, grade, '*', SUM(qty) FROM promise GROUP BY sku, warehouse, owner, grade")
_LOTS = text(
    "SELECT sku, warehouse, owner, grade, lot, SUM(qty) FROM promise WHERE lot <> '*'"
    " GROUP BY sku, warehouse, owner, grade, lot",
)
_SERIALS = text("SELECT sku, serial, place_id FROM serial_at")
_KINDS = text("SELECT id, kind FROM place")
_LINES = text(
    """
    SELECT l.id, l.picked, l.packed, l.shipped,
      COALESCE((SELECT SUM(CASE WHEN t.kind IN ('TOTE', 'PARCEL') THEN g.qty ELSE 0 END)
                     - SUM(CASE WHEN s.kind IN ('TOTE', 'PARCEL') THEN g.qty ELSE 0 END)
                FROM leg g JOIN place t ON t.id = g.target JOIN place s ON s.id = g.source WHERE g.line_id = l.id), 0),
      COALESCE((SELECT SUM(CASE WHEN t.kind = 'PARCEL' THEN g.qty ELSE 0 END)
                     - SUM(CASE WHEN s.kind = 'PARCEL' THEN g.qty ELSE 0 END)
                FROM leg g JOIN place t ON t.id = g.target JOIN place s ON s.id = g.source WHERE g.line_id = l.id), 0)
    FROM order_line l WHERE l.picked <> 0 OR l.packed <> 0 OR l.shipped <> 0
       OR l.id IN (SELECT line_id FROM leg WHERE line_id IS NOT NULL)
    """,
)

Found = dict[Any, Any]


def cells(desk: Desk) -> tuple[Found, Found]:
    """Return what every cell must be and what it is: (place, item) -> (on hand, held)."""
    must: Found = defaultdict(lambda: [0, 0])
    for place_id, item_id, qty in desk.connection.execute(_FOLD):
        must[place_id, item_id][0] = qty
    for place_id, item_id, qty in desk.connection.execute(_HELD):
        must[place_id, item_id][1] = qty
    shown = {(row[0], row[1]): [row[2], row[3]] for row in desk.connection.execute(_CELLS) if row[2] or row[3]}
    return {key: value for key, value in must.items() if any(value)}, shown


def pools(desk: Desk, folded: Found) -> tuple[Found, Found]:
    """Return what every pool must be and what it is: (sku, warehouse, owner, grade, lot) -> (on hand, promised)."""
    must: Found = defaultdict(lambda: [0, 0])
    items = {row[0]: row for row in desk.connection.execute(_ITEMS)}
    kinds = {row[0]: row[1] for row in desk.connection.execute(_KINDS)}
    countable = {PlaceKind.BIN.value, PlaceKind.LPN.value}
    for (place_id, item_id), (on_hand, _held) in folded.items():
        _id, sku, lot, _serial, grade, owner = items[item_id]
        if kinds[place_id] not in countable or sku.startswith("@"):
            continue
        warehouse = places.pool_warehouse(desk, places.get(desk, PlaceId(place_id)))
        for each in ("*", lot) if warehouse and lot else ("*",) if warehouse else ():
            must[sku, warehouse, owner, grade, each][0] += on_hand
    for question in (_WHOLE, _LOTS):
        for sku, warehouse, owner, grade, lot, qty in desk.connection.execute(question):
            must[sku, warehouse, owner, grade, lot][1] += qty
    shown = {tuple(row[:5]): [row[5], row[6]] for row in desk.connection.execute(_POOLS) if row[5] or row[6]}
    return {key: value for key, value in must.items() if any(value)}, shown


def serials(desk: Desk, folded: Found) -> tuple[Found, Found]:
    """Return where every serial number must be and where it is: (sku, serial) -> places."""
    items = {row[0]: row for row in desk.connection.execute(_ITEMS)}
    lost = {kind.value for kind in MAY_GO_BELOW_ZERO}
    kinds = {row[0]: row[1] for row in desk.connection.execute(_KINDS)}
    must: Found = defaultdict(list)
    for (place_id, item_id), (on_hand, _held) in folded.items():
        item = items[item_id]
        if item[3] and on_hand > 0 and kinds[place_id] not in lost:
            must[item[1], item[3]].append(place_id)
    shown = {(row[0], row[1]): [row[2]] for row in desk.connection.execute(_SERIALS)}
    return dict(must), shown


def lines(desk: Desk) -> tuple[int, list[str]]:
    """Return how many order lines were compared with their legs, and the wrong ones in words."""
    wrong, count = [], 0
    for line_id, picked, packed, shipped, in_hand, in_parcel in desk.connection.execute(_LINES):
        count += 1
        if picked != in_hand or packed != in_parcel or shipped > packed:
            told = f"picked {picked} packed {packed} shipped {shipped}; legs say {in_hand} and {in_parcel}"
            wrong.append(f"line {line_id}: {told}")
    return count, wrong


def different(must: Found, shown: Found) -> list[str]:
    """Return in words where the two differ."""
    keys = must.keys() | shown.keys()
    wrong = ((key, shown.get(key), must.get(key)) for key in keys if must.get(key) != shown.get(key))
    return sorted(f"{key}: shown {now}, facts say {then}" for key, now, then in wrong)


_EMPTY = tuple(delete(table) for table in (ledger.balance, ledger.pool, ledger.serial_at))
_PUT_CELL = text(
    "INSERT INTO balance (place_id, item_id, on_hand, held, outside) VALUES (:place, :item, :on_hand, :held, :outside)",
)
_PUT_POOL = text(
    "INSERT INTO pool (sku, warehouse, owner, grade, lot, on_hand, promised)"
    " VALUES (:sku, :warehouse, :owner, :grade, :lot, :on_hand, :promised)",
)
_PUT_SERIAL = text("INSERT INTO serial_at (sku, serial, place_id) VALUES (:sku, :serial, :place)")


def rebuild(desk: Desk) -> int:
    """Write balances, pools and serial places anew from the facts; return how many figures were wrong."""
    must_cells, shown_cells = cells(desk)
    must_serials, shown_serials = serials(desk, must_cells)
    must_pools, shown_pools = pools(desk, must_cells)
    pairs = ((must_cells, shown_cells), (must_serials, shown_serials), (must_pools, shown_pools))
    changed = sum(len(different(must, shown)) for must, shown in pairs)
    for statement in _EMPTY:
        desk.connection.execute(statement)
    lost = {kind.value for kind in MAY_GO_BELOW_ZERO}
    kinds = {row[0]: row[1] for row in desk.connection.execute(_KINDS)}
    _put(
        desk,
        _PUT_CELL,
        [
            {"place": p, "item": i, "on_hand": v[0], "held": v[1], "outside": int(kinds[p] in lost)}
            for (p, i), v in must_cells.items()
        ],
    )
    names = ("sku", "warehouse", "owner", "grade", "lot")
    rows = [dict(zip(names, key, strict=True)) | {"on_hand": v[0], "promised": v[1]} for key, v in must_pools.items()]
    _put(desk, _PUT_POOL, rows)
    _put(
        desk,
        _PUT_SERIAL,
        [{"sku": sku, "serial": serial, "place": at[0]} for (sku, serial), at in must_serials.items()],
    )
    return changed


def _put(desk: Desk, statement: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - a statement of Core
    if rows:
        desk.connection.execute(statement, rows)
