"""What the pack bench says no to. A Stop blocks until acknowledged; a Note lets the next scan go on.

Where picking has a refusal of the same code the facts have the same names, so that one sentence serves both benches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class WrongToPack(Refusal):
    """The product is not in the order, and no other order at the benches needs it. `wanted` names what is missing."""

    code: ClassVar[str] = "wrong_item"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    name: str
    order: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooManyToPack(Refusal):
    """`asked` units were scanned where only `left` are still to be packed."""

    code: ClassVar[str] = "over_pick"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    name: str
    asked: int
    left: int


@dataclass(frozen=True, slots=True)
class OtherOrder(Refusal):
    """The product belongs to another order, whose goods are in `tote`; `slot` is that order's on its cart."""

    code: ClassVar[str] = "other_order"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    name: str
    order: str
    tote: str
    slot: str = ""
    order_id: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CancelledMeanwhile(Refusal):
    """The order on the bench was cancelled. Acknowledging unpacks: the packed units lie in their totes again.

    `when` (UTC, to the minute) and `who` (a person's code, or the channel) say by whom; `goods` what goes back where.
    `order_id` lets the bench find which parcel that is: another order may be at hand; `pack_id` names it where it was
    scanned itself, for it is sealed.
    """

    code: ClassVar[str] = "cancelled_meanwhile"
    klass: ClassVar[RefusalClass] = "stop"
    order: str
    units: int
    when: str = ""
    who: str = ""
    goods: str = ""
    problem: str = ""
    order_id: int = 0
    pack_id: int = 0


@dataclass(frozen=True, slots=True)
class OrderCancelled(Refusal):
    """The order is cancelled. `order_id` lets the bench find what was packed of it."""

    code: ClassVar[str] = "cancelled"
    klass: ClassVar[RefusalClass] = "stop"
    order: str
    order_id: int = 0


@dataclass(frozen=True, slots=True)
class OrderOnHold(Refusal):
    """The order has a hold; `kind` and `reason` say which."""

    code: ClassVar[str] = "on_hold"
    klass: ClassVar[RefusalClass] = "stop"
    order: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class AlreadyPacked(Refusal):
    """All that was picked of the order is packed; `when` is UTC, to the minute."""

    code: ClassVar[str] = "already_packed"
    order: str
    parcel: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class StillPicked(Refusal):
    """Parts of a split order are still picked, by whom `parts` says."""

    code: ClassVar[str] = "still_picked"
    order: str
    units: int
    parts: str


@dataclass(frozen=True, slots=True)
class NotPicked(Refusal):
    """The order is not picked yet: `picked` of `total` units are."""

    code: ClassVar[str] = "not_picked"
    order: str
    picked: int
    total: int


@dataclass(frozen=True, slots=True)
class NoOrderWaits(Refusal):
    """No order whose goods are in totes needs the product."""

    code: ClassVar[str] = "no_order_waits"
    sku: str
    name: str


@dataclass(frozen=True, slots=True)
class NobodyWaits(Refusal):
    """In rush mode: no order whose goods are in totes needs the product."""

    code: ClassVar[str] = "nobody_waits"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    name: str


@dataclass(frozen=True, slots=True)
class NothingWaitsOn(Refusal):
    """Nothing that can be packed is on the cart, or in the batch."""

    code: ClassVar[str] = "nothing_waits_on"
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ToteEmpty(Refusal):
    """Nothing that waits for packing is in the tote."""

    code: ClassVar[str] = "tote_empty"
    tote: str


@dataclass(frozen=True, slots=True)
class WorkPaused(Refusal):
    """The order is paused: CONTINUE or its tote goes on."""

    code: ClassVar[str] = "work_paused"
    parcel: str


@dataclass(frozen=True, slots=True)
class WrongLabel(Refusal):
    """The label of another parcel was scanned (`parcel` of `order`) where that of `wanted` is to be."""

    code: ClassVar[str] = "wrong_label"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    order: str
    wanted: str
    wanted_order: str


