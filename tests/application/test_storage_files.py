"""Rules and homes come with files of places and products, leave with them, and go back when an import is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.importers import Importer
from warehouse_app.application.importing import find_imports, undo_import
from warehouse_app.application.storage import place_ruled, product_ruled
from warehouse_app.domain.putaway.rules import PlaceRule, ProductRule
from warehouse_app.store import places
from warehouse_app.store.export_rows import rows as exported
from warehouse_app.store.exports import EXPORTS

PLACES = (
    "code,walk_seq,use,climate,most_units,mixes_lots,home_of,home_least,home_most,home_fixed\n"
    "A01,1,bulk,Cold,40,no,,,,\nA02,2,,,,,X,2,6,yes\nA03,3,,,,,,,,\n"
)


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Importer:
    made = Importer(company, tmp_path)
    made.take("products", "sku,name,demand_class,climate\nX,Mug,a,\nY,Ice,,COLD\n")
    return made


def ruled(shop: Importer, code: str) -> PlaceRule:
    """Return a place's rule."""
    with shop.company.store.read() as desk:
        return place_ruled(desk, places.with_code(desk, code)[0].id).rule


def newest(shop: Importer) -> int:
    """Return the number of the last import."""
    with shop.company.store.read() as desk:
        return find_imports(desk)[0].id


def test_rules_and_homes_come_with_the_file_and_the_same_file_changes_nothing(shop: Importer) -> None:
    shop.take("places", PLACES)
    assert ruled(shop, "A01") == PlaceRule(use="bulk", climate="cold", most_units=40, mixes_lots=False)
    assert ruled(shop, "A03") == PlaceRule()
    with shop.company.store.read() as desk:
        x, y = product_ruled(desk, "X"), product_ruled(desk, "Y")
    assert [(each.place, each.least, each.most, each.fixed) for each in x.homes] == [("A02", 2, 6, True)]
    assert (x.rule, y.rule) == (ProductRule(demand_class="A"), ProductRule(climate="cold"))
    again = shop.take("places", PLACES)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    again = shop.take("products", "sku,demand_class\nX,A\nY,C\n")
    assert (again.updated, again.unchanged) == (1, 1)


def test_what_a_file_does_not_fill_in_stays(shop: Importer) -> None:
    shop.take("places", PLACES)
    shop.take("places", "code,most_g\nA01,9000\n")
    assert ruled(shop, "A01") == PlaceRule(use="bulk", climate="cold", most_units=40, most_g=9000, mixes_lots=False)


def test_a_bad_cell_is_rejected_and_the_rest_is_taken(shop: Importer) -> None:
    rows = ("A01,attic,,,,,", "A02,,0,,,,", "A03,,,NOBODY,,,", "A04,,,X,5,4,", "D1,,,X,,,dock", "A05,pick,3,X,,,")
    bad = "\n".join(("code,use,most_units,home_of,home_least,home_most,kind", *rows))
    answer = shop.take("places", bad)
    assert (answer.created, [each.rejected.field for each in answer.rejected]) == (
        1,
        ["use", "most_units", "home_of", "home_most", "home_of"],
    )


def test_undoing_an_import_puts_rules_and_homes_back(shop: Importer) -> None:
    shop.take("places", PLACES)
    shop.take("places", "code,use,home_of,home_most\nA01,pick,Y,9\nA02,,X,8\nB01,stage,X,\n")
    undo_import(shop.company.runner, shop.company.supervisor, newest(shop))
    assert ruled(shop, "A01").use == "bulk"
    with shop.company.store.read() as desk:
        assert [(each.place, each.most) for each in product_ruled(desk, "X").homes] == [("A02", 6)]
        assert product_ruled(desk, "Y").homes == ()
        assert places.with_code(desk, "B01") == ()
    shop.take("products", "sku,demand_class\nX,C\nNEW,B\n")
    undo_import(shop.company.runner, shop.company.supervisor, newest(shop))
    with shop.company.store.read() as desk:
        assert product_ruled(desk, "X").rule.demand_class == "A"


def test_what_leaves_as_a_file_can_come_back(shop: Importer) -> None:
    shop.take("places", PLACES)
    with shop.company.store.read() as desk:
        found = {row["code"]: row for row in exported(desk, EXPORTS["places"](), None)}
        asked = {row["sku"]: row for row in exported(desk, EXPORTS["products"](), None)}
    assert (found["A01"]["use"], found["A01"]["most_units"], found["A01"]["mixes_lots"]) == ("bulk", 40, 0)
    assert (found["A02"]["home_of"], found["A02"]["home_most"], found["A03"]["home_of"]) == (["X"], 6, [])
    assert (asked["X"]["demand_class"], asked["Y"]["climate"]) == ("A", "cold")
