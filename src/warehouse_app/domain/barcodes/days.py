"""Days in GS1 codes: six digits without a century, and 00 for the last day of a month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_AHEAD, _BACK = 51, -50


def day_of(yymmdd: str, today: date) -> date:
    """Return the day that right digits tell: the century in which it lies nearest to today, as GS1 has it."""
    year, month, day = int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:])
    century = today.year // 100 * 100
    apart = year - today.year % 100
    whole = year + century + (-100 if apart >= _AHEAD else 100 if apart <= _BACK else 0)
    last = monthrange(whole, month)[1]
    return date(whole, month, min(day or last, last))
