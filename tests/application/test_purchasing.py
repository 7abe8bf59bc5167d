"""Goods are ordered from suppliers: by hand, confirmed, changed with what changed in the story, closed, cancelled."""

from __future__ import annotations

import pytest

from tests.buying import bought, buy, came, do, refused, sell, supplier, warehouse
from tests.company import Company
from warehouse_app.application.purchasing import looking, suppliers
from warehouse_app.application.purchasing.ending import CancelPurchase, ClosePurchase, ConfirmPurchase
from warehouse_app.application.purchasing.orders import (
    AddPurchaseLine,
    DropPurchaseLine,
    MakePurchase,
    NewLine,
    SetPurchase,
    SetPurchaseLine,
)
from warehouse_app.application.purchasing.suppliers import (
    MakeSupplier,
    SellNoMore,
    SellProduct,
    SetSupplier,
    UseSupplier,
)
from warehouse_app.application.run import NoRight
from warehouse_app.application.search import find, find_code
from warehouse_app.domain.barcodes.meaning import Ambiguous, Product, Unknown, understand
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.editing import BadField, Change, ChangedMeanwhile
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.purchasing.refusals import (
    DoubleLine,
    LessThanCame,
    NoSuchLine,
    NoSuchPurchase,
    NoSuchSupplier,
    NotGoods,
    NothingOrdered,
    NotSoldBy,
    PurchaseNotOpen,
    PurchaseTaken,
    SomeCame,
    SupplierTaken,
    SupplierUnused,
    WhichProduct,
)
from warehouse_app.domain.purchasing.states import Arrival, PurchaseState
from warehouse_app.domain.purchasing.values import PriceBreak
from warehouse_app.domain.search import HitKind
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.wording.purchasing import event_words, remark_words
from warehouse_app.wording.search import about


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        warehouse(desk)
        for sku in ("A1", "B2", "C3"):
            company.product(desk, sku)
        company.product(desk, "POSTAGE", kind="service")
    number = supplier(company, lead_days="7", minimum="100", currency="gbp")
    sell(company, number, "A1", code="ac-1", pack="24", price="1.20", breaks="100: 0.95; 48: 1.10")
    sell(company, number, "B2", least="3", pack="6", lead_days="14", price="2")
    return company


def story(company: Company, number: int) -> list[str]:
    return [event_words(each) for each in bought(company, number).story]


def told(remarks: tuple[object, ...]) -> list[str]:
    return [remark_words(each) for each in remarks]  # type: ignore[arg-type]


def test_an_order_takes_price_pack_and_day_from_its_supplier(shop: Company) -> None:
    made = do(shop, MakePurchase, supplier="acme", lines=(NewLine("ac-1", "37"), NewLine("b2", "18", "1.9999"))).done()
    assert made.purchase == "PO00001"
    assert told(made.remarks)[0] == "The supplier ships A1 by 24: 37 became 48"
    do(shop, ConfirmPurchase, purchase_id=made.id).done()
    detail = bought(shop, made.id)
    first, second = detail.lines
    assert (first.sku, first.qty, first.price_e4, first.total_minor) == ("A1", 48, 11_000, 5280)
    assert (second.qty, second.price_e4, second.total_minor) == (18, 19_999, 3600)
    assert (first.due_day, second.due_day, detail.head.due_day) == ("2010-12-13", "2010-12-20", "2010-12-20")
    assert (detail.row.total_minor, detail.row.currency) == (8880, "GBP")
    assert story(shop, made.id) == ["Confirmed with 2 lines"]


def test_what_a_supplier_would_say_is_told_and_not_enforced(shop: Company) -> None:
    lines = (NewLine("A1", "37"), NewLine("B2", "6"), NewLine("C3", "1"))
    made = do(shop, MakePurchase, supplier="ACME", exact=True, lines=lines).done()
    assert [line.qty for line in bought(shop, made.id).lines] == [37, 6, 1]
    assert told(made.remarks) == [
        "Line 1: the supplier ships A1 by 24, 37 would become 48",
        "Line 2: the supplier ships 18 of B2 at least, 6 are ordered",
        "Line 3: ACME is not known to sell C3",
        "The order is worth 56.40 GBP; the supplier wants 100.00 at least",
    ]


