"""The plan screen without a window: worked out, changed by hand, kept, released; who came or went meanwhile is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.planday import plan_day
from warehouse_app.application.batches import find_batches
from warehouse_app.application.orders import HoldOrder
from warehouse_app.application.plandeskmap import TourBook
from warehouse_app.application.plandeskwork import Budget, Worked
from warehouse_app.application.run import Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.picking.values import BatchRow
from warehouse_app.planning.draft import Stay, left_out, moved
from warehouse_app.store import settings
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.screens.plan import shown
from warehouse_app.ui.screens.plan import state as screen
from warehouse_app.ui.screens.plan.presenter import PlanPresenter
from warehouse_app.ui.screens.plan.state import PlanScreen


class Planning(Screen):
    """A page of the plan, and where it went to."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.gone: list[tuple[str, str]] = []
        self.presenter = PlanPresenter(
            self, self.hands("plan"), company.runner, self.toast, lambda *where: self.gone.append(where), lambda: 0.0
        )
        self.presenter.budget = Budget(steps=500)
        self.wire(self.presenter, "plan")
        self.presenter.shown()

    @property
    def draft(self) -> Any:
        """Return the draft in view."""
        return self.state.desk.draft

    def batches(self) -> list[BatchRow]:
        """Return the batches that are written, oldest first."""
        return list(reversed(self.company.runner.ask(find_batches, self.company.supervisor)))

    def order_of(self, number: int) -> str:
        """Return the first order of a batch of the draft."""
        return str(self.draft.batch(number).orders[0])

    def placed(self) -> dict[str, int]:
        """Return the batch of each order."""
        return {order: batch.number for batch in self.draft.batches for order in batch.orders}


def set_to(company: Company, **values: str) -> None:
    with company.write() as desk:
        for name, value in values.items():
            settings.keep(desk, f"plan.{name}", "", value)


@pytest.fixture
def planning(company: Company) -> Planning:
    set_to(company, cart_orders="4")
    plan_day(company)
    return Planning(company)


def test_what_is_ready_is_planned_at_once_beside_the_naive_way_and_the_bound(planning: Planning) -> None:
    assert len(planning.placed()) == 12
    assert not planning.state.working
    plan, naive, _bound, placed = shown.tiles(planning.state)
    assert plan[0].endswith(" m")
    assert "min walking in 3 batches" in plan[1]
    assert naive[1].endswith(" % saved")
    assert placed == ("12 of 12", "All that are ready", "")
    assert planning.draft.distance_mm < planning.state.desk.naive.distance_mm
    assert "min walking" in shown.sentence(planning.state)


def test_an_order_is_moved_by_keys_and_what_it_comes_to_is_told_before(planning: Planning) -> None:
    planning.presenter.commanded("part")
    key = planning.order_of(planning.draft.batches[-1].number)
    planning.presenter.order_chosen(key)
    planning.presenter.commanded("move")
    assert planning.state.asking == "move"
    offered = shown.options(planning.state)
    assert offered[0].suggested
    assert " m more" in offered[0].line or " m less" in offered[0].line or "same walk" in offered[0].line
    before, offer = planning.draft.cost, planning.state.offers[0]
    assert planning.presenter.keyed("1")
    assert planning.draft.cost - before == offer.comes_to.cost
    assert planning.draft.batch_with(key).number == planning.state.chosen
    assert planning.draft.batch_with(key).fixed


def test_an_order_held_over_a_batch_tells_the_metres_and_a_full_cart_takes_none(planning: Planning) -> None:
    first, second = planning.draft.batches[0], planning.draft.batches[1]
    assert planning.presenter.weighed(first.orders[0], second.number) == "No room: 5 of 4 orders"
    planning.presenter.dropped(first.orders[0], second.number)
    assert planning.state.refusal == "No room: 5 of 4 orders"
    assert planning.placed()[first.orders[0]] == first.number
    planning.presenter.dropped(first.orders[0], 0)
    assert planning.state.refusal == ""
    assert planning.draft.batch(4).orders == (first.orders[0],)


def test_each_deed_of_the_hand_is_taken_back_in_turn(planning: Planning) -> None:
    first = planning.draft
    planning.presenter.chosen(2)
    planning.presenter.commanded("part")
    planning.presenter.order_chosen(planning.order_of(1))
    planning.presenter.commanded("out")
    planning.presenter.commanded("fix")
    for _ in range(3):
        planning.presenter.commanded("undo")
    assert planning.draft == first
    assert shown.deeds(planning.state)["undo"] == "Nothing was changed by hand"


