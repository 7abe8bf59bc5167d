"""The last deed of a returns bench taken back: an item, a grade, what was said to be missing, whose it is not."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.returning import absent, claims, grading, unidentifying
from warehouse_app.application.returning.here import ASK, DONE, HAND, Here, ReturnScan
from warehouse_app.domain.bench import NothingToUndo
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import HERE, Finding, Outcome, ReturnKind, UnitState
from warehouse_app.domain.returning.values import Unit
from warehouse_app.store import inventory
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, units


def undo(desk: Desk, scan: ReturnScan, at: Here) -> FloorDeed:
    """Take back the open question, else the last deed. Raises Refused(NothingToUndo)."""
    if at.question:
        return FloorDeed("never_mind", row=at.knows(**{ASK: None}))
    at.open()
    kept = list(at.row.recall(DONE) or ())
    last = kept[-1] if kept else _last_row(desk, at)
    if last is None:
        raise Refused(NothingToUndo())
    return _DOES[str(last["deed"])](desk, scan, at, last, at.knows(**{DONE: kept[:-1]}))


def _last_row(desk: Desk, at: Here) -> dict[str, Any] | None:
    """Return the last unit taken in as a deed, where the bench remembers none: the return was opened again since."""
    head = at.open()
    mine = [each for each in units.of_return(desk, head.id) if each.state in HERE and not each.identified]
    if not mine:
        return {"deed": "identify"} if head.kind is ReturnKind.BLIND and head.order_id is not None else None
    unit = max(mine, key=lambda each: each.id)
    same = [each for each in mine if each.entry_id == unit.entry_id] if unit.entry_id else [unit]
    return {"deed": "take", "entry": unit.entry_id, "rows": [[each.id, each.line_id is not None] for each in same]}


def _take(desk: Desk, scan: ReturnScan, at: Here, last: dict[str, Any], row: BenchRow) -> FloorDeed:
    head, entry = at.open(), str(last["entry"])
    entry_id = None
    if entry:
        entry_id = f"{scan.id}.u"
        inventory.reverse(desk, EntryId(entry), EntryId(entry_id), "undo", forced=True)
    gone = 0
    sku = ""
    for number, expected in _all_of(desk, head.id, entry, last["rows"]):
        unit = units.get(desk, int(number))
        gone, sku = gone + unit.qty, unit.sku
        if expected:
            _expect(desk, head.code, unit)
        else:
            units.drop(desk, unit.id)
    left = [each for each in units.of_return(desk, head.id) if each.state in HERE]
    memory = {name: value for name, value in row.memory.items() if name != HAND}
    if left:
        memory[HAND] = left[-1].id
    desk.touch(Touched.RETURN, Touched.STOCK)
    return FloorDeed("return_taken_back", {"qty": gone, "sku": sku}, row=BenchRow(row.ref, row.stop, memory),
                     entry_id=entry_id, qty=-gone)  # fmt: skip


def last_unit(desk: Desk, at: Here) -> Unit | None:
    """Return the one unit that the last deed took in, where nothing was said of it since; None for any other deed."""
    kept = list(at.row.recall(DONE) or ())
    if not kept or kept[-1]["deed"] != "take" or not kept[-1].get("entry") or len(kept[-1]["rows"]) != 1:
        return None
    mine = {each.id: each for each in units.of_return(desk, at.open().id)}
    unit = mine.get(int(kept[-1]["rows"][0][0]))
    plain = unit is not None and unit.state is UnitState.RECEIVED and unit.finding is Finding.NONE and not unit.note
    return unit if plain and unit is not None and unit.qty == 1 else None


def taken_back(desk: Desk, scan: ReturnScan, at: Here) -> BenchRow:
    """Take the last deed back, and return what the bench knows then: it is done again, otherwise."""
    kept = list(at.row.recall(DONE) or ())
    row = _take(desk, scan, at, kept[-1], at.knows(**{DONE: kept[:-1]})).row
    assert row is not None, "what it knows without that deed"
    return row


def _all_of(desk: Desk, return_id: int, entry: str, rows: Any) -> list[tuple[int, bool]]:  # noqa: ANN401 - small JSON
    """Return the rows of a deed with whether each was expected; those that were split off since are of it as well."""
    kept = {int(number): bool(expected) for number, expected in rows}
    mine = units.of_return(desk, return_id) if entry else ()
    more = [each.id for each in mine if each.entry_id == entry and each.id not in kept]
    return [*kept.items(), *((number, any(kept.values())) for number in more)]


def _expect(desk: Desk, code: str, unit: Unit) -> None:
    """Expect a unit again, as if it had not come."""
    units.step(desk, unit, UnitState.EXPECTED, code)
    units.note(
        desk, unit.id, item_id=None, source_id=None, place_id=None, entry_id="", grade="", disposition="", why="",
        finding=Finding.NONE,
    )  # fmt: skip
    alike = (each for each in units.of_return(desk, unit.return_id)
             if each.state is UnitState.EXPECTED and each.id != unit.id and _what(each) == _what(unit))  # fmt: skip
    other = next(alike, None)
    if other is not None:
        units.note(desk, other.id, qty=other.qty + unit.qty)
        units.drop(desk, unit.id)


def _what(unit: Unit) -> tuple[object, ...]:
    return unit.sku, unit.line_id, unit.reason_id, unit.note, unit.outcome


def _judge(desk: Desk, _scan: ReturnScan, at: Here, last: dict[str, Any], row: BenchRow) -> FloorDeed:
    unit = grading.judged_before(desk, at.open().code, last)
    kept = BenchRow(row.ref, row.stop, {**row.memory, HAND: unit.id})
    return FloorDeed("return_judged_before", {"sku": unit.sku, "name": unit.name}, row=kept)


def _missing(desk: Desk, _scan: ReturnScan, at: Here, last: dict[str, Any], row: BenchRow) -> FloorDeed:
    head = at.open()
    absent.found_again(desk, head.code, last["rows"])
    if last["deed"] == "empty":
        cases.note(desk, head.id, empty=False)
        claims.withdraw(desk, head.id, ClaimKind.EMPTY)
    return FloorDeed("return_expected_again", {"return": head.code}, row=row)


def _outcome(desk: Desk, _scan: ReturnScan, at: Here, last: dict[str, Any], row: BenchRow) -> FloorDeed:
    was = Outcome(last["outcome"]) if last["outcome"] else ""
    cases.note(desk, at.open().id, outcome=was)
    desk.touch(Touched.RETURN)
    return FloorDeed("return_judged_before", {"sku": "", "name": at.name}, row=row)


def _identified(desk: Desk, _scan: ReturnScan, at: Here, _last: dict[str, Any], _row: BenchRow) -> FloorDeed:
    """Whose it is was said by a person who was asked; it is no slip of the hand, and is asked about before it goes."""
    return unidentifying.asked(desk, at)


def _weigh(desk: Desk, _scan: ReturnScan, at: Here, last: dict[str, Any], row: BenchRow) -> FloorDeed:
    cases.note(desk, at.open().id, weight_g=last["grams"])
    desk.touch(Touched.RETURN)
    return FloorDeed("return_not_weighed", {"return": at.name}, row=row)


_DOES = {
    "take": _take, "grade": _judge, "judge": _judge, "missing": _missing, "empty": _missing, "outcome": _outcome,
    "identify": _identified, "weigh": _weigh,
}  # fmt: skip
