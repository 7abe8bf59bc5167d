"""What the worker does for weights: it learns from parcels that were handed over, one hand-over at a time.

Learned is what left the house: a parcel that is unpacked or voided before has taught nothing, so nothing has to be
taken back. Entries are some minutes old, so that none is overlooked, and their order is always the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.weights.boxes import tare_of
from warehouse_app.application.weights.policy import begun, boxed, policy_of
from warehouse_app.domain.weights.judging import Policy
from warehouse_app.domain.weights.learning import Belief, Part, learned, trains
from warehouse_app.store.desk import Desk
from warehouse_app.store.weights import beliefs, following
from warehouse_app.store.weights.following import Gone


def learn(lane: WorkLane, settled: str) -> bool:
    """Learn from the next hand-over; tell whether there was anything to look at."""
    with lane.read() as desk:
        until = following.onward(desk, settled)
        if not until:
            return False
        lesson = Lesson(desk)
        lesson.take(following.gone(desk, until))
    lane.write(lambda desk: lesson.keep(desk, until))
    return True


class Lesson:
    """What parcels teach, one after the other, on top of what is kept."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._policy: Policy = policy_of(desk, "")
        self.products: dict[int, tuple[Belief, str]] = {}
        self.boxes: dict[str, tuple[Belief, str]] = {}

    def take(self, parcels: Sequence[Gone]) -> None:
        """Learn from each of some parcels, in order."""
        for parcel in parcels:
            contents = following.contents(self._desk, parcel)
            if contents:
                self._one(parcel, contents)

    def _one(self, parcel: Gone, contents: Sequence[tuple[int, int]]) -> None:
        goods = [Part(self._product(product), qty) for product, qty in contents]
        parts = (*goods, Part(self._box(parcel.box)))
        if not trains(parts):
            return
        after = learned(parts, parcel.grams, parcel.step_g)
        for (product, _qty), belief in zip(contents, after, strict=False):
            self.products[product] = (belief, parcel.at)
        self.boxes[parcel.box] = (after[-1], parcel.at)

    def _product(self, product_id: int) -> Belief:
        if product_id in self.products:
            return self.products[product_id][0]
        kept = beliefs.of_product(self._desk, product_id)
        return kept or begun(following.book(self._desk, product_id), self._policy)

    def _box(self, box: str) -> Belief:
        if box in self.boxes:
            return self.boxes[box][0]
        return beliefs.of_box(self._desk, box) or boxed(tare_of(self._desk, box), self._policy)

    def keep(self, desk: Desk, until: int) -> None:
        """Write what was learned, and how far."""
        beliefs.keep(desk, self.products, self.boxes)
        following.went(desk, until)
