"""Returns by command: rules out and in, requested, decided, found, their label, and what leaves as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow


def test_rules_are_kept_by_command(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    reasons = program.call("return", "reason", "list", "--language", "de", "--json").json
    assert ("too_small", "customer", "Zu klein") in [(each["code"], each["fault"], each["words"]) for each in reasons]
    assert (
        program.call("return", "reason", "set", "dusty", "fault=shop", "words_en=Dusty").out
        == "Reason dusty is kept.\n"
    )
    assert program.call("return", "reason", "drop", "style").code == 0
    assert one_sentence(program.call("return", "reason", "drop", "ghost")).startswith("There is no reason ghost")
    added = program.call(
        "return", "policy", "add", "Glass", "category=glass", "window_days=14", "grade_c=scrap; fee 50"
    )
    assert added.out == "Policy Glass holds.\n"
    assert program.call("return", "policy", "set", "glass", "tax=19").code == 0
    assert one_sentence(program.call("return", "policy", "set", "glass", "tax=much")).startswith("tax cannot be much")
    policies = program.call("return", "policy", "list", "--json").json
    assert [(each["name"], each["window_days"], each["tax"], each["grade_c"]) for each in policies] == [
        ("Standard", "30", "0", "refurbish; as C; fee 20; photo"), ("Glass", "14", "19", "scrap; as C; fee 50"),
    ]  # fmt: skip
    asked = program.call("return", "check", "add", "category=glass", "words_en=Is it whole?", "--json").json["check"]
    assert program.call("return", "check", "set", str(asked), "grade=D").code == 0
    assert "Is it whole?" in program.call("return", "check", "list").out
    for name in ("rules.toml", "rules.csv"):
        assert program.call("return", "rules", "export", "--out", tmp_path / name).code == 0
        assert program.call("return", "rules", "import", tmp_path / name).out.startswith("Kept: reasons 25,")
    (tmp_path / "bad.toml").write_text("[[reason]]\ncode = 'x'\n", "utf-8")
    assert "left out" in program.call("return", "rules", "import", tmp_path / "bad.toml").out
    assert program.call("return", "rules", "import", tmp_path / "none.toml").code == 2
    assert program.call("doctor").code == 0


def test_nothing_comes_back_that_did_not_leave(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    goods, orders = tmp_path / "products.csv", tmp_path / "orders.csv"
    goods.write_text("sku,name\nVASE,Vase\n", "utf-8")
    orders.write_text("order,sku,qty,placed_at,customer\nO1,VASE,2,2026-01-06,C1\n", "utf-8")
    assert program.call("import", "products", goods).code == 0
    assert program.call("import", "orders", orders).code == 0
    told = one_sentence(program.call("return", "request", "O1", "VASE=1"))
    assert told.startswith("Nothing of order O1 has left yet")
    assert one_sentence(program.call("return", "request", "O9", "VASE=1")).startswith("There is no order O9")
    assert program.call("return", "request", "O1", "VASE").code == 2
    for deed in (("show",), ("authorise",), ("reject", "--why", "no"), ("cancel",), ("sent",)):
        assert one_sentence(program.call("return", deed[0], "RT000009", *deed[1:])).startswith(
            "There is no return RT000009"
        )
    assert program.call("return", "list").out == "There is no return.\n"
    assert program.call("return", "find", "nobody").out.startswith("Nobody is known by nobody")
    assert program.call("return", "find", "O1", "--json").json[0]["order_state"] == "confirmed"
    assert program.call("return", "expire").out == "0 returns expired.\n"
    assert program.call("export", "returns", "--format", "csv").out.startswith("code,kind,state")


def test_past_orders_come_back_by_command(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    goods, orders, back = tmp_path / "products.csv", tmp_path / "orders.csv", tmp_path / "back.csv"
    goods.write_text("sku,name\nVASE,Vase\n", "utf-8")
    orders.write_text("order,sku,qty,placed_at,customer\nO1,VASE,3,2026-01-06,C1\n", "utf-8")
    back.write_text("return,order,sku,qty,reason,words\nR-1,O1,VASE,1,too_small,Please\nR-2,O9,VASE,1,,\n", "utf-8")
    assert program.call("import", "products", goods).code == 0
    assert program.call("import", "orders", orders).code == 0
    assert program.call("order", "shipped-before", "2026-02-01").out == "1 order left before, with 3 units.\n"
    assert program.call("return", "request", "O1", "VASE=1").err.startswith("Order O1 could come back until")
    taken = program.call("return", "request", "O1", "VASE=1", "--reason", "other", "--override", "Our fault", "--json")
    assert (taken.json["code"], taken.json["state"], taken.json["units"]) == ("RT000001", "authorised", 1)
    assert program.call("return", "label", "RT000001", "--out", tmp_path / "label.pdf").code == 0
    assert (tmp_path / "label.pdf").read_bytes().startswith(b"%PDF")
    assert program.call("return", "label", "RT000001").code == 2
    printed = program.call("return", "label", "RT000001", "--print")
    assert printed.out == "Return label RT000001 prints into the folder LABELS of this home, as job 1.\n"
    assert one_sentence(program.call("return", "label", "RT000001", "--print")).startswith(
        "Label of an announced return RT"
    )
    brought = program.call("import", "returns", back, "--channel", "shop", "--json").json
    assert (brought["created"], brought["rejected_count"], brought["changes"]["returns"]["created"]) == (2, 0, 2)
    assert [each["code"] for each in brought["remarks"]] == ["return_blind"]
    again = program.call("import", "returns", back, "--channel", "shop", "--json").json
    assert (again["unchanged"], again["created"]) == (2, 0)
    assert program.call("return", "sent", "RT000001", "--tracking", "1Z9").out == "Return RT000001 is on its way.\n"
    assert program.call("return", "find", "1Z9", "--json").json[0]["return"] == "RT000001"
    assert program.call("return", "cancel", "RT000001").out == "Return RT000001 is cancelled.\n"
    listed = program.call("return", "list", "--json").json
    assert [each["code"] for each in listed] == ["RT000001", "RT000002", "RT000003"]
    assert "Please" in program.call("return", "show", "RT000002").out
    assert "Please" not in program.call("export", "returns", "--format", "jsonl").out
    assert program.call("return", "replay", "--json").json["notes"] == 0
    back.write_text("return,order,sku,qty\nR-3,O1,VASE,1\nR-4,O1,VASE,9\n", "utf-8")
    mend = tmp_path / "mend.csv"
    third = program.call("import", "returns", back, "--channel", "shop", "--reject-file", mend, "--json").json
    assert (third["created"], mend.read_text("utf-8").splitlines()[1]) == (1, "R-4,O1,VASE,9")
    newest = program.call("imports", "list", "--json").json[0]
    assert newest["kind"] == "returns"
    assert program.call("imports", "undo", str(newest["id"])).code == 0
    assert len(program.call("return", "list", "--json").json) == 3
    assert program.call("doctor").code == 0
