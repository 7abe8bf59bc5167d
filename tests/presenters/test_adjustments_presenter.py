"""Adjustments at the desk without a window: those that wait, one or all posted, what is left named, one taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.countbench import on_hand
from tests.hands import ListTwin, Screen
from tests.importers import Importer
from warehouse_app.application.run import Session
from warehouse_app.store import people
from warehouse_app.ui.kit.columns import Arrangement
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.screens.adjustments import shown
from warehouse_app.ui.screens.adjustments.presenter import AdjustmentsPresenter

HEAD = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
ROWS = (
    "536365,22423,CAKE STAND,2,2010-12-01 08:26:00,10.95,17850,United Kingdom\n"
    "536380,22423,damages,-5,2010-12-01 09:00:00,0,,United Kingdom\n"
    "536381,22423,Found,3,2010-12-01 09:10:00,0,,United Kingdom\n"
    "536382,22720,thrown away,-100,2010-12-01 09:20:00,0,,United Kingdom\n"
    "536384,99999,wet/rusty,-1,2010-12-01 09:40:00,0,,United Kingdom\n"
)


class Desk(Screen):
    """Four adjustments of a file, of which two can be posted."""

    def __init__(self, company: Company, folder: Path, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            people.add_warehouse(desk, WAREHOUSE, "Main")
            company.product(desk, "22423")
            company.product(desk, "22720")
            company.stock(desk, "A01", "22423", 12)
            company.stock(desk, "A02", "22720", 40)
        Importer(company, folder).take("adjustments", HEAD + ROWS)

    def adjustments(self) -> AdjustmentsPresenter:
        hands = self.hands("adjustments")
        made = AdjustmentsPresenter(self, hands, self.company.runner, self.now, self.toast)
        self.wire(made, "adjustments")
        made.remembered(Arrangement())
        made.shown()
        return made

    def codes(self) -> list[str]:
        return sorted(row.code for row in self.table_view.book.rows())


@pytest.fixture
def desk(company: Company, tmp_path: Path) -> Desk:
    return Desk(company, tmp_path)


def test_those_that_wait_are_shown_first_and_found_by_what_they_say(desk: Desk) -> None:
    presenter = desk.adjustments()
    assert desk.codes() == ["536380", "536381", "536382", "536384"]
    presenter.sought("22423")
    assert desk.codes() == ["536380", "536381"]
    presenter.sought("thrown")
    assert desk.codes() == ["536382"]
    presenter.sought("%")
    assert desk.codes() == []
    presenter.sought("")
    presenter.narrowed("channel", "nowhere")
    assert desk.codes() == []


def test_all_are_posted_after_a_question_and_what_is_left_is_named(desk: Desk) -> None:
    presenter = desk.adjustments()
    presenter.commanded("post_all")
    assert desk.states[-1].form.title == "Post all 4 adjustments that wait"
    presenter.saved({"warehouse": WAREHOUSE})
    assert desk.states[-1].form is None
    assert on_hand(desk.company, "A01", "22423") == 10
    assert desk.told[-1] == "2 adjustments posted: 5 units fewer, 3 more"
    assert presenter.state.care == (
        "536382 takes 100 of 22720, and 40 are there; 536384 names 99999, which is no product"
    )
    assert desk.codes() == ["536382", "536384"]


def test_one_is_opened_by_its_number_posted_and_taken_back(desk: Desk) -> None:
    presenter = desk.adjustments()
    presenter.scanned("536380", "")
    detail = presenter.state.detail
    assert detail is not None
    assert shown.about(detail.row) == "“damages” means: Damaged, cannot be sold"
    assert [(one.sku, one.qty, one.there) for one in detail.things] == [("22423", -5, 12)]
    assert shown.deeds(presenter.state)["undo"] == "It is not posted"
    presenter.commanded("post")
    assert on_hand(desk.company, "A01", "22423") == 7
    assert presenter.state.detail is not None
    assert presenter.state.detail.row.state == "posted"
    assert shown.deeds(presenter.state)["post"] == "It is posted"
    presenter.commanded("undo")
    assert on_hand(desk.company, "A01", "22423") == 12
    assert desk.told[-1] == "Adjustment 536380 is taken back"


def test_more_than_there_is_and_unknown_goods_are_marked_before_anybody_posts(desk: Desk) -> None:
    presenter = desk.adjustments()
    marks = {}
    for code in ("536380", "536382", "536384"):
        presenter.scanned(code, "")
        assert presenter.state.detail is not None
        (chip,) = [each for each in shown.thing_columns() if each.title == ""]
        told = chip.show(presenter.state.detail.things[0])
        marks[code] = told.text if isinstance(told, ChipValue) else str(told)
    assert marks == {"536380": "", "536382": "Too many", "536384": "Unknown"}


def test_it_takes_the_right_to_change_stock(company: Company, tmp_path: Path) -> None:
    desk = Desk(company, tmp_path, company.packer)
    presenter = desk.adjustments()
    assert all(why.startswith("You need the right") for why in shown.deeds(presenter.state).values())
