"""A batch that several pick by zone: each at a zone of their own, which rests or is taken over for itself."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.crewfloor import staff
from tests.pickfloor import PickFloor, picker
from warehouse_app.application.batches import batch_id_of
from warehouse_app.application.crew.board import board
from warehouse_app.application.crew.giving import GiveBatch, SuspendBatch
from warehouse_app.domain.crew.values import CrewRow

DAY = "2010-12-06T00:00:00.000000Z"


@pytest.fixture
def zoned(company: Company) -> PickFloor:
    orders = {"1001": [("A1", 3), ("B2", 1)], "1002": [("A1", 1), ("C3", 2)]}
    floor = PickFloor(company, orders, {"A01-01": ("A1", 9), "A01-02": ("B2", 9), "B01-01": ("C3", 9)})
    staff(company)
    floor.zone(north="A01-01 A01-02", south="B01-01")
    return floor


def rows(floor: PickFloor) -> dict[str, CrewRow]:
    runner = floor.company.runner
    now = runner.now()
    found = runner.ask(lambda desk: board(desk, now, DAY), floor.company.supervisor)
    return {row.person: row for row in found.rows}


def test_each_is_at_their_own_zone(zoned: PickFloor) -> None:
    batch = zoned.release("zone")
    one, two = picker("line", zoned.company, "PICK", "P1"), picker("line", zoned.company, "SAM", "P2")
    one.scan(batch)
    two.scan(batch)
    at = {person: row.at for person, row in rows(zoned).items() if row.at is not None}
    assert {person: (each.station, each.what) for person, each in at.items()} == {
        "p-pick": ("P1", f"{batch} {one.state.zone}"), "p-sam": ("P2", f"{batch} {two.state.zone}"),
    }  # fmt: skip


def test_one_zone_rests_and_the_other_goes_on(zoned: PickFloor) -> None:
    batch = zoned.release("zone")
    one, two = picker("line", zoned.company, "PICK", "P1"), picker("line", zoned.company, "SAM", "P2")
    one.scan(batch)
    two.scan(batch)
    at = rows(zoned)["p-pick"].at
    assert at is not None
    runner, boss = zoned.company.runner, zoned.company.supervisor
    runner.perform(SuspendBatch(id="rest", batch_id=at.id, trip=at.trip), boss).done()
    assert zoned.state_of_batch() == "picking"
    assert one.scan(one.state.expects[0].code) == "claim_lost"
    assert two.scan(two.state.expects[0].code) == "right_place"
    again = runner.perform(SuspendBatch(id="again", batch_id=at.id, trip=at.trip), boss).refusal
    assert again is not None
    assert again.code == "batch_not_in"
    runner.perform(SuspendBatch(id="all", batch_id=at.id), boss).done()
    assert zoned.state_of_batch() == "suspended"
    assert zoned.drifted() == {}


def test_a_batch_by_zones_is_given_whole_and_disturbs_only_the_others(zoned: PickFloor) -> None:
    batch = zoned.release("zone")
    one, two = picker("line", zoned.company, "PICK", "P1"), picker("line", zoned.company, "SAM", "P2")
    one.scan(batch)
    two.scan(batch)
    with zoned.company.store.read() as desk:
        number = batch_id_of(desk, batch)
    give = GiveBatch(id="give", batch_id=number, person="p-sam")
    zoned.company.runner.perform(give, zoned.company.supervisor).done()
    assert one.scan(one.state.expects[0].code) == "claim_lost"
    assert two.scan(two.state.expects[0].code) == "right_place"
    assert zoned.drifted() == {}
