"""Boxes as the office keeps them: one row, what its fields may be as text, and what cannot be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.cartons.values import Box, BoxKind, Size
from warehouse_app.domain.editing import BadField, whole
from warehouse_app.domain.purchasing.fields import price_of, written
from warehouse_app.domain.refusals import Refusal, Refused

LONGEST_SIDE, HEAVIEST_G, MOST_PIECES = 10_000, 1_000_000, 1_000_000
WALL_MM = 3
"""A box whose outside nobody gives is as much wider on each side."""

_SIDES = re.compile(r"\s*(\d{1,5})\s*[xX*×, ]\s*(\d{1,5})\s*[xX*×, ]\s*(\d{1,5})\s*(?:mm)?\s*", re.ASCII)
FIELDS = ("name", "kind", "inner", "outer", "tare_g", "most_g", "cost", "counted", "reorder_at", "reorder_to")


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One box: what it is, what it costs, how many there are and come, and when it is ordered. None is not known."""

    id: int
    sku: str
    name: str
    kind: BoxKind
    inner: Size
    outer: Size
    tare_g: int
    most_g: int
    cost_e4: int
    counted: bool
    on_hand: int
    expected: int
    reorder_at: int | None
    reorder_to: int | None
    active: bool
    barcodes: tuple[str, ...] = ()
    used: int = 0
    """How many parcels were packed into it."""

    @property
    def low(self) -> bool:
        """Tell whether it is to be ordered: what is there and comes is at its point of ordering or below."""
        return self.counted and self.reorder_at is not None and self.on_hand + self.expected <= self.reorder_at

    @property
    def wanted(self) -> int:
        """Return how many are to be ordered."""
        up_to = self.reorder_to if self.reorder_to is not None else 2 * (self.reorder_at or 0)
        return max(1, up_to - self.on_hand - self.expected) if self.low else 0

    def box(self) -> Box:
        """Return it as the search for boxes takes it."""
        stock = max(0, self.on_hand) if self.counted else None
        facts = (self.tare_g, self.most_g, self.cost_e4, stock, self.kind, self.name)
        return Box(self.sku, self.inner, self.outer, *facts)


@dataclass(frozen=True, slots=True)
class NoSuchBox(Refusal):
    """There is no box of that code."""

    code: ClassVar[str] = "no_such_box"
    box: str


@dataclass(frozen=True, slots=True)
class BoxTaken(Refusal):
    """The product is a box already."""

    code: ClassVar[str] = "box_taken"
    box: str


@dataclass(frozen=True, slots=True)
class NobodySells(Refusal):
    """Boxes are to be ordered, and it is not known who sells them."""

    code: ClassVar[str] = "nobody_sells"
    boxes: tuple[str, ...]


def sides_of(field: str, text: str) -> Size:
    """Return three sides in millimetres, as "350x250x200". Raises Refused(BadField)."""
    match = _SIDES.fullmatch(text)
    if match is None:
        raise Refused(BadField(field, text.strip()[:40], "no_sides" if text.strip() else "empty"))
    sides = Size(*(int(side) for side in match.groups()))
    if not all(0 < side <= LONGEST_SIDE for side in sides):
        raise Refused(BadField(field, text.strip()[:40], "out_of_range", LONGEST_SIDE))
    return sides


def is_sides(text: str) -> bool:
    """Tell whether a text is three sides: what is typed at a bench that asks for a size."""
    return _SIDES.fullmatch(text) is not None


def sides_text(size: Size) -> str:
    """Return sides as they are typed."""
    return "x".join(str(side) for side in size)


def outside_of(inner: Size, text: str) -> Size:
    """Return the outside as told, or a wall's thickness about the inside. Raises Refused(BadField)."""
    if not text.strip():
        return Size(*(side + 2 * WALL_MM for side in inner))
    outer = sides_of("outer", text)
    if not outer.holds(inner):
        raise Refused(BadField("outer", text.strip()[:40], "below_inner"))
    return outer


def value_of(field: str, text: str) -> str | int | None:
    """Return what the text of a plain field says. Raises Refused(BadField)."""
    if field == "kind":
        return _choice(field, text, tuple(kind.value for kind in BoxKind))
    if field == "counted":
        return int(_choice(field, text, ("no", "yes")) == "yes")
    if field == "cost":
        return price_of(field, text)
    if field in ("reorder_at", "reorder_to"):
        return whole(field, text, 0, MOST_PIECES)
    found = whole(field, text, 1, HEAVIEST_G)
    if found is None and field == "most_g":
        return 30_000
    return found


def _choice(field: str, text: str, choices: tuple[str, ...]) -> str:
    found = text.strip().lower()
    if found not in choices:
        raise Refused(BadField(field, text.strip()[:40], "no_choice"))
    return found


def texts(row: BoxRow) -> dict[str, str]:
    """Return the fields of a box that can be changed, as text; of its codes the first."""
    return {
        "name": row.name,
        "kind": row.kind.value,
        "inner": sides_text(row.inner),
        "outer": sides_text(row.outer),
        "tare_g": str(row.tare_g or ""),
        "most_g": str(row.most_g),
        "cost": written(row.cost_e4),
        "counted": "yes" if row.counted else "no",
        "reorder_at": "" if row.reorder_at is None else str(row.reorder_at),
        "reorder_to": "" if row.reorder_to is None else str(row.reorder_to),
        "barcode": next(iter(row.barcodes), ""),
    }
