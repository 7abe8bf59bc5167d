"""The box step in line mode: worked out between two lines, named in the state, answered by a number or a code."""

from __future__ import annotations

from typing import Any

import pytest

from tests.application.test_packing_boxes import SIZED, make_box, set_to
from tests.company import Company
from tests.packbench import pick, rows
from warehouse_app.application.cartons import advising
from warehouse_app.application.run import Session
from warehouse_app.store.schema import floor
from warehouse_app.terminal.station import Line, Station, mode_of


@pytest.fixture
def bench(company: Company) -> Station:
    advising.KNOWN.forget()
    make_box(company, "S", "200x160x120", barcode="BOX-S")
    make_box(company, "L", "500x400x300")
    with company.write() as desk:
        company.product(desk, "LAMP", weight_g=100, **SIZED)
        company.product(desk, "ODD", weight_g=100)
        for n in ("1", "2"):
            pick(desk, company, company.order(desk, f"400{n}", [("LAMP", 2), ("ODD", 1)]), f"T{n}")
    set_to(company, "pack.box", "suggest")
    made = Station(company.runner, Session(company.packer.actor, "B1"), mode_of("pack"))
    made.begin()
    return made


def says(bench: Station, *texts: str) -> Any:
    """Answer lines as the loop does; return the last answer."""
    told: Any = None
    for text in texts:
        told = bench.answer(Line(text, ""))
        bench.work_ahead()
    return told


def test_a_box_is_measured_for_suggested_and_taken_by_lines(bench: Station) -> None:
    told = says(bench, "T1", "LAMP", "*2", "ODD")
    assert (told["code"], told["state"]["phase"]) == ("measure_item", "boxing")
    assert told["state"]["expects"][0] == {"kind": "size", "code": "ODD"}
    assert says(bench, "100x80x60")["code"] == "item_measured"
    told = says(bench, "9")
    assert (told["verdict"], told["code"], told["class"]) == ("refused", "no_box_of_number", "note")
    boxing = told["state"]["boxing"]
    assert (boxing["ready"], boxing["choices"][0]["suggested"]) == (True, True)
    assert boxing["choices"][0]["boxes"][0]["code"] == "S"
    assert {"kind": "box", "code": "S"} in told["state"]["expects"]
    assert says(bench, "1")["code"] == "order_packed"
    told = says(bench, "T2", "LAMP", "*2", "ODD")
    assert told["say"].startswith("All items are right. Take Box S")
    assert says(bench, "BOX-S")["verdict"] == "done"


def test_a_number_takes_the_box_that_was_printed_under_it(company: Company, bench: Station) -> None:
    set_to(company, "pack.box_kilo", "0")
    make_box(company, "CHEAP", "300x200x160", cost="0.10")
    says(bench, "T1", "LAMP", "*2", "ODD")
    advising.KNOWN.forget()
    told: Any = bench.answer(Line("100x80x60", ""))
    printed = [each["boxes"][0]["code"] for each in told["state"]["boxing"]["choices"]]
    assert printed == ["S", "CHEAP", "L"]
    bench.work_ahead()
    assert bench.answer(Line("1", ""))["code"] == "order_packed"
    assert [parcel.box for parcel in rows(company, floor.parcel)] == ["S"]
