"""Transfers by command: a second warehouse is made, goods go there, differ, and every wrong call is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED, WRONG = 0, 1, 2


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder: Path = tmp_path_factory.mktemp("shop")
    made = Program(folder / "home").begin()
    stock = folder / "stock.csv"
    stock.write_text("sku,qty\nMUG1,10\nLAMP1,4\n")
    for sku in ("MUG1", "LAMP1"):
        assert made.call("product", "add", sku, "--name", sku.title()).code == DONE
    assert made.call("import", "stock", str(stock)).code == DONE
    assert made.call("warehouses", "add", "south", "--name", "South hall", "--zone", "Europe/London").code == DONE
    assert made.call("transfer", "new", "--from", "MAIN", "--to", "SOUTH", "--note", "a draft").code == DONE
    return made


def test_a_transfer_by_command_all_the_way(shop: Program) -> None:
    assert [each["warehouse"] for each in shop.call("warehouses", "list", "--json").json] == ["MAIN", "SOUTH"]
    new = shop.call("transfer", "new", "--from", "main", "--to", "SOUTH", "MUG1=8", "LAMP1=2", "--confirm", "--json")
    assert new.json["state"] == "confirmed"
    code = new.json["transfer"]
    picks = shop.call("transfer", "pick", code, "--json").json["picks"]
    assert [(each["place"], each["sku"], each["qty"]) for each in picks] == [("MAIN", "MUG1", 8), ("MAIN", "LAMP1", 2)]
    assert shop.call("transfer", "pick", code, "--place", "MAIN", "MUG1=8").code == DONE
    assert shop.call("transfer", "pick", code, "--all").code == DONE
    assert shop.call("transfer", "send", code.lower(), "--json").json["units"] == 10
    assert "On its way" in shop.call("transfer", "show", f"{code}-1").out
    assert shop.call("transfer", "receive", code, "MUG1=6").code == DONE
    assert shop.call("transfer", "receive", code, "MUG1=1", "--damaged").code == DONE
    over = shop.call("transfer", "receive", code, "LAMP1=3")
    assert (over.code, "2 are on their way" in one_sentence(over)) == (REFUSED, True)
    assert shop.call("transfer", "receive", code, "LAMP1=3", "--over", "--finish").code == DONE
    assert (closing := shop.call("transfer", "close", code)).code == REFUSED
    assert "did not come" in one_sentence(closing)
    assert shop.call("transfer", "close", code, "--reason", "fell off the van").code == DONE
    told = shop.call("transfer", "show", code, "--json").json
    counted = [(each["sku"], each["received"], each["damaged"], each["over"], each["lost"]) for each in told["lines"]]
    assert (told["head"]["state"], counted) == ("closed", [("MUG1", 6, 1, 0, 1), ("LAMP1", 2, 0, 1, 0)])
    listed = shop.call("transfer", "list", "--view", "differences", "--json").json
    assert [(each["code"], each["state"]) for each in listed] == [(code, "closed")]
    assert code in shop.call("export", "transfers", "--format", "csv").out
    assert shop.call("doctor").code == DONE


def test_a_transfer_is_drafted_changed_and_cancelled(shop: Program) -> None:
    code = shop.call("transfer", "new", "--from", "MAIN", "--to", "SOUTH", "MUG1=1", "--json").json["transfer"]
    assert shop.call("transfer", "set", code, "MUG1=2", "LAMP1=1").code == DONE
    assert shop.call("transfer", "confirm", code).code == DONE
    assert shop.call("transfer", "pick", code, "--all").code == DONE
    assert shop.call("transfer", "put-back", code).code == DONE
    assert shop.call("transfer", "cancel", code, "--reason", "not needed").code == DONE
    assert shop.call("transfer", "show", code, "--json").json["head"]["state"] == "cancelled"


def test_a_transfer_is_taken_and_sent_in_line_mode(shop: Program) -> None:
    code = shop.call("transfer", "new", "--from", "MAIN", "--to", "SOUTH", "LAMP1=1", "--confirm", "--json").json
    scans = [code["transfer"], "MAIN", "LAMP1", "1"]
    told = shop.call("station", "transfer", "--badge", shop.badge, stdin="\n".join(scans) + "\n")
    assert [line["code"] for line in told.lines] == [
        "transfer_picks", "transfer_place", "transfer_all_taken", "transfer_sent",
    ]  # fmt: skip
    assert shop.call("transfer", "receive", code["transfer"], "--all").code == DONE


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        (("new", "--from", "MAIN", "--to", "MOON"), REFUSED, "There is no warehouse MOON"),
        (("new", "--from", "MAIN", "--to", "MAIN"), REFUSED, "Both ends are MAIN"),
        (("new", "--from", "MAIN", "--to", "SOUTH", "MUG1"), WRONG, "MUG1 is not SKU=QUANTITY"),
        (("new", "--from", "MAIN", "--to", "SOUTH", "MUG1=-1"), WRONG, "is not SKU=QUANTITY"),
        (("new", "--from", "MAIN", "--to", "SOUTH", "NONE=1"), REFUSED, "NONE"),
        (("new", "--from", "MAIN", "--to", "SOUTH", "MUG1=99999", "--confirm"), REFUSED, "are asked for"),
        (("show", "TR999999"), REFUSED, "There is no transfer TR999999"),
        (("receive", "TR000001"), WRONG, "--finish"),
        (("receive", "TR000001", "--all"), REFUSED, "is draft: it cannot be received now"),
        (("pick", "TR000001", "--place", "MAIN"), WRONG, "--place"),
        (("confirm", "TR000001"), REFUSED, "Nothing is asked for"),
        (("send", "TR000001"), REFUSED, "is draft: it cannot be sent now"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(shop: Program, call: tuple[str, ...], code: int, words: str) -> None:
    shop.call("transfer", "list")
    done = shop.call("transfer", *call)
    assert (done.code, words in one_sentence(done)) == (code, True), one_sentence(done)
