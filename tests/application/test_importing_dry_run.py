"""A dry run says for every record what would become of it, and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.importers import PRODUCTS, SHOP, SHOP_MAPPING, Importer
from warehouse_app.application.importing import Fates
from warehouse_app.domain.importing.values import Fate, Mend


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Importer:
    made = Importer(company, tmp_path)
    made.take("products", PRODUCTS)
    made.take("stock", "sku,place,qty\nA-1,A01-01,5\n")
    made.take("customers", "code,name\nC1,Ann\n")
    made.take("places", "code,walk_seq\nA01-01,1\n")
    made.take("orders", SHOP, mapping=SHOP_MAPPING)
    return made


def foretold(shop: Importer, kind: str, content: str, **more: Any) -> list[str]:
    fates = Fates()
    shop.take(kind, content, dry_run=True, fates=fates, **more)
    return [str(fates.of(line)) for line in range(2, 2 + content.count("\n") - 1)]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("products", "sku,name,weight_g\nA-1,Cup,\nB-2,Dish,\nC-3,Bowl,x\nD-4,Jug,1\n"),
        ("stock", "sku,place,qty\nA-1,A01-01,5\nA-1,A01-01,9\nZ-9,A01-01,1\nB-2,A01-02,1\n"),
        ("customers", "code,name\nC1,Ann\nC1,Eve\n,Bob\nC2,Bob\n"),
        ("places", "code,walk_seq,kind\nA01-01,1,\nA01-02,x,\nA01-03,2,house\nA01-04,3,bin\n"),
    ],
)
def test_every_record_has_its_fate(shop: Importer, kind: str, content: str) -> None:
    told = foretold(shop, kind, content)
    assert told[2] == Fate.REJECTED
    assert told[3] == Fate.CREATED
    assert told[0] in (Fate.UNCHANGED, Fate.REJECTED)


def test_changed_things_are_told_apart_from_known_ones(shop: Importer) -> None:
    assert foretold(shop, "products", "sku,name\nA-1,Cup\nB-2,Dish\n") == ["unchanged", "updated"]
    assert foretold(shop, "stock", "sku,place,qty\nA-1,A01-01,9\n") == ["updated"]
    assert foretold(shop, "customers", "code,name\nC1,Eve\n") == ["updated"]
    assert foretold(shop, "places", "code,walk_seq\nA01-01,2\n") == ["updated"]


def test_rows_of_an_order_share_its_fate(shop: Importer) -> None:
    more = SHOP + "73;Eve;08.05.2011;Z-9;1;1,00\n;;;A-1;1;1,00\n74;Eve;08.05.2011;A-1;1;1,00\n"
    assert foretold(shop, "orders", more, mapping=SHOP_MAPPING) == [
        *["unchanged"] * 3,
        *["rejected"] * 2,
        "created",
    ]
    mended = foretold(shop, "orders", more, mapping=SHOP_MAPPING, mended=(Mend(5, 3, "A-1"),))
    assert mended[3:] == ["created"] * 3


def test_nothing_is_written_and_the_import_does_as_foretold(shop: Importer) -> None:
    before = shop.rows("SELECT * FROM product") + shop.rows("SELECT * FROM import_run")
    content = "sku,name\nA-1,Mug\nC-3,Bowl\n"
    fates = Fates()
    foretold_ = shop.take("products", content, dry_run=True, fates=fates)
    assert shop.rows("SELECT * FROM product") + shop.rows("SELECT * FROM import_run") == before
    assert shop.take("products", content).changes == foretold_.changes
    assert (fates.count(Fate.CREATED), fates.count(Fate.UPDATED)) == (1, 1)


def test_fates_are_found_by_line_and_bounded() -> None:
    fates = Fates()
    fates.mark((5, 200_000, 0, -1, 10**9), Fate.REJECTED)
    fates.mark((6,), Fate.CREATED)
    assert [fates.of(line) for line in (4, 5, 6, 200_000, 10**9)] == ["", "rejected", "created", "rejected", ""]
    assert list(fates.lines(Fate.REJECTED, 10)) == [5, 200_000]
    assert list(fates.lines(Fate.REJECTED, 1)) == [5]
