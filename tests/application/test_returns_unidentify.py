"""Whose a blind parcel is, taken back: what proved it is reversed, told before, and refused where something stands."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import sums_are_zero
from tests.returnbench import ReturnBench, balance, bench, goods, head, order, rows
from warehouse_app.application.returning.identifying import IdentifyReturn
from warehouse_app.application.returning.refunding import GiveRefund
from warehouse_app.application.returning.unidentifying import UnidentifyReturn, Whose
from warehouse_app.application.run import Outcome
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import trade

TABLE = "RETURNS"


@pytest.fixture
def clerk(company: Company) -> ReturnBench:
    """A blind parcel with two mugs and a lamp on the table, and an order of one mug that left."""
    goods(company)
    made = bench(company, checks=False)
    order(company, "S1", ("MUG", 1), total_minor=1000)
    with company.write() as desk:
        desk.connection.execute(trade.order_line.update().values(total_minor=1000))
    made.codes("JD014600006281", "1", "", "RS-01", "MUG", "1", "MUG", "1", "LAMP", "2")
    return made


def do(company: Company, name: str = "RT000001") -> Outcome[Whose]:
    """Take back whose it is, at the desk."""
    return company.runner.perform(UnidentifyReturn(id=company.ids.new(), return_code=name), company.supervisor)


def lines(company: Company) -> list[tuple[str, int, bool, str]]:
    """Return of each unit what it is, how many, whether its line is known, and the entry that proved it."""
    with company.store.read() as desk:
        found = units.of_return(desk, cases.known(desk, "RT000001").id)
        return [(each.sku, each.qty, each.line_id is not None, each.traced_id) for each in found]


def test_at_the_bench_it_is_asked_first_and_all_is_as_it_was(clerk: ReturnBench) -> None:
    company = clerk.company
    before, mugs = lines(company), balance(company, "PS1-1", "MUG")
    was = head(company, "RT000001")
    assert clerk.codes("S1", "1") == ["returns.identify", "return_identified_part"]
    assert (balance(company, "PS1-1", "MUG"), mugs) == (0, 1)
    asked = clerk.scan("UNDO")
    assert (asked.code, asked.facts["order"], asked.facts["qty"]) == ("returns.unidentify", "S1", 1)
    assert clerk.codes("2", "UNDO")[-1] == "returns.unidentify"
    told = clerk.scan("1")
    assert (told.code, told.facts["return"]) == ("return_unidentified", "RT000001")
    now = head(company, "RT000001")
    assert lines(company) == before
    assert (now.state, now.order_id, now.customer_id, now.currency, now.outcome) == (
        "received", None, was.customer_id, was.currency, was.outcome,
    )  # fmt: skip
    assert (balance(company, "PS1-1", "MUG"), balance(company, TABLE, "MUG")) == (1, 2)
    assert sums_are_zero(company)
    assert clerk.codes("S1", "1", "UNDO", "1") == [
        "returns.identify", "return_identified_part", "returns.unidentify", "return_unidentified",
    ]  # fmt: skip
    assert clerk.codes("UNDO", "UNDO")[-1] == "return_taken_back"
    assert rows(company, "RT000001")[-1][0] == "MUG"
    assert sums_are_zero(company)


def test_a_row_that_identifying_split_goes_back_whole(clerk: ReturnBench) -> None:
    company = clerk.company
    clerk.codes("*3")
    order(company, "S2", ("LAMP", 1))
    assert clerk.codes("S2", "1", "UNDO", "1")[-1] == "return_unidentified"
    assert clerk.codes("UNDO")[-1] == "return_taken_back"
    assert (balance(company, TABLE, "LAMP"), balance(company, "PS2-1", "LAMP")) == (1, 1)
    assert sums_are_zero(company)


@pytest.mark.parametrize("stands", ["settled", "refund", "unit"])
def test_what_stands_on_it_goes_first_and_is_named(clerk: ReturnBench, stands: str) -> None:
    company = clerk.company
    if stands == "unit":
        order(company, "S3", ("MUG", 2), ("LAMP", 2))
    clerk.codes("S3" if stands == "unit" else "S1", "1")
    if stands == "settled":
        clerk.codes("SKIP", "")
        clerk.codes("")
    elif stands == "refund":
        more = GiveRefund(id="more", return_id=1, amount="1.00", currency="", why="late")
        assert company.runner.perform(more, company.supervisor).refusal is None
    else:
        clerk.codes("LAMP", "1")
    refusal = do(company).refusal
    assert refusal is not None
    assert (refusal.code, refusal.problem) == ("return_stays_known", stands)  # type: ignore[attr-defined]


def test_what_was_never_said_cannot_be_taken_back(clerk: ReturnBench) -> None:
    refusal = do(clerk.company).refusal
    assert refusal is not None
    assert refusal.code == "never_identified"
    known = IdentifyReturn(id="known", return_code="RT000001", order="S1")
    assert clerk.company.runner.perform(known, clerk.company.supervisor).done() == 1
    assert do(clerk.company).done() == Whose("RT000001", "S1", 1)
