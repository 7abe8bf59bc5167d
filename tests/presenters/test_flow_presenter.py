"""The flow board reads within a second of a change, answers what-if, releases what its preview showed. No window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batches import find_batches, plan
from warehouse_app.application.releasing.rules import SetCutOff
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.flow import AS_IT_IS, WhatIf
from warehouse_app.domain.people import PersonId, Role
from warehouse_app.domain.releasing.channels import Lane
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import ledger
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.screens.flow import shown
from warehouse_app.ui.screens.flow.presenter import FlowPresenter
from warehouse_app.ui.screens.flow.state import PACE, FlowScreen

NOW = "2010-12-06T12:00:00.000000Z"
ORDER = frozenset({Touched.ORDER.value})


class View:
    """Keeps what it is shown, and when it is to wake its presenter."""

    def __init__(self) -> None:
        self.shown, self.wakes = list[FlowScreen](), list[int]()

    def render_state(self, state: FlowScreen) -> None:
        self.shown.append(state)

    def wake_in(self, ms: int) -> None:
        self.wakes.append(ms)

    @property
    def now(self) -> FlowScreen:
        return self.shown[-1]


class Board:
    """A presenter over the company."""

    def __init__(self, company: Company) -> None:
        self.view, self.gone, self.toasts = View(), list[tuple[str, str]](), list[str]()
        self.performer = InlinePerformer()
        hands = Hands(self.performer, company.runner, lambda: company.supervisor, ChangeFeed(), company.ids.new, "flow")
        self.company = company
        self.presenter = FlowPresenter(
            self.view, hands, company.runner, lambda screen, what: self.gone.append((screen, what)),
            lambda words, _undo: self.toasts.append(words), lambda: NOW, lambda now: f"{now[:10]}T00:00:00.000000Z",
        )  # fmt: skip

    def batches(self) -> list[tuple[str, int]]:
        found = self.company.runner.ask(find_batches, self.company.supervisor)
        return [(row.state, row.orders) for row in found]

    def given(self) -> list[str]:
        """Return for whom the batches are."""
        return [row.who_name for row in self.company.runner.ask(find_batches, self.company.supervisor)]


@pytest.fixture
def board(company: Company) -> Board:
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE, timezone="UTC"))
        company.product(desk, "MUG")
        company.stock(desk, "A1", "MUG", 9)
        company.order(desk, "1", [("MUG", 1)], ship_by="2010-12-06T20:00:00.000000Z")
        company.order(desk, "2", [("MUG", 2)], ship_by="2010-12-08T20:00:00.000000Z")
        company.order(desk, "3", [("MUG", 20)], ship_by="2010-12-06T20:00:00.000000Z")
    allocate(company.runner, company.supervisor, ("1", "2"))
    return Board(company)


def test_a_change_is_on_the_board_within_a_second(board: Board) -> None:
    board.presenter.shown()
    assert board.view.wakes[-1] <= 900
    board.presenter.touched(ORDER, mine=False)
    board.presenter.touched(ORDER, mine=False)
    assert len(board.view.shown) == 1, "it rests"
    board.presenter.rested()
    assert len(board.view.shown) == 2, "two changes are one reading"
    assert [PACE.rest_after(took) for took in (0, 50, 500)] == [400, 600, 900]


def test_what_does_not_concern_it_wakes_nobody(board: Board) -> None:
    board.presenter.shown()
    board.presenter.rested()
    board.presenter.touched(frozenset({Touched.DEVICE.value}), mine=False)
    assert len(board.view.shown) == 1


def test_a_release_shows_first_what_it_would_do(board: Board) -> None:
    board.presenter.shown()
    board.presenter.commanded("release")
    assert board.view.now.preview is not None
    head, lines = shown.preview(board.view.now.preview)
    assert (head, lines) == (
        "Release 1 order", ("1 unit in “Everything else”", "3 will be late: stock is lacking"),
    )  # fmt: skip
    assert board.batches() == [], "nothing is done yet"
    assert board.presenter.keyed("Enter")
    assert (board.batches(), board.toasts) == ([("released", 1)], ["1 batch released, 1 order"])
    assert board.view.now.preview is None


def test_what_leaves_later_is_released_when_it_is_asked_for(board: Board) -> None:
    board.presenter.shown()
    board.presenter.commanded("release")
    board.presenter.commanded("all")
    assert board.view.now.preview is not None
    assert shown.preview(board.view.now.preview)[0] == "Release 2 orders"
    board.presenter.commanded("release")
    assert board.batches() == [("released", 1), ("released", 1)], "a batch is of one day"


def test_batches_planned_by_hand_are_told(board: Board) -> None:
    plan(board.company.runner, board.company.supervisor, pause=lambda _s: None)
    board.presenter.shown()
    board.presenter.commanded("release")
    assert board.view.now.preview is not None
    head, lines = shown.preview(board.view.now.preview)
    assert (head, lines[0]) == ("Nothing to release today", "2 planned batches with 2 orders wait in Batches")


def test_escape_takes_preview_and_questions_away(board: Board) -> None:
    board.presenter.shown()
    board.presenter.commanded("release")
    board.presenter.commanded("packer")
    board.presenter.commanded("back")
    assert (board.view.now.preview, board.view.now.asked) == (None, AS_IT_IS)
    assert not board.presenter.keyed("Enter")


def test_a_preview_that_nobody_waits_for_any_more_does_not_come(board: Board) -> None:
    board.presenter.shown()
    leaves: tuple[Callable[[], None], ...] = (lambda: board.presenter.commanded("back"), board.presenter.hidden)
    for leave in leaves:
        board.performer.held = True
        board.presenter.commanded("release")
        leave()
        board.performer.held = False
        board.performer.release()
        assert board.view.now.preview is None
        assert not board.presenter.keyed("Enter")
    assert board.batches() == []


def test_a_collection_of_another_day_is_told_with_its_day(board: Board) -> None:
    company = board.company
    for weekday, label in ((0, "Leave at 15:30"), (1, "Leave on Tue 7 Dec")):
        on = SetCutOff(id=company.ids.new(), warehouse=WAREHOUSE, service="", weekdays=(weekday,), minute=15 * 60 + 30)
        company.runner.perform(on, company.supervisor).done()
        board.presenter.shown()
        assert shown.tiles(board.view.now)[0].label == label
        off = SetCutOff(id=company.ids.new(), warehouse=WAREHOUSE, service="", weekdays=(weekday,), minute=None)
        company.runner.perform(off, company.supervisor).done()


def test_a_question_is_asked_and_taken_back(board: Board) -> None:
    board.presenter.shown()
    board.presenter.commanded("packer")
    assert board.view.now.asked == WhatIf(packers=1)
    assert shown.advice(board.view.now).title == "1 packer more."
    board.presenter.commanded("packer")
    assert not board.view.now.asked


def test_figures_lead_to_the_rows_behind_them(board: Board) -> None:
    board.presenter.shown()
    board.presenter.stage_opened("Ready", "1")
    board.presenter.stage_opened("Ready", "")
    board.presenter.tile_opened("leave")
    board.presenter.lane_opened("", Lane.LATE)
    assert board.gone[0][1].startswith("row:")
    assert board.gone[1:] == [
        ("orders", "stage:Ready"), ("orders", "view:to_ship_today"), ("orders", "lane::late"),
    ]  # fmt: skip


def test_a_channel_asks_for_the_lane_and_a_digit_opens_its_orders(board: Board) -> None:
    board.presenter.shown()
    board.presenter.channel_opened("")
    assert shown.question(board.view.now) == "Which orders of “Everything else”?"
    told = [(each.words, each.figure) for each in shown.options(board.view.now)]
    assert told == [("To do today", "1"), ("Waiting", "1"), ("Later", "1")]
    assert not board.presenter.keyed("4")
    assert board.presenter.keyed("1")
    assert board.gone == [("orders", "lane::today")]
    assert not board.view.now.asking


def test_the_batch_that_waits_is_given_to_whom_a_digit_names_and_taken_back(board: Board) -> None:
    board.presenter.shown()
    board.presenter.commanded("assign")
    assert board.view.now.refusal == "No released batch waits for somebody. Release (F2) sends some to the floor."
    with board.company.write() as desk:
        for code, role in (("LI", Role.PICKER), ("OWN", Role.OWNER)):
            row = PersonRow(PersonId(f"p-{code}"), code, code.title(), role, "", "", False, 0, "", desk.at)
            people.add(desk, row)
    board.presenter.commanded("release")
    board.presenter.commanded("release")
    board.presenter.commanded("assign")
    assert shown.question(board.view.now) == "Who takes batch B00001, the first that waits?"
    assert [(each.words, each.line) for each in shown.options(board.view.now)] == [("Li", "Not seen")]
    assert board.presenter.keyed("1")
    assert board.toasts[-1] == "Batch B00001 is for Li"
    assert board.given() == ["Li"]
    board.presenter.commanded("undo")
    assert board.given() == [""]


def test_the_tiles_say_when_orders_leave_and_are_done(board: Board) -> None:
    board.presenter.shown()
    told = {tile.name: tile for tile in shown.tiles(board.view.now)}
    assert told["leave"].value == "1 to go"
    assert told["leave"].line.endswith("all make it")
    assert told["pace"].line == "picking; packing 120; assumed"
