"""Credit notes that a file brought become returns, by the commands that everybody's returns go through.

What came back before the books began is in the stock that a company began with: such goods go out of the parcel they
were sent in, over the returns bench, to where opening stock comes from, so that they cannot come back twice and no
stock changes. What was paid back is written down as paid. With `announce` they are only awaited.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from warehouse_app.application.returning.requests import (
    AnnounceBlind,
    Asked,
    Requested,
    RequestReturn,
    announce_blind,
    request_return,
)
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.quantities import line_total_minor, minor_digits
from warehouse_app.domain.returning.replay import Blind, Match, Noted, Part, Sums, explain
from warehouse_app.domain.returning.states import Disposition, Grade, Outcome, ReturnState, UnitState
from warehouse_app.domain.returning.values import ReturnHead
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import items, ledger, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, past, sold, sources, units
from warehouse_app.store.returning import places as rooms
from warehouse_app.store.returning.past import Back, Note

WHY = "before the books"
AT_ONCE = 200
PAUSE_S = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayCreditNote(Command):
    """Make returns of one credit note; of one that is a return already nothing is made."""

    document_id: int
    announce: bool = False


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a credit note: its returns, and how each unit of it was explained."""

    note: str
    returns: tuple[str, ...]
    lines: tuple[Noted, ...]
    parts: tuple[Part, ...]
    refunded_minor: int = 0
    known: bool = False
    at: str = ""
    orders: tuple[tuple[int, str], ...] = ()
    """The numbers of the orders that it draws on, by their rows."""


@handles(ReplayCreditNote, right=Right.REFUND, answer=Replayed)
def replay_credit_note(desk: Desk, command: ReplayCreditNote, session: Session) -> Replayed:
    """Make returns of a credit note: one for each order it draws on, one of nobody's for the rest."""
    note = past.note(desk, command.document_id)
    if cases.of_document(desk, note.id) is not None:
        return Replayed(note.code, (), (), (), known=True)
    lines = past.lines(desk, note.id)
    parts = explain(lines, past.sales(desk, note, {each.sku for each in lines if each.goods}), _whose(desk, note))
    made, refunded = [], 0
    for head, its in _announced(desk, session, note, parts):
        made.append(head.code)
        if not command.announce and _is_past(desk, head):
            refunded += _came_back(desk, head, note, its)
    drawn = dict.fromkeys(each.order_id for each in parts if each.order_id is not None)
    codes = tuple((each, sources.order(desk, each).code) for each in drawn)
    return Replayed(note.code, tuple(made), lines, parts, refunded, at=note.at, orders=codes)


def _whose(desk: Desk, note: Note) -> Blind:
    """Tell why a line of the note that no sale stands for is one."""
    if not note.customer_id:
        return Blind.NOBODY
    return Blind.OTHER if past.bought(desk, note) else Blind.NEW


def _announced(
    desk: Desk, session: Session, note: Note, parts: Sequence[Part]
) -> list[tuple[ReturnHead, tuple[Part, ...]]]:
    """Announce the returns of a note, and return each with what it is of."""
    of_order: dict[int | None, list[Part]] = defaultdict(list)
    for part in parts:
        if part.match is not Match.MONEY:
            of_order[part.order_id].append(part)
    found = []
    for order_id, its in of_order.items():
        asked = tuple(Asked(each.sku, str(each.qty), line_id=each.line_id or 0) for each in its)
        made = _announce(desk, session, note, order_id, asked)
        cases.note(desk, made.id, document_id=note.id)
        found.append((cases.get(desk, made.id), tuple(its)))
    return found


def _announce(desk: Desk, session: Session, note: Note, order_id: int | None, asked: tuple[Asked, ...]) -> Requested:
    new, back = desk.command_id, Outcome.REFUND.value
    if order_id is not None:
        known = RequestReturn(id=new, order_id=order_id, lines=asked, outcome=back, external=note.code, override=WHY)
        return request_return(desk, known, session)
    blind = AnnounceBlind(
        id=new, channel=note.channel, lines=asked, outcome=back, external=note.code, customer_id=note.customer_id
    )
    return announce_blind(desk, blind, session)


def _is_past(desk: Desk, head: ReturnHead) -> bool:
    """Tell whether the goods left before the books began: what left since then has yet to come back to the bench."""
    if head.order_id is None:
        return True
    states = past.parcel_states(desk, head.order_id)
    return states == {ParcelState.BEFORE.value}


def _came_back(desk: Desk, head: ReturnHead, note: Note, parts: Sequence[Part]) -> int:
    """Write down that all of a return came and was paid back before the books began; return how much was paid."""
    bench = rooms.bench(desk, head.warehouse).id
    _into(desk, head, bench)
    cases.step(desk, cases.get(desk, head.id), ReturnState.RECEIVED, why=WHY)
    _out(desk, head, bench)
    refunded = _paid(desk, head, note, parts)
    for state in (ReturnState.SETTLED, ReturnState.CLOSED):
        cases.step(desk, cases.get(desk, head.id), state, why=WHY)
    times = dict.fromkeys(("requested_at", "received_at", "settled_at", "closed_at"), note.at)
    cases.note(desk, head.id, expires_on=None, **times)
    desk.touch(Touched.RETURN, Touched.REFUND, Touched.STOCK)
    return refunded


