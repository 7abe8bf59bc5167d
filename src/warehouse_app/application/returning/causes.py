"""Return to cause: the packing evidence of a claim, how plausible it is, whom it teaches, which goods look alike."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.domain.returning.evidence import ALIKE_FROM, Cause, Pair, Plausible, opinion_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, evidence


def causes_of(desk: Desk, return_id: int) -> tuple[Cause, ...]:
    """Return what is known of each unit of a return whose reason claims something of packing."""
    return _causes(desk, evidence.claims_of(desk, return_id))


def why(desk: Desk, code: str) -> tuple[Cause, ...]:
    """Return the same of a return by its code. Raises Refused(NoSuchReturn)."""
    return causes_of(desk, cases.known(desk, code).id)


def cause_of(desk: Desk, unit_id: int) -> Cause | None:
    """Return what is known of one unit; None where its reason claims nothing of packing, or its line is not known."""
    return next(iter(_causes(desk, (unit_id,))), None)


def lessons_of(desk: Desk, person: str, since: str, until: str = "") -> tuple[Cause, ...]:
    """Return settled claims of wrong or missing items that a person had packed or picked, but the unlikely ones."""
    found = _causes(desk, evidence.settled_claims(desk, since, person, until))
    return tuple(each for each in found if each.opinion.plausible is not Plausible.UNLIKELY)


def look_alikes(desk: Desk, since: str) -> tuple[Pair, ...]:
    """Return the products that were taken for each other since a moment, often enough to be no accident."""
    return tuple(each for each in evidence.pairs(desk, since) if each.times >= ALIKE_FROM)


def _causes(desk: Desk, units: Iterable[int]) -> tuple[Cause, ...]:
    found = (evidence.of_unit(desk, each) for each in units)
    return tuple(Cause(each, opinion_of(each)) for each in found if each is not None)
