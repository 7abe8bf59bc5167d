"""Returns settled and taken back: money, goods, new orders and words in one command, on both databases."""

from __future__ import annotations

import json

import pytest

from tests.company import Company
from tests.settled import Shop
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.returning.choosing import ChooseOutcome
from warehouse_app.application.returning.sending import PayDue, SendAhead
from warehouse_app.application.returning.working import SendBack
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.photos import About
from warehouse_app.domain.returning.refusals import (
    BadReturnQty,
    CannotUndo,
    NothingDue,
    PaidWithoutReference,
    PreviewOld,
    ReturnNotIn,
    StillLacks,
)
from warehouse_app.domain.returning.states import Disposition, Grade, RefundState, ReturnKind, ReturnState, UnitState
from warehouse_app.store import inventory, orders, photos
from warehouse_app.store.returning import cases, places, refunds, rules, sold, units
from warehouse_app.store.schema import returning
from warehouse_app.wording.refunds import message_words
from warehouse_app.wording.say import say_error


@pytest.fixture
def shop(company: Company) -> Shop:
    return Shop(company).open()


def test_a_settlement_does_what_was_shown_and_can_be_taken_back(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 3), ("BOWL", 1), post=3_95)
    back = shop.back(order, ("MUG", 2))
    told = shop.preview(back)
    assert (told.refund_minor, told.lacks, told.message) == (20_00, (), "return_message_refund")
    assert [(each.place, each.qty) for each in told.stock] == [("RETURNS-IN", 2)]
    done = shop.settle(back).done()
    assert (done.refund_minor, done.refunds, done.orders) == (20_00, ("RF000001",), ())
    assert shop.at("RETURNS-IN", "MUG") == {"A": 2}
    assert shop.at("RETURNS", "MUG") == {}
    with shop.company.store.read() as desk:
        head = cases.get(desk, back)
        assert (head.state, refunds.of_return(desk, back)[0].state) == (ReturnState.SETTLED, RefundState.APPROVED)
        kept = desk.connection.execute(returning.returns.select()).one().message
        assert json.loads(kept)["facts"]["refund"] == "20.00 GBP"
    assert isinstance(shop.settle(back).refusal, ReturnNotIn)
    assert shop.undo(back).done() == "RT000001"
    assert (shop.at("RETURNS-IN", "MUG"), shop.at("RETURNS", "MUG")) == ({}, {"A": 2})
    assert [each.state for each in shop.units(back)] == [UnitState.GRADED]
    assert shop.preview(back) == told
    assert shop.settle(back).done().refunds == ("RF000002",)
    shop.healthy()


def test_a_preview_that_is_old_settles_nothing(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 2))
    old = shop.settle(back, shown="x")
    assert isinstance(old.refusal, PreviewOld)
    unit = shop.units(back)[0].id
    with shop.company.write() as desk:
        units.note(desk, unit, grade=None)
    assert isinstance(shop.settle(back).refusal, StillLacks)
    assert shop.at("RETURNS", "MUG") == {"A": 2}


def test_who_may_not_refund_proposes_it(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 1))
    shop.settle(back, shop.company.packer).done()
    with shop.company.store.read() as desk:
        assert refunds.of_return(desk, back)[0].state is RefundState.PROPOSED


def test_several_outcomes_in_one_return_go_their_own_ways(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 5)), ("MUG", 5))
    first = shop.units(back)[0].id
    for outcome in ("credit", "exchange", "replacement", "reject"):
        shop.choose(back, outcome, units=(first,), qty=1, variant="LAMP" if outcome == "exchange" else "", price="8.00")
    over = ChooseOutcome(id="over", return_id=back, outcome="reject", units=(first,), qty=2)
    assert shop.do(over).refusal == BadReturnQty("MUG", "2")
    done = shop.settle(back).done()
    assert (done.refund_minor, done.credit_minor, done.orders) == (
        10_00 + 2_00, 10_00, ("RT000001-X1", "RT000001-R2"),
    )  # fmt: skip
    assert (shop.at("RETURNS-IN", "MUG"), shop.at("SEND-BACK", "MUG")) == ({"A": 4}, {"A": 1})
    with shop.company.store.read() as desk:
        assert refunds.balances(desk, shop.customer) == {"GBP": 10_00}
    exchange = shop.order("RT000001-X1")
    assert (exchange.state, exchange.payment, exchange.total_minor, exchange.channel) == (
        "confirmed", "paid", 8_00, "shop",
    )  # fmt: skip
    shop.undo(back).done()
    assert (shop.at("RETURNS", "MUG"), shop.order("RT000001-X1").state) == ({"A": 5}, "cancelled")
    with shop.company.store.read() as desk:
        assert refunds.balances(desk, shop.customer) == {"GBP": 0}
        assert sold.refunded(desk, 1) == 0
    shop.healthy()


