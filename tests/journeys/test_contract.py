"""What `docs` promise to scripts: every column, key, value, exit code and kind of the contract, against the program."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.program import Program, Told, one_sentence

pytestmark = pytest.mark.slow
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "orders": ("code", "channel", "state", "payment", "holds", "readiness", "fulfilment", "placed_at", "ship_by",
               "customer", "units"),
    "order-lines": ("order", "line", "sku", "kind", "qty", "price_e4", "currency", "promised", "picked", "packed",
                    "shipped"),
    "entries": ("id", "kind", "at", "who", "station", "why", "reverses", "legs"),
    "parcels": ("code", "order", "state", "tracking", "weight_g", "contents"),
    "scans": ("id", "at", "station", "who", "device", "raw", "verdict", "code", "entry"),
    "products": ("sku", "name", "barcodes", "base_unit"),
    "stock": ("place", "item", "on_hand", "held"),
    "batches": ("code", "state", "who", "cart"),
    "tasks": ("code", "batch", "state", "order", "place", "item", "qty", "picked", "slot"),
    "places": (), "credit-notes": ("lines",), "adjustments": ("lines",), "promises": (), "shipments": (), "audit": (),
    "users": (),
}  # fmt: skip
VALUES: Mapping[tuple[str, str], set[str]] = {
    ("orders", "state"): {"draft", "confirmed", "closed", "cancelled"},
    ("orders", "payment"): {"unpaid", "authorised", "paid", "part_refunded", "refunded", "failed"},
    ("orders", "fulfilment"): {"none", "part", "all"},
    ("orders", "readiness"): {"green", "amber", "red"},
    ("order-lines", "kind"): {"goods", "service", "discount", "shipping"},
    ("scans", "verdict"): {"accepted", "refused", "asked", "done", "unknown"},
}
ORDERS = "order,sku,qty,placed_at,customer\nO1,A1,2,2010-12-06,C1\nO1,B2,1,2010-12-06,C1\nO2,B2,99,2010-12-06,\n"
LINE_KEYS = {"scan", "verdict", "class", "code", "say", "state"}


class Shift:
    """One small shift: what each command answered as JSON."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.told: dict[str, Told] = {}
        self.scans: list[dict[str, Any]] = []

    def do(self, name: str, *words: str | Path) -> Any:
        """Call a command with --json and keep what it told."""
        self.told[name] = self.program.call(*words, "--json")
        assert self.told[name].code == 0, self.told[name].err
        return self.told[name].json

    def scan(self, mode: str, *lines: str) -> None:
        """Scan at a station."""
        told = self.program.call(
            "station", mode, "--badge", self.program.badge, stdin="".join(f"{line}\n" for line in lines)
        )
        assert told.code == 0, told.err
        self.scans += told.lines


@pytest.fixture(scope="module")
def shift(tmp_path_factory: pytest.TempPathFactory) -> Shift:
    folder = tmp_path_factory.mktemp("contract")
    shift = Shift(Program(folder / "home").begin())
    files = {
        "products": "sku,name,barcodes\nA1,Cup,4006381333931\nB2,Bowl,\n",
        "stock": "sku,qty\nA1,20\nB2,5\n",
        "orders": ORDERS + "O3,A1,x,2010-12-06,C1\n",
    }
    for kind, text in files.items():
        (folder / f"{kind}.csv").write_text(text, "utf-8")
        shift.do(f"import {kind}", "import", kind, folder / f"{kind}.csv")
    shift.do("import again", "import", "orders", folder / "orders.csv")
    shift.do("allocate", "allocate")
    (batch,) = shift.do("plan", "batches", "plan")["batches"]
    shift.do("release", "batches", "release", "--all")
    shift.program.call("batches", "assign", batch["code"], "--to", shift.program.user)
    shift.scan("pick", batch["code"], "MAIN", "A1", "*2", "NOPE", "MAIN", "B2")
    shift.scan("pack", "O1", "B2", "A1", "*2")
    parcel = shift.program.call("export", "parcels", "--json").lines[0]
    shift.do("manifest", "manifest", "open")
    shift.scan("load", str(parcel["tracking"]))
    shift.do("close", "manifest", "close")
    return shift


@pytest.mark.parametrize("kind", sorted(COLUMNS))
def test_every_kind_is_exported_with_the_columns_of_the_contract_in_every_format(
    shift: Shift, kind: str, tmp_path: Path
) -> None:
    as_csv = shift.program.call("export", kind)
    rows = shift.program.call("export", kind, "--format", "jsonl").lines
    header = next(csv.reader(io.StringIO(as_csv.out)))
    assert as_csv.code == 0
    assert set(COLUMNS[kind]) <= set(header)
    for row in rows:
        assert list(row) == header, "the same columns in the same order"
    assert len(list(csv.reader(io.StringIO(as_csv.out)))) == len(rows) + 1
    assert shift.program.call("export", kind, "--format", "xlsx", "--out", tmp_path / "x.xlsx").code == 0
    for (of, column), known in VALUES.items():
        if of == kind:
            assert rows
            assert {row[column] for row in rows} <= known