def test_planning_again_leaves_held_batches_and_left_out_orders_alone(planning: Planning) -> None:
    planning.presenter.chosen(2)
    planning.presenter.commanded("fix")
    held = planning.draft.batch(2)
    out = planning.order_of(1)
    planning.presenter.order_chosen(out)
    planning.presenter.commanded("out")
    planning.presenter.commanded("work")
    assert planning.draft.batch(2) == held
    assert planning.draft.out == {out}
    assert len(planning.placed()) == 11
    assert shown.tiles(planning.state)[3][:2] == ("11 of 12", "1 left out")
    assert shown.words(planning.state)["out"] == "Take in"


def test_two_batches_are_joined_where_the_cart_has_room(planning: Planning) -> None:
    planning.presenter.chosen(1)
    planning.presenter.commanded("part")
    planning.presenter.commanded("join")
    assert planning.state.offers[0].number == 4
    planning.presenter.keyed("1")
    assert len(planning.draft.batches) == 3
    assert planning.state.chosen == 4


def test_the_plan_is_kept_as_planned_batches(planning: Planning) -> None:
    sizes = sorted(len(batch.orders) for batch in planning.draft.batches)
    walk = planning.draft.distance_mm
    planning.presenter.commanded("keep")
    assert [row.state for row in planning.batches()] == ["planned"] * 3
    assert sorted(row.orders for row in planning.batches()) == sizes
    assert sum(row.distance_mm for row in planning.batches()) == walk
    assert planning.told == ["3 batches are planned"]
    lines = shown.lines(planning.state)
    assert [line.title for line in lines] == [f"Batch {code(row.code)}" for row in planning.batches()]
    assert all(line.note.endswith("planned") for line in lines)
    assert shown.deeds(planning.state)["keep"] == "Everything is kept"
    planning.presenter.commanded("batches")
    assert planning.gone == [("batches", f"batch:{planning.batches()[0].code}")]


def test_the_plan_is_released_and_one_batch_before_the_others(planning: Planning) -> None:
    planning.presenter.chosen(2)
    planning.presenter.commanded("release_one")
    assert [row.state for row in planning.batches()] == ["released"]
    assert [batch.number for batch in planning.draft.batches] == [1, 3]
    planning.presenter.commanded("release")
    assert [row.state for row in planning.batches()] == ["released"] * 3
    assert planning.told == ["1 batch is released", "2 batches are released"]
    assert planning.state.desks == ()
    assert shown.nothing(planning.state)[0] == "No order waits for a batch"


def test_planned_batches_are_changed_as_any_other_and_written_together(planning: Planning) -> None:
    planning.presenter.commanded("keep")
    codes = [row.code for row in planning.batches()]
    planning.presenter.chosen(3)
    planning.presenter.commanded("part")
    key = planning.order_of(1)
    planning.presenter.dropped(key, 3)
    out = planning.order_of(2)
    planning.presenter.left_out((out,))
    assert [line.note.rpartition(", ")[2] for line in shown.lines(planning.state)] == [*["changed"] * 3, "held"]
    walk = planning.draft.distance_mm
    planning.presenter.commanded("keep")
    rows = planning.batches()
    assert [row.code for row in rows][:3] == codes
    assert [row.orders for row in rows] == [len(batch.orders) for batch in planning.draft.batches]
    assert sum(row.distance_mm for row in rows) == walk
    assert planning.draft.batch_with(key).number == 3
    assert planning.draft.out == {out}
    assert shown.tiles(planning.state)[3][:2] == ("11 of 12", "1 left out")


def test_planning_again_lets_go_of_planned_batches_only_where_a_person_does(planning: Planning) -> None:
    planning.presenter.commanded("keep")
    before = planning.draft
    planning.presenter.commanded("work")
    assert planning.draft == before
    plan_day_more(planning.company)
    planning.presenter.commanded("refresh")
    assert len(planning.state.desk.waiting) == 1
    planning.presenter.commanded("work")
    assert [batch.orders for batch in planning.draft.batches][:3] == [batch.orders for batch in before.batches]
    assert len(planning.draft.batches) == 4


def test_two_planned_batches_are_joined_and_the_emptied_one_is_gone(company: Company) -> None:
    plan_day(company, 4)
    set_to(company, cart_orders="2")
    planning = Planning(company)
    planning.presenter.commanded("keep")
    set_to(company, cart_orders="4")
    planning.presenter.commanded("refresh")
    planning.presenter.chosen(2)
    planning.presenter.commanded("join")
    planning.presenter.keyed("1")
    planning.presenter.commanded("release")
    assert [(row.state, row.orders) for row in planning.batches()] == [("released", 4), ("discarded", 0)]


