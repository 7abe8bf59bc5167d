"""The pages of return rules and of why things come back, without a window."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from tests.returned import begin_rules
from warehouse_app.domain.returning.evidence import Pair
from warehouse_app.domain.returning.report import By, ReportRow
from warehouse_app.domain.returning.states import ReturnKind, ReturnState, UnitState
from warehouse_app.store.returning import cases, rules, units
from warehouse_app.ui.screens.returnrules import shown as of_rules
from warehouse_app.ui.screens.returnrules.presenter import RulesPresenter
from warehouse_app.ui.screens.whyreturned import shown as of_why
from warehouse_app.ui.screens.whyreturned.presenter import WhyPresenter


class Rules(Screen):
    """The page of rules."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.table_view = ListTwin()
        self.presenter = RulesPresenter(self, self.hands("returnrules"), self.now, self.toast)
        self.wire(self.presenter, "returnrules")
        self.presenter.shown()

    def titles(self) -> list[str]:
        """Return what the rules in view are called."""
        return [of_rules.title(row) for row in self.table_view.book.rows()]

    def do(self, deed: str, **values: str) -> dict[str, str]:
        """Do a deed with its form, and return what is told in it."""
        self.presenter.commanded(deed)
        if self.state.form is not None:
            self.presenter.saved({**self.state.form.before, **values})
        return {} if self.state.form is None else dict(self.state.form.refusals)

    def choose(self, title: str) -> Any:
        """Choose the rule of a title, and return it."""
        row = next(each for each in self.table_view.book.rows() if of_rules.title(each) == title)
        self.presenter.chosen(row)
        return self.state.detail


def test_each_kind_of_rule_is_made_changed_and_dropped(company: Company) -> None:
    page = Rules(company)
    assert page.do("make", code="Not this", words_en="") != {}
    page.presenter.commanded("back")
    told = {"words_en": "Too small", "words_de": "Zu klein", "evidence": "wrong_item", "fault": "shop"}
    assert page.do("make", code="small", **told, theirs_shopify="size_too_small") == {}
    assert page.titles() == ["Too small"]
    row = page.choose("Too small")
    assert of_rules.says(row) == "Ours, Wrong item"
    assert ("Shopify", "SIZE_TOO_SMALL") in of_rules.facts(row)
    assert page.do("edit") == {"": "Nothing is changed yet"}
    page.presenter.commanded("back")
    assert page.do("edit", words_en="Much too small") == {}
    assert page.titles() == ["Much too small"]

    page.presenter.viewed("policies")
    assert page.do("make", name="France", country="fr", window_days="60", grade_c="repair; fee 12.5; photo") == {}
    row = page.choose("France")
    assert (of_rules.where(row), of_rules.says(row)) == ("FR", "60 days")
    assert ("C Used", "Repair, 12 % kept, photo") in of_rules.facts(row)
    assert "grade_c" in page.do("edit", grade_c="to the moon")
    page.presenter.commanded("back")
    assert page.do("edit", window_days="90") == {}
    assert [of_rules.says(each) for each in page.table_view.book.rows()] == ["90 days"]

    page.presenter.opened("rules:checks")
    assert page.do("make", words_en="Does it light up?", category="lamps", grade="D") == {}
    row = page.choose("Does it light up?")
    assert of_rules.says(row) == "With no at best D Damaged"
    page.presenter.commanded("drop")
    assert page.titles() == []
    assert dict(page.state.counts) == {"reasons": 1, "policies": 1, "checks": 0}


class Why(Screen):
    """The page that tells why things come back."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.presenter = WhyPresenter(self, self.hands("whyreturned"), self.now)
        self.presenter.shown()


@pytest.fixture
def why(company: Company) -> Why:
    """Two mugs and a bowl came back."""
    begin_rules(company)
    with company.write() as desk:
        company.product(desk, "MUG")
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, WAREHOUSE, channel="shop")
        reason = next(each for each in rules.reasons(desk) if each.texts["en"] == "Changed their mind")
        units.add(desk, head.id, "MUG", 2, UnitState.RECEIVED, reason_id=reason.id)
        units.add(desk, head.id, "BOWL", 1, UnitState.RECEIVED)
    return Why(company)


def test_returns_are_told_by_what_one_asks_and_as_far_back_as_one_asks(why: Why) -> None:
    assert sorted(of_why.called(why.state, row) for row in why.state.rows) == ["Changed their mind", "Not said"]
    why.presenter.viewed("product")
    assert [(row.key, row.units) for row in why.state.rows] == [("MUG", 2), ("BOWL", 1)]
    why.presenter.commanded("measure")
    assert [figure for _, figure, _ in of_why.bars(why.state).rows] == [2, 1]
    assert "MUG" in of_why.bars(why.state).sentence
    why.presenter.chosen(("BOWL", ""))
    assert of_why.facts(why.state.row)[0] == ("Units that came back", "1")
    assert of_why.footer(why.state) == "3 units, the last 90 days"
    why.presenter.sought("bow")
    assert [row.key for row in why.state.rows] == ["BOWL"]
    why.presenter.commanded("back")
    why.company.clock.forward(days=100)
    why.presenter.commanded("refresh")
    assert why.state.rows == ()
    assert of_why.empty(why.state) == ("Nothing came back", "F9 looks farther back.")
    why.presenter.commanded("period")
    assert of_why.footer(why.state) == "3 units, the last 365 days"
    why.presenter.viewed("alike")
    assert why.state.pairs == ()
    assert of_why.advice(why.state)


def test_figures_that_nobody_knows_are_no_figures(why: Why) -> None:
    row = ReportRow("MUG", "Mug", "GBP", 1, 2, None, 0, 0, 0, 0, 0)
    assert (of_why.rate(row), row.per_mille) == ("–", None)
    assert [column.title for column in of_why.columns(why.state)][3] == "Of 1,000"
    pair = Pair("CUP", "Cup", "MUG", "Mug", 2, 1)
    assert [column.show(pair) for column in of_why.pair_columns()] == ["CUP Cup", "MUG Mug", "2", "1"]
    assert {view.name for view in of_why.views()} == {*By, "alike"}
