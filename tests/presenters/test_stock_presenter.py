"""The stock screen without a window: search, scan, and one product with its places, promises and story."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from warehouse_app.application.allocation import allocate
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.presenter import StockPresenter


class Shelves(Screen):
    """85123A stands in two bins, of which an order holds 4; 22423 has no stock."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        with company.write() as desk:
            company.product(desk, "85123A", name="WHITE HANGING HEART T-LIGHT HOLDER")
            company.product(desk, "22423", name="REGENCY CAKESTAND 3 TIER")
            company.stock(desk, "A03-12", "85123A", 10)
            company.stock(desk, "A03-13", "85123A", 2)
            company.order(desk, "1001", [("85123A", 4)])
        allocate(company.runner, company.supervisor)
        self.presenter = StockPresenter(self, self.hands("stock"))
        self.wire(self.presenter, "stock")
        self.presenter.shown()

    def skus(self) -> list[str]:
        return [row.sku for row in self.state.rows]


@pytest.fixture
def shelves(company: Company) -> Shelves:
    return Shelves(company)


def test_products_are_found_by_a_part_of_their_name(shelves: Shelves) -> None:
    assert shelves.skus() == ["22423", "85123A"]
    shelves.presenter.sought("hanging")
    assert shelves.skus() == ["85123A"]
    shelves.presenter.sought("teapot")
    assert shown.empty(shelves.state)[0] == "No product matches teapot"
    shelves.presenter.commanded("back")
    assert len(shelves.skus()) == 2


def test_the_sums_of_the_head_are_those_of_the_tables(shelves: Shelves) -> None:
    shelves.presenter.chosen("85123A")
    figures = [figure for _, figure, _ in shown.tiles(shelves.state.detail)]
    assert figures == ["8", "4", "12"]
    assert sum(row.on_hand for row in shelves.state.detail.places) == 12
    assert sum(row.qty for row in shown.held(shelves.state.detail)) == 4
    assert [row.who for row in shown.held(shelves.state.detail)] == ["Order 1001, line 1"]


def test_a_scan_opens_the_product_or_looks_for_the_word(shelves: Shelves) -> None:
    shelves.presenter.scanned("85123a", "wedge")
    assert shelves.state.line.sku == "85123A"
    shelves.presenter.scanned("cakestand", "wedge")
    assert shelves.state.line.sku == "22423"
    shelves.presenter.scanned("5012345678900", "wedge")
    assert shelves.state.text == "5012345678900"


def test_goods_that_move_are_shown_at_once(shelves: Shelves) -> None:
    shelves.presenter.chosen("85123A")
    with shelves.company.write() as desk:
        shelves.company.stock(desk, "A03-14", "85123A", 5)
    shelves.feed.publish(frozenset({"stock"}), "elsewhere")
    assert shelves.state.line.on_hand == 17
    assert "5" in shown.story(shelves.state.detail, shelves.now())[0].what


def test_a_product_that_is_gone_is_said(shelves: Shelves) -> None:
    shelves.presenter.opened("product:NOPE")
    assert shelves.state.missed == "NOPE"
    assert shelves.state.line is None
