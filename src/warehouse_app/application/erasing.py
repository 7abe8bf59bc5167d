"""Erasure: a customer is forgotten wherever the program keeps something of him; what was shipped stays counted.

Promise: afterwards neither name nor mail, phone, street or note of him stands in the database, its free pages, its
journal, the spool of this home, logs, exports or new backups; ledger, audit and seals are as they were. Copies made
before (backups, exports, printed papers) are not ours to reach: the guide says what to do with them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.print_routing import card_of
from warehouse_app.application.run import Command, Runner, Session, check, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.orders.states import OPEN
from warehouse_app.domain.outbox import Done, Ending, OutboxRow, Parked, PutOff
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import OF_PARCEL
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ports.printer import PrinterCard, PrinterDesk, PrinterKind
from warehouse_app.store import customers, devices, erasing, orders, outbox, photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.orders import OrderHead

MOST_ORDERS = 50
"""Orders whose addresses are forgotten in one small transaction."""

SHOWN = 3
"""Open orders a refusal names."""

QUIET_S = 300
"""The file is written anew when nobody has scanned for so long, for others wait meanwhile."""

LATEST_S = 24 * 3600
"""After so long it is done, whoever waits."""

LOOK_AGAIN_S = 60
CLEAN = "clean"
"""The outbox row that lets spool and file be cleaned after an erasure."""

FORGET_PHOTO = "forget_photo"
"""The outbox row that lets the picture of an erased photo be deleted."""


@dataclass(frozen=True, slots=True)
class NoSuchCustomer(Refusal):
    """No customer has this number."""

    code: ClassVar[str] = "no_such_customer"
    customer: str


@dataclass(frozen=True, slots=True)
class CustomerWaits(Refusal):
    """Orders of the customer still go on, and need the address."""

    code: ClassVar[str] = "customer_waits"
    customer: str
    orders: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CustomerErased(Refusal):
    """The customer was forgotten already."""

    code: ClassVar[str] = "customer_erased"
    customer: str


@dataclass(frozen=True, slots=True)
class Erased:
    """One step of an erasure: the customer's new code, how many orders were cleaned; `more` are left."""

    customer: str
    orders: int
    records: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseCustomer(Command):
    """Forget a customer (or whose `order` it is); of one with many orders some at a time, until nothing is left."""

    customer: int = 0
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TellCleaned(Command):
    """Spool and file were cleaned after an erasure: the worker need not do it."""

    customer: int


@handles(EraseCustomer, right=Right.ERASE, answer=Erased)
def _erase(desk: Desk, command: EraseCustomer, _: Session) -> Erased:
    number = command.customer
    if command.order:
        head = orders.head(desk, command.order)
        if head.customer_id is None:
            return _erase_addressee(desk, head)
        number = head.customer_id
    known = customers.by_id(desk, number)
    if known is None:
        raise Refused(NoSuchCustomer(str(number)))
    if known.erased:
        raise Refused(CustomerErased(known.code))
    waiting = erasing.open_orders(desk, known.id)
    if waiting:
        raise Refused(CustomerWaits(known.code, waiting[:SHOWN], max(0, len(waiting) - SHOWN)))
    named = erasing.next_orders(desk, known.id, MOST_ORDERS)
    # What records are known by is looked up while it is still there: each step forgets records of all his words.
    records = erasing.erase_imports(desk, known.id, erasing.told_of(desk, known.id, known.code))
    _forget_later(desk, erasing.erase_orders(desk, named))
    desk.touch(Touched.ORDER)
    if len(named) == MOST_ORDERS:
        return Erased(known.code, len(named), records, more=True)
    _clean_later(desk, str(known.id), erasing.papers_of(desk, known.id))
    erasing.erase_customer(desk, known.id)
    return Erased(f"{erasing.ERASED}{known.id}", len(named), records)


def _erase_addressee(desk: Desk, head: OrderHead) -> Erased:
    """Forget to whom an order without a customer went: nothing else is known of that person."""
    if head.state in OPEN:
        raise Refused(CustomerWaits("", (head.code,), 0))
    records = erasing.erase_imports(desk, 0, erasing.told_of_order(desk, head.id))
    _clean_later(desk, f"order:{head.id}", erasing.papers_of_order(desk, head.id))
    _forget_later(desk, erasing.erase_orders(desk, (head.id,)))
    desk.touch(Touched.ORDER)
    return Erased("", 1, records)


