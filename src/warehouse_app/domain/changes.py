"""What a command touched, as a small closed type, so that each screen can judge whether it is stale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Touched(StrEnum):
    """The kinds of thing a command can change."""

    PRODUCT = "product"
    PLACE = "place"
    STOCK = "stock"
    CUSTOMER = "customer"
    ORDER = "order"
    BATCH = "batch"
    PACK = "pack"
    PARCEL = "parcel"
    MANIFEST = "manifest"
    PRINT = "print"
    PERSON = "person"
    SETTING = "setting"
    DOCUMENT = "document"
    COUNT = "count"
    SUPPLIER = "supplier"
    PURCHASE = "purchase"
    RECEIPT = "receipt"
    MOVE = "move"
    TRANSFER = "transfer"
    KIT = "kit"
    IMPORT = "import"
    SAVED_VIEW = "saved view"
    DEVICE = "device"
    EXCEPTION = "exception"
    CREW = "crew"
    MESSAGE = "message"
    WEIGHT = "weight"
    INSTRUCTION = "instruction"
    NEAR_MISS = "near miss"
    RETURN = "return"
    REFUND = "refund"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Changes:
    """What one committed command touched."""

    touched: frozenset[Touched] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything was touched."""
        return bool(self.touched)


NOTHING = Changes()
