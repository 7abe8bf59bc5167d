"""The page of release rules, without a window: channels, cut-offs and limits made, refused, changed and dropped."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.run import Session
from warehouse_app.domain.releasing.channels import Channel, Mode
from warehouse_app.domain.releasing.values import Limit
from warehouse_app.store.schema import ledger
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.releaserules import shown
from warehouse_app.ui.screens.releaserules.presenter import RulesPresenter


class Desk(Screen):
    """The page of a person."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.table_view = ListTwin()
        self.presenter = RulesPresenter(self, self.hands("releaserules"), self.now, self.toast)
        self.wire(self.presenter, "releaserules")
        self.presenter.shown()

    def rows(self) -> list[Any]:
        """Return the rows in view."""
        return list(self.table_view.book.rows())

    def type(self, **values: str) -> None:
        """Save the open form with some of its fields typed over."""
        self.presenter.saved({**self.state.form.before, **values})

    def refused(self) -> dict[str, str]:
        """Return what is told in the open form."""
        return dict(self.state.form.refusals)


@pytest.fixture
def page(company: Company) -> Desk:
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
        company.product(desk, "A1000")
    return Desk(company, company.supervisor)


def test_a_channel_is_made_changed_and_dropped(page: Desk) -> None:
    page.presenter.commanded("make")
    page.type(code="a b")
    assert page.refused() == {"code": "a b is no code of a channel. Use letters, digits and dashes, 20 at most"}
    page.type(code="exp", rank="first")
    assert list(page.refused()) == ["rank"]
    page.type(code="exp", zone="clod")
    assert list(page.refused()) == ["zone"]
    page.type(code="exp", name="Express", rank="5", service="EXP", days="0", mode="wave", lead_min="90")
    (row,) = page.rows()
    assert row.rule == Channel("EXP", "Express", 5, service="EXP", days=0, mode=Mode.WAVE, lead_min=90)
    assert plain(shown.title(row)) == "EXP  Express"
    assert plain(shown.says(row)) == "Carrier service EXP, Leaves within days 0, as waves"

    page.presenter.commanded("make")
    page.type(code="EXP")
    assert plain(page.refused()[""]) == ("EXP  Express is there already: change it")
    page.presenter.dropped()

    page.presenter.chosen(row)
    page.presenter.commanded("edit")
    page.type()
    assert page.refused() == {"": "Nothing is changed yet"}
    page.type(days="", least_priority="3")
    assert page.state.detail.rule == Channel("EXP", "Express", 5, "", "", "EXP", "", 3, None, Mode.WAVE, 90)
    page.presenter.commanded("drop")
    assert page.rows() == []
    assert plain(page.told[-1]) == "EXP  Express holds no more"


def test_when_a_carrier_collects_is_set_for_days_changed_for_one_and_dropped(page: Desk) -> None:
    page.presenter.viewed("cutoffs")
    page.presenter.commanded("make")
    page.type(time="3 pm")
    assert page.refused() == {"time": "3 pm is no time of day. Say it as 15:30"}
    page.type(time="15:30")
    assert [shown.title(row) for row in page.rows()][:2] == [
        "Every other service, Monday",
        "Every other service, Tuesday",
    ]
    assert [shown.says(row) for row in page.rows()] == ["15:30"] * 5
    page.presenter.chosen(page.rows()[4])
    page.presenter.commanded("edit")
    page.type(time="12:00")
    assert [shown.says(row) for row in page.rows()] == ["15:30"] * 4 + ["12:00"]
    page.presenter.commanded("drop")
    assert dict(page.state.counts) == {"channels": 0, "cutoffs": 4, "limits": 0}
    assert shown.deeds(page.state)["drop"] == "Choose a rule first"


def test_a_limit_is_shown_with_what_is_on_the_floor(page: Desk) -> None:
    page.presenter.opened("rules:limits")
    page.presenter.commanded("make")
    page.type()
    assert list(page.refused()) == ["batches"]
    page.type(units="many")
    assert list(page.refused()) == ["units"]
    page.type(batches="0")
    assert list(page.refused()) == ["batches"]
    page.type(batches="12")
    (row,) = page.rows()
    assert row.rule == Limit(WAREHOUSE, "", 12, None)
    assert (shown.says(row), shown.now(row)) == ("At most 12 batches", "0 batches, 0 units")
    page.presenter.chosen(row)
    page.presenter.commanded("edit")
    page.type(units="200")
    assert page.state.detail.rule == Limit(WAREHOUSE, "", 12, 200)
    page.presenter.commanded("drop")
    assert page.rows() == []


def test_without_the_right_to_plan_nothing_is_offered(company: Company) -> None:
    page = Desk(company, company.picker)
    assert shown.deeds(page.state)["make"] == 'You need the right "plan"'
