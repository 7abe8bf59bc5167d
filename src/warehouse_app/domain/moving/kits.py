"""Kits: recipes by version, and why one cannot be made, built or taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.items import Item
from warehouse_app.domain.refusals import Refusal

MOST_PARTS = 100
"""Parts of one kit."""

MOST_NESTED = 5
"""How deep kits may be parts of kits."""


class KitDeed(StrEnum):
    """What was done with a recipe."""

    BUILT = "built"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class KitPart:
    """`qty` base units of a product in one kit."""

    product: int
    sku: str
    name: str
    qty: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one kit is made of, in one version. A `loose` one is sold by its parts, any other as it was built."""

    product: int
    sku: str
    name: str
    version: int
    active: bool
    parts: tuple[KitPart, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class NoSuchKit(Refusal):
    """The product is no kit."""

    code: ClassVar[str] = "no_such_kit"
    sku: str


@dataclass(frozen=True, slots=True)
class BadRecipe(Refusal):
    """A recipe that cannot be: `problem` is empty, many, twice, quantity, itself, loop, deep or not_goods."""

    code: ClassVar[str] = "bad_recipe"
    sku: str
    problem: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class KitShort(Refusal):
    """Parts are lacking at the bench: all of them are named."""

    code: ClassVar[str] = "kit_short"
    sku: str
    qty: int
    place: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAtBench(Refusal):
    """Kits are built and taken apart at a bench, where nothing is promised from."""

    code: ClassVar[str] = "not_at_bench"
    place: str


@dataclass(frozen=True, slots=True)
class KitNeedsMark(Refusal):
    """The kit is told apart by lot or serial number: `problem` says which is missing or cannot be."""

    code: ClassVar[str] = "kit_needs_mark"
    sku: str
    problem: str


def bad_recipe(sku: str, parts: Sequence[tuple[str, int]], most_qty: int) -> BadRecipe | None:
    """Return what is wrong with the form of a recipe: the parts' SKUs as they are kept, and their quantities."""
    if not parts:
        return BadRecipe(sku, "empty")
    if len(parts) > MOST_PARTS:
        return BadRecipe(sku, "many")
    seen: set[str] = set()
    for part, qty in parts:
        if part == sku:
            return BadRecipe(sku, "itself", part)
        if part in seen:
            return BadRecipe(sku, "twice", part)
        if not 0 < qty <= most_qty:
            return BadRecipe(sku, "quantity", part)
        seen.add(part)
    return None


def loop_of(product: int, parts: Iterable[int], recipes: Mapping[int, Iterable[int]]) -> str:
    """Return why kits in kits cannot be so: "loop", "deep", or ""; `recipes` are the active ones by product."""
    level, seen = set(parts), set(parts)
    for _ in range(MOST_NESTED):
        if product in level:
            return "loop"
        level = {part for each in level for part in recipes.get(each, ())}
        if not level:
            return ""
        seen |= level
    return "loop" if product in seen else "deep"


def consumed(
    parts: Iterable[KitPart], qty: int, there: Mapping[str, Sequence[tuple[Item, int]]]
) -> tuple[tuple[tuple[Item, int], ...], tuple[str, ...]]:
    """Return which items are used up for `qty` kits, in the order they lie there, and what is lacking in words.

    Each lacking part is told as `SKU (has of needed)`.
    """
    used: list[tuple[Item, int]] = []
    lacking: list[str] = []
    for part in parts:
        left = part.qty * qty
        for item, on_hand in there.get(part.sku, ()):
            taken = min(left, on_hand)
            if taken > 0:
                used.append((item, taken))
                left -= taken
        if left > 0:
            lacking.append(f"{part.sku} ({part.qty * qty - left}/{part.qty * qty})")
    return tuple(used), tuple(lacking)
