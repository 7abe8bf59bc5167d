"""Importing files: whole or not at all, once and only once, and nothing lost by one bad record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from tests.company import Company
from warehouse_app.application.importing import ImportReport, ImportRequest, generate_places, run_import
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store import audit, cells, items, ledger, places
from warehouse_app.store.schema import METADATA

Import = Callable[..., ImportReport]
PRODUCTS = "sku,name,barcodes,weight_g\nA-1,Cup,4006381333931,120\nB-2,Plate,,300\n"
ORDERS = (
    "order,customer,customer_name,email,date,sku,qty,price,line_kind,street1,city,postcode,country\n"
    "1001,C7,Ann Lee,ann@example.com,2011-05-06 10:00,A-1,2,2.55,,1 High St,Leeds,LS1,GB\n"
    "1001,,,,,B-2,1,4.00,,,,,\n"
    "1001,,,,,POST,1,3.50,shipping,,,,\n"
    "1002,,Bob,,2011-05-06 11:00,A-1,1,2.55,,,,,\n"
)
IGNORED = ("audit", "command", "import_run", "writer", "sqlite_sequence", "scan")
NO_TIMES = {"at", "import_id", "command_id", "id_text", "content"}


@pytest.fixture
def take(company: Company, tmp_path: Path) -> Import:
    """Return an importer of texts or paths."""
    intake = FilesIntake(tmp_path / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))

    def importing(kind: str, *contents: str | Path, **more: Any) -> ImportReport:
        paths = []
        for n, content in enumerate(contents):
            path = content if isinstance(content, Path) else tmp_path / f"{kind}-{n}.csv"
            if isinstance(content, str):
                path.write_text(content, encoding="utf-8")
            paths.append(path)
        called = {name: more.pop(name) for name in ("stop", "spill", "session", "pause") if name in more}
        session = called.pop("session", company.supervisor)
        request = ImportRequest(tuple(paths), kind, **more)
        return run_import(company.runner, session, intake, request, **called)

    return importing


def rows(company: Company, question: str) -> list[tuple[Any, ...]]:
    with company.store.read() as desk:
        return [tuple(row) for row in desk.connection.execute(text(question))]


def contents(company: Company) -> dict[str, list[tuple[Any, ...]]]:
    """Return every table's rows without what differs from run to run by nature."""
    found = {}
    for table in sorted(METADATA.tables):
        if table in IGNORED:
            continue
        names = [f'"{each.name}"' for each in METADATA.tables[table].columns if each.name not in NO_TIMES]
        if table == "entry":
            names = ["seq", "kind", "why"]
        found[table] = rows(company, f"SELECT {', '.join(names)} FROM {table} ORDER BY {', '.join(names)}")
    return found


def reasons(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(each.rejected.line, each.rejected.field, each.rejected.reason) for each in report.rejected]


def on_hand(company: Company, place: str, sku: str) -> int:
    with company.store.read() as desk:
        found = places.by_code(desk, "MAIN", place)
        return 0 if found is None else cells.read(desk, found.id, items.number(desk, Item(sku))).on_hand


