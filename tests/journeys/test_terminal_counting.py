"""Counting as a script drives it: planned, counted in line mode, decided, told, exported; adjustments posted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program

DONE, REFUSED, WRONG = 0, 1, 2
RETAIL = (
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    "536380,22423,wet/rusty,-2,2010-12-01 09:00:00,0,,United Kingdom\n"
    "536381,22423,damages,-500,2010-12-01 09:10:00,0,,United Kingdom\n"
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    folder = tmp_path
    made = Program(folder / "home").begin()
    (folder / "products.csv").write_text("sku,name\n22423,REGENCY CAKESTAND\n84879,BIRD ORNAMENT\n", "utf-8")
    (folder / "places.csv").write_text("code,kind,walk_seq\nA01,BIN,1\nA02,BIN,2\n", "utf-8")
    (folder / "stock.csv").write_text("sku,qty,place\n22423,42,A01\n84879,5,A02\n", "utf-8")
    for kind in ("products", "places", "stock"):
        assert made.call("import", kind, folder / f"{kind}.csv").code == DONE
    return made


def test_a_plan_is_counted_in_line_mode_decided_and_told(program: Program) -> None:
    worth = program.call("count", "plan", "today", "--dry-run", "--json").json
    assert [each["place"] for each in worth] == ["A01", "A02"]
    planned = program.call("count", "plan", "warehouse", "--open", "--json").json
    assert planned["counts"] >= 2
    lines = program.call(
        "station", "count", "--station", "H1", "--badge", program.badge, stdin="A01\n22423\n2\nDONE\n"
    ).lines
    assert lines[-1]["code"] == "count_recount"
    assert program.call("count", "list", "--view", "waiting", "--json").json
    (differing,) = program.call("count", "list", "--view", "differing", "--json").json
    refused = program.call("count", "approve", differing["code"], "--reason", "gremlins")
    assert refused.code == REFUSED
    done = program.call("count", "approve", differing["code"], "--reason", "broken", "--json").json
    assert [each["state"] for each in done["done"]] == ["posted"]
    (stock,) = [each for each in program.call("stock", "story", "22423", "--json").json["held"] if each["qty"]]
    assert stock["qty"] == 2
    shown = program.call("count", "show", differing["code"], "--json").json
    assert [(each["counted"], each["book"], each["reason"]) for each in shown["things"]] == [(2, 42, "broken")]
    assert program.call("count", "show", "K99999").code == REFUSED
    accuracy_reasons_and_plans_are_told(program)
    assert program.call("doctor").code == DONE


def accuracy_reasons_and_plans_are_told(program: Program) -> None:
    """What is told once a plan was counted, decided and ended."""
    told = program.call("count", "accuracy", "--by", "product", "--json").json
    assert told["whole"]["counted"] == 1
    assert "broken" in program.call("count", "reasons").out
    assert program.call("count", "accuracy", "--by", "moon").code == WRONG
    (plan,) = program.call("count", "plans", "--json").json
    assert program.call("count", "cancel", plan["code"]).code == DONE
    rows = program.call("export", "counts", "--format", "jsonl").lines
    assert {row["state"] for row in rows} == {"posted", "rejected"}


def test_adjustments_of_a_file_change_the_stock_once(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "retail.csv"
    file.write_text(RETAIL, "utf-8")
    first = program.call("import", "adjustments", file, "--json").json
    assert (first["posted"]["posted"], first["posted"]["fewer"]) == (1, 2)
    assert [(each["sku"], each["why"]) for each in first["posted"]["left"]] == [("22423", "below_zero")]
    assert program.call("import", "adjustments", file, "--json").json["posted"]["posted"] == 0
    assert "536381" in program.call("adjust", "list").out
    assert program.call("adjust", "undo", "536380").code == DONE
    assert program.call("adjust", "post", "536380", "--json").json["fewer"] == 2
    assert program.call("doctor").code == DONE
