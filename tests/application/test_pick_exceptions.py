"""What goes wrong in the aisle, each by a card or a key, in line mode and in the window alike."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import Bench
from tests.pickfloor import MOUTHS, PickFloor, follow, no_pause, picker
from warehouse_app.application import batches
from warehouse_app.application.crew.abilities import SetCaps, SetPersonSkills, SetProductSkills, SetSkill
from warehouse_app.application.pickforced import SetProductScan, SetRoleScan
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSettings, SettingChange
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Role
from warehouse_app.domain.picking.problems import PROBLEMS, Problem
from warehouse_app.domain.picking.scanrules import Forced, ItemScan, PlaceScan, ScanRule, forced
from warehouse_app.store import places, products, promises
from warehouse_app.store.schema import counting, ledger, office, trade

STOCK = {"A01-01": ("A1", 3), "A01-02": ("B2", 20), "A02-01": ("A1", 9)}
ORDERS = {"1001": [("A1", 3), ("B2", 2)], "1002": [("B2", 1)]}


@pytest.fixture
def walk(company: Company) -> PickFloor:
    """A batch of two orders; one product lies in two places."""
    return PickFloor(company, ORDERS, STOCK)


@pytest.fixture(params=MOUTHS)
def mouth(request: pytest.FixtureRequest) -> str:
    """Line mode, and the window."""
    return str(request.param)


def at_item(li: Any, batch: str, sku: str) -> Any:
    """Open a batch and stand at the place of a product."""
    if li.state.phase == "idle":
        li.scan(batch)
    while li.state.task.sku != sku:
        li.scan("SKIP")
    li.scan(li.state.task.place)
    return li.state.task


def answer(li: Any, problem: Problem) -> str:
    """Say what is wrong: the card, then its digit."""
    assert li.scan("ISSUE") == "what_is_wrong"
    key = str(PROBLEMS.index(problem) + 1)
    if hasattr(li, "presenter"):
        assert li.presenter.keyed(key)
        return str(li.screen.answer.code)
    return str(li.scan(key))


def counts(floor: PickFloor) -> list[str]:
    """Return why counts were asked for."""
    with floor.company.store.read() as desk:
        return [row.reason for row in desk.connection.execute(counting.count_request.select())]


def setting(floor: PickFloor, name: str, value: str, station: str = "") -> None:
    """Change a setting."""
    boss = Session(floor.company.supervisor.actor, "B1")
    admin = Session(type(boss.actor)(boss.actor.person, "ADA", "Ada", Role.ADMINISTRATOR, with_pin=True), "B1")
    if station:
        with floor.company.write() as desk:
            row = {"code": station, "warehouse": WAREHOUSE, "name": station}
            desk.connection.execute(office.station.insert().values(**row))
    change = ChangeSettings(id=floor.company.ids.new(), changes=(SettingChange(name, value, station),))
    floor.company.runner.perform(change, admin).done()


def admin_does(floor: PickFloor, command: Any) -> Any:
    """Let an administrator carry out a command."""
    actor = floor.company.supervisor.actor
    admin = Session(type(actor)(actor.person, "ADA", "Ada", Role.ADMINISTRATOR, with_pin=True), "B1")
    return floor.company.runner.perform(command, admin)


def test_too_few_are_taken_from_another_place_and_the_shelf_is_counted(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    task = at_item(li, walk.release(), "A1")
    li.scan("A1")
    assert answer(li, Problem.FEWER) == "short"
    assert counts(walk) == ["short pick"]
    assert follow(li)[-1] == "batch_picked"
    assert walk.picked("1001") == [3, 2]
    assert [row[3] for row in walk.tasks() if row[0] == "short"] == ["fewer there"]
    assert walk.on_hand("A02-01", "A1") + walk.on_hand("A01-01", "A1") == 9
    assert task.place in ("A01-01", "A02-01")
    assert walk.drifted() == {}


def test_other_goods_in_the_place_are_a_doubt_too(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    at_item(li, walk.release(), "A1")
    assert answer(li, Problem.OTHER_GOODS) == "short"
    assert [row[3] for row in walk.tasks() if row[0] == "short"] == ["other goods there"]
    assert counts(walk) == ["short pick"]
    assert walk.drifted() == {}


def test_a_place_that_cannot_be_reached_is_no_doubt_and_its_goods_stay(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    place = at_item(li, walk.release(), "A1").place
    assert answer(li, Problem.BLOCKED) == "short_blocked"
    assert counts(walk) == []
    assert li.state.task.place != place or li.state.task.sku != "A1"
    assert follow(li)[-1] == "batch_picked"
    assert walk.picked("1001") == [3, 2]
    assert walk.drifted() == {}


def test_what_no_other_place_has_stays_promised_when_the_place_is_blocked(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    at_item(li, walk.release(), "B2")
    answer(li, Problem.BLOCKED)
    follow(li)
    assert walk.picked("1001") == [3, 0] or walk.picked("1002") == [0]
    with walk.company.store.read() as desk:
        assert not desk.connection.execute(ledger.shortage.select()).all()
        assert sum(row.qty for row in desk.connection.execute(ledger.promise.select())) > 0
    assert walk.drifted() == {}


def test_a_damaged_one_is_locked_away(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    at_item(li, walk.release(), "B2")
    assert answer(li, Problem.DAMAGED) == "damaged_here"
    with walk.company.store.read() as desk:
        bad = places.by_code(desk, WAREHOUSE, "QUARANTINE")
        assert bad is not None
    assert walk.on_hand("QUARANTINE", "B2", grade="D") == 1
    assert follow(li)[-1] == "batch_picked"
    assert walk.drifted() == {}


def test_later_is_the_end_of_the_walk(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    first = at_item(li, walk.release(), "A1").id
    assert answer(li, Problem.SKIP) == "skipped"
    assert li.state.task.id != first
    assert li.state.coming[-1].id == first
    assert follow(li)[-1] == "batch_picked"


def test_found_goods_are_booked_by_right_only(walk: PickFloor, mouth: str) -> None:
    batch = walk.release()
    li = picker(mouth, walk.company)
    at_item(li, batch, "A1")
    assert answer(li, Problem.FOUND) == "no_right"
    boss = picker(mouth, walk.company, "SUE", "P2", Role.SUPERVISOR)
    at_item(boss, batch, "A1")
    assert answer(boss, Problem.FOUND) == "found_ready"
    assert boss.scan("A1") == "found"
    assert "found goods" in counts(walk)


def test_going_on_is_an_answer_and_so_is_nothing_wrong(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    at_item(li, walk.release(), "A1")
    li.scan("ISSUE")
    assert [each.key for each in li.state.choices] == [str(n) for n in range(1, len(PROBLEMS) + 1)]
    assert li.scan("UNDO") == "nothing_wrong"
    li.scan("ISSUE")
    assert li.scan("A1") == "right_item"
    assert li.state.phase == "item"
    li.scan("ISSUE")
    assert li.scan("9") == "no_such_choice"


def test_a_full_tote_is_followed_by_the_next_and_both_come_to_the_bench(walk: PickFloor, mouth: str) -> None:
    batch = walk.release()
    li = picker(mouth, walk.company)
    task = at_item(li, batch, "A1")
    li.scan("A1")
    assert answer(li, Problem.FULL_TOTE) == "tote_full"
    fresh = li.state.task.tote
    assert fresh != task.tote
    assert follow(li)[-1] == "batch_picked"
    assert walk.on_hand(task.tote, "A1") == 1
    assert walk.on_hand(fresh, "A1") == 2
    ben = Bench(walk.company, "B1")
    assert ben.codes(task.tote, "A1", "*3")[0] == "order_opened"
    assert walk.drifted() == {}


def test_what_did_not_fit_any_more_goes_into_the_next_tote_and_back(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    task = at_item(li, walk.release(), "A1")
    li.scan("A1", "*3")
    assert li.state.phase == "slot"
    assert li.scan("FULL TOTE") == "tote_full"
    fresh = li.state.task.tote
    assert (walk.on_hand(task.tote, "A1"), walk.on_hand(fresh, "A1")) == (0, 3)
    assert li.scan("UNDO") == "tote_not_full"
    assert (walk.on_hand(task.tote, "A1"), li.state.task.tote) == (3, task.tote)
    assert li.scan("UNDO") == "undone"
    assert follow(li)[-1] == "batch_picked"
    assert walk.drifted() == {}


def test_a_place_that_should_be_empty_is_asked_about_and_counted_if_it_is_not(walk: PickFloor, mouth: str) -> None:
    setting(walk, "pick.zero_check", "on", "P1")
    li = picker(mouth, walk.company)
    batch = walk.release()
    task = at_item(li, batch, "A1")
    if task.place != "A01-01":
        pytest.skip("the plan sends to the fuller place")
    li.scan("A1", "*3", task.tote)
    assert (li.state.phase, li.state.emptied) == ("zero", "A01-01")
    assert li.scan("A01-02") == "question_first"
    assert li.scan("2") == "place_left"
    assert counts(walk) == ["zero check"]
    assert follow(li)[-1] == "batch_picked"
    assert walk.drifted() == {}


def test_an_empty_place_is_confirmed_by_one_key(walk: PickFloor, mouth: str) -> None:
    setting(walk, "pick.zero_check", "on")
    li = picker(mouth, walk.company)
    at_item(li, walk.release(), "A1")
    li.scan("A1", "*3", li.state.task.tote)
    assert li.state.phase == "zero"
    if mouth == "window":
        assert li.presenter.keyed("Enter")
        assert li.screen.answer.code == "place_empty"
    else:
        assert li.scan("0") == "place_empty"
    assert counts(walk) == []


MUG = "4006381333931"
ITEM = f"(01)0{MUG}(10)"


def lots(company: Company, *, asked: bool = False, **days: str) -> PickFloor:
    """A batch that was promised lot A, where lots B, C and OLD lie beside it."""
    floor = PickFloor(company, {"1000": [("Z9", 1)]}, {"A09-09": ("Z9", 1)})
    with company.write() as desk:
        company.product(desk, "L1", tracking="lot")
        product = products.find(desk, "L1")
        assert product is not None
        products.add_barcode(desk, int(product.id), MUG, 1)
        for lot, day in days.items():
            company.stock(desk, "A01-01", "L1", 5, lot=lot)
            desk.connection.execute(ledger.lot.insert().values(sku="L1", lot=lot, last_ship_day=day))
        floor.orders["1001"] = company.order(desk, "1001", [("L1", 2)])
        line = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.sku == "L1")).one()
        key, place = PoolKey(WAREHOUSE, "L1", lot="A"), company.bin(desk, "A01-01").id
        scope = Scope.LOT if asked else Scope.CELL
        at, item = (None, None) if asked else (place, Item("L1", "A"))
        promises.promise(desk, Promise(PromiseId(0), Purpose.LINE, line.id, scope, key, 2, line.id, at, item))
    plan = batches.plan(company.runner, company.supervisor, pause=no_pause).batches
    floor.batch = plan[0]
    return floor


def test_another_lot_is_taken_where_it_ends_first(company: Company, mouth: str) -> None:
    floor = lots(company, A="2010-12-20", B="2010-12-10")
    li = picker(mouth, company)
    li.scan(floor.release(), "A01-01")
    assert li.scan(f"{ITEM}B") == "right_item"
    assert li.state.task.lot == "B"
    assert li.scan("*2") == "batch_picked"
    assert (floor.on_hand("A01-01", "L1", lot="A"), floor.on_hand("A01-01", "L1", lot="B")) == (5, 3)
    assert floor.drifted() == {}


@pytest.mark.parametrize(
    ("days", "asked", "why"),
    [
        ({"A": "2010-12-20", "B": "2011-01-30"}, False, "later"),
        ({"A": "2010-12-20", "B": "2010-12-01"}, False, "late"),
        ({"A": "2010-12-20", "B": "2010-12-10"}, True, "insisted"),
    ],
)
def test_another_lot_stops_where_the_rules_say_so(
    company: Company, mouth: str, days: dict[str, str], asked: bool, why: str
) -> None:
    floor = lots(company, asked=asked, **days)
    li = picker(mouth, company)
    li.scan(floor.release(), "A01-01")
    assert li.scan(f"{ITEM}B") == "lot_not_instead"
    if mouth == "window":
        assert li.facts["problem"] == why
    li.scan("")
    assert li.scan(f"{ITEM}A") == "right_item"
    assert floor.drifted() == {}


def test_a_cart_is_suspended_and_gone_on_with_and_taken_over_by_right(walk: PickFloor, mouth: str) -> None:
    batch = walk.release()
    li = picker(mouth, walk.company)
    at_item(li, batch, "A1")
    cart = li.state.cart
    li.scan("A1")
    assert li.scan("PAUSE") == "paused"
    assert (li.scan(cart), li.state.task.picked) == ("resumed", 1)
    eve = picker(mouth, walk.company, "EVE", "P2")
    assert eve.scan(cart) == "open_elsewhere"
    boss = picker(mouth, walk.company, "SUE", "P3", Role.SUPERVISOR)
    assert (boss.scan(cart), boss.state.task.picked) == ("resumed", 1)
    assert li.scan("A1") == "claim_lost"
    li.scan("")
    assert follow(boss)[-1] == "batch_picked"
    assert walk.drifted() == {}


def test_a_wrong_place_stops(walk: PickFloor, mouth: str) -> None:
    li = picker(mouth, walk.company)
    li.scan(walk.release())
    wrong = "A02-01" if li.state.task.place != "A02-01" else "A01-02"
    assert li.scan(wrong) == "wrong_place"
    assert li.state.stop == "wrong_place"
    li.scan("")
    assert not li.state.stop


def known(floor: PickFloor, code: str) -> None:
    """Let a person be known to the company."""
    row = {"id": f"p-{code.lower()}", "code": code, "name": code.title(), "role": "picker", "created_at": "2010-12-06"}
    with floor.company.write() as desk:
        desk.connection.execute(office.person.insert().values(**row))


def boss_does(floor: PickFloor, command: Any) -> None:
    """Let the supervisor carry out a command."""
    floor.company.runner.perform(command, floor.company.supervisor).done()


def test_get_work_gives_what_is_ones_own_and_else_what_one_may_do(walk: PickFloor, mouth: str) -> None:
    batch = walk.release()
    known(walk, "LI")
    boss_does(walk, SetSkill(id="s0", code="FLAM", title="Flammable goods"))
    boss_does(walk, SetProductSkills(id="s1", sku="B2", skills=("FLAM",)))
    li = picker(mouth, walk.company)
    assert li.scan("GET WORK") == "lacks_skill"
    li.scan("")
    assert li.scan(batch) == "lacks_skill"
    li.scan("")
    boss_does(walk, SetPersonSkills(id="s2", person="p-li", skills=("FLAM",)))
    assert li.scan("GET WORK") == "batch_open"
    assert li.state.batch == batch
    assert li.scan("GET WORK") == "finish_first"
    assert li.scan("PAUSE") == "paused"
    assert li.scan("GET WORK") == "resumed"


def test_a_batch_too_large_for_a_person_is_not_given(walk: PickFloor, mouth: str) -> None:
    walk.release()
    known(walk, "LI")
    boss_does(walk, SetCaps(id="s", person="p-li", units=2))
    assert picker(mouth, walk.company).scan("GET WORK") == "over_cap"
    assert picker(mouth, walk.company, "BO", "P2").scan("GET WORK") == "batch_open"
    assert picker(mouth, walk.company).scan("GET WORK") == "nothing_in_pool"


def test_every_unit_is_scanned_where_the_product_asks_for_it_and_the_reason_is_told(
    walk: PickFloor, mouth: str
) -> None:
    rule = SetProductScan(id="r", sku="A1", item="each", why="Looks like A2")
    assert walk.company.runner.perform(rule, walk.company.picker).refusal.code == "no_right"  # type: ignore[union-attr]
    walk.company.runner.perform(SetProductScan(id="r2", sku="A1", item="each", why="Looks like A2"),
                                walk.company.supervisor).done()  # fmt: skip
    li = picker(mouth, walk.company)
    task = at_item(li, walk.release(), "A1")
    assert (task.forced.item, task.forced.by, task.forced.why) == (ItemScan.EACH, "product", "Looks like A2")
    li.scan("A1")
    assert li.scan("*3") == "scan_each"
    assert li.state.task.picked == 1


def test_one_scan_proves_all_where_the_rule_says_first(walk: PickFloor, mouth: str) -> None:
    setting(walk, "pick.item_scan", "first", "P1")
    li = picker(mouth, walk.company)
    at_item(li, walk.release(), "A1")
    assert li.scan("A1") == "item_complete"
    assert walk.picked("1001")[0] == 3


def test_neither_place_nor_goods_are_scanned_where_the_rule_asks_for_nothing(walk: PickFloor, mouth: str) -> None:
    setting(walk, "pick.item_scan", "none")
    setting(walk, "pick.place_scan", "off")
    li = picker(mouth, walk.company)
    li.scan(walk.release())
    assert li.state.phase == "item"
    first = li.state.task
    if mouth == "window":
        assert li.presenter.keyed("Enter")
        assert li.screen.answer.code == "item_complete"
    else:
        assert li.scan("DONE") == "item_complete"
    assert walk.on_hand(first.tote, first.sku) == first.qty
    assert follow(li)[-1] == "batch_picked"
    assert walk.drifted() == {}


def test_a_role_asks_for_more_and_never_for_less(walk: PickFloor, mouth: str) -> None:
    setting(walk, "pick.item_scan", "none")
    command = SetRoleScan(id="r", role="picker", place="scan", item="each", why="In training")
    assert walk.company.runner.perform(command, walk.company.supervisor).refusal.code == "no_right"  # type: ignore[union-attr]
    admin_does(walk, SetRoleScan(id="r2", role="picker", place="scan", item="each", why="In training")).done()
    li = picker(mouth, walk.company)
    task = at_item(li, walk.release(), "A1")
    assert (task.forced.item, task.forced.by, task.forced.why) == (ItemScan.EACH, "role", "In training")
    assert li.scan("DONE") == "confirm_by_hand"


def test_the_strictest_of_bench_product_role_and_goods_holds() -> None:
    bench, nothing = Forced(PlaceScan.SCAN, ItemScan.COUNT), ScanRule()
    assert forced(bench, nothing, nothing) == bench
    lax = ScanRule(PlaceScan.SKIP, ItemScan.NONE, "Screws by the box")
    assert forced(bench, lax, nothing) == Forced(PlaceScan.SKIP, ItemScan.NONE, "Screws by the box", "product")
    assert forced(bench, lax, nothing, traced="lot").item is ItemScan.FIRST
    assert forced(bench, lax, nothing, traced="serial").by == "traced"
    role = ScanRule(PlaceScan.SCAN, ItemScan.FIRST, "New here")
    assert forced(bench, lax, role) == Forced(PlaceScan.SCAN, ItemScan.FIRST, "New here", "role")
    assert forced(bench, ScanRule(item=ItemScan.EACH), role).by == "product"


def test_traced_goods_are_never_confirmed_without_a_scan(walk: PickFloor) -> None:
    with walk.company.write() as desk:
        desk.connection.execute(ledger.product.update().where(ledger.product.c.sku == "A1").values(tracking="lot"))
    command = SetProductScan(id="r", sku="A1", item="none")
    refusal: Any = walk.company.runner.perform(command, walk.company.supervisor).refusal
    assert (refusal.code, refusal.problem) == ("scan_rule_invalid", "traced")
    assert Item("A1").lot == ""
