"""Orders of a single piece are recognised, planned by themselves, and picked into one tote."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.company import Company
from tests.pickfloor import follow, no_pause, picker
from tests.planday import lay
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.plandesk import gather
from warehouse_app.application.plandeskkeep import command_of
from warehouse_app.domain.picking.values import BatchRow
from warehouse_app.domain.picking.ways import way_for
from warehouse_app.planning.draft import Draft, of_orders
from warehouse_app.store import settings

SINGLES, OTHERS = 13, 3


@pytest.fixture
def house(company: Company) -> Company:
    """Thirteen orders of one piece, three of more, a cart of four orders."""
    with company.write() as desk:
        settings.keep(desk, "plan.cart_orders", "", "4")
        skus = lay(company, desk, aisles=2, bays=3)
        for n in range(SINGLES):
            company.order(desk, str(1001 + n), [(skus[n % 3], 1)])
        for n in range(OTHERS):
            company.order(desk, str(2001 + n), [(skus[n], 2), (skus[n + 1], 1)])
    allocate(company.runner, company.supervisor)
    return company


def planned(company: Company) -> tuple[BatchRow, ...]:
    return batches.plan(company.runner, company.supervisor, pause=no_pause).batches


def test_many_single_pieces_are_one_batch_that_is_picked_into_one_tote(house: Company) -> None:
    found = planned(house)
    assert Counter((row.way, row.orders) for row in found) == {("singles", SINGLES): 1, ("", OTHERS): 1}
    run = next(row for row in found if row.way)
    code = batches.release(house.runner, house.supervisor, run.id, pause=no_pause)
    picks = picker("line", house)
    picks.scan(code)
    totes = {slot.tote for slot in picks.state.slots}
    assert picks.state.way == "singles"
    assert len(totes) <= 1
    assert follow(picks)[-1] == "batch_to_pack"


@pytest.mark.parametrize("least", ["0", "14"])
def test_few_of_them_and_a_house_without_runs_are_planned_with_all_others(house: Company, least: str) -> None:
    with house.write() as desk:
        settings.keep(desk, "plan.singles", "", least)
    assert {row.way for row in planned(house)} == {""}


def test_a_batch_of_single_pieces_on_the_plan_is_kept_as_a_run(house: Company) -> None:
    with house.write() as desk:
        settings.keep(desk, "plan.singles", "", "3")
    (part,) = house.runner.ask(gather, house.supervisor).parts
    run, mixed = (
        of_orders(part.ground, n, keys, fixed=False) for n, keys in enumerate((("1", "2", "3"), ("4", "14")), 1)
    )
    assert [command_of("k", part, batch).way for batch in Draft((run, mixed)).batches] == ["singles", ""]


def test_a_run_has_only_single_pieces_and_enough_of_them() -> None:
    assert way_for([1, 1, 1], 3) == "singles"
    assert (way_for([1, 1], 3), way_for([1, 2, 1], 3), way_for([1, 1, 1], 0)) == ("", "", "")