def _into(desk: Desk, head: ReturnHead, bench: PlaceId) -> None:
    """Take all units out of the parcels they were sent in, or from UNTRACED, onto the bench."""
    entry = EntryId(f"{desk.command_id}.{head.id}.in")
    untraced = places.outside(desk, PlaceKind.UNTRACED).id
    cells = () if head.order_id is None else sources.of_order(desk, head.order_id)
    free = {n: each.qty for n, each in enumerate(cells)}
    legs = []
    waiting = list(units.of_return(desk, head.id))
    while waiting:
        unit = waiting.pop(0)
        n = next((n for n, each in enumerate(cells) if each.sku == unit.sku and free[n]), None)
        part = unit if n is None else units.split(desk, unit, free[n])
        if part.id != unit.id:
            waiting.insert(0, units.get(desk, unit.id))
        source = untraced if n is None else PlaceId(cells[n].place_id)
        item = Item(unit.sku) if n is None else items.get(desk, cells[n].item_id)
        if n is not None:
            free[n] -= part.qty
        legs.append(Leg(item, source, bench, part.qty))
        units.step(desk, part, UnitState.RECEIVED, head.code)
        number = items.number(desk, item)
        units.note(desk, part.id, item_id=number, source_id=int(source), place_id=int(bench), entry_id=entry)
    ledger.post(desk, Entry(entry, EntryKind.MOVE, tuple(legs), f"return {head.code}"))


def _out(desk: Desk, head: ReturnHead, bench: PlaceId) -> None:
    """Let all units be in the stock with which the books began."""
    entry = EntryId(f"{desk.command_id}.{head.id}.out")
    supplier = places.outside(desk, PlaceKind.SUPPLIER).id
    legs = []
    for unit in units.of_return(desk, head.id):
        assert unit.item_id is not None, "it lies on the bench"
        legs.append(Leg(items.get(desk, unit.item_id), bench, supplier, unit.qty))
        units.step(desk, unit, UnitState.GRADED, head.code)
        units.note(desk, unit.id, grade=Grade.SEALED, disposition=Disposition.RESTOCK, outcome=Outcome.REFUND)
        units.step(desk, units.get(desk, unit.id), UnitState.SETTLED, head.code)
        units.note(desk, unit.id, place_id=int(supplier), settled_id=entry, why=WHY)
    ledger.post(desk, Entry(entry, EntryKind.MOVE, tuple(legs), WHY))


def _paid(desk: Desk, head: ReturnHead, note: Note, parts: Sequence[Part]) -> int:
    """Write down what the note paid back: of an order line, and of its order, never more than was paid."""
    currency = head.currency or past.currency_of(desk, note.channel) or value_of(desk, "company.currency")
    spent: Counter[int] = Counter()
    left = None if head.order_id is None else past.worth(desk, head.order_id) - sold.refunded(desk, head.order_id)
    back = []
    for part in parts:
        amount = line_total_minor(part.qty, part.price_e4, minor_digits(currency))
        if part.line_id is not None and left is not None:
            line = sold.line(desk, part.line_id)
            amount = max(0, min(amount, left, line.paid_minor - line.refunded_minor - spent[part.line_id]))
            spent[part.line_id] += amount
            left -= amount
        back.append(Back(part.line_id, None, part.qty, amount))
    return past.put_refund(desk, head.id, head.order_id, currency, note.code, back)


def replay_all(
    runner: Runner,
    session: Session,
    channel: str = "",
    *,
    announce: bool = False,
    pause: Callable[[float], None] = lambda _seconds: None,
    told: Callable[[int], None] = lambda _notes: None,
    named: Callable[[Replayed], None] = lambda _note: None,
) -> tuple[Sums, int]:
    """Make returns of all credit notes, each in a small transaction; return the sums, and how many were known.

    `named` is given each note with every part of it, as it is made.
    """
    sums, known, after = Sums(), 0, 0
    while True:
        found = runner.ask(lambda desk, at=after: past.next_notes(desk, channel, at, AT_ONCE), session)  # type: ignore[misc]
        for document_id in found:
            command = ReplayCreditNote(id=runner.ids.new(), document_id=document_id, announce=announce)
            done: Replayed = runner.perform(command, session).done()
            if done.known:
                known += 1
            else:
                sums.count(done.lines, done.parts, len(done.returns), done.at[:7])
                named(done)
                sums.refunded_minor += done.refunded_minor
            told(sums.notes + known)
            pause(PAUSE_S)
        if not found:
            return sums, known
        after = found[-1]
