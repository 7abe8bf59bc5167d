"""What becomes of goods after a return is settled, as values: work on them, and their way back to a supplier."""

from __future__ import annotations

from typing import NamedTuple

from warehouse_app.domain.returning.states import SupplierReturnState, WorkState


class WorkRow(NamedTuple):
    """One work order. `cost_minor` is of `currency`, the company's own."""

    id: int
    code: str
    kind: str
    state: WorkState
    unit_id: int | None
    return_code: str
    item_id: int
    place_id: int
    sku: str
    name: str
    serial: str
    qty: int
    note: str
    cost_minor: int
    result: str
    at: str
    done_at: str
    place: str
    warehouse: str
    grade: str
    currency: str = ""


class SupplierReturnRow(NamedTuple):
    """One return to a supplier."""

    id: int
    code: str
    supplier_id: int
    supplier: str
    state: SupplierReturnState
    warehouse: str
    reference: str
    currency: str
    credit_minor: int
    note: str
    at: str
    sent_at: str
    closed_at: str
    units: int
    supplier_name: str


class SupplierReturnLine(NamedTuple):
    """One kind of goods that goes back to a supplier."""

    n: int
    unit_id: int | None
    item_id: int
    place_id: int
    sku: str
    name: str
    serial: str
    place: str
    qty: int
    why: str
    entry_id: str


class Waiting(NamedTuple):
    """A unit that waits for a supplier; `sold`: by the one that was asked about."""

    return_code: str
    unit_id: int
    item_id: int
    place_id: int
    sku: str
    name: str
    qty: int
    note: str
    sold: bool
