"""The page of packing instructions without a window: an order is tried, and no form is lost to it."""

from __future__ import annotations

import pytest

from tests.application.test_pack_instructions import add
from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.ui.screens.instructions.presenter import InstructionsPresenter


class Desk(Screen):
    """The page before a supervisor; order 4711 is there, and one instruction holds for every order."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            company.product(desk, "LAMP")
            company.order(desk, "4711", [("LAMP", 2)])
        self.number = add(company, "Neat", text_en="Pack it neatly")
        self.presenter = InstructionsPresenter(self, self.hands("instructions"), self.now, self.toast)
        self.wire(self.presenter, "instructions")
        self.presenter.shown()


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_an_order_that_is_not_there_is_told_at_its_field(desk: Desk) -> None:
    desk.presenter.commanded("why")
    desk.presenter.saved({"order": "4712"})
    assert "4712" in desk.state.form.refusals["order"], "what was typed stays"
    desk.presenter.saved({"order": "4711"})
    assert (desk.state.form, desk.presenter.tried, desk.state.chosen) == (None, "4711", desk.number)
    assert [each.rule.name for each in desk.presenter.why] == ["Neat"]


def test_a_scanned_order_is_tried_beside_an_open_form(desk: Desk) -> None:
    desk.presenter.commanded("make")
    desk.presenter.scanned("4711", "")
    assert desk.presenter.tried == "4711"
    assert desk.state.form.name == "make", "what was typed stays"
    assert desk.state.chosen == 0
    desk.presenter.scanned("4712", "")
    assert "4712" in desk.state.care
    assert desk.state.form.refusals == {}


def test_the_answer_to_one_form_leaves_the_next_alone(desk: Desk) -> None:
    desk.presenter.commanded("why")
    desk.performer.held = True
    desk.presenter.saved({"order": "4711"})
    desk.presenter.dropped()
    desk.presenter.commanded("make")
    desk.performer.release()
    assert (desk.presenter.tried, desk.state.form.name) == ("4711", "make")
