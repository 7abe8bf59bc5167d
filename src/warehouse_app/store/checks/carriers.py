"""Invariants of labels that are bought: none is forgotten, none is bought twice, and parcels say what they wait for."""

# ruff: noqa: S608 - joined from constants of this file alone

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

_LIVING = "('wanted', 'sent', 'unknown', 'booked', 'refused', 'bought')"
_WAITING = "('wanted', 'sent', 'unknown', 'booked', 'refused')"
_UNSETTLED = "('wanted', 'sent', 'unknown', 'booked')"
_PAID = "('sent', 'unknown', 'booked', 'bought')"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "a label that may be bought is asked for by its key until that is known",
        "SELECT COUNT(*) FROM label_purchase",
        "SELECT 'label ' || b.intent || ' is ' || b.state FROM label_purchase b"
        f" WHERE b.state IN {_UNSETTLED} AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.intent = b.intent"
        " AND o.state <> 'done')"
        " UNION ALL SELECT 'label ' || b.intent || ' is not taken back' FROM label_purchase b"
        " WHERE b.state = 'voiding' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.intent = 'void ' || b.intent"
        " AND o.state <> 'done')"
        " UNION ALL SELECT 'label ' || b.intent || ' was never sent' FROM label_purchase b"
        f" WHERE b.state IN {_PAID} AND (b.sent_at IS NULL OR b.request_hash = '' OR b.attempts < 1)",
    ),
    Question(
        "a parcel has one label of its carrier at most, or waits for it",
        "SELECT COUNT(*) FROM label_purchase",
        "SELECT 'parcel ' || k.code || ' waits for nothing' FROM parcel k WHERE k.state = 'waits_for_label'"
        " AND (k.tracking <> '' OR NOT EXISTS (SELECT 1 FROM label_purchase b WHERE b.parcel_id = k.id"
        f" AND b.state IN {_WAITING}) OR NOT EXISTS (SELECT 1 FROM pack q WHERE q.parcel_id = k.id"
        " AND q.state = 'labelled' AND q.station <> ''))"
        " UNION ALL SELECT 'label ' || b.intent || ' of parcel ' || k.code || ', which is ' || k.state"
        " FROM label_purchase b JOIN parcel k ON k.id = b.parcel_id"
        f" WHERE (b.state IN {_WAITING} AND k.state <> 'waits_for_label') OR (b.state = 'bought'"
        " AND (k.state IN ('waits_for_label', 'voided', 'open') OR k.carrier <> b.carrier))"
        " UNION ALL SELECT 'parcel ' || MIN(k.code) || ' has several' FROM label_purchase b JOIN parcel k"
        f" ON k.id = b.parcel_id WHERE b.state IN {_LIVING} GROUP BY b.parcel_id HAVING COUNT(*) > 1",
    ),
)
