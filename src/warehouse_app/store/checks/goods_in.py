"""Invariants of goods in: receipts say what their entries brought, and the papers count what receipts say."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

_LINE = (
    "SELECT '{what} {paper} line ' || n || ' counts ' || received || ', receipts say ' || came FROM ("
    "SELECT p.code AS paper, l.n, l.received, COALESCE((SELECT SUM(r.qty) FROM receipt_line r"
    " WHERE r.{link} = l.id), 0) AS came FROM {line} l JOIN {head} p ON p.id = l.{owner}) t WHERE received <> came"
)


def _lines(what: str, link: str, line: str, head: str, owner: str) -> str:
    said = {"what": what, "link": link, "line": line, "head": head, "owner": owner, "paper": "' || paper || '"}
    words = _LINE
    for name, value in said.items():
        words = words.replace(f"{{{name}}}", value)
    return words


QUESTIONS: tuple[Question, ...] = (
    Question(
        "receipts say what their entries brought",
        "SELECT COUNT(*) FROM receipt_line",
        # What each entry left in the place, and that what was undone was taken back from the receipt as well.
        "SELECT 'receipt line ' || first || ' of entry ' || entry_id || ': ' || said || ', not ' || brought FROM ("
        "SELECT MIN(l.seq) AS first, l.entry_id, SUM(l.qty) AS said, COALESCE((SELECT SUM(CASE WHEN g.target ="
        " l.place_id THEN g.qty ELSE -g.qty END) FROM entry e JOIN leg g ON g.entry_seq = e.seq"
        " WHERE e.id = l.entry_id AND g.item_id = l.item_id AND (g.target = l.place_id OR g.source = l.place_id)), 0)"
        " AS brought FROM receipt_line l GROUP BY l.entry_id, l.item_id, l.place_id) t WHERE said <> brought"
        " UNION ALL SELECT 'receipt line ' || l.seq || ' was undone' FROM receipt_line l"
        " JOIN entry u ON u.reverses = l.entry_id"
        " WHERE NOT EXISTS (SELECT 1 FROM receipt_line b WHERE b.entry_id = u.id)",
    ),
    Question(
        "orders and deliveries count what receipts say",
        "SELECT (SELECT COUNT(*) FROM purchase_line) + (SELECT COUNT(*) FROM delivery_line)",
        _lines("order", "purchase_line_id", "purchase_line", "purchase_order", "purchase_order_id")
        + " UNION ALL "
        + _lines("delivery", "delivery_line_id", "delivery_line", "delivery", "delivery_id"),
    ),
)
