"""Workbooks as people save them: which sheet counts, what hidden, merged, computed and mistyped cells mean."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.channels.books import packed, row, sheet
from tests.channels.test_channels_files import Read, only
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing.values import OrderDraft, PlaceDraft, ProductDraft, StockDraft
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest
from warehouse_app.wording.importing import reason, remark
from warehouse_app.wording.say import say_error

ORDER = ("order", "sku", "qty", "price", "placed_at")
Rows = Sequence[Sequence[Any]]
Take = Callable[..., Read]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Read a workbook, given as rows of its only sheet, as a workbook, or as a path."""
    intake = FilesIntake(tmp_path / "stage", ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"))

    def one(kind: str, book: Workbook | Rows | Path, sheet: str = "") -> Read:
        path = book if isinstance(book, Path) else tmp_path / "in.xlsx"
        if not isinstance(book, Path):
            filled(book).save(path)
        return Read(intake.open(path, IntakeRequest(kind, sheet=sheet)))

    return one


def filled(book: Workbook | Rows) -> Workbook:
    if isinstance(book, Workbook):
        return book
    made = Workbook()
    for cells in book:
        made.active.append(list(cells))
    return made


def two_sheets(first: str = "visible", second: str = "visible") -> Workbook:
    made = Workbook()
    made.active.title = "This year"
    made.active.append(["sku", "name"])
    made.active.append(["A", "one"])
    made.active.sheet_state = first
    other = made.create_sheet("Last year")
    other.append(["sku", "name"])
    other.append(["B", "two"])
    other.sheet_state = second
    return made


def test_every_kind_is_read_with_typed_cells(take: Take) -> None:
    orders = take("orders", [ORDER, ("1", "a-1", 2, 1.25, datetime(2026, 5, 4, 8, 30))])  # noqa: DTZ001
    assert [(line.sku, line.qty, line.price_e4) for line in orders.orders[0].lines] == [("A-1", 2, 12_500)]
    assert orders.orders[0].placed_at == datetime(2026, 5, 4, 6, 30, tzinfo=UTC)
    assert only(take("places", [("code", "x_mm"), ("A-01", 1500)]), PlaceDraft)[0].x_mm == 1500
    stock = only(take("stock", [("sku", "qty", "place"), ("A", 12.0, "A-01")]), StockDraft)
    assert [(each.sku, each.qty, each.place) for each in stock] == [("A", 12, "A-01")]
    assert take("customers", [("code", "name", "zip"), ("C1", "Ann", "01067")]).refused == []
    assert take("users", [("code", "name", "role"), ("u1", "Ann", "packer")]).read == 1
    products = only(take("products", [("sku", "weight_kg", "length_cm"), ("A", 0.1 + 0.2, 12.34)]), ProductDraft)
    assert [(each.weight_g, each.length_mm) for each in products] == [(300, 123)]


def test_numbers_of_cells_do_not_decide_how_texts_are_written(take: Take) -> None:
    rows = [ORDER, ("1", "A", 1, 1.234, date(2026, 5, 4)), ("1", "B", 1, "2,50", None), ("1", "C", 1, "1.000,5", None)]
    found = take("orders", rows)
    assert [line.price_e4 for line in found.orders[0].lines] == [12_340, 25_000, 10_005_000]
    assert remark(found.remarks["numbers_as_text"]).startswith("2 numbers are kept as text")


def test_codes_kept_as_numbers_are_told_and_shown_zeros_are_kept(take: Take) -> None:
    made = filled([("sku", "name"), (123, "a"), (4006381333931, "b"), ("00124", "c"), ("5.01E+12", "d"), (1e18, "e")])
    made.active["A2"].number_format = "00000"
    made.active.append([1.5, "f"])
    found = take("products", made)
    assert [draft.sku for draft in only(found, ProductDraft)] == ["00123", "00124", "1.5", "4006381333931"]
    assert found.remarks["codes_with_zeros"].examples == ("00123",)
    assert found.remarks["codes_as_numbers"].examples == ("4006381333931", "1.5")
    assert found.reasons == [(5, "sku", "mangled_code"), (6, "sku", "mangled_code")]


def test_one_fitting_sheet_is_taken_and_the_others_are_told(take: Take) -> None:
    made = two_sheets()
    made["Last year"]["A1"] = "remark"
    found = take("products", made)
    assert [draft.sku for draft in only(found, ProductDraft)] == ["A"]
    assert found.remarks["sheet_taken"].examples == ("This year",)
    assert found.remarks["sheets_left"].examples == ("Last year",)


def test_several_fitting_sheets_are_asked_about_and_a_named_one_is_read(take: Take) -> None:
    with pytest.raises(Usage) as caught:
        take("products", two_sheets())
    assert "This year, Last year" in say_error(caught.value)
    assert only(take("products", two_sheets(), "last YEAR"), ProductDraft)[0].sku == "B"
    with pytest.raises(Usage) as caught:
        take("products", two_sheets(), "Next year")
    assert caught.value.code == "import_sheet_unknown"


def test_hidden_sheets_are_told_and_read_only_by_name(take: Take) -> None:
    found = take("products", two_sheets(second="hidden"))
    assert [draft.sku for draft in only(found, ProductDraft)] == ["A"]
    assert found.remarks["sheets_hidden"].examples == ("Last year",)
    very = take("products", two_sheets(second="veryHidden"), "Last year")
    assert [draft.sku for draft in only(very, ProductDraft)] == ["B"]
    made = two_sheets(second="hidden")
    made["This year"].delete_rows(1, 2)
    with pytest.raises(Usage) as caught:
        take("products", made)
    assert caught.value.code == "import_sheets_all_hidden"


def test_hidden_rows_and_columns_are_read_and_told(take: Take) -> None:
    made = filled([("sku", "name", "weight_g", "mine"), ("A", "one", 5, "x"), ("B", "two", 6, "y")])
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["C"].hidden = True
    made.active.column_dimensions["D"].hidden = True
    found = take("products", made)
    assert [(draft.sku, draft.weight_g) for draft in only(found, ProductDraft)] == [("A", 5), ("B", 6)]
    assert found.remarks["rows_hidden"].examples == ("3",)
    assert found.remarks["columns_hidden"].examples == ("weight_g",)


def test_title_above_the_header_and_notes_beside_the_table_are_left_out_and_told(take: Take) -> None:
    made = filled([("Our products of 2026",), (), ("sku", "name"), ("A", "one", None, "ask Bob"), (None, None), ()])
    found = take("products", made)
    assert [draft.sku for draft in only(found, ProductDraft)] == ["A"]
    assert found.read == 1
    assert found.remarks["rows_above_header"].examples == ("3",)
    assert found.remarks["cells_outside"].examples == ("ask Bob",)


def test_merged_headers_name_their_columns(take: Take) -> None:
    made = filled([("sku", "size", None, None), (None, "length_mm", "width_mm", None), ("A", 10, 20)])
    made.active.merge_cells("A1:A2")
    made.active.merge_cells("B1:C1")
    draft = only(take("products", made), ProductDraft)[0]
    assert (draft.sku, draft.length_mm, draft.width_mm) == ("A", 10, 20)


def test_merged_values_count_for_each_row_but_no_number_is_guessed(take: Take) -> None:
    rows: Rows = [
        ORDER,
        ("1", "A", 1, 2, date(2026, 5, 4)),
        (None, "B", 3, 4, None),
        (None, None, None),
        ("2", "C", 5, 1),
    ]
    made = filled([*rows, ("2", "D", None, 1, date(2026, 5, 5))])
    made.active.merge_cells("A2:A4")
    made.active.merge_cells("C5:C6")
    found = take("orders", made)
    assert [(line.sku, line.qty) for line in found.orders[0].lines] == [("A", 1), ("B", 3)]
    assert found.read == 4
    assert found.remarks["merged_cells"].count == 2
    assert found.reasons == [(5, "qty", "merged_number"), (6, "", "order_left_out")]


def test_formulas_count_as_they_showed_and_uncomputed_ones_refuse_their_record(take: Take, tmp_path: Path) -> None:
    cells = (
        row("A", "<c><f>1+1</f><v>2</v></c>"),
        row("B", "<c><f>1+2</f></c>"),
        row("C", '<c t="str"><f>X</f><v>3</v></c>'),
    )
    found = take("stock", packed(tmp_path / "f.xlsx", sheet(row("sku", "qty") + "".join(cells))))
    assert [(draft.sku, draft.qty) for draft in only(found, StockDraft)] == [("A", 2), ("C", 3)]
    assert found.reasons == [(3, "qty", "formula_without_value")]
    assert remark(found.remarks["formulas"]) == (
        "2 cells are formulas; what they showed when the file was saved was read (2, 3)"
    )
    unsaved = take("stock", filled([("sku", "qty"), ("A", "=1+1")]))
    assert unsaved.reasons == [(2, "qty", "formula_without_value")]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?"])
def test_error_cells_refuse_their_record_and_keep_the_others(take: Take, tmp_path: Path, error: str) -> None:
    bad = f'<c t="e"><v>{error}</v></c>'
    rows = row("sku", "name", "mine") + row("A", bad) + row(bad, "x") + row("C", "three", bad)
    found = take("products", packed(tmp_path / "e.xlsx", sheet(rows)))
    assert [draft.sku for draft in only(found, ProductDraft)] == ["C"]
    assert [(each.line, each.field, each.value, each.reason) for each in found.refused] == [
        (2, "name", error, "cell_error"),
        (3, "sku", error, "cell_error"),
    ]
    assert found.records[1:] == [("A", error, ""), (error, "x", "")]


def test_dates_of_both_calendars_are_the_day_that_was_seen(take: Take) -> None:
    made = filled([ORDER])
    made.epoch = CALENDAR_MAC_1904
    made.active.append(("1", "A", 1, 1, datetime(2026, 5, 4, 8, 30)))  # noqa: DTZ001
    found = take("orders", made)
    assert found.orders[0].placed_at == datetime(2026, 5, 4, 6, 30, tzinfo=UTC)
    assert found.remarks["dates_since_1904"].count == 1


@pytest.mark.parametrize(
    ("serial", "shown", "why"),
    [
        ("60", "1900-02-29", "false_leap_day"),
        ("59", "1900-02-28", "date_out_of_range"),
        ("61", "1900-03-01", "date_out_of_range"),
        ("1461", "1903-12-31", "date_out_of_range"),
        ("-1", "-1", "not_a_date"),
        ("1e300", "1e300", "not_a_date"),
        ("0.5", "12:00:00", "date_without_day"),
    ],
)
def test_dates_no_order_was_placed_at_are_refused_with_the_day_they_show(
    take: Take, tmp_path: Path, serial: str, shown: str, why: str
) -> None:
    styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
    cells = row("1", "A", "1", "1", f'<c s="1"><v>{serial}</v></c>') + row(
        "2", "A", "1", "1", '<c s="1"><v>46146.9999999</v></c>'
    )
    found = take("orders", packed(tmp_path / "d.xlsx", sheet(row(*ORDER) + cells), styles=styles))
    assert [(each.line, each.field, each.value, each.reason) for each in found.refused] == [
        (2, "placed_at", shown, why)
    ]
    assert found.orders[0].placed_at == datetime(2026, 5, 4, 22, tzinfo=UTC)


def test_dates_in_other_columns_were_made_by_a_spreadsheet(take: Take) -> None:
    rows: Rows = [
        ("sku", "name", "weight_g"),
        (date(2026, 3, 1), "a", 1),
        ("B", "b", date(2026, 5, 1)),
        ("C", date(2026, 3, 1), 2),
    ]
    found = take("products", rows)
    assert found.reasons == [(2, "sku", "date_as_code"), (3, "weight_g", "date_as_number")]
    assert only(found, ProductDraft)[0].name == "2026-03-01"
    assert "dates_as_text" in found.remarks


def test_day_numbers_without_a_date_format_are_refused(take: Take) -> None:
    found = take("orders", [ORDER, ("1", "A", 1, 1, 46146), ("2", "A", 1, 1, time(8, 30))])
    assert found.reasons == [(2, "placed_at", "date_serial"), (3, "placed_at", "date_without_day")]


def test_strings_of_all_forms_are_read(take: Take, tmp_path: Path) -> None:
    strings = (
        "<sst><si><t>sku</t></si><si><r><t>na</t></r><r><t>me</t></r><rPh><t>NAME</t></rPh></si>"
        "<si><t>A_x000D_\nB</t></si></sst>"
    )
    cells = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        + row("A", '<c t="s"><v>2</v></c>')
        + row("B", '<c t="s"><v>99</v></c>')
    )
    found = take("products", packed(tmp_path / "s.xlsx", sheet(cells), strings=strings))
    assert [draft.name for draft in only(found, ProductDraft)] == ["A B"]
    assert found.reasons == [(3, "name", "bad_characters")]


