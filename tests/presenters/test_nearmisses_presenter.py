"""The near-miss screen without a window: the newest first, narrowed to a picker, a surplus unit settled."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import ListTwin, Screen
from tests.packbench import Bench, pick
from warehouse_app.application.verdicts import PickerMisses
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
        self.people: tuple[PickerMisses, ...] | None = None
        with company.write() as desk:
            for sku in ("A1", "B2", "C3"):
                company.product(desk, sku)
            pick(desk, company, company.order(desk, "O1", [("A1", 2), ("B2", 1)]), "T1")
        Bench(company).codes("T1", "C3", "", "A1", "A1", "A1", "")
        self.presenter = MissesPresenter(self, self.hands("nearmisses"), self.now, self.toast)
        self.wire(self.presenter, "nearmisses")
        self.presenter.shown()

    def by_person(self) -> tuple[PickerMisses, ...]:
        """Return what stands beside the list, by person; nothing where one of the list does."""
        return self.people or ()

    def show_people(self, rows: tuple[PickerMisses, ...] | None) -> None:
        self.people = rows


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


def test_near_misses_are_counted_by_who_picked_and_a_row_shows_them(desk: Desk) -> None:
    desk.presenter.commanded("people")
    rows = desk.by_person()
    assert {(row.code, row.times) for row in rows} == {("over_pick", 1), ("wrong_item", 1)}
    assert shown.people_head(rows)[1].startswith("2 near misses in the last 30 days")
    [row, _other] = rows
    desk.presenter.picked(row)
    assert desk.state.query.value("picker") == row.picker
    desk.presenter.commanded("back")
    assert desk.by_person() == (), "one step back shows one of the list again"
    desk.presenter.commanded("people")
    desk.presenter.chosen(next(iter(desk.table_view.book.rows())))
    assert desk.by_person() == (), "and so does a row of the list"
