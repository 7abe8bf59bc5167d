"""Money is counted in what its currency counts in: whole yen, hundredths of a pound, thousandths of a dinar."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.buying import bought, buy, do, refused, sell, supplier, warehouse
from tests.company import Company
from tests.countbench import Counter, rows, settings, states
from tests.importers import Importer
from tests.settled import Shop
from warehouse_app.application.counting import decide, plans
from warehouse_app.application.exceptions.queue import queue
from warehouse_app.application.exporting import export
from warehouse_app.application.purchasing import suppliers
from warehouse_app.application.purchasing.paper import purchase_data
from warehouse_app.application.purchasing.suppliers import SetSupplier
from warehouse_app.application.returning.suppliers import (
    AddToSupplierReturn,
    CreditSupplierReturn,
    NewSupplierReturn,
    SendSupplierReturn,
    supplier_return_detail,
)
from warehouse_app.application.returning.working import FinishWork, work_list
from warehouse_app.documents.papers.purchase import purchase_paper
from warehouse_app.domain.counting.facts import CellFacts
from warehouse_app.domain.editing import BadField, Change
from warehouse_app.domain.purchasing.values import Supplier
from warehouse_app.domain.returning.states import Disposition
from warehouse_app.planning.counting import at_stake_minor
from warehouse_app.store.packing import orders
from warehouse_app.store.purchasing import suppliers as kept
from warehouse_app.store.schema import counting
from warehouse_app.store.schema import ledger as tables
from warehouse_app.wording.counting import why_words
from warehouse_app.wording.purchasing import remark_words

WORTH = [("JPY", 3_704, "3704"), ("GBP", 370_350, "3703.50"), ("KWD", 3_703_500, "3703.500")]
"""Of three for 1234.50 each: in minor units, and as it is written."""


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        warehouse(desk)
        company.product(desk, "A1")
    return company


def sold_in(shop: Company, currency: str, minimum: str = "") -> int:
    number = supplier(shop, currency=currency, minimum=minimum)
    sell(shop, number, "A1", price="1234.5")
    return number


def known(shop: Company, number: int) -> Supplier:
    with shop.store.read() as desk:
        return kept.get(desk, number)


@pytest.mark.parametrize(("currency", "minor", "said"), WORTH)
def test_a_purchase_is_worth_what_its_currency_counts_in(shop: Company, currency: str, minor: int, said: str) -> None:
    sold_in(shop, currency)
    made = buy(shop, ("A1", 3))
    detail = bought(shop, made.id)
    assert (detail.row.total_minor, [line.total_minor for line in detail.lines]) == (minor, [minor])
    out = io.StringIO()
    export(shop.runner, shop.supervisor, "purchases", "jsonl", out)
    assert json.loads(out.getvalue())["total_minor"] == minor
    with shop.store.read() as desk:
        paper = purchase_data(desk, made.purchase)
    assert sum(line.total_minor for line in paper.lines) == minor
    assert purchase_paper(paper).startswith(b"%PDF")


@pytest.mark.parametrize(("currency", "minor", "said"), WORTH)
def test_the_least_worth_of_an_order_is_of_its_suppliers_currency(
    shop: Company, currency: str, minor: int, said: str
) -> None:
    number = sold_in(shop, currency, minimum="3705")
    buy(shop, ("A1", 3))
    detail = bought(shop, 1)
    least = "3705" + said[4:].replace("5", "0")
    assert [remark_words(each) for each in detail.remarks] == [
        f"The order is worth {said} {currency}; the supplier wants {least} at least"
    ]
    do(shop, SetSupplier, supplier_id=number, changes=(Change("minimum", least, "3000"),)).done()
    assert bought(shop, 1).remarks == ()


def test_a_suppliers_least_worth_is_the_same_figure_in_another_currency(shop: Company) -> None:
    number = sold_in(shop, "GBP", minimum="500.50")
    to_yen = Change("currency", "GBP", "JPY")
    assert refused(do(shop, SetSupplier, supplier_id=number, changes=(to_yen,))) == BadField(
        "minimum", "500.50", "no_price"
    )
    do(shop, SetSupplier, supplier_id=number, changes=(to_yen, Change("minimum", "500.50", "60000"))).done()
    assert (known(shop, number).currency, known(shop, number).minimum_minor) == ("JPY", 60_000)
    do(shop, SetSupplier, supplier_id=number, changes=(Change("currency", "JPY", "KWD"),)).done()
    assert known(shop, number).minimum_minor == 60_000_000
    assert suppliers.fields_of(known(shop, number))["minimum"] == "60000.000"


def test_an_order_in_another_currency_than_its_suppliers_is_not_held_against_the_least_worth(shop: Company) -> None:
    number = sold_in(shop, "JPY", minimum="9000")
    made = buy(shop, ("A1", 3))
    assert bought(shop, made.id).remarks
    do(shop, SetSupplier, supplier_id=number, changes=(Change("currency", "JPY", "KWD"),)).done()
    assert bought(shop, made.id).remarks == ()


@pytest.mark.parametrize(
    ("file", "currency", "minor"),
    [
        ("supplier,currency,minimum\nS,JPY,500\n", "JPY", 500),
        ("supplier,currency,minimum\nS,KWD,0.125\n", "KWD", 125),
        ("supplier,minimum\nS,250.50\n", "EUR", 25_050),
        ("supplier,currency,minimum\nS,JPY,\nS,,500\n", "JPY", 500),
    ],
)
def test_a_file_tells_the_least_worth_in_the_suppliers_currency(
    shop: Company, tmp_path: Path, file: str, currency: str, minor: int
) -> None:
    importer = Importer(shop, tmp_path)
    report = importer.take("suppliers", file)
    assert (report.rejected_count, report.remarks) == (0, ())
    assert (known(shop, 1).currency, known(shop, 1).minimum_minor) == (currency, minor)
    again = importer.take("suppliers", "supplier,minimum\nS,70\n")
    assert again.changes["suppliers"]["updated"] == 1
    assert known(shop, 1).minimum_minor == 70 * minor // {"JPY": 500, "KWD": 0.125, "EUR": 250.5}[currency]


def test_a_file_that_changes_the_currency_keeps_the_figure_and_says_what_it_rounds(
    shop: Company, tmp_path: Path
) -> None:
    importer = Importer(shop, tmp_path)
    importer.take("suppliers", "supplier,currency,minimum\nS,EUR,250.00\n")
    assert importer.take("suppliers", "supplier,currency\nS,JPY\n").changes["suppliers"]["updated"] == 1
    assert known(shop, 1).minimum_minor == 250
    report = importer.take("suppliers", "supplier,minimum\nS,300.5\n")
    assert [each.code for each in report.remarks] == ["minimum_rounded"]
    assert known(shop, 1).minimum_minor == 301


@pytest.mark.parametrize(("currency", "wanted"), [("JPY", "posted"), ("KWD", "posted"), ("EUR", "posted")])
def test_a_count_weighs_differences_in_the_companys_currency(company: Company, currency: str, wanted: str) -> None:
    settings(company, company_currency=currency, count_recount_value="50")
    with company.write() as desk:
        warehouse(desk)
        company.product(desk, "CUP")
        company.bin(desk, "A01")
        company.stock(desk, "A01", "CUP", 3)
    worth_of(company, "49.9")
    assert Counter(company, "H1", "ANNA").codes("A01", "CUP", "2", "DONE")[-1] == "count_done"
    assert states(company) == [wanted]
    (count,) = rows(company, counting.count_request)
    minor = {"JPY": 50, "EUR": 4_990, "KWD": 49_900}[currency]
    assert count.value_minor == minor
    found = company.runner.ask(lambda desk: decide.accuracy(desk, "place", "2010-01-01"), company.supervisor)
    assert [each.value_minor for each in found.rows] == [minor]


def worth_of(company: Company, price: str) -> None:
    """Let the preferred supplier ask so much for a cup, in the company's own currency."""
    with company.store.read() as desk:
        from warehouse_app.application.settings import value_of

        currency = value_of(desk, "company.currency")
    number = supplier(company, "CUPS", currency=currency)
    sell(company, number, "CUP", price=price, preferred="1")


