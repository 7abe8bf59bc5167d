"""What becomes of returned goods after they are settled: worked on, sent back, given to their supplier."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.settled import Shop
from warehouse_app.application.returning.suppliers import (
    AddToSupplierReturn,
    CancelSupplierReturn,
    CreditSupplierReturn,
    NewSupplierReturn,
    SendSupplierReturn,
    supplier_return_detail,
)
from warehouse_app.application.returning.working import FinishWork, SendBack, work_list
from warehouse_app.domain.returning.refusals import (
    CannotUndo,
    NothingForSupplier,
    NothingToSendBack,
    SupplierReturnNotIn,
    WorkOver,
)
from warehouse_app.domain.returning.states import Disposition, SupplierReturnState
from warehouse_app.store.schema import purchasing


@pytest.fixture
def shop(company: Company) -> Shop:
    return Shop(company).open()


@pytest.mark.parametrize(
    ("result", "place", "grade"),
    [("restock", "RETURNS-IN", "B"), ("scrap", "SCRAP", "A"), ("send-back", "SEND-BACK", "A")],
)
def test_work_ends_where_its_result_says(shop: Shop, result: str, place: str, grade: str) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 2)), ("MUG", 2), disposition=Disposition.REPACK)
    (code,) = shop.settle(back).done().work
    new = shop.company.ids.new
    done = FinishWork(id=new(), work=code, result=result, cost="3.50", grade="B", note="new box")
    assert shop.do(done).done() == code
    assert (shop.at("REPACK", "MUG"), shop.at(place, "MUG")) == ({}, {grade: 2})
    assert isinstance(shop.do(FinishWork(id=new(), work=code, result=result)).refusal, WorkOver)
    assert shop.undo(back).refusal == CannotUndo("RT000001", "work", code)
    with shop.company.store.read() as desk:
        (job,) = work_list(desk, "done", 5)
    assert (job.cost_minor, job.result, job.return_code) == (350, result, "RT000001")
    sent = shop.do(SendBack(id=new(), return_id=back))
    assert isinstance(sent.refusal, NothingToSendBack) is (result != "send-back")
    shop.healthy()


def test_what_was_repaired_is_sold_again_as_what_it_is_and_serves_who_waits(shop: Shop) -> None:
    back = shop.back(shop.ship("O1", ("MUG", 1)), ("MUG", 1))
    shop.choose(back, "repair")
    told = shop.settle(back).done()
    assert (told.refund_minor, len(told.work), shop.at("REPAIR", "MUG")) == (0, 1, {"A": 1})


def test_goods_go_back_to_their_supplier_once(shop: Shop) -> None:
    with shop.company.write() as desk:
        desk.connection.execute(purchasing.supplier.insert().values(code="ACME", name="Acme", currency="GBP"))
        desk.connection.exec_driver_sql("INSERT INTO warehouse (code, name) VALUES ('MAIN', 'Main')")
    new = shop.company.ids.new
    back = shop.back(shop.ship("O1", ("MUG", 3)), ("MUG", 2), disposition=Disposition.VENDOR)
    code = shop.do(NewSupplierReturn(id=new(), supplier="acme")).done()
    add = AddToSupplierReturn(id=new(), supplier_return=code, return_code="RT000001")
    assert isinstance(shop.do(add).refusal, NothingForSupplier)
    shop.settle(back).done()
    assert isinstance(shop.do(SendSupplierReturn(id=new(), supplier_return=code)).refusal, NothingForSupplier)
    add = AddToSupplierReturn(id=new(), supplier_return=code, return_code="RT000001")
    assert shop.do(add).done() == 2
    other = shop.do(NewSupplierReturn(id=new(), supplier="acme")).done()
    twice = AddToSupplierReturn(id=new(), supplier_return=other, return_code="RT000001")
    assert isinstance(shop.do(twice).refusal, NothingForSupplier)
    assert shop.undo(back).refusal == CannotUndo("RT000001", "supplier", code)
    assert shop.do(CancelSupplierReturn(id=new(), supplier_return=other)).done() == other
    shop.do(SendSupplierReturn(id=new(), supplier_return=code, reference="RMA 7")).done()
    assert (shop.at("VENDOR", "MUG"), shop.at("SUPPLIER", "MUG")) == ({}, {"A": -21})
    shop.do(CreditSupplierReturn(id=new(), supplier_return=code, amount="12.00")).done()
    with shop.company.store.read() as desk:
        found = supplier_return_detail(desk, code).row
    assert (found.state, found.credit_minor, found.reference, found.units) == (
        SupplierReturnState.CREDITED, 1200, "RMA 7", 2,
    )  # fmt: skip
    late = shop.do(CreditSupplierReturn(id=new(), supplier_return=code, amount="1"))
    assert isinstance(late.refusal, SupplierReturnNotIn)
    shop.healthy()