@dataclass(frozen=True, slots=True)
class ApplyFirst(Refusal):
    """Something else was scanned while the label of a parcel is to be."""

    code: ClassVar[str] = "apply_first"
    parcel: str


@dataclass(frozen=True, slots=True)
class LabelWaits(Refusal):
    """The order is packed, and the label of its parcel is to be scanned at another bench."""

    code: ClassVar[str] = "label_waits"
    order: str
    parcel: str
    station: str


@dataclass(frozen=True, slots=True)
class LabelIsVoid(Refusal):
    """A label was scanned that came with the goods and holds no more: its order was cancelled or goes elsewhere."""

    code: ClassVar[str] = "label_is_void"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    order: str


@dataclass(frozen=True, slots=True)
class OrderOpenHere(Refusal):
    """Another order is open at this bench: finish or pause it first."""

    code: ClassVar[str] = "finish_order_first"
    order: str


@dataclass(frozen=True, slots=True)
class NoOrderOpen(Refusal):
    """The card or key asks for something of an order, and none is open here."""

    code: ClassVar[str] = "no_order_open"
    deed: str


@dataclass(frozen=True, slots=True)
class NothingPacked(Refusal):
    """A parcel with nothing in it cannot be closed."""

    code: ClassVar[str] = "nothing_packed"
    order: str


@dataclass(frozen=True, slots=True)
class NothingMissing(Refusal):
    """Everything that was ordered is in a parcel."""

    code: ClassVar[str] = "nothing_missing"
    order: str


@dataclass(frozen=True, slots=True)
class NothingToFetch(Refusal):
    """Nothing of what is missing stands where a runner could fetch it."""

    code: ClassVar[str] = "nothing_to_fetch"
    sku: str
    name: str


@dataclass(frozen=True, slots=True)
class NothingToPrint(Refusal):
    """This bench closed no parcel whose label could be printed again."""

    code: ClassVar[str] = "nothing_to_print"


@dataclass(frozen=True, slots=True)
class NoSuchParcel(Refusal):
    """There is no parcel of that number."""

    code: ClassVar[str] = "no_such_parcel"
    parcel: str


@dataclass(frozen=True, slots=True)
class NotInParcel(Refusal):
    """So many of the product are not in the parcel: `left` are."""

    code: ClassVar[str] = "not_in_parcel"
    sku: str
    parcel: str
    left: int


@dataclass(frozen=True, slots=True)
class OtherParcel(Refusal):
    """Items go from one parcel of an order into another one of it: `parcel` is none, or nothing was scanned yet."""

    code: ClassVar[str] = "other_parcel"
    klass: ClassVar[RefusalClass] = "stop"
    parcel: str
    source: str
    order: str


@dataclass(frozen=True, slots=True)
class CannotUnpack(Refusal):
    """The parcel's state does not allow unpacking: it is on a manifest, handed over, or unpacked already."""

    code: ClassVar[str] = "cannot_unpack"
    parcel: str
    state: str

    def facts(self) -> dict[str, object]:
        """Return the fields; what to do goes by the state."""
        return {"parcel": self.parcel, "state": self.state, "problem": self.state}


@dataclass(frozen=True, slots=True)
class ToteTaken(Refusal):
    """The tote holds another order's goods now: name an empty one for the unpacked goods."""

    code: ClassVar[str] = "tote_taken"
    tote: str
    order: str


@dataclass(frozen=True, slots=True)
class ConfirmFirst(Refusal):
    """An instruction waits to be confirmed: Enter, or the CONTINUE card."""

    code: ClassVar[str] = "confirm_first"
    text: str


@dataclass(frozen=True, slots=True)
class NothingToPhotograph(Refusal):
    """Nothing is open at the bench that a photo could show."""

    code: ClassVar[str] = "nothing_to_photograph"
