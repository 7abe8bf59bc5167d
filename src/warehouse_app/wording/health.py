"""Words of stock health."""

from __future__ import annotations

from warehouse_app.domain.health.ageing import BOUNDS
from warehouse_app.wording import tr

WORDS = {
    "day_invalid": ("{text} names no days", "Write them as 2026-11-27"),
    "too_many_days": ("That is no span of 1 to {most} days", "Ask for fewer days, the first before the last"),
    "no_such_health_view": ("There is no view {view}", "Choose one of: {views}"),
}
"""Code -> what happened, what to do."""


def age_names() -> tuple[str, ...]:
    """Return the names of the ages, in their order."""
    spans = zip((0, *(bound + 1 for bound in BOUNDS)), BOUNDS, strict=False)
    names = [tr("{first} to {last} days").format(first=first, last=last) for first, last in spans]
    return (*names, tr("over {days} days").format(days=BOUNDS[-1]), tr("not known"))
