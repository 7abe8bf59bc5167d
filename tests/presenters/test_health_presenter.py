"""The stock health screen without a window: views, search, one product, and the stock of a moment."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from warehouse_app.ui.screens.health import shown
from warehouse_app.ui.screens.health.presenter import HealthPresenter

NOW = "2010-12-06T09:00:00.000000Z"


class Looking(Screen):
    """Two products, of one of which an order lacks some."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.went: list[tuple[str, str]] = []
        with company.write() as desk:
            company.product(desk, "MUG")
            company.product(desk, "BOWL")
            company.stock(desk, "A01", "MUG", 8)
            company.stock(desk, "A02", "BOWL", 3)
            company.order(desk, "1", [("BOWL", 5)])
        self.presenter = HealthPresenter(
            self, self.hands("health"), company.runner.now, lambda screen, what: self.went.append((screen, what))
        )
        self.wire(self.presenter, "health")
        self.presenter.shown()

    @property
    def skus(self) -> list[str]:
        return [row.sku for row in self.state.rows]


@pytest.fixture
def looking(company: Company) -> Looking:
    return Looking(company)


def test_views_and_search_narrow_the_products(looking: Looking) -> None:
    assert sorted(looking.skus) == ["BOWL", "MUG"]
    looking.presenter.viewed("short")
    assert looking.skus == ["BOWL"]
    assert [view.count for view in shown.views(looking.state)] == [2, 1, 0, 0, 0, 2]
    looking.presenter.sought("mug")
    assert looking.skus == []
    looking.presenter.commanded("back")
    assert len(looking.skus) == 2


def test_a_chosen_product_leads_to_the_stock_screen(looking: Looking) -> None:
    looking.presenter.commanded("stock")
    assert looking.went == []
    looking.presenter.chosen(("MAIN", "MUG"))
    facts = dict(shown.facts(looking.state.row, looking.state, NOW))
    assert facts["There"] == "8, 0 of them promised"
    assert facts["Last left"] == "never left"
    looking.presenter.commanded("stock")
    assert looking.went == [("stock", "product:MUG")]


def test_a_moment_is_looked_at_and_left(looking: Looking) -> None:
    looking.presenter.look_back("1999-01-01 10:00")
    assert looking.state.then is not None
    assert looking.state.then_rows == ()
    assert shown.empty(looking.state)[0] == "Nothing lay there then"
    looking.presenter.commanded("back")
    assert looking.state.then is None
    looking.presenter.look_back("2030-01-01")
    assert sorted(row.sku for row in looking.state.then_rows) == ["BOWL", "MUG"]


def test_what_is_no_moment_is_told(looking: Looking) -> None:
    looking.presenter.look_back("noon")
    assert looking.state.refusal == "noon is no moment. Write it as 2026-11-24 14:03"
    looking.presenter.commanded("back")
    assert looking.state.refusal == ""


def test_figures_are_read_anew_with_each_look(looking: Looking) -> None:
    with looking.company.write() as desk:
        looking.company.stock(desk, "A01", "MUG", 1)
    assert {row.sku: row.on_hand for row in looking.state.rows}["MUG"] == 8
    looking.presenter.shown()
    assert {row.sku: row.on_hand for row in looking.state.rows}["MUG"] == 9
