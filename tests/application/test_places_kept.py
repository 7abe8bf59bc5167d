"""Places are listed with what stands there, made one by one, put into the walk and out of use; nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application import places
from warehouse_app.application.importing.floor import ImportStock
from warehouse_app.application.places import MakePlace, SetPlace, UsePlace
from warehouse_app.application.products import NoSuchPlace, RecountPlace
from warehouse_app.application.run import Command, NoRight, Outcome
from warehouse_app.domain.editing import Change, ChangedMeanwhile
from warehouse_app.domain.importing.values import StockDraft
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.places import (
    BadPlaceKind,
    BadWalk,
    PlaceNotEmpty,
    PlaceOutOfUse,
    PlaceTaken,
    UnknownWarehouse,
)
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store.schema import ledger
from warehouse_app.wording.say import say_error


def do(company: Company, command: type[Command], **fields: Any) -> Outcome[Any]:
    return company.runner.perform(command(id=company.ids.new(), **fields), company.supervisor)


def refused(outcome: Outcome[Any]) -> Refusal:
    assert outcome.refusal is not None
    assert "?" not in say_error(outcome.refusal)
    return outcome.refusal


def number(company: Company, code: str) -> int:
    return company.runner.ask(lambda desk: places.place_id_of(desk, code), company.picker)


def detail(company: Company, code: str) -> Any:
    return company.runner.ask(
        lambda desk: places.place_detail(desk, places.place_id_of(desk, code)), company.picker
    )  # fmt: skip


def listed(company: Company, view: str = "bins", **query: Any) -> list[str]:
    asked = ListQuery(view, **query)
    page = company.runner.ask(lambda desk: places.PLACES.page(desk, asked, 0, 100), company.picker)
    return [each.code for each in page.rows]


@pytest.fixture
def floor(company: Company) -> Company:
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
        company.product(desk, "A1")
        company.bin(desk, "A01-02", walk_seq=1, aisle=1)
        company.bin(desk, "A01-01", walk_seq=2, aisle=1)
        company.bin(desk, "B01-01", aisle=1001)
        company.stock(desk, "A01-01", "A1", 10)
    return company


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["A01-01", "A01-02", "B01-01"]),
        ({"view": "empty"}, ["A01-02", "B01-01"]),
        ({"sort": "walk_seq"}, ["A01-02", "A01-01", "B01-01"]),
        ({"filters": (("aisle", "1"),)}, ["A01-01", "A01-02"]),
        ({"filters": (("aisle", "x"),)}, []),
        ({"filters": (("kind", "DOCK"),)}, []),
        ({"text": "b01"}, ["B01-01"]),
        ({"text": "a1"}, ["A01-01"]),
        ({"text": "_"}, []),
        ({"view": "unused"}, []),
    ],
)
def test_places_are_listed_by_what_stands_there(floor: Company, query: dict[str, Any], found: list[str]) -> None:
    assert listed(floor, **query) == found


def test_a_place_tells_its_goods(floor: Company) -> None:
    found = detail(floor, "A01-01")
    assert (found.row.kinds, found.row.units) == (1, 10)
    assert [(each.sku, each.on_hand) for each in found.goods] == [("A1", 10)]


def test_a_place_is_made_where_none_is(floor: Company) -> None:
    made = do(floor, MakePlace, place=" C03-01 ", kind="bin", walk_seq="7", aisle="C", bay="3")
    assert made.done() == "C03-01"
    row = detail(floor, "C03-01").row
    assert (row.walk_seq, row.aisle, row.bay, row.level, row.warehouse) == (7, 3, 3, None, WAREHOUSE)
    assert refused(do(floor, MakePlace, place="C03-01")) == PlaceTaken("C03-01", WAREHOUSE)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"place": "X", "kind": "parcel"}, BadPlaceKind),
        ({"place": "X", "kind": "CUSTOMER"}, BadPlaceKind),
        ({"place": "X", "warehouse": "MOON"}, UnknownWarehouse),
        ({"place": "X", "aisle": "++"}, BadWalk),
    ],
)
def test_what_no_place_can_be_is_refused(floor: Company, fields: dict[str, str], refusal: type[Refusal]) -> None:
    assert isinstance(refused(do(floor, MakePlace, **fields)), refusal)


def test_the_walk_is_changed_and_the_second_person_is_told(floor: Company) -> None:
    here = number(floor, "A01-02")
    assert do(floor, SetPlace, place_id=here, changes=(Change("walk_seq", "1", "9"),)).refusal is None
    second = refused(do(floor, SetPlace, place_id=here, changes=(Change("walk_seq", "1", "5"),)))
    assert second == ChangedMeanwhile("A01-02", "walk_seq", "1", "9")
    assert detail(floor, "A01-02").row.walk_seq == 9


def test_only_an_empty_place_goes_out_of_use_and_comes_back(floor: Company) -> None:
    full, empty = number(floor, "A01-01"), number(floor, "A01-02")
    assert refused(do(floor, UsePlace, place_id=full, active=False)) == PlaceNotEmpty("A01-01", 1, 10)
    assert do(floor, UsePlace, place_id=empty, active=False).done() == "A01-02"
    assert listed(floor, "unused") == ["A01-02"]
    assert listed(floor, "empty") == ["B01-01"]
    assert do(floor, UsePlace, place_id=empty, active=True).refusal is None
    assert isinstance(refused(do(floor, UsePlace, place_id=99_999, active=False)), NoSuchPlace)


def test_without_the_right_no_place_is_made(floor: Company) -> None:
    outcome = floor.runner.perform(MakePlace(id="m", place="Z"), floor.packer)
    assert isinstance(outcome.refusal, NoRight)


def test_nothing_is_put_into_a_place_out_of_use(floor: Company) -> None:
    """Counting it empty goes; goods go elsewhere, or the place into use again."""
    do(floor, UsePlace, place_id=number(floor, "A01-02"), active=False).done()
    count = {"warehouse": WAREHOUSE, "place": "A01-02", "sku": "A1", "reason": "found"}
    assert refused(do(floor, RecountPlace, counted=3, **count)) == PlaceOutOfUse("A01-02")
    assert do(floor, RecountPlace, counted=0, **count).done() == 0
    draft = StockDraft("A1", 4, place="A01-02")
    took = do(floor, ImportStock, run=1, warehouse=WAREHOUSE, again=False, drafts=(draft,)).done()
    assert [(each.field, each.reason) for each in took.refused] == [("place", "stock_place_unused")]
    do(floor, UsePlace, place_id=number(floor, "A01-02"), active=True).done()
    assert do(floor, RecountPlace, counted=3, **count).done() == 3
