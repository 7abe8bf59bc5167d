"""The put wall at the pack bench: an item is told its slot, a slot that is complete opens its order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Company
from tests.packbench import Bench, inside, line_counts, rule, scans, tote
from tests.pickfloor import PickFloor, follow, picker
from tests.scans import Scans
from warehouse_app.application.sorting.bench import BENCH, SortScan
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.people import Role
from warehouse_app.store import places
from warehouse_app.terminal.station import Line, Station, mode_of
from warehouse_app.wording.say import say

STOCK = {"A01-01": ("A1", 20), "A01-02": ("B2", 20), "B01-01": ("C3", 20)}


class AtWall(Scans[FloorAnswer]):
    """Somebody at the wall's own bench."""

    command = SortScan


@pytest.fixture
def floor(company: Company) -> PickFloor:
    """Two orders that share a product."""
    return PickFloor(company, {"1001": [("A1", 3), ("B2", 1)], "1002": [("A1", 2), ("C3", 1)]}, STOCK)


def picked(floor: PickFloor, way: str = "sort") -> tuple[str, str]:
    """Pick the batch; return its code and that of a tote that its goods lie in."""
    batch = floor.release(way)
    follow(picker("line", floor.company))
    with floor.company.write() as desk:
        for code in ("W-1", "W-2", "W-3"):
            tote(desk, floor.company, code)
        found = desk.connection.exec_driver_sql(
            "SELECT p.code FROM balance b JOIN place p ON p.id = b.place_id WHERE p.kind = 'TOTE' AND b.on_hand > 0"
        ).scalars()
        return batch, min(set(found))


def test_an_item_of_an_unsorted_tote_is_told_its_slot_and_a_complete_slot_opens_its_order(floor: PickFloor) -> None:
    _batch, full = picked(floor)
    ben = Bench(floor.company, "B1")
    assert ben.scan(full).code == "sort_open"
    to = ben.scan("A1")
    first = str(to.facts["order"])
    assert (to.code, to.facts["slot"], to.state.phase) == ("sort_to", "A1", "idle")
    assert to.state.wall is not None
    assert (to.state.wall.phase, to.state.wall.hero) == ("slot", "A1")
    assert say("put_it_first", ben.scan("B2").facts) == "Put it into A1 first. Stand an empty tote there and scan it"
    wants = int(str(to.facts["wants"]))
    assert ben.codes(f"*{wants}", "W-1") == ["sort_to", "sorted"]
    other = {"1001": "B2", "1002": "C3"}[first]
    ben.scan(other)
    assert ben.scan("W-2").code == "wrong_wall_slot"
    assert ben.codes("A1", "", "W-1") == ["acknowledge_first", "acknowledged", "sorted_order"]
    assert inside(floor.company, "W-1") == {"A1": wants, other: 1}
    opened = ben.scan("W-1")
    assert (opened.code, opened.facts["order"], opened.state.wall) == ("order_opened", first, None)
    assert ben.codes("A1", f"*{wants}", other)[-1] == "order_packed"
    assert ben.state().wall is not None
    last = {"1001": "1002", "1002": "1001"}[first]
    rest = {"1001": 3, "1002": 2}[last]
    end = {"1001": "B2", "1002": "C3"}[last]
    assert ben.codes("A1", str(rest), "W-2") == ["sort_to", "sort_to", "sorted"]
    assert ben.codes(end, "W-2") == ["sort_to", "sorted_all"]
    assert ben.state().wall is None
    assert ben.codes("W-2", end, "A1", f"*{rest}") == ["order_opened", "right_item", "right_item", "order_packed"]
    assert [row[2] for row in line_counts(floor.company, floor.orders[last])] == [rest, 1]
    assert floor.drifted() == {}


def test_the_item_alone_begins_and_undo_goes_back_to_the_tote(floor: PickFloor) -> None:
    _batch, full = picked(floor)
    ben = Bench(floor.company, "B1")
    assert ben.scan("C3").code == "sort_to"
    assert ben.codes("UNDO", "UNDO") == ["sort_put_back", "nothing_to_undo"]
    assert ben.codes("A1", "W-1", "UNDO") == ["sort_to", "sorted", "sort_undone"]
    assert inside(floor.company, "W-1") == {}
    assert ben.codes("PAUSE", "UNDO") == ["sort_paused", "no_order_open"]
    assert ben.codes(full, "B2", "UNDO", "SHORT") == ["sort_open", "sort_to", "sort_put_back", "sort_short"]
    assert {row.work for row in scans(floor.company) if row.code.startswith("sort")} == {"sort"}
    assert floor.drifted() == {}


def test_a_batch_opens_the_wall_and_it_goes_on_at_the_walls_own_bench(floor: PickFloor) -> None:
    batch, _full = picked(floor)
    ben, mo = Bench(floor.company, "B1"), AtWall(floor.company, "B1", "MO", Role.PICKER)
    assert ben.codes(batch, "A1") == ["sort_open", "sort_to"]
    assert mo.scan("W-1").code == "sorted"
    assert ben.codes("UNDO", "A1", "W-1") == ["sort_undone", "sort_to", "sorted"]
    assert ben.scan("W-1").code == "still_to_sort", "the slot is not complete"
    state = mo.company.runner.ask(lambda desk: BENCH.state(desk, "B1"), mo.session)
    assert (state.about, state.done) == (batch, 1)


def test_line_mode_sorts_with_the_same_scans(floor: PickFloor) -> None:
    picked(floor)
    station = Station(floor.company.runner, floor.company.packer, mode_of("pack"))
    station.begin()
    said = [station.answer(Line(text, "")) for text in ("C3", "W-1")]
    assert [each["code"] for each in said] == ["sort_to", "sorted"]
    walls: list[Any] = [each["state"] for each in said]
    assert [each["wall"]["phase"] for each in walls] == ["slot", "item"]


def test_a_bench_without_a_wall_refuses_what_is_not_sorted(floor: PickFloor) -> None:
    batch, full = picked(floor)
    rule(floor.company, "pack.wall", "off")
    ben = Bench(floor.company, "B1")
    assert ben.codes(full, batch, "A1", "1001") == ["still_to_sort"] * 4


def test_totes_of_zones_come_together_at_the_pack_bench(floor: PickFloor) -> None:
    floor.zone(north="A01-01 A01-02", south="B01-01")
    batch = floor.release("zone")
    li, bo = picker("line", floor.company), picker("line", floor.company, "BO", "P2")
    for each in (li, bo):
        each.scan(batch)
    for each in (li, bo):
        follow(each)
    ben = Bench(floor.company, "B1")
    with floor.company.store.read() as desk:
        parts = [
            places.get(desk, each).code
            for each in desk.connection.exec_driver_sql(
                "SELECT DISTINCT b.place_id FROM balance b JOIN place p ON p.id = b.place_id "
                "JOIN leg g ON g.target = p.id JOIN order_line l ON l.id = g.line_id "
                "JOIN orders o ON o.id = l.order_id "
                "WHERE p.kind = 'TOTE' AND b.on_hand > 0 AND o.code = '1002' ORDER BY 1"
            ).scalars()
        ]
    first, second = parts
    assert ben.codes(first, second) == ["part_first", "part_to"]
    assert ben.scan(first).code in ("sorted_order", "sorted_all")
    assert ben.scan(first).code == "order_opened"
    assert floor.drifted() == {}
