"""What is missing at the bench: look again, a runner fetches it, send what is there, or hold the order in its slot."""

from __future__ import annotations

from warehouse_app.application.allocation import AllocateOrder, allocate_order
from warehouse_app.application.batches import write_batch
from warehouse_app.application.packing import closing, parking
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.packing.verifying import going_on
from warehouse_app.application.run import Session
from warehouse_app.application.writeoff import write_off
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.ledger.promises import PoolKey, Promise, Purpose, Scope
from warehouse_app.domain.packing.asking import MISSING, Choice
from warehouse_app.domain.packing.refusals import NothingMissing, NothingToFetch
from warehouse_app.domain.packing.values import PackLine
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.verdicts.issues import Issue
from warehouse_app.store import batches, items, picking, places, promises
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.verdicts import issues, misses

CHOICES = ("look", "fetch", "part", "hold")
"""What helps where goods are missing, by digit."""

_LACKS = frozenset({1, 2, 4})
"""The digits that are about what is missing; the other one is about what is here."""

MOST_BINS = 4
"""Bins that an answer names."""

MISSED = "missing at the bench"
ONE_WAY = "fetched"
"""How the walk of a fetching batch was planned: not at all, it has one stop."""


def asked(desk: Desk, now: BenchNow) -> Deed:
    """Ask what to do about what is not in the parcel. Raises Refused(NothingMissing)."""
    head = going_on(desk, now)
    lines = lacking(desk, head.id)
    if not lines:
        raise Refused(NothingMissing(head.now.code))
    _ask(desk, now, "what_about_missing")
    facts = {**_about(lines), "problem": "several"} if len(lines) > 1 else _about(lines)
    return Deed("what_about_missing", Verdict.ASKED, facts, order_id=head.id)


def _ask(desk: Desk, now: BenchNow, said: str) -> None:
    remember(desk, now, said, next=MISSING, choices=[Choice(n, name).kept() for n, name in enumerate(CHOICES, 1)])


def lacking(desk: Desk, order_id: int) -> tuple[PackLine, ...]:
    """Return the lines of which something is not in a parcel: not found at the bench, or never picked."""
    return tuple(line for line in orders.lines(desk, order_id) if line.ordered > line.packed)


def _about(lines: tuple[PackLine, ...]) -> Facts:
    units = sum(line.ordered - line.packed for line in lines)
    return {"sku": lines[0].sku, "name": lines[0].name, "units": units, "lines": len(lines)}


def answered(desk: Desk, scan: PackScan, session: Session, now: BenchNow, number: int) -> Deed:
    """Do what was chosen. Raises Refused(NoSuchChoice, NothingMissing, NothingToFetch, NoRight, NothingPacked).

    What was missing may be wanted no more: then what is here can be sent, and nothing else helps.
    """
    head = going_on(desk, now)
    if number in _LACKS and not lacking(desk, head.id):
        raise Refused(NothingMissing(head.now.code))
    if number == 1:
        return _look(desk, now, head)
    if number == 2:  # noqa: PLR2004 - the key that is shown
        return fetch(desk, scan, session, now, head)
    if number == 3:  # noqa: PLR2004 - the key that is shown
        return closing.finish_short(desk, scan, session, now, head)
    if number == 4:  # noqa: PLR2004 - the key that is shown
        return _hold(desk, now, head)
    raise Refused(NoSuchChoice(str(number)))


def _look(desk: Desk, now: BenchNow, head: Head) -> Deed:
    """Say where more of it stands, where it was picked and by whom; the question stays open."""
    line = next(iter(lacking(desk, head.id)))
    cells = picking.free_cells(desk, PoolKey(head.warehouse, line.sku))
    bins = ", ".join(f"{each.place} ({each.free})" for each in cells[:MOST_BINS])
    picker = misses.picker_of(desk, line.line_id)
    facts: Facts = {
        "sku": line.sku, "name": line.name, "bins": bins, "place": _picked_at(desk, line.line_id),
        "who": packs.person_code(desk, picker) if picker else "", "problem": "" if bins else "nowhere",
    }  # fmt: skip
    _ask(desk, now, "look_again")
    return Deed("look_again", Verdict.ASKED, facts, order_id=head.id)


def _picked_at(desk: Desk, line_id: int) -> str:
    found = goods.picked_from(desk, line_id)
    return "" if found is None else places.get(desk, PlaceId(found)).code


