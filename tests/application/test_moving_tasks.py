"""Move tasks: planned for what work needs and what is low, walked at the bench, and gone when no longer needed."""

from __future__ import annotations

import pytest

from tests.application.test_moving_deeds import pick, tasks
from tests.company import Company
from tests.movebench import Mover, drifted
from tests.packbench import inside, rows, sums_are_zero
from tests.parcels import spool, work
from warehouse_app.application.moving import replenish
from warehouse_app.application.moving.replenish import CancelMove, PlanTold
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.store import items
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA, moving, storage
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording.moving import reason_of


def keep(desk: Desk, company: Company, place: str, sku: str, least: int, most: int | None) -> None:
    """Let a place be a home of a product."""
    product = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one()
    desk.connection.execute(
        storage.home_place.insert().values(
            product_id=product.id, place_id=company.bin(desk, place).id, least=least, most=most
        )
    )


def rule(desk: Desk, company: Company, place: str, **more: object) -> None:
    desk.connection.execute(storage.place_rule.insert().values(place_id=company.bin(desk, place).id, **more))


@pytest.fixture
def company(company: Company) -> Company:
    with company.write() as desk:
        for sku in ("TEA", "CUP"):
            company.product(desk, sku)
        for n, code in enumerate(("F01", "F02", "R01", "R02"), 1):
            company.bin(desk, code, walk_seq=n)
        for code in ("R01", "R02"):
            rule(desk, company, code, use="bulk")
        company.stock(desk, "F01", "TEA", 4)
        company.stock(desk, "R01", "TEA", 100)
        company.stock(desk, "R02", "CUP", 50)
        keep(desk, company, "F01", "TEA", 10, 40)
        keep(desk, company, "F02", "CUP", 5, 20)
    return company


@pytest.fixture
def mover(company: Company) -> Mover:
    return Mover(company)


def plan(company: Company) -> PlanTold:
    (told,) = replenish.plan(company.runner, company.supervisor, warehouse="MAIN", pause=lambda _seconds: None)
    return told


def alive(company: Company) -> tuple[MoveTask, ...]:
    return company.runner.ask(replenish.find, company.supervisor)


def shown(company: Company) -> list[tuple[str, str, str, int, int]]:
    return [(each.source, each.target, each.what, each.left, each.urgency) for each in alive(company)]


def test_low_homes_are_filled_and_a_second_plan_changes_nothing(company: Company) -> None:
    told = plan(company)
    assert (told.new, told.open) == (2, 2)
    assert shown(company) == [("R01", "F01", "TEA", 36, 3), ("R02", "F02", "CUP", 20, 3)]
    assert [reason_of(each) for each in alive(company)] == ["4 left in F01, below 10", "0 left in F02, below 5"]
    assert plan(company) == PlanTold("MAIN", 0, 0, 0, 2)


def test_the_bench_walks_the_tasks_and_the_goods_are_there(company: Company, mover: Mover) -> None:
    plan(company)
    state = mover.state()
    assert (state.phase, state.ask["from"], [each.key for each in state.choices]) == ("task", "R01", ["1", "2"])
    assert mover.codes("1", "R01", "TEA", "F01") == ["move_task_taken_up", "move_source", "move_item", "move_task_done"]
    assert inside(company, "F01") == {"TEA": 40}
    assert mover.codes("R02", "CUP", "F02") == ["move_source", "move_item", "move_task_done"]
    assert inside(company, "F02") == {"CUP": 20}
    assert mover.state().phase == "idle"
    assert [row.state for row in rows(company, moving.move_task)] == ["done", "done"]
    assert sums_are_zero(company)
    assert drifted(company) == {}


def test_what_a_picker_would_fetch_from_the_reserve_is_brought_and_he_is_sent_to_it(
    company: Company, mover: Mover
) -> None:
    pick(company, "O1", [("TEA", 30)])
    assert tasks(company) == [("R01", 30, "open")]
    plan(company)
    assert shown(company)[0] == ("R01", "F01", "TEA", 36, 1)
    assert reason_of(alive(company)[0]).endswith("needs it")
    mover.scan("R01", "TEA", "F01")
    assert tasks(company) == [("F01", 30, "open")]
    assert drifted(company) == {}


