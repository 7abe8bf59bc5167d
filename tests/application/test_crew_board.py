"""The board of the crew: who is where and on what, work given and taken over, skills and limits."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.countbench import Counter
from tests.crewfloor import Floor, session
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batches import AssignBatch, DiscardBatch, plan
from warehouse_app.application.crew.abilities import (
    DropSkill,
    SetCaps,
    SetPersonSkills,
    SetProductSkills,
    SetSkill,
    product_skills,
)
from warehouse_app.application.crew.board import board
from warehouse_app.application.crew.giving import GiveBatch, SuspendBatch
from warehouse_app.application.crew.messages import SendMessage
from warehouse_app.domain.crew.values import Board, CrewRow, Presence
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.crew import abilities
from warehouse_app.store.schema import office

DAY = "2010-12-06T00:00:00.000000Z"


@pytest.fixture
def floor(company: Company) -> Floor:
    return Floor(company)


def look(floor: Floor) -> Board:
    runner = floor.company.runner
    now = runner.now()
    return runner.ask(lambda desk: board(desk, now, DAY), floor.company.supervisor)


def row(floor: Floor, code: str) -> CrewRow:
    return next(each for each in look(floor).rows if each.code == code)


def test_who_picks_is_at_the_batch_with_what_is_done(floor: Floor) -> None:
    answer = floor.begin(scans=2)
    floor.company.clock.forward(minutes=11)
    floor.scan(answer.state.expects[0].code)
    li = row(floor, "LI")
    assert li.presence is Presence.WORKING
    assert li.at is not None
    assert (li.at.work, li.at.station, li.at.what) == ("pick", "P1", floor.batches[0].code)
    assert (li.at.done, li.at.wanted) == (li.units, 4)
    assert li.units > 0
    assert li.rate == li.units * 3
    assert row(floor, "SAM").presence is Presence.AWAY


def test_only_who_works_at_benches_is_on_the_board(floor: Floor) -> None:
    assert {each.code for each in look(floor).rows} == {"SUP", "LI", "SAM", "ANNA"}
    with floor.company.write() as desk:
        desk.connection.execute(office.person.update().where(office.person.c.code == "SAM").values(locked=1))
    assert "SAM" not in {each.code for each in look(floor).rows}


def test_who_stops_scanning_is_idle_and_then_left(floor: Floor) -> None:
    floor.begin()
    floor.company.clock.forward(minutes=12)
    assert row(floor, "LI").presence is Presence.IDLE
    floor.company.clock.forward(minutes=20)
    assert row(floor, "LI").presence is Presence.STALE
    assert look(floor).rows[0].code == "LI", "what needs a look stands first"


def test_who_counts_is_at_the_place(floor: Floor) -> None:
    Counter(floor.company, "H1", "SUP", with_pin=True).scan("A01")
    at = row(floor, "SUP").at
    assert at is not None
    assert (at.work, at.station, at.what) == ("count", "H1", "A01")


def test_a_batch_is_given_and_goes_back_to_the_pool(floor: Floor) -> None:
    batch = floor.batches[0]
    assert floor.do(GiveBatch(id="1", batch_id=batch.id, person="p-sam")).done() == batch.code
    assert row(floor, "SAM").given == (batch.code,)
    assert floor.scan(batch.code).code == "not_your_batch"
    floor.do(GiveBatch(id="2", batch_id=batch.id)).done()
    assert row(floor, "SAM").given == ()
    floor.company.clock.forward(seconds=1)
    floor.scan("")
    assert floor.scan(batch.code).code == "batch_open"


@pytest.mark.parametrize(("person", "code"), [("p-sam", "user_locked"), ("p-nobody", "user_unknown")])
def test_nothing_is_given_or_told_to_who_cannot_come(floor: Floor, person: str, code: str) -> None:
    """The batch would wait for ever, and the message be read by nobody."""
    with floor.company.write() as desk:
        desk.connection.execute(office.person.update().where(office.person.c.code == "SAM").values(locked=1))
    deeds = (
        GiveBatch(id="1", batch_id=floor.batches[0].id, person=person),
        SendMessage(id="2", text="Come", person=person),
    )
    for deed in deeds:
        refusal = floor.do(deed).refusal
        assert refusal is not None
        assert refusal.code == code


def test_a_cart_is_taken_over_and_who_had_it_is_told(floor: Floor) -> None:
    answer = floor.begin(scans=1)
    floor.do(GiveBatch(id="over", batch_id=floor.batches[0].id, person="p-sam")).done()
    lost = floor.scan(answer.state.expects[0].code)
    assert (lost.code, lost.klass) == ("claim_lost", "stop")
    assert floor.scan(floor.batches[0].code, floor.sam).code == "resumed"
    assert row(floor, "LI").at is None
    at = row(floor, "SAM").at
    assert at is not None
    assert at.what == floor.batches[0].code


def test_giving_a_cart_to_who_picks_it_already_disturbs_nobody(floor: Floor) -> None:
    answer = floor.begin(scans=1)
    floor.do(GiveBatch(id="same", batch_id=floor.batches[0].id, person="p-pick")).done()
    assert floor.scan(answer.state.expects[0].code).verdict.value == "accepted"


def test_a_cart_rests_and_goes_on_with_who_had_it(floor: Floor) -> None:
    answer = floor.begin(scans=1)
    floor.do(SuspendBatch(id="rest", batch_id=floor.batches[0].id)).done()
    assert floor.scan(answer.state.expects[0].code).code == "claim_lost"
    floor.scan("")
    assert floor.scan(floor.batches[0].code).code == "resumed"
    refused = floor.do(SuspendBatch(id="again", batch_id=floor.batches[1].id)).refusal
    assert refused is not None
    assert refused.code == "batch_not_in"


def test_a_batch_goes_only_to_who_has_the_skill(floor: Floor) -> None:
    floor.do(SetSkill(id="s", code="dg", title="Dangerous goods")).done()
    floor.do(SetProductSkills(id="p", sku="MUG", skills=("DG",))).done()
    batch = floor.batches[0]
    for command in (
        GiveBatch(id="1", batch_id=batch.id, person="p-pick"),
        AssignBatch(id="2", batch_id=batch.id, person="p-pick"),
    ):
        refusal = floor.do(command).refusal
        assert refusal is not None
        assert refusal.facts() == {"batch": batch.code, "who": "Li W.", "skills": ("DG",)}
    refused = floor.scan(batch.code)
    assert (refused.code, refused.klass) == ("lacks_skill", "stop")
    floor.do(SetPersonSkills(id="has", person="p-pick", skills=("dg",))).done()
    floor.scan("")
    assert floor.scan(batch.code).code == "batch_open"
    told = look(floor)
    assert next(each for each in told.waiting if each.id == batch.id).skills == ("DG",)
    assert [(each.code, each.people, each.products) for each in told.skills] == [("DG", 1, 1)]


def test_skills_are_told_by_order_for_the_planner(floor: Floor) -> None:
    floor.do(SetSkill(id="s", code="LIFT", title="Lift over 20 kg")).done()
    floor.do(SetProductSkills(id="p", sku="BOWL", skills=("LIFT",))).done()
    with floor.company.store.read() as desk:
        assert abilities.of_orders(desk, floor.orders) == {order: frozenset({"LIFT"}) for order in floor.orders}
        assert abilities.of_orders(desk, []) == {}


def test_orders_that_nobody_may_pick_together_are_planned_apart(floor: Floor) -> None:
    company = floor.company
    for n, (skill, sku) in enumerate((("DG", "LAMP"), ("LIFT", "BOWL"))):
        floor.do(SetSkill(id=f"s{n}", code=skill, title=skill)).done()
        floor.do(SetProductSkills(id=f"p{n}", sku=sku, skills=(skill,))).done()
    floor.do(SetPersonSkills(id="li", person="p-pick", skills=("DG",))).done()
    floor.do(SetPersonSkills(id="sam", person="p-sam", skills=("LIFT",))).done()
    with company.write() as desk:
        company.stock(desk, "A03", "LAMP", 9)
        orders = [company.order(desk, f"300{n}", [(sku, 1)]) for n, sku in enumerate(("LAMP", "BOWL", "LAMP", "MUG"))]
    allocate(company.runner, company.supervisor)

    def planned() -> list[int]:
        rows = plan(company.runner, company.supervisor, orders=tuple(orders), pause=lambda _s: None).batches
        for batch in rows:
            floor.do(DiscardBatch(id=floor.new, batch_id=batch.id)).done()
        return sorted(batch.orders for batch in rows)

    assert len(planned()) == 2
    floor.do(SetPersonSkills(id="both", person="p-sam", skills=("LIFT", "DG"))).done()
    assert planned() == [4]


def test_nobody_is_given_more_than_their_limit(floor: Floor) -> None:
    floor.do(SetCaps(id="c", person="p-sam", batches=1, units=100)).done()
    floor.do(GiveBatch(id="1", batch_id=floor.batches[0].id, person="p-sam")).done()
    refusal = floor.do(GiveBatch(id="2", batch_id=floor.batches[1].id, person="p-sam")).refusal
    assert refusal is not None
    assert (refusal.code, refusal.facts()["field"]) == ("over_cap", "batches")
    floor.do(SetCaps(id="c2", person="p-sam", units=2)).done()
    refusal = floor.do(GiveBatch(id="3", batch_id=floor.batches[1].id, person="p-sam")).refusal
    assert refusal is not None
    assert (refusal.facts()["field"], refusal.facts()["asked"]) == ("units", 4)


def test_skills_are_data_with_names_that_can_be_kept(floor: Floor) -> None:
    assert floor.do(SetSkill(id="1", code="!", title="x")).refusal is not None
    assert floor.do(SetSkill(id="2", code="OK", title="a\u202eb")).refusal is not None
    assert floor.do(SetPersonSkills(id="3", person="p-sam", skills=("NONE",))).refusal is not None
    floor.do(SetSkill(id="4", code="FRAGILE", title="Fragile")).done()
    floor.do(SetProductSkills(id="5", sku="LAMP", skills=("fragile", "FRAGILE"))).done()
    assert floor.do(DropSkill(id="6", code="FRAGILE")).refusal is not None
    floor.do(SetProductSkills(id="7", sku="LAMP", skills=())).done()
    with floor.company.store.read() as desk:
        assert product_skills(desk, "LAMP") == ()
        with pytest.raises(Refused):
            product_skills(desk, "NONE")
    assert floor.do(DropSkill(id="8", code="fragile")).done() == "FRAGILE"


def test_only_who_may_assign_gives_work_and_says_what_people_can(floor: Floor) -> None:
    batch = floor.batches[0].id
    for command in (
        GiveBatch(id="1", batch_id=batch, person="p-pick"), SuspendBatch(id="2", batch_id=batch),
        SetSkill(id="3", code="DG", title="x"), SetCaps(id="4", person="p-pick"),
        SetPersonSkills(id="5", person="p-pick", skills=()),
    ):  # fmt: skip
        refusal = floor.do(command, session("p-pick", "P1", with_pin=True)).refusal
        assert refusal is not None
        assert refusal.code == "no_right"