@pytest.mark.parametrize(("currency", "minor", "said"), [("JPY", 60, "60"), ("KWD", 60_000, "60.000")])
def test_what_is_at_stake_is_told_in_the_companys_currency(
    company: Company, currency: str, minor: int, said: str
) -> None:
    settings(company, company_currency=currency)
    with company.write() as desk:
        warehouse(desk)
        company.product(desk, "CUP")
        company.bin(desk, "A01")
        company.stock(desk, "A01", "CUP", 3)
    worth_of(company, "20")
    now = company.runner.now()
    (one,) = company.runner.ask(lambda desk: plans.proposals(desk, "MAIN", "today", now), company.supervisor)
    assert one.currency == currency
    assert f"worth {said}" in why_words(one.why, one.currency)
    cell = CellFacts(1, 1, "A01", "CUP", 3, demand=3, unit_e4=200_000)
    assert minor < at_stake_minor(cell, currency) < 2 * minor


@pytest.mark.parametrize(("currency", "total", "hundredths"), [("JPY", 500, 50_000), ("KWD", 5_000, 500)])
def test_what_waits_is_weighed_alike_in_all_currencies(
    company: Company, currency: str, total: int, hundredths: int
) -> None:
    from warehouse_app.application.orders import HoldOrder

    with company.write() as desk:
        company.product(desk, "LAMP")
        number = company.order(desk, "O1", [("LAMP", 1)])
        desk.connection.execute(
            text("UPDATE orders SET currency = :currency, total_minor = :total"), {"currency": currency, "total": total}
        )
    do(company, HoldOrder, order_id=number, reason="no street", kind="address").done()
    with company.store.read() as desk:
        assert orders.worth(desk, number) == hundredths // 100
    cases = company.runner.ask(lambda desk: queue(desk, company.runner.now()), company.supervisor).cases
    assert [case.value_minor for case in cases if case.kind == "hold"] == [hundredths]


