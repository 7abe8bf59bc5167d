"""The worker buys labels: each under one key whatever happens, outside of any transaction, and beside the benches.

That a carrier is asked is written before it is. So whoever finds a purchase that was sent, with no answer, first asks
what became of its key; and what may be paid for is never bought under another one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from warehouse_app.application.carriers.asking import ask_anew
from warehouse_app.application.carriers.calls import safely
from warehouse_app.application.lane import WorkLane
from warehouse_app.application.papers import sender
from warehouse_app.domain.carriers.states import ASKED, BuyState
from warehouse_app.domain.carriers.values import MOST_OFFERS, BoughtLabel, Offer
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.outbox import Done, Ending, Later, OutboxRow, Parked, PutOff
from warehouse_app.domain.printing.values import Document, ReprintReason
from warehouse_app.domain.unseen import seen
from warehouse_app.ports.carrier import Answer, Carrier, Fate, Price, Shipment
from warehouse_app.store import orders, papers
from warehouse_app.store.carriers import purchases, services
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import packs

SOON_S, HELD_S = 2, 60
"""Pauses: until an answer is asked for that is on its way, and until an order on hold is looked at again."""

LATE_S = 120
"""So long a carrier may still book what it was sent: only then it is believed that it never heard of a key."""

Request = tuple[BoughtLabel, Shipment]


def label_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Bring one purchase as far as it goes now. Raises LeaseLost, Trouble."""
    found = _read(lane, row)
    if found is None:
        return Parked("outbox_payload")
    if found.state not in ASKED | {BuyState.WANTED}:
        return Done()
    carrier = lane.carriers.get(found.carrier)
    if carrier is None:
        return Later("carrier_not_here")
    asked = _request(lane, found)
    return asked if not isinstance(asked, tuple) else _buy(lane, carrier, *asked, fresh=found.state is BuyState.WANTED)


