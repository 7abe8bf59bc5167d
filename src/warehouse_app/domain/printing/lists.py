"""The views of the print ledger. What was confirmed by a later copy needs nobody any more."""

from __future__ import annotations

from enum import StrEnum


class PrintView(StrEnum):
    """One view of the print ledger."""

    NEEDS_YOU = "needs_you"
    WAITING = "waiting"
    PRINTED = "printed"
    CANCELLED = "cancelled"
    ALL = "all"
