"""The stock screen without a window: products, places and lots, one of them whole, and held stock released."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.allocation import allocate
from warehouse_app.domain.stock import LotDetail, PlaceDetail, ProductDetail, StockEvent
from warehouse_app.ui.kit import figures
from warehouse_app.ui.screens.stock import shown
from warehouse_app.ui.screens.stock.presenter import StockPresenter
from warehouse_app.ui.screens.stock.state import VIEWS, View


class Shelves(Screen):
    """85123A stands in two bins, of which an order holds 4; 22423 has no stock; lot L7 of MILK in one bin."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        with company.write() as desk:
            company.product(desk, "85123A", name="WHITE HANGING HEART T-LIGHT HOLDER")
            company.product(desk, "22423", name="REGENCY CAKESTAND 3 TIER")
            company.product(desk, "MILK", tracking="lot")
            company.stock(desk, "A03-12", "85123A", 10)
            company.stock(desk, "A03-13", "85123A", 2)
            company.stock(desk, "A03-13", "MILK", 6, lot="L7")
            company.order(desk, "1001", [("85123A", 4)])
        allocate(company.runner, company.supervisor)
        self.tables = {view: ListTwin() for view in VIEWS}
        self.gone: list[tuple[str, str]] = []
        go = lambda screen, what: self.gone.append((screen, what))  # noqa: E731 - one line says it
        self.presenter = StockPresenter(self, self.hands("stock"), self.toast, go, company.runner.now)
        self.wire(self.presenter, "stock")
        self.presenter.shown()

    def list_of(self, view: View) -> Any:
        return self.tables[view]

    def skus(self) -> list[str]:
        return [row.sku for row in self.presenter.lists["products"].book.rows()]

    @property
    def product(self) -> ProductDetail:
        assert isinstance(self.state.detail, ProductDetail)
        return self.state.detail


@pytest.fixture
def shelves(company: Company) -> Shelves:
    return Shelves(company)


def test_products_are_found_by_a_part_of_their_name(shelves: Shelves) -> None:
    assert shelves.skus() == ["22423", "85123A", "MILK"]
    shelves.presenter.sought("hanging")
    assert shelves.skus() == ["85123A"]
    shelves.presenter.sought("teapot")
    assert shown.empty(shelves.state)[0] == "Nothing matches teapot"
    shelves.presenter.commanded("back")
    assert len(shelves.skus()) == 3


def test_the_sums_of_the_head_are_those_of_the_tables(shelves: Shelves) -> None:
    shelves.presenter.opened("product:85123A")
    assert [figure for _, figure, _ in shown.tiles(shelves.product)] == ["8", "4", "12"]
    assert sum(row.on_hand for row in shelves.product.places) == 12
    assert sum(row.qty for row in shown.held(shelves.product)) == 4
    assert [row.who for row in shown.held(shelves.product)] == ["Order 1001, line 1"]
    assert shown.sum_line(shelves.product) == "12 on hand − 4 promised to any place = 8 free"


def test_a_scan_opens_the_product_or_the_place_or_looks_for_the_word(shelves: Shelves) -> None:
    shelves.presenter.scanned("85123a", "wedge")
    assert shelves.product.row.sku == "85123A"
    shelves.presenter.scanned("cakestand", "wedge")
    assert shelves.product.row.sku == "22423"
    shelves.presenter.scanned("A03-13", "wedge")
    assert isinstance(shelves.state.detail, PlaceDetail)
    assert [each.sku for each in shelves.state.detail.standing] == ["85123A", "MILK"]
    shelves.presenter.scanned("5012345678900", "wedge")
    assert shelves.state.text == "5012345678900"


def test_goods_that_move_are_shown_at_once(shelves: Shelves) -> None:
    shelves.presenter.opened("product:85123A")
    with shelves.company.write() as desk:
        shelves.company.stock(desk, "A03-14", "85123A", 5)
    shelves.feed.publish(frozenset({"stock"}), "elsewhere")
    assert shelves.product.row.on_hand == 17
    assert "5" in shown.story(shelves.product, shelves.now())[0].what


def test_a_product_that_is_gone_is_said(shelves: Shelves) -> None:
    shelves.presenter.opened("product:NOPE")
    assert shelves.state.missed == "NOPE"
    assert shelves.state.line is None


def test_places_that_hold_something_are_listed_and_shown_whole(shelves: Shelves) -> None:
    shelves.presenter.viewed("places")
    rows = list(shelves.presenter.lists["places"].book.rows())
    assert [(row.place, row.on_hand, row.skus) for row in rows] == [("A03-12", 10, 1), ("A03-13", 8, 2)]
    shelves.presenter.picked(rows[1])
    detail = shelves.state.detail
    assert isinstance(detail, PlaceDetail)
    assert shown.sum_line(detail) == "Sum: 8 on hand, 0 held"
    assert [figure for _, figure, _ in shown.tiles(detail)] == ["8", "0", "8"]
    assert len(detail.story) == 2


def test_lots_are_listed_and_shown_whole(shelves: Shelves) -> None:
    shelves.presenter.opened("lot:L7")
    (row,) = shelves.presenter.lists["lots"].book.rows()
    assert (row.lot, row.sku, row.on_hand) == ("L7", "MILK", 6)
    shelves.presenter.picked(row)
    detail = shelves.state.detail
    assert isinstance(detail, LotDetail)
    assert [each.place for each in detail.places] == ["A03-13"]


