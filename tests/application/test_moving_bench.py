"""Moving by scan: place, thing, quantity, place; and everything that can be wrong with it."""

from __future__ import annotations

import pytest

from tests.company import WAREHOUSE, Company
from tests.dockbench import station as set_up
from tests.movebench import Mover, container
from tests.packbench import inside, rows, stands, sums_are_zero
from warehouse_app.application.moving.deeds import MoveStock
from warehouse_app.application.moving.naming import Named
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.moving.refusals import NotMovedTo
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import ledger, places, promises
from warehouse_app.store.schema import ledger as tables
from warehouse_app.store.schema import storage
from warehouse_app.wording.say import say


@pytest.fixture
def company(company: Company) -> Company:
    with company.write() as desk:
        for sku in ("TEA", "CUP", "JAM"):
            company.product(desk, sku)
        company.stock(desk, "A01", "TEA", 10)
        company.stock(desk, "A01", "CUP", 4)
        for code in ("A02", "A03"):
            company.bin(desk, code)
        places.add(desk, "NORTH", PlaceKind.BIN, "N01")
    return company


@pytest.fixture
def mover(company: Company) -> Mover:
    return Mover(company)


def test_place_thing_quantity_place_is_one_entry(company: Company, mover: Mover) -> None:
    before = len(rows(company, tables.entry))
    assert mover.codes("A01", "TEA", "3", "A02") == ["move_source", "move_item", "move_item", "moved"]
    assert inside(company, "A02") == {"TEA": 3}
    assert inside(company, "A01") == {"TEA": 7, "CUP": 4}
    assert len(rows(company, tables.entry)) == before + 1
    assert sums_are_zero(company)


@pytest.mark.parametrize(
    ("how", "units"), [(["TEA"], 1), (["TEA", "TEA"], 2), (["TEA", "*4"], 4), (["TEA", "=7"], 7), (["TEA", "A01"], 10)]
)
def test_a_quantity_is_scanned_counted_typed_or_all(company: Company, mover: Mover, how: list[str], units: int) -> None:
    mover.scan("A01", *how, "A02")
    assert inside(company, "A02") == {"TEA": units}


def test_everything_in_a_bin_goes_by_choice_or_by_its_second_scan(company: Company, mover: Mover) -> None:
    asked = mover.scan("A01", "A02")
    assert asked.verdict.value == "asked"
    assert [each.code for each in asked.state.choices] == ["move_choice_whole", "move_choice_source"]
    assert mover.scan("1").code == "moved"
    assert inside(company, "A02") == {"TEA": 10, "CUP": 4}
    assert mover.codes("A02", "A02", "A03") == ["move_source", "move_everything", "moved"]
    assert inside(company, "A03") == {"TEA": 10, "CUP": 4}


