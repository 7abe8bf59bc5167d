"""What each unit of a return comes to: its outcome, where it goes, whose fault it is; what must be done first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from warehouse_app.domain.returning.states import (
    AWAITED,
    Disposition,
    Fault,
    Finding,
    Grade,
    Outcome,
    ReturnKind,
    UnitState,
)
from warehouse_app.domain.returning.values import Case, Lack, Unit

_NOT_BOUGHT_HERE = frozenset({Finding.SWAPPED, Finding.NOT_OURS, Finding.COUNTERFEIT})
"""Findings for which nothing is given, until a person says otherwise."""

_NEVER_SOLD = frozenset({Finding.COUNTERFEIT, Finding.DANGEROUS, Finding.NOT_OURS})
"""Findings with which goods never go back to stock."""

SENT_INSTEAD = frozenset({Outcome.EXCHANGE, Outcome.REPLACEMENT})
"""Outcomes for which something is sent."""

_FORCED: Mapping[Outcome, Disposition] = {
    Outcome.REJECT: Disposition.SEND_BACK,
    Outcome.REPAIR: Disposition.REPAIR,
}
"""Outcomes that say where the goods go, whatever their grade."""


def outcome_of(case: Case, unit: Unit) -> Outcome:
    """Return what the customer gets for a unit: its own outcome, else the return's, else the money back."""
    if unit.outcome is not None:
        return unit.outcome
    if unit.finding in _NOT_BOUGHT_HERE or unit.line_id is None:
        return Outcome.NOTHING
    return case.head.outcome or Outcome.REFUND


def disposition_of(case: Case, unit: Unit) -> Disposition | None:
    """Return where a unit goes: an outcome may say so, else what was decided when it was graded."""
    return _FORCED.get(outcome_of(case, unit), unit.disposition)


def fault_of(case: Case, unit: Unit) -> Fault:
    """Return whose fault it is that a unit comes back; the customer's where nothing is known."""
    if case.head.kind is ReturnKind.UNDELIVERED:
        return Fault.CARRIER
    reason = None if unit.reason_id is None else case.reasons.get(unit.reason_id)
    return Fault.CUSTOMER if reason is None else reason.fault


def fee_rate(case: Case, unit: Unit) -> int:
    """Return what is kept of a unit's price: what a person said, else the policy's where the customer is at fault."""
    if unit.kept_e4 is not None:
        return unit.kept_e4
    if unit.grade is None or fault_of(case, unit) is not Fault.CUSTOMER:
        return 0
    return case.policy.rule(unit.grade).fee_e4


def lacks_ahead(case: Case, settled: Iterable[Unit]) -> Iterable[Lack]:
    """Name what must be done before anything is sent ahead of the goods."""
    for unit in settled:
        if outcome_of(case, unit) is Outcome.EXCHANGE and not unit.variant:
            yield Lack("variant", unit.qty, unit.sku)


def lacks(case: Case, settled: Sequence[Unit], *, kept: bool) -> Iterable[Lack]:
    """Name what must be done first, the same things of several units once."""
    if kept:
        return
    if case.head.state in AWAITED:
        yield Lack("not_here", sum(unit.qty for unit in case.units))
        return
    found: Counter[tuple[str, str]] = Counter()
    for unit in settled:
        for code in _of_unit(case, unit):
            found[code, unit.sku] += unit.qty
    for (code, sku), qty in found.items():
        yield Lack(code, qty, sku)
    yield from _of_ahead(case, settled)
    credited = sum(unit.qty for unit in settled if outcome_of(case, unit) is Outcome.CREDIT)
    if credited and case.head.customer_id is None:
        yield Lack("customer", credited)
    currencies = {case.orders[line.order_id].currency for line in case.lines.values() if line.order_id in case.orders}
    if len(currencies) > 1:
        yield Lack("currencies", len(currencies))


def _of_ahead(case: Case, settled: Iterable[Unit]) -> Iterable[Lack]:
    """Say where something was sent ahead for units that shall now get something else as well."""
    instead: Counter[int] = Counter()
    otherwise: dict[int, Unit] = {}
    for unit in settled:
        line = None if unit.line_id is None else case.lines.get(unit.line_id)
        if line is not None and outcome_of(case, unit) in SENT_INSTEAD:
            instead[line.line_id] += unit.qty
        elif line is not None and outcome_of(case, unit) in (Outcome.REFUND, Outcome.CREDIT):
            otherwise[line.line_id] = unit
    for line_id, unit in otherwise.items():
        if case.ahead.get(line_id, 0) > instead[line_id]:
            yield Lack("ahead", case.ahead[line_id] - instead[line_id], unit.sku)


def _of_unit(case: Case, unit: Unit) -> Iterable[str]:
    outcome, goes = outcome_of(case, unit), disposition_of(case, unit)
    if unit.state is UnitState.RECEIVED or unit.grade is None:
        yield "ungraded"
        return
    if goes is None:
        yield "disposition"
    if case.policy.rule(unit.grade).photo and not case.photos.get(unit.id):
        yield "photo"
    if case.unanswered.get(unit.id):
        yield "check"
    if outcome is Outcome.EXCHANGE and not unit.variant:
        yield "variant"
    if goes is Disposition.SEND_BACK and outcome in (Outcome.REFUND, Outcome.CREDIT, *SENT_INSTEAD):
        yield "sent_back"
    if goes is Disposition.RESTOCK and (unit.finding in _NEVER_SOLD or unit.grade is Grade.WRONG_PRODUCT):
        yield "not_restocked"
