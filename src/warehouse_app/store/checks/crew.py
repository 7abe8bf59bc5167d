"""Invariants of the crew and of exceptions: limits, messages and what rests are whole."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "limits of people, messages and what rests are whole",
        "SELECT (SELECT COUNT(*) FROM person_cap) + (SELECT COUNT(*) FROM message)"
        " + (SELECT COUNT(*) FROM exception_rest)",
        "SELECT 'limit of ' || person FROM person_cap WHERE batches < 0 OR orders < 0 OR units < 0 OR weight_g < 0"
        " UNION ALL SELECT 'message ' || id FROM message WHERE text = '' OR until <= at"
        " OR COALESCE(ended_at, at) < at OR (station <> '' AND person <> '')"
        " UNION ALL SELECT 'message ' || m.id || ' seen by ' || e.person FROM message m JOIN message_seen e"
        " ON e.message_id = m.id WHERE e.at < m.at"
        " UNION ALL SELECT 'resting ' || name FROM exception_rest WHERE reason = ''"
        " OR (until <> '' AND until <= at)",
    ),
)
