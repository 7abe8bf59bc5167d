"""Suppliers and purchase orders by command: made, filled from files, confirmed, shown, exported, waited for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED, WRONG = 0, 1, 2
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("shop")
    made = Program(folder / "home").begin()
    orders = folder / "orders.csv"
    orders.write_text("order,customer,placed_at,sku,qty\n1001,C1,2010-12-06,MUG1,30\n")
    for sku in ("MUG1", "BOWL"):
        assert made.call("product", "add", sku, "--name", sku.title()).code == DONE
    assert made.call("import", "orders", str(orders)).code == DONE
    assert made.call("supplier", "add", "acme", "Acme Ltd", "--lead-days", "7", "--minimum", "500").code == DONE
    sells = ("--code", "ac-1", "--pack", "24", "--price", "1.20", "--breaks", "100: 0.95", "--preferred")
    assert made.call("supplier", "sells", "ACME", "MUG1", *sells).code == DONE
    assert made.call("purchase", "new", "acme", "--code", "70").code == DONE
    return made


def test_an_order_is_made_confirmed_and_shown(shop: Program) -> None:
    made = shop.call(
        "purchase", "new", "acme", "ac-1=37", "BOWL=6@2.5", "--code", "77", "--due", "2010-12-24", "--json"
    )
    assert made.code == DONE
    assert made.json["purchase"] == "77"
    assert [each["say"] for each in made.json["remarks"]] == [
        "The supplier ships MUG1 by 24: 37 became 48",
        "Line 2: ACME is not known to sell BOWL",
        "The order is worth 72.60 EUR; the supplier wants 500.00 at least",
    ]
    assert shop.call("purchase", "confirm", "77").code == DONE
    told = shop.call("purchase", "show", "77", "--json").json
    assert (told["head"]["state"], told["arrival"], told["lines"][0]["open"]) == ("confirmed", "nothing", 48)
    plain = shop.call("purchase", "show", "77").out
    assert "77 of Acme Ltd: Expected, due 2010-12-24" in plain
    assert "Confirmed with 2 lines" in plain
    listed = shop.call("purchase", "list", "--supplier", "acme", "--text", "77", "--json").json
    assert [(each["code"], each["state"], each["total"]) for each in listed] == [("77", "confirmed", "72.60 EUR")]


def test_who_waits_for_it_is_told_with_the_order(shop: Program) -> None:
    made = shop.call("purchase", "new", "acme", "MUG1=240", "--due", "2010-12-20", "--confirm", "--json").json
    assert shop.call("allocate").code == DONE
    (line,) = shop.call("order", "show", "1001", "--json").json["lines"]
    waits = [(each["qty"], each["day"], each["purchase"]) for each in line["waits_for"]]
    assert ("2010-12-20", made["purchase"]) in [each[1:] for each in waits]
    shown = shop.call("order", "show", "1001").out
    assert f"promised on 2010-12-20 by {made['purchase']}" in shown
    expected = shop.call("product", "show", "MUG1", "--json").json["expected"]
    assert made["purchase"] in [each["purchase"] for each in expected]
    assert shop.call("purchase", "cancel", made["purchase"], "--reason", "dearer").code == DONE


def test_an_order_is_changed_and_closed_with_words(shop: Program) -> None:
    assert shop.call("purchase", "new", "acme", "MUG1=24", "--code", "78", "--confirm").code == DONE
    assert shop.call("purchase", "add", "78", "BOWL", "3", "--price", "2").code == DONE
    assert shop.call("purchase", "change", "78", "--line", "1", "--qty", "48").code == DONE
    assert shop.call("purchase", "change", "78", "--due", "2010-12-31").code == DONE
    assert shop.call("purchase", "drop", "78", "2").code == DONE
    assert shop.call("purchase", "close", "78", "--reason", "no more").code == DONE
    story = shop.call("purchase", "show", "78").out
    for words in ("Line 1, MUG1: 24 became 48", "Line 2: 3 of BOWL not waited for", "Closed, 48 units", "no more"):
        assert words in story
    assert "Purchase order 78 is closed" in one_sentence(shop.call("purchase", "confirm", "78"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("purchase", "new", "nobody"), REFUSED, "There is no supplier nobody"),
        (("purchase", "new", "acme", "MUG1"), WRONG, "MUG1 is no line of an order"),
        (("purchase", "new", "acme", "NIX=3"), REFUSED, "There is no product NIX"),
        (("purchase", "new", "acme", "MUG1=0"), REFUSED, "qty cannot be 0"),
        (("purchase", "new", "acme", "MUG1=3@cheap"), REFUSED, "price is no price: cheap"),
        (("purchase", "new", "acme", "--due", "2011-02-31"), REFUSED, "is no day: 2011-02-31"),
        (("purchase", "new", "acme", "BOWL=1", "BOWL=2"), REFUSED, "orders BOWL for that day already"),
        (("purchase", "show", "4711"), REFUSED, "There is no purchase order 4711"),
        (("purchase", "change", "70", "--qty", "3"), WRONG, "belong to a line"),
        (("supplier", "add", "ACME", "Again"), REFUSED, "There is a supplier ACME already"),
        (("supplier", "show", "nobody"), REFUSED, "There is no supplier nobody"),
    ],
)
def test_what_is_wrong_is_one_sentence(shop: Program, words: tuple[str, ...], code: int, said: str) -> None:
    answer = shop.call(*words)
    assert answer.code == code
    assert said in one_sentence(answer)


def test_files_come_in_and_go_out(shop: Program, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("supplier,name,sku,supplier sku,price\nBETA,Beta,MUG1,b1,1.1\n")
    (tmp_path / "p.csv").write_text("po,supplier,sku,qty,due\n900,BETA,b1,12,2010-12-28\n901,BETA,NIX,1,\n")
    (tmp_path / "d.csv").write_text("asn,po,sku,qty,lot\nLS9,900,MUG1,12,L1\n")
    assert shop.call("import", "suppliers", str(tmp_path / "s.csv")).code == DONE
    told = shop.call("import", "purchases", str(tmp_path / "p.csv"), "--json")
    assert told.code == DONE
    assert (told.json["created"], told.json["rejected"][0]["line"]) == (1, 3)
    assert shop.call("import", "deliveries", str(tmp_path / "d.csv")).code == DONE

    def exported(kind: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in shop.call("export", kind, "--format", "jsonl").out.splitlines()]

    assert {each["code"] for each in exported("suppliers")} == {"ACME", "BETA"}
    mine = next(each for each in exported("purchases") if each["code"] == "900")
    assert (mine["supplier"], mine["units"], mine["total_minor"], mine["arrival"]) == ("BETA", 12, 1320, "nothing")
    (line,) = [each for each in exported("purchase-lines") if each["purchase"] == "900"]
    assert (line["sku"], line["supplier_sku"], line["qty"], line["due_day"]) == ("MUG1", "b1", 12, "2010-12-28")
    (delivery,) = exported("deliveries")
    assert (delivery["delivery"], delivery["purchase"], delivery["lines"][0]["lot"]) == ("LS9", "900", "L1")  # type: ignore[index]
    shown = shop.call("supplier", "show", "BETA").out
    assert "b1" in shown
    assert shop.call("doctor").code == DONE
