"""Imports on the command line: mappings made once, dry runs, the log of imports and their undoing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importers import PRODUCTS, SHOP
from tests.journeys.program import Program, one_sentence

MAPPING = (
    'kind = "orders"\nchannel = "shop"\nrows = "above"\n\n[fields]\norder = "Nr"\ncustomer_name = "Wer"\n'
    'placed_at = "Wann"\nsku = "Artikel"\nqty = "Anzahl"\nprice = "Preis"\ncurrency = { constant = "EUR" }\n'
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = Program(tmp_path / "home").begin()
    for name, content in (("p.csv", PRODUCTS), ("shop.csv", SHOP), ("m.toml", MAPPING)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert made.call("import", "products", tmp_path / "p.csv").code == 0
    return made


def test_a_mapping_is_tried_saved_used_shown_and_removed(program: Program, tmp_path: Path) -> None:
    shop, mapping = tmp_path / "shop.csv", tmp_path / "m.toml"
    tried = program.call("import", "orders", shop, "--map", mapping, "--dry-run", "--json").json
    assert (tried["created"], tried["dry_run"]) == (2, True)
    assert program.call("import", "orders", shop).code == 2
    assert program.call("mapping", "save", mapping).code == 0
    assert program.call("import", "orders", shop, "--channel", "shop", "--json").json["created"] == 2
    listed = program.call("mapping", "list", "--json").json
    assert [(each["channel"], each["kind"]) for each in listed] == [("shop", "orders")]
    out = tmp_path / "again.toml"
    assert program.call("mapping", "show", "shop", "orders", "--out", out).code == 0
    assert out.read_text(encoding="utf-8") == MAPPING
    assert program.call("mapping", "remove", "shop", "orders").code == 0
    gone = program.call("mapping", "show", "shop", "orders")
    assert gone.code == 1
    assert "no mapping" in one_sentence(gone)


def test_a_wrong_or_old_mapping_is_one_sentence(program: Program, tmp_path: Path) -> None:
    wrong, shop = tmp_path / "wrong.toml", tmp_path / "shop.csv"
    wrong.write_text(MAPPING.replace("Anzahl", "Stück"), encoding="utf-8")
    told = program.call("import", "orders", shop, "--map", wrong)
    assert told.code == 2
    assert "Stück" in one_sentence(told)
    wrong.write_bytes(b"\xff\xfe")
    assert program.call("mapping", "save", wrong).code == 2
    assert program.call("mapping", "save", tmp_path / "nowhere.toml").code == 2


@pytest.mark.parametrize("deep", ["x = " + "[" * 50_000, "x = " + "{a = " * 9_000])
def test_a_mapping_nested_beyond_reading_is_no_toml(program: Program, tmp_path: Path, deep: str) -> None:
    (tmp_path / "deep.toml").write_text(f"{MAPPING}{deep}", encoding="utf-8")
    told = program.call("mapping", "save", tmp_path / "deep.toml")
    assert (told.code, "no TOML" in one_sentence(told)) == (2, True)


def test_a_kept_mapping_that_no_longer_fits_is_named(program: Program, tmp_path: Path) -> None:
    shop = tmp_path / "shop.csv"
    assert program.call("mapping", "save", tmp_path / "m.toml").code == 0
    shop.write_text(SHOP.replace("Anzahl", "Menge"), encoding="utf-8")
    told = program.call("import", "orders", shop, "--channel", "shop")
    assert told.code == 2
    assert "no longer fits" in one_sentence(told)
    assert "Anzahl" in told.err


def test_the_rejected_records_never_take_the_place_of_the_file(program: Program, tmp_path: Path) -> None:
    shop = tmp_path / "shop.csv"
    told = program.call("import", "orders", shop, "--map", tmp_path / "m.toml", "--reject-file", shop)
    assert (told.code, "Name another" in one_sentence(told)) == (2, True)
    assert shop.read_text(encoding="utf-8") == SHOP


def test_imports_are_listed_shown_and_undone(program: Program, tmp_path: Path) -> None:
    shop, mapping = tmp_path / "shop.csv", tmp_path / "m.toml"
    shop.write_text(SHOP.replace(";A-1;1;", ";A-1;one;"), encoding="utf-8")
    assert program.call("import", "orders", shop, "--map", mapping, "--json").json["created"] == 1
    listed = program.call("imports", "list", "--json").json
    assert [(each["kind"], each["file"], each["state"]) for each in listed] == [
        ("orders", "shop.csv", "done"),
        ("products", "p.csv", "done"),
    ]
    number = str(listed[0]["id"])
    told = program.call("imports", "show", number, "--json").json
    assert [(each["line"], each["field"], each["record"][1]) for each in told["rejected"]] == [(4, "qty", "Bob")]
    mended = tmp_path / "mended.csv"
    assert program.call("imports", "show", number, "--reject-file", mended).code == 0
    assert mended.read_text(encoding="utf-8").splitlines() == [
        "Nr,Wer,Wann,Artikel,Anzahl,Preis",
        '72,Bob,07.05.2011,A-1,one,"2,55"',
    ]
    mended.write_text(mended.read_text(encoding="utf-8").replace("one", "1"), encoding="utf-8")
    assert program.call("import", "orders", mended, "--map", mapping, "--json").json["created"] == 1
    assert program.call("imports", "undo", str(int(number) + 1)).code == 0
    assert program.call("imports", "forget", number, "--json").json["forgotten"] == 1
    assert program.call("imports", "undo", number, "--json").json["orders"] == 1
    assert program.call("export", "orders", "--format", "jsonl").out == ""
    again = program.call("imports", "undo", number)
    assert again.code == 1
    assert "undone before" in one_sentence(again)
    assert program.call("imports", "undo", "77").code == 1


def test_what_stands_on_an_import_is_named(program: Program, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("sku,place,qty\nA-1,A01-01,5\n", encoding="utf-8")
    assert program.call("import", "stock", tmp_path / "s.csv").code == 0
    stands = program.call("imports", "undo", "1")
    assert stands.code == 1
    assert "Product A-1 was moved since" in stands.err


@pytest.mark.parametrize(("source", "ending"), [("csv", "csv"), ("csv", "jsonl"), ("json", "xlsx")])
def test_rejected_records_come_back_mended_in_any_format(tmp_path: Path, source: str, ending: str) -> None:
    program = Program(tmp_path / "home").begin()
    text = "sku,qty\nA-1,1\n" if source == "csv" else '[{"sku": "A-1", "qty": 1}]'
    file, rejects = tmp_path / f"in.{source}", tmp_path / f"rejects.{ending}"
    file.write_text(text)
    told = program.call("import", "stock", str(file), "--reject-file", str(rejects), "--json")
    assert [each["reason"] for each in json.loads(told.out)["rejected"]] == ["unknown_sku"]
    (tmp_path / "products.csv").write_text("sku\nA-1\n")
    program.call("import", "products", str(tmp_path / "products.csv"))
    again = json.loads(program.call("import", "stock", str(rejects), "--json").out)
    assert (again["created"], again["rejected"]) == (1, [])


def test_exported_workbook_is_imported_again(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    (tmp_path / "products.csv").write_text("sku,name\n00123,=Cup\n")
    program.call("import", "products", str(tmp_path / "products.csv"))
    book = tmp_path / "products.xlsx"
    program.call("export", "products", "--format", "xlsx", "--out", str(book))
    told = json.loads(program.call("import", "products", str(book), "--json").out)
    assert (told["unchanged"], told["rejected"]) == (1, [])