def test_a_dearer_exchange_waits_until_the_rest_is_paid(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    shop.choose(back, "exchange", variant="lamp", price="25.00")
    assert shop.preview(back).orders[0].due_minor == 15_00
    code = shop.settle(back).done().orders[0]
    order = shop.order(code)
    with shop.company.store.read() as desk:
        assert [kind for kind, *_rest in orders.holds_of(desk, order.id)] == ["payment"]
    assert order.payment == "unpaid"
    nameless = shop.do(PayDue(id=shop.company.ids.new(), order_id=order.id, reference=" "))
    assert nameless.refusal == PaidWithoutReference(code)
    shop.do(PayDue(id=shop.company.ids.new(), order_id=order.id, reference="bank 7")).done()
    with shop.company.store.read() as desk:
        assert orders.holds_of(desk, order.id) == ()
    assert shop.order(code).payment == "paid"


def test_what_was_paid_for_an_exchange_goes_back_when_it_is_taken_back(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    shop.choose(back, "exchange", variant="lamp", price="25.00")
    code = shop.settle(back).done().orders[0]
    order = shop.order(code)
    shop.do(PayDue(id=shop.company.ids.new(), order_id=order.id, reference="bank 7")).done()
    for _ in range(2):
        shop.undo(back).done()
        with shop.company.store.read() as desk:
            kept = [each for each in refunds.of_return(desk, back) if each.state is RefundState.APPROVED]
        assert [(each.order, each.amount_minor) for each in kept] == [(order.code, 15_00)]
        code = shop.settle(back).done().orders[0]
    shop.undo(back).done()
    late = PayDue(id=shop.company.ids.new(), order_id=shop.order(code).id, reference="bank 8")
    assert shop.do(late).refusal == NothingDue(code)
    shop.healthy()


def test_an_exchange_that_is_cancelled_by_hand_gives_its_money_back_once(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    back = shop.back(order, ("MUG", 1))
    shop.choose(back, "exchange", variant="lamp", price="25.00")
    made = shop.order(shop.settle(back).done().orders[0])
    shop.do(PayDue(id=shop.company.ids.new(), order_id=made.id, reference="bank 7")).done()
    shop.do(CancelOrder(id=shop.company.ids.new(), order_id=made.id, reason="changed her mind")).done()
    with shop.company.store.read() as desk:
        given = [(each.kind, each.state.value, each.order, each.amount_minor) for each in refunds.of_return(desk, back)]
        told = [(each.what, each.why) for each in cases.story(desk, back)][-1]
        words = message_words(cases.message_of(desk, back))
    assert given == [
        ("exchange", "cancelled", "O1", 10_00), ("payment", "approved", made.code, 15_00),
        ("payment", "approved", "O1", 10_00),
    ]  # fmt: skip
    assert told == ("order cancelled", f"{made.code}, RF000003")
    assert "10.00 GBP" in words
    assert shop.sold(order, "MUG").refunded_minor == 10_00
    shop.undo(back).done()  # settled anew it pays once
    shop.choose(back, "refund")
    assert shop.settle(back).done().refund_minor == 10_00
    assert shop.sold(order, "MUG").refunded_minor == 10_00
    shop.healthy()


def test_what_was_sent_ahead_and_is_cancelled_by_hand_is_decided_anew(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    line = shop.sold(order, "MUG")
    with shop.company.write() as desk:
        head = cases.begin(
            desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, customer_id=shop.customer,
            currency="GBP",
        )  # fmt: skip
        units.add(desk, head.id, "MUG", 1, UnitState.EXPECTED, line_id=line.line_id)
    shop.choose(head.id, "exchange", variant="BOWL", price="10.00")
    (code,) = shop.do(SendAhead(id=shop.company.ids.new(), return_id=head.id)).done()
    assert shop.sold(order, "MUG").refunded_minor == 10_00
    gone = CancelOrder(id=shop.company.ids.new(), order_id=shop.order(code).id, reason="changed her mind")
    shop.do(gone).done()
    assert shop.sold(order, "MUG").refunded_minor == 0
    shop.arrive(head.id)
    shop.choose(head.id, "refund")
    assert shop.settle(head.id).done().refund_minor == 10_00
    shop.healthy()


def test_an_exchange_is_sent_ahead_once_and_let_go_when_the_goods_are_here(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 2))
    line = shop.sold(order, "MUG")
    with shop.company.write() as desk:
        head = cases.begin(
            desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, customer_id=shop.customer,
            currency="GBP",
        )  # fmt: skip
        units.add(desk, head.id, "MUG", 2, UnitState.EXPECTED, line_id=line.line_id)
    shop.choose(head.id, "exchange", variant="BOWL", price="10.00")
    ahead = SendAhead(id=shop.company.ids.new(), return_id=head.id)
    assert shop.do(ahead).done() == ("RT000001-X1",)
    made = shop.order("RT000001-X1")
    with shop.company.store.read() as desk:
        assert [kind for kind, *_rest in orders.holds_of(desk, made.id)] == ["customer"]
    shop.arrive(head.id)
    assert shop.settle(head.id).done().orders == ()
    with shop.company.store.read() as desk:
        assert orders.holds_of(desk, made.id) == ()
    shop.undo(head.id).done()
    assert shop.order("RT000001-X1").state == "cancelled"


def test_what_was_sent_ahead_is_taken_back_where_the_goods_never_come(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    line = shop.sold(order, "MUG")
    with shop.company.write() as desk:
        head = cases.begin(
            desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, customer_id=shop.customer,
            currency="GBP",
        )  # fmt: skip
        units.add(desk, head.id, "MUG", 1, UnitState.EXPECTED, line_id=line.line_id)
    assert isinstance(shop.undo(head.id).refusal, ReturnNotIn)
    shop.choose(head.id, "exchange", variant="BOWL")
    shop.do(SendAhead(id=shop.company.ids.new(), return_id=head.id)).done()
    shop.choose(head.id, "refund")
    with shop.company.write() as desk:
        cases.step(desk, cases.get(desk, head.id), ReturnState.CANCELLED)
    assert shop.sold(order, "MUG").refunded_minor == 10_00
    assert shop.undo(head.id).done() == "RT000001"
    assert shop.sold(order, "MUG").refunded_minor == 0
    assert shop.order("RT000001-X1").state == "cancelled"


def test_a_second_return_a_return_of_an_exchange_and_a_claim_on_a_replacement(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 3))
    for many, cents in ((1, 10_00), (1, 10_00)):
        again = shop.back(order, ("MUG", many))
        assert shop.settle(again).done().refund_minor == cents
    replaced = shop.back(order, ("MUG", 1))
    shop.choose(replaced, "replacement")
    (code,) = shop.settle(replaced).done().orders
    shop.leaves(code)
    broken = shop.back(shop.order(code).id, ("MUG", 1))
    assert shop.preview(broken).refund_minor == 10_00
    shop.choose(broken, "exchange", variant="BOWL")
    (code,) = shop.settle(broken).done().orders
    shop.leaves(code)
    last = shop.back(shop.order(code).id, ("BOWL", 1))
    assert shop.settle(last).done().refund_minor == 10_00
    with shop.company.store.read() as desk:
        assert sold.refunded(desk, order) == 30_00
    shop.healthy()


def test_money_and_goods_that_went_on_are_named(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 2))
    shop.settle(back).done()
    with shop.company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE refund SET state = 'sent'")
    assert shop.undo(back).refusal == CannotUndo("RT000001", "refund", "RF000001")
    with shop.company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE refund SET state = 'approved'")
        ends = (places.dock(desk, "MAIN").id, shop.company.bin(desk, "A-1").id)
        inventory.move(desk, EntryId("away"), Item("MUG"), 1, ends)
    assert shop.undo(back).refusal == CannotUndo("RT000001", "stock", "MUG")
    assert shop.at("RETURNS-IN", "MUG") == {"A": 1}


def test_an_order_that_was_picked_stands_on_a_settlement(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    shop.choose(back, "replacement")
    (code,) = shop.settle(back).done().orders
    shop.leaves(code)
    assert shop.undo(back).refusal == CannotUndo("RT000001", "order", code)
    assert shop.do(CancelOrder(id="late", order_id=shop.order(code).id, reason="late")).refusal is not None


def test_what_is_rejected_goes_back_into_its_parcel_and_may_come_again(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    back = shop.back(order, ("MUG", 1))
    shop.choose(back, "reject")
    assert shop.settle(back).done().refund_minor == 0
    assert shop.sold(order, "MUG").left == 0
    assert shop.do(SendBack(id=shop.company.ids.new(), return_id=back, tracking="T1")).done() == 1
    assert shop.sold(order, "MUG").left == 1
    assert shop.undo(back).refusal == CannotUndo("RT000001", "stock", "MUG")
    again = shop.back(order, ("MUG", 1))
    assert shop.settle(again).done().refund_minor == 10_00
    shop.healthy()


def test_what_was_sent_back_is_not_undone_out_of_what_still_waits_to_be(shop: Shop) -> None:
    gone, waiting = (shop.back(shop.ship(code, ("MUG", 1)), ("MUG", 1)) for code in ("O1", "O2"))
    for back in (gone, waiting):
        shop.choose(back, "reject")
        shop.settle(back).done()
    shop.do(SendBack(id=shop.company.ids.new(), return_id=gone)).done()
    assert shop.undo(gone).refusal == CannotUndo("RT000001", "stock", "MUG")
    shop.undo(waiting).done()
    shop.healthy()


def test_goods_worth_little_are_paid_back_without_coming(shop: Shop) -> None:
    order = shop.ship("O1", ("BOWL", 1))
    with shop.company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE return_policy SET keep_below_minor = 800")
        head = cases.begin(
            desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, customer_id=shop.customer
        )
    with shop.company.write() as desk:
        line = next(each for each in sold.of_order(desk, order) if each.sku == "BOWL")
        units.add(desk, head.id, "BOWL", 1, UnitState.EXPECTED, line_id=line.line_id)
    assert shop.settle(head.id).done().refund_minor == 7_50
    assert shop.sold(order, "BOWL").left == 0
    shop.undo(head.id).done()
    assert shop.sold(order, "BOWL").announced == 1


def test_used_goods_are_worked_on_where_they_are_not_sold(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("LAMP", 2)), ("LAMP", 2), grade=Grade.USED)
    unit = shop.units(back)[0]
    with shop.company.write() as desk:
        photos.keep(desk, About.RETURN_UNIT, unit.id, "d", 1, "")
        for check in rules.checks(desk, ""):
            units.answer(desk, unit.id, check.id, yes=True)
    done = shop.settle(back).done()
    assert (done.refund_minor, done.work) == (40_00, ("WO000001",))
    assert shop.at("REFURBISH", "LAMP") == {"A": 2}
    assert shop.units(back)[0].fee_minor == 10_00
    assert shop.units(back)[0].disposition is Disposition.REFURBISH
    shop.undo(back).done()
    assert shop.at("RETURNS", "LAMP") == {"A": 2}


@pytest.mark.parametrize("problem", ["refund", "order", "work", "supplier", "stock"])
def test_what_stands_on_a_settlement_is_told_in_words(problem: str) -> None:
    told = say_error(CannotUndo("RT000001", problem, "X-1"))
    assert told.startswith("Return RT000001 can no longer be taken back: ")
    assert "X-1" in told
