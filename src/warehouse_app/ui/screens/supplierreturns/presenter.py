"""The presenter of the page of returns to suppliers: begun, filled, sent with a paper, credited, given up. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.purchasing.suppliers import SUPPLIERS
from warehouse_app.application.returning.afterwards import (
    SUPPLIER_RETURNS,
    SupplierReturnSeen,
    count_supplier_returns,
    supplier_return_choices,
    supplier_return_id_of,
    supplier_return_seen,
    waiting_by_supplier,
)
from warehouse_app.application.returning.suppliers import (
    AddToSupplierReturn,
    CancelSupplierReturn,
    CreditSupplierReturn,
    NewSupplierReturn,
    SendSupplierReturn,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.purchasing.fields import amount_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.afterwards import SupplierReturnRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.screens.supplierreturns import shown
from warehouse_app.wording import tr
from warehouse_app.wording.refunds import supplier_return_states

MOST_SUPPLIERS = 300
_WAKES = frozenset({Touched.RETURN})


class SupplierReturnsPresenter(CodeKeeper[SupplierReturnRow, SupplierReturnSeen]):
    """`paperwork` makes the paper that goes with the goods."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        self._form = ""
        super().__init__(view, hands, SUPPLIER_RETURNS, now, toast, _WAKES)
        self.paperwork = Paperwork(hands, self.warn)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many each view has, and how many units wait."""
        return count_supplier_returns(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the suppliers and warehouses there are."""
        suppliers, warehouses = supplier_return_choices(desk)
        return (
            ("supplier", tuple((each, each) for each in suppliers)),
            ("warehouse", tuple((each, each) for each in warehouses)),
        )

    def read(self, desk: Any, row: SupplierReturnRow | None, key: int) -> SupplierReturnSeen | None:  # noqa: ANN401
        """Return one whole."""
        return supplier_return_seen(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the return to a supplier with this code."""
        return supplier_return_id_of(desk, code)

    def reasons(self) -> Mapping[str, str]:
        """Return why each deed cannot be done now."""
        return shown.deeds(self.state)

    def deed(self, name: str) -> None:
        """Print its paper, or ask what the others need."""
        seen = self.state.detail
        forms = {"add": shown.add_form, "send": shown.send_form, "credit": shown.credit_form}
        if name == "new":
            self._hands.ask(_for_new, self._open_new)
        elif seen is None:
            return
        elif name == "paper":
            self.paperwork.make("supplierback", seen.row.code)
        else:
            self.open_form(forms[name](seen) if name in forms else shown.sure_form(name, seen))

    def _open_new(self, found: tuple[tuple[tuple[str, str], ...], Mapping[str, int]]) -> None:
        suppliers, waits = found
        if suppliers:
            self.open_form(shown.new_form(suppliers, dict(self.state.choices).get("warehouse", ()), waits))
        else:
            self.warn(tr("There is no supplier yet. Add one in Suppliers first"))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, seen, self._form = self._hands.new_id(), self.state.detail, form.name
        if form.name == "new":
            return NewSupplierReturn(
                id=new, supplier=values["supplier"], warehouse=values.get("warehouse", ""), note=values["note"],
                gather=values["goods"] == "all",
            )  # fmt: skip
        if seen is None:
            return tr("Choose a return to a supplier first")
        code = seen.row.code
        if form.name == "add":
            return AddToSupplierReturn(id=new, supplier_return=code, return_code=values["return"])
        if form.name == "send":
            return SendSupplierReturn(id=new, supplier_return=code, reference=values["reference"])
        if form.name == "drop":
            return CancelSupplierReturn(id=new, supplier_return=code)
        if form.name == "credit" and _is_nothing(values["amount"]):
            return tr("Say how much it credits; where it is nothing, choose Refuses")
        return CreditSupplierReturn(id=new, supplier_return=code, amount=values.get("amount", ""))

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when it is saved: how many were added, or where it is now."""
        if isinstance(answer, int):
            return shown.added(answer)
        states = supplier_return_states()
        return f"{answer}: {states[shown.LEADS_TO[self._form]]}"

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a command's answer
        """Show the new one, or read it again."""
        if form.name == "new":
            self.follow(lambda desk: self.found(desk, str(answer)))
        self.again()


def _is_nothing(text: str) -> bool:
    """Say whether an amount is none; what is no amount is for the command to refuse."""
    try:
        return amount_of("amount", text) == 0
    except Refused:
        return False


def _for_new(desk: Any) -> tuple[tuple[tuple[str, str], ...], Mapping[str, int]]:  # noqa: ANN401 - as above
    rows = SUPPLIERS.page(desk, ListQuery("used", sort="name"), 0, MOST_SUPPLIERS).rows
    return tuple((row.code, row.name or row.code) for row in rows), waiting_by_supplier(desk)