def fetch(desk: Desk, scan: PackScan, session: Session, now: BenchNow, head: Head) -> Deed:
    """Let a runner fetch what is missing; the order waits in its slot, also for what is fetched already.

    Raises Refused(NothingToFetch).
    """
    lines = lacking(desk, head.id)
    write_off(desk, scan.id, closing.lost_at_bench(desk, head.id))
    found = fetched(desk, scan.id, session, head) or _on_its_way(desk, head, lines)
    if not found:
        raise Refused(NothingToFetch(lines[0].sku, lines[0].name))
    facts = {**_about(lines), **found, **parking.park(desk, now, "runner_fetches")}
    desk.touch(Touched.BATCH, Touched.STOCK)
    return Deed("runner_fetches", facts=facts, order_id=head.id)


def fetched(desk: Desk, deed_id: str, session: Session, head: Head) -> Facts:
    """Promise what the order lacks, and release a batch of it for whoever gets work next; {} where nothing is there.

    While a cart still goes round for the order it is only promised, and fetched by the batch after that ("later").
    """
    allocate_order(desk, AllocateOrder(id=f"{deed_id}.promise", order_id=head.id, explain=False), session)
    if orders.in_live_batch(desk, head.id):
        return _later(desk, head)
    drafts = []
    for line in lacking(desk, head.id):
        for live in promises.made_for(desk, Purpose.LINE, line.line_id):
            drafts += list(_tasks(desk, head, live))
    if not drafts:
        return {}
    day = head.shown.ship_by[:10]
    code = write_batch(desk, head.warehouse, day, (head.id,), trips=1, distance_mm=0, method=ONE_WAY)
    batch_id = int(batches.ID_OF.scalar(desk.connection, code_is=code) or 0)
    slot = next(row[2] for row in batches.ORDERS.all(desk.connection, id_is=batch_id))
    rows = [{"batch_id": batch_id, "seq": n, "slot": slot, "trip": 1, **each} for n, each in enumerate(drafts, 1)]
    picking.add_tasks(desk, code, rows)
    batches.RELEASE.run(desk.connection, id_is=batch_id, at=desk.at, trips=1, distance_mm=0, method=ONE_WAY)
    first = places.get(desk, PlaceId(int(str(drafts[0]["place_id"])))).code
    return {"batch": code, "place": first}


def _on_its_way(desk: Desk, head: Head, lines: tuple[PackLine, ...]) -> Facts:
    """Return what of the lines a runner has to fetch already, by the promises that have a task; {} where nothing is."""
    if not orders.in_live_batch(desk, head.id):
        return {}
    coming = [
        (line, live.qty)
        for line in lines
        for live in promises.made_for(desk, Purpose.LINE, line.line_id)
        if live.scope is Scope.CELL
    ]
    if not coming:
        return {}
    first, units = coming[0][0], sum(qty for _, qty in coming)
    return {"sku": first.sku, "name": first.name, "units": units, "place": "", "problem": "already"}


def _later(desk: Desk, head: Head) -> Facts:
    lines = [line.line_id for line in lacking(desk, head.id)]
    kept = [
        live for line in lines for live in promises.made_for(desk, Purpose.LINE, line) if live.scope is not Scope.CELL
    ]
    return {"place": "", "problem": "later"} if kept else {}


def _tasks(desk: Desk, head: Head, live: Promise) -> list[dict[str, object]]:
    """Narrow a promise to bins, and return a task for each."""
    if live.scope is Scope.CELL:
        return []  # it has its task already
    made: list[dict[str, object]] = []
    for cell, qty in picking.chosen(picking.free_cells(desk, live.pool), live.qty):
        held = promises.narrow(desk, live.id, qty, PlaceId(cell.place_id), items.get(desk, cell.item_id))
        made.append(
            {
                "promise_id": held.id, "line_id": live.ref, "order_id": head.id, "place_id": cell.place_id,
                "item_id": cell.item_id, "qty": qty,
            }
        )  # fmt: skip
    return made


def _hold(desk: Desk, now: BenchNow, head: Head) -> Deed:
    """Keep the order in its slot until somebody decides; the bin its goods came from is counted."""
    lines = lacking(desk, head.id)
    for each in closing.lost_at_bench(desk, head.id):
        came_from = goods.bin_of(desk, each.line_id, each.place_id, each.item_id)
        if came_from is not None:
            picking.ask_count(desk, came_from, each.item_id, MISSED)
    issues.say(desk, Issue.MISSING, Work.PACK, head.id, sku=lines[0].sku)
    facts = {**_about(lines), **parking.park(desk, now, "held_in_slot")}
    desk.touch(Touched.COUNT, Touched.EXCEPTION)
    return Deed("held_in_slot", facts=facts, order_id=head.id)
