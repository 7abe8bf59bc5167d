"""The presenter of the purchase orders screen: listed, shown, made and filled, confirmed, changed, ended. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.purchasing.common import Purchased
from warehouse_app.application.purchasing.ending import CancelPurchase, ClosePurchase, ConfirmPurchase
from warehouse_app.application.purchasing.looking import (
    PURCHASES,
    count_purchases,
    purchase_choices,
    purchase_detail,
    purchase_id_of,
)
from warehouse_app.application.purchasing.orders import (
    AddPurchaseLine,
    DropPurchaseLine,
    MakePurchase,
    NewLine,
    SetPurchase,
    SetPurchaseLine,
)
from warehouse_app.application.purchasing.suppliers import SUPPLIERS
from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.places import UnknownWarehouse
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.purchasing.refusals import DoubleLine, NotGoods, PurchaseTaken, WhichProduct
from warehouse_app.domain.purchasing.values import PurchaseDetail, PurchaseLine, PurchaseRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.screens.purchases import shown
from warehouse_app.wording import tr
from warehouse_app.wording.purchasing import remark_words
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.PURCHASE, Touched.SUPPLIER, Touched.RECEIPT})
MOST_SUPPLIERS = 500
"""Suppliers a form offers."""


class PurchasesPresenter(CodeKeeper[PurchaseRow, PurchaseDetail]):
    """Purchase orders and their lines."""

    first_tab = "lines"
    label = OwnKind.PURCHASE

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, PURCHASES, now, toast, _WAKES)
        self.line: PurchaseLine | None = None
        self.paperwork = Paperwork(hands, self.warn)

    def moment(self) -> str:
        """Return the time now, UTC ISO text."""
        return self._now()

    def want(self, query: ListQuery) -> None:
        """Ask for another list, of this moment: some views speak of late ones."""
        super().want(replace(query, now=self._now()))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many orders each view has."""
        return count_purchases(desk, self._now())

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the suppliers and warehouses there are."""
        suppliers, warehouses = purchase_choices(desk)
        return (
            ("supplier", tuple((each, each) for each in suppliers)),
            ("warehouse", tuple((each, each) for each in warehouses)),
        )

    def read(self, desk: Any, row: PurchaseRow | None, key: int) -> PurchaseDetail | None:  # noqa: ANN401 - as above
        """Return one order whole."""
        return purchase_detail(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the order with this code."""
        return purchase_id_of(desk, code)

    def picked(self, line: PurchaseLine | None) -> None:
        """A line of the order was chosen: deeds on a line are done to it."""
        self.line = line
        self._show(self.state)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name == "make":
            self._hands.ask(_suppliers, self._open_new)
        elif name in ("back", "refresh", "show_all") or detail is None:
            super().commanded(name)
        elif name == "paper":
            self.paperwork.make("purchase", detail.head.code)
        elif name == "add":
            self.open_form(shown.line_form(detail))
        elif name == "edit":
            self.open_form(shown.edit_form(detail))
        elif name == "edit_line" and self.line is not None:
            self.open_form(shown.edit_line_form(self.line))
        elif name == "drop_line" and self.line is not None:
            words = tr("Nothing more of {sku} is waited for").format(sku=self.line.sku)
            command = DropPurchaseLine(id=self._hands.new_id(), purchase_id=detail.head.id, n=self.line.n)
            self.perform(command, words)
        elif name == "confirm":
            words = tr("Purchase order {code} is confirmed").format(code=detail.head.code)
            self.perform(ConfirmPurchase(id=self._hands.new_id(), purchase_id=detail.head.id), words)
        elif name in ("close", "cancel"):
            self.open_form(shown.end_form(name, detail))

    def _open_new(self, suppliers: tuple[tuple[str, str], ...]) -> None:
        if suppliers:
            self.open_form(shown.make_form(suppliers, dict(self.state.choices).get("warehouse", ())))
        else:
            self.warn(tr("There is no supplier yet. Add one in Suppliers first"))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, told = self._hands.new_id(), {name: text.strip() for name, text in values.items()}
        if form.name == "make":
            names = ("supplier", "purchase", "warehouse", "supplier_ref", "due_day", "note")
            return MakePurchase(id=new, **{name: told[name] for name in names if name in told})  # type: ignore[arg-type]
        detail = self.state.detail
        if detail is None:
            return tr("Choose a purchase order first")
        number = detail.head.id
        if form.name == "line":
            exact = told.pop("exact") == "yes"
            return AddPurchaseLine(id=new, purchase_id=number, line=NewLine(**told), exact=exact)
        if form.name == "close":
            return ClosePurchase(id=new, purchase_id=number, reason=told["reason"])
        if form.name == "cancel":
            return CancelPurchase(id=new, purchase_id=number, reason=told["reason"])
        changes = form.changes(values)
        if not changes:
            return tr("Nothing is changed yet")
        if form.name == "edit":
            return SetPurchase(id=new, purchase_id=number, changes=changes)
        line = self.line.n if self.line is not None else 0
        return SetPurchaseLine(id=new, purchase_id=number, n=line, changes=changes)

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, PurchaseTaken):
            return "purchase"
        if isinstance(refusal, NoSuchProduct | NotGoods | WhichProduct | DoubleLine):
            return "sku"
        return "warehouse" if isinstance(refusal, UnknownWarehouse) else ""

    def told(self, answer: Purchased) -> str:
        """Return what is said when it is saved: what became of a quantity is said at once."""
        rounded = [each for each in answer.remarks if each.code.endswith("_rounded")]
        if rounded:
            return remark_words(rounded[0])
        return tr("Purchase order {code} is saved").format(code=answer.purchase)

    def came(self, form: FormValue, answer: Purchased) -> None:
        """A new order is shown, ready for its first line."""
        if form.name == "make":
            self.choose(answer.id)
            self._hands.ask(lambda desk: purchase_detail(desk, answer.id), self._first_line)
        else:
            self._detail()

    def _first_line(self, detail: PurchaseDetail) -> None:
        if self.state.chosen == detail.head.id and self.state.form is None:
            self._show(replace(self.state, detail=detail))
            self.open_form(shown.line_form(detail))

    def perform(self, command: Command, words: str) -> None:
        """Do a deed without a form, and read the order again."""

        def then(outcome: Outcome[Any]) -> None:
            refusal = outcome.refusal
            self.warn(say_error(refusal) if refusal is not None else "")
            if refusal is None:
                self._toast(words, False)
                self.again()

        self._hands.do(command, then)


def _suppliers(desk: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - as above
    rows = SUPPLIERS.page(desk, ListQuery("used", sort="name"), 0, MOST_SUPPLIERS).rows
    return tuple((row.code, f"{row.name} ({row.code})" if row.name != row.code else row.code) for row in rows)
