"""Taking back what an import made, in small portions: orders withdrawn and removed, new things removed if unused,
changed things put back as they were.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, or_, select, update

from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import (
    buying_back,
    catalogue,
    changes,
    floor,
    following,
    returning_back,
    standing,
    storing,
)
from warehouse_app.store.importing.changes import Change, KeptChange
from warehouse_app.store.purchasing import pegs
from warehouse_app.store.schema import instructions, kitlines, ledger, purchasing, returning, storage, trade
from warehouse_app.store.search import words
from warehouse_app.store.statement import Statement

_o, _l = trade.orders, trade.order_line
_h = ledger.shortage
_d, _m, _k = trade.document, trade.document_line, trade.stock_claim
_g, _b, _c, _p = ledger.product, ledger.barcode, trade.customer, ledger.place
_PLACE_RULE, _PRODUCT_RULE, _HOME = storage.place_rule, storage.product_rule, storage.home_place
_LOAD = storage.putaway_load
_RUN: Any = bindparam("run_is")
_DRAFT, _CONFIRMED = OrderState.DRAFT.value, OrderState.CONFIRMED.value
_CONFIRMED_ONES = Statement(
    select(_o.c.id).where(_o.c.import_id == _RUN, _o.c.state == _CONFIRMED).order_by(_o.c.id).limit(bindparam("most"))
)
_written = select(func.count()).select_from(_l).where(_l.c.order_id == _o.c.id).scalar_subquery()
_WHOLE_DRAFTS = Statement(
    select(_o.c.id)
    .where(_o.c.import_id == _RUN, _o.c.state == _DRAFT, _written == _o.c.lines)
    .order_by(_o.c.id)
    .limit(bindparam("most"))
)
_STATE = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(state=bindparam("to_state")))
_WITHDRAWN = Statement(
    select(_o.c.id, _written)
    .where(_o.c.import_id == _RUN, _o.c.state != _CONFIRMED)
    .order_by(_o.c.id)
    .limit(bindparam("most"))
)
_FIRST_LINES = select(_l.c.id).where(_l.c.order_id == bindparam("id_is")).order_by(_l.c.id).limit(bindparam("most"))
_SOME_SHORTAGES = Statement(delete(_h).where(_h.c.purpose == Purpose.LINE.value, _h.c.ref.in_(_FIRST_LINES)))
_SOME_LINES = Statement(delete(_l).where(_l.c.id.in_(_FIRST_LINES)))
_PART = kitlines.order_kit_part
_SOME_PARTS = Statement(
    delete(_PART).where(or_(_PART.c.line_id.in_(_FIRST_LINES), _PART.c.kit_line_id.in_(_FIRST_LINES)))
)
_OF_ORDER = tuple(
    Statement(delete(table).where(table.c.order_id == bindparam("id_is")))
    for table in (trade.order_hold, trade.order_address, trade.order_sum, instructions.order_gift, kitlines.order_kit)
)
_ORDER = Statement(delete(_o).where(_o.c.id == bindparam("id_is")))
_DOCUMENTS = Statement(select(_d.c.id).where(_d.c.import_id == _RUN).order_by(_d.c.id).limit(bindparam("most")))
_SOME_PAPER = Statement(
    delete(_m).where(
        _m.c.document_id == bindparam("id_is"),
        _m.c.n.in_(
            select(_m.c.n).where(_m.c.document_id == bindparam("id_is")).order_by(_m.c.n).limit(bindparam("most"))
        ),
    )
)
_DOCUMENT = Statement(delete(_d).where(_d.c.id == bindparam("id_is")))


def _unused(kind: str, table: Any) -> Statement:  # noqa: ANN401 - a table
    return Statement(
        select(table.c.id)
        .where(table.c.import_id == _RUN, table.c.id > bindparam("after"), ~standing.USED[kind])
        .order_by(table.c.id)
        .limit(bindparam("most"))
    )


_MADE: dict[str, Any] = {
    "product": _g,
    "customer": _c,
    "place": _p,
    "supplier": purchasing.supplier,
    "supplier_product": purchasing.supplier_product,
    "purchase": purchasing.purchase_order,
    "delivery": purchasing.delivery,
    "return": returning.returns,
}
"""What an import makes besides orders and documents, by kind."""

_UNUSED = {kind: _unused(kind, table) for kind, table in _MADE.items()}


def _under(table: Any, column: str) -> Statement:  # noqa: ANN401 - a table
    return Statement(delete(table).where(table.c[column] == bindparam("id_is")))


_BELOW: dict[str, tuple[Statement, ...]] = {
    "product": (
        Statement(delete(_b).where(_b.c.product_id == bindparam("id_is"))),
        Statement(update(_l).where(_l.c.product_id == bindparam("id_is")).values(product_id=None)),
        Statement(delete(ledger.item).where(ledger.item.c.product_id == bindparam("id_is"))),
        *(Statement(delete(t).where(t.c.product_id == bindparam("id_is"))) for t in (_PRODUCT_RULE, _HOME)),
    ),
    "customer": (
        Statement(delete(trade.customer_personal).where(trade.customer_personal.c.customer_id == bindparam("id_is"))),
    ),
    "place": (
        Statement(update(_p).where(_p.c.parent_id == bindparam("id_is")).values(parent_id=None)),
        Statement(delete(ledger.balance).where(ledger.balance.c.place_id == bindparam("id_is"))),
        Statement(update(_LOAD).where(_LOAD.c.target_id == bindparam("id_is")).values(target_id=None)),
        *(Statement(delete(t).where(t.c.place_id == bindparam("id_is"))) for t in (_PLACE_RULE, _HOME)),
    ),
    "supplier": (),
    "supplier_product": (_under(purchasing.supplier_price, "supplier_product_id"),),
    "purchase": (
        *pegs.FORGETTING,
        _under(purchasing.purchase_event, "purchase_order_id"),
        _under(purchasing.purchase_line, "purchase_order_id"),
    ),
    "delivery": (
        pegs.MARK_DELIVERY,
        _under(purchasing.delivery_line, "delivery_id"),
    ),
    "return": tuple(
        _under(table, "return_id") for table in (returning.return_words, returning.return_event, returning.return_unit)
    ),
}
_THING = {kind: Statement(delete(table).where(table.c.id == bindparam("id_is"))) for kind, table in _MADE.items()}
_TABLES = {changes.PRODUCT: _g, changes.PLACE: _p, changes.CUSTOMER: _c}
_LEFT = {
    kind: Statement(select(func.count()).select_from(table).where(table.c.import_id == _RUN))
    for kind, table in _MADE.items()
}
_ADRIFT = {
    kind: Statement(update(table).where(table.c.import_id == _RUN).values(import_id=None))
    for kind, table in _MADE.items()
}


def withdraw_orders(desk: Desk, run: int, most: int) -> tuple[int, ...]:
    """Make confirmed orders of an import drafts, which nobody promises, plans or picks; return their rows."""
    return _lead(desk, _CONFIRMED_ONES, run, most, _DRAFT)


def confirm_orders(desk: Desk, run: int, most: int) -> int:
    """Confirm withdrawn orders again; return how many."""
    return len(_lead(desk, _WHOLE_DRAFTS, run, most, _CONFIRMED))


def _lead(desk: Desk, which: Statement, run: int, most: int, state: str) -> tuple[int, ...]:
    ids = tuple(row[0] for row in which.all(desk.connection, run_is=run, most=most))
    _STATE.run_many(desk.connection, [{"id_is": number, "to_state": state} for number in ids])
    return ids


def remove_orders(desk: Desk, run: int, most: int) -> bool:
    """Delete withdrawn orders and those told of as over, at most so many rows; return whether some are left."""
    room = most
    for number, lines in _WITHDRAWN.all(desk.connection, run_is=run, most=most):
        if room <= 0:
            return True
        for statement in pegs.FORGETTING_ORDER:
            statement.run(desk.connection, id_is=number)
        _SOME_SHORTAGES.run(desk.connection, id_is=number, most=room)
        _SOME_PARTS.run(desk.connection, id_is=number, most=room)
        _SOME_LINES.run(desk.connection, id_is=number, most=room)
        if lines > room:
            return True
        room -= lines + 3
        for statement in _OF_ORDER:
            statement.run(desk.connection, id_is=number)
        words.forget(desk, "order", number)
        _ORDER.run(desk.connection, id_is=number)
    return bool(_WITHDRAWN.all(desk.connection, run_is=run, most=1))


def remove_documents(desk: Desk, run: int, most: int) -> bool:
    """Delete documents of an import, at most so many rows; return whether some are left."""
    room = most
    for (number,) in _DOCUMENTS.all(desk.connection, run_is=run, most=most):
        if room <= 0:
            return True
        gone = _SOME_PAPER.run(desk.connection, id_is=number, most=room).rowcount
        if gone == room:
            return True
        room -= gone + 1
        _DOCUMENT.run(desk.connection, id_is=number)
    return bool(_DOCUMENTS.all(desk.connection, run_is=run, most=1))


def remove_unused(desk: Desk, run: int, kind: str, most: int) -> int:
    """Delete things of a kind that an import made and nobody uses; return how many."""
    ids = [row[0] for row in _UNUSED[kind].all(desk.connection, run_is=run, after=0, most=most)]
    rows = [{"id_is": number} for number in ids]
    for statement in (*_BELOW[kind], _THING[kind]):
        statement.run_many(desk.connection, rows)
    for number in ids:
        if kind in ("product", "customer"):
            words.forget(desk, "product" if kind == "product" else "customer", number)
    if ids:
        desk.memory.forget()
    return len(ids)


def let_stay(desk: Desk, run: int, kind: str) -> int:
    """Leave what others use by now, as if nobody had imported it; return how many."""
    left = int(_LEFT[kind].scalar(desk.connection, run_is=run))
    if left:
        _ADRIFT[kind].run(desk.connection, run_is=run)
    return left


def is_as_left(desk: Desk, change: Change) -> bool:
    """Tell whether a changed thing still is what the import made of it."""
    if change.kind in buying_back.KINDS:
        return buying_back.is_as_left(desk, change)
    if change.kind == returning_back.RETURN:
        return returning_back.is_as_left(desk, change)
    if change.kind == changes.CLAIM:
        return _claimed(desk, change) == change.after
    if change.kind == changes.BARCODE:
        return _factor(desk, change) == change.after
    if change.kind == changes.ENTRY:
        return True
    if change.kind == changes.PAYMENT:
        return _payment(desk, change) == change.after
    if change.kind in storing.KINDS:
        return storing.is_as_left(desk, change)
    after = json.loads(change.after)
    columns = {"country": after["country"]} if change.kind == changes.CUSTOMER else after
    table = _TABLES[change.kind]
    now = desk.connection.execute(
        select(*(table.c[name] for name in columns)).where(table.c.id == int(change.ref))
    ).first()
    if now is None or dict(zip(columns, now, strict=True)) != columns:
        return False
    return change.kind != changes.CUSTOMER or _personal(desk, change.ref, after["personal"]) == after["personal"]


def put_back(desk: Desk, run: int, kept: KeptChange) -> None:
    """Make a changed thing what it was before (entries are reversed by the ledger, not here)."""
    change = kept.change
    if change.kind in buying_back.KINDS:
        buying_back.put_back(desk, run, change)
    elif change.kind == returning_back.RETURN:
        returning_back.put_back(desk, change)
    elif change.kind == changes.CLAIM:
        _put_back_claim(desk, change)
    elif change.kind == changes.BARCODE:
        _put_back_barcode(desk, change)
    elif change.kind == changes.PAYMENT:
        _put_back_payment(desk, int(change.ref), json.loads(change.before))
    elif change.kind in storing.KINDS:
        storing.put_back(desk, change)
    elif change.kind == changes.PRODUCT:
        catalogue.change_product(desk, int(change.ref), json.loads(change.before))
    elif change.kind == changes.PLACE:
        floor.change_place(desk, int(change.ref), json.loads(change.before))
    elif change.kind == changes.CUSTOMER:
        before = json.loads(change.before)
        known = catalogue.customers_known(desk, [code_of(desk, change)])
        for each in known.values():
            catalogue.change_customer(desk, each, before["country"], before["personal"])
    changes.drop(desk, run, kept.n)


def code_of(desk: Desk, change: Change) -> str:
    """Return what people call a changed thing."""
    if change.kind in buying_back.KINDS:
        return buying_back.code_of(desk, change)
    if change.kind == returning_back.RETURN:
        return returning_back.code_of(desk, change)
    if change.kind == changes.CLAIM:
        _, _, place, sku, *_ = json.loads(change.ref)
        return f"{sku} {place}".strip()
    if change.kind == changes.BARCODE:
        return change.ref.partition(" ")[2]
    if change.kind in storing.KINDS:
        return storing.code_of(desk, change)
    table, column = {
        changes.PAYMENT: (_o, _o.c.code),
        changes.PRODUCT: (_g, _g.c.sku), changes.PLACE: (_p, _p.c.code), changes.CUSTOMER: (_c, _c.c.code),
    }[change.kind]  # fmt: skip
    found = desk.connection.execute(select(column).where(table.c.id == int(change.ref))).scalar()
    return change.ref if found is None else str(found)


def _payment(desk: Desk, change: Change) -> str:
    """Return payment and holds of an order as they are kept in changes; "" for one that is open no more."""
    return following.standing(desk, int(change.ref))


def _put_back_payment(desk: Desk, number: int, before: dict[str, Any]) -> None:
    following.put_back(desk, number, before["payment"], before["payment_reason"], before["holds"])


def _claim_is(change: Change) -> Any:  # noqa: ANN401 - a condition of SQL
    names = ("purpose", "warehouse", "place", "sku", "lot", "serial", "grade")
    return and_(*(_k.c[name] == value for name, value in zip(names, json.loads(change.ref), strict=True)))


def _claimed(desk: Desk, change: Change) -> str:
    found = desk.connection.execute(select(_k.c.qty).where(_claim_is(change))).scalar()
    return "" if found is None else str(found)


def _put_back_claim(desk: Desk, change: Change) -> None:
    if change.before:
        desk.connection.execute(update(_k).where(_claim_is(change)).values(qty=int(change.before)))
    else:
        desk.connection.execute(delete(_k).where(_claim_is(change)))


def _barcode_is(change: Change) -> Any:  # noqa: ANN401 - a condition of SQL
    product, _, code = change.ref.partition(" ")
    return and_(_b.c.product_id == int(product), _b.c.code == code)


def _factor(desk: Desk, change: Change) -> str:
    found = desk.connection.execute(select(_b.c.factor).where(_barcode_is(change))).scalar()
    return "" if found is None else str(found)


def _put_back_barcode(desk: Desk, change: Change) -> None:
    if change.before:
        desk.connection.execute(update(_b).where(_barcode_is(change)).values(factor=int(change.before)))
    else:
        desk.connection.execute(delete(_b).where(_barcode_is(change)))


def _personal(desk: Desk, ref: str, told: dict[str, str]) -> dict[str, str]:
    if not told:
        return {}
    own = trade.customer_personal
    row = desk.connection.execute(select(*(own.c[name] for name in told)).where(own.c.customer_id == int(ref))).first()
    return {} if row is None else dict(zip(told, row, strict=True))
