"""The page of claims without a window: its last days, sent, answered, given up, and the way to its return."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.returning.claims import draft
from warehouse_app.application.run import Session
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import ReturnKind, ReturnState
from warehouse_app.store.returning import cases
from warehouse_app.ui.screens.claims import shown
from warehouse_app.ui.screens.claims.presenter import ClaimsPresenter


class Page(Screen):
    """The page of a person, and where it went."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.table_view, self.went = ListTwin(), list[tuple[str, str]]()
        self.presenter = ClaimsPresenter(self, self.hands("claims"), self.now, self.toast, self.go)
        self.wire(self.presenter, "claims")
        self.presenter.shown()

    def go(self, screen: str, what: str) -> None:
        """Keep where it went."""
        self.went.append((screen, what))

    def show_photos(self, photos: Any) -> None:
        """Photos are shown elsewhere."""

    def codes(self) -> list[str]:
        """Return the codes of the rows in view."""
        return [row.code for row in self.table_view.book.rows()]

    def do(self, name: str, **values: str) -> dict[str, str]:
        """Do a deed with its form, and return what is told in it."""
        self.presenter.commanded(name)
        if self.state.form is not None:
            self.presenter.saved({**self.state.form.before, **values})
        return {} if self.state.form is None else dict(self.state.form.refusals)


@pytest.fixture
def page(company: Company) -> Page:
    """A claim on DHL for a parcel that came damaged; nobody knows how much it is."""
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, carrier="DHL", currency="GBP")
        draft(desk, head.id, ClaimKind.DAMAGE)
    return Page(company, company.supervisor)


def test_a_claim_near_its_last_day_is_seen_and_followed_to_the_carriers_money(page: Page) -> None:
    assert (page.codes(), dict(page.state.counts)["soon"]) == (["CL00001"], 0)
    page.company.clock.forward(days=6)
    page.presenter.opened("view:soon")
    assert page.codes() == ["CL00001"]
    (row,) = page.table_view.book.rows()
    assert shown.until(row, page.now()).kind == "ask"
    page.company.clock.forward(days=5)
    assert shown.until(row, page.now()).kind == "stop"

    page.presenter.scanned("cl00001", "wedge")
    assert page.do("send") == {"amount": "Nobody said how much is claimed in CL00001. Give the amount"}
    page.presenter.commanded("back")
    assert page.do("send", amount="12.5O")["amount"]
    page.presenter.commanded("back")
    assert page.do("send", amount="12.50", note="by mail") == {}
    assert page.told[-1] == "Claim CL00001: sent"
    assert shown.visible(page.state.detail) == {"accept", "refuse", "drop", "paper", "return"}
    assert page.do("refuse", reason="too late") == {}
    assert page.do("send", amount="12.50") == {}
    assert "12.50" in page.do("accept", amount="13")["amount"]
    page.presenter.commanded("back")
    assert page.do("accept", amount="10") == {}
    assert ("Paid", "£10.00") in shown.facts(page.state.detail, page.now())
    page.presenter.commanded("return")
    assert page.went == [("returncases", "return:RT000001")]
    assert shown.deeds(page.state)["drop"] == "It is not at that step"


def test_a_claim_is_given_up_with_a_reason_and_who_may_not_is_told(page: Page) -> None:
    page.presenter.scanned("CL00001", "wedge")
    assert page.do("drop", reason="") != {}
    page.presenter.commanded("back")
    assert page.do("drop", reason="not worth it") == {}
    assert "not worth it" in shown.about(page.state.detail)
    assert dict(page.state.counts) == {"draft": 0, "soon": 0, "sent": 0, "accepted": 0, "refused": 0, "all": 1}
    other = Page(page.company, page.company.packer)
    other.presenter.scanned("CL00001", "wedge")
    assert "refund" in shown.deeds(other.state)["accept"]


def test_who_had_a_parcel_under_a_label_of_our_own_is_asked_when_its_claim_is_sent(page: Page) -> None:
    with page.company.write() as desk:
        head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, WAREHOUSE, carrier="HOUSE", currency="GBP")
        draft(desk, head.id, ClaimKind.EMPTY)
    page.presenter.scanned("CL00002", "wedge")
    assert list(page.do("send", amount="5.00")) == ["carrier"]
    page.presenter.commanded("back")
    assert page.do("send", amount="5.00", carrier="DPD") == {}
    assert page.state.detail.row.carrier == "DPD"
