"""The presenter of the products screen: listed, shown, made and changed, barcodes given and taken. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.catalogue import (
    PRODUCTS,
    MakeProduct,
    SetProduct,
    UnlinkBarcode,
    carriers_of,
    count_products,
    product_card,
)
from warehouse_app.application.instructions.keep import SetCare
from warehouse_app.application.instructions.telling import care_of
from warehouse_app.application.pickforced import SetProductScan, product_scan
from warehouse_app.application.products import LinkBarcode, NoSuchPlace, product_detail
from warehouse_app.application.run import Command
from warehouse_app.application.storage import DropHome, SetHome, SetProductRule, product_ruled
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.picking.scanrules import ScanRuleInvalid
from warehouse_app.domain.products import ProductBarcode, ProductRow, SkuTaken
from warehouse_app.domain.putaway.rules import NoHomeThere, NoSuchHome
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.screens.products import shown
from warehouse_app.ui.screens.products.state import ProductShown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.PRODUCT, Touched.STOCK, Touched.ORDER})


class ProductsPresenter(Keeper[ProductRow, ProductShown]):
    """A scanned code opens the product that carries it; while a form is open it goes into the form."""

    first_tab = "barcodes"

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, PRODUCTS, now, toast, _WAKES)
        self._code: ProductBarcode | None = None
        self.paperwork = Paperwork(hands, self.warn)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many products each view has."""
        return count_products(desk)

    def read(self, desk: Any, row: ProductRow | None, key: int) -> ProductShown | None:  # noqa: ANN401 - as above
        """Return one product whole."""
        sku = row.sku if row is not None else ""
        try:
            card, stands = product_card(desk, sku, self._now()), product_detail(desk, sku).places
            return ProductShown(card, stands, product_ruled(desk, sku), product_scan(desk, sku), care_of(desk, sku))
        except Refused:
            return None

    def scanned(self, text: str, device: str) -> None:
        """A barcode or SKU opens the product; what nobody carries is looked for as a word."""
        self._hands.ask(lambda desk: _found(desk, text.strip()), lambda row: self._was_found(row, text.strip()))

    def barcode(self, code: ProductBarcode | None) -> None:
        """A barcode of the product was chosen: the deed on it is to take it away."""
        self._code = code

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "make":
            self.open_form(shown.make_form())
        elif name == "edit" and detail is not None:
            self.open_form(shown.edit_form(detail.card.row))
        elif name == "label" and detail is not None:
            self.paperwork.print_row("product", detail.card.row.id)
        elif name == "label_file" and detail is not None:
            self.paperwork.make("product", detail.card.row.sku)
        elif name == "barcode" and detail is not None:
            self.open_form(shown.barcode_form(detail.card.row))
        elif name == "rule" and detail is not None and detail.kept is not None:
            self.open_form(shown.rule_form(detail.card.row, detail.kept.rule))
        elif name == "scan" and detail is not None:
            self.open_form(shown.scan_form(detail.card.row, detail.scanned))
        elif name == "care" and detail is not None:
            self.open_form(shown.care_form(detail.card.row, detail.care))
        elif name == "home" and detail is not None:
            self.open_form(shown.home_form(detail.card.row))
        elif name == "unlink" and detail is not None and self._code is not None:
            words = tr("{sku} carries {code} no more").format(sku=detail.card.row.sku, code=self._code.written)
            self.perform(UnlinkBarcode(id=self._hands.new_id(), sku=detail.card.row.sku, code=self._code.code), words)
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        detail, new = self.state.detail, self._hands.new_id()
        told = {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            several = told.pop("multi_scan", "yes") == "yes"
            return MakeProduct(id=new, title=told.pop("name", ""), multi_scan=several, **told)
        if detail is None:
            return tr("Choose a product first")
        sku = detail.card.row.sku
        if form.name == "barcode":
            factor = told["factor"]
            if not factor.isdecimal():
                return tr("How many are in it is a whole number")
            return LinkBarcode(id=new, sku=sku, code=told["code"], factor=int(factor), as_it_is=told["keep"] == "yes")
        if form.name == "scan":
            return SetProductScan(id=new, sku=sku, place=told["place"], item=told["item"], why=told["why"])
        if form.name == "home" and told["fixed"] == "gone":
            return DropHome(id=new, sku=sku, place=told["place"])
        if form.name == "home":
            return SetHome(
                id=new,
                sku=sku,
                place=told["place"],
                least=told["least"],
                most=told["most"],
                fixed=told["fixed"] == "yes",
            )
        changes = form.changes(values)
        if form.name == "care" and changes:
            return SetCare(id=new, sku=sku, changes=changes)
        if form.name == "rule" and changes:
            return SetProductRule(id=new, sku=sku, changes=changes)
        return SetProduct(id=new, sku=sku, changes=changes) if changes else tr("Nothing is changed yet")

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, SkuTaken):
            return "sku"
        if isinstance(refusal, ScanRuleInvalid):
            return {"length": "why", "place": "place"}.get(refusal.problem, "item")
        if isinstance(refusal, NoSuchPlace | NoHomeThere | NoSuchHome):
            return "place"
        return "code" if self.state.form is not None and self.state.form.name == "barcode" else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a SKU
        """Return what is said when it is saved."""
        if self.state.form is not None and self.state.form.name == "home":
            return tr("Home {place} is saved").format(place=answer)
        return tr("Product {sku} is saved").format(sku=answer)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a SKU
        """A new product is shown; a new barcode that others carry too is told."""
        if form.name == "make":
            self.scanned(str(answer), "")
        elif form.name in ("barcode", "care", "home", "rule", "scan"):
            self._detail()

    def _was_found(self, row: ProductRow | None, text: str) -> None:
        if row is not None:
            self.choose(row.id, row)
        else:
            self.sought(text)


def _found(desk: Any, text: str) -> ProductRow | None:  # noqa: ANN401 - the application's desk
    """Return the product of a SKU, or the only one that carries a code."""
    carriers = carriers_of(desk, text)
    sku = carriers[0] if len(carriers) == 1 else text
    try:
        return product_card(desk, sku, "2000-01-01").row
    except Refused:
        return None
