"""The UCI retail file as drafts, yielded from what the second pass kept: customers, products, orders, then the
documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import count, groupby, starmap
from operator import itemgetter

from warehouse_app.channels.files.loading import Loaded
from warehouse_app.channels.files.portions import BaseReading, portions
from warehouse_app.channels.files.retail_fold import RetailFold, unpack
from warehouse_app.channels.files.staging import Cache, Stage, Tally
from warehouse_app.domain.importing import retail
from warehouse_app.domain.importing.dates import next_working_day_end
from warehouse_app.domain.importing.values import (
    BarcodeDraft,
    CustomerDraft,
    DocumentDraft,
    DocumentKind,
    Draft,
    HoldDraft,
    OrderDraft,
    OrderLineDraft,
    ProductDraft,
    ProductKind,
    StockDraft,
)
from warehouse_app.ports.intake import IntakeRequest

DEFAULT_CHANNEL = "retail"
_SORTED = "SELECT number, customer, country, at, content, body FROM invoices WHERE sort = ? ORDER BY number"
_NEWEST = "SELECT customer, country, max(at) FROM invoices WHERE customer <> '' GROUP BY customer ORDER BY customer"
_MOVED = "SELECT customer FROM invoices WHERE customer <> '' GROUP BY customer HAVING count(DISTINCT country) > 1"
_CUSTOMERS = """SELECT count(DISTINCT customer), count(DISTINCT CASE WHEN sort = 'sale' THEN customer END)
                FROM invoices WHERE customer <> ''"""
_TOLD = "SELECT a, b, c, name, n FROM tally WHERE name IN ('sold', 'other') ORDER BY a"
_CODES = "SELECT count(DISTINCT b) FROM tally WHERE name IN ('sold', 'other')"
_SOLD_CODES = "SELECT count(DISTINCT b) FROM tally WHERE name = 'sold'"
_SEVERAL = "SELECT a FROM tally WHERE name = 'sold' AND c <> '' GROUP BY a HAVING count(DISTINCT c) > 1 ORDER BY a"


class RetailReading(BaseReading):
    """One retail file. The figures count what the answer key of the source counts."""

    creates_only = True
    makes_products = True

    def __init__(
        self, stage: Stage, loaded: Loaded, request: IntakeRequest, columns: Sequence[int], zone: tzinfo
    ) -> None:
        super().__init__(stage, loaded.read)
        self.kind = request.kind
        self.format = "retail-opening" if request.kind == "stock" else "retail"
        self.posting = "opening" if request.kind == "stock" else "assert"
        self._channel = request.channel or DEFAULT_CHANNEL
        self._zone = zone
        self._fold = RetailFold(stage, loaded, columns, zone, self.notes, only_goods=request.kind == "stock")

    def fold(self) -> None:
        """Put every invoice together; afterwards all drafts can be yielded."""
        self._fold.fold()
        self._figures()

    def chunks(self) -> Iterator[tuple[Draft, ...]]:
        yield from portions(self._drafts())

    def totals(self) -> Mapping[str, int]:
        return dict(self._fold.sums)

    def _drafts(self) -> Iterator[Draft]:
        if self.kind == "stock":
            yield from self._products(only_goods=True)
            yield from self._opening()
            return
        if self.kind in {"orders", "customers"}:
            yield from self._customers()
        if self.kind in {"orders", "products"}:
            yield from self._products()
        if self.kind == "orders":
            yield from self._orders()
            yield from self._documents("credit_note")
        if self.kind in {"orders", "adjustments"}:
            yield from self._documents("adjustment")

    def _figures(self) -> None:
        run, notes, sums = self.stage.run, self.notes, self._fold.sums
        sums["customers"], sums["customers_in_sales"] = run(_CUSTOMERS).fetchone()
        sums["codes_as_written"] = run(_CODES).fetchone()[0]
        sums["codes_in_sales"] = run(_SOLD_CODES).fetchone()[0]
        for (customer,) in run(_MOVED):
            notes.add("two_countries", customer)
        for sku, told in self._told():
            spellings = sorted({written for written, _, _, _ in told})
            if len(spellings) > 1:
                notes.add("codes_by_case", " ".join(spellings))
            if retail.read_code(sku).kind != "goods":
                notes.add("not_stocked", sku, sum(count for _, _, _, count in told))
            elif not retail.usual_code(sku):
                notes.add("unusual_code", sku)
        for (sku,) in run(_SEVERAL):
            notes.add("several_descriptions", sku)
        for order, credit in self._fold.undone.items():
            notes.add("undone_same_day", f"{order} ({credit})")
        for code in ("adjustments",) if self.kind == "adjustments" else ("credit_notes", "adjustments"):
            notes.add(f"{code}_kept", times=sums[code])
        if self.kind == "orders":
            notes.add("payment_not_in_file", times=sums["orders"])
            notes.add("ship_by_computed", times=sums["orders"])

    def _told(self) -> Iterator[tuple[str, list[tuple[str, str, str, int]]]]:
        """Yield every SKU with how it was written and described, where (sold or other) and in how many rows."""
        for sku, rows in groupby(self.stage.run(_TOLD), itemgetter(0)):
            yield sku, [row[1:] for row in rows]

    def _customers(self) -> Iterator[CustomerDraft]:
        for code, country, at in self.stage.run(_NEWEST):
            newest = datetime.fromtimestamp(at, UTC)
            yield CustomerDraft(code, country=country, as_of=newest, given=frozenset({"country"}))

    def _products(self, *, only_goods: bool = False) -> Iterator[ProductDraft]:
        given = frozenset({"name", "barcodes", "kind"})
        for sku, told in self._told():
            kind: ProductKind = "goods" if retail.read_code(sku).kind == "goods" else "service"
            if only_goods and kind != "goods":
                continue
            spellings = sorted({written for written, _, _, _ in told})
            texts: dict[str, Counter[str]] = {"sold": Counter(), "other": Counter()}
            for _, description, where, rows in told:
                if description:
                    texts[where][description] += rows
            name = retail.best_name(sku, sorted(texts["sold"].items()), sorted(texts["other"].items()))
            aliases = tuple(BarcodeDraft(written) for written in spellings if written != sku)
            yield ProductDraft(sku, spellings[0], name, aliases, kind=kind, given=given)

    def _orders(self) -> Iterator[OrderDraft]:
        ship_by = Cache(lambda at: next_working_day_end(datetime.fromtimestamp(int(at), UTC), self._zone))
        for code, customer, country, at, digest, body in self.stage.run(_SORTED, ("sale",)):
            credit = self._fold.undone.get(code)
            holds = (HoldDraft("manual", "undone_same_day", (("credit_note", credit),)),) if credit else ()
            yield OrderDraft(
                code=code,
                channel=self._channel,
                customer_code=customer or None,
                placed_at=datetime.fromtimestamp(at, UTC),
                ship_by=ship_by[str(at)],
                payment="paid",
                payment_reason="not_in_file",
                currency=retail.CURRENCY,
                country=country,
                address=None,
                address_columns=False,
                holds=holds,
                lines=_lines(body),
                content_hash=digest,
            )

    def _documents(self, kind: DocumentKind) -> Iterator[DocumentDraft]:
        for code, customer, country, at, digest, body in self.stage.run(_SORTED, (kind,)):
            lines = _lines(body)
            notes = [line.description for line in lines]
            reason = retail.adjustment_reason(notes) if kind == "adjustment" else ""
            when = datetime.fromtimestamp(at, UTC)
            yield DocumentDraft(kind, self._channel, code, customer or None, country, when, reason, lines, digest)

    def _opening(self) -> Iterator[StockDraft]:
        sold = Tally(self.stage, "opening")
        for code, _, _, _, _, body in self.stage.run(_SORTED, ("sale",)):
            if code not in self._fold.undone:
                _, skus, _, kinds, _, qtys, prices = unpack(body)
                for sku, kind, qty, price in zip(skus, kinds, qtys, prices, strict=True):
                    if kind == "goods" and price:
                        sold.counts[sku, "", ""] += qty
                sold.settle()
        sold.settle(always=True)
        for sku, units in self.stage.run("SELECT a, n FROM tally WHERE name = 'opening' ORDER BY a"):
            yield StockDraft(sku, retail.opening_quantity(units))


def _lines(body: bytes) -> tuple[OrderLineDraft, ...]:
    line, sku, written, kind, description, qty, price = unpack(body)
    return tuple(
        starmap(OrderLineDraft, zip(count(1), sku, written, description, kind, qty, price, line, strict=False))
    )
