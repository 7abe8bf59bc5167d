"""Credit notes of a file become returns through the commands of everybody's returns; the books stay as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.company import Company, key_of
from tests.returned import ask, begin_rules, shipped
from warehouse_app.application.pastorders import leave_all
from warehouse_app.application.returning.detail import return_named
from warehouse_app.application.returning.replay import Replayed, replay_all
from warehouse_app.application.returning.requests import Asked
from warehouse_app.domain.returning.replay import Blind, Match
from warehouse_app.domain.returning.states import ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import ReturnDetail
from warehouse_app.store.checks import run
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import sold
from warehouse_app.store.schema import ledger, trade
from warehouse_app.terminal.commands.return_replay import named

ABOUT_TESTS = {
    "every entry has legs and a command", "whoever acted is known", "orders add up to their lines",
    "what was imported names its import", "every leg has two ends and a quantity",
}  # fmt: skip


def note(
    desk: Desk, code: str, lines: list[tuple[str, int, int]], customer: int | None = 7, at: str = "2009-05-01"
) -> None:
    """Keep a credit note: SKU, quantity below zero, price."""
    values = {"kind": "credit_note", "channel": "shop", "code": code, "customer_id": customer, "content_hash": code}
    made = key_of(desk.connection.execute(trade.document.insert().values(**values, at=f"{at}T09:00:00.000000Z")))
    for n, (sku, qty, price) in enumerate(lines, 1):
        row = {"document_id": made, "n": n, "sku": sku, "qty": qty, "price_e4": price}
        desk.connection.execute(trade.document_line.insert().values(**row))


@pytest.fixture
def past(company: Company) -> Company:
    """Three old orders of one customer, and credit notes of all kinds."""
    begin_rules(company)
    with company.write() as desk:
        for sku, more in (("MUG", {}), ("JAR", {}), ("POST", {"kind": "service"})):
            company.product(desk, sku, **more)
        desk.connection.execute(trade.customer.insert().values(id=7, code="C7"))
        for n, qty in ((1, 5), (2, 2), (3, 4)):
            at = f"2009-0{n}-01T08:00:00.000000Z"
            company.order(desk, f"O{n}", [("MUG", qty)], placed_at=at, customer_id=7, total_minor=qty * 100)
        desk.connection.execute(trade.order_line.update().values(total_minor=trade.order_line.c.qty * 100))
        note(desk, "C1", [("MUG", -3, 10_000), ("POST", -1, 25_000)], at="2009-02-15")
        note(desk, "C2", [("MUG", -7, 10_000), ("JAR", -2, 5_000), ("MUG", -9, 10_000)])
        note(desk, "C3", [("MUG", -1, 10_000)], customer=None)
        note(desk, "C4", [("POST", -1, 10_000)])
    leave_all(company.runner, company.supervisor, "2010-01-01")
    return company


@contextmanager
def returns(company: Company) -> Iterator[list[ReturnDetail]]:
    """Yield all returns whole."""
    with company.store.read() as desk:
        yield [return_named(desk, f"RT{n:06d}") for n in range(1, 7)]


def test_each_note_is_named_and_nothing_comes_back_twice(past: Company) -> None:
    notes: list[Replayed] = []
    sums, known = replay_all(past.runner, past.supervisor, named=notes.append)
    assert (sums.of_blind, sums.blind_of_month["2009-05"]) == ({Blind.OTHER: 1, Blind.NOBODY: 1}, 2)
    assert named(notes).splitlines() == [
        "note,day,line,sku,qty,what,why,order,price_e4",
        "C1,2009-02-15,1,MUG,2,matched,,O2,10000", "C1,2009-02-15,1,MUG,1,matched,,O1,10000",
        "C1,2009-02-15,2,POST,1,money,,,25000",
        "C2,2009-05-01,1,MUG,4,matched,,O3,10000", "C2,2009-05-01,1,MUG,3,matched,,O1,10000",
        "C2,2009-05-01,2,JAR,2,blind,other,,5000", "C2,2009-05-01,3,MUG,1,matched,,O1,10000",
        "C2,2009-05-01,3,MUG,8,above,,,10000", "C3,2009-05-01,1,MUG,1,blind,nobody,,10000",
        "C4,2009-05-01,1,POST,1,money,,,10000",
    ]  # fmt: skip
    assert (sums.notes, sums.returns, known, sums.several_orders, sums.agree) == (4, 6, 0, 2, True)
    assert sums.of_units == {Match.MATCHED: 11, Match.ABOVE: 8, Match.BLIND: 3, Match.MONEY: 2}
    with returns(past) as found:
        assert [(each.head.external, each.order, each.head.kind) for each in found] == [
            ("C1", "O2", ReturnKind.CUSTOMER), ("C1", "O1", ReturnKind.CUSTOMER), ("C2", "O3", ReturnKind.CUSTOMER),
            ("C2", "O1", ReturnKind.CUSTOMER), ("C2", "", ReturnKind.BLIND), ("C3", "", ReturnKind.BLIND),
        ]  # fmt: skip
        assert {each.head.state for each in found} == {ReturnState.CLOSED}
        assert {unit.state for each in found for unit in each.units} == {UnitState.SETTLED}
        assert {each.head.received_at[:10] for each in found} == {"2009-02-15", "2009-05-01"}
        assert [sum(refund.amount_minor for refund in each.refunds) for each in found] == [200, 100, 400, 400, 900, 100]
    with past.store.read() as desk:
        assert [sold.of_order(desk, n)[0].left for n in (1, 2, 3)] == [0, 0, 0]
        assert desk.connection.execute(ledger.pool.select()).all() == []
        broken = {each.name: each.broken for each in run.every_check(desk, past.clock.now(), deep=False) if not each.ok}
    assert not broken.keys() - ABOUT_TESTS, broken
    refusal = ask(past, 1, Asked("MUG", "1"), session=past.supervisor, override="x").refusal
    assert refusal is not None
    assert refusal.code == "above_shipped"


def test_the_same_notes_again_change_nothing(past: Company) -> None:
    replay_all(past.runner, past.supervisor)
    sums, known = replay_all(past.runner, past.supervisor)
    assert (sums.returns, known) == (0, 3)


def test_notes_can_be_announced_so_that_the_goods_come_to_the_bench(past: Company) -> None:
    sums, _known = replay_all(past.runner, past.supervisor, announce=True)
    assert sums.refunded_minor == 0
    with returns(past) as found:
        assert {each.head.state for each in found} == {ReturnState.AUTHORISED, ReturnState.REQUESTED}
        assert {unit.state for each in found for unit in each.units} == {UnitState.EXPECTED}


def test_what_left_since_the_books_began_has_yet_to_come(past: Company) -> None:
    with past.write() as desk:
        now = shipped(past, desk, "NOW", [("JAR", 2)], customer_id=7)
        note(desk, "C5", [("JAR", -1, 10_000)], at="2010-12-08")
    replay_all(past.runner, past.supervisor)
    with past.store.read() as desk:
        late = return_named(desk, "RT000007")
        assert (late.head.order_id, late.head.state) == (now, ReturnState.AUTHORISED)


def test_a_clerk_may_not_replay(past: Company) -> None:
    from warehouse_app.application.returning.replay import ReplayCreditNote

    refusal = past.runner.perform(ReplayCreditNote(id="x", document_id=1), past.packer).refusal
    assert refusal is not None
    assert refusal.code == "no_right"
