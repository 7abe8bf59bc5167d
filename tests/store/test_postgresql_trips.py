"""How often a station asks its server: what a scan costs where the network is slow."""

from __future__ import annotations

import itertools
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from tests.company import Company
from tests.packbench import Bench, pick
from warehouse_app.application.packing.state import pack_state
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import ledger, products, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.postgresql.link import Link, link_of
from warehouse_app.store.schema import office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgres import Server

pytestmark = pytest.mark.system
MOST_FOR_A_SCAN = 2
"""Beginning, what the shot means, and where its goods lie; the posting, what is kept, and COMMIT."""
MOST_FOR_ANY_SCAN = 4


@pytest.fixture
def company(tmp_path: Path, server: Server) -> Generator[Company, None, None]:
    """Yield a company on a server, with an order of three lines picked into a tote."""
    with server.database() as address:
        made = Company(tmp_path, database=address)
        with made.write() as desk:
            for sku in ("CUP", "MUG", "PAN"):
                made.product(desk, sku)
            order = made.order(desk, "1001", [("CUP", 3), ("MUG", 3), ("PAN", 3)])
            pick(desk, made, order, "T1")
        yield made
        made.close()


def link(company: Company) -> Link:
    with company.store.read() as desk:
        return link_of(desk.connection)


def trips_of(company: Company, bench: Bench, text: str) -> int:
    """Return the round trips of one scan at a bench that is warm."""
    there = link(company)
    bench.scan("MUG")  # the lane is set to writing again
    before = there.trips
    bench.scan(text)
    return there.trips - before


def test_an_accepted_scan_is_two_round_trips(company: Company) -> None:
    bench = Bench(company)
    bench.scan("T1", "CUP")
    assert trips_of(company, bench, "CUP") <= MOST_FOR_A_SCAN
    assert bench.answers[-1].code == "right_item"


def test_a_scan_that_carries_lot_and_last_day_is_no_more(company: Company) -> None:
    with company.write() as desk:
        found = products.find(desk, "CUP")
        assert found is not None
        products.add_barcode(desk, int(found.id), "4006381333931", 1)
    bench = Bench(company)
    bench.scan("T1", "CUP")
    for text in ("]C1010400638133393117301231" + "10L1\x1d21S1", "010400638133393110L2110", "4006381333931"):
        assert trips_of(company, bench, text) <= MOST_FOR_A_SCAN
        assert bench.answers[-1].code == "right_item"
        bench.scan("UNDO")


def test_the_first_scan_of_an_item_is_no_more(company: Company) -> None:
    bench = Bench(company)
    bench.scan("T1")
    company.store.memory.forget()
    there = link(company)
    bench.scan("MUG")
    company.store.memory.items.clear()
    before = there.trips
    bench.scan("PAN")
    assert there.trips - before <= MOST_FOR_A_SCAN
    assert bench.answers[-1].code == "right_item"


def test_a_refused_scan_is_four_at_most(company: Company) -> None:
    bench = Bench(company)
    bench.scan("T1", "CUP")
    assert trips_of(company, bench, "NOBODY-KNOWS") <= MOST_FOR_ANY_SCAN
    assert bench.answers[-1].code == "unknown_barcode"


def test_what_a_scan_foresees_is_what_it_leaves(company: Company) -> None:
    bench = Bench(company)
    bench.scan("T1")
    for text in ("CUP", "MUG", "CUP", "PAN", "MUG", "CUP", "MUG"):
        told = bench.scan(text).state
        with company.store.read() as desk:
            found = pack_state(desk, bench.station)
        lines = {line.line_id: line for line in found.lines}
        assert all(lines[each.line_id] == each for each in told.lines)
        assert (told.done_units, told.total_units, told.ordered_units) == (found.done_units, found.total_units, 9)
        assert told.expects == found.expects


def deeds(company: Company) -> tuple[int, int]:
    """Return two bins that hold ten cups each."""
    with company.write() as desk:
        company.stock(desk, "B1", "CUP", 10)
        company.stock(desk, "B2", "CUP", 10)
        return company.bin(desk, "B1").id, company.bin(desk, "B2").id


def test_posting_promising_narrowing_and_releasing_are_one_round_trip_each(company: Company) -> None:
    here, there = deeds(company)
    wanted = Promise(PromiseId(0), Purpose.LINE, 1, Scope.POOL, PoolKey("MAIN", "CUP"), 4, 0)

    def cost(desk: Desk) -> list[int]:
        line = link_of(desk.connection)
        told = [line.trips]
        made = promises.promise(desk, wanted)
        told.append(line.trips)
        narrowed = promises.narrow(desk, made.id, 4, here, Item("CUP"))  # type: ignore[arg-type]
        told.append(line.trips)
        leg = Leg(Item("CUP"), here, there, 4)  # type: ignore[arg-type]
        ledger.post(desk, Entry(EntryId("moved"), EntryKind.MOVE, (leg,)))
        told.append(line.trips)
        promises.release(desk, narrowed, 4, "test")
        told.append(line.trips)
        return [after - before for before, after in itertools.pairwise(told)]

    company.store.transact(lambda desk: [company.bin(desk, each) for each in ("B1", "B2")], at="")  # known by now
    assert company.store.transact(cost, at="2010") == [1, 1, 1, 1]


def test_what_is_posted_soon_is_refused_with_the_next_question(company: Company) -> None:
    here, there = deeds(company)
    leg = Leg(Item("CUP"), here, there, 99)  # type: ignore[arg-type]

    def deed(desk: Desk) -> None:
        ledger.post_soon(desk, Entry(EntryId("much"), EntryKind.MOVE, (leg,)))
        desk.settle()

    with pytest.raises(Refused, match="not_enough"):
        company.store.transact(deed, at="2010")


def test_what_is_refused_although_it_was_sure_is_not_committed_and_judged_anew(company: Company) -> None:
    here, there = deeds(company)
    leg = Leg(Item("CUP"), here, there, 99)  # type: ignore[arg-type]
    judged: list[str] = []

    def deed(desk: Desk) -> str:
        desk.savepoint("deed")
        try:
            ledger.post_soon(desk, Entry(EntryId("much"), EntryKind.MOVE, (leg,)))
            desk.next_number("moved")
            desk.settle()
        except Refused as refused:
            judged.append(refused.refusal.code)
            desk.back_to("deed")
            desk.next_number("refused")
        desk.release("deed")
        return "done"

    assert company.store.transact(deed, at="2010") == "done"
    assert judged == ["not_enough"]
    with company.store.read() as desk:
        given = dict(desk.connection.execute(select(office.counter.c.name, office.counter.c.value)).all())
        assert ledger.find(desk, EntryId("much")) is None
    assert "moved" not in given
    assert given["refused"] == 1


def test_what_is_undone_twice_is_undone_before_anything_else_is_asked(company: Company) -> None:
    def deed(desk: Desk) -> None:
        desk.savepoint("deed")
        desk.next_number("sent")
        link_of(desk.connection).send()
        desk.back_to("deed")
        link_of(desk.connection).keep("INSERT INTO counter (name, value) VALUES ('kept', 1)")
        desk.back_to("deed")
        desk.next_number("stays")
        desk.release("deed")

    company.store.transact(deed, at="2010")
    with company.store.read() as desk:
        given = set(desk.connection.execute(select(office.counter.c.name)).scalars())
    assert given & {"sent", "kept", "stays"} == {"stays"}
