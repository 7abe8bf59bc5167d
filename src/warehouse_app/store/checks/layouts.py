"""Invariants of drawings of warehouses."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "a drawing is whole, of a warehouse that is there",
        "SELECT COUNT(*) FROM layout",
        "SELECT 'drawing ' || id || ' of ' || warehouse FROM layout WHERE warehouse NOT IN (SELECT code FROM warehouse)"
        " OR SUBSTR(body, 1, 1) <> '{' OR SUBSTR(body, LENGTH(body)) <> '}'"
        " OR body NOT LIKE '%\"warehouse\":\"' || warehouse || '\"%'",
    ),
)
