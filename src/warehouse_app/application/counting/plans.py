"""Counts planned: a place, a product, a zone, an aisle, a whole warehouse, what is worth most today, an ABC cycle.

Promise: work goes on. Counts are asked for in small transactions with a pause between, each place once; a plan that was
cut off is gone on with by asking for the same again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.application.allocation import PAUSE_S
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.application.settings import is_on, value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.facts import Proposal
from warehouse_app.domain.counting.values import NoSuchPlan, NothingToPlan, PlanRow
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import UnknownWarehouse
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning import counting as planning
from warehouse_app.store import products
from warehouse_app.store.counting import facts, lists, plans
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import floor

KINDS = ("place", "product", "zone", "aisle", "warehouse", "today", "abc")
"""What a plan can ask for."""

MOST_TODAY = 20
"""Cells that are proposed for a day where nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePlan(Command):
    """Begin a plan of counts; `blind` None is as the setting says."""

    warehouse: str
    kind: str
    about: str = ""
    blind: bool | None = None


@dataclass(frozen=True, slots=True)
class PlanMade:
    """The plan that was begun. `about` as it is kept: a product's SKU in its own spelling."""

    plan: int
    code: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FillPlan(Command):
    """Ask for the next counts of a plan: at most 500 of the places after one."""

    plan: int
    warehouse: str
    kind: str
    about: str
    after: int


@dataclass(frozen=True, slots=True)
class Filled:
    """How many counts were asked for, and the last place of them; `more`: there may be further ones."""

    counts: int
    after: int
    more: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing in one place, to be counted."""

    place: int
    item: int
    seq: int
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToPlan(Command):
    """Ask for counts of chosen cells, at most 500; what waits to be counted already joins the plan."""

    plan: int
    warehouse: str
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffPlan(Command):
    """End a plan: what still waits to be counted is called off, at most 500 counts at once."""

    plan: str


@dataclass(frozen=True, slots=True)
class CalledOff:
    """The plan that was ended, and how many counts were called off."""

    plan: str
    counts: int


@handles(MakePlan, right=Right.APPROVE_COUNT, answer=PlanMade)
def make_plan(desk: Desk, command: MakePlan, _session: Session) -> PlanMade:
    """Begin a plan. Raises Refused(UnknownWarehouse, NothingToPlan)."""
    known = floor.warehouses(desk)
    if command.warehouse not in known:
        raise Refused(UnknownWarehouse(command.warehouse, tuple(known)))
    about = _about(desk, command)
    blind = is_on(desk, "count.blind") if command.blind is None else command.blind
    plan, code = plans.add(desk, command.warehouse, command.kind, about, blind=blind)
    desk.touch(Touched.COUNT)
    return PlanMade(plan, code, about)


def _about(desk: Desk, command: MakePlan) -> str:
    about = command.about.strip()
    if command.kind not in KINDS or (command.kind == "aisle" and not about.isdecimal()):
        raise Refused(NothingToPlan(f"{command.kind} {about}".strip()))
    product = products.find(desk, about) if command.kind == "product" else None
    return product.sku if product is not None else about


@handles(FillPlan, right=Right.APPROVE_COUNT, answer=Filled)
def fill_plan(desk: Desk, command: FillPlan, _session: Session) -> Filled:
    """Ask for the next counts of a plan."""
    rows = plans.part(desk, command.warehouse, command.kind, command.about, command.after)
    plans.ask_many(desk, command.plan, command.warehouse, f"plan {command.kind}", rows)
    desk.touch(Touched.COUNT)
    return Filled(len(rows), rows[-1][0] if rows else command.after, len(rows) == plans.PART)


@handles(AddToPlan, right=Right.APPROVE_COUNT, answer=Filled)
def add_to_plan(desk: Desk, command: AddToPlan, _session: Session) -> Filled:
    """Ask for counts of chosen cells."""
    new: list[tuple[int, int, int | None]] = [
        (each.place, each.seq, each.item)
        for each in command.cells[: plans.PART]
        if not each.doubted or not plans.adopt(desk, command.plan, each.place, each.item)
    ]
    plans.ask_many(desk, command.plan, command.warehouse, f"plan {command.kind}", new)
    desk.touch(Touched.COUNT)
    return Filled(len(command.cells), 0, more=False)


@handles(CallOffPlan, right=Right.APPROVE_COUNT, answer=CalledOff)
def call_off_plan(desk: Desk, command: CallOffPlan, _session: Session) -> CalledOff:
    """End a plan. Raises Refused(NoSuchPlan)."""
    found = plan_of(desk, command.plan)
    many = plans.call_off(desk, found.id)
    desk.touch(Touched.COUNT)
    return CalledOff(found.code, many)


def call_off(runner: Runner, session: Session, plan: str, pause: Callable[[float], None] | None = None) -> CalledOff:
    """End a plan, step by step. Raises Refused(NoSuchPlan), Trouble."""
    whole = 0
    while True:
        done: CalledOff = runner.perform(CallOffPlan(id=runner.ids.new(), plan=plan), session).done()
        whole += done.counts
        if done.counts < plans.PART:
            return CalledOff(done.plan, whole)
        if pause is not None:
            pause(PAUSE_S)


def plan_of(desk: Desk, code: str) -> PlanRow:
    """Return a plan with its progress. Raises Refused(NoSuchPlan)."""
    found = plans.by_code(desk, code)
    if found is None:
        raise Refused(NoSuchPlan(code))
    return found


def warehouses(desk: Desk) -> tuple[str, ...]:
    """Return the codes of all warehouses."""
    return tuple(floor.warehouses(desk))


def find_plans(desk: Desk, many: int = 100) -> tuple[PlanRow, ...]:
    """Return the newest plans with their progress."""
    return plans.listed(desk, many)


def proposals(desk: Desk, warehouse: str, kind: str, now: str, most: int = MOST_TODAY) -> tuple[Proposal, ...]:
    """Return what is worth counting, with the reasons: `today` by expected cost, `abc` by its turn."""
    cells = facts.cells(desk, warehouse, now)
    chosen = planning.cycle if kind == "abc" else planning.propose
    return chosen(cells, most, value_of(desk, "company.currency"))


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan that was made: its code, and how many places it asks to count."""

    plan: str
    counts: int
    proposals: tuple[Proposal, ...] = ()


