"""The presenter of the page of claims: listed, shown, sent, answered, given up, printed. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.returning.claims import (
    CLAIMS,
    AnswerClaim,
    DropClaim,
    SendClaim,
    claim_carriers,
    claim_detail,
    claim_id_of,
    count_claims,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.returning.claims import AboveClaimed, ClaimDetail, ClaimOnNobody, ClaimRow, NothingClaimed
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, Keeping, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.runtime.photosbeside import PhotosBeside
from warehouse_app.ui.screens.claims import shown
from warehouse_app.wording import tr
from warehouse_app.wording.claims import states

_WAKES = frozenset({Touched.CLAIM, Touched.RETURN})


class ClaimsView(KeepView, Protocol):
    """What the presenter asks of its page."""

    def show_photos(self, photos: Any) -> None: ...  # noqa: ANN401 - small photos, as the shell reads them


class ClaimsPresenter(CodeKeeper[ClaimRow, ClaimDetail]):
    """`go` opens another page."""

    first_tab = "goods"

    def __init__(
        self,
        view: ClaimsView,
        hands: Hands,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None],
    ) -> None:
        self._go = go
        self.photos = PhotosBeside(view.show_photos)
        super().__init__(view, hands, CLAIMS, now, toast, _WAKES)
        self.paperwork = Paperwork(hands, self.warn)

    def first(self) -> ListQuery:
        """Begin as of now."""
        return ListQuery(CLAIMS.home, sort=CLAIMS.sort, now=self._now())

    def want(self, query: ListQuery) -> None:
        """Ask for another list, as of now: what is near is told by the day."""
        super().want(replace(query, now=self._now()))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many claims each view has."""
        return count_claims(desk, self._now())

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the carriers there are."""
        return (("carrier", tuple((each, each) for each in claim_carriers(desk))),)

    def read(self, desk: Any, row: ClaimRow | None, key: int) -> ClaimDetail | None:  # noqa: ANN401 - as above
        """Return one claim whole."""
        return claim_detail(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the claim with this code."""
        return claim_id_of(desk, code)

    def reasons(self) -> Mapping[str, str]:
        """Return why each deed cannot be done now."""
        return shown.deeds(self.state)

    def deed(self, name: str) -> None:
        """Print it, go to its return, or ask what the others need."""
        detail = self.state.detail
        if detail is None:
            return
        if name == "paper":
            self.paperwork.make("claim", detail.row.code)
        elif name == "return":
            self._go("returncases", f"return:{detail.row.return_code}")
        elif name == "send":
            self.open_form(shown.send_form(detail))
        elif name == "accept":
            self.open_form(shown.accept_form(detail))
        else:
            self.open_form(shown.why_form(name, detail))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        new, detail = self._hands.new_id(), self.state.detail
        if detail is None:
            return tr("Choose a claim first")
        number = detail.row.id
        if form.name == "send":
            told = {name: values[name] for name in ("amount", "note", "carrier") if name in values}
            return SendClaim(id=new, claim_id=number, **told)
        if form.name == "drop":
            return DropClaim(id=new, claim_id=number, reason=values["reason"])
        if form.name == "refuse":
            return AnswerClaim(id=new, claim_id=number, accepted=False, note=values["reason"])
        return AnswerClaim(id=new, claim_id=number, accepted=True, amount=values["amount"], note=values["note"])

    def place_of(self, refusal: Refusal) -> str:
        """Return the field under which a refusal stands."""
        if isinstance(refusal, ClaimOnNobody):
            return "carrier"
        return "amount" if isinstance(refusal, AboveClaimed | NothingClaimed) else ""

    def told(self, answer: ClaimRow) -> str:
        """Return what is said when it is saved."""
        return tr("Claim {code}: {state}").format(code=answer.code, state=states()[answer.state])

    def came(self, form: FormValue, answer: ClaimRow) -> None:
        """Read it again."""
        self.again()

    def _show(self, state: Keeping[ClaimRow, ClaimDetail]) -> None:
        super()._show(state)
        self.photos.of(() if state.detail is None else state.detail.photos)
