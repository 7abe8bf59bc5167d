"""What a moving bench has at hand: the place goods are taken from, what of it, and the question that is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from warehouse_app.domain.barcodes.meaning import Kind
from warehouse_app.domain.items import Item
from warehouse_app.domain.places import Place, PlaceId
from warehouse_app.store import places
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import goods
from warehouse_app.store.moving.goods import Lying

PLACES = frozenset({Kind.PLACE, Kind.TOTE, Kind.CART})
THINGS = PLACES | {Kind.PRODUCT}


@dataclass(frozen=True, slots=True)
class Hands:
    """`source` is a place's row (0: none yet); `items` what is taken from it, with `qty` of the one item.

    `factor` is what one scan of it counts, `whole` that everything in the place goes, `asked` the open question
    ("lots", "whole" or what the target would become) with the rows it is about, and `target` where it goes then.
    """

    source: int = 0
    items: tuple[int, ...] = ()
    qty: int = 0
    factor: int = 1
    whole: bool = False
    asked: str = ""
    options: tuple[int, ...] = ()
    target: int = 0
    task: int = 0
    undo: str = ""
    undo_task: int = 0
    here: str = ""
    walk: int = 0

    @property
    def thing(self) -> bool:
        """Tell whether it is settled what goes."""
        return bool(self.items or self.whole) and self.asked not in ("lots", "whole")

    @property
    def phase(self) -> str:
        """Return the question that the screen asks."""
        if self.asked:
            return {"lots": "lot", "whole": "whole"}.get(self.asked, "consequence")
        if not self.source:
            return "place" if self.task else "idle"
        if not self.thing:
            return "item"
        return "qty" if self.items and not self.whole else "target"

    def put_down(self) -> Hands:
        """Return empty hands; where the last move was, and that it can be undone, is kept."""
        return Hands(undo=self.undo, undo_task=self.undo_task, here=self.here, walk=self.walk)


_NAMES = ("source", "qty", "factor", "whole", "asked", "target", "task", "undo", "undo_task", "here", "walk")


def read(row: BenchRow) -> Hands:
    """Return what the bench remembers."""
    kept: dict[str, Any] = {name: row.memory[name] for name in _NAMES if row.memory.get(name)}
    return Hands(items=tuple(row.memory.get("items") or ()), options=tuple(row.memory.get("options") or ()), **kept)


def row_of(now: Hands) -> BenchRow:
    """Return what the bench is to remember: what is not empty."""
    memory: dict[str, Any] = {name: getattr(now, name) for name in _NAMES if getattr(now, name)}
    memory["factor"] = now.factor
    for name, rows in (("items", now.items), ("options", now.options)):
        if rows:
            memory[name] = list(rows)
    return BenchRow(now.task or None, "", memory)


def source_of(desk: Desk, now: Hands) -> Place:
    """Return the place that goods are taken from."""
    return places.get(desk, PlaceId(now.source))


def taken(desk: Desk, now: Hands) -> tuple[tuple[Lying, int], ...]:
    """Return what goes, as it stands now: everything, or so much of the items at hand."""
    there = goods.lying(desk, now.source)
    if now.whole:
        return tuple((each, each.on_hand) for each in there)
    return tuple((each, 1 if each.item.is_container else now.qty) for each in there if each.item_id in now.items)


def all_of(desk: Desk, now: Hands) -> int:
    """Return how many units of the item at hand stand in the source."""
    return sum(each.on_hand for each in goods.lying(desk, now.source) if each.item_id in now.items)


def named(item: Item) -> str:
    """Return how a thing is called at the bench: a container by its code, goods by SKU with lot or serial."""
    if item.is_container:
        return item.serial
    return " ".join(
        each for each in (item.sku, item.serial or item.lot, "" if item.grade == "A" else item.grade) if each
    )


def with_(now: Hands, **changes: Any) -> Hands:  # noqa: ANN401 - fields of Hands
    """Return hands with changes."""
    return replace(now, **changes)
