"""The exceptions screen without a window: the queue, its views, and every exception settled by digit, key or form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.crewfloor import Floor, session
from tests.hands import Screen
from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import HoldOrder
from warehouse_app.domain.exceptions.values import CaseKind, Deed
from warehouse_app.ui.screens.exceptions import shown
from warehouse_app.ui.screens.exceptions.presenter import ExceptionsPresenter
from warehouse_app.ui.screens.exceptions.state import VIEWS

NOW = "2010-12-06T09:00:00.000000Z"


class Desk(Screen):
    """A supervisor before the queue: a product is short, an order's address is doubted, a cart was left."""

    def __init__(self, company: Company, number: str = "p-sup") -> None:
        super().__init__(company, session(number, "D1", with_pin=True))
        self.floor = Floor(company)
        self.went: list[tuple[str, str]] = []
        self.wakes: list[int] = []
        with company.write() as desk:
            company.order(desk, "2001", [("LAMP", 2)], total_minor=90_000)
        allocate(company.runner, company.supervisor)
        self.floor.do(HoldOrder(id="h", order_id=self.floor.orders[1], reason="no street", kind="address")).done()
        self.floor.begin(scans=1)
        company.clock.forward(minutes=40)
        self.presenter = ExceptionsPresenter(
            self, self.hands("exceptions"), company.runner, lambda screen, what: self.went.append((screen, what)),
            self.toast, lambda _s: None, clock=lambda: 0.0,
        )  # fmt: skip
        self.wire(self.presenter, "exceptions")
        self.presenter.shown()

    def wake_in(self, ms: int) -> None:
        """Keep when to wake."""
        self.wakes.append(ms)

    def rest(self) -> None:
        """Let the rest be over."""
        self.presenter.rested()

    @property
    def kinds(self) -> list[str]:
        return [case.kind.value for case in self.state.cases]

    def choose(self, kind: CaseKind) -> None:
        self.presenter.chosen(next(case.name for case in self.state.cases if case.kind is kind))


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_allocating_in_vain_says_why_and_not_that_it_is_done(desk: Desk) -> None:
    desk.choose(CaseKind.SHORT)
    desk.presenter.commanded("main")
    assert desk.state.refusal == "Nothing could be promised: never stocked"
    assert desk.told == []
    assert "short" in desk.kinds


def test_views_and_search_narrow_the_queue(desk: Desk) -> None:
    assert sorted(desk.kinds) == ["batch", "hold", "short"]
    counts = {view.name: view.count for view in shown.views(desk.state)}
    assert counts == {"all": 3, "stock": 1, "orders": 1, "floor": 1, "prints": 0, "dock": 0, "returns": 0, "resting": 0}
    desk.presenter.viewed("floor")
    assert desk.kinds == ["batch"]
    desk.presenter.commanded("back")
    desk.presenter.sought("lamp")
    assert desk.kinds == ["short"]
    desk.presenter.sought("nothing of the kind")
    assert shown.empty(desk.state)[0] == "No exception in this view"
    desk.presenter.opened("view:orders")
    assert desk.state.view == "orders"


def test_the_main_deed_is_done_by_a_key_and_the_next_one_is_chosen(desk: Desk) -> None:
    desk.choose(CaseKind.SHORT)
    assert shown.main_words(desk.state) == "Allocate again"
    with desk.company.write() as writing:
        desk.company.stock(writing, "A03", "LAMP", 5)
    desk.presenter.commanded("main")
    assert desk.told == ["LAMP is 2 short: Allocate again"]
    assert "short" not in desk.kinds
    assert desk.state.case is not None, "the next one stands in its place"


def test_a_cart_is_given_by_digits_and_taken_back(desk: Desk) -> None:
    desk.choose(CaseKind.BATCH)
    assert [option.words for option in shown.options(desk.state)][:2] == ["Give to", "Back to pool"]
    desk.presenter.commanded("give")
    assert desk.state.asking is Deed.GIVE
    people = [option.words for option in shown.options(desk.state)]
    assert desk.presenter.keyed(str(people.index("Sam P.") + 1))
    assert desk.floor.scan(desk.floor.batches[0].code, desk.floor.sam).code == "resumed"
    assert desk.state.undo
    desk.presenter.commanded("undo")
    assert desk.told[-1] == "Taken back"
    assert not desk.state.undo


