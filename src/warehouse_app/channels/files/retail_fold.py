"""The second pass over the retail file: every invoice is put together, judged by the rules of `domain`, and kept
ready to be yielded.
"""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from operator import itemgetter, mul, ne
from typing import Any, NamedTuple

from warehouse_app.channels.files.loading import Loaded
from warehouse_app.channels.files.staging import GROUP_ROWS, Cache, Lines, Notes, Rows, Stage, Tally
from warehouse_app.domain.importing import retail
from warehouse_app.domain.importing.dates import moment
from warehouse_app.domain.importing.numbers import Mark, scaled, sure, whole
from warehouse_app.domain.importing.retail import RetailRow
from warehouse_app.domain.importing.texts import clean
from warehouse_app.domain.importing.values import BadValueError, Rejected

PRICE_PLACES = 4
KEPT_AT_ONCE = 200
Columns = tuple[tuple[Any, ...], ...]
"""The rows of an invoice turned: one tuple for each field of `RetailRow`."""

SKU, WRITTEN, KIND, TEXT, QTY, PRICE = 1, 2, 3, 4, 5, 6
_SAYS: itemgetter[Any] = itemgetter(SKU, WRITTEN, TEXT)  # sku, written, description of a RetailRow
_TABLE = """CREATE TABLE invoices(sort TEXT, number TEXT, run INTEGER, customer TEXT, country TEXT, day TEXT,
                                 at INTEGER, goods TEXT, content TEXT, body BLOB)"""
_KEEP = "INSERT INTO invoices VALUES (?,?,?,?,?,?,?,?,?,?)"
_PAIRED = """
    SELECT a.rowid, a.body FROM invoices a
    WHERE a.customer <> '' AND a.sort IN ('sale', 'credit_note') AND EXISTS (
        SELECT 1 FROM invoices b
        WHERE b.customer = a.customer AND b.day = a.day AND b.sort <> a.sort AND b.sort IN ('sale', 'credit_note'))
"""
_INDEX = "CREATE INDEX invoices_by_sort ON invoices(sort, number)"
_GOODS_INDEX = "CREATE INDEX invoices_by_goods ON invoices(customer, day, goods)"
_UNDOING = """
    SELECT c.number, s.number FROM invoices c JOIN invoices s
      ON s.customer = c.customer AND s.day = c.day AND s.goods = c.goods AND s.sort = 'sale'
     AND (s.at < c.at OR (s.at = c.at AND s.run < c.run))
    WHERE c.sort = 'credit_note' AND c.customer <> '' AND c.goods <> ''
    ORDER BY c.at, c.run, c.number, s.at DESC, s.run DESC, s.number DESC
"""


class _Parsed(NamedTuple):
    """One invoice, typed: its earliest time, its customer ("" for none), and how many rows name none."""

    columns: Columns
    at: int
    two_times: bool
    customer: str
    country: str
    unknown: int


