"""The queue of exceptions: each kind is found where it happens, and settled by the deed that helps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.application.test_weights_books import learned
from tests.company import Company
from tests.countbench import Counter
from tests.crewfloor import Floor
from tests.dockbench import Dock
from tests.packbench import Bench, pick
from warehouse_app.application.allocation import allocate
from warehouse_app.application.exceptions import find, queue, resolve
from warehouse_app.application.orders import HoldOrder
from warehouse_app.application.picking import PickScan
from warehouse_app.application.stock import held_by
from warehouse_app.domain.exceptions.judge import deeds
from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed, Given, Queue
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import settings
from warehouse_app.store.schema import counting, floor, purchasing, trade
from warehouse_app.wording.exceptions import case_title


@pytest.fixture
def at(company: Company) -> Floor:
    return Floor(company)


def look(at: Floor, *, resting: bool = False) -> Queue:
    runner = at.company.runner
    now = runner.now()
    return runner.ask(lambda desk: queue(desk, now, resting=resting), at.company.supervisor)


def names(at: Floor) -> list[str]:
    return [case.name for case in look(at).cases]


def only(at: Floor, kind: CaseKind) -> Case:
    (case,) = (each for each in look(at).cases if each.kind is kind)
    return case


def settle(at: Floor, name: str, deed: Deed | str = "", **given: Any) -> Any:
    return resolve(at.company.runner, at.company.supervisor, name, deed, Given(**given), lambda _s: None)


def refused(at: Floor, name: str, deed: Deed | str = "", **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        settle(at, name, deed, **given)
    return caught.value.refusal.code


def lacking(at: Floor, code: str, sku: str = "LAMP", qty: int = 2, **more: object) -> int:
    with at.company.write() as desk:
        order = at.company.order(desk, code, [(sku, qty)], **more)
    allocate(at.company.runner, at.company.supervisor)
    return order


def test_nothing_waits_on_a_quiet_floor(at: Floor) -> None:
    assert look(at).cases == ()
    at.begin()
    assert names(at) == []


def test_what_is_short_is_allocated_again(at: Floor) -> None:
    lacking(at, "2001", total_minor=70_000)
    lacking(at, "2002", ship_by="2010-12-06T10:00:00.000000Z")
    case = only(at, CaseKind.SHORT)
    assert (case.name, case.orders, case.due) == ("short:LAMP", 2, "2010-12-06T10:00:00.000000Z")
    assert case.facts["units"] == 4
    with at.company.write() as desk:
        at.company.stock(desk, "A03", "LAMP", 9)
    assert settle(at, "short:lamp").done == 2
    assert names(at) == []


def test_short_orders_may_leave_in_part_and_wait_again(at: Floor) -> None:
    order = lacking(at, "2001")
    done = settle(at, "short:LAMP", Deed.SHIP_PART)
    parts = trade.orders.select().where(trade.orders.c.id == order)
    with at.company.store.read() as desk:
        assert desk.connection.execute(parts).one().ship_part == 1
    for command in done.undo:
        at.do(command).done()
    with at.company.store.read() as desk:
        assert desk.connection.execute(parts).one().ship_part == 0


def test_a_doubt_is_counted(at: Floor) -> None:
    with at.company.write() as desk:
        at.company.stock(desk, "A03", "LAMP", 1)
    lacking(at, "2001")
    settle(at, "short:LAMP", Deed.COUNT)
    with at.company.store.read() as desk:
        assert desk.connection.execute(counting.count_plan.select()).one().about == "LAMP"


def test_what_held_orders_keep_from_others_is_released_with_a_reason(at: Floor) -> None:
    with at.company.write() as desk:
        at.company.stock(desk, "A03", "LAMP", 2)
    held = lacking(at, "2001")
    at.do(HoldOrder(id="hold", order_id=held, reason="asks the bank", kind="payment")).done()
    lacking(at, "2002")
    case = only(at, CaseKind.RESERVED)
    assert (case.name, case.orders, case.facts["units"]) == ("reserved:LAMP", 1, 2)
    assert refused(at, case.name) == "case_needs"
    settle(at, case.name, reason="2002 leaves first")
    settle(at, "short:LAMP", Deed.ALLOCATE)
    with at.company.store.read() as desk, pytest.raises(Refused):
        held_by(desk, "2001", "LAMP")


def test_damaged_goods_wait_until_somebody_says_what_becomes_of_them(at: Floor) -> None:
    answer = at.begin(scans=1)
    assert answer.state.phase == "item"
    at.scan("DAMAGED")
    case = only(at, CaseKind.DAMAGE)
    assert (case.facts["units"], case.facts["grade"], case.facts["place"]) == (1, "D", "QUARANTINE")
    assert case.since
    assert refused(at, case.name, Deed.SCRAP) == "case_needs"
    settle(at, case.name, Deed.SCRAP, reason="broken")
    assert names(at) == []


def test_what_is_not_damaged_after_all_goes_back(at: Floor) -> None:
    at.begin(scans=1)
    at.scan("DAMAGED")
    case = only(at, CaseKind.DAMAGE)
    assert refused(at, case.name, Deed.UNLOCK, reason="a scratch") == "case_needs"
    settle(at, case.name, Deed.UNLOCK, reason="only the box", place="A01")
    assert names(at) == []


def test_a_code_nobody_knows_becomes_a_product_s(at: Floor) -> None:
    at.begin(scans=1)
    for _ in range(2):
        at.scan("SOMETHING-ELSE")
        at.scan("")
    case = only(at, CaseKind.CODE)
    assert (case.facts["times"], case.facts["station"]) == (2, "P1")
    settle(at, "code:something-else", sku="LAMP")
    assert names(at) == []


def test_what_was_set_aside_rests_until_something_changes(at: Floor) -> None:
    at.begin(scans=1)
    at.scan("OURS")
    at.scan("")
    assert refused(at, "code:OURS", Deed.REST) == "case_needs"
    done = settle(at, "code:OURS", Deed.REST, reason="a sticker of the shop")
    assert names(at) == []
    assert look(at).resting == 1
    (case,) = look(at, resting=True).cases
    assert case.rest is not None
    assert (case.rest.reason, deeds(case)[0]) == ("a sticker of the shop", Deed.WAKE)
    at.do(done.undo[0]).done()
    assert names(at) == ["code:OURS"]
    settle(at, "code:OURS", Deed.REST, reason="a sticker")
    at.scan("OURS")
    assert names(at) == ["code:OURS"], "it was scanned again"


def test_what_rests_for_hours_comes_back_by_itself_and_can_be_taken_up(at: Floor) -> None:
    lacking(at, "2001")
    settle(at, "short:LAMP", Deed.REST, reason="comes at noon", hours=3)
    lacking(at, "2002")
    assert names(at) == []
    back = settle(at, "short:LAMP", Deed.WAKE)
    assert names(at) == ["short:LAMP"]
    at.do(back.undo[0]).done()
    assert names(at) == []
    at.company.clock.forward(hours=3, minutes=1)
    assert "short:LAMP" in names(at)


def test_a_hold_is_ended_with_a_reason_and_put_back(at: Floor) -> None:
    at.do(HoldOrder(id="h", order_id=at.orders[0], reason="no street", kind="address")).done()
    case = only(at, CaseKind.HOLD)
    assert deeds(case)[0] is Deed.CORRECT
    assert case.value_minor == 5_000
    assert refused(at, case.name, Deed.UNHOLD) == "case_needs"
    done = settle(at, case.name, Deed.UNHOLD, reason="they called")
    assert names(at) == []
    at.do(done.undo[0]).done()
    assert [each.fact("reason") for each in look(at).cases] == ["no street"]


def test_payment_is_the_shop_s_to_settle(at: Floor) -> None:
    at.do(HoldOrder(id="h", order_id=at.orders[0], reason="", kind="payment")).done()
    assert names(at) == []


def test_a_cart_that_was_left_is_given_to_somebody(at: Floor) -> None:
    at.begin(scans=2)
    at.company.clock.forward(minutes=31)
    case = only(at, CaseKind.BATCH)
    assert (case.ref, case.fact("state"), case.fact("name")) == (at.batches[0].code, "picking", "Li W.")
    assert refused(at, case.name) == "case_needs"
    done = settle(at, case.name, person="sam")
    assert at.scan(at.batches[0].code, at.sam).code == "resumed"
    assert names(at) == []
    at.company.clock.forward(minutes=31)
    at.do(done.undo[0]).done()
    assert only(at, CaseKind.BATCH).fact("name") == "Li W."


def test_a_cart_that_nobody_took_is_told_after_hours(at: Floor) -> None:
    at.company.clock.forward(hours=3, minutes=1)
    found = [case for case in look(at).cases if case.kind is CaseKind.BATCH]
    assert [case.fact("state") for case in found] == ["released", "released"]
    settle(at, found[0].name, Deed.POOL)


def test_a_cart_that_rests_is_told_at_once(at: Floor) -> None:
    at.begin(scans=1)
    at.scan("PAUSE")
    assert only(at, CaseKind.BATCH).fact("state") == "suspended"


def test_a_stop_that_nobody_sees_is_answered_by_a_message(at: Floor) -> None:
    at.begin(scans=1)
    at.scan("A02")
    assert names(at) == []
    at.company.clock.forward(minutes=11)
    case = only(at, CaseKind.STOP)
    assert case.name == "stop:P1.pick"
    done = settle(at, case.name, reason="Press CONTINUE")
    assert done.undo
    at.scan("")
    assert names(at) == []


def test_an_order_left_half_packed_and_a_weight_that_waits(at: Floor) -> None:
    company = at.company
    with company.write() as desk:
        order = company.order(desk, "3001", [("LAMP", 2)])
        pick(desk, company, order, "T-0901")
    bench = Bench(company, "B1", "PACK")
    bench.scan("T-0901", "LAMP")
    company.clock.forward(minutes=31)
    case = only(at, CaseKind.PACK)
    assert (case.fact("order"), case.fact("station"), case.fact("name")) == ("3001", "B1", "Anna K.")
    settle(at, case.name, Deed.MESSAGE, reason="Is it done?")


def test_a_weight_that_differs_waits_at_the_bench(at: Floor) -> None:
    company = at.company
    with company.write() as desk:
        order = company.order(desk, "3001", [("LAMP", 1)])
        pick(desk, company, order, "T-0901")
        for name, value in (("pack.weigh", "on"), ("pack.weigh_percent", "5")):
            settings.keep(desk, name, "", value)
    bench = Bench(company, "B1", "PACK")
    bench.scan("T-0901", "LAMP")
    assert bench.scan("9000 g").code == "weight_differs"
    case = only(at, CaseKind.WEIGHT)
    assert (case.ref, case.facts["grams"], case.fact("order")) == ("B1", 9000, "3001")
    settle(at, case.name, reason="Count it again")


def test_a_count_is_put_down_and_a_difference_is_decided(at: Floor) -> None:
    counter = Counter(at.company, "H1", "SUP", with_pin=True)
    counter.scan("A01")
    at.company.clock.forward(minutes=31)
    case = only(at, CaseKind.COUNTING)
    settle(at, case.name)
    assert [each.kind for each in look(at).cases] == []
    with at.company.write() as desk:
        desk.connection.execute(counting.count_request.update().values(state="review", counted_at=desk.at))
    case = only(at, CaseKind.REVIEW)
    settle(at, case.name, Deed.REJECT, reason="the books are right")
    assert names(at) == []


def test_goods_nobody_knows_are_named_or_dealt_with(at: Floor) -> None:
    dock = Dock(at.company, "D1", "SUP")
    dock.scan("4006381333931", "1", "4006381333931", "1", "1", "5012345678900", "1", "1")
    with at.company.store.read() as desk:
        assert len(desk.connection.execute(purchasing.parked.select()).all()) == 2
    first, second = (case for case in look(at).cases if case.kind is CaseKind.PARKED)
    settle(at, first.name, sku="LAMP")
    settle(at, second.name, Deed.SOLVE, reason="sent back")
    assert [case for case in look(at).cases if case.kind is CaseKind.PARKED] == []


def test_a_print_is_answered_or_tried_again(at: Floor) -> None:
    with at.company.write() as desk:
        for n, state in enumerate(("unknown", "failed", "quarantined")):
            row = {"intent": f"i{n}", "document": "picklist", "ref": str(n + 1), "printer": "Z1", "state": state}
            desk.connection.execute(floor.print_job.insert().values(**row, at=desk.at, changed_at=desk.at))
    found = {case.fact("state"): case for case in look(at).cases}
    assert deeds(found["unknown"])[0] is Deed.PRINTED
    assert deeds(found["failed"])[0] is Deed.RETRY
    settle(at, found["unknown"].name)
    settle(at, found["failed"].name, Deed.CANCEL)
    assert [case.fact("state") for case in look(at).cases] == ["quarantined"]


def test_a_label_that_does_not_come_is_as_dear_as_its_order(at: Floor) -> None:
    with at.company.write() as desk:
        place = at.company.bin(desk, "A01").id
        values = {"code": "P00000001", "order_id": at.orders[0], "place_id": place, "state": "labelled"}
        desk.connection.execute(floor.parcel.insert().values(id=41, **values))
        row = {"intent": "i", "document": "label", "ref": "41", "printer": "Z1", "state": "failed"}
        desk.connection.execute(floor.print_job.insert().values(**row, at=desk.at, changed_at=desk.at))
    case = only(at, CaseKind.PRINT)
    assert (case.orders, case.fact("order"), case.fact("ref")) == (1, "1001", "P00000001")
    assert case.due == "2010-12-07T17:00:00.000000Z"


def test_a_scanner_that_is_not_read_is_told_after_three_shots(at: Floor) -> None:
    at.begin(scans=1)
    for n in range(3):
        assert not [case for case in look(at).cases if case.kind is CaseKind.SCANNER]
        scan = PickScan(id=at.new, text="\x1d" * (n + 1), device="S-1")
        at.do(scan, at.li)
    case = only(at, CaseKind.SCANNER)
    assert (case.name, case.facts["times"]) == ("scanner:P1.S-1", 3)


def test_a_deed_that_does_not_help_and_what_is_settled_are_refused(at: Floor) -> None:
    lacking(at, "2001")
    assert refused(at, "short:LAMP", Deed.APPROVE) == "not_for_case"
    assert refused(at, "short:LAMP", Deed.LOOK) == "not_for_case"
    assert refused(at, "short:MUG") == "no_such_case"
    with at.company.store.read() as desk:
        assert find(desk, at.company.runner.now(), "SHORT:lamp").ref == "LAMP"


def test_only_who_may_sets_aside_or_decides(at: Floor) -> None:
    lacking(at, "2001")
    with pytest.raises(Refused) as caught:
        resolve(at.company.runner, at.li, "short:LAMP", Deed.REST, Given(reason="x"), lambda _s: None)
    assert caught.value.refusal.code == "no_right"


def test_old_scans_are_no_exceptions(at: Floor) -> None:
    at.begin(scans=1)
    at.scan("OLD")
    at.scan("")
    at.company.clock.forward(hours=25)
    assert not [name for name in names(at) if name.startswith("code:")]


def test_a_weight_in_the_books_that_parcels_contradict_is_put_right_from_the_queue(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG", weight_g=350)
        company.product(desk, "CARD", weight_g=None)
    learned(company, "MUG", 420_000)
    learned(company, "CARD", 12_400)
    runner, boss = company.runner, company.supervisor

    def told() -> list[tuple[str, str]]:
        found = runner.ask(lambda desk: queue(desk, runner.now()), boss).cases
        return [(case.name, case_title(case)) for case in found]

    assert told() == [
        ("books:CARD", "CARD weighs 12 g, the books say nothing"),
        ("books:MUG", "MUG weighs 420 g, the books say 350 g"),
    ]  # fmt: skip
    done = resolve(runner, boss, "books:MUG", "", Given(), lambda _seconds: None)
    assert (done.deed, [name for name, _ in told()]) == ("accept", ["books:CARD"])
    assert runner.perform(done.undo[0], boss).refusal is None
    assert "books:MUG" in dict(told())
    resolve(runner, boss, "books:MUG", "keep", Given(reason="weighed by hand"), lambda _seconds: None)
    assert [name for name, _ in told()] == ["books:CARD"]
