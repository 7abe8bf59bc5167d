"""The board reads when something moved, rests in between, and leads to what is behind each figure. No window."""

from __future__ import annotations

import pytest

from tests.company import Company
from warehouse_app.application.allocation import allocate
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.today import Need, NeedKind, Today
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.screens.today import shown
from warehouse_app.ui.screens.today.presenter import TodayPresenter
from warehouse_app.ui.screens.today.state import PACE, TodayScreen
from warehouse_app.ui.shell import dayboard
from warehouse_app.wording.today import need_title

NOW = "2010-12-06T12:00:00.000000Z"
ORDER = frozenset({Touched.ORDER.value})


class View:
    """Counts what it is shown, and when it is to wake its presenter."""

    def __init__(self) -> None:
        self.shown, self.wakes = list[TodayScreen](), list[int]()

    def render_state(self, state: TodayScreen) -> None:
        self.shown.append(state)

    def wake_in(self, ms: int) -> None:
        self.wakes.append(ms)


class Board:
    """A presenter over the company."""

    def __init__(self, company: Company) -> None:
        self.view, self.performer, self.gone = View(), InlinePerformer(), list[tuple[str, str]]()
        hands = Hands(
            self.performer, company.runner, lambda: company.supervisor, ChangeFeed(), company.ids.new, "today"
        )
        go = lambda screen, what: self.gone.append((screen, what))  # noqa: E731 - one line says it
        self.presenter = TodayPresenter(self.view, hands, go, lambda: NOW, lambda now: f"{now[:10]}T00:00:00Z")

    @property
    def reads(self) -> int:
        return len(self.view.shown)


@pytest.fixture
def board(company: Company) -> Board:
    with company.write() as desk:
        company.product(desk, "LAMP")
        company.order(desk, "1", [("LAMP", 3)])
        company.product(desk, "MUG")
        company.stock(desk, "A1", "MUG", 9)
        company.order(desk, "2", [("MUG", 1)])
    allocate(company.runner, company.supervisor)
    return Board(company)


def test_many_changes_in_a_row_are_one_reading_after_the_rest(board: Board) -> None:
    board.presenter.shown()
    for _ in range(50):
        board.presenter.touched(ORDER, mine=False)
    assert board.reads == 1
    board.presenter.rested()
    assert board.reads == 2
    board.presenter.rested()
    assert board.reads == 2, "nothing moved since"


def test_out_of_view_nothing_is_read(board: Board) -> None:
    board.presenter.touched(ORDER, mine=False)
    assert board.reads == 0
    board.presenter.shown()
    board.presenter.hidden()
    board.presenter.touched(ORDER, mine=False)
    board.presenter.minute()
    board.presenter.rested()
    assert board.reads == 1


def test_what_does_not_concern_it_wakes_nothing(board: Board) -> None:
    board.presenter.shown()
    board.presenter.rested()
    board.presenter.touched(frozenset({Touched.PERSON.value}), mine=False)
    assert board.reads == 1


def test_a_minute_makes_it_look_again(board: Board) -> None:
    board.presenter.shown()
    board.presenter.rested()
    board.presenter.minute()
    assert board.reads == 2


def test_a_slow_reading_rests_so_long_that_it_costs_under_two_per_cent() -> None:
    for took in (0, 5, 20, 400):
        assert PACE.rest_after(took) >= 2_000
        assert took / (took + PACE.rest_after(took)) < 0.02


def test_stages_cards_tiles_and_needs_lead_to_what_is_behind_them(board: Board) -> None:
    board.presenter.shown()
    board.presenter.stage_opened("Ready", "")
    board.presenter.stage_opened("Ready", "2")
    board.presenter.tile_opened("leave")
    board.presenter.need_opened(0)
    assert board.gone == [
        ("orders", "stage:Ready"),
        ("orders", "row:2"),
        ("orders", "view:to_ship_today"),
        ("stock", "holders:LAMP"),
    ]


def test_the_board_says_what_it_shows_in_words(board: Board) -> None:
    board.presenter.shown()
    told = board.view.shown[0].board
    assert told is not None
    assert [each.count for each in dayboard.columns(told, {})] == ["0", "1", "0", "0", "0", "0", "0", "0"]
    assert [need.kind for need in told.needs] == [NeedKind.SHORT]
    (row,) = dayboard.need_rows(told)
    assert (row.title, row.deed) == ("LAMP is 3 short", "Who holds it")
    assert shown.bars(told).sentence == "Packed by hour: 0 today, 0 by this time yesterday, best hour 0"
    assert [tile.value for tile in shown.tiles(told)] == ["0 to go", "–", "0", "0", "–"]


def test_a_company_without_orders_is_told_how_they_come_in(board: Board) -> None:
    assert dayboard.calm(Today(NOW, NOW, NOW))[0] == "No open orders"
    board.presenter.shown()
    told = board.view.shown[0].board
    assert told is not None
    assert dayboard.calm(told)[0] == "Nothing needs you"


def test_what_needs_a_person_is_titled_whatever_it_is() -> None:
    """A need that is no count tells no product, and is titled all the same."""
    need = Need(NeedKind.PRINT, "LABELS", 2, "", "", {"count": 2, "printer": "LABELS", "state": "failed"})
    assert need_title(need) == "2 prints did not come out"
    count = Need(NeedKind.COUNT, "A01", 0, "", "", {"place": "A01", "sku": "", "reason": "short"})
    assert need_title(count) == "Count A01"