def test_what_changes_after_confirmation_stands_in_the_story(shop: Company) -> None:
    made = buy(shop, ("A1", 48), ("B2", 18), day="2010-12-12")
    came(shop, made.id, 20)
    do(shop, SetPurchaseLine, purchase_id=made.id, n=1, changes=(Change("qty", "48", "72"),)).done()
    do(shop, SetPurchaseLine, purchase_id=made.id, n=1, changes=(Change("price", "1.10", "1.05"),)).done()
    do(shop, AddPurchaseLine, purchase_id=made.id, line=NewLine("C3", "5"), exact=True).done()
    do(shop, SetPurchase, purchase_id=made.id, changes=(Change("due_day", "2010-12-12", "2010-12-15"),)).done()
    do(shop, DropPurchaseLine, purchase_id=made.id, n=2).done()
    detail = bought(shop, made.id)
    assert [(line.qty, line.open, line.due_day) for line in detail.lines] == [
        (72, 52, "2010-12-15"), (18, 0, "2010-12-15"), (5, 5, "2010-12-15"),
    ]  # fmt: skip
    assert detail.row.arrival is Arrival.PART
    assert story(shop, made.id)[1:] == [
        "Line 1, A1: 48 became 72",
        "Line 1, A1: price 1.10 became 1.05",
        "Line 3 added: 5 of C3",
        "Due 2010-12-15 instead of 2010-12-12",
        "Line 2: 18 of B2 not waited for any more",
    ]


def test_a_part_delivered_order_is_closed_its_rest_cancelled(shop: Company) -> None:
    made = buy(shop, ("A1", 48), ("B2", 18))
    came(shop, made.id, 50)
    assert refused(do(shop, CancelPurchase, purchase_id=made.id, reason="late")) == SomeCame("PO00001", 50)
    do(shop, ClosePurchase, purchase_id=made.id, reason="late").done()
    detail = bought(shop, made.id)
    assert detail.head.state is PurchaseState.CLOSED
    assert [(line.open, line.over, line.cancelled) for line in detail.lines] == [(0, 2, 0), (0, 0, 18)]
    assert detail.row.arrival is Arrival.ALL
    assert story(shop, made.id)[-1] == "Closed, 18 units not waited for any more: late"
    for deed, fields in (
        (ClosePurchase, {}),
        (CancelPurchase, {"reason": "x"}),
        (ConfirmPurchase, {}),
        (AddPurchaseLine, {"line": NewLine("C3", "1")}),
        (DropPurchaseLine, {"n": 1}),
    ):
        assert refused(do(shop, deed, purchase_id=made.id, **fields)) == PurchaseNotOpen("PO00001", "closed")


def test_a_draft_is_changed_freely_and_cancelled_with_a_reason(shop: Company) -> None:
    made = do(shop, MakePurchase, supplier="ACME", purchase="x-17", lines=(NewLine("A1", "24"),)).done()
    assert made.purchase == "X-17"
    do(shop, DropPurchaseLine, purchase_id=made.id, n=1).done()
    assert refused(do(shop, ConfirmPurchase, purchase_id=made.id)) == NothingOrdered("X-17")
    assert isinstance(refused(do(shop, CancelPurchase, purchase_id=made.id, reason=" ")), BadField)
    do(shop, CancelPurchase, purchase_id=made.id, reason="bought elsewhere").done()
    assert story(shop, made.id) == ["Cancelled: bought elsewhere"]


def test_two_people_at_one_line_are_told(shop: Company) -> None:
    made = buy(shop, ("A1", 48))
    change = (Change("qty", "24", "96"),)
    assert refused(do(shop, SetPurchaseLine, purchase_id=made.id, n=1, changes=change)) == ChangedMeanwhile(
        "PO00001 1", "qty", "24", "48"
    )
    came(shop, made.id, 40)
    less = (Change("qty", "48", "24"),)
    assert refused(do(shop, SetPurchaseLine, purchase_id=made.id, n=1, changes=less)) == LessThanCame("PO00001", 1, 40)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (NewLine("NIX", "1"), NoSuchProduct("NIX")),
        (NewLine("POSTAGE", "1"), NotGoods("POSTAGE")),
        (NewLine("A1", "0"), BadField("qty", "0", "out_of_range", 2_000_000_000)),
        (NewLine("A1", "-3"), BadField("qty", "-3", "no_number")),
        (NewLine("A1", "2.5"), BadField("qty", "2.5", "no_number")),
        (NewLine("A1", ""), BadField("qty", "", "empty")),
        (NewLine("A1", "1", "cheap"), BadField("price", "cheap", "no_price")),
        (NewLine("A1", "1", "-1"), BadField("price", "-1", "no_price")),
        (NewLine("A1", "1", "0.12345"), BadField("price", "0.12345", "no_price")),
        (NewLine("A1", "1", "1", "2011-02-31"), BadField("due_day", "2011-02-31", "no_day")),
        (NewLine("A1", "1", "1", "31.12.2010"), BadField("due_day", "31.12.2010", "no_day")),
        (NewLine("B2", "18"), DoubleLine("PO00001", "B2", 1)),
    ],
)
def test_a_bad_line_is_refused_in_words(shop: Company, line: NewLine, why: object) -> None:
    made = do(shop, MakePurchase, supplier="ACME", lines=(NewLine("B2", "18"),)).done()
    found = refused(do(shop, AddPurchaseLine, purchase_id=made.id, line=line))
    if isinstance(why, BadField) and why.problem == "out_of_range":
        assert isinstance(found, BadField)
        assert found.problem == "out_of_range"
    else:
        assert found == why
    assert len(bought(shop, made.id).lines) == 1


