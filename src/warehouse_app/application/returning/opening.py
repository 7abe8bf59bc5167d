"""A parcel put on the table: found by whatever is on it, opened at once where one thing is meant, asked about else.

Promise: nothing is lost. What nobody knows becomes a blind return with a photo and a slot; what comes too late is held
by a Stop that somebody with the right to refund can override, or is parked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning import identifying, parking, taking
from warehouse_app.application.returning.here import ASK, WORK, Here, ReturnScan, ask, free, here, house
from warehouse_app.application.returning.taking import Goods
from warehouse_app.application.run import Session, check
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.receiving.refusals import PaperElsewhere
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.finding import By, Candidate, sole
from warehouse_app.domain.returning.intake import ReturnOpenHere, ReturnOver, TooLate
from warehouse_app.domain.returning.policy import last_day
from warehouse_app.domain.returning.refusals import NotShipped, ReturnExpired
from warehouse_app.domain.returning.states import AT_BENCH, AWAITED, OVER, Outcome, ReturnKind, ReturnState
from warehouse_app.domain.returning.values import ReturnHead
from warehouse_app.store import bench, orders
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import docks
from warehouse_app.store.returning import cases, departures, finding, rules, sold, sources, units

MOST_OFFERED = 8
"""Candidates that are offered by number; the last number is "none of these"."""

_BY_PARCEL = frozenset({By.PARCEL, By.TRACKING})
LATE = "late"


def searched(desk: Desk, at: Here, text: str) -> FloorDeed:
    """Look for whose parcel it is by a code at a free bench, and open it, ask which, or begin a blind return."""
    found = finding.candidates(desk, text, MOST_OFFERED)
    one = sole(found)
    if one is not None:
        return by_candidate(desk, at, one)
    if not found:
        return ask(at, "blind", {"text": parking.shown(text)}, choices=("blind", "again"), text=parking.shown(text))
    return offered(at, text, found)


def offered(at: Here, text: str, found: Sequence[Candidate]) -> FloorDeed:
    """Ask which of several a code means; the last number is none of them."""
    facts: Facts = {"text": parking.shown(text), "n": len(found)}
    return ask(
        at, "which", facts, choices=(*("candidate" for _ in found), "none"),
        found=[_kept(each) for each in found], text=parking.shown(text),
    )  # fmt: skip


def _kept(each: Candidate) -> dict[str, Any]:
    return {
        "return": each.return_id, "order": each.order_id, "parcel": each.parcel_id, "by": int(each.by),
        "said": {"return": each.return_code, "order": each.order, "customer": each.customer, "day": each.at[:10]},
    }  # fmt: skip


def chosen(desk: Desk, at: Here, kept: dict[str, Any]) -> FloorDeed:
    """Open the candidate that was chosen by its number."""
    found = Candidate(
        By(kept["by"]), return_id=kept["return"], order_id=kept["order"], parcel_id=kept["parcel"],
    )  # fmt: skip
    if at.head is not None and found.order_id is not None:
        return identifying.asked(desk, at, found.order_id, found.parcel_id)
    return by_candidate(desk, at, found)


def by_candidate(desk: Desk, at: Here, found: Candidate) -> FloorDeed:
    """Open a return, or begin one of an order of which nothing is announced. Raises Refused."""
    if found.return_id is not None:
        return resume(desk, at, cases.get(desk, found.return_id), parcel_id=found.parcel_id)
    assert found.order_id is not None, "a candidate is a return or an order"
    return by_order(desk, at, found.order_id, found.parcel_id, asks=found.by in _BY_PARCEL)


def by_order(desk: Desk, at: Here, order_id: int, parcel_id: int | None, *, asks: bool) -> FloorDeed:
    """Begin a return of an order that nobody announced; of its own parcel it is asked whether it ever arrived."""
    head = sources.order(desk, order_id)
    cells = sources.of_order(desk, order_id) if parcel_id is None else sources.of_parcel(desk, parcel_id)
    if not cells and not any(each.shipped for each in sold.of_order(desk, order_id)):
        raise Refused(NotShipped(head.code, head.state))
    if asks and cells:
        facts: Facts = {"order": head.code, "qty": sum(each.qty for each in cells)}
        return ask(at, "undelivered", facts, choices=("sealed", "opened", "customer"), order=order_id,
                   parcel=parcel_id)  # fmt: skip
    _refuse_late(desk, order_id)
    return begun(desk, at, order_id, parcel_id, ReturnKind.CUSTOMER)


def _refuse_late(desk: Desk, order_id: int) -> None:
    """Refuse an order whose days are over. Raises Refused(TooLate), a Stop that can be overridden."""
    until = until_of(desk, order_id)
    if until and until < desk.at[:10]:
        raise Refused(TooLate(sources.order(desk, order_id).code, until))


def until_of(desk: Desk, order_id: int) -> str:
    """Return the last day (ISO) on which an order may come back, "" where nobody knows when it left."""
    left = departures.of_order(desk, order_id).at
    return last_day(rules.policy_for(desk, order_id, ""), left) if left else ""


def begun(
    desk: Desk, at: Here, order_id: int, parcel_id: int | None, kind: ReturnKind, override: str = ""
) -> FloorDeed:
    """Begin a return of an order with its parcel on the table."""
    order = sources.order(desk, order_id)
    parcel = None if parcel_id is None else sources.parcel(desk, parcel_id)
    head = cases.begin(
        desk, kind, ReturnState.RECEIVED, house(desk, at), channel=order.channel, order_id=order_id,
        customer_id=order.customer_id, parcel_id=parcel_id, outcome=Outcome.REFUND,
        carrier="" if parcel is None else parcel.carrier, currency=order.currency,
    )  # fmt: skip
    if override:
        cases.note(desk, head.id, override=override)
    return opened(desk, at, cases.get(desk, head.id), "return_begun")


def undelivered(desk: Desk, scan: ReturnScan, at: Here, *, sealed: bool) -> FloorDeed:
    """Begin the return of a parcel that the carrier brought back; all of it at one key where its seal is whole."""
    order_id, parcel_id = int(at.asked["order"]), at.asked["parcel"]
    deed = begun(desk, at, order_id, parcel_id, ReturnKind.UNDELIVERED)
    if not sealed:
        return deed
    cells = sources.of_order(desk, order_id) if parcel_id is None else sources.of_parcel(desk, int(parcel_id))
    return taking.sealed(desk, scan, here(desk, at.station, deed.row), cells)


def resume(desk: Desk, at: Here, head: ReturnHead, *, parcel_id: int | None = None) -> FloorDeed:
    """Open a return that is known: announced, parked, or on another table. Raises Refused."""
    if at.head is not None and at.head.id == head.id:
        return FloorDeed("return_open", {"return": head.code}, row=at.knows(**{ASK: None}))
    if at.head is not None:
        raise Refused(ReturnOpenHere(at.head.code, head.code))
    _refuse_elsewhere(desk, at, head)
    if head.state in OVER and not head.override:
        raise Refused(ReturnOver(head.code, head.state.value))
    if _expired(desk, head):
        raise Refused(ReturnExpired(head.code, head.expires_on))
    return arrived(desk, at, head, parcel_id)


def _expired(desk: Desk, head: ReturnHead) -> bool:
    """Tell whether a return came after its day, and nobody let it in all the same."""
    came = head.received_at[:10] or desk.at[:10]
    past = bool(head.expires_on) and head.expires_on < came
    return not head.override and (head.state is ReturnState.EXPIRED or past)


def _refuse_elsewhere(desk: Desk, at: Here, head: ReturnHead) -> None:
    mine = docks.warehouse_of(desk, at.station)
    if mine and head.state in AT_BENCH and units.of_return(desk, head.id) and mine != head.warehouse:
        raise Refused(PaperElsewhere(head.code, head.warehouse, mine))


def arrived(desk: Desk, at: Here, head: ReturnHead, parcel_id: int | None = None) -> FloorDeed:
    """Put a return on this table; what was only announced is received with it."""
    was = head.state
    if was not in AT_BENCH:
        cases.step(desk, head, ReturnState.RECEIVED)
        cases.note(desk, head.id, received_at=desk.at)
    facts: dict[str, object] = {"station": at.station, "slot": ""}
    if parcel_id is not None and head.parcel_id is None:
        facts["parcel_id"] = parcel_id
    if head.outcome is None and head.order_id is not None:
        facts["outcome"] = Outcome.REFUND
    cases.note(desk, head.id, **facts)
    code = "return_opened" if was in AWAITED | {ReturnState.REQUESTED} else "return_resumed"
    return opened(desk, at, cases.get(desk, head.id), code)


def opened(desk: Desk, at: Here, head: ReturnHead, code: str) -> FloorDeed:
    """Say what is on the table now."""
    desk.touch(Touched.RETURN)
    expected = sum(each.qty for each in units.of_return(desk, head.id) if each.state.value == "expected")
    order = "" if head.order_id is None else sources.order(desk, head.order_id).code
    facts: Facts = {"return": head.code, "order": order, "wanted": expected, "kind": head.kind.value}
    return FloorDeed(code, facts, row=BenchRow(head.id, at.row.stop, {}), order_id=head.order_id)


def held(desk: Desk, station: str, what: str, facts: Facts) -> None:
    """Open the question that follows a Stop: take it all the same, by right, or park it."""
    _hold(desk, station, ask(here(desk, station), what, facts, choices=("override", "park_it")))


def held_goods(desk: Desk, station: str, goods: Goods, facts: Facts) -> None:
    """Open the question that follows goods that were not sent: taken as swapped, left aside, or all of it parked."""
    asked = ask(here(desk, station), "swap", facts, choices=("swapped", "aside", "park_it"), goods=goods.kept())
    _hold(desk, station, asked)


def _hold(desk: Desk, station: str, asked: FloorDeed) -> None:
    assert asked.row is not None, "a question is kept"
    bench.write(desk, station, WORK, asked.row)


def overridden(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Take a return although policy says no; the right to refund lets it, or a second person who has it."""
    check(session, Right.REFUND)
    what = at.question
    if what == "too_late":
        order_id = orders.id_of(desk, str(at.facts["order"]))
        return begun(desk, at, order_id, None, ReturnKind.CUSTOMER, override=LATE)
    head = cases.known(desk, str(at.facts["return"]))
    if head.state in (ReturnState.SETTLED, ReturnState.CLOSED):
        if head.order_id is None:
            raise Refused(ReturnOver(head.code, head.state.value))
        return begun(desk, at, head.order_id, None, ReturnKind.CUSTOMER, override=head.code)
    cases.note(desk, head.id, override=what)
    cases.tell(desk, head.id, "overridden", what)
    return arrived(desk, at, cases.get(desk, head.id))


