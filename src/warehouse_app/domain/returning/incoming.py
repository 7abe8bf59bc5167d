"""Returns as channels tell of them: Shopify's returns and refunds, Amazon's returns, read into one form.

A document may be a whole answer of an interface, one node of it or a list of them: whatever in it has the shape of a
return is taken, wherever it stands. One bad piece never loses the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from warehouse_app.domain.editing import BadField
from warehouse_app.domain.refusals import Refused

MOST_DEEP = 40
"""How deep a document is looked into."""

MOST_DRAFTS = 100_000


class Said(StrEnum):
    """How far a channel has come with a return."""

    ASKED = "asked"
    AGREED = "agreed"
    ON_WAY = "on its way"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class DraftLine:
    """So many of a product; `reason` is the channel's own word."""

    sku: str
    qty: str
    reason: str = ""
    source_line: int = 0


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """A return as a channel tells of it. `kind` of channel says whose words its reasons are."""

    kind: str
    external: str
    order: str
    lines: tuple[DraftLine, ...]
    said: Said = Said.AGREED
    outcome: str = ""
    words: str = field(default="", repr=False)
    carrier: str = ""
    tracking: str = ""
    customer: str = ""


def read(text: str) -> tuple[ReturnDraft, ...]:
    """Read a JSON document. Raises Refused(BadField) where it holds no return."""
    plain = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    found = _of_json(plain)
    if not found:
        raise Refused(BadField("file", plain[:40], "unknown"))
    return found[:MOST_DRAFTS]


def _of_json(text: str) -> tuple[ReturnDraft, ...]:
    try:
        document = json.loads(text, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise Refused(BadField("file", str(error)[:80], "no_choice")) from error
    found: list[ReturnDraft] = []
    items: dict[str, ReturnDraft] = {}
    for node in _nodes(document, 0):
        if "returnLineItems" in node:
            found.append(_of_shopify(node))
        elif "refund_line_items" in node:
            found.append(_of_refund(node))
        elif "returnMetadata" in node:
            draft = _of_amazon(node)
            known = items.get(draft.external)
            items[draft.external] = draft if known is None else replace(known, lines=(*known.lines, *draft.lines))
    return (*found, *items.values())


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    """Yield every object that has the shape of a return; what is in one is not looked into."""
    if depth > MOST_DEEP:
        return
    if isinstance(value, dict):
        if any(name in value for name in ("returnLineItems", "refund_line_items", "returnMetadata")):
            yield value
            return
        for each in value.values():
            yield from _nodes(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)


def _list(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - any JSON
    """Return the objects of a list, or of a connection's nodes or edges."""
    if isinstance(value, dict):
        edges = value.get("edges")
        value = (
            [each.get("node") for each in edges if isinstance(each, dict)]
            if isinstance(edges, list)
            else value.get("nodes")
        )
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _at(value: Any, *path: str) -> Any:  # noqa: ANN401 - any JSON
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: Any, *path: str) -> str:  # noqa: ANN401 - any JSON
    found = _at(value, *path) if path else value
    return str(found).strip() if isinstance(found, (str, int)) and not isinstance(found, bool) else ""


_SHOPIFY = {
    "REQUESTED": Said.ASKED,
    "OPEN": Said.AGREED,
    "CLOSED": Said.AGREED,
    "CANCELED": Said.OFF,
    "DECLINED": Said.OFF,
}


def _of_shopify(node: Mapping[str, Any]) -> ReturnDraft:
    """Read a `Return` of the Admin API (GraphQL)."""
    lines, words = [], []
    for each in _list(node["returnLineItems"]):
        item = _at(each, "fulfillmentLineItem", "lineItem")
        reason = _text(each, "returnReason") or _text(each, "returnReasonDefinition", "handle").upper()
        lines.append(DraftLine(_text(item, "sku"), _text(each, "quantity"), reason))
        words += [_text(each, "customerNote"), _text(each, "returnReasonNote")]
    number, carrier = _shipping(node)
    said = _SHOPIFY.get(_text(node, "status"), Said.AGREED)
    return ReturnDraft(
        "shopify", _text(node, "name") or _text(node, "id"),
        (_text(node, "order", "name") or _text(node, "order", "legacyResourceId")).removeprefix("#"), tuple(lines),
        Said.ON_WAY if number and said is Said.AGREED else said,
        "exchange" if _list(node.get("exchangeLineItems")) else "",
        "\n".join(each for each in words if each), carrier, number,
    )  # fmt: skip


def _shipping(node: Mapping[str, Any]) -> tuple[str, str]:
    for order in _list(node.get("reverseFulfillmentOrders")):
        for delivery in _list(order.get("reverseDeliveries")):
            number = _text(delivery, "deliverable", "tracking", "number")
            if number:
                return number, _text(delivery, "deliverable", "tracking", "carrierName")
    return "", ""


def _of_refund(node: Mapping[str, Any]) -> ReturnDraft:
    """Read a refund of the REST interface: what was paid back there comes back here."""
    lines = tuple(
        DraftLine(_text(each, "line_item", "sku"), _text(each, "quantity")) for each in _list(node["refund_line_items"])
    )
    order = _text(node, "order", "name") or _text(node, "order_id")
    return ReturnDraft(
        "shopify", f"refund {_text(node, 'id')}", order.removeprefix("#"), lines, outcome="nothing",
        words=_text(node, "note"),
    )  # fmt: skip


_AMAZON_OFF = frozenset({"CANCELLED", "REJECTED", "CUSTOMER_CANCELLED_PICK_UP"})
_AMAZON_WAY = frozenset(
    {"PICKED_FROM_CUSTOMER", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "CUSTOMER_DROPPED_OFF", "REPLANNED"}
)
_AMAZON_OUTCOME = {"REPLACEMENT": "replacement", "EXCHANGE": "exchange"}


def _of_amazon(node: Mapping[str, Any]) -> ReturnDraft:
    """Read a `Return` of External Fulfillment Returns: each is of one product; those of one RMA are one return."""
    status = _text(node, "status")
    said = Said.OFF if status in _AMAZON_OFF else Said.ON_WAY if status in _AMAZON_WAY else Said.AGREED
    line = DraftLine(
        _text(node, "merchantSku"), _text(node, "numberOfUnits") or "1", _text(node, "returnMetadata", "returnReason")
    )
    return ReturnDraft(
        "amazon", _text(node, "returnMetadata", "rmaId") or _text(node, "id"),
        _text(node, "marketplaceChannelDetails", "customerOrderId"), (line,), said,
        _AMAZON_OUTCOME.get(_text(node, "returnSubType"), ""), "",
        _text(node, "returnShippingInfo", "reverseTrackingInfo", "carrierName"),
        _text(node, "returnShippingInfo", "reverseTrackingInfo", "trackingId"),
    )  # fmt: skip
