"""A picker walks a batch by scans alone; every wrong scan is stopped; everything can be undone or resumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.doctor import examine
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.picking import PickScan
from warehouse_app.application.pickstate import state
from warehouse_app.application.putback import PutBack
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import PersonId
from warehouse_app.domain.picking.values import PickAnswer, PickState
from warehouse_app.domain.places import PlaceKind
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store import cells, items, places, promises
from warehouse_app.store.schema import counting, floor, ledger, trade
from warehouse_app.wording.say import say


def no_pause(_seconds: float) -> None:
    """Bulk deeds need no pause in tests."""


class Aisle:
    """A company with two orders promised, planned and released in one batch, and a picker with a scanner."""

    def __init__(self, company: Company, capacity: CartCapacity = batches.DEFAULT_CAPACITY) -> None:
        self.company = company
        with company.write() as desk:
            for sku in ("A1", "B2", "C3"):
                company.product(desk, sku)
            company.stock(desk, "A01-01", "A1", 10)
            company.stock(desk, "A01-02", "B2", 5)
            company.stock(desk, "A02-01", "B2", 5)
            self.first = company.order(desk, "1001", [("A1", 3), ("B2", 2)])
            self.second = company.order(desk, "1002", [("A1", 1)])
            for line in desk.connection.execute(trade.order_line.select()).all():
                key = PoolKey(WAREHOUSE, line.sku)
                wanted = Promise(PromiseId(0), Purpose.LINE, line.id, Scope.POOL, key, line.qty, line.id)
                promises.promise(desk, wanted)
        report = batches.plan(company.runner, company.supervisor, capacity=capacity, pause=no_pause)
        self.batches = [row.code for row in report.batches]
        for row in report.batches:
            batches.release(company.runner, company.supervisor, row.id, capacity=capacity, pause=no_pause)

    def scan(self, text: str, session: Session | None = None) -> PickAnswer:
        """Scan once and return the answer."""
        command = PickScan(id=self.company.ids.new(), text=text)
        answer = self.company.runner.perform(command, session or self.company.picker).value
        assert isinstance(answer, PickAnswer)
        return answer

    def follow(self, limit: int = 200) -> list[str]:
        """Scan whatever is expected until nothing is left; return the codes of the answers."""
        codes: list[str] = []
        state_now = self.scan("x").state
        while state_now.expects and len(codes) < limit:
            answer = self.scan(state_now.expects[0].code)
            codes.append(answer.code)
            assert answer.verdict.value in ("accepted", "done"), answer
            state_now = answer.state
        return codes

    def on_hand(self, place: str, sku: str) -> int:
        """Return what a place holds."""
        with self.company.store.read() as desk:
            found = places.by_code(desk, WAREHOUSE, place)
            assert found is not None
            return cells.read(desk, found.id, items.number(desk, Item(sku))).on_hand

    def picked(self, order_id: int) -> list[int]:
        """Return picked units of an order's lines."""
        with self.company.store.read() as desk:
            lines = trade.order_line
            query = lines.select().where(lines.c.order_id == order_id).order_by(lines.c.n)
            return [row.picked for row in desk.connection.execute(query)]


@pytest.fixture
def aisle(company: Company) -> Aisle:
    """Return a released batch and a picker."""
    return Aisle(company)


def test_following_what_is_expected_picks_everything(aisle: Aisle) -> None:
    codes = aisle.follow()
    assert codes[0] == "batch_open"
    assert codes[-1] == "batch_picked"
    assert aisle.picked(aisle.first) == [3, 2]
    assert aisle.picked(aisle.second) == [1]
    assert aisle.on_hand("A01-01", "A1") == 6
    with aisle.company.store.read() as desk:
        assert desk.connection.execute(ledger.promise.select()).all() == []
        totes = places.of_kind(desk, PlaceKind.TOTE)
        carts = places.of_kind(desk, PlaceKind.CART)
        assert {places.stands_at(desk, tote) for tote in totes} == {carts[0]}


