"""Stock health by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("health")
    program = Program(folder / "home").begin()
    for kind, text in (
        ("products", "sku,name\nMUG,Mug\nMILK,=1+1\n"),
        ("stock", "sku,qty\nMUG,7\nMILK,2\n"),
    ):
        file = folder / f"{kind}.csv"
        file.write_text(text, "utf-8")
        assert program.call("import", kind, file).code == 0
    return program


def test_products_are_told_with_their_worth(program: Program) -> None:
    found = program.call("health", "show", "--json").json
    assert {row["sku"]: (row["on_hand"], row["unpriced"]) for row in found["rows"]} == {"MUG": (7, 7), "MILK": (2, 2)}
    out = program.call("health", "show", "--view", "dead").out
    assert out.startswith("No product.")
    assert "9 units, worth 0.00 EUR; 9 units have no price." in out


def test_one_product_is_told_by_age_and_day(program: Program) -> None:
    (row,) = program.call("health", "ages", "mug", "--json").json
    assert row["ages"]["units"] == [7, 0, 0, 0, 0, 0]
    assert row["ahead"] == [{"day": "", "units": 7}]
    assert "0 to 30 days" in program.call("health", "ages", "MUG").out
    assert program.call("health", "ages", "NONE").code == 1


def test_the_stock_of_a_moment_leaves_as_a_file_in_which_nothing_runs(program: Program, tmp_path: Path) -> None:
    assert program.call("health", "at", "1999-01-01", "--json").json["rows"] == []
    file = tmp_path / "then.csv"
    assert program.call("health", "at", "2199-01-01", "--out", file, "--json").json["rows"] == 2
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "warehouse,sku,name,units,average_e4,value_e4,fifo_e4,unpriced"
    assert [line.split(",")[2] for line in lines[1:]] == ["'=1+1", "Mug"]
    assert program.call("health", "at", "2199-01-01", "--cells", "--out", file, "--json").json["rows"] == 2
    assert file.read_text("utf-8").startswith("warehouse,place,kind,sku,lot,serial,grade,owner,on_hand\n")


def test_a_person_reads_money_as_it_is_written(program: Program) -> None:
    then = program.call("health", "at", "2199-01-01").out
    assert "first in first out" in then
    assert "e4" not in then
    days = program.call("health", "value", "--from", "2199-01-01", "--to", "2199-01-01").out
    assert "minor" not in days
    assert "0.00" in days


def test_days_and_what_is_not_explained(program: Program) -> None:
    rows = program.call("health", "value", "--from", "2199-01-01", "--to", "2199-01-02", "--json").json
    assert [(row["day"], row["units"]) for row in rows] == [("2199-01-01", 9), ("2199-01-02", 9)]
    assert program.call("health", "untraced").out == "Everything is explained.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("at", "noon"), "noon"),
        (("show", "--view", "nice"), "There is no view nice"),
        (("value", "--from", "2010-01-01", "--to", "2012-01-01"), "That is no span of 1 to 31 days"),
    ],
)
def test_what_cannot_be_asked_is_told(program: Program, words: tuple[str, ...], said: str) -> None:
    called = program.call("health", *words)
    assert called.code == 2
    assert said in one_sentence(called)
