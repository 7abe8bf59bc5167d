"""What moving shows and keeps: tasks as a bench and a list see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse_app.domain.items import Item
from warehouse_app.domain.moving.states import MoveKind, MoveState

Facts = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class MoveTask:
    """One task: so much of an item (or a container) from a place to a place, and why. `who` is a person's name."""

    id: int
    code: str
    warehouse: str
    kind: MoveKind
    state: MoveState
    reason: str
    facts: Facts = field(hash=False)
    urgency: int
    due: str
    source_id: int
    source: str
    target_id: int
    target: str
    item_id: int
    item: Item
    name: str
    qty: int
    done: int
    who: str
    station: str
    picture: str = ""

    @property
    def left(self) -> int:
        """Return what is still to be moved."""
        return self.qty - self.done

    @property
    def what(self) -> str:
        """Return what it is about: a container's code, or a SKU with its lot."""
        if self.item.is_container:
            return self.item.serial
        return f"{self.item.sku} {self.item.lot}".strip()


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """A task that is to be: what a plan asks for. `facts` is JSON."""

    warehouse: str
    kind: MoveKind
    reason: str
    facts: str
    urgency: int
    due: str
    source_id: int
    target_id: int
    item_id: int
    qty: int
