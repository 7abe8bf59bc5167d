"""Ways of picking by command: chosen, split, walked on paper, rules of what is scanned; the wall in line mode."""

from __future__ import annotations

import pytest

from tests.journeys.program import Program, one_sentence

pytestmark = pytest.mark.slow
DONE, REFUSED, WRONG = 0, 1, 2


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("shop")
    made = Program(folder / "home").begin()
    places, stock, orders = folder / "places.csv", folder / "stock.csv", folder / "orders.csv"
    places.write_text("code,kind,walk_seq,zone\nA01,bin,1,north\nA02,bin,2,north\nB01,bin,3,south\n")
    stock.write_text("sku,place,qty\nMUG1,A01,9\nCUP1,A02,9\nLID1,B01,9\nMUG1,B01,5\n")
    orders.write_text(
        "order,sku,qty,placed_at,paid\nO1,MUG1,2,2010-12-06,yes\nO1,LID1,1,2010-12-06,yes\n"
        "O2,MUG1,1,2010-12-06,yes\nO2,CUP1,1,2010-12-06,yes\n"
    )
    for sku in ("MUG1", "CUP1", "LID1"):
        assert made.call("product", "add", sku, "--name", sku).code == DONE
    for kind, file in (("places", places), ("stock", stock), ("orders", orders)):
        assert made.call("import", kind, str(file)).code == DONE
    assert made.call("allocate").code == DONE
    return made


def test_a_batch_goes_its_way_and_is_walked_on_paper(shop: Program) -> None:
    (batch,) = (each["code"] for each in shop.call("batches", "plan", "--json").json["batches"])
    assert shop.call("batches", "way", batch, "sideways").code == REFUSED
    assert shop.call("batches", "way", batch, "zone").code == DONE
    assert shop.call("batches", "way", batch, "sort", "--json").json == {"batch": batch, "way": "sort"}
    assert shop.call("batches", "release", batch).code == DONE
    assert "picked in one piece" in shop.call("batches", "zones", batch).out
    told = shop.call("batches", "confirm", batch, "--fewer", "A01")
    assert told.code == WRONG
    assert "A01" in one_sentence(told)
    assert "Z9" in one_sentence(shop.call("batches", "confirm", batch, "--fewer", "Z9=1"))
    done = shop.call("batches", "confirm", batch, "--fewer", "A01=2", "--json").json
    assert (done["units"], done["short"], done["state"]) == (4, 1, "suspended")
    again = shop.call("batches", "confirm", batch, "--json").json
    assert (again["units"], again["open"], again["state"]) == (5, 0, "picked")
    (row,) = shop.call("export", "batches", "--format", "jsonl").lines
    assert (row["way"], row["state"]) == ("sort", "picked")
    wall = ("station", "sort", "--badge", shop.badge, "--station", "W1")
    opened = shop.call(*wall, stdin=f"{batch}\nLID1\nUNDO\nPAUSE\n").lines
    assert [each["code"] for each in opened] == ["sort_open", "sort_to", "sort_put_back", "sort_paused"]
    assert opened[1]["state"]["hero"] == opened[1]["state"]["ask"]["slot"]
    assert shop.call("doctor", "--json").json["ok"]


def test_what_is_scanned_is_a_rule_that_is_listed(shop: Program) -> None:
    assert shop.call("scanrule", "product", "MUG1", "--item", "each", "--why", "Looks like CUP1").code == DONE
    assert shop.call("scanrule", "role", "picker", "--place", "scan").code == DONE
    assert shop.call("scanrule", "role", "nobody", "--place", "scan").code == REFUSED
    listed = shop.call("scanrule", "list", "--json").json
    assert [(each["of"], each["item"], each["why"]) for each in listed] == [
        ("MUG1", "each", "Looks like CUP1"),
        ("picker", "", ""),
    ]
    assert shop.call("scanrule", "product", "MUG1").code == DONE
    assert "Looks like" not in shop.call("scanrule", "list").out
