"""Planned by command: looked at or kept, improved in steps, planned batches changed by hand; on both databases."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.planday import plan_day
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batcharrange import ArrangeBatches, BatchShape
from warehouse_app.application.batches import find_batches, release
from warehouse_app.application.orders import HoldOrder, order_detail, order_id_of
from warehouse_app.application.plandesk import gather
from warehouse_app.application.plandeskmove import Moved, merge, move_order, split
from warehouse_app.application.plandeskrun import Planned, plan_all
from warehouse_app.application.plandeskwork import Budget, Worked, work_out
from warehouse_app.application.run import NoRight
from warehouse_app.domain.picking.planning import NoRoom, NotOnePlan, OneOrderOnly, SameBatch
from warehouse_app.domain.picking.values import BatchNotIn, BatchRow, NoSuchBatch, NotPlannable
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.draft import Stay
from warehouse_app.store import plandesk, settings

STEPS = Budget(steps=2_000)


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        settings.keep(desk, "plan.cart_orders", "", "4")
    plan_day(company)
    return company


def planned(
    company: Company,
    *,
    preview: bool = False,
    orders: tuple[int, ...] | None = None,
    without: frozenset[int] = frozenset(),
) -> Planned:
    return plan_all(
        company.runner, company.supervisor, orders=orders, without=without, budget=STEPS, preview=preview,
        now=lambda: 0.0, pause=lambda _s: None,
    )  # fmt: skip


def rows(company: Company) -> dict[str, BatchRow]:
    found = company.runner.ask(lambda desk: find_batches(desk, (), 100), company.supervisor)
    return {row.code: row for row in found}


def orders_of(company: Company) -> dict[str, tuple[int, ...]]:
    return {each.code: each.orders for each in company.runner.ask(plandesk.planned, company.supervisor)}


def code_of(company: Company, order: int) -> str:
    return str(1000 + order)


def refusal(deed: object) -> object:
    with pytest.raises(Refused) as told:
        deed()  # type: ignore[operator]
    return told.value.refusal


def test_a_plan_is_looked_at_without_writing_anything(shop: Company) -> None:
    first, again = planned(shop, preview=True), planned(shop, preview=True)
    assert rows(shop) == {}
    (part,) = first.parts
    assert part.kept is None
    assert part.worked.draft == again.parts[0].worked.draft, "the same steps and seed, the same plan"
    assert part.worked.draft.distance_mm is not None
    assert part.naive.distance_mm is not None
    assert part.worked.draft.distance_mm < part.naive.distance_mm


def test_a_plan_is_kept_without_the_orders_excluded(shop: Company) -> None:
    found = planned(shop, without=frozenset({3, 4}))
    assert sum(row.orders for row in rows(shop).values()) == 10
    assert found.parts[0].worked.draft.out == {"3", "4"}
    assert planned(shop, orders=(3,)).parts[0].part.orders[0].code == "1003"


def test_more_steps_never_walk_more_and_what_stays_is_not_touched(shop: Company) -> None:
    (part,) = shop.runner.ask(gather, shop.supervisor).parts
    told: list[Worked] = []
    few = work_out(part.ground, Stay(), None, Budget(steps=1), now=lambda: 0.0, told=told.append)
    more = work_out(part.ground, Stay(), few.draft, Budget(steps=5_000), now=lambda: 0.0)
    assert told
    assert more.draft.cost <= few.draft.cost
    held = few.draft.batches[:1]
    stays = work_out(part.ground, Stay(held), few.draft, STEPS, now=lambda: 0.0)
    assert stays.draft.batch(held[0].number) == held[0]


def test_a_plan_is_stopped_with_the_best_so_far(shop: Company) -> None:
    (part,) = shop.runner.ask(gather, shop.supervisor).parts
    asked: list[None] = []

    def stopped() -> bool:
        asked.append(None)
        return len(asked) > 1

    found = work_out(part.ground, Stay(), None, Budget(seconds=3600), now=lambda: float(len(asked)), stopped=stopped)
    assert {order for batch in found.draft.batches for order in batch.orders} == set(part.ground.orders)
    assert len(asked) < 10


def test_an_order_is_moved_between_planned_batches_and_the_metres_are_true(shop: Company) -> None:
    planned(shop)
    split(shop.runner, shop.supervisor, "B00001")
    before = orders_of(shop)
    order, target = before["B00002"][0], "B00004"
    told = move_order(shop.runner, shop.supervisor, code_of(shop, order), target, preview=True)
    assert orders_of(shop) == before
    walk = sum(row.distance_mm for row in rows(shop).values())
    done = move_order(shop.runner, shop.supervisor, code_of(shop, order), target)
    assert done == Moved(("B00002", "B00004"), told.more_mm, written=True)
    assert order in orders_of(shop)[target]
    assert order not in orders_of(shop)["B00002"]
    assert sum(row.distance_mm for row in rows(shop).values() if row.state == "planned") - walk == told.more_mm
    story = shop.runner.ask(lambda desk: order_detail(desk, order), shop.supervisor).timeline
    assert story[-1].code == "story_rebatched"


def test_a_ready_order_joins_a_planned_batch_and_begins_a_new_one(shop: Company) -> None:
    planned(shop, without=frozenset({3, 4}))
    room = next(code for code, some in orders_of(shop).items() if len(some) < 4)
    move_order(shop.runner, shop.supervisor, "1003", room)
    assert 3 in orders_of(shop)[room]
    done = move_order(shop.runner, shop.supervisor, "1004", "new")
    assert orders_of(shop)[done.batches[-1]] == (4,)


def test_two_batches_become_one_and_one_two(shop: Company) -> None:
    planned(shop)
    made = split(shop.runner, shop.supervisor, "B00001")
    assert made.batches == ("B00001", "B00004")
    assert {len(orders_of(shop)[code]) for code in made.batches} == {2}
    joined = merge(shop.runner, shop.supervisor, "B00004", "B00001")
    assert joined.more_mm is not None
    assert joined.more_mm < 0
    assert rows(shop)["B00004"].state == "discarded"
    assert len(orders_of(shop)["B00001"]) == 4


def test_what_cannot_be_is_refused_by_name(shop: Company) -> None:
    planned(shop)
    runner, session = shop.runner, shop.supervisor
    inside = code_of(shop, orders_of(shop)["B00001"][0])
    assert refusal(lambda: move_order(runner, session, inside, "B00001")) == SameBatch(inside, "B00001")
    assert refusal(lambda: move_order(runner, session, inside, "B00002")) == NoRoom("B00002", "orders", 5, 4)
    assert refusal(lambda: merge(runner, session, "B00001", "B00002")) == NoRoom("B00002", "orders", 8, 4)
    assert refusal(lambda: merge(runner, session, "B00001", "B00001")) == NotOnePlan("B00001")
    assert refusal(lambda: split(runner, session, "B09999")) == NoSuchBatch("B09999")
    alone = move_order(runner, session, inside, "NEW").batches[-1]
    assert refusal(lambda: split(runner, session, alone)) == OneOrderOnly(alone)
    assert isinstance(refusal(lambda: split(runner, shop.packer, "B00001")), NoRight)


def test_orders_of_another_day_stay_apart(shop: Company) -> None:
    planned(shop)
    with shop.write() as desk:
        shop.order(desk, "2001", [("P001", 1)], ship_by="2010-12-08T17:00:00.000000Z")
    allocate(shop.runner, shop.supervisor)
    deed = lambda: move_order(shop.runner, shop.supervisor, "2001", "B00001")  # noqa: E731 - said below
    assert refusal(deed) == NotOnePlan("B00001")
    order = shop.runner.ask(lambda desk: order_id_of(desk, "2001"), shop.supervisor)
    shape = BatchShape(1, (order,))
    outcome = shop.runner.perform(ArrangeBatches(id=shop.ids.new(), shapes=(shape,)), shop.supervisor)
    assert outcome.refusal == NotPlannable("2001", "other_day")


def test_a_batch_released_meanwhile_is_not_arranged(shop: Company) -> None:
    planned(shop)
    shapes = (BatchShape(1, ()), BatchShape(2, orders_of(shop)["B00001"]))
    release(shop.runner, shop.supervisor, 1, pause=lambda _s: None)
    outcome = shop.runner.perform(ArrangeBatches(id=shop.ids.new(), shapes=shapes), shop.supervisor)
    assert outcome.refusal == BatchNotIn("B00001", "released", "arranged")


def test_an_order_in_no_shape_is_ready_again_and_one_held_is_refused(shop: Company) -> None:
    planned(shop)
    first, *rest = orders_of(shop)["B00001"]
    shape = BatchShape(1, tuple(rest), 1, 1_000, "exact_one_block")
    assert shop.runner.perform(ArrangeBatches(id=shop.ids.new(), shapes=(shape,)), shop.supervisor).done() == (
        "B00001",
    )
    assert [each.id for each in shop.runner.ask(gather, shop.supervisor).parts[0].orders] == [first]
    hold = HoldOrder(id=shop.ids.new(), order_id=first, reason="calls back", kind="manual")
    shop.runner.perform(hold, shop.supervisor).done()
    again = BatchShape(1, (first, *rest))
    outcome = shop.runner.perform(ArrangeBatches(id=shop.ids.new(), shapes=(again,)), shop.supervisor)
    assert outcome.refusal == NotPlannable(code_of(shop, first), "held")
