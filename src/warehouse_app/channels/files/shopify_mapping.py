"""From the rows of one order of Shopify's export to its draft, by the decisions of `domain/importing/shopify`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warehouse_app.channels.files.order_mapping import DEFAULT_CURRENCY, address_holds, gift, hashed, next_day
from warehouse_app.channels.files.record import BadCellError, Record
from warehouse_app.domain.importing import gifts, shopify
from warehouse_app.domain.importing.values import AddressDraft, Draft, HoldDraft, LineKind, OrderDraft, OrderLineDraft
from warehouse_app.domain.instructions.values import Gift

MAX_NOTE = 200
_HEAD = tuple(name for name in shopify.FIELDS if name not in shopify.OF_LINES)
_MADE: Mapping[str, tuple[str, LineKind]] = {
    "discount": ("Discount", "discount"),
    "shipping": ("Shipping", "shipping"),
    "taxes": ("Taxes", "service"),
    "duties": ("Duties", "service"),
}


def orders(key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one order of all its rows. Raises BadCellError."""
    head = _head(records)
    items = [record for record in records if record.has("line_qty") or record.has("line_sku")]
    placed = head["placed_at"].when("placed_at")
    if placed is None:
        raise records[0].bad("placed_at", "missing")
    lines = [line for record in items if (line := _line(record)) is not None]
    standing = _standing(head)
    numbered = tuple(line._replace(n=n) for n, line in enumerate([*lines, *_beside(head, lines, items, key)], 1))
    if not lines:
        raise records[0].bad("line_sku", "order_without_lines")
    done, holds = _done(numbered, items) if standing.part else (frozenset[int](), ())
    where = _address(head)
    ships = standing.state == "confirmed" and any(line.kind == "goods" for line in lines)
    if ships:
        holds = (*holds, *address_holds(where))
    word = head["payment"].raw("payment").lower()
    order = OrderDraft(
        code=shopify.unquoted(key),
        channel=shopify.CHANNEL,
        customer_code=None,
        placed_at=placed,
        ship_by=next_day(records[0], placed),
        payment="",
        payment_reason="" if word else "not_in_file",
        currency=(head["currency"].code("currency") or DEFAULT_CURRENCY).upper(),
        country=where.country or head["bill_country"].text("bill_country"),
        address=where,
        address_columns=True,
        holds=(),
        lines=numbered,
        content_hash="",
    )
    _tell(head, standing, key)
    payment = head["payment"].one_of("payment", shopify.PAYMENT, "paid")
    kept = tuple({hold.kind: hold for hold in (*holds, *standing.holds)}.values())
    told = replace(hashed(order), payment=payment, holds=kept, state=standing.state, done=done, follows=True)
    return (replace(told, note=head["tags"].text("tags")[:MAX_NOTE], gift=_gift(head)),)


def _gift(head: Mapping[str, Record]) -> Gift:
    words, no_prices, _left = gifts.told(head["note_attributes"].lines("note_attributes"))
    return gift(head["order"], words, no_prices=no_prices)


def _head(records: Sequence[Record]) -> dict[str, Record]:
    """Return which row says each field of the order; rows that say different things make it no order."""
    head = dict.fromkeys(_HEAD, records[0])
    for name in _HEAD:
        filled = [record for record in records if record.has(name)]
        if not filled:
            continue
        head[name] = filled[0]
        other = next((record for record in filled if record.raw(name) != filled[0].raw(name)), None)
        if other is not None:
            facts = {"order": other.raw("order"), "line": filled[0].line, "other": filled[0].raw(name)}
            raise other.bad(name, "order_disagrees", **facts)
    return head


def _line(record: Record) -> OrderLineDraft | None:
    """Read a line; None for one that was taken out of the order (quantity 0)."""
    qty = record.whole("line_qty", 0)
    if qty is None:
        raise record.bad("line_qty", "missing")
    if qty == 0:
        record.manner.notes.add("lines_taken_out", record.raw("order"))
        return None
    price = record.price_e4("line_price")
    if price < 0:
        raise record.bad("line_price", "out_of_range", low=0, high=10**9)
    name, written = record.text("line_name"), _code(record, "line_sku")
    ships = record.one_of("line_ships", shopify.YES_NO, "yes") == "yes"
    if ships and not written:
        raise BadCellError(record.line, "line_sku", name, "line_without_sku", {"name": name})
    if not ships:
        record.manner.notes.add("not_shipped_lines", name)
    sku = written.upper() or "SERVICE"
    return OrderLineDraft(0, sku, written or sku, name, "goods" if ships else "service", qty, price, record.line)


