"""The UCI retail file as drafts: a second pass puts each invoice together, a third yields it; what it means is decided in `domain`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from operator import itemgetter
from typing import Any, Literal

from warehouse_app.channels.files.loading import Loaded
from warehouse_app.channels.files.portions import BaseReading, portions
from warehouse_app.channels.files.staging import GROUP_ROWS, Cache, Lines, Rows, Stage, Tally
from warehouse_app.domain.importing import retail
from warehouse_app.domain.importing.dates import moment, next_working_day_end
from warehouse_app.domain.importing.numbers import scaled, whole
from warehouse_app.domain.importing.retail import RetailRow
from warehouse_app.domain.importing.texts import clean
from warehouse_app.domain.importing.values import (
    BadValueError,
    BarcodeDraft,
    CustomerDraft,
    DocumentDraft,
    DocumentKind,
    Draft,
    HoldDraft,
    OrderDraft,
    OrderLineDraft,
    ProductDraft,
    Rejected,
    StockDraft,
)
from warehouse_app.ports.intake import IntakeRequest

PRICE_PLACES = 4
DEFAULT_CHANNEL = "retail"
_INVOICES = "CREATE TABLE IF NOT EXISTS invoices(credit INTEGER, number TEXT, run INTEGER, customer TEXT, day TEXT, at INTEGER, digest TEXT)"
_SEEN = "CREATE TABLE IF NOT EXISTS seen(customer TEXT, country TEXT, at INTEGER, sold INTEGER)"
_UNDOING = """
    SELECT c.number, s.number FROM invoices c JOIN invoices s
      ON s.customer = c.customer AND s.day = c.day AND s.digest = c.digest AND s.credit = 0
     AND (s.at < c.at OR (s.at = c.at AND s.run < c.run))
    WHERE c.credit = 1 ORDER BY c.at, c.run, c.number, s.at DESC, s.run DESC, s.number DESC
