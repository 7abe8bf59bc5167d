"""Rules of what is captured while goods are packed: kept and dropped by right; and what was captured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.packing.capture import LONGEST_MASK, CaptureRow, CaptureRule, RuleScope
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.verdicts import capture, capturelist
from warehouse_app.store.verdicts.capture import Captured

LONGEST_FIELD, LONGEST_HINT, LONGEST_REF = 30, 80, 60


@dataclass(frozen=True, slots=True)
class NoSuchRule(Refusal):
    """There is no such rule."""

    code: ClassVar[str] = "no_capture_rule"
    field: str
    ref: str


@dataclass(frozen=True, slots=True)
class BadScope(Refusal):
    """A rule is about a product, a hazard class, a channel, or all."""

    code: ClassVar[str] = "bad_capture_scope"
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCaptureRule(Command):
    """Ask for a value while goods are packed: `field` of what `scope` and `ref` name; `mask` is how it looks."""

    scope: str
    ref: str
    field: str
    mask: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropCaptureRule(Command):
    """Ask for it no more."""

    scope: str
    ref: str
    field: str


@handles(KeepCaptureRule, right=Right.PRODUCTS)
def keep_capture_rule(desk: Desk, command: KeepCaptureRule, _session: Session) -> None:
    """Keep a rule. Raises Refused(BadScope, NoSuchProduct, BadField)."""
    scope, ref = _about(desk, command.scope, command.ref)
    field = words("field", command.field, LONGEST_FIELD).lower()
    mask = words("mask", command.mask, LONGEST_MASK, empty=True)
    capture.keep(desk, CaptureRule(scope, ref, field, mask, words("hint", command.hint, LONGEST_HINT, empty=True)))
    desk.touch(Touched.PRODUCT)


@handles(DropCaptureRule, right=Right.PRODUCTS)
def drop_capture_rule(desk: Desk, command: DropCaptureRule, _session: Session) -> None:
    """Drop a rule. Raises Refused(BadScope, NoSuchProduct, NoSuchRule)."""
    scope, ref = _about(desk, command.scope, command.ref)
    if not capture.drop(desk, CaptureRule(scope, ref, command.field.strip().lower())):
        raise Refused(NoSuchRule(command.field[:LONGEST_FIELD], ref))
    desk.touch(Touched.PRODUCT)


def _about(desk: Desk, scope: str, ref: str) -> tuple[RuleScope, str]:
    named = scope.strip().lower()
    if named not in {each.value for each in RuleScope}:
        raise Refused(BadScope(scope[:LONGEST_REF]))
    about = RuleScope(named)
    if about is RuleScope.ALL:
        return about, ""
    if about is RuleScope.PRODUCT:
        found = products.find(desk, ref.strip())
        if found is None:
            raise Refused(NoSuchProduct(ref[:LONGEST_REF]))
        return about, found.sku
    return about, words("ref", ref, LONGEST_REF)


def capture_rules(desk: Desk) -> tuple[CaptureRule, ...]:
    """Return all rules. For `Runner.ask`."""
    return capture.rules(desk)


RULES: ListOf[CaptureRow] = ListOf("capture", capturelist.RULES)
"""The list of all rules."""


def capture_rule(desk: Desk, key: int) -> CaptureRow | None:
    """Return one rule by its row. For `Runner.ask`."""
    return capturelist.rows(desk, [key]).get(key)


def count_capture_rules(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many rules it shows."""
    return capturelist.counts(desk)


def captured_of(desk: Desk, order_id: int) -> tuple[Captured, ...]:
    """Return what was captured for an order. For `Runner.ask`."""
    return capture.of_order(desk, order_id)