def test_setting_aside_asks_for_a_reason_and_can_be_taken_back(desk: Desk) -> None:
    desk.choose(CaseKind.SHORT)
    desk.presenter.commanded("aside")
    assert desk.state.form.name == "rest"
    desk.presenter.saved({"reason": "  ", "hours": "0"})
    assert desk.state.form.refusals["reason"] != ""
    desk.presenter.saved({"reason": "comes at noon", "hours": "4"})
    assert "short" not in desk.kinds
    desk.presenter.viewed("resting")
    assert desk.kinds == ["short"]
    desk.choose(CaseKind.SHORT)
    assert ("Set aside", "comes at noon") in shown.facts(desk.state.case, NOW)
    assert shown.aside_words(desk.state) == "Take up again"
    desk.presenter.commanded("aside")
    assert shown.empty(desk.state)[0] == "Nothing is set aside"
    desk.presenter.viewed("all")
    assert "short" in desk.kinds
    desk.presenter.commanded("undo")
    assert "short" not in desk.kinds


def test_an_address_is_corrected_where_the_order_is(desk: Desk) -> None:
    desk.choose(CaseKind.HOLD)
    desk.presenter.commanded("main")
    assert desk.went == [("orders", f"address:{desk.floor.orders[1]}")]
    assert desk.presenter.keyed("2")
    assert desk.state.form.name == "unhold"
    desk.presenter.saved({"reason": "they called"})
    assert "hold" not in desk.kinds


def test_every_exception_is_looked_at_somewhere(desk: Desk) -> None:
    desk.choose(CaseKind.SHORT)
    desk.presenter.deed(Deed.LOOK)
    desk.choose(CaseKind.BATCH)
    desk.presenter.deed(Deed.LOOK)
    assert desk.went == [("stock", "holders:LAMP"), ("batches", f"batch:{desk.floor.batches[0].code}")]


def test_what_moved_meanwhile_is_read_once_after_a_rest(desk: Desk) -> None:
    before = len(desk.states)
    desk.feed.publish(frozenset({"order"}), "elsewhere")
    desk.feed.publish(frozenset({"stock"}), "elsewhere")
    assert len(desk.states) == before
    assert 0 < desk.wakes[-1] <= 1_000, "within a second"
    desk.rest()
    assert len(desk.states) == before + 1
    desk.feed.publish(frozenset({"document"}), "elsewhere")
    desk.presenter.hidden()
    desk.presenter.minute()
    assert len(desk.states) == before + 1


def test_what_was_settled_by_another_meanwhile_is_told(desk: Desk) -> None:
    desk.choose(CaseKind.SHORT)
    with desk.company.write() as writing:
        desk.company.stock(writing, "A03", "LAMP", 5)
    allocate(desk.company.runner, desk.company.supervisor)
    desk.presenter.commanded("main")
    assert "settled" in desk.state.refusal
    desk.presenter.commanded("back")
    assert desk.state.refusal == ""


def test_a_key_meant_for_what_another_settled_does_nothing_to_the_next(desk: Desk) -> None:
    desk.choose(CaseKind.SHORT)
    with desk.company.write() as writing:
        desk.company.stock(writing, "A03", "LAMP", 5)
    allocate(desk.company.runner, desk.company.supervisor)
    desk.presenter.minute()
    desk.rest()
    assert desk.told == ["LAMP is 2 short: it is settled already"]
    assert desk.state.case is None
    assert not desk.presenter.keyed("1")
    assert sorted(desk.kinds) == ["batch", "hold"]


def test_every_exception_is_in_a_view_of_its_own_kind() -> None:
    named = [kind for name, kinds in VIEWS.items() if name != "all" for kind in kinds]
    assert sorted(named) == sorted(CaseKind)


def test_who_only_looks_is_given_no_deed(company: Company) -> None:
    desk = Desk(company, "p-own")
    desk.choose(CaseKind.SHORT)
    assert shown.options(desk.state) == ()
    assert shown.reasons(desk.state)["main"].startswith("You need the right")
    assert not desk.presenter.keyed("1")


def test_the_queue_leaves_as_a_file_in_which_nothing_runs(desk: Desk, tmp_path: Path) -> None:
    desk.floor.do(HoldOrder(id="f", order_id=desk.floor.orders[0], reason="=1+1", kind="manual")).done()
    desk.presenter.minute()
    desk.rest()
    file = tmp_path / "queue.csv"
    desk.presenter.export(file)
    assert desk.told == ["4 rows are in queue.csv"]
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "Kind,What,About,Orders,First leaves,Since,Worth"
    assert any(",'=1+1," in line for line in lines)


def test_every_kind_stands_in_one_view_beside_all() -> None:
    of = [kind for name, kinds in VIEWS.items() if name != "all" for kind in kinds]
    assert sorted(of) == sorted(CaseKind)
