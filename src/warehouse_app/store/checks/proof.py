"""Invariants of how packed lines are proven: rules of what is known, marks of what was packed."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "rules of proof speak of what there is",
        "SELECT (SELECT COUNT(*) FROM product) + (SELECT COUNT(*) FROM proof_rule)",
        "SELECT 'rule of product ' || r.product_id || ': ' || r.level FROM proof_rule r WHERE (r.product_id <> 0"
        " AND NOT EXISTS (SELECT 1 FROM product p WHERE p.id = r.product_id)) OR (r.person <> '' AND r.role <> '')"
        " OR r.role NOT IN ('', 'picker', 'packer', 'clerk', 'supervisor', 'owner', 'administrator')",
    ),
    Question(
        "what was packed without a scan of each was packed",
        "SELECT (SELECT COUNT(*) FROM parcel) + (SELECT COUNT(*) FROM proof_mark)",
        "SELECT 'mark of line ' || m.line_id || ': ' || m.qty FROM proof_mark m WHERE m.qty > COALESCE((SELECT"
        " SUM(g.qty) FROM entry e JOIN leg g ON g.entry_seq = e.seq WHERE e.id = m.entry_id), 0)",
    ),
)
