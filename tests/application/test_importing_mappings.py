"""Foreign tables read by a mapping that a person made, once and from then on by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.company import Company
from tests.importers import PRODUCTS, SHOP, SHOP_MAPPING, Importer
from warehouse_app.application.importing import RemoveMapping, find_mappings, mapping_of, save_mapping
from warehouse_app.domain.importing.mapping import FieldRule, FileMapping
from warehouse_app.domain.importing.values import Mend
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.wording.say import say_error


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Importer:
    made = Importer(company, tmp_path)
    made.take("products", PRODUCTS)
    return made


def keep(shop: Importer, mapping: FileMapping) -> None:
    company = shop.company
    company.runner.perform(save_mapping(company.ids.new(), mapping), company.supervisor).done()


LINES = "SELECT o.channel, o.code, l.n, l.sku, l.qty, l.price_e4 FROM orders o JOIN order_line l ON l.order_id = o.id"
TOLD = [("shop", "71", 1, "A-1", 2, 25_500), ("shop", "71", 2, "B-2", 1, 40_000), ("shop", "72", 1, "A-1", 1, 25_500)]


def test_a_foreign_table_is_imported_by_its_mapping(shop: Importer) -> None:
    report = shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    assert (report.read, report.created, report.rejected_count) == (3, 2, 0)
    assert shop.rows(LINES) == TOLD
    assert shop.rows("SELECT name FROM order_address ORDER BY order_id") == [("Ann Lee",), ("Bob",)]
    assert "mapping_used" in {each.code for each in report.remarks}
    again = shop.take("orders", SHOP, mapping=SHOP_MAPPING)
    assert (again.created, again.unchanged) == (0, 2)


def test_a_kept_mapping_is_used_by_itself(shop: Importer) -> None:
    with pytest.raises(Usage):
        shop.take("orders", SHOP)
    keep(shop, SHOP_MAPPING)
    assert shop.take("orders", SHOP, channel="shop").created == 2
    assert shop.take("orders", SHOP).unchanged == 2
    assert shop.rows(LINES) == TOLD


def test_a_kept_mapping_does_not_read_what_is_understood_without_it(shop: Importer) -> None:
    keep(shop, FileMapping("products", (FieldRule("sku", ("name",)),), "shop"))
    assert shop.take("products", PRODUCTS).unchanged == 2


def test_a_mapping_that_no_longer_fits_changes_nothing(shop: Importer) -> None:
    with pytest.raises(Usage) as caught:
        shop.take("orders", SHOP.replace("Anzahl", "Stück"), mapping=SHOP_MAPPING)
    assert caught.value.code == "mapping_no_longer_fits"
    assert "Anzahl" in say_error(caught.value)
    assert shop.rows("SELECT count(*) FROM orders") == [(0,)]
    with pytest.raises(Usage) as caught:
        shop.take("products", PRODUCTS, mapping=SHOP_MAPPING)
    assert caught.value.code == "mapping_other_kind"


def test_refused_records_are_told_and_kept_as_the_file_writes_them(shop: Importer) -> None:
    spilled: list[tuple[str, ...]] = []
    bad = SHOP.replace(";B-2;1;", ";B-2;one;")
    report = shop.take("orders", bad, mapping=SHOP_MAPPING, spill=spilled.extend)
    told = [(each.rejected.line, each.rejected.field, each.rejected.value) for each in report.rejected]
    assert told == [(2, "", "71"), (3, "qty", "one")]
    assert spilled == [
        ("Nr", "Wer", "Wann", "Artikel", "Anzahl", "Preis"),
        ("71", "Ann Lee", "06.05.2011", "a-1", "2", "2,55"),
        ("", "", "", "B-2", "one", "4,00"),
    ]


def test_mended_cells_are_imported_and_the_file_stays_as_it_is(shop: Importer) -> None:
    bad = SHOP.replace(";B-2;1;", ";B-2;one;").replace("Bob;07.05.2011;A-1;1;2,55", "Bob;07.05.2011;A-1;1")
    path = shop.file(bad)
    mends = (Mend(3, 4, "1"), Mend(4, 5, "2,55"))
    report = shop.take("orders", path, mapping=SHOP_MAPPING, mended=mends)
    assert (report.created, report.rejected_count) == (2, 0)
    assert shop.rows(LINES) == TOLD
    assert path.read_text() == bad
    plain = shop.take("products", "sku,name,weight_g\nC-3,Bowl,heavy\n", mended=(Mend(2, 2, "80"),))
    assert (plain.created, plain.rejected_count) == (1, 0)


def test_a_file_that_changed_since_it_was_looked_at_is_not_imported(shop: Importer) -> None:
    with pytest.raises(Usage) as caught:
        shop.take("orders", SHOP, mapping=SHOP_MAPPING, digest="0" * 64)
    assert caught.value.code == "import_file_changed"


def test_what_the_file_cannot_prove_the_mapping_says(shop: Importer) -> None:
    unclear = 'sku,pounds,long\nX-1,"1,5",03\n'
    rules: tuple[FieldRule, ...] = (
        FieldRule("sku", ("sku",)),
        FieldRule("weight_g", ("pounds",), factor="453.59237"),
        FieldRule("length_mm", ("long",), factor="25.4"),
    )
    shop.take("products", unclear, mapping=FileMapping("products", rules, decimal=","))
    assert shop.rows("SELECT weight_g, length_mm FROM product WHERE sku = 'X-1'") == [(680, 76)]
    dates = "order,sku,qty,placed_at\n9,A-1,1,03/04/2011\n"
    rules = tuple(FieldRule(name, (name,)) for name in ("order", "sku", "qty", "placed_at"))
    with pytest.raises(Usage):
        shop.take("orders", dates)
    shop.take("orders", dates, mapping=FileMapping("orders", rules, dates="month"))
    assert shop.rows("SELECT placed_at FROM orders") == [("2011-03-04T00:00:00.000000Z",)]


def test_mappings_are_kept_replaced_listed_and_forgotten_by_right(shop: Importer) -> None:
    company = shop.company
    keep(shop, SHOP_MAPPING)
    keep(shop, replace(SHOP_MAPPING, decimal=","))
    kept = company.runner.ask(find_mappings, company.supervisor, Right.IMPORT)
    assert [(each.mapping.decimal, each.who) for each in kept] == [(",", "p-sup")]
    with pytest.raises(Refused):
        company.runner.perform(save_mapping(company.ids.new(), SHOP_MAPPING), company.packer).done()
    with pytest.raises(Usage):
        save_mapping(company.ids.new(), replace(SHOP_MAPPING, channel=""))
    remove = RemoveMapping(id=company.ids.new(), channel="shop", kind="orders")
    company.runner.perform(remove, company.supervisor).done()
    with pytest.raises(Refused) as caught:
        company.runner.ask(lambda desk: mapping_of(desk, "shop", "orders"), company.supervisor)
    assert "warehouse mapping list" in say_error(caught.value.refusal)
