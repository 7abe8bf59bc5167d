"""Invariants of weights: what was learned stands on parcels that left, and how each was judged is a closed list."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question
from warehouse_app.store.weights.following import CURSOR_SQL

_WRONG = "mean_mg < 0 OR doubt_mg <= 0 OR spread_mg <= 0 OR parcels <= 0 OR units < parcels OR in_book NOT IN (0, 1)"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "what was learned of weights stands on parcels that were handed over",
        "SELECT (SELECT COUNT(*) FROM weight_product) + (SELECT COUNT(*) FROM weight_packaging)",
        f"SELECT 'product ' || product_id FROM weight_product WHERE {_WRONG}"  # noqa: S608 - joined from constants
        f" UNION ALL SELECT 'box ' || box FROM weight_packaging WHERE {_WRONG}"
        " UNION ALL SELECT 'learned from ' || l.n || ' parcels of ' || f.n FROM"
        " (SELECT COALESCE(SUM(parcels), 0) AS n FROM weight_packaging) l"
        " CROSS JOIN (SELECT COUNT(*) AS n FROM leg g JOIN item i ON i.id = g.item_id AND i.sku = '@PARCEL'"
        " JOIN place p ON p.id = g.target AND p.kind = 'CUSTOMER' JOIN parcel r ON r.code = i.serial"
        " JOIN weight_check c ON c.id = (SELECT MAX(x.id) FROM weight_check x WHERE x.parcel_id = r.id)"
        f" WHERE c.teaches = 1 AND g.entry_seq <= ({CURSOR_SQL})) f WHERE l.n > f.n",
    ),
    Question(
        "every weight that was taken is the last one judged, and one that was kept says why",
        "SELECT COUNT(*) FROM weight_check",
        "SELECT 'parcel ' || r.id || ' weighs ' || r.weight_g || ', judged was ' || c.grams FROM weight_check c"
        " JOIN parcel r ON r.id = c.parcel_id WHERE c.id = (SELECT MAX(x.id) FROM weight_check x"
        " WHERE x.parcel_id = r.id) AND r.weight_from IN ('scale', 'typed') AND r.weight_g <> c.grams"
        " UNION ALL SELECT 'check ' || id FROM weight_check WHERE (verdict = 'kept' AND reason = '')"
        " OR teaches NOT IN (0, 1) OR (verdict = 'differs' AND teaches = 1)",
    ),
)
