"""The presenter of the page of refunds: listed, shown, approved, tried again, paid by hand, given up. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.returning.lists import REFUNDS, count_refunds
from warehouse_app.application.returning.refunding import (
    ApproveRefund,
    CancelRefund,
    ConfirmRefund,
    FailRefund,
    RefundDetail,
    RetryRefund,
    refund_detail,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.returning.refusals import NoReference
from warehouse_app.domain.returning.values import RefundRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import KeepView
from warehouse_app.ui.screens.refunds import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.REFUND})


class RefundsPresenter(CodeKeeper[RefundRow, RefundDetail]):
    """`go` opens another page."""

    def __init__(
        self,
        view: KeepView,
        hands: Hands,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None],
    ) -> None:
        self._go = go
        super().__init__(view, hands, REFUNDS, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many refunds each view has."""
        return count_refunds(desk)

    def read(self, desk: Any, row: RefundRow | None, key: int) -> RefundDetail | None:  # noqa: ANN401 - as above
        """Return one refund with what it is for."""
        found = REFUNDS.listing.read(desk, [key]).get(key)
        return None if found is None else refund_detail(desk, found.code)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the refund with this code."""
        return refund_detail(desk, code).row.id

    def reasons(self) -> Mapping[str, str]:
        """Return why each deed cannot be done now."""
        return shown.deeds(self.state)

    def deed(self, name: str) -> None:
        """Approve it, try it again, go to its return, or ask what the others need."""
        detail = self.state.detail
        if detail is None:
            return
        code = detail.row.code
        if name == "return":
            self._go("returncases", f"return:{detail.row.return_code}")
        elif name == "approve":
            words = tr("{code} is approved").format(code=code)
            self.perform(ApproveRefund(id=self._hands.new_id(), refund=code), words)
        elif name == "retry":
            words = tr("{code} is tried again").format(code=code)
            self.perform(RetryRefund(id=self._hands.new_id(), refund=code), words)
        elif name == "confirm":
            self.open_form(shown.paid_form(detail))
        else:
            self.open_form(shown.why_form(name, detail))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, detail = self._hands.new_id(), self.state.detail
        if detail is None:
            return tr("Choose a refund first")
        if form.name == "confirm":
            return ConfirmRefund(id=new, refund=detail.row.code, reference=values["reference"])
        make = CancelRefund if form.name == "cancel" else FailRefund
        return make(id=new, refund=detail.row.code, why=values["why"])

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        return "reference" if isinstance(refusal, NoReference) else ""

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a command's answer
        """Read it again."""
        self.again()
