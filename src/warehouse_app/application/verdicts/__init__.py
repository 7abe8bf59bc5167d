"""Verdicts: the table of all answers, their classes at this site, and near misses with who picked."""

from warehouse_app.application.verdicts.classes import (
    ResetVerdictClass,
    SetVerdictClass,
    class_of,
    stop_codes,
    verdict_table,
)
from warehouse_app.application.verdicts.issues import SettleIssue
from warehouse_app.application.verdicts.misses import (
    MISSES,
    PEOPLE_DAYS,
    PickerMisses,
    SettleMiss,
    miss_choices,
    miss_counts,
    miss_of,
    misses_by_picker,
    misses_lately,
    near_miss,
)

__all__ = [
    "MISSES",
    "PEOPLE_DAYS",
    "PickerMisses",
    "ResetVerdictClass",
    "SetVerdictClass",
    "SettleIssue",
    "SettleMiss",
    "class_of",
    "miss_choices",
    "miss_counts",
    "miss_of",
    "misses_by_picker",
    "misses_lately",
    "near_miss",
    "stop_codes",
    "verdict_table",
]