def ole(inside: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside.encode("utf-16-le") + bytes(600)


def zipped(path: Path, **files: bytes) -> bytes:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return path.read_bytes()


def bytes_of(case: str, folder: Path) -> bytes:
    path = folder / "made.zip"
    whole = packed(path, sheet(row("sku") + row("A"))).read_bytes()
    if case == "doctype":
        return packed(path, f'<!DOCTYPE x [<!ENTITY a "aaaa">]>{sheet(row("sku"))}').read_bytes()
    if case == "bomb":
        return packed(path, sheet(row("sku", after_space(70 << 20)))).read_bytes()
    made = {
        "locked": ole("EncryptedPackage"),
        "old": ole("Workbook"),
        "cut": whole[:-300],
        "broken part": whole.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet1.xmm"),
        "letter": zipped(path, word__document_xml=b"<x/>"),
        "binary book": zipped(path, xl__workbook_bin=b"x"),
        "zip": zipped(path, readme_txt=b"x"),
        "no zip": b"PK\x03\x04" + bytes(100),
        "page": b"<html><table><tr><td>sku</td></tr></table></html>",
    }
    return made[case]


def after_space(count: int) -> str:
    return "a" * count


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("locked", "import_book_encrypted"),
        ("old", "import_book_old"),
        ("cut", "import_book_damaged"),
        ("broken part", "import_book_damaged"),
        ("letter", "import_book_other"),
        ("binary book", "import_book_other"),
        ("zip", "import_zip"),
        ("no zip", "import_book_damaged"),
        ("page", "import_file_html"),
        ("doctype", "import_book_damaged"),
        ("bomb", "import_book_too_large"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(take: Take, tmp_path: Path, case: str, code: str) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(bytes_of(case, tmp_path))
    with pytest.raises(Usage) as caught:
        take("products", path)
    assert caught.value.code == code
    assert "{" not in say_error(caught.value)
    assert not list((tmp_path / "stage").glob("*"))


def test_text_named_like_a_workbook_is_read_and_told(take: Take, tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_text("sku;name\nA;one\n")
    assert "named like a workbook" in remark(take("products", path).remarks["no_book"])
    with pytest.raises(Usage) as caught:
        take("products", path, "Data")
    assert caught.value.code == "import_sheet_no_book"


def test_retail_file_saved_as_a_workbook_gives_the_same_orders(take: Take) -> None:
    header = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
    when = datetime(2010, 12, 1, 8, 26)  # noqa: DTZ001
    rows: Rows = [header, (536365, "85123a", "WHITE HOLDER", 6, when, 2.55, 17850, "United Kingdom")]
    found = take("orders", rows)
    assert [(each.code, each.customer_code, each.placed_at) for each in only(found, OrderDraft)] == [
        ("536365", "17850", datetime(2010, 12, 1, 8, 26, tzinfo=UTC))
    ]
    assert [(line.sku, line.qty, line.price_e4) for line in found.orders[0].lines] == [("85123A", 6, 25_500)]


def test_sentences_of_every_refusal_are_whole(take: Take, tmp_path: Path) -> None:
    bad = '<c t="e"><v>#N/A</v></c>'
    found = take("products", packed(tmp_path / "e.xlsx", sheet(row("sku", "name") + row("A", bad))))
    assert reason(found.refused[0]).startswith("The cell shows an error, not a value")
