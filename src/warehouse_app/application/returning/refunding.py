"""Refunds: approved, sent by the worker, reconciled where nobody knows, paid by hand, given besides, cancelled."""

from __future__ import annotations

import json
from dataclasses import dataclass

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.returning.moneyback import ask_for, note_payment, write_refunds
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.documents.papers.money import amount as money
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.outbox import Done, Ending, Later, OutboxRow, OutboxState, Parked
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.fields import amount_of, currency_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import AbovePaid, NoReference, OtherCurrency, RefundNotIn, ReturnNotIn
from warehouse_app.domain.returning.states import RefundState, Way
from warehouse_app.domain.returning.values import MoneyLine, RefundRow
from warehouse_app.ports.payment import Answer, Fate
from warehouse_app.store import customers, outbox
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, facts, refunds

LONGEST_WHY, LONGEST_REFERENCE = 300, 100
BY_HAND = frozenset({RefundState.APPROVED, RefundState.FAILED, RefundState.UNKNOWN})
"""States in which a person may say that it was paid back; an approved one only where nobody else is about to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRefund(Command):
    """Let a refund that somebody proposed be paid."""

    refund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryRefund(Command):
    """Ask again for a refund that failed, under the same key."""

    refund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRefund(Command):
    """Say that the money was paid back, and by which reference it is found."""

    refund: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailRefund(Command):
    """Say of a refund of which nobody knew that it was not paid."""

    refund: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelRefund(Command):
    """Give up a refund that has not gone out: what it had used up can be given again."""

    refund: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRefund(Command):
    """Give money back besides what was settled, as goodwill: never more than is left of what was paid."""

    return_id: int
    amount: str
    currency: str
    why: str


@dataclass(frozen=True, slots=True)
class RefundDetail:
    """One refund with what it is for."""

    row: RefundRow
    lines: tuple[MoneyLine, ...]
    intent: str
    attempts: int


def refund_list(desk: Desk, state: str, most: int) -> tuple[RefundRow, ...]:
    """Return refunds in a state, oldest first; "" the newest of all."""
    return refunds.listed(desk, state, most)


def refund_detail(desk: Desk, code: str) -> RefundDetail:
    """Return one refund. Raises Refused(NoSuchRefund)."""
    row = refunds.known(desk, code)
    key = refunds.key_of(desk, row.id)
    return RefundDetail(row, refunds.lines(desk, row.id), key.intent, key.attempts)


@handles(ApproveRefund, right=Right.REFUND, answer=str)
def approve_refund(desk: Desk, command: ApproveRefund, _session: Session) -> str:
    """Approve a refund. Raises Refused(NoSuchRefund, RefundNotIn)."""
    found = _payment(desk, command.refund, "approve", RefundState.PROPOSED)
    return _to(desk, found, RefundState.APPROVED)


@handles(RetryRefund, right=Right.REFUND, answer=str)
def retry_refund(desk: Desk, command: RetryRefund, _session: Session) -> str:
    """Ask again under the same key. Raises Refused(NoSuchRefund, RefundNotIn)."""
    found = _payment(desk, command.refund, "retry", RefundState.FAILED)
    return _to(desk, found, RefundState.APPROVED)


def _to(desk: Desk, found: RefundRow, state: RefundState) -> str:
    refunds.step(desk, found, state)
    refunds.note_approval(desk, found.id)
    ask_for(desk, refunds.get(desk, found.id))
    desk.touch(Touched.REFUND)
    return found.code


@handles(ConfirmRefund, right=Right.REFUND, answer=str)
def confirm_refund(desk: Desk, command: ConfirmRefund, _session: Session) -> str:
    """Keep that it was paid back by hand. Raises Refused(NoSuchRefund, RefundNotIn, NoReference, BadField)."""
    found = _payment(desk, command.refund, "confirm")
    reference = command.reference.strip()
    if not reference:
        raise Refused(NoReference(found.code))
    intent = refunds.key_of(desk, found.id).intent
    asked = found.state is RefundState.APPROVED and outbox.state_of(desk, intent) is OutboxState.WAITING
    if found.state not in BY_HAND or asked:
        raise Refused(RefundNotIn(found.code, found.state.value, "confirm"))
    _answered(desk, found, Answer(Fate.CONFIRMED, words("reference", reference, LONGEST_REFERENCE)))
    outbox.settle(desk, intent)
    return found.code


@handles(FailRefund, right=Right.REFUND, answer=str)
def fail_refund(desk: Desk, command: FailRefund, _session: Session) -> str:
    """Keep that it was not paid. Raises Refused(NoSuchRefund, RefundNotIn, BadField)."""
    found = _payment(desk, command.refund, "fail", RefundState.SENT, RefundState.UNKNOWN)
    _answered(desk, found, Answer(Fate.FAILED, why=words("why", command.why, LONGEST_WHY)))
    outbox.settle(desk, refunds.key_of(desk, found.id).intent)
    return found.code


@handles(CancelRefund, right=Right.REFUND, answer=str)
def cancel_refund(desk: Desk, command: CancelRefund, _session: Session) -> str:
    """Give a refund up. Raises Refused(NoSuchRefund, RefundNotIn, BadField)."""
    found = _payment(desk, command.refund, "cancel")
    why = words("why", command.why, LONGEST_WHY)
    if found.state is RefundState.CONFIRMED:
        raise Refused(RefundNotIn(found.code, found.state.value, "cancel"))
    refunds.step(desk, found, RefundState.CANCELLED, why)
    outbox.settle(desk, refunds.key_of(desk, found.id).intent)
    cases.tell(desk, found.return_id, "refund cancelled", found.code)
    desk.touch(Touched.REFUND, Touched.RETURN)
    return found.code


@handles(GiveRefund, right=Right.REFUND, answer=str)
def give_refund(desk: Desk, command: GiveRefund, session: Session) -> str:
    """Give money besides. Raises Refused(ReturnNotIn, OtherCurrency, AbovePaid, BadField)."""
    head = cases.get(desk, command.return_id)
    if head.order_id is None:
        raise Refused(ReturnNotIn(head.code, head.state.value, "refund"))
    why = words("why", command.why, LONGEST_WHY)
    paid = facts.paid(desk, head.order_id)
    currency = currency_of("currency", command.currency or paid.currency)
    if currency != paid.currency:
        raise Refused(OtherCurrency(currency, paid.currency))
    wanted = amount_of("amount", command.amount, currency)
    if wanted <= 0:
        raise Refused(BadField("amount", command.amount[:40], "empty"))
    left = max(0, paid.paid_minor - paid.refunded_minor)
    if wanted > left:
        raise Refused(AbovePaid(paid.code, money(wanted, currency), money(left, currency)))
    row = MoneyLine("goodwill", "", "", 0, wanted, order_id=head.order_id)
    made = write_refunds(desk, session, head, (row,), {}, 0)
    cases.tell(desk, head.id, "goodwill", why)
    desk.touch(Touched.REFUND, Touched.RETURN)
    return made[0].code


def _payment(desk: Desk, code: str, deed: str, *states: RefundState) -> RefundRow:
    """Return a refund to a payment that is in one of these states, if any are said: store credit and exchanges go by
    themselves. Raises Refused(NoSuchRefund, RefundNotIn).
    """
    found = refunds.known(desk, code)
    if found.kind != Way.PAYMENT or (states and found.state not in states):
        raise Refused(RefundNotIn(found.code, found.state.value, deed))
    return found


def _answered(desk: Desk, found: RefundRow, answer: Answer) -> None:
    """Write down what became of a refund, and what its order is then."""
    to = {Fate.CONFIRMED: RefundState.CONFIRMED, Fate.FAILED: RefundState.FAILED}.get(answer.fate, RefundState.UNKNOWN)
    if to is not found.state:
        refunds.step(desk, found, to, answer.why)
    if to is RefundState.CONFIRMED:
        refunds.note_answer(desk, found.id, answer.reference)
        order = refunds.key_of(desk, found.id).order_id
        if order is not None:
            note_payment(desk, order)
    cases.tell(desk, found.return_id, f"refund {to.value}", found.code)
    desk.touch(Touched.REFUND, Touched.RETURN, Touched.ORDER)


# --------------------------------------------------------------------------------------------------------- the worker


def refund_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Send a refund, or find out what became of one that was sent. There is one key, whatever happens.

    That it is sent is written before it is; so a worker that died in between asks first what became of it.
    """
    number = int(json.loads(row.payload)["refund"])
    with lane.read() as desk:
        found, key = refunds.get(desk, number), refunds.key_of(desk, number)
    provider = lane.payments.get(found.provider)
    if found.state not in (RefundState.APPROVED, RefundState.SENT, RefundState.UNKNOWN):
        return Done()
    if provider is None:
        return Parked("refund_no_provider")
    if found.state is RefundState.APPROVED:
        found = lane.write(lambda desk: _sending(desk, number))
        answer = provider.refund(key.intent, found.amount_minor, found.currency, found.order)
    else:
        answer = provider.look(key.intent)
        if answer.fate is Fate.NEVER:
            answer = provider.refund(key.intent, found.amount_minor, found.currency, found.order)
    lane.write(lambda desk: _heard(desk, number, answer))
    return Later("refund_unknown") if answer.fate is Fate.UNKNOWN else Done()


def _sending(desk: Desk, number: int) -> RefundRow:
    refunds.step(desk, refunds.get(desk, number), RefundState.SENT)
    refunds.note_sent(desk, number)
    desk.touch(Touched.REFUND)
    return refunds.get(desk, number)


def _heard(desk: Desk, number: int, answer: Answer) -> None:
    """Write an answer down, unless a person was told before it came."""
    found = refunds.get(desk, number)
    if found.state in (RefundState.SENT, RefundState.UNKNOWN):
        _answered(desk, found, answer)


# -------------------------------------------------------------------------------------------------------- store credit


@dataclass(frozen=True, slots=True)
class Credit:
    """What a customer may still spend, by currency, and how it came about."""

    customer: str
    balances: dict[str, int]
    rows: tuple[refunds.CreditRow, ...]


def credit_of(desk: Desk, customer: str) -> Credit | None:
    """Return the store credit of a customer, None where there is no such customer."""
    found = customers.by_code(desk, customer.strip())
    if found is None:
        return None
    return Credit(found.code, dict(refunds.balances(desk, found.id)), refunds.credits_of(desk, found.id))
