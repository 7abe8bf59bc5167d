"""What is refused about the labels of carriers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NoLabelAsked(Refusal):
    """No label of a carrier is waited for on that parcel."""

    code: ClassVar[str] = "no_label_asked"
    parcel: str


@dataclass(frozen=True, slots=True)
class BadService(Refusal):
    """A service or a carrier cannot be called that: `field` says which."""

    code: ClassVar[str] = "bad_service"
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class NotBuyable(Refusal):
    """Another service cannot be asked for now: the label of this one may be bought already, or nothing was offered."""

    code: ClassVar[str] = "not_buyable"
    parcel: str
    problem: str
