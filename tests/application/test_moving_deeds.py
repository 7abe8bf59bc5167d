"""Goods moved, corrected, locked away, released and thrown away by command; who loses a promise is named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.movebench import drifted
from tests.packbench import inside, rows, sums_are_zero
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.moving.deeds import (
    CorrectStock,
    MoveStock,
    QuarantineStock,
    ScrapStock,
    StockDeed,
    UnlockStock,
)
from warehouse_app.application.moving.naming import Named
from warehouse_app.application.picking import PickScan
from warehouse_app.application.run import Command, Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.schema import floor, ledger, storage

CLERK = Session(Actor(PersonId("p-cler"), "CLER", "Clerk", Role.CLERK, with_pin=True), "B1")


@pytest.fixture
def company(company: Company) -> Company:
    with company.write() as desk:
        for sku in ("TEA", "CUP"):
            company.product(desk, sku)
        company.stock(desk, "A01", "TEA", 10, lot="L1")
        company.stock(desk, "A02", "TEA", 4, lot="L2")
        company.stock(desk, "A03", "CUP", 6)
        company.bin(desk, "A09")
        places.add(desk, "NORTH", PlaceKind.BIN, "A01")
        places.add(desk, "NORTH", PlaceKind.BIN, "N01")
    return company


def do(company: Company, command: Any, **what: Any) -> StockDeed:
    made = command(id=company.ids.new(), warehouse=WAREHOUSE, **what)
    found: StockDeed = company.runner.perform(made, company.supervisor).done()
    return found


def refusal(company: Company, command: type[Command], **what: Any) -> str:
    session = what.pop("session", company.supervisor)
    made = command(id=company.ids.new(), **({"warehouse": WAREHOUSE} | what))
    told = company.runner.perform(made, session).refusal
    assert told is not None
    return told.code


def pick(company: Company, code: str, lines: list[tuple[str, int]]) -> None:
    """Order, promise, and release a batch: tasks point at bins."""
    with company.write() as desk:
        company.order(desk, code, lines)
    allocate(company.runner, company.supervisor, None, lambda _done, _all: None, lambda _seconds: None)
    boss = company.supervisor
    for batch in batches.plan(company.runner, boss, pause=lambda _s: None).batches:
        batches.release(company.runner, boss, batch.id, pause=lambda _s: None)


def tasks(company: Company) -> list[tuple[str, int, str]]:
    with company.store.read() as desk:
        return [
            (places.get(desk, row.place_id).code, row.qty, row.state)
            for row in desk.connection.execute(floor.task.select().order_by(floor.task.c.id)).all()
        ]


def test_goods_move_and_pick_tasks_follow(company: Company) -> None:
    pick(company, "O1", [("TEA", 8)])
    assert tasks(company) == [("A01", 8, "open")]
    done = do(company, MoveStock, source="A01", target="A09", goods=Named("TEA", 5))
    assert (done.qty, done.promised, done.tasks) == (5, 3, 1)
    assert tasks(company) == [("A01", 5, "open"), ("A09", 3, "open")]
    do(company, MoveStock, source="A01", target="A09")
    assert tasks(company) == [("A09", 5, "open"), ("A09", 3, "open")]
    assert sums_are_zero(company)
    assert drifted(company) == {}


def test_a_pick_is_undone_where_it_was_taken_though_the_rest_was_carried_on(company: Company) -> None:
    pick(company, "O1", [("CUP", 6)])
    picks = [PickScan(id=company.ids.new(), text=text) for text in ("B00001", "A03", "CUP")]
    said = [company.runner.perform(each, company.picker).done().code for each in picks]
    assert said == ["batch_open", "right_place", "right_item"]
    do(company, MoveStock, source="A03", target="A09")
    assert tasks(company) == [("A03", 1, "done"), ("A09", 5, "open")]
    undone = company.runner.perform(PickScan(id=company.ids.new(), text="UNDO"), company.picker).done()
    assert undone.code == "undone"
    assert tasks(company) == [("A03", 1, "started"), ("A09", 5, "open")]
    assert inside(company, "A03") == {"CUP": 1}
    assert drifted(company) == {}


def test_what_is_locked_away_is_picked_elsewhere_and_losers_are_named(company: Company) -> None:
    pick(company, "O1", [("TEA", 8)])
    done = do(company, QuarantineStock, place="A01", goods=Named("TEA"), why="smells")
    assert [(each.order, each.line, each.qty) for each in done.lost] == [("O1", 1, 4)]
    assert done.target == "QUARANTINE"
    assert tasks(company) == [("A02", 4, "open")]
    assert [(row.qty, row.reason) for row in rows(company, ledger.shortage)] == [(4, "smells")]
    assert drifted(company) == {}


def test_what_nobody_can_take_any_more_ends_its_task_short(company: Company) -> None:
    pick(company, "O1", [("CUP", 6)])
    done = do(company, ScrapStock, place="A03", goods=Named("CUP", 6), why="broken")
    assert [each.qty for each in done.lost] == [6]
    assert [each[2] for each in tasks(company)] == ["short"]
    assert drifted(company) == {}


def test_a_correction_of_a_lot_is_never_refused(company: Company) -> None:
    pick(company, "O1", [("TEA", 8)])
    done = do(company, CorrectStock, place="A01", goods=Named("TEA", 10), to_lot="L9", why="misread")
    assert done.lost == ()
    with company.store.read() as desk:
        lots = {row.lot for row in desk.connection.execute(ledger.item.select()).all() if row.sku == "TEA"}
        held = {row.lot: row.on_hand for row in desk.connection.execute(ledger.pool.select()).all()
                if row.sku == "TEA" and row.on_hand}  # fmt: skip
    assert "L9" in lots
    assert held == {"*": 14, "L9": 10, "L2": 4}
    assert sum(qty for _, qty, state in tasks(company) if state == "open") == 8
    assert drifted(company) == {}


def test_another_grade_is_another_pool(company: Company) -> None:
    pick(company, "O1", [("CUP", 5)])
    done = do(company, CorrectStock, place="A03", goods=Named("CUP", 3), to_grade="B", why="scratched")
    assert [(each.order, each.qty) for each in done.lost] == [("O1", 2)]
    assert inside(company, "A03") == {"CUP": 3, "CUP/B": 3}
    assert drifted(company) == {}


def test_goods_come_out_of_quarantine_with_a_reason(company: Company) -> None:
    do(company, QuarantineStock, place="A03", goods=Named("CUP", 4), why="inspect")
    done = do(company, UnlockStock, target="A09", goods=Named("CUP", 1), why="fine")
    assert (done.source, done.target) == ("QUARANTINE", "A09")
    do(company, UnlockStock, target="A09", goods=Named("CUP"), to_grade="B", why="second choice")
    assert inside(company, "A09") == {"CUP": 1, "CUP/B": 3}
    assert sums_are_zero(company)


@pytest.mark.parametrize(
    ("command", "what", "code"),
    [
        (MoveStock, {"source": "A01", "target": "A09", "goods": Named("TEA", 11)}, "more_than_there"),
        (MoveStock, {"source": "A01", "target": "A09", "goods": Named("TEA", -1)}, "not_a_number_of_units"),
        (MoveStock, {"source": "A01", "target": "A09", "goods": Named("TEA", 1, lot="L7")}, "not_in_place"),
        (MoveStock, {"source": "A01", "target": "A09", "goods": Named("NIX", 1)}, "no_such_product"),
        (MoveStock, {"source": "NIX", "target": "A09"}, "no_such_place"),
        (MoveStock, {"source": "A09", "target": "A01"}, "nothing_to_move"),
        (MoveStock, {"source": "A03", "target": "N01", "warehouse": ""}, "target_elsewhere"),
        (MoveStock, {"source": "A01", "target": "A09", "warehouse": ""}, "which_place"),
        (MoveStock, {"source": "A03", "target": "A03", "goods": Named("CUP", 1)}, "not_moved_to"),
        (CorrectStock, {"place": "A01", "goods": Named("TEA"), "to_lot": "L1", "why": "x"}, "nothing_to_correct"),
        (CorrectStock, {"place": "A01", "goods": Named("TEA"), "to_lot": "*", "why": "x"}, "bad_mark"),
        (CorrectStock, {"place": "A01", "goods": Named("TEA"), "to_lot": "L2", "why": " "}, "why_missing"),
        (QuarantineStock, {"place": "A01", "goods": Named("TEA"), "why": ""}, "why_missing"),
        (UnlockStock, {"target": "A01", "goods": Named("TEA"), "why": "x"}, "not_in_place"),
        (UnlockStock, {"target": "A01", "source": "A02", "goods": Named("TEA"), "why": "x"}, "not_moved_to"),
        (ScrapStock, {"place": "A01", "goods": Named("TEA"), "why": ""}, "why_missing"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    company: Company, command: type[Command], what: dict[str, Any], code: str
) -> None:
    before = len(rows(company, ledger.entry))
    assert refusal(company, command, **what) == code
    assert len(rows(company, ledger.entry)) == before


def test_two_lots_in_a_place_are_asked_for(company: Company) -> None:
    with company.write() as desk:
        company.stock(desk, "A01", "TEA", 1, lot="L3")
    assert refusal(company, ScrapStock, place="A01", goods=Named("TEA"), why="wet") == "too_many_kinds"
    assert do(company, ScrapStock, place="A01", goods=Named("TEA", lot="L3"), why="wet").qty == 1


def test_scrapping_needs_its_right(company: Company) -> None:
    assert refusal(company, ScrapStock, session=CLERK, place="A01", goods=Named("TEA"), why="wet") == "no_right"


def test_a_place_that_would_be_too_full_is_refused_until_it_is_meant(company: Company) -> None:
    with company.write() as desk:
        row = {"place_id": company.bin(desk, "A09").id, "most_units": 3}
        desk.connection.execute(storage.place_rule.insert().values(**row))
    ends: dict[str, Any] = {"source": "A03", "target": "A09", "goods": Named("CUP", 4)}
    assert refusal(company, MoveStock, **ends) == "would_become"
    assert do(company, MoveStock, **ends, anyway=True).told == "full"
