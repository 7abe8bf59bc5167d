"""Which products a view of stock health shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from warehouse_app.domain.health.ageing import BOUNDS
from warehouse_app.domain.health.values import HealthRow
from warehouse_app.domain.refusals import Usage

VIEWS: Mapping[str, Callable[[HealthRow], bool]] = {
    "all": lambda _row: True,
    "short": lambda row: row.short > 0,
    "old": lambda row: sum(row.ages.units[-3:-1]) > 0,
    "ending": lambda row: row.expiring > 0,
    "dead": lambda row: row.is_dead,
    "unpriced": lambda row: row.unpriced > 0,
}
"""Name -> which rows. `old`: units over `BOUNDS[-2]` days old; `ending`: a lot's last ship day is near or past."""

OLD_AFTER = BOUNDS[-2]


def seen(rows: Iterable[HealthRow], view: str, text: str = "") -> tuple[HealthRow, ...]:
    """Return the rows of a view whose SKU or name has the text. Raises Usage."""
    wanted = VIEWS.get(view)
    if wanted is None:
        raise Usage("no_such_health_view", view=view[:40], views=", ".join(VIEWS))
    part = text.strip().casefold()
    return tuple(
        row for row in rows if wanted(row) and (not part or part in row.sku.casefold() or part in row.name.casefold())
    )
