"""Refusals about returns say where a thing stands in the words of who asks, never in the house's codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest

from warehouse_app.application.returning import claims, refunding, requests, settling
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.returning import claims as claim_refusals
from warehouse_app.domain.returning import intake, refusals
from warehouse_app.domain.returning.refusals import NotShipped, ReturnNotIn
from warehouse_app.domain.returning.states import (
    ClaimState,
    RefundState,
    ReturnState,
    SupplierReturnState,
    UnitState,
    WorkState,
)
from warehouse_app.wording.returncodes import CODED, coded
from warehouse_app.wording.say import say_error

FOLDER = Path(requests.__file__).parent
STATES: dict[str, Iterable[StrEnum]] = {
    "return_not_in": (*ReturnState, *UnitState), "return_over": ReturnState, "return_not_shipped": OrderState,
    "order_not_open": OrderState, "refund_not_in": RefundState, "claim_not_in": ClaimState, "work_over": WorkState,
    "supplier_return_not_in": SupplierReturnState,
}  # fmt: skip
WANTED = re.compile(r'\b(ReturnNotIn|SupplierReturnNotIn|RefundNotIn|_open|_deed)\([^"\n]*"([a-z ]+)"\)')


def test_each_refusal_that_carries_a_code_has_words_for_it() -> None:
    assert all((claims, refunding, settling)), "every room of returns is looked at"
    found = {
        (each.code, field.name)
        for room in (refusals, intake, claim_refusals)
        for each in vars(room).values()
        if isinstance(each, type) and issubclass(each, Refusal) and each is not Refusal
        for field in fields(each)
        if field.name in ("state", "deed")
    }
    assert found <= set(CODED)


@pytest.mark.parametrize("code", sorted(STATES))
def test_no_state_is_left_without_words(code: str) -> None:
    words = CODED[code, "state"]()
    assert [each.value for each in STATES[code] if each.value not in words] == []


def test_no_deed_is_left_without_words() -> None:
    wanted = {(kind, deed) for path in FOLDER.rglob("*.py") for kind, deed in WANTED.findall(path.read_text("utf-8"))}
    assert len(wanted) > 10
    code = {"ReturnNotIn": "return_not_in", "SupplierReturnNotIn": "supplier_return_not_in"}
    names = {(code.get(kind, "refund_not_in" if kind == "RefundNotIn" else "supplier_return_not_in"), deed)
             for kind, deed in wanted}  # fmt: skip
    assert [each for each in sorted(names) if each[1] not in CODED[each[0], "deed"]()] == []


def test_a_refusal_is_said_in_words() -> None:
    assert say_error(ReturnNotIn("RT000001", "in transit", "send")) == (
        "Return RT000001 is on its way: this cannot be done now (send off). See its story on the Returns screen"
    )
    assert say_error(NotShipped("O1", "draft")).startswith("Nothing of order O1 has left yet: it is still a draft")
    assert coded("return_not_in", "state", "whatever") == "whatever"