def plan_counts(
    runner: Runner,
    session: Session,
    wanted: MakePlan,
    most: int = MOST_TODAY,
    pause: Callable[[float], None] | None = None,
) -> Planned:
    """Make a plan and ask for its counts. Raises Refused, where nothing answers NothingToPlan; Trouble."""
    found: tuple[Proposal, ...] = ()
    if wanted.kind in ("today", "abc"):
        found = runner.ask(lambda desk: proposals(desk, wanted.warehouse, wanted.kind, runner.now(), most), session)
        if not found:
            raise Refused(NothingToPlan(wanted.kind))
    else:
        _refuse_nothing(runner, session, wanted)
    made: PlanMade = runner.perform(wanted, session).done()
    many = _add(runner, session, wanted, made, found, pause) if found else _fill(runner, session, wanted, made, pause)
    return Planned(made.code, many, found)


def _refuse_nothing(runner: Runner, session: Session, wanted: MakePlan) -> None:
    """Refuse before a plan is made that would be empty. Raises Refused(NothingToPlan)."""

    def question(desk: Desk) -> bool:
        about = _about(desk, wanted)
        return bool(plans.part(desk, wanted.warehouse, wanted.kind, about, 0))

    if not runner.ask(question, session):
        raise Refused(NothingToPlan(f"{wanted.kind} {wanted.about}".strip()))


def _fill(
    runner: Runner, session: Session, wanted: MakePlan, made: PlanMade, pause: Callable[[float], None] | None
) -> int:
    many, after, more = 0, 0, True
    while more:
        about = {"plan": made.plan, "warehouse": wanted.warehouse, "kind": wanted.kind, "about": made.about}
        command = FillPlan(id=runner.ids.new(), after=after, **about)  # type: ignore[arg-type]
        done: Filled = runner.perform(command, session).done()
        many, after, more = many + done.counts, done.after, done.more
        if pause is not None:
            pause(PAUSE_S)
    return many


def _add(
    runner: Runner,
    session: Session,
    wanted: MakePlan,
    made: PlanMade,
    found: tuple[Proposal, ...],
    pause: Callable[[float], None] | None,
) -> int:
    cells = [Cell(each.cell.place_id, each.cell.item_id, each.cell.seq, each.cell.doubts > 0) for each in found]
    for at in range(0, len(cells), plans.PART):
        part = tuple(cells[at : at + plans.PART])
        command = AddToPlan(
            id=runner.ids.new(), plan=made.plan, warehouse=wanted.warehouse, kind=wanted.kind, cells=part
        )
        runner.perform(command, session).done()
        if pause is not None:
            pause(PAUSE_S)
    return len(cells)


def view_counts(desk: Desk) -> dict[str, int]:
    """Return for every view of the list how many counts it shows."""
    return lists.views(desk)