def test_work_and_credits_of_suppliers_are_kept_in_their_currencies(company: Company) -> None:
    settings(company, company_currency="JPY")
    shop = Shop(company).open()
    with company.write() as desk:
        desk.connection.execute(text("INSERT INTO supplier (code, name, currency) VALUES ('ACME', 'Acme', 'KWD')"))
        desk.connection.execute(tables.warehouse.insert().values(code="MAIN", name="Main"))
    new = company.ids.new
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 1), disposition=Disposition.REPACK)
    (code,) = shop.settle(back).done().work
    assert shop.do(FinishWork(id=new(), work=code, result="restock", cost="3.50", grade="B")).refusal is not None
    shop.do(FinishWork(id=new(), work=code, result="restock", cost="350", grade="B")).done()
    with company.store.read() as desk:
        assert work_list(desk, "done", 5)[0].cost_minor == 350
    back = shop.back(shop.ship("O2", ("MUG", 1)), ("MUG", 1), disposition=Disposition.VENDOR)
    shop.settle(back).done()
    code = shop.do(NewSupplierReturn(id=new(), supplier="acme")).done()
    shop.do(AddToSupplierReturn(id=new(), supplier_return=code, return_code="RT000002")).done()
    shop.do(SendSupplierReturn(id=new(), supplier_return=code)).done()
    shop.do(CreditSupplierReturn(id=new(), supplier_return=code, amount="1.125")).done()
    with company.store.read() as desk:
        assert supplier_return_detail(desk, code).row.credit_minor == 1_125
