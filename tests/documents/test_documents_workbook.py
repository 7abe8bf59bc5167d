"""Workbooks written row by row: what another program reads is what was given, and no text runs."""

from __future__ import annotations

import io
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from warehouse_app.documents import workbook
from warehouse_app.documents.workbook import Workbook


def written(rows: list[list[Any]], columns: tuple[str, ...] = ("a", "b")) -> io.BytesIO:
    sink = io.BytesIO()
    with Workbook(sink, "orders", columns) as book:
        book.write(rows)
    return sink


def read(sink: io.BytesIO) -> list[tuple[Any, ...]]:
    book = load_workbook(sink)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def test_numbers_truths_texts_and_nothing_come_back(tmp_path: object) -> None:
    rows: list[list[Any]] = [[1, "x"], [True, None], [-5, ""], [10**18, "00123"], ["=1+1", '<&">']]
    assert read(written(rows)) == [
        ("a", "b"),
        (1, "x"),
        (True, None),
        (-5, None),
        (str(10**18), "00123"),
        ("=1+1", '<&">'),
    ]
    cell = load_workbook(written(rows))["orders"]["A6"]
    assert (cell.data_type, load_workbook(written(rows))["orders"].freeze_panes) == ("s", "A2")


@given(st.text(max_size=50))
def test_every_text_comes_back(text: str) -> None:
    (_, row) = read(written([["x", text]]))
    back = unescape(row[1]) if row[1] else ""
    assert back == text or any(0xD800 <= ord(sign) <= 0xDFFF or ord(sign) >= 0xFFFE for sign in text)


def test_too_many_rows_go_on_to_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = load_workbook(written([[n, n] for n in range(5)]))
    assert book.sheetnames == ["orders", "orders 2", "orders 3"]
    assert [[row[0] for row in sheet.values] for sheet in book] == [["a", 0, 1], ["a", 2, 3], ["a", 4]]


def test_long_texts_are_cut_where_no_spreadsheet_could_open_the_file() -> None:
    (_, row) = read(written([["x", "y" * 40_000]]))
    assert row[1] == f"{'y' * 32_766}…"


class Nowhere(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def test_many_rows_need_no_memory() -> None:
    tracemalloc.start()
    with Workbook(Nowhere(), "x", ("a", "b")) as book:  # type: ignore[arg-type]
        book.write([n, "some text"] for n in range(50_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000
