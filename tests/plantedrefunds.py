"""Corruptions planted in the money of returns, in work on goods, and in what goes to suppliers."""

from __future__ import annotations

from tests.planted import Plant, deeds

ROWS = "a refund is the sum of its rows, and one key is one refund"
ABOVE = "nothing was given back above what was paid"
CREDIT = "store credit is what was given of it"
WORK = "goods that are worked on stand where their work order says"
SUPPLIER = "what went to a supplier left by an entry"
INSTEAD = "an order of a return stands for a line of another"

# What was sold on the day of these tests cost nothing: whatever is given back is above what was paid.

_AT = "'2010-12-06T09:00:00.000000Z'"
_ORDER = "(SELECT MIN(order_id) FROM order_line WHERE kind = 'goods')"
_LINE = f"(SELECT MIN(id) FROM order_line WHERE order_id = {_ORDER} AND kind = 'goods')"
_MONEY = f"(SELECT currency FROM orders WHERE id = {_ORDER})"
_RETURN = (
    "INSERT INTO returns (id, code, warehouse, requested_at, order_id, state)"
    f" VALUES (900, 'RT9', 'MAIN', {_AT}, {_ORDER}, 'settled')"
)


def refund(
    amount: int, *, state: str = "approved", kind: str = "payment", intent: str = "k", currency: str = _MONEY
) -> str:
    """Return what writes a refund."""
    return (
        "INSERT INTO refund (id, code, return_id, order_id, kind, state, amount_minor, currency, intent, at)"
        f" VALUES (900, 'RF9', 900, {_ORDER}, '{kind}', '{state}', {amount}, {currency}, '{intent}', {_AT})"
    )


def row(amount: int, line: str = _LINE) -> str:
    """Return what writes a row of a refund."""
    return (
        "INSERT INTO refund_line (refund_id, n, line_id, qty, amount_minor, what)"
        f" VALUES (900, 1, {line}, 1, {amount}, 'goods')"
    )


_CREDIT = (
    "INSERT INTO store_credit (customer_id, refund_id, currency, amount_minor, at)"
    f" SELECT MIN(id), {{refund}}, 'GBP', {{amount}}, {_AT} FROM customer"
)
_WORK = (
    "INSERT INTO work_order (code, kind, state, item_id, place_id, qty, at, result)"
    f" SELECT 'WO9', 'repack', '{{state}}', MIN(i.id), MIN(p.id), {{qty}}, {_AT}, '{{result}}' FROM item i, place p"
    " WHERE i.sku = 'MUG' AND p.kind = 'DOCK'"
)
_SUPPLIER = (
    "INSERT INTO supplier_return (id, code, supplier_id, state, warehouse, at, credit_minor)"
    f" SELECT 900, 'SR9', MIN(id), '{{state}}', 'MAIN', {_AT}, {{credit}} FROM supplier"
)
_GOES = (
    "INSERT INTO supplier_return_line (supplier_return_id, n, item_id, place_id, qty, entry_id)"
    " SELECT 900, 1, MIN(i.id), MIN(p.id), 1, {entry} FROM item i, place p"
)
_INSTEAD = (
    "INSERT INTO return_order_line (line_id, return_id, of_line, kind, qty)"
    f" VALUES ({_LINE}, 900, {{of}}, 'exchange', {{qty}})"
)
_OTHER = f"(SELECT MAX(id) FROM order_line WHERE id <> {_LINE})"

REFUNDS: dict[str, tuple[Plant, ...]] = {
    ROWS: (
        deeds(_RETURN, refund(5), row(4), also=ABOVE),
        deeds(_RETURN, refund(5), also=ABOVE),
        deeds(_RETURN, refund(5, intent=""), row(5), also=ABOVE),
        deeds(_RETURN, refund(5, state="unknown"), row(5), also=ABOVE),
    ),
    ABOVE: (
        deeds(_RETURN, refund(10_000_000), row(10_000_000)),
        deeds(_RETURN, refund(10_000_000), row(10_000_000, "NULL")),
        deeds(_RETURN, refund(1, currency="'XXX'"), row(1)),
    ),
    CREDIT: (
        deeds(_RETURN, refund(1, kind="credit", state="confirmed"), row(1), also=ABOVE),
        deeds(_RETURN, refund(1), row(1), _CREDIT.format(refund=900, amount=1), also=ABOVE),
        deeds(_CREDIT.format(refund="NULL", amount=-1)),
    ),
    WORK: (
        deeds(_WORK.format(state="open", qty=999_999, result="")),
        deeds(_WORK.format(state="done", qty=1, result="scrap")),
        deeds(_WORK.format(state="done", qty=1, result="")),
    ),
    SUPPLIER: (
        deeds(_SUPPLIER.format(state="open", credit=0), _GOES.format(entry="(SELECT MIN(id) FROM entry)")),
        deeds(_SUPPLIER.format(state="sent", credit=0), _GOES.format(entry="'nix'")),
        deeds(_SUPPLIER.format(state="open", credit=5)),
    ),
    INSTEAD: (
        deeds(_RETURN, _INSTEAD.format(of=_OTHER, qty=1)),
        deeds(_RETURN, _INSTEAD.format(of=_LINE, qty=1)),
        deeds(_RETURN, _INSTEAD.format(of=_OTHER, qty=0)),
    ),
}
