"""Where an order goes, changed before it leaves: the slower one is told, old labels are void, nothing personal kept."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from tests.company import Company
from tests.parcels import labelled, spool, work
from warehouse_app.application.addressing import Readdressed, SetAddress, address_fields
from warehouse_app.application.orders import HoldOrder, order_detail, order_id_of
from warehouse_app.application.papers import gather
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.search import find
from warehouse_app.application.shipping import LoadScan
from warehouse_app.domain.editing import BadField, Change
from warehouse_app.domain.importing.values import FOR_NOBODY
from warehouse_app.domain.orders.addressing import AddressIncomplete, AddressMoved, ParcelLoaded
from warehouse_app.domain.orders.refusals import OrderNotOpen, ReasonMissing
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store import people
from warehouse_app.store.schema import floor, trade
from warehouse_app.wording.say import words_of

ADMIN = Session(SYSTEM, "B1")
BERLIN = {"name": "Ms Berta Wagner", "street": "Hauptstr. 5", "postcode": "10115", "city": "Berlin",
          "country": "Germany"}  # fmt: skip


def readdress(
    company: Company, code: str, parts: dict[str, str], seen: dict[str, str] | None = None, reason: str = "moved house"
) -> Readdressed | Refusal:
    order = company.runner.ask(lambda desk: order_id_of(desk, code), ADMIN)
    now = seen if seen is not None else company.runner.ask(lambda desk: address_fields(desk, order), ADMIN)
    changes = tuple(Change(name, now.get(name, ""), value) for name, value in parts.items())
    command = SetAddress(id=company.ids.new(), order_id=order, changes=changes, reason=reason)
    outcome = company.runner.perform(command, ADMIN)
    found: Readdressed | Refusal | None = outcome.refusal or outcome.value
    assert found is not None
    return found


@pytest.fixture
def house(company: Company) -> Company:
    with company.write() as desk:
        for sku in ("MUG", "BOWL"):
            company.product(desk, sku)
        people.add_station(desk, "B1", "MAIN", "Bench 1")
        company.order(desk, "1001", [("MUG", 1)])
    return company


def load(company: Company, parcel: int) -> str:
    with company.store.read() as desk:
        code = desk.connection.execute(floor.parcel.select().where(floor.parcel.c.id == parcel)).one().tracking
    answer = company.runner.perform(LoadScan(id=company.ids.new(), text=code), ADMIN).value
    assert answer is not None
    return str(answer.code)


def test_an_order_goes_elsewhere_and_its_story_says_why(house: Company) -> None:
    done = readdress(house, "1001", BERLIN)
    assert done == Readdressed("1001", tuple(sorted(BERLIN)))
    order = house.runner.ask(lambda desk: order_id_of(desk, "1001"), ADMIN)
    found = house.runner.ask(lambda desk: order_detail(desk, order), ADMIN)
    assert found.address is not None
    assert found.address.lines == ("Ms Berta Wagner", "Hauptstr. 5", "Berlin 10115", "Germany")
    assert found.row.country == "Germany"
    told = [words_of(each.code, each.facts)[0] for each in found.timeline]
    assert "Goes to another address: moved house" in told
    assert [hit.code for hit in house.runner.ask(lambda desk: find(desk, "berta"), ADMIN).hits] == ["1001"]


def test_a_good_address_ends_the_hold_for_it_and_no_other(house: Company) -> None:
    order = house.runner.ask(lambda desk: order_id_of(desk, "1001"), ADMIN)
    for kind in ("address", "fraud"):
        house.runner.perform(HoldOrder(id=house.ids.new(), order_id=order, kind=kind, reason="x"), ADMIN).done()
    assert readdress(house, "1001", {"street": "Hauptstr. 5"}) == AddressIncomplete("1001", "city")
    done = readdress(house, "1001", BERLIN)
    assert isinstance(done, Readdressed)
    assert done.let_go
    found = house.runner.ask(lambda desk: order_detail(desk, order), ADMIN)
    assert [each.kind for each in found.holds] == ["fraud"]


def test_a_hold_because_nobody_is_named_ends_when_somebody_is(house: Company) -> None:
    order = house.runner.ask(lambda desk: order_id_of(desk, "1001"), ADMIN)
    why = HoldOrder(id=house.ids.new(), order_id=order, kind="address", reason=FOR_NOBODY)
    house.runner.perform(why, ADMIN).done()
    done = readdress(house, "1001", {**BERLIN, "name": "", "company": ""})
    assert isinstance(done, Readdressed)
    assert not done.let_go
    done = readdress(house, "1001", {"company": "Wagner GmbH"})
    assert isinstance(done, Readdressed)
    assert done.let_go


def test_of_two_who_change_one_part_the_second_is_told_and_other_parts_go_together(house: Company) -> None:
    readdress(house, "1001", BERLIN)
    seen = dict(BERLIN)
    readdress(house, "1001", {"street": "Nebenstr. 1"})
    again = readdress(house, "1001", {"street": "Querstr. 9"}, seen)
    assert again == AddressMoved("1001", "street", "Hauptstr. 5", "Nebenstr. 1")
    assert isinstance(readdress(house, "1001", {"phone": "030 1"}, seen), Readdressed)


@pytest.mark.parametrize(
    ("parts", "why"),
    [({"street": "x" * 121}, BadField("street", "", "too_long", 120)),
     ({"city": "Ber\x07lin"}, BadField("city", "", "not_printable")),
     ({"planet": "Mars"}, BadField("planet", "", "unknown"))],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_not_repeated(house: Company, parts: dict[str, str], why: Refusal) -> None:
    assert readdress(house, "1001", {**BERLIN, **parts}) == why


def test_a_reason_and_the_right_are_needed(house: Company) -> None:
    assert readdress(house, "1001", BERLIN, reason=" ") == ReasonMissing()
    packer = Session(Actor(PersonId("p"), "P", "P", Role.PACKER, with_pin=True))
    order = house.runner.ask(lambda desk: order_id_of(desk, "1001"), ADMIN)
    command = SetAddress(id=house.ids.new(), order_id=order, changes=(), reason="x")
    assert isinstance(house.runner.perform(command, packer).refusal, NoRight)


def test_a_label_not_printed_yet_carries_the_new_address_by_itself(house: Company) -> None:
    (parcel,) = labelled(house, "2001")
    done = readdress(house, "2001", BERLIN)
    assert isinstance(done, Readdressed)
    assert done.labels == ()
    label = house.runner.ask(lambda desk: gather(desk, Document.LABEL, parcel), ADMIN)
    assert "Hauptstr. 5" in label.recipient  # type: ignore[union-attr]


def test_a_printed_label_is_void_and_the_parcel_stays_until_the_new_one_is_printed(house: Company) -> None:
    (parcel,) = labelled(house, "2001")
    work(house, spool(house.folder))
    done = readdress(house, "2001", BERLIN)
    assert isinstance(done, Readdressed)
    assert done.labels == ("P2001-1",)
    assert load(house, parcel) == "old_label"
    house.runner.perform(LoadScan(id=house.ids.new(), text="CONTINUE"), ADMIN)
    work(house, spool(house.folder))
    with house.store.read() as desk:
        jobs = desk.connection.execute(floor.print_job.select().order_by(floor.print_job.c.copy)).all()
    assert [(job.copy, job.state) for job in jobs] == [(1, "sent"), (2, "sent")]
    assert load(house, parcel) == "loaded"
    assert readdress(house, "2001", {"street": "Nebenstr. 1"}) == ParcelLoaded("2001", "P2001-1", "M00000001")


def test_an_order_that_is_over_goes_nowhere_else(house: Company) -> None:
    with house.write() as desk:
        desk.connection.execute(trade.orders.update().values(state="closed"))
    assert readdress(house, "1001", BERLIN) == OrderNotOpen("1001", "closed")


def test_nothing_personal_stands_in_what_is_kept_of_the_command(house: Company) -> None:
    readdress(house, "1001", BERLIN)
    readdress(house, "1001", {"street": "Querstr. 9"}, {"street": "Nowhere 1"})
    with house.store.read() as desk:
        kept = desk.connection.execute(text("SELECT outcome FROM command")).scalars().all()
    whole = json.dumps([str(each) for each in kept])
    assert "address_moved" in whole or "AddressMoved" in whole
    for secret in ("Berta", "Hauptstr", "Querstr", "Nowhere"):
        assert secret not in whole
