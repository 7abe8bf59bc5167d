"""A count that takes goods from under a released batch: the picker is told, and is sent to another place."""

from __future__ import annotations

from tests.application.test_picking import Aisle
from tests.company import Company
from tests.countbench import Counter, rows, settings
from warehouse_app.store.schema import ledger as book


def test_a_picker_whose_goods_were_counted_away_is_sent_elsewhere(company: Company) -> None:
    settings(company, count_recount_units="1000")
    aisle, anna = Aisle(company), Counter(company)
    assert anna.codes("A01-02", "1") == ["count_place_right", "count_done"]
    aisle.scan(aisle.batches[0])
    codes: list[str] = []
    state = aisle.scan("x").state
    while state.expects and len(codes) < 40:
        answer = aisle.scan(state.expects[0].code)
        codes.append(answer.code)
        if answer.code == "counted_away":
            answer = aisle.scan("SHORT")
        state = answer.state
    assert "counted_away" in codes
    assert codes[-1] == "batch_picked"
    assert aisle.picked(aisle.first) == [3, 2]
    assert aisle.on_hand("A02-01", "B2") == 3
    assert rows(company, book.promise) == []
    assert rows(company, book.shortage) == []


def test_what_nobody_can_find_any_more_is_short_and_the_batch_is_done(company: Company) -> None:
    settings(company, count_recount_units="1000")
    aisle, anna = Aisle(company), Counter(company)
    assert [anna.scan(place, "1").code for place in ("A01-02", "A02-01")] == ["count_done", "count_posted_short"]
    aisle.scan(aisle.batches[0])
    codes: list[str] = []
    state = aisle.scan("x").state
    while state.expects and len(codes) < 40:
        answer = aisle.scan(state.expects[0].code)
        codes.append(answer.code)
        state = aisle.scan("SHORT").state if answer.code == "counted_away" else answer.state
    assert aisle.picked(aisle.first) == [3, 0]
    assert sum(row.qty for row in rows(company, book.shortage)) == 2
