"""What left the house by day and month, kept for the report of returns: a year of parcels need not be added up.

The sums follow the ledger: a parcel that is handed over counts with what lay in it then, and counts off again where
that is taken back. Entries that are not followed yet are added as they are asked for, so the answer is always whole.
"""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, text, union_all

from warehouse_app.store.desk import Desk
from warehouse_app.store.health import costs
from warehouse_app.store.health.marks import MOST
from warehouse_app.store.schema import returning
from warehouse_app.store.statement import Statement

PRODUCT, CHANNEL, CARRIER, PACKER = "product", "channel", "carrier", "packer"
CURSOR = "left"

_CUSTOMER = "(SELECT id FROM place WHERE kind = 'CUSTOMER')"
_OF_ORDER = "CROSS JOIN orders o WHERE o.id = k.order_id AND"
_PACKED = (
    "COALESCE((SELECT q.person FROM pack q WHERE q.order_id = k.order_id AND q.parcel_id = k.id"
    " ORDER BY q.id DESC LIMIT 1), '')"
)
_NAMES = {
    PRODUCT: ("l.sku", "CROSS JOIN order_line l WHERE l.id = c.line_id AND"),
    CHANNEL: ("o.channel", _OF_ORDER),
    CARRIER: ("k.carrier", "WHERE"),
    PACKER: (_PACKED, "WHERE"),
}
"""What units are told by, and what it is looked up in beside the parcel (`k`) and the legs of its contents (`c`)."""


_HALF = (
    "SELECT SUBSTR(e.at, 1, 10) AS day, <name> AS name,"
    f" CASE WHEN g.target IN {_CUSTOMER} THEN <sign>c.qty ELSE -(<sign>c.qty) END AS units"
    " FROM leg g CROSS JOIN item i CROSS JOIN entry e CROSS JOIN parcel k CROSS JOIN leg c"
    " <looked up> g.entry_seq > <after> AND g.entry_seq <= <until>"
    f" AND (g.target + 0 IN {_CUSTOMER} OR g.source + 0 IN {_CUSTOMER})"
    " AND i.id = g.item_id AND i.sku = '@PARCEL' AND e.seq = g.entry_seq AND e.at >= <since>"
    " AND k.code = i.serial AND k.state <> 'before'"
    " AND c.<end> = k.place_id AND c.line_id IS NOT NULL AND c.entry_seq < g.entry_seq"
)
_IN = _HALF.replace("<end>", "target").replace("<sign>", "")
_OUT = _HALF.replace("<end>", "source").replace("<sign>", "-")
_WHOLE = f"SELECT day, name, SUM(units) AS units FROM ({_IN} UNION ALL {_OUT}) n GROUP BY day, name"


def between(kind: str, after: str, until: str, since: str) -> str:
    """Return the question for the units of a kind by day and name that left by the entries after one, until another.

    The figures are given as words of SQL. Names are joined in this order, which SQLite keeps: the entries come first.
    """
    name, looked_up = _NAMES[kind]
    words = {"<name>": name, "<looked up>": looked_up, "<after>": after, "<until>": until, "<since>": since}
    found = _WHOLE
    for mark, word in words.items():
        found = found.replace(mark, word)
    return found


_BETWEEN = {kind: text(between(kind, ":after", ":until", ":since")) for kind in _NAMES}
_ADD = text(
    "INSERT INTO left_sum (kind, per, span, name, units) VALUES (:kind, :per, :span, :name, :units)"
    " ON CONFLICT (kind, per, span, name) DO UPDATE SET units = left_sum.units + excluded.units"
)
_s = returning.left_sum
_months = select(_s.c.name, _s.c.units).where(
    _s.c.kind == bindparam("kind_is"), _s.c.per == "month", _s.c.span >= bindparam("month")
)
_days = select(_s.c.name, _s.c.units).where(
    _s.c.kind == bindparam("kind_is"), _s.c.per == "day", _s.c.span >= bindparam("day"), _s.c.span < bindparam("end")
)
_both = union_all(_months, _days).subquery()
_KEPT = Statement(select(_both.c.name, func.sum(_both.c.units)).group_by(_both.c.name))


class Left(NamedTuple):
    """Units that left on a day, by one name of a kind."""

    kind: str
    day: str
    name: str
    units: int


def units(desk: Desk, kind: str, since: str) -> dict[str, int]:
    """Return by name how many units left since the day (UTC) of a moment, that day included.

    Whole months are read as such, the days of a month that had begun by day.
    """
    month, begun = since[:7], since[8:10] > "01"
    given = {"month": f"{month}~" if begun else month, "day": since[:10], "end": f"{month}~" if begun else ""}
    found = {str(row[0]): int(row[1]) for row in _KEPT.all(desk.connection, kind_is=kind, **given)}
    for each in _read(desk, kind, MOST, since[:10]):
        found[each.name] = found.get(each.name, 0) + each.units
    return {name: count for name, count in found.items() if count}


def onward(desk: Desk, settled: str) -> int:
    """Return the entry up to which sums can be kept next, 0 for none; younger ones may still be arriving."""
    return costs.onward(desk, settled, CURSOR)


def followed(desk: Desk) -> int:
    """Return the entry up to which sums are kept."""
    return costs.cursor(desk, CURSOR)


def read(desk: Desk, until: int) -> tuple[Left, ...]:
    """Return what left by the entries that are not followed yet, until one."""
    return tuple(each for kind in _NAMES for each in _read(desk, kind, until, ""))


def keep(desk: Desk, left: Iterable[Left], after: int, until: int) -> None:
    """Add what left between two entries to the sums, and keep how far it went.

    Nothing is added where the sums do not end at `after` any more: they were begun anew meanwhile.
    """
    if followed(desk) != after:
        return
    spans = (("day", 10), ("month", 7))
    rows = [
        {"kind": each.kind, "per": per, "span": each.day[:signs], "name": each.name, "units": each.units}
        for per, signs in spans
        for each in left
    ]
    if rows:
        desk.connection.execute(_ADD, sorted(rows, key=lambda row: tuple(row.values())))
    costs.went(desk, CURSOR, until)


def _read(desk: Desk, kind: str, until: int, since: str) -> tuple[Left, ...]:
    rows = desk.connection.execute(_BETWEEN[kind], {"after": followed(desk), "until": until, "since": since})
    return tuple(Left(kind, str(row[0]), str(row[1] or ""), int(row[2])) for row in rows)
