"""A badge signs its owner on, so its code is kept nowhere: not in the scan log, not in an answer, not in a log file."""

from __future__ import annotations

import re

_BADGE = re.compile(r"US-[A-Z2-7]{12}-[0-9A-Z]", re.IGNORECASE)
_PART = re.compile(r"US[^A-Z0-9\s]{1,3}\S{5,}", re.IGNORECASE)
HIDDEN = "US-***"


def without_badges(text: str) -> str:
    """Return the text with every badge's code hidden."""
    return _BADGE.sub(HIDDEN, text)


def without_badge_parts(text: str) -> str:
    """Return a text that nobody knows without anything that may be part of a badge.

    Half a badge, two in one shot, or one typed through a wrong keyboard is still most of what signs its owner on.
    """
    return _PART.sub(HIDDEN, without_badges(text))
