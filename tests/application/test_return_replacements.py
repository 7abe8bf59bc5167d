"""A replacement that is cancelled by hand: what is neither sent again nor paid for is refunded, once."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.settled import Shop
from warehouse_app.application.orders import CancelOrder, order_detail
from warehouse_app.application.returning.sending import SendAhead
from warehouse_app.domain.returning.refusals import CannotUndo
from warehouse_app.domain.returning.states import Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.store.returning import cases, refunds, sold, units
from warehouse_app.store.schema import trade
from warehouse_app.wording.refunds import message_words


@pytest.fixture
def shop(company: Company) -> Shop:
    return Shop(company).open()


def replaced(
    shop: Shop, order: int, *lines: tuple[str, int], kept: str = "", grade: Grade = Grade.SEALED
) -> tuple[int, str]:
    """Settle a return with replacements; return it with the order that was made."""
    back = shop.back(order, *lines, grade=grade)
    shop.choose(back, "replacement", kept=kept)
    (code,) = shop.settle(back).done().orders
    return back, code


def give_up(shop: Shop, code: str) -> tuple[tuple[str, ...], str]:
    """Cancel an order by hand; return the refunds and what they come to, just as it was told before."""
    order = shop.order(code).id
    told = shop.company.runner.ask(lambda desk: order_detail(desk, order).gives_back, shop.company.supervisor)
    done = shop.do(CancelOrder(id=shop.company.ids.new(), order_id=order, reason="changed her mind")).done()
    assert done.gives == told
    after = shop.company.runner.ask(lambda desk: order_detail(desk, order).gives_back, shop.company.supervisor)
    assert after == ""
    return done.given, done.gives


def given(shop: Shop, back: int) -> list[tuple[str, str, str, int]]:
    with shop.company.store.read() as desk:
        return [(each.kind, each.state.value, each.order, each.amount_minor) for each in refunds.of_return(desk, back)]


def test_its_share_goes_back_and_is_told(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 3))
    back, code = replaced(shop, order, ("MUG", 2))
    assert (code, shop.sold(order, "MUG").refunded_minor) == ("RT000001-R1", 0)
    assert give_up(shop, code) == (("RF000001",), "20.00 GBP")
    assert given(shop, back) == [("payment", "approved", "O1", 20_00)]
    with shop.company.store.read() as desk:
        assert [(each.what, each.why) for each in cases.story(desk, back)][-1] == (
            "order cancelled",
            f"{code}, RF000001",
        )
        assert "20.00 GBP" in message_words(cases.message_of(desk, back))
    shop.healthy()


def test_settled_anew_it_is_given_once(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    back, code = replaced(shop, order, ("MUG", 1))
    give_up(shop, code)
    shop.undo(back).done()
    assert shop.sold(order, "MUG").refunded_minor == 0
    (again,) = shop.settle(back).done().orders
    assert shop.sold(order, "MUG").refunded_minor == 0
    shop.undo(back).done()
    assert (shop.order(again).state, given(shop, back)) == ("cancelled", [("payment", "cancelled", "O1", 10_00)])
    shop.choose(back, "refund")
    assert shop.settle(back).done().refund_minor == 10_00
    shop.healthy()


def test_money_that_went_is_named_where_the_return_is_taken_back(shop: Shop) -> None:
    back, code = replaced(shop, shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    give_up(shop, code)
    with shop.company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE refund SET state = 'sent', sent_at = at")
    assert shop.undo(back).refusal == CannotUndo("RT000001", "refund", "RF000001")


def test_a_fee_is_kept_as_of_a_refund(shop: Shop) -> None:
    back, code = replaced(shop, shop.ship("O1", ("MUG", 2)), ("MUG", 2), kept="15")
    assert give_up(shop, code)[1] == "17.00 GBP"
    with shop.company.store.read() as desk:
        (row,) = refunds.lines(desk, 1)
    assert (row.qty, row.amount_minor, row.fee_minor) == (2, 17_00, 3_00)
    assert given(shop, back) == [("payment", "approved", "O1", 17_00)]


def test_no_more_goes_back_than_was_paid(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    unpaid = shop.ship("O2", ("MUG", 1))
    _back, code = replaced(shop, order, ("MUG", 1))
    _back, nothing = replaced(shop, unpaid, ("MUG", 1))
    with shop.company.write() as desk:
        desk.connection.execute(
            trade.order_line.update().where(trade.order_line.c.order_id == order).values(total_minor=4_00)
        )
        desk.connection.execute(trade.orders.update().where(trade.orders.c.id == unpaid).values(payment="unpaid"))
    assert give_up(shop, code) == (("RF000001",), "4.00 GBP")
    assert give_up(shop, nothing) == ((), "")


def test_what_was_replaced_twice_is_paid_from_what_was_paid_first(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    _back, code = replaced(shop, order, ("MUG", 1))
    shop.leaves(code)
    broken, again = replaced(shop, shop.order(code).id, ("MUG", 1))
    assert give_up(shop, again)[1] == "10.00 GBP"
    assert given(shop, broken) == [("payment", "approved", "O1", 10_00)]
    with shop.company.store.read() as desk:
        assert sold.refunded(desk, order) == 10_00
    shop.healthy()


def ahead(shop: Shop, order: int, many: int) -> tuple[int, str]:
    """Announce a return and send its replacement ahead."""
    line = shop.sold(order, "MUG")
    with shop.company.write() as desk:
        head = cases.begin(
            desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, customer_id=shop.customer,
            currency="GBP",
        )  # fmt: skip
        units.add(desk, head.id, "MUG", many, UnitState.EXPECTED, line_id=line.line_id)
    shop.choose(head.id, "replacement")
    (code,) = shop.do(SendAhead(id=shop.company.ids.new(), return_id=head.id)).done()
    return head.id, code


def test_sent_ahead_and_given_up_before_the_goods_are_here_it_is_decided_anew(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 1))
    back, code = ahead(shop, order, 1)
    assert give_up(shop, code) == ((), "")
    shop.arrive(back)
    assert shop.settle(back).done().orders == ("RT000001-R2",)
    assert give_up(shop, "RT000001-R2")[1] == "10.00 GBP"


def test_sent_ahead_and_given_up_when_all_is_settled_it_pays_for_what_came(shop: Shop) -> None:
    order = shop.ship("O1", ("MUG", 3))
    back, code = ahead(shop, order, 3)
    shop.arrive(back)
    assert shop.settle(back).done().orders == ()
    assert give_up(shop, code)[1] == "30.00 GBP"
    assert shop.sold(order, "MUG").refunded_minor == 30_00
    shop.healthy()


def test_an_order_that_was_bought_gives_nothing(shop: Shop) -> None:
    with shop.company.write() as desk:
        shop.company.order(desk, "O7", [("MUG", 1)])
    assert give_up(shop, "O7") == ((), "")