def _code(record: Record, name: str) -> str:
    """Return a code without the apostrophe that protects it."""
    written = record.code(name)
    found = shopify.unquoted(written)
    if found != written:
        record.manner.notes.add("apostrophes", found)
    return found


def _standing(head: Mapping[str, Record]) -> shopify.Standing:
    payment = head["payment"].raw("payment").lower()
    head["fulfilment"].one_of("fulfilment", shopify.FULFILMENT, "open")
    return shopify.standing(
        payment,
        head["fulfilment"].raw("fulfilment").lower(),
        cancelled=head["cancelled_at"].when("cancelled_at") is not None,
        refunded=head["refunded"].price_e4("refunded") > 0,
        risk=head["risk"].raw("risk").lower(),
    )


def _done(lines: Sequence[OrderLineDraft], items: Sequence[Record]) -> tuple[frozenset[int], tuple[HoldDraft, ...]]:
    """Return the lines the shop has fulfilled already; a line that is fulfilled in part makes the order wait."""
    words = {record.line: record.one_of("line_fulfilment", shopify.FULFILMENT, "open") for record in items}
    goods = [line for line in lines if line.kind == "goods"]
    done = frozenset(line.n for line in goods if words.get(line.source_line) == "done")
    unclear = any(words.get(line.source_line) == "part" for line in goods) or not done
    return done, (HoldDraft("manual", "partly_fulfilled"),) if unclear else ()


def _beside(
    head: Mapping[str, Record], lines: Sequence[OrderLineDraft], items: Sequence[Record], key: str
) -> list[OrderLineDraft]:
    """Return the lines that are no items: discounts of lines and of the order, shipping, taxes and duties on top."""
    found: list[OrderLineDraft] = []
    taken = {line.source_line for line in lines}
    item_discounts = 0
    for record in items:
        discount = record.price_e4("line_discount") if record.line in taken else 0
        if discount:
            item_discounts += discount
            found.append(_made("discount", -discount, record.line, record.text("line_name")))
    money = shopify.Money(
        items=sum(line.qty * line.price_e4 for line in lines),
        item_discounts=item_discounts,
        subtotal=_sum(head, "subtotal"),
        discount=_sum(head, "discount") or 0,
        shipping=_sum(head, "shipping") or 0,
        taxes=_sum(head, "taxes") or 0,
        duties=_sum(head, "duties") or 0,
        total=_sum(head, "total"),
    )
    owed = shopify.owed(money)
    if not owed.fits:
        head["total"].manner.notes.add("totals_differ", key)
    first = head["order"].line
    method = head["shipping_method"].text("shipping_method")
    code = head["discount_code"].text("discount_code")
    amounts = (
        *(("discount", -owed.discount, code), ("shipping", money.shipping, method)),
        *(("taxes", owed.taxes, ""), ("duties", owed.duties, "")),
    )
    found += [_made(what, amount, first, text) for what, amount, text in amounts if amount]
    return found


def _made(what: str, amount: int, line: int, text: str) -> OrderLineDraft:
    name, kind = _MADE[what]
    return OrderLineDraft(0, name.upper(), name.upper(), text or name, kind, 1, amount, line)


def _sum(head: Mapping[str, Record], name: str) -> int | None:
    return head[name].price_e4(name) if head[name].has(name) else None


def _address(head: Mapping[str, Record]) -> AddressDraft:
    def text(name: str) -> str:
        return head[name].text(name)

    phones = (shopify.unquoted(text(name)) for name in ("ship_phone", "phone", "bill_phone"))
    return AddressDraft(
        name=text("ship_name") or text("bill_name"),
        company=text("ship_company"),
        street1=text("ship_street1") or text("ship_street"),
        street2=text("ship_street2"),
        city=text("ship_city"),
        region=text("ship_province"),
        postcode=_code(head["ship_zip"], "ship_zip"),
        country=text("ship_country"),
        email=text("email"),
        phone=next(filter(None, phones), ""),
    )


def _tell(head: Mapping[str, Record], standing: shopify.Standing, key: str) -> None:
    notes = head["order"].manner.notes
    if standing.state != "confirmed":
        notes.add(f"orders_{standing.state}", key)
    if head["notes"].has("notes") or gifts.told(head["note_attributes"].raw("note_attributes"))[2]:
        notes.add("notes_left", key)