def test_an_order_held_meanwhile_is_left_out_by_name_when_the_plan_is_kept(planning: Planning) -> None:
    hold = HoldOrder(id=planning.company.ids.new(), order_id=3, reason="calls back", kind="manual")
    planning.company.runner.perform(hold, planning.company.supervisor).done()
    planning.presenter.commanded("keep")
    assert sum(row.orders for row in planning.batches()) == 11
    assert planning.state.told.startswith("Order 1003 cannot be planned: held.")


def test_what_was_offered_before_a_new_reading_is_not_chosen_after_it(planning: Planning) -> None:
    planning.presenter.commanded("part")
    planning.presenter.order_chosen(planning.order_of(1))
    planning.presenter.commanded("move")
    assert planning.state.offers
    planning.presenter.commanded("refresh")
    before = planning.draft
    assert not planning.presenter.keyed("1")
    assert planning.draft == before


def test_nothing_is_moved_by_hand_while_the_plan_is_written(planning: Planning) -> None:
    planning.presenter.commanded("part")
    planning.presenter.order_chosen(planning.order_of(1))
    planning.presenter.commanded("move")
    before = planning.draft
    planning.performer.held = True
    planning.presenter.commanded("keep")
    planning.presenter.dropped(planning.order_of(1), 2)
    assert not planning.presenter.keyed("1")
    planning.performer.held = False
    planning.performer.release()
    assert [row.orders for row in planning.batches()] == [len(batch.orders) for batch in before.batches]


def test_whoever_is_overtaken_by_another_supervisor_is_told_and_reads_again(planning: Planning) -> None:
    planning.presenter.commanded("keep")
    other = Planning(planning.company)
    planning.presenter.chosen(3)
    planning.presenter.commanded("part")
    other.presenter.chosen(3)
    other.presenter.commanded("release_one")
    released = next(row for row in planning.batches() if row.state == "released")
    planning.presenter.commanded("release")
    assert released.code in planning.state.refusal
    assert [row.state for row in planning.batches()].count("released") == 1, "nothing of it was written"
    planning.presenter.commanded("refresh")
    assert len(planning.placed()) == 8
    planning.presenter.commanded("release")
    assert {row.state for row in planning.batches()} == {"released"}
    assert sum(row.orders for row in planning.batches()) == 12


def test_two_supervisors_with_the_same_plan_release_each_order_once(planning: Planning) -> None:
    other = Planning(planning.company)
    other.presenter.commanded("release")
    planning.presenter.commanded("release")
    assert planning.state.told.count("cannot be planned") == 3, "the first of them are named"
    assert sum(row.orders for row in planning.batches()) == 12
    assert planning.state.desks == ()


def test_orders_that_came_and_went_since_are_told_and_nothing_moves(planning: Planning) -> None:
    before = planning.draft
    hold = HoldOrder(id=planning.company.ids.new(), order_id=3, reason="calls back", kind="manual")
    outcome = planning.company.runner.perform(hold, planning.company.supervisor)
    plan_day_more(planning.company)
    planning.feed.publish(frozenset(outcome.changes.touched), "orders")
    assert planning.draft == before
    told = shown.remarks(planning.state)
    assert told == "1 more order is ready, 1 order is not any more: F5 reads again."
    planning.presenter.commanded("refresh")
    assert planning.state.stale == (0, 0, 0)
    assert len(planning.placed()) == 11
    assert "1 order is in no batch yet" in shown.remarks(planning.state)
    planning.presenter.commanded("work")
    assert len(planning.placed()) == 12


def test_where_no_batch_stands_what_came_is_planned_by_itself(planning: Planning) -> None:
    planning.presenter.commanded("release")
    plan_day_more(planning.company)
    planning.feed.publish(frozenset({Touched.ORDER.value}), "orders")
    assert len(planning.placed()) == 1


def plan_day_more(company: Company) -> None:
    from warehouse_app.application.allocation import allocate

    with company.write() as desk:
        company.order(desk, "2001", [("P001", 1)])
    allocate(company.runner, company.supervisor)


def test_each_ship_day_has_its_own_plan(company: Company) -> None:
    from warehouse_app.application.allocation import allocate

    plan_day(company, 4)
    with company.write() as desk:
        company.order(desk, "2001", [("P001", 1)], ship_by="2010-12-08T17:00:00.000000Z")
    allocate(company.runner, company.supervisor)
    planning = Planning(company)
    plans = shown.plans(planning.state, company.runner.now())
    assert [(each.words, each.count) for each in plans] == [("Leaves Tue 7 Dec", 4), ("Leaves Wed 8 Dec", 1)]
    planning.presenter.viewed(plans[1].name)
    assert [len(batch.orders) for batch in planning.draft.batches] == [1]


