"""Receipts at the desk without a window: found, shown with their differences, and what nobody knew settled."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.dockbench import Dock, purchase, station
from tests.hands import ListTwin, Screen
from warehouse_app.application.run import Session
from warehouse_app.ui.screens.receipts import shown
from warehouse_app.ui.screens.receipts.presenter import ReceiptsPresenter


class Desk(Screen):
    """A receipt by an order that still misses goods, with a thing set aside; and one without a paper."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            for sku in ("A1", "B2"):
                company.product(desk, sku)
            station(desk, "D1")
            purchase(desk, "PO-1", [("A1", 20), ("B2", 5)])
        dock = Dock(company)
        dock.scan("PO-1", "A1", "18", "DAMAGED", "B2", "4006381333931", "1", "3", "PAUSE", "1", "B2")

    def receipts(self) -> ReceiptsPresenter:
        made = ReceiptsPresenter(self, self.hands("receipts"), self.now, self.toast)
        self.wire(made, "receipts")
        made.shown()
        return made

    def show_photos(self, photos: object) -> None:
        """Nobody looks at photos here."""

    def codes(self) -> list[str]:
        return [row.code for row in self.table_view.book.rows()]


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_receipts_are_found_by_what_is_to_be_done(desk: Desk) -> None:
    presenter = desk.receipts()
    assert sorted(desk.codes()) == ["RC000001", "RC000002"]
    presenter.viewed("parked")
    assert desk.codes() == ["RC000001"]
    presenter.viewed("all")
    presenter.narrowed("supplier", "S1")
    assert desk.codes() == ["RC000001"]
    counts = {each.name: each.count for each in shown.filters(presenter.state)}
    assert counts == {"all": 2, "open": 2, "parked": 1, "differing": 2, "blind": 1}


def test_a_receipt_is_opened_by_its_code_and_shown_whole(desk: Desk) -> None:
    presenter = desk.receipts()
    presenter.opened("receipt:RC000001")
    detail = presenter.state.detail
    assert detail is not None
    assert shown.about(detail) == "PO-1, Supplier S1"
    assert [each.count for each in shown.tabs(detail)] == [2, 3, 1, 0, 3]
    told = [shown.difference(each).text for each in detail.differences]
    assert told == ["Damaged", "Missing", "Missing"]
    assert shown.state_chip(detail.row).text == "Set aside"


def test_what_stands_aside_is_settled_at_the_desk(desk: Desk) -> None:
    presenter = desk.receipts()
    presenter.opened("receipt:RC000001")
    presenter.commanded("link")
    presenter.saved({"parked": "1", "sku": "nothing"})
    assert dict(desk.states[-1].form.refusals).keys() == {"sku"}
    presenter.saved({"parked": "1", "sku": "b2"})
    assert presenter.state.form is None
    assert desk.told[-1] == "3 units of B2 came in"
    assert presenter.state.detail is not None
    assert presenter.state.detail.row.waits == 0
    assert shown.deeds(presenter.state)["solve"] == "Nothing stands aside here"


def test_a_clerk_may_settle_and_not_make_products(company: Company) -> None:
    desk = Desk(company, company.packer)
    presenter = desk.receipts()
    presenter.opened("receipt:RC000001")
    deeds = shown.deeds(presenter.state)
    assert deeds["solve"] == ""
    assert deeds["make"] == 'You need the right "edit products"'
    presenter.commanded("solve")
    presenter.saved({"parked": "1", "note": "sent back"})
    assert desk.told[-1] == "4006381333931 is dealt with"


def test_prices_are_shown_as_people_write_them() -> None:
    assert [shown.price(each) for each in (12_500, 10_000, 12_345, None)] == ["1.25", "1.00", "1.2345", "–"]
