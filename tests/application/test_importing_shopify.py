"""A shop's export again and again: new orders come, payments move on, and nothing is shipped or cancelled by a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.channels.shopify_rows import after, export, first
from tests.company import Company
from tests.importers import PRODUCTS, Importer
from warehouse_app.application.doctor import examine
from warehouse_app.application.importing import ImportReport
from warehouse_app.application.orders import CancelOrder, HoldOrder
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM

STATES = "SELECT code, state, payment, note, units FROM orders ORDER BY code"
HOLDS = "SELECT o.code, h.kind, h.reason FROM order_hold h JOIN orders o ON o.id = h.order_id ORDER BY 1, 2"


@pytest.fixture
def importer(company: Company, tmp_path: Path) -> Importer:
    made = Importer(company, tmp_path)
    made.take("products", PRODUCTS)
    return made


def took(report: ImportReport) -> tuple[int, int, int, list[str]]:
    refused = [each.rejected.reason for each in report.rejected]
    return report.created, report.updated, report.unchanged, refused


def test_export_is_stored_whole_and_twice_changes_nothing(importer: Importer) -> None:
    text = export(
        first(shipping="4.90", total="29.90", subtotal="25.00", tags="gift"),
        first(name="#1002", id="2", fulfillment_status="partial", lineitem_fulfillment_status="fulfilled"),
        after(name="#1002"),
        first(name="#1003", id="3", fulfillment_status="fulfilled"),
        first(name="#1004", id="4", cancelled_at="2026-05-05 10:00:00 +0200", lineitem_sku="GONE"),
    )
    assert took(importer.take("orders", text)) == (4, 0, 0, [])
    assert took(importer.take("orders", text)) == (0, 0, 4, [])
    assert importer.rows(STATES) == [
        ("#1001", "confirmed", "paid", "gift", 2),
        ("#1002", "confirmed", "paid", "", 3),
        ("#1003", "closed", "paid", "", 2),
        ("#1004", "cancelled", "paid", "", 2),
    ]
    lines = (
        "SELECT o.code, l.sku, l.qty, l.cancelled FROM order_line l JOIN orders o ON o.id = l.order_id ORDER BY 1, n"
    )
    assert importer.rows(lines) == [
        ("#1001", "A-1", 2, 0),
        ("#1001", "SHIPPING", 1, 0),
        ("#1002", "A-1", 2, 2),
        ("#1002", "B-2", 1, 0),
        ("#1003", "A-1", 2, 2),
        ("#1004", "GONE", 2, 0),
    ]
    report = examine(importer.company.runner, Session(SYSTEM))
    assert {check.name for check in report.checks if not check.ok} <= {"whoever acted is known"}


def test_payment_moves_on_with_a_later_export_and_never_back(importer: Importer) -> None:
    pending, paid = export(first(financial_status="pending")), export(first(financial_status="paid"))
    importer.take("orders", pending)
    assert importer.rows(HOLDS) == [("#1001", "payment", "payment_pending")]
    assert took(importer.take("orders", paid, dry_run=True)) == (0, 1, 0, [])
    assert importer.rows(STATES)[0][2] == "unpaid"
    assert took(importer.take("orders", paid)) == (0, 1, 0, [])
    assert (importer.rows(STATES)[0][2], importer.rows(HOLDS)) == ("paid", [])
    assert took(importer.take("orders", paid)) == (0, 0, 1, [])
    assert took(importer.take("orders", pending)) == (0, 0, 1, [])
    back = export(first(financial_status="partially_refunded", refunded_amount="4.00"))
    assert took(importer.take("orders", back)) == (0, 1, 0, [])
    assert importer.rows(HOLDS) == [("#1001", "manual", "partly_refunded")]


def test_holds_of_people_stay_when_a_payment_comes(importer: Importer, company: Company) -> None:
    importer.take("orders", export(first(financial_status="authorized")))
    number = importer.rows("SELECT id FROM orders")[0][0]
    hold = HoldOrder(id=company.ids.new(), order_id=number, kind="payment", reason="called the bank")
    company.runner.perform(hold, company.supervisor).done()
    assert took(importer.take("orders", export(first(financial_status="paid")))) == (0, 1, 0, [])
    assert importer.rows(HOLDS) == [("#1001", "payment", "called the bank")]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"cancelled_at": "2026-05-05 10:00:00 +0200"}, "cancelled_elsewhere"),
        ({"fulfillment_status": "fulfilled"}, "shipped_elsewhere"),
        ({"lineitem_quantity": "3"}, "order_changed"),
    ],
)
def test_fate_in_the_shop_is_told_and_never_carried_out(
    importer: Importer, company: Company, cells: dict[str, str], why: str
) -> None:
    importer.take("orders", export(first()))
    assert took(importer.take("orders", export(first(**cells)))) == (0, 0, 0, [why])
    assert importer.rows(STATES)[0][1] == "confirmed"
    number = importer.rows("SELECT id FROM orders")[0][0]
    company.runner.perform(CancelOrder(id=company.ids.new(), order_id=number, reason=""), company.supervisor).done()
    expected = [why] if why == "order_changed" else []
    assert took(importer.take("orders", export(first(**cells))))[3] == expected


def test_unknown_products_are_refused_with_all_rows_and_can_come_again(importer: Importer, tmp_path: Path) -> None:
    text = export(first(lineitem_quantity="0"), after(lineitem_sku="NEW"), after())
    spilled: list[tuple[str, ...]] = []
    report = importer.take("orders", text, spill=spilled.extend)
    assert took(report) == (0, 0, 0, ["unknown_sku"])
    assert len(spilled) == 4
    importer.take("products", "sku\nNEW\n")
    again = tmp_path / "mended.csv"
    again.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in spilled))
    assert took(importer.take("orders", again)) == (1, 0, 0, [])


def test_order_of_very_many_lines_ends_as_the_shop_says(importer: Importer) -> None:
    many = [first(fulfillment_status="fulfilled"), *(after(lineitem_name=f"Plate {n}") for n in range(1_000))]
    assert took(importer.take("orders", export(*many))) == (1, 0, 0, [])
    assert importer.rows(STATES) == [("#1001", "closed", "paid", "", 1_002)]
    assert importer.rows("SELECT SUM(qty - cancelled) FROM order_line") == [(0,)]
