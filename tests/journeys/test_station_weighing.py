"""A weight that differs in line mode: the cause in the sentence and in the state, counted again, kept with a reason."""

from __future__ import annotations

from typing import Any

from tests.company import Company
from tests.packbench import pick
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.people import SYSTEM
from warehouse_app.terminal.station import Line, Station, mode_of


def station(company: Company, session: Session) -> Station:
    made = Station(company.runner, session, mode_of("pack"))
    made.begin()
    return made


def says(bench: Station, *texts: str) -> Any:
    """Answer lines as the loop does; return the last answer."""
    told: Any = None
    for text in texts:
        told = bench.answer(Line(text, ""))
        bench.work_ahead()
    return told


def test_a_weight_that_differs_is_explained_counted_again_and_kept_by_lines(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "LAMP", weight_g=900)
        company.product(desk, "MUG", weight_g=350)
        pick(desk, company, company.order(desk, "4711", [("LAMP", 1), ("MUG", 2)]), "T1")
    for name, value in (("pack.weigh", "on"), ("pack.packaging_g", "60")):
        change = ChangeSetting(id=company.ids.new(), setting=name, value=value)
        assert company.runner.perform(change, Session(SYSTEM)).refusal is None
    bench = station(company, Session(company.packer.actor, "B1"))
    told = says(bench, "T1", "LAMP", "MUG", "MUG", "1280 g")
    assert (told["verdict"], told["code"]) == ("asked", "weight_differs")
    assert told["say"].startswith("350 g too light. Likely 1 Name of MUG is missing.")
    [cause] = told["state"]["weigh"]["causes"]
    assert (cause["kind"], cause["sku"], cause["qty"]) == ("missing", "MUG", 1)
    assert {"kind": "command", "code": "COUNT AGAIN"} in told["state"]["expects"]
    assert says(bench, "COUNT AGAIN")["code"] == "count_again"
    assert says(bench, "LAMP", "MUG", "MUG", "1280 g")["state"]["weigh"]["counted"] is True
    assert says(bench, "CONTINUE")["code"] == "no_right"
    assert says(bench, "PAUSE")["code"] == "pack_paused"
    boss = station(company, Session(company.supervisor.actor, "B2"))
    assert says(boss, "4711", "1280 g", "CONTINUE")["code"] == "weight_why"
    assert says(boss, "2")["code"] == "order_packed"