def test_a_release_lets_the_worker_plan(company: Company) -> None:
    pick(company, "O1", [("TEA", 30)])
    assert shown(company) == []
    work(company, spool(company.folder / "spool"))
    assert shown(company)[0] == ("R01", "F01", "TEA", 36, 1)


def test_a_task_that_is_no_longer_needed_is_cancelled_but_not_one_that_is_taken(company: Company, mover: Mover) -> None:
    plan(company)
    mover.scan("1")
    with company.write() as desk:
        company.stock(desk, "F01", "TEA", 30)
        company.stock(desk, "F02", "CUP", 30)
    told = plan(company)
    assert (told.new, told.cancelled) == (0, 1)
    assert [(each.what, each.state.value) for each in alive(company)] == [("TEA", "taken")]


def test_skipped_comes_later_short_asks_for_a_count_and_pause_gives_back(company: Company, mover: Mover) -> None:
    plan(company)
    assert mover.scan("2").code == "move_skipped"
    assert mover.state().ask["from"] == "R02"
    assert mover.codes("1", "R02", "SHORT") == ["move_task_taken_up", "move_source", "move_short"]
    (count,) = rows(company, METADATA.tables["count_request"])
    with company.store.read() as desk:
        assert items.get(desk, count.item_id).sku == "CUP"
    assert mover.codes("1", "PAUSE") == ["move_task_taken_up", "move_put_down"]
    assert [row.state for row in rows(company, moving.move_task)] == ["open", "short"]
    assert drifted(company) == {}


def test_a_move_of_ones_own_leaves_the_task_to_others(company: Company, mover: Mover) -> None:
    plan(company)
    with company.write() as desk:
        company.stock(desk, "R01", "CUP", 2)
    assert mover.codes("R01", "CUP", "2", "R02") == ["move_source", "move_item", "move_item", "moved"]
    assert [row.state for row in rows(company, moving.move_task)] == ["open", "open"]


def test_less_than_was_asked_for_leaves_the_rest_to_do(company: Company, mover: Mover) -> None:
    plan(company)
    mover.scan("R01", "TEA", "10", "F01")
    assert shown(company)[0][:4] == ("R01", "F01", "TEA", 26)
    assert mover.codes("UNDO") == ["move_undone"]
    assert shown(company)[0][:4] == ("R01", "F01", "TEA", 36)
    assert inside(company, "F01") == {"TEA": 4}


def test_two_people_never_have_one_task(company: Company) -> None:
    plan(company)
    first, second = Mover(company), Mover(company, station="M2", person="ANNA")
    first.scan("1")
    assert second.state().ask["from"] == "R02"
    second.scan("1")
    assert {row.station for row in rows(company, moving.move_task)} == {"M1", "M2"}


def test_a_cancelled_task_no_longer_binds_who_has_it(company: Company, mover: Mover) -> None:
    plan(company)
    mover.scan("1")
    code = alive(company)[0].code
    company.runner.perform(CancelMove(id="c1", task=code), company.supervisor).done()
    assert mover.codes("R01", "TEA", "F01") == ["move_source", "move_item", "moved"]
    told = company.runner.perform(CancelMove(id="c2", task=code), company.supervisor)
    assert told.refusal is not None
    assert told.refusal.code == "move_task_taken"


def test_half_empty_bins_are_proposed_and_accepted(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        for n, (code, qty) in enumerate((("P01", 12), ("P02", 3), ("P03", 4)), 10):
            company.bin(desk, code, walk_seq=n)
            company.stock(desk, code, "CUP", qty)
    found = company.runner.ask(replenish.proposed, company.supervisor)
    assert [(each.source, each.target, each.qty) for each in found] == [("P02", "P03", 3)]
    (told,) = replenish.plan(
        company.runner, company.supervisor, warehouse="MAIN", pause=lambda _s: None, what=replenish.merge_plan
    )
    assert told.new == 1
    assert mover.codes("1", "P02", "CUP", "P03")[-1] == "move_task_done"
    assert inside(company, "P02") == {}