def test_the_same_product_may_be_due_on_another_day(shop: Company) -> None:
    made = buy(shop, ("A1", 24), day="2010-12-12")
    do(shop, AddPurchaseLine, purchase_id=made.id, line=NewLine("A1", "24", "", "2010-12-20")).done()
    double = (Change("due_day", "2010-12-20", "2010-12-12"),)
    assert isinstance(refused(do(shop, SetPurchaseLine, purchase_id=made.id, n=2, changes=double)), DoubleLine)


def test_who_and_what_is_not_there_is_told(shop: Company) -> None:
    assert refused(do(shop, MakePurchase, supplier="NOBODY")) == NoSuchSupplier("NOBODY")
    assert refused(do(shop, ConfirmPurchase, purchase_id=99)) == NoSuchPurchase("99")
    made = do(shop, MakePurchase, supplier="ACME", purchase="7").done()
    assert refused(do(shop, MakePurchase, supplier="ACME", purchase="7")) == PurchaseTaken("7")
    assert refused(do(shop, DropPurchaseLine, purchase_id=made.id, n=4)) == NoSuchLine("7", 4)
    number = shop.runner.ask(lambda desk: suppliers.supplier_id_of(desk, "acme"), shop.supervisor)
    do(shop, UseSupplier, supplier_id=number, active=False).done()
    assert refused(do(shop, MakePurchase, supplier="ACME")) == SupplierUnused("ACME")
    command = MakePurchase(id=shop.ids.new(), supplier="ACME")
    assert isinstance(shop.runner.perform(command, shop.packer).refusal, NoRight)


def test_numbers_of_our_own_pass_over_those_that_are_taken(shop: Company) -> None:
    do(shop, MakePurchase, supplier="ACME", purchase="po00001").done()
    assert do(shop, MakePurchase, supplier="ACME").done().purchase == "PO00002"


def test_suppliers_are_kept_with_what_they_sell(shop: Company) -> None:
    assert refused(do(shop, MakeSupplier, supplier=" acme", called="Again")) == SupplierTaken("ACME")
    number = shop.runner.ask(lambda desk: suppliers.supplier_id_of(desk, "acme"), shop.supervisor)
    do(shop, SetSupplier, supplier_id=number, changes=(Change("minimum", "100.00", "250"),)).done()
    bad = (Change("currency", "GBP", "pounds"),)
    assert refused(do(shop, SetSupplier, supplier_id=number, changes=bad)) == BadField(
        "currency", "pounds", "no_currency"
    )
    detail = shop.runner.ask(lambda desk: suppliers.supplier_detail(desk, number), shop.supervisor)
    assert (detail.supplier.minimum_minor, detail.supplier.lead_days) == (25_000, 7)
    first, second = detail.products
    assert (first.code, first.pack, first.breaks) == ("ac-1", 24, (PriceBreak(48, 11_000), PriceBreak(100, 9_500)))
    assert [first.price_of(qty) for qty in (1, 48, 99, 100)] == [12_000, 11_000, 11_000, 9_500]
    assert (second.least, second.lead_days) == (3, 14)
    do(shop, SellNoMore, supplier_id=number, sku="b2").done()
    assert refused(do(shop, SellNoMore, supplier_id=number, sku="b2")) == NotSoldBy("ACME", "B2")


def test_one_supplier_of_a_product_is_preferred(shop: Company) -> None:
    other = supplier(shop, "BETA")
    number = shop.runner.ask(lambda desk: suppliers.supplier_id_of(desk, "acme"), shop.supervisor)
    sell(shop, number, "A1", preferred="yes")
    sell(shop, other, "A1", preferred="yes")
    who = shop.runner.ask(lambda desk: suppliers.sellers_of(desk, "a1"), shop.supervisor)
    assert [(each.supplier, each.preferred) for each in who] == [("BETA", True), ("ACME", False)]


