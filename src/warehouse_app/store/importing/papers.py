"""Orders and documents written whole: heads, lines, holds and addresses, each by one statement for many.

A paper of more lines than a transaction may hold is written in parts as a draft and confirmed by its last part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, update

from warehouse_app.domain.importing.values import AddressDraft, DocumentDraft, KitLine, OrderDraft, OrderLineDraft
from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.orders.states import OrderState
from warehouse_app.domain.quantities import line_total_minor, minor_digits
from warehouse_app.ports.clock import iso
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import following
from warehouse_app.store.importing.bulk import Ask, Bulk
from warehouse_app.store.importing.known import Known
from warehouse_app.store.schema import instructions, kitlines, trade
from warehouse_app.store.search import words
from warehouse_app.store.statement import Statement

DRAFT = OrderState.DRAFT.value
KEPT = "kept"
ALL = slice(None)
_GOODS = ProductKind.GOODS.value

_o, _l, _d, _m = trade.orders, trade.order_line, trade.document, trade.document_line
_ORDERS_KNOWN = Ask(select(_o.c.channel, _o.c.code, _o.c.id, _o.c.content_hash, _o.c.state, _o.c.payment), _o.c.code)
_PAPERS_KNOWN = Ask(select(_d.c.kind, _d.c.channel, _d.c.code, _d.c.id, _d.c.content_hash, _d.c.state), _d.c.code)
_ORDERS = Bulk(
    _o,
    *("channel", "code", "state", "payment", "payment_reason", "customer_id", "country", "warehouse", "placed_at"),
    *("ship_by", "currency", "total_minor", "units", "lines", "content_hash", "import_id"),
)
_LINES = Bulk(
    _l,
    *("order_id", "n", "product_id", "sku", "sku_written", "description", "kind", "qty", "price_e4", "total_minor"),
)
_HOLDS = Bulk(trade.order_hold, "order_id", "kind", "reason", "at", "who")
_ADDRESS_FIELDS = ("name", "company", "street", "street2", "city", "region", "postcode", "country", "email", "phone")
_ADDRESSES = Bulk(trade.order_address, "order_id", *_ADDRESS_FIELDS)
_KITS = Bulk(kitlines.order_kit, "order_id", "product_id", "version")
_KIT_PARTS = Bulk(kitlines.order_kit_part, "line_id", "kit_line_id", "each", "share_minor")
_LINE_IDS = Ask(select(_l.c.order_id, _l.c.n, _l.c.id), _l.c.order_id)
_GIFTS = Bulk(instructions.order_gift, "order_id", "note", "no_prices")
_DOCUMENTS = Bulk(
    _d, "kind", "channel", "code", "state", "customer_id", "country", "at", "reason", "content_hash", "import_id"
)
_DOCUMENT_LINES = Bulk(_m, "document_id", "n", "sku", "sku_written", "description", "qty", "price_e4")
_COUNT = Statement(select(func.count()).select_from(_l).where(_l.c.order_id == bindparam("id_is")))
_COUNT_KEPT = Statement(select(func.count()).select_from(_m).where(_m.c.document_id == bindparam("id_is")))
_CONFIRM = Statement(update(_o).where(_o.c.id == bindparam("id_is")).values(state=bindparam("to_state")))
_KEEP = Statement(update(_d).where(_d.c.id == bindparam("id_is")).values(state=bindparam("to_state")))

OrderKey = tuple[str, str]
DocumentKey = tuple[str, str, str]


class Paper(NamedTuple):
    """What is known of an order or document: row number, digest of its content, state, and payment of an order."""

    id: int
    content: str
    state: str
    payment: str = ""


def address_values(draft: AddressDraft) -> tuple[str, ...]:
    """Return the ten fields of an address in the order of its tables."""
    where = (draft.name, draft.company, draft.street1, draft.street2, draft.city, draft.region, draft.postcode)
    return (*where, draft.country, draft.email, draft.phone)


def orders_known(desk: Desk, keys: Iterable[OrderKey]) -> dict[OrderKey, Paper]:
    """Return which of the orders (channel, code) are there."""
    wanted = set(keys)
    rows = _ORDERS_KNOWN.of(desk.connection, [code for _, code in wanted])
    return {(row[0], row[1]): Paper(*row[2:]) for row in rows if (row[0], row[1]) in wanted}


def documents_known(desk: Desk, keys: Iterable[DocumentKey]) -> dict[DocumentKey, Paper]:
    """Return which of the documents (kind, channel, code) are there."""
    wanted = set(keys)
    rows = _PAPERS_KNOWN.of(desk.connection, [code for _, _, code in wanted])
    found = {(row[0], row[1], row[2]): Paper(row[3], row[4], row[5]) for row in rows}
    return {key: paper for key, paper in found.items() if key in wanted}


LineRow = tuple[int, int | None, str, str, str, str, int, int, int]
"""The columns of an order line after its order."""


def add_orders(
    desk: Desk, orders: Sequence[tuple[OrderDraft, Sequence[LineRow]]], known: Known, warehouse: str, run: int
) -> None:
    """Write confirmed orders with all their lines, holds, addresses and gifts."""
    if not orders:
        return
    ids = _heads(desk, orders, known, OrderState.CONFIRMED, warehouse, run)
    numbered = [(ids[order.channel, order.code], rows) for order, rows in orders]
    _LINES.put(desk.connection, [(number, *row) for number, rows in numbered for row in rows])
    _join_parts(desk, [(ids[order.channel, order.code], part) for order, _ in orders for part in order.parts])
    for order, _ in orders:
        if order.follows:
            following.settle(desk, ids[order.channel, order.code], order)


def begin_orders(
    desk: Desk, orders: Sequence[OrderDraft], known: Known, warehouse: str, run: int
) -> dict[OrderKey, int]:
    """Write drafts of orders whose lines follow in parts; return their rows."""
    if not orders:
        return {}
    whole = [(order, line_rows(order, known)) for order in orders]
    return _heads(desk, whole, known, OrderState.DRAFT, warehouse, run)


def _heads(
    desk: Desk,
    orders: Sequence[tuple[OrderDraft, Sequence[LineRow]]],
    known: Known,
    state: OrderState,
    warehouse: str,
    run: int,
) -> dict[OrderKey, int]:
    heads = []
    for order, rows in orders:
        totals = (sum([row[8] for row in rows]), sum([row[6] for row in rows if row[5] == _GOODS]), len(rows))
        customer = None if order.customer_code is None else known.customers.get(order.customer_code)
        money = (order.payment, order.payment_reason, customer, order.country, warehouse)
        when = (iso(order.placed_at), "" if order.ship_by is None else iso(order.ship_by))
        own = (order.channel, order.code, state.value)
        heads.append((*own, *money, *when, order.currency, *totals, order.content_hash, run))
    _ORDERS.put(desk.connection, heads)
    keys = [(order.channel, order.code) for order, _ in orders]
    ids = {key: paper.id for key, paper in orders_known(desk, keys).items()}
    _dress(desk, [order for order, _ in orders], [ids[key] for key in keys])
    return ids


def _dress(desk: Desk, orders: Sequence[OrderDraft], ids: Sequence[int]) -> None:
    pairs = [(number, order) for number, order in zip(ids, orders, strict=True) if order.holds or order.address]
    held = [(number, hold, order) for number, order in pairs for hold in order.holds]
    _HOLDS.put(desk.connection, [(number, hold.kind, hold.reason, desk.at, desk.who) for number, hold, _ in held])
    addressed = [(number, order.address) for number, order in pairs if order.address]
    _ADDRESSES.put(desk.connection, [(number, *address_values(each)) for number, each in addressed])
    words.remember(desk, "order", [(number, f"{each.name} {each.company}") for number, each in addressed])
    kits = [(number, *kit) for number, order in zip(ids, orders, strict=True) for kit in order.kits]
    _KITS.put(desk.connection, kits)
    gifts = [(number, order.gift) for number, order in zip(ids, orders, strict=True) if order.gift]
    _GIFTS.put(desk.connection, [(number, gift.note, int(gift.no_prices)) for number, gift in gifts])


def _join_parts(desk: Desk, parts: Sequence[tuple[int, KitLine]]) -> None:
    """Write which lines are parts of which kit; both lines are there."""
    if not parts:
        return
    of_line = {(row[0], row[1]): row[2] for row in _LINE_IDS.of(desk.connection, {number for number, _ in parts})}
    rows = [(of_line[at, each.n], of_line[at, each.kit_n], each.each, each.share_minor) for at, each in parts]
    _KIT_PARTS.put(desk.connection, rows)


def line_rows(order: OrderDraft, known: Known, at: slice = ALL) -> list[LineRow]:
    """Return the rows of an order's lines without the order. What is said to be goods is what its product is.

    The line of a kit that is sold by its parts is of no product: whoever asks what is wanted of one finds its parts.
    """
    products = known.products
    kits = {part.kit_n for part in order.parts}
    found: list[LineRow] = []
    digits = minor_digits(order.currency)
    for n, sku, written, description, told, qty, price, _ in order.lines[at]:
        number, kind = (None, told) if n in kits else products.get(sku, (None, told))
        total = line_total_minor(qty, price, digits)
        found.append((n, number, sku, written, description, kind if told == _GOODS else told, qty, price, total))
    return found


def add_lines(desk: Desk, order: OrderDraft, number: int, known: Known, most: int) -> bool:
    """Write the next lines of a draft order, at most so many; confirm it when none is missing and return True."""
    have = int(_COUNT.scalar(desk.connection, id_is=number))
    most = most // 2 if order.parts else most
    rows = line_rows(order, known, slice(have, have + most))
    _LINES.put(desk.connection, [(number, *row) for row in rows])
    here = {row[0] for row in rows}
    _join_parts(desk, [(number, part) for part in order.parts if part.n in here])
    done = have + len(rows) == len(order.lines)
    if done:
        _CONFIRM.run(desk.connection, id_is=number, to_state=OrderState.CONFIRMED.value)
        if order.follows:
            following.settle(desk, number, order)
    return done


def add_documents(
    desk: Desk, documents: Sequence[DocumentDraft], known: Known, run: int, *, whole: bool = True
) -> dict[DocumentKey, int]:
    """Write documents with their lines, or (not `whole`) their heads as drafts. Return their rows."""
    heads = []
    for each in documents:
        customer = None if each.customer_code is None else known.customers.get(each.customer_code)
        state = KEPT if whole else DRAFT
        facts = (each.country, iso(each.at), each.reason, each.content_hash, run)
        heads.append((each.kind, each.channel, each.code, state, customer, *facts))
    _DOCUMENTS.put(desk.connection, heads)
    keys = [(each.kind, each.channel, each.code) for each in documents]
    found = {key: paper.id for key, paper in documents_known(desk, keys).items()}
    if whole:
        pairs = [(found[key], each) for key, each in zip(keys, documents, strict=True)]
        _DOCUMENT_LINES.put(desk.connection, [row for number, each in pairs for row in _kept(number, each.lines)])
    return found


def _kept(number: int, lines: Sequence[OrderLineDraft]) -> list[tuple[object, ...]]:
    return [(number, li.n, li.sku, li.sku_written, li.description, li.qty, li.price_e4) for li in lines]


def add_document_lines(desk: Desk, document: DocumentDraft, number: int, most: int) -> bool:
    """Write the next lines of a draft document, at most so many; keep it when none is missing and return True."""
    have = int(_COUNT_KEPT.scalar(desk.connection, id_is=number))
    more = document.lines[have : have + most]
    _DOCUMENT_LINES.put(desk.connection, _kept(number, more))
    done = have + len(more) == len(document.lines)
    if done:
        _KEEP.run(desk.connection, id_is=number, to_state=KEPT)
    return done
