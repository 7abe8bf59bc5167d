"""The ways a batch can be picked, and what may be picked in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


class Way(StrEnum):
    """How a batch is picked.

    `discrete`: one order. `cluster`: a slot of the cart for each order. `sort`: all into one tote, sorted at the put
    wall. `singles`: all into one tote, packed straight out of it. `zone`: split by zone among several people. `pack`:
    picked and verified in one pass; the bench only weighs and labels. `parts`: an order larger than a
    cart, its cartfuls picked by several people at once.
    """

    DISCRETE = "discrete"
    CLUSTER = "cluster"
    SORT = "sort"
    SINGLES = "singles"
    ZONE = "zone"
    PACK = "pack"
    PARTS = "parts"


TOTALS = frozenset({Way.SORT, Way.SINGLES})
"""Ways in which what several orders want of one place is taken at once, into one tote."""


SHARED = frozenset({Way.ZONE, Way.PARTS})
"""Ways in which each trip is a part of the batch with a picker, a cart and totes of its own."""


def way_of(kept: str, orders: int) -> Way:
    """Return how a batch is picked: as was chosen, else as it comes."""
    if kept:
        return Way(kept)
    return Way.DISCRETE if orders == 1 else Way.CLUSTER


def way_for(pieces: Sequence[int], least: int) -> str:
    """Return the way that a batch of orders of so many pieces each is planned for: "" is as it comes.

    From `least` orders of a single piece on they are a run: one tote, packed straight out of it; 0 is never.
    """
    return Way.SINGLES if 0 < least <= len(pieces) and all(each == 1 for each in pieces) else ""


@dataclass(frozen=True, slots=True)
class WayNotFor(Refusal):
    """The batch cannot be picked in that way; `problem` names the reason.

    It is one of orders, one_zone, trips, lines, one_cart, whole.
    """

    code: ClassVar[str] = "way_not_for"
    batch: str
    way: str
    problem: str


@dataclass(frozen=True, slots=True)
class NoSuchWay(Refusal):
    """There is no such way of picking."""

    code: ClassVar[str] = "no_such_way"
    way: str
    known: str


def fits(way: Way, *, batch: str, orders: int, most_lines: int, trips: int, split: bool = False) -> WayNotFor | None:
    """Return why a batch of so many orders, the largest of so many lines, cannot be picked in a way.

    `split`: an order larger than a cart may be split over several.
    """
    if way is Way.PARTS and (trips == 1 or not split):
        return WayNotFor(batch, way, "one_cart" if trips == 1 else "whole")
    if way is Way.DISCRETE and orders > 1:
        return WayNotFor(batch, way, "orders")
    if way is Way.SINGLES and most_lines > 1:
        return WayNotFor(batch, way, "lines")
    if way in (Way.ZONE, *TOTALS) and trips > 1:
        return WayNotFor(batch, way, "trips")
    return None
