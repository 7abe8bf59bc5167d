"""Exceptions of returns: goods nobody inspects, money that did not go back, claims whose days run out."""

from __future__ import annotations

from warehouse_app.domain.exceptions.values import Case, CaseKind
from warehouse_app.domain.quantities import hundredths
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import waiting


def inspections(desk: Desk, before: str, many: int) -> tuple[Case, ...]:
    """Return returns that came before a moment and still lie there."""
    return tuple(
        Case(
            CaseKind.RETURN, each.code, orders=1 if each.order else 0, since=each.since, mark=each.state,
            facts={"code": each.code, "order": each.order, "slot": each.slot},
        )
        for each in waiting.to_inspect(desk, before, many)
    )  # fmt: skip


def refunds(desk: Desk, many: int) -> tuple[Case, ...]:
    """Return refunds that failed, or of which nobody knows whether they were paid."""
    return tuple(
        Case(
            CaseKind.REFUND, each.code, orders=1, since=each.since, mark=each.state,
            value_minor=hundredths(each.amount_minor, each.currency),
            facts={
                "code": each.code, "order": each.order, "state": each.state, "trouble": each.trouble,
                "amount": each.amount_minor, "currency": each.currency,
            },
        )
        for each in waiting.stuck(desk, many)
    )  # fmt: skip


def claims(desk: Desk, now: str, many: int) -> tuple[Case, ...]:
    """Return claims that have to go out within days, or should have."""
    return tuple(
        Case(
            CaseKind.CLAIM, each.code, due=f"{each.deadline}T23:59:59.000000Z", since=each.since,
            value_minor=hundredths(each.amount_minor, each.currency), mark=each.deadline,
            facts={"code": each.code, "carrier": each.carrier, "day": each.deadline},
        )
        for each in waiting.due(desk, now, many)
    )  # fmt: skip
