"""A file with native columns as drafts: groups of records from the stage, one bad group never losing the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from warehouse_app.channels.files.mapping import MAKERS, Maker
from warehouse_app.channels.files.pictures import Pictures
from warehouse_app.channels.files.portions import BaseReading, portions
from warehouse_app.channels.files.record import BadCellError, Manner, Record
from warehouse_app.channels.files.staging import GROUP_ROWS, Lines, Rows, Stage
from warehouse_app.domain.importing.buying import DeliveryDraft, PurchaseDraft, SupplierDraft
from warehouse_app.domain.importing.values import (
    CustomerDraft,
    Draft,
    OrderDraft,
    ProductDraft,
    Rejected,
    StockDraft,
)
from warehouse_app.domain.returning.incoming import ReturnDraft
from warehouse_app.ports.intake import IntakeRequest


class NativeReading(BaseReading):
    """One native file; drafts are made while they are asked for."""

    _LEFT_OUT: ClassVar[Mapping[str, str]] = {
        "orders": "order_left_out", "purchases": "order_left_out", "deliveries": "order_left_out",
        "returns": "order_left_out",
    }  # fmt: skip

    def __init__(
        self,
        stage: Stage,
        read: int,
        request: IntakeRequest,
        manner: Manner,
        folder: Path,
        form: tuple[str, Maker] | None = None,
    ) -> None:
        super().__init__(stage, read)
        self.kind = request.kind
        self.format, self._make = form or ("native", MAKERS[request.kind])
        self.creates_only = request.kind == "orders"
        self.notes = manner.notes
        self._request = request
        self._manner = manner
        self._pictures = Pictures(folder, manner.notes)
        self._sums: dict[str, int] = {}

    def chunks(self) -> Iterator[tuple[Draft, ...]]:
        """Yield the drafts of every group."""
        yield from portions(self._drafts())

    def totals(self) -> Mapping[str, int]:
        """Return units, and for orders their value."""
        return dict(self._sums)

    def refuse(self, refused: Rejected, lines: Sequence[int]) -> None:
        """Take the refusal of a draft with all its records; of an order also those that carry no line of it."""
        super().refuse(refused, self.stage.lines_beside(refused.line) if self.kind == "orders" else lines)

    def _drafts(self) -> Iterator[Draft]:
        make = self._make
        for key, lines, rows in self.stage.groups():
            if len(rows) > GROUP_ROWS:
                self._leave_out(key, lines, rows, "too_many_lines", lines[0])
                continue
            records = [Record(line, row, self._manner) for line, row in zip(lines, rows, strict=True)]
            try:
                drafts = make(key, records)
            except BadCellError as bad:
                self._refuse(key, records, bad)
                continue
            for draft in drafts:
                if self.creates_only and isinstance(draft, CustomerDraft) and not self.stage.is_new(draft.code):
                    continue
                if isinstance(draft, SupplierDraft) and not self._is_news(draft):
                    continue
                self._count(draft)
                yield self._dressed(draft)

    def _is_news(self, draft: SupplierDraft) -> bool:
        """Tell whether a supplier is told of for the first time, or otherwise than before: rows repeat their head."""
        known = not self.stage.is_new(draft.code)
        said = repr(replace(draft, source_line=0))
        return (bool(draft.given) and self.stage.is_new(said)) or not known

    def _dressed(self, draft: Draft) -> Draft:
        if isinstance(draft, ProductDraft) and draft.picture:
            return replace(draft, picture=self._pictures.find(draft))
        if not isinstance(draft, OrderDraft) or not self._request.channel or "channel" in self._manner.columns:
            return draft
        return replace(draft, channel=self._request.channel)

    def _count(self, draft: Draft) -> None:
        sums = self._sums
        if isinstance(draft, OrderDraft):
            sums["orders"] = sums.get("orders", 0) + 1
            sums["lines"] = sums.get("lines", 0) + len(draft.lines)
            told = [line for line in draft.lines if self.format == "native" or line.kind == "goods"]
            sums["units"] = sums.get("units", 0) + sum(line.qty for line in told)
            sums["value_e4"] = sums.get("value_e4", 0) + sum(line.qty * line.price_e4 for line in draft.lines)
            if draft.payment_reason:
                self.notes.add("payment_not_in_file", draft.code)
            for hold in draft.holds:
                self.notes.add(hold.reason, draft.code)
        elif isinstance(draft, PurchaseDraft | DeliveryDraft):
            sums["lines"] = sums.get("lines", 0) + len(draft.lines)
            sums["units"] = sums.get("units", 0) + sum(line.qty for line in draft.lines)
            if isinstance(draft, PurchaseDraft):
                worth = sum(line.qty * (line.price_e4 or 0) for line in draft.lines)
                sums["value_e4"] = sums.get("value_e4", 0) + worth
        elif isinstance(draft, ReturnDraft):
            sums["lines"] = sums.get("lines", 0) + len(draft.lines)
            sums["units"] = sums.get("units", 0) + sum(int(line.qty) for line in draft.lines)
        elif isinstance(draft, StockDraft):
            sums["units"] = sums.get("units", 0) + draft.qty

    def _refuse(self, key: str, records: Sequence[Record], bad: BadCellError) -> None:
        """Refuse the group for its bad cell; of an order every other row is refused with it, since half an order is
        no order.
        """
        for record in records:
            if record.line == bad.line:
                self.stage.reject(Rejected(bad.line, bad.field, bad.value, bad.reason, bad.facts), record.cells)
        others = [record for record in records if record.line != bad.line]
        reason = self._LEFT_OUT.get(self.kind, "record_left_out")
        self._leave_out(key, [r.line for r in others], [r.cells for r in others], reason, bad.line)

    def _leave_out(self, key: str, lines: Lines, rows: Rows, reason: str, bad_line: int) -> None:
        shown = key.replace("\x1f", " ").strip()
        for line, row in zip(lines, rows, strict=True):
            self.stage.reject(Rejected(line, "", shown, reason, {"order": shown, "line": bad_line}), row)
