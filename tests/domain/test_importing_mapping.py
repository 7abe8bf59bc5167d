"""Mappings as values: how a foreign header is guessed, checked, written as text and applied to rows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.importing import numbers
from warehouse_app.domain.importing.fields import COLUMNS, roles
from warehouse_app.domain.importing.guessing import guess, guess_kind
from warehouse_app.domain.importing.mapping import CASES, PARTS, FieldRule, FileMapping, Reshaper, fault, fit
from warehouse_app.domain.importing.mapping_text import from_text, to_text
from warehouse_app.domain.refusals import Usage
from warehouse_app.wording.say import say_error

GERMAN = ("Bestellnr.", "Artikelnummer", "Menge", "Bestelldatum", "Straße", "PLZ", "Ort", "E-Mail-Adresse", "Notiz")
ORDERS = FileMapping(
    "orders",
    (
        FieldRule("order", ("Bestellnr.",)),
        FieldRule("sku", ("Artikelnummer",), case="upper"),
        FieldRule("qty", ("Menge",)),
        FieldRule("placed_at", ("Bestelldatum",)),
        FieldRule("currency", constant="EUR"),
    ),
)


@pytest.mark.parametrize(
    ("kind", "header", "expected"),
    [
        ("orders", GERMAN, {"order": "Bestellnr.", "qty": "Menge", "street1": "Straße", "email": "E-Mail-Adresse"}),
        (
            "orders",
            ("Numéro de commande", "Référence", "Quantité", "Prix unitaire", "Date commande", "Code postal", "Pays"),
            {"order": "Numéro de commande", "sku": "Référence", "price": "Prix unitaire", "postcode": "Code postal"},
        ),
        (
            "products",
            ("Código", "Descripción", "Código de barras"),
            {"sku": "Código", "name": "Descripción", "barcodes": "Código de barras"},
        ),
        ("stock", ("Artikel", "Lagerplatz", "Bestand"), {"sku": "Artikel", "place": "Lagerplatz", "qty": "Bestand"}),
        ("stock", ("item no", "bin", "units"), {"sku": "item no", "place": "bin", "qty": "units"}),
    ],
)
def test_columns_are_guessed_in_several_languages(kind: str, header: tuple[str, ...], expected: dict[str, str]) -> None:
    found = guess(kind, header)
    told = {rule.field: rule.columns[0] for rule in found.mapping.rules}
    assert {field: told.get(field) for field in expected} == expected
    assert found.complete


def test_a_guess_says_how_sure_it_is() -> None:
    found = guess("orders", ("order", "Artikelnummer", "ordered units", "Bestelldatum"))
    assert [found.sureness(field) for field in ("order", "sku", "qty", "placed_at")] == [
        "sure",
        "likely",
        "maybe",
        "likely",
    ]


def test_a_price_per_piece_is_never_taken_for_the_quantity() -> None:
    found = guess("orders", ("Bestellnr", "Artikelnr.", "Packung", "Preis je Stück"))
    told = {rule.field: rule.columns[0] for rule in found.mapping.rules}
    assert (told.get("qty"), told.get("price")) == (None, "Preis je Stück")
    both = guess("orders", ("Bestellnr", "Artikelnr.", "Stk", "Preis", "Preis je Stück"))
    assert {rule.field: rule.columns[0] for rule in both.mapping.rules}.get("qty") == "Stk"


def test_a_column_of_customers_holds_their_numbers_or_their_names() -> None:
    def told(*cells: str) -> dict[str, str]:
        found = guess("orders", ("Bestellnr", "Kunde"), [("1", cell) for cell in cells])
        return {rule.field: rule.columns[0] for rule in found.mapping.rules}

    assert told("Erika Muster", "Jan Novak")["customer_name"] == "Kunde"
    assert "customer" not in told("Erika Muster", "Jan Novak")
    assert told("17850", "13090")["customer"] == "Kunde"


def test_cells_tell_what_no_name_tells() -> None:
    rows = [("A1", "4006381333931", "ann@example.com"), ("B2", "5012345678900", "bob@example.com")]
    found = guess("products", ("sku", "Spalte 2", "Spalte 3"), rows)
    assert found.mapping.rule("barcodes") == FieldRule("barcodes", ("Spalte 2",))
    assert found.sureness("barcodes") == "maybe"
    assert guess("customers", ("id", "x", "Spalte 3"), rows).mapping.rule("email") == FieldRule("email", ("Spalte 3",))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (GERMAN, "orders"),
        (("sku", "name", "ean", "weight_g"), "products"),
        (("sku", "bin", "qty"), "stock"),
        (("code", "aisle", "bay", "level", "walk"), "places"),
        (("Wetter", "Temperatur"), ""),
    ],
)
def test_the_kind_is_guessed(header: tuple[str, ...], kind: str) -> None:
    assert guess_kind(header) == kind


def test_no_column_is_guessed_twice() -> None:
    header = ("code", "name", "name 2", "kind", "address", "country")
    for kind in COLUMNS:
        columns = [rule.columns[0] for rule in guess(kind, header).mapping.rules]
        assert len(columns) == len(set(columns))


def test_rows_without_number_follow_the_row_above() -> None:
    rows = [("1001", "A", "1"), ("", "B", "1"), ("1002", "A", "1")]
    assert guess("orders", ("Order", "SKU", "Qty"), rows).mapping.rows == "above"
    assert guess("orders", ("Order", "SKU", "Qty"), [("1", "A", "1"), ("2", "B", "1")]).mapping.rows == "own"


def test_a_mapping_that_no_longer_fits_names_what_is_missing() -> None:
    assert fit(ORDERS, ("BESTELLNR", "artikel-nummer", "Menge", "Bestell datum")).fits
    found = fit(ORDERS, ("Bestellnr.", "Artikelnummer", "Anzahl", "Bestelldatum", "bestelldatum"))
    assert (found.missing, found.twice, found.fits) == (("Menge",), ("Bestelldatum",), False)
    assert fit(FileMapping("stock", (FieldRule("sku", ("x",)),)), ("x",)).unfilled == ("qty",)


def test_names_of_other_scripts_are_told_apart() -> None:
    mapping = FileMapping("stock", (FieldRule("sku", ("品番",)), FieldRule("qty", ("数量",))))
    assert fit(mapping, ("数量", "品番")).fits
    assert Reshaper(mapping, ("数量", "品番")).row(("3", "A")) == ["A", "3"]


def test_rows_are_reshaped() -> None:
    mapping = FileMapping(
        "orders",
        (
            FieldRule("order", ("No",)),
            FieldRule("customer_name", ("First", "Last")),
            FieldRule("street1", ("Where",), part="rest", case="title"),
            FieldRule("payment", ("Paid",), constant="unpaid", words=(("bezahlt", "paid"), ("", "unpaid"))),
            FieldRule("currency", constant="GBP"),
        ),
        rows="above",
    )
    shaped = Reshaper(mapping, ("No", "First", "Last", "Where", "Paid"))
    rows = [("7", "Ann", "Lee", "12 HIGH  STREET", "Bezahlt"), ("", "", "", "", ""), ("", " ", "Li", "", "x")]
    assert [shaped.row(row) for row in rows] == [
        ["7", "Ann Lee", "High Street", "paid", "GBP"],
        ["", "", "", "unpaid", "GBP"],
        ["7", "Li", "", "x", "GBP"],
    ]
    assert shaped.column_of("customer_name") == 1
    assert shaped.column_of("currency") is None


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        (FileMapping("elephants", (FieldRule("sku", ("a",)),)), "kind"),
        (FileMapping("stock", (FieldRule("colour", ("a",)),)), "field"),
        (FileMapping("stock", (FieldRule("sku", ("a",)), FieldRule("sku", ("b",)))), "field_twice"),
        (FileMapping("stock", (FieldRule("sku"),)), "empty"),
        (FileMapping("stock", (FieldRule("sku", ("a",), factor="2"),)), "factor"),
        (FileMapping("stock", (FieldRule("qty", ("a",), factor="0"),)), "factor"),
        (FileMapping("stock", (FieldRule("qty", ("a",), factor="1/0"),)), "factor"),
        (FileMapping("stock", (FieldRule("qty", ("a",), factor="1e999999999"),)), "factor"),
    ],
)
def test_what_no_file_could_heal_is_named(mapping: FileMapping, code: str) -> None:
    found = fault(mapping)
    assert found is not None
    assert found[0] == code


def test_factors_are_exact() -> None:
    rule = FieldRule("weight_g", ("lb",), factor="453.59237")
    factor = Reshaper(FileMapping("products", (rule,)), ("lb",)).factors()["weight_g"]
    assert numbers.scaled("2", ".", 0, factor) == (907, False)
    assert numbers.multiplied("1,5", ",", Fraction(12)) == 18
    assert numbers.scaled("-0.5", ".", 0, Fraction(3)) == (-2, False)


_names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
_rules = st.builds(
    FieldRule,
    field=st.sampled_from([name for name, role in roles("orders").items() if role != "number"]),
    columns=st.lists(_names, min_size=1, max_size=3).map(tuple),
    constant=_names,
    part=st.sampled_from(PARTS),
    case=st.sampled_from(CASES),
    words=st.dictionaries(_names, _names, max_size=3).map(lambda found: tuple(found.items())),
)


@given(st.lists(_rules, min_size=1, max_size=6, unique_by=lambda rule: rule.field), _names)
def test_any_mapping_survives_its_text(rules: list[FieldRule], channel: str) -> None:
    mapping = FileMapping("orders", tuple(rules), channel, dates="day", decimal=",", rows="above")
    assert from_text(to_text(mapping), "m.toml") == mapping


def test_a_mapping_file_as_a_person_writes_it() -> None:
    text = (
        'kind = "orders"\nchannel = "shop"\ndates = "day first"\n[fields]\norder = "Nr"\n'
        'customer_name = ["Vorname", "Name"]\nqty = { column = "Dutzend", factor = 12 }\n'
        'price = { column = "Cent", factor = 0.01 }\ncurrency = { constant = "EUR" }\n'
    )
    mapping = from_text(text, "m.toml")
    assert mapping.rule("customer_name") == FieldRule("customer_name", ("Vorname", "Name"))
    assert mapping.rule("price") == FieldRule("price", ("Cent",), factor="0.01")
    assert (mapping.dates, mapping.decimal, mapping.rows) == ("day", "", "own")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind = ", "no TOML"),
        ('kind = "stock"', "names no columns"),
        ('kind = "stock"\nwhen = 1\n[fields]\nsku = "a"', "unknown word when"),
        ('kind = "stock"\n[fields]\nsku = { colum = "a" }', "unknown word sku.colum"),
        ('kind = "stock"\n[fields]\nsku = 3', "field sku"),
        ('kind = "stock"\ndates = "english"\n[fields]\nsku = "a"', "dates = english"),
        ('kind = "stock"\n[fields]\nqty = { column = "a", factor = "many" }', "qty = many"),
        ("x" * 70_000, "longer than"),
    ],
)
def test_a_wrong_mapping_file_is_told_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(Usage) as caught:
        from_text(text, "m.toml")
    assert words in say_error(caught.value)
