"""Goods in by commands and line mode alone: files, dock, trolley, counts; a promise broken and mended; the doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.program import Program

pytestmark = pytest.mark.slow

FILES = {
    "products": "sku,name,weight_g\nMUG,Mug,300\nBOWL,Bowl,500\n",
    "places": "place,walk_seq\nA-1,10\nA-2,20\n",
    "suppliers": "supplier,name\nACME,Acme Ltd\n",
    "orders": "order,sku,qty,placed_at,customer\nO1,MUG,6,2010-12-06,C1\nO2,MUG,3,2010-12-07,C2\n",
    "purchases": "purchase,supplier,sku,qty,price,due\n"
    "PO-1,ACME,MUG,12,2.50,2030-01-10\nPO-1,ACME,BOWL,4,3.00,2030-01-10\n",
}


def station(program: Program, mode: str, *lines: str) -> list[dict[str, Any]]:
    """Answer lines at a bench of one's own."""
    told = program.call("station", mode, "--badge", program.badge, stdin="".join(f"{line}\n" for line in lines))
    assert told.code == 0, told.err
    assert len(told.lines) == len(lines)
    return told.lines


def codes(program: Program, mode: str, *lines: str) -> list[str]:
    """Return the codes of the answers."""
    return [str(each["code"]) for each in station(program, mode, *lines)]


@pytest.fixture
def boss(tmp_path: Path) -> Program:
    program = Program(tmp_path / "home").begin()
    for kind, text in FILES.items():
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, "utf-8")
        told = program.call("import", kind, file, "--json")
        assert told.code == 0, told.out + told.err
        assert told.json["rejected"] == []
    return program


def light(boss: Program, order: str) -> str:
    """Return the light of an order."""
    rows = boss.call("export", "orders", "--format", "jsonl").lines
    return next(str(row["readiness"]) for row in rows if row["code"] == order)


def test_goods_come_in_go_away_are_counted_and_serve(boss: Program) -> None:
    boss.call("allocate")
    clerk, other = boss.other("Dora D.", "clerk"), boss.other("Eve E.", "clerk")
    told = station(clerk, "receive", "PO-1", "MUG", "*12", "BOWL", "9", "3", "PAUSE")
    assert [each["code"] for each in told][:3] == ["receipt_opened", "received_for_orders", "received_for_orders"]
    assert told[-1]["code"] == "receipt_paused"
    assert codes(clerk, "receive", "PO-1", "DONE", "1")[-1] == "receipt_closed_short"
    assert codes(clerk, "putaway", "MUG", "*12", "A-1") == ["putaway_loaded", "putaway_loaded", "putaway_put"]
    (*_before, last) = station(other, "count", "A-1", "MUG", "7", "DONE")
    assert last["code"] == "count_posted_short"
    assert "O2" in last["say"]
    assert light(boss, "O2") == "amber"
    assert codes(clerk, "receive", "1", "MUG", "*5", "DONE")[2] == "received_for_orders"
    assert light(boss, "O2") == "green"
    found = boss.call("doctor", "--json")
    assert found.code == 0, [check for check in found.json["checks"] if not check["ok"]]
