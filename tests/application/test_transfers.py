"""Goods go from one warehouse to another: promised, picked, on their way, received, and every difference is a fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.application.test_picking import no_pause
from tests.company import Company
from warehouse_app.application.doctor import examine
from warehouse_app.application.run import Command, NoRight
from warehouse_app.application.transfers import orders, picking, receiving, sending
from warehouse_app.application.transfers.common import transfer_id_of
from warehouse_app.application.transfers.queries import TRANSFERS, transfer_detail
from warehouse_app.domain.items import DAMAGED, Item
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.transfers.states import NEXT, TransferState, What
from warehouse_app.domain.transfers.values import MOST_UNITS, Asked, TransferDetail, TransferLine
from warehouse_app.store import allocation, cells, inventory, items, placelist, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import pegs
from warehouse_app.store.schema import counting, ledger, office

NORTH, SOUTH = "MAIN", "SOUTH"


class House:
    """Two warehouses: mugs, lamps and cups in the north, nothing in the south, and short words for deeds."""

    def __init__(self, company: Company) -> None:
        self.company = company
        with company.write() as desk:
            for code in (NORTH, SOUTH):
                desk.connection.execute(ledger.warehouse.insert().values(code=code))
            for session in (company.supervisor, company.packer, company.picker):
                row = {"id": session.actor.person, "code": session.actor.code, "created_at": desk.at, "role": "picker"}
                desk.connection.execute(office.person.insert().values(**row))
            for sku in ("MUG", "LAMP", "CUP"):
                company.product(desk, sku)
            company.stock(desk, "A01", "MUG", 5)
            company.stock(desk, "A02", "MUG", 5)
            company.stock(desk, "A02", "LAMP", 4, lot="L1")
        self.transfer = 0

    def do(self, make: Callable[..., Command], **values: Any) -> Any:
        """Carry out a deed of the supervisor, and return its answer."""
        return self.company.runner.perform(make(id=self.company.ids.new(), **values), self.company.supervisor).done()

    def refused(self, make: Callable[..., Command], **values: Any) -> Refusal:
        """Return the refusal that a deed of the supervisor meets."""
        outcome = self.company.runner.perform(make(id=self.company.ids.new(), **values), self.company.supervisor)
        assert outcome.refusal is not None, outcome.value
        return outcome.refusal

    def draft(self, **lines: int) -> int:
        """Draft a transfer from north to south."""
        asked = tuple(Asked(sku, qty) for sku, qty in lines.items())
        code = self.do(orders.NewTransfer, source=NORTH, target=SOUTH, lines=asked)
        self.transfer = self.ask(lambda desk: transfer_id_of(desk, code))
        return self.transfer

    def confirmed(self, **lines: int) -> int:
        """Draft and confirm a transfer."""
        self.draft(**lines)
        self.do(orders.ConfirmTransfer, transfer_id=self.transfer)
        return self.transfer

    def sent(self, **lines: int) -> int:
        """Let a transfer be on its way."""
        self.confirmed(**lines)
        picking.pick_all(self.company.runner, self.company.supervisor, self.transfer, no_pause)
        self.do(sending.SendTransfer, transfer_id=self.transfer)
        return self.transfer

    def came(self, sku: str, qty: int, **more: Any) -> Any:
        """Receive units of the transfer."""
        return self.do(receiving.ReceiveTransfer, transfer_id=self.transfer, sku=sku, qty=qty, **more)

    def ask(self, question: Callable[[Desk], Any]) -> Any:
        """Answer a question."""
        return self.company.runner.ask(question, self.company.supervisor)

    def detail(self) -> TransferDetail:
        """Return the transfer whole."""
        found: TransferDetail = self.ask(lambda desk: transfer_detail(desk, self.transfer))
        return found

    def line(self, sku: str) -> TransferLine:
        """Return one line."""
        return next(each for each in self.detail().lines if each.sku == sku)

    @property
    def state(self) -> str:
        """Return the state of the transfer."""
        return self.detail().head.state.value

    def pool(self, warehouse: str, sku: str) -> tuple[int, int]:
        """Return on hand and promised."""
        found = self.ask(lambda desk: cells.read_pool(desk, PoolKey(warehouse, sku)))
        return found.on_hand, found.promised

    def at(self, warehouse: str, place: str, item: Item) -> int:
        """Return what a place holds of an item."""

        def held(desk: Desk) -> int:
            found = places.by_code(desk, warehouse, place)
            return 0 if found is None else cells.read(desk, found.id, items.find(desk, item) or 0).on_hand

        return int(self.ask(held))

    def story(self) -> list[str]:
        """Return what was done, oldest first."""
        return [each.what for each in reversed(self.detail().deeds)]

    def sick(self) -> list[tuple[str, ...]]:
        """Return what the doctor finds; the goods of this company came without a command."""
        found = examine(self.company.runner, self.company.supervisor).checks
        known = {"every entry has legs and a command", "whoever acted is known"}
        return [(each.name, *each.broken) for each in found if not each.ok and each.name not in known]


@pytest.fixture
def house(company: Company) -> House:
    """Return two warehouses."""
    return House(company)


def test_a_transfer_goes_all_the_way_and_nothing_is_lost(house: House) -> None:
    house.sent(MUG=7, LAMP=4)
    assert (house.state, house.pool(NORTH, "MUG"), house.pool(SOUTH, "MUG")) == ("sent", (3, 0), (0, 0))
    assert house.at(NORTH, "TR000001-1", Item("LAMP", "L1")) == 4
    assert [(each.code, each.stands_kind) for each in house.detail().packages] == [("TR000001-1", "TRANSIT")]
    done = house.do(receiving.ReceivePackage, transfer_id=house.transfer)
    assert (done.qty, done.left, done.state, house.state) == (11, 0, "closed", "closed")
    assert (house.pool(SOUTH, "MUG"), house.pool(SOUTH, "LAMP")) == ((7, 0), (4, 0))
    assert house.at(SOUTH, "DOCK", Item("LAMP", "L1")) == 4
    words = ["made", "confirmed", "started", "picked", "picked", "picked", "sent", "sent", "sent"]
    assert house.story() == [*words, "received", "received", "finished", "closed"]
    assert house.sick() == []


def test_a_confirmed_transfer_is_promised_and_no_order_gets_its_goods(house: House) -> None:
    house.confirmed(MUG=8)
    assert house.pool(NORTH, "MUG") == (10, 8)
    no = house.refused(orders.ConfirmTransfer, transfer_id=house.draft(MUG=3, LAMP=5))
    assert (no.code, no.facts()["sku"], no.facts()["free"], no.facts()["more"]) == ("transfer_short", "MUG", 2, 1)
    assert (house.state, house.pool(NORTH, "LAMP")) == ("draft", (4, 0))


def test_picks_are_proposed_in_walking_order_and_goods_may_come_from_another_place(house: House) -> None:
    house.confirmed(MUG=7)
    picking.start(house.company.runner, house.company.supervisor, house.transfer, no_pause)
    assert [(each.place, each.qty) for each in house.detail().picks] == [("A01", 5), ("A02", 2)]
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A02", sku="mug", qty=5)
    assert [(each.place, each.qty) for each in house.detail().picks] == [("A01", 2)]
    assert (house.line("MUG").picked, house.pool(NORTH, "MUG")) == (5, (5, 2))
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A01", sku="MUG", qty=2)
    assert house.detail().picks == ()
    assert house.sick() == []


def test_less_is_sent_than_was_asked_for_and_the_rest_is_free_again(house: House) -> None:
    house.confirmed(MUG=7)
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A01", sku="MUG", qty=3)
    sent = house.do(sending.SendTransfer, transfer_id=house.transfer)
    assert (sent.units, sent.left_behind, house.pool(NORTH, "MUG")) == (3, 4, (7, 0))
    house.came("MUG", 3)
    assert (house.state, house.line("MUG").differs) == ("closed", True)


def test_what_does_not_come_stays_in_transit_until_it_is_written_off_with_a_reason_and_by_right(house: House) -> None:
    house.sent(MUG=7)
    house.came("MUG", 5)
    assert house.do(receiving.FinishTransfer, transfer_id=house.transfer) == "received"
    no = house.refused(orders.CloseTransfer, transfer_id=house.transfer)
    assert (no.code, no.facts()["units"]) == ("transfer_still_missing", 2)
    assert house.at(NORTH, "TR000001-1", Item("MUG")) == 2
    assert house.sick() == []
    house.do(orders.CloseTransfer, transfer_id=house.transfer, reason="fell off the van")
    assert (house.state, house.line("MUG").lost, house.at(NORTH, "TR000001-1", Item("MUG"))) == ("closed", 2, 0)
    assert [(each.what, each.qty, each.reason) for each in house.detail().deeds][1] == ("lost", 2, "fell off the van")
    assert house.sick() == []


def test_what_turns_up_late_is_received_until_the_transfer_is_closed(house: House) -> None:
    house.sent(MUG=7)
    house.came("MUG", 5)
    house.do(receiving.FinishTransfer, transfer_id=house.transfer)
    house.came("MUG", 2)
    house.do(orders.CloseTransfer, transfer_id=house.transfer)
    assert (house.state, house.line("MUG").received, house.line("MUG").lost) == ("closed", 7, 0)
    no = house.refused(receiving.ReceiveTransfer, transfer_id=house.transfer, sku="MUG", qty=1)
    assert no.code == "transfer_received_before"
    assert house.sick() == []


def test_damaged_goods_go_into_quarantine_and_nobody_is_promised_them(house: House) -> None:
    house.sent(MUG=7)
    house.came("MUG", 2, damaged=True)
    house.came("MUG", 5)
    assert (house.state, house.pool(SOUTH, "MUG")) == ("received", (5, 0))
    assert house.at(SOUTH, "QUARANTINE", Item("MUG", grade=DAMAGED)) == 2
    house.do(orders.CloseTransfer, transfer_id=house.transfer)
    assert (house.line("MUG").damaged, house.line("MUG").lost) == (2, 0)
    assert house.sick() == []


def test_more_than_was_sent_is_booked_when_it_is_said_so_and_the_source_is_counted(house: House) -> None:
    house.sent(LAMP=3)
    no = house.refused(receiving.ReceiveTransfer, transfer_id=house.transfer, sku="LAMP", qty=4)
    assert (no.code, no.facts()["left"]) == ("more_than_sent", 3)
    done = house.came("LAMP", 4, over=True)
    assert (done.over, house.line("LAMP").over, house.pool(SOUTH, "LAMP")) == (1, 1, (4, 0))
    assert house.at(SOUTH, "DOCK", Item("LAMP", "L1")) == 4
    with house.company.store.read() as desk:
        asked = desk.connection.execute(counting.count_request.select()).all()
        assert [places.get(desk, PlaceId(each.place_id)).code for each in asked] == ["A02"]
    assert (house.state, house.sick()) == ("received", [])


@pytest.mark.parametrize("qty", [0, -1, MOST_UNITS + 1, 2**63])
def test_no_more_comes_than_can_be(house: House, qty: int) -> None:
    house.sent(LAMP=3)
    asked = {"transfer_id": house.transfer, "sku": "LAMP", "qty": qty, "over": True}
    assert house.refused(receiving.ReceiveTransfer, **asked).code == "bad_transfer_qty"
    assert (house.line("LAMP").received, house.sick()) == (0, [])


def test_a_transfer_is_cancelled_and_its_goods_are_where_they_were(house: House) -> None:
    house.confirmed(MUG=7, LAMP=2)
    picking.pick_all(house.company.runner, house.company.supervisor, house.transfer, no_pause)
    no = house.refused(orders.CancelTransfer, transfer_id=house.transfer)
    assert (no.code, no.facts()["units"]) == ("transfer_still_picked", 9)
    picking.cancel_whole(house.company.runner, house.company.supervisor, house.transfer, "not needed", no_pause)
    assert (house.state, house.pool(NORTH, "MUG"), house.pool(NORTH, "LAMP")) == ("cancelled", (10, 0), (4, 0))
    assert (house.at(NORTH, "A01", Item("MUG")), house.at(NORTH, "A02", Item("MUG"))) == (5, 5)
    assert house.sick() == []


def test_goods_that_break_while_promised_leave_a_transfer_short_and_it_says_so(house: House) -> None:
    house.confirmed(MUG=8)
    picking.start(house.company.runner, house.company.supervisor, house.transfer, no_pause)
    with house.company.write() as desk:
        inventory.scrap(desk, EntryId("fire"), Item("MUG"), 5, house.company.bin(desk, "A01").id, "fire")
    assert (house.detail().short, house.pool(NORTH, "MUG")) == ((("MUG", 3),), (5, 5))
    assert house.sick() == []


def test_what_is_taken_out_of_a_package_on_its_way_is_told_when_it_is_closed(house: House) -> None:
    house.sent(LAMP=4)
    with house.company.write() as desk:
        assert inventory.recall(desk, "recall", "LAMP", "L1", "recalled") == 1
    house.do(receiving.FinishTransfer, transfer_id=house.transfer)
    house.do(orders.CloseTransfer, transfer_id=house.transfer, reason="recalled on its way")
    assert (house.line("LAMP").lost, house.at(SOUTH, "QUARANTINE", Item("LAMP", "L1"))) == (4, 4)
    assert house.sick() == []


def test_serial_numbers_travel(house: House) -> None:
    with house.company.write() as desk:
        house.company.product(desk, "CAMERA", tracking="serial")
        for serial in ("S1", "S2"):
            house.company.stock(desk, "A01", "CAMERA", 1, serial=serial)
    house.confirmed(CAMERA=1)
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A01", sku="CAMERA", qty=1, serial="S2")
    house.do(sending.SendTransfer, transfer_id=house.transfer)
    house.came("CAMERA", 1, serial="S2")
    assert (house.at(SOUTH, "DOCK", Item("CAMERA", serial="S2")), house.state) == (1, "closed")
    assert house.sick() == []


def test_goods_go_in_several_packages_and_each_is_received_by_itself(house: House) -> None:
    house.confirmed(MUG=4, LAMP=2)
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A01", sku="MUG", qty=4)
    assert house.do(picking.NextPackage, transfer_id=house.transfer) == "TR000001-2"
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A02", sku="LAMP", qty=2)
    assert house.do(sending.SendTransfer, transfer_id=house.transfer).packages == 2
    done = house.do(receiving.ReceivePackage, transfer_id=house.transfer, package="tr000001-2")
    assert (done.qty, done.left, house.state) == (2, 4, "sent")
    again = house.refused(receiving.ReceivePackage, transfer_id=house.transfer, package="TR000001-2")
    assert again.code == "transfer_received_before"
    house.do(receiving.ReceivePackage, transfer_id=house.transfer)
    assert (house.state, house.sick()) == ("closed", [])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"source": NORTH, "target": NORTH}, "same_warehouse"),
        ({"source": NORTH, "target": "main"}, "same_warehouse"),
        ({"source": NORTH, "target": "MOON"}, "unknown_warehouse"),
        ({"source": "", "target": SOUTH}, "unknown_warehouse"),
        ({"source": NORTH, "target": SOUTH, "lines": (Asked("NONE", 1),)}, "no_such_product"),
        ({"source": NORTH, "target": SOUTH, "lines": (Asked("MUG", 0),)}, "bad_transfer_qty"),
        ({"source": NORTH, "target": SOUTH, "lines": (Asked("MUG", -1),)}, "bad_transfer_qty"),
        ({"source": NORTH, "target": SOUTH, "due_day": "2011-02-31"}, "bad_field"),
        ({"source": NORTH, "target": SOUTH, "note": "x" * 300}, "bad_field"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_by_name(house: House, values: dict[str, Any], code: str) -> None:
    assert house.refused(orders.NewTransfer, **values).code == code


def test_deeds_at_the_wrong_time_or_place_are_refused_by_name(house: House) -> None:
    pick: dict[str, Any] = {"place": "A01", "sku": "MUG", "qty": 1}
    assert house.refused(orders.ConfirmTransfer, transfer_id=house.draft()).code == "empty_transfer"
    number = house.draft(MUG=2)
    assert house.refused(picking.PickTransfer, transfer_id=number, **pick).code == "transfer_not_in"
    assert house.refused(sending.SendTransfer, transfer_id=number).code == "transfer_not_in"
    house.do(orders.ConfirmTransfer, transfer_id=number)
    assert house.refused(orders.SetTransferLine, transfer_id=number, sku="MUG", qty=3).code == "transfer_not_in"
    assert house.refused(receiving.ReceiveTransfer, transfer_id=number, sku="MUG", qty=1).code == "transfer_not_in"
    with house.company.write() as desk:
        places.add(desk, SOUTH, PlaceKind.BIN, "S01")
    for place in ("S01", "NOWHERE", "BENCH"):
        no = house.refused(picking.PickTransfer, transfer_id=number, **{**pick, "place": place})
        assert no.code == "not_transfer_place"
    wrong = {"sku": "CUP", "qty": 1}, {"qty": 3}, {"qty": 0}, {"place": "A02", "sku": "LAMP"}
    codes = [house.refused(picking.PickTransfer, transfer_id=number, **{**pick, **each}).code for each in wrong]
    assert codes == ["not_on_transfer", "transfer_over_pick", "bad_transfer_qty", "not_on_transfer"]
    house.do(picking.StartTransfer, transfer_id=number)
    assert house.refused(sending.SendTransfer, transfer_id=number).code == "nothing_picked"
    house.do(picking.PickTransfer, transfer_id=number, **{**pick, "qty": 2})
    house.do(sending.SendTransfer, transfer_id=number)
    assert house.refused(orders.CancelTransfer, transfer_id=number).code == "transfer_not_in"
    assert house.refused(receiving.ReceiveTransfer, transfer_id=number, sku="MUG", qty=-1).code == "bad_transfer_qty"
    elsewhere = house.refused(receiving.ReceiveTransfer, transfer_id=number, sku="MUG", qty=1, place="A01")
    assert elsewhere.code == "not_transfer_place"
    assert house.refused(orders.CloseTransfer, transfer_id=number, reason="x").code == "transfer_not_in"
    assert house.refused(orders.ConfirmTransfer, transfer_id=99_999).code == "no_such_transfer"


def test_a_place_that_lacks_the_goods_is_told(house: House) -> None:
    house.confirmed(MUG=9)
    no = house.refused(picking.PickTransfer, transfer_id=house.transfer, place="A01", sku="MUG", qty=6)
    assert no.code == "not_available"
    assert (house.line("MUG").picked, house.pool(NORTH, "MUG")) == (0, (10, 9))


def test_the_same_deed_twice_is_done_once(house: House) -> None:
    house.confirmed(MUG=4)
    pick = picking.PickTransfer(id="once", transfer_id=house.transfer, place="A01", sku="MUG", qty=2)
    for _ in range(2):
        house.company.runner.perform(pick, house.company.supervisor).done()
    assert house.line("MUG").picked == 2


def test_foreign_goods_in_a_package_stop_the_sending(house: House) -> None:
    house.confirmed(MUG=2)
    house.do(picking.PickTransfer, transfer_id=house.transfer, place="A01", sku="MUG", qty=2)
    with house.company.write() as desk:
        package = places.by_code(desk, NORTH, "TR000001-1")
        assert package is not None
        ends = (house.company.bin(desk, "A02").id, package.id)
        inventory.move(desk, EntryId("by-mistake"), Item("LAMP", "L1"), 1, ends)
    no = house.refused(sending.SendTransfer, transfer_id=house.transfer)
    assert (no.code, no.facts()["sku"]) == ("foreign_in_package", "LAMP")


def test_who_may_not_scrap_writes_nothing_off(house: House) -> None:
    house.sent(MUG=2)
    house.do(receiving.FinishTransfer, transfer_id=house.transfer)
    actor = Actor(PersonId("p-pack"), "ANNA", "Anna K.", Role.PACKER, with_pin=True)
    close = orders.CloseTransfer(id="mine", transfer_id=house.transfer, reason="gone")
    outcome = house.company.runner.perform(close, type(house.company.packer)(actor, "B1"))
    assert isinstance(outcome.refusal, NoRight)


def test_a_draft_is_changed_line_by_line(house: House) -> None:
    number = house.draft(MUG=2)
    for sku, qty in (("LAMP", 3), ("mug", 5), ("LAMP", 0)):
        house.do(orders.SetTransferLine, transfer_id=number, sku=sku, qty=qty)
    assert [(each.sku, each.qty) for each in house.detail().lines] == [("MUG", 5)]


def test_orders_short_in_the_other_warehouse_wait_for_a_transfer_and_get_what_comes_by_rank(house: House) -> None:
    with house.company.write() as desk:
        weak = house.company.order(desk, "1", [("MUG", 3)], warehouse=SOUTH, ship_by="2010-12-09T17:00:00.000000Z")
        strong = house.company.order(desk, "2", [("MUG", 4)], warehouse=SOUTH, ship_by="2010-12-08T17:00:00.000000Z")
    asked = (Asked("MUG", 5),)
    code = house.do(orders.NewTransfer, source=NORTH, target=SOUTH, lines=asked, due_day="2010-12-07")
    house.transfer = house.ask(lambda desk: transfer_id_of(desk, code))
    house.do(orders.ConfirmTransfer, transfer_id=house.transfer)

    def waits(order: int) -> list[tuple[int, str, str, str]]:
        found = house.ask(lambda desk: pegs.of_order(desk, order))
        return [(each.qty, each.day, each.purchase, each.supplier) for each in found]

    assert waits(strong) == [(4, "2010-12-07", code, NORTH)]
    assert waits(weak) == [(1, "2010-12-07", code, NORTH)]
    come = house.ask(lambda desk: pegs.expected(desk, "MUG", SOUTH))
    assert [(each.qty, each.waited_for, each.purchase) for each in come] == [(5, 5, code)]
    picking.pick_all(house.company.runner, house.company.supervisor, house.transfer, no_pause)
    house.do(sending.SendTransfer, transfer_id=house.transfer)
    assert house.sick() == []
    done = house.came("MUG", 1, damaged=True)
    assert (done.served, waits(weak)) == ("", [])
    done = house.came("MUG", 4)
    assert (done.served, house.pool(SOUTH, "MUG"), waits(strong)) == ("2", (4, 4), [])
    assert house.sick() == []


def test_a_cancelled_transfer_is_waited_for_by_nobody(house: House) -> None:
    with house.company.write() as desk:
        order = house.company.order(desk, "1", [("MUG", 3)], warehouse=SOUTH)
    house.confirmed(MUG=5)
    assert [each.qty for each in house.ask(lambda desk: pegs.of_order(desk, order))] == [3]
    house.do(orders.CancelTransfer, transfer_id=house.transfer)
    assert house.ask(lambda desk: pegs.of_order(desk, order)) == ()
    assert house.sick() == []


def test_who_asks_for_goods_that_a_transfer_holds_is_told_which(house: House) -> None:
    house.confirmed(MUG=7)
    picking.start(house.company.runner, house.company.supervisor, house.transfer, no_pause)
    reason = house.ask(lambda desk: allocation.explain(desk, NORTH, "MUG"))
    assert [(each.purpose, each.qty, each.place) for each in reason.holders] == [
        ("transfer TR000001", 5, "A01"),
        ("transfer TR000001", 2, "A02"),
    ]
    held = house.ask(lambda desk: placelist.holders(desk, house.company.bin(desk, "A01").id))
    assert [(each.purpose, each.qty) for each in held] == [("transfer TR000001", 5)]


def test_the_list_has_views(house: House) -> None:
    house.sent(MUG=2)
    house.draft(MUG=1)

    def codes(view: str, text: str = "") -> list[str]:
        return [each.code for each in house.ask(lambda desk: tuple(TRANSFERS.walk(desk, ListQuery(view, text))))]

    assert codes("open") == ["TR000001", "TR000002"]
    assert (codes("on_way"), codes("draft"), codes("done")) == (["TR000001"], ["TR000002"], [])
    assert (codes("all", "mug"), codes("all", "tr000002"), codes("all", "x")) == (
        ["TR000001", "TR000002"],
        ["TR000002"],
        [],
    )


def test_every_state_is_reached_and_every_deed_is_worded() -> None:
    from warehouse_app.wording.transfers import DEEDS, STATES

    reached, todo = {TransferState.DRAFT}, [TransferState.DRAFT]
    while todo:
        for state in NEXT[todo.pop()] - reached:
            reached.add(state)
            todo.append(state)
    assert reached == set(TransferState) == set(NEXT) == set(STATES)
    assert set(DEEDS) == set(What)