def test_a_code_the_supplier_uses_twice_is_asked(shop: Company) -> None:
    number = shop.runner.ask(lambda desk: suppliers.supplier_id_of(desk, "acme"), shop.supervisor)
    sell(shop, number, "C3", code="ac-1")
    made = do(shop, MakePurchase, supplier="ACME").done()
    found = refused(do(shop, AddPurchaseLine, purchase_id=made.id, line=NewLine("ac-1", "24")))
    assert found == WhichProduct("ACME", "ac-1", ("A1", "C3"))
    assert isinstance(
        refused(do(shop, SellProduct, supplier_id=number, sku="C3", fields=(("colour", "red"),))), BadField
    )


def test_purchase_orders_are_listed_by_what_is_to_be_done(shop: Company) -> None:
    draft = do(shop, MakePurchase, supplier="ACME", lines=(NewLine("A1", "24"),)).done()
    late = buy(shop, ("A1", 24), day="2010-12-01")
    part = buy(shop, ("B2", 18), day="2010-12-20")
    whole = buy(shop, ("C3", 2), day="2010-12-10")
    came(shop, part.id, 6)
    came(shop, whole.id, 2)
    now = "2010-12-06T09:00:00.000000Z"

    def listed(view: str, text: str = "") -> list[str]:
        query = ListQuery(view, text=text, now=now)
        page = shop.runner.ask(lambda desk: looking.PURCHASES.page(desk, query, 0, 50), shop.packer)
        return [each.code for each in page.rows]

    assert listed("open") == [late.purchase, whole.purchase, part.purchase, draft.purchase]
    assert (listed("draft"), listed("late")) == ([draft.purchase], [late.purchase])
    assert (listed("part"), listed("arrived")) == ([part.purchase], [whole.purchase])
    assert listed("all", "c3") == [whole.purchase]
    assert listed("all", "acme lt") == listed("open")
    counts = shop.runner.ask(lambda desk: looking.count_purchases(desk, now), shop.packer)
    assert (counts["open"], counts["expected"], counts["late"]) == (4, 2, 1)
    shown = shop.runner.ask(
        lambda desk: suppliers.SUPPLIERS.page(desk, ListQuery("used"), 0, 9), shop.packer
    )  # fmt: skip
    assert [(each.code, each.products, each.waiting) for each in shown.rows] == [("ACME", 2, 4)]


def test_purchase_orders_and_suppliers_are_found_by_their_beginning_and_by_a_scan(shop: Company) -> None:
    made = buy(shop, ("A1", 24), day="2010-12-12")
    found = shop.runner.ask(lambda desk: find(desk, "po0000"), shop.supervisor)
    assert [(hit.kind, hit.code, about(hit)) for hit in found.hits] == [
        (HitKind.PURCHASE, made.purchase, "ACME Ltd, confirmed, due 2010-12-12")
    ]
    named = shop.runner.ask(lambda desk: find(desk, "acm"), shop.supervisor)
    assert [(hit.kind, hit.code) for hit in named.hits] == [(HitKind.SUPPLIER, "ACME")]
    scanned = shop.runner.ask(lambda desk: find_code(desk, make(OwnKind.PURCHASE, made.purchase)), shop.supervisor)
    assert [hit.ref for hit in scanned] == [str(made.id)]


def test_a_suppliers_own_code_is_heard_where_its_goods_come_in(shop: Company) -> None:
    number = shop.runner.ask(lambda desk: suppliers.supplier_id_of(desk, "acme"), shop.supervisor)
    other = supplier(shop, "BETA")
    sell(shop, other, "C3", code="ac-1")

    def meant(text: str, who: int | None) -> object:
        return shop.runner.ask(lambda desk: understand(text, DeskLookup(desk, who)), shop.supervisor)

    assert meant("ac-1", None) == Unknown("ac-1")
    assert (meant("ac-1", number), meant("ac-1", other)) == (Product("A1"), Product("C3"))
    asked = meant("ac-1", 0)
    assert isinstance(asked, Ambiguous)
    assert [each.ref for each in asked.candidates] == ["A1", "C3"]
    sell(shop, number, "B2", code="A1")
    assert isinstance(meant("A1", number), Ambiguous)
    assert meant("A1", 0) == Product("A1")
