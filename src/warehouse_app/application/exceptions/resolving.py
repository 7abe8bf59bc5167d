"""Each exception resolved by deeds that are there already: the same commands as at the screens they come from.

What a deed can be taken back by is told with it, where it can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from warehouse_app.application.allocation import AllocateOrder
from warehouse_app.application.carriers.desk import RetryLabel
from warehouse_app.application.catalogue import SetProduct
from warehouse_app.application.counting.decide import ApproveCount, CountAgain, RejectCount
from warehouse_app.application.counting.plans import MakePlan
from warehouse_app.application.crew.giving import GiveBatch, PutCountDown
from warehouse_app.application.crew.messages import SendMessage, TakeBackMessage
from warehouse_app.application.exceptions.queue import find
from warehouse_app.application.exceptions.resting import RestCase, WakeCase
from warehouse_app.application.moving.deeds import ScrapStock, UnlockStock
from warehouse_app.application.moving.naming import Named
from warehouse_app.application.orders import HoldOrder, ShipPart, UnholdOrder
from warehouse_app.application.packing.damaged import GRADE_D
from warehouse_app.application.people import person_id_of
from warehouse_app.application.print_deeds import CancelPrint, RetryPrint
from warehouse_app.application.print_standin import UsePrinterAgain, UseStandIn
from warehouse_app.application.printing import AnswerUnknownPrint
from warehouse_app.application.products import LinkBarcode
from warehouse_app.application.receiving.parked import LinkParked, SolveParked
from warehouse_app.application.returning.refunding import RetryRefund
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.application.stock import ReleaseStock
from warehouse_app.application.verdicts import SettleIssue, SettleMiss
from warehouse_app.application.weights.books import AcceptWeight, KeepWeight
from warehouse_app.domain.editing import Change
from warehouse_app.domain.exceptions.judge import deeds
from warehouse_app.domain.exceptions.values import Case, CaseKind, CaseNeeds, Deed, Given, NotForCase
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.exceptions import stock

MOST_ORDERS = 200
"""Orders that one deed allocates again; those that are promised first."""

GOOD = "A"
"""The grade of damaged goods that somebody looked at and puts back."""

PAUSE_S = 0.002
MESSAGE_MINUTES = 60

New = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The commands of a deed, in order, and those that take it back, where it can be."""

    case: Case
    deed: Deed
    commands: tuple[Command, ...]
    undo: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was done: how many commands, and which take it back."""

    case: str
    deed: str
    done: int
    undo: tuple[Command, ...] = ()


def steps(desk: Desk, now: str, name: str, deed: str, given: Given, new: New) -> Resolution:
    """Return the commands of a deed ("" the main one). For `Runner.ask`.

    Raises Refused(NoSuchCase, NotForCase, CaseNeeds).
    """
    case = find(desk, now, name)
    wanted = tuple(each.value for each in deeds(case) if each not in SHOWN_ONLY)
    chosen = deed or next(iter(wanted), "")
    if chosen not in wanted:
        raise Refused(NotForCase(case.name, chosen, wanted))
    for field in NEEDS.get(Deed(chosen), ()):
        if not getattr(given, field).strip():
            raise Refused(CaseNeeds(case.name, field))
    return _built(desk, case, Deed(chosen), given, new)


SHOWN_ONLY = frozenset({Deed.LOOK, Deed.CORRECT})
"""Deeds that open another screen, where the rest is done."""

NEEDS: dict[Deed, tuple[str, ...]] = {
    Deed.FREE: ("reason",), Deed.UNHOLD: ("reason",), Deed.LINK: ("sku",), Deed.SOLVE: ("reason",),
    Deed.SCRAP: ("reason",), Deed.UNLOCK: ("place", "reason"), Deed.GIVE: ("person",), Deed.MESSAGE: ("reason",),
    Deed.KEEP: ("reason",), Deed.REST: ("reason",), Deed.SETTLE: ("reason",),
}  # fmt: skip
"""What a deed has to be told."""


def _built(desk: Desk, case: Case, deed: Deed, given: Given, new: New) -> Resolution:
    made: tuple[Command, ...]
    undo: tuple[Command, ...] = ()
    if deed in _ONE:
        made, undo = _ONE[deed](case, given, new)
    elif deed is Deed.ALLOCATE:
        orders = stock.orders_lacking(desk, case.ref, MOST_ORDERS)
        made = tuple(AllocateOrder(id=new(), order_id=order) for order, _code in orders)
    elif deed is Deed.SHIP_PART:
        orders = stock.orders_lacking(desk, case.ref, MOST_ORDERS)
        made = tuple(ShipPart(id=new(), order_id=order) for order, _code in orders)
        undo = tuple(ShipPart(id=new(), order_id=order, part=False) for order, _code in orders)
    elif deed is Deed.FREE:
        held = stock.promises_of_held(desk, case.ref, MOST_ORDERS)
        made = tuple(ReleaseStock(id=new(), promise=each, reason=given.reason) for each in held)
    else:
        person = "" if deed is Deed.POOL else person_id_of(desk, given.person)
        batch, before = int(case.facts["id"]), case.fact("person")
        had = person_id_of(desk, before) if before else ""
        made = (GiveBatch(id=new(), batch_id=batch, person=person),)
        undo = (GiveBatch(id=new(), batch_id=batch, person=had, was=person),)
    return Resolution(case, deed, made, undo)


Pair = tuple[tuple[Command, ...], tuple[Command, ...]]
"""The commands, and those that take them back."""


def _rest(case: Case, given: Given, new: New) -> Pair:
    made = RestCase(id=new(), case=case.name, mark=case.mark, reason=given.reason, hours=given.hours)
    return (made,), (WakeCase(id=new(), case=case.name),)


def _wake(case: Case, _given: Given, new: New) -> Pair:
    rest = case.rest
    if rest is None:
        return (WakeCase(id=new(), case=case.name),), ()
    hours = 0
    if rest.until:
        span = datetime.fromisoformat(rest.until) - datetime.fromisoformat(rest.at)
        hours = max(1, round(span.total_seconds() / 3600))
    again = RestCase(id=new(), case=case.name, mark=case.mark, reason=rest.reason, hours=hours)
    return (WakeCase(id=new(), case=case.name),), (again,)


def _unhold(case: Case, given: Given, new: New) -> Pair:
    order, kind = int(case.facts["id"]), case.fact("hold")
    back = HoldOrder(id=new(), order_id=order, kind=kind, reason=case.fact("reason"))
    return (UnholdOrder(id=new(), order_id=order, kind=kind, reason=given.reason),), (back,)


def _message(case: Case, given: Given, new: New) -> Pair:
    sent = new()
    command = SendMessage(id=sent, text=given.reason, station=case.fact("station"), minutes=MESSAGE_MINUTES)
    return (command,), (TakeBackMessage(id=new(), sent=sent),)


def _use_again(case: Case, _given: Given, new: New) -> Pair:
    printer = case.fact("printer")
    return (UsePrinterAgain(id=new(), printer=printer),), (UseStandIn(id=new(), printer=printer),)


def _link(case: Case, given: Given, new: New) -> Pair:
    if case.kind is CaseKind.PARKED:
        return (LinkParked(id=new(), parked=int(case.ref), sku=given.sku),), ()
    return (LinkBarcode(id=new(), sku=given.sku, code=case.fact("text"), as_it_is=True),), ()


def _goods(case: Case) -> Named:
    marks = {name: case.fact(name) for name in ("lot", "serial", "grade")}
    return Named(case.fact("sku"), int(case.facts["units"]), **marks)


def _scrap(case: Case, given: Given, new: New) -> Pair:
    where = {"place": case.fact("place"), "warehouse": case.fact("warehouse")}
    return (ScrapStock(id=new(), goods=_goods(case), why=given.reason, **where),), ()


def _unlock(case: Case, given: Given, new: New) -> Pair:
    where = {"source": case.fact("place"), "target": given.place, "warehouse": case.fact("warehouse")}
    grade = GOOD if case.fact("grade") == GRADE_D else None
    return (UnlockStock(id=new(), goods=_goods(case), why=given.reason, to_grade=grade, **where),), ()


def _settle(case: Case, given: Given, new: New) -> Pair:
    if case.kind is CaseKind.SURPLUS:
        return (SettleMiss(id=new(), miss=int(case.ref), how=given.reason),), ()
    return (SettleIssue(id=new(), issue=int(case.ref), how=given.reason),), ()


def _count(case: Case, _given: Given, new: New) -> Pair:
    return (MakePlan(id=new(), warehouse=case.fact("warehouse"), kind="product", about=case.fact("sku")),), ()


def _accept(case: Case, _given: Given, new: New) -> Pair:
    sku, learned, book = case.fact("sku"), int(case.facts["learned_g"]), int(case.facts["book_g"])
    before = None if book < 0 else book
    back = Change("weight_g", str(learned), "" if before is None else str(before))
    made = AcceptWeight(id=new(), sku=sku, grams=learned, book_g=before)
    return (made,), (SetProduct(id=new(), sku=sku, changes=(back,)),)


def _keep(case: Case, given: Given, new: New) -> Pair:
    return (KeepWeight(id=new(), sku=case.fact("sku"), reason=given.reason),), ()


def _retry(case: Case, _given: Given, new: New) -> Pair:
    if case.kind is CaseKind.REFUND:
        return (RetryRefund(id=new(), refund=case.ref),), ()
    if case.kind is CaseKind.LABEL:
        return (RetryLabel(id=new(), purchase=int(case.ref)),), ()
    return (RetryPrint(id=new(), job_id=int(case.ref)),), ()


_ONE: dict[Deed, Callable[[Case, Given, New], Pair]] = {
    Deed.REST: _rest, Deed.WAKE: _wake, Deed.UNHOLD: _unhold, Deed.MESSAGE: _message, Deed.USE_AGAIN: _use_again,
    Deed.LINK: _link, Deed.SCRAP: _scrap, Deed.UNLOCK: _unlock, Deed.COUNT: _count, Deed.SETTLE: _settle,
    Deed.ACCEPT: _accept, Deed.KEEP: _keep,
    Deed.PRINTED: lambda case, _g, new: ((AnswerUnknownPrint(id=new(), job_id=int(case.ref), printed=True),), ()),
    Deed.PRINT_AGAIN: lambda case, _g, new: ((AnswerUnknownPrint(id=new(), job_id=int(case.ref), printed=False),), ()),
    Deed.RETRY: _retry,
    Deed.CANCEL: lambda case, _g, new: ((CancelPrint(id=new(), job_id=int(case.ref)),), ()),
    Deed.PUT_DOWN: lambda case, _g, new: ((PutCountDown(id=new(), count=int(case.ref)),), ()),
    Deed.APPROVE: lambda case, given, new: ((ApproveCount(id=new(), count=int(case.ref), note=given.reason),), ()),
    Deed.COUNT_AGAIN: lambda case, given, new: ((CountAgain(id=new(), count=int(case.ref), note=given.reason),), ()),
    Deed.REJECT: lambda case, given, new: ((RejectCount(id=new(), count=int(case.ref), note=given.reason),), ()),
    Deed.SOLVE: lambda case, given, new: ((SolveParked(id=new(), parked=int(case.ref), note=given.reason),), ()),
}  # fmt: skip
"""The deeds that ask the database nothing more."""


def carry_out(
    runner: Runner, session: Session, commands: tuple[Command, ...], pause: Callable[[float], None]
) -> tuple[Outcome[object], ...]:
    """Perform commands one small transaction each; a first refusal ends it, later ones stand beside what was done.

    Raises Refused where nothing was done.
    """
    outcomes: list[Outcome[object]] = []
    for command in commands:
        outcome = runner.perform(command, session)
        if outcome.refusal is not None and not outcomes:
            raise Refused(outcome.refusal)
        outcomes.append(outcome)
        if len(commands) > 1:
            pause(PAUSE_S)
    return tuple(outcomes)


def resolve(
    runner: Runner, session: Session, name: str, deed: str, given: Given, pause: Callable[[float], None]
) -> Resolved:
    """Do a deed ("" the main one) about an exception. Raises Refused, Trouble."""
    now = runner.now()
    found = runner.ask(lambda desk: steps(desk, now, name, deed, given, runner.ids.new), session, Right.VIEW)
    outcomes = carry_out(runner, session, found.commands, pause)
    done = sum(outcome.refusal is None for outcome in outcomes)
    return Resolved(found.case.name, found.deed.value, done, found.undo)
