"""Work on returned goods, and goods that go back to their supplier: rows that are opened, done and listed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.afterwards import SupplierReturnLine, SupplierReturnRow, WorkRow
from warehouse_app.domain.returning.refusals import NoSuchSupplierReturn, NoSuchWork
from warehouse_app.domain.returning.states import SupplierReturnState, WorkState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, purchasing, returning
from warehouse_app.store.statement import Statement

_w, _u, _r, _i, _g = (
    *(returning.work_order, returning.return_unit, returning.returns),
    *(ledger.item, ledger.product),
)
_s, _sl, _p, _su = returning.supplier_return, returning.supplier_return_line, ledger.place, purchasing.supplier


JOBS = (
    select(
        *(_w.c.id, _w.c.code, _w.c.kind, _w.c.state, _w.c.unit_id, func.coalesce(_r.c.code, ""), _w.c.item_id),
        *(_w.c.place_id, _i.c.sku, func.coalesce(_g.c.name, ""), _i.c.serial, _w.c.qty, _w.c.note, _w.c.cost_minor),
        *(_w.c.result, _w.c.at, func.coalesce(_w.c.done_at, ""), _p.c.code, _p.c.warehouse),
        func.coalesce(_u.c.grade, ""),
    )
    .join(_i, _i.c.id == _w.c.item_id)
    .join(_p, _p.c.id == _w.c.place_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .outerjoin(_u, _u.c.id == _w.c.unit_id)
    .outerjoin(_r, _r.c.id == _u.c.return_id)
)
_WORK_BY_ID = Statement(JOBS.where(_w.c.id == bindparam("id_is")))
_WORK_BY_CODE = Statement(JOBS.where(_w.c.code == bindparam("code_is")))
_WORK_OF = Statement(JOBS.where(_u.c.return_id == bindparam("return_is")).order_by(_w.c.id))
_WORK_IN = Statement(JOBS.where(_w.c.state == bindparam("state_is")).order_by(_w.c.id).limit(bindparam("most")))
_OPEN = ("code", "kind", "unit_id", "item_id", "place_id", "qty", "note", "at", "who")
_NEW_WORK = Statement(insert(_w).values({name: bindparam(name) for name in _OPEN}))
_END_WORK = Statement(
    update(_w)
    .where(_w.c.id == bindparam("id_is"), _w.c.state == WorkState.OPEN.value)
    .values(
        {
            name: bindparam(f"{name}_is")
            for name in ("state", "result", "cost_minor", "entry_id", "done_by", "done_at", "note")
        }
    )
)
TO_SUPPLIERS = (
    select(
        *(_s.c.id, _s.c.code, _s.c.supplier_id, _su.c.code, _s.c.state, _s.c.warehouse, _s.c.reference, _s.c.currency),
        *(_s.c.credit_minor, _s.c.note, _s.c.at, func.coalesce(_s.c.sent_at, ""), func.coalesce(_s.c.closed_at, "")),
        func.coalesce(
            select(func.sum(_sl.c.qty)).where(_sl.c.supplier_return_id == _s.c.id).correlate(_s).scalar_subquery(), 0
        ),
        func.coalesce(func.nullif(_su.c.name, ""), _su.c.code),
    )
    .join(_su, _su.c.id == _s.c.supplier_id)
)  # fmt: skip
_SUPPLIER_BY_ID = Statement(TO_SUPPLIERS.where(_s.c.id == bindparam("id_is")))
_SUPPLIER_BY_CODE = Statement(TO_SUPPLIERS.where(_s.c.code == bindparam("code_is")))
_SUPPLIERS = Statement(TO_SUPPLIERS.order_by(_s.c.id.desc()).limit(bindparam("most")))
_NEW_SUPPLIER = Statement(
    insert(_s).values(
        {name: bindparam(name) for name in ("code", "supplier_id", "warehouse", "currency", "note", "at", "who")}
    )
)
_SETTABLE = ("state", "reference", "credit_minor", "sent_at", "closed_at", "note")
_SET_SUPPLIER = {
    name: Statement(update(_s).where(_s.c.id == bindparam("id_is")).values({name: bindparam("value")}))
    for name in _SETTABLE
}
_LINES = Statement(
    select(
        *(_sl.c.n, _sl.c.unit_id, _sl.c.item_id, _sl.c.place_id, _i.c.sku, func.coalesce(_g.c.name, ""), _i.c.serial),
        *(_p.c.code, _sl.c.qty, _sl.c.why, _sl.c.entry_id),
    )
    .join(_i, _i.c.id == _sl.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .join(_p, _p.c.id == _sl.c.place_id)
    .where(_sl.c.supplier_return_id == bindparam("return_is"))
    .order_by(_sl.c.n)
)
_NEW_LINE = Statement(insert(_sl).values({c.name: bindparam(c.name) for c in _sl.c}))
_SENT_LINE = Statement(
    update(_sl)
    .where(_sl.c.supplier_return_id == bindparam("return_is"), _sl.c.n == bindparam("n_is"))
    .values(entry_id=bindparam("entry_is"))
)
_USED = Statement(
    select(_s.c.code)
    .join(_sl, _sl.c.supplier_return_id == _s.c.id)
    .where(_sl.c.unit_id == bindparam("unit_is"), _s.c.state != SupplierReturnState.CANCELLED.value)
    .limit(1)
)


def job_of(row: Any) -> WorkRow:  # noqa: ANN401 - a database row
    """Return a row of `JOBS`."""
    found = WorkRow(*row)
    return found._replace(state=WorkState(found.state))


def to_supplier_of(row: Any) -> SupplierReturnRow:  # noqa: ANN401 - a database row
    """Return a row of `TO_SUPPLIERS`."""
    told = dict(zip(SupplierReturnRow._fields, row, strict=True))
    return SupplierReturnRow(**told | {"state": SupplierReturnState(told["state"])})


def open_work(desk: Desk, kind: str, unit_id: int | None, item_id: int, place_id: int, qty: int, note: str) -> str:
    """Write a work order and return its code."""
    code = f"WO{desk.next_number('work'):06d}"
    _NEW_WORK.do(
        desk.connection, code=code, kind=kind, unit_id=unit_id, item_id=item_id, place_id=place_id, qty=qty, note=note,
        at=desk.at, who=desk.who,
    )  # fmt: skip
    return code


def end_work(
    desk: Desk, work: WorkRow, state: WorkState, *, result: str = "", cost: int = 0, entry: str = "", note: str = ""
) -> bool:
    """Write what became of open work; False where somebody ended it before."""
    done = _END_WORK.run(
        desk.connection, id_is=work.id, state_is=state.value, result_is=result, cost_minor_is=cost, entry_id_is=entry,
        done_by_is=desk.who, done_at_is=desk.at, note_is=note or work.note,
    )  # fmt: skip
    return done.rowcount > 0


def work_known(desk: Desk, text: str) -> WorkRow:
    """Return the work order of that code. Raises Refused(NoSuchWork)."""
    row = _WORK_BY_CODE.one(desk.connection, code_is=text.strip().upper())
    if row is None:
        raise Refused(NoSuchWork(text.strip()[:80]))
    return job_of(row)


def work_of(desk: Desk, return_id: int) -> tuple[WorkRow, ...]:
    """Return the work orders of a return's units."""
    return tuple(job_of(row) for row in _WORK_OF.all(desk.connection, return_is=return_id))


