"""Whatever a file holds, a reader gives results and remarks, or one named refusal; nothing is left behind."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.channels.books import packed, row, sheet
from tests.channels.shopify_rows import HEADER, after, export, first
from tests.channels.test_channels_files import Read
from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.table import records
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest
from warehouse_app.wording.importing import reason, remark
from warehouse_app.wording.say import say_error

pytestmark = pytest.mark.slow

KINDS = ("products", "places", "stock", "orders", "customers", "users")
NAMES = (
    "order",
    "sku",
    "qty",
    "price",
    "placed_at",
    "code",
    "name",
    "place",
    "barcodes",
    "role",
    "weight_kg",
    "lines",
    "x",
)
PARTS = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def look(content: bytes, kind: str, name: str = "in.csv") -> None:
    """Read content as a kind: a reading whose every word can be said, or one sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        stage = Path(folder) / "stage"
        told: list[str] = []
        try:
            found = Read(FilesIntake(stage, ZoneInfo("UTC"), ZoneInfo("UTC")).open(path, IntakeRequest(kind)))
        except Usage as refused:
            told.append(say_error(refused))
        else:
            told += [*map(reason, found.refused), *map(remark, found.remarks.values())]
            assert len(found.refused) <= found.read
        assert all(told)
        assert not list(stage.glob("*"))


@cache
def book() -> bytes:
    made = Workbook()
    made.active.append(["order", "sku", "qty", "price", "placed_at"])
    made.active.append(["1", "A", 1, 2.5, "2026-05-04"])
    made.active.append(["2", "=B", 1, "2,5", 46146])
    made.active.merge_cells("A2:A3")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.xlsx"
        made.save(path)
        return path.read_bytes()


@cache
def parts() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.xlsx"
        path.write_bytes(book())
        with zipfile.ZipFile(path) as package:
            return {info.filename: package.read(info) for info in package.infolist()}


def spoiled(content: bytes, places: list[tuple[int, bytes]]) -> bytes:
    """Return content with some bytes replaced, put in or taken out."""
    for at, more in places:
        where = at % (len(content) + 1)
        content = content[:where] + more + content[where + (at >> 8) % 3 :]
    return content


SPOILING = st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=4)), min_size=1, max_size=4)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["2026-05-04", "1,5", "1.234", "5.01E+12", "=1", "A", "paid", "kg", "\ud800", "1e-9999"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)
RECORDS = st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=7) | VALUES, max_size=5)


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(KINDS), st.sampled_from(["in.csv", "in.xlsx", "in.json", "in.gz"]))
def test_bytes_of_any_sort(content: bytes, kind: str, name: str) -> None:
    look(content, kind, name)


@FUZZ
@given(SPOILING)
def test_spoiled_packages(places: list[tuple[int, bytes]]) -> None:
    look(spoiled(book(), places), "orders", "in.xlsx")


@FUZZ
@given(st.sampled_from(PARTS), SPOILING)
def test_spoiled_parts_in_whole_packages(part: str, places: list[tuple[int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            for name, content in parts().items():
                package.writestr(name, spoiled(content, places) if name == part else content)
        look(path.read_bytes(), "orders")


@FUZZ
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["n", "s", "b", "e", "d", "str", "inlineStr", "x", ""]),
            st.sampled_from(
                ["", "1", "0.1", "-1", "1e309", "NaN", "99999999", "60", "true", "#N/A", "2026-05-04", "x", "1" * 50]
            ),
            st.sampled_from(["", "<f>1</f>", "<is><t>x</t></is>", "<v/>"]),
            st.sampled_from(["", 's="1"', 's="-1"', 's="x"', 'r="B9"', 'r="ZZZ1"', 'r="?"']),
        ),
        max_size=7,
    ),
    st.sampled_from(KINDS),
)
def test_cells_of_every_form(cells: list[tuple[str, str, str, str]], kind: str) -> None:
    made = [f'<c t="{t}" {more}>{inner}<v>{value}</v></c>' for t, value, inner, more in cells]
    styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
    with tempfile.TemporaryDirectory() as folder:
        data = sheet(row(*NAMES) + row(*made) + row("A", *made))
        look(packed(Path(folder) / "c.xlsx", data, styles=styles).read_bytes(), kind)


@FUZZ
@given(RECORDS, st.sampled_from(KINDS), st.sampled_from(["array", "lines", "object"]))
def test_records_of_every_shape(records: list[object], kind: str, form: str) -> None:
    made = {
        "array": lambda: json.dumps(records),
        "lines": lambda: "\n".join(json.dumps(each) for each in records),
        "object": lambda: json.dumps({kind: records}),
    }[form]()
    look(made.encode(), kind, "in.json")


@FUZZ
@given(SPOILING, st.sampled_from(KINDS))
def test_spoiled_notation(places: list[tuple[int, bytes]], kind: str) -> None:
    text = json.dumps([{"order": "1", "placed_at": "2026-05-04", "lines": [{"sku": "A", "qty": 1, "price": 1.5}]}] * 2)
    look(spoiled(text.encode(), places), kind, "in.json")


@FUZZ
@given(st.lists(st.dictionaries(st.sampled_from(HEADER), st.text(max_size=6), max_size=6), max_size=4))
def test_exports_of_a_shop_with_any_cells(changes: list[dict[str, str]]) -> None:
    rows = [(first() if n % 2 else after()) | change for n, change in enumerate(changes)]
    look(export(*rows).encode("utf-8", "replace"), "orders")


@FUZZ
@given(SPOILING)
def test_spoiled_exports_of_a_shop(places: list[tuple[int, bytes]]) -> None:
    look(spoiled(export(first(), after(), first(name="#2")).encode(), places), "orders")


@pytest.mark.parametrize("kind", KINDS)
def test_the_valid_files_of_these_tests_are_read(kind: str) -> None:
    look(book(), kind)
    look(export(first(), after()).encode(), kind)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="a ,;\t\r\n'\\\"\x00é", max_size=60), st.sampled_from([",", ";", "\t"]))
def test_lines_are_cut_as_the_reader_of_csv_cuts_them(text: str, separator: str) -> None:
    while (closed := re.sub(r'"[^"\n\r]*$|"(?=[^"\n\r]*[\n\r])', "", text)) != text:
        text = closed  # no mark that is open at the end of its line; taking one away may open another
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.csv"
        path.write_bytes(f"x{text}".encode("utf-8-sig"))
        source = Source(path)
        lines = io.StringIO(f"x{text}", newline="").readlines()
        expected = [row for row in csv.reader(lines, delimiter=separator) if row]
        assert [row for _, row in records(source, separator)] == expected
        source.close()
