"""Transfers without a window: made, filled, confirmed, picked, sent, received, closed; nothing typed is lost."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from warehouse_app.domain.people import Right
from warehouse_app.store.schema import ledger
from warehouse_app.ui.screens.transfers import shown
from warehouse_app.ui.screens.transfers.presenter import TransfersPresenter, asked_of


class Desk(Screen):
    """A house with mugs and lamps, a second one, and the page of transfers."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            for code in (WAREHOUSE, "SOUTH"):
                desk.connection.execute(ledger.warehouse.insert().values(code=code))
            for sku in ("MUG", "LAMP"):
                company.product(desk, sku)
            company.stock(desk, "A01", "MUG", 10)
            company.stock(desk, "A02", "LAMP", 4)
        self.page = TransfersPresenter(self, self.hands("transfers"), company.runner, self.toast)
        self.wire(self.page, "transfers")
        self.page.shown()

    def make(self, lines: str = "MUG=6, lamp=2") -> None:
        """Fill the form of a new transfer."""
        self.page.commanded("new")
        self.page.saved({"source": WAREHOUSE, "target": "SOUTH", "lines": lines, "due_day": "", "note": "by van"})

    def go(self, *deeds: str) -> str:
        """Do deeds one after the other; return the state of the transfer."""
        for each in deeds:
            self.page.commanded(each)
        return str(self.state.detail.head.state.value)

    def refused(self) -> dict[str, str]:
        """Return what the open form was told."""
        return dict(self.state.form.refusals)


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_a_transfer_goes_all_the_way_by_keys(desk: Desk) -> None:
    desk.make()
    assert [(line.sku, line.qty) for line in desk.state.detail.lines] == [("MUG", 6), ("LAMP", 2)]
    assert desk.go("confirm") == "confirmed"
    assert shown.deeds(desk.state)["send"] == "It is not at that step"
    assert desk.go("pick") == "picking"
    assert desk.go("send") == "sent"
    assert shown.seen(desk.state.detail) == {"receive", "all", "finish"}
    assert desk.go("all") == "closed"
    assert [(line.sku, line.received) for line in desk.state.detail.lines] == [("MUG", 6), ("LAMP", 2)]
    desk.page.viewed("done")
    assert [row.code for row in desk.table_view.book.rows()] == ["TR000001"]


def test_differences_are_typed_told_and_written_off(desk: Desk) -> None:
    desk.make("MUG=6")
    desk.go("confirm", "pick", "send", "receive")
    desk.page.saved({"sku": "MUG", "qty": "x", "how": "good"})
    assert desk.refused() == {"": "How many is a whole number"}
    desk.page.saved({"sku": "MUG", "qty": "7", "how": "good"})
    assert "6 are on their way" in desk.refused()["qty"]
    desk.page.saved({"sku": "MUG", "qty": "4", "how": "good"})
    desk.page.commanded("receive")
    desk.page.saved({"sku": "MUG", "qty": "1", "how": "damaged"})
    assert desk.go("finish") == "received"
    line = desk.state.detail.lines[0]
    assert shown.line_differs(line) == "1 damaged, 1 to come"
    desk.page.commanded("close")
    desk.page.saved({"reason": ""})
    assert "did not come" in desk.refused()[""]
    desk.page.saved({"reason": "fell off the van"})
    assert desk.state.detail.head.state.value == "closed"
    story = [shown.what(each) for each in desk.state.detail.deeds]
    assert story[:2] == ["Closed: fell off the van", "Did not come: written off: 1 \u2066MUG\u2069: fell off the van"]


def test_a_picked_transfer_is_cancelled_and_its_goods_go_back(desk: Desk) -> None:
    desk.make()
    desk.go("confirm", "pick", "cancel")
    desk.page.saved({"reason": "not needed"})
    assert (desk.state.form, desk.state.detail.head.state.value) == (None, "cancelled")
    assert desk.state.detail.row.picked == 0


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        ({"target": WAREHOUSE}, "target", f"Both ends are {WAREHOUSE}"),
        ({"lines": "MUG"}, "", "MUG is not SKU=HOW MANY"),
        ({"lines": "MUG=-2"}, "", "MUG=-2 is not SKU=HOW MANY"),
        ({"lines": "NONE=2"}, "sku", "NONE"),
        ({"due_day": "31 February"}, "due_day", "Due"),
    ],
)
def test_what_cannot_be_is_told_under_its_field(desk: Desk, typed: dict[str, str], where: str, words: str) -> None:
    desk.page.commanded("new")
    before = {"source": WAREHOUSE, "target": "SOUTH", "lines": "MUG=1", "due_day": "", "note": ""}
    desk.page.saved({**before, **typed})
    told = desk.refused()
    assert words in told.get(where, told.get("", ""))


def test_lines_of_a_draft_are_changed(desk: Desk) -> None:
    desk.make("")
    desk.page.commanded("line")
    desk.page.saved({"sku": "mug", "qty": "3"})
    assert [(line.sku, line.qty) for line in desk.state.detail.lines] == [("MUG", 3)]
    desk.page.commanded("line")
    desk.page.saved({"sku": "MUG", "qty": "0"})
    assert desk.state.detail.lines == ()
    desk.page.commanded("confirm")
    assert "Nothing is asked for" in desk.state.care


def test_a_package_that_is_scanned_opens_its_transfer(desk: Desk) -> None:
    desk.make()
    desk.go("confirm", "pick")
    desk.make("MUG=1")
    desk.page.scanned("TR000001-1", "wedge")
    assert desk.state.detail.head.code == "TR000001"
    desk.page.opened("transfer:TR000002")
    assert desk.state.detail.head.code == "TR000002"


def test_who_lacks_a_right_is_told_which(desk: Desk) -> None:
    from dataclasses import replace

    state = replace(desk.state, rights=frozenset({Right.VIEW}))
    assert shown.deeds(state)["new"] == 'You need the right "transfer"'


def test_goods_are_read_as_people_write_them() -> None:
    found = asked_of("MUG=40, LAMP = 4;\nA=B=2,")
    assert [(each.sku, each.qty) for each in found if not isinstance(each, str)] == [
        ("MUG", 40),
        ("LAMP", 4),
        ("A=B", 2),
    ]