def void_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Bring what is taken back as far as it goes now. Raises LeaseLost, Trouble."""
    found = _read(lane, row)
    if found is None:
        return Parked("outbox_payload")
    if found.state is not BuyState.VOIDING:
        return Done()
    carrier = lane.carriers.get(found.carrier)
    return Later("carrier_not_here") if carrier is None else _void(lane, carrier, found)


def _read(lane: WorkLane, row: OutboxRow) -> BoughtLabel | None:
    try:
        number = int(json.loads(row.payload)["purchase"])
    except (ValueError, TypeError, KeyError):
        return None
    with lane.read() as desk:
        return purchases.get(desk, number)


# --------------------------------------------------------------------------------------------------------------- bought


def _request(lane: WorkLane, found: BoughtLabel) -> Request | Ending:
    """Return what the carrier is asked for; where its call still runs nothing is written."""
    if lane.calls.runs(found.intent):
        with lane.read() as desk:
            return found, _shipment(desk, found)
    return lane.write(lambda desk: _begin(desk, lane, found.id))


def _begin(desk: Desk, lane: WorkLane, number: int) -> Request | Ending:
    """Write that the carrier is asked, before it is; or why it is not asked now."""
    found = purchases.get(desk, number)
    if found.state not in ASKED | {BuyState.WANTED}:
        return Done()  # a bench was faster
    shipment = _shipment(desk, found)
    request = _hash(found.intent, shipment)
    if found.state is BuyState.WANTED:
        stays = _stays(desk, lane, found)
        if stays is not None:
            return stays
        purchases.step(desk, found, BuyState.SENT, found.why)
    elif found.request_hash != request and found.state is not BuyState.BOOKED:
        # What was asked for has changed meanwhile: its key stands for the old request, and is taken back.
        ask_anew(desk, found, (found.carrier, found.service), found.station)
        return Done()  # taking it back is a row of its own
    purchases.note_sent(desk, number, request)
    return found, shipment


def _stays(desk: Desk, lane: WorkLane, found: BoughtLabel) -> Ending | None:
    """Return why nothing is bought now: the order is cancelled, or held; a label before it is being taken back."""
    head = orders.head(desk, found.order_id)
    if head.state is OrderState.CANCELLED:
        purchases.step(desk, found, BuyState.DROPPED)
        return Done()
    if orders.holds_of(desk, found.order_id):
        return PutOff("carrier_order_held", lane.after(HELD_S))
    if purchases.is_voiding(desk, found.parcel_id):
        return PutOff("carrier_void_first", lane.after(SOON_S))
    return None


def _shipment(desk: Desk, found: BoughtLabel) -> Shipment:
    facts = papers.parcel(desk, found.parcel_id)
    if facts is None:
        message = f"no parcel {found.parcel_id}"
        raise LookupError(message)
    return Shipment(facts.code, facts.order, found.service, facts.weight_g, facts.country, facts.address, sender(desk))


def _hash(key: str, shipment: Shipment) -> str:
    """Return the hash of a request, salted by its key: it tells nobody an address."""
    words = "\x1f".join(
        (key, shipment.service, str(shipment.weight_g), shipment.country, *shipment.recipient, "", *shipment.sender)
    )
    return hashlib.sha256(words.encode()).hexdigest()


def _buy(lane: WorkLane, carrier: Carrier, found: BoughtLabel, shipment: Shipment, *, fresh: bool) -> Ending:
    def first() -> Answer:
        return carrier.buy(found.intent, shipment)

    def again() -> Answer:
        known = carrier.look(found.intent)
        asks = known.fate is Fate.NEVER and found.state is not BuyState.BOOKED
        return carrier.buy(found.intent, shipment) if asks else known

    answer = lane.calls.ask(found.carrier, found.intent, safely(first if fresh else again, lane.fault))
    if answer is None:
        return PutOff("carrier_asked", lane.after(SOON_S))
    lane.write(lambda desk: _heard(desk, found.id, answer))
    if answer.fate in (Fate.REFUSED, Fate.AWAY):
        _offer(lane, found, shipment, answer)
    if answer.fate in (Fate.BOUGHT, Fate.REFUSED):
        return Done()
    return Later("carrier_away" if answer.fate is Fate.AWAY else "carrier_unknown")


def _heard(desk: Desk, number: int, answer: Answer) -> None:
    """Write an answer down, unless the label is wanted no more: then it is taken back with its next turn."""
    found, why = purchases.get(desk, number), seen(answer.why)
    if found.state not in ASKED:
        return
    to = _state_after(found.state, answer.fate)
    if to is not found.state and not purchases.step(desk, found, to, why):
        return
    if to in (BuyState.BOUGHT, BuyState.BOOKED):
        purchases.note_answer(desk, number, answer.tracking, answer.price_minor, answer.currency)
    if to is BuyState.BOUGHT:
        _label(desk, found, answer.tracking or found.parcel)
    elif to is BuyState.REFUSED:
        orders.log_event(desk, found.order_id, "label_refused", f"{found.parcel}, {found.carrier}: {why}")
    desk.touch(Touched.PARCEL, Touched.PACK, Touched.ORDER, Touched.EXCEPTION)


def _state_after(now: BuyState, fate: Fate) -> BuyState:
    """Return where an answer leads; one that claims nothing leaves what is known as it is."""
    if fate is Fate.BOUGHT:
        return BuyState.BOUGHT
    if fate is Fate.REFUSED:
        return BuyState.REFUSED
    if now is BuyState.BOOKED or fate is Fate.BOOKED:
        return BuyState.BOOKED
    if fate is Fate.AWAY and now is BuyState.SENT:
        return BuyState.WANTED
    return BuyState.UNKNOWN


def _label(desk: Desk, found: BoughtLabel, tracking: str) -> None:
    """Give the parcel its label, and print it where its bench is."""
    if not purchases.labelled(desk, found.parcel_id, tracking):
        return
    copy = packs.copies(desk, Document.LABEL.value, found.parcel_id) + 1
    packs.label_anew(desk, found.parcel_id, tracking, copy)
    paper = {
        "parcel_id": found.parcel_id, "copy": copy, "station": found.station, "who": found.who,
        "reason": ReprintReason.BENCH.value if copy > 1 else "",
    }  # fmt: skip
    desk.put_outbox(f"{Document.LABEL.value}:{found.parcel_id}:{copy}", "print_label", json.dumps(paper))
    orders.log_event(desk, found.order_id, "label_bought", f"{found.parcel}, {found.carrier} {found.service}".strip())
    desk.touch(Touched.PRINT)


# --------------------------------------------------------------------------------------------------------- taken back


def _void(lane: WorkLane, carrier: Carrier, found: BoughtLabel) -> Ending:
    """Let a label be void at its carrier. That it never heard of it is believed once it could not hear any more."""
    if lane.calls.runs(found.intent):  # it is being bought still
        lane.calls.ask(found.carrier, found.intent, lambda: Answer(Fate.UNKNOWN))
        return PutOff("carrier_asked", lane.after(SOON_S))
    key = f"void {found.intent}"
    answer = lane.calls.ask(found.carrier, key, safely(lambda: carrier.void(found.intent), lane.fault))
    if answer is None:
        return PutOff("carrier_asked", lane.after(SOON_S))
    late = found.sent_at < lane.after(-LATE_S)
    to = {Fate.VOIDED: BuyState.VOIDED, Fate.REFUSED: BuyState.KEPT}.get(answer.fate)
    if answer.fate is Fate.NEVER and late:
        to = BuyState.VOIDED
    if to is None:
        return Later("carrier_away" if answer.fate is Fate.AWAY else "carrier_unknown")
    lane.write(lambda desk: _taken_back(desk, found.id, to, seen(answer.why)))
    return Done()


def _taken_back(desk: Desk, number: int, to: BuyState, why: str) -> None:
    found = purchases.get(desk, number)
    if found.state is not BuyState.VOIDING or not purchases.step(desk, found, to, why):
        return
    what = "label_given_back" if to is BuyState.VOIDED else "label_kept_by_carrier"
    orders.log_event(desk, found.order_id, what, f"{found.parcel}, {found.carrier}: {why}".removesuffix(": "))
    desk.touch(Touched.PARCEL, Touched.ORDER, Touched.EXCEPTION)


# ------------------------------------------------------------------------------------------------------------- offers


def _offer(lane: WorkLane, found: BoughtLabel, shipment: Shipment, answer: Answer) -> None:
    """Ask once which other services would take the parcel, and for how much, where this one does not."""
    if found.offers:
        return
    with lane.read() as desk:
        named = services.everything(desk)
    prices = [
        (name, each)
        for name, carrier in lane.carriers.items()
        if name != found.carrier or answer.fate is Fate.REFUSED
        for each in _prices(lane, name, carrier, shipment)
    ]
    ours = {(each.carrier, each.service) for each in named} - {(found.carrier, found.service)}
    offers = [
        Offer(name, price.service, price.amount_minor, price.currency)
        for name, price in prices
        if (name, price.service) in ours
    ]
    offers.sort(key=lambda each: (each.amount_minor, each.carrier, each.service))
    if offers:
        lane.write(lambda desk: purchases.note_offers(desk, found.id, tuple(offers[:MOST_OFFERS])))


def _prices(lane: WorkLane, name: str, carrier: Carrier, shipment: Shipment) -> tuple[Price, ...]:
    """Return what a carrier's services cost; none where it does not say so at once."""
    told: list[Price] = []

    def asked() -> Answer:
        told.extend(carrier.prices(replace(shipment, service="")))
        return Answer(Fate.NEVER)

    key = f"prices {shipment.parcel} {name}"
    return tuple(told) if lane.calls.ask(name, key, safely(asked, lane.fault)) is not None else ()
