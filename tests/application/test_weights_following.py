"""Weights learned by the worker: from parcels that left, once each, the same again when all is made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, pick, rows
from tests.parcels import spool, work
from warehouse_app.application.doctor import examine
from warehouse_app.application.health import following
from warehouse_app.application.packing import unpack_parcel
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.shipping.handing import close_manifest
from warehouse_app.application.weights.books import weight_detail
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import rebuilding
from warehouse_app.store.schema import floor, weights
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.shipping import manifests

ADMIN = Session(SYSTEM)


@pytest.fixture
def house(company: Company) -> Company:
    with company.write() as desk:
        desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE))
        company.product(desk, "LAMP", weight_g=900)
        company.product(desk, "MUG", weight_g=350)
        company.product(desk, "NEW", weight_g=None)
    for name, value in (("pack.weigh", "on"), ("pack.packaging_g", "120")):
        change = ChangeSetting(id=company.ids.new(), setting=name, value=value)
        assert company.runner.perform(change, ADMIN).refusal is None
    return company


def pack(company: Company, code: str, lines: list[tuple[str, int]], grams: int) -> int:
    """Pack an order, weigh it and close it; return its parcel's row."""
    with company.write() as desk:
        pick(desk, company, company.order(desk, code, lines), f"T{code}")
    bench = Bench(company)
    bench.scan(f"T{code}", *(sku for sku, qty in lines for _ in range(qty)))
    assert bench.codes(f"{grams} g") == ["order_packed"]
    return int(rows(company, floor.parcel)[-1].id)


def hand_over(company: Company, *parcels: int) -> None:
    """Let parcels leave."""
    with company.write() as desk:
        manifest = manifests.begin(desk, "HOUSE", WAREHOUSE)
        for each in parcels:
            manifests.put_on(desk, manifest.id, each)
    assert close_manifest(company.runner, ADMIN, manifest.id).refusal is None


def learn(company: Company, folder: Path) -> dict[str, Any]:
    """Let the worker go on once all that happened has settled; return what it learned, by product and box."""
    company.clock.forward(seconds=following.SETTLED.total_seconds() + 61)
    for _ in range(12):
        company.clock.forward(seconds=following.LOOK_EVERY_S + 1)
        work(company, spool(folder))
    return learned(company)


def learned(company: Company) -> dict[str, Any]:
    names = {row.id: row.sku for row in rows(company, tables.product)}
    of_products = {names[row.product_id]: row for row in rows(company, weights.weight_product)}
    return {**of_products, **{f"box {row.box}": row for row in rows(company, weights.weight_packaging)}}


def broken(company: Company) -> list[str]:
    return [each for check in examine(company.runner, ADMIN).checks if "weight" in check.name for each in check.broken]


def test_parcels_that_left_teach_once_and_the_same_when_all_is_made_anew(house: Company, tmp_path: Path) -> None:
    gone = [pack(house, f"1{n}", [("LAMP", 1), ("MUG", 2)], 1_670 + n) for n in range(3)]
    gone.append(pack(house, "20", [("NEW", 2), ("MUG", 1)], 812))
    stays = pack(house, "30", [("LAMP", 1)], 960)
    assert learn(house, tmp_path) == {}, "nothing has left"
    hand_over(house, *gone)
    found = learn(house, tmp_path)
    assert {name: (row.parcels, row.units) for name, row in found.items()} == {
        "LAMP": (3, 3), "MUG": (4, 7), "NEW": (1, 2), "box none": (4, 4),
    }  # fmt: skip
    assert 190_000 < found["NEW"].mean_mg < 240_000
    assert learn(house, tmp_path) == found, "what left teaches once"
    assert unpack_parcel(house.runner, ADMIN, stays, "changed").refusal is None
    assert learn(house, tmp_path) == found, "what was unpacked teaches nothing"
    assert broken(house) == []
    with house.write() as desk:
        rebuilding.rebuild(desk)
    assert learned(house) == {}
    assert learn(house, tmp_path) == found


def test_the_evidence_tells_what_lies_in_the_parcel_and_not_what_was_taken_out_again(
    house: Company, tmp_path: Path
) -> None:
    with house.write() as desk:
        pick(desk, house, house.order(desk, "O1", [("LAMP", 2)]), "T1")
    assert Bench(house).codes("T1", "LAMP", "UNDO", "LAMP", "LAMP", "1920 g")[-1] == "order_packed"
    hand_over(house, int(rows(house, floor.parcel)[-1].id))
    learn(house, tmp_path)
    detail = house.runner.ask(lambda desk: weight_detail(desk, "LAMP"), house.supervisor)
    assert [(each.grams, each.units) for each in detail.parcels] == [(1920, 2)]


def test_the_doctor_finds_what_no_parcel_taught(house: Company, tmp_path: Path) -> None:
    hand_over(house, pack(house, "1", [("MUG", 1)], 420))
    learn(house, tmp_path)
    with house.write() as desk:
        desk.connection.exec_driver_sql("UPDATE weight_packaging SET parcels = 7, units = 7")
        desk.connection.exec_driver_sql("UPDATE weight_product SET doubt_mg = 0")
        desk.connection.exec_driver_sql("UPDATE parcel SET weight_g = 99")
    assert broken(house) == ["product 2", "learned from 7 parcels of 1", "parcel 1 weighs 99, judged was 420"]
