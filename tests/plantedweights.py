"""Corruptions planted in what was weighed, and in what was learned from it."""

from __future__ import annotations

from tests.planted import Plant, deeds

LEARNED = "what was learned of weights stands on parcels that were handed over"
TAKEN = "every weight that was taken is the last one judged, and one that was kept says why"

WEIGHTS: dict[str, tuple[Plant, ...]] = {
    LEARNED: (
        deeds("UPDATE weight_product SET doubt_mg = 0"),
        deeds("UPDATE weight_packaging SET mean_mg = -1"),
        deeds("UPDATE weight_packaging SET parcels = 9, units = 9"),
        deeds("UPDATE weight_check SET teaches = 0"),
    ),
    TAKEN: (
        deeds("UPDATE parcel SET weight_g = weight_g + 1 WHERE weight_from = 'scale'"),
        deeds("UPDATE weight_check SET verdict = 'kept'"),
        deeds("UPDATE weight_check SET verdict = 'differs'"),
    ),
}
