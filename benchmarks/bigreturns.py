"""The company of `bigcompany` with the books of what left it and of what came back, written in sets.

Of every order that left, each of the two lines was picked into a tote and packed into a parcel of its own, and both
parcels were handed over: eight legs an order. One order in ten has a return, in any state. Balances, pools and serial
places are not written: `projections.rebuild` computes them. Entries have no commands and no audit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from benchmarks import bigcompany
from benchmarks.bigcompany import AT, BINS, PRODUCTS, TOTES, WAREHOUSE

from warehouse_app.domain.places import PlaceKind
from warehouse_app.ports.clock import iso
from warehouse_app.store import places
from warehouse_app.store.database import Store
from warehouse_app.store.returning import leaving, rules
from warehouse_app.store.returning import places as rooms
from warehouse_app.store.returning.ours import ours

RETURN_EVERY, SERIAL_EVERY = 10, 100
PARCEL, SERIAL = 20_000_000, 5_000_000
"""Numbers of the items that parcels are, and of goods with a serial number."""

SERIAL_SKU, SERIAL_PRODUCT = "20777", 777
GTIN = "05000000007776"
"""The trade item number of these goods."""

UNIT_MINOR = 298
"""What was paid for one of the three units of a line."""

_STATE = (
    "CASE WHEN o.id / 10 % 10 = 0 THEN 'authorised' WHEN o.id / 10 % 100 = 1 THEN 'requested'"
    " WHEN o.id / 10 % 100 = 2 THEN 'received' WHEN o.id / 10 % 100 = 3 THEN 'inspecting'"
    " WHEN o.id / 10 % 100 = 4 THEN 'expired' WHEN o.id / 10 % 100 = 5 THEN 'rejected' ELSE 'closed' END"
)
_UNIT = (
    "CASE r.state WHEN 'received' THEN 'received' WHEN 'inspecting' THEN 'graded' WHEN 'closed' THEN 'settled'"
    " ELSE 'expected' END"
)
_REFUND = (
    "CASE WHEN r.id % 100 = 11 THEN 'proposed' WHEN r.id % 400 = 12 THEN 'failed' WHEN r.id % 400 = 13 THEN 'unknown'"
    " ELSE 'confirmed' END"
)
_EVENTS = (("requested", "1=1"), ("received", "r.received_at IS NOT NULL"), ("settled", "r.settled_at IS NOT NULL"))


def fill(store: Store, orders: int) -> None:
    """Fill an empty company with orders, their parcels and their returns."""
    bigcompany.fill(store, orders)
    grow(store, orders)


def grow(store: Store, orders: int) -> None:
    """Write what left and what came back into the company of `bigcompany` with two lines an order."""
    with store.write(at=iso(AT), who="bench", command_id="rooms") as desk:
        rules.begin(desk, ours())
        at = {kind.value: int(places.outside(desk, kind).id) for kind in (PlaceKind.SUPPLIER, PlaceKind.CUSTOMER)}
        at["BENCH"] = int(places.known(desk, WAREHOUSE, "B1", PlaceKind.BENCH).id)
        at |= {"TABLE": int(rooms.bench(desk, WAREHOUSE).id), "DOCK": int(rooms.dock(desk, WAREHOUSE).id)}
    sets = Sets(orders, at, server=store.path is None)
    with _plain(store) as plain, _without_indexes(plain, server=sets.server):
        for words in sets.words():
            plain.execute(words)
    each = dict.fromkeys(("return", "refund", "claim"), orders // RETURN_EVERY)
    bigcompany.number_on(store, parcel=2 * orders, **each)


def follow(store: Store) -> None:
    """Keep what left by day and month, step by step, as the worker does sooner or later."""
    until = 1
    while until:
        with store.write(at=iso(AT), who="bench", command_id="left") as desk:
            until = leaving.onward(desk, iso(AT))
            if until:
                leaving.keep(desk, leaving.read(desk, until), leaving.followed(desk), until)


class Sets:
    """The statements, in the words of one database."""

    def __init__(self, orders: int, at: dict[str, int], *, server: bool) -> None:
        self.orders, self.at, self.server = orders, at, server
        self.left, self.places = bigcompany.left(orders), BINS + TOTES
        self.came = f"{3 * orders + 10} + 2 * r.id"
        self.went = f"{self.came} + 1"

    def words(self) -> list[str]:
        """Return all of them, in order."""
        return [*self._parcels(), *self._sold(), *self._returns(), *self._back(), *self._money()]

    def _code(self, sign: str, number: str, width: int) -> str:
        if self.server:
            return f"('{sign}' || lpad(CAST({number} AS text), {width}, '0'))"
        return f"printf('{sign}%0{width}d', {number})"

    def _parcels(self) -> list[str]:
        second, code = f"{self.places + self.orders} + o.id", self._code("Q", "o.id", 8)
        return [
            "UPDATE parcel SET state = 'handed_over', carrier = 'DPD'",
            f"INSERT INTO barcode (code, product_id) VALUES ('{GTIN}', {SERIAL_PRODUCT})",
            (
                f"INSERT INTO place (id, warehouse, kind, code) SELECT {second}, '{WAREHOUSE}', 'PARCEL', {code}"
                f" FROM orders o WHERE o.id <= {self.left}"
            ),
            (
                "INSERT INTO parcel (id, code, order_id, place_id, n, state, carrier, tracking, labelled_at, handed_at)"
                f" SELECT {self.orders} + o.id, {code}, o.id, {second}, 2, p.state, 'DPD',"
                f" {self._code('JJD', 'o.id', 12)},"
                f" p.labelled_at, p.handed_at FROM orders o JOIN parcel p ON p.id = o.id WHERE o.id <= {self.left}"
            ),
            f"INSERT INTO item (id, sku, serial) SELECT {PARCEL} + id, '@PARCEL', code FROM parcel",
            (
                f"INSERT INTO item (id, sku, product_id, serial) SELECT {SERIAL} + o.id, '{SERIAL_SKU}',"
                f" {SERIAL_PRODUCT},"
                f" {self._code('SN-', 'o.id', 8)} FROM orders o WHERE o.id <= {self.left} AND o.id % {SERIAL_EVERY} = 0"
            ),
        ]

    def _sold(self) -> list[str]:
        """Write a receipt of all products, then three entries an order: picked, packed, handed over."""
        leg = "INSERT INTO leg (entry_seq, n, item_id, source, target, qty, line_id)"
        box = f"CASE l.n WHEN 1 THEN {self.places} + l.order_id ELSE {self.places + self.orders} + l.order_id END"
        tote, line = f"{BINS + 1} + l.order_id % {TOTES}", f"FROM order_line l WHERE l.order_id <= {self.left}"
        made, bench, gone = self.at["SUPPLIER"], self.at["BENCH"], self.at["CUSTOMER"]
        entry = "INSERT INTO entry (seq, id, kind, at, who, command_id, content)"
        steps = "(SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3)"
        box_of = f"FROM parcel k WHERE k.order_id <= {self.left}"
        return [
            f"{entry} VALUES (1, 'e1', 'receive', '2020-01-01T00:00:00.000000Z', 'bench', 'c1', '')",
            (
                f"{entry} SELECT 3 * o.id + d.k, 'e' || (3 * o.id + d.k), 'move', o.closed_at, 'bench',"
                f" 'c' || (3 * o.id + d.k), '' FROM orders o CROSS JOIN {steps} d WHERE o.id <= {self.left} ORDER BY 1"
            ),
            f"{leg} SELECT 1, id, id, {made}, id, 5000, NULL FROM item WHERE id <= {PRODUCTS} ORDER BY id",
            (
                f"{leg} SELECT * FROM ("
                f"SELECT 3 * l.order_id + 1 AS s, l.n, l.product_id, l.product_id, {tote}, l.qty, l.id {line}"
                f" UNION ALL SELECT 3 * l.order_id + 2, l.n, l.product_id, {tote}, {box}, l.qty, l.id {line}"
                f" UNION ALL SELECT 3 * k.order_id + 2, 2 + k.n, {PARCEL} + k.id, {made}, {bench}, 1, NULL {box_of}"
                f" UNION ALL SELECT 3 * k.order_id + 3, k.n, {PARCEL} + k.id, {bench}, {gone}, 1, NULL {box_of}"
                f" UNION ALL SELECT 3 * i.id - 3 * {SERIAL} + 2, 9, i.id, {made},"
                f" {self.places + self.orders - SERIAL} + i.id,"
                f" 1, NULL FROM item i WHERE i.id > {SERIAL} AND i.id < {PARCEL}) x ORDER BY 1, 2"
            ),
        ]

    def _returns(self) -> list[str]:
        n, some = f"o.id / {RETURN_EVERY}", f"o.id <= {self.left} AND o.id % {RETURN_EVERY} = 0"
        here = "('received', 'inspecting', 'closed')"
        late = "COALESCE(p.handed_at, o.placed_at)"
        return [
            (
                "INSERT INTO returns (id, code, state, channel, external, order_id, customer_id, parcel_id, warehouse,"
                " outcome, carrier, tracking, slot, currency, requested_at, authorised_at, expires_on, decision, who)"
                f" SELECT {n}, {self._code('RT', n, 6)}, {_STATE}, o.channel, 'RMA-' || o.id, o.id,"
                f" o.customer_id, p.id,"
                f" o.warehouse, 'refund', 'DPD', {self._code('1Z', 'o.id', 10)},"
                f" CASE WHEN {n} % 200 = 2 THEN 'RS-' || {n} ELSE '' END, 'GBP', {late}, {late}, '2027-01-01',"
                f" CASE WHEN {n} % 100 = 5 THEN 'worn' ELSE '' END, 'bench' FROM orders o JOIN parcel p ON p.id = o.id"
                f" WHERE {some}"
            ),
            f"UPDATE returns SET received_at = requested_at WHERE state IN {here}",
            (
                "UPDATE returns SET settled_at = requested_at, closed_at = requested_at, settles = 1 WHERE"
                " state = 'closed'"
            ),
            "INSERT INTO return_words (return_id, words) SELECT id, 'It does not fit.' FROM returns WHERE id % 2 = 0",
            (
                "INSERT INTO return_unit (return_id, line_id, product_id, item_id, sku, qty, state,"
                " reason_id, source_id,"
                " place_id, grade, disposition, outcome, entry_id, settled_id, at, who)"
                " SELECT r.id, l.id, l.product_id, CASE WHEN r.received_at IS NULL THEN NULL ELSE"
                " l.product_id END, l.sku, 1,"
                f" {_UNIT}, 1 + r.id % (SELECT COUNT(*) FROM return_reason),"
                f" CASE WHEN r.received_at IS NULL THEN NULL ELSE k.place_id END,"
                f" CASE WHEN r.received_at IS NULL THEN NULL WHEN r.state = 'closed' THEN {self.at['DOCK']}"
                f" ELSE {self.at['TABLE']} END, CASE WHEN r.state IN ('inspecting', 'closed') THEN 'A' ELSE '' END,"
                " CASE WHEN r.state IN ('inspecting', 'closed') THEN 'restock' ELSE '' END, 'refund',"
                f" CASE WHEN r.received_at IS NULL THEN '' ELSE 'e' || ({self.came}) END,"
                f" CASE WHEN r.state = 'closed' THEN 'e' || ({self.went}) ELSE '' END, r.requested_at, 'bench'"
                " FROM returns r JOIN order_line l ON l.order_id = r.order_id JOIN parcel k ON k.order_id = r.order_id"
                " AND k.n = l.n WHERE l.n = 1 OR r.id % 3 = 0 ORDER BY r.id, l.n"
            ),
            *(
                f"INSERT INTO return_event (return_id, at, who, what, command_id) SELECT r.id, r.requested_at, 'bench',"
                f" '{what}', 'c-{what}-' || r.id FROM returns r WHERE {where}"
                for what, where in _EVENTS
            ),
        ]

    def _back(self) -> list[str]:
        entry = "INSERT INTO entry (seq, id, kind, at, who, command_id, content)"
        leg = "INSERT INTO leg (entry_seq, n, item_id, source, target, qty)"
        unit = "FROM return_unit u JOIN returns r ON r.id = u.return_id WHERE"
        table, dock = self.at["TABLE"], self.at["DOCK"]
        return [
            (
                f"{entry} SELECT {self.came}, 'e' || ({self.came}), 'move', r.received_at, 'bench', 'c'"
                f" || ({self.came}), ''"
                " FROM returns r WHERE r.received_at IS NOT NULL"
            ),
            (
                f"{entry} SELECT {self.went}, 'e' || ({self.went}), 'move', r.settled_at, 'bench', 'c' ||"
                f" ({self.went}), ''"
                " FROM returns r WHERE r.settled_at IS NOT NULL"
            ),
            f"{leg} SELECT {self.came}, u.id, u.item_id, u.source_id, {table}, u.qty {unit} r.received_at IS NOT NULL",
            f"{leg} SELECT {self.went}, u.id, u.item_id, {table}, {dock}, u.qty {unit} r.settled_at IS NOT NULL",
        ]

    def _money(self) -> list[str]:
        return [
            (
                "INSERT INTO refund (id, code, return_id, order_id, state, amount_minor, currency,"
                " intent, at, who, sent_at)"
                f" SELECT r.id, {self._code('RF', 'r.id', 6)}, r.id, r.order_id, {_REFUND}, {UNIT_MINOR}"
                f" * COUNT(*), 'GBP',"
                " 'refund-' || r.id, r.settled_at, 'bench', r.settled_at FROM returns r JOIN return_unit u"
                " ON u.return_id = r.id WHERE r.settled_at IS NOT NULL GROUP BY r.id, r.order_id, r.settled_at"
            ),
            (
                "INSERT INTO refund_line (refund_id, n, line_id, unit_id, qty, amount_minor, what)"
                f" SELECT r.id, u.id, u.line_id, u.id, u.qty, {UNIT_MINOR}, 'goods' FROM returns r JOIN return_unit u"
                " ON u.return_id = r.id WHERE r.settled_at IS NOT NULL"
            ),
            (
                "INSERT INTO carrier_claim (code, return_id, parcel_id, carrier, kind, state, deadline, at)"
                f" SELECT {self._code('CL', 'r.id', 5)}, r.id, r.parcel_id, 'DPD', 'damage',"
                " CASE WHEN r.id % 1000 = 7 THEN 'draft' ELSE 'accepted' END, '2026-12-01', r.requested_at"
                " FROM returns r WHERE r.id % 100 = 7"
            ),
        ]


@contextmanager
def _plain(store: Store) -> Iterator[Any]:
    """Yield a connection that checks no foreign key: rows of a company that nobody works in yet."""
    if store.path is not None:
        plain: Any = sqlite3.connect(store.path, isolation_level=None)
        for words in ("synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
            plain.execute(f"PRAGMA {words}")
    else:
        plain = psycopg.connect(_address(store), autocommit=True)
        for words in ("session_replication_role = replica", "work_mem = '256MB'", "maintenance_work_mem = '512MB'"):
            plain.execute(f"SET {words}")
    try:
        yield plain
        if store.path is None:
            plain.execute("VACUUM ANALYZE")  # what its own worker does sooner or later
    finally:
        plain.close()


def _address(store: Store) -> str:
    with store.read() as desk:
        raw: Any = desk.connection.connection.driver_connection
        return str(raw.info.dsn)


GROWING = (
    "('place', 'item', 'entry', 'leg', 'parcel', 'returns', 'return_unit', 'return_event', 'refund', 'refund_line')"
)


@contextmanager
def _without_indexes(plain: Any, *, server: bool) -> Iterator[None]:  # noqa: ANN401 - a connection of either driver
    """Let the tables that grow have no indexes meanwhile but those of keys: to sort them at the end takes less."""
    asked = (
        f"SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN {GROWING} AND schemaname = current_schema()"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        if server
        else f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN {GROWING} AND sql IS NOT NULL"
        " AND name NOT IN ('ix_parcel_order_id', 'ix_return_unit_return_id')"
    )
    found = [(str(name), str(words)) for name, words in plain.execute(asked).fetchall()]
    for name, _words in found:
        plain.execute(f'DROP INDEX "{name}"')
    yield
    for _name, words in found:
        plain.execute(words)