"""


class RetailReading(BaseReading):
    """One retail file. The figures count what the answer key of the source counts."""

    creates_only = True

    def __init__(self, stage: Stage, loaded: Loaded, request: IntakeRequest, columns: Sequence[int], zone: tzinfo) -> None:
        super().__init__(stage, loaded.read)
        self.kind = request.kind
        self.format = "retail-opening" if request.kind == "stock" else "retail"
        self.posting = "opening" if request.kind == "stock" else "assert"
        self._channel = request.channel or DEFAULT_CHANNEL
        self._zone = zone
        self._pick: itemgetter[Any] = itemgetter(*columns)
        self._columns = dict(zip(retail.FIELDS, columns, strict=True))
        mark, order = loaded.mark.mark, loaded.order.order
        self._codes, self._texts = Cache(retail.read_code), Cache(clean)
        self._wholes = Cache(lambda text: whole(text, mark))
        self._prices = Cache(lambda text: self._price(text, mark))
        self._times = Cache(lambda text: moment(text, order, zone))
        self._written, self._sold_codes = Tally(stage, "code"), Tally(stage, "sold")
        self._sold_texts, self._other_texts = Tally(stage, "text"), Tally(stage, "other")
        self._sums: Counter[str] = Counter()
        self._undone: dict[str, str] = {}

    def fold(self) -> None:
        """Put every invoice together; afterwards all drafts can be yielded."""
        self.stage.run(_INVOICES)
        self.stage.run(_SEEN)
        for invoice, lines, rows in self.stage.groups():
            parsed = self._parse(invoice, lines, rows)
            if parsed is not None:
                self._keep(invoice, rows, parsed)
        for tally in (self._written, self._sold_codes, self._sold_texts, self._other_texts):
            tally.settle(always=True)
        self.stage.run("CREATE INDEX invoices_of ON invoices(customer, day, digest)")
        self._undone = retail.undone(self.stage.run(_UNDOING))
        self._figures()

    def chunks(self) -> Iterator[tuple[Draft, ...]]:
        """Yield customers, products, orders and documents, or what of them the kind asks for."""
        yield from portions(self._drafts())

    def _drafts(self) -> Iterator[Draft]:
        if self.kind == "stock":
            yield from self._opening()
            return
        if self.kind in ("orders", "customers"):
            yield from self._customers()
        if self.kind in ("orders", "products"):
            yield from self._products()
        if self.kind == "orders":
            yield from self._orders()
            yield from self._documents("credit_note")
            yield from self._documents("adjustment")

    def _price(self, text: str, mark: Any) -> int:  # noqa: ANN401 - the mark is a literal of the numbers module
        value, exact = scaled(text, mark, PRICE_PLACES)
        if not exact:
            self.notes.add("price_rounded", text)
        return value

    def _parse(self, invoice: str, lines: Lines, rows: Rows) -> list[RetailRow] | None:
        codes, texts, wholes, prices, pick = self._codes, self._texts, self._wholes, self._prices, self._pick
        if len(rows) > GROUP_ROWS:
            self._leave_out(invoice, lines, rows, lines[0], "too_many_lines")
            return None
        parsed: list[RetailRow] = []
        padded = 0
        try:
            for line, row in zip(lines, rows, strict=True):
                _, written, description, qty, _, price, _, _ = pick(row)
                text = texts[description]
                if len(text) != len(description):
                    padded += 1
                sku, written, kind = codes[written]
                parsed.append(RetailRow(line, sku, written, text, kind, wholes[qty], prices[price]))
            for row in rows:
                self._times[row[self._columns["at"]]]
        except BadValueError:
            self._refuse(invoice, lines, rows)
            return None
        self.notes.add("blanks_stripped", times=padded)
        return parsed

    def _refuse(self, invoice: str, lines: Lines, rows: Rows) -> None:
        """Refuse an invoice of which at least one row is bad: name the bad ones, and say of the others why they stay out."""
        checks = {"code": self._codes, "description": self._texts, "quantity": self._wholes, "at": self._times, "price": self._prices}
        checks |= {"customer": Cache(retail.read_customer), "country": self._texts}
        good: list[int] = []
        first_bad = 0
        for index, row in enumerate(rows):
            for name, check in checks.items():
                value = row[self._columns[name]]
                try:
                    check[value]
                except BadValueError as bad:
                    self.stage.reject(Rejected(lines[index], name, value, bad.reason, bad.facts), row)
                    first_bad = first_bad or lines[index]
                    break
            else:
                good.append(index)
        self._leave_out(invoice, [lines[i] for i in good], [rows[i] for i in good], first_bad, "order_left_out")

    def _leave_out(self, invoice: str, lines: Lines, rows: Rows, bad_line: int, reason: str) -> None:
        for line, row in zip(lines, rows, strict=True):
            self.stage.reject(Rejected(line, "invoice", invoice, reason, {"order": invoice, "line": bad_line}), row)

    def _keep(self, invoice: str, rows: Rows, parsed: list[RetailRow]) -> None:
        at = self._invoice_time(invoice, rows)
        raw_customers = {row[self._columns["customer"]] for row in rows}
        customers = sorted({retail.read_customer(text) for text in raw_customers} - {""})
        customer = customers[0] if customers else ""
        country = self._texts[rows[0][self._columns["country"]]]
        parts = retail.sort_out(invoice, parsed)
        local_day = datetime.fromtimestamp(at, self._zone).date().isoformat()
        for sort, kept in parts.items():
            body = (customer, country, at, _digest(customer, country, at, kept), [tuple(row) for row in kept])
            self.stage.fold(sort, invoice, body)
            if customer and sort in ("sale", "credit_note"):
                known = (int(sort == "credit_note"), invoice, retail.invoice_sequence(invoice), customer, local_day, at)
                digest = retail.goods_digest(kept)
                if digest:
                    self.stage.run("INSERT INTO invoices VALUES (?,?,?,?,?,?,?)", (*known, digest))
        if customer:
            sold = int("sale" in parts)
            self.stage.run("INSERT INTO seen VALUES (?,?,?,?)", (customer, country, at, sold))
        self._count(invoice, rows, parsed, parts)

    def _invoice_time(self, invoice: str, rows: Rows) -> int:
        times = {row[self._columns["at"]] for row in rows}
        if len(times) > 1:
            self.notes.add("two_times", invoice)
        return int(min(self._times[text] for text in times).timestamp())

    def _count(self, invoice: str, rows: Rows, parsed: list[RetailRow], parts: Mapping[retail.Sort, tuple[RetailRow, ...]]) -> None:
        sums, notes = self._sums, self.notes
        sale = parts.get("sale", ())
        priced = [row for row in sale if row[6]] if sale else []
        self._written.counts.update([(row[1], row[2]) for row in parsed])
        self._sold_codes.counts.update([(row[1], row[2]) for row in priced])
        self._sold_texts.counts.update([(row[1], row[3]) for row in priced])
        if len(priced) != len(parsed):
            self._other_texts.counts.update([(row[1], row[3]) for row in parsed if row.qty <= 0 or row.price_e4 <= 0])
            notes.add("zero_price", invoice, sum(not row.price_e4 for row in parsed))
            notes.add("negative_price", invoice, sum(row.price_e4 < 0 for row in parsed))
        for tally in (self._written, self._sold_codes, self._sold_texts, self._other_texts):
            tally.settle()
        if sale:
            units, free = sum([row[5] for row in priced]), sum(row.qty for row in sale) if len(sale) != len(priced) else None
            sums.update(orders=1, lines=len(sale), sale_lines=len(priced), units=units)
            sums["free_units"] += 0 if free is None else free - units
            sums["value_e4"] += sum([row[5] * row[6] for row in priced])
            notes.add("mixed_invoice", invoice, int(len(priced) != len(parsed)))
            notes.add("same_code_twice", invoice, int(len({row[1] for row in sale}) != len(sale)))
        for sort in ("credit_note", "adjustment"):
            for_sort = parts.get(sort, ())  # type: ignore[call-overload]
            sums.update({f"{sort}s": int(bool(for_sort)), f"{sort}_lines": len(for_sort), f"{sort}_units": sum(row.qty for row in for_sort)})
        notes.add("customer_unknown", invoice, sum(not row[self._columns["customer"]].strip() for row in rows))
        notes.add("repeated_rows", invoice, len(rows) - len(set(map(tuple, rows))))

    def _figures(self) -> None:
        seen = self.stage.run("SELECT count(DISTINCT customer), count(DISTINCT CASE WHEN sold THEN customer END) FROM seen").fetchone()
        countries = "SELECT customer FROM seen GROUP BY customer HAVING count(DISTINCT country) > 1 ORDER BY customer"
        for (customer,) in self.stage.run(countries):
            self.notes.add("two_countries", customer)
        self._sums.update(customers=seen[0], customers_in_sales=seen[1])
        self._sums["codes_as_written"] = self._written.figure("count(DISTINCT b)")
        self._sums["codes_in_sales"] = self._sold_codes.figure("count(DISTINCT b)")
        for sku, spellings in self._written.by_first():
            if len(spellings) > 1:
                self.notes.add("codes_by_case", " ".join(written for written, _ in spellings))
            if retail.read_code(sku).kind != "goods":
                self.notes.add("not_stocked", sku, sum(count for _, count in spellings))
            elif not retail.usual_code(sku):
                self.notes.add("unusual_code", sku)
        for sku, texts in self._sold_texts.by_first():
            if len(texts) > 1:
                self.notes.add("several_descriptions", sku)
        for order, credit in self._undone.items():
            self.notes.add("undone_same_day", f"{order} ({credit})")
        for code in ("credit_notes", "adjustments"):
            self.notes.add(f"{code}_kept", times=self._sums[code])
        if self.kind == "orders":
            self.notes.add("payment_not_in_file", times=self._sums["orders"])
            self.notes.add("ship_by_computed", times=self._sums["orders"])

    def totals(self) -> Mapping[str, int]:
        """Return the figures of the answer key."""
        return dict(self._sums)

    def _customers(self) -> Iterator[CustomerDraft]:
        newest = "SELECT customer, country, max(at) FROM seen GROUP BY customer ORDER BY customer"
        for code, country, at in self.stage.run(newest):
            yield CustomerDraft(code, country=country, as_of=datetime.fromtimestamp(at, UTC), given=frozenset({"country"}))

    def _products(self) -> Iterator[ProductDraft]:
        for sku, spellings in self._written.by_first():
            aliases = tuple(BarcodeDraft(written) for written, _ in spellings if written != sku)
            kind: Literal["goods", "service"] = "goods" if retail.read_code(sku).kind == "goods" else "service"
            name = retail.best_name(sku, self._sold_texts.of(sku), self._other_texts.of(sku))
            yield ProductDraft(sku, spellings[0][0], name, aliases, kind=kind, given=frozenset({"name", "barcodes", "kind"}))

    def _orders(self) -> Iterator[OrderDraft]:
        ship_by = Cache(lambda at: next_working_day_end(datetime.fromtimestamp(int(at), UTC), self._zone))
        for code, (customer, country, at, digest, rows) in self.stage.unfold("sale"):
            credit = self._undone.get(code)
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
                lines=_lines(rows),
                content_hash=digest,
            )

    def _documents(self, kind: DocumentKind) -> Iterator[DocumentDraft]:
        for code, (customer, _, at, digest, rows) in self.stage.unfold(kind):
            reason = retail.adjustment_reason([row[3] for row in rows]) if kind == "adjustment" else ""
            yield DocumentDraft(kind, code, customer or None, datetime.fromtimestamp(at, UTC), reason, _lines(rows), digest)

    def _opening(self) -> Iterator[StockDraft]:
        sold = Tally(self.stage, "opening")
        for code, (_, _, _, _, rows) in self.stage.unfold("sale"):
            if code not in self._undone:
                for row in rows:
                    if row[4] == "goods":
                        sold.counts[row[1], ""] += row[5]
                sold.settle()
        for sku, pairs in sold.by_first():
            yield StockDraft(sku, retail.opening_quantity(pairs[0][1]))


def _lines(rows: list[tuple[Any, ...]]) -> tuple[OrderLineDraft, ...]:
    return tuple(
        [
            OrderLineDraft(n, sku, written, description, kind, qty, price, line)
            for n, (line, sku, written, description, kind, qty, price) in enumerate(rows, 1)
        ]
    )


def _digest(customer: str, country: str, at: int, rows: Sequence[RetailRow]) -> str:
    lines = [f"{written}\x1f{description}\x1f{qty}\x1f{price}" for _, _, written, description, _, qty, price in rows]
    text = "\x1e".join([customer, country, str(at), *lines])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
