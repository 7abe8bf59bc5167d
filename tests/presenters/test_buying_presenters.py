"""Purchase orders and suppliers without a window: made, filled, confirmed, changed, ended; nothing typed is lost."""

from __future__ import annotations

import pytest

from tests.buying import buy, came, sell, supplier, warehouse
from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.run import Session
from warehouse_app.documents.codes_in import codes_in
from warehouse_app.documents.preview import pages
from warehouse_app.domain.purchasing.states import PurchaseState
from warehouse_app.ui.screens.purchases import shown
from warehouse_app.ui.screens.purchases.presenter import PurchasesPresenter
from warehouse_app.ui.screens.suppliers import shown as suppliers_shown
from warehouse_app.ui.screens.suppliers.presenter import SuppliersPresenter


class Office(Screen):
    """Acme sells A1 by 24; B2 nobody sells."""

    def __init__(self, company: Company, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.table_view = ListTwin()
        with company.write() as desk:
            warehouse(desk)
            company.product(desk, "A1", name="RED MUG")
            company.product(desk, "B2", name="BLUE MUG")
        number = supplier(company, lead_days="7")
        sell(company, number, "A1", code="ac-1", pack="24", price="1.20")

    def purchases(self) -> PurchasesPresenter:
        made = PurchasesPresenter(self, self.hands("purchases"), self.now, self.toast)
        self.wire(made, "purchases")
        made.shown()
        return made

    def suppliers(self) -> SuppliersPresenter:
        made = SuppliersPresenter(self, self.hands("suppliers"), self.now, self.toast)
        self.wire(made, "suppliers")
        made.shown()
        return made

    def refused(self) -> dict[str, str]:
        return dict(self.states[-1].form.refusals)

    def codes(self) -> list[str]:
        return [str(row.code) for row in self.table_view.book.rows()]


@pytest.fixture
def office(company: Company) -> Office:
    return Office(company)


def begun(office: Office) -> PurchasesPresenter:
    """Return the screen with an order of 48 A1 that is a draft."""
    presenter = office.purchases()
    presenter.commanded("make")
    presenter.saved({"supplier": "ACME", "purchase": "", "due_day": "", "supplier_ref": "", "note": ""})
    assert office.state.form is not None
    assert office.state.form.name == "line"
    presenter.saved({"sku": "ac-1", "qty": "37", "price": "", "due_day": "", "exact": "no"})
    return presenter


def test_an_order_is_begun_and_asks_for_its_first_line_at_once(office: Office) -> None:
    presenter = begun(office)
    assert office.told[-1] == "The supplier ships A1 by 24: 37 became 48"
    detail = office.state.detail
    assert [(line.sku, line.qty) for line in detail.lines] == [("A1", 48)]
    assert office.codes() == ["PO00001"]
    assert {each.name: each.count for each in shown.filters(office.state)}["draft"] == 1
    presenter.commanded("confirm")
    assert office.state.detail.head.state is PurchaseState.CONFIRMED
    assert dict(shown.facts(office.state.detail, office.now()))["Received"] == "0 of 48"
    assert shown.deeds(office.state, None)["confirm"] == "It is confirmed already"


@pytest.mark.parametrize(
    ("currency", "least", "typed", "worth", "asked"),
    [
        ("JPY", "JP¥9,000", "9000", "JP¥3,704", "9000"),
        ("KWD", "KWD9,000.500", "9000.5", "KWD3,703.500", "9000.500"),
    ],
)
def test_amounts_are_shown_in_what_their_currency_counts_in(
    company: Company, currency: str, least: str, typed: str, worth: str, asked: str
) -> None:
    office = Office(company)
    number = supplier(company, "OTHER", currency=currency, minimum=typed)
    sell(company, number, "A1", price="1234.5")
    suppliers = office.suppliers()
    (mine,) = [row for row in office.table_view.book.rows() if row.code == "OTHER"]
    listed = {column.name: column for column in suppliers_shown.columns()}
    assert (listed["minimum"].show(mine), str(listed["minimum"].leaving(mine))) == (least, asked)
    suppliers.choose(mine.id)
    suppliers.commanded("edit")
    assert dict(office.state.form.before)["minimum"] == asked
    buy(company, ("A1", 3), who="OTHER")
    purchases = office.purchases()
    (row,) = office.table_view.book.rows()
    assert {column.name: column.show(row) for column in shown.columns()}["value"] == worth
    purchases.choose(row.id)
    assert dict(shown.facts(office.state.detail, office.now()))["Value"] == worth


def test_what_was_typed_wrong_stays_with_its_sentence(office: Office) -> None:
    presenter = begun(office)
    presenter.commanded("add")
    presenter.saved({"sku": "nix", "qty": "5", "price": "", "due_day": "", "exact": "no"})
    assert office.refused() == {"sku": "There is no product nix. Check the SKU, or import it first"}
    presenter.saved({"sku": "B2", "qty": "0", "price": "", "due_day": "", "exact": "no"})
    assert "qty" in office.refused()
    presenter.saved({"sku": "B2", "qty": "5", "price": "", "due_day": "2011-02-31", "exact": "no"})
    assert office.refused() == {"due_day": "Due is no day: 2011-02-31. Type it as 2010-12-06"}
    presenter.saved({"sku": "B2", "qty": "5", "price": "2", "due_day": "", "exact": "yes"})
    assert office.state.form is None
    assert "not known to sell B2" in shown.remarks(office.state.detail)


def test_a_line_is_changed_dropped_and_told_in_the_story(office: Office) -> None:
    presenter = begun(office)
    presenter.commanded("confirm")
    assert shown.deeds(office.state, presenter.line)["edit_line"] == "Choose a line first"
    presenter.picked(office.state.detail.lines[0])
    presenter.commanded("edit_line")
    presenter.saved({"qty": "72", "price": "1.20", "due_day": "2010-12-13"})
    came(office.company, office.state.detail.head.id, 30)
    presenter.again()
    presenter.commanded("drop_line")
    words = [event.what for event in shown.story(office.state.detail, office.now())]
    assert words[:2] == ["Line 1: 42 of A1 not waited for any more", "Line 1, A1: 48 became 72"]
    assert shown.deeds(office.state, None)["cancel"] == "Goods of it have come: close it"
    presenter.commanded("close")
    presenter.saved({"reason": "no more needed"})
    assert office.state.detail.head.state is PurchaseState.CLOSED
    assert shown.deeds(office.state, None)["add"] == "It has ended"


def test_an_order_is_found_by_its_paper_its_number_and_its_supplier(office: Office) -> None:
    presenter = begun(office)
    presenter.scanned("PO-PO00001-" + _check("PO00001"), "wedge")
    assert office.state.chosen == office.state.detail.head.id
    presenter.sought("nobody")
    assert office.state.is_empty
    presenter.sought("acme")
    assert office.codes() == ["PO00001"]


def _check(body: str) -> str:
    from warehouse_app.domain.barcodes.own import OwnKind, make

    return make(OwnKind.PURCHASE, body)[-1]


def test_its_paper_is_a_pdf_that_opens_it_at_the_dock(office: Office) -> None:
    presenter = begun(office)
    kept: list[tuple[str, bytes]] = []
    presenter.paperwork.keep = lambda name, paper: kept.append((name, paper))
    presenter.commanded("paper")
    ((name, paper),) = kept
    assert name == "purchase-PO00001.pdf"
    assert "PO-PO00001-" + _check("PO00001") in codes_in(pages(paper, 1)[0])
    presenter.picked(office.state.detail.lines[0])
    presenter.commanded("drop_line")
    presenter.commanded("paper")
    assert "PO00001" in office.state.care
    assert len(kept) == 1


def test_who_may_not_buy_is_told_and_sees_all_the_same(company: Company) -> None:
    office = Office(company, company.packer)
    office.purchases()
    assert shown.deeds(office.state, None)["make"] == 'You need the right "purchase"'


def test_without_a_supplier_it_says_where_to_begin(company: Company) -> None:
    office = Office(company)
    office.suppliers().scanned("acme", "")
    presenter = office.suppliers()
    presenter.scanned("ACME", "")
    presenter.commanded("use")
    bought = office.purchases()
    bought.commanded("make")
    assert office.state.care == "There is no supplier yet. Add one in Suppliers first"


def test_a_supplier_is_made_changed_and_given_products(office: Office) -> None:
    presenter = office.suppliers()
    presenter.commanded("make")
    empty = {"country": "", "lead_days": "", "minimum": "", "email": "", "phone": "", "note": ""}
    presenter.saved({"supplier": "acme", "name": "Again", "currency": "EUR", **empty})
    assert office.refused() == {"supplier": "There is a supplier ACME already. Open it, or choose another code"}
    presenter.saved({"supplier": "beta", "name": "Beta", "currency": "euro", **empty})
    assert office.refused() == {"currency": "Currency is no currency: euro. Type its three letters, as EUR"}
    presenter.saved({"supplier": "beta", "name": "Beta", "currency": "eur", **empty})
    assert office.state.detail.supplier.code == "BETA"
    presenter.commanded("sell")
    sold = {"code": "b-2", "pack": "6", "least": "2", "lead_days": "", "price": "2.50", "breaks": "12: 2.25"}
    presenter.saved({"sku": "b2", **sold, "preferred": "1"})
    (product,) = office.state.detail.products
    assert (product.sku, product.pack, product.preferred, product.shipped_as(1)) == ("B2", 6, True, 12)
    presenter.picked(product)
    presenter.commanded("edit_sold")
    presenter.saved({**sold, "pack": "12", "preferred": ""})
    assert office.state.detail.products[0].pack == 12
    assert suppliers_shown.deeds(office.state, None)["edit_sold"] == "Choose a product first"
    presenter.picked(office.state.detail.products[0])
    presenter.commanded("sell_no_more")
    presenter.again()
    assert office.state.detail.products == ()
