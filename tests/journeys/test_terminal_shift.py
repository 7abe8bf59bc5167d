"""A small shift by pipes alone: files in, picked, packed, loaded, handed over, proven by the doctor."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

PRODUCTS = 'sku,name,barcodes,weight_g\nA1,Ålpha,4006381333931,100\nB2,"=HYPERLINK(1)",,50\n'
STOCK = "sku,qty\nA1,20\nB2,5\n"
ORDERS = "order,sku,qty,placed_at,customer\nO1,A1,2,2010-12-06,C1\nO1,B2,1,2010-12-06,C1\nO2,A1,x,2010-12-06,C1\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("shift") / "home").begin()
    for kind, text in (("products", PRODUCTS), ("stock", STOCK)):
        file = program.home.parent / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        told = program.call("import", kind, file, "--json")
        assert told.json["created"] == 2, told.out
    return program


def scan(program: Program, mode: str, *lines: str) -> list[str]:
    told = program.call("station", mode, "--badge", program.badge, stdin="".join(f"{line}\n" for line in lines))
    assert told.code == 0, told.err
    return [answer["code"] for answer in told.lines]


def rows(program: Program, kind: str) -> list[dict[str, object]]:
    return program.call("export", kind, "--json").lines


@pytest.mark.slow
def test_a_shift_goes_by_pipes_alone(program: Program, tmp_path: Path) -> None:
    orders, rejects = tmp_path / "orders.csv", tmp_path / "rejected.csv"
    orders.write_text(ORDERS, encoding="utf-8")
    report = program.call("import", "orders", orders, "--reject-file", rejects, "--json").json
    assert (report["created"], report["rejected_count"]) == (2, 1)
    assert rejects.read_text(encoding="utf-8").splitlines()[1].startswith("O2,A1,x")
    assert program.call("import", "orders", orders, "--json").json["created"] == 0

    assert program.call("allocate", "--json").json["promised"] == 3
    (batch,) = program.call("batches", "plan", "--json").json["batches"]
    assert program.call("batches", "release", "--all", "--json").json["released"] == [batch["code"]]
    assert program.call("batches", "assign", batch["code"], "--to", program.user).code == 0
    assert scan(program, "pick", batch["code"], "MAIN", "4006381333931") == ["batch_open", "right_place", "right_item"]
    # The input ended in the middle of a task: another process goes on at the same line.
    again = scan(program, "pick", batch["code"], "MAIN", "A1", "B2")
    assert again[-1] == "batch_picked"

    assert program.call("proof", "set", "A1", "--level", "first", "--why", "sold by weight").code == 0
    assert "sold by weight" in program.call("proof", "why", "A1").out
    assert program.call("proof", "list", "--json").json[0]["level"] == "first"
    packed = scan(program, "pack", "O1", "NONSENSE", "A1", "", "B2")
    assert packed == ["order_opened", "unknown_barcode", "right_item", "counted", "order_packed"]
    (parcel,) = rows(program, "parcels")
    assert parcel["verified"] == "first"
    assert "Counted after the first scan" in program.call("proof", "parcel", str(parcel["code"])).out
    assert program.call("proof", "clear", "A1").code == 0
    assert program.call("label", str(parcel["code"]), "--out", tmp_path / "l.zpl").code == 0
    assert str(parcel["tracking"]).encode() in (tmp_path / "l.zpl").read_bytes().replace(b">", b"").replace(b"_", b"")
    assert program.call("manifest", "open").code == 0
    assert scan(program, "load", str(parcel["tracking"])) == ["loaded"]
    assert program.call("manifest", "close", "--json").json["parcels"] == 1

    (shipped,) = rows(program, "shipments")
    assert shipped["parcel"] == parcel["code"]
    order = next(row for row in rows(program, "orders") if row["code"] == "O1")
    assert (order["state"], order["fulfilment"]) == ("closed", "all")
    assert sorted((row["item"], row["on_hand"]) for row in rows(program, "stock")) == [("A1", 18), ("B2", 4)]
    doctor = program.call("doctor", "--json")
    assert doctor.code == 0, doctor.out


def test_a_spreadsheet_runs_nothing_of_an_export(program: Program) -> None:
    told = program.call("export", "products")
    names = [row["name"] for row in csv.DictReader(io.StringIO(told.out))]
    assert names == ["Ålpha", "'=HYPERLINK(1)"]
    assert [json.loads(line)["name"] for line in program.call("export", "products", "--json").out.splitlines()] == [
        "Ålpha",
        "=HYPERLINK(1)",
    ]


@pytest.mark.parametrize(
    "words", [("orders", "nowhere.csv"), ("suppliers", "x.csv"), ("orders", "x.csv", "--format", "y")]
)
def test_an_import_that_cannot_be_is_one_sentence(program: Program, words: tuple[str, ...]) -> None:
    told = program.call("import", *words)
    assert told.code == 2
    one_sentence(told)


def test_a_packer_imports_nothing(program: Program) -> None:
    anna = program.other("Anna", "packer")
    told = anna.call("import", "products", program.home.parent / "products.csv")
    assert told.code == 1
    assert "right" in one_sentence(told)


def test_first_stock_without_bins_is_no_typing_error_and_a_missing_slip_is_called_a_slip(tmp_path: Path) -> None:
    program = Program(tmp_path / "100% home").begin()
    (tmp_path / "products.csv").write_text("sku,name\nA1,Cup\n", "utf-8")
    (tmp_path / "stock.csv").write_text("sku,qty\nA1,5\n", "utf-8")
    program.call("import", "products", tmp_path / "products.csv")
    assert program.call("import", "stock", tmp_path / "stock.csv", "--json").json["remarks"] == []
    assert (program.home / "company.db").is_file()
    told = program.call("document", "slip", "1001", "--out", tmp_path / "slip.pdf")
    assert told.code == 1
    assert "slip" in one_sentence(told)


def test_why_jobs_wait_names_what_is_known_and_nothing_else() -> None:
    from warehouse_app.terminal.commands.checks import _why

    for trouble in ("proof_missing", "printer_unreachable", "printer_broke_off", "proof_overlap", "outbox_fault"):
        assert "?" not in _why(trouble)
        assert "  " not in _why(trouble)


@pytest.mark.slow
def test_a_lesson_by_pipes_is_marked_graded_and_kept(program: Program, tmp_path: Path) -> None:
    scans = ("TR-1", "T-MUG", "T-BOOK", "TR-2", "T-CANDLE", "NONSENSE")
    lines = "".join(f"{scan}\n" for scan in scans)
    told = program.start("station", "pack", "--badge", program.badge, "--training", stdin=lines)
    assert told.code == 0, told.err
    assert "Nothing here is real" in told.err
    assert all(line["training"] for line in told.lines)
    assert [line["code"] for line in told.lines][-2:] == ["unknown_barcode", "lesson"]
    report = told.lines[-1]["report"]
    assert [task["right"] for task in report["tasks"]] == [True, False, False, False, False]
    [kept] = program.call("training", "report", "--json").json
    assert (kept["right"], kept["closed"], kept["mistakes"]) == (1, 1, 1)
    assert "1 of 5 orders packed right" in program.call("training", "report").out
    assert program.call("training", "person", program.user, "--training").code == 0
    assert "yes" in program.call("training", "person").out
    sentences = program.start("station", "pack", "--badge", program.badge, "--words", stdin="TR-1\n")
    assert "0 of 5 orders packed right" in sentences.out, "who learns is in a lesson without asking for it"
    assert program.call("training", "person", program.user, "--no-training", "--guided", "--json").json["guided"]
    sheet = tmp_path / "sheet.pdf"
    assert program.call("training", "sheet", "--out", sheet).code == 0
    assert sheet.read_bytes().startswith(b"%PDF")