def test_the_second_place_may_be_where_one_takes_from_instead(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        company.stock(desk, "A02", "JAM", 5)
    mover.scan("A01", "A02", "2")
    assert mover.scan("JAM", "5", "A03").code == "moved"
    assert inside(company, "A03") == {"JAM": 5}


def test_a_container_is_carried_with_all_that_is_in_it(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        pallet = container(desk, company, PlaceKind.LPN, "P1", "A01")
        leg = Leg(Item("JAM"), places.outside(desk, PlaceKind.SUPPLIER).id, pallet.id, 40)
        ledger.post(desk, Entry(EntryId("full"), EntryKind.RECEIVE, (leg,)))
    assert mover.scan("P1", "A02").code == "moved_container"
    assert stands(company, PlaceKind.LPN, "P1") == "A02"
    assert mover.codes("A02", "P1", "A03") == ["move_source", "move_container", "moved"]
    assert stands(company, PlaceKind.LPN, "P1") == "A03"
    assert mover.scan("P1", "JAM", "2", "A01").code == "moved_beside_others"
    assert inside(company, "P1") == {"JAM": 38}


def test_what_stands_there_already_is_said_so(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        container(desk, company, PlaceKind.LPN, "P1", "A02")
    answer = mover.scan("P1", "A02")
    assert (answer.code, answer.facts["problem"]) == ("not_moved_to", "stands_there")
    assert say(answer.code, answer.facts) == "It stands at A02 already. Name another place"
    assert mover.scan("A03").code == "moved_container"
    for words in ({"source": "P1", "target": "A03"}, {"source": "A01", "target": "A01", "goods": Named("TEA", 1)}):
        refusal = company.runner.perform(MoveStock(id=company.ids.new(), **words), company.supervisor).refusal
        assert isinstance(refusal, NotMovedTo)
        assert refusal.problem == "stands_there"


def test_all_of_what_somebody_else_took_meanwhile_is_not_there(company: Company, mover: Mover) -> None:
    mover.scan("A01", "TEA")
    Mover(company, "M2", "EVE").scan("A01", "TEA", "A01", "A02")
    assert mover.scan("A01").code == "not_in_place"
    assert mover.state().ask["qty"] == 1


def test_goods_go_into_a_tote_and_no_container_into_itself(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        container(desk, company, PlaceKind.TOTE, "T1")
        container(desk, company, PlaceKind.CART, "C1")
    assert mover.scan("A01", "TEA", "2", "T1").code == "moved_aside"
    assert mover.scan("T1", "C1").code == "moved_container"
    assert mover.scan("DOCK", "C1", "T1").code == "container_loop"
    assert inside(company, "T1") == {"TEA": 2}


def test_a_lot_is_asked_for_where_the_scan_does_not_say_it(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        company.stock(desk, "A02", "JAM", 3, lot="L1")
        company.stock(desk, "A02", "JAM", 6, lot="L2")
    asked = mover.scan("A02", "JAM")
    assert [each.facts["what"] for each in asked.state.choices] == ["JAM L1", "JAM L2"]
    assert mover.codes("9", "2", "6", "A03") == ["no_such_choice", "move_item", "move_item", "moved"]
    with company.store.read() as desk:
        there = desk.connection.execute(
            tables.balance.join(tables.item, tables.item.c.id == tables.balance.c.item_id).select()
            .where(tables.item.c.lot == "L2", tables.balance.c.place_id == places.with_code(desk, "A03")[0].id)
        ).one()  # fmt: skip
    assert there.on_hand == 6


def test_the_lot_or_serial_number_itself_answers_which_one_it_is(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        company.product(desk, "CAM", tracking="serial")
        for serial in ("SN-1", "SN-2"):
            company.stock(desk, "A02", "CAM", 1, serial=serial)
    assert mover.codes("A02", "CAM", "SN-9") == ["move_source", "move_ask_lot", "unknown_barcode"]
    taken = mover.scan("sn-2")
    assert (taken.code, taken.facts["sku"]) == ("move_item", "CAM SN-2")
    assert mover.scan("A03").code == "moved"


def test_what_is_promised_moves_with_its_promise(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        order = company.order(desk, "O1", [("TEA", 8)])
        pool = PoolKey(WAREHOUSE, "TEA")
        at = company.bin(desk, "A01")
        promises.promise(desk, Promise(PromiseId(0), Purpose.LINE, order, Scope.CELL, pool, 8, 0, at.id, Item("TEA")))
    told = mover.scan("A01", "TEA", "5", "A02")
    assert (told.code, told.facts["promised"]) == ("moved_promised", 3)
    with company.store.read() as desk:
        held = {places.get(desk, each.place).code: each.qty for each in promises.made_for(desk, Purpose.LINE, order)
                if each.place}  # fmt: skip
    assert held == {"A01": 5, "A02": 3}


def test_what_is_promised_does_not_leave_its_pool(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        order = company.order(desk, "O1", [("TEA", 8)])
        at = company.bin(desk, "A01")
        wanted = Promise(PromiseId(0), Purpose.LINE, order, Scope.CELL, PoolKey(WAREHOUSE, "TEA"), 8, 0, at.id,
                         Item("TEA"))  # fmt: skip
        promises.promise(desk, wanted)
        places.add(desk, WAREHOUSE, PlaceKind.BENCH, "W1")
    refused = mover.scan("A01", "TEA", "5", "W1")
    assert (refused.code, refused.klass) == ("not_enough", "stop")
    assert mover.codes("A02", "") == ["acknowledge_first", "acknowledged"]
    assert mover.codes("2", "W1") == ["move_item", "moved_aside"]


@pytest.mark.parametrize(
    ("scans", "code"),
    [
        (["TEA"], "source_first"),
        (["A02"], "nothing_to_move"),
        (["A01", "JAM"], "not_in_place"),
        (["A01", "TEA", "11"], "more_than_there"),
        (["A01", "TEA", "0"], "not_a_number_of_units"),
        (["A01", "TEA", "CUP"], "target_first"),
        (["A01", "TEA", "N01"], "target_elsewhere"),
        (["A01", "TEA", "NOWHERE"], "unknown_barcode"),
        (["SKIP"], "no_move_task"),
        (["UNDO"], "nothing_to_undo"),
        (["*3"], "nothing_to_count"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    company: Company, mover: Mover, scans: list[str], code: str
) -> None:
    before = len(rows(company, tables.entry))
    assert mover.scan(*scans).code == code
    assert len(rows(company, tables.entry)) == before
    assert inside(company, "A01") == {"TEA": 10, "CUP": 4}


def test_a_locked_place_gives_and_takes_nothing(company: Company, mover: Mover) -> None:
    with company.write() as desk:
        for code in ("A01", "A02"):
            row = {"place_id": company.bin(desk, code).id, "locked": int(code == "A02"), "locked_why": "leak"}
            desk.connection.execute(storage.place_rule.insert().values(**row))
        company.stock(desk, "A02", "JAM", 2)
    assert mover.scan("A02").code == "move_locked"
    assert mover.codes("", "A01", "TEA", "A02") == ["acknowledged", "move_source", "move_item", "move_locked"]
    assert mover.codes("", "A03") == ["acknowledged", "moved"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [({"most_units": 3}, "move_ask_full"), ({"most_g": 300}, "move_ask_heavy"),
     ({"mixes_products": 0}, "move_ask_mixed")],
)  # fmt: skip
def test_a_place_that_would_become_what_it_should_not_is_asked_about(
    company: Company, mover: Mover, rule: dict[str, int], code: str
) -> None:
    with company.write() as desk:
        company.stock(desk, "A02", "JAM", 2)
        desk.connection.execute(storage.place_rule.insert().values(place_id=company.bin(desk, "A02").id, **rule))
    assert mover.scan("A01", "TEA", "2", "A02").code == code
    assert mover.codes("2", "A02", "1") == ["move_other_target", code, "moved_beside_others"]
    assert inside(company, "A02") == {"JAM": 2, "TEA": 2}


def test_undo_puts_down_and_then_takes_back_the_last_move(company: Company, mover: Mover) -> None:
    mover.scan("A01", "TEA", "3", "A02")
    assert mover.codes("A01", "UNDO", "UNDO", "UNDO") == [
        "move_source", "move_put_down", "move_undone", "nothing_to_undo",
    ]  # fmt: skip
    assert inside(company, "A01") == {"TEA": 10, "CUP": 4}
    assert sums_are_zero(company)


def test_the_same_scan_twice_moves_once(company: Company, mover: Mover) -> None:
    mover.scan("A01", "TEA")
    first = mover.send("A02", id="once")
    again = mover.send("A02", id="once")
    assert again.replayed
    assert first.value == again.value
    assert inside(company, "A02") == {"TEA": 1}


def test_every_question_has_words_and_what_may_be_scanned(mover: Mover) -> None:
    from warehouse_app.wording.moving import WORDS

    for text in ("A01", "TEA", "A02", "A02", "A03"):
        state = mover.scan(text).state
        assert f"move.{state.phase}" in WORDS
        assert state.expects


@pytest.mark.parametrize(("station", "warehouse"), [("M1", WAREHOUSE), ("N1", "NORTH")])
def test_a_code_that_two_warehouses_have_means_the_place_where_the_station_is(
    company: Company, station: str, warehouse: str
) -> None:
    with company.write() as desk:
        places.add(desk, "NORTH", PlaceKind.BIN, "A01")
        leg = Leg(
            Item("JAM"),
            places.outside(desk, PlaceKind.SUPPLIER).id,
            places.known(desk, "NORTH", "A01", PlaceKind.BIN).id,
            3,
        )
        ledger.post(desk, Entry(EntryId("north"), EntryKind.RECEIVE, (leg,)))
        set_up(desk, station, warehouse)
    mover = Mover(company, station)
    assert mover.scan("A01").facts["units"] == {WAREHOUSE: 14, "NORTH": 3}[warehouse]
    assert Mover(company, "NOWHERE").scan("A01").code == "which_one"