def test_held_stock_is_released_with_a_reason(shelves: Shelves) -> None:
    shelves.presenter.opened("holders:85123A")
    assert shelves.state.tab == "promises"
    (held,) = shown.held(shelves.product)
    assert shown.nobody(shelves.product) == ""
    shelves.presenter.held(held.holder)
    shelves.presenter.commanded("release")
    shelves.presenter.decided("  ")
    assert shelves.state.refusal == "Say why, in a few words"
    shelves.presenter.decided("Customer can wait")
    assert shelves.state.releasing is None
    assert (shelves.product.row.promised, shelves.product.row.free) == (0, 12)
    assert shelves.told == ["4 units of order 1001 are free"]
    assert shown.nobody(shelves.product) == "Nobody holds it and 12 are free. Allocate in Orders (F9) promises them."


def test_a_question_is_dropped_without_a_trace(shelves: Shelves) -> None:
    shelves.presenter.opened("holders:85123A")
    shelves.presenter.held(shown.held(shelves.product)[0].holder)
    shelves.presenter.commanded("release")
    shelves.presenter.commanded("back")
    assert shelves.state.releasing is None
    assert shelves.product.row.promised == 4


def test_the_holders_order_is_opened(shelves: Shelves) -> None:
    shelves.presenter.opened("holders:85123A")
    shelves.presenter.held(shown.held(shelves.product)[0].holder)
    shelves.presenter.commanded("order")
    assert shelves.gone == [("orders", "order:1001")]


def test_who_may_not_release_is_told_why(company: Company) -> None:
    shelves = Shelves(company)
    assert shown.deeds(shelves.state)["release"] == "Choose who holds it first"
    with_less = shelves.state.__class__(may_release=False)
    assert shown.deeds(with_less)["release"] == 'You need the right "allocate"'


def test_the_map_marks_where_the_chosen_thing_stands(shelves: Shelves) -> None:
    with shelves.company.write() as desk:
        shelves.company.bin(desk, "B01", x_mm=1_000, y_mm=2_000)
    shelves.presenter.map_wanted()
    assert [each.code for each in shelves.state.bins] == ["B01"]
    shelves.presenter.opened("product:85123A")
    assert shown.marked(shelves.state) == {"A03-12": 10, "A03-13": 2}


def test_where_there_is_room_the_sales_of_the_product_are_read_too(shelves: Shelves) -> None:
    shelves.presenter.map_wanted("2010-12-08T10:00:00Z")
    shelves.presenter.opened("product:85123A")
    assert shelves.state.weeks[-1] == ("2010-12-06", 4)
    shelves.presenter.opened("product:22423")
    assert sum(units for _week, units in shelves.state.weeks) == 0


def test_the_story_says_what_was_done_in_words() -> None:
    at = "2010-12-06T08:00:00Z"
    event = StockEvent(at, "move", "A01", "T-1", 2, "Li W.", "1001", "pick")
    whys = {"pick": "picked", "A1 to the bench": "A1, brought to the bench", "": "moved", "fell down": "fell down"}
    told = {why: shown._why(replace(event, why=why)) for why in whys}
    assert told == whys


def test_a_product_a_place_and_a_lot_are_set_back_to_a_minute(shelves: Shelves) -> None:
    company = shelves.company
    company.clock.forward(minutes=5)
    before = figures.filed(company.runner.now())
    company.clock.forward(minutes=5)
    with company.write() as desk:
        company.stock(desk, "A03-12", "85123A", 7)
        company.stock(desk, "A03-13", "MILK", 1, lot="L7")
    shelves.presenter.scanned("85123A", "")
    shelves.presenter.set_back(before)
    assert [(each.place, each.qty) for each in shelves.state.then.held] == [("A03-12", 10), ("A03-13", 2)]
    assert [tile[:2] for tile in shown.tiles(shelves.state.detail, shelves.state.then)] == [
        ("On hand then", "12"), ("On hand now", "19"), ("Moved since", "+7"),
    ]  # fmt: skip
    assert [event.what for event in shown.story(shelves.state.detail, shelves.now(), shelves.state.then)] == [
        "2: test", "10: test"
    ]  # fmt: skip
    assert shown.back_words(shelves.state).startswith("As it was on Mon 6 Dec")
    shelves.presenter.scanned("A03-13", "")
    assert {(each.sku, each.qty) for each in shelves.state.then.held} == {("85123A", 2), ("MILK", 6)}
    shelves.presenter.opened("lot:L7")
    shelves.presenter.picked(shelves.tables["lots"].book.rows()[0])
    assert [(each.place, each.qty) for each in shelves.state.then.held] == [("A03-13", 6)]
    shelves.presenter.commanded("back")
    assert (shelves.state.at, shelves.state.then) == ("", None)


def test_a_time_that_is_none_or_to_come_is_told(shelves: Shelves) -> None:
    shelves.presenter.scanned("85123A", "")
    for text, why in (("soon", "That is no time"), ("2999-01-01 10:00", "It is not that late yet")):
        shelves.presenter.set_back(text)
        assert shelves.state.refusal.startswith(why)
        assert shelves.state.at == ""
