"""Boxes at the pack bench: what is shown to choose from, what goes where, and what cannot be taken for a box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.cartons.boxes import BoxRow
from warehouse_app.domain.cartons.values import Advice, BoxKind, Choice, Filled
from warehouse_app.domain.refusals import Refusal


class BoxPolicy(StrEnum):
    """What a bench does about boxes: nothing; it suggests one, and a number or its code takes one; its code alone."""

    OFF = "off"
    SUGGEST = "suggest"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Body:
    """One body in the drawing: the number of its goods, how many units it is, its corner and its sides."""

    n: int
    count: int
    x: int
    y: int
    z: int
    length: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BoxItem:
    """Goods of one box by their number in the drawing, in the order in which they are put in. `level` is 0 for what
    stands on the floor of the box, 2 for what lies on top, 1 between.
    """

    n: int
    sku: str
    name: str
    qty: int
    level: int
    fragile: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class BoxPlan:
    """One box of a way to pack: its sizes in millimetres, how full it is, what it weighs, and what goes into it.

    `paid_g` is what a carrier charges for: the parcel's weight or its volume (`by_volume`). `bodies` are the drawing,
    told where the bench is read whole and never in an answer, which is kept.
    """

    code: str
    name: str
    inner: tuple[int, int, int]
    soft: bool
    fill: int
    tare_g: int
    gross_g: int
    paid_g: int
    by_volume: bool
    items: tuple[BoxItem, ...] = ()
    bodies: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxChoice:
    """What one number key takes: one box, or several that an order needs together."""

    n: int
    boxes: tuple[BoxPlan, ...]
    cost_e4: int
    suggested: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of its boxes."""
        return tuple(each.code for each in self.boxes)

    @property
    def name(self) -> str:
        """Return what it is called."""
        return " + ".join(each.name for each in self.boxes)


@dataclass(frozen=True, slots=True)
class Measure:
    """Goods whose size nobody knows yet: three numbers are asked once. `left`: how many kinds are."""

    sku: str
    name: str
    left: int


@dataclass(frozen=True, slots=True)
class Boxing:
    """What stands beside the question for a box. `ready`: a suggestion was worked out; else boxes are told by size.

    `unfit` are goods by SKU that go into no box, with the reason.
    """

    policy: str
    ready: bool = False
    choices: tuple[BoxChoice, ...] = ()
    measure: Measure | None = None
    unfit: tuple[tuple[str, str], ...] = ()

    @property
    def suggested(self) -> BoxChoice | None:
        """Return what is suggested."""
        return next((each for each in self.choices if each.suggested), None)

    @property
    def offered(self) -> tuple[tuple[str, ...], ...]:
        """Return the codes of the boxes that each number takes, from 1 on."""
        return tuple(each.codes for each in self.choices)

    def short(self) -> Boxing:
        """Return it without its drawings."""
        bare = tuple(replace(each, boxes=tuple(replace(box, bodies=()) for box in each.boxes)) for each in self.choices)
        return replace(self, choices=bare)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the packer is told of goods beside their number."""

    name: str = ""
    fragile: bool = False
    upright: bool = False


def choices_of(advice: Advice, traits: dict[str, Traits]) -> tuple[BoxChoice, ...]:
    """Return an advice as it is shown at the bench, the first suggested."""
    return tuple(
        BoxChoice(n, tuple(plan_of(each, traits) for each in choice.boxes), choice.cost_e4, n == 1)
        for n, choice in enumerate(_one_first(advice.choices), 1)
    )


def _one_first(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return choices of one box before those of several: all goods are in one parcel already when they are shown."""
    return tuple(sorted(choices, key=lambda each: len(each.boxes) > 1))


def plan_of(filled: Filled, traits: dict[str, Traits]) -> BoxPlan:
    """Return one filled box as the bench draws it."""
    numbers: dict[str, int] = {}
    for body in filled.placed:
        numbers.setdefault(body.item, len(numbers) + 1)
    items = []
    for sku, n in numbers.items():
        mine, known = [body for body in filled.placed if body.item == sku], traits.get(sku, Traits())
        level = 0 if any(body.at.z == 0 for body in mine) else 1 if _is_under(sku, filled) else 2
        qty = sum(body.count for body in mine)
        items.append(BoxItem(n, sku, known.name, qty, level, known.fragile, known.upright))
    return BoxPlan(
        code=filled.box,
        name=filled.name or filled.box,
        inner=(filled.inner.length, filled.inner.width, filled.inner.height),
        soft=filled.kind is BoxKind.MAILER,
        fill=filled.fill,
        tare_g=filled.tare_g,
        gross_g=filled.gross_g,
        paid_g=filled.paid_g,
        by_volume=filled.dim_g > filled.gross_g,
        items=tuple(items),
        bodies=tuple(Body(numbers[body.item], body.count, *body.at, *body.size) for body in filled.placed),
    )


def _is_under(sku: str, filled: Filled) -> bool:
    """Tell whether other goods lie on some."""
    return any(
        other.item != sku
        and other.at.z >= body.at.z + body.size.height
        and other.at.x < body.at.x + body.size.length
        and body.at.x < other.at.x + other.size.length
        and other.at.y < body.at.y + body.size.width
        and body.at.y < other.at.y + other.size.width
        for body in filled.placed
        if body.item == sku
        for other in filled.placed
    )


def bare_choice(n: int, row: BoxRow, goods_g: int) -> BoxChoice:
    """Return a box as a choice of which nothing was worked out."""
    gross = goods_g + row.tare_g
    inner = (row.inner.length, row.inner.width, row.inner.height)
    plan = BoxPlan(row.sku, row.name or row.sku, inner, row.kind is BoxKind.MAILER, 0, row.tare_g, gross, gross, False)
    return BoxChoice(n, (plan,), row.cost_e4)


@dataclass(frozen=True, slots=True)
class BoxFirst(Refusal):
    """The parcel waits for its box."""

    code: ClassVar[str] = "box_first"
    parcel: str


@dataclass(frozen=True, slots=True)
class NotABox(Refusal):
    """The product that was scanned is no box."""

    code: ClassVar[str] = "not_a_box"
    sku: str


@dataclass(frozen=True, slots=True)
class NoBoxOfNumber(Refusal):
    """No box stands behind the number."""

    code: ClassVar[str] = "no_box_of_number"
    n: str


@dataclass(frozen=True, slots=True)
class BoxScanOnly(Refusal):
    """This bench takes a box by its code alone."""

    code: ClassVar[str] = "box_scan_only"
    parcel: str


@dataclass(frozen=True, slots=True)
class BoxTooHeavy(Refusal):
    """The box does not carry what is in the parcel."""

    code: ClassVar[str] = "box_too_heavy"
    box: str
    most_g: int
    grams: int


@dataclass(frozen=True, slots=True)
class SeveralBoxes(Refusal):
    """The choice is of several boxes, and all goods are in one parcel."""

    code: ClassVar[str] = "several_boxes"
    boxes: int
    names: str


@dataclass(frozen=True, slots=True)
class MeasureFirst(Refusal):
    """The size of goods is asked for, and something else was scanned."""

    code: ClassVar[str] = "measure_first"
    sku: str
    name: str
