"""Which policy holds for a return: the most specific one; and the one that a company begins with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from warehouse_app.domain.returning.states import Disposition, Grade
from warehouse_app.domain.returning.values import WHOLE_E4, Policy, Rule

DEFAULT = Policy(
    id=0,
    name="Standard",
    rules=(
        Rule(Grade.SEALED, Disposition.RESTOCK),
        Rule(Grade.OPENED, Disposition.RESTOCK),
        Rule(Grade.USED, Disposition.REFURBISH, "C", fee_e4=WHOLE_E4 // 5, photo=True),
        Rule(Grade.DAMAGED, Disposition.SCRAP, "D", fee_e4=WHOLE_E4 // 2, photo=True),
        Rule(Grade.PARTS_MISSING, Disposition.REPAIR, "E", photo=True),
        Rule(Grade.WRONG_PRODUCT, Disposition.QUARANTINE, "F"),
    ),
)
"""What a company begins with, and what holds where no policy of its own does."""

_CHANNEL, _CATEGORY, _COUNTRY = 4, 2, 1
"""What a field is worth where two policies fit: who sold it says more than what it is, and that more than where to."""


def choose(policies: Iterable[Policy], channel: str, category: str, country: str) -> Policy:
    """Return the most specific policy that fits, the youngest of equals; the default where none does.

    Goods of several categories have none in common: give "".
    """
    fit = [each for each in policies if not each.dropped and _fits(each, channel, category, country)]
    return max(fit, key=lambda each: (_worth(each), each.id), default=DEFAULT)


def _fits(policy: Policy, channel: str, category: str, country: str) -> bool:
    asked = ((policy.channel, channel), (policy.category, category), (policy.country, country))
    return all(not wanted or wanted.casefold() == given.casefold() for wanted, given in asked)


def _worth(policy: Policy) -> int:
    return _CHANNEL * bool(policy.channel) + _CATEGORY * bool(policy.category) + _COUNTRY * bool(policy.country)


def last_day(policy: Policy, since: str) -> str:
    """Return the last day (ISO) on which what left at `since` (UTC ISO text) may be announced or come back."""
    return day_after(since, policy.window_days)


def day_after(since: str, days: int) -> str:
    """Return the day (ISO) so many days after a moment or day."""
    return (datetime.fromisoformat(since).date() + timedelta(days=days)).isoformat()
