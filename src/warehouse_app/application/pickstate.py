"""Where a picker is: all of it read from the database, so that another process resumes at the same line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from warehouse_app.application import pickforced
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import MAX_EXPECTS, ClaimLost, Expect, Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import Choice
from warehouse_app.domain.picking.problems import PROBLEMS
from warehouse_app.domain.picking.scanrules import ItemScan, PlaceScan
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import NoSuchBatch, PickState, PickTask
from warehouse_app.domain.picking.ways import SHARED, TOTALS, Way
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, cells, pickparts, pickwork, places, products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

COMING = 3
"""Tasks shown after the one at hand."""

LOOKED_AHEAD = 40
"""Tasks read to find those after it, where several are taken at once."""

EMPTY, SOME_LEFT = "zero_empty", "zero_left"


@dataclass(frozen=True, slots=True)
class Deed:
    """What an accepted shot did: the code of its words, and what the scan log keeps of it."""

    code: str
    verdict: Verdict = Verdict.ACCEPTED
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    entry_id: str | None = None
    order_id: int | None = None
    line_id: int | None = None
    qty: int = 1


class Share(NamedTuple):
    """A task that shares in what is taken at once: its number, what it asks for, and what was taken."""

    id: int
    qty: int
    picked: int

    @property
    def left(self) -> int:
        """Return what is still to be taken."""
        return self.qty - self.picked


def way_here(row: BenchRow) -> Way:
    """Return how the batch at this bench is picked."""
    return Way(row.recall("way") or Way.CLUSTER)


def phase_of(row: BenchRow, task: PickTask | None) -> str:
    """Return what the picker is asked for, of what the bench remembers and the task at hand."""
    if row.recall("problem") and task is not None:
        return "problem"
    if row.recall("slot_due"):
        return "slot"
    if row.recall("zero"):
        return "zero"
    if task is None:
        return "trip_done"
    return "item" if at_place(row, task) else "place"


def at_place(row: BenchRow, task: PickTask) -> bool:
    """Say whether the picker stands at the place of the task, as far as anybody asks for it."""
    return row.recall("place") == task.place_id or task.forced.place is PlaceScan.SKIP


def current(desk: Desk, row: BenchRow) -> PickTask | None:
    """Return the task at hand: the one whose slot is due, else the first open one of the trip.

    None when the trip is done.
    """
    if row.ref is None:
        return None
    found = _ahead(desk, row, 1)
    return _at_hand(desk, row, found[0]) if found else None


def _ahead(desk: Desk, row: BenchRow, many: int) -> list[Any]:
    """Return the rows of the task at hand and those after it."""
    due = row.recall("slot_due")
    ahead = batches.AHEAD.all(desk.connection, id_is=row.ref, trip_is=row.recall("trip") or 1, many=many)
    return ahead if due is None else [batches.TASK.one(desk.connection, task_is=due), *ahead]


def _at_hand(desk: Desk, row: BenchRow, task: Any, scan_code: str = "", on_shelf: int = 0) -> PickTask:  # noqa: ANN401
    """Return the task of a row: what must be scanned of it, and all that is taken with it."""
    made = replace(batches.task_of(task, scan_code, on_shelf), forced=pickforced.of_task(row, task))
    if way_here(row) not in TOTALS:
        return made
    shares = together(desk, row, task[3], task[15])
    if len(shares) < 2:  # noqa: PLR2004 - nothing is shared
        return replace(made, slot="")
    qty, picked = sum(each.qty for each in shares), sum(each.picked for each in shares)
    return replace(made, qty=qty, picked=picked, order="", slot="", orders=len(shares))


def together(desk: Desk, row: BenchRow, place_id: int, item_id: int) -> tuple[Share, ...]:
    """Return the open tasks of the trip that take one item from one place."""
    trip = row.recall("trip") or 1
    found = batches.TOGETHER.all(desk.connection, id_is=row.ref, trip_is=trip, place_is=place_id, item_is=item_id)
    return tuple(Share(*each) for each in found)


def shares_of(desk: Desk, row: BenchRow, task: PickTask, item_id: int) -> tuple[Share, ...]:
    """Return the tasks that are worked at with the one at hand."""
    if way_here(row) in TOTALS and not row.recall("slot_due"):
        return together(desk, row, task.place_id, item_id)
    return (Share(task.id, task.qty, task.picked),)


def claim_of(desk: Desk, row: BenchRow) -> tuple[int, str, str, str]:
    """Return the fencing token, state, person and station of what is picked here: the batch, or one part of it."""
    if way_here(row) in SHARED:
        part = pickparts.get(desk, int(row.ref or 0), int(row.recall("trip") or 1))
        return (0, "", "", "") if part is None else (part.claim, part.state, part.person, part.station)
    found = batches.GET.one(desk.connection, id_is=row.ref)
    return (0, "", "", "") if found is None else (found[7], found[2], found[3] or "", found[4])


def check_claim(desk: Desk, row: BenchRow) -> None:
    """Refuse when somebody else took the batch over meanwhile (the fencing token rose)."""
    claim, state_now, person, station = claim_of(desk, row)
    if claim != row.recall("claim") or state_now != BatchState.PICKING:
        who = batches.PERSON_NAME.scalar(desk.connection, id_is=person) or "" if person else ""
        raise Refused(ClaimLost(str(who), station))


def batch_of_cart(desk: Desk, cart_id: int) -> int:
    """Return the batch whose goods a cart carries. Raises Refused(NoSuchBatch)."""
    code = places.get(desk, PlaceId(cart_id)).code
    found = pickparts.batch_on(desk, code)
    if found is None:
        raise Refused(NoSuchBatch(code))
    return found


def after_task(desk: Desk, session: Session, code: str) -> Deed:
    """Return what follows a finished task: the next one, the end of the trip, or the end of the batch."""
    row = bench.read(desk, session.station, Work.PICK)
    if row.recall("zero"):
        kept = row.recall("zero")
        return Deed("zero_check", Verdict.ASKED, {"emptied": kept["place"], "gone": kept["sku"]})
    if current(desk, row) is not None:
        return Deed(code)
    if way_here(row) in SHARED:
        return _part_done(desk, session, row)
    found = batches.GET.one(desk.connection, id_is=row.ref)
    if found is not None and (row.recall("trip") or 1) < found[6]:
        return Deed("trip_picked", Verdict.DONE)
    batches.PICKED.run(desk.connection, id_is=row.ref, at=desk.at)
    return _put_down(desk, session, row, _PICKED.get(way_here(row), "batch_picked"), found)


_PICKED = {Way.SORT: "batch_to_sort", Way.SINGLES: "batch_to_pack", Way.PACK: "batch_to_weigh"}


_PARTS = {
    (Way.ZONE, True): "part_picked", (Way.ZONE, False): "parts_picked",
    (Way.PARTS, True): "cart_picked", (Way.PARTS, False): "batch_picked",
}  # fmt: skip


def _part_done(desk: Desk, session: Session, row: BenchRow) -> Deed:
    """End a part of a batch; with the last one the batch is picked."""
    batch_id = int(row.ref or 0)
    pickparts.picked(desk, batch_id, int(row.recall("trip") or 1))
    left = pickparts.left(desk, batch_id)
    if not left:
        batches.PICKED.run(desk.connection, id_is=batch_id, at=desk.at)
    code = _PARTS[way_here(row), bool(left)]
    deed = _put_down(desk, session, row, code, batches.GET.one(desk.connection, id_is=row.ref))
    return replace(deed, facts={**deed.facts, "zone": row.recall("zone") or "-", "zones": ", ".join(left)})


def _put_down(desk: Desk, session: Session, row: BenchRow, code: str, found: Any) -> Deed:  # noqa: ANN401 - a row
    bench.write(desk, session.station, Work.PICK, BenchRow(None, row.stop, {}))
    desk.touch(Touched.BATCH, Touched.ORDER)
    return Deed(code, Verdict.DONE, {"batch": found[1] if found is not None else ""})


def state(desk: Desk, session: Session) -> PickState:
    """Return what the pick screen shows at this station."""
    row = bench.read(desk, session.station, Work.PICK)
    if row.ref is None:
        return PickState(session.station, "idle", stop=row.stop, expects=_waiting(desk, session))
    found: Any = batches.GET.one(desk.connection, id_is=row.ref)
    totals = way_here(row) in TOTALS
    tasks = _ahead(desk, row, LOOKED_AHEAD if totals else COMING + 1)
    task = _shown(desk, row, tasks[0]) if tasks else None
    progress: Any = batches.PROGRESS.one(desk.connection, id_is=row.ref)
    now = phase_of(row, task)
    kept = row.recall("zero") or {}
    return PickState(
        station=session.station,
        phase=now,
        batch=found[1],
        cart=row.recall("cart") or found[5],
        trip=row.recall("trip") or 1,
        trips=found[6],
        task=task,
        coming=tuple(_at_hand(desk, row, each) for each in _after(tasks, totals=totals)),
        slots=tuple(each for each in batches.slots(desk, row.ref) if each.tote),
        done_tasks=progress[1] or 0,
        total_tasks=progress[0],
        done_units=progress[3] or 0,
        total_units=progress[2] or 0,
        distance_mm=found[9],
        stop=row.stop,
        expects=_expects(now, task, row),
        way=way_here(row).value,
        zone=row.recall("zone") or "",
        choices=_choices(now, kept),
        emptied=kept.get("place", ""),
    )


def _shown(desk: Desk, row: BenchRow, task: Any) -> PickTask:  # noqa: ANN401 - a row
    """Return the task at hand with what one scans for it, and what its shelf holds."""
    shelf = cells.read(desk, task[3], task[15]).on_hand
    return _at_hand(desk, row, task, products.scan_code(desk, task[4]), shelf)


def _after(tasks: list[Any], *, totals: bool) -> list[Any]:
    """Return the tasks to come; those taken together are one."""
    if not totals:
        return tasks[1 : COMING + 1]
    first: dict[tuple[int, int], Any] = {}
    for each in tasks:
        first.setdefault((each[3], each[15]), each)
    return list(first.values())[1 : COMING + 1]


def _choices(now: str, kept: Mapping[str, str | int]) -> tuple[Choice, ...]:
    if now == "problem":
        return tuple(Choice(str(n), f"problem_{each.value}") for n, each in enumerate(PROBLEMS, 1))
    if now == "zero":
        return (Choice("0", EMPTY, {"place": str(kept.get("place", ""))}),)
    return ()


def _expects(now: str, task: PickTask | None, row: BenchRow) -> tuple[Expect, ...]:
    if row.stop:
        return (Expect("command", word_of(Card.CONTINUE)),)
    if now == "problem":
        return (*(Expect("number", str(n)) for n, _ in enumerate(PROBLEMS, 1)), Expect("command", word_of(Card.UNDO)))
    if now == "zero":
        return (Expect("command", word_of(Card.DONE)), Expect("number", ""))
    if task is None:
        return (Expect("command", word_of(Card.DONE)),)
    if now == "item" and task.forced.item is ItemScan.NONE:
        return (Expect("command", word_of(Card.DONE)),)
    wanted = {"place": ("place", task.place), "item": ("item", task.scan_code), "slot": ("tote", task.tote)}
    kind, code = wanted[now]
    return (Expect(kind, code),)


def _waiting(desk: Desk, session: Session) -> tuple[Expect, ...]:
    """Return the batches one may start: one's own first, then those in the pool, most urgent first."""
    found = pickwork.waiting(desk, session.actor.person, MAX_EXPECTS)
    return tuple(Expect("batch", each.code) for each in found)