def _forget_later(desk: Desk, digests: tuple[str, ...]) -> None:
    for digest in digests:
        desk.put_outbox(f"{FORGET_PHOTO}:{desk.command_id}:{digest}", FORGET_PHOTO, json.dumps({"digest": digest}))


def _clean_later(desk: Desk, whom: str, found: erasing.Papers) -> None:
    payload = {"since": desk.at, "parcels": found.parcels, "manifests": found.manifests, "orders": found.orders}
    desk.put_outbox(f"{CLEAN}:{whom}", CLEAN, json.dumps(payload))


@handles(TellCleaned, right=Right.ERASE)
def _cleaned(desk: Desk, command: TellCleaned, _: Session) -> None:
    outbox.settle(desk, f"{CLEAN}:{command.customer}")


def customer_of(desk: Desk, code: str) -> int:
    """Return the row of the customer of that number. Raises Refused(NoSuchCustomer)."""
    known = customers.by_code(desk, code.strip())
    if known is None:
        raise Refused(NoSuchCustomer(code))
    return known.id


def erase(runner: Runner, session: Session, customer: int) -> Erased:
    """Forget a customer in small steps. What is left in free pages and spool goes with `clean_up`, or by the worker.

    Raises Refused (NoSuchCustomer, CustomerWaits, CustomerErased, NoRight), Trouble. Cut off, it is gone on with.
    """
    done = records = 0
    while True:
        step: Erased = runner.perform(EraseCustomer(id=runner.ids.new(), customer=customer), session).done()
        done, records = done + step.orders, records + step.records
        if not step.more:
            return Erased(step.customer, done, records)


def clean_up(runner: Runner, session: Session, printers: PrinterDesk, customer: int) -> int:
    """Clean spool and file now; others wait while the file is written anew. Returns how many papers were removed.

    Raises Refused(NoRight), Trouble: then the worker does it later.
    """
    check(session, Right.ERASE)
    intent = f"{CLEAN}:{customer}"
    with runner.store.read() as desk:
        payload = outbox.payload_of(desk, intent)
    gone = _forget_papers(runner, printers, payload)
    runner.store.clean()
    runner.perform(TellCleaned(id=runner.ids.new(), customer=customer), session).done()
    return gone


def clean_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Do it as the worker: in a quiet hour, and at the latest after a day. Raises LeaseLost, Trouble."""
    try:
        since = str(json.loads(row.payload)["since"])
    except (ValueError, TypeError, KeyError):
        return Parked("outbox_payload")
    with lane.read() as desk:
        busy = outbox.scanned_since(desk, lane.after(-QUIET_S))
    if busy and since > lane.after(-LATEST_S):
        return PutOff("", lane.after(LOOK_AGAIN_S))
    _forget_papers(lane.runner, lane.printers, row.payload)
    lane.runner.store.clean()
    return Done()


def forget_photo_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Delete a picture that no photo has any more, as the worker. Raises LeaseLost, Trouble."""
    try:
        digest = str(json.loads(row.payload)["digest"])
    except (ValueError, TypeError, KeyError):
        return Parked("outbox_payload")
    if lane.shelf is None:
        return PutOff("", lane.after(LOOK_AGAIN_S))
    with lane.read() as desk:
        used = photos.uses(desk, digest)
    if not used:
        lane.shelf.forget(digest)
    return Done()


def _forget_papers(runner: Runner, printers: PrinterDesk, payload: str) -> int:
    """Remove what printers that are folders were given of the customer; a print worn on paper is out of reach."""
    told = json.loads(payload or "{}")
    keys = [f"{kind}-{code}" for code in told.get("parcels", ()) for kind in sorted(OF_PARCEL)]
    keys += [f"invoice-{code}" for code in told.get("orders", ())]
    keys += [f"manifest-{code}" for code in told.get("manifests", ())]
    return sum(printers.forget(card, keys) for card in _folders(runner, printers))


def _folders(runner: Runner, printers: PrinterDesk) -> tuple[PrinterCard, ...]:
    with runner.store.read() as desk:
        kept = tuple(card_of(row) for row in devices.printers(desk))
    return tuple(card for card in (printers.labels, printers.papers, *kept) if card.kind is PrinterKind.FILE)
