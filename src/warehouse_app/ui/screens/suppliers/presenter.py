"""The presenter of the suppliers screen: listed, shown with what they sell, made, changed, put out of use. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.purchasing.suppliers import (
    SUPPLIERS,
    MakeSupplier,
    SellNoMore,
    SellProduct,
    SetSupplier,
    UseSupplier,
    count_suppliers,
    supplier_detail,
    supplier_id_of,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.purchasing.refusals import NotGoods, SupplierTaken
from warehouse_app.domain.purchasing.values import SupplierDetail, SupplierProduct, SupplierRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import KeepView
from warehouse_app.ui.screens.suppliers import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.SUPPLIER, Touched.PURCHASE})


class SuppliersPresenter(CodeKeeper[SupplierRow, SupplierDetail]):
    """Suppliers and what they sell."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, SUPPLIERS, now, toast, _WAKES)
        self.sold: SupplierProduct | None = None

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many suppliers each view has."""
        return count_suppliers(desk)

    def read(self, desk: Any, row: SupplierRow | None, key: int) -> SupplierDetail | None:  # noqa: ANN401 - as above
        """Return one supplier whole."""
        return supplier_detail(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the supplier with this code."""
        return supplier_id_of(desk, code)

    def picked(self, sold: SupplierProduct | None) -> None:
        """A product was chosen: deeds on it are done to it."""
        self.sold = sold
        self._show(self.state)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "make":
            self.open_form(shown.make_form())
        elif name in ("back", "refresh", "show_all") or detail is None:
            super().commanded(name)
        elif name == "edit":
            self.open_form(shown.edit_form(detail.supplier))
        elif name == "sell":
            self.open_form(shown.sell_form(detail.supplier))
        elif name == "edit_sold" and self.sold is not None:
            self.open_form(shown.sold_form(self.sold))
        elif name == "sell_no_more" and self.sold is not None:
            words = tr("{supplier} sells {sku} no more").format(supplier=detail.supplier.code, sku=self.sold.sku)
            new = self._hands.new_id()
            self.perform(SellNoMore(id=new, supplier_id=detail.supplier.id, sku=self.sold.sku), words)
        elif name == "use":
            known = detail.supplier
            words = tr("{supplier} is out of use") if known.active else tr("{supplier} is in use again")
            command = UseSupplier(id=self._hands.new_id(), supplier_id=known.id, active=not known.active)
            self.perform(command, words.format(supplier=known.code))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, told = self._hands.new_id(), {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            return MakeSupplier(id=new, called=told.pop("name"), **told)
        detail = self.state.detail
        if detail is None:
            return tr("Choose a supplier first")
        if form.name in ("sell", "sold"):
            sku = told.pop("sku", "") or (self.sold.sku if self.sold is not None else "")
            return SellProduct(id=new, supplier_id=detail.supplier.id, sku=sku, fields=tuple(told.items()))
        changes = form.changes(values)
        if not changes:
            return tr("Nothing is changed yet")
        return SetSupplier(id=new, supplier_id=detail.supplier.id, changes=changes)

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, SupplierTaken):
            return "supplier"
        return "sku" if isinstance(refusal, NoSuchProduct | NotGoods) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a code or a SKU
        """Return what is said when it is saved."""
        return tr("{what} is saved").format(what=answer)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a code or a SKU
        """A new supplier is shown; what one sells is read again."""
        if form.name == "make":
            self.scanned(str(answer), "")
        else:
            self._detail()
