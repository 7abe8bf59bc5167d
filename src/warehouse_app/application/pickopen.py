"""A batch taken up at a station: started, resumed, taken over; in a batch that several pick, one part of it."""

from __future__ import annotations

from typing import Any

from warehouse_app.application import pickforced, pickstate
from warehouse_app.application.crew.giving import check_fit
from warehouse_app.application.pickstate import Deed
from warehouse_app.application.picktotes import bind_totes, cart_for
from warehouse_app.application.run import Session
from warehouse_app.application.settings import is_on
from warehouse_app.domain.bench import OpenElsewhere, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.picking.values import NotReleased, NotYourBatch
from warehouse_app.domain.picking.ways import SHARED, Way, way_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, bench, pickparts
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.pickparts import Part

PICKABLE = (BatchState.RELEASED, BatchState.PICKING, BatchState.SUSPENDED)


def open_batch(desk: Desk, command_id: str, session: Session, batch_id: int) -> Deed:
    """Start or take up a batch at this station.

    Raises Refused(NotReleased, NotYourBatch, OpenElsewhere, LacksSkill, OverCap).
    """
    row = bench.read(desk, session.station, Work.PICK)
    found: Any = batches.GET.one(desk.connection, id_is=batch_id)
    if found is None or found[2] not in PICKABLE:
        raise Refused(NotReleased("" if found is None else found[1], "" if found is None else found[2]))
    if found[11] in SHARED:
        return _open_part(desk, command_id, session, row, found)
    _check_owner(session, found[1], found[2], str(found[3] or ""), str(found[4]), desk)
    if row.ref == batch_id and found[7] == row.recall("claim") and found[2] == BatchState.PICKING:
        return Deed("resumed")
    if found[3] != session.actor.person:
        check_fit(desk, session.actor.person, batch_id, str(found[1]))
    fresh = found[2] == BatchState.RELEASED
    cart = found[5] or cart_for(desk, found[8], command_id).code
    _claim(desk, session, batch_id, cart)
    orders = {each[0] for each in batches.ORDERS.all(desk.connection, id_is=batch_id)}
    memory = {"claim": found[7] + 1, "trip": _first_open_trip(desk, batch_id), "way": way_of(found[11], len(orders))}
    return _begin(desk, command_id, session, batch_id, memory, "batch_open" if fresh else "resumed")


def _claim(desk: Desk, session: Session, batch_id: int, cart: str, *, nobodys: bool = False) -> None:
    """Take the batch for a person; one that several pick in parts is nobody's."""
    person = session.actor.person
    claim = {"station": session.station, "cart": cart, "claimed_by": person, "person": None if nobodys else person}
    batches.CLAIM.run(desk.connection, id_is=batch_id, at=desk.at, **claim)


def _begin(desk: Desk, command_id: str, session: Session, batch_id: int, memory: dict[str, Any], code: str) -> Deed:
    """Keep what the bench is at, with the rules of what must be scanned here, and give the orders their totes."""
    scan = pickforced.of_bench(desk, session)
    memory = {**memory, "scan": scan}
    if is_on(desk, "pick.zero_check", session.station):
        memory["zero_check"] = True
    bench.write(desk, session.station, Work.PICK, BenchRow(batch_id, "", memory))
    bind_totes(desk, command_id, batch_id, int(memory["trip"]), str(memory.get("cart") or ""))
    desk.touch(Touched.BATCH, Touched.ORDER)
    started = bench.read(desk, session.station, Work.PICK)
    if pickstate.current(desk, started) is None:
        return pickstate.after_task(desk, session, "batch_picked")
    return Deed(code)


def _check_owner(session: Session, code: str, state: str, person: str, station: str, desk: Desk) -> None:
    """Only the person it is given to may pick; with the right to take over, anyone."""
    me = session.actor
    if not person or person == me.person or me.may(Right.TAKE_OVER):
        return
    name = str(batches.PERSON_NAME.scalar(desk.connection, id_is=person) or "")
    if state == BatchState.PICKING:
        raise Refused(OpenElsewhere(code, name, station))
    raise Refused(NotYourBatch(code, name))


def _open_part(desk: Desk, command_id: str, session: Session, row: BenchRow, found: Any) -> Deed:  # noqa: ANN401
    """Take up the part that is this person's, else the first that nobody has; with the right, another's."""
    batch_id = int(found[0])
    part = _part_for(session, pickparts.parts(desk, batch_id), row)
    if part is None:
        raise Refused(NotReleased(found[1], BatchState.PICKED))
    _check_owner(session, f"{found[1]} {part.zone or '-'}", part.state, part.person, part.station, desk)
    here = row.ref == batch_id and row.recall("trip") == part.trip and row.recall("claim") == part.claim
    if here and part.state == BatchState.PICKING:
        return Deed("resumed")
    if part.person != session.actor.person:
        check_fit(desk, session.actor.person, batch_id, str(found[1]))
    cart = part.cart or cart_for(desk, found[8], command_id).code
    _claim(desk, session, batch_id, found[5] or cart, nobodys=True)
    token = pickparts.claim(desk, part, session.actor.person, cart)
    memory = {"claim": token, "trip": part.trip, "way": found[11], "zone": part.zone or "-", "cart": cart}
    fresh = part.state == BatchState.RELEASED
    opened = "part_open" if found[11] == Way.ZONE else "cart_open"
    return _begin(desk, command_id, session, batch_id, memory, opened if fresh else "resumed")


def _part_for(session: Session, parts: tuple[Part, ...], row: BenchRow) -> Part | None:
    """Return the part to take up: the one that is open here, one's own, one of nobody's, and last somebody else's."""
    me, left = session.actor.person, [each for each in parts if each.state != BatchState.PICKED]
    ranked = sorted(
        left,
        key=lambda each: (
            each.trip != row.recall("trip") if row.ref == each.batch_id else True,
            each.person != me,
            bool(each.person),
            each.state == BatchState.PICKING,
            each.trip,
        ),
    )
    return ranked[0] if ranked else None


def _first_open_trip(desk: Desk, batch_id: int) -> int:
    open_ = [row[12] for row in batches.TASKS.all(desk.connection, id_is=batch_id) if row[13] in ("open", "started")]
    return min(open_, default=1)
