"""What a batch is charged beyond its walk, and whether its orders may travel together; the same in every engine."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.planning.search.values import Charges


def charge(charges: Charges, group: Iterable[int]) -> int | None:
    """Return what a batch of these jobs is charged; None where they may not travel together."""
    if not charges.any:
        return 0
    members = tuple(group)
    kinds = shuns = skills = zones = 0
    for n in members:
        kinds |= charges.kinds[n]
        shuns |= charges.shuns[n]
        skills |= charges.skills[n]
        zones |= charges.zones[n]
    if kinds & shuns:
        return None
    if charges.crews and skills and len(members) > 1 and all(skills & ~crew for crew in charges.crews):
        return None
    extra = charges.zone_fee * max(0, zones.bit_count() - 1)
    for column, (slack, fee) in enumerate(zip(charges.slacks, charges.fees, strict=True)):
        known = [value for n in members if (value := charges.values[n][column]) is not None]
        if known:
            extra += fee * max(0, max(known) - min(known) - slack)
    return extra
