"""What cartonisation is asked and answers: whole millimetres, grams and 1/10 000 of the currency.

Promise: a `Filled` box tells everything that a checker needs; nothing in it was rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Size(NamedTuple):
    """Length, width, height."""

    length: int
    width: int
    height: int

    @property
    def volume(self) -> int:
        """Return cubic millimetres."""
        return self.length * self.width * self.height

    def holds(self, other: Size, *, upright: bool = False) -> bool:
        """Tell whether `other` fits in, turned as it may be."""
        if upright:
            return other.height <= self.height and all(
                low <= high for low, high in zip(sorted(other[:2]), sorted(self[:2]), strict=True)
            )
        return all(low <= high for low, high in zip(sorted(other), sorted(self), strict=True))


class Spot(NamedTuple):
    """A corner inside a box: along its length, along its width, above its floor."""

    x: int
    y: int
    z: int


ONE = Spot(1, 1, 1)
"""The grid of a single unit."""


class BoxKind(StrEnum):
    """A carton keeps its shape; a mailer bends and is as thick as what is in it."""

    CARTON = "carton"
    MAILER = "mailer"


class Misfit(StrEnum):
    """Why an item is in no box."""

    NO_SIZE = "no_size"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    ONLY_SOFT = "only_soft"
    NO_BOX = "no_box"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Goods:
    """`count` equal units. `fragile`: nothing lies on it. `nest_mm`: how much one more makes a nested stack higher, 0
    for what does not nest. Goods whose `apart` differs never share a box; empty goes with everything.
    """

    item: str
    size: Size | None
    weight_g: int
    count: int = 1
    upright: bool = False
    fragile: bool = False
    nest_mm: int = 0
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One kind of box: `most_g` is what it carries, `stock` how many there are (None: not counted)."""

    code: str
    inner: Size
    outer: Size
    tare_g: int = 0
    most_g: int = 30_000
    cost_e4: int = 0
    stock: int | None = None
    kind: BoxKind = BoxKind.CARTON
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of a packed box.

    `infill` per mille of the inside are kept for padding; `support` per mille of what stands on others must be carried;
    `divisor` is the carrier's, in cubic centimetres a kilogram (0: volume is not paid for). A kilogram is reckoned with
    `kilo_e4` and each box with `parcel_e4` beside its own price: what shipping costs as far as the
    box moves it. `effort` limits the search, in comparisons of two bodies.
    """

    infill: int = 0
    most_boxes: int = 6
    divisor: int = 5_000
    support: int = 700
    kilo_e4: int = 10_000
    parcel_e4: int = 30_000
    effort: int = 2_000_000
    choices: int = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """`count` units of an item as one body: `size` as it lies, `grid` of units along each side, or one nested stack."""

    item: str
    count: int
    at: Spot
    size: Size
    grid: Spot = ONE
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """One box with all that lies in it, in the order in which it is put in."""

    box: str
    name: str
    kind: BoxKind
    inner: Size
    outer: Size
    placed: tuple[Placed, ...]
    goods_mm3: int
    goods_g: int
    tare_g: int
    dim_g: int
    cost_e4: int

    @property
    def fill(self) -> int:
        """Return per cent of the inside that is goods."""
        return self.goods_mm3 * 100 // self.inner.volume

    @property
    def gross_g(self) -> int:
        """Return goods and box, without what pads them."""
        return self.goods_g + self.tare_g

    @property
    def paid_g(self) -> int:
        """Return the weight a carrier charges."""
        return max(self.gross_g, self.dim_g)


@dataclass(frozen=True, slots=True)
class Choice:
    """All goods of a basket in one or several boxes, and what shipping them is reckoned with."""

    boxes: tuple[Filled, ...]
    cost_e4: int

    @property
    def volume(self) -> int:
        """Return the outer volume of all boxes."""
        return sum(each.outer.volume for each in self.boxes)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the boxes."""
        return tuple(each.box for each in self.boxes)


@dataclass(frozen=True, slots=True)
class Unfit:
    """An item that no box takes, and why."""

    item: str
    why: Misfit


@dataclass(frozen=True, slots=True)
class Advice:
    """The cheapest ways to pack a basket, best first; empty where `unfit` says why."""

    choices: tuple[Choice, ...] = ()
    unfit: tuple[Unfit, ...] = ()


def dimensional_g(outer: Size, divisor: int) -> int:
    """Return the grams a carrier charges for a volume: cubic centimetres by its divisor are kilograms."""
    return 0 if divisor <= 0 else -(-outer.volume // divisor)
