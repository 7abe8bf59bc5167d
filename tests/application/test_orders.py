"""Orders are found, shown whole, held and cancelled; every deed leaves its trace in the order's story."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.company import WAREHOUSE, Company, key_of
from tests.packbench import Bench, inside, pick
from warehouse_app.application import allocation, batches, orders
from warehouse_app.application.orderedit import SetOrder, order_fields
from warehouse_app.application.orders import Cancelled, CancelOrder, HoldOrder, ShipPart, UnholdOrder
from warehouse_app.application.packing import unpack_parcel
from warehouse_app.application.putback import PutBack
from warehouse_app.application.run import Command, NoRight, Outcome
from warehouse_app.domain.editing import BadField, Change, ChangedMeanwhile
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.readiness import Fulfilment, Readiness, Stage
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.orders.values import OrderDetail, OrderRow
from warehouse_app.domain.orders.values import PutBack as ToPutBack
from warehouse_app.domain.picking.values import BatchRow
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import cells
from warehouse_app.store.schema import floor, office, trade
from warehouse_app.store.search import narrow, words
from warehouse_app.wording.say import say, say_error

NOW = "2010-12-06T09:00:00.000000Z"


def no_pause(_seconds: float) -> None:
    """Bulk deeds need no pause in tests."""


def do(company: Company, command: type[Command], order_id: int, **more: Any) -> Outcome[Any]:
    return company.runner.perform(command(id=company.ids.new(), order_id=order_id, **more), company.supervisor)  # type: ignore[call-arg]


def query(view: str = "all", text: str = "", sort: str = "", **filters: str) -> ListQuery:
    narrowed = tuple(filters.items())
    return ListQuery(view, text, narrowed, sort.removeprefix("-"), sort.startswith("-"), now=NOW)


def codes(company: Company, **wanted: str) -> list[str]:
    asked = query(**wanted)
    return [row.code for row in company.runner.ask(lambda desk: orders.find_orders(desk, asked), company.picker)]


def row(company: Company, order_id: int) -> OrderRow:
    return detail(company, order_id).row


def detail(company: Company, order_id: int) -> OrderDetail:
    return company.runner.ask(lambda desk: orders.order_detail(desk, order_id), company.picker)


def story(company: Company, order_id: int) -> list[str]:
    return [event.code.removeprefix("story_") for event in detail(company, order_id).timeline]


def promised(company: Company, sku: str) -> int:
    with company.store.read() as desk:
        return cells.read_pool(desk, PoolKey(WAREHOUSE, sku)).promised


@pytest.fixture
def shop(company: Company) -> Company:
    """Ten A1 and nothing of B2; four orders, promised what is there."""
    with company.write() as desk:
        for sku in ("A1", "B2"):
            company.product(desk, sku)
        company.stock(desk, "A01-01", "A1", 10)
        who = office.person
        people = ({"id": "p-sup", "code": "SUP", "name": "Maria S.", "role": "supervisor", "created_at": NOW},)
        desk.connection.execute(who.insert().values(people))
        buyer = desk.connection.execute(trade.customer.insert().values(code="17850", country="France"))
        company.order(desk, "1001", [("A1", 3)], total_minor=500, country="United Kingdom")
        company.order(
            desk,
            "1002",
            [("A1", 2), ("B2", 2)],
            total_minor=900,
            customer_id=key_of(buyer),
            country="France",
        )
        company.order(desk, "1003", [("B2", 1)], ship_by="2010-12-06T08:00:00.000000Z", total_minor=100)
        company.order(desk, "2004", [("A1", 1)], ship_by="2010-12-06T17:00:00.000000Z", channel="web", total_minor=700)
        desk.connection.execute(trade.order_address.insert().values(order_id=2, name="Zoë 50%_off"))
        words.remember(desk, "order", ((2, "Zoë 50%_off"),))
    allocation.allocate(company.runner, company.supervisor)
    return company


ALL = ["1003", "2004", "1001", "1002"]


def test_a_list_shows_what_is_computed_of_every_order(shop: Company) -> None:
    asked = ListQuery()
    found = {each.code: each for each in shop.runner.ask(lambda desk: orders.find_orders(desk, asked), shop.picker)}
    told = {code: (each.readiness, each.stage, each.short_units) for code, each in found.items()}
    assert told == {
        "1001": (Readiness.GREEN, Stage.READY, 0),
        "1002": (Readiness.AMBER, Stage.SHORT, 2),
        "1003": (Readiness.RED, Stage.SHORT, 1),
        "2004": (Readiness.GREEN, Stage.READY, 0),
    }
    assert {each.fulfilment for each in found.values()} == {Fulfilment.NONE}
    assert (found["1002"].customer, found["1002"].country, found["1002"].units) == ("17850", "France", 4)


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("all", ALL),
        ("open", ALL),
        ("to_ship_today", ["1003", "2004"]),
        ("late", ["1003"]),
        ("short", ["1003", "1002"]),
        ("ready", ["2004", "1001"]),
        ("on_hold", []),
        ("closed", []),
        ("no such view", []),
    ],
)
def test_a_view_shows_its_orders_and_its_count_agrees(shop: Company, view: str, shown: list[str]) -> None:
    assert codes(shop, view=view) == shown
    counts = shop.runner.ask(lambda desk: orders.count_views(desk, ListQuery(now=NOW)), shop.picker)
    assert counts.get(view, 0) == len(shown)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"light": "green"}, ["2004", "1001"]),
        ({"light": "amber"}, ["1002"]),
        ({"light": "red"}, ["1003"]),
        ({"light": "blue"}, []),
        ({"country": "France"}, ["1002"]),
        ({"channel": "web"}, ["2004"]),
        ({"state": "cancelled"}, []),
        ({"text": " 100 "}, ["1003", "1001", "1002"]),
        ({"text": "17850"}, ["1002"]),
        ({"text": "50%_"}, ["1002"]),
        ({"text": "zoe off"}, ["1002"]),
        ({"text": "off zo"}, ["1002"]),
        ({"text": "oe"}, []),
        ({"text": "003"}, []),
        ({"text": "178"}, ["1002"]),
        ({"text": "%"}, []),
        ({"text": "1_0"}, []),
        ({"text": "\\"}, []),
        ({"text": "' OR 1=1 --"}, []),
        ({"sort": "-value"}, ["1002", "2004", "1001", "1003"]),
        ({"sort": "code", "view": "short"}, ["1002", "1003"]),
        ({"sort": "total; DROP TABLE orders"}, ALL),
    ],
)
def test_filters_combine_and_hostile_text_is_only_text(shop: Company, wanted: dict[str, str], shown: list[str]) -> None:
    assert codes(shop, **wanted) == shown
    asked = query(**wanted)
    assert shop.runner.ask(lambda desk: orders.ORDERS.extent(desk, asked), shop.picker).total == len(shown)


def test_of_a_text_that_very_many_speak_of_the_first_are_shown_and_more_are_told(
    shop: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    with shop.write() as desk:
        words.remember(desk, "order", ((1, "Anna Fischer"), (3, "Ben Fischer"), (4, "Anna Weber")))
    monkeypatch.setattr(narrow, "MOST", 1)
    monkeypatch.setattr(narrow, "EXAMINED", 2)
    told = {}
    for text in ("fischer", "zoe", "anna fischer", "ann"):
        asked = query(text=text)
        told[text] = shop.runner.ask(lambda desk, asked=asked: orders.ORDERS.extent(desk, asked), shop.picker)  # type: ignore[misc]
    assert {text: (each.total, each.more) for text, each in told.items()} == {
        "fischer": (1, True),
        "zoe": (1, False),
        "anna fischer": (1, False),
        "ann": (1, True),
    }


def test_leaving_narrows_a_list_beside_other_filters(shop: Company) -> None:
    assert codes(shop, leaves="overdue") == ["1003"]
    assert codes(shop, leaves="today") == ["1003", "2004"]
    assert codes(shop, leaves="today", channel="web") == ["2004"]
    assert codes(shop, leaves="tomorrow") == ["1001", "1002"]
    assert codes(shop, leaves="week", country="France") == ["1002"]
    assert codes(shop, leaves="never") == []
    channels, countries = shop.runner.ask(orders.order_choices, shop.picker)
    assert (channels, countries) == (("shop", "web"), ("France", "United Kingdom"))


def test_an_order_is_changed_and_the_second_person_is_told(shop: Company) -> None:
    code = "1001"
    number = shop.runner.ask(lambda desk: orders.order_id_of(desk, code), shop.picker)
    before = shop.runner.ask(lambda desk: order_fields(desk, number), shop.picker)
    later = Change("ship_by", before["ship_by"], "2010-12-09T12:00:00+01:00")
    assert do(shop, SetOrder, number, changes=(later, Change("note", "", "Ring twice"))).done() == code
    after = shop.runner.ask(lambda desk: order_fields(desk, number), shop.picker)
    assert (after["ship_by"], after["note"]) == ("2010-12-09T11:00:00.000000Z", "Ring twice")
    assert "changed" in story(shop, number)

    second = do(shop, SetOrder, number, changes=(Change("note", "", "Leave at the door"), Change("priority", "0", "9")))
    assert second.refusal == ChangedMeanwhile(code, "note", "", "Ring twice")
    assert shop.runner.ask(lambda desk: order_fields(desk, number), shop.picker)["priority"] == "0"


@pytest.mark.parametrize(
    ("field", "value"), [("priority", "10"), ("priority", "x"), ("ship_by", "soon"), ("colour", "x")]
)
def test_what_an_order_cannot_have_is_refused(shop: Company, field: str, value: str) -> None:
    before = shop.runner.ask(lambda desk: order_fields(desk, 1), shop.picker)
    refusal = do(shop, SetOrder, 1, changes=(Change(field, before.get(field, ""), value),)).refusal
    assert isinstance(refusal, BadField)


def test_an_order_that_is_over_is_not_changed(shop: Company) -> None:
    do(shop, CancelOrder, 1, reason="no more")
    refusal = do(shop, SetOrder, 1, changes=(Change("note", "", "x"),)).refusal
    assert refusal is not None
    assert refusal.code == "order_not_open"


def test_pages_follow_each_other_without_gap(shop: Company) -> None:
    pages = [
        shop.runner.ask(lambda desk, at=at: orders.find_orders(desk, ListQuery(), 3, at), shop.picker)  # type: ignore[misc]
        for at in (0, 3, 6)
    ]
    assert [[each.code for each in page] for page in pages] == [ALL[:3], ALL[3:], []]


def test_an_order_is_found_by_its_code_and_by_channel_where_two_have_it(shop: Company) -> None:
    with shop.write() as desk:
        other = shop.order(desk, "1001", [("A1", 1)], channel="web")
    with shop.store.read() as desk:
        assert orders.order_id_of(desk, " 1002 ") == 2
        assert orders.order_id_of(desk, "1001", "web") == other
        for code, channel, refusal in (("9", None, "no_such_order"), ("1001", None, "order_in_channels")):
            with pytest.raises(Refused) as no:
                orders.order_id_of(desk, code, channel)
            assert no.value.refusal.code == refusal
        with pytest.raises(Refused):
            orders.order_detail(desk, 999)


def test_an_order_shown_whole_says_what_each_line_lacks_and_why(shop: Company) -> None:
    whole = detail(shop, 2)
    assert [(line.sku, line.qty, line.promised, line.short) for line in whole.lines] == [
        ("A1", 2, 2, 0),
        ("B2", 2, 0, 2),
    ]
    assert whole.lines[0].why is None
    why = whole.lines[1].why
    assert why is not None
    assert (why.asked, why.short, why.cause.value) == (2, 2, "never_stocked")
    assert whole.address is not None
    assert whole.address.name == "Zoë 50%_off"
    assert story(shop, 2) == ["came_in", "made", "short"]


def test_a_hold_keeps_promises_blocks_release_and_tells_who_and_why(shop: Company) -> None:
    assert do(shop, HoldOrder, 1, reason="call the buyer").value == "1001"
    held = detail(shop, 1)
    assert (held.row.stage, held.row.holds, held.row.readiness) == (Stage.HOLD, ("manual",), Readiness.GREEN)
    [hold] = held.holds
    assert (hold.kind, hold.reason, hold.who) == ("manual", "call the buyer", "Maria S.")
    assert (codes(shop, view="on_hold"), codes(shop, view="ready")) == (["1001"], ["2004"])
    report = batches.plan(shop.runner, shop.supervisor, orders=(1,), pause=no_pause)
    assert [(each.order, each.why) for each in report.left_out] == [("1001", "held")]
    again = do(shop, HoldOrder, 1, reason="once more")
    assert again.refusal is not None
    assert (again.refusal.code, again.refusal.facts()["reason"]) == ("already_held", "call the buyer")
    assert do(shop, HoldOrder, 1, reason="no street", kind="address").refusal is None
    assert do(shop, UnholdOrder, 1, kind="manual").value == "1001"
    assert row(shop, 1).holds == ("address",)
    assert do(shop, UnholdOrder, 1).refusal is None
    assert row(shop, 1).stage is Stage.READY
    assert story(shop, 1) == ["came_in", "made", "held", "held", "unheld", "unheld"]
    events = detail(shop, 1).timeline
    assert say(events[2].code, events[2].facts) == "Held: call the buyer"
    assert events[2].who == "Maria S."


def test_an_order_in_a_planned_batch_is_still_ready(shop: Company) -> None:
    [planned] = batches.plan(shop.runner, shop.supervisor, orders=(1,), pause=no_pause).batches
    assert row(shop, 1).stage is Stage.READY
    assert "1001" in codes(shop, view="ready"), planned


def test_there_are_six_kinds_of_hold_and_none_is_taken_twice(shop: Company) -> None:
    no = do(shop, HoldOrder, 1, reason="", kind="mood").refusal
    assert no is not None
    assert say_error(no) == ("There is no hold mood. Choose one of address, fraud, payment, stock, customer, manual")
    nothing = do(shop, UnholdOrder, 1).refusal
    assert nothing is not None
    assert nothing.code == "not_held"


def test_an_order_may_leave_incomplete_when_someone_says_so(shop: Company) -> None:
    assert codes(shop, view="ready") == ["2004", "1001"]
    do(shop, ShipPart, 2)
    assert (row(shop, 2).stage, row(shop, 2).ship_part) == (Stage.READY, True)
    assert codes(shop, view="ready") == ["2004", "1001", "1002"]
    do(shop, ShipPart, 2, part=False)
    assert row(shop, 2).stage is Stage.SHORT
    assert story(shop, 2)[-2:] == ["ship_part", "wait_for_all"]


def test_cancelling_gives_every_promise_back_with_its_reason(shop: Company) -> None:
    assert promised(shop, "A1") == 6
    done = do(shop, CancelOrder, 2, reason="buyer changed her mind").value
    assert done == Cancelled("1002", 2, ())
    assert promised(shop, "A1") == 4
    assert (row(shop, 2).state, row(shop, 2).stage) == (OrderState.CANCELLED, Stage.CANCELLED)
    assert story(shop, 2) == ["came_in", "made", "short", "released", "cancelled"]
    assert codes(shop, view="short") == ["1003"]
    assert codes(shop, view="cancelled") == ["1002"]
    for command, more in ((CancelOrder, {"reason": ""}), (HoldOrder, {"reason": ""}), (ShipPart, {})):
        no = do(shop, command, 2, **more).refusal
        assert no is not None
        assert say_error(no) == "Order 1002 is cancelled. It cannot be changed any more"


def planned_with_another(shop: Company) -> tuple[int, BatchRow]:
    """Plan 1001 and one more order of its day into one batch; return the other order and the batch."""
    with shop.write() as desk:
        other = shop.order(desk, "1005", [("A1", 1)])
    allocation.allocate(shop.runner, shop.supervisor)
    [planned] = batches.plan(shop.runner, shop.supervisor, orders=(1, other), pause=no_pause).batches
    return other, planned


def test_cancelling_takes_an_order_out_of_its_planned_batch(shop: Company) -> None:
    other, planned = planned_with_another(shop)
    assert planned.orders == 2
    do(shop, CancelOrder, 1, reason="")
    with shop.store.read() as desk:
        assert [slot.order for slot in batches.batch_detail(desk, planned.id).orders] == ["1005"]
    do(shop, CancelOrder, other, reason="")
    with shop.store.read() as desk:
        assert [each.state for each in batches.find_batches(desk)] == ["discarded"]


def test_cancelling_ends_the_pick_tasks_of_that_order_alone(shop: Company) -> None:
    other, planned = planned_with_another(shop)
    batches.release(shop.runner, shop.supervisor, planned.id, pause=no_pause)
    assert row(shop, 1).stage is Stage.RELEASED
    assert do(shop, CancelOrder, 1, reason="").value == Cancelled("1001", 3, ())
    with shop.store.read() as desk:
        tasks = {each.order_id: each.state for each in desk.connection.execute(floor.task.select())}
        where = shop.bin(desk, "A01-01")
        rows = desk.connection.execute(floor.task.select()).all()
        assert cells.read(desk, where.id, rows[0].item_id).held == 1
    assert tasks == {1: "cancelled", other: "open"}


def test_goods_in_totes_stay_there_and_are_named_until_someone_puts_them_back(shop: Company) -> None:
    with shop.write() as desk:
        pick(desk, shop, 3, "T1")
        desk.connection.execute(
            floor.batch.insert().values(code="B9", warehouse=WAREHOUSE, ship_day="", planned_at=NOW, state="picked")
        )
        place = shop.bin(desk, "T1")
        values = {"batch_id": 1, "order_id": 3, "slot": "A", "tote_id": place.id}
        desk.connection.execute(floor.batch_order.insert().values(**values))
    done = do(shop, CancelOrder, 3, reason="").done()
    assert done.to_put_back == (ToPutBack("B2", 1, "T1", "TOTE"),)
    assert inside(shop, "T1") == {"B2": 1}
    back = do(shop, PutBack, 3).done()
    assert [(each.sku, each.qty, each.tote, each.place) for each in back] == [("B2", 1, "T1", "A01")]
    assert inside(shop, "T1") == {}


def test_a_packed_parcel_of_a_cancelled_order_is_void_and_can_be_unpacked(shop: Company) -> None:
    with shop.write() as desk:
        pick(desk, shop, 3, "T1")
    Bench(shop).scan("T1", "B2")
    assert row(shop, 3).stage is Stage.PACKED
    done = do(shop, CancelOrder, 3, reason="").done()
    assert done.to_put_back == (ToPutBack("B2", 1, "P00000001", "PARCEL"),)
    with shop.store.read() as desk:
        assert [each.state for each in desk.connection.execute(floor.parcel.select())] == ["voided"]
        assert [each.state for each in desk.connection.execute(floor.label.select())] == ["voided"]
    outcome = unpack_parcel(shop.runner, shop.supervisor, 1, "cancelled")
    assert outcome.value is not None
    assert (outcome.value.units, outcome.value.totes) == (1, ("T1",))
    assert inside(shop, "T1") == {"B2": 1}


@pytest.mark.parametrize(("manifest", "refused"), [("open", False), ("closing", True), ("closed", True)])
def test_an_order_cannot_be_cancelled_once_its_parcel_leaves(shop: Company, manifest: str, refused: bool) -> None:
    with shop.write() as desk:
        pick(desk, shop, 3, "T1")
    Bench(shop).scan("T1", "B2")
    with shop.write() as desk:
        values = {"code": "M1", "carrier": "HOUSE", "warehouse": WAREHOUSE, "state": manifest, "opened_at": NOW}
        desk.connection.execute(floor.manifest.insert().values(**values))
        desk.connection.execute(floor.manifest_parcel.insert().values(manifest_id=1, parcel_id=1, at=NOW))
        desk.connection.execute(floor.parcel.update().values(state="manifested"))
    assert row(shop, 3).stage is Stage.MANIFESTED
    outcome = do(shop, CancelOrder, 3, reason="")
    if refused:
        assert outcome.refusal is not None
        assert outcome.refusal.facts() == {"order": "1003", "parcel": "P00000001"}
        assert row(shop, 3).state is OrderState.CONFIRMED
    else:
        assert outcome.refusal is None
    with shop.store.read() as desk:
        assert len(desk.connection.execute(floor.manifest_parcel.select()).all()) == (1 if refused else 0)


@pytest.mark.parametrize("command", [HoldOrder, CancelOrder, ShipPart, UnholdOrder])
def test_a_packer_decides_nothing_about_orders(shop: Company, command: type[Command]) -> None:
    more = {"reason": "x"} if command in (HoldOrder, CancelOrder) else {}
    outcome = shop.runner.perform(command(id="c", order_id=1, **more), shop.packer)  # type: ignore[call-arg]
    assert isinstance(outcome.refusal, NoRight)
    assert row(shop, 1).stage is Stage.READY


def test_a_story_tells_picking_and_packing_from_the_ledger_in_order(shop: Company) -> None:
    with shop.write() as desk:
        pick(desk, shop, 3, "T1")
    shop.clock.forward(minutes=5)
    Bench(shop).scan("T1", "B2")
    assert story(shop, 3) == ["came_in", "short", "picked", "packed", "labelled"]
    times = [event.at for event in detail(shop, 3).timeline]
    assert times == sorted(times)


def test_a_zero_that_was_pasted_into_a_reason_is_kept_as_a_sign_for_it(shop: Company) -> None:
    assert do(shop, HoldOrder, 1, reason="call\0first").refusal is None
    with shop.store.read() as desk:
        kept = desk.connection.execute(select(trade.order_hold.c.reason)).scalars().all()
    assert "call\N{REPLACEMENT CHARACTER}first" in kept
