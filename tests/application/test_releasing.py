"""Orders are let to the floor by rules, in one deed that can be taken up again; urgent ones join; all can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.doctor import examine
from warehouse_app.application.orders import HoldOrder
from warehouse_app.application.picking import PickScan
from warehouse_app.application.releasing.deed import ReleaseReport, release_now
from warehouse_app.application.releasing.joining import JoinBatch, TakeBackBatch, join, ways
from warehouse_app.application.releasing.proposing import Asked, Proposal, propose
from warehouse_app.application.releasing.rules import KeepChannel, RemoveChannel, SetCutOff, SetLimit, rules
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.values import BatchNotIn, NotPlannable, PickAnswer
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.releasing.channels import Channel, Mode
from warehouse_app.domain.releasing.judge import Why
from warehouse_app.domain.releasing.values import BatchBegun, CannotJoin, Limit, NoBatchPasses, NoSuchZone
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.store import places, promises, settings
from warehouse_app.store.schema import ledger, office, storage
from warehouse_app.wording.say import say_error

TODAY, TOMORROW = "2010-12-06T17:00:00.000000Z", "2010-12-07T17:00:00.000000Z"

SET_UP = frozenset({"every entry has legs and a command", "whoever acted is known"})
"""Checks that goods put into bins by a test, and not by a command, do not pass."""


def no_pause(_seconds: float) -> None:
    """Bulk deeds need no pause in tests."""


class House:
    """Three aisles of bins, a product in each, and orders whose stock is promised."""

    def __init__(self, company: Company) -> None:
        self.company = company
        with company.write() as desk:
            desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE, timezone="Europe/Berlin"))
            people = [("p-sup", "SUP", "supervisor"), ("p-pick", "LI", "picker"), ("p-pack", "ANNA", "packer")]
            for key, code, role in people:
                desk.connection.execute(
                    office.person.insert().values(id=key, code=code, name=code, role=role, created_at=desk.at)
                )
            for aisle in (1, 2, 3):
                for bay in (1, 2):
                    sku, code = f"P{aisle}{bay}", f"A{aisle:02d}-{bay:02d}"
                    company.product(desk, sku)
                    seq = aisle * 10 + bay
                    company.bin(desk, code, aisle=aisle, x_mm=aisle * 4_000, y_mm=bay * 3_000, walk_seq=seq)
                    company.stock(desk, code, sku, 100)

    def orders(self, *wanted: tuple[str, Sequence[tuple[str, int]]], ship_by: str = TODAY, **more: Any) -> list[int]:
        """Make orders and promise their stock."""
        with self.company.write() as desk:
            found = [self.company.order(desk, code, list(lines), ship_by=ship_by, **more) for code, lines in wanted]
        allocate(self.company.runner, self.company.supervisor)
        return found

    def do(self, command: type[Command], session: Session | None = None, **values: Any) -> Outcome[Any]:
        """Do a deed."""
        company = self.company
        return company.runner.perform(command(id=company.ids.new(), **values), session or company.supervisor)

    def asked(self, **more: Any) -> Asked:
        """Return what is asked now."""
        return Asked(WAREHOUSE, self.company.runner.now(), **more)

    def proposal(self, **more: Any) -> Proposal:
        """Ask what to release."""
        asked = self.asked(**more)
        return self.company.runner.ask(lambda desk: propose(desk, asked), self.company.supervisor, Right.PLAN)

    def release(self, **more: Any) -> ReleaseReport:
        """Release."""
        return release_now(self.company.runner, self.company.supervisor, self.asked(**more), pause=no_pause)

    def scan(self, text: str) -> PickAnswer:
        """Scan as the picker."""
        answer = self.company.runner.perform(PickScan(id=self.company.ids.new(), text=text), self.company.picker).value
        assert isinstance(answer, PickAnswer)
        return answer

    def batch(self, code: str) -> int:
        """Return the row number of a batch."""
        return self.company.runner.ask(lambda desk: batches.batch_id_of(desk, code), self.company.supervisor)

    def state(self, code: str) -> str:
        """Return the state of a batch."""
        found = self.company.runner.ask(batches.find_batches, self.company.supervisor)
        return next(row.state for row in found if row.code == code)

    def stops(self, code: str) -> list[tuple[str, int, str]]:
        """Return place, quantity and order of the tasks of a batch in walking order."""
        number = self.batch(code)
        found = self.company.runner.ask(lambda desk: batches.batch_detail(desk, number), self.company.supervisor)
        return [(each.place, each.qty, each.order) for each in found.tasks]

    def sound(self) -> bool:
        """Examine the company; say what is broken."""
        told = examine(self.company.runner, self.company.supervisor)
        broken = [each for each in told.checks if not each.ok and each.name not in SET_UP]
        assert not broken, broken
        return True


@pytest.fixture
def house(company: Company) -> House:
    """Return the house."""
    return House(company)


# ---------------------------------------------------------------------------------------------------- what to release


def test_what_leaves_today_is_released_channel_by_channel(house: House) -> None:
    house.do(KeepChannel, channel=Channel("express", "Express", rank=1, service="EXP", mode=Mode.WAVE)).done()
    house.orders(("1001", [("P11", 1)]), ("1002", [("P12", 1)]))
    house.orders(("1003", [("P11", 1)]), service="EXP")
    house.orders(("1004", [("P11", 1)]), ship_by=TOMORROW)
    done = house.release()
    assert (len(done.released), done.orders, done.late, done.waits) == (2, 3, (), ())
    waves = house.company.runner.ask(_waves, house.company.supervisor)
    assert waves == {("EXPRESS", "wave"): {"released": 1}, ("", "pool"): {"released": 1}}
    assert house.release().released == (), "what leaves tomorrow waits until it is asked for"
    assert house.release(only_today=False).orders == 1
    assert house.sound()


def _waves(desk: Any) -> dict[tuple[str, str], dict[str, int]]:
    from warehouse_app.store import releasing

    return {(each.channel, each.mode): each.states for each in releasing.waves(desk)}


def test_late_ones_are_named_with_the_reason(house: House) -> None:
    held, *_others = house.orders(("1001", [("P11", 1)]), ("1002", [("P12", 500)]), ("1003", [("P22", 1)]))
    house.orders(("1004", [("P11", 1)]), payment="unpaid")
    house.orders(("1005", [("P21", 1)]), ship_by="2010-12-06T08:00:00.000000Z")
    house.orders(("1006", [("P21", 90)]), ship_by="2010-12-06T09:30:00.000000Z")
    house.do(HoldOrder, order_id=held, kind="manual", reason="ask first").done()
    found = house.proposal()
    assert {each.code: each.why for each in found.verdict.late} == {
        "1001": Why.HELD, "1002": Why.SHORT, "1004": Why.NOT_PAID, "1005": Why.PAST_DUE, "1006": Why.NO_TIME,
    }  # fmt: skip
    assert [job.code for job in found.verdict.release] == ["1003", "1005", "1006"]


def test_the_last_collection_before_the_promise_is_what_counts(house: House) -> None:
    house.orders(("1001", [("P11", 30)]))
    assert house.proposal().verdict.late == ()
    house.do(SetCutOff, warehouse="", service="", weekdays=(0,), minute=10 * 60 + 10).done()  # 10 minutes from now
    assert [each.why for each in house.proposal().verdict.late] == [Why.NO_TIME]
    assert house.proposal(shift={"": 60}).verdict.late == (), "an hour later would do"


def test_limits_hold_back_what_the_floor_cannot_take(house: House) -> None:
    house.do(SetLimit, limit=Limit(WAREHOUSE, batches=1)).done()
    house.orders(*((f"10{n:02d}", [("P11", 1)]) for n in range(4)))
    cart = CartCapacity(slots=2, units=100)
    done = house.release(capacity=cart)
    assert (len(done.released), done.orders) == (1, 2)
    assert [each.why for each in done.waits] == [Why.OVER_LIMIT] * 2
    assert house.release(capacity=cart).released == (), "the floor is full"
    assert house.release(capacity=cart, unlimited=True).orders == 2
    assert house.sound()


def test_a_wave_waits_until_shortly_before_its_cut_off(house: House) -> None:
    wave = Channel("EXP", service="EXP", mode=Mode.WAVE, lead_min=120)
    house.do(KeepChannel, channel=wave).done()
    house.orders(("1001", [("P11", 1)]), service="EXP")
    assert house.release().released == ()
    assert house.proposal(channel="EXP").orders, "asked for by name it goes"
    house.company.clock.forward(hours=6)
    assert house.release().orders == 1


def test_an_interrupted_release_goes_on_where_it_stopped(house: House) -> None:
    house.orders(*((f"10{n:02d}", [("P11", 1)]) for n in range(6)))
    calls = []

    def power_fails(seconds: float) -> None:
        calls.append(seconds)
        if len(calls) == 5:
            raise KeyboardInterrupt

    cart = CartCapacity(slots=2, units=100)
    asked = house.asked(capacity=cart)
    with pytest.raises(KeyboardInterrupt):
        release_now(house.company.runner, house.company.supervisor, asked, pause=power_fails)
    again = house.release(capacity=cart)
    found = house.company.runner.ask(batches.find_batches, house.company.supervisor)
    assert sorted((row.state, row.orders) for row in found) == [("released", 2)] * 3
    assert again.released
    assert house.sound()


@pytest.mark.parametrize("moment", range(1, 9))
def test_two_supervisors_who_release_at_once_release_everything_once(house: House, moment: int) -> None:
    house.orders(*((f"{1000 + n}", [("P11", 1), ("P31", 1)]) for n in range(14)))
    pauses, theirs = 0, list[ReleaseReport]()

    def pause(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == moment:
            theirs.append(house.release())

    mine = release_now(house.company.runner, house.company.supervisor, house.asked(), pause=pause)
    both = [code for each in (mine, *theirs) for code in each.released]
    assert len(set(both)) == len(both) == 2, "14 orders are two carts, each of them on the floor once"
    assert {house.state(code) for code in both} == {"released"}
    assert mine.orders + sum(each.orders for each in theirs) <= 14
    assert house.proposal().orders == ()
    assert house.sound()


def test_an_order_larger_than_a_cart_goes_in_trips_and_is_named(house: House) -> None:
    house.orders(("1001", [("P11", 60), ("P21", 60)]))
    done = house.release(capacity=CartCapacity(slots=12, units=50))
    assert done.oversized == done.released
    assert house.sound()


def test_a_cart_that_holds_nothing_is_refused_in_a_sentence(house: House) -> None:
    with pytest.raises(Refused) as caught:
        house.release(capacity=CartCapacity(0, 10))
    assert say_error(caught.value.refusal) == "A cart of 0 orders and 10 units holds nothing. Give both from 1 on"


def test_no_order_is_no_trouble(house: House) -> None:
    done = house.release()
    assert (done.released, done.late, done.waits) == ((), (), ())


def test_a_cell_that_another_took_meanwhile_is_chosen_anew(house: House) -> None:
    house.orders(("1001", [("P11", 60)]))
    with house.company.write() as desk:
        house.company.stock(desk, "A03-02", "P11", 100)
    company = house.company
    report = batches.plan(company.runner, company.supervisor, pause=no_pause)
    perform = company.runner.perform

    def first_another(command: Command, session: Session) -> Outcome[Any]:
        if type(command).__name__ == "NarrowToCells":
            company.runner.perform = perform  # type: ignore[method-assign]
            with company.write() as desk:
                _take_all(desk, "A01-01", "P11")
        return perform(command, session)

    company.runner.perform = first_another  # type: ignore[method-assign]
    batches.release(company.runner, company.supervisor, report.batches[0].id, pause=no_pause)
    assert house.stops(report.batches[0].code) == [("A03-02", 60, "1001")]
    assert house.sound()


def _take_all(desk: Any, place: str, sku: str) -> None:
    from warehouse_app.domain.items import Item
    from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
    from warehouse_app.domain.places import PlaceKind
    from warehouse_app.store import ledger as books

    here = places.by_code(desk, WAREHOUSE, place)
    assert here is not None
    leg = Leg(Item(sku), here.id, places.outside(desk, PlaceKind.SCRAP).id, 100)
    books.post(desk, Entry(EntryId("taken"), EntryKind.MOVE, (leg,), "test"))


def test_a_lot_that_was_asked_for_is_taken_from_its_own_bins(house: House) -> None:
    company = house.company
    with company.write() as desk:
        company.product(desk, "LOTTED")
        company.stock(desk, "A01-01", "LOTTED", 10, lot="A")
        company.stock(desk, "A02-01", "LOTTED", 10, lot="B")
        order = company.order(desk, "1001", [("LOTTED", 3)], ship_by=TODAY)
        _promise_lot(desk, order, "B")
    assert house.release().orders == 1
    assert house.stops("B00001") == [("A02-01", 3, "1001")]
    assert house.sound()


def _promise_lot(desk: Any, order: int, lot: str) -> None:
    from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
    from warehouse_app.store.schema import trade

    line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).first()
    pool = PoolKey(WAREHOUSE, "LOTTED", lot=lot)
    promises.promise(desk, Promise(PromiseId(0), Purpose.LINE, line.id, Scope.LOT, pool, line.qty, 0))


# -------------------------------------------------------------------------------------------------------------- rules


def test_rules_are_kept_changed_and_forgotten_by_who_plans(house: House) -> None:
    with house.company.write() as desk:
        product_id = desk.connection.execute(ledger.product.select().where(ledger.product.c.sku == "P11")).one().id
        desk.connection.execute(storage.product_rule.insert().values(product_id=product_id, zone="cold"))
    house.do(KeepChannel, channel=Channel("today", days=0)).done()
    house.do(KeepChannel, channel=Channel("TODAY", "What leaves today", days=0)).done()
    house.do(SetLimit, limit=Limit("", zone="cold", units=40)).done()
    house.do(SetCutOff, warehouse="", service="", weekdays=(0, 1), minute=930).done()
    found = house.company.runner.ask(rules, house.company.supervisor)
    assert [(each.code, each.title) for each in found.channels] == [("TODAY", "What leaves today")]
    assert found.limits == (Limit(WAREHOUSE, "cold", None, 40),)
    assert found.cut_offs[WAREHOUSE].days("any") == {0: 930, 1: 930}
    house.do(RemoveChannel, code="today").done()
    house.do(SetLimit, limit=Limit("", zone="cold")).done()
    house.do(SetCutOff, warehouse="", service="", weekdays=(0, 1), minute=None).done()
    found = house.company.runner.ask(rules, house.company.supervisor)
    assert (found.channels, found.limits, found.cut_offs[WAREHOUSE].by_service) == ((), (), {})
    assert house.do(KeepChannel, house.company.picker, channel=Channel("X")).refusal is not None


def test_a_zone_in_which_no_product_belongs_is_no_rule(house: House) -> None:
    """It would be kept and never hold: what was a slip of the keys is told as one."""
    for given in (Limit("", zone="clod", units=40), Limit("", zone="clod", batches=1)):
        assert house.do(SetLimit, limit=given).refusal == NoSuchZone("clod")
    assert house.do(KeepChannel, channel=Channel("COLD", zone="clod")).refusal == NoSuchZone("clod")
    house.do(SetLimit, limit=Limit("", zone="clod")).done()  # a rule of a zone that went may be forgotten
    nameless = house.do(KeepChannel, channel=Channel(" ")).refusal
    assert nameless is not None
    assert say_error(nameless) == "A channel needs a code. Use letters, digits and dashes, 20 at most"
    assert house.sound()


@pytest.mark.parametrize(
    ("command", "values", "words"),
    [
        (KeepChannel, {"channel": Channel("a b")}, "a b is no code of a channel"),
        (KeepChannel, {"channel": Channel("A", least_priority=10)}, "There is no priority 10"),
        (KeepChannel, {"channel": Channel("A", days=-1)}, "-1 days make no sense"),
        (KeepChannel, {"channel": Channel("A", warehouse="NONE")}, "There is no warehouse NONE"),
        (RemoveChannel, {"code": "NONE"}, "There is no release channel NONE"),
        (SetLimit, {"limit": Limit(WAREHOUSE, batches=0)}, "0 batches are no limit"),
        (SetLimit, {"limit": Limit(WAREHOUSE, units=-4)}, "-4 units are no limit"),
        (SetCutOff, {"warehouse": "NONE", "service": "", "weekdays": (0,), "minute": 5}, "Which warehouse is meant"),
        (SetCutOff, {"warehouse": "", "service": "", "weekdays": (7,), "minute": 5}, "7 is no weekday"),
        (SetCutOff, {"warehouse": "", "service": "", "weekdays": (0,), "minute": 1440}, "1440 is no time of day"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    house: House, command: type[Command], values: dict[str, Any], words: str
) -> None:
    refusal = house.do(command, **values).refusal
    assert refusal is not None
    assert say_error(refusal).startswith(words)


# ------------------------------------------------------------------------------------------------- urgent orders join


def walked(house: House) -> str:
    """Release a batch through all three aisles, and let the picker take the first stop."""
    house.orders(("1001", [("P11", 2), ("P21", 2), ("P31", 2)]), ("1002", [("P11", 1), ("P22", 1)]))
    code = house.release().released[0]
    state = house.scan(code).state
    assert state.task is not None
    house.scan(state.task.place)
    return code


def test_an_urgent_order_is_put_before_the_picker_where_he_still_comes_by(house: House) -> None:
    code = walked(house)
    at_hand = house.scan("nothing").state.task
    (urgent,) = house.orders(("9001", [("P31", 1), ("P22", 4)]), priority=9)
    before = house.stops(code)
    done = join(house.company.runner, house.company.supervisor, urgent)
    after = house.stops(code)
    assert (done.batch, done.slot, done.stops, done.detour_mm) == (code, "A3", 2, 0)
    assert house.scan("nothing").state.task == at_hand, "what the picker is at stays as it is"
    assert [each for each in after if each[2] != "9001"] == before, "the others keep their order"
    places_of = [place for place, _qty, order in after if order == "9001"]
    for place in places_of:
        first = [each[0] for each in before].index(place)
        assert [each[0] for each in after].index(place) >= first
    assert _follow(house) == 7, "seven tasks are picked to the end, the urgent ones among them"
    assert house.state(code) == "picked"
    assert house.sound()


def _follow(house: House) -> int:
    """Scan what is expected until nothing is left; return how many tasks the batch had."""
    state = house.scan("nothing").state
    tasks = state.total_tasks
    for _ in range(100):
        if not state.expects or state.phase == "idle":
            break
        state = house.scan(state.expects[0].code).state
    return tasks


def test_a_batch_that_passed_by_already_is_not_joined(house: House) -> None:
    code = walked(house)
    aisle = house.stops(code)[0][0][:3]
    state = house.scan("nothing").state
    for _ in range(30):  # to the end of the first aisle
        if state.task is None or not state.task.place.startswith(aisle):
            break
        state = house.scan(state.expects[0].code).state
    (behind,) = house.orders(("9001", [(f"P{aisle[-1]}2", 1)]), priority=9)
    with pytest.raises(Refused) as caught:
        join(house.company.runner, house.company.supervisor, behind)
    assert caught.value.refusal == NoBatchPasses("9001")
    refusal = house.do(JoinBatch, order_id=behind, batch_id=house.batch(code)).refusal
    assert refusal == CannotJoin("9001", code, "past")


@pytest.mark.parametrize(("room", "problem"), [({"slots": 2}, "full"), ({"units": 8}, "units")])
def test_a_full_cart_is_not_joined(house: House, room: dict[str, Any], problem: str) -> None:
    code = walked(house)
    (urgent,) = house.orders(("9001", [("P31", 1)]))
    refusal = house.do(JoinBatch, order_id=urgent, batch_id=house.batch(code), **room).refusal
    assert refusal == CannotJoin("9001", code, problem)


def test_a_cart_is_as_large_as_the_settings_have_it(house: House) -> None:
    code = walked(house)
    (urgent,) = house.orders(("9001", [("P31", 1)]))
    with house.company.write() as desk:
        settings.keep(desk, "plan.cart_orders", "", "2")
    assert house.do(JoinBatch, order_id=urgent, batch_id=house.batch(code)).refusal == CannotJoin("9001", code, "full")
    with pytest.raises(Refused) as caught:
        join(house.company.runner, house.company.supervisor, urgent)
    assert caught.value.refusal == NoBatchPasses("9001")


def test_an_order_that_cannot_go_joins_nothing(house: House) -> None:
    code = walked(house)
    (unpaid,) = house.orders(("9001", [("P31", 1)]), payment="unpaid")
    refusal = house.do(JoinBatch, order_id=unpaid, batch_id=house.batch(code)).refusal
    assert refusal == NotPlannable("9001", "not_paid")


def test_of_several_batches_the_one_with_the_least_detour_is_joined(house: House) -> None:
    cart = CartCapacity(slots=1, units=100)
    house.orders(("1001", [("P31", 1)]), ("1002", [("P32", 1)]))
    house.release(capacity=cart)
    (urgent,) = house.orders(("9001", [("P32", 1)]))
    found = house.company.runner.ask(lambda desk: ways(desk, urgent), house.company.supervisor)
    assert [way.detour_mm for way in found] == [0, 6_000]
    done = join(house.company.runner, house.company.supervisor, urgent)
    assert ("A03-02", 1, "1002") in house.stops(done.batch)


# --------------------------------------------------------------------------------------------------------- taken back


def test_a_batch_that_nobody_has_begun_is_planned_again(house: House) -> None:
    house.orders(("1001", [("P11", 2), ("P21", 2)]))
    (code,) = house.release().released
    assert house.do(TakeBackBatch, batch_id=house.batch(code)).refusal is None
    assert (house.state(code), house.stops(code)) == ("planned", [])
    assert house.sound()
    assert house.release().released == (), "a batch that was taken back is not released by the next wave"
    batches.release(house.company.runner, house.company.supervisor, house.batch(code), pause=no_pause)
    assert sorted(stop[:2] for stop in house.stops(code)) == [("A01-01", 2), ("A02-01", 2)]
    assert house.sound()


def test_a_batch_that_somebody_has_begun_stays_on_the_floor(house: House) -> None:
    code = walked(house)
    refusal = house.do(TakeBackBatch, batch_id=house.batch(code)).refusal
    assert isinstance(refusal, BatchBegun)
    assert say_error(refusal) == f"Somebody has begun batch {code}. Let it be picked to the end, or suspend it"
    house.orders(("1003", [("P11", 1)]))
    report = batches.plan(house.company.runner, house.company.supervisor, pause=no_pause)
    planned = house.do(TakeBackBatch, batch_id=report.batches[0].id).refusal
    assert isinstance(planned, BatchNotIn)


def test_the_day_of_the_warehouse_is_what_counts(house: House) -> None:
    """At 23:30 in Berlin, what leaves at 00:30 there leaves tomorrow, though both are the same day in UTC."""
    house.company.clock.moment = datetime(2010, 12, 6, 22, 30, tzinfo=UTC)
    house.orders(("1001", [("P11", 1)]), ship_by="2010-12-06T23:30:00.000000Z")
    assert house.release().released == ()


def test_every_answer_is_the_same_for_the_same_house(house: House) -> None:
    house.orders(*((f"10{n:02d}", [("P11", 1 + n % 3)]) for n in range(9)))
    one, other = house.proposal(), house.proposal()
    assert replace(one, asked=other.asked).verdict.release == other.verdict.release
