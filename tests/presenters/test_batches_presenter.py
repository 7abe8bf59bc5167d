"""The batches screen without a window: plan, release, give to a person, discard."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.packbench import rows
from warehouse_app.application.allocation import allocate
from warehouse_app.application.orders import HoldOrder
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store import settings
from warehouse_app.store.schema import office
from warehouse_app.ui.screens.batches import shown
from warehouse_app.ui.screens.batches.presenter import BatchesPresenter


class Planning(Screen):
    """Two promised orders; Li picks here, Olga only looks."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        with company.write() as desk:
            for person, code, role in (("p-pick", "LI", "picker"), ("p-own", "OLGA", "owner")):
                values = {"id": person, "code": code, "name": code.title(), "role": role, "created_at": desk.at}
                desk.connection.execute(office.person.insert().values(**values))
            company.product(desk, "A1")
            company.stock(desk, "A01-01", "A1", 10)
            company.order(desk, "1001", [("A1", 3)])
            company.order(desk, "1002", [("A1", 1)])
        allocate(company.runner, company.supervisor)
        self.presenter = BatchesPresenter(
            self, self.hands("batches"), company.runner, self.toast, self.session.actor.rights
        )
        self.wire(self.presenter, "batches")
        self.presenter.shown()

    def planned(self) -> None:
        self.presenter.commanded("plan")
        self.presenter.chosen(self.state.rows[0].id)


@pytest.fixture
def planning(company: Company) -> Planning:
    return Planning(company)


def test_orders_that_are_ready_become_batches(planning: Planning) -> None:
    assert planning.state.rows == ()
    planning.presenter.commanded("plan")
    assert [(row.state, row.orders) for row in planning.state.rows] == [("planned", 2)]
    assert planning.told == ["1 batch planned"]
    assert planning.state.busy == ""


def test_a_released_batch_that_nobody_has_begun_is_taken_back(planning: Planning) -> None:
    planning.planned()
    assert shown.deeds(planning.state)["takeback"] == "Only a released batch that nobody has begun"
    planning.presenter.commanded("release")
    assert shown.deeds(planning.state)["takeback"] == ""
    planning.presenter.commanded("takeback")
    assert (planning.state.row.state, planning.told[-1]) == ("planned", "Batch B00001 is planned again")


def test_a_batch_is_released_with_its_walk(planning: Planning) -> None:
    planning.planned()
    assert shown.deeds(planning.state)["release"] == ""
    planning.presenter.commanded("release")
    assert planning.state.row.state == "released"
    assert [task.place for task in planning.state.detail.tasks] == ["A01-01", "A01-01"]
    assert shown.deeds(planning.state)["release"] == "Only a planned batch"


def test_an_order_held_meanwhile_stops_its_batch_and_the_way_out_is_named(planning: Planning) -> None:
    planning.planned()
    hold = HoldOrder(id=planning.company.ids.new(), order_id=1, reason="calls back", kind="manual")
    planning.company.runner.perform(hold, planning.company.supervisor).done()
    planning.presenter.commanded("release")
    assert planning.state.row.state == "planned"
    batch = planning.state.row.code
    assert planning.state.refusal.startswith(f"Order 1001 in batch {batch} cannot go to the floor: held.")
    assert "discard the batch" in planning.state.refusal


def test_a_batch_is_given_to_a_person_by_number(planning: Planning) -> None:
    planning.planned()
    planning.presenter.commanded("assign")
    assert [option.words for option in shown.people(planning.state)] == ["Li", "Anyone"]
    assert planning.presenter.keyed("1")
    assert planning.state.row.who_name == "Li"
    planning.presenter.commanded("assign")
    assert planning.presenter.keyed("2")
    assert planning.state.row.who_name == ""


def test_discarding_is_asked_first_and_orders_can_be_planned_again(planning: Planning) -> None:
    planning.planned()
    planning.presenter.commanded("discard")
    assert planning.presenter.keyed("2")
    assert planning.state.row.state == "planned"
    planning.presenter.commanded("discard")
    assert planning.presenter.keyed("1")
    assert planning.state.rows[0].state == "discarded"
    planning.presenter.commanded("plan")
    assert [row.state for row in planning.state.rows] == ["planned", "discarded"]


def test_nothing_ready_says_which_order_and_why(planning: Planning) -> None:
    planning.presenter.commanded("plan")
    planning.presenter.commanded("plan")
    assert planning.state.told.startswith("No batch planned")
    assert not any(words.startswith("No batch planned") for words in planning.told), "nothing was done"


def test_without_the_right_every_deed_says_why_not(company: Company) -> None:
    packer = Session(Actor(PersonId("p"), "ANNA", "Anna K.", Role.PACKER, with_pin=False), "B1")
    reasons = shown.deeds(Planning(company, packer).state)
    assert reasons["plan"] == 'You need the right "plan"'
    assert all(reasons.values())


def test_it_is_told_that_labels_print_with_a_release(planning: Planning) -> None:
    with planning.company.write() as desk:
        settings.keep(desk, "pack.label_first", "B1", "on")
    planning.planned()
    planning.presenter.commanded("release")
    assert planning.told[-1] == "Batch B00001 is released. Their labels print now."
    assert [row.kind for row in rows(planning.company, office.outbox)] == ["labels_first"]
