"""Kits: a recipe by versions, built from what lies at a bench, taken apart into what went in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.movebench import drifted
from tests.packbench import rows, sums_are_zero
from warehouse_app.application.moving.kits import BreakKit, BuildKit, DefineKit, KitDone, find_kits, kit_of
from warehouse_app.application.run import Command
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store import carrying, inventory, items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import moving


def lay(desk: Desk, company: Company, sku: str, qty: int, **item: str) -> None:
    """Lay goods on the bench."""
    bench = places.by_code(desk, WAREHOUSE, "W1") or places.add(desk, WAREHOUSE, PlaceKind.BENCH, "W1")
    leg = Leg(Item(sku, **item), places.outside(desk, PlaceKind.SUPPLIER).id, bench.id, qty)
    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.RECEIVE, (leg,)))


@pytest.fixture
def company(company: Company) -> Company:
    with company.write() as desk:
        for sku in ("SET", "TEA", "CUP", "BOX"):
            company.product(desk, sku)
        company.bin(desk, "A01")
        lay(desk, company, "TEA", 5, lot="L1")
        lay(desk, company, "TEA", 5, lot="L2")
        lay(desk, company, "CUP", 9)
        inventory.know_lot(desk, "TEA", "L2", "2011-01-01")
    return company


def told(company: Company, command: type[Command], **what: Any) -> Any:
    made = command(id=company.ids.new(), **what)
    return company.runner.perform(made, company.supervisor)


def do(company: Company, command: type[Command], **what: Any) -> Any:
    return told(company, command, **what).done()


def refused(company: Company, command: type[Command], **what: Any) -> Refusal:
    refusal: Refusal | None = told(company, command, **what).refusal
    assert refusal is not None
    return refusal


def define(company: Company, *parts: tuple[str, int], sku: str = "SET") -> int:
    return int(do(company, DefineKit, sku=sku, parts=parts))


def on_bench(company: Company) -> dict[tuple[str, str], int]:
    with company.store.read() as desk:
        bench = places.with_code(desk, "W1")[0]
        found = [(items.get(desk, item), qty) for item, qty in carrying.contents(desk, bench.id)]
    return {(item.sku, item.serial or item.lot): qty for item, qty in found}


def test_a_changed_recipe_is_a_new_version_and_the_same_again_is_none(company: Company) -> None:
    assert define(company, ("TEA", 2), ("CUP", 1)) == 1
    assert define(company, ("cup", 1), ("TEA", 2)) == 1
    assert define(company, ("TEA", 3), ("CUP", 1)) == 2
    (kit,) = company.runner.ask(find_kits, company.supervisor)
    assert (kit.sku, kit.version, [(part.sku, part.qty) for part in kit.parts]) == ("SET", 2, [("CUP", 1), ("TEA", 3)])
    assert [each.version for each in company.runner.ask(lambda desk: kit_of(desk, "set"), company.supervisor)] == [2, 1]
    assert define(company) == 0
    assert company.runner.ask(find_kits, company.supervisor) == ()


def test_building_uses_what_ends_first_and_taking_apart_gives_it_back(company: Company) -> None:
    define(company, ("TEA", 2), ("CUP", 1))
    built: KitDone = do(company, BuildKit, sku="SET", qty=3, place="W1")
    assert built.parts == (("CUP", "", 3), ("TEA", "L2", 5), ("TEA", "L1", 1))
    assert on_bench(company) == {("TEA", "L1"): 4, ("CUP", ""): 6, ("SET", ""): 3}
    (apart,) = do(company, BreakKit, sku="SET", qty=1, place="W1")
    assert apart.parts == (("CUP", "", 1), ("TEA", "L1", 1), ("TEA", "L2", 1))
    do(company, BreakKit, sku="SET", qty=2, place="W1")
    assert on_bench(company) == {("TEA", "L1"): 5, ("TEA", "L2"): 5, ("CUP", ""): 9}
    assert sums_are_zero(company)
    assert drifted(company) == {}


def test_kits_of_two_versions_come_apart_as_they_were_built(company: Company) -> None:
    define(company, ("TEA", 2))
    do(company, BuildKit, sku="SET", qty=1, place="W1")
    define(company, ("CUP", 3))
    do(company, BuildKit, sku="SET", qty=1, place="W1")
    apart = do(company, BreakKit, sku="SET", qty=2, place="W1")
    assert [(each.version, each.parts) for each in apart] == [(2, (("CUP", "", 3),)), (1, (("TEA", "L2", 2),))]
    assert drifted(company) == {}


def test_a_kit_that_was_bought_gives_the_parts_of_its_recipe(company: Company) -> None:
    define(company, ("TEA", 2))
    with company.write() as desk:
        lay(desk, company, "SET", 2)
    (apart,) = do(company, BreakKit, sku="SET", qty=2, place="W1")
    assert apart.parts == (("TEA", "", 4),)
    assert drifted(company) == {}


def test_serial_numbers_go_in_and_come_out(company: Company) -> None:
    with company.write() as desk:
        lay(desk, company, "BOX", 1, serial="S1")
        lay(desk, company, "BOX", 1, serial="S2")
    define(company, ("BOX", 2))
    do(company, BuildKit, sku="SET", qty=1, place="W1", serial="K1")
    assert on_bench(company)["SET", "K1"] == 1
    (apart,) = do(company, BreakKit, sku="SET", qty=1, place="W1", serial="K1")
    assert {part[1] for part in apart.parts} == {"S1", "S2"}
    assert refused(company, BuildKit, sku="SET", qty=2, place="W1", serial="K2").facts()["problem"] == "one"


def test_what_is_lacking_is_named_as_a_whole(company: Company) -> None:
    define(company, ("TEA", 2), ("CUP", 5), ("BOX", 1))
    refusal = refused(company, BuildKit, sku="SET", qty=3, place="W1")
    assert refusal.code == "kit_short"
    assert refusal.facts()["lacking"] == ("BOX (0/3)", "CUP (9/15)")
    assert rows(company, moving.kit_work) == []


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ((("TEA", 0),), "quantity"), ((("TEA", -1),), "quantity"), ((("TEA", 1), ("tea", 2)), "twice"),
        ((("SET", 1),), "itself"), (tuple((f"X{n}", 1) for n in range(2)), "no_such_product"),
    ],
)  # fmt: skip
def test_a_recipe_that_cannot_be_is_refused(company: Company, parts: tuple[tuple[str, int], ...], problem: str) -> None:
    refusal = refused(company, DefineKit, sku="SET", parts=parts)
    assert problem in (refusal.code, refusal.facts().get("problem"))


def test_a_kit_is_no_part_of_itself_by_another(company: Company) -> None:
    define(company, ("BOX", 1))
    assert refused(company, DefineKit, sku="BOX", parts=(("SET", 1),)).facts()["problem"] == "loop"
    assert define(company, ("CUP", 1), sku="BOX") == 1


def test_a_service_is_no_part(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "CARE", kind="service")
    assert refused(company, DefineKit, sku="SET", parts=(("CARE", 1),)).facts()["problem"] == "not_goods"


@pytest.mark.parametrize(
    ("command", "what", "code"),
    [
        (BuildKit, {"sku": "SET", "qty": 1, "place": "A01"}, "not_at_bench"),
        (BuildKit, {"sku": "SET", "qty": 0, "place": "W1"}, "not_a_number_of_units"),
        (BuildKit, {"sku": "CUP", "qty": 1, "place": "W1"}, "no_such_kit"),
        (BuildKit, {"sku": "SET", "qty": 1, "place": "NIX"}, "no_such_place"),
        (BreakKit, {"sku": "SET", "qty": 1, "place": "W1"}, "not_in_place"),
        (BreakKit, {"sku": "SET", "qty": -1, "place": "W1"}, "not_a_number_of_units"),
        (DefineKit, {"sku": "CUP", "parts": ()}, "no_such_kit"),
    ],
)
def test_what_cannot_be_built_or_taken_apart_is_refused(
    company: Company, command: type[Command], what: dict[str, Any], code: str
) -> None:
    define(company, ("TEA", 1))
    before = len(rows(company, tables.entry))
    assert refused(company, command, **what).code == code
    assert len(rows(company, tables.entry)) == before


def test_the_doctor_sees_a_kit_that_does_not_conserve(company: Company) -> None:
    define(company, ("TEA", 2))
    do(company, BuildKit, sku="SET", qty=1, place="W1")
    with company.write() as desk:
        desk.connection.execute(moving.kit_part.update().values(qty=3))
    assert "kits conserve: what was used is what the recipe says" in drifted(company)
