"""The credit notes of the half year matched to its sales, line by line: why every fourth was never sold in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.importing.values import DocumentDraft, OrderDraft
from warehouse_app.domain.returning.replay import Blind, Match, Noted, Part, Sale, Sums, explain
from warehouse_app.ports.intake import IntakeRequest

HALF_YEAR = "orders/uci_online_retail_2010-12_2011-05.csv.gz"


class Shop:
    """What each customer bought, and how many of it may still come back."""

    def __init__(self) -> None:
        self.sales: dict[tuple[str, str], list[Sale]] = defaultdict(list)
        self.first: dict[str, str] = {}
        self.lines = 0

    def sold(self, order: OrderDraft) -> None:
        """Take an order in."""
        who, at = order.customer_code or "", order.placed_at.isoformat()
        self.first[who] = min(at, self.first.get(who, at))
        for line in order.lines:
            self.lines += 1
            if line.kind == "goods":
                self.sales[who, line.sku].append(Sale(self.lines, self.lines, line.sku, line.qty, at))

    def explained(self, note: DocumentDraft, lines: list[Noted]) -> tuple[Part, ...]:
        """Explain a note by what its customer had bought by then, and let that be back."""
        who, at = note.customer_code or "", note.at.isoformat()
        why = Blind.NOBODY if not who else Blind.OTHER if self.first.get(who, "9") <= at else Blind.NEW
        mine = [sale for sku in {line.sku for line in lines} for sale in self.sales.get((who, sku), ())] if who else []
        parts = explain(lines, [sale for sale in mine if sale.placed_at <= at], why)
        for part in parts:
            if part.line_id is not None:
                self._back(self.sales[who, part.sku], part)
        return parts

    def _back(self, sales: list[Sale], part: Part) -> None:
        at = next(n for n, sale in enumerate(sales) if sale.line_id == part.line_id)
        sales[at] = replace(sales[at], left=sales[at].left - part.qty)


@pytest.mark.slow
def test_the_credit_notes_of_the_half_year_are_named_and_the_sums_agree(tmp_path: Path, shared_data: Path) -> None:
    intake = FilesIntake(tmp_path, ZoneInfo("UTC"), ZoneInfo("Europe/London"))
    shop, sums, notes = Shop(), Sums(), list[DocumentDraft]()
    with intake.open(shared_data / HALF_YEAR, IntakeRequest("orders")) as reading:
        for draft in (draft for portion in reading.chunks() for draft in portion):
            if isinstance(draft, OrderDraft):
                shop.sold(draft)
            elif isinstance(draft, DocumentDraft) and draft.kind == "credit_note":
                notes.append(draft)
    for note in notes:
        lines = [Noted(n, each.sku, -each.qty, each.price_e4, each.kind == "goods") for n, each in
                 enumerate(note.lines, 1) if each.qty]  # fmt: skip
        sums.count(lines, shop.explained(note, lines), 0, note.at.isoformat()[:7])
    assert (sums.notes, sums.lines, sums.units, sums.value_e4, sums.agree) == (
        1_677,
        3_783,
        123_666,
        3_578_989_500,
        True,
    )
    assert sums.of_lines == {Match.MATCHED: 2_670, Match.ABOVE: 29, Match.BLIND: 843, Match.MONEY: 257}
    assert sums.of_units == {Match.MATCHED: 103_015, Match.ABOVE: 265, Match.BLIND: 17_114, Match.MONEY: 3_272}
    # A sale of before the window cannot be found: the share falls as the books grow older, and no match is missed.
    assert sums.of_blind == {Blind.NOBODY: 79, Blind.NEW: 367, Blind.OTHER: 397}
    months = zip(sums.goods_of_month.values(), sums.blind_of_month.values(), strict=True)
    assert sorted(sums.goods_of_month) == ["2010-12", *(f"2011-0{n}" for n in range(1, 6))]
    assert sorted((round(100 * blind / n) for n, blind in months), reverse=True) == [56, 27, 24, 15, 7, 5]
