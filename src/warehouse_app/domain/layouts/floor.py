"""What a map of a warehouse shows: aisles, places, where a walk begins and ends, and walks drawn on it. Millimetres;
y grows from the front cross aisle to the back.
"""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[int, int]
"""(x, y) in millimetres."""


@dataclass(frozen=True, slots=True)
class FloorAisle:
    """One aisle from its front end to its back end; `one_way`: up (from front to back), down, or "" for both."""

    name: str
    x_mm: int
    front_mm: int
    back_mm: int
    one_way: str = ""


@dataclass(frozen=True, slots=True)
class FloorSpot:
    """One place: where one stands to reach it, and the side of the aisle it is on ("" for not known).

    `island`: no walk from the start reaches it.
    """

    code: str
    x_mm: int
    y_mm: int
    side: str = ""
    aisle: str = ""
    island: bool = False


@dataclass(frozen=True, slots=True)
class FloorTurn:
    """A turn that is forbidden at a crossing: who comes looking `coming` may not go on `going`."""

    x_mm: int
    y_mm: int
    coming: str
    going: str


@dataclass(frozen=True, slots=True)
class FloorPlan:
    """The floor of one warehouse. `remarks` are codes of what is not as one would wish, with how many it concerns.

    `closed` are stretches of cross aisles that do not go on, from where to where (x, x, y).
    """

    aisles: tuple[FloorAisle, ...] = ()
    spots: tuple[FloorSpot, ...] = ()
    crossings: tuple[int, ...] = ()
    start: Point | None = None
    end: Point | None = None
    remarks: tuple[tuple[str, int], ...] = ()
    closed: tuple[tuple[int, int, int], ...] = ()
    no_turns: tuple[FloorTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class TourStop:
    """One stop of a walk: its place, and where one stands."""

    place: str
    x_mm: int
    y_mm: int


@dataclass(frozen=True, slots=True)
class FloorTour:
    """One walk as it is drawn: every corner it takes from start to end, and its stops in the order of the walk."""

    key: str
    name: str
    path: tuple[Point, ...]
    stops: tuple[TourStop, ...] = ()
