"""What the pack bench shows: the order at hand, how far it is, what to scan next. All of it read from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from warehouse_app.domain.bench import Answer, Expect
from warehouse_app.domain.cartons.bench import Boxing
from warehouse_app.domain.floorwork import FloorState
from warehouse_app.domain.instructions.values import Gift, Told
from warehouse_app.domain.packing.asking import Choice
from warehouse_app.domain.packing.proof import Offer, Proof
from warehouse_app.domain.weights.causes import Cause


class Phase(StrEnum):
    """What the bench asks for. `closed` is shown once, with the answer that closed a parcel."""

    IDLE = "idle"
    VERIFYING = "verifying"
    BOXING = "boxing"
    WEIGHING = "weighing"
    APPLYING = "applying"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PackOrder:
    """The order on the bench. `customer` is the number, never the name: answers are kept with their command."""

    id: int
    code: str
    customer: str
    country: str
    ship_by: str
    service: str
    note: str


@dataclass(frozen=True, slots=True)
class PackLine:
    """One line: `ordered` units, `required` of them at the bench or packed already, `packed`; `short` says why some
    are missing, None when none is. `scan_code` is what one scans for a single piece. `proof` is what is asked of it by
    a rule, None without one; `unproven` units of it are in on a person's word alone. `kit` is what the kit is called
    that it is a part of.
    """

    line_id: int
    n: int
    sku: str
    name: str
    scan_code: str
    ordered: int
    required: int
    packed: int
    short: str | None = None
    picture: str = ""
    proof: Proof | None = None
    unproven: int = 0
    kit: str = ""

    @property
    def left(self) -> int:
        """Return the units still to be packed."""
        return max(0, self.required - self.packed)


@dataclass(frozen=True, slots=True)
class Stop:
    """An answer that waits for its acknowledgement: the CONTINUE card, or Enter."""

    code: str
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClosedParcel:
    """The parcel this bench closed last: its label can be printed again."""

    order: str
    parcel: str
    tracking: str
    units: int
    weight_g: int | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """What stands beside the scale, in grams: what is expected, lower and upper bound where there is a rule.

    `still_ms` is how long a weight must stand still to be taken by itself (0: never); `asked_g` is a weight that
    differs and waits for a decision, `causes` what explains it, the likeliest first; `counted`: its goods were counted
    again. `learning`: any weight is taken, for something in the parcel was never weighed.
    """

    still_ms: int
    expected_g: int | None = None
    low_g: int | None = None
    high_g: int | None = None
    asked_g: int | None = None
    learning: bool = False
    counted: bool = False
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenLabel:
    """A label that was printed and is to be scanned back at this bench: on which parcel, of which order."""

    parcel: str
    order: str
    tracking: str


@dataclass(frozen=True, slots=True)
class WaitingLabel:
    """A sealed parcel of this bench whose carrier has not sent its label: how far that is, and its own words."""

    parcel: str
    order: str
    carrier: str
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One parcel of the order: its number among them, how far it is, and at which bench.

    That is as its pack is, or that it waits for the label of a carrier.
    """

    parcel: str
    n: int
    stage: str
    station: str
    units: int
    weight_g: int | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One tote that can be packed now: its order, when that leaves (UTC ISO text), lines and units not packed yet."""

    tote: str
    order: str
    ship_by: str
    lines: int
    units: int


@dataclass(frozen=True, slots=True)
class PackBeside:
    """What the screen says beside the state of its bench: no part of an answer, which is kept and told by line mode.

    At rest the first totes that wait and how many orders all of them are; else where the open order came from, in which
    totes its goods lie, and who packed at it but the person at hand (names, the one who began it first), whether
    this bench weighs and asks for boxes, all instructions of the order, and what of a gift it is.
    `guided`: the person at hand sees the next step alone. `rush`: an item at rest is a parcel of its own.
    """

    waiting: tuple[Waiting, ...] = ()
    orders: int = 0
    channel: str = ""
    totes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    begun: bool = False
    weighs: bool = False
    told: tuple[Told, ...] = ()
    gift: Gift = field(default_factory=Gift)
    boxes: bool = False
    guided: bool = False
    rush: bool = False


@dataclass(frozen=True, slots=True)
class PackState:
    """What the pack screen shows. In answers `lines` holds only the lines the scan touched; `pack_state` gives all.

    Units count the whole order: `done_units` packed in any parcel, `total_units` packed or waiting at the bench.
    `recipient` is the name it goes to, told by `pack_state` alone and never in an answer, which is kept. `box` is the
    number of the parcel at hand, `boxes` all parcels of its order, told by `pack_state`; `labels` are those that are to
    be scanned back here, told at rest and while one is asked for.
    """

    station: str
    phase: Phase
    order: PackOrder | None = None
    lines: tuple[PackLine, ...] = ()
    line_count: int = 0
    done_units: int = 0
    total_units: int = 0
    ordered_units: int = 0
    parcel: str = ""
    tracking: str = ""
    weight_g: int | None = None
    people: tuple[str, ...] = ()
    asked: str = ""
    last: str = ""
    stop: Stop | None = None
    closed: ClosedParcel | None = None
    expects: tuple[Expect, ...] = ()
    recipient: str = ""
    weigh: Weighing | None = None
    boxing: Boxing | None = None
    offer: Offer | None = None
    box: int = 1
    boxes: tuple[Box, ...] = ()
    labels: tuple[OpenLabel, ...] = ()
    choices: tuple[Choice, ...] = ()
    """What a digit answers now."""
    ask: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    """What the open question is about, where the bench has it in mind: the value of a unit, the code to be linked."""
    tell: tuple[Told, ...] = ()
    """Instructions of this moment; while `asked` is "instruction" the first of them waits to be confirmed."""
    wall: FloorState | None = None
    """The put wall, while a batch is sorted at this bench and no order is open."""
    awaited: tuple[WaitingLabel, ...] = ()
    """Parcels of this bench that wait for the label of a carrier, told at rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackAnswer(Answer):
    """The one answer to a scan at the pack bench, with what the screen shows after it."""

    state: PackState
