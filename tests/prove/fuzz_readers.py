"""Everything of ours that reads what others wrote, and how it is fed with nonsense, half-truths and spoiled originals.

A reader may take what it is given, or refuse it by a name that can be said. Any other error, and any case that takes
longer than a second, is a fault.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests import scratch
from tests.channels.books import packed, row, sheet
from tests.channels.shopify_rows import after, export, first
from tests.channels.test_channels_files import Read
from tests.channels.test_channels_fuzz import KINDS, NAMES, PARTS, RECORDS, SPOILING, VALUES, book, parts, spoiled
from tests.prove import fuzz_scales, fuzz_scanners
from tests.prove.part import Counts
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.devices.printers import ipp
from warehouse_app.devices.printers.status import parse_status
from warehouse_app.documents import zpl_reader
from warehouse_app.domain import savedviews
from warehouse_app.domain.barcodes.commands import multiplier_of
from warehouse_app.domain.barcodes.meaning import Candidate, Kind, understand
from warehouse_app.domain.barcodes.read import read as read_code
from warehouse_app.domain.importing import dates, mapping_text, numbers
from warehouse_app.domain.importing.values import BadValueError
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.domain.settings import SETTINGS, checked
from warehouse_app.planning.instance import plan_instance
from warehouse_app.ports.intake import IntakeRequest
from warehouse_app.system.epochs import EpochFile
from warehouse_app.system.machine import MachineFile
from warehouse_app.system.scrub import scrubbed_log
from warehouse_app.ui.kit import columns
from warehouse_app.ui.runtime.inbox import Inbox
from warehouse_app.ui.runtime.wedge import Key, Scan, Typed, Wedge
from warehouse_app.wording.importing import reason, remark
from warehouse_app.wording.say import say_error

SLOWEST_S = 1.0
"""Processor time of one case: what takes longer hangs."""

LONDON, UTC = ZoneInfo("Europe/London"), ZoneInfo("UTC")


@dataclass(frozen=True)
class Reader:
    """How cases are made, and what reads one."""

    cases: st.SearchStrategy[Any]
    read: Callable[[Any], None]


@cache
def folder() -> Path:
    return scratch.of_this_process("warehouse-fuzz-")


def said(refused: Usage) -> None:
    """A refusal has its sentence."""
    assert say_error(refused)


# Scans.
OWN = (
    "OR-O1-9",
    "TO-T-0001-X",
    "CM-CONTINUE-K",
    "PA-P00000001-3",
    "*3",
    "4006381333931",
    "]C1010400638133393110L1",
    "A-1",
    "]C1010400638133393117261231" + "10L1\x1d21S1\x1d3103001250",
    "010400638133393117261231" + "10L2110",
    "(01)04006381333931(10)A7(17)260200",
    "https://example.com/01/04006381333931/10/A%2F7?17=261231&x=1",
    "00340123450000000008" + "0204006381333931" + "3712\x1d10A",
    "[)>\x1e05\x1d0104006381333931\x1e\x04",
    "04252614",
)
SIGNS = "0123456789()[]{}*-ABCDLOPTXZ]\x1d\x00\x02\x03\r\n\t ÄßzyQq+:/."
SCANS = st.one_of(
    st.text(max_size=60),
    st.binary(max_size=60),
    st.text(SIGNS, max_size=90),
    st.builds(spoiled, st.sampled_from(OWN).map(str.encode), SPOILING),
    st.lists(st.sampled_from(OWN), max_size=3).map("".join),
    st.integers(0, 12_000).map(lambda n: "7" * n),
)


class Known:
    """Knows what people may scan, some of it twice."""

    def candidates(self, text: str, kinds: frozenset[Kind], gtin: str | None) -> tuple[Candidate, ...]:
        found = [Candidate(kind, "1") for kind in sorted(kinds) if text in OWN or len(text) == 3]
        return (*found, Candidate(Kind.PRODUCT, "MUG")) if gtin else tuple(found)

    def shop_shapes(self) -> str:
        return "28IIIIIGGGGGC 2IIIIIIXXXXXC"


def a_scan(text: str | bytes) -> None:
    read_code(text)
    understand(text, Known(), frozenset({Kind.PRODUCT}))
    if isinstance(text, str):
        multiplier_of(text)


def keys(pressed: list[tuple[str, int]]) -> None:
    """What goes into the keyboard's wedge comes out once and in order."""
    wedge, now = Wedge(), 0
    heard: list[Typed | Scan] = []
    for char, gap in pressed:
        now += gap
        heard += wedge.key(Key(char), now)
    heard += wedge.tick(now + 10_000)
    told = "".join(each.text for each in heard)
    ends = "\r\n\t"
    assert told.translate({ord(end): None for end in ends}) == "".join(c for c, _ in pressed if c not in ends)


