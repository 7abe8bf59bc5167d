"""The half year of the retail file gives its answer key in the tables, and a second import changes nothing."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from tests.company import Company
from warehouse_app.application.importing import ImportReport, ImportRequest, run_import
from warehouse_app.channels.files.wire import FilesIntake

HALF_YEAR = "orders/uci_online_retail_2010-12_2011-05.csv.gz"
QUESTIONS = {
    "orders": "SELECT count(*) FROM orders WHERE state = 'confirmed' AND payment = 'paid'",
    "lines": "SELECT count(*) FROM order_line",
    "paid lines": "SELECT count(*) FROM order_line WHERE price_e4 > 0",
    "units": "SELECT sum(qty) FROM order_line WHERE price_e4 > 0",
    "value": "SELECT sum(qty * price_e4) FROM order_line",
    "credit notes": "SELECT count(*) FROM document WHERE kind = 'credit_note'",
    "credit lines": "SELECT count(*), sum(qty) FROM document_line JOIN document d ON d.id = document_id"
    " WHERE d.kind = 'credit_note'",
    "adjustments": "SELECT sum(CASE WHEN qty < 0 THEN 1 ELSE 0 END), sum(CASE WHEN qty < 0 THEN qty END),"
    " sum(CASE WHEN qty > 0 THEN 1 ELSE 0 END) FROM document_line"
    " JOIN document d ON d.id = document_id WHERE d.kind = 'adjustment'",
    "customers": "SELECT count(*) FROM customer",
    "customers in sales": "SELECT count(DISTINCT customer_id) FROM orders",
    "codes in sales": "SELECT count(DISTINCT sku_written) FROM order_line WHERE price_e4 > 0",
    "held": "SELECT count(*) FROM order_hold WHERE kind = 'manual'",
    "opening": "SELECT count(*), sum(on_hand) FROM balance b JOIN place p ON p.id = b.place_id AND p.kind = 'BIN'",
    "entries": "SELECT count(*) > 0 FROM entry WHERE kind <> 'receive' OR why <> 'opening'",
}
KEY = {
    "orders": (8_126,),
    "lines": (204_261,),
    "paid lines": (203_954,),
    "units": (2_112_658,),
    "value": (40_647_265_910,),
    "credit notes": (1_677,),
    "credit lines": (3_783, -123_666),
    "adjustments": (651, -69_068, 334),
    "customers": (2_767,),
    "customers in sales": (2_718,),
    "codes in sales": (3_384,),
    "held": (22,),
    "opening": (3_277, 2_053_308),
    "entries": (0,),
}


def figures(company: Company) -> dict[str, tuple[int, ...]]:
    with company.store.read() as desk:
        return {name: tuple(desk.connection.execute(text(asked)).one()) for name, asked in QUESTIONS.items()}


@pytest.mark.slow
def test_half_year_gives_the_answer_key_twice(company: Company, tmp_path: Path, shared_data: Path) -> None:
    intake = FilesIntake(tmp_path / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))

    def take(kind: str, form: str) -> ImportReport:
        request = ImportRequest((shared_data / HALF_YEAR,), kind, form)
        return run_import(company.runner, company.supervisor, intake, request)

    orders, stock = take("orders", "auto"), take("stock", "retail-opening")
    assert figures(company) == KEY
    assert (orders.read, orders.rejected_count, stock.rejected_count) == (209_029, 0, 0)
    told = {name: orders.by_kind[name] for name in ("orders", "lines", "customers", "credit_notes")}
    assert told == {"orders": 8_126, "lines": 204_261, "customers": 2_767, "credit_notes": 1_677}
    assert (orders.totals["units"], orders.totals["value_e4"]) == (2_112_658, 40_647_265_910)
    again = take("orders", "auto"), take("stock", "retail-opening")
    assert [(report.created, report.updated) for report in again] == [(0, 0), (0, 0)]
    assert again[0].by_kind == orders.by_kind
    assert figures(company) == KEY
