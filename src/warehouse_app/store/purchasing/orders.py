"""Purchase orders as rows: found, read with their lines, written, and told what came of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from warehouse_app.domain.purchasing.refusals import NoSuchPurchase
from warehouse_app.domain.purchasing.states import Arrival, PurchaseState
from warehouse_app.domain.purchasing.values import Event, PurchaseHead, PurchaseLine, arrival_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office, purchasing
from warehouse_app.store.statement import Ahead, Statement, ahead

MOST_EVENTS = 500
"""Events a story shows."""

_o, _l, _s, _e = purchasing.purchase_order, purchasing.purchase_line, purchasing.supplier, purchasing.purchase_event
_sp, _g, _person = purchasing.supplier_product, ledger.product, office.person
_HEAD = (
    select(_o.c.id, _o.c.code, _o.c.state, _o.c.supplier_id, _s.c.code, _s.c.name, _o.c.warehouse, _o.c.currency)
    .add_columns(_o.c.supplier_ref, _o.c.due_day, _o.c.note)
    .join(_s, _s.c.id == _o.c.supplier_id)
)
_BY_ID = Statement(_HEAD.where(_o.c.id == bindparam("id_is")))
_ID_OF = Statement(select(_o.c.id).where(_o.c.code == bindparam("code_is")))
_LINE = (
    select(*(_l.c.id, _l.c.purchase_order_id, _l.c.n, _l.c.product_id, _l.c.sku, func.coalesce(_g.c.name, "")))
    .add_columns(_l.c.qty, _l.c.price_e4, _l.c.received, _l.c.cancelled, _l.c.due_day, func.coalesce(_sp.c.code, ""))
    .add_columns(_o.c.currency)
    .join(_o, _o.c.id == _l.c.purchase_order_id)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .outerjoin(_sp, (_sp.c.supplier_id == _o.c.supplier_id) & (_sp.c.product_id == _l.c.product_id))
)
_LINES = Statement(_LINE.where(_l.c.purchase_order_id == bindparam("order_is")).order_by(_l.c.n))
_OF_SKU = Statement(
    _LINE.where(_l.c.purchase_order_id == bindparam("order_is"), _l.c.sku == bindparam("sku_is")).order_by(_l.c.n)
)
_ONE_LINE = Statement(_LINE.where(_l.c.id == bindparam("line_is")))
_WAITING = Statement(
    _LINE.where(_l.c.sku == bindparam("sku_is"), _o.c.warehouse == bindparam("warehouse_is"))
    .where(_o.c.state == PurchaseState.CONFIRMED.value, _l.c.qty - _l.c.cancelled > _l.c.received)
    .order_by(_l.c.due_day, _o.c.id, _l.c.n)
)
_RECEIVED = Statement(
    update(_l).where(_l.c.id == bindparam("line_is")).values(received=_l.c.received + bindparam("more"))
)
_STATE = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(state=bindparam("to")))
_CONFIRMED_AT = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(confirmed_at=bindparam("at_is")))
_CLOSED_AT = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(closed_at=bindparam("at_is")))
_EVENT = Statement(insert(_e).values({c.name: bindparam(c.name) for c in _e.c if c.name != "id"}))
_STORY = Statement(
    select(_e.c.at, _e.c.what, func.coalesce(_person.c.name, _e.c.who), _e.c.facts)
    .outerjoin(_person, _person.c.id == _e.c.who)
    .where(_e.c.purchase_order_id == bindparam("order_is"))
    .order_by(_e.c.id)
    .limit(MOST_EVENTS)
)


def head(desk: Desk, purchase_id: int) -> PurchaseHead:
    """Return the deciding facts of a purchase order. Raises Refused(NoSuchPurchase)."""
    row = _BY_ID.one(desk.connection, id_is=purchase_id)
    if row is None:
        raise Refused(NoSuchPurchase(str(purchase_id)))
    return PurchaseHead(row[0], row[1], PurchaseState(row[2]), *row[3:])


def ahead_of(purchase_id: int) -> Ahead:
    """Return the question for the deciding facts of a purchase order."""
    return ahead(_BY_ID, id_is=purchase_id)


def ahead_of_lines(purchase_id: int, sku: str | None = None) -> Ahead:
    """Return the question for the lines of a purchase order, or for those of one product."""
    if sku is None:
        return ahead(_LINES, order_is=purchase_id)
    return ahead(_OF_SKU, order_is=purchase_id, sku_is=sku)


def ahead_of_waiting(sku: str, warehouse: str) -> Ahead:
    """Return the question for the lines that a warehouse waits for of a product."""
    return ahead(_WAITING, sku_is=sku, warehouse_is=warehouse)


def id_of(desk: Desk, code: str) -> int:
    """Return the row of the purchase order of that code. Raises Refused(NoSuchPurchase)."""
    found = find(desk, code)
    if found is None:
        raise Refused(NoSuchPurchase(code))
    return found


def find(desk: Desk, code: str) -> int | None:
    """Return the row of the purchase order of that code; codes are kept in capitals."""
    found = _ID_OF.scalar(desk.connection, code_is=code.strip().upper())
    return None if found is None else int(found)


def lines(desk: Desk, purchase_id: int) -> tuple[PurchaseLine, ...]:
    """Return the lines of a purchase order, in their order."""
    return tuple(_line(row) for row in _LINES.all(desk.connection, order_is=purchase_id))


def lines_of_sku(desk: Desk, purchase_id: int, sku: str) -> tuple[PurchaseLine, ...]:
    """Return the lines of one product, in their order; those that wait for nothing as well."""
    return tuple(_line(row) for row in _OF_SKU.all(desk.connection, order_is=purchase_id, sku_is=sku))


def open_lines_of_sku(desk: Desk, purchase_id: int, sku: str) -> tuple[PurchaseLine, ...]:
    """Return the lines of one product for which something is still waited for, in their order."""
    return tuple(each for each in lines_of_sku(desk, purchase_id, sku) if each.open)


def line(desk: Desk, line_id: int) -> PurchaseLine | None:
    """Return one line."""
    row = _ONE_LINE.one(desk.connection, line_is=line_id)
    return None if row is None else _line(row)


def waited_for(desk: Desk, sku: str, warehouse: str) -> tuple[PurchaseLine, ...]:
    """Return the lines of confirmed orders that a warehouse waits for of a product, the earliest due first."""
    rows = _WAITING.all(desk.connection, sku_is=sku, warehouse_is=warehouse)
    found = [_line(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (not each.due_day, each.due_day, each.purchase_id, each.n)))


def serves(desk: Desk, sku: str, warehouse: str, supplier_id: int, purchase_id: int | None) -> int | None:
    """Return the line that goods of a supplier are for: of the order named, else of the one due first; None for none.

    Of an order that is named, a line that waits for nothing more is named as well: goods beyond it are over.
    """
    if purchase_id is not None:
        mine = lines_of_sku(desk, purchase_id, sku)
        return next((each.id for each in mine if each.open), mine[0].id if mine else None)
    found = waited_for(desk, sku, warehouse)
    return next((each.id for each in found if head(desk, each.purchase_id).supplier_id == supplier_id), None)


def arrival(desk: Desk, purchase_id: int) -> Arrival:
    """Return how much has come of a purchase order."""
    return arrival_of(lines(desk, purchase_id))


def add_received(desk: Desk, line_id: int, qty: int) -> None:
    """Let `qty` units more have come of a line; a negative number takes back what an undone scan brought."""
    _RECEIVED.do(desk.connection, line_is=line_id, more=qty)


def set_state(desk: Desk, purchase_id: int, state: PurchaseState) -> None:
    """Let a purchase order go to `state`, with the moment it was confirmed or ended."""
    _STATE.run(desk.connection, id_is=purchase_id, to=state.value)
    if state is PurchaseState.CONFIRMED:
        _CONFIRMED_AT.run(desk.connection, id_is=purchase_id, at_is=desk.at)
    ended = desk.at if state in (PurchaseState.CLOSED, PurchaseState.CANCELLED) else None
    _CLOSED_AT.run(desk.connection, id_is=purchase_id, at_is=ended)


def log_event(desk: Desk, purchase_id: int, what: str, facts: Mapping[str, str | int] | None = None) -> None:
    """Keep what a person decided about a purchase order. `what` has words in wording/purchasing."""
    told = json.dumps(dict(facts or {}), sort_keys=True)
    values = {"at": desk.at, "who": desk.who, "command_id": desk.command_id}
    _EVENT.run(desk.connection, purchase_order_id=purchase_id, what=what, facts=told, **values)


def events(desk: Desk, purchase_id: int) -> tuple[Event, ...]:
    """Return what people decided about a purchase order, oldest first."""
    rows = _STORY.all(desk.connection, order_is=purchase_id)
    return tuple(Event(row[0], row[1], row[2], json.loads(row[3])) for row in rows)


def _line(row: Any) -> PurchaseLine:  # noqa: ANN401 - a database row
    return PurchaseLine(*row)
