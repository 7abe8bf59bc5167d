"""What a picker sees and scans: the task at hand, the cart, what comes next, and how far the batch is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from warehouse_app.domain.bench import Answer, Expect
from warehouse_app.domain.floorwork import Choice
from warehouse_app.domain.picking.scanrules import Forced
from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class PickTask:
    """Take `qty` of a product from a place into a slot; `picked` of them are in the tote.

    `lot` and `serial` are those promised, empty where the goods are not told apart. `orders` is how many orders share
    what is taken at once; `forced` what must be scanned.
    """

    id: int
    code: str
    place: str
    place_id: int
    sku: str
    name: str
    qty: int
    picked: int
    slot: str
    tote: str
    order: str
    picture: str = ""
    scan_code: str = ""
    trip: int = 1
    on_shelf: int = 0
    lot: str = ""
    serial: str = ""
    orders: int = 1
    forced: Forced = field(default_factory=Forced)

    @property
    def left(self) -> int:
        """Return what is still to be taken."""
        return self.qty - self.picked


@dataclass(frozen=True, slots=True)
class CartSlot:
    """One slot of the cart: whose order it holds, in which tote, and whether it is done."""

    slot: str
    order: str
    tote: str


@dataclass(frozen=True, slots=True)
class PickState:
    """What the pick screen shows. `phase`: idle, place, item, slot, zero (is it empty?), problem, trip_done.

    `way` is how the batch is picked, `zone` the part of it that is picked here; `choices` answer the question of the
    phases zero and problem; `emptied` is the place that should be empty now.
    """

    station: str
    phase: str
    batch: str = ""
    cart: str = ""
    trip: int = 1
    trips: int = 1
    task: PickTask | None = None
    coming: tuple[PickTask, ...] = ()
    slots: tuple[CartSlot, ...] = ()
    done_tasks: int = 0
    total_tasks: int = 0
    done_units: int = 0
    total_units: int = 0
    distance_mm: int = 0
    stop: str = ""
    expects: tuple[Expect, ...] = ()
    way: str = ""
    zone: str = ""
    choices: tuple[Choice, ...] = ()
    emptied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PickAnswer(Answer):
    """The answer to a scan in the aisle."""

    state: PickState


@dataclass(frozen=True, slots=True)
class WrongPlace(Refusal):
    """Another place than the task's."""

    code: ClassVar[str] = "wrong_place"
    klass: ClassVar[RefusalClass] = "stop"
    scanned: str
    wanted: str


@dataclass(frozen=True, slots=True)
class PlaceFirst(Refusal):
    """An item before its place."""

    code: ClassVar[str] = "place_first"
    wanted: str


@dataclass(frozen=True, slots=True)
class WrongItem(Refusal):
    """Another product than the task's."""

    code: ClassVar[str] = "wrong_item"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    name: str
    wanted: str
    order: str = ""


@dataclass(frozen=True, slots=True)
class OverPick(Refusal):
    """More than the task asks for."""

    code: ClassVar[str] = "over_pick"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    asked: int
    left: int


@dataclass(frozen=True, slots=True)
class ScanEach(Refusal):
    """Every unit is to be scanned; `problem` is whose rule it is (product, role, traced), `why` its reason."""

    code: ClassVar[str] = "scan_each"
    sku: str
    problem: str
    why: str


@dataclass(frozen=True, slots=True)
class ConfirmByHand(Refusal):
    """DONE confirms goods without a scan only where the rules say so, and at their place."""

    code: ClassVar[str] = "confirm_by_hand"
    sku: str
    place: str


@dataclass(frozen=True, slots=True)
class NothingInPool(Refusal):
    """No batch waits that this person may be given."""

    code: ClassVar[str] = "nothing_in_pool"
    others: int


@dataclass(frozen=True, slots=True)
class ListWrong(Refusal):
    """A list on paper cannot be confirmed so; `problem`: task, code, begun, zone, trip."""

    code: ClassVar[str] = "list_wrong"
    batch: str
    problem: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFirst(Refusal):
    """A question is open: is the place empty, or what is wrong there."""

    code: ClassVar[str] = "question_first"
    phase: str


@dataclass(frozen=True, slots=True)
class SlotFirst(Refusal):
    """The item is complete; its slot is to be scanned before anything else."""

    code: ClassVar[str] = "slot_first"
    slot: str
    tote: str


@dataclass(frozen=True, slots=True)
class WrongSlot(Refusal):
    """Another tote than the order's."""

    code: ClassVar[str] = "wrong_slot"
    klass: ClassVar[RefusalClass] = "stop"
    scanned: str
    wanted: str


@dataclass(frozen=True, slots=True)
class NotYourBatch(Refusal):
    """The batch is assigned to somebody else."""

    code: ClassVar[str] = "not_your_batch"
    klass: ClassVar[RefusalClass] = "stop"
    batch: str
    who: str


@dataclass(frozen=True, slots=True)
class NotReleased(Refusal):
    """The batch cannot be picked: it is planned only, picked already, or discarded."""

    code: ClassVar[str] = "not_released"
    batch: str
    state: str


@dataclass(frozen=True, slots=True)
class FinishFirst(Refusal):
    """Another batch is open at this station."""

    code: ClassVar[str] = "finish_first"
    batch: str


@dataclass(frozen=True, slots=True)
class NoBatchOpen(Refusal):
    """A batch or cart is to be scanned first."""

    code: ClassVar[str] = "no_batch_open"


@dataclass(frozen=True, slots=True)
class CountedAway(Refusal):
    """Somebody counted the place meanwhile: what was to be taken is promised here no longer."""

    code: ClassVar[str] = "counted_away"
    sku: str
    place: str


@dataclass(frozen=True, slots=True)
class FoundLimit(Refusal):
    """More found at once than the limit allows."""

    code: ClassVar[str] = "found_limit"
    sku: str
    limit: int


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One pick task to be written at release."""

    promise_id: int
    line_id: int
    order_id: int
    place_id: int
    item_id: int
    qty: int
    slot: str
    trip: int


@dataclass(frozen=True, slots=True)
class NotPlannable(Refusal):
    """The order cannot be in a batch now; `why` is the reason's code (held, short, in_batch, cancelled, picked)."""

    code: ClassVar[str] = "not_plannable"
    order: str
    why: str


@dataclass(frozen=True, slots=True)
class NotReleasable(Refusal):
    """An order of the batch may not go to the floor any more; `why` as in `NotPlannable`."""

    code: ClassVar[str] = "not_releasable"
    batch: str
    order: str
    why: str


@dataclass(frozen=True, slots=True)
class BatchNotIn(Refusal):
    """The batch is in another state than the deed needs."""

    code: ClassVar[str] = "batch_not_in"
    batch: str
    state: str
    deed: str


@dataclass(frozen=True, slots=True)
class NoSuchBatch(Refusal):
    """There is no batch of that code."""

    code: ClassVar[str] = "no_such_batch"
    batch: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in a list."""

    id: int
    code: str
    state: str
    who: str
    who_name: str
    cart: str
    ship_day: str
    orders: int
    lines: int
    units: int
    done_units: int
    trips: int
    distance_mm: int
    method: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class BatchDetail:
    """A batch with its orders and tasks, for the pick list and the supervisor."""

    row: BatchRow
    orders: tuple[CartSlot, ...]
    tasks: tuple[PickTask, ...]
    states: Mapping[str, str]
