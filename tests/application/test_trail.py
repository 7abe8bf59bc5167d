"""The audit trail as people read it: who did what, narrowed, opened, proven, and a look back."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, pick
from warehouse_app import application
from warehouse_app.application.orders import HoldOrder
from warehouse_app.application.people import AddUser
from warehouse_app.application.products import RecountPlace
from warehouse_app.application.run import HANDLERS, Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.trail import (
    TRAIL,
    find_thing,
    held_at,
    link_facts,
    moment,
    prove,
    trail_state,
)
from warehouse_app.domain.ledger.trail import NoSuchThing, Thing, ThingKind, TrailFacts, TrailRow, TrailView
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store import audit, people
from warehouse_app.store.people import PersonRow
from warehouse_app.wording.say import say
from warehouse_app.wording.trail import DEEDS, VIEWS, deed, standing

ADMIN = Session(SYSTEM, "")


@pytest.fixture
def house(company: Company) -> Company:
    """Two people are known; a product stands in a bin."""
    with company.write() as desk:
        packer = Actor(PersonId("p-anna"), "ANNA", "Anna K.", Role.PACKER, with_pin=False)
        program = Actor(PersonId("test"), "TEST", "Test", Role.CLERK, with_pin=False)
        for actor in (company.supervisor.actor, company.packer.actor, packer, program):
            row = PersonRow(
                PersonId(actor.person), f"{actor.code}-{actor.person}", actor.name, actor.role, "", "",
                locked=False, failures=0, failed_at="", created_at=desk.at,
            )  # fmt: skip
            people.add(desk, row)
        people.add_station(desk, "B1", WAREHOUSE, "B1")
        company.product(desk, "A1")
        company.stock(desk, "A01", "A1", 10)
    return company


def rows(company: Company, view: str = "all", text: str = "", **by: str) -> list[TrailRow]:
    with company.store.read() as desk:
        return list(TRAIL.page(desk, ListQuery(view, text, tuple(by.items())), 0, 100).rows)


def deeds(company: Company, view: str = "all", text: str = "", **by: str) -> list[str]:
    return [row.deed for row in rows(company, view, text, **by)]


def thing(company: Company, text: str) -> Thing:
    with company.store.read() as desk:
        return find_thing(desk, text)


def opened(company: Company, row: TrailRow) -> TrailFacts:
    with company.store.read() as desk:
        return link_facts(desk, str(row.seq))


def packed(house: Company) -> int:
    bench = Bench(house)
    with house.write() as desk:
        order = house.order(desk, "1001", [("A1", 1)])
        pick(desk, house, order, "T-1")
    bench.scan("1001", "NOPE-1", "A1")
    return order


def test_each_deed_stands_with_its_person_station_and_verdict(house: Company) -> None:
    packed(house)
    found = rows(house, text="anna")
    assert [(row.who, row.user, row.station, row.deed) for row in found] == [
        ("Anna K.", "ANNA-p-anna", "B1", "PackScan")
    ] * 3
    assert [row.verdict for row in found] == ["done", "unknown_barcode", "done"]


def test_the_list_narrows_by_view_person_station_deed_and_time(house: Company) -> None:
    packed(house)
    house.clock.forward(hours=1)
    noon = house.runner.now()
    house.runner.perform(ChangeSetting(id="s", setting="company.city", value="Bath"), ADMIN).done()
    house.runner.perform(AddUser(id="u", person="p", user="EVE", user_name="Eve", role=Role.PICKER, badge_hash="",
                                 pin_hash=""), house.packer)  # fmt: skip
    assert deeds(house, TrailView.REFUSED) == ["PackScan", "AddUser"]
    assert deeds(house, TrailView.OFFICE) == ["ChangeSetting", "AddUser"]
    assert "ChangeSetting" not in deeds(house, TrailView.PEOPLE)
    assert deeds(house, who="p-pack", deed="AddUser") == ["AddUser"]
    assert deeds(house, since=noon) == ["ChangeSetting", "AddUser"]
    assert deeds(house, until=noon) == ["PackScan"] * 3
    assert deeds(house, station="B9") == []
    assert deeds(house, "nobodys view") == []
    assert deeds(house, text="bath_%") == []


def test_a_row_opens_its_legs_its_scan_and_its_promise(house: Company) -> None:
    packed(house)
    scan = rows(house)[-1]
    facts = opened(house, scan)
    assert facts.scan is not None
    assert (facts.scan.raw, facts.scan.order, facts.scan.verdict) == ("A1", "1001", "done")
    legs = [(leg.sku, leg.source, leg.target, leg.qty) for entry in facts.entries for leg in entry.legs]
    assert ("A1", "T-1", "P00000001", 1) in legs
    assert not facts.sealed
    with house.write() as desk:
        audit.put_seal(desk)
    assert opened(house, scan).sealed


def test_a_refusal_opens_with_the_code_that_was_scanned_and_why(house: Company) -> None:
    packed(house)
    (refused,) = rows(house, TrailView.REFUSED)
    facts = opened(house, refused)
    assert facts.scan is not None
    assert facts.scan.raw == "NOPE-1"
    assert say(refused.verdict, facts.refusal).startswith("Unknown code NOPE-1")
    assert facts.entries == ()
    with house.store.read() as desk, pytest.raises(Refused):
        link_facts(desk, "nowhere")


def test_the_trail_of_an_order_a_place_a_product_and_a_parcel(house: Company) -> None:
    order = packed(house)
    hold = HoldOrder(id="h", order_id=order, kind="manual", reason="asked")
    house.runner.perform(hold, house.supervisor)
    house.runner.perform(
        RecountPlace(id="c", warehouse=WAREHOUSE, place="A01", sku="A1", counted=4, reason="count"), house.supervisor
    ).done()
    about = {kind: deeds(house, thing=thing(house, f"{kind}:{code}").value)
             for kind, code in (("order", "1001"), ("place", "A01"), ("product", "a1"))}  # fmt: skip
    assert about["order"].count("PackScan") >= 2
    assert about["place"] == ["RecountPlace"]
    assert "RecountPlace" in about["product"]
    assert "PackScan" in about["product"]
    parcel = rows(house, thing=thing(house, "parcel:P00000001").value)
    assert {row.deed for row in parcel} == {"PackScan"}
    assert deeds(house, thing="order:x") == deeds(house, thing="cart:1") == []


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("1001", "order"), ("OR-1001-W", "order"), ("a01", "place"), ("A1", "product"), ("P00000001", "parcel")],
)
def test_a_thing_is_found_by_its_code_or_barcode(house: Company, typed: str, kind: str) -> None:
    from warehouse_app.domain.barcodes.own import OwnKind, make

    packed(house)
    text = make(OwnKind.ORDER, "1001") if typed.startswith("OR-") else typed
    assert thing(house, text).kind is ThingKind(kind)
    with pytest.raises(Refused) as no:
        thing(house, "nothing-has-this")
    assert no.value.refusal == NoSuchThing("nothing-has-this")


def test_what_lay_where_at_a_moment_is_the_sum_of_all_legs_until_then(house: Company) -> None:
    before = house.runner.now()
    house.clock.forward(hours=1)
    house.runner.perform(
        RecountPlace(id="c", warehouse=WAREHOUSE, place="A01", sku="A1", counted=4, reason="count"), house.supervisor
    ).done()
    house.clock.forward(hours=1)
    with house.write() as desk:
        house.stock(desk, "B02", "A1", 7)
    after = house.runner.now()

    def held(text: str, at: str) -> list[tuple[str, int]]:
        with house.store.read() as desk:
            return [(each.place, each.qty) for each in held_at(desk, find_thing(desk, text), at)]

    assert held("place:A01", before) == [("A01", 10)]
    assert held("place:A01", after) == [("A01", 4)]
    assert held("product:A1", before) == [("A01", 10)]
    assert held("product:A1", after) == [("A01", 4), ("B02", 7)]
    assert held("product:A1", "2000-01-01") == []
    with house.store.read() as desk, pytest.raises(Refused):
        held_at(desk, Thing(ThingKind.ORDER, "1", "1001"), after)


def test_the_proof_tells_how_far_it_is_and_stops_when_asked(house: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(house)
    told: list[tuple[int, int]] = []

    def go_on(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    report = prove(house.runner, ADMIN, go_on)
    assert report is not None
    assert report.ok
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0
    assert prove(house.runner, ADMIN, lambda _done, _whole: False) is None
    with pytest.raises(Refused):
        prove(house.runner, house.packer)


def test_a_link_changed_behind_its_back_is_named_by_the_proof(house: Company) -> None:
    packed(house)
    with house.write() as desk:
        of = "" if desk.connection.dialect.name == "sqlite" else " ON audit"
        desk.connection.exec_driver_sql(f"DROP TRIGGER audit_no_update{of}")
        desk.connection.exec_driver_sql("UPDATE audit SET who = 'p-sup' WHERE seq = 2")
    report = prove(house.runner, ADMIN)
    assert report is not None
    assert not report.ok
    assert any("link 2" in broken for check in report.checks for broken in check.broken)


def test_the_state_says_what_a_seal_covers(house: Company) -> None:
    with house.store.read() as desk:
        empty = trail_state(desk)
    assert (empty.links, empty.seal) == (0, 0)
    packed(house)
    with house.write() as desk:
        audit.put_seal(desk)
    house.runner.perform(ChangeSetting(id="s", setting="company.city", value="Bath"), ADMIN).done()
    with house.store.read() as desk:
        now = trail_state(desk)
    assert (now.seal, now.unsealed, now.writers) == (1, 1, 1)
    assert standing(now.links, now.seal, now.unsealed)[0] == "Sealed but for the last deed"
    assert standing(0, 0, 0) != standing(5, 0, 5) != standing(5, 1, 0)


def test_only_who_may_export_watches_over_deeds(house: Company) -> None:
    query = ListQuery()
    with pytest.raises(Refused):
        house.runner.ask(lambda desk: TRAIL.page(desk, query, 0, 1), house.packer, TRAIL.right)
    assert house.runner.ask(lambda desk: TRAIL.extent(desk, query), house.supervisor, TRAIL.right).total == 0


def test_a_moment_without_a_zone_is_utc() -> None:
    assert moment("2010-12-06 14:03") == "2010-12-06T14:03:00.000000Z"
    assert moment("2010-12-06T14:03+01:00") == "2010-12-06T13:03:00.000000Z"
    with pytest.raises(Usage):
        moment("yesterday")


def test_the_words_of_deeds_are_of_deeds_that_there_are() -> None:
    for module in pkgutil.walk_packages(application.__path__, f"{application.__name__}."):
        importlib.import_module(module.name)
    ours = {command.__name__ for command in HANDLERS if command.__module__.startswith("warehouse_app.")}
    assert set(DEEDS) <= ours, "words for what nobody can do any more"
    assert deed("TurnTheTable") == "Turn the table"
    assert set(VIEWS) == set(TrailView)
    assert replace(ListQuery(), view="all").narrowing == 0
