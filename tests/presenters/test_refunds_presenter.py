"""The page of refunds without a window: approved, tried again, paid by hand, said not to be paid, given up."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.run import Session
from warehouse_app.domain.returning.states import ReturnKind, ReturnState
from warehouse_app.store.returning import cases
from warehouse_app.store.schema import returning
from warehouse_app.ui.screens.refunds import shown
from warehouse_app.ui.screens.refunds.presenter import RefundsPresenter

STATES = ("proposed", "failed", "unknown", "approved", "failed")


class Page(Screen):
    """The page of a person, and where it went."""

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.table_view, self.went = ListTwin(), list[tuple[str, str]]()
        self.presenter = RefundsPresenter(self, self.hands("refunds"), self.now, self.toast, self.go)
        self.wire(self.presenter, "refunds")
        self.presenter.shown()

    def go(self, screen: str, what: str) -> None:
        """Keep where it went."""
        self.went.append((screen, what))

    def do(self, code: str, deed: str, **values: str) -> dict[str, str]:
        """Do a deed to a refund, with its form, and return what is told in it."""
        self.presenter.scanned(code, "wedge")
        self.presenter.commanded(deed)
        if self.state.form is not None:
            self.presenter.saved({**self.state.form.before, **values})
        return {} if self.state.form is None else dict(self.state.form.refusals)

    def where(self) -> str:
        """Return where the chosen refund is."""
        return str(self.state.detail.row.state.value)


@pytest.fixture
def page(company: Company) -> Page:
    """Five refunds of a return, each in another state."""
    with company.write() as desk:
        head = cases.begin(desk, ReturnKind.CUSTOMER, ReturnState.RECEIVED, WAREHOUSE)
        for n, state in enumerate(STATES, 1):
            row = {"code": f"RF{n}", "return_id": head.id, "state": state, "amount_minor": 1780, "currency": "GBP"}
            desk.connection.execute(returning.refund.insert().values(**row, intent=f"i{n}", at=desk.at))
            line = {"refund_id": n, "n": 1, "qty": 1, "amount_minor": 1780, "fee_minor": 220, "what": "goods"}
            desk.connection.execute(returning.refund_line.insert().values(**line))
    return Page(company, company.supervisor)


def test_money_is_led_on_from_wherever_it_is(page: Page) -> None:
    assert [row.code for row in page.table_view.book.rows()] == ["RF1", "RF4"]
    assert dict(page.state.counts) == {
        "waiting": 2, "sent": 0, "failed": 2, "unknown": 1, "confirmed": 0, "cancelled": 0, "all": 5
    }  # fmt: skip
    page.do("RF1", "approve")
    assert (page.where(), page.told[-1]) == ("approved", "RF1 is approved")
    assert shown.title(page.state.detail).startswith("£17.80")
    assert [column.show(page.state.detail.lines[0]) for column in shown.line_columns("GBP")][2:] == ["£2.20", "£17.80"]

    page.do("RF2", "retry")
    assert page.where() == "approved"
    assert shown.visible(page.state.detail) == {"return", "confirm", "cancel"}
    assert page.do("RF3", "confirm", reference="") != {}
    page.presenter.commanded("back")
    assert page.do("RF3", "fail", why="the bank says no") == {}
    assert page.where() == "failed"
    assert page.do("RF3", "confirm", reference="cash 12") == {}
    assert page.where() == "confirmed"
    assert ("Reference", "cash 12") in shown.facts(page.state.detail, page.now())
    assert page.do("RF5", "cancel", why="agreed by phone") == {}
    assert page.where() == "cancelled"
    assert set(shown.deeds(page.state).values()) == {"", "It is not at that step"}
    page.presenter.commanded("return")
    assert page.went == [("returncases", "return:RT000001")]
    page.presenter.opened("view:failed")
    assert list(page.table_view.book.rows()) == []


def test_who_may_not_refund_is_told(page: Page) -> None:
    other = Page(page.company, page.company.packer)
    other.presenter.scanned("RF1", "wedge")
    assert "refund" in shown.deeds(other.state)["approve"]
    other.presenter.scanned("nothing", "wedge")
    assert other.state.query.text == "nothing"
