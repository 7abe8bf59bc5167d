"""The near-miss screen without a window: the newest first, narrowed to a picker, a surplus unit settled."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import ListTwin, Screen
from tests.packbench import Bench, pick
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.screens.nearmisses import shown
from warehouse_app.ui.screens.nearmisses.presenter import MissesPresenter
from warehouse_app.ui.screens.nearmisses.state import MissesScreen


class Desk(Screen):
    """The screen of a supervisor, after somebody packed wrong things."""

    state: MissesScreen

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            for sku in ("A1", "B2", "C3"):
                company.product(desk, sku)
            pick(desk, company, company.order(desk, "O1", [("A1", 2), ("B2", 1)]), "T1")
        Bench(company).codes("T1", "C3", "", "A1", "A1", "A1", "")
        self.presenter = MissesPresenter(self, self.hands("nearmisses"), self.now, self.toast)
        self.wire(self.presenter, "nearmisses")
        self.presenter.shown()


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_surplus_units_are_counted_and_one_is_settled(desk: Desk) -> None:
    assert dict(desk.state.counts) == {"open": 2, "all": 2}
    rows = list(desk.table_view.book.rows())
    assert [row.code for row in rows] == ["over_pick", "wrong_item"]
    desk.presenter.chosen(rows[1])
    assert shown.title(rows[1]) == "Name of C3"
    assert shown.deeds(desk.state)["settle"] == ""
    desk.presenter.commanded("settle")
    desk.presenter.saved({"reason": "back on its shelf"})
    assert desk.state.form is None
    assert dict(desk.state.counts)["open"] == 1
    assert desk.state.detail is not None
    chip = shown.state_chip(desk.state.detail)
    assert isinstance(chip, ChipValue)
    assert chip.text == "Settled", "the card follows what was just said"
    assert shown.deeds(desk.state)["settle"] == "Choose a surplus unit first"
