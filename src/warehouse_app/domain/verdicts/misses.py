"""Near misses as they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Goods stopped at a bench: what was in the hand (`sku`), where, who packed, who picked `for_sku` and when.

    `settled` says when somebody said what became of a surplus unit, `how` what. Names are people's names.
    """

    id: int
    at: str
    station: str
    code: str
    order: str
    sku: str
    name: str
    qty: int
    packer: str
    picker: str
    picked_at: str
    settled: str
    how: str
    for_sku: str
    picker_code: str
    packer_code: str


@dataclass(frozen=True, slots=True)
class NoSuchMiss(Refusal):
    """There is no such near miss, or somebody settled it already."""

    code: ClassVar[str] = "no_such_miss"
    miss: int