def set_aside(desk: Desk, at: Here) -> FloorDeed:
    """Park what came too late: it waits in a slot until somebody decides."""
    what = at.question
    if what == "too_late":
        order_id = orders.id_of(desk, str(at.facts["order"]))
        deed = begun(desk, at, order_id, None, ReturnKind.CUSTOMER)
        head = cases.get(desk, _number(deed))
        cases.note(desk, head.id, expires_on=until_of(desk, order_id))
    else:
        head = cases.known(desk, str(at.facts["return"]))
        if head.state in (ReturnState.SETTLED, ReturnState.CLOSED):
            head = cases.begin(desk, ReturnKind.BLIND, ReturnState.RECEIVED, house(desk, at), why=head.code)
            deed = opened(desk, at, head, "return_begun")
        elif head.state in AT_BENCH:
            deed = opened(desk, at, head, "return_begun")
        else:
            cases.step(desk, head, ReturnState.RECEIVED)
            cases.note(desk, head.id, received_at=desk.at)
            deed = opened(desk, at, head, "return_begun")
    cases.note(desk, head.id, station=at.station, slot="")
    return parking.park(desk, here(desk, at.station, deed.row))


def _number(deed: FloorDeed) -> int:
    number = None if deed.row is None else deed.row.ref
    assert number is not None, "a return was begun"
    return number


def left_alone(at: Here) -> FloorDeed:
    """Forget the question: nothing was begun."""
    return FloorDeed("never_mind", row=free(at) if at.head is None else at.knows(**{ASK: None}))
