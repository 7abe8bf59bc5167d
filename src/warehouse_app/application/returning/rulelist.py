"""Reasons, policies and checklists as one list with a view for each: few rows, read whole, told as fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zlib import crc32

from warehouse_app.application.returning.rulebook import rule_set
from warehouse_app.application.shortlist import ShortList
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.returning.fields import check_fields, policy_fields, reason_fields
from warehouse_app.domain.returning.values import Check, Policy, Reason
from warehouse_app.store.desk import Desk
from warehouse_app.store.shortlist import names

REASONS, POLICIES, CHECKS = "reasons", "policies", "checks"
VIEWS = (REASONS, POLICIES, CHECKS)


@dataclass(frozen=True, slots=True)
class ReturnRule:
    """One rule, of the kind its `view` says, and its fields as people type them."""

    view: str
    rule: Reason | Policy | Check
    fields: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return what makes it this rule and no other."""
        rule = self.rule
        if isinstance(rule, Reason):
            return rule.code
        return rule.name if isinstance(rule, Policy) else str(rule.id)

    @property
    def id(self) -> int:
        """Return its number, which it keeps when it is changed: that of its name."""
        return crc32(f"{self.view} {self.name}".encode()) or 1


def all_rules(desk: Desk) -> tuple[ReturnRule, ...]:
    """Return all rules that hold. For `Runner.ask`."""
    found = rule_set(desk)
    reasons = [ReturnRule(REASONS, each, reason_fields(each, theirs)) for each, theirs in found.reasons]
    policies = [ReturnRule(POLICIES, each, policy_fields(each)) for each in found.policies]
    return (*reasons, *policies, *(ReturnRule(CHECKS, each, check_fields(each)) for each in found.checks))


def counts(rows: tuple[ReturnRule, ...]) -> Mapping[str, int]:
    """Return how many rules each view has."""
    return {view: sum(row.view == view for row in rows) for view in VIEWS}


def _rows(desk: Desk, query: ListQuery) -> tuple[ReturnRule, ...]:
    text = query.text.strip().casefold()
    return tuple(
        row for row in all_rules(desk) if row.view == query.view and text in " ".join(row.fields.values()).casefold()
    )


def _rank(row: ReturnRule) -> str:
    rule = row.rule
    if isinstance(rule, Policy):
        return rule.name.casefold()
    return f"{rule.n:05d} {row.name}" if isinstance(rule, Reason) else f"{rule.category} {rule.n:05d} {row.name}"


_BY: Mapping[str, Callable[[ReturnRule], str | int]] = {"rule": _rank}

RULES: ShortList[ReturnRule] = ShortList(
    "returnrules",
    names(frozenset(_BY), "rule", frozenset(VIEWS)),
    home=REASONS,
    rows=_rows,
    key=lambda row: row.id,
    by=_BY,
)
"""The list of what is said about returns."""
