"""The second pass over the retail file: every invoice is put together, judged by the rules of `domain`, and kept
ready to be yielded.
"""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from operator import itemgetter
from typing import Any

from warehouse_app.channels.files.loading import Loaded
from warehouse_app.channels.files.staging import GROUP_ROWS, Cache, Lines, Notes, Rows, Stage, Tally
from warehouse_app.domain.importing import retail
from warehouse_app.domain.importing.dates import moment
from warehouse_app.domain.importing.numbers import Mark, scaled, whole
from warehouse_app.domain.importing.retail import RetailRow
from warehouse_app.domain.importing.texts import clean
from warehouse_app.domain.importing.values import BadValueError, Rejected

PRICE_PLACES = 4
KEPT_AT_ONCE = 200
_SAYS: itemgetter[Any] = itemgetter(1, 2, 4)  # sku, written, description of a RetailRow
_TABLE = """CREATE TABLE invoices(sort TEXT, number TEXT, run INTEGER, customer TEXT, country TEXT, day TEXT,
                                 at INTEGER, goods TEXT, content TEXT, body BLOB)"""
_KEEP = "INSERT INTO invoices VALUES (?,?,?,?,?,?,?,?,?,?)"
_INDEX = "CREATE INDEX invoices_by_sort ON invoices(sort, number)"
_GOODS_INDEX = "CREATE INDEX invoices_by_goods ON invoices(customer, day, goods)"
_UNDOING = """
    SELECT c.number, s.number FROM invoices c JOIN invoices s
      ON s.customer = c.customer AND s.day = c.day AND s.goods = c.goods AND s.sort = 'sale'
     AND (s.at < c.at OR (s.at = c.at AND s.run < c.run))
    WHERE c.sort = 'credit_note' AND c.customer <> '' AND c.goods <> ''
    ORDER BY c.at, c.run, c.number, s.at DESC, s.run DESC, s.number DESC
"""


