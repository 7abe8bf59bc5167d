"""Every exception at the pack bench in line mode: each line has the one answer of its row, in order."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.exceptiontable import LAMP, MUG, ROWS, Row, furnish
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.terminal.spoken import spoken
from warehouse_app.terminal.station import Line, Station, mode_of


def packer(code: str) -> Session:
    return Session(Actor(PersonId(f"p-{code.lower()}"), code, code.title(), Role.PACKER, with_pin=False), "B1")


def lane(company: Company, code: str = "ANNA") -> Station:
    found = Station(company.runner, packer(code), mode_of("pack"))
    found.begin()
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_of_the_table_is_answered_line_by_line(company: Company, row: Row) -> None:
    furnish(company)
    if row.before is not None:
        with company.write() as desk:
            row.before(desk, company)
    station = lane(company)
    for each in row.says:
        if isinstance(each, tuple):
            told = station.answer(Line(each[0], ""))
            assert told["code"] == each[1], told
            assert spoken(told), "a person at a terminal reads it as one line"
            assert "?" not in str(told["say"]).replace("wrong?", "").replace("it?", "").replace(f"{each[0]}?", "") or (
                told["verdict"] == "asked"
            ), told["say"]
        else:
            each(company)


def test_work_is_taken_over_by_another_packer_and_goes_on_after_the_power_was_lost(company: Company) -> None:
    furnish(company)
    first = lane(company)
    first.answer(Line("T1", ""))
    first.answer(Line(MUG, ""))
    # The program is gone with no word; another is started at the bench, by somebody else.
    second = lane(company, "BORIS")
    assert second.answer(Line(MUG, ""))["code"] == "right_item"
    state = second.answer(Line(LAMP, ""))["state"]
    assert isinstance(state, dict)
    assert state["phase"] == "closed"
    assert len(state["people"]) == 2, "both names are kept"
