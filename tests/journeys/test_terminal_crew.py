"""The crew and the queue of exceptions by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("crew")
    program = Program(folder / "home").begin()
    for kind, text in (
        ("products", "sku,name\nMUG,Mug\nLAMP,=1+1\n"),
        ("stock", "sku,qty\nMUG,7\n"),
        ("orders", "order,sku,qty,placed_at\nO1,MUG,2,2010-12-06\nO2,LAMP,1,2010-12-06\n"),
    ):
        file = folder / f"{kind}.csv"
        file.write_text(text, "utf-8")
        assert program.call("import", kind, file).code == 0
    assert program.call("user", "add", "--name", "Li Wang", "--role", "picker").code == 0
    program.call("allocate")
    assert program.call("batches", "plan").code == 0
    return program


def test_what_waits_is_shown_settled_and_exported(program: Program, tmp_path: Path) -> None:
    found = program.call("exceptions", "--json").json
    (case,) = found["cases"]
    assert (case["name"], case["what"], case["deeds"][0]) == ("short:LAMP", "LAMP is 1 short", "allocate")
    assert "Allocate again" in program.call("exceptions").out
    strange = program.call("exceptions", "--kind", "shorts")
    assert (strange.code, "No exception is of the kind shorts" in one_sentence(strange)) == (2, True)
    file = tmp_path / "cases.csv"
    assert program.call("exceptions", "--out", file, "--json").json["rows"] == 1
    assert file.read_text("utf-8").startswith("name,kind,what,orders,due,")
    assert program.call("exceptions", "resolve", "short:LAMP", "--json").json["done"] == 1
    refused = program.call("exceptions", "resolve", "short:LAMP", "--deed", "rest")
    assert refused.code == 1
    assert "--reason" in one_sentence(refused)
    aside = ("--deed", "rest", "--reason", "comes tomorrow")
    assert program.call("exceptions", "resolve", "short:LAMP", *aside).code == 0
    assert "1 is set aside." in program.call("exceptions").out
    assert program.call("exceptions", "--resting", "--json").json["cases"][0]["rest"]["reason"] == "comes tomorrow"
    assert program.call("exceptions", "resolve", "short:NONE").code == 1


def test_the_crew_is_shown_and_work_goes_to_who_may_take_it(program: Program) -> None:
    rows = {row["name"]: row for row in program.call("crew", "show", "--json").json["rows"]}
    li = rows["Li Wang"]["code"]
    (batch,) = (each["code"] for each in program.call("crew", "show", "--json").json["waiting"])
    assert program.call("crew", "skills", "add", "dg", "--name", "Dangerous goods").code == 0
    assert program.call("crew", "skills", "set", "DG", "--product", "MUG").code == 0
    refused = program.call("crew", "assign", batch, "--to", li)
    assert refused.code == 1
    assert "it needs DG" in one_sentence(refused)
    assert program.call("crew", "skills", "set", "DG", "--person", li, "--json").json["skills"] == ["DG"]
    assert program.call("crew", "assign", batch, "--to", li).code == 0
    assert batch in program.call("crew", "show").out
    assert program.call("crew", "scans", "P9", "--json").json == []
    assert program.call("crew", "scans", "P9").out.strip() == "Nothing was scanned there lately."
    assert program.call("crew", "caps", li, "--units", "1").code == 0
    assert "at most 1" in one_sentence(program.call("crew", "assign", batch, "--to", li))
    assert program.call("crew", "suspend", batch).code == 1
    assert program.call("crew", "assign", batch, "--to", "").code == 0
    assert program.call("crew", "skills", "set", "DG").code == 2
    assert "DG" in program.call("crew", "skills", "list").out
    assert program.call("crew", "skills", "drop", "DG").code == 1


def test_a_message_is_sent_listed_and_taken_back(program: Program) -> None:
    number = program.call("crew", "message", "Fire drill at ten", "--json").json["message"]
    (message,) = program.call("crew", "messages", "--json").json
    assert (message["text"], message["seen"]) == ("Fire drill at ten", [])
    assert program.call("crew", "message", "x", "--station", "NONE").code == 1
    assert program.call("crew", "take-back", number).code == 0
    assert program.call("crew", "messages").out.startswith("No message stands.")
    assert program.call("crew", "take-back", number).code == 1
    assert "Fire drill" in program.call("crew", "messages", "--all").out
