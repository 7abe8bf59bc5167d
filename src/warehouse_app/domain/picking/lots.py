"""Which lot may be taken instead of the one that was promised: pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass


@dataclass(frozen=True, slots=True)
class LotNow:
    """A lot and the last day it may be sent (ISO, "" where it has none)."""

    lot: str
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class LotNotInstead(Refusal):
    """The scanned lot may not go in place of the promised one; `problem`: insisted, late, later."""

    code: ClassVar[str] = "lot_not_instead"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    scanned: str
    wanted: str
    problem: str


def substitute(sku: str, wanted: LotNow, scanned: LotNow, *, today: str, insisted: bool) -> LotNotInstead | None:
    """Return why the scanned lot may not be taken instead: what ends first goes first, and nothing that has ended.

    `insisted`: the demand named its lot (a customer's minimum of days left).
    """
    if insisted:
        return LotNotInstead(sku, scanned.lot, wanted.lot, "insisted")
    if scanned.last_day and scanned.last_day < today:
        return LotNotInstead(sku, scanned.lot, wanted.lot, "late")
    if (scanned.last_day or "9999") > (wanted.last_day or "9999"):
        return LotNotInstead(sku, scanned.lot, wanted.lot, "later")
    return None
