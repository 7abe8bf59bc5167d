"""A returns station that is killed between any two scans: nothing is half done, and it goes on at the same unit."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.journeys.program import Program
from tests.journeys.test_terminal_floor_killed import killed

pytestmark = pytest.mark.slow

SCANS = [
    *(("RT000001", "return_opened"), ("2 kg", "return_weighed"), ("VASE", "return_taken"), ("1", "return_graded")),
    *(("VASE", "return_taken"), ("6", "return_graded"), ("ISSUE", "returns.issue"), ("2", "return_finding")),
    *(
        ("SHORT", "return_missing"),
        ("DONE", "return_settled"),
        ("UNDO", "return_unsettled"),
        ("DONE", "return_settled"),
    ),
]


def test_a_return_is_settled_once_whatever_dies(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    goods, orders = tmp_path / "products.csv", tmp_path / "orders.csv"
    goods.write_text("sku,name\nVASE,Vase\n", "utf-8")
    orders.write_text("order,sku,qty,placed_at,customer\nO1,VASE,3,2026-01-06,C1\n", "utf-8")
    for kind, file in (("products", goods), ("orders", orders)):
        assert program.call("import", kind, file).code == 0
    assert program.call("order", "shipped-before", "2026-02-01").code == 0
    asked = program.call("return", "request", "O1", "VASE=3", "--reason", "other", "--override", "Ours")
    assert asked.code == 0, asked.err
    assert killed(program, "returns", SCANS, random.Random(5)) == [code for _text, code in SCANS]
    shown = program.call("return", "show", "RT000001", "--json").json
    assert (shown["head"]["state"], shown["head"]["settles"], shown["head"]["weight_g"]) == ("settled", 2, 2000)
    assert sorted((each["state"], each["grade"] or "") for each in shown["units"]) == [
        ("missing", ""), ("settled", "A"), ("settled", "F")
    ]  # fmt: skip
    stock = program.call("export", "stock", "--format", "jsonl").lines
    assert {(row["place"], row["on_hand"]) for row in stock} == {("RETURNS-IN", 1), ("QUARANTINE", 1)}
    assert program.call("doctor").code == 0
