"""An order larger than a cart, split where the company allows it: several pick it at once, one packs all of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import Company
from tests.packbench import Bench, line_counts
from tests.pickfloor import MOUTHS, InLine, PickFloor, follow, no_pause, person, picker
from warehouse_app.application import batches
from warehouse_app.application.crew.giving import SuspendBatch
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.pickways import AssignZone, zones_of
from warehouse_app.application.plandesk import gather
from warehouse_app.application.releasing.joining import TakeBackBatch
from warehouse_app.domain.people import Role
from warehouse_app.store import settings
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import office
from warehouse_app.ui.screens.pick.shown import progress

if TYPE_CHECKING:
    from tests.postgres import Server

STOCK = {"A01-01": ("A1", 20), "A01-02": ("B2", 20), "B01-01": ("C3", 20)}
LARGE = {"1001": [("A1", 3), ("B2", 2), ("C3", 7)]}
"""With four units on a cart four parts: A1, B2, and C3 twice, for that line alone is more than a cart takes."""


class Split(PickFloor):
    """A company with carts of four units and one order of twelve."""

    def __init__(self, company: Company, *, allowed: str = "large", units: str = "4") -> None:
        with company.write() as desk:
            settings.keep(desk, "plan.split", "", allowed)
            settings.keep(desk, "plan.cart_units", "", units)
        super().__init__(company, LARGE, STOCK)

    def go(self) -> str:
        """Release the batch as it was planned; return its code."""
        runner, boss = self.company.runner, self.company.supervisor
        return batches.release(runner, boss, self.batch.id, pause=no_pause)

    def parts(self) -> list[str]:
        """Return the names of the batch's parts."""
        boss = self.company.supervisor
        return [each.zone for each in self.company.runner.ask(lambda desk: zones_of(desk, self.batch.id), boss)]

    def units(self, units: str) -> None:
        """Let carts take so many units."""
        with self.company.write() as desk:
            settings.keep(desk, "plan.cart_units", "", units)

    def pack_all(self) -> list[str]:
        """Pack the order; return the answers."""
        return Bench(self.company, "B1").codes("1001", "A1", "*3", "B2", "*2", "C3", "*7")


def _pick_rest(split: Split, batch: str, mouth: str = "line") -> list[str]:
    """Let one after the other take up a part until the batch is picked."""
    codes: list[str] = []
    for n in range(9):
        if split.state_of_batch() == "picked":
            return codes
        picks = picker(mouth, split.company, f"N{n}", f"Q{n}")
        codes.append(picks.scan(batch))
        codes += follow(picks)
    raise AssertionError(codes)


@pytest.mark.parametrize("mouth", MOUTHS)
def test_several_pick_it_at_once_and_the_pack_bench_waits_for_all_of_it(company: Company, mouth: str) -> None:
    split = Split(company)
    assert split.batch.way == "parts"
    batch = split.go()
    assert split.parts() == ["1/4", "2/4", "3/4", "4/4"]
    li, bo = picker(mouth, company), picker(mouth, company, "BO", "P2")
    assert (li.scan(batch), bo.scan("GET WORK")) == ("cart_open", "cart_open")
    assert (li.state.zone, bo.state.zone) == ("1/4", "2/4")
    assert li.state.cart != bo.state.cart
    assert "part \u20662/4" in progress(bo.state)[0]
    (tote,) = {each.tote for each in li.state.slots if each.tote == li.state.task.tote}
    assert sum(units for _state, units, *_rest in split.tasks()) == 12
    assert follow(li)[-1] == "cart_picked"
    waits = Bench(company, "B1").scan("1001")
    assert (waits.code, waits.facts["units"]) == ("still_picked", 9)
    assert str(waits.facts["parts"]).startswith("2/4 (")
    assert Bench(company, "B1").codes(tote, "A1") == ["still_picked"] * 2, "no tote and no item of it opens it either"
    assert follow(bo)[-1] == "cart_picked"
    assert _pick_rest(split, batch, mouth)[-1] == "batch_picked"
    assert split.pack_all()[-1] == "order_packed"
    assert line_counts(company, split.orders["1001"]) == [("A1", 3, 3, 0), ("B2", 2, 2, 0), ("C3", 7, 7, 0)]
    assert split.drifted() == {}


def test_where_orders_are_never_split_one_person_goes_trip_after_trip(company: Company) -> None:
    split = Split(company, allowed="never")
    assert (split.batch.way, split.batch.trips) == ("", 4)
    refusal = split.choose("parts").refusal
    assert (refusal.code, refusal.problem) == ("way_not_for", "whole")
    li = picker("line", company)
    li.scan(split.go())
    assert follow(li).count("trip_picked") == 3
    assert split.pack_all()[-1] == "order_packed"
    assert split.drifted() == {}


def test_an_order_that_fits_on_a_cart_is_never_split(company: Company) -> None:
    split = Split(company, units="12")
    assert (split.batch.way, split.batch.trips) == ("", 1)
    assert split.choose("parts").refusal.problem == "one_cart"
    split.go()
    assert split.parts() == []


