"""Row numbers an import asked for before, so that an order of ten thousand asks for its products once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Ask
from warehouse_app.store.schema import ledger, trade

LIMIT = 200_000
"""Remembered codes of each kind; then they are asked for anew, so that memory does not grow with the file."""

_g, _c = ledger.product, trade.customer
_PRODUCTS = Ask(select(_g.c.sku_key, _g.c.id, _g.c.kind), _g.c.sku_key)
_CUSTOMERS = Ask(select(_c.c.code, _c.c.id), _c.c.code)


@dataclass(slots=True)
class Known:
    """SKU -> (row, kind) of products, code -> row of customers. Only what committed may be asked through it later."""

    products: dict[str, tuple[int, str]] = field(default_factory=dict)
    customers: dict[str, int] = field(default_factory=dict)

    def learn_products(self, desk: Desk, skus: Iterable[str]) -> None:
        """Ask for the products not known yet (SKUs in upper case); what is missing stays missing."""
        if len(self.products) > LIMIT:
            self.products.clear()
        for row in _PRODUCTS.of(desk.connection, [sku for sku in skus if sku not in self.products]):
            self.products[row[0]] = (row[1], row[2])

    def learn_customers(self, desk: Desk, codes: Iterable[str | None]) -> None:
        """Ask for the customers not known yet."""
        if len(self.customers) > LIMIT:
            self.customers.clear()
        unknown = [code for code in codes if code is not None and code not in self.customers]
        for row in _CUSTOMERS.of(desk.connection, unknown):
            self.customers[row[0]] = row[1]