# Files.
def look(content: bytes, kind: str, name: str) -> None:
    path, stage = folder() / name, folder() / "stage"
    path.write_bytes(content)
    try:
        found = Read(FilesIntake(stage, UTC, LONDON).open(path, IntakeRequest(kind)))
    except Usage as refused:
        said(refused)
    else:
        assert all([*map(reason, found.refused), *map(remark, found.remarks.values())])
        assert len(found.refused) <= found.read
    assert not list(stage.glob("*"))


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ("1", "A", '"', '""', "a;b", "x\ny", "1,5", "1.234,5", "2026-05-04", "-3", "1e400", "=1+1", "\ufeff")
    ),
)
TABLES = st.builds(
    lambda head, rows, sep, end, code: end.join(sep.join(cells) for cells in [head, *rows]).encode(code, "replace"),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=7),
    st.lists(st.lists(CELLS, max_size=8), max_size=6),
    st.sampled_from((",", ";", "\t", "|")),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1")),
)
SHOPS = st.builds(spoiled, st.just(export(first(), after(), first(name="#2")).encode()), SPOILING)
CSV = st.tuples(
    st.one_of(TABLES, st.builds(spoiled, TABLES, SPOILING), SHOPS, st.binary(max_size=300)), st.sampled_from(KINDS)
)


def a_table(case: tuple[bytes, str]) -> None:
    look(case[0], case[1], "in.csv")


FORMS = st.sampled_from(("n", "s", "b", "e", "d", "str", "inlineStr", "x", ""))
FIGURES = st.sampled_from(
    ("", "1", "0.1", "-1", "1e309", "NaN", "99999999", "60", "true", "#N/A", "2026-05-04", "1" * 50)
)
INNER = st.sampled_from(("", "<f>1</f>", "<is><t>x</t></is>", "<v/>"))
MORE = st.sampled_from(("", 's="1"', 's="-1"', 's="x"', 'r="B9"', 'r="ZZZ1"', 'r="?"'))
BOOKS = st.one_of(
    st.tuples(st.just("package"), st.just(""), SPOILING),
    st.tuples(st.just("part"), st.sampled_from([part for part in PARTS if part in parts()]), SPOILING),
    st.tuples(st.just("cells"), st.sampled_from(KINDS), st.lists(st.tuples(FORMS, FIGURES, INNER, MORE), max_size=7)),
)


def a_book(case: tuple[str, str, Any]) -> None:
    how, what, more = case
    if how == "package":
        look(spoiled(book(), more), "orders", "in.xlsx")
    elif how == "part":
        look(_zipped({**parts(), what: spoiled(parts()[what], more)}), "orders", "in.xlsx")
    else:
        made = [f'<c t="{form}" {rest}>{inner}<v>{value}</v></c>' for form, value, inner, rest in more]
        styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"
        data = sheet(row(*NAMES) + row(*made) + row("A", *made))
        look(packed(folder() / "c.xlsx", data, styles=styles).read_bytes(), what, "in.xlsx")


