"""Heat and slotting read what was picked, and the moves they lead to are asked for like all others."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.layouts.drawing import KeepLayout, lay_all
from warehouse_app.application.layouts.looking import heat_of, propose_moves, since_days, slotting_of
from warehouse_app.application.warehouses import MakeWarehouse
from warehouse_app.domain.layouts.drawing import simple
from warehouse_app.store.moving import tasks
from warehouse_app.store.schema import floor


def no_pause(_seconds: float) -> None: ...


@pytest.fixture
def house(company: Company) -> Company:
    """Two aisles; a product asked for by every order stands at the far end, and was picked there."""
    company.runner.perform(MakeWarehouse(id="house", warehouse=WAREHOUSE), company.supervisor).done()
    drawn = simple(WAREHOUSE, aisles=2, bays=8, levels=1)
    company.runner.perform(KeepLayout(id="draw", layout=drawn), company.supervisor).done()
    lay_all(company.runner, company.supervisor, WAREHOUSE, no_pause)
    with company.write() as desk:
        for sku, place in (("FAST", "A02-16-1"), ("SLOW", "A01-02-1")):
            company.product(desk, sku)
            company.stock(desk, place, sku, 50)
        for n in range(4):
            company.order(desk, f"O{n}", [("FAST", 2)])
    allocate(company.runner, company.supervisor, None, lambda _done, _all: None, no_pause)
    report = batches.plan(company.runner, company.supervisor, pause=no_pause)
    for row in report.batches:
        batches.release(company.runner, company.supervisor, row.id, pause=no_pause)
    with company.write() as desk:
        desk.connection.execute(floor.task.update().values(picked=floor.task.c.qty, state="done"))
    return company


def test_heat_counts_what_was_taken_where(house: Company) -> None:
    now = house.clock.now()
    with house.store.read() as desk:
        found = heat_of(desk, WAREHOUSE, since_days(now, 30))
        assert [(each.place, each.picks, each.units) for each in found] == [("A02-16-1", 4, 8)]
        assert heat_of(desk, WAREHOUSE, now) == ()


def test_the_busy_product_is_sent_near_the_start_and_its_move_asked_for(house: Company) -> None:
    with house.store.read() as desk:
        found = slotting_of(desk, WAREHOUSE, since_days(house.clock.now(), 10), days=10)
    (move,) = found.advice.moves
    assert (move.sku, move.source, move.target, move.swap) == ("FAST", "A02-16-1", "A01-01-1", "")
    assert found.advice.before_mm - found.advice.after_mm == move.saved_mm > 0
    assert found.saved_mm_a_day == move.saved_mm // 10
    assert propose_moves(house.runner, house.supervisor, WAREHOUSE, found.advice) == 1
    with house.store.read() as desk:
        assert tasks.count_open(desk, WAREHOUSE) == 1