def test_a_wrong_place_stops_until_it_is_acknowledged(aisle: Aisle) -> None:
    aisle.scan(aisle.batches[0])
    wanted = state_of(aisle).expects[0].code
    other = "A02-01" if wanted != "A02-01" else "A01-01"
    stopped = aisle.scan(other)
    assert (stopped.code, stopped.klass, stopped.facts["wanted"]) == ("wrong_place", "stop", wanted)
    assert aisle.scan(wanted).code == "acknowledge_first"
    assert aisle.scan("").code == "acknowledged"
    assert aisle.scan(wanted).code == "right_place"


def state_of(aisle: Aisle) -> PickState:
    """Return what the screen shows now."""
    with aisle.company.store.read() as desk:
        return state(desk, aisle.company.picker)


def test_an_item_before_its_place_is_a_note(aisle: Aisle) -> None:
    aisle.scan(aisle.batches[0])
    answer = aisle.scan("A1")
    assert (answer.code, answer.klass) == ("place_first", "note")


def test_wrong_item_and_too_many_change_nothing(aisle: Aisle) -> None:
    opened = aisle.scan(aisle.batches[0])
    aisle.scan(opened.state.expects[0].code)
    before = aisle.on_hand("A01-01", "A1"), aisle.on_hand("A01-02", "B2")
    assert aisle.scan("C3").code == "wrong_item"
    aisle.scan("CONTINUE")
    task = aisle.scan("nothing").state.task
    assert task is not None
    aisle.scan(task.sku)
    assert aisle.scan(f"*{task.qty + 1}").code == ("over_pick" if task.qty > 1 else "nothing_to_count")
    after = aisle.on_hand("A01-01", "A1"), aisle.on_hand("A01-02", "B2")
    assert sum(before) - sum(after) == 1


