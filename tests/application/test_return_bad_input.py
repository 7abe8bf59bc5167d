"""Bad input at a returns station: a clear sentence, a way on, and nothing lost. `docs/returns.md` names each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.application.test_returns_bench import expected
from tests.company import Company, key_of
from tests.packbench import sums_are_zero
from tests.returnbench import bench, goods
from tests.returned import shipped
from warehouse_app.application.photos import keep_picture
from warehouse_app.application.returning.refunding import GiveRefund
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import returning, trade
from warehouse_app.system.photos import PhotoFolder
from warehouse_app.terminal.station import Line, Station, mode_of


class Table:
    """A returns station in line mode, and what it says."""

    def __init__(self, company: Company) -> None:
        self.company = company
        goods(company)
        self.bench = bench(company, checks=False)
        self.station = Station(company.runner, self.bench.session, mode_of("returns"))

    def said(self, text: str) -> dict[str, Any]:
        """Answer one line."""
        answer: dict[str, Any] = self.station.answer(Line(text, ""))
        return answer

    def codes(self, *texts: str) -> list[str]:
        """Answer lines, and return what came of each."""
        return [str(self.said(text)["code"]) for text in texts]


@pytest.fixture
def table(company: Company) -> Table:
    """A station, and orders of two customers that left."""
    made = Table(company)
    with company.write() as desk:
        whose = [key_of(desk.connection.execute(trade.customer.insert().values(code=code))) for code in ("C1", "C2")]
        shipped(company, desk, "SH-1000", [("MUG", 2)], customer_id=whose[0], total_minor=2000, currency="GBP")
        shipped(company, desk, "SH-1001", [("LAMP", 1)], customer_id=whose[1])
        desk.connection.execute(trade.order_line.update().values(total_minor=1000))
    return made


def states(company: Company) -> list[str]:
    """Return the states of all returns."""
    with company.store.read() as desk:
        rows = desk.connection.execute(returning.returns.select().order_by(returning.returns.c.id))
        return [row.state for row in rows]


def test_unknown_and_half_codes_ask_and_can_be_kept(table: Table) -> None:
    told = table.said("1Z-NOBODY")
    assert (told["code"], told["say"]) == (
        "returns.blind", "Nobody knows 1Z-NOBODY. 1: keep the parcel as it is. 2: scan something else on it",
    )  # fmt: skip
    assert table.codes("2") == ["never_mind"]
    half = table.said("SH-100")
    assert (half["code"], half["say"]) == ("returns.which", "Which one is it? 2 fit SH-100")
    assert table.codes("3", "") == ["returns.slot", "return_parked"]
    assert states(table.company) == ["received"]


def test_codes_of_another_customers_parcel_open_nothing_beside_the_one_on_the_table(table: Table) -> None:
    assert table.codes("SH-1000") == ["return_begun"]
    for code in ("SH-1001", "PSH-1001-1"):
        told = table.said(code)
        assert (told["code"], told["class"]) == ("return_open_here", "note")
        assert told["say"].startswith("Return RT000001 is on the table")
    assert table.codes("LAMP", "1")[0] == "returns.unexpected"
    assert states(table.company) == ["inspecting"]


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        ("draft", "return_not_shipped", "Nothing of order S5 has left yet: it is still a draft"),
        ("confirmed", "return_not_shipped", "Nothing of order S5 has left yet: it is confirmed"),
        ("cancelled", "return_not_shipped", "Nothing of order S5 has left yet: it is cancelled"),
    ],
)
def test_an_order_that_did_not_leave_has_nothing_to_come_back(table: Table, state: str, code: str, words: str) -> None:
    with table.company.write() as desk:
        table.company.order(desk, "S5", [("MUG", 1)], state=state)
    told = table.said("S5")
    assert (told["code"], told["say"].startswith(words)) == (code, True), told["say"]
    assert states(table.company) == []


def test_an_expired_and_a_closed_one_are_stops_with_two_ways_on(table: Table) -> None:
    expected(table.bench, "S200", ("MUG", 1))
    expected(table.bench, "S201", ("MUG", 1))
    with table.company.write() as desk:
        _set(desk, "RT000001", state="expired", expires_on="2010-01-01")
        _set(desk, "RT000002", state="closed")
    for code, refused, question in (
        ("RT000001", "return_expired", "returns.expired"), ("RT000002", "return_over", "returns.over"),
    ):  # fmt: skip
        told = table.said(code)
        assert (told["code"], told["class"]) == (refused, "stop")
        assert table.said("")["state"]["phase"] == question.removeprefix("returns.")
        assert table.codes("1") == ["no_right"]
        assert table.codes("2", "")[-1] == "return_parked"
    assert len(states(table.company)) == 3


def test_no_number_of_units_but_a_whole_one_above_zero_counts(table: Table) -> None:
    table.codes("SH-1000", "MUG")
    for text in ("*0", "*99999999"):
        assert table.codes(text) == ["unreadable"]
    for text in ("*-1", "*1.5"):
        assert table.codes(text, "2") == ["returns.nameless", "never_mind"]
    more = table.said("*3")
    assert (more["code"], more["say"].startswith("More MUG than order SH-1000 may send back")) == (
        "returns.above_sent", True,
    )  # fmt: skip
    assert sum(each["qty"] for each in more["state"]["units"]) == 2
    assert sums_are_zero(table.company)


def test_money_goes_back_in_the_currency_it_was_paid_in(table: Table) -> None:
    table.codes("SH-1000", "MUG", "1")
    wrong = GiveRefund(id="usd", return_id=1, amount="1.00", currency="USD", why="late")
    refusal = table.company.runner.perform(wrong, table.company.supervisor).refusal
    assert refusal is not None
    assert refusal.code == "other_currency"


def test_a_file_that_is_no_photo_is_refused_and_the_work_goes_on(table: Table, tmp_path: Path) -> None:
    company = table.company
    table.codes("SH-1000", "MUG")
    shelf = PhotoFolder(lambda: tmp_path / "photos", str)
    for data in (b"", b"no picture at all", b"\xff\xd8\xff\xe0 cut off", b"<svg/>"):
        with pytest.raises(Refused) as refused:
            keep_picture(company.runner, table.bench.session, shelf, data, About.RETURN, 1, "", "scan.txt")
        assert refused.value.refusal.code == "not_a_photo"
    assert table.codes("1") == ["return_graded"]


def _set(desk: Desk, code: str, **values: object) -> None:
    mine = returning.returns.c.code == code
    desk.connection.execute(returning.returns.update().where(mine).values(**values))
