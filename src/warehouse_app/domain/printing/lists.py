"""What a list of print jobs is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PrintView(StrEnum):
    """One view of the print ledger. What was confirmed by a later copy needs nobody any more."""

    NEEDS_YOU = "needs_you"
    WAITING = "waiting"
    PRINTED = "printed"
    CANCELLED = "cancelled"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PrintFilter:
    """Which jobs, and how sorted: `at`, `changed`, `printer`, `state`, `document` or `code`, downwards with a "-"."""

    view: PrintView = PrintView.ALL
    text: str = ""
    printer: str = ""
    document: str = ""
    sort: str = "-at"
