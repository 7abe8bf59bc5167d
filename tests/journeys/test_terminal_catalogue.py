"""Products, places and orders by command: what the window does there, the command line does too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED, WRONG = 0, 1, 2


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("shop")
    made = Program(folder / "home").begin()
    orders = folder / "orders.csv"
    orders.write_text(
        "order,customer,country,placed_at,sku,qty\n1001,C1,France,2010-12-06,MUG1,2\n1002,C2,Spain,2010-12-06,MUG1,1\n"
    )
    assert made.call("product", "add", "MUG1", "--name", "Red Mug", "--weight", "120").code == DONE
    assert made.call("import", "orders", str(orders), "--channel", "shop").code == DONE
    return made


def test_a_product_is_made_changed_and_shown(shop: Program) -> None:
    assert shop.call("product", "set", "mug1", "--length", "90", "--no-multi-scan").code == DONE
    told = shop.call("product", "show", "MUG1", "--json").json
    row = told["row"]
    assert (row["name"], row["weight_g"], row["length_mm"], row["multi_scan"]) == ("Red Mug", 120, 90, False)
    assert "Red Mug" in shop.call("product", "show", "MUG1").out
    again = shop.call("product", "add", "Mug1", "--name", "Twice")
    assert again.code == REFUSED
    assert "already" in one_sentence(again)


def test_a_barcode_is_checked_linked_told_and_taken_away(shop: Program) -> None:
    wrong = shop.call("product", "barcode", "MUG1", "4006381333932")
    assert wrong.code == REFUSED
    assert "last digit should be 1" in one_sentence(wrong)
    linked = shop.call("product", "barcode", "MUG1", "4006381333931", "--factor", "6", "--json").json
    assert linked == {"sku": "MUG1", "barcode": "4006381333931", "factor": 6, "also_carried_by": []}
    assert [each["sku"] for each in shop.call("product", "list", "--view", "no_barcode", "--json").json] == []
    assert shop.call("product", "barcode", "MUG1", "4006381333931", "--remove").code == DONE
    assert [each["sku"] for each in shop.call("product", "list", "--view", "no_barcode", "--json").json] == ["MUG1"]


def test_a_place_is_made_moved_in_the_walk_and_put_out_of_use(shop: Program) -> None:
    assert shop.call("places", "generate", "--aisles", "1", "--bays", "2", "--levels", "1").code == DONE
    assert shop.call("place", "add", "Z09-01", "--walk", "900", "--aisle", "Z").code == DONE
    assert shop.call("place", "set", "Z09-01", "--walk", "7", "--no-use").code == DONE
    told = shop.call("place", "show", "Z09-01", "--json").json["row"]
    assert (told["walk_seq"], told["aisle"], told["active"]) == (7, 26, False)
    assert [each["code"] for each in shop.call("place", "list", "--view", "unused", "--json").json] == ["Z09-01"]
    assert "Empty" in shop.call("place", "show", "Z09-01").out
    assert shop.call("place", "show", "NOWHERE").code == REFUSED


@pytest.mark.parametrize(
    "words",
    [
        ("--priority", "0009"),
        ("--priority", "٣"),
        ("--leaves", "0001-01-01T23:59-14:00"),
        ("--leaves", "9999-12-31T23:59-14:00"),
    ],
)
def test_no_order_is_given_what_no_screen_can_show(shop: Program, words: tuple[str, str]) -> None:
    told = shop.call("order", "set", "1001", *words)
    assert told.code == REFUSED
    one_sentence(told)


@pytest.mark.parametrize(
    "words",
    [
        ("order", "show", "\udcff"),
        ("product", "list", "--text", "\udcff"),
        ("imports", "show", "9" * 20),
        ("prints", "show", "9" * 20),
    ],
)
def test_what_no_database_could_hold_is_one_sentence(shop: Program, words: tuple[str, ...]) -> None:
    told = shop.call(*words)
    assert told.code == WRONG
    one_sentence(told)


def test_orders_are_listed_as_the_window_does_and_one_is_changed(shop: Program) -> None:
    listed = shop.call("order", "list", "--view", "all", "--channel", "shop", "--sort", "-code", "--json").json
    assert [each["code"] for each in listed] == ["1002", "1001"]
    only = shop.call("order", "list", "--view", "all", "--country", "France", "--json").json
    assert [each["code"] for each in only] == ["1001"]
    assert shop.call("order", "set", "1001", "--priority", "9", "--note", "Ring twice").code == DONE
    shown = shop.call("order", "show", "1001", "--json").json
    assert (shown["priority"], shown["note"]) == (9, "Ring twice")
    wrong = shop.call("order", "set", "1001", "--leaves", "soon")
    assert wrong.code == REFUSED
    assert "2010-12-06 15:30" in one_sentence(wrong)


def test_what_is_listed_fits_other_programs(shop: Program, tmp_path: Path) -> None:
    out = tmp_path / "products.csv"
    assert shop.call("export", "products", "--out", str(out)).code == DONE
    assert "MUG1" in out.read_text()
