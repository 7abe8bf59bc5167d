"""Adjustments of a file become facts with reasons: once, whole or not at all, named where they cannot, undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.countbench import on_hand, reasons
from tests.importers import Importer
from warehouse_app.application.adjusting import (
    Adjusted,
    NotPosted,
    UnpostAdjustment,
    adjustment_of,
    find_adjustments,
    post_kept,
)
from warehouse_app.application.allocation import allocate
from warehouse_app.application.importing import undo_import
from warehouse_app.store import people

HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
ROWS = (
    "536365,22423,CAKE STAND,2,2010-12-01 08:26:00,10.95,17850,United Kingdom\n"
    "536380,22423,damages,-5,2010-12-01 09:00:00,0,,United Kingdom\n"
    "536381,22423,Found,3,2010-12-01 09:10:00,0,,United Kingdom\n"
    "536382,22720,thrown away,-100,2010-12-01 09:20:00,0,,United Kingdom\n"
    "536383,AMAZONFEE,AMAZON FEE,-1,2010-12-01 09:30:00,0,,United Kingdom\n"
    "536384,99999,wet/rusty,-1,2010-12-01 09:40:00,0,,United Kingdom\n"
)
"""Rows of the kind the retail file has (UCI Online Retail, CC BY 4.0), made up."""


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        people.add_warehouse(desk, WAREHOUSE, "Main")
        company.product(desk, "22423")
        company.product(desk, "22720")
        company.stock(desk, "A01", "22423", 12)
        company.stock(desk, "A02", "22720", 40)
    return company


def brought(company: Company, tmp_path: Path) -> int:
    """Import the file's adjustments; return the number of the import."""
    return Importer(company, tmp_path).take("adjustments", HEAD + ROWS).runs[0]


def posted(company: Company, *codes: str) -> Adjusted:
    return post_kept(company.runner, company.supervisor, WAREHOUSE, codes)


def test_what_a_file_says_of_stock_changes_it_with_a_reason(shop: Company, tmp_path: Path) -> None:
    brought(shop, tmp_path)
    done = posted(shop)
    assert (done.posted, done.fewer, done.more) == (3, 5, 3)
    assert dict(done.reasons) == {"damaged": 1, "found": 1}
    assert on_hand(shop, "A01", "22423") == 10
    assert sorted(reasons(shop)) == ["damaged", "found"]


def test_what_would_go_below_zero_or_is_unknown_is_named_and_left(shop: Company, tmp_path: Path) -> None:
    brought(shop, tmp_path)
    left = {each.document: (each.sku, each.why, each.asked, each.there) for each in posted(shop).left}
    assert left == {
        "536382": ("22720", "below_zero", 100, 40),
        "536384": ("99999", "unknown_product", -1, 0),
    }
    assert on_hand(shop, "A02", "22720") == 40
    waiting = shop.runner.ask(find_adjustments, shop.supervisor)
    assert [(each.code, each.reason) for each in waiting] == [("536382", "thrown_away"), ("536384", "wet")]


def test_the_same_file_twice_and_the_same_posting_twice_change_nothing(shop: Company, tmp_path: Path) -> None:
    brought(shop, tmp_path)
    posted(shop)
    brought(shop, tmp_path)
    assert posted(shop).posted == 0
    assert on_hand(shop, "A01", "22423") == 10


def test_what_lacked_goods_is_posted_once_they_are_there(shop: Company, tmp_path: Path) -> None:
    brought(shop, tmp_path)
    posted(shop)
    with shop.write() as desk:
        shop.stock(desk, "A03", "22720", 60)
    assert posted(shop, "536382").fewer == 100
    assert (on_hand(shop, "A02", "22720"), on_hand(shop, "A03", "22720")) == (0, 0)


def test_promises_do_not_stop_a_fact_and_the_loser_is_named(shop: Company, tmp_path: Path) -> None:
    with shop.write() as desk:
        shop.order(desk, "1001", [("22423", 12)])
    allocate(shop.runner, shop.supervisor)
    brought(shop, tmp_path)
    assert [(each.order, each.qty) for each in posted(shop, "536380").lost] == [("1001", 5)]


def test_one_is_taken_back_and_posted_again(shop: Company, tmp_path: Path) -> None:
    brought(shop, tmp_path)
    posted(shop)
    number = shop.runner.ask(lambda desk: adjustment_of(desk, "536380"), shop.supervisor)
    back = shop.runner.perform(UnpostAdjustment(id=shop.ids.new(), document=number), shop.supervisor).done()
    assert (back, on_hand(shop, "A01", "22423")) == ("536380", 15)
    again = shop.runner.perform(UnpostAdjustment(id=shop.ids.new(), document=number), shop.supervisor)
    assert isinstance(again.refusal, NotPosted)
    assert posted(shop).posted == 1
    assert on_hand(shop, "A01", "22423") == 10


def test_undoing_the_import_takes_back_what_it_posted(shop: Company, tmp_path: Path) -> None:
    run = brought(shop, tmp_path)
    posted(shop)
    undone = undo_import(shop.runner, shop.supervisor, run)
    assert undone.entries == 2
    assert on_hand(shop, "A01", "22423") == 12
    assert shop.runner.ask(find_adjustments, shop.supervisor) == ()


def test_it_takes_the_right_to_change_stock(shop: Company, tmp_path: Path) -> None:
    brought(shop, tmp_path)
    with pytest.raises(Exception, match="no_right"):
        post_kept(shop.runner, shop.packer, WAREHOUSE)
    assert on_hand(shop, "A01", "22423") == 12
