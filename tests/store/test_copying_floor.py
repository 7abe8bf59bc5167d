"""A company with purchases, receipts, put-away, moves, kits, transfers and counts goes to a server and back, whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.company import WAREHOUSE, Company
from tests.dockbench import Dock, rule
from tests.fullday import Day, broken
from tests.postgres import Server
from warehouse_app.application.counting.plans import MakePlan
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.store import copying, rebuilding
from warehouse_app.store.database import open_store
from warehouse_app.store.schema import METADATA, purchasing, storage

pytestmark = [pytest.mark.slow, pytest.mark.system]
ROOMS = (
    "purchase",
    "deliver",
    "receipt",
    "peg",
    "park",
    "putaway",
    "move",
    "kit",
    "transfer",
    "count",
    "home",
    "place_r",
)


def no_matter(_done: int, _whole: int) -> None:
    """Nobody watches."""


@pytest.fixture
def full(tmp_path: Path) -> Company:
    """Return a company in the middle of everything: goods on a trolley, some set aside, a plan, rules and homes."""
    company = Company(tmp_path)
    day = Day(company, tmp_path)
    day.work()
    day.furnish()
    Dock(company, "B9", "SUP").scan("blind", "2", "BOWL", "1", "MUG", "*4", "nobody", "1")
    for text in ("MUG", "*2"):
        company.runner.perform(PutAwayScan(id=company.ids.new(), text=text), company.supervisor).done()
    day.do(MakePlan(id="plan", warehouse=WAREHOUSE, kind="product", about="MUG"))
    with company.write() as desk:
        rule(desk, "BOWL", climate="cold")
        home = {"place_id": company.bin(desk, "C01").id, "product_id": 1, "least": 1, "most": 4}
        desk.connection.execute(storage.home_place.insert().values(**home))
        desk.connection.execute(storage.place_rule.insert().values(place_id=home["place_id"], use="pick"))
        seller = desk.connection.execute(purchasing.supplier_product.select()).first()
        assert seller is not None
    return company


def test_what_the_floor_works_with_goes_to_a_server_and_back(full: Company, tmp_path: Path, server: Server) -> None:
    with full.store.read() as desk:
        rows = {
            table.name: desk.connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }
    assert [name for name, n in rows.items() if not n and name.startswith(ROOMS) and name != "peg_stale"] == []
    assert broken(full) == {}
    before = copying.digest(full.store)
    with server.database() as address:
        there = open_store(address, create=True)
        assert copying.copy(full.store, there, no_matter).same
        there.close()
        (tmp_path / "there").mkdir()
        moved = Company(tmp_path / "there", database=address)
        moved.clock.moment = full.clock.moment
        assert broken(moved) == {}
        (tmp_path / "back").mkdir()
        back = Company(tmp_path / "back")
        back.clock.moment = full.clock.moment
        assert copying.copy(moved.store, back.store, no_matter).digest == before
        assert broken(back) == {}
        with moved.write() as desk:
            assert rebuilding.rebuild(desk) == 0
        assert broken(moved) == {}
        for each in (moved, back, full):
            each.close()
