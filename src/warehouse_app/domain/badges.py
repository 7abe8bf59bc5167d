"""A badge signs its owner on, so its code is kept nowhere: not in the scan log, not in an answer, not in a log file."""

from __future__ import annotations

import re

_BADGE = re.compile(r"US-[A-Z2-7]{12}-[0-9A-Z]", re.IGNORECASE)
HIDDEN = "US-***"


def without_badges(text: str) -> str:
    """Return the text with every badge's code hidden."""
    return _BADGE.sub(HIDDEN, text)
