"""Every exception of a returned parcel, through the bench as scans: what is asked, where it goes, what is given.

| exception | its test |
| --- | --- |
| empty box | here; `test_returns_bench.py` (marked as missing); `test_claims.py` (claimed) |
| missing parts | here; `test_returns_bench.py` (checklist) |
| wrong product, an item of another order | here; `test_returns_bench.py` (another order by number) |
| someone else's parcel, blind | `test_returns_bench.py` (blind, wrong order), `test_station_returns.py` (on a server) |
| counterfeit, dangerous | here |
| undelivered, its seal whole or open | `test_returns_bench.py`; here (open) |
| carrier damage, its claim | here; `test_claims.py` |
| serial swap, lot swap | here; `test_returns_bench.py` |
| expired, settled, cancelled, rejected, too late | `test_returns_bench.py` |
| second return on a line, return of an exchange, claim on a replacement | here; `test_return_settling.py` |
| keep it | `test_returns_desk.py` (at the desk), `test_return_settling.py` (paid back without coming) |
| store credit, reject and send back, repair, exchange, replacement | here; `test_return_settling.py` |
| supplier return, work orders | `test_return_goods.py`, `test_terminal_return_money.py` |
| two clerks at once, goods that went on, a refund nobody knows of, a printer that is off | `test_returns_hard.py` |
| a station that is killed | `test_terminal_returns_killed.py` |
| a weight far off what was sent | `test_returns_weighing.py` |
"""

from __future__ import annotations

import pytest

from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.returnbench import ReturnBench, balance, bench, goods, head, order, rows, sent
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.returning.intake import IntakeAnswer
from warehouse_app.store.schema import floor, returning, trade
from warehouse_app.ui.screens.returns import preview, shown
from warehouse_app.wording.say import words_of

BACK = "return_settled_refund"


@pytest.fixture
def desk(company: Company) -> ReturnBench:
    goods(company)
    with company.write() as made:
        made.connection.execute(trade.customer.insert().values(id=7, code="C7"))
    return bench(company, checks=False)


def priced(desk: ReturnBench, carrier: str = "DPD") -> None:
    """Let every unit have cost ten pounds, paid, and come by a carrier."""
    with desk.company.write() as made:
        line = trade.order_line
        made.connection.execute(line.update().values(total_minor=line.c.qty * 1000, price_e4=100_000))
        made.connection.execute(trade.orders.update().values(currency="GBP", payment="paid"))
        made.connection.execute(floor.parcel.update().values(carrier=carrier))


def settled(desk: ReturnBench, *scans: str) -> IntakeAnswer:
    """Scan, then press Enter; return what the bench says then."""
    desk.codes(*scans)
    done = desk.scan("")
    assert done.verdict is Verdict.DONE, (done.code, done.facts)
    return done


def carried(done: IntakeAnswer) -> str:
    """Return whereto the words after settling send the goods."""
    return words_of(done.code, done.facts)[1].removeprefix("Carry it: ").removesuffix(". Then the next parcel")


def given(done: IntakeAnswer) -> str:
    return str(done.facts["amount"])


def test_an_empty_box_is_claimed_and_nothing_is_given(desk: ReturnBench) -> None:
    expected(desk, "S1", ("MUG", 1))
    priced(desk)
    told = desk.scan("S1", "SHORT", "1")
    assert told.state.open is not None
    assert (told.code, told.facts["until"], told.state.open.empty) == ("return_empty", told.state.open.claim, True)
    assert preview.money(told.state).note == "Nothing came back, so nothing is given."
    done = desk.scan("")
    assert (done.code, given(done)) == ("return_settled", "0.00 GBP")
    assert claims(desk) == [("empty", "draft", 1000)]


def claims(desk: ReturnBench) -> list[tuple[str, str, int]]:
    with desk.company.store.read() as read:
        found = read.connection.execute(returning.carrier_claim.select())
        return [(row.kind, row.state, row.amount_minor) for row in found]


def test_a_damaged_parcel_drafts_a_claim_with_its_last_day(desk: ReturnBench) -> None:
    expected(desk, "S1", ("MUG", 1))
    priced(desk)
    told = desk.scan("S1", "DAMAGED")
    assert (told.code, told.facts["until"]) == ("return_box_damaged", "2010-12-13")
    assert shown.care(told.state.open, "2010-12-06T10:00:00Z")[0] == "The box is damaged"  # type: ignore[arg-type]
    done = settled(desk, "MUG", "4")
    assert (done.code, carried(done)) == (BACK, "1 x Scrap")
    assert claims(desk) == [("damage", "draft", 1000)]


