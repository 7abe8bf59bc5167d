"""The UCI retail file gives the answer key of its source, every trap decided and told."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing.values import (
    CustomerDraft,
    DocumentDraft,
    Draft,
    OrderDraft,
    ProductDraft,
    StockDraft,
)
from warehouse_app.ports.intake import IntakeRequest, Reading
from warehouse_app.wording.importing import remark

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
HALF_YEAR = "orders/uci_online_retail_2010-12_2011-05.csv.gz"


@pytest.fixture
def intake(tmp_path: Path) -> FilesIntake:
    return FilesIntake(tmp_path / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))


def drafts(reading: Reading) -> list[Draft]:
    return [draft for portion in reading.chunks() for draft in portion]


def retail(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "retail.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def read(intake: FilesIntake, path: Path, kind: str = "orders", format_: str = "auto") -> tuple[list[Draft], Reading]:
    with intake.open(path, IntakeRequest(kind, format_)) as reading:
        return drafts(reading), reading


def orders(found: list[Draft]) -> dict[str, OrderDraft]:
    return {draft.code: draft for draft in found if isinstance(draft, OrderDraft)}


def documents(found: list[Draft]) -> dict[tuple[str, str], DocumentDraft]:
    return {(draft.kind, draft.code): draft for draft in found if isinstance(draft, DocumentDraft)}


def counts(reading: Reading) -> dict[str, int]:
    return {found.code: found.count for found in reading.remarks()}


SOLD = "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom"


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[tuple[list[Draft], Reading]]:
    intake = FilesIntake(tmp_path_factory.mktemp("stage"), ZoneInfo("UTC"), ZoneInfo("Europe/London"))
    with intake.open(shared_data / HALF_YEAR, IntakeRequest("orders")) as reading:
        yield drafts(reading), reading


@pytest.mark.slow
class TestTheHalfYear:
    """The given half: 209 029 rows."""

    def test_figures_are_those_of_the_answer_key(self, half: tuple[list[Draft], Reading]) -> None:
        _, reading = half
        assert reading.read == 209_029
        assert reading.rejected_count == 0
        assert dict(reading.totals()) == {
            "orders": 8_126,
            "lines": 204_261,
            "sale_lines": 203_954,
            "units": 2_112_658,
            "free_units": 867,
            "value_e4": 40_647_265_910,
            "credit_notes": 1_677,
            "credit_note_lines": 3_783,
            "credit_note_units": -123_666,
            "adjustments": 980,
            "adjustment_lines": 651 + 334,
            "adjustment_units": -69_068 + 30_620 - 867,
            "customers": 2_767,
            "customers_in_sales": 2_718,
            "codes_as_written": 3_514,
            "codes_in_sales": 3_384,
        }

    def test_traps_are_told_with_their_counts(self, half: tuple[list[Draft], Reading]) -> None:
        told = counts(half[1])
        assert told["customer_unknown"] == 59_976
        assert told["codes_by_case"] == 88
        assert told["repeated_rows"] == 1_747
        assert told["zero_price"] == 1_292
        assert told["two_times"] == 34
        assert told["mixed_invoice"] == 28
        assert told["two_countries"] == 4
        assert told["undone_same_day"] == 22

    def test_drafts_agree_with_the_figures(self, half: tuple[list[Draft], Reading]) -> None:
        found = half[0]
        kinds = Counter(type(draft) for draft in found)
        assert kinds == {OrderDraft: 8_126, ProductDraft: 3_426, CustomerDraft: 2_767, DocumentDraft: 1_677 + 980}
        by_code = orders(found)
        lines = [line for order in by_code.values() for line in order.lines]
        assert len(lines) == 204_261
        assert sum(line.qty for line in lines if line.price_e4) == 2_112_658
        assert sum(line.qty * line.price_e4 for line in lines) == 40_647_265_910
        assert max(len(order.lines) for order in by_code.values()) == 675

    def test_typing_error_is_an_order_on_hold(self, half: tuple[list[Draft], Reading]) -> None:
        order = orders(half[0])["541431"]
        assert [line.qty for line in order.lines] == [74_215]
        assert [(hold.kind, hold.reason, dict(hold.facts)) for hold in order.holds] == [
            ("manual", "undone_same_day", {"credit_note": "C541433"})
        ]

    def test_every_sku_of_an_order_is_a_product(self, half: tuple[list[Draft], Reading]) -> None:
        skus = {draft.sku for draft in half[0] if isinstance(draft, ProductDraft)}
        assert {line.sku for order in orders(half[0]).values() for line in order.lines} <= skus

    def test_opening_stock_covers_all_sales_in_dozens(
        self, tmp_path: Path, shared_data: Path, half: tuple[list[Draft], Reading], intake: FilesIntake
    ) -> None:
        found, reading = read(intake, shared_data / HALF_YEAR, "stock", "retail-opening")
        assert reading.posting == "opening"
        sold: Counter[str] = Counter()
        for order in orders(half[0]).values():
            if not order.holds:
                sold.update({line.sku: 0 for line in order.lines})
                for line in order.lines:
                    sold[line.sku] += line.qty if line.kind == "goods" and line.price_e4 else 0
        expected = {sku: -(-units // 12) * 12 for sku, units in sold.items() if units}
        assert {draft.sku: draft.qty for draft in found if isinstance(draft, StockDraft)} == expected


def test_sale_becomes_a_confirmed_order_of_the_shop_hour(intake: FilesIntake, tmp_path: Path) -> None:
    found, _ = read(intake, retail(tmp_path, SOLD.replace("2010-12-01", "2011-05-06")))
    order = orders(found)["536365"]
    assert order.placed_at == datetime(2011, 5, 6, 7, 26, tzinfo=UTC)
    assert order.ship_by == datetime(2011, 5, 9, 22, 59, 59, tzinfo=UTC)  # Friday's order, Monday's end in summer time
    assert (order.customer_code, order.payment, order.payment_reason) == ("17850", "paid", "not_in_file")
    assert (order.currency, order.country, order.address_columns, order.holds) == ("GBP", "United Kingdom", False, ())


def test_codes_that_differ_by_case_are_one_product_with_an_alias(intake: FilesIntake, tmp_path: Path) -> None:
    found, reading = read(intake, retail(tmp_path, SOLD, SOLD.replace("85123A", "85123a")))
    (product,) = [draft for draft in found if isinstance(draft, ProductDraft)]
    assert (product.sku, [code.text for code in product.barcodes]) == ("85123A", ["85123a"])
    assert [line.sku_written for line in orders(found)["536365"].lines] == ["85123A", "85123a"]
    assert counts(reading)["codes_by_case"] == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("POST", "shipping"), ("DOT", "shipping"), ("C2", "shipping"), ("M", "service"), ("m", "service"),
        ("D", "discount"), ("S", "service"), ("BANK CHARGES", "service"), ("AMAZONFEE", "service"), ("PADS", "service"),
        ("CRUK", "service"),
        ("gift_0001_40", "service"), ("DCGS0076", "service"), ("DCGSSBOY", "service"), ("B", "service"),
        ("85123A", "goods"), ("15056bl", "goods"),
    ],
)  # fmt: skip
def test_codes_that_are_no_goods_are_never_stocked(intake: FilesIntake, tmp_path: Path, code: str, kind: str) -> None:
    path = retail(tmp_path, SOLD.replace("85123A", code))
    found, _ = read(intake, path)
    assert [line.kind for line in orders(found)["536365"].lines] == [kind]
    stock, _ = read(intake, path, "stock", "retail-opening")
    assert len([draft for draft in stock if isinstance(draft, StockDraft)]) == (1 if kind == "goods" else 0)


def test_name_is_the_most_frequent_description_of_sales_and_no_note(intake: FilesIntake, tmp_path: Path) -> None:
    rows = [
        SOLD,
        SOLD.replace("WHITE HANGING HEART", "  HEART, OLD  "),
        SOLD,
        *[SOLD.replace("WHITE HANGING HEART", "wet?")] * 5,
    ]
    found, reading = read(intake, retail(tmp_path, *[row.replace("HEART, OLD", "HEART OLD") for row in rows]))
    (product,) = [draft for draft in found if isinstance(draft, ProductDraft)]
    assert product.name == "WHITE HANGING HEART"
    assert counts(reading)["several_descriptions"] == 1
    assert counts(reading)["blanks_stripped"] == 1


def test_free_rows_belong_to_a_sale_and_else_are_adjustments(intake: FilesIntake, tmp_path: Path) -> None:
    free = SOLD.replace("85123A", "22423").replace("2.55", "0.0")
    found, reading = read(intake, retail(tmp_path, SOLD, free, free.replace("536365", "536370")))
    assert [line.price_e4 for line in orders(found)["536365"].lines] == [25_500, 0]
    assert list(documents(found)) == [("adjustment", "536370")]
    assert reading.totals()["free_units"] == 6


def test_negative_rows_outside_credit_notes_keep_their_note_as_reason(intake: FilesIntake, tmp_path: Path) -> None:
    row = "536589,21777,thrown away-rusty,-10,2010-12-01 16:50:00,0.0,,United Kingdom"
    found, _ = read(intake, retail(tmp_path, SOLD, row))
    document = documents(found)["adjustment", "536589"]
    assert (document.reason, document.lines[0].qty, document.customer_code) == ("thrown away-rusty", -10, None)


def test_bookings_and_negative_prices_of_later_months_are_adjustments(intake: FilesIntake, tmp_path: Path) -> None:
    booking = "A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom"
    found, reading = read(intake, retail(tmp_path, SOLD, booking, booking.replace("A563186", "563188")))
    assert set(documents(found)) == {("adjustment", "A563186"), ("adjustment", "563188")}
    assert documents(found)["adjustment", "A563186"].lines[0].price_e4 == -110_620_600
    assert counts(reading)["negative_price"] == 2


def test_order_undone_the_same_day_is_held_and_not_in_the_opening_stock(intake: FilesIntake, tmp_path: Path) -> None:
    sale = "581483,23843,PAPER CRAFT LITTLE BIRDIE,80995,2011-12-09 09:15:00,2.08,16446.0,United Kingdom"
    credit = "C581484,23843,PAPER CRAFT LITTLE BIRDIE,-80995,2011-12-09 09:27:00,2.08,16446.0,United Kingdom"
    path = retail(tmp_path, SOLD, sale, credit)
    found, _ = read(intake, path)
    assert [hold.reason for hold in orders(found)["581483"].holds] == ["undone_same_day"]
    assert orders(found)["536365"].holds == ()
    stock, _ = read(intake, path, "stock", "retail-opening")
    assert [(draft.sku, draft.qty) for draft in stock if isinstance(draft, StockDraft)] == [("85123A", 12)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("09:27:00", "09:01:00"), "the credit note came first: the sale corrects it"),
        (("2011-12-09 09:27", "2011-12-10 09:27"), "another day"),
        (("16446.0", "16447.0"), "another customer"),
        (("-80995", "-80994"), "another quantity"),
        (("23843", "23844"), "another product"),
    ],
)
def test_other_credit_notes_undo_nothing(
    intake: FilesIntake, tmp_path: Path, change: tuple[str, str], why: str
) -> None:
    sale = "581483,23843,BIRDIE,80995,2011-12-09 09:15:00,2.08,16446.0,United Kingdom"
    credit = "C581484,23843,BIRDIE,-80995,2011-12-09 09:27:00,2.08,16446.0,United Kingdom".replace(*change)
    found, _ = read(intake, retail(tmp_path, sale, credit))
    assert orders(found)["581483"].holds == (), why


def test_invoice_spread_over_the_file_is_one_order_with_its_earliest_time(intake: FilesIntake, tmp_path: Path) -> None:
    late = SOLD.replace("08:26", "08:27").replace("85123A", "71053")
    other = SOLD.replace("536365", "536366")
    found, reading = read(intake, retail(tmp_path, late, other, SOLD))
    order = orders(found)["536365"]
    assert [line.source_line for line in order.lines] == [2, 4]
    assert order.placed_at == datetime(2010, 12, 1, 8, 26, tzinfo=UTC)
    assert counts(reading)["two_times"] == 1


def test_customer_of_two_countries_gets_the_newest_and_orders_keep_theirs(intake: FilesIntake, tmp_path: Path) -> None:
    later = SOLD.replace("536365", "536999").replace("2010-12-01", "2010-12-02").replace("United Kingdom", "EIRE")
    found, _ = read(intake, retail(tmp_path, later, SOLD))
    (customer,) = [draft for draft in found if isinstance(draft, CustomerDraft)]
    assert (customer.code, customer.country) == ("17850", "EIRE")
    assert orders(found)["536365"].country == "United Kingdom"


def test_one_bad_row_refuses_its_order_whole_and_no_other(intake: FilesIntake, tmp_path: Path) -> None:
    bad = SOLD.replace(",6,", ",6.5,")
    with intake.open(retail(tmp_path, SOLD, bad, SOLD.replace("536365", "536366")), IntakeRequest("orders")) as reading:
        assert list(orders(drafts(reading))) == ["536366"]
        told = [(refused.line, refused.field, refused.value, refused.reason) for refused in reading.rejected()]
        assert told == [(2, "invoice", "536365", "order_left_out"), (3, "quantity", "6.5", "decimal_quantity")]
        assert list(reading.rejected_records()) == [tuple(row.split(",")) for row in (HEADER, SOLD, bad)]


def test_same_content_has_the_same_hash_in_any_spelling_of_the_file(intake: FilesIntake, tmp_path: Path) -> None:
    plain, _ = read(intake, retail(tmp_path, SOLD))
    path = tmp_path / "semicolon.csv"
    path.write_bytes(
        "\r\n".join([HEADER, SOLD.replace("2.55", "2.5500")])
        .replace(",", ";")
        .replace("2.5500", "2,5500")
        .encode("utf-16")
    )
    other, _ = read(intake, path)
    changed, _ = read(intake, retail(tmp_path, SOLD.replace(",6,", ",7,")))
    one, same, different = (orders(found)["536365"].content_hash for found in (plain, other, changed))
    assert one == same != different


def test_every_remark_has_its_sentence(intake: FilesIntake, tmp_path: Path) -> None:
    _, reading = read(intake, retail(tmp_path, SOLD, SOLD.replace("85123A", "85123a"), SOLD.replace("2.55", "2.55555")))
    said = [remark(found) for found in reading.remarks()]
    assert said
    assert not [text for text in said if "?" in text or "{" in text or text.startswith("Remark")]


def test_sample_of_the_product_reads_without_a_refusal(intake: FilesIntake) -> None:
    sample = Path(__file__).resolve().parents[2] / "resources" / "sample"
    found, reading = read(intake, sample / "orders.csv.gz")
    assert reading.rejected_count == 0
    assert 400 <= len(orders(found)) <= 600
    products, goods = read(intake, sample / "products.csv", "products")
    sized = {draft.sku: draft for draft in products if isinstance(draft, ProductDraft)}
    assert goods.rejected_count == 0
    assert {line.sku for order in orders(found).values() for line in order.lines if line.kind == "goods"} <= set(sized)
    assert all(draft.weight_g and draft.length_mm and draft.width_mm and draft.height_mm for draft in sized.values())
    with (sample / "products.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) - 1 == len(sized)
