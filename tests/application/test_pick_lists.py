"""Lists walked on paper: all of it is booked but for what is named, by command and in the window."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.packbench import Bench
from tests.pickfloor import PickFloor, follow, no_pause, person, picker
from warehouse_app.application.batches import batch_detail
from warehouse_app.application.picklist import ListReport, confirm_list
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.picking.lists import Named, named
from warehouse_app.domain.refusals import Refused
from warehouse_app.ui.screens.batches import shown
from warehouse_app.ui.screens.batches.presenter import BatchesPresenter

STOCK = {"A01-01": ("A1", 20), "A01-02": ("B2", 20), "A02-01": ("A1", 9)}
ORDERS = {"1001": [("A1", 3), ("B2", 2)], "1002": [("A1", 1), ("B2", 1)]}


@pytest.fixture
def walk(company: Company) -> PickFloor:
    """A batch whose list was printed."""
    return PickFloor(company, ORDERS, STOCK)


def confirmed(walk: PickFloor, **fewer: int) -> ListReport:
    """Confirm the list by the rules of the command line."""
    lines = {line.replace("_", "-"): units for line, units in fewer.items()}
    session = person("LI", "LIST-1")
    return confirm_list(walk.company.runner, session, walk.batch.id, lines, pause=no_pause)


def test_a_whole_list_is_confirmed_at_once(walk: PickFloor) -> None:
    walk.release()
    assert confirmed(walk) == ListReport(walk.batch.code, 7, 0, 0, "picked")
    assert (walk.picked("1001"), walk.picked("1002")) == ([3, 2], [1, 1])
    ben = Bench(walk.company, "B1")
    assert ben.codes("1002", "A1", "B2") == ["order_opened", "right_item", "order_packed"]
    assert walk.drifted() == {}


def test_only_what_is_named_is_short_and_its_rest_is_fetched_elsewhere(walk: PickFloor) -> None:
    batch = walk.release()
    done = confirmed(walk, A01_01=2)
    assert (done.short, done.state) == (2, "suspended")
    assert [row[3] for row in walk.tasks() if row[0] == "short"] == ["fewer on the list"] * 2
    li = picker("line", walk.company)
    assert li.scan(batch) == "resumed"
    assert li.state.task.place == "A02-01"
    assert follow(li)[-1] == "batch_picked"
    assert (walk.picked("1001"), walk.picked("1002")) == ([3, 2], [1, 1])
    assert walk.drifted() == {}


def test_a_list_gone_on_with_after_an_interruption_books_nothing_twice(walk: PickFloor) -> None:
    batch = walk.release()
    li = picker("line", walk.company, "LI", "LIST-1")
    li.scan(batch, li.company.runner.ask(lambda desk: batch_detail(desk, walk.batch.id), li.session).tasks[0].place)
    task = li.state.task
    li.scan(task.sku)
    assert confirmed(walk).state == "picked"
    assert (walk.picked("1001"), walk.picked("1002")) == ([3, 2], [1, 1])
    assert walk.drifted() == {}


def test_a_line_nobody_knows_books_nothing(walk: PickFloor) -> None:
    walk.release()
    with pytest.raises(Refused) as no:
        confirmed(walk, Z99=1)
    assert (no.value.refusal.code, no.value.refusal.facts()["what"]) == ("list_wrong", "Z99")
    assert walk.state_of_batch() == "released"


def test_a_list_of_totals_goes_to_the_wall(walk: PickFloor) -> None:
    walk.release("sort")
    assert confirmed(walk).state == "picked"
    assert Bench(walk.company, "B1").scan("1001").code == "still_to_sort"
    assert walk.drifted() == {}


def test_a_batch_by_zone_has_no_list(walk: PickFloor) -> None:
    walk.zone(north="A01-01", south="A01-02")
    walk.release("zone")
    with pytest.raises(Refused) as no:
        confirmed(walk)
    assert (no.value.refusal.code, no.value.refusal.facts()["problem"]) == ("list_wrong", "zone")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A01-02=3", Named("A01-02", 3)),
        (" a01-02   b2 = 0".replace("= 0", "=0"), Named("A01-02 B2", 0)),
        ("A01-02", None),
        ("=3", None),
        ("A01-02=-1", None),
        ("A01-02=٣", None),
        ("A01-02=9999999", None),
    ],
)
def test_a_line_is_named_by_place_and_number(text: str, line: Named | None) -> None:
    assert named(text) == line


class Desk(Screen):
    """The batches screen of a supervisor."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, person("SUE", "O1", Role.SUPERVISOR))
        self.presenter = BatchesPresenter(self, self.hands("batches"), company.runner, self.toast, frozenset(Right))
        self.presenter.shown()


def test_the_way_is_chosen_and_the_list_confirmed_at_the_desk(walk: PickFloor) -> None:
    desk = Desk(walk.company)
    desk.presenter.chosen(walk.batch.id)
    desk.presenter.commanded("way")
    assert [each.words for each in shown.ways(desk.state.row)][3] == "Put wall"
    assert desk.presenter.keyed("4")
    assert desk.state.row.way == "sort"
    desk.presenter.commanded("way")
    assert desk.presenter.keyed("1")
    assert desk.state.row.way == ""
    assert shown.deeds(desk.state)["list"] == "Release it first"
    walk.release()
    desk.presenter.commanded("refresh")
    desk.presenter.commanded("list")
    desk.presenter.scanned("A01-01=2", "keyboard")
    assert "A01-01=2" in shown.list_question(desk.state)
    assert desk.presenter.keyed("1")
    assert [row[3] for row in walk.tasks() if row[0] == "short"] == ["fewer on the list"] * 2
    assert desk.state.row.state == "suspended"
    assert walk.drifted() == {}
