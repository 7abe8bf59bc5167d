"""What lies on the dock is loaded and put away by scans; every other place, number and thing has its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application import batches
from warehouse_app.application.doctor import examine
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.run import Session
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.store import cells, items, ledger, picking, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting, storage, trade
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording.say import say


class Dock:
    """A warehouse with six bins in the walk, and a person with a trolley at its dock."""

    def __init__(self, company: Company) -> None:
        self.company = company
        with company.write() as desk:
            desk.connection.execute(tables.warehouse.insert().values(code=WAREHOUSE, name="Main"))
            self.place = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
            for n in range(1, 7):
                company.bin(desk, f"A{n:02d}", walk_seq=n * 10, aisle=1)

    def goods(self, sku: str, qty: int, *, at: str = "DOCK", **item: str) -> None:
        """Let goods stand somewhere; the product is made where it is missing."""
        with self.company.write() as desk:
            if not desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).first():
                self.company.product(desk, sku)
            target = places.by_code(desk, WAREHOUSE, at)
            assert target is not None
            leg = Leg(Item(sku, **item), places.outside(desk, PlaceKind.SUPPLIER).id, target.id, qty)
            ledger.post(desk, Entry(EntryId(self.company.ids.new()), EntryKind.RECEIVE, (leg,), "test"))

    def product(self, sku: str, **more: object) -> None:
        """Make a product with facts of its own."""
        with self.company.write() as desk:
            self.company.product(desk, sku, **more)

    def rule(self, place: str, **values: object) -> None:
        """Give a place a rule."""
        with self.company.write() as desk:
            found = places.by_code(desk, WAREHOUSE, place)
            assert found is not None
            desk.connection.execute(storage.place_rule.insert().values(place_id=found.id, **values))

    def asks(self, sku: str, **values: object) -> None:
        """Give a product a rule."""
        with self.company.write() as desk:
            row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one()
            desk.connection.execute(storage.product_rule.insert().values(product_id=row.id, **values))

    def home(self, sku: str, place: str, **values: object) -> None:
        """Make a place a home of a product."""
        with self.company.write() as desk:
            row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == sku)).one()
            found = places.by_code(desk, WAREHOUSE, place)
            assert found is not None
            desk.connection.execute(storage.home_place.insert().values(product_id=row.id, place_id=found.id, **values))

    def container(self, desk: Desk, kind: PlaceKind, code: str, at: str = "DOCK") -> Place:
        """Let a pallet or tote stand somewhere."""
        made, where = places.add(desk, WAREHOUSE, kind, code), places.by_code(desk, WAREHOUSE, at)
        assert where is not None
        leg = Leg(container_item(kind.value, code), places.outside(desk, PlaceKind.SUPPLIER).id, where.id, 1)
        ledger.post(desk, Entry(EntryId(self.company.ids.new()), EntryKind.RECEIVE, (leg,), "test"))
        return made

    def pallet(self, code: str, *goods: tuple[str, int], kind: PlaceKind = PlaceKind.LPN) -> None:
        """Let a pallet (or tote) with goods stand on the dock."""
        with self.company.write() as desk:
            self.container(desk, kind, code)
        for sku, qty in goods:
            self.goods(sku, qty, at=code)

    def scan(self, text: str, session: Session | None = None) -> FloorAnswer:
        """Scan once and return the answer; every answer has words."""
        command = PutAwayScan(id=self.company.ids.new(), text=text)
        answer = self.company.runner.perform(command, session or self.company.picker).value
        assert isinstance(answer, FloorAnswer)
        told = say(answer.code, answer.facts)
        assert "?" not in told.replace("Which is it?", ""), told
        assert told.casefold() != answer.code.replace("_", " "), told
        return answer

    def scans(self, *texts: str) -> list[str]:
        """Scan one after the other and return the codes of the answers."""
        return [self.scan(text).code for text in texts]

    def at(self, place: str, sku: str, **item: str) -> int:
        """Return what a place holds."""
        with self.company.store.read() as desk:
            found = places.by_code(desk, WAREHOUSE, place)
            number = items.find(desk, Item(sku, **item))
            return 0 if found is None or number is None else cells.read(desk, found.id, number).on_hand


@pytest.fixture
def dock(company: Company) -> Dock:
    """Return a dock with a person."""
    return Dock(company)


def test_a_scan_of_the_goods_and_one_of_the_proposed_place_is_all(dock: Dock) -> None:
    dock.goods("X", 12)
    loaded = dock.scan("X")
    assert (loaded.code, loaded.facts["place"]) == ("putaway_loaded", "A01")
    assert dock.scan("12").facts["qty"] == 12
    assert dock.scan("DONE").state.hero == "A01"
    done = dock.scan("A01")
    assert (done.code, done.verdict.value) == ("putaway_put", "done")
    assert (dock.at("DOCK", "X"), dock.at("A01", "X")) == (0, 12)


def test_goods_stay_on_the_dock_in_the_books_until_they_are_put_down(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.scan("X")
    dock.scan("5")
    assert dock.at("DOCK", "X") == 5
    refused = dock.scan("X")
    assert (refused.code, refused.facts["there"]) == ("not_on_dock", 0)


def test_a_scan_counted_as_n_and_the_same_goods_scanned_again_add_up(dock: Dock) -> None:
    dock.goods("X", 12)
    dock.scan("X")
    assert dock.scan("*3").facts["qty"] == 3
    assert dock.scan("X").facts["qty"] == 4


def test_more_than_lies_there_is_refused_and_nothing_is_lost(dock: Dock) -> None:
    dock.goods("X", 3)
    dock.scan("X")
    refused = dock.scan("4")
    assert (refused.code, refused.facts["there"]) == ("not_on_dock", 3)
    assert dock.scan("3").facts["qty"] == 3


def test_what_another_has_on_the_trolley_is_not_taken_twice(dock: Dock) -> None:
    dock.goods("X", 1)
    dock.scan("X")
    other = Session(dock.company.packer.actor, "P2")
    refused = dock.scan("X", other)
    assert (refused.code, refused.facts["problem"], refused.facts["station"]) == ("not_on_dock", "on_trolley", "P1")


def test_goods_nobody_knows_or_that_are_elsewhere_are_told(dock: Dock) -> None:
    assert dock.scan("NOBODY").code == "unknown_barcode"
    dock.goods("X", 1, at="A01")
    assert dock.scan("X").facts["problem"] == "nothing"


def test_the_tour_goes_along_the_walk_whatever_was_loaded_first(dock: Dock) -> None:
    for sku, place in (("X", "A05"), ("Y", "A02"), ("Z", "A03")):
        dock.product(sku)
        dock.home(sku, place)
        dock.goods(sku, 1)
    dock.scans("X", "Y", "Z", "DONE")
    walked = []
    for _ in range(3):
        walked.append(dock.scan("nothing").state.hero)
        dock.scan(walked[-1])
    assert walked == ["A02", "A03", "A05"]


def test_where_one_place_has_not_room_for_all_the_rest_goes_to_another(dock: Dock) -> None:
    dock.goods("X", 10)
    for n in range(1, 7):
        dock.rule(f"A{n:02d}", most_units=6)
    dock.scan("X")
    lines = dock.scan("10").state.lines
    assert [(each.place, each.wanted) for each in lines] == [("A01", 6), ("A02", 4)]


def test_only_so_many_are_put_down_and_the_rest_goes_on(dock: Dock) -> None:
    dock.goods("X", 10)
    dock.scans("X", "10", "DONE")
    assert dock.scan("4").code == "putaway_part"
    assert dock.scan("A01").code == "putaway_put"
    assert (dock.at("A01", "X"), dock.at("DOCK", "X")) == (4, 6)
    assert dock.scan("7").code == "more_than_loaded"
    assert dock.scan("A01").code == "putaway_put"
    assert dock.at("A01", "X") == 10


def test_another_place_is_taken_and_what_follows_is_told(dock: Dock) -> None:
    dock.goods("X", 2, lot="L1")
    dock.goods("X", 3, at="A04", lot="L2")
    dock.scans("X", "2", "DONE")
    put = dock.scan("A04")
    assert (put.code, put.facts["problem"]) == ("putaway_put", "last")  # the other lot's place was proposed
    dock.goods("Y", 2)
    dock.scans("Y", "2", "DONE")
    put = dock.scan("A04")
    assert (put.code, put.facts["problem"]) == ("putaway_elsewhere_last", "beside_products")
    assert say(put.code, put.facts).endswith("beside other goods. The trolley is empty")


def test_a_place_that_takes_one_product_asks_before_another_comes_there(dock: Dock) -> None:
    dock.rule("A04", mixes_products=0)
    dock.goods("Y", 1, at="A04")
    dock.goods("X", 2)
    dock.scans("X", "2", "DONE")
    asked = dock.scan("A04")
    assert (asked.code, asked.verdict.value, asked.facts["problem"]) == ("putaway_ask", "asked", "mixes_products")
    assert [each.key for each in asked.state.choices] == ["1", "2"]
    assert dock.scan("3").code == "no_such_choice"
    assert dock.scan("2").code == "putaway_going_on"
    assert dock.at("A04", "X") == 0
    dock.scan("A04")
    assert dock.scan("A04").facts["problem"] == "mixes_products"  # scanned again: all the same
    assert dock.at("A04", "X") == 2


def test_too_heavy_is_asked_and_answered_by_a_digit(dock: Dock) -> None:
    dock.product("X", weight_g=500)
    dock.rule("A04", most_g=900)
    dock.goods("X", 2)
    dock.scans("X", "2", "DONE")
    assert dock.scan("A04").facts["problem"] == "over_weight"
    assert dock.scan("1").code == "putaway_elsewhere_last"
    assert dock.at("A04", "X") == 2


def test_cold_goods_come_to_a_warm_place_only_by_right(dock: Dock) -> None:
    dock.product("ICE")
    dock.asks("ICE", climate="cold")
    dock.rule("A03", climate="cold")
    dock.goods("ICE", 2)
    assert dock.scan("ICE").facts["place"] == "A03"
    dock.scan("DONE")
    assert dock.scan("A01").facts["problem"] == "climate"
    assert dock.scan("1").code == "no_right"
    assert dock.at("A01", "ICE") == 0
    dock.scan("A01")
    lead = Session(dock.company.supervisor.actor, "P1")
    assert dock.scan("1", lead).facts["problem"] == "climate"
    assert dock.at("A01", "ICE") == 1


def test_goods_without_hazard_are_never_proposed_to_a_hazard_place(dock: Dock) -> None:
    dock.rule("A01", hazard="flammable")
    dock.product("OIL")
    dock.asks("OIL", hazard="flammable")
    dock.goods("OIL", 1)
    dock.goods("X", 1)
    assert dock.scan("X").facts["place"] == "A02"
    assert dock.scan("OIL").facts["place"] == "A01"


def test_a_locked_place_is_not_proposed_and_stops_who_comes_to_it(dock: Dock) -> None:
    dock.rule("A01", locked=1, locked_why="broken shelf")
    dock.goods("X", 1)
    assert dock.scan("X").facts["place"] == "A02"
    dock.scan("DONE")
    stopped = dock.scan("A01")
    assert (stopped.code, stopped.klass, stopped.facts["reason"]) == ("place_locked", "stop", "broken shelf")
    assert dock.scan("A02").code == "acknowledge_first"
    assert dock.scans("", "A02") == ["acknowledged", "putaway_put"]


def test_places_out_of_use_of_another_warehouse_or_kind_are_refused(dock: Dock) -> None:
    with dock.company.write() as desk:
        desk.connection.execute(tables.warehouse.insert().values(code="NORTH", name="North"))
        places.add(desk, "NORTH", PlaceKind.BIN, "N01")
        places.add(desk, WAREHOUSE, PlaceKind.BENCH, "PACK1")
        desk.connection.execute(tables.place.update().where(tables.place.c.code == "A06").values(active=0))
    dock.goods("X", 1)
    assert dock.scan("A01").code == "nothing_loaded"
    dock.scans("X", "DONE")
    assert dock.scans("N01", "PACK1", "A06", "ZZZ") == [
        "place_elsewhere",
        "not_for_goods",
        "place_out_of_use",
        "unknown_barcode",
    ]
    assert dock.scan("A01").code == "putaway_put"


def test_a_place_that_is_full_in_truth_is_passed_over(dock: Dock) -> None:
    dock.goods("X", 1)
    dock.scans("X", "DONE")
    skipped = dock.scan("SKIP")
    assert (skipped.code, skipped.facts["passed"], skipped.facts["place"]) == ("putaway_skipped", "A01", "A02")


def test_where_no_place_has_room_it_is_told_and_any_can_be_scanned(dock: Dock) -> None:
    for n in range(1, 7):
        dock.rule(f"A{n:02d}", most_units=1)
    dock.goods("X", 8)
    dock.scan("X")
    answer = dock.scan("8")
    assert [(each.place, each.wanted) for each in answer.state.lines][-1] == ("", 2)
    dock.scan("DONE")
    for n in range(1, 7):
        dock.scan(f"A{n:02d}")
    assert dock.scan("nothing").state.ask["problem"] == "no_place"
    assert dock.scan("A01").facts["problem"] == "over_units"
    assert dock.scan("1").verdict.value == "done"


def test_deeds_are_undone_one_by_one(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.scans("X", "5", "DONE", "A01")
    assert dock.scan("UNDO").facts["problem"] == "put"
    assert (dock.at("A01", "X"), dock.at("DOCK", "X")) == (0, 5)
    assert dock.scan("UNDO").facts["qty"] == 4
    assert dock.scan("UNDO").facts["qty"] == 1
    assert dock.scans("UNDO", "A01") == ["nothing_to_undo", "nothing_loaded"]


def test_leftovers_go_back_to_the_dock_when_it_is_said_twice(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.scans("X", "5", "DONE")
    assert dock.scans("DONE", "2", "DONE", "DONE") == [
        "putaway_leftovers",
        "putaway_going_on",
        "putaway_leftovers",
        "putaway_all_back",
    ]
    assert dock.at("DOCK", "X") == 5
    assert dock.scan("X").code == "putaway_loaded"


def test_zero_puts_the_last_back_on_the_dock(dock: Dock) -> None:
    dock.goods("X", 5)
    assert dock.scans("X", "0", "A01") == ["putaway_loaded", "putaway_back", "nothing_loaded"]


def test_fewer_on_the_dock_than_the_books_say_asks_for_a_count(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.scans("X", "3")
    assert dock.scan("SHORT").facts["problem"] == "dock"
    dock.scans("DONE", "2", "A01")
    assert dock.scan("SHORT").facts["problem"] == "trolley"
    with dock.company.store.read() as desk:
        asked = desk.connection.execute(counting.count_request.select()).all()
    assert [each.place_id for each in asked] == [dock.place.id]
    assert (dock.at("A01", "X"), dock.at("DOCK", "X")) == (2, 3)


def test_too_few_that_was_pressed_by_mistake_is_taken_back_and_nothing_else(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.goods("Y", 2)
    dock.scans("X", "3", "Y", "2", "DONE")
    first = dock.scan("PAUSE").state.hero
    dock.scan(first)
    missing = dock.scan("SHORT")
    undone = dock.scan("UNDO")
    assert (undone.code, undone.facts["sku"]) == ("putaway_undone", missing.facts["sku"])
    assert say(undone.code, undone.facts).endswith("on the trolley again")
    assert [(each.code, each.done or each.wanted) for each in undone.state.lines] == [(missing.facts["sku"], 2)]


def test_what_somebody_else_took_meanwhile_is_not_on_the_trolley_again(dock: Dock) -> None:
    dock.goods("X", 2)
    dock.scans("X", "2", "DONE", "SHORT")
    other = Session(dock.company.packer.actor, "P2")
    assert dock.scan("X", other).code == "putaway_loaded"
    assert dock.scan("UNDO").code == "not_on_dock"


def test_a_pause_leaves_the_tour_to_whoever_comes_to_the_station(dock: Dock) -> None:
    dock.goods("X", 2)
    dock.scans("X", "2", "DONE")
    assert dock.scan("PAUSE").facts["qty"] == 2
    other = Session(dock.company.packer.actor, "P1")
    assert dock.scan("A01", other).code == "putaway_put"


def test_several_lots_are_asked_by_digits_and_a_code_with_its_lot_is_not(dock: Dock) -> None:
    dock.product("X", tracking="lot")
    for lot in ("L1", "L2"):
        dock.goods("X", 2, lot=lot)
    asked = dock.scan("X")
    assert (asked.code, [each.facts["lot"] for each in asked.state.choices]) == ("putaway_which", ["L1", "L2"])
    assert dock.scan("2").facts["lot"] == "L2"
    with dock.company.write() as desk:
        row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == "X")).one()
        values = {"code": "04012345678901", "product_id": row.id, "factor": 1, "written": "4012345678901"}
        desk.connection.execute(tables.barcode.insert().values(**values))
    assert dock.scan("(01)04012345678901(10)L1").facts["lot"] == "L1"
    assert dock.scan("(01)04012345678901(10)L9").code == "wrong_lot"


def test_where_it_is_asked_which_one_lies_there_its_own_code_answers(dock: Dock) -> None:
    dock.product("S", tracking="serial")
    for serial in ("2", "SN-1"):
        dock.goods("S", 1, serial=serial)
    assert dock.scan("S").facts["lots"] == "1: 2. 2: SN-1"
    assert dock.scan("NOWHERE").verdict.value == "refused"
    assert dock.scan("sn-1").code == "putaway_loaded"
    assert [each.serial for each in dock.scan("PAUSE").state.lines] == ["SN-1"]
    dock.scan("UNDO")
    dock.scan("S")
    assert dock.scan("2").state.lines[0].serial == "SN-1"  # a digit is the digit of an answer


def test_a_serial_number_that_is_elsewhere_is_named_with_its_place(dock: Dock) -> None:
    dock.product("S", tracking="serial")
    dock.goods("S", 1, serial="S1")
    dock.goods("S", 1, at="A02", serial="S2")
    with dock.company.write() as desk:
        row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == "S")).one()
        values = {"code": "04012345678901", "product_id": row.id, "factor": 1, "written": "4012345678901"}
        desk.connection.execute(tables.barcode.insert().values(**values))
    stopped = dock.scan("(01)04012345678901(21)S2")
    assert (stopped.code, stopped.facts["place"]) == ("serial_elsewhere", "A02")
    dock.scan("")
    assert dock.scans("(01)04012345678901(21)S1", "*2") == ["putaway_loaded", "no_multi_scan"]


def test_a_pallet_goes_whole_to_the_reserve_or_broken_up_in_pieces(dock: Dock) -> None:
    dock.rule("A05", use="bulk")
    dock.product("X")
    dock.product("Y")
    dock.pallet("P1", ("X", 4), ("Y", 2))
    whole = dock.scan("P1")
    assert (whole.facts["place"], whole.facts["problem"], whole.state.phase) == ("A05", "reserve", "pallet")
    assert dock.scan("P1").facts["problem"] == "on_trolley"
    assert dock.scan("DONE").state.hero == "A05"
    assert dock.scan("A05").code == "putaway_put"
    with dock.company.store.read() as desk:
        pallet = places.with_code(desk, "P1")[0]
        assert getattr(places.stands_at(desk, pallet), "code", "") == "A05"
    dock.scan("UNDO")
    dock.scans("DONE", "DONE", "P1")
    broken = dock.scan("1")
    assert (broken.code, broken.facts["kinds"], broken.facts["qty"]) == ("putaway_broken_up", 2, 6)
    dock.scans("DONE", "A01", "A02")
    assert (dock.at("A01", "X"), dock.at("A02", "Y"), dock.at("P1", "X")) == (4, 2, 0)


def test_a_tote_is_emptied_and_an_empty_or_foreign_pallet_is_told(dock: Dock) -> None:
    dock.product("X")
    dock.pallet("T1", ("X", 3), kind=PlaceKind.TOTE)
    assert dock.scan("T1").facts["qty"] == 3
    assert dock.scan("T1").code == "nothing_in_it"
    dock.pallet("P2")
    assert dock.scan("P2").code == "nothing_in_it"
    with dock.company.write() as desk:
        dock.container(desk, PlaceKind.LPN, "P3", at="A01")
    dock.scans("DONE", "DONE", "DONE")
    assert dock.scan("P3").facts["place"] == "A01"


def test_a_pallet_is_not_put_onto_itself_and_goods_may_go_onto_one_that_stands_in_a_bin(dock: Dock) -> None:
    dock.product("X")
    dock.pallet("P1", ("X", 3))
    dock.scans("P1", "DONE")
    assert dock.scan("P1").code == "container_loop"
    dock.scan("A03")
    dock.goods("Y", 2)
    dock.scans("Y", "2", "DONE")
    assert dock.scan("P1").code == "putaway_elsewhere_last"
    assert dock.at("P1", "Y") == 2


def test_every_rule_is_doctored_sound_after_a_day_of_put_away(dock: Dock) -> None:
    dock.goods("X", 5)
    dock.scans("X", "5", "DONE", "2", "A01", "UNDO", "A02")
    report = examine(dock.company.runner, dock.company.supervisor)
    broken = {check.name for check in report.checks if not check.ok}
    assert broken <= {"whoever acted is known", "every entry has legs and a command"}  # goods of tests have no command


def promised(dock: Dock, sku: str, qty: int, *, cell: bool = True) -> int:
    """Let an order wait for goods on the dock; return its line."""
    with dock.company.write() as desk:
        order = dock.company.order(desk, f"O{dock.company.ids.new()}", [(sku, qty)])
        line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).one()
        wanted = Promise(PromiseId(0), Purpose.LINE, line.id, Scope.POOL, PoolKey(WAREHOUSE, sku), qty, line.id)
        if cell:
            wanted = replace(wanted, scope=Scope.CELL, place=dock.place.id, item=Item(sku))
        promises.promise(desk, wanted)
    return int(line.id)


def kept(dock: Dock, line: int) -> dict[str, int]:
    """Return where the promises of a line are, and how much of them."""
    with dock.company.store.read() as desk:
        found = promises.made_for(desk, Purpose.LINE, line)
        return {"" if each.place is None else places.get(desk, each.place).code: each.qty for each in found}


def test_promises_on_the_dock_go_along_to_the_place(dock: Dock) -> None:
    dock.goods("X", 5)
    line = promised(dock, "X", 3)
    loaded = dock.scan("X")
    assert (loaded.code, loaded.facts["waiting"]) == ("putaway_loaded_waiting", 1)
    dock.scans("5", "DONE", "A01")
    assert kept(dock, line) == {"A01": 3}
    assert dock.scan("UNDO").code == "putaway_undone"
    assert kept(dock, line) == {"DOCK": 3}


def test_what_orders_wait_for_goes_to_the_place_for_it_first(dock: Dock) -> None:
    dock.rule("A06", use="stage")
    dock.goods("X", 5)
    line = promised(dock, "X", 3)
    dock.scan("X")
    answer = dock.scan("5")
    assert [(each.place, each.wanted, each.mark) for each in answer.state.lines] == [
        ("A06", 3, "cross_dock"),
        ("A01", 2, ""),
    ]
    dock.scans("DONE", "A06", "A01")
    assert kept(dock, line) == {"A06": 3}
    assert (dock.at("A06", "X"), dock.at("A01", "X")) == (3, 2)


def test_goods_nobody_waits_for_are_not_proposed_to_a_place_for_waiting_orders(dock: Dock) -> None:
    dock.rule("A01", use="stage")
    dock.goods("X", 1)
    assert dock.scan("X").facts["place"] == "A02"


def test_what_a_picker_fetches_from_the_dock_stays_there(dock: Dock) -> None:
    dock.goods("X", 5)
    promised(dock, "X", 3, cell=False)
    report = batches.plan(dock.company.runner, dock.company.supervisor, pause=lambda _s: None)
    batches.release(dock.company.runner, dock.company.supervisor, report.batches[0].id, pause=lambda _s: None)
    dock.scan("X")
    refused = dock.scan("3")
    assert (refused.code, refused.facts["there"]) == ("not_on_dock", 2)
    assert dock.scan("2").code == "putaway_loaded_waiting"
    dock.scans("DONE", "A01")
    assert dock.scan("X").facts["problem"] == "for_picker"


def test_of_a_pallet_it_is_told_for_how_much_on_it_orders_wait(dock: Dock) -> None:
    dock.product("X")
    dock.pallet("P1", ("X", 4))
    with dock.company.write() as desk:
        order = dock.company.order(desk, "O1", [("X", 3)])
        line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).one().id
        pallet = places.with_code(desk, "P1")[0].id
        key = PoolKey(WAREHOUSE, "X")
        promises.promise(desk, Promise(PromiseId(0), Purpose.LINE, line, Scope.CELL, key, 3, 1, pallet, Item("X")))
    told = dock.scan("P1")
    assert (told.code, told.facts["waiting"]) == ("putaway_loaded_waiting", 3)
    dock.scan("1")
    dock.scan("DONE")
    dock.scan("A01")
    assert kept(dock, line) == {"A01": 3}


def test_nobody_is_sent_to_the_dock_for_what_is_on_a_trolley_or_to_a_locked_place(dock: Dock) -> None:
    pool = PoolKey(WAREHOUSE, "X")
    dock.goods("X", 5)
    dock.goods("X", 4, at="A05")
    dock.scans("X", "3")
    dock.rule("A05", locked=1, locked_why="wet")
    with dock.company.store.read() as desk:
        assert [(each.place, each.free) for each in picking.free_cells(desk, pool)] == [("DOCK", 2)]
    dock.scans("0")
    with dock.company.store.read() as desk:
        assert [(each.place, each.free) for each in picking.free_cells(desk, pool)] == [("DOCK", 5)]


def test_a_home_in_another_warehouse_is_none_here(dock: Dock) -> None:
    dock.goods("X", 3)
    with dock.company.write() as desk:
        desk.connection.execute(tables.warehouse.insert().values(code="NORTH", name="North"))
        far = places.add(desk, "NORTH", PlaceKind.BIN, "N01", walk_seq=1)
        row = desk.connection.execute(tables.product.select().where(tables.product.c.sku == "X")).one()
        desk.connection.execute(storage.home_place.insert().values(product_id=row.id, place_id=far.id, fixed=1))
    assert dock.scan("X").facts["place"] == "A01"
