"""Questions about returns: one whole, by row or by code; whose parcel a code may be."""

from __future__ import annotations

from warehouse_app.domain.returning.finding import MOST_FOUND, Candidate
from warehouse_app.domain.returning.values import Check, Policy, Reason, ReturnDetail
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, detail, finding, rules


def find_return(desk: Desk, return_id: int) -> ReturnDetail:
    """Return one return whole; a missing one is a bug. For `Runner.ask`."""
    return detail.whole(desk, return_id)


def return_named(desk: Desk, code: str) -> ReturnDetail:
    """Return the return of a code whole. Raises Refused(NoSuchReturn). For `Runner.ask`."""
    return detail.whole(desk, cases.known(desk, code).id)


def find_candidates(desk: Desk, text: str, most: int = MOST_FOUND) -> tuple[Candidate, ...]:
    """Return what any code on a parcel, or words of a name, can lead to, the surest first. For `Runner.ask`."""
    return finding.candidates(desk, text, most)


def find_reasons(desk: Desk, category: str | None = None) -> tuple[Reason, ...]:
    """Return the reasons there are, or those that hold for goods of a category. For `Runner.ask`."""
    found = rules.reasons(desk)
    return found if category is None else tuple(each for each in found if each.category in ("", category))


def find_policies(desk: Desk) -> tuple[Policy, ...]:
    """Return the policies that hold. For `Runner.ask`."""
    return rules.policies(desk)


def find_checks(desk: Desk) -> tuple[Check, ...]:
    """Return the questions of all checklists. For `Runner.ask`."""
    return rules.all_checks(desk)
