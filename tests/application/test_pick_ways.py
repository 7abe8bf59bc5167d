"""One batch, picked each way: what is taken at once, where it lies then, and how it comes to the packing bench."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.packbench import Bench, line_counts, tote
from tests.pickfloor import MOUTHS, PickFloor, follow, picker
from tests.scans import Scans
from warehouse_app.application.crew.giving import SuspendBatch
from warehouse_app.application.releasing.joining import TakeBackBatch
from warehouse_app.application.sorting.bench import BENCH, SortScan
from warehouse_app.domain.floorwork import FloorAnswer, FloorState
from warehouse_app.domain.people import Role

STOCK = {"A01-01": ("A1", 20), "A01-02": ("B2", 20), "B01-01": ("C3", 20)}


class Sorter(Scans[FloorAnswer]):
    """Somebody at the put wall."""

    command = SortScan
    station = "W1"
    person = "MO"
    role = Role.PICKER

    def state(self) -> FloorState:
        """Return what the wall shows."""
        return self.company.runner.ask(lambda desk: BENCH.state(desk, self.station), self.session)

    def follow(self, limit: int = 100) -> list[str]:
        """Scan what is expected until the wall is done."""
        codes: list[str] = []
        while len(codes) < limit:
            codes.append(self.scan(self.state().expects[0].code).code)
            if codes[-1] == "sorted_all":
                return codes
        raise AssertionError(codes)


def sorter(company: Company) -> Sorter:
    """Return somebody at the put wall."""
    return Sorter(company, "W1", "MO", Role.PICKER)


@pytest.fixture
def mixed(company: Company) -> PickFloor:
    """Two orders that share a product."""
    return PickFloor(company, {"1001": [("A1", 3), ("B2", 1)], "1002": [("A1", 2), ("C3", 1)]}, STOCK)


@pytest.fixture
def singles(company: Company) -> PickFloor:
    """Three orders of the same single thing."""
    return PickFloor(company, {"1001": [("A1", 1)], "1002": [("A1", 1)], "1003": [("A1", 1)]}, STOCK)


@pytest.mark.parametrize("mouth", MOUTHS)
def test_what_several_orders_want_of_a_place_is_taken_at_once_for_the_wall(mixed: PickFloor, mouth: str) -> None:
    batch = mixed.release("sort")
    li = picker(mouth, mixed.company)
    li.scan(batch)
    while li.state.task.sku != "A1":
        li.scan("SKIP")
    task = li.state.task
    assert (task.qty, task.orders, task.order, li.state.way) == (5, 2, "", "sort")
    codes = follow(li)
    assert codes[-1] == "batch_to_sort"
    assert "item_complete" not in codes, "one tote asks for no slot"
    assert (mixed.picked("1001"), mixed.picked("1002")) == ([3, 1], [2, 1])
    assert mixed.drifted() == {}


def test_the_wall_names_the_slot_and_the_tote_scanned_there_proves_it(mixed: PickFloor) -> None:
    batch = mixed.release("sort")
    follow(picker("line", mixed.company))
    mo = sorter(mixed.company)
    assert mo.scan(batch).code == "sort_open"
    shown = mo.scan("A1")
    n = int(str(shown.facts["wants"]))
    assert (shown.code, shown.state.hero) == ("sort_to", "A1")
    assert mo.codes("B2") == ["put_it_first"]
    assert mo.scan(f"*{n}").facts["qty"] == n
    with mixed.company.write() as desk:
        tote(desk, mixed.company, "W-1")
        tote(desk, mixed.company, "W-2")
    assert mo.scan("W-1").code == "sorted"
    assert mixed.on_hand("W-1", "A1") == n
    assert mo.scan("A1").state.hero == "A2"
    assert mo.codes("W-1") == ["tote_not_free"]
    assert mo.scan("W-2").code == "sorted"
    mo.scan("A1")
    assert mo.codes("W-1", "W-2", "", "W-2") == ["wrong_wall_slot", "acknowledge_first", "acknowledged", "sorted"]
    assert mo.follow()[-1] == "sorted_all"
    assert mixed.drifted() == {}


def test_a_put_is_taken_back_with_its_slot(mixed: PickFloor) -> None:
    batch = mixed.release("sort")
    follow(picker("line", mixed.company))
    mo = sorter(mixed.company)
    mo.scan(batch, "A1")
    assert mo.scan("UNDO").code == "sort_put_back"
    mo.scan("A1")
    slot = mo.state().expects[0].code
    mo.scan(slot)
    assert mixed.on_hand(slot, "A1") == 1
    assert mo.scan("UNDO").code == "sort_undone"
    assert mixed.on_hand(slot, "A1") == 0
    assert mo.codes("UNDO") == ["nothing_to_undo"]
    assert mo.follow()[-1] == "sorted_all"
    assert mixed.drifted() == {}


def test_an_order_is_packed_when_it_is_sorted_and_not_before(mixed: PickFloor) -> None:
    batch = mixed.release("sort")
    follow(picker("line", mixed.company))
    ben = Bench(mixed.company, "B1")
    assert ben.scan("1001").code == "still_to_sort"
    mo = sorter(mixed.company)
    mo.scan(batch)
    mo.follow()
    put = next(each for each in mo.answers if each.code.startswith("sorted") and each.facts["order"] == "1001")
    assert ben.codes(str(put.facts["tote"]), "A1", "*3", "B2") == [
        "order_opened", "right_item", "counted", "order_packed",
    ]  # fmt: skip
    assert line_counts(mixed.company, mixed.orders["1001"]) == [("A1", 3, 3, 0), ("B2", 1, 1, 0)]
    assert mixed.drifted() == {}


def test_what_nobody_finds_in_the_tote_is_missed_by_its_orders(mixed: PickFloor) -> None:
    batch = mixed.release("sort")
    follow(picker("line", mixed.company))
    mo = sorter(mixed.company)
    mo.scan(batch, "B2")
    mo.scan(mo.state().expects[0].code)
    gone = mo.scan("SHORT")
    assert (gone.code, gone.facts["qty"]) == ("sort_short", 6)
    assert (mixed.picked("1001"), mixed.picked("1002")) == ([0, 1], [0, 0])
    assert mixed.drifted() == {}


@pytest.mark.parametrize("mouth", MOUTHS)
def test_identical_runs_are_taken_as_one_and_packed_out_of_one_tote(singles: PickFloor, mouth: str) -> None:
    batch = singles.release("singles")
    li = picker(mouth, singles.company)
    li.scan(batch)
    assert (li.state.task.qty, li.state.task.orders) == (3, 3)
    li.scan("A01-01", "A1")
    assert li.scan("*3") == "batch_to_pack"
    ben = Bench(singles.company, "B1")
    assert ben.codes("A1", "A1", "A1", "A1", "A1", "A1") == ["order_opened", "order_packed"] * 3
    assert singles.drifted() == {}


@pytest.mark.parametrize("mouth", MOUTHS)
def test_undo_of_a_total_puts_every_order_back(singles: PickFloor, mouth: str) -> None:
    batch = singles.release("singles")
    li = picker(mouth, singles.company)
    li.scan(batch, "A01-01", "A1", "*2")
    assert [row[:3] for row in singles.tasks()] == [("done", 1, 1), ("done", 1, 1), ("open", 1, 0)]
    assert li.scan("UNDO") == "undone"
    assert [row[:3] for row in singles.tasks()] == [("done", 1, 1), ("started", 1, 0), ("open", 1, 0)]
    assert li.scan("UNDO") == "undone"
    assert singles.on_hand("A01-01", "A1") == 20
    assert follow(li)[-1] == "batch_to_pack"
    assert singles.drifted() == {}


@pytest.mark.parametrize("mouth", MOUTHS)
def test_a_total_that_is_short_misses_the_last_orders_first(singles: PickFloor, mouth: str) -> None:
    batch = singles.release("singles")
    li = picker(mouth, singles.company)
    li.scan(batch, "A01-01", "A1")
    assert li.scan("SHORT") == "batch_to_pack"
    assert [singles.picked(code) for code in ("1001", "1002", "1003")] == [[1], [0], [0]]
    assert [row[0] for row in singles.tasks()] == ["done", "short", "short"]
    assert singles.drifted() == {}


@pytest.mark.parametrize("mouth", MOUTHS)
def test_picked_in_one_pass_the_bench_only_labels(mixed: PickFloor, mouth: str) -> None:
    batch = mixed.release("pack")
    li = picker(mouth, mixed.company)
    li.scan(batch)
    totes = {each.order: each.tote for each in li.state.slots}
    assert follow(li)[-1] == "batch_to_weigh"
    ben = Bench(mixed.company, "B1")
    assert ben.scan(totes["1001"]).code == "order_packed"
    assert line_counts(mixed.company, mixed.orders["1001"]) == [("A1", 3, 3, 0), ("B2", 1, 1, 0)]
    assert mixed.drifted() == {}


@pytest.mark.parametrize("mouth", MOUTHS)
def test_zones_are_picked_by_several_and_come_together(mixed: PickFloor, mouth: str) -> None:
    mixed.zone(north="A01-01 A01-02", south="B01-01")
    batch = mixed.release("zone")
    li, bo = picker(mouth, mixed.company), picker(mouth, mixed.company, "BO", "P2")
    assert li.scan(batch) == "part_open"
    assert bo.scan(batch) == "part_open"
    assert {li.state.zone, bo.state.zone} == {"north", "south"}
    first, last = (li, bo) if li.state.zone == "north" else (bo, li)
    assert follow(first)[-1] == "part_picked"
    ben = Bench(mixed.company, "B1")
    waits = ben.scan("1002")
    assert (waits.code, waits.facts["units"]) == ("still_apart", 1)
    assert "south" in str(waits.facts["zones"])
    assert follow(last)[-1] == "parts_picked"
    assert mixed.state_of_batch() == "picked"
    assert ben.scan("1002").code == "still_to_sort"
    mo = sorter(mixed.company)
    totes = [each.code for each in _wall(mo, batch).expects if each.kind == "tote"]
    codes = [mo.scan(each).code for each in totes]
    while mo.state().phase == "slot":
        codes.append(mo.scan(mo.state().expects[0].code).code)
    assert "part_first" in codes or "part_alone" in codes
    while mo.state().phase != "idle" and mo.state().expects[0].kind == "tote":
        codes.append(mo.scan(mo.state().expects[0].code).code)
    assert codes[-1] == "sorted_all"
    assert ben.scan("1002").code == "order_opened"
    assert mixed.drifted() == {}


def _wall(mo: Sorter, batch: str) -> FloorState:
    mo.scan(batch)
    return mo.state()


def test_a_zone_is_suspended_and_gone_on_with_by_its_picker(mixed: PickFloor) -> None:
    mixed.zone(north="A01-01 A01-02", south="B01-01")
    batch = mixed.release("zone")
    li, bo = picker("line", mixed.company), picker("line", mixed.company, "BO", "P2")
    li.scan(batch)
    bo.scan(batch)
    zone = li.state.zone
    li.scan("PAUSE")
    assert mixed.state_of_batch() == "picking"
    assert (li.scan(batch), li.state.zone) == ("resumed", zone)
    li.scan("PAUSE")
    bo.scan("PAUSE")
    assert mixed.state_of_batch() == "suspended"
    assert mixed.drifted() == {}


def test_a_zone_is_taken_over_by_right_and_the_other_is_told(mixed: PickFloor) -> None:
    mixed.zone(north="A01-01 A01-02", south="B01-01")
    batch = mixed.release("zone")
    li, bo = picker("line", mixed.company), picker("line", mixed.company, "BO", "P2")
    li.scan(batch)
    bo.scan(batch)
    eve = picker("line", mixed.company, "EVE", "P3")
    assert eve.scan(batch) == "open_elsewhere"
    boss = picker("line", mixed.company, "SUE", "P3", Role.SUPERVISOR)
    assert boss.scan(batch) == "resumed"
    other = li if li.state.zone == boss.state.zone else bo
    assert other.scan("SKIP") == "claim_lost"
    assert mixed.drifted() == {}


@pytest.mark.parametrize(("way", "why"), [("discrete", "orders"), ("singles", "lines"), ("zone", "one_zone")])
def test_a_way_that_does_not_fit_is_refused_with_the_reason(mixed: PickFloor, way: str, why: str) -> None:
    if way == "zone":
        mixed.release()
    refusal = mixed.choose(way).refusal
    assert (refusal.code, refusal.problem) == ("way_not_for", why)


def test_a_batch_by_zone_that_is_taken_back_is_one_walk_again(mixed: PickFloor) -> None:
    mixed.zone(north="A01-01 A01-02", south="B01-01")
    mixed.release("zone")
    back = TakeBackBatch(id="back", batch_id=mixed.batch.id)
    mixed.company.runner.perform(back, mixed.company.supervisor).done()
    assert mixed.drifted() == {}
    batch = mixed.release("cluster")
    li = picker("line", mixed.company)
    li.scan(batch)
    assert follow(li)[-1] == "batch_picked"
    assert mixed.drifted() == {}


def test_nobody_but_a_planner_chooses_the_way_and_not_once_it_is_begun(mixed: PickFloor) -> None:
    assert mixed.choose("sort", mixed.company.picker).refusal.code == "no_right"
    assert mixed.choose("sideways").refusal.code == "no_such_way"
    batch = mixed.release()
    assert mixed.choose("sort").refusal is None
    picker("line", mixed.company).scan(batch)
    assert mixed.choose("cluster").refusal.code == "batch_not_in"


def test_a_zone_put_to_rest_again_and_again_stays_sound(mixed: PickFloor) -> None:
    mixed.zone(north="A01-01 A01-02", south="B01-01")
    batch = mixed.release("zone")
    li, bo = picker("line", mixed.company), picker("line", mixed.company, "BO", "P2")
    li.scan(batch)
    bo.scan(batch)
    for n in range(3):
        rest = SuspendBatch(id=f"rest-{n}", batch_id=mixed.batch.id, trip=li.state.trip)
        mixed.company.runner.perform(rest, mixed.company.supervisor).done()
        assert li.scan("SKIP") == "claim_lost"
        li.scan("")
        assert li.scan(batch) == "resumed"
        assert mixed.drifted() == {}
    assert follow(li)[-1] == "part_picked"
    assert follow(bo)[-1] == "parts_picked"
    assert mixed.drifted() == {}
