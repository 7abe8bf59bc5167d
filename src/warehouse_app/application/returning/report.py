"""The report of returns: why they came back and what it cost, by what one asks; at the desk and by command."""

from __future__ import annotations

from datetime import datetime, timedelta

from warehouse_app.domain.returning.report import PERIOD_DAYS, By, ReturnReport, summed
from warehouse_app.ports.clock import iso
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import report, rules


def return_report(desk: Desk, by: By, since: str) -> ReturnReport:
    """Return what came back since a moment (UTC ISO text), what cost most first. For `Runner.ask`."""
    came, postage = report.came(desk, by, since), report.postage(desk, by, since)
    return summed(by, since, came, postage, report.left(desk, by, since))


def reason_names(desk: Desk, language: str) -> tuple[tuple[str, str], ...]:
    """Return what the codes of reasons mean in a language, also of those that hold no more. For `Runner.ask`."""
    return tuple((each.code, each.text(language)) for each in rules.reasons(desk, dropped=True))


def period(now: str, days: int = PERIOD_DAYS) -> str:
    """Return the beginning of the day (UTC) so many days before now: what left is kept by day."""
    begin = datetime.fromisoformat(now) - timedelta(days=days)
    return iso(begin.replace(hour=0, minute=0, second=0, microsecond=0))
