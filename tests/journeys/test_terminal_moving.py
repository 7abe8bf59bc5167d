"""Moving on the command line: by pipes at the station, by commands for the office, refills and kits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path / "home").begin()
    files = {
        "products": "sku,name\nTEA,Tea\nCUP,Cup\nSET,Tea set\n",
        "places": "place,kind\nF01,BIN\nR01,BIN\nR02,BIN\nW1,BENCH\n",
        "stock": "sku,qty,place\nTEA,60,R01\nCUP,20,R02\n",
    }
    for kind, text in files.items():
        file = program.home.parent / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        told = program.call("import", kind, file, "--json")
        assert told.code == 0, told.err
    return program


def test_goods_move_by_pipes_and_by_command(program: Program) -> None:
    scans = "R01\nTEA\n5\nF01\nF01\nNIX\n"
    told = program.call("station", "move", "--badge", program.badge, stdin=scans)
    assert [line["code"] for line in told.lines] == [
        "move_source", "move_item", "move_item", "moved", "move_source", "unknown_barcode",
    ]  # fmt: skip
    done = program.call("stock", "move", "R02", "F01", "--sku", "CUP", "--qty", "4", "--json").json
    assert (done["qty"], done["source"], done["target"]) == (4, "R02", "F01")
    assert "4 units of CUP" in program.call("stock", "move", "F01", "R02", "--sku", "CUP").out
    one_sentence(program.call("stock", "move", "R02", "F01", "--sku", "CUP", "--qty", "900"))


def test_goods_are_corrected_locked_away_released_and_thrown_away(program: Program) -> None:
    assert program.call("stock", "correct", "R02", "CUP", "--qty", "2", "--to-grade", "B", "--why", "chip").code == 0
    assert program.call("stock", "quarantine", "R02", "CUP", "--grade", "B", "--why", "look").code == 0
    assert program.call("stock", "unlock", "R02", "CUP", "--qty", "1", "--to-grade", "A", "--why", "fine").code == 0
    assert program.call("stock", "scrap", "QUARANTINE", "CUP", "--why", "broken").code == 0
    assert program.call("stock", "scrap", "R02", "CUP", "--qty", "0", "--why", "slipped").code == 2
    refused = program.call("stock", "scrap", "R02", "CUP", "--qty", "1")
    assert refused.code == 1
    assert one_sentence(refused) == "A reason is missing. Say why"


def test_refills_are_planned_listed_and_cancelled(program: Program) -> None:
    assert program.call("place", "rule", "R01", "--use", "bulk").code == 0
    assert program.call("product", "home", "TEA", "F01", "--least", "10", "--most", "30").code == 0
    (told,) = program.call("replenish", "plan", "--json").json
    assert (told["new"], told["open"]) == (1, 1)
    (task,) = program.call("replenish", "list", "--json").json
    assert (task["source"], task["target"], task["qty"]) == ("R01", "F01", 30)
    assert "below 10" in program.call("replenish", "list").out
    assert program.call("replenish", "cancel", task["code"]).code == 0
    assert program.call("replenish", "merge").code == 0


def test_kits_are_defined_built_and_taken_apart(program: Program) -> None:
    assert program.call("kit", "define", "SET", "TEA=2", "CUP=1", "--json").json["version"] == 1
    refused = program.call("kit", "build", "SET", "--place", "W1")
    assert one_sentence(refused).startswith("W1 lacks CUP (0/1), TEA (0/2) for 1 kit SET")
    for sku, qty, place in (("TEA", "4", "R01"), ("CUP", "2", "R02")):
        assert program.call("stock", "move", place, "W1", "--sku", sku, "--qty", qty, "--grade", "A").code == 0
    assert program.call("kit", "build", "SET", "--place", "W1", "--qty", "2", "--json").json["qty"] == 2
    assert program.call("kit", "break", "SET", "--place", "W1", "--json").json[0]["parts"]
    assert "1 CUP, 2 TEA" in program.call("kit", "list").out
    assert program.call("kit", "define", "SET", "TEA").code == 2
    assert program.call("kit", "define", "SET", "TEA=2", "CUP=1", "--by-parts", "--json").json["version"] == 2
    assert program.call("kit", "list", "--json").json[0]["loose"]
    orders = program.home.parent / "kit_orders.csv"
    orders.write_text("order,sku,qty,price,placed_at\nK1,SET,2,10,2026-01-06\n", "utf-8")
    assert program.call("import", "orders", orders).code == 0
    lines = program.call("export", "order-lines", "--format", "jsonl").out
    told = [(each["sku"], each["kind"], each["qty"], each["kit_line"]) for each in map(json.loads, lines.splitlines())]
    assert told == [("SET", "service", 2, 0), ("CUP", "goods", 2, 1), ("TEA", "goods", 4, 1)]
    assert "kit n" in program.call("order", "show", "K1").out
    assert program.call("doctor", "--json").json["ok"]