def test_places_without_coordinates_are_planned_with_a_remark(company: Company) -> None:
    from warehouse_app.application.allocation import allocate

    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "SHELF-9", "A1", 10)
        company.order(desk, "1001", [("A1", 3)])
        company.order(desk, "1002", [("A1", 1)])
    allocate(company.runner, company.supervisor)
    planning = Planning(company)
    assert [len(batch.orders) for batch in planning.draft.batches] == [2]
    assert shown.tiles(planning.state)[0][0] == "–"
    assert "no coordinates" in shown.sentence(planning.state)
    assert "SHELF" in shown.remarks(planning.state)


def test_an_order_larger_than_a_cart_is_said_with_its_trips(company: Company) -> None:
    set_to(company, cart_units="2")
    plan_day(company, 2, lines=3, most=3)
    planning = Planning(company)
    assert "trips of a cart" in shown.remarks(planning.state)
    large = next(batch for batch in planning.draft.batches if len(batch.trips) > 1)
    line = next(each for each in shown.lines(planning.state) if each.number == large.number)
    assert f"{len(large.trips)} trips" in line.note


def test_an_order_that_may_be_split_is_said_with_its_parts(company: Company) -> None:
    set_to(company, cart_units="2", split="large")
    plan_day(company, 2, lines=3, most=3)
    planning = Planning(company)
    large = next(batch for batch in planning.draft.batches if len(batch.trips) > 1)
    line = next(each for each in shown.lines(planning.state) if each.number == large.number)
    assert f"split in {len(large.trips)} parts" in line.note
    assert "larger than a cart" in shown.remarks(planning.state)


def test_no_order_ready_says_what_to_do(company: Company) -> None:
    planning = Planning(company)
    words, fact = shown.nothing(planning.state)
    assert words == "No order waits for a batch"
    assert "promise" in fact
    assert shown.deeds(planning.state)["release"] == "No batch in the plan"


def test_an_order_is_found_by_its_number_and_by_a_scan(planning: Planning) -> None:
    planning.presenter.sought("1004")
    assert [row.code for row in shown.orders(planning.state)] == ["1004"]
    planning.presenter.commanded("back")
    assert len(shown.orders(planning.state)) == 12
    planning.presenter.scanned("1007", "wedge")
    assert planning.state.ready.code == "1007"
    assert planning.state.chosen == planning.placed()[planning.state.order]


def test_the_tours_drawn_are_the_four_around_the_chosen_one_and_a_few_more(company: Company) -> None:
    set_to(company, cart_orders="1")
    plan_day(company, 14)
    planning = Planning(company)
    planning.presenter.chosen(6)
    drawn = shown.tours(planning.state, TourBook())
    assert [tour.key for tour in drawn[:4]] == ["5", "6", "7", "8"]
    assert len(drawn) == shown.DRAWN
    assert [line.tour for line in shown.lines(planning.state)[3:9]] == [4, 0, 1, 2, 3, 4]
    assert drawn[1].path[0] == drawn[1].path[-1] == planning.state.desk.part.floor.start


def test_without_the_right_nothing_is_read_and_every_deed_says_why(company: Company) -> None:
    planning = Planning(company, company.packer)
    assert not planning.state.loaded
    assert all(shown.deeds(planning.state).values())


def told(planning: Planning, bound: int) -> PlanScreen:
    """The state with a bound that was found for the draft as it is."""
    found = Worked(planning.draft, bound, 4.2, 1_000)
    return screen.worked(planning.state, planning.state.key, found)


def test_the_gap_is_told_in_words(planning: Planning) -> None:
    walk = planning.draft.distance_mm
    low = walk * 9 // 10
    found = told(planning, low)
    took, least = (round(each / 1_200 / 60, 1) for each in (walk, low))
    assert shown.sentence(found) == f"{took} min walking; no plan is better than {least}"
    assert shown.tiles(found)[2][1] == "Gap 11.1 % after 4 s"
    assert shown.sentence(told(planning, walk)) == f"{took} min walking; no plan is better"
    loose = told(planning, walk // 2)
    assert shown.sentence(loose) == f"{took} min walking", "a proof that was not ended says nothing of the plan"
    assert shown.tiles(loose)[2][1] == "Proven so far; tells little yet"


def test_a_bound_holds_for_other_batches_of_the_same_orders_and_for_no_others(planning: Planning) -> None:
    desk = told(planning, planning.draft.cost * 9 // 10).desk
    assert desk is not None
    ground, draft = desk.part.ground, desk.draft
    order = draft.batches[0].orders[0]
    moved_on = replace(desk, draft=moved(ground, draft, order, 0))
    assert moved_on.lower == desk.lower
    assert replace(desk, draft=left_out(ground, draft, [order])).lower is None
    held = replace(desk, bound_of=Stay(draft.batches[:1], frozenset()))
    assert held.lower == desk.lower
    assert replace(held, draft=moved(ground, draft, order, 0)).lower is None
