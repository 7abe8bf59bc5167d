"""What becomes of goods after a return is settled, as lists and one by one: work, and returns to suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.returning.suppliers import MOST_AT_ONCE
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.afterwards import SupplierReturnLine, SupplierReturnRow, Waiting, WorkRow
from warehouse_app.domain.returning.refusals import NoSuchSupplierReturn, NoSuchWork
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import floor
from warehouse_app.store.returning import afterlists, work

WORK: ListOf[WorkRow] = ListOf("returnwork", afterlists.WORK, home="open")
"""The list of all work on returned goods."""

SUPPLIER_RETURNS: ListOf[SupplierReturnRow] = ListOf("supplierreturns", afterlists.SUPPLIER_RETURNS, home="open")
"""The list of all returns to suppliers."""


@dataclass(frozen=True, slots=True)
class SupplierReturnSeen:
    """One return to a supplier, its goods, and what waits in its warehouse for a supplier."""

    row: SupplierReturnRow
    lines: tuple[SupplierReturnLine, ...]
    waits: tuple[Waiting, ...]


def count_work(desk: Desk) -> Mapping[str, int]:
    """Return for every view how much work it shows."""
    return afterlists.count_work(desk)


def work_seen(desk: Desk, work_id: int) -> WorkRow:
    """Return one work order. Raises Refused(NoSuchWork)."""
    found = afterlists.work_rows(desk, [work_id])
    if work_id not in found:
        raise Refused(NoSuchWork(str(work_id)))
    return found[work_id]


def work_id_of(desk: Desk, code: str) -> int:
    """Return the row of the work order of that code. Raises Refused(NoSuchWork)."""
    return work.work_known(desk, code).id


def count_supplier_returns(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many returns to suppliers it shows, and as "waiting" how many units wait for one."""
    return {**afterlists.count_supplier_returns(desk), "waiting": afterlists.units_waiting(desk)}


def supplier_return_choices(desk: Desk) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the suppliers and the warehouses that the list can be narrowed to."""
    return afterlists.suppliers(desk), floor.warehouses(desk)


def waiting_by_supplier(desk: Desk) -> Mapping[str, int]:
    """Return by supplier how many of the units that wait it sells."""
    return afterlists.waiting_by_supplier(desk)


def supplier_return_seen(desk: Desk, number: int) -> SupplierReturnSeen:
    """Return one return to a supplier whole. Raises Refused(NoSuchSupplierReturn)."""
    row = afterlists.supplier_rows(desk, [number]).get(number)
    if row is None:
        raise Refused(NoSuchSupplierReturn(str(number)))
    waits = afterlists.waiting(desk, row.supplier_id, row.warehouse, MOST_AT_ONCE)
    return SupplierReturnSeen(row, work.lines_of(desk, number), waits)


def supplier_return_id_of(desk: Desk, code: str) -> int:
    """Return the row of the return to a supplier of that code. Raises Refused(NoSuchSupplierReturn)."""
    return work.supplier_return(desk, code).id
