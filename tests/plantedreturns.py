"""Corruptions planted in returns: their units, their story and their rules."""

from __future__ import annotations

from tests.planted import GONE_OUT, Plant, deeds

NO_MORE = "no more of a line comes back than left"
WHERE = "a unit of a return is where its entries took it"
STANDS = "a return stands where its units say"
RULES = "a reason and a question say something, and a policy has a rule for a grade once"

RETURNS: dict[str, tuple[Plant, ...]] = {
    NO_MORE: (
        deeds("UPDATE return_unit SET qty = 99 WHERE state = 'expected' AND line_id IS NOT NULL"),
        deeds("UPDATE return_unit SET sku = 'VASE' WHERE line_id IS NOT NULL"),
        deeds("UPDATE return_unit SET product_id = product_id + 1 WHERE state = 'expected' AND line_id IS NOT NULL"),
    ),
    WHERE: (
        deeds("UPDATE return_unit SET entry_id = '' WHERE state = 'graded'"),
        deeds("UPDATE return_unit SET entry_id = 'x' WHERE state = 'expected'"),
        deeds("UPDATE return_unit SET traced_id = 'x' WHERE state = 'graded'"),
        deeds("UPDATE return_unit SET place_id = (SELECT id FROM place WHERE kind = 'DOCK') WHERE state = 'graded'"),
    ),
    STANDS: (
        deeds("UPDATE returns SET state = 'closed' WHERE state = 'inspecting'"),
        deeds("UPDATE returns SET expires_on = NULL, state = 'authorised' WHERE state = 'requested'"),
        deeds("UPDATE returns SET state = 'rejected' WHERE state = 'requested'"),
    ),
    RULES: (
        deeds("DELETE FROM return_reason_text WHERE reason_id = (SELECT MIN(id) FROM return_reason)"),
        deeds("UPDATE return_check_text SET words = ''"),
        deeds("UPDATE return_rule SET grade = 'Z' WHERE grade = 'F'"),
    ),
    GONE_OUT: (
        deeds("UPDATE left_sum SET units = units + 1 WHERE kind = 'product' AND per = 'day'"),
        deeds("DELETE FROM left_sum WHERE per = 'month'"),
        deeds("UPDATE left_sum SET units = units - 1 WHERE kind = 'carrier'"),
        deeds("DELETE FROM left_sum WHERE kind = 'product'"),
    ),
}  # fmt: skip
