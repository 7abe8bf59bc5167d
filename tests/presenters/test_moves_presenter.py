"""Moves without a window: listed, planned, cancelled; goods moved and corrected by form, losers told; kits."""

from __future__ import annotations

import pytest

from tests.application.test_moving_tasks import keep, rule
from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from tests.packbench import inside
from warehouse_app.application.moving.kits import find_kits
from warehouse_app.application.run import Session
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places, promises
from warehouse_app.store.schema import ledger, trade
from warehouse_app.ui.screens.moves import shown
from warehouse_app.ui.screens.moves.presenter import MovesPresenter

PICKER = Session(Actor(PersonId("p-pick"), "LI", "Li W.", Role.PICKER, with_pin=False), "B1")


class Floor(Screen):
    """A home that is low, with a reserve, and what can be put together."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
            for sku in ("TEA", "SET"):
                company.product(desk, sku)
            for n, code in enumerate(("F01", "R01", "P01", "P02", "P03"), 1):
                company.bin(desk, code, walk_seq=n)
            rule(desk, company, "R01", use="bulk")
            company.stock(desk, "R01", "TEA", 90)
            for code, qty in (("P01", 9), ("P02", 2), ("P03", 3)):
                company.stock(desk, code, "TEA", qty)
            keep(desk, company, "F01", "TEA", 5, 30)
            places.add(desk, WAREHOUSE, PlaceKind.BENCH, "W1")
        self.moves = MovesPresenter(self, self.hands("moves"), company.runner, self.toast)
        self.wire(self.moves, "moves")
        self.moves.shown()

    @property
    def care(self) -> str:
        return str(self.states[-1].care)

    def type(self, **values: str) -> None:
        """Fill the open form and save it."""
        form = self.states[-1].form
        assert form is not None
        blank = {each.name: form.before.get(each.name, "") for each in form.fields}
        self.moves.saved({**blank, **values})

    def refused(self) -> dict[str, str]:
        form = self.states[-1].form
        return {} if form is None else dict(form.refusals)


@pytest.fixture
def floor(company: Company) -> Floor:
    return Floor(company)


def listed(floor: Floor) -> list[tuple[str, str, int]]:
    return [(row.source, row.target, row.left) for row in floor.table_view.book.rows()]


def test_a_plan_shows_its_tasks_with_their_reason_and_a_task_is_cancelled(floor: Floor) -> None:
    floor.moves.commanded("plan")
    assert listed(floor) == [("R01", "F01", 30)]
    assert floor.told[-1] == "1 task is new, 0 cancelled"
    floor.moves.scanned("M00001", "")
    detail = floor.states[-1].detail
    assert shown.about(detail.task) == "30 of Name of TEA (TEA). 0 left in F01, below 5"
    assert [(each.end, each.place, each.on_hand) for each in detail.ends] == [("from", "R01", 90)]
    floor.moves.commanded("cancel")
    assert listed(floor) == []
    floor.moves.viewed("over")
    assert [shown.chip(row).text for row in floor.table_view.book.rows()] == ["Cancelled"]


def test_what_can_be_put_together_is_proposed_and_accepted(floor: Floor) -> None:
    floor.moves.commanded("merge")
    form = floor.states[-1].form
    assert form.title == "1 bin can be freed"
    assert form.fields[0].help == "2 of TEA: P02 to P03"
    floor.type(most="x")
    assert floor.refused() == {"most": "A whole number above zero"}
    floor.type(most="5")
    assert listed(floor) == [("P02", "P03", 2)]


def test_goods_move_by_form_from_where_a_chosen_task_says(floor: Floor) -> None:
    floor.moves.commanded("plan")
    floor.moves.scanned("M00001", "")
    floor.moves.commanded("move")
    floor.type(qty="4")
    assert inside(floor.company, "F01") == {"TEA": 4}
    assert floor.told[-1] == "4 units: R01 to F01"
    floor.moves.commanded("move")
    floor.type(qty="many")
    assert floor.refused() == {"": "Units are a whole number above zero"}
    floor.type(qty="400")
    assert floor.refused()[""].startswith("Only 86 of TEA are in R01")


def test_who_loses_a_promise_is_told(floor: Floor) -> None:
    with floor.company.write() as desk:
        order = floor.company.order(desk, "O1", [("TEA", 3)])
        line = desk.connection.execute(trade.order_line.select()).one().id
        pool = PoolKey(WAREHOUSE, "TEA")
        promises.promise(desk, Promise(PromiseId(0), Purpose.LINE, line, Scope.POOL, pool, 103, 0))
        assert order
    floor.moves.commanded("lock")
    floor.type(place="P01", sku="TEA", qty="9", why="wet")
    assert floor.told[-1] == "9 units: P01 to QUARANTINE. Short now: O1 (8)"
    floor.moves.commanded("lock")
    floor.type(place="P02", sku="TEA", qty="1")
    assert floor.refused() == {"": "A reason is missing. Say why"}
    floor.moves.commanded("back")
    floor.moves.commanded("unlock")
    floor.type(target="P01", sku="TEA", qty="9", why="dry again")
    assert inside(floor.company, "P01") == {"TEA": 9}


def test_a_lot_is_corrected_and_goods_are_thrown_away(floor: Floor) -> None:
    floor.moves.commanded("correct")
    floor.type(place="P01", sku="TEA", to_lot="L1", why="misread")
    floor.moves.commanded("scrap")
    floor.type(place="P01", sku="TEA", lot="L1", qty="2", why="broken")
    assert floor.told[-1] == "2 units: P01 to SCRAP"


def test_kits_are_defined_built_and_taken_apart(floor: Floor) -> None:
    floor.moves.commanded("recipe")
    floor.type(sku="SET", parts="TEA:2")
    assert floor.refused() == {"": "TEA:2 is no part: write it as SKU=QTY"}
    floor.type(sku="SET", parts="TEA=2")
    floor.moves.commanded("move")
    floor.type(source="P01", target="W1", sku="TEA", qty="5")
    floor.moves.commanded("build")
    floor.type(sku="SET", qty="3", place="W1")
    assert floor.refused() == {"": "W1 lacks TEA (5/6) for 3 kits SET. Move the parts to the bench first"}
    floor.type(sku="SET", qty="2", place="W1")
    assert floor.told[-1] == "2 kits are done at W1"
    floor.moves.commanded("break")
    floor.type(sku="SET", qty="1", place="W1")
    assert inside(floor.company, "W1") == {"SET": 1, "TEA": 3}
    for typed, loose in (("1", True), ("", True), ("0", False)):
        floor.moves.commanded("recipe")
        floor.type(sku="SET", parts="TEA=2", loose=typed)
        (recipe,) = floor.company.runner.ask(find_kits, floor.company.supervisor)
        assert recipe.loose is loose, "left as it is where nothing is said"


def test_a_picker_sees_moves_and_plans_none(company: Company) -> None:
    floor = Floor(company, PICKER)
    reasons = shown.deeds(floor.states[-1])
    assert reasons["plan"] == 'You need the right "plan"'
    assert reasons["move"] == ""
