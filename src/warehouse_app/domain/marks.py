"""What a scan says of goods beside their product (lot, serial, last day), judged against what the ledger says of them.

Goods that the ledger does not tell apart fit every lot and serial. A scan that says nothing fits all goods.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from warehouse_app.domain.barcodes.amounts import measures
from warehouse_app.domain.barcodes.days import day_of
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.meaning import Product
from warehouse_app.domain.items import Item
from warehouse_app.domain.refusals import Refusal, RefusalClass

MAX_NAMED = 3
"""Lots or serials that a refusal names."""


@dataclass(frozen=True, slots=True)
class WrongLot(Refusal):
    """The scanned lot is none of those promised here."""

    code: ClassVar[str] = "wrong_lot"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    scanned: str
    wanted: str


@dataclass(frozen=True, slots=True)
class WrongSerial(Refusal):
    """The scanned serial number is none of those promised here."""

    code: ClassVar[str] = "wrong_serial"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    scanned: str
    wanted: str


@dataclass(frozen=True, slots=True)
class LotUnsure(Refusal):
    """Separators were lost, and the code can mean several of the lots or serials that are here."""

    code: ClassVar[str] = "lot_unsure"
    sku: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Expired(Refusal):
    """The code says that the goods may not be used any more since `day` (ISO)."""

    code: ClassVar[str] = "expired"
    klass: ClassVar[RefusalClass] = "stop"
    sku: str
    day: str


@dataclass(frozen=True, slots=True)
class NotWhole(Refusal):
    """The code measures nothing, or what is no whole number of the product's base unit."""

    code: ClassVar[str] = "measure_not_whole"
    sku: str
    measured: str
    unit: str


def units_of(product: Product, base_unit: str) -> int | NotWhole:
    """Return how many base units a scan counts: what was measured, where the product is counted in that."""
    told = () if product.gs1 is None else measures(product.gs1.elements)
    for each in told:
        if each.base == base_unit and each.whole is None:
            return NotWhole(product.sku, f"{each} {each.unit}", base_unit)
    units = product.units(base_unit)
    return units if units > 0 else NotWhole(product.sku, "0", base_unit)


def expired(sku: str, said: Gs1Fields | None, today: date) -> Expired | None:
    """Return the refusal of goods whose last day of use is over; what is only best before a day is not refused."""
    if said is None or said.expiry is None:
        return None
    day = day_of(said.expiry, today)
    return Expired(sku, day.isoformat()) if day < today else None


def fitting(sku: str, said: Gs1Fields | None, here: Sequence[Item]) -> tuple[Item, ...] | Refusal:
    """Return those of the goods here that the scan can mean, or why it is none of them."""
    if said is None or not here:
        return tuple(here)
    every = said.unsure or (said,)
    found = tuple(item for item in here if any(_fits(each, item) for each in every))
    if not found:
        return _contradiction(sku, every[0], here)
    told_apart = {(item.lot, item.serial) for item in found if _is_named(item, every)}
    if said.unsure and len(told_apart) > 1:
        return LotUnsure(sku, _named(item.serial or item.lot for item in found))
    return found


def _is_named(item: Item, every: Iterable[Gs1Fields]) -> bool:
    return any((each.lot and item.lot) or (each.serial and item.serial) for each in every)


def _fits(said: Gs1Fields, item: Item) -> bool:
    return _same(said.lot, item.lot) and _same(said.serial, item.serial)


def _same(said: str | None, kept: str) -> bool:
    return not said or not kept or said.casefold() == kept.casefold()


def _contradiction(sku: str, said: Gs1Fields, here: Sequence[Item]) -> Refusal:
    if said.lot and not any(_same(said.lot, item.lot) for item in here):
        return WrongLot(sku, said.lot, _named(item.lot for item in here))
    return WrongSerial(sku, said.serial or "", _named(item.serial for item in here))


def _named(each: Iterable[str]) -> str:
    """Return a few of the names, each once."""
    known = sorted({name for name in each if name})
    return ", ".join(known[:MAX_NAMED]) + (", ..." if len(known) > MAX_NAMED else "")
