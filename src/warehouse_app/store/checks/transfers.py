"""Invariants of transfers: what their lines count is what their deeds say, and what the entries moved."""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from warehouse_app.domain.transfers.states import COUNTED, PROMISING
from warehouse_app.store.checks.asking import Question

_COUNTERS = tuple(dict.fromkeys(column for column, _sign in COUNTED.values()))


def _says(column: str) -> str:
    signs = [(what.value, sign) for what, (counter, sign) in COUNTED.items() if counter == column]
    cases = " ".join(f"WHEN '{what}' THEN {'' if sign > 0 else '-'}d.qty" for what, sign in signs)
    return f"COALESCE(SUM(CASE d.what {cases} ELSE 0 END), 0)"


_SUMS = ", ".join(f"{_says(column)} AS {column}" for column in _COUNTERS)
_WRONG = " OR ".join(f"l.{column} <> s.{column}" for column in _COUNTERS)
_MOVED = "('picked', 'put_back', 'received', 'taken_back', 'damaged', 'over', 'lost')"
_IN_PROMISE = "(" + ", ".join(f"'{each.value}'" for each in sorted(PROMISING)) + ")"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "a line of a transfer counts what was done to it",
        "SELECT COUNT(*) FROM transfer_line",
        f"WITH s AS (SELECT l.id, {_SUMS} FROM transfer_line l LEFT JOIN transfer_deed d ON d.line_id = l.id"
        " GROUP BY l.id) SELECT 'transfer ' || t.code || ' line ' || l.n FROM transfer_line l"
        f" JOIN s ON s.id = l.id JOIN transfer t ON t.id = l.transfer_id WHERE {_WRONG}"
        " UNION ALL SELECT 'deed ' || d.seq || ' of another transfer' FROM transfer_deed d"
        " JOIN transfer_line l ON l.id = d.line_id WHERE l.transfer_id <> d.transfer_id"
        " UNION ALL SELECT 'deed ' || d.seq || ' counts nothing' FROM transfer_deed d"
        " WHERE (d.line_id IS NULL) <> (d.qty = 0) OR d.qty < 0",
    ),
    Question(
        "what was done to a transfer is what its entries moved",
        "SELECT COUNT(*) FROM transfer_deed WHERE entry_id <> ''",
        "WITH told AS (SELECT d.entry_id, d.item_id, SUM(d.qty) AS qty FROM transfer_deed d"
        f" WHERE d.entry_id <> '' AND d.what IN {_MOVED} GROUP BY d.entry_id, d.item_id)"
        " SELECT 'entry ' || o.entry_id || ' of a transfer' FROM told o LEFT JOIN entry e ON e.id = o.entry_id"
        " LEFT JOIN (SELECT g.entry_seq, g.item_id, SUM(g.qty) AS qty FROM leg g JOIN entry e ON e.seq = g.entry_seq"
        " WHERE e.id IN (SELECT entry_id FROM told) GROUP BY g.entry_seq, g.item_id) m"
        " ON m.entry_seq = e.seq AND m.item_id = o.item_id WHERE COALESCE(m.qty, 0) <> o.qty"
        " UNION ALL SELECT 'deed ' || d.seq || ' is of another product' FROM transfer_deed d"
        " JOIN transfer_line l ON l.id = d.line_id JOIN item i ON i.id = d.item_id WHERE i.sku <> l.sku"
        " UNION ALL SELECT 'transfer ' || t.code || ' did not leave' FROM transfer t"
        " WHERE t.state IN ('sent', 'received', 'closed') AND NOT EXISTS (SELECT 1 FROM transfer_deed d"
        " JOIN entry e ON e.id = d.entry_id JOIN leg g ON g.entry_seq = e.seq"
        " JOIN place p ON p.id = g.target AND p.kind = 'TRANSIT' AND p.warehouse = t.target"
        " WHERE d.transfer_id = t.id AND d.what = 'sent')",
    ),
    Question(
        "what is promised to a transfer is still to be picked",
        "SELECT COUNT(*) FROM promise WHERE purpose = 'transfer'",
        "SELECT 'promise to transfer line ' || r.ref FROM (SELECT ref, warehouse, SUM(qty) AS qty FROM promise"
        " WHERE purpose = 'transfer' GROUP BY ref, warehouse) r LEFT JOIN transfer_line l ON l.id = r.ref"
        " LEFT JOIN transfer t ON t.id = l.transfer_id"
        f" WHERE t.id IS NULL OR t.state NOT IN {_IN_PROMISE} OR t.source <> r.warehouse OR r.qty > l.qty - l.picked",
    ),
    Question(
        "what a transfer brings stands where it is said to",
        "SELECT COUNT(*) FROM transfer",
        "SELECT 'transfer ' || t.code || ' has ' || SUM(l.sent - l.received - l.damaged - l.lost) || ' on its way'"
        " FROM transfer t JOIN transfer_line l ON l.transfer_id = t.id"
        " WHERE t.state NOT IN ('sent', 'received') GROUP BY t.code"
        " HAVING SUM(l.sent - l.received - l.damaged - l.lost) <> 0"
        " UNION ALL SELECT 'package ' || p.code || ' is no pallet of ' || t.code FROM transfer_package k"
        " JOIN transfer t ON t.id = k.transfer_id JOIN place p ON p.id = k.place_id"
        " WHERE p.kind <> 'LPN' OR p.warehouse <> t.source"
        " UNION ALL SELECT 'package ' || p.code || ' is on its way, and its transfer is ' || t.state"
        " FROM transfer_package k JOIN transfer t ON t.id = k.transfer_id JOIN place p ON p.id = k.place_id"
        " JOIN serial_at s ON s.sku = '@LPN' AND s.serial = p.code JOIN place a ON a.id = s.place_id"
        " WHERE a.kind = 'TRANSIT' AND t.state NOT IN ('sent', 'received')",
    ),
)
