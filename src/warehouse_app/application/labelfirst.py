"""Labels first: bought from the expected weight and printed when a batch is released, they travel with it to the bench.

The worker does it after the release, in small parts. An order whose weight nobody knows yet is left to the bench, and
so is one that has a parcel already: only the first parcel of an order is labelled before it is packed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.settings import is_on
from warehouse_app.application.weights.boxes import NO_BOX
from warehouse_app.application.weights.policy import BEGINNING_PERCENT, begun, boxed, policy_of
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.outbox import Done, Ending, OutboxRow, Parked
from warehouse_app.domain.packing.choosing import position
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.weights.judging import allowed
from warehouse_app.domain.weights.learning import Part
from warehouse_app.store import orders
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import ahead, packs
from warehouse_app.store.packing.ahead import ToLabel, Weights
from warehouse_app.store.weights import beliefs
from warehouse_app.wording.papers import tr

LABELS = "labels_first"
"""The kind of the row that asks the worker for the labels of a batch."""

SETTING = "pack.label_first"
AT_ONCE = 25
"""Orders labelled in one transaction: some six rows each."""


class Wanted(NamedTuple):
    """What a row asks for: the labels of a batch that was released at a station, by whom, and when."""

    batch_id: int
    station: str
    who: str
    at: str


def asks(desk: Desk, station: str) -> bool:
    """Tell whether what is released at a station has its labels printed with it."""
    return is_on(desk, SETTING, station)


def ask(desk: Desk, batch_id: int) -> None:
    """Let the worker label the orders of a batch after this commit, where this station prints labels first."""
    if asks(desk, desk.station):
        wanted = {"batch_id": batch_id, "station": desk.station, "who": desk.who, "at": desk.at}
        desk.put_outbox(f"{LABELS}:{batch_id}:{desk.command_id}", LABELS, json.dumps(wanted))


def labels_row(lane: WorkLane, row: OutboxRow) -> Ending:
    """Buy and print the labels of a batch in the order of its slots; what has one since the release is left."""
    wanted = _read(row.payload)
    if wanted is None:
        return Parked("outbox_payload")
    with lane.read() as desk:
        numbers = [each.order_id for each in _by_slot(ahead.waiting(desk, wanted.batch_id, wanted.at))]
    for at in range(0, len(numbers), AT_ONCE):
        part = frozenset(numbers[at : at + AT_ONCE])
        lane.write(lambda desk, part=part: _label(desk, wanted, part))  # type: ignore[misc]
    return Done()


def _by_slot(orders: Iterable[ToLabel]) -> list[ToLabel]:
    """Return orders as their slots are walked along, A2 before A10: so the labels are taken off one by one."""
    return sorted(orders, key=lambda each: (each.trip, position(each.slot)))


def where_it_goes(desk: Desk, parcel_id: int) -> str:
    """Return batch and slot of a label that is printed before its goods are packed, in words; "" for any other."""
    found = ahead.slot_of(desk, parcel_id)
    if found is None:
        return ""
    facts = found._asdict()
    if found.trips > 1:
        return tr("{batch}, trip {trip}, slot {slot}").format(**facts)
    return tr("{batch}, slot {slot}").format(**facts)


def _read(payload: str) -> Wanted | None:
    try:
        told: Any = json.loads(payload)
        return Wanted(int(told["batch_id"]), str(told["station"]), str(told["who"]), str(told["at"]))
    except (ValueError, TypeError, KeyError):
        return None


def _label(desk: Desk, wanted: Wanted, part: frozenset[int]) -> None:
    """Label these orders as far as they still wait: a bench or a cancellation may have been faster."""
    found = [each for each in _by_slot(ahead.waiting(desk, wanted.batch_id, wanted.at)) if each.order_id in part]
    weights = _expected(desk, wanted.batch_id, [each.order_id for each in found])
    for each in found:
        _void(desk, each.order_id)
        if each.order_id in weights:
            _buy(desk, each, weights[each.order_id], wanted)


def _expected(desk: Desk, batch_id: int, order_ids: Sequence[int]) -> dict[int, Weights]:
    """Return what the parcels of orders are expected to weigh, where all that comes into them is known.

    A label stays good as long as the check of the weight would take its parcel. Where weights are not checked, the
    books may be off by as much as they may in the beginning.
    """
    policy = policy_of(desk, "")
    policy = replace(policy, percent=policy.percent or BEGINNING_PERCENT)
    box = Part(beliefs.of_box(desk, NO_BOX) or boxed(None, policy))
    found = {}
    for order_id, goods in beliefs.to_pack(desk, batch_id, order_ids).items():
        may = allowed([Part(each.learned or begun(each.book_g, policy), each.qty) for each in goods], box, policy)
        if may.judged:
            found[order_id] = Weights(may.expected, may.low, may.high)
    return found


def _buy(desk: Desk, order: ToLabel, weights: Weights, wanted: Wanted) -> None:
    place = packs.new_place(desk, order.warehouse)
    tracking = make(OwnKind.PARCEL, place.code)
    parcel_id = ahead.buy(desk, order, (place.id, place.code), tracking, weights, wanted.station)
    paper = {"parcel_id": parcel_id, "copy": 1, "station": wanted.station, "who": wanted.who, "reason": ""}
    desk.put_outbox(f"{Document.LABEL.value}:{parcel_id}:1", "print_label", json.dumps(paper))
    desk.touch(Touched.PARCEL, Touched.ORDER, Touched.PRINT)


def void(desk: Desk, order_id: int) -> None:
    """Void the label of an order that nothing was packed for, where it has one, as a person decided."""
    found = _void(desk, order_id)
    if found:
        orders.log_event(desk, order_id, "label_void", found)


def _void(desk: Desk, order_id: int) -> str:
    """Void it; return its parcel, "" where there is none."""
    found = ahead.of_order(desk, order_id)
    if found is None:
        return ""
    packs.void_parcel(desk, found.id)
    desk.touch(Touched.PARCEL, Touched.ORDER)
    return found.code
