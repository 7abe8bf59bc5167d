"""Receipts and their lines: opened, found again, written with the entry that brings the goods, and closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, insert, select, update

from warehouse_app.domain.receiving.values import Came, Receipt, ReceiptState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, purchasing
from warehouse_app.store.statement import Ahead, Statement, ahead

_r, _l = purchasing.receipt, purchasing.receipt_line
_i, _g, _e = ledger.item, ledger.product, ledger.entry
_RECEIPT = (
    *(_r.c.id, _r.c.code, _r.c.supplier_id, _r.c.purchase_order_id, _r.c.delivery_id, _r.c.warehouse, _r.c.state),
    *(_r.c.supplier_ref, _r.c.at),
)
_BY_ID = Statement(select(*_RECEIPT).where(_r.c.id == bindparam("id_is")))
_BY_CODE = Statement(select(*_RECEIPT).where(_r.c.code == bindparam("code_is")))
_OPEN_OF_PURCHASE = Statement(
    select(*_RECEIPT)
    .where(_r.c.purchase_order_id == bindparam("purchase_is"), _r.c.delivery_id.is_(None))
    .where(_r.c.state == ReceiptState.OPEN.value)
    .order_by(_r.c.id)
)
_OPEN_OF_DELIVERY = Statement(
    select(*_RECEIPT)
    .where(_r.c.delivery_id == bindparam("delivery_is"), _r.c.state == ReceiptState.OPEN.value)
    .order_by(_r.c.id)
)
_OPEN = Statement(
    select(*_RECEIPT)
    .where(_r.c.state == ReceiptState.OPEN.value, _r.c.warehouse == bindparam("warehouse_is"))
    .order_by(_r.c.id.desc())
    .limit(bindparam("most"))
)
_NEW = Statement(insert(_r).values({c.name: bindparam(c.name) for c in _r.c if c.name not in ("id", "closed_at")}))
_CLOSE = Statement(
    update(_r)
    .where(_r.c.id == bindparam("id_is"))
    .values(state=ReceiptState.CLOSED.value, closed_at=bindparam("at_is"))
)
_LINE = Statement(insert(_l).values({c.name: bindparam(c.name) for c in _l.c if c.name != "seq"}))
_OF_ENTRY = Statement(
    select(*(c for c in _l.c if c.name != "seq")).where(_l.c.entry_id == bindparam("entry_is")).order_by(_l.c.seq)
)
_LAST = Statement(
    select(_l.c.entry_id)
    .outerjoin(_e, _e.c.reverses == _l.c.entry_id)
    .where(_l.c.receipt_id == bindparam("receipt_is"), _l.c.who == bindparam("who_is"))
    .where(_l.c.qty > 0, _e.c.seq.is_(None))
    .order_by(_l.c.seq.desc())
    .limit(1)
)
_LAST_LINE = Statement(
    select(_l.c.seq, _i.c.sku, _l.c.at)
    .join(_i, _i.c.id == _l.c.item_id)
    .outerjoin(_e, _e.c.reverses == _l.c.entry_id)
    .where(_l.c.receipt_id == bindparam("receipt_is"), _l.c.who == bindparam("who_is"))
    .where(_l.c.qty > 0, _e.c.seq.is_(None))
    .order_by(_l.c.seq.desc())
    .limit(1)
)
_UNDONE = Statement(select(_e.c.seq).where(_e.c.reverses == bindparam("entry_is")))


def _sum_of(verdict: str) -> Any:  # noqa: ANN401 - an expression of Core
    return func.sum(case((_l.c.verdict == verdict, _l.c.qty), else_=0))


_CAME = Statement(
    select(_i.c.sku, func.coalesce(_g.c.name, ""), func.sum(_l.c.qty))
    .add_columns(_sum_of("over"), _sum_of("unordered"), _sum_of("damaged"))
    .select_from(_l)
    .join(_i, _i.c.id == _l.c.item_id)
    .outerjoin(_g, _g.c.id == _i.c.product_id)
    .where(_l.c.receipt_id == bindparam("receipt_is"))
    .group_by(_i.c.sku, _g.c.name)
    .order_by(func.max(_l.c.seq).desc())
)
_HERE = Statement(
    select(func.coalesce(func.sum(_l.c.qty), 0))
    .join(_i, _i.c.id == _l.c.item_id)
    .where(and_(_l.c.receipt_id == bindparam("receipt_is"), _i.c.sku == bindparam("sku_is")))
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a receipt, before it is written: a part of what an entry brings."""

    receipt_id: int
    purchase_line_id: int | None
    delivery_line_id: int | None
    item_id: int
    place_id: int
    qty: int
    verdict: str
    price_e4: int | None
    entry_id: str


def _receipt(row: Any) -> Receipt:  # noqa: ANN401 - a database row
    return Receipt(row[0], row[1], row[2], row[3], row[4], row[5], ReceiptState(row[6]), row[7], row[8])


