"""Where returned goods stand: places made when first needed, which no other deed takes for its own."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.moving.deeds import quarantine_of
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.returning.states import Disposition
from warehouse_app.store.receiving import docks
from warehouse_app.store.returning import places


def test_the_places_of_returns_are_made_once(company: Company) -> None:
    with company.write() as desk:
        bench, dock = places.bench(desk, WAREHOUSE), places.dock(desk, WAREHOUSE)
        assert (bench.kind, bench.code) == (PlaceKind.BENCH, "RETURNS")
        assert (dock.kind, dock.code) == (PlaceKind.DOCK, "RETURNS-IN")
        assert places.bench(desk, WAREHOUSE) == bench
        assert places.dock(desk, WAREHOUSE) == dock
    with company.write() as desk:
        assert places.bench(desk, "NORTH") != bench


def test_deliveries_still_come_in_at_the_first_dock(company: Company) -> None:
    with company.write() as desk:
        places.dock(desk, WAREHOUSE)
        assert docks.dock(desk, WAREHOUSE).code == "DOCK"


def test_damaged_goods_still_go_to_the_quarantine(company: Company) -> None:
    with company.write() as desk:
        repair = places.of(desk, WAREHOUSE, Disposition.REPAIR)
        assert (repair.kind, repair.code) == (PlaceKind.QUARANTINE, "REPAIR")
        assert quarantine_of(desk, WAREHOUSE).code == "QUARANTINE"


@pytest.mark.parametrize(
    ("disposition", "code"),
    [
        (Disposition.RESTOCK, "RETURNS-IN"), (Disposition.SCRAP, "SCRAP"), (Disposition.QUARANTINE, "QUARANTINE"),
        (Disposition.VENDOR, "VENDOR"), (Disposition.SEND_BACK, "SEND-BACK"), (Disposition.REPACK, "REPACK"),
        (Disposition.REFURBISH, "REFURBISH"),
    ],
)  # fmt: skip
def test_each_disposition_has_its_place(company: Company, disposition: Disposition, code: str) -> None:
    with company.write() as desk:
        assert places.of(desk, WAREHOUSE, disposition).code == code