def test_legs_are_told_with_their_items(shift: Shift) -> None:
    entries = shift.program.call("export", "entries", "--json").lines
    legs = [leg for entry in entries for leg in entry["legs"]]
    assert legs
    for leg in legs:
        assert set(leg) >= {"item", "source", "target", "qty"}
        assert set(leg["item"]) >= {"sku", "lot", "serial", "grade", "owner"}


def test_returns_are_exported_and_taken_in(shift: Shift) -> None:
    assert shift.program.call("export", "returns").code == 0
    told = shift.program.call("station", "returns", "--badge", "X")
    assert "not in this version" not in one_sentence(told)


def test_what_is_not_built_is_not_in_this_version(shift: Shift) -> None:
    told = shift.program.call("station", "sing", "--badge", "X")
    assert told.code == 2
    assert "not in this version" in one_sentence(told)


def test_an_import_tells_its_counts_totals_rejected_and_remarks(shift: Shift) -> None:
    told = shift.told["import orders"].json
    assert set(told) >= {
        *("read", "created", "updated", "unchanged", "by_kind", "totals", "rejected", "remarks"),
    }
    assert set(told["by_kind"]) >= {"orders", "lines", "customers"}
    assert set(told["totals"]) >= {"units", "value_e4"}
    assert (told["read"], told["created"], told["by_kind"]["orders"], told["by_kind"]["lines"]) == (4, 3, 2, 3)
    (rejected,) = told["rejected"]
    assert set(rejected) >= {"line", "field", "value", "reason"}
    assert (rejected["line"], rejected["value"]) == (5, "x")
    again = shift.told["import again"].json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3), "two orders and their customer"


def test_allocation_tells_readiness_and_the_whole_reason_of_each_short_line(shift: Shift) -> None:
    told = {each["order"]: each for each in shift.told["allocate"].json["results"]}
    assert (told["O1"]["readiness"], told["O2"]["readiness"]) in {("green", "amber"), ("green", "red")}
    (short,) = told["O2"]["short"]
    assert short["cause"]
    assert short["why"]["holders"], "who holds what"


def test_every_answer_of_line_mode_has_the_keys_of_the_contract(shift: Shift) -> None:
    assert {each["verdict"] for each in shift.scans} >= {"accepted", "refused"}
    for each in shift.scans:
        assert set(each) >= LINE_KEYS
        assert each["verdict"] in {"accepted", "refused", "asked", "done", "unknown"}
        assert each["class"] in {"stop", "note", None}
        for expected in each["state"]["expects"]:
            assert set(expected) >= {"kind", "code"}
    refused = next(each for each in shift.scans if each["verdict"] == "refused")
    assert refused["code"] == "unknown_barcode"


def test_the_first_administrator_is_told_with_badge_and_pin(tmp_path: Path) -> None:
    told = Program(tmp_path / "home").call("init", "--admin", "Ada", "--json")
    assert told.code == 0
    assert set(told.json) >= {"user", "badge", "pin"}


def test_the_doctor_tells_each_check(shift: Shift) -> None:
    told = shift.program.call("doctor", "--json")
    assert told.code == 0
    assert told.json["ok"] is True
    for check in told.json["checks"]:
        assert set(check) >= {"name", "ok", "examined", "broken"}
        assert check["broken"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("order", "show", "NOWHERE"), 1),
        (("order", "show"), 2),
        (("nonsense",), 2),
        (("import", "orders", "nowhere.csv"), 2),
        (("export", "orders", "--since", "yesterday"), 2),
        (("doctor", "--database", "postgresql+psycopg://nobody@127.0.0.1:1/none"), 3),
        (("doctor", "--database", "postgresql+psycopg://me:secret@127.0.0.1:1/none"), 2),
    ],
)
def test_exit_codes_are_those_of_the_contract(shift: Shift, words: tuple[str, ...], code: int) -> None:
    told = shift.program.call(*words)
    assert told.code == code, told.err
    assert told.out == ""
    if words != ("order", "show"):
        one_sentence(told)


def test_one_order_is_told_whole(shift: Shift) -> None:
    told = shift.program.call("order", "show", "O1", "--json").json
    assert (told["row"]["code"], told["row"]["state"]) == ("O1", "closed")
    assert [line["shipped"] for line in told["lines"]] == [2, 1]
    assert told["timeline"]


def test_command_codes_are_told_with_name_text_and_meaning(shift: Shift) -> None:
    told = shift.program.call("codes", "--json").json
    assert {"name", "text", "meaning"} <= set(told[0])
    assert {each["name"] for each in told} >= {"CONTINUE", "UNDO", "PAUSE"}
