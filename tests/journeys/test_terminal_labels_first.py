"""Labels that print with the release, by pipes alone: released, printed, the order opened by its label, handed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program
from tests.journeys.test_terminal_shift import PRODUCTS, STOCK, rows, scan

ORDERS = "order,sku,qty,placed_at,customer\nO1,A1,2,2010-12-06,C1\n"


@pytest.mark.slow
def test_a_label_travels_with_the_batch_and_opens_its_order(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    for kind, text in (("products", PRODUCTS), ("stock", STOCK), ("orders", ORDERS)):
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        assert program.call("import", kind, file, "--json").code == 0
    assert program.call("settings", "set", "pack.label_first", "on").code == 0
    program.call("allocate")
    (batch,) = program.call("batches", "plan", "--json").json["batches"]
    assert "Their labels print now." in program.call("batches", "release", "--all").out
    assert program.call("worker", "--once", "--json").code == 0
    (parcel,) = rows(program, "parcels")
    assert (parcel["order"], parcel["state"]) == ("O1", "awaited")
    assert [row["document"] for row in program.call("prints", "list", "--json").json] == ["label"]
    program.call("batches", "assign", batch["code"], "--to", program.user)
    assert scan(program, "pick", batch["code"], "MAIN", "A1", "A1")[-1] == "batch_picked"
    assert scan(program, "pack", str(parcel["tracking"]), "A1", "A1") == ["order_opened", "right_item", "order_packed"]
    assert [row["state"] for row in rows(program, "parcels")] == ["labelled"]
    printed = [row["document"] for row in program.call("prints", "list", "--json").json]
    assert sorted(printed) == ["label", "slip"], "no other label was asked for"
    assert [each for each in program.call("doctor", "--json").json["checks"] if not each["ok"]] == []
