"""The presenter of the returns desk: listed, shown, announced, authorised, rejected, claimed for. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.returning.claims import DraftClaim
from warehouse_app.application.returning.identifying import IdentifyReturn
from warehouse_app.application.returning.lists import RETURNS, count_returns, return_channels
from warehouse_app.application.returning.requests import (
    AuthoriseReturn,
    CancelReturn,
    RejectReturn,
    RequestReturn,
    SendReturn,
    return_id_of,
)
from warehouse_app.application.returning.seeing import CaseSeen, OrderSold, order_sold, see
from warehouse_app.application.returning.settling import SettleReturn, digest_of
from warehouse_app.application.returning.unidentifying import UnidentifyReturn, Whose, whose
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.orders.refusals import NoSuchOrder
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.returning.refusals import NoSuchReason, NotShipped, PastWindow
from warehouse_app.domain.returning.rows import ReturnRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, Keeping, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.runtime.photosbeside import PhotosBeside
from warehouse_app.ui.screens.returncases import forms, shown
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.RETURN, Touched.REFUND, Touched.CLAIM})
_OLDEST = {"inspect": "received_at", "parked": "received_at"}
"""Views that are a queue: what came first is looked at first."""

Go = Callable[[str, str], None]


class CasesView(KeepView, Protocol):
    """What the presenter asks of its page."""

    def show_photos(self, photos: Any) -> None: ...  # noqa: ANN401 - small photos, as the shell reads them


_ASKED = {
    "reject": forms.reject_form, "cancel": forms.cancel_form, "send": forms.send_form, "claim": forms.claim_form,
}  # fmt: skip
"""Deeds that a form is filled in for."""


class CasesPresenter(CodeKeeper[ReturnRow, CaseSeen]):
    """`go` opens another page."""

    first_tab = "units"

    def __init__(
        self, view: CasesView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None], go: Go
    ) -> None:
        self._go = go
        self._sold: OrderSold | None = None
        self.photos = PhotosBeside(view.show_photos)
        super().__init__(view, hands, RETURNS, now, toast, _WAKES)
        self.paperwork = Paperwork(hands, self.warn)

    def first(self) -> ListQuery:
        """Begin with the newest."""
        return ListQuery(RETURNS.home, sort="code", descending=True)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many returns each view has."""
        return count_returns(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the channels there are."""
        return (("channel", tuple((each, each) for each in return_channels(desk))),)

    def read(self, desk: Any, row: ReturnRow | None, key: int) -> CaseSeen | None:  # noqa: ANN401 - as above
        """Return one return whole."""
        return see(desk, key)

    def viewed(self, view: str) -> None:
        """Another view; a queue begins with what came first."""
        query = replace(self.state.query, view=view)
        if view in _OLDEST:
            query = replace(query, sort=_OLDEST[view], descending=False)
        self.want(query)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the return with this code."""
        return return_id_of(desk, code)

    def missed(self, code: str) -> None:
        """No return has this code: it is looked for among all."""
        self.want(replace(self.state.query, view="all", text=code))

    def reasons(self) -> Mapping[str, str]:
        """Return why each deed cannot be done now."""
        return shown.deeds(self.state)

    def deed(self, name: str) -> None:
        """Ask what a deed needs, or do it."""
        seen = self.state.detail
        if name == "new":
            self.open_form(forms.order_form())
        elif seen is None:
            return
        elif name == "whose":
            self._whose(seen)
        elif name in _ASKED:
            self.open_form(_ASKED[name](seen))
        else:
            self._deed(name, seen)

    def _deed(self, name: str, seen: CaseSeen) -> None:
        if name == "authorise":
            words = tr("{code} may come back").format(code=seen.row.code)
            self.perform(AuthoriseReturn(id=self._hands.new_id(), return_id=seen.row.id), words)
        elif name == "keep" and seen.keeps is not None:
            words = tr("{code} is settled: the customer keeps it").format(code=seen.row.code)
            shown_is = digest_of(seen.keeps)
            self.perform(SettleReturn(id=self._hands.new_id(), return_id=seen.row.id, shown=shown_is), words)
        elif name == "label":
            self.paperwork.print_of("return", seen.row.code)
        elif name == "label_file":
            self.paperwork.make("return", seen.row.code)
        else:
            self._go("orders", f"order:{seen.detail.order}")

    def _whose(self, seen: CaseSeen) -> None:
        """Ask of which order it is; of one that was said by hand, whether that is taken back, with what it does."""
        if shown.is_whose(seen):
            code = seen.row.code
            self._hands.ask(lambda desk: _known_as(desk, code), self._told_whose)
        else:
            self.open_form(forms.whose_form(seen))

    def _told_whose(self, found: Whose | str) -> None:
        if isinstance(found, str):
            self.warn(found)
        else:
            self.open_form(forms.unknown_form(found))

    def saved(self, values: Mapping[str, str]) -> None:
        """The order is looked up before it is asked what of it comes back."""
        form = self.state.form
        if form is not None and form.name == "order":
            wanted = values["order"].strip()
            self._hands.ask(lambda desk: _sold(desk, wanted), lambda found: self._asked(form, found))
        else:
            super().saved(values)

    def _asked(self, form: FormValue, found: OrderSold | str) -> None:
        if isinstance(found, str):
            self._show(replace(self.state, form=form.refused("order", found)))
        elif not found.lines:
            words = tr("Nothing of order {order} can come back").format(order=found.order)
            self._show(replace(self.state, form=form.refused("order", words)))
        else:
            self._sold = found
            self.open_form(forms.request_form(found))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, seen = self._hands.new_id(), self.state.detail
        if form.name == "request" and self._sold is not None:
            told = {name: values[name].strip() for name in ("outcome", "words", "override")}
            lines = forms.asked_of(self._sold, values)
            return RequestReturn(id=new, order_id=self._sold.order_id, lines=lines, **told)
        if seen is None:
            return tr("Choose a return first")
        if form.name == "reject":
            return RejectReturn(id=new, return_id=seen.row.id, why=values["why"])
        if form.name == "cancel":
            return CancelReturn(id=new, return_id=seen.row.id, why=values["why"])
        if form.name == "whose":
            return IdentifyReturn(id=new, return_code=seen.row.code, order=values["order"])
        if form.name == "unknown":
            return UnidentifyReturn(id=new, return_code=seen.row.code)
        if form.name == "claim":
            return DraftClaim(id=new, kind=values["kind"], return_code=seen.row.code)
        return SendReturn(id=new, return_id=seen.row.id, carrier=values["carrier"], tracking=values["tracking"])

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, PastWindow):
            return "override"
        if isinstance(refusal, NoSuchOrder | NotShipped):
            return "order"
        return "reason" if isinstance(refusal, NoSuchReason) else ""

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when it is saved."""
        if isinstance(answer, Whose):
            return tr("Nobody knows whose return {name} is.").format(name=answer.name)
        if isinstance(answer, int):
            words = trn("{n} unit of the return is proven.", "{n} units of the return are proven.", answer)
            return words.format(n=answer)
        return tr("{what} is saved").format(what=getattr(answer, "code", answer))

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a command's answer
        """A new return is shown."""
        if form.name == "request":
            self.choose(answer.id)
        self.again()

    def _show(self, state: Keeping[ReturnRow, CaseSeen]) -> None:
        super()._show(state)
        self.photos.of(() if state.detail is None else state.detail.photos)


def _known_as(desk: Any, code: str) -> Whose | str:  # noqa: ANN401 - the application's desk
    """Return what taking back whose it is would do, or why it cannot be."""
    try:
        return whose(desk, code)
    except Refused as no:
        return say_error(no.refusal)


def _sold(desk: Any, code: str) -> OrderSold | str:  # noqa: ANN401 - the application's desk
    """Return what may come back of an order, or why nobody can tell."""
    try:
        return order_sold(desk, code)
    except Refused as no:
        return say_error(no.refusal)
