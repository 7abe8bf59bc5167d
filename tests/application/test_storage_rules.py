"""Rules of places and products, locks and homes: set with what was seen, told where they cannot be."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.products import NoSuchPlace
from warehouse_app.application.run import Command, Session
from warehouse_app.application.storage import (
    DropHome,
    LockPlace,
    SetHome,
    SetPlaceRule,
    SetProductRule,
    classify,
    place_ruled,
    product_ruled,
    where_to,
)
from warehouse_app.domain.editing import BadField, Change, ChangedMeanwhile
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.putaway.rules import BadSpan, LockReason, NoHomeThere, NoSuchHome, PlaceRule
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store import places


@pytest.fixture
def bins(company: Company) -> dict[str, int]:
    """Return two bins and a dock by code, with products X and Y."""
    with company.write() as desk:
        found = {code: int(company.bin(desk, code, walk_seq=n).id) for n, code in enumerate(("A01", "A02"), 1)}
        found["DOCK"] = int(places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK).id)
        company.product(desk, "X")
        company.product(desk, "Y")
    return found


def does(company: Company, command: Command, session: Session | None = None) -> Refusal | None:
    """Carry out a command and return why not, None where it was done."""
    return company.runner.perform(command, session or company.supervisor).refusal


def test_a_rule_is_set_field_by_field_and_shown(company: Company, bins: dict[str, int]) -> None:
    changes = (Change("most_units", "", "40"), Change("climate", "", " Cold "), Change("mixes_lots", "yes", "no"))
    assert does(company, SetPlaceRule(id="1", place_id=bins["A01"], changes=changes)) is None
    with company.store.read() as desk:
        assert place_ruled(desk, bins["A01"]).rule == PlaceRule(climate="cold", most_units=40, mixes_lots=False)
        assert place_ruled(desk, bins["A02"]).rule == PlaceRule()


def test_two_people_who_change_the_same_field_are_told(company: Company, bins: dict[str, int]) -> None:
    does(company, SetPlaceRule(id="1", place_id=bins["A01"], changes=(Change("use", "pick", "bulk"),)))
    late = does(company, SetPlaceRule(id="2", place_id=bins["A01"], changes=(Change("use", "pick", "stage"),)))
    assert isinstance(late, ChangedMeanwhile)


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [("use", "pick", "attic"), ("most_units", "", "0"), ("most_g", "", "1.5"), ("mixes_lots", "yes", "maybe"),
     ("zone", "", "z" * 41), ("locked", "no", "yes")],
)  # fmt: skip
def test_what_cannot_be_a_rule_is_refused(
    company: Company, bins: dict[str, int], field: str, before: str, after: str
) -> None:
    refused = does(company, SetPlaceRule(id="1", place_id=bins["A01"], changes=(Change(field, before, after),)))
    assert isinstance(refused, BadField)
    assert does(company, SetPlaceRule(id="2", place_id=99_999, changes=())) == NoSuchPlace("99999")


def test_a_place_is_locked_by_right_and_with_a_reason(company: Company, bins: dict[str, int]) -> None:
    assert does(company, LockPlace(id="1", place_id=bins["A01"], reason=" ")) == LockReason("A01")
    no = does(company, LockPlace(id="2", place_id=bins["A01"], reason="wet"), company.picker)
    assert no is not None
    assert no.code == "no_right"
    assert does(company, LockPlace(id="3", place_id=bins["A01"], reason="wet")) is None
    with company.store.read() as desk:
        assert place_ruled(desk, bins["A01"]).rule.locked_why == "wet"
        assert [stop.spot.code for stop in where_to(desk, "X", 3, WAREHOUSE).stops] == ["A02"]
    assert does(company, LockPlace(id="4", place_id=bins["A01"], reason="", locked=False)) is None
    with company.store.read() as desk:
        assert place_ruled(desk, bins["A01"]).rule == PlaceRule()


def test_a_product_has_homes_and_asks_for_its_climate(company: Company, bins: dict[str, int]) -> None:
    assert does(company, SetHome(id="1", sku="x", place_id=bins["A02"], least="2", most="6", fixed=True)) is None
    assert does(company, SetProductRule(id="2", sku="X", changes=(Change("demand_class", "", "a"),))) is None
    with company.store.read() as desk:
        found = product_ruled(desk, "X")
        assert (found.rule.demand_class, [(each.place, each.most) for each in found.homes]) == ("A", [("A02", 6)])
        assert [each.sku for each in place_ruled(desk, bins["A02"]).homes] == ["X"]
        assert [(s.spot.code, s.qty, s.why) for s in where_to(desk, "X", 8, WAREHOUSE).stops] == [
            ("A02", 6, "home"),
            ("A01", 2, "class_a"),
        ]
        assert [stop.spot.code for stop in where_to(desk, "Y", 1, WAREHOUSE).stops] == ["A01"]
    assert does(company, DropHome(id="3", sku="X", place_id=bins["A02"])) is None
    assert does(company, DropHome(id="4", sku="X", place_id=bins["A02"])) == NoSuchHome("X", "A02")


def test_homes_that_cannot_be_are_refused(company: Company, bins: dict[str, int]) -> None:
    assert does(company, SetHome(id="1", sku="X", place_id=bins["A01"], least="5", most="4")) == BadSpan(5, 4)
    assert does(company, SetHome(id="2", sku="X", place_id=bins["DOCK"])) == NoHomeThere("DOCK", "dock")
    assert does(company, SetHome(id="3", sku="Q", place_id=bins["A01"])) == NoSuchProduct("Q")
    assert isinstance(does(company, SetHome(id="4", sku="X", place_id=bins["A01"], least="-1")), BadField)


def test_goods_are_classed_by_what_was_asked_for_lately(company: Company, bins: dict[str, int]) -> None:
    with company.write() as desk:
        company.order(desk, "1001", [("X", 9), ("Y", 1)])
        company.order(desk, "1002", [("Y", 50)], placed_at="2009-01-01T00:00:00.000000Z")
        company.order(desk, "1003", [("Y", 50)], state="cancelled")
    told = classify(company.runner, company.supervisor, 90, lambda _seconds: None)
    assert told == {"A": 1, "B": 1, "C": 0, "changed": 2}
    with company.store.read() as desk:
        assert product_ruled(desk, "X").rule.demand_class == "A"
    assert classify(company.runner, company.supervisor, 90, lambda _seconds: None)["changed"] == 0
