"""Invariants of returns: no more comes back than left, units stand where they are said to, rules say something."""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from warehouse_app.store.checks.asking import Question
from warehouse_app.store.returning.leaving import CURSOR, PRODUCT, between

_HERE = "('received', 'graded')"
_CAME = "('received', 'graded', 'settled')"
_ENDED = "('settled', 'closed', 'cancelled', 'rejected', 'expired')"

_FOLLOWED = f"(SELECT COALESCE(MAX(seq), 0) FROM cost_cursor WHERE name = '{CURSOR}')"
_LEFT = between(PRODUCT, "0", _FOLLOWED, "''")

QUESTIONS: tuple[Question, ...] = (
    Question(
        "no more of a line comes back than left",
        "SELECT COUNT(*) FROM return_unit",
        "SELECT 'line ' || l.id || ': ' || l.shipped || ' left, ' || b.qty || ' come back' FROM order_line l"
        " JOIN (SELECT u.line_id, SUM(u.qty) AS qty FROM return_unit u JOIN returns r ON r.id = u.return_id"
        " WHERE u.line_id IS NOT NULL AND u.back_id = ''"
        f" AND (u.state IN {_CAME} OR (u.state = 'expected' AND r.state NOT IN {_ENDED}))"
        " GROUP BY u.line_id) b ON b.line_id = l.id WHERE b.qty > l.shipped"
        " UNION ALL SELECT 'unit ' || u.id || ' of line ' || l.id FROM return_unit u JOIN order_line l"
        " ON l.id = u.line_id WHERE u.product_id <> l.product_id OR u.sku <> l.sku",
    ),
    Question(
        "a unit of a return is where its entries took it",
        "SELECT COUNT(*) FROM return_unit",
        f"SELECT 'unit ' || u.id || ' is ' || u.state FROM return_unit u WHERE (u.state IN {_HERE}"
        " AND (u.item_id IS NULL OR u.place_id IS NULL OR NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = u.entry_id)))"
        " OR (u.state IN ('expected', 'missing') AND u.entry_id <> '')"
        " UNION ALL SELECT 'unit ' || u.id || ' and entry ' || u.settled_id FROM return_unit u WHERE"
        " (u.settled_id <> '' AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = u.settled_id))"
        " OR (u.traced_id <> '' AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = u.traced_id))"
        " UNION ALL SELECT 'place ' || u.place_id || ' item ' || u.item_id || ' holds fewer than ' || SUM(u.qty)"
        " FROM return_unit u LEFT JOIN balance b ON b.place_id = u.place_id AND b.item_id = u.item_id"
        f" WHERE u.state IN {_HERE} GROUP BY u.place_id, u.item_id, b.on_hand"
        " HAVING SUM(u.qty) > COALESCE(b.on_hand, 0)",
    ),
    Question(
        "a return stands where its units say",
        "SELECT COUNT(*) FROM returns",
        "SELECT 'return ' || r.code || ' is ' || r.state || ', a unit is ' || u.state FROM returns r"
        f" JOIN return_unit u ON u.return_id = r.id WHERE (r.state IN {_ENDED} AND u.state IN {_HERE})"
        " OR (r.state IN ('requested', 'authorised', 'in transit') AND u.state IN ('received', 'graded'))"
        " UNION ALL SELECT 'return ' || r.code || ' has no day' FROM returns r"
        " WHERE (r.state = 'authorised' AND (r.authorised_at IS NULL OR r.expires_on IS NULL))"
        " OR (r.state = 'rejected' AND r.decision = '')",
    ),
    Question(
        "a reason and a question say something, and a policy has a rule for a grade once",
        "SELECT (SELECT COUNT(*) FROM return_reason) + (SELECT COUNT(*) FROM return_check)",
        "SELECT 'reason ' || s.code FROM return_reason s WHERE NOT EXISTS"
        " (SELECT 1 FROM return_reason_text t WHERE t.reason_id = s.id AND t.words <> '')"
        " UNION ALL SELECT 'question ' || k.id FROM return_check k WHERE NOT EXISTS"
        " (SELECT 1 FROM return_check_text t WHERE t.check_id = k.id AND t.words <> '')"
        " UNION ALL SELECT 'policy ' || p.name FROM return_policy p JOIN return_rule x ON x.policy_id = p.id"
        " WHERE x.grade NOT IN ('A', 'B', 'C', 'D', 'E', 'F') OR x.fee_e4 NOT BETWEEN 0 AND 10000",
    ),
    Question(
        "what left by day and month is what the entries say",
        "SELECT COUNT(*) FROM left_sum",
        "SELECT 'product ' || name || ' on ' || span || ': ' || SUM(units) || ' left, entries say ' || SUM(must) FROM ("
        f" SELECT span, name, units, 0 AS must FROM left_sum WHERE kind = '{PRODUCT}' AND per = 'day'"
        f" UNION ALL SELECT day, name, 0, units FROM ({_LEFT}) f) s"
        " GROUP BY span, name HAVING SUM(units) <> SUM(must)"
        " UNION ALL SELECT kind || ' ' || name || ' in ' || month || ' is not the sum of its days' FROM ("
        " SELECT kind, name, span AS month, units FROM left_sum WHERE per = 'month'"
        " UNION ALL SELECT kind, name, SUBSTR(span, 1, 7), -units FROM left_sum WHERE per = 'day') m"
        " GROUP BY kind, name, month HAVING SUM(units) <> 0"
        " UNION ALL SELECT span || ' by channel, carrier and packer' FROM left_sum WHERE per = 'day' GROUP BY span"
        f" HAVING SUM(units) <> 4 * SUM(CASE WHEN kind = '{PRODUCT}' THEN units ELSE 0 END)",
    ),
)
