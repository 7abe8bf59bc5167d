"""What is not in the parcel: an expected unit that is missing, or a box with nothing in it."""

from __future__ import annotations

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning import claiming
from warehouse_app.application.returning.here import Here, ask
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.intake import NoneMissing
from warehouse_app.domain.returning.states import HERE, UnitState
from warehouse_app.domain.returning.values import Unit
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, units

MOST_NAMED = 7
"""Expected rows that are named each by a number; the numbers behind them mean all, or an empty box."""


def asked(desk: Desk, at: Here) -> FloorDeed:
    """Mark what is expected and not here: the one row there is, else ask which. Raises Refused(NoneMissing)."""
    head = at.open()
    mine = units.of_return(desk, head.id)
    expected = [each for each in mine if each.state is UnitState.EXPECTED]
    nothing = not any(each.state in HERE for each in mine)
    if nothing:
        facts: Facts = {"return": head.code, "n": sum(each.qty for each in expected)}
        named = [] if len(expected) < 2 else expected[:MOST_NAMED]  # noqa: PLR2004 - one alone is all
        return ask(at, "absent", facts, choices=("box_empty", *("absent_one" for _ in named), "go_on"),
                   rows=[_kept(each) for each in named])  # fmt: skip
    if not expected:
        raise Refused(NoneMissing(head.code))
    if len(expected) == 1:
        return marked(desk, at, (expected[0].id,))
    shown = expected[:MOST_NAMED]
    facts = {"return": head.code, "n": sum(each.qty for each in expected)}
    return ask(at, "absent_which", facts, choices=("absent_all", *("absent_one" for _ in shown), "go_on"),
               rows=[_kept(each) for each in shown])  # fmt: skip


def _kept(unit: Unit) -> dict[str, object]:
    return {"id": unit.id, "sku": unit.sku, "name": unit.name, "qty": unit.qty}


def marked(desk: Desk, at: Here, rows: tuple[int, ...]) -> FloorDeed:
    """Mark expected rows as missing."""
    head = at.open()
    found = [units.get(desk, each) for each in rows]
    for unit in found:
        units.step(desk, unit, UnitState.MISSING, head.code)
    cases.tell(desk, head.id, "missing", ", ".join(each.sku for each in found))
    desk.touch(Touched.RETURN)
    facts: Facts = {"sku": found[0].sku, "name": found[0].name, "n": sum(each.qty for each in found)}
    code = "return_missing" if len(found) == 1 else "return_missing_all"
    return FloorDeed(code, facts, row=at.did("missing", rows=[each.id for each in found]))


def everything(desk: Desk, at: Here) -> FloorDeed:
    """Mark all that is still expected as missing."""
    mine = units.of_return(desk, at.open().id)
    return marked(desk, at, tuple(each.id for each in mine if each.state is UnitState.EXPECTED))


def empty(desk: Desk, at: Here) -> FloorDeed:
    """Keep that the box came empty: all of it is missing, and the carrier hears of it."""
    head = at.open()
    expected = [each for each in units.of_return(desk, head.id) if each.state is UnitState.EXPECTED]
    for unit in expected:
        units.step(desk, unit, UnitState.MISSING, head.code)
    cases.note(desk, head.id, empty=True)
    cases.tell(desk, head.id, "empty")
    desk.touch(Touched.RETURN)
    until = claiming.draft(desk, head.id, ClaimKind.EMPTY)
    facts: Facts = {"return": head.code, "n": sum(each.qty for each in expected), "until": until}
    return FloorDeed("return_empty", facts, row=at.did("empty", rows=[each.id for each in expected]))


def found_again(desk: Desk, code: str, rows: list[int]) -> None:
    """Expect rows again that were marked as missing."""
    for each in rows:
        unit = units.get(desk, each)
        if unit.state is UnitState.MISSING:
            units.step(desk, unit, UnitState.EXPECTED, code)
    desk.touch(Touched.RETURN)