def get(desk: Desk, receipt_id: int) -> Receipt:
    """Return a receipt that exists; a missing one is a bug."""
    row = _BY_ID.one(desk.connection, id_is=receipt_id)
    if row is None:
        message = f"no receipt {receipt_id}"
        raise LookupError(message)
    return _receipt(row)


def ahead_of(receipt_id: int) -> Ahead:
    """Return the question for a receipt."""
    return ahead(_BY_ID, id_is=receipt_id)


def ahead_of_came(receipt_id: int) -> Ahead:
    """Return the question for what came under a receipt."""
    return ahead(_CAME, receipt_is=receipt_id)


def by_code(desk: Desk, code: str) -> Receipt | None:
    """Return the receipt of that code; codes are kept in capitals."""
    row = _BY_CODE.one(desk.connection, code_is=code.strip().upper())
    return None if row is None else _receipt(row)


def open_for(desk: Desk, purchase_id: int | None, delivery_id: int | None) -> Receipt | None:
    """Return the open receipt of a paper."""
    if delivery_id is not None:
        row = _OPEN_OF_DELIVERY.one(desk.connection, delivery_is=delivery_id)
    else:
        row = _OPEN_OF_PURCHASE.one(desk.connection, purchase_is=purchase_id)
    return None if row is None else _receipt(row)


def open_in(desk: Desk, warehouse: str, most: int) -> tuple[Receipt, ...]:
    """Return the open receipts of a warehouse, newest first."""
    return tuple(_receipt(row) for row in _OPEN.all(desk.connection, warehouse_is=warehouse, most=most))


def begin(
    desk: Desk,
    warehouse: str,
    *,
    supplier_id: int | None = None,
    purchase_id: int | None = None,
    delivery_id: int | None = None,
    supplier_ref: str = "",
) -> Receipt:
    """Open a receipt with the next number of its series."""
    code = f"RC{desk.next_number('receipt'):06d}"
    papers = {"supplier_id": supplier_id, "purchase_order_id": purchase_id, "delivery_id": delivery_id}
    made = _NEW.key(
        desk.connection,
        code=code,
        **papers,
        warehouse=warehouse,
        state=ReceiptState.OPEN.value,
        supplier_ref=supplier_ref,
        station=desk.station,
        who=desk.who,
        at=desk.at,
    )
    state = ReceiptState.OPEN
    return Receipt(made, code, supplier_id, purchase_id, delivery_id, warehouse, state, supplier_ref, desk.at)


def close(desk: Desk, receipt_id: int) -> None:
    """Close a receipt."""
    _CLOSE.run(desk.connection, id_is=receipt_id, at_is=desk.at)


class LastLine(NamedTuple):
    """The line that somebody's last scan brought."""

    seq: int
    sku: str
    at: str


def last_of(desk: Desk, receipt_id: int, who: str) -> LastLine | None:
    """Return the last line of a person under a receipt that was not taken back."""
    row = _LAST_LINE.one(desk.connection, receipt_is=receipt_id, who_is=who)
    return None if row is None else LastLine(*row)


def write(desk: Desk, line: Line) -> None:
    """Keep what an entry brought, and for which line of which paper."""
    _LINE.do(
        desk.connection,
        receipt_id=line.receipt_id,
        purchase_line_id=line.purchase_line_id,
        delivery_line_id=line.delivery_line_id,
        item_id=line.item_id,
        place_id=line.place_id,
        qty=line.qty,
        verdict=line.verdict,
        price_e4=line.price_e4,
        entry_id=line.entry_id,
        at=desk.at,
        who=desk.who,
    )


def of_entry(desk: Desk, entry_id: str) -> tuple[Line, ...]:
    """Return what an entry brought."""
    return tuple(Line(*row[:9]) for row in _OF_ENTRY.all(desk.connection, entry_is=entry_id))


def last_entry(desk: Desk, receipt_id: int, who: str) -> str | None:
    """Return the newest entry that a person brought in under a receipt and that was not undone."""
    found = _LAST.scalar(desk.connection, receipt_is=receipt_id, who_is=who)
    return None if found is None else str(found)


def undone(desk: Desk, entry_id: str) -> bool:
    """Tell whether what an entry brought in was taken back."""
    return _UNDONE.one(desk.connection, entry_is=entry_id) is not None


def came(desk: Desk, receipt_id: int) -> tuple[Came, ...]:
    """Return what came under a receipt by product, the last scanned first; what was taken back is not in it."""
    rows = _CAME.all(desk.connection, receipt_is=receipt_id)
    return tuple(Came(row[0], row[1], *(int(each) for each in row[2:])) for row in rows)


def came_of(desk: Desk, receipt_id: int, sku: str) -> int:
    """Return how much of a product came under a receipt."""
    return int(_HERE.scalar(desk.connection, receipt_is=receipt_id, sku_is=sku))