def _zipped(content: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, each in content.items():
            package.writestr(name, each)
    return out.getvalue()


NOTES = json.dumps([{"order": "1", "placed_at": "2026-05-04", "lines": [{"sku": "A", "qty": 1, "price": 1.5}]}] * 2)
JSON = st.tuples(
    st.one_of(
        RECORDS.map(lambda found: json.dumps(found).encode()),
        RECORDS.map(lambda found: "\n".join(map(json.dumps, found)).encode()),
        st.builds(lambda found, kind: json.dumps({kind: found}).encode(), RECORDS, st.sampled_from(KINDS)),
        st.builds(spoiled, st.just(NOTES.encode()), SPOILING),
        st.integers(0, 3_000).map(lambda n: b"[" * n),
    ),
    st.sampled_from(KINDS),
)


def a_notation(case: tuple[bytes, str]) -> None:
    look(case[0], case[1], "in.json")


VALUE = st.one_of(
    st.text("0123456789.,'’-+eE %€$kgmap:/TZ\u00a0", max_size=24), st.text(max_size=12), st.integers().map(str)
)
WRITTEN = st.tuples(VALUE, st.sampled_from((".", ",")), st.integers(0, 6), st.sampled_from(("day", "month", "")))


def a_value(case: tuple[str, Any, int, Any]) -> None:
    """Numbers and dates as people write them: a value, or a cell that cannot be one."""
    text, mark, places, order = case
    for reading in (
        lambda: numbers.scaled(text, mark, places),
        lambda: numbers.whole(text, mark),
        lambda: dates.moment(text, order, LONDON),
        lambda: dates.moment(text, order, UTC, end_of_day=True),
    ):
        with suppress(BadValueError):
            reading()
    numbers.proof(text)
    dates.proof(text)


# Mappings, settings, what a machine keeps.
MAPPING = """kind = "orders"
channel = "shop"
dates = "day first"
decimal = ","
rows = "above"

[fields]
order = "Nr"
sku = ["Artikel", "SKU"]
currency = { constant = "EUR" }
price = { column = "Preis", factor = "0.01" }
customer_name = { columns = ["Vor", "Nach"] }
state = { column = "S", words = { paid = "bezahlt" } }
"""
WORDS = st.sampled_from(
    (*MAPPING.split(), "[fields", "]]", "'''", '"""', "= [", "inf", "1e9", "0x", "\\u0000", "{}", "[[a]]")
)
TOML = st.one_of(
    st.text(max_size=200),
    st.builds(lambda at: spoiled(MAPPING.encode(), at).decode("utf-8", "replace"), SPOILING),
    st.lists(WORDS, max_size=30).map("\n".join),
    st.integers(0, 4_000).map(lambda n: "fields = " + "[" * n),
    st.recursive(st.just("1"), lambda inner: inner.map(lambda one: f"{{a = {one}}}"), max_leaves=9).map(
        lambda deep: f'kind = "orders"\n[fields]\nsku = {deep}'
    ),
)


def a_mapping(text: str) -> None:
    """What is read as a mapping can be written, and reads back the same."""
    try:
        found = mapping_text.from_text(text, "in.toml")
    except Usage as refused:
        said(refused)
    else:
        assert mapping_text.from_text(mapping_text.to_text(found), "again") == found


def a_setting(case: tuple[str, str]) -> None:
    found = checked(SETTINGS[case[0]], case[1])
    assert not isinstance(found, str) or checked(SETTINGS[case[0]], found) == found


KEPT = st.one_of(
    st.text(max_size=60),
    VALUES.map(json.dumps),
    st.dictionaries(
        st.sampled_from(
            (
                "version",
                "view",
                "text",
                "filters",
                "sort",
                "descending",
                "order",
                "hidden",
                "added",
                "widths",
                "number",
                "at",
            )
        ),
        st.one_of(st.just(1), VALUES),
        max_size=8,
    ).map(json.dumps),
    st.lists(
        st.dictionaries(
            st.sampled_from(("number", "at", "title", "line", "icon", "read", "ended")), VALUES, max_size=7
        ),
        max_size=4,
    ).map(json.dumps),
    st.sampled_from((500, 5_000, 200_000)).map(lambda n: "[" * n),
    st.sampled_from((500, 5_000, 200_000)).map(lambda n: '{"a":' * n),
    st.sampled_from((4_000, 5_000)).map(lambda n: '{"version": ' + "9" * n + "}"),
)


def what_is_kept(text: str) -> None:
    """What a window, a machine and a person's list remember: a text that cannot be read is as if nothing were."""
    savedviews.from_text(text)
    assert columns.from_text(columns.to_text(columns.from_text(text))) == columns.from_text(text)
    inbox = Inbox()
    inbox.recall(text)
    inbox.tell("title")
    path = folder() / "kept.json"
    path.write_text(text, "utf-8", errors="replace")
    machine = MachineFile(path)
    machine.get("look", "light")
    epochs = EpochFile(path)
    with suppress(Trouble):
        assert epochs.newest("a") >= 0 or text
        epochs.seen("a", 3)
    scrubbed_log(text, folder())


# Printers.
STATUS = b"\x02030,0,0,1234,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
PRINTER = st.one_of(st.binary(max_size=120), st.builds(spoiled, st.just(STATUS), SPOILING))
LABEL = b"^XA^CI28^PW812^LL1218^FO30,30^A0N,40,40^FH_^FDMug _26 Bowl^FS^FO30,90^BY3^BCN,120,N,N,N^FH_^FDPA-P1-7^FS^XZ"
LABELS = st.one_of(
    st.binary(max_size=80),
    st.builds(spoiled, st.just(LABEL), SPOILING),
    st.lists(st.sampled_from(LABEL.split(b"^")), max_size=14).map(lambda some: b"^XA^" + b"^".join(some) + b"^XZ"),
)


def a_status(answer: bytes) -> None:
    parse_status(answer)
    for spoken in (answer, b"\x01\x01\0\0\0\0\0\x01\x02" + answer):  # of a queue: nonsense, and half-truths
        with suppress(ipp.NotIppError):
            ipp.parse(spoken)


def a_label(document: bytes) -> None:
    with suppress(zpl_reader.ZplFault):
        zpl_reader.read(document)


INSTANCE = {
    "layout": {
        "aisles": [{"id": "A", "x": 0}, {"id": "B", "x": 3}],
        "cross_aisles": [0, 20],
        "entry": {"aisle": "A", "at": 0},
    },
    "places": [{"id": "p1", "aisle": "A", "at": 4}],
    "orders": [{"id": "o1", "lines": [{"place": "p1", "qty": 2}]}],
    "capacity": {"orders": 2},
}
INSTANCES = st.one_of(
    VALUES,
    st.dictionaries(st.sampled_from((*INSTANCE, "x")), VALUES, max_size=5).map(lambda change: INSTANCE | change),
    st.builds(spoiled, st.just(json.dumps(INSTANCE).encode()), SPOILING),
)


def an_instance(found: object) -> None:
    if isinstance(found, bytes):
        try:
            found = json.loads(found)
        except (ValueError, RecursionError):
            return
    try:
        plan_instance(found)
    except Usage as refused:
        said(refused)


READERS: dict[str, Reader] = {
    "scans": Reader(SCANS, a_scan),
    "keys": Reader(st.lists(st.tuples(st.sampled_from("ab1-*\r\n\t"), st.integers(0, 80)), max_size=30), keys),
    "CSV": Reader(CSV, a_table),
    "XLSX": Reader(BOOKS, a_book),
    "JSON": Reader(JSON, a_notation),
    "numbers and dates": Reader(WRITTEN, a_value),
    "TOML mappings": Reader(TOML, a_mapping),
    "settings": Reader(st.tuples(st.sampled_from(tuple(SETTINGS)), st.text(max_size=40)), a_setting),
    "what windows keep": Reader(KEPT, what_is_kept),
    "printer answers": Reader(PRINTER, a_status),
    "labels": Reader(LABELS, a_label),
    "scales": Reader(fuzz_scales.CASES, fuzz_scales.a_scale),
    "serial scanners": Reader(fuzz_scanners.CASES, fuzz_scanners.a_line),
    "plan instances": Reader(INSTANCES, an_instance),
}


def _seconds_of(reader: Reader, case: Any) -> float:
    began = time.process_time()
    reader.read(case)
    return time.process_time() - began


def judged(reader: Reader, case: Any) -> float:
    """Let a reader read one case; return its seconds. A machine that stalls does so once, a slow reader always."""
    spent = _seconds_of(reader, case)
    if spent >= SLOWEST_S:
        spent = min(_seconds_of(reader, case) for _ in range(3))
    assert spent < SLOWEST_S, f"{spent:.1f} s for one case"
    return spent


def fuzzed(name: str, number: int, count: int) -> Counts:
    """Feed a reader with `count` cases that follow from the seed; return how many it was given."""
    reader, done = READERS[name], 0

    def feed(case: Any) -> None:
        nonlocal done
        judged(reader, case)
        done += 1

    how = settings(
        max_examples=count,
        phases=(Phase.generate,),
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(how(given(reader.cases)(feed)))()
    return {"done": done}
