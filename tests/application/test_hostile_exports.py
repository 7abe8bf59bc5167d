"""What people typed is only ever text in a file: nothing of it is a formula, a tag or a new row in any export."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from tests.company import Company
from tests.tidy.tree import ROOT
from warehouse_app.application.exporting import cell, export, export_book
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store.schema import ledger, trade

ADMIN = Session(SYSTEM, "")
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "=cmd|'/C calc'!A0",
)
INSIDE = ("a;=1+1", "a\t=1+1", "a\n=1+1", "a\r\n@SUM(1)", "a|+1")
_MARKS = "=+-@＝＋－＠"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_could_run_is_led_by_a_quote(text: str) -> None:
    assert str(cell(text)).startswith("'")


@pytest.mark.parametrize("text", INSIDE)
def test_neither_does_what_follows_a_mark_that_another_country_parts_cells_by(text: str) -> None:
    for part in str(cell(text)).replace("|", ";").replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";"):
        assert not part.startswith(tuple(_MARKS))


@pytest.mark.parametrize("value", [0, -5, 12, True, None, "plain", "2010-12-06", "a-b", "x = y", "", "5;6"])
def test_numbers_and_plain_words_stay_what_they_are(value: object) -> None:
    assert cell(value) == value


@pytest.mark.slow
def test_every_naughty_string_goes_through_every_export_as_text(company: Company, tmp_path: Path) -> None:
    naughty: list[str] = json.loads((ROOT / "tests" / "texts" / "blns.json").read_text("utf-8"))
    texts = [each for each in dict.fromkeys((*FORMULAS, *INSIDE, "x" * 10_000, *naughty)) if "\x00" not in each]
    with company.write() as desk:
        desk.connection.execute(
            ledger.product.insert(),
            [{"sku": f"S{n}", "sku_key": f"S{n}", "name": text} for n, text in enumerate(texts)],
        )
        desk.connection.execute(trade.customer.insert(), [{"code": f"C{n}", "country": ""} for n in range(len(texts))])
        rows = desk.connection.execute(trade.customer.select().order_by(trade.customer.c.id)).all()
        desk.connection.execute(
            trade.customer_personal.insert(),
            [{"customer_id": row.id, "name": text, "street": text} for row, text in zip(rows, texts, strict=True)],
        )
    for kind in ("products", "customers"):
        sink = io.StringIO()
        assert export(company.runner, ADMIN, kind, "csv", sink) == len(texts)
        read = list(csv.DictReader(io.StringIO(sink.getvalue(), newline="")))
        assert len(read) == len(texts)
        assert not [value for row in read for value in row.values() if value.startswith(tuple(_MARKS))]
        lines = io.StringIO()
        export(company.runner, ADMIN, kind, "jsonl", lines)
        names = [json.loads(line)["name"] for line in lines.getvalue().split("\n") if line]
        assert names == texts
        book = tmp_path / f"{kind}.xlsx"
        with book.open("wb") as file:
            export_book(company.runner, ADMIN, kind, file)
        with zipfile.ZipFile(book) as package:
            sheet = ET.fromstring(package.read("xl/worksheets/sheet1.xml"))
        assert not [node for node in sheet.iter() if node.tag.endswith("}f")]
        cells = [each for row in load_workbook(book).active.iter_rows() for each in row]
        assert {each.data_type for each in cells} <= {"s", "n", "inlineStr"}