def test_orders_are_confirmed_with_their_lines_totals_customer_and_address(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    report = take("orders", ORDERS, channel="web")
    assert (report.read, report.created, report.rejected_count) == (4, 3, 0)
    assert rows(
        company,
        "SELECT channel, code, state, payment, payment_reason, warehouse, units, lines, total_minor, currency,"
        " ship_by FROM orders ORDER BY code",
    ) == [
        ("web", "1001", "confirmed", "paid", "not_in_file", "MAIN", 3, 3, 1260, "EUR", "2011-05-09T23:59:59.000000Z"),
        ("web", "1002", "confirmed", "paid", "not_in_file", "MAIN", 1, 1, 255, "EUR", "2011-05-09T23:59:59.000000Z"),
    ]
    lines = rows(company, "SELECT n, sku, kind, qty, price_e4, total_minor, product_id > 0 FROM order_line ORDER BY id")
    assert lines == [
        (1, "A-1", "goods", 2, 25_500, 510, 1),
        (2, "B-2", "goods", 1, 40_000, 400, 1),
        (3, "POST", "shipping", 1, 35_000, 350, None),
        (1, "A-1", "goods", 1, 25_500, 255, 1),
    ]
    assert rows(company, "SELECT name, city, email FROM order_address ORDER BY order_id") == [
        ("Ann Lee", "Leeds", "ann@example.com"),
        ("Bob", "", ""),
    ]
    assert rows(company, "SELECT kind, reason FROM order_hold") == [("address", "address_missing")]
    assert rows(company, "SELECT name, email FROM customer_personal") == [("Ann Lee", "ann@example.com")]


@pytest.mark.parametrize(("currency", "total"), [("JPY", 770), ("EUR", 770_00), ("KWD", 770_000), ("XYZ", 770_00)])
def test_an_order_is_worth_what_its_currency_counts_in(
    company: Company, take: Import, currency: str, total: int
) -> None:
    told = f"order,placed_at,sku,qty,price,currency\n2001,2011-05-08,A-1,2,385,{currency}\n"
    take("products", PRODUCTS)
    assert take("orders", told, channel="web").created == 1
    assert rows(company, "SELECT total_minor FROM orders") == [(total,)]
    assert rows(company, "SELECT total_minor FROM order_line") == [(total,)]


def test_second_import_changes_nothing_and_says_so(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    take("orders", ORDERS)
    before = contents(company)
    report = take("orders", ORDERS)
    again = take("products", PRODUCTS)
    assert contents(company) == before
    assert (report.created, report.updated, report.unchanged) == (0, 0, 3)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert {name: report.by_kind[name] for name in ("orders", "lines", "customers")} == {
        "orders": 2,
        "lines": 4,
        "customers": 1,
    }


def test_answer_has_the_form_of_the_contract(take: Import) -> None:
    take("products", PRODUCTS)
    answer = take("orders", ORDERS + "1003,,,,2011-05-06,NO-1,1,1,,,,,\n").to_json()
    assert json.loads(json.dumps(answer)) == answer
    assert set(answer) >= {
        *("read", "created", "updated", "unchanged", "by_kind", "totals", "rejected", "remarks"),
    }
    assert set(answer["by_kind"]) >= {"orders", "lines", "customers", "products", "credit_notes", "adjustments"}
    assert set(answer["totals"]) >= {"units", "value_e4"}
    (refused,) = answer["rejected"]
    assert {name: refused[name] for name in ("line", "field", "value", "reason")} == {
        "line": 6, "field": "sku", "value": "NO-1", "reason": "unknown_sku",
    }  # fmt: skip
    assert refused["say"] == "There is no product NO-1. Import the products first."
    assert all(each["say"] and "{" not in each["say"] and "?" not in each["say"] for each in answer["remarks"])


def test_order_of_other_content_is_refused_and_the_rest_is_taken(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    take("orders", ORDERS)
    spilled: list[tuple[str, ...]] = []
    report = take(
        "orders",
        ORDERS.replace("A-1,2", "A-1,3") + "1003,,,,2011-05-06,A-1,1,1,,,,,\n",
        spill=spilled.extend,
    )
    assert reasons(report) == [(2, "order", "order_changed")]
    assert (report.created, report.unchanged) == (1, 2)
    assert [record[0] for record in spilled] == ["order", "1001", "1001", "1001"]
    assert rows(company, "SELECT qty FROM order_line WHERE id = 1") == [(2,)]
    assert "was not taken" in report.to_json()["rejected"][0]["say"]


def test_same_order_in_two_files_with_other_content_is_taken_once(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    report = take("orders", ORDERS, ORDERS.replace("4.00", "5.00"))
    assert (report.created, report.unchanged, report.rejected_count) == (3, 2, 1)
    assert rows(company, "SELECT count(*) FROM orders") == [(2,)]
    assert report.rejected[0].file == "orders-1.csv"


def test_unreadable_second_file_keeps_the_first_from_being_half_done(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    before = contents(company)
    with pytest.raises(Usage):
        take("orders", ORDERS, "nothing,known\n1,2\n")
    assert contents(company) == before


def test_dry_run_judges_and_writes_nothing(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    everything = rows(company, "SELECT count(*) FROM audit") + rows(company, "SELECT count(*) FROM import_run")
    before = contents(company)
    report = take("orders", ORDERS + "1003,,,,2011-05-06,NO-1,1,1,,,,,\n", dry_run=True)
    stock = take("stock", "sku,qty\nA-1,5\nNO-1,2\n", dry_run=True)
    assert (report.created, reasons(report)) == (3, [(6, "sku", "unknown_sku")])
    assert (stock.created, reasons(stock)) == (1, [(3, "sku", "unknown_sku")])
    assert contents(company) == before
    assert rows(company, "SELECT count(*) FROM audit") + rows(company, "SELECT count(*) FROM import_run") == everything


def test_import_needs_the_right(company: Company, take: Import) -> None:
    with pytest.raises(Refused) as caught:
        take("products", PRODUCTS, session=company.packer)
    assert caught.value.refusal.code == "no_right"
    assert rows(company, "SELECT count(*) FROM product") == [(0,)]


def test_nothing_personal_stands_in_audit_outcomes_or_the_stored_report(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    take("orders", ORDERS)
    take("customers", "code,name,email,street1,city\nC7,Ann Lee,ann@example.com,1 High St,Leeds\n")
    kept = str(
        rows(company, "SELECT * FROM command")
        + rows(company, "SELECT * FROM audit")
        + rows(company, "SELECT * FROM import_run")
    )
    assert not [word for word in ("Ann", "Lee", "example.com", "High St", "Leeds", "Bob") if word in kept]


def test_large_order_is_a_draft_until_its_last_part_and_a_killed_import_is_finished(
    company: Company, take: Import
) -> None:
    take("products", PRODUCTS)
    big = "order,date,sku,qty,price\n" + "".join(f"9,2011-05-06,A-1,{n},1\n" for n in range(1, 1_301))
    seen: list[tuple[str, int]] = []

    class KilledError(Exception):
        pass

    def killed_in_the_middle(_seconds: float) -> None:
        state = rows(company, "SELECT state, (SELECT count(*) FROM order_line) FROM orders")
        seen.extend(state)
        if state and state[0][1] > 600:
            raise KilledError

    with pytest.raises(KilledError):
        take("orders", big, pause=killed_in_the_middle)
    assert set(seen) == {("draft", 490), ("draft", 980)}
    report = take("orders", big)
    assert (report.created, report.by_kind["lines"]) == (1, 1_300)
    assert rows(company, "SELECT state, lines, units FROM orders") == [("confirmed", 1_300, 1_300 * 1_301 // 2)]
    assert rows(company, "SELECT count(*), sum(qty), max(n) FROM order_line") == [(1_300, 1_300 * 1_301 // 2, 1_300)]
    assert take("orders", big).unchanged == 1


def test_no_transaction_of_an_import_writes_more_than_five_hundred_rows(company: Company, take: Import) -> None:
    many = "sku,name\n" + "".join(f"S-{n},Name {n}\n" for n in range(1_200))
    take("products", many)
    counts = [count for (count,) in rows(company, "SELECT count(*) FROM audit WHERE name = 'ImportProducts'")]
    assert counts == [3]
    assert rows(company, "SELECT count(*) FROM product") == [(1_200,)]


def test_product_changes_only_in_the_fields_the_file_fills_in(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    report = take("products", "sku,name,barcodes,weight_g\na-1,,96385074*12 4006381333931,\nB-2,Dish,,300\n")
    assert (report.created, report.updated, report.unchanged) == (0, 2, 0)
    assert rows(company, "SELECT sku, name, weight_g FROM product ORDER BY sku") == [
        ("A-1", "Cup", 120),
        ("B-2", "Dish", 300),
    ]
    assert rows(company, "SELECT code, factor FROM barcode ORDER BY code") == [
        ("00000096385074", 12),
        ("04006381333931", 1),
    ]


def test_doubtful_barcodes_are_told(take: Import) -> None:
    report = take("products", "sku,barcodes\nA,4006381333930\nB,XY-1\nC,XY-1\nD,12*5 12*6\nE,A\n")
    told = {remark.code: remark.examples for remark in report.remarks}
    assert told["barcode_check_digit"] == ("4006381333930",)
    assert told["barcode_shared"] == ("XY-1 (C)", "A (E)")
    assert told["barcode_two_factors"] == ("12",)


def test_one_number_on_two_products_is_told_however_it_is_written(company: Company, take: Import) -> None:
    report = take("products", "sku,barcodes\nA,036000291452\nB,0036000291452\nC,00036000291452\n")
    told = {each.code: each.examples for each in report.remarks}
    assert told["barcode_shared"] == ("0036000291452 (B)", "00036000291452 (C)")
    again = take("products", "sku,barcodes\nD,(01)\nE,036000291452\n")
    assert {each.code: each.examples for each in again.remarks}["barcode_shared"] == ("036000291452 (E)",)


def test_numbers_that_are_not_what_they_look_like_are_told(take: Import) -> None:
    text = "sku,barcodes\nA,2001234000000\nB,14006381333938\nC,14006381333938*12\nD,01234565\nE,04252614\nF,04252615\n"
    told = {each.code: each.examples for each in take("products", text).remarks}
    assert told["barcode_restricted"] == ("2001234000000",)
    assert told["barcode_case_of_one"] == ("14006381333938",)
    assert told["barcode_two_numbers"] == ("01234565",)
    assert told["barcode_check_digit"] == ("04252615",)


def test_of_a_whole_gs1_code_the_number_of_the_item_is_kept(company: Company, take: Import) -> None:
    text = "sku,barcodes\nA,(01)04006381333931(10)L1\nB,https://example.com/01/05901234123457\nC,(01)04006381333930\n"
    told = {each.code: each.examples for each in take("products", text).remarks}
    assert told["barcode_gs1"] == ("(01)04006381333930",)
    assert rows(company, "SELECT code, written FROM barcode ORDER BY code") == [
        ("(01)04006381333930", "(01)04006381333930"),
        ("04006381333931", "04006381333931"),
        ("05901234123457", "05901234123457"),
    ]


def test_base_unit_is_fixed_while_there_is_stock(company: Company, take: Import) -> None:
    take("products", PRODUCTS)
    take("stock", "sku,qty\nA-1,5\n")
    report = take("products", "sku,base_unit\nA-1,g\nB-2,g\n")
    assert reasons(report) == [(2, "base_unit", "fixed_while_stocked")]
    assert report.updated == 1


def test_pictures_come_by_path_and_by_a_folder_of_codes(company: Company, take: Import, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("a-1.png", "4006381333931.jpg", "ZZ.png", "notes.txt"):
        (folder / name).write_bytes(b"x")
    take("products", "sku,barcodes\nA-1,\nB-2,4006381333931\n")
    report = take("products", folder)
    assert (report.read, report.updated, reasons(report)) == (3, 2, [(3, "sku", "unknown_sku")])
    take("products", "sku,picture\nB-2,photos/ZZ.png\n")
    assert rows(company, "SELECT picture FROM product WHERE sku = 'B-2'") == [(str(folder / "ZZ.png"),)]


def test_customer_changes_only_in_the_fields_the_file_fills_in(company: Company, take: Import) -> None:
    head = "code,name,email,street1,city,country\n"
    take("customers", head + "C1,Ann,a@example.com,1 High St,Leeds,GB\nC2,,,,,FR\n")
    report = take("customers", head + "C1,Ann Lee,,,,\nC2,,,,,FR\n")
    assert (report.updated, report.unchanged) == (1, 1)
    assert rows(company, "SELECT name, email, street, country FROM customer_personal") == [
        ("Ann Lee", "a@example.com", "1 High St", "GB")
    ]


def test_stock_without_places_lies_in_main_and_the_same_words_again_change_nothing(
    company: Company, take: Import
) -> None:
    take("products", PRODUCTS)
    file = "sku,qty\nA-1,30\nB-2,0\n"
    assert take("stock", file).created == 2
    assert rows(company, "SELECT kind, why FROM entry") == [("recount", "import")]
    with company.store.write(at=company.runner.now(), who="t", command_id="m1") as desk:
        main, scrap = places.by_code(desk, "MAIN", "MAIN"), places.outside(desk, PlaceKind.SCRAP)
        assert main is not None
        ledger.post(desk, Entry(EntryId("m1"), EntryKind.MOVE, (Leg(Item("A-1"), main.id, scrap.id, 4),)))
    again = take("stock", file)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert on_hand(company, "MAIN", "A-1") == 26
    assert take("stock", file, again=True).updated == 2
    assert on_hand(company, "MAIN", "A-1") == 30
    assert take("stock", "sku,qty\nA-1,12\n").updated == 1
    assert on_hand(company, "MAIN", "A-1") == 12


def test_bad_stock_is_refused_by_row_and_the_rest_is_counted(company: Company, take: Import) -> None:
    take("products", "sku,tracking\nA,\nL,lot\nS,serial\n")
    take("places", "code,kind\nT-1,tote\nB-01,bin\n")
    rows_ = ["A,T-1,,,1", "L,B-01,,,3", "S,B-01,,,1", "A,B-01,X1,,2", "N,B-01,,,2", "S,B-01,,9,1", "S,B-02,,9,1"]
    report = take("stock", "sku,place,lot,serial,qty\n" + "\n".join([*rows_, "A,B-01,,,7", "L,NEW,X,,5"]) + "\n")
    assert sorted(reasons(report)) == [
        (2, "place", "no_stock_place"),
        (3, "lot", "lot_missing"),
        (4, "serial", "serial_missing"),
        (5, "lot", "lot_not_tracked"),
        (6, "sku", "unknown_sku"),
    ]
    assert (on_hand(company, "B-01", "A"), report.created) == (7, 4)
    assert rows(company, "SELECT p.code FROM serial_at JOIN place p ON p.id = place_id") == [("B-02",)]
    assert [remark.examples for remark in report.remarks if remark.code == "place_made"] == [("B-02", "NEW")]
    assert all("_" not in each.to_json()["say"] for each in report.rejected)  # type: ignore[operator]


def test_places_keep_their_kind_and_change_their_layout(company: Company, take: Import) -> None:
    take("places", "code,kind,aisle,bay,level,x,y,walk\nA-01,bin,A03,7,B,100,200,5\nQ,quarantine,,,,,,\n")
    report = take("places", "code,kind,walk,aisle\nA-01,,6,\nQ,bin,,\nA-02,,,seven\n")
    assert reasons(report) == [(3, "kind", "place_kind_fixed"), (4, "aisle", "part_form")]
    assert report.updated == 1
    assert rows(company, "SELECT walk_seq, aisle, bay, level, x_mm FROM place WHERE code = 'A-01'") == [
        (6, 3, 7, 2, 100)
    ]


def test_generated_warehouse_gets_opening_stock_by_demand_once(company: Company, take: Import) -> None:
    took = generate_places(company.runner, company.supervisor, "", 2, 10, 3)
    assert (took.created, took.unchanged) == (60, 0)
    assert generate_places(company.runner, company.supervisor, "", 2, 10, 3).unchanged == 60
    sample = Path(__file__).resolve().parents[2] / "resources" / "sample" / "orders.csv.gz"
    report = take("stock", sample, format="retail-opening")
    assert report.rejected_count == 0
    assert report.changes["stock"]["created"] == report.by_kind["stock"] > 1_000
    state = contents(company)
    again = take("stock", sample, format="retail-opening")
    assert (again.created, again.updated) == (0, 0)
    assert contents(company) == state
    assert rows(company, "SELECT DISTINCT kind, why FROM entry") == [("receive", "opening")]
    assert rows(company, "SELECT count(*) FROM balance WHERE on_hand % 12 <> 0") == [(0,)]
    best = rows(
        company,
        "SELECT code FROM balance JOIN place ON id = place_id AND kind = 'BIN' ORDER BY on_hand DESC LIMIT 1",
    )
    assert best == [("A01-01-1",)]
    with company.store.read() as desk:
        assert audit.heads(desk)


def test_import_that_is_stopped_says_so_and_goes_on_next_time(company: Company, take: Import) -> None:
    many = "sku,name\n" + "".join(f"S-{n},Name {n}\n" for n in range(1_200))
    report = take("products", many, stop=lambda: True)
    assert report.stopped
    assert "import_stopped" in {remark.code for remark in report.remarks}
    assert take("products", many).by_kind["products"] == 1_200
    assert rows(company, "SELECT count(*) FROM product") == [(1_200,)]


def test_users_need_what_seals_their_pins(take: Import) -> None:
    with pytest.raises(Usage) as caught:
        take("users", "code,name,role\nli,Li W.,picker\n")
    assert caught.value.code == "not_in_this_version"


def test_sample_gives_the_same_whether_imported_at_once_or_killed_in_the_middle(tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parents[2] / "resources" / "sample" / "orders.csv.gz"
    ends = []
    for name in ("once", "killed"):
        folder = tmp_path / name
        folder.mkdir()
        company = Company(folder)
        intake = FilesIntake(folder / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))
        request = ImportRequest((sample,), "orders")
        left = [25]

        class KilledError(Exception):
            pass

        def dying(_seconds: float, left: list[int] = left, kill: type[Exception] = KilledError) -> None:
            left[0] -= 1
            if not left[0]:
                raise kill

        if name == "killed":
            with pytest.raises(KilledError):
                run_import(company.runner, company.supervisor, intake, request, pause=dying)
            assert 0 < rows(company, "SELECT count(*) FROM orders")[0][0] < 486
        report = run_import(company.runner, company.supervisor, intake, request)
        assert report.by_kind["orders"] == 486
        ends.append(contents(company))
        company.close()
    assert ends[0] == ends[1]
