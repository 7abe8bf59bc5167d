"""A drawn warehouse: aisles along y, blocks between cross aisles, bays and levels, where walks begin and end, what one
may not do, and how fast people are. Millimetres and milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.layouts.floor import Point
from warehouse_app.domain.refusals import Refusal

SIDES = ("both", "left", "right")
ONE_WAY = ("", "up", "down")
LOOKS = ("north", "east", "south", "west")
"""Which way one looks: to the back, right, to the front, left."""

MOST = {"aisles": 200, "blocks": 6, "bays": 200, "levels": 30}
"""How much a drawing may hold at most."""

MOST_PLACES = 100_000
FARTHEST_MM = 5_000_000
SLOWEST_MM_S, FASTEST_MM_S = 100, 10_000
LONGEST_MS = 600_000
LONGEST_NAME = 20
LONGEST_CODE = 40
"""Signs of a place's code, as of one that is made by hand."""

HIGHEST_NUMBER = 1_000_000
"""The highest number by which places say in which aisle they lie."""

PATTERN = "{aisle}-{bay}-{level}"
"""How a place's code is made of where it lies; {side} is L or R."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast people are: walking, for each line, each unit, and for each level above the floor (up and down)."""

    speed_mm_s: int = 1_200
    line_ms: int = 8_000
    unit_ms: int = 2_000
    level_ms: int = 3_000

    def walk_ms(self, length_mm: int) -> int:
        """Return how long walking so far takes."""
        return length_mm * 1_000 // max(1, self.speed_mm_s)

    def pick_ms(self, lines: int, units: int, levels: int = 0) -> int:
        """Return how long taking takes: `levels` are the levels above the floor one is lifted to and back."""
        return lines * self.line_ms + units * self.unit_ms + levels * self.level_ms


USUAL = Pace()
"""The pace of people of whom nothing is known."""


@dataclass(frozen=True, slots=True)
class Aisle:
    """One aisle with `bays` bays on a side in each block. `one_way` up leads from the front to the back.

    `number` is how places say they lie in it; 0: taken from the name. An end that is not open is a wall: the aisle is a
    blind alley.
    """

    name: str
    x_mm: int
    bays: int = 10
    levels: int = 4
    sides: str = "both"
    one_way: str = ""
    front_open: bool = True
    back_open: bool = True
    number: int = 0


@dataclass(frozen=True, slots=True)
class ClosedCross:
    """A cross aisle (0 is the front one) that does not go on between this aisle (0 is the first) and the next."""

    aisle: int
    cross: int


@dataclass(frozen=True, slots=True)
class NoTurn:
    """A turn that is forbidden where an aisle meets a cross aisle: looking `coming`, one may not go on `going`."""

    aisle: int
    cross: int
    coming: str
    going: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The drawing of one warehouse. `end` is where a walk ends; None: where it began. `turning`: whether one may turn
    round inside an aisle.
    """

    warehouse: str
    aisles: tuple[Aisle, ...]
    blocks: int = 1
    bay_mm: int = 2_700
    cross_mm: int = 3_000
    start: Point = (0, -1_500)
    end: Point | None = None
    pattern: str = PATTERN
    pace: Pace = USUAL
    closed: tuple[ClosedCross, ...] = ()
    no_turns: tuple[NoTurn, ...] = ()
    turning: bool = True

    @property
    def longest(self) -> int:
        """Return the bays of a side of a block in the longest aisle."""
        return max((aisle.bays for aisle in self.aisles), default=0)

    @property
    def crossings(self) -> tuple[int, ...]:
        """Return where the middle of each cross aisle lies, from the front; the first bay begins at 0."""
        step = self.cross_mm + self.longest * self.bay_mm
        return tuple(block * step - self.cross_mm // 2 for block in range(self.blocks + 1))


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """One place of a drawing, in walking order: up the first aisle, down the second; in a bay from the floor up."""

    code: str
    aisle: int
    bay: int
    level: int
    side: str
    x_mm: int
    y_mm: int
    sequence: int


@dataclass(frozen=True, slots=True)
class BadLayout(Refusal):
    """A drawing that cannot be: `field` says where ("aisles[3].bays"), `problem` what (words in `wording/layouts`)."""

    code: ClassVar[str] = "bad_layout"
    field: str
    problem: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class NoLayout(Refusal):
    """Nothing was drawn for that warehouse."""

    code: ClassVar[str] = "no_layout"
    warehouse: str


@dataclass(frozen=True, slots=True)
class LayoutMoved(Refusal):
    """Somebody else changed the drawing since it was read."""

    code: ClassVar[str] = "layout_moved"
    warehouse: str


@dataclass(frozen=True, slots=True)
class DrawnLayout:
    """A drawing as it is kept: its version (0 and `drawn` False: worked out from the places' coordinates)."""

    layout: Layout
    version: int = 0
    drawn: bool = False
    at: str = ""
    who: str = ""
