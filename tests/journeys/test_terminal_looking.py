"""Find and today as a script uses them: one JSON document, an exit code, and the rights of who asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program

DONE, REFUSED = 0, 1


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder: Path = tmp_path_factory.mktemp("looking")
    made = Program(folder / "home").begin()
    (folder / "products.csv").write_text("sku,name,barcodes\n22423,REGENCY CAKESTAND,4006381333931\n", "utf-8")
    (folder / "orders.csv").write_text("order,sku,qty,placed_at\n539953,22423,2,2010-12-06\n", "utf-8")
    for kind in ("products", "orders"):
        assert made.call("import", kind, folder / f"{kind}.csv").code == DONE
    return made


def test_find_tells_groups_and_a_scan_one_thing(program: Program) -> None:
    found = program.call("find", "cake", "--json").json
    assert [(group["kind"], [hit["code"] for hit in group["hits"]]) for group in found["groups"]] == [
        ("product", ["22423"])
    ]
    scanned = program.call("find", "4006381333931", "--scan", "--json").json
    assert [(hit["kind"], hit["ref"]) for hit in scanned] == [("product", "22423")]
    assert "539953" in program.call("find", "5399").out
    assert "Nothing is called" in program.call("find", "nobody").out


def test_today_tells_the_stages_in_their_order(program: Program) -> None:
    told = program.call("today", "--json").json
    stages = [each["stage"] for each in told["stages"]]
    assert stages == ["Hold", "Ready", "Released", "Picking", "Picked", "Packing", "Packed", "Manifested"]
    assert told["late"] == 1
    assert "to go today" in program.call("today").out


def test_flow_tells_stages_lanes_and_the_forecast(program: Program) -> None:
    told = program.call("flow", "--json").json
    assert told["today"]["stages"][0]["stage"] == "Hold"
    assert [each["channel"] for each in told["channels"]] == [""]
    assert told["forecasts"] == []
    assert "Everything else" in program.call("flow", "--packers", "1").out


def test_who_holds_stock_is_told_and_held_stock_released_with_a_reason(program: Program, tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("sku,qty\n22423,5\n", "utf-8")
    assert program.call("import", "stock", tmp_path / "stock.csv").code == DONE
    assert program.call("allocate").code == DONE
    (pool,) = program.call("stock", "who", "22423", "--json").json
    assert [(each["order"], each["qty"]) for each in pool["holders"]] == [("539953", 2)]
    assert program.call("stock", "release", "22423", "--order", "539953", "--reason", " ").code == REFUSED
    done = program.call("stock", "release", "22423", "--order", "539953", "--reason", "others first", "--json").json
    assert [(each["order"], each["line"], each["qty"]) for each in done] == [("539953", 1, 2)]
    assert "Nobody holds it" in program.call("stock", "who", "22423").out
    again = program.call("stock", "release", "22423", "--order", "539953", "--reason", "others first")
    assert again.code == REFUSED
    assert "holds nothing" in again.err


def test_a_product_tells_its_story_and_what_lay_where_at_a_moment(program: Program, tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("sku,qty\n22423,5\n", "utf-8")
    assert program.call("import", "stock", tmp_path / "stock.csv").code == DONE
    now = program.call("stock", "story", "22423", "--json").json
    assert (sum(each["qty"] for each in now["held"]), len(now["story"])) == (5, 1)
    then = program.call("stock", "story", "22423", "--at", "2001-01-01T10:42", "--json").json
    assert (then["held"], then["story"], then["at"]) == ([], [], "2001-01-01T10:42:59.999999Z")
    assert "Nothing lay there" in program.call("stock", "story", "22423", "--at", "2001-01-01T10:42").out


def test_an_order_goes_to_another_address(program: Program) -> None:
    assert "No address" in program.call("order", "address", "539953").out
    where = ("--street", "Hauptstr. 5", "--city", "Berlin", "--country", "Germany")
    assert program.call("order", "address", "539953", *where).code == REFUSED, "a reason is needed"
    done = program.call("order", "address", "539953", *where, "--reason", "moved house")
    assert (done.code, done.out) == (DONE, "Order 539953 goes to another address.\n")
    told = program.call("order", "address", "539953", "--json").json
    assert (told["street"], told["city"], told["name"]) == ("Hauptstr. 5", "Berlin", "")


def test_a_list_is_kept_under_a_name_and_what_it_does_not_have_is_refused_with_what_it_has(program: Program) -> None:
    sorted_by = program.call("order", "list", "--sort", "nonsense")
    assert sorted_by.code == REFUSED
    assert "nonsense" in sorted_by.err
    assert "ship_by" in sorted_by.err
    assert program.call("product", "list", "--view", "nonsense").code == REFUSED
    kept = ("view", "save", "orders", "Home", "--view", "open", "--filter", "country=France")
    assert program.call(*kept).code == DONE
    assert program.call(*kept).code == REFUSED
    assert program.call(*kept, "--again").code == DONE
    assert program.call("order", "list", "--saved", "Home", "--json").json == []
    assert program.call("view", "rename", "orders", "Home", "France").code == DONE
    (told,) = program.call("view", "list", "--json").json
    assert (told["name"], told["view"], told["filters"], told["shared"]) == ("France", "open", "country=France", False)
    assert program.call("view", "remove", "orders", "France").code == DONE
    assert "There is no view France" in program.call("order", "list", "--saved", "France").err
