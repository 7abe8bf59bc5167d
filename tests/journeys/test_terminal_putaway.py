"""Put-away by command: rules set, a place locked, where goods would go, and a tour of the line-mode station."""

from __future__ import annotations

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED, WRONG = 0, 1, 2


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("shop")
    made = Program(folder / "home").begin()
    places = folder / "places.csv"
    places.write_text(
        "code,kind,walk_seq,use,most_units\nA01,bin,1,,4\nA02,bin,2,,\nA03,bin,3,,\nR01,bin,9,bulk,\nDOCK,dock,,,\n"
    )
    stock = folder / "stock.csv"
    stock.write_text("sku,place,qty\nMUG1,DOCK,9\n")
    assert made.call("product", "add", "MUG1", "--name", "Red Mug", "--weight", "120").code == DONE
    assert made.call("product", "add", "CUP1", "--name", "Cup").code == DONE
    assert made.call("import", "places", str(places)).code == DONE
    assert made.call("import", "stock", str(stock)).code == DONE
    assert made.call("product", "home", "MUG1", "A02", "--most", "3").code == DONE
    assert made.call("product", "home", "CUP1", "A03", "--most", "3", "--fixed").code == DONE
    return made


def test_rules_are_set_shown_and_exported(shop: Program) -> None:
    told = shop.call("place", "rule", "A02", "--climate", "Cold", "--no-mixes-lots", "--json").json
    assert (told["changed"], told["rule"]["climate"]) == (["climate", "mixes_lots"], "cold")
    assert shop.call("place", "rule", "A02", "--climate", "").code == DONE
    assert "most units" in shop.call("place", "rule", "A01").out
    assert shop.call("product", "rule", "MUG1", "--demand-class", "a").code == DONE
    places = {each["code"]: each for each in shop.call("export", "places", "--format", "jsonl").lines}
    assert (places["A02"]["home_of"], places["A02"]["home_most"], places["R01"]["use"]) == (["MUG1"], 3, "bulk")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("place", "rule", "A01", "--use", "attic"), "attic"),
        (("place", "rule", "A01", "--most-units", "0"), "most_units"),
        (("place", "lock", "A01", "--reason", " "), "why it is locked"),
        (("product", "home", "MUG1", "DOCK"), "only a bin"),
        (("product", "home", "MUG1", "R01", "--remove"), "no home"),
        (("product", "rule", "NOBODY"), "NOBODY"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(shop: Program, words: tuple[str, ...], says: str) -> None:
    told = shop.call(*words)
    assert told.code == REFUSED
    assert says in one_sentence(told)


def test_where_goods_would_go_is_told_with_every_why(shop: Program) -> None:
    assert shop.call("place", "lock", "A01", "--reason", "wet floor").code == DONE
    told = shop.call("product", "where", "CUP1", "--qty", "9", "--json").json
    assert [(each["place"], each["qty"], each["code"]) for each in told["places"] if each["qty"]] == [
        ("A03", 3, "home"),
        ("R01", 6, "reserve"),
    ]
    assert "its own bin" in shop.call("product", "where", "CUP1").out
    assert shop.call("place", "unlock", "A01").code == DONE


def test_a_tour_is_walked_in_line_mode_and_taken_up_again(shop: Program) -> None:
    words = ("station", "putaway", "--badge", shop.badge, "--station", "P1")
    first = shop.call(*words, stdin="MUG1\n9\nDONE\nA02\n").lines
    assert [each["code"] for each in first] == ["putaway_loaded", "putaway_loaded", "putaway_tour", "putaway_put"]
    assert "its own bin" in first[0]["say"], first[0]["say"]
    assert first[-1]["state"]["hero"] == "R01"
    second = shop.call(*words, stdin="R01\nUNDO\n2\nA01\nDONE\nDONE\n").lines
    assert [each["code"] for each in second] == [
        *(
            "putaway_put",
            "putaway_undone",
            "putaway_part",
            "putaway_elsewhere",
            "putaway_leftovers",
            "putaway_all_back",
        ),
    ]
    held = {each["place"]: each["on_hand"] for each in shop.call("export", "stock", "--format", "jsonl").lines}
    assert held == {"A02": 3, "A01": 2, "DOCK": 4}
    assert shop.call("doctor").code == DONE
