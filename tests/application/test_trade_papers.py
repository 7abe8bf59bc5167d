"""Invoice, customs declarations and labels say what the database says, and no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.company import WAREHOUSE, Company, key_of
from tests.parcels import labelled, parcel
from warehouse_app.application.documents import document_bytes
from warehouse_app.application.labels import FORMS, LABELS
from warehouse_app.application.tradepapers import customs_of, invoice_data
from warehouse_app.application.units import NumberUnit
from warehouse_app.documents import pdf, zpl_reader
from warehouse_app.documents.papers.customs import CustomsLine, unknown
from warehouse_app.documents.papers.money import amount, price
from warehouse_app.domain.barcodes.gtin import check_digit_holds
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.barcodes.sscc import NoPrefix, capacity, sscc
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.values import NoSuchPaper
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store import places
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, trade


def ask(company: Company, question: Callable[[Desk], Any]) -> Any:
    return company.runner.ask(question, company.packer)


def words(document: bytes) -> str:
    opened = pypdfium2.PdfDocument(document)
    text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    return text


def codes(document: bytes) -> set[str]:
    return {code.text for page in pdf.pictures(document, 12) for code in zxingcpp.read_barcodes(page)}


def an_order(company: Company, desk: Desk) -> int:
    company.product(desk, "MUG", hs_code="691200", origin_country="CN", weight_g=320)
    company.product(desk, "BOWL", weight_g=None)
    order = company.order(desk, "77", [("MUG", 3), ("BOWL", 2)], country="Norway", currency="GBP")
    line = trade.order_line.update().where(trade.order_line.c.order_id == order)
    desk.connection.execute(line.where(trade.order_line.c.sku == "MUG").values(price_e4=12_550))
    desk.connection.execute(line.where(trade.order_line.c.sku == "BOWL").values(price_e4=3_333, cancelled=1))
    for n, (sku, kind, cost) in enumerate((("POST", "shipping", 49_500), ("SALE", "discount", -10_050)), 8):
        row = {"order_id": order, "sku": sku, "qty": 1, "kind": kind, "n": n, "price_e4": cost, "description": sku}
        desk.connection.execute(trade.order_line.insert().values(**row))
    return order


def test_an_invoice_adds_up_lines_that_are_each_rounded_once(company: Company) -> None:
    with company.write() as desk:
        order = an_order(company, desk)
    data = ask(company, lambda desk: invoice_data(desk, order))
    assert [(line.sku, line.qty, data.line_minor(line)) for line in data.lines] == [
        ("MUG", 3, 377),
        ("BOWL", 1, 33),
        ("POST", 1, 495),
        ("SALE", 1, -101),
    ]
    assert data.total_minor() == 377 + 33 + 495 - 101
    made = ask(company, lambda desk: document_bytes(desk, "invoice", "77"))
    text = words(made)
    assert {"1.255", "3.77", "0.3333", "-1.01"} <= set(text.split())
    assert "Total 8.04 GBP" in text
    assert "Goods 4.10 GBP" in text
    assert "tax" not in text.lower()
    assert codes(made) == {"77"}


def test_an_order_of_which_all_was_cancelled_has_no_invoice(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "78", [("MUG", 3)])
        desk.connection.execute(trade.order_line.update().values(cancelled=3))
    with pytest.raises(Refused) as no:
        ask(company, lambda desk: invoice_data(desk, order))
    assert isinstance(no.value.refusal, NoSuchPaper)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"), [(5, "GBP", "0.05"), (-101, "EUR", "-1.01"), (500, "JPY", "500"), (1, "", "0.01")]
)
def test_an_amount_has_the_digits_of_its_currency(minor: int, currency: str, shown: str) -> None:
    assert amount(minor, currency) == shown


@pytest.mark.parametrize(
    ("e4", "currency", "shown"),
    [
        (12_500, "GBP", "1.25"),
        (12_555, "GBP", "1.2555"),
        (10_000, "GBP", "1.00"),
        (5_000_000, "JPY", "500"),
        (0, "EUR", "0.00"),
    ],
)
def test_a_price_keeps_the_digits_it_has(e4: int, currency: str, shown: str) -> None:
    assert price(e4, currency) == shown


def test_customs_are_told_what_is_in_this_parcel_and_what_nobody_knows(company: Company) -> None:
    with company.write() as desk:
        order = an_order(company, desk)
        parcel(company, desk, order, 1, share=2)
        parcel(company, desk, order, 2, share=1)
    data = ask(company, lambda desk: customs_of(desk, "cn23", "P77-1"))
    assert data.lines == (
        CustomsLine("MUG", "Name of MUG", 2, 12_550, 320, "691200", "CN"),
        CustomsLine("BOWL", "Name of BOWL", 2, 3_333),
    )
    assert (data.currency, data.country) == ("GBP", "Norway")
    assert unknown(data) == ("tariff numbers", "countries of origin", "weights")
    text = words(ask(company, lambda desk: document_bytes(desk, "cn23", "P77-1")))
    assert {"691200", "0.640", "2.51", "0.67"} <= set(text.split())
    assert "Not known: tariff numbers, countries of origin, weights" in text
    small = words(ask(company, lambda desk: document_bytes(desk, "cn22", "P77-2")))
    assert "1 × Name of MUG" in small
    assert "1.26" in small


def test_a_parcel_of_many_articles_needs_the_large_form(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "79", [(f"A{n}", 1) for n in range(9)])
        parcel(company, desk, order)
    with pytest.raises(Usage) as wrong:
        ask(company, lambda desk: document_bytes(desk, "cn22", "P79-1"))
    assert wrong.value.code == "label_rows"
    assert "A8" in words(ask(company, lambda desk: document_bytes(desk, "cn23", "P79-1")))


def things(company: Company) -> dict[str, tuple[str, set[str]]]:
    """Make one thing for each label; return what to ask for, and the codes on its label."""
    labelled(company, "1001")
    with company.write() as desk:
        for part, value in (("name", "Mugs & Co"), ("street", "Mill Lane 1"), ("city", "LS1 Leeds")):
            kept.keep(desk, f"company.{part}", "", value)
        company.product(desk, "MUG")
        desk.connection.execute(
            ledger.barcode.insert().values(code="05012345678900", written="5012345678900", product_id=1, factor=1)
        )
        company.bin(desk, "A01-17-2")
        places.add(desk, WAREHOUSE, PlaceKind.TOTE, "T-0042")
    return {
        "product": ("mug", {"5012345678900"}),
        "place": ("A01-17-2", {"A01-17-2"}),
        "tote": (make(OwnKind.TOTE, "T-0042"), {make(OwnKind.TOTE, "T-0042")}),
        "return": ("P1001-1", {make(OwnKind.PARCEL, "P1001-1")}),
        "cn22": ("P1001-1", set()),
    }


def test_every_label_comes_as_pdf_picture_and_zpl_with_its_code(company: Company) -> None:
    wanted = things(company)
    assert set(wanted) <= set(LABELS)
    for kind, (ref, there) in wanted.items():
        made = {form: ask(company, partial(document_bytes, kind=kind, ref=ref, form=form)) for form in FORMS}
        assert codes(made["pdf"]) == there, kind
        assert {code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(made["png"])))} == there, kind
        assert made["zpl"].startswith(b"^XA"), kind
    with pytest.raises(Usage):
        ask(company, lambda desk: document_bytes(desk, "slip", "P1001-1", form="zpl"))
    with pytest.raises(Usage):
        ask(company, lambda desk: document_bytes(desk, "product", "MUG", form="docx"))


def test_a_return_goes_to_the_company_and_names_the_parcel(company: Company) -> None:
    things(company)
    text = words(ask(company, lambda desk: document_bytes(desk, "return", "P1001-1")))
    assert "Mill Lane 1" in text
    assert "P1001-1" in text


def test_papers_are_laid_out_for_the_paper_of_the_company(company: Company) -> None:
    labelled(company, "1001")
    with company.write() as desk:
        kept.keep(desk, "company.paper", "", "Letter")
    page = pdf.pictures(ask(company, lambda desk: document_bytes(desk, "slip", "P1001-1")), 1)[0]
    assert page.size == (216, 280)


def handed(company: Company, code: str = "M00000001") -> None:
    """Make a manifest with one parcel."""
    with company.write() as desk:
        order = company.order(desk, code, [("MUG", 1)])
        made = parcel(company, desk, order)
        values = {"code": code, "carrier": "HOUSE", "warehouse": WAREHOUSE, "opened_at": desk.at}
        manifest = key_of(desk.connection.execute(floor.manifest.insert().values(**values)))
        row = {"manifest_id": manifest, "parcel_id": made, "at": desk.at}
        desk.connection.execute(floor.manifest_parcel.insert().values(**row))


def numbered(company: Company, unit: str) -> Any:
    return company.runner.perform(NumberUnit(id=company.ids.new(), unit=unit), company.packer)


def test_each_pallet_gets_one_number_that_no_other_ever_gets(company: Company) -> None:
    for code in ("M00000001", "M00000002"):
        handed(company, code)
    assert isinstance(numbered(company, "M00000001").refusal, NoPrefix)
    with company.write() as desk:
        kept.keep(desk, "company.gs1_prefix", "", "4012345")
    first, again, second = (numbered(company, code).done() for code in ("M00000001", "m00000001", "M00000002"))
    assert first == again == "040123450000000009"
    assert second == "040123450000000016"
    with company.write() as desk:
        kept.keep(desk, "company.gs1_prefix", "", "4099999")
    assert numbered(company, "M00000001").done() == first, "a number stays, whatever the prefix becomes"
    assert isinstance(numbered(company, "NONE").refusal, NoSuchPaper)


def test_the_pallets_label_says_its_number_in_bars_and_figures(company: Company) -> None:
    handed(company)
    with pytest.raises(Refused):
        ask(company, lambda desk: document_bytes(desk, "pallet", "M00000001"))
    with company.write() as desk:
        kept.keep(desk, "company.gs1_prefix", "", "4012345")
    number = numbered(company, "M00000001").done()
    for form in ("pdf", "zpl"):
        made = ask(company, partial(document_bytes, kind="pallet", ref="M00000001", form=form))
        page = pdf.pictures(made, 12)[0] if form == "pdf" else zpl_reader.draw(zpl_reader.read(made))
        (code,) = zxingcpp.read_barcodes(page)
        assert code.symbology_identifier == "]C1"
        assert code.bytes.decode().endswith(f"00{number}")


@pytest.mark.parametrize(
    ("prefix", "number", "made"),
    [("0614141", 1_234_567_891, "106141412345678908"), ("061414112345", 1, None), ("4012345", 10**9 + 1, None)],
)
def test_a_number_has_eighteen_digits_and_the_right_last_one(prefix: str, number: int, made: str | None) -> None:
    found = sscc(prefix, number)
    assert len(found) == 18
    assert check_digit_holds(found)
    assert made in (None, found)
    assert found[1 : 1 + len(prefix)] == prefix
    for wrong in (0, capacity(prefix) + 1):
        with pytest.raises(ValueError, match=prefix):
            sscc(prefix, wrong)


def test_a_place_too_long_for_bars_has_a_square_code(company: Company) -> None:
    code = "AISLE-12-BAY-045-LEVEL-3-POSITION-2-X"
    with company.write() as desk:
        company.bin(desk, code)
    assert codes(ask(company, lambda desk: document_bytes(desk, "place", code))) == {code}
