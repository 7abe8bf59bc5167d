"""Made-up exports of a Shopify shop: its whole header, and rows that say only what a test is about."""

from __future__ import annotations

import csv
import io
from typing import Any

HEADER_LINE = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,"
    "Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,"
    "Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,"
    "Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
    "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount,Tax 1 Name,Tax 1 Value,Phone,Receipt Number,Duties,Billing Province Name,"
    "Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References"
)
HEADER = HEADER_LINE.split(",")
FIRST = {
    "Name": "#1001", "Email": "mara@example.org", "Financial Status": "paid", "Fulfillment Status": "unfulfilled",
    "Currency": "EUR", "Created at": "2026-05-04 09:59:00 +0200", "Lineitem quantity": "2", "Lineitem name": "Cup",
    "Lineitem price": "12.50", "Lineitem sku": "a-1", "Lineitem requires shipping": "true",
    "Lineitem fulfillment status": "pending", "Shipping Name": "Mara Muster", "Shipping Street": "Weg 1, Hof",
    "Shipping Address1": "Weg 1", "Shipping Address2": "Hof", "Shipping City": "Dresden", "Shipping Zip": "'01067",
    "Shipping Province": "SN", "Shipping Country": "DE", "Shipping Phone": "'+49 351 1234", "Id": "555",
    "Refunded Amount": "0.00",
}  # fmt: skip
NEXT = {
    "Name": "#1001", "Email": "mara@example.org", "Created at": "2026-05-04 09:59:00 +0200", "Lineitem quantity": "1",
    "Lineitem name": "Plate", "Lineitem price": "4.00", "Lineitem sku": "B-2", "Lineitem requires shipping": "true",
}  # fmt: skip


def cells(name: str) -> str:
    """Return the column of a keyword: `lineitem_sku` is `Lineitem sku`."""
    plainly = {"".join(filter(str.isalnum, each)).lower(): each for each in HEADER}
    return plainly[name.replace("_", "").lower()]


def first(**more: str) -> dict[str, str]:
    """Return the first row of an order."""
    return FIRST | {cells(name): value for name, value in more.items()}


def after(**more: str) -> dict[str, str]:
    """Return a following row of an order, on which everything but its line is empty."""
    return NEXT | {cells(name): value for name, value in more.items()}


def export(*rows: dict[str, Any], without: tuple[str, ...] = ()) -> str:
    """Return an export of these rows, maybe without some columns."""
    text = io.StringIO()
    names = [name for name in HEADER if name not in without]
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
