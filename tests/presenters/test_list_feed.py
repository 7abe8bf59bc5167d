"""A long list is fed to the screen in slices: one at a time, for where one looks now, and read again in place."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.orders import ORDERS
from warehouse_app.domain.listing import PAGE, ListQuery
from warehouse_app.domain.orders.values import OrderRow
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.schema import trade
from warehouse_app.ui.kit import book as books
from warehouse_app.ui.kit.book import Book
from warehouse_app.ui.runtime.listfeed import ListFeed

ROWS = 1_500


class Desk(Screen):
    """A list of many orders with codes that say their position."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        with company.write() as desk:
            desk.connection.execute(trade.orders.insert(), [self.row(f"{n:05d}") for n in range(ROWS)])
        self.table, self.troubles = ListTwin(), list[Trouble]()
        self.changes = 0
        self.feed_ = ListFeed(
            self.hands(), ORDERS, self.table, lambda row: row.id, self._changed, self.troubles.append
        )  # fmt: skip

    @staticmethod
    def row(code: str) -> dict[str, object]:
        day = "2010-12-06T08:00:00.000000Z"
        facts = {"state": "confirmed", "warehouse": "MAIN", "placed_at": day, "ship_by": day, "content_hash": code}
        return {"channel": "shop", "code": code, **facts}

    def _changed(self) -> None:
        self.changes += 1

    def code(self, at: int) -> str:
        row: OrderRow | None = self.feed_.book.row(at)
        return "" if row is None else row.code


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_a_list_opens_with_its_first_rows_and_its_length(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    assert (desk.code(0), desk.code(PAGE - 1)) == ("00000", f"{PAGE - 1:05d}")
    assert desk.feed_.state.extent is not None
    assert desk.feed_.state.extent.total == desk.table.book.total == ROWS
    assert not desk.feed_.state.waiting


def test_a_jump_reads_where_it_lands_and_nothing_between(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    asked = desk.runner.asked
    desk.feed_.look(1_000, 1_020)
    assert [desk.code(at) for at in (1_000, 1_020)] == ["01000", "01020"]
    assert desk.code(600) == ""
    assert desk.runner.asked - asked <= 3


def test_a_row_is_found_by_its_key_wherever_in_the_list_it_is(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    desk.feed_.look(1_200, 1_220)
    far = desk.feed_.book.key_of(1_210)
    desk.feed_.open(ListQuery(sort="code", descending=True))
    assert desk.feed_.book.find(far) == -1
    desk.feed_.reveal(far)  # type: ignore[arg-type]
    assert desk.table.chosen == far
    assert desk.feed_.book.find(far) == ROWS - 1 - 1_210
    assert [desk.code(at) for at in (0, ROWS - 1 - 1_210)] == [f"{ROWS - 1:05d}", "01210"]


def test_a_row_wished_for_before_the_list_is_here_is_chosen_when_it_comes(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    near = desk.feed_.book.key_of(3)
    desk.performer.held = True
    desk.feed_.open(ListQuery(sort="code", text="0000"))
    desk.feed_.reveal(near)  # type: ignore[arg-type]
    assert desk.table.chosen is None
    desk.performer.held = False
    desk.performer.release()
    assert desk.table.chosen == near


def test_a_row_that_the_list_has_not_is_not_chosen(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    told = list[str]()
    desk.feed_.reveal(999_999, lambda: told.append("missing"))
    assert (desk.table.chosen, told) == (None, ["missing"])


def test_a_flung_scroll_bar_asks_for_where_it_stops(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    desk.performer.held = True
    for at in range(300, 1_400, 100):
        desk.feed_.look(at, at + 20)
    asked = desk.runner.asked
    while desk.code(1_400 - 80) == "":
        desk.performer.release()
    assert desk.runner.asked - asked <= 3
    assert desk.code(700) == ""


def test_what_comes_for_an_older_question_is_dropped(desk: Desk) -> None:
    desk.performer.held = True
    desk.feed_.open(ListQuery(sort="code"))
    desk.feed_.open(ListQuery(sort="code", descending=True))
    desk.performer.release()
    desk.performer.release()
    assert desk.code(0) == f"{ROWS - 1:05d}"
    assert desk.table.query.descending


def test_a_changed_list_is_read_again_where_it_is_looked_at(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    desk.feed_.look(900, 920)
    before = desk.code(900)
    with desk.company.write() as writing:
        writing.connection.execute(trade.orders.insert(), [desk.row(f"-{n}") for n in range(30)])
    desk.feed_.refresh()
    assert desk.table.shifts[-1] == 30
    assert desk.code(930) == before
    assert desk.feed_.book.total == ROWS + 30


def test_many_changes_at_once_are_one_more_reading(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    desk.performer.held = True
    asked = desk.runner.asked
    for _ in range(20):
        desk.feed_.refresh()
    for _ in range(5):
        desk.performer.release()
    assert desk.runner.asked - asked == 2


def test_trouble_stops_the_asking_until_told_to_go_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.feed_.open(ListQuery(sort="code"))

    def away(*_anything: object) -> None:
        raise Trouble("database_away")

    with monkeypatch.context() as broken:
        broken.setattr(desk.company.runner, "ask", away)
        desk.feed_.look(1_000, 1_020)
        desk.feed_.look(1_001, 1_021)
    assert [each.code for each in desk.troubles] == ["database_away"]
    desk.feed_.look(1_002, 1_022)
    assert desk.code(1_002) == ""
    desk.feed_.refresh()
    assert desk.code(1_002) == "01002"


def test_a_list_that_could_not_be_opened_is_opened_by_a_refresh(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_anything: object) -> None:
        raise Trouble("database_away")

    with monkeypatch.context() as broken:
        broken.setattr(desk.company.runner, "ask", away)
        desk.feed_.open(ListQuery(sort="code"))
    desk.feed_.refresh()
    assert desk.code(0) == "00000"


def test_a_sort_that_is_gone_is_told_and_healed(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="shoe size", descending=True, filters=(("colour", "red"),)))
    assert desk.feed_.state.gone == ("shoe size", "colour")
    assert desk.feed_.state.query == desk.table.query == ListQuery()
    desk.feed_.refresh()
    assert not desk.feed_.state.gone


def test_a_list_that_shrank_while_one_scrolled_is_read_again(desk: Desk) -> None:
    desk.feed_.open(ListQuery(sort="code"))
    with desk.company.write() as writing:
        writing.connection.execute(trade.orders.delete().where(trade.orders.c.code >= "00400"))
    desk.feed_.look(1_000, 1_020)
    assert desk.feed_.book.total == 400


def test_a_book_never_grows_past_its_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "MOST_ROWS", PAGE * 6)
    desk.feed_.open(ListQuery(sort="code"))
    for at in range(0, ROWS, 50):
        desk.feed_.look(at, at + 20)
        assert desk.code(at) == f"{at:05d}"
        assert len(desk.feed_.book.rows()) <= PAGE * 7
    assert desk.code(0) == ""
    desk.feed_.look(0, 20)
    assert desk.code(0) == "00000"


def test_an_empty_book_wants_nothing() -> None:
    made: Book[int] = Book(lambda row: row)
    assert (made.wanted(0, 50), made.near(3), made.before(3), made.find(1)) == (None, None, None, -1)