class RetailFold:
    """Puts invoices together. Afterwards the stage holds `invoices` and `tally`, and this object the figures and the
    undone sales.
    """

    def __init__(
        self,
        stage: Stage,
        loaded: Loaded,
        columns: Sequence[int],
        zone: tzinfo,
        notes: Notes,
        *,
        only_goods: bool = False,
    ) -> None:
        self._only_goods = only_goods
        self._stage, self._notes, self._zone = stage, notes, zone
        self._columns = dict(zip(retail.FIELDS, columns, strict=True))
        self._where = [
            self._columns[f] for f in ("code", "description", "quantity", "price", "at", "customer", "country")
        ]
        mark, contested, order = loaded.mark.mark, loaded.mark.contested, loaded.order.order
        self._codes, self._texts = Cache(retail.read_code), Cache(clean)
        self._customers = Cache(retail.read_customer)
        self._wholes = Cache(lambda text: whole(sure(text, contested=contested), mark))
        self._prices = Cache(lambda text: self._price(sure(text, contested=contested), mark))
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
        self._match()

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

    def _parse(self, invoice: str, lines: Lines, rows: Rows) -> _Parsed | None:
        """Read an invoice column by column, which is three times as fast as row by row; None when it is refused."""
        if len(rows) > GROUP_ROWS:
            self._leave_out(invoice, lines, rows, lines[0], "too_many_lines")
            return None
        columns = list(zip(*rows, strict=True))
        code, description, qty, price, at, customer, country = (columns[where] for where in self._where)
        try:
            codes = list(map(self._codes.__getitem__, code))
            texts = list(map(self._texts.__getitem__, description))
            wholes = tuple(map(self._wholes.__getitem__, qty))
            prices = tuple(map(self._prices.__getitem__, price))
            sku, written, kind = zip(*codes, strict=True)
            times = {self._times[text] for text in set(at)}
            customers = {self._customers[text] for text in set(customer)}
            countries = {text: self._texts[text] for text in set(country)}
        except BadValueError:
            self._refuse(invoice, lines, rows)
            return None
        self._notes.add("blanks_stripped", times=sum(map(ne, texts, description)))
        unknown = sum(not text.strip() for text in customer) if "" in customers else 0
        two_times = len(set(at)) > 1
        typed = (tuple(lines), sku, written, kind, tuple(texts), wholes, prices)
        return _Parsed(typed, min(times), two_times, max(customers), countries[country[0]], unknown)

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

    def _judge(self, invoice: str, rows: Rows, found: _Parsed) -> None:
        if found.two_times:
            self._notes.add("two_times", invoice)
        customer, country, at, columns = found.customer, found.country, found.at, found.columns
        if retail.all_paid(invoice, columns[QTY], columns[PRICE]):
            parts: dict[retail.Sort, Columns] = {"sale": columns}
            self._count_paid(columns)
        else:
            typed = list(map(RetailRow, *columns))
            divided = retail.sort_out(invoice, typed)
            parts = {sort: tuple(zip(*kept, strict=True)) for sort, kept in divided.items()}
            self._count(invoice, typed, divided)
        run, day = retail.invoice_sequence(invoice), self._days[str(at)]
        for sort, kept in parts.items():
            if self._only_goods:  # nobody will ask for texts, lines and digest
                kept = (kept[SKU], kept[SKU], kept[SKU], kept[KIND], kept[SKU], kept[QTY], kept[PRICE])  # noqa: PLW2901
                content = ""
            else:
                content = content_digest(customer, country, at, kept)
            self._kept.append((sort, invoice, run, customer, country, day, at, "", content, marshal.dumps(kept)))
        if found.unknown:
            self._notes.add("customer_unknown", invoice, found.unknown)
        if len(set(columns[SKU])) != len(rows):
            self._notes.add("same_code_twice", invoice, int("sale" in parts))
            self._notes.add("repeated_rows", invoice, len(rows) - len(set(map(tuple, rows))))

    def _match(self) -> None:
        """Digest the goods of sales and credit notes of one customer and day, and find the sales that were undone."""
        paired = self._stage.run(_PAIRED).fetchall()
        digests = [(retail.goods_digest(map(RetailRow, *unpack(body))), number) for number, body in paired]
        self._stage.run_many("UPDATE invoices SET goods = ? WHERE rowid = ?", digests)
        self.undone = retail.undone(self._stage.run(_UNDOING))

    def _count_paid(self, columns: Columns) -> None:
        """Count a sale that holds nothing but paid lines, as nearly all do."""
        self._sold.counts.update(zip(columns[SKU], columns[WRITTEN], columns[TEXT], strict=True))
        units, value, lines = sum(columns[QTY]), sum(map(mul, columns[QTY], columns[PRICE])), len(columns[SKU])
        sums = self.sums
        for name, more in (
            ("orders", 1),
            ("lines", lines),
            ("sale_lines", lines),
            ("units", units),
            ("value_e4", value),
        ):
            sums[name] += more

    def _count(self, invoice: str, parsed: list[RetailRow], parts: Mapping[retail.Sort, Sequence[RetailRow]]) -> None:
        notes = self._notes
        sale = parts.get("sale", ())
        priced = [row for row in sale if row.price_e4]
        self._sold.counts.update(map(_SAYS, priced))
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

    def _count_sale(
        self, invoice: str, parsed: list[RetailRow], sale: Sequence[RetailRow], priced: list[RetailRow]
    ) -> None:
        units = sum([row[5] for row in priced])
        value = sum([row[5] * row[6] for row in priced])
        self.sums.update(orders=1, lines=len(sale), sale_lines=len(priced), units=units, value_e4=value)
        if len(priced) != len(parsed):
            self.sums["free_units"] += sum(row.qty for row in sale) - units
            self._notes.add("mixed_invoice", invoice)


def unpack(body: bytes) -> Columns:
    """Return the columns of an invoice's rows."""
    columns: Columns = marshal.loads(body)  # noqa: S302 - our own private file, written above
    return columns


def content_digest(customer: str, country: str, at: int, columns: Columns) -> str:
    """Return a digest of what an import would store of these rows; two files that say the same have the same."""
    _, _, written, _, description, qty, price = columns
    told = ("\x1f".join(written), "\x1f".join(description), repr(qty), repr(price))
    text = "\x1e".join([customer, country, str(at), *told])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
