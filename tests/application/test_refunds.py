"""Refunds: one key whatever happens, reconciled where nobody knows, paid by hand, capped, never in another currency."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.parcels import WORKER, spool
from tests.settled import Shop
from tests.twins import Bank
from warehouse_app.application.outbox import find_waiting, work_off
from warehouse_app.application.returning.refunding import (
    ApproveRefund,
    CancelRefund,
    ConfirmRefund,
    FailRefund,
    GiveRefund,
    RetryRefund,
    credit_of,
    refund_detail,
)
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.returning.refusals import AbovePaid, NoReference, OtherCurrency, RefundNotIn
from warehouse_app.domain.returning.states import RefundState
from warehouse_app.domain.returning.values import RefundRow
from warehouse_app.store.returning import refunds


@pytest.fixture
def shop(company: Company) -> Shop:
    return Shop(company).open()


@pytest.fixture
def bank(shop: Shop) -> Bank:
    """A provider that refunds are sent to."""
    shop.do(ChangeSetting(id=shop.company.ids.new(), setting="returns.provider", value="bank")).done()
    return Bank()


def settled(shop: Shop, **more: object) -> RefundRow:
    back = shop.back(shop.ship("O1", ("MUG", 2), **more), ("MUG", 1))  # type: ignore[arg-type]
    shop.settle(back).done()
    return only(shop)


def only(shop: Shop) -> RefundRow:
    with shop.company.store.read() as desk:
        return refunds.listed(desk, "", 1)[0]


def work(shop: Shop, bank: Bank) -> None:
    """Let the worker do what is due, an hour later each time."""
    shop.company.clock.forward(hours=1)
    work_off(
        shop.company.runner, WORKER, spool(shop.company.folder), once=True, pause=lambda _s: None,
        payments={"bank": bank},
    )  # fmt: skip


def test_a_refund_is_sent_once_and_its_order_says_so(shop: Shop, bank: Bank) -> None:
    settled(shop)
    work(shop, bank)
    work(shop, bank)
    row = only(shop)
    assert (row.state, row.reference, bank.paid) == (RefundState.CONFIRMED, "B1", {bank.keys[0]: (10_00, "GBP", "O1")})
    assert len(bank.keys) == 1
    assert shop.order("O1").payment == "part refunded"
    rest = shop.back(shop.order("O1").id, ("MUG", 1))
    shop.settle(rest).done()
    work(shop, bank)
    assert shop.order("O1").payment == "refunded"


@pytest.mark.parametrize("trouble", ["answer lost", "down", "down, then answer lost"])
def test_a_refund_of_which_nobody_knows_is_asked_for_under_its_key(shop: Shop, bank: Bank, trouble: str) -> None:
    settled(shop)
    bank.troubles = trouble.split(", then ")
    work(shop, bank)
    assert only(shop).state is RefundState.UNKNOWN
    for _ in range(3):
        work(shop, bank)
    assert only(shop).state is RefundState.CONFIRMED
    assert (len(set(bank.keys)), sum(amount for amount, *_ in bank.paid.values())) == (1, 10_00)


def test_a_worker_that_died_after_sending_asks_before_it_sends(shop: Shop, bank: Bank) -> None:
    row = settled(shop)
    with shop.company.write() as desk:
        refunds.step(desk, row, RefundState.SENT)
        key = refunds.key_of(desk, row.id).intent
    bank.refund(key, row.amount_minor, row.currency, row.order)
    work(shop, bank)
    assert only(shop).state is RefundState.CONFIRMED
    assert bank.keys == [key]


def test_a_failed_refund_is_tried_again_under_the_same_key_or_given_up(shop: Shop, bank: Bank) -> None:
    row = settled(shop)
    bank.troubles = ["refused", "refused"]
    work(shop, bank)
    assert (only(shop).state, only(shop).trouble) == (RefundState.FAILED, "card expired")
    new = shop.company.ids.new
    shop.do(RetryRefund(id=new(), refund=row.code)).done()
    work(shop, bank)
    shop.do(RetryRefund(id=new(), refund=row.code)).done()
    work(shop, bank)
    assert (only(shop).state, len(set(bank.keys))) == (RefundState.CONFIRMED, 1)
    assert isinstance(shop.do(CancelRefund(id=new(), refund=row.code, why="x")).refusal, RefundNotIn)
    assert isinstance(shop.do(RetryRefund(id=new(), refund=row.code)).refusal, RefundNotIn)


def test_a_refund_by_hand_needs_its_reference(shop: Shop) -> None:
    row = settled(shop)
    new = shop.company.ids.new
    assert isinstance(shop.do(ConfirmRefund(id=new(), refund=row.code, reference=" ")).refusal, NoReference)
    shop.do(ConfirmRefund(id=new(), refund=row.code, reference="cash 12")).done()
    assert (only(shop).state, only(shop).reference) == (RefundState.CONFIRMED, "cash 12")
    assert isinstance(shop.do(ConfirmRefund(id=new(), refund=row.code, reference="again")).refusal, RefundNotIn)
    with shop.company.store.read() as desk:
        assert refund_detail(desk, row.code.lower()).lines[0].amount_minor == 10_00


def test_what_a_provider_is_asked_for_is_not_paid_by_hand_as_well(shop: Shop, bank: Bank) -> None:
    row = settled(shop)
    new = shop.company.ids.new
    assert isinstance(shop.do(ConfirmRefund(id=new(), refund=row.code, reference="x")).refusal, RefundNotIn)
    bank.troubles = ["down"]
    work(shop, bank)
    shop.do(FailRefund(id=new(), refund=row.code, why="they say no")).done()
    work(shop, bank)
    assert (only(shop).state, bank.paid) == (RefundState.FAILED, {})
    shop.do(ConfirmRefund(id=new(), refund=row.code, reference="cash")).done()
    assert only(shop).state is RefundState.CONFIRMED


def test_a_provider_that_is_not_set_up_is_told(shop: Shop, bank: Bank) -> None:
    settled(shop)
    work_off(shop.company.runner, WORKER, spool(shop.company.folder), once=True, pause=lambda _s: None)
    assert (only(shop).state, bank.paid) == (RefundState.APPROVED, {})
    with shop.company.store.read() as desk:
        assert [each.trouble for each in find_waiting(desk)] == ["refund_no_provider"]
    shop.do(ConfirmRefund(id=shop.company.ids.new(), refund="RF000001", reference="cash")).done()
    work(shop, bank)
    assert (only(shop).reference, bank.paid) == ("cash", {})


def test_what_was_proposed_waits_until_somebody_approves_it(shop: Shop, bank: Bank) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 1))
    shop.settle(back, shop.company.packer).done()
    work(shop, bank)
    assert (only(shop).state, bank.paid) == (RefundState.PROPOSED, {})
    shop.do(ApproveRefund(id=shop.company.ids.new(), refund="RF000001")).done()
    work(shop, bank)
    assert only(shop).state is RefundState.CONFIRMED


def test_goodwill_is_capped_by_what_is_left_and_given_in_the_currency_that_was_paid(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 1))
    shop.settle(back).done()
    new = shop.company.ids.new

    def give(amount: str, currency: str = "GBP") -> object:
        return shop.do(GiveRefund(id=new(), return_id=back, amount=amount, currency=currency, why="late")).refusal

    assert give("10.01") == AbovePaid("O1", "10.01", "10.00")
    assert give("1", "EUR") == OtherCurrency("EUR", "GBP")
    assert isinstance(give("-1"), BadField)
    assert isinstance(give("0"), BadField)
    assert give("4.00", "") is None
    assert give("6.01") == AbovePaid("O1", "6.01", "6.00")
    rest = shop.back(shop.order("O1").id, ("MUG", 1))
    assert (shop.preview(rest).refund_minor, shop.preview(rest).capped_minor) == (6_00, 4_00)
    shop.do(CancelRefund(id=new(), refund="RF000002", why="no")).done()
    assert shop.preview(rest).refund_minor == 10_00


def test_store_credit_is_a_balance_with_its_story(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 1))
    shop.choose(back, "credit")
    shop.settle(back).done()
    assert shop.order("O1").payment == "part refunded"
    shop.undo(back).done()
    assert shop.order("O1").payment == "paid"
    with shop.company.store.read() as desk:
        found = credit_of(desk, "C1")
        assert credit_of(desk, "C2") is None
    assert found is not None
    assert (found.balances, [each.amount_minor for each in found.rows]) == ({"GBP": 0}, [10_00, -10_00])