class RetailFold:
    """Puts invoices together. Afterwards the stage holds `invoices` and `tally`, and this object the figures and the
    undone sales.
    """

    def __init__(self, stage: Stage, loaded: Loaded, columns: Sequence[int], zone: tzinfo, notes: Notes) -> None:
        self._stage, self._notes, self._zone = stage, notes, zone
        self._columns = dict(zip(retail.FIELDS, columns, strict=True))
        self._row: itemgetter[Any] = itemgetter(
            *[self._columns[f] for f in ("code", "description", "quantity", "price")]
        )
        mark, order = loaded.mark.mark, loaded.order.order
        self._codes, self._texts = Cache(retail.read_code), Cache(clean)
        self._customers = Cache(retail.read_customer)
        self._wholes = Cache(lambda text: whole(text, mark))
        self._prices = Cache(lambda text: self._price(text, mark))
        self._times = Cache(lambda text: int(moment(text, order, zone).timestamp()))
        self._days = Cache(lambda at: datetime.fromtimestamp(int(at), zone).date().isoformat())
        self._sold, self._other = Tally(stage, "sold"), Tally(stage, "other")
        self._kept: list[tuple[object, ...]] = []
        self.sums: Counter[str] = Counter()
        self.undone: dict[str, str] = {}

    def fold(self) -> None:
        """Go over all invoices once."""
        self._stage.run(_TABLE)
        for invoice, lines, rows in self._stage.groups():
            parsed = self._parse(invoice, lines, rows)
            if parsed is not None:
                self._judge(invoice, rows, parsed)
                if len(self._kept) >= KEPT_AT_ONCE:
                    self._settle()
        self._settle(always=True)
        self._stage.run(_INDEX)
        self._stage.run(_GOODS_INDEX)
        self.undone = retail.undone(self._stage.run(_UNDOING))

    def _settle(self, *, always: bool = False) -> None:
        self._stage.run_many(_KEEP, self._kept)
        self._kept.clear()
        self._sold.settle(always=always)
        self._other.settle(always=always)

    def _price(self, text: str, mark: Mark) -> int:
        value, exact = scaled(text, mark, PRICE_PLACES)
        if not exact:
            self._notes.add("price_rounded", text)
        return value

    def _parse(self, invoice: str, lines: Lines, rows: Rows) -> list[RetailRow] | None:
        if len(rows) > GROUP_ROWS:
            self._leave_out(invoice, lines, rows, lines[0], "too_many_lines")
            return None
        codes, texts, wholes, prices, pick = self._codes, self._texts, self._wholes, self._prices, self._row
        make = RetailRow._make
        parsed: list[RetailRow] = []
        padded = 0
        try:
            for line, row in zip(lines, rows, strict=True):
                code, description, qty, price = pick(row)
                text = texts[description]
                if len(text) != len(description):
                    padded += 1
                parsed.append(make((line, *codes[code], text, wholes[qty], prices[price])))
            for field, cache in (("at", self._times), ("customer", self._customers), ("country", self._texts)):
                for value in self._values(rows, field):
                    cache[value]
        except BadValueError:
            self._refuse(invoice, lines, rows)
            return None
        self._notes.add("blanks_stripped", times=padded)
        return parsed

    def _values(self, rows: Rows, field: str) -> set[str]:
        at = self._columns[field]
        return {row[at] for row in rows}

    def _refuse(self, invoice: str, lines: Lines, rows: Rows) -> None:
        """Refuse an invoice of which at least one row is bad: name the bad ones, and say of the others why they stay
        out.
        """
        checks = {"code": self._codes, "description": self._texts, "quantity": self._wholes, "price": self._prices}
        checks |= {"at": self._times, "customer": self._customers, "country": self._texts}
        good: list[int] = []
        first_bad = 0
        for index, row in enumerate(rows):
            for name, check in checks.items():
                value = row[self._columns[name]]
                try:
                    check[value]
                except BadValueError as bad:
                    self._stage.reject(Rejected(lines[index], name, value, bad.reason, bad.facts), row)
                    first_bad = first_bad or lines[index]
                    break
            else:
                good.append(index)
        self._leave_out(invoice, [lines[i] for i in good], [rows[i] for i in good], first_bad, "order_left_out")

    def _leave_out(self, invoice: str, lines: Lines, rows: Rows, bad_line: int, reason: str) -> None:
        for line, row in zip(lines, rows, strict=True):
            facts = {"order": invoice, "line": bad_line}
            self._stage.reject(Rejected(line, "invoice", invoice, reason, facts), row)

    def _judge(self, invoice: str, rows: Rows, parsed: list[RetailRow]) -> None:
        times = self._values(rows, "at")
        if len(times) > 1:
            self._notes.add("two_times", invoice)
        at = min(self._times[text] for text in times)
        customers = {self._customers[text] for text in self._values(rows, "customer")}
        customer = max(customers)  # an empty one is the least
        country = self._texts[rows[0][self._columns["country"]]]
        parts = retail.sort_out(invoice, parsed)
        run, day = retail.invoice_sequence(invoice), self._days[str(at)]
        for sort, kept in parts.items():
            goods = retail.goods_digest(kept) if customer and sort != "adjustment" else ""
            content = content_digest(customer, country, at, kept)
            body = marshal.dumps([tuple(row) for row in kept])
            self._kept.append((sort, invoice, run, customer, country, day, at, goods, content, body))
        if "" in customers:
            unknown = sum(not row[self._columns["customer"]].strip() for row in rows)
            self._notes.add("customer_unknown", invoice, unknown)
        self._count(invoice, rows, parsed, parts)

    def _count(
        self,
        invoice: str,
        rows: Rows,
        parsed: list[RetailRow],
        parts: Mapping[retail.Sort, Sequence[RetailRow]],
    ) -> None:
        notes = self._notes
        sale = parts.get("sale", ())
        priced = [row for row in sale if row[6]]
        self._sold.counts.update(map(_SAYS, priced))
        if len(priced) != len(parsed):
            rest = [row for row in parsed if row.qty <= 0 or row.price_e4 <= 0]
            self._other.counts.update(map(_SAYS, rest))
            notes.add("zero_price", invoice, sum(not row.price_e4 for row in rest))
            notes.add("negative_price", invoice, sum(row.price_e4 < 0 for row in rest))
        if sale:
            self._count_sale(invoice, parsed, sale, priced)
        for sort in ("credit_note", "adjustment"):
            kept = parts.get("credit_note" if sort == "credit_note" else "adjustment")
            if kept:
                figures = {f"{sort}s": 1, f"{sort}_lines": len(kept), f"{sort}_units": sum(row.qty for row in kept)}
                self.sums.update(figures)
        if len({row[1] for row in parsed}) != len(parsed):
            notes.add("same_code_twice", invoice, int(bool(sale)))
            notes.add("repeated_rows", invoice, len(rows) - len(set(map(tuple, rows))))

    def _count_sale(
        self, invoice: str, parsed: list[RetailRow], sale: Sequence[RetailRow], priced: list[RetailRow]
    ) -> None:
        units = sum([row[5] for row in priced])
        value = sum([row[5] * row[6] for row in priced])
        self.sums.update(orders=1, lines=len(sale), sale_lines=len(priced), units=units, value_e4=value)
        if len(priced) != len(parsed):
            self.sums["free_units"] += sum(row.qty for row in sale) - units
            self._notes.add("mixed_invoice", invoice)


def content_digest(customer: str, country: str, at: int, rows: Sequence[RetailRow]) -> str:
    """Return a digest of what an import would store of these rows; two files that say the same have the same."""
    lines = [f"{row[2]}\x1f{row[4]}\x1f{row[5]}\x1f{row[6]}" for row in rows]
    text = "\x1e".join([customer, country, str(at), *lines])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
