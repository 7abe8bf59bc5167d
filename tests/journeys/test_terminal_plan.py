"""Planning by command: looked at, kept, changed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("plan")
    program = Program(folder / "home").begin()
    orders = "".join(f"O{n},MUG,{n},2010-12-06\n" for n in range(1, 6))
    for kind, text in (
        ("products", "sku,name\nMUG,Mug\n"),
        ("stock", "sku,qty\nMUG,70\n"),
        ("orders", f"order,sku,qty,placed_at\n{orders}"),
    ):
        file = folder / f"{kind}.csv"
        file.write_text(text, "utf-8")
        assert program.call("import", kind, file).code == 0
    program.call("allocate")
    return program


def test_a_plan_is_looked_at_kept_and_changed_by_hand(program: Program) -> None:
    looked = program.call("batches", "plan", "--preview", "--steps", "100", "--exclude", "O5", "--json").json
    assert looked["batches"] == []
    (plan,) = looked["plans"]
    assert [sorted(batch["orders"]) for batch in plan["batches"]] == [["O1", "O2", "O3", "O4"]]
    assert plan["excluded"] == ["O5"]
    assert program.call("batches", "list", "--json").json == []
    assert "no metres known" in program.call("batches", "plan", "--exclude", "O5").out
    assert program.call("batches", "move", "O5", "--to", "NEW", "--json").code == 0
    told = program.call("batches", "move", "O1", "--to", "B00002")
    assert "Order O1 to B00002" in told.out
    assert program.call("batches", "split", "B00001", "--preview").out.strip().endswith("Nothing is written.")
    assert program.call("batches", "merge", "B00002", "--into", "B00001").code == 0
    states = {each["code"]: (each["state"], each["orders"]) for each in program.call("batches", "list", "--json").json}
    assert states == {"B00001": ("planned", 5), "B00002": ("discarded", 0)}


def test_two_budgets_and_a_batch_that_is_not_there_are_refused(program: Program) -> None:
    assert program.call("batches", "plan", "--steps", "1", "--seconds", "1").code == 2
    refused = program.call("batches", "split", "B09999")
    assert refused.code == 1
    assert "B09999" in one_sentence(refused)


def test_an_order_larger_than_a_cart_is_planned_and_released_in_parts(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    for kind, text in (
        ("products", "sku,name\nMUG,Mug\n"),
        ("stock", "sku,qty\nMUG,70\n"),
        ("orders", "order,sku,qty,placed_at\nO1,MUG,5,2010-12-06\n"),
    ):
        file = tmp_path / f"{kind}.csv"
        file.write_text(text, "utf-8")
        assert program.call("import", kind, file).code == 0
    program.call("allocate")
    assert program.call("settings", "set", "plan.cart_units", "2").code == 0
    assert program.call("settings", "set", "plan.split", "large").code == 0
    assert "3 parts" in program.call("batches", "plan", "--preview").out
    (batch,) = program.call("batches", "plan", "--json").json["batches"]
    assert (batch["way"], batch["trips"]) == ("parts", 3)
    assert program.call("batches", "release", batch["code"]).code == 0
    parts = program.call("batches", "zones", batch["code"], "--json").json
    assert [each["zone"] for each in parts] == ["1/3", "2/3", "3/3"]
