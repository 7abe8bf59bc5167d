"""What a free bench tells before anybody signs on: where it is, its printer, what was left open; nothing private."""

from __future__ import annotations

import itertools

import pytest

from tests.company import Company
from tests.packbench import Bench, pick
from warehouse_app.application.counting.bench import CountScan
from warehouse_app.application.front import front_of
from warehouse_app.application.moving.bench import MoveScan
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Work
from warehouse_app.domain.front import Front, LabelPrinter, LeftOpen
from warehouse_app.domain.people import Actor, PersonId, Role, first_name
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import ledger, office


@pytest.fixture
def bench(company: Company) -> Bench:
    """Station B1 of the main warehouse, where Anna Katharina Kowalska packs order 4711."""
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.update().values(name="Main warehouse"))
        desk.connection.execute(office.station.insert().values(code="B1", warehouse="MAIN", name="Bench 1"))
        for sku in ("LAMP", "MUG"):
            company.product(desk, sku)
        pick(desk, company, company.order(desk, "4711", [("LAMP", 2), ("MUG", 3)]), "T1")
        name = "Anna Katharina Kowalska"
        people.add(desk, PersonRow(PersonId("p-anna"), "ANNA", name, Role.PACKER, "", "", False, 0, "", desk.at))
    return Bench(company)


def told(bench: Bench) -> Front:
    seconds = itertools.count(0.0, 0.002)
    return front_of(bench.company.runner, "B1", lambda: next(seconds))


def test_a_free_bench_tells_its_place_and_the_folder_its_labels_go_to(bench: Bench) -> None:
    front = told(bench)
    assert (front.name, front.printer, front.left_open) == ("Bench 1", LabelPrinter(), None)
    assert round(front.trip_ms) == 2
    assert front.server == (bench.company.store.path is None)


def test_an_order_left_open_is_told_with_who_left_it_in_short_and_how_far(bench: Bench) -> None:
    bench.scan("T1", "LAMP", "MUG")
    left = told(bench).left_open
    assert left == LeftOpen(Work.PACK, "4711", "Anna K.", 2, 5, left.at if left else "")
    bench.scan("LAMP", "MUG", "MUG")
    assert told(bench).left_open is None


def test_a_station_nobody_made_yet_tells_nothing_and_stops_nobody(company: Company) -> None:
    front = front_of(company.runner, "B9", lambda: 0.0)
    assert (front.warehouse, front.left_open) == ("", None)


def test_a_person_is_named_in_short() -> None:
    assert [first_name(name) for name in ("Li W.", "Anna Katharina Kowalska", "Ada")] == ["Li W.", "Anna K.", "Ada"]


def test_a_move_left_open_is_told_with_its_place_and_who_left_it(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "A01-01", "LAMP", 3)
    anna = Actor(PersonId("p-anna"), "ANNA", "Anna Katharina Kowalska", Role.PACKER, with_pin=False)
    session = Session(anna, "B1")
    for text in ("A01-01", "LAMP"):
        company.runner.perform(MoveScan(id=company.ids.new(), text=text), session)
    left = told(bench).left_open
    assert left is not None
    assert (left.work, left.code, left.who) == (Work.MOVE, "A01-01", "Anna K.")
    company.runner.perform(MoveScan(id=company.ids.new(), text="PAUSE"), session)
    assert told(bench).left_open is None


def test_a_count_left_open_is_told_and_a_place_to_go_to_is_not(bench: Bench) -> None:
    company = bench.company
    with company.write() as desk:
        company.stock(desk, "A01-01", "LAMP", 3)
    session = Session(company.picker.actor, "B1")
    company.runner.perform(CountScan(id=company.ids.new(), text="A01-01"), session)
    left = told(bench).left_open
    assert left is not None
    assert left.work is Work.COUNT
    assert left.code
