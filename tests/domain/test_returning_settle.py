"""What settling a return would do: shares, fees, caps, exchanges, what lacks. Each law is proven to find its fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.returning import settle as rules
from warehouse_app.domain.returning.settle import discounted, part, settle, tax_in
from warehouse_app.domain.returning.states import (
    Disposition,
    Fault,
    Finding,
    Grade,
    Outcome,
    ReturnKind,
    ReturnState,
    UnitState,
)
from warehouse_app.domain.returning.values import Case, Paid, Policy, Reason, ReturnHead, Rule, Settlement, Sold, Unit

POLICY = Policy(
    1, "test", tax_e4=2_000,
    rules=(
        Rule(Grade.SEALED, Disposition.RESTOCK), Rule(Grade.USED, Disposition.REFURBISH, "C", 2_000, photo=True),
        Rule(Grade.WRONG_PRODUCT, Disposition.QUARANTINE, "F"),
    ),
)  # fmt: skip


def head(**more: Any) -> ReturnHead:
    empty: dict[str, Any] = dict.fromkeys(ReturnHead.__dataclass_fields__, "")
    empty |= {"id": 1, "code": "RT000001", "kind": ReturnKind.CUSTOMER, "state": ReturnState.INSPECTING, "order_id": 1}
    empty |= dict.fromkeys(("parcel_id", "policy_id", "document_id", "outcome", "weight_g")) | {"customer_id": 1}
    return ReturnHead(**empty | {"damaged": False, "empty": False, "settles": 0, "currency": "GBP"} | more)


def unit(line: int | None, qty: int = 1, **more: Any) -> Unit:
    told: dict[str, Any] = dict.fromkeys(("lot", "serial", "why", "note", "entry_id", "traced_id", "settled_id"), "")
    told |= dict.fromkeys(("product_id", "item_id", "reason_id", "source_id", "place_id", "outcome"))
    told |= {"id": 1, "return_id": 1, "line_id": line, "sku": f"S{line}", "name": "", "qty": qty, "fee_minor": 0}
    told |= {"state": UnitState.GRADED, "grade": Grade.SEALED, "finding": Finding.NONE}
    return Unit(**told | {"disposition": Disposition.RESTOCK} | more)


def sold(n: int, qty: int, paid: int, *, kind: str = "goods", refunded: int = 0, returned: int = 0) -> Sold:
    return Sold(n, 1, n, f"S{n}", "", kind, qty, qty, 0, returned, paid, refunded)


def case(units: tuple[Unit, ...], *lines: Sold, **more: Any) -> Case:
    paid = sum(each.paid_minor for each in lines)
    gone = sum(each.refunded_minor for each in lines)
    told: dict[str, Any] = {
        "head": head(),
        "policy": POLICY,
        "orders": {1: Paid(1, "O1", "GBP", paid, gone)},
        "others": {1: lines},
    }
    return Case(units=units, lines={each.line_id: each for each in lines}, **told | more)


# --------------------------------------------------------------------------------------------------------------- laws

LINES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5_000)), min_size=1, max_size=4)


def in_steps(lines: list[tuple[int, int]], sizes: list[int], fee_e4: int | None) -> list[Settlement]:
    """Return all units of an order in several returns, one after the other, each settled on what was before."""
    done: list[Settlement] = []
    given_, many = dict.fromkeys(range(1, len(lines) + 1), 0), dict.fromkeys(range(1, len(lines) + 1), 0)
    for at, size in enumerate([*sizes, 9, 9]):
        units, olds = [], []
        for n, (qty, paid) in enumerate(lines, 1):
            more = min(size, qty - many[n])
            olds.append(sold(n, qty, paid, refunded=given_[n], returned=many[n] + more))
            units += [unit(n, more, id=at * 10 + n, kept_e4=fee_e4)] if more else []
        told = settle(case(tuple(units), *olds, before=dict(many)))
        for row in told.money:
            given_[row.line_id or 0] += row.amount_minor
        for each in units:
            many[each.line_id or 0] += each.qty
        done.append(told)
    return done


def never_above_paid(lines: list[tuple[int, int]], sizes: list[int], fee: int | None) -> None:
    told = in_steps(lines, sizes, fee)
    for n, (_qty, paid) in enumerate(lines, 1):
        assert sum(row.amount_minor for each in told for row in each.money if row.line_id == n) <= paid


def all_back_is_all_paid(lines: list[tuple[int, int]], sizes: list[int], _fee: int | None) -> None:
    told = in_steps(lines, sizes, 0)
    assert sum(each.refund_minor for each in told) == sum(paid for _qty, paid in lines)
    assert not any(each.capped_minor for each in told)


def rows_are_the_total(lines: list[tuple[int, int]], sizes: list[int], fee: int | None) -> None:
    for each in in_steps(lines, sizes, fee):
        assert sum(row.amount_minor for row in each.money) == each.refund_minor
        assert 0 <= each.tax_minor <= each.refund_minor


LAWS = (never_above_paid, all_back_is_all_paid, rows_are_the_total)


@pytest.mark.parametrize("law", LAWS)
@given(lines=LINES, sizes=st.lists(st.integers(1, 4), max_size=4), fee=st.sampled_from([None, 0, 1, 3_333, 10_000]))
def test_a_law_holds(law: Callable[..., None], lines: list[tuple[int, int]], sizes: list[int], fee: int | None) -> None:
    law(lines, sizes, fee)


def _rounds_up(total: int, qty: int, _start: int, many: int) -> int:
    return -(-total * many // qty)


def _takes_all(self: Any, _line: Sold, wanted: int) -> int:
    return int(wanted)


def _forgets_a_row(told: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def write(self: Any, row: Any) -> None:
        told(self, replace(row, amount_minor=row.amount_minor + 1, way="credit") if row.qty > 1 else row)

    return write


def test_the_laws_find_their_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    thrice = ([(3, 100)], [1, 1], 0)
    with monkeypatch.context() as planted:
        planted.setattr(rules, "part", lambda total, qty, _start, many: total // qty * many)
        with pytest.raises(AssertionError):
            all_back_is_all_paid(*thrice)
    with monkeypatch.context() as planted:
        planted.setattr(rules, "part", _rounds_up)
        planted.setattr(rules._Books, "take", _takes_all)
        with pytest.raises(AssertionError):
            never_above_paid(*thrice)
    with monkeypatch.context() as planted:
        planted.setattr(rules._Books, "write", _forgets_a_row(rules._Books.write))
        with pytest.raises(AssertionError):
            rows_are_the_total([(3, 100)], [2], 0)


@given(total=st.integers(0, 10**9), qty=st.integers(1, 500), cuts=st.lists(st.integers(0, 500), max_size=5))
def test_shares_of_all_units_are_the_total(total: int, qty: int, cuts: list[int]) -> None:
    ends = sorted({0, qty, *(min(each, qty) for each in cuts)})
    shares = [part(total, qty, first, last - first) for first, last in pairwise(ends)]
    assert sum(shares) == total
    assert all(each >= 0 for each in shares)


@given(lines=LINES, off=st.integers(0, 30_000))
def test_a_discount_is_taken_off_the_goods_once(lines: list[tuple[int, int]], off: int) -> None:
    goods = [sold(n, qty, paid) for n, (qty, paid) in enumerate(lines, 1)]
    told = discounted([*goods, sold(99, 1, -off, kind="discount")])
    left = sum(each.paid_minor for each in told if each.kind == "goods")
    assert left == max(0, sum(each.paid_minor for each in goods) - off)
    assert all(each.paid_minor >= 0 for each in told if each.kind == "goods")


# ----------------------------------------------------------------------------------------------------------- outcomes


def test_used_goods_cost_a_fee_where_the_customer_erred_and_none_where_we_did() -> None:
    used = unit(1, 2, grade=Grade.USED, disposition=Disposition.REFURBISH, reason_id=7)
    line = sold(1, 2, 10_00)
    for fault, refund, fee in ((Fault.CUSTOMER, 8_00, 2_00), (Fault.SHOP, 10_00, 0), (Fault.CARRIER, 10_00, 0)):
        told = settle(case((used,), line, reasons={7: Reason(7, "x", fault)}, photos={1: 1}))
        assert (told.refund_minor, told.money[0].fee_minor) == (refund, fee)
        assert told.tax_minor == tax_in(refund, 2_000)
    assert tax_in(12_00, 2_000) == 2_00


def test_postage_comes_back_with_the_last_unit_by_policy_or_where_no_customer_erred() -> None:
    post = sold(9, 1, 3_95, kind="shipping")
    half, whole = sold(1, 2, 10_00, returned=1), sold(1, 2, 10_00, returned=2)
    giving = replace(POLICY, postage_back=True)
    assert settle(case((unit(1, 1),), half, post, policy=giving)).refund_minor == 5_00
    assert settle(case((unit(1, 2),), whole, post, policy=giving)).refund_minor == 13_95
    assert settle(case((unit(1, 2),), whole, post)).refund_minor == 10_00
    undelivered = head(kind=ReturnKind.UNDELIVERED)
    assert settle(case((unit(1, 2),), whole, post, head=undelivered)).refund_minor == 13_95


def test_nothing_is_given_above_what_is_left_of_line_and_order() -> None:
    told = settle(case((unit(1, 2),), sold(1, 2, 10_00, refunded=7_00)))
    assert (told.refund_minor, told.capped_minor) == (3_00, 7_00)
    unpaid = {1: Paid(1, "O1", "GBP", 0, 0)}
    told = settle(case((unit(1, 2),), sold(1, 2, 10_00), orders=unpaid))
    assert (told.refund_minor, told.capped_minor) == (0, 10_00)


def test_an_exchange_is_paid_by_what_came_back() -> None:
    line = sold(1, 1, 10_00)
    for price, due, back in ((12_0000, 2_00, 0), (7_5000, 0, 2_50), (None, 0, 0)):
        swapped = unit(1, outcome=Outcome.EXCHANGE, variant="BLUE", variant_e4=price)
        told = settle(case((swapped,), line))
        assert [(each.kind, each.due_minor, each.lines[0].sku) for each in told.orders] == [("exchange", due, "BLUE")]
        assert (told.refund_minor, told.lacks) == (back, ())
        assert sum(row.amount_minor for row in told.money) <= 10_00
    assert settle(case((unit(1, outcome=Outcome.EXCHANGE),), line)).lacks[0].code == "variant"


def test_money_of_a_currency_without_cents_is_counted_in_whole_units() -> None:
    yen: dict[str, Any] = {"orders": {1: Paid(1, "O1", "JPY", 1_000, 0)}}
    swapped = unit(1, outcome=Outcome.EXCHANGE, variant="BLUE", variant_e4=1_200_0000)
    told = settle(case((swapped,), sold(1, 1, 1_000), head=head(currency="JPY"), **yen))
    assert [(each.due_minor, each.lines[0].total_minor) for each in told.orders] == [(200, 1_200)]
    alike = settle(case((replace(swapped, variant_e4=None),), sold(1, 1, 1_000), head=head(currency="JPY"), **yen))
    assert alike.orders[0].lines[0].price_e4 == 1_000_0000
    waiting, cheap = unit(1, state=UnitState.EXPECTED), replace(POLICY, keep_below_minor=500_00)
    awaited = head(state=ReturnState.AUTHORISED, currency="JPY")
    for worth, kept in ((499, True), (500, False)):
        assert settle(case((waiting,), sold(1, 1, worth), head=awaited, policy=cheap, **yen)).kept is kept


def test_each_unit_may_have_an_outcome_of_its_own() -> None:
    units = (
        unit(1, 1, id=1), unit(1, 1, id=2, outcome=Outcome.CREDIT), unit(1, 1, id=3, outcome=Outcome.REPLACEMENT),
        unit(1, 1, id=4, outcome=Outcome.REJECT), unit(1, 1, id=5, outcome=Outcome.REPAIR),
        unit(1, 1, id=6, outcome=Outcome.NOTHING), unit(None, 1, id=7), unit(1, 1, id=8, finding=Finding.SWAPPED),
    )  # fmt: skip
    told = settle(case(units, sold(1, 9, 9_00, returned=8)))
    assert (told.refund_minor, told.credit_minor, told.message) == (1_00, 1_00, "return_message_several")
    assert [(each.kind, each.lines[0].qty, each.due_minor) for each in told.orders] == [("replacement", 1, 0)]
    went = {each.unit_id: each.disposition for each in told.stock}
    assert (went[4], went[5], went[6]) == (Disposition.SEND_BACK, Disposition.REPAIR, Disposition.RESTOCK)
    assert told.lacks == ()


def test_what_was_sent_ahead_is_not_sent_again_however_units_are_parted() -> None:
    units = tuple(unit(1, 1, id=n, outcome=Outcome.EXCHANGE, variant="BLUE") for n in (1, 2, 3))
    told = settle(case(units, sold(1, 3, 9_00), ahead={1: 2}))
    assert sum(line.qty for order in told.orders for line in order.lines) == 1


def test_goods_of_little_worth_stay_with_the_customer() -> None:
    cheap = replace(POLICY, keep_below_minor=5_00)
    waiting = unit(1, state=UnitState.EXPECTED, grade=None, disposition=None)
    awaited = head(state=ReturnState.AUTHORISED)
    told = settle(case((waiting,), sold(1, 1, 4_99), head=awaited, policy=cheap))
    assert (told.kept, told.refund_minor, told.stock, told.lacks) == (True, 4_99, (), ())
    told = settle(case((waiting,), sold(1, 1, 5_00), head=awaited, policy=cheap))
    assert (told.kept, [each.code for each in told.lacks]) == (False, ["not_here"])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"state": UnitState.RECEIVED, "grade": None}, "ungraded"), ({"disposition": None}, "disposition"),
        ({"grade": Grade.USED}, "photo"), ({"disposition": Disposition.SEND_BACK}, "sent_back"),
        ({"finding": Finding.DANGEROUS}, "not_restocked"), ({"grade": Grade.WRONG_PRODUCT}, "not_restocked"),
    ],
)  # fmt: skip
def test_what_lacks_is_named(more: dict[str, Any], code: str) -> None:
    told = settle(case((unit(1, 2, **more),), sold(1, 2, 10_00)))
    assert [(each.code, each.qty, each.sku) for each in told.lacks] == [(code, 2, "S1")]


def test_what_was_sent_ahead_is_not_paid_back_as_well() -> None:
    told = settle(case((unit(1, 2, outcome=Outcome.REFUND),), sold(1, 2, 10_00), ahead={1: 1}))
    assert [(each.code, each.qty) for each in told.lacks] == [("ahead", 1)]


def test_an_unanswered_question_lacks() -> None:
    assert settle(case((unit(1),), sold(1, 1, 10_00), unanswered={1: 1})).lacks[0].code == "check"
