"""A company has one warehouse at first, and may have more: each with a dock and a bench."""

from __future__ import annotations

import pytest

from tests.company import Company
from warehouse_app.application.warehouses import MakeWarehouse, find_warehouses
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places


def make(company: Company, **values: str) -> str:
    """Make a warehouse; return its code, or that of the refusal."""
    outcome = company.runner.perform(MakeWarehouse(id=company.ids.new(), **values), company.supervisor)
    return str(outcome.value) if outcome.refusal is None else f"no: {outcome.refusal.code}"


def test_a_warehouse_is_made_with_its_dock_and_bench(company: Company) -> None:
    assert make(company, warehouse=" south ", title="South hall", zone="Europe/London") == "SOUTH"
    with company.store.read() as desk:
        assert find_warehouses(desk) == ("SOUTH",)
        found = [places.by_code(desk, "SOUTH", code) for code in ("DOCK", "BENCH")]
    assert [each.kind for each in found if each is not None] == [PlaceKind.DOCK, PlaceKind.BENCH]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"warehouse": "South"}, "no: warehouse_taken"),
        ({"warehouse": "süd"}, "no: bad_warehouse"),
        ({"warehouse": "--"}, "no: bad_warehouse"),
        ({"warehouse": "X" * 40}, "no: bad_warehouse"),
        ({"warehouse": "EAST", "zone": "Moon/Sea"}, "no: bad_warehouse"),
        ({"warehouse": "EAST", "title": "x" * 200}, "no: bad_field"),
    ],
)
def test_a_warehouse_that_cannot_be_is_refused_by_name(company: Company, values: dict[str, str], code: str) -> None:
    make(company, warehouse="SOUTH")
    assert make(company, **values) == code