def test_missing_parts_and_a_wrong_item_go_where_policy_says(desk: ReturnBench) -> None:
    code = expected(desk, "S1", ("MUG", 1), ("LAMP", 1))
    priced(desk)
    done = settled(desk, "S1", "MUG", "5", "VASE", "1", "6", "SHORT")
    assert carried(done) == "1 x Repair, 1 x Quarantine"
    assert [(sku, state, goes) for sku, _qty, state, _grade, goes in rows(desk.company, code)] == [
        ("MUG", "settled", "repair"), ("LAMP", "missing", ""), ("VASE", "settled", "quarantine"),
    ]  # fmt: skip
    assert given(done) == "10.00 GBP"


@pytest.mark.parametrize(
    ("finding", "gives", "code"),
    [("1", "0.00 GBP", "counterfeit"), ("2", "10.00 GBP", "dangerous"), ("4", "0.00 GBP", "swapped")],
)
def test_what_is_found_keeps_goods_off_the_shelf(desk: ReturnBench, finding: str, gives: str, code: str) -> None:
    expected(desk, "S1", ("MUG", 1))
    priced(desk)
    told = desk.scan("S1", "MUG", "1", "ISSUE", finding)
    assert (told.state.units[0].finding, told.state.units[0].goes) == (code, "quarantine")
    note = "Nothing is given for what is swapped, counterfeit or not ours. F11 gives it all the same."
    assert preview.money(told.state).note == ("" if gives == "10.00 GBP" else note)
    taken = desk.scan("ISSUE", "5")
    assert taken.state.units[0].goes == "restock"
    done = settled(desk, "ISSUE", finding)
    assert (given(done), carried(done)) == (gives, "1 x Quarantine")
    assert balance(desk.company, "QUARANTINE", "MUG") == 1


def test_another_serial_number_or_lot_waits_in_quarantine(desk: ReturnBench) -> None:
    sent(desk.company, "S1", ("SAW", "", "9001"))
    sent(desk.company, "S2", ("MILK", "L1", ""), ("MILK", "L3", ""))
    priced(desk)
    for scans in (("S1", "SAW", "9009", "", "1", "1"), ("S2", "MILK", "L2", "", "1", "1")):
        done = settled(desk, *scans)
        assert (done.code, given(done), carried(done)) == ("return_settled", "0.00 GBP", "1 x Quarantine")


def test_an_open_parcel_that_the_carrier_brought_back_is_scanned_and_paid_in_full(desk: ReturnBench) -> None:
    sent(desk.company, "S1", ("MUG", "", ""), ("LAMP", "", ""))
    priced(desk)
    done = settled(desk, "TS1", "2", "MUG", "4", "LAMP", "1")
    assert (given(done), carried(done)) == ("20.00 GBP", "1 x Scrap, 1 x Back to stock")
    assert head(desk.company, "RT000001").kind == "undelivered"


def test_an_item_of_another_order_of_the_customer_says_of_which(desk: ReturnBench) -> None:
    for code, sku in (("S1", "MUG"), ("S2", "LAMP")):
        order(desk.company, code, (sku, 1), customer_id=7)
    priced(desk)
    told = desk.scan("S1", "LAMP", "1")
    assert words_of(told.code, told.facts)[1] == "Is of order S2. Press 1 to 6"
    assert given(settled(desk, "1")) == "10.00 GBP"


@pytest.mark.parametrize(
    ("outcome", "code", "goes"),
    [
        (("5",), "return_settled_credit", "1 x Back to stock"),
        (("6",), "return_settled", "1 x Back to the customer"),
        (("4",), "return_settled", "1 x Repair"),
        (("3",), "return_settled", "1 x Back to stock"),
        (("2", "VASE"), "return_settled", "1 x Back to stock"),
    ],
)
def test_what_the_customer_gets_instead_of_money(
    desk: ReturnBench, outcome: tuple[str, ...], code: str, goes: str
) -> None:
    order(desk.company, "S1", ("MUG", 1), customer_id=7)
    priced(desk)
    done = settled(desk, "S1", "MUG", "1", "OUTCOME", *outcome)
    assert (done.code, carried(done)) == (code, goes)


def test_a_second_return_on_a_line_and_what_lacks_is_said_with_its_key(desk: ReturnBench) -> None:
    order(desk.company, "S1", ("MUG", 2))
    priced(desk)
    for _ in range(2):
        assert given(settled(desk, "S1", "MUG", "1")) == "10.00 GBP"
    assert desk.codes("S1", "MUG")[-1] == "returns.above_sent"
    assert desk.codes("1", "RS-07")[-1] == "returns.slot"  # a slot that is free is where it goes
    assert desk.answers[-1].state.ask["slot"] == "RS-07"
    told = desk.scan("UNDO", "")
    assert words_of(told.code, told.facts) == ("Not settled yet: MUG has no grade", "Look at it, then press 1 to 6")
    lacks = desk.scan("1", "OUTCOME", "5")
    assert shown.question(lacks.state, "2010-12-06")[0] in {
        "Press F11 (OUTCOME) and choose another outcome",
        "Look at the preview, then press Enter",
    }