def test_the_supervisor_may_have_one_person_pick_it_all_the_same(company: Company) -> None:
    split = Split(company)
    split.choose("").done()
    li = picker("line", company)
    assert li.scan(split.go()) == "batch_open"
    assert split.parts() == []
    assert split.choose("parts").refusal.code == "batch_not_in"


def test_split_after_it_was_released_and_not_put_together_again(company: Company) -> None:
    split = Split(company)
    split.choose("").done()
    batch = split.go()
    split.choose("parts").done()
    assert split.parts() == ["1/4", "2/4", "3/4", "4/4"]
    assert split.choose("").refusal.code == "batch_not_in"
    _pick_rest(split, batch)
    assert split.drifted() == {}


@pytest.mark.parametrize(("units", "parts"), [("4", 4), ("6", 3), ("12", 0)])
def test_taken_back_it_is_split_anew_by_the_carts_there_are_then(company: Company, units: str, parts: int) -> None:
    split = Split(company)
    split.go()
    back = TakeBackBatch(id="back", batch_id=split.batch.id)
    company.runner.perform(back, company.supervisor).done()
    assert split.drifted() == {}
    split.units(units)
    batch = split.go()
    assert len(split.parts()) == parts
    _pick_rest(split, batch)
    assert split.pack_all()[-1] == "order_packed"
    assert split.drifted() == {}


def test_a_short_in_one_part_comes_from_another_place_in_the_same_part(company: Company) -> None:
    split = Split(company)
    with company.write() as desk:
        company.stock(desk, "B01-02", "A1", 20)
    batch = split.go()
    li = picker("line", company)
    li.scan(batch)
    while li.state.task.sku != "A1":
        li.scan("SKIP")
    li.scan(li.state.task.place)
    assert li.scan("ISSUE", "1") == "short"
    follow(li)
    _pick_rest(split, batch)
    assert split.pack_all()[-1] == "order_packed"
    assert split.drifted() == {}


def test_cancelled_while_several_pick_it_every_part_ends(company: Company) -> None:
    split = Split(company)
    batch = split.go()
    li = picker("line", company)
    li.scan(batch)
    follow(li)
    cancelled = CancelOrder(id="stop", order_id=split.orders["1001"], reason="changed their mind")
    company.runner.perform(cancelled, company.supervisor).done()
    assert all(state in ("done", "cancelled") for state, *_rest in split.tasks())
    assert split.drifted() == {}
    _pick_rest(split, batch)
    assert Bench(company, "B1").scan("1001").code == "cancelled"
    assert split.drifted() == {}


def test_a_part_is_given_to_somebody_put_to_rest_and_taken_up_again(company: Company) -> None:
    split = Split(company)
    batch = split.go()
    given = AssignZone(id="give", batch_id=split.batch.id, trip=3, person="p-li")
    company.runner.perform(given, company.supervisor).done()
    li, bo = picker("line", company), picker("line", company, "BO", "P2")
    assert (li.scan(batch), li.state.zone, bo.scan(batch), bo.state.zone) == ("cart_open", "3/4", "cart_open", "1/4")
    bo.scan("PAUSE")
    assert split.state_of_batch() == "picking"
    assert (bo.scan(batch), bo.state.zone) == ("resumed", "1/4")
    rest = SuspendBatch(id="rest", batch_id=split.batch.id, trip=3)
    company.runner.perform(rest, company.supervisor).done()
    assert li.scan("SKIP") == "claim_lost"
    assert split.drifted() == {}


def test_the_plan_knows_that_it_goes_in_parts(company: Company) -> None:
    split = Split(company)
    gathered = company.runner.ask(lambda desk: gather(desk, None, with_planned=True), company.supervisor)
    assert [part.split for part in gathered.parts] == [True]
    assert (split.batch.way, split.batch.trips) == ("parts", 4)


@pytest.mark.slow
@pytest.mark.system
def test_parts_are_picked_through_gates(tmp_path: Path, server: Server) -> None:
    from tests.store.test_station_roles import BADGE, at_station, grant

    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-li", "code": "LI", "role": "picker", "created_at": desk.at, "badge_hash": badge_hash(BADGE)}
            desk.connection.execute(office.person.insert().values(**row))
        split = Split(owner)
        batch = split.go()
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-li"
        station.ids.n = 5_000
        station.runner.writer.id = "writer-b1"
        li = InLine(station, person("LI", "B1", Role.PICKER))
        codes = [li.scan(batch)]
        while split.state_of_batch() != "picked":
            codes += follow(li) if li.state.phase != "idle" else [li.scan(batch)]
        assert codes[0] == "cart_open"
        assert codes.count("cart_picked") == 3
        station.close()
        assert split.pack_all()[-1] == "order_packed"
        assert split.drifted() == {}
        owner.close()
