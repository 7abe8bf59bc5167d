"""Boxes by command: made, imported, listed, ordered; and the search for a box on a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.program import Program

DONE, REFUSED, WRONG = 0, 1, 2
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("boxes") / "home").begin()


def test_boxes_are_made_imported_listed_and_ordered(shop: Program, tmp_path: Path) -> None:
    assert shop.call("box", "add", "M", "--inner", "350x250x200", "--tare-g", "210", "--cost", "0.41").code == DONE
    file = tmp_path / "boxes.csv"
    head = "box;name;inner;cost;counted;reorder_at;reorder_to;barcode\n"
    file.write_text(f"{head}S;Small;200x150x100;0.30;yes;5;50;BOX-S\nM;;;0.45;;;;\nX;Wrong;12;;;;;\n")
    done = shop.call("box", "import", str(file), "--json")
    assert (done.code, done.json["created"], done.json["updated"]) == (REFUSED, 1, 1)
    assert [each["line"] for each in done.json["rejected"]] == [4]
    rows = {each["box"]: each for each in shop.call("box", "list", "--json").json}
    assert (rows["M"]["cost"], rows["S"]["low"], rows["S"]["barcodes"]) == ("0.45", True, ["BOX-S"])
    assert "sides in millimetres" in shop.call("box", "change", "M", "--inner", "big").err
    assert shop.call("supplier", "add", "acme", "Acme Ltd").code == DONE
    assert shop.call("supplier", "sells", "ACME", "S", "--pack", "25").code == DONE
    told = shop.call("box", "order", "--json").json
    assert [(each["supplier"], each["box"], each["qty"], bool(each["purchase"])) for each in told] == [
        ("ACME", "S", 50, True)
    ]
    assert shop.call("box", "change", "M", "--no-use").code == DONE
    assert [each["box"] for each in shop.call("box", "list", "--json").json] == ["S"]


def test_a_basket_is_answered_from_a_file(shop: Program, tmp_path: Path) -> None:
    goods: list[dict[str, object]] = [{"item": "A", "size": [90, 90, 90], "weight_g": 200, "count": 2}]
    asked = {
        "goods": [*goods, {"item": "B", "size": None}],
        "boxes": [{"code": "S", "inner": [200, 100, 100], "cost_e4": 3000}],
    }
    file = tmp_path / "basket.json"
    file.write_text(json.dumps(asked))
    assert shop.call("cartonise", "--file", str(file), "--json").json["unfit"] == [{"item": "B", "why": "no_size"}]
    asked["goods"] = goods
    file.write_text(json.dumps(asked))
    (choice,) = shop.call("cartonise", "--file", str(file), "--json").json["choices"]
    assert [each["at"] for each in choice["boxes"][0]["placed"]] == [[0, 0, 0], [90, 0, 0]]
    file.write_text(json.dumps({**asked, "boxes": [{"code": "S", "inner": [200, 100]}]}))
    wrong = shop.call("cartonise", "--file", str(file))
    assert (wrong.code, "boxes[0].inner is a list of three whole millimetres" in wrong.err) == (WRONG, True)