def test_star_n_counts_the_scan_as_n(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    while answer.state.task is None or answer.state.task.qty < 3 or answer.state.phase != "item":
        answer = aisle.scan(answer.state.expects[0].code)
    aisle.scan("A1")
    counted = aisle.scan("*3")
    assert counted.code == "item_complete"
    assert aisle.on_hand("A01-01", "A1") in (7, 6)


def test_what_completes_an_item_says_so_and_where_the_next_one_is(company: Company) -> None:
    aisle = Aisle(company, CartCapacity(slots=1, units=1_000))
    answer = aisle.scan(aisle.batches[0])
    while answer.state.task is None or answer.state.task.qty < 2 or answer.state.phase != "item":
        answer = aisle.scan(answer.state.expects[0].code)
    task = answer.state.task
    aisle.scan(task.sku)
    done = aisle.scan(f"*{task.qty}")
    follows = done.state.task
    assert follows is not None
    told = f"All {task.qty} taken. Next: {follows.left} of {follows.sku} at {follows.place}"
    assert say(done.code, done.facts) == told


def test_undo_puts_the_goods_and_the_promise_back(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    aisle.scan(answer.state.expects[0].code)
    task = aisle.scan("x").state.task
    assert task is not None
    before = aisle.on_hand(task.place, task.sku)
    aisle.scan(task.sku)
    assert aisle.on_hand(task.place, task.sku) == before - 1
    undone = aisle.scan("UNDO")
    assert undone.code == "undone"
    assert aisle.on_hand(task.place, task.sku) == before
    assert aisle.scan("UNDO").code == "nothing_to_undo"
    assert aisle.follow()[-1] == "batch_picked"


def cancelled(aisle: Aisle, order_id: int) -> None:
    """Cancel an order in the office."""
    command = CancelOrder(id=aisle.company.ids.new(), order_id=order_id, reason="changed their mind")
    aisle.company.runner.perform(command, aisle.company.supervisor).done()


def test_a_pick_for_an_order_cancelled_meanwhile_is_undone_without_a_promise(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    while answer.state.task is None or answer.state.task.order != "1001" or answer.state.phase != "item":
        answer = aisle.scan(answer.state.expects[0].code)
    task = answer.state.task
    before = aisle.on_hand(task.place, task.sku)
    aisle.scan(task.sku)
    cancelled(aisle, aisle.first)
    assert aisle.scan("UNDO").code == "undone"
    assert aisle.on_hand(task.place, task.sku) == before
    assert aisle.picked(aisle.first) == [0, 0]
    with aisle.company.store.read() as desk:
        live = [row.ref for row in desk.connection.execute(ledger.promise.select()).all()]
        lines = desk.connection.execute(
            trade.order_line.select().where(trade.order_line.c.order_id == aisle.second)
        ).all()
        assert live == [line.id for line in lines]
    assert all(
        check.ok
        for check in examine(aisle.company.runner, aisle.company.supervisor).checks
        if "cancelled" in check.name
    )
    assert aisle.follow()[-1] == "batch_picked"


def test_undo_takes_back_only_what_was_picked_in_this_batch(aisle: Aisle) -> None:
    aisle.follow()
    back = PutBack(id=aisle.company.ids.new(), order_id=aisle.first)
    aisle.company.runner.perform(back, aisle.company.supervisor).done()
    allocate(aisle.company.runner, aisle.company.supervisor)
    with aisle.company.write() as desk:
        desk.connection.execute(floor.batch.update().values(state="closed"))
    (again,) = batches.plan(aisle.company.runner, aisle.company.supervisor, pause=no_pause).batches
    batches.release(aisle.company.runner, aisle.company.supervisor, again.id, pause=no_pause)
    aisle.company.clock.forward(minutes=5)
    aisle.scan(again.code)
    assert aisle.scan("UNDO").code == "nothing_to_undo"


def test_the_same_command_twice_is_one_deed(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    aisle.scan(answer.state.expects[0].code)
    task = aisle.scan("x").state.task
    assert task is not None
    command = PickScan(id="mine", text=task.sku)
    first = aisle.company.runner.perform(command, aisle.company.picker)
    again = aisle.company.runner.perform(command, aisle.company.picker)
    assert again.replayed
    assert first.value == again.value
    assert aisle.scan("x").state.done_units == 1


def test_short_takes_the_rest_from_another_bin_and_asks_for_a_count(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    while answer.state.task is None or answer.state.task.sku != "B2" or answer.state.phase != "item":
        answer = aisle.scan(answer.state.expects[0].code)
    place = answer.state.task.place
    assert aisle.scan("SHORT").code == "short"
    assert aisle.follow()[-1] == "batch_picked"
    assert aisle.picked(aisle.first) == [3, 2]
    with aisle.company.store.read() as desk:
        assert len(desk.connection.execute(counting.count_request.select()).all()) == 1
        doubted = places.by_code(desk, WAREHOUSE, place)
        assert doubted is not None
        cell = cells.read(desk, doubted.id, items.number(desk, Item("B2")))
        assert cell.on_hand == cell.held, "what nobody can find is promised to nobody"


@pytest.mark.parametrize("card", ["SHORT", "FINISH SHORT"])
def test_nothing_is_short_before_its_place_was_scanned(aisle: Aisle, card: str) -> None:
    before = aisle.scan(aisle.batches[0]).state
    refused = aisle.scan(card)
    assert (refused.code, refused.klass) == ("place_first", "note")
    assert refused.state == before
    with aisle.company.store.read() as desk:
        assert not desk.connection.execute(counting.count_request.select()).all()


def test_short_with_no_other_bin_is_a_visible_shortage(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    while answer.state.task is None or answer.state.task.sku != "A1" or answer.state.phase != "item":
        answer = aisle.scan(answer.state.expects[0].code)
    aisle.scan("SHORT")
    aisle.follow()
    with aisle.company.store.read() as desk:
        lost = desk.connection.execute(ledger.shortage.select()).all()
        assert lost
        assert {row.reason for row in lost} == {"short pick"}


def test_another_process_resumes_at_the_same_line(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    before = aisle.scan(answer.state.expects[0].code).state
    with aisle.company.store.read() as desk:
        assert state(desk, aisle.company.picker) == before


def test_pause_and_another_person_without_right_cannot_go_on(aisle: Aisle) -> None:
    aisle.scan(aisle.batches[0])
    assert aisle.scan("PAUSE").code == "paused"
    refused = aisle.scan(aisle.batches[0], aisle.company.packer)
    assert refused.code == "not_your_batch"
    assert aisle.scan(aisle.batches[0]).code == "resumed"


def test_after_a_take_over_the_old_station_is_told(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    aisle.scan(aisle.batches[0], aisle.company.supervisor)
    lost = aisle.scan(answer.state.expects[0].code)
    assert (lost.code, lost.klass) == ("claim_lost", "stop")
    assert lost.state.phase == "idle"


def test_an_order_larger_than_the_cart_goes_in_trips(company: Company) -> None:
    aisle = Aisle(company, CartCapacity(slots=12, units=2))
    codes: list[str] = []
    for _ in aisle.batches:
        codes += aisle.follow()
    assert "trip_picked" in codes
    assert codes.count("batch_picked") == len(aisle.batches)
    assert aisle.picked(aisle.first) == [3, 2]


def test_found_goods_need_the_right_and_ask_for_a_count(aisle: Aisle) -> None:
    answer = aisle.scan(aisle.batches[0])
    aisle.scan(answer.state.expects[0].code)
    assert aisle.scan("FOUND").code == "no_right"
    session = Session(aisle.company.supervisor.actor, "S9")
    again = aisle.scan(aisle.batches[0], session)
    aisle.scan(again.state.expects[0].code, session)
    assert aisle.scan("FOUND", session).code == "found_ready"
    other = Session(replace(aisle.company.picker.actor, person=PersonId("p-eve")), "S9")
    assert aisle.scan("C3", other).code == "wrong_item", "the right was hers, not the bench's"
    aisle.scan("", session)
    assert aisle.scan("C3", session).code == "found"
    with aisle.company.store.read() as desk:
        assert len(desk.connection.execute(counting.count_request.select()).all()) == 1


def test_found_goods_are_kept_for_no_order_that_was_cancelled(aisle: Aisle) -> None:
    session = Session(aisle.company.supervisor.actor, "S9")
    answer = aisle.scan(aisle.batches[0], session)
    aisle.scan(answer.state.expects[0].code, session)
    cancelled = CancelOrder(id="stop", order_id=aisle.first, reason="changed their mind")
    assert aisle.company.runner.perform(cancelled, aisle.company.supervisor).refusal is None
    assert aisle.scan("FOUND", session).code == "found_ready"
    assert aisle.scan("A1", session).code == "found"
    assert sound(aisle) == []


def test_goods_of_a_stopped_order_go_back_to_their_bins(aisle: Aisle) -> None:
    aisle.follow()
    command = PutBack(id="back", order_id=aisle.first)
    answer = aisle.company.runner.perform(command, aisle.company.supervisor)
    assert answer.refusal is None
    assert aisle.picked(aisle.first) == [0, 0]
    assert (aisle.on_hand("A01-01", "A1"), aisle.picked(aisle.second)) == (9, [1])
    again = PutBack(id="again", order_id=aisle.first)
    refusal = aisle.company.runner.perform(again, aisle.company.supervisor).refusal
    assert refusal is not None
    assert refusal.code == "nothing_in_totes"


def test_a_badge_in_the_item_field_is_never_kept(aisle: Aisle) -> None:
    badge = make(OwnKind.USER, "SECRETBADGE1")
    answer = aisle.scan(badge)
    assert answer.verdict.value == "refused"
    assert badge not in repr(answer)
    with aisle.company.store.read() as desk:
        assert [row.raw for row in desk.connection.execute(floor.scan.select())] == ["badge"]
        kept = desk.connection.execute(ledger.command.select().where(ledger.command.c.name == "PickScan")).all()
        assert all("SECRETBADGE1" not in row.outcome for row in kept)


def quarantined(aisle: Aisle, sku: str) -> int:
    """Return how many damaged units of a product are locked away."""
    with aisle.company.store.read() as desk:
        found = places.by_code(desk, WAREHOUSE, "QUARANTINE")
        return 0 if found is None else cells.read(desk, found.id, items.number(desk, Item(sku, grade="D"))).on_hand


def at_item(aisle: Aisle, sku: str) -> PickAnswer:
    """Walk to the place of a product's first task."""
    answer = aisle.scan(aisle.batches[0])
    while answer.state.task is not None and (answer.state.task.sku != sku or answer.state.phase != "item"):
        answer = aisle.scan(answer.state.expects[0].code)
    return answer


def sound(aisle: Aisle) -> list[str]:
    """Return the names of broken checks; the goods of this company came without a command or a known person."""
    found = examine(aisle.company.runner, aisle.company.supervisor)
    broken = {check.name for check in found.checks if not check.ok}
    return sorted(broken - {"whoever acted is known", "every entry has legs and a command"})


def test_a_damaged_unit_is_replaced_from_the_same_place_while_it_has_more(aisle: Aisle) -> None:
    at_item(aisle, "A1")
    answer = aisle.scan("DAMAGED")
    assert (answer.code, answer.facts["bad"]) == ("damaged_here", "QUARANTINE")
    assert (aisle.on_hand("A01-01", "A1"), quarantined(aisle, "A1")) == (9, 1)
    aisle.follow()
    assert aisle.picked(aisle.first) == [3, 2]
    assert aisle.picked(aisle.second) == [1]
    assert sound(aisle) == []


def test_a_damaged_unit_is_replaced_from_another_place_where_its_own_has_no_more(aisle: Aisle) -> None:
    at_item(aisle, "B2")
    for _ in range(3):
        assert aisle.scan("DAMAGED").code == "damaged_here"  # the place had three more than was promised
    answer = aisle.scan("DAMAGED")
    assert answer.code == "damaged_here"
    assert quarantined(aisle, "B2") == 4
    aisle.follow()
    assert aisle.picked(aisle.first) == [3, 2]
    assert sound(aisle) == []


def test_the_last_damaged_unit_becomes_a_shortage(company: Company) -> None:
    aisle = Aisle(company)
    at_item(aisle, "B2")
    codes = []
    while quarantined(aisle, "B2") < 10:
        answer = aisle.scan("DAMAGED")
        if answer.code == "place_first":
            answer = aisle.scan(str(answer.facts["wanted"]))
        codes.append(answer.code)
        if answer.state.task is None or answer.state.task.sku != "B2":
            break
    assert quarantined(aisle, "B2") == 10
    with company.store.read() as desk:
        assert desk.connection.execute(ledger.shortage.select()).first() is not None
    assert sound(aisle) == []


def test_undo_after_damaged_takes_the_last_pick_back_and_leaves_what_is_locked_away(aisle: Aisle) -> None:
    at_item(aisle, "A1")
    assert aisle.scan("DAMAGED").code == "damaged_here"
    assert aisle.scan("UNDO").code == "nothing_to_undo"
    assert aisle.scan("A1").code == "right_item"
    assert aisle.scan("DAMAGED").code == "damaged_here"
    answer = aisle.scan("UNDO")
    assert (answer.code, answer.facts["qty"]) == ("undone", 1)
    assert (aisle.on_hand("A01-01", "A1"), quarantined(aisle, "A1")) == (8, 2)
    assert aisle.picked(aisle.first)[0] == 0
    aisle.follow()
    assert aisle.picked(aisle.first) == [3, 2]
    assert sound(aisle) == []


def test_damaged_asks_for_the_place_first(aisle: Aisle) -> None:
    aisle.scan(aisle.batches[0])
    assert aisle.scan("DAMAGED").code == "place_first"


@pytest.mark.parametrize("card", ["ISSUE", "SUPERVISOR"])
def test_a_card_that_does_nothing_here_says_what_to_do(aisle: Aisle, card: str) -> None:
    answer = aisle.scan(card)
    assert (answer.code, answer.klass) == ("means_nothing_here", "note")
    sentence = say(answer.code, answer.facts)
    assert "PAUSE" in sentence
    assert "supervisor" in sentence


def test_a_picker_begins_no_other_box(aisle: Aisle) -> None:
    answer = aisle.scan("NEXT BOX")
    assert say(answer.code, answer.facts) == ("No other box can be begun here. Go on with what the screen asks for")


def test_n_without_a_scan_before_it_says_so(aisle: Aisle) -> None:
    at_item(aisle, "A1")
    answer = aisle.scan("*3")
    assert (answer.code, say(answer.code, answer.facts)) == (
        "nothing_to_count",
        "There is no scan to count as 3. Scan the item, then type *3",
    )
