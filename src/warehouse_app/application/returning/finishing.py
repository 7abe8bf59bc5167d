"""A return settled at the bench: just what was shown is posted, money, stock and words in one."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.returning.here import Here, free
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import StillLacks
from warehouse_app.domain.returning.states import HERE, UnitState
from warehouse_app.domain.returning.values import Settlement
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import units


def preview(_desk: Desk, _at: Here) -> Settlement | None:
    """Return what settling would do now, None while nothing was judged."""
    return None


def message_facts(told: Settlement) -> Mapping[str, str | int]:
    """Return what the words to the customer speak of."""
    return told.facts


def finish(desk: Desk, _session: Session, at: Here) -> FloorDeed:
    """Settle the return on the table. Raises Refused(StillLacks)."""
    head = at.open()
    mine = units.of_return(desk, head.id)
    ungraded = [each for each in mine if each.state is UnitState.RECEIVED]
    if ungraded:
        raise Refused(StillLacks(head.code, "ungraded", len(ungraded), ungraded[0].sku))
    if not any(each.state in HERE for each in mine) and not head.empty:
        raise Refused(StillLacks(head.code, "units", 1))
    raise Refused(StillLacks(head.code, "settling", 1))


def settled(at: Here, facts: dict[str, str | int | bool | None]) -> FloorDeed:
    """Say what was settled, and free the table."""
    return FloorDeed("return_settled", facts, Verdict.DONE, row=free(at))
