"""Returns announced: requested by customer service or a channel, authorised, rejected, cancelled, past their day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from warehouse_app.application.run import Command, Session, check, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.items import sku_key
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.policy import day_after, last_day
from warehouse_app.domain.returning.refusals import (
    AboveShipped,
    BadReturnQty,
    NoSuchReason,
    NothingReturned,
    NotOfOrder,
    NotShipped,
    PastWindow,
    ReturnNotIn,
)
from warehouse_app.domain.returning.states import AWAITED, Outcome, ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import LONGEST_WORDS, MOST_QTY, MOST_UNITS, Policy, Reason, Sold
from warehouse_app.store import orders, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.orders import OrderHead
from warehouse_app.store.returning import cases, departures, past, rules, sold, units

LONGEST_WHY, LONGEST_SKU = 200, 80
FEWEST_DAYS = 14
"""Days that goods have to come back once their return is authorised, however short the policy's window is."""

_WHOLE = re.compile(r"[0-9]{1,9}")
_CANNOT = frozenset({OrderState.DRAFT, OrderState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Asked:
    """So many of a product that shall come back, and why; `line_id` where just one line of the order is meant."""

    sku: str
    qty: str
    reason: str = ""
    line_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReturn(Command):
    """Announce that goods of an order come back. `override` says why it is taken although the policy says no.

    `external`, `carrier` and `tracking` are what a channel tells of it. `words` are the customer's.
    """

    order_id: int
    lines: tuple[Asked, ...]
    outcome: str = ""
    words: str = field(default="", metadata=ASIDE)
    override: str = ""
    external: str = ""
    carrier: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceBlind(Command):
    """Announce goods of which it is not known by which order they were sold: a channel or a credit note tells of them.

    `customer_id` is whose they are, where that is known.
    """

    channel: str
    lines: tuple[Asked, ...]
    outcome: str = ""
    words: str = field(default="", metadata=ASIDE)
    external: str = ""
    carrier: str = ""
    tracking: str = ""
    customer_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoriseReturn(Command):
    """Say yes to a return that was requested, rejected, or is past its day."""

    return_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectReturn(Command):
    """Say no to a return, and why."""

    return_id: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelReturn(Command):
    """The customer keeps the goods after all."""

    return_id: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReturn(Command):
    """The goods are on their way: with which carrier, under which number."""

    return_id: int
    carrier: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class Requested:
    """A return that was announced: its row and code, what state it is in, and until when it may come."""

    id: int
    code: str
    state: ReturnState
    expires_on: str
    units: int


# ----------------------------------------------------------------------------------------------------------- announced


@dataclass(frozen=True, slots=True)
class Judged:
    """What a request asks, as the house understands it: `until` is the last day on which it may be asked."""

    head: OrderHead
    wanted: tuple[tuple[Sold, int, Asked], ...]
    reasons: Mapping[str, Reason]
    policy: Policy
    left: departures.Departure
    until: str


def judged(desk: Desk, command: RequestReturn) -> Judged:
    """Judge a request and write nothing. Raises Refused as the request does, but for its days."""
    head = orders.head(desk, command.order_id)
    lines = sold.of_order(desk, head.id)
    if head.state in _CANNOT or not any(each.shipped for each in lines):
        raise Refused(NotShipped(head.code, head.state.value))
    wanted = _wanted(head.code, lines, command.lines)
    reasons = _reasons(desk, command.lines)
    _outcome(command.outcome)
    categories = {each.sku: departures.category(desk, each.line_id) for each, _qty, _asked in wanted}
    _hold_for(reasons, categories, wanted)
    only = set(categories.values())
    policy = rules.policy_for(desk, head.id, only.pop() if len(only) == 1 else "")
    left = departures.of_order(desk, head.id)
    return Judged(head, tuple(wanted), reasons, policy, left, last_day(policy, left.at or desk.at))


@handles(RequestReturn, right=Right.RETURN, answer=Requested, also=(Right.REFUND,))
def request_return(desk: Desk, command: RequestReturn, session: Session) -> Requested:
    """Announce a return; return its code. Raises Refused.

    NoSuchOrder, NotShipped, NothingReturned, NotOfOrder, BadReturnQty, AboveShipped, NoSuchReason, PastWindow,
    BadField; NoRight where it is overridden without the right to refund.
    """
    override = words("override", command.override, LONGEST_WHY, empty=True)
    if override:
        check(session, Right.REFUND)
    found = judged(desk, command)
    head, policy, reasons, wanted = found.head, found.policy, found.reasons, found.wanted
    if found.until < desk.at[:10] and not override:
        raise Refused(PastWindow(head.code, found.until))
    left = found.left
    state = ReturnState.AUTHORISED if policy.authorised or override else ReturnState.REQUESTED
    made = cases.begin(
        desk, ReturnKind.CUSTOMER, state, head.warehouse, channel=head.channel, order_id=head.id,
        external=_plain("external", command.external), customer_id=head.customer_id, parcel_id=left.parcel_id,
        policy_id=policy.id or None, outcome=_outcome(command.outcome),
        carrier=_plain("carrier", command.carrier),
        tracking=_plain("tracking", command.tracking), currency=left.currency,
        expires_on=_expires(desk, policy) if state is ReturnState.AUTHORISED else None,
    )  # fmt: skip
    for line, qty, asked in wanted:
        reason = reasons.get(asked.reason)
        units.add(
            desk, made.id, line.sku, qty, UnitState.EXPECTED, line_id=line.line_id,
            product_id=departures.product_id(desk, line.line_id), reason_id=None if reason is None else reason.id,
        )  # fmt: skip
    if override:
        cases.note(desk, made.id, override=override)
    if command.words.strip():
        cases.write_words(desk, made.id, _words(command.words))
    desk.touch(Touched.RETURN, Touched.ORDER)
    return Requested(made.id, made.code, state, made.expires_on, sum(qty for _line, qty, _asked in wanted))


@handles(AnnounceBlind, right=Right.RETURN, answer=Requested)
def announce_blind(desk: Desk, command: AnnounceBlind, _session: Session) -> Requested:
    """Announce goods of no known order. Raises Refused(NothingReturned, BadReturnQty, NoSuchReason, BadField)."""
    channel, external = _plain("channel", command.channel), _plain("external", command.external)
    if not command.lines:
        raise Refused(NothingReturned(external))
    if len(command.lines) > MOST_UNITS:
        raise Refused(BadField("lines", str(len(command.lines)), "too_long", MOST_UNITS))
    reasons = _reasons(desk, command.lines)
    wanted = [(words("sku", each.sku, LONGEST_SKU), qty_of(each.sku, each.qty), each) for each in command.lines]
    policy = rules.policy_for(desk, None, "", channel)
    made = cases.begin(
        desk, ReturnKind.BLIND, ReturnState.REQUESTED, past.warehouse(desk), channel=channel, external=external,
        customer_id=command.customer_id or None, policy_id=policy.id or None, outcome=_outcome(command.outcome),
        carrier=_plain("carrier", command.carrier), tracking=_plain("tracking", command.tracking),
        currency=past.currency_of(desk, channel),
    )  # fmt: skip
    for sku, qty, asked in wanted:
        reason, product = reasons.get(asked.reason), products.find(desk, sku)
        units.add(
            desk, made.id, sku if product is None else product.sku, qty, UnitState.EXPECTED,
            product_id=None if product is None else int(product.id), reason_id=None if reason is None else reason.id,
        )  # fmt: skip
    if command.words.strip():
        cases.write_words(desk, made.id, _words(command.words))
    desk.touch(Touched.RETURN)
    return Requested(made.id, made.code, made.state, "", sum(qty for _sku, qty, _asked in wanted))


def qty_of(sku: str, text: str) -> int:
    """Return a quantity as it was typed. Raises Refused(BadReturnQty) for anything but a whole number above zero."""
    typed = text.strip()
    if not typed.isascii() or not _WHOLE.fullmatch(typed) or not 0 < int(typed) <= MOST_QTY:
        raise Refused(BadReturnQty(sku[:40], typed[:40]))
    return int(typed)


def _wanted(order: str, lines: tuple[Sold, ...], asked: tuple[Asked, ...]) -> list[tuple[Sold, int, Asked]]:
    """Spread what is asked over the lines that left, each no more than is left of it."""
    if not asked:
        raise Refused(NothingReturned(order))
    if len(asked) > MOST_UNITS:
        raise Refused(BadField("lines", str(len(asked)), "too_long", MOST_UNITS))
    taken: Counter[int] = Counter()
    found: list[tuple[Sold, int, Asked]] = []
    for each in asked:
        key, qty = sku_key(each.sku), qty_of(each.sku, each.qty)
        its = [line for line in lines if line.kind == "goods" and sku_key(line.sku) == key]
        its = [line for line in its if each.line_id in (0, line.line_id)]
        if not its:
            raise Refused(NotOfOrder(each.sku.strip()[:40], order))
        left = sum(line.left - taken[line.line_id] for line in its)
        if qty > left:
            raise Refused(AboveShipped(order, its[0].sku, qty, left))
        for line in its:
            part = min(qty, line.left - taken[line.line_id])
            if part > 0:
                taken[line.line_id] += part
                qty -= part
                found.append((line, part, each))
    return found


def _reasons(desk: Desk, asked: Iterable[Asked]) -> dict[str, Reason]:
    """Return the reasons that are named, by how they are named."""
    named = {each.reason for each in asked if each.reason.strip()}
    if not named:
        return {}
    known = {each.code: each for each in rules.reasons(desk)}
    for each in sorted(named):
        if each.strip().lower() not in known:
            raise Refused(NoSuchReason(each.strip()[:40]))
    return {each: known[each.strip().lower()] for each in named}


def _hold_for(reasons: dict[str, Reason], categories: dict[str, str], wanted: list[tuple[Sold, int, Asked]]) -> None:
    """Refuse a reason that is one of other goods."""
    for line, _qty, asked in wanted:
        reason = reasons.get(asked.reason)
        if reason is not None and reason.category not in ("", categories[line.sku]):
            raise Refused(NoSuchReason(reason.code))


def _outcome(text: str) -> Outcome | None:
    typed = text.strip().lower()
    if typed and typed not in tuple(Outcome):
        raise Refused(BadField("outcome", typed[:40], "no_choice"))
    return Outcome(typed) if typed else None


def _plain(field: str, text: str) -> str:
    return words(field, text, 80, empty=True)


def _words(text: str) -> str:
    """Return what a customer wrote without signs that no database keeps."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)[:LONGEST_WORDS]


def _expires(desk: Desk, policy: Policy) -> str:
    return day_after(desk.at, max(FEWEST_DAYS, policy.window_days))


# ------------------------------------------------------------------------------------------------------------- decided


@handles(AuthoriseReturn, right=Right.REFUND, answer=str)
def authorise_return(desk: Desk, command: AuthoriseReturn, _session: Session) -> str:
    """Return its code. Raises Refused(ReturnNotIn, AboveShipped)."""
    head = cases.get(desk, command.return_id)
    if head.state not in (ReturnState.REQUESTED, ReturnState.REJECTED, ReturnState.EXPIRED):
        raise Refused(ReturnNotIn(head.code, head.state.value, "authorise"))
    if head.state is not ReturnState.REQUESTED:
        _still_left(desk, head.id)
    cases.step(desk, head, ReturnState.AUTHORISED)
    expires = _expires(desk, rules.policy_of(desk, head))
    cases.note(desk, head.id, authorised_at=desk.at, expires_on=expires, decision="")
    desk.touch(Touched.RETURN)
    return head.code


def _still_left(desk: Desk, return_id: int) -> None:
    """Refuse to await again what was announced elsewhere, or came back, meanwhile."""
    asked: Counter[int] = Counter()
    for each in units.of_return(desk, return_id):
        if each.state is UnitState.EXPECTED and each.line_id is not None:
            asked[each.line_id] += each.qty
    for line_id, qty in asked.items():
        line = sold.line(desk, line_id)
        if qty > line.left:
            raise Refused(AboveShipped(orders.head(desk, line.order_id).code, line.sku, qty, line.left))


@handles(RejectReturn, right=Right.REFUND, answer=str)
def reject_return(desk: Desk, command: RejectReturn, _session: Session) -> str:
    """Return its code. Raises Refused(ReturnNotIn, BadField)."""
    why = words("why", command.why, LONGEST_WHY)
    head = cases.get(desk, command.return_id)
    if head.state not in AWAITED | {ReturnState.REQUESTED}:
        raise Refused(ReturnNotIn(head.code, head.state.value, "reject"))
    cases.step(desk, head, ReturnState.REJECTED, why=why)
    cases.note(desk, head.id, decision=why, expires_on=None)
    desk.touch(Touched.RETURN)
    return head.code


@handles(CancelReturn, right=Right.RETURN, answer=str)
def cancel_return(desk: Desk, command: CancelReturn, _session: Session) -> str:
    """Return its code. Raises Refused(ReturnNotIn, BadField)."""
    why = words("why", command.why, LONGEST_WHY, empty=True)
    head = cases.get(desk, command.return_id)
    if head.state not in AWAITED | {ReturnState.REQUESTED}:
        raise Refused(ReturnNotIn(head.code, head.state.value, "cancel"))
    cases.step(desk, head, ReturnState.CANCELLED, why=why)
    cases.note(desk, head.id, expires_on=None)
    desk.touch(Touched.RETURN)
    return head.code


@handles(SendReturn, right=Right.RETURN, answer=str)
def send_return(desk: Desk, command: SendReturn, _session: Session) -> str:
    """Return its code. Raises Refused(ReturnNotIn, BadField)."""
    head = cases.get(desk, command.return_id)
    carrier, tracking = _plain("carrier", command.carrier), _plain("tracking", command.tracking)
    if head.state is not ReturnState.IN_TRANSIT:
        if head.state is not ReturnState.AUTHORISED:
            raise Refused(ReturnNotIn(head.code, head.state.value, "send"))
        cases.step(desk, head, ReturnState.IN_TRANSIT)
    cases.note(desk, head.id, carrier=carrier or head.carrier, tracking=tracking or head.tracking)
    desk.touch(Touched.RETURN)
    return head.code


def return_id_of(desk: Desk, code: str) -> int:
    """Return the row of a return's code. Raises Refused(NoSuchReturn). For `Runner.ask`."""
    return cases.known(desk, code).id
