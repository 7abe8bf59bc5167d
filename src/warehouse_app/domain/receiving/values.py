"""Receipts as values: what came in, by which paper, judged how, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReceiptState(StrEnum):
    """Whether more is taken in under a receipt."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One arrival at the dock. `purchase_id` and `delivery_id` are its papers, None for goods without any."""

    id: int
    code: str
    supplier_id: int | None
    purchase_id: int | None
    delivery_id: int | None
    warehouse: str
    state: ReceiptState
    supplier_ref: str
    at: str


@dataclass(frozen=True, slots=True)
class Served:
    """Units that were promised to a waiting order as they came in."""

    order: str
    qty: int


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one product under a receipt: all of it, and of that what is special."""

    sku: str
    name: str
    qty: int
    over: int = 0
    unordered: int = 0
    damaged: int = 0
