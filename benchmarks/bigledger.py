"""A company with a million legs of which every invariant holds: received in bulk, picked scan by scan, and sealed.

Four legs in ten came by scans of its own (entry, scan, command, link), as at a bench; the rest by receipts of
500 legs. Rows are written in bulk; the doctor finds nothing in it. The same size is the same company every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Table, insert

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.audit import GENESIS, Head, Link, digest, link_hash, seal_hash
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceId
from warehouse_app.store import rebuilding
from warehouse_app.store.database import Store
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA, floor, ledger, office, trade

LEGS = 1_000_000
PRODUCTS, BINS, TOTES = 5_000, 10_000, 500
RECEIPT = 500
"""Legs of one receipt: the most an entry has."""

PICKED = 0.4
"""The part of all legs that is a pick scan each."""

LINES, UNITS = 2, 2
"""Lines of an order, and units of a line: one scan each."""

WRITERS = 8
CHUNK = 20_000
AT = "2026-11-27T08:00:00.000000Z"
SUPPLIER, FIRST_BIN = 1, 2
Row = tuple[Table, dict[str, Any]]


class Chains:
    """The audit chains of some writers, each link hashed over its predecessor."""

    def __init__(self) -> None:
        self.heads = {f"w{n}": Head(f"w{n}", 0, GENESIS) for n in range(WRITERS)}

    def link(self, n: int, command: str, name: str, contents: tuple[str, ...]) -> Iterator[Row]:
        """Yield the rows of one command and its link."""
        writer = f"w{n % WRITERS}"
        before = self.heads[writer]
        made = Link(writer, before.n + 1, command, AT, "p-1", "B1", name, "done", "r", digest(contents))
        hashed = link_hash(before.hash, made)
        self.heads[writer] = Head(writer, made.n, hashed)
        yield ledger.command, {"id": command, "name": name, "request_hash": "r", "at": AT, "outcome": "{}"}
        yield ledger.audit, {**{each: getattr(made, each) for each in Link.__slots__}, "hash": hashed}


def fill(store: Store, legs: int = LEGS) -> None:
    """Fill an empty company with about so many legs."""
    chains = Chains()
    picks = int(legs * PICKED)
    for rows in (_house(), _orders(picks), _receipts(legs - picks, chains), _picks(picks, legs - picks, chains)):
        while portion := list(islice(rows, CHUNK)):
            with store.write(at=AT, who="bench") as desk:
                _put(desk, portion)
    with store.write(at=AT, who="bench") as desk:
        heads = tuple(chains.heads.values())
        hashed = seal_hash(GENESIS, AT, heads)
        _put(desk, [(ledger.seal, {"n": 1, "at": AT, "previous": GENESIS, "hash": hashed, "anchor": ""})])
        _put(desk, [(ledger.seal_head, {"seal_n": 1, "writer": h.writer, "n": h.n, "hash": h.hash}) for h in heads])
        rebuilding.rebuild(desk)


def _put(desk: Desk, rows: Iterable[Row]) -> None:
    by_table: dict[Table, list[Mapping[str, Any]]] = {}
    for table, values in rows:
        by_table.setdefault(table, []).append(values)
    for table in METADATA.sorted_tables:  # what is referred to comes first
        if table in by_table:
            desk.connection.execute(insert(table), by_table[table])


def _house() -> Iterator[Row]:
    yield office.company, {"name": "id", "value": "big"}
    yield office.person, {"id": "p-1", "code": "P1", "role": "packer", "created_at": AT}
    yield ledger.warehouse, {"code": "MAIN"}
    yield ledger.place, {"id": SUPPLIER, "warehouse": "", "kind": "SUPPLIER", "code": "SUPPLIER"}
    for n in range(BINS + TOTES):
        kind = "BIN" if n < BINS else "TOTE"
        yield ledger.place, {"id": FIRST_BIN + n, "warehouse": "MAIN", "kind": kind, "code": f"{kind[0]}{n:05d}"}
    for n in range(1, PRODUCTS + 1):
        yield ledger.product, {"id": n, "sku": _sku(n), "sku_key": _sku(n)}
        yield ledger.item, {"id": n, "sku": _sku(n), "product_id": n}
    for n in range(WRITERS):
        yield ledger.writer, {"id": f"w{n}", "started_at": AT}


def _sku(n: int) -> str:
    return f"{20_000 + n}"


def _thing(n: int) -> tuple[int, int]:
    """Return product and bin of the n-th leg."""
    return n % PRODUCTS + 1, FIRST_BIN + n % BINS


def _orders(picks: int) -> Iterator[Row]:
    for n in range(picks // (LINES * UNITS)):
        own = {"channel": "shop", "code": f"{n}", "state": "confirmed", "payment": "paid", "warehouse": "MAIN"}
        sums = {"placed_at": AT, "ship_by": AT, "content_hash": "", "units": LINES * UNITS, "lines": LINES}
        yield trade.orders, {"id": n + 1, **own, **sums}
        for line in range(LINES):
            number = n * LINES + line
            product = _thing(number)[0]
            goods = {"sku": _sku(product), "product_id": product, "qty": UNITS}
            yield trade.order_line, {"id": number + 1, "order_id": n + 1, "n": line + 1, **goods}


def _receipts(legs: int, chains: Chains) -> Iterator[Row]:
    for n in range(-(-legs // RECEIPT)):
        things = [_thing(n * RECEIPT + each) for each in range(min(RECEIPT, legs - n * RECEIPT))]
        made = tuple(Leg(Item(_sku(g)), PlaceId(SUPPLIER), PlaceId(at), 4) for g, at in things)
        entry = Entry(EntryId(f"r{n}"), EntryKind.RECEIVE, made, "bulk")
        yield from _entry(n + 1, entry, f"r{n}")
        for at, (product, place) in enumerate(things):
            ends = {"source": SUPPLIER, "target": place, "line_id": None}
            yield ledger.leg, {"entry_seq": n + 1, "n": at, "item_id": product, "qty": 4, **ends}
        yield from chains.link(n, f"r{n}", "ImportOpening", (digest(entry),))


def _picks(picks: int, received: int, chains: Chains) -> Iterator[Row]:
    first = -(-received // RECEIPT) + 1
    for n in range(picks // (LINES * UNITS) * LINES * UNITS):
        line = n // UNITS
        product, place = _thing(line)
        tote = FIRST_BIN + BINS + line // LINES % TOTES
        leg = Leg(Item(_sku(product)), PlaceId(place), PlaceId(tote), 1, line=line + 1)  # type: ignore[arg-type]
        entry = Entry(EntryId(f"s{n}"), EntryKind.MOVE, (leg,), "")
        yield from _entry(first + n, entry, f"s{n}")
        ends = {"source": place, "target": tote, "line_id": line + 1}
        yield ledger.leg, {"entry_seq": first + n, "n": 0, "item_id": product, "qty": 1, **ends}
        said = {"station": "B1", "who": "p-1", "work": "pick", "verdict": "accepted", "code": "right_item"}
        yield floor.scan, {"id": f"s{n}", "at": AT, "entry_id": f"s{n}", "line_id": line + 1, "qty": 1, **said}
        yield from chains.link(n, f"s{n}", "PickScan", (digest(entry),))


def _entry(seq: int, entry: Entry, command: str) -> Iterator[Row]:
    own = {"seq": seq, "id": entry.id, "kind": entry.kind.value, "why": entry.why, "content": digest(entry)}
    yield ledger.entry, {**own, "at": AT, "who": "p-1", "station": "B1", "command_id": command, "reverses": None}
