"""The pages of what becomes of returned goods without a window: work done, and goods that go back to suppliers."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.company import Company
from tests.hands import ListTwin, Screen
from tests.settled import Shop
from warehouse_app.application.run import Session
from warehouse_app.domain.returning.states import Disposition
from warehouse_app.store.schema import ledger, purchasing
from warehouse_app.ui.screens.returnwork import shown as of_work
from warehouse_app.ui.screens.returnwork.presenter import WorkPresenter
from warehouse_app.ui.screens.supplierreturns import shown as of_suppliers
from warehouse_app.ui.screens.supplierreturns.presenter import SupplierReturnsPresenter


class Page(Screen):
    """One of the pages of a person, and where it went."""

    presenter: Any

    def __init__(self, company: Company, session: Session) -> None:
        super().__init__(company, session)
        self.table_view, self.went = ListTwin(), list[tuple[str, str]]()

    def work(self) -> Page:
        """Show the page of work."""
        self.presenter = WorkPresenter(self, self.hands("w"), self.now, self.toast, lambda *to: self.went.append(to))
        return self._begun()

    def suppliers(self) -> Page:
        """Show the page of returns to suppliers."""
        self.presenter = SupplierReturnsPresenter(self, self.hands("w"), self.now, self.toast)
        return self._begun()

    def _begun(self) -> Page:
        self.wire(self.presenter, "w")
        self.presenter.shown()
        return self

    def codes(self) -> list[str]:
        """Return the codes of the rows in view."""
        return [row.code for row in self.table_view.book.rows()]

    def do(self, name: str, **values: str) -> dict[str, str]:
        """Do a deed with its form, and return what is told in it."""
        self.presenter.commanded(name)
        if self.state.form is not None:
            self.presenter.saved({**self.state.form.before, **values})
        return {} if self.state.form is None else dict(self.state.form.refusals)


@pytest.fixture
def shop(company: Company) -> Shop:
    """Two suppliers of whom one sells mugs; mugs and bowls wait for one, a lamp is to be repacked."""
    shop = Shop(company).open()
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code="MAIN", name="Main"))
        for code in ("ACME", "ZINC"):
            desk.connection.execute(purchasing.supplier.insert().values(code=code, name=code.title(), currency="GBP"))
        mug = select(ledger.product.c.id).where(ledger.product.c.sku == "MUG").scalar_subquery()
        desk.connection.execute(purchasing.supplier_product.insert().values(supplier_id=2, product_id=mug))
    order = shop.ship("O1", ("MUG", 3), ("LAMP", 1), ("BOWL", 2))
    shop.settle(shop.back(order, ("MUG", 2), disposition=Disposition.VENDOR)).done()
    shop.settle(shop.back(order, ("BOWL", 1), disposition=Disposition.VENDOR)).done()
    shop.settle(shop.back(order, ("LAMP", 1), disposition=Disposition.REPACK)).done()
    return shop


def test_work_is_found_done_with_its_result_and_goes_where_it_says(shop: Shop) -> None:
    page = Page(shop.company, shop.company.supervisor).work()
    assert (page.codes(), dict(page.state.counts)) == (
        ["WO000001"], {"open": 1, "done": 0, "cancelled": 0, "all": 1}
    )  # fmt: skip
    page.presenter.narrowed("kind", "repair")
    assert page.codes() == []
    page.presenter.narrowed("kind", "")
    for text in ("RT000003", "lamp", "wo0000"):
        page.presenter.sought(text)
        assert page.codes() == ["WO000001"]
    page.presenter.scanned("wo000001", "wedge")
    assert ("Place", "REPACK") in [(name, value.strip("\u2066\u2069")) for name, value in of_work.facts(
        page.state.detail, page.now()
    )]  # fmt: skip
    assert of_work.hint(page.state.detail).startswith("Pack it anew")
    assert "Cost" in page.do("restock", cost="much")["cost"]
    page.presenter.commanded("back")
    assert page.do("restock", grade="B", cost="3.50", note="new box") == {}
    assert (page.told[-1], shop.at("RETURNS-IN", "LAMP")) == ("WO000001 is done", {"B": 1})
    assert ("It went", "Back to stock") in of_work.facts(page.state.detail, page.now())
    assert of_work.visible(page.state.detail) == {"return"}
    assert of_work.deeds(page.state)["scrap"] == "It is not at that step"
    page.presenter.commanded("return")
    assert page.went == [("returncases", "return:RT000003")]
    page.presenter.sought("")
    assert page.state.is_empty
    page.presenter.opened("view:done")
    assert page.codes() == ["WO000001"]
    shop.healthy()


def test_goods_are_gathered_for_their_supplier_sent_and_credited(shop: Shop) -> None:
    page = Page(shop.company, shop.company.supervisor).suppliers()
    assert page.state.is_empty
    assert of_suppliers.nothing(page.state)[0] == "3 units wait for a supplier"
    page.presenter.commanded("new")
    form = page.state.form
    assert [words for _, words in form.fields[0].choices] == ["Zinc: 2 units wait", "Acme"]
    page.presenter.saved(dict(form.before))
    assert (page.codes(), page.told[-1]) == (["SR000001"], "SR000001: open")
    assert [(line.sku, line.qty) for line in page.state.detail.lines] == [("MUG", 2)]
    assert page.do("new", goods="all", supplier="ACME")[""].startswith("Nothing of ACME waits")
    page.presenter.commanded("back")
    page.presenter.commanded("add")
    assert page.state.form.fields[0].choices == (("RT000002", "RT000002: 1 BOWL"),)
    page.presenter.saved({"return": "RT000002"})
    assert (page.told[-1], page.state.detail.row.units) == ("1 unit is added", 3)
    assert of_suppliers.deeds(page.state)["add"] == "Nothing waits for a supplier"
    assert page.do("send", reference="RMA 7") == {}
    assert (shop.at("VENDOR", "MUG"), shop.at("VENDOR", "BOWL")) == ({}, {})
    assert of_suppliers.visible(page.state.detail) == {"new", "paper", "credit", "refuse"}
    assert page.do("credit", amount="0")[""].startswith("Say how much")
    page.presenter.commanded("back")
    assert page.do("credit", amount="x")["amount"] != ""
    page.presenter.commanded("back")
    assert page.do("credit", amount="12") == {}
    assert (page.told[-1], page.state.detail.row.credit_minor) == ("SR000001: credited", 1200)
    assert ("Their number", "RMA 7") in of_suppliers.facts(page.state.detail, page.now())
    page.presenter.opened("view:credited")
    for text in ("RMA 7", "rt000002", "mug", "zinc"):
        page.presenter.sought(text)
        assert page.codes() == ["SR000001"]
    page.presenter.narrowed("supplier", "ACME")
    assert page.codes() == []
    shop.healthy()


def test_what_is_given_up_or_refused_is_asked_first_and_who_may_not_is_told(shop: Shop) -> None:
    page = Page(shop.company, shop.company.supervisor).suppliers()
    assert page.do("new") == {}
    assert page.do("drop") == {}
    assert (page.told[-1], dict(page.state.counts)["waiting"]) == ("SR000001: cancelled", 3)
    assert page.do("new", goods="none") == {}
    assert of_suppliers.deeds(page.state)["send"] == of_suppliers.deeds(page.state)["paper"] == "It holds nothing yet"
    assert page.do("add") == {}
    assert page.do("send") == {}
    assert page.do("refuse") == {}
    assert page.told[-1] == "SR000002: refused"
    packer = Page(shop.company, shop.company.packer).suppliers()
    packer.presenter.scanned("SR000002", "wedge")
    assert "refund" in of_suppliers.deeds(packer.state)["credit"]
    packer.presenter.scanned("nothing", "wedge")
    assert packer.state.query.text == "nothing"
