"""JSON in all its forms: nothing goes through a float, one bad record never loses the rest, a broken array is said."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.channels.test_channels_files import Read, only
from warehouse_app.channels.files.notation import MAX_RECORD
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing.values import CustomerDraft, PlaceDraft, ProductDraft, StockDraft, UserDraft
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.intake import IntakeRequest
from warehouse_app.wording.importing import reason
from warehouse_app.wording.say import say_error

Take = Callable[..., Read]
PRODUCTS = '{"sku": "A", "weight_kg": 1.5}', '{"sku": "B", "weight_kg": 0.3}'
ORDER = """{"order": "1", "placed_at": "2026-05-04T08:30:00+02:00", "payment": "paid", "currency": "EUR", "units": 5,
  "customer": {"code": "C1", "name": "Ann", "email": "ann@example.org"},
  "shipping_address": {"name": "Bob", "street1": "Weg 1", "city": "Ulm", "zip": "01067", "country": "DE"},
  "lines": [{"code": "a-1", "name": "Cup", "quantity": 2, "price": 19.9900}, {"sku": "B", "qty": 3, "price": "0.5"}]}"""


@pytest.fixture
def take(tmp_path: Path) -> Take:
    intake = FilesIntake(tmp_path / "stage", ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London"))

    def one(kind: str, content: str | bytes, name: str = "in.json") -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Read(intake.open(path, IntakeRequest(kind)))

    return one


@pytest.mark.parametrize(
    "content",
    [
        f"[{PRODUCTS[0]},\n {PRODUCTS[1]}]",
        f'{{"made": {{"by": ["x", 1]}}, "Products": [{PRODUCTS[0]}, {PRODUCTS[1]}], "count": 2}}',
        f"{PRODUCTS[0]}\n\n{PRODUCTS[1]}\n",
        f"\ufeff [\n{PRODUCTS[0]}\r\n,{PRODUCTS[1]}\n]\n",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["in.json", "in.csv"])
def test_all_forms_give_the_same(take: Take, content: str, packed: bool, name: str) -> None:
    raw = content.encode()
    found = take("products", gzip.compress(raw, mtime=0) if packed else raw, name)
    assert [(each.sku, each.weight_g) for each in only(found, ProductDraft)] == [("A", 1500), ("B", 300)]
    assert found.read == 2


def test_one_record_alone_is_read(take: Take) -> None:
    assert [each.sku for each in only(take("products", '{\n "sku": "A",\n "name": "x"\n}'), ProductDraft)] == ["A"]


def test_orders_come_with_their_lines_and_everything_about_them(take: Take) -> None:
    found = take("orders", f"[{ORDER}]")
    order = found.orders[0]
    assert [(li.sku, li.description, li.qty, li.price_e4) for li in order.lines] == [
        ("A-1", "Cup", 2, 199_900),
        ("B", "", 3, 5_000),
    ]
    assert order.address is not None
    assert (order.address.name, order.address.postcode, order.customer_code) == ("Bob", "01067", "C1")
    assert only(found, CustomerDraft)[0].name == "Ann"
    assert order.holds == ()
    assert found.remarks["column_ignored"].examples == ("all.units",)


def test_every_other_kind_is_read(take: Take) -> None:
    places = take("places", '[{"code": "A-1", "coordinates": {"x_mm": 1500, "y": 20}}]')
    assert [(each.code, each.x_mm, each.y_mm) for each in only(places, PlaceDraft)] == [("A-1", 1500, 20)]
    stock = take("stock", '[{"sku": "A", "places": [{"place": "X", "qty": 1}, {"place": "Y", "qty": 2}]}]')
    assert [(each.sku, each.place, each.qty) for each in only(stock, StockDraft)] == [("A", "X", 1), ("A", "Y", 2)]
    customer = take("customers", '{"code": "C", "name": "Ann", "address": {"street": "Weg 1", "plz": "01067"}}')
    assert only(customer, CustomerDraft)[0].address is not None
    assert only(take("users", '[{"code": "u", "name": "Ann", "role": "packer"}]'), UserDraft)[0].role == "packer"
    codes = take("products", '[{"sku": "A", "barcodes": ["4006381333931", {"code": "x1", "factor": 12}]}]')
    assert [(each.text, each.factor) for each in only(codes, ProductDraft)[0].barcodes] == [
        ("4006381333931", 1),
        ("x1", 12),
    ]


@pytest.mark.parametrize(
    ("price", "e4"),
    [("0.1", 1_000), ("1e-4", 1), ("1.50", 15_000), ("123456789.1234", 1_234_567_891_234), ("2E2", 2_000_000)],
)
def test_numbers_are_exact_and_independent_of_how_texts_write_them(take: Take, price: str, e4: int) -> None:
    rows = f'{{"order": "1", "sku": "A", "qty": 1, "price": {price}, "placed_at": "2026-05-04"}}'
    other = '{"order": "2", "sku": "A", "qty": "1", "price": "2,5", "placed_at": "2026-05-04"}'
    found = take("orders", f"{rows}\n{other}")
    assert [line.price_e4 for order in found.orders for line in order.lines] == [e4, 25_000]


@pytest.mark.parametrize(
    ("cells", "field", "why"),
    [
        ('"qty": 1.5', "qty", "decimal_quantity"),
        ('"qty": 1e400', "qty", "not_a_number"),
        ('"qty": NaN', "qty", "not_a_number"),
        ('"qty": 2, "qty": 3', "qty", "name_twice"),
        ('"qty": true', "qty", "not_a_number"),
        ('"qty": 1, "place": "\\u0000"', "place", "control_characters"),
        ('"qty": 1, "place": "\\ud800"', "place", "bad_characters"),
        ('"qty": 1, "place": 5.01E+12', "place", "mangled_code"),
    ],
)
def test_values_no_cell_could_hold_refuse_their_record_alone(take: Take, cells: str, field: str, why: str) -> None:
    found = take("stock", f'[{{"sku": "A", {cells}}}, {{"sku": "B", "qty": 1, "qty": 1}}]')
    assert found.reasons == [(1, field, why)]
    assert [each.sku for each in only(found, StockDraft)] == ["B"]


def test_broken_lines_are_refused_alone_and_kept_as_they_are(take: Take) -> None:
    deep = '{"sku": "E", "x": ' + '{"y": ' * 9 + "1" + "}" * 10
    lines = ['{"sku": "A"', '{"sku": "B"}', "[1, 2]", "[" * 100_000, deep, '{"sku": 7}', '"text"', '{"sku": "C"}}']
    found = take("products", "\n".join(lines), "in.jsonl")
    assert [each.sku for each in only(found, ProductDraft)] == ["7", "B"]
    assert [(each.line, each.reason) for each in found.refused] == [
        (1, "bad_json"),
        (3, "no_object"),
        (4, "bad_json"),
        (5, "json_too_deep"),
        (7, "no_object"),
        (8, "bad_json"),
    ]
    assert found.records[1] == ('{"sku": "A"',)
    assert all("{" not in reason(each) for each in found.refused)
    assert found.remarks["codes_as_numbers"].examples == ("7",)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ('[{"sku": "A"},\n{"sku": }]', "import_json_broken", 2),
        ('[{"sku": "A"},\n{"sku": "B"', "import_json_broken", 2),
        ('[{"sku": "A"},\n]', "import_json_broken", 2),
        ('[{"sku": "A"}]\n[]', "import_json_broken", 2),
        ('{"products": [{"sku": "A"}\n', "import_json_broken", 2),
        ('{"sku": "A"} {"sku": "B"}', "import_json_broken", 1),
        ('{\n"sku": "A",\n"name" "x"}', "import_json_broken", 3),
        ("sku,name\nA,x\n", "import_json_broken", 1),
        ("[]", "import_file_empty", 0),
        ("{}", "import_file_empty", 0),
        ('{"products": []}', "import_file_empty", 0),
        ("", "import_file_empty", 0),
        ("[" * 100_000, "import_json_deep", 1),
        ('[{"name": "x"}]', "import_header_unknown", 0),
        ("[{" + ", ".join(f'"n{n}": 1' for n in range(1_001)) + "}]", "import_json_names", 0),
        ('[{"sku": "' + "a" * (MAX_RECORD + (1 << 20)) + '"}]', "import_json_long", 1),
    ],
)
def test_files_that_are_no_whole_json_are_refused_in_one_sentence(
    take: Take, tmp_path: Path, content: str, code: str, line: int
) -> None:
    with pytest.raises(Usage) as caught:
        take("products", content)
    assert caught.value.code == code
    assert not line or caught.value.facts["line"] == line
    assert "{" not in say_error(caught.value).replace("{ }", "")
    assert not list((tmp_path / "stage").glob("*"))


def test_record_that_spans_blocks_is_read(take: Take) -> None:
    many = [
        {"order": str(n), "placed_at": "2026-05-04", "lines": [{"sku": f"S{n}", "qty": 1}] * 3000} for n in range(9)
    ]
    found = take("orders", json.dumps(many, indent=1))
    assert [len(order.lines) for order in found.orders] == [3000] * 9
    assert found.read == 27_000


def test_other_letters_than_utf8_are_refused_whole(take: Take) -> None:
    with pytest.raises(Usage) as caught:
        take("products", '[{"sku": "A", "name": "Größe"}]'.encode("latin-1"))
    assert caught.value.code == "import_file_encoding"
    assert only(take("products", '[{"sku": "A", "name": "Größe"}]'.encode("utf-16")), ProductDraft)[0].name == "Größe"