def work_in(desk: Desk, state: WorkState, most: int) -> tuple[WorkRow, ...]:
    """Return work orders in a state, oldest first."""
    return tuple(job_of(row) for row in _WORK_IN.all(desk.connection, state_is=state.value, most=most))


def new_supplier_return(desk: Desk, supplier_id: int, warehouse: str, currency: str, note: str) -> SupplierReturnRow:
    """Begin a return to a supplier."""
    code = f"SR{desk.next_number('supplier return'):06d}"
    made = _NEW_SUPPLIER.key(
        desk.connection, code=code, supplier_id=supplier_id, warehouse=warehouse, currency=currency, note=note,
        at=desk.at, who=desk.who,
    )  # fmt: skip
    return to_supplier_of(_SUPPLIER_BY_ID.one(desk.connection, id_is=made))


def supplier_return(desk: Desk, text: str) -> SupplierReturnRow:
    """Return the supplier return of that code. Raises Refused(NoSuchSupplierReturn)."""
    row = _SUPPLIER_BY_CODE.one(desk.connection, code_is=text.strip().upper())
    if row is None:
        raise Refused(NoSuchSupplierReturn(text.strip()[:80]))
    return to_supplier_of(row)


def supplier_returns(desk: Desk, most: int) -> tuple[SupplierReturnRow, ...]:
    """Return the newest supplier returns."""
    return tuple(to_supplier_of(row) for row in _SUPPLIERS.all(desk.connection, most=most))


def note_supplier_return(desk: Desk, number: int, **values: object) -> None:
    """Keep facts of a supplier return: columns of its table, by name."""
    for name, value in values.items():
        _SET_SUPPLIER[name].run(desk.connection, id_is=number, value=value)


def lines_of(desk: Desk, number: int) -> tuple[SupplierReturnLine, ...]:
    """Return what goes back to a supplier."""
    return tuple(SupplierReturnLine(*row) for row in _LINES.all(desk.connection, return_is=number))


def add_line(
    desk: Desk, number: int, n: int, unit_id: int | None, item_id: int, place_id: int, qty: int, why: str
) -> None:
    """Add goods to a supplier return."""
    _NEW_LINE.do(
        desk.connection, supplier_return_id=number, n=n, unit_id=unit_id, item_id=item_id, place_id=place_id, qty=qty,
        why=why, entry_id="",
    )  # fmt: skip


def line_sent(desk: Desk, number: int, n: int, entry_id: str) -> None:
    """Keep by which entry goods left for the supplier."""
    _SENT_LINE.run(desk.connection, return_is=number, n_is=n, entry_is=entry_id)


def named_in(desk: Desk, unit_id: int) -> str:
    """Return the supplier return that names a unit, "" where none does."""
    return str(_USED.scalar(desk.connection, unit_is=unit_id) or "")
