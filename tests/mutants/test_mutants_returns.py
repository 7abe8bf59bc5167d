"""Returns at random beside plain sums, on both databases; and the faults that they must find, each planted in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.mutants import returns_machine
from tests.mutants.returns_machine import begun, told
from warehouse_app.application import orders
from warehouse_app.application.returning import giveback, moneyback, sending, unsettling
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning import settle as rules
from warehouse_app.store import inventory
from warehouse_app.store.returning import refunds, sold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgres import Server

STORIES, AT_FAULT, ON_SERVER = 40, 200, 15
"""Stories of one test, those in which a planted fault must show, and those on a server."""

Patch = pytest.MonkeyPatch


def test_returns_at_random_add_up() -> None:
    assert told(1, STORIES)["done"] == STORIES


@pytest.mark.slow
@pytest.mark.system
def test_returns_at_random_add_up_on_a_server(server: Server) -> None:
    with server.database() as address:

        def on_server(folder: Path) -> Any:
            return begun(folder, address)

        assert told(2, ON_SERVER, on_server)["done"] == ON_SERVER


def _nothing(*_given: object, **_more: object) -> None:
    """Do nothing."""


def _uncapped(patch: Patch) -> None:
    patch.setattr(rules._Books, "take", lambda _self, _line, wanted: wanted)


def _forgotten_before(patch: Patch) -> None:
    patch.setattr(sold, "refunded", lambda _desk, _order: 0)


def _credit_kept(patch: Patch) -> None:
    patch.setattr(moneyback, "_take_credit", _nothing)


def _goods_not_carried_back(patch: Patch) -> None:
    patch.setattr(inventory, "reverse", _nothing)


def _money_not_taken_back(patch: Patch) -> None:
    patch.setattr(unsettling, "take_back", _nothing)


def _orders_not_ended(patch: Patch) -> None:
    patch.setattr(unsettling, "end_orders", _nothing)


def _sent_again(patch: Patch) -> None:
    patch.setattr(rules._Orders, "still", lambda _self, _line, many: many)


def _another_key(patch: Patch) -> None:
    real = refunds.key_of

    def key_of(desk: Any, refund_id: int) -> refunds.Key:
        key = real(desk, refund_id)
        return key._replace(intent=f"{key.intent}:{key.attempts}")

    patch.setattr(refunds, "key_of", key_of)


def _rows_differ(patch: Patch) -> None:
    real = refunds.add

    def add(desk: Any, return_id: int, order: Any, way: Any, state: Any, rows: Any, **more: Any) -> Any:
        found = real(desk, return_id, order, way, state, rows, **more)
        desk.connection.exec_driver_sql(f"UPDATE refund SET amount_minor = amount_minor + 1 WHERE id = {found.id}")
        return replace(found, amount_minor=found.amount_minor + 1)

    patch.setattr(refunds, "add", add)


def _share_kept(patch: Patch) -> None:
    patch.setattr(giveback, "order_cancelled", lambda *_given: ())


def _replacement_for_nothing(patch: Patch) -> None:
    patch.setattr(giveback, "_not_sent", lambda *_given: ())


def _replacement_paid_when_taken_back(patch: Patch) -> None:
    real = orders.cancel_in

    def cancel_in(desk: Any, order_id: int, reason: str) -> Any:
        done = real(desk, order_id, reason)
        giveback.order_cancelled(desk, Session(SYSTEM), order_id, done.order)
        return done

    patch.setattr(sending, "cancel_in", cancel_in)


FAULTS: tuple[Callable[[Patch], None], ...] = (
    *(_uncapped, _forgotten_before, _credit_kept, _goods_not_carried_back, _money_not_taken_back, _orders_not_ended),
    *(
        _sent_again,
        _another_key,
        _rows_differ,
        _share_kept,
        _replacement_for_nothing,
        _replacement_paid_when_taken_back,
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: Callable[[Patch], None], monkeypatch: Patch) -> None:
    fault(monkeypatch)
    with pytest.raises((AssertionError, Refused)):
        told(7, AT_FAULT)


def test_a_story_follows_from_its_number_alone() -> None:
    first, second = (told(4, 5)["deeds"] for _ in range(2))
    assert first == second
    assert returns_machine.SHORTEST <= first / 5 <= returns_machine.LONGEST
