"""Native files in the spellings people have, and every kind of damage: one clear refusal each, nothing else lost."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from warehouse_app.channels.files.source import Source
from warehouse_app.channels.files.table import records
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing.values import (
    BarcodeDraft,
    CustomerDraft,
    Draft,
    OrderDraft,
    PlaceDraft,
    ProductDraft,
    StockDraft,
    UserDraft,
)
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest, Reading
from warehouse_app.wording.importing import reason, remark
from warehouse_app.wording.say import say_error

ORDER = "order,sku,qty,price,placed_at\n"


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    return tmp_path / "stage"


@pytest.fixture
def intake(stage: Path) -> FilesIntake:
    return FilesIntake(stage, ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"))


class Read:
    """What a reading gave, taken whole so that it can be closed."""

    def __init__(self, reading: Reading) -> None:
        with reading:
            self.drafts: list[Draft] = [draft for portion in reading.chunks() for draft in portion]
            self.orders = [draft for draft in self.drafts if isinstance(draft, OrderDraft)]
            self.refused = list(reading.rejected())
            self.records = list(reading.rejected_records())
            self.remarks = {found.code: found for found in reading.remarks()}
            self.read = reading.read
            self.totals = dict(reading.totals())

    @property
    def reasons(self) -> list[tuple[int, str, str]]:
        return [(refused.line, refused.field, refused.reason) for refused in self.refused]


Reader = Callable[..., Read]
T = TypeVar("T")


@pytest.fixture
def read(intake: FilesIntake, tmp_path: Path) -> Reader:
    def one(kind: str, content: str | bytes, name: str = "in.csv", channel: str = "") -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Read(intake.open(path, IntakeRequest(kind, channel=channel)))

    return one


def only(found: Read, kind: type[T]) -> list[T]:
    return [draft for draft in found.drafts if isinstance(draft, kind)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_separators_and_packing_give_the_same(
    read: Reader, encoding: str, separator: str, packed: bool
) -> None:
    text = "Code,Bezeichnung,Title,Weight g\r\nA-1,,Größe ½ Café,250\r\nB-2,,Straße,1200\r\n".replace(",", separator)
    content = text.encode(encoding)
    found = read("products", gzip.compress(content, mtime=0) if packed else content)
    assert [(draft.sku, draft.name, draft.weight_g) for draft in only(found, ProductDraft)] == [
        ("A-1", "Größe ½ Café", 250),
        ("B-2", "Straße", 1200),
    ]
    assert found.refused == []


def test_late_foreign_letter_makes_the_file_windows_1252(read: Reader) -> None:
    rows = "".join(f"S{n},plain\n" for n in range(20_000)) + "LAST,Café – €\n"
    found = read("products", ("sku,name\n" + rows).encode("cp1252"))
    assert only(found, ProductDraft)[0].name == "Café – €"
    assert found.read == 20_001
    assert remark(found.remarks["encoding_guessed"]).startswith("The file is not clean UTF-8; it was read as cp1252")


def test_one_damaged_letter_in_utf8_refuses_its_row_only(read: Reader) -> None:
    found = read("products", "sku,name\nA,Größe\nB,Caf".encode() + b"\xe9" + "\nC,Üb\n".encode())
    assert [draft.sku for draft in only(found, ProductDraft)] == ["A", "C"]
    assert found.reasons == [(3, "name", "bad_characters")]


@pytest.mark.parametrize(
    ("content", "prices"),
    [
        ("o;sku;qty;price;placed_at\n1;A;2;1.234,5;2011-05-06\n1;B;1.000;2,50;2011-05-06", [12_345_000, 25_000]),
        ('o,sku,qty,price,placed_at\n1,A,2,"1,234.5",2011-05-06\n1,B,"1,000",2.50,2011-05-06', [12_345_000, 25_000]),
        ("o,sku,qty,price,placed_at\n1,A,2,£1.00005,2011-05-06\n1,B,1000,0.00004,2011-05-06", [10_001, 0]),
    ],
)
def test_decimal_mark_is_decided_per_file(read: Reader, content: str, prices: list[int]) -> None:
    found = read("orders", content.replace("o;", "order;", 1).replace("o,", "order,", 1))
    assert [line.price_e4 for line in found.orders[0].lines] == prices
    assert found.orders[0].lines[1].qty == 1000


def test_number_that_could_be_either_is_not_guessed(read: Reader) -> None:
    found = read("orders", 'order,sku,qty,price,placed_at\n1,A,1,"1,234",2011-05-06\n')
    assert found.reasons == [(2, "price", "number_ambiguous")]


MIXED = "order,sku,qty,price,placed_at\n" + "".join(
    f'1,{sku},1,"{price}",2011-05-06\n' for sku, price in (("A", "2.50"), ("B", "3.75"), ("C", "4,5"))
)


def test_a_number_that_could_be_either_is_not_guessed_where_both_marks_are_proven(read: Reader) -> None:
    found = read("orders", MIXED + '2,A,1,"1,234",2011-05-06\n')
    assert (5, "price", "number_ambiguous") in found.reasons
    clear = "".join(f"3,S{n},1,{n}.5,2011-05-06\n" for n in range(10))
    told = read("orders", MIXED + clear + '2,A,1,"1,234",2011-05-06\n')
    assert [line.price_e4 for order in told.orders for line in order.lines if order.code == "2"] == [12_340_000]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["03/04/2011 10:00", "25/04/2011"], datetime(2011, 4, 3, 8, tzinfo=UTC)),
        (["03/04/2011 10:00", "04/25/2011"], datetime(2011, 3, 4, 9, tzinfo=UTC)),
        (["03.04.2011 10:00", "04.04.2011"], datetime(2011, 4, 3, 8, tzinfo=UTC)),
        (["2011-04-03T10:00:00+02:00", "2011/04/03"], datetime(2011, 4, 3, 8, tzinfo=UTC)),
        (["12/1/10 8:26", "12/13/10 8:26 PM"], datetime(2010, 12, 1, 7, 26, tzinfo=UTC)),
    ],
)
def test_day_month_order_is_decided_by_evidence(read: Reader, dates: list[str], first: datetime) -> None:
    rows = "".join(f"{n},A,1,1,{date}\n" for n, date in enumerate(dates))
    assert read("orders", ORDER + rows).orders[0].placed_at == first


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        (["03/04/2011", "05/04/2011"], "import_dates_ambiguous"),
        (["13/04/2011", "04/25/2011", "03/04/2011"], "import_dates_mixed"),
    ],
)
def test_dates_without_proof_are_refused_with_one_sentence(read: Reader, dates: list[str], code: str) -> None:
    with pytest.raises(Usage) as caught:
        read("orders", ORDER + "".join(f"{n},A,1,1,{date}\n" for n, date in enumerate(dates)))
    assert caught.value.code == code
    assert "03/04/2011" in say_error(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none.csv", b"", "import_file_empty"),
        ("blank.csv", b"\xef\xbb\xbf \r\n", "import_file_empty"),
        ("cut.csv.gz", gzip.compress(b"sku,name\n" + b"A,B\n" * 9000, mtime=0)[:-20], "import_file_truncated"),
        ("head.gz", b"\x1f\x8b\x08", "import_file_truncated"),
        ("program.csv", bytes(range(256)) * 50, "import_file_binary"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(1000), "import_file_binary"),
        ("book.xlsx", b"PK\x03\x04rest", "import_book_damaged"),
        ("list.json", b"[]", "import_file_empty"),
        ("letter.csv", b"Dear customer,\nthank you\n", "import_header_unknown"),
        ("short.csv", b"name,weight\nA,1\n", "import_header_unknown"),
        ("twice.csv", b"sku,name,name\nA,B,C\n", "import_column_twice"),
        ("same.csv", b"article,item,name\nA,B,C\n", "import_column_twice"),
        ("wide.csv", "sku,name\nA,B\n".encode("utf-32"), "import_file_encoding"),
        ("data.csv", b"7,7,B\n1,2,3\n", "import_header_unknown"),
        ("odd.csv", "sku,name\nA,B\n".encode("utf-16")[:-1], "import_file_encoding"),
    ],
)
def test_unreadable_files_are_refused_whole_in_one_sentence(
    read: Reader, stage: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(Usage) as caught:
        read("products", content, name)
    assert caught.value.code == code
    sentence = say_error(caught.value)
    assert "{" not in sentence
    assert "?" not in sentence
    assert not list(stage.glob("*"))


def test_missing_file_and_folder_are_refused(intake: FilesIntake, tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.csv", "import_file_missing"), (tmp_path, "import_no_pictures")):
        with pytest.raises(Usage) as caught:
            intake.open(path, IntakeRequest("products"))
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (IntakeRequest("suppliers", "retail"), "import_kind_unknown"),
        (IntakeRequest("products", "xlsx"), "import_format_unknown"),
        (IntakeRequest("products", "odd"), "import_format_unknown"),
        (IntakeRequest("elephants"), "import_kind_unknown"),
        (IntakeRequest("stock", "retail"), "import_kind_unknown"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(
    intake: FilesIntake, tmp_path: Path, request_: IntakeRequest, code: str
) -> None:
    with pytest.raises(Usage) as caught:
        intake.open(tmp_path / "x.csv", request_)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        ("1,5.01E+12,1,1,2011-05-06", "sku", "mangled_code"),
        ("1,=A1+B1,1,1,2011-05-06", "sku", "formula"),
        ("1,#REF!,1,1,2011-05-06", "sku", "formula"),
        ("1,A,1.5,1,2011-05-06", "qty", "decimal_quantity"),
        ("1,A,0,1,2011-05-06", "qty", "out_of_range"),
        ("1,A,-3,1,2011-05-06", "qty", "out_of_range"),
        ("1,A,many,1,2011-05-06", "qty", "not_a_number"),
        ("1,A,99999999999999999999,1,2011-05-06", "qty", "not_a_number"),
        ("1,A,1,=1+1,2011-05-06", "price", "formula"),
        ("1,A,1,-1,2011-05-06", "price", "out_of_range"),
        ("1,A,1,1,40513.35", "placed_at", "date_serial"),
        ("1,A,1,1,2011-02-30", "placed_at", "not_a_date"),
        ("1,A,1,1,1066-02-03", "placed_at", "date_out_of_range"),
        ("1,A,1,1,yesterday", "placed_at", "not_a_date"),
        ("1,A,1,1,", "placed_at", "missing"),
        ("1,,1,1,2011-05-06", "sku", "missing"),
        ("1,A,,1,2011-05-06", "qty", "missing"),
        ("1,,,,2011-05-06", "sku", "order_without_lines"),
        (",A,1,1,2011-05-06", "order", "missing"),
        ("1,A\x07,1,1,2011-05-06", "sku", "control_characters"),
        ("1,A\x00B,1,1,2011-05-06", "sku", "control_characters"),
        (f"1,{'A' * 65},1,1,2011-05-06", "sku", "too_long"),
        ("1,A,1,1,2011-05-06,extra", "", "wrong_column_count"),
        ("1,A,1", "", "wrong_column_count"),
    ],
)
def test_one_bad_record_is_named_and_loses_no_other(read: Reader, row: str, field: str, why: str) -> None:
    found = read("orders", f"{ORDER}0,A,1,1,2011-05-06\n{row}\n2,B,1,2,2011-05-06\n")
    assert [order.code for order in found.orders] == ["0", "2"]
    assert found.reasons == [(3, field, why)]
    assert found.read == 3
    assert [",".join(record) for record in found.records] == [ORDER.strip(), row]
    sentence = reason(found.refused[0])
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_no_product_has_the_code_of_a_kind_of_container(read: Reader) -> None:
    found = read("products", "sku,name\nA,one\n@LPN,two\n@x,three\nC,four\n")
    assert [draft.sku for draft in only(found, ProductDraft)] == ["A", "C"]
    assert found.reasons == [(3, "sku", "begins_with_at"), (4, "sku", "begins_with_at")]


def test_unclosed_quote_and_endless_line_are_bounded(read: Reader) -> None:
    endless = "x" * 3_000_000
    found = read("products", f'sku,name\nA,one\nB,"two\n{"y" * 140_000}\n{endless}\nC,three\n')
    assert [draft.sku for draft in only(found, ProductDraft)] == ["A", "C"]
    assert [refused.reason for refused in found.refused] == ["unclosed_quote", "unclosed_quote", "line_too_long"]


@pytest.mark.parametrize("closed_later", [False, True])
def test_a_quote_that_is_never_closed_loses_its_own_record_only(read: Reader, closed_later: bool) -> None:
    last = '3,"C, in two",1,3,2011-05-06\n' if closed_later else ""
    found = read("orders", f'{ORDER}1,"A,1,1,2011-05-06\n2,B,1,2,2011-05-06\n{last}4,D,1,1,2011-05-06\n')
    assert [order.code for order in found.orders] == ["2", *(["3"] if closed_later else []), "4"]
    assert found.reasons == [(2, "", "unclosed_quote")]


def test_a_text_of_several_lines_is_one_record(read: Reader) -> None:
    found = read("products", 'sku,name\nA,"one\ntwo\nthree"\nB,four\n')
    assert [(draft.sku, draft.name) for draft in only(found, ProductDraft)] == [("A", "one two three"), ("B", "four")]


def test_a_pipe_is_not_waited_for(intake: FilesIntake, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Usage) as caught:
        intake.open(tmp_path / "pipe.csv", IntakeRequest("products"))
    assert caught.value.code == "import_no_file"


def test_order_spread_over_the_file_is_put_together(read: Reader) -> None:
    rows = "".join(f"{n},A,1,1,2011-05-06\n9,S{n},{n},2,2011-05-06\n" for n in range(1, 5))
    (order,) = [order for order in read("orders", ORDER + rows).orders if order.code == "9"]
    assert [(line.n, line.sku, line.qty, line.source_line) for line in order.lines] == [
        (1, "S1", 1, 3),
        (2, "S2", 2, 5),
        (3, "S3", 3, 7),
        (4, "S4", 4, 9),
    ]


def test_half_an_order_is_no_order(read: Reader) -> None:
    found = read("orders", ORDER + "1,A,1,1,2011-05-06\n2,A,1,1,2011-05-06\n1,B,1.5,1,2011-05-06\n")
    assert [order.code for order in found.orders] == ["2"]
    assert found.reasons == [(2, "", "order_left_out"), (4, "qty", "decimal_quantity")]
    assert reason(found.refused[0]).startswith("Line 4 of the same order is wrong")


def test_rows_of_one_order_must_not_disagree(read: Reader) -> None:
    text = "order,sku,qty,placed_at,customer\n1,A,1,2011-05-06,K1\n1,B,1,,K2\n"
    assert read("orders", text).reasons == [(2, "", "order_left_out"), (3, "customer", "order_disagrees")]


def test_missing_address_is_a_hold_only_where_there_are_address_columns(read: Reader) -> None:
    head = "order,sku,qty,placed_at,ship_name,street,city,postcode\n"
    text = f"{head}1,A,1,2011-05-06,Jane,Way 1,Town,01234\n2,A,1,2011-05-06,Jane,,,\n"
    found = read("orders", text)
    assert [[hold.kind for hold in order.holds] for order in found.orders] == [[], ["address"]]
    assert found.orders[0].address is not None
    assert found.orders[0].address.postcode == "01234"
    assert read("orders", ORDER + "1,A,1,1,2011-05-06\n").orders[0].holds == ()


def test_an_address_without_anybody_s_name_is_told_and_waits(read: Reader) -> None:
    """A shop's column `name` beside an article is the article's: the label would name a door and nobody behind it."""
    head = "order,sku,qty,placed_at,street,city,postcode,"
    row = "1,A,1,2011-05-06,Way 1,Town,01234,"
    found = read("orders", f"{head}name\n{row}Jane\n")
    told = remark(found.remarks["address_for_nobody"])
    assert told == "1 order has an address without a name and is on hold (1): a column ship_name or company tells it"
    assert [(each.kind, each.reason) for each in found.orders[0].holds] == [("address", "address_for_nobody")]
    for column in ("ship_name", "company", "customer"):
        found = read("orders", f"{head}{column}\n{row}Jane\n")
        assert "address_for_nobody" not in found.remarks
        assert found.orders[0].holds == ()


def test_order_file_names_its_customers_first(read: Reader) -> None:
    text = "order,sku,qty,placed_at,customer,customer_name,email\n1,A,1,2011-05-06,K1,Ann,a@b.example\n"
    found = read("orders", text, channel="shop")
    assert [type(draft) for draft in found.drafts] == [CustomerDraft, OrderDraft]
    assert (found.orders[0].customer_code, found.orders[0].channel) == ("K1", "shop")


def test_product_takes_barcodes_with_factors_from_one_or_several_rows(read: Reader) -> None:
    text = 'sku,name,barcode,factor,weight_kg,length_cm\na-1,Cup,111|222*12,,"0,25","10,5"\na-1,,333,6,,\n'
    (product,) = only(read("products", text), ProductDraft)
    assert product.sku == "A-1"
    assert product.barcodes == (
        BarcodeDraft("111"),
        BarcodeDraft("222", 12),
        BarcodeDraft("333", 6),
        BarcodeDraft("a-1"),
    )
    assert (product.weight_g, product.length_mm) == (250, 105)
    assert product.given == {"name", "barcodes", "weight_g", "length_mm"}


def test_barcodes_that_lost_their_zeros_are_remarked(read: Reader) -> None:
    found = read("products", "sku,ean\nA,36000291452\nB,4006381333931\n")
    assert found.remarks["lost_zeros"].examples == ("36000291452",)


def test_places_stock_customers_and_users_are_read(read: Reader) -> None:
    (place,) = only(read("places", "bin,aisle,bay,level,x,y,walk\nA-01-1,A,01,1,1500,300,7\n"), PlaceDraft)
    assert (place.code, place.kind, place.aisle, place.bay, place.x_mm, place.walk_seq) == (
        "A-01-1",
        "bin",
        "A",
        "01",
        1500,
        7,
    )
    stock = read("stock", "sku,on hand,location,lot\na,5,A-01-1,\na,7,A-02-1,L1\n")
    assert [(draft.sku, draft.qty, draft.place, draft.lot) for draft in only(stock, StockDraft)] == [
        ("A", 5, "A-01-1", ""),
        ("A", 7, "A-02-1", "L1"),
    ]
    assert only(read("stock", "sku,qty\na,5\n"), StockDraft)[0].place is None
    (customer,) = only(read("customers", "customer,name,country\nK1,Ann,DE\n"), CustomerDraft)
    assert (customer.code, customer.name, customer.country, customer.address) == ("K1", "Ann", "DE", None)
    assert only(read("users", "code,name,role\nU1,Ann,Picker\n"), UserDraft) == [UserDraft("U1", "Ann", "picker", 2)]


def test_two_opinions_about_one_balance_refuse_both(read: Reader) -> None:
    found = read("stock", "sku,qty,place\nA,5,B1\nC,1,B1\nA,6,B1\n")
    assert [draft.sku for draft in only(found, StockDraft)] == ["C"]
    assert found.reasons == [(2, "", "record_left_out"), (4, "sku", "twice_in_file")]


def test_retail_file_given_as_stock_says_what_to_do(read: Reader) -> None:
    header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    with pytest.raises(Usage) as caught:
        read("stock", header + "1,A,B,1,2011-05-06,1,,UK\n")
    assert "--format retail-opening" in say_error(caught.value)


def test_texts_of_every_naughty_kind_are_kept_or_refused_by_name(read: Reader, shared_data: Path) -> None:
    strings = [text for text in json.loads((shared_data / "text/blns.json").read_text("utf-8")) if text]
    rows = "".join(f'S{n},"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in enumerate(strings))
    found = read("products", f"sku,name\n{rows}".encode("utf-8", "surrogatepass"))
    assert len(found.drafts) + len(found.refused) == len(strings)
    assert {refused.reason for refused in found.refused} <= {"control_characters", "bad_characters", "too_long"}
    assert len(found.refused) < 10


def test_csv_spectrum_is_read_as_its_authors_expect(shared_data: Path) -> None:
    for path in sorted((shared_data / "text/csv-spectrum/csvs").glob("*.csv")):
        expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8"))
        objects = expected if isinstance(expected, list) else [expected]
        rows = [row for _, row in records(Source(path), ",")]
        found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
        assert [unix(row) for row in found] == [unix(row) for row in objects], path.name


def unix(row: dict[str, str]) -> dict[str, str]:
    """Compare without byte order mark, line ends, and the one column that was made anonymous in JSON only."""
    plain = {key.lstrip("\ufeff"): value.replace("\r\n", "\n") for key, value in row.items()}
    return {key: value for key, value in plain.items() if key != "Contact Phone Number"}
