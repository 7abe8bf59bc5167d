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
from warehouse_app.domain.photos import PhotoRow
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.returning.claims import AboveClaimed, ClaimDetail, ClaimOnNobody, ClaimRow, NothingClaimed
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, Keeping, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.screens.claims import shown
from warehouse_app.wording import tr
from warehouse_app.wording.claims import states

_WAKES = frozenset({Touched.CLAIM, Touched.RETURN})


class ShowsPhotos(Protocol):
    """What shows photos at this page."""

    def small(self, photos: tuple[PhotoRow, ...], then: Callable[[Any], None]) -> None: ...

    def show(self, photo: PhotoRow) -> None: ...


class ClaimsView(KeepView, Protocol):
    """What the presenter asks of its page."""

    def show_photos(self, photos: Any) -> None: ...  # noqa: ANN401 - small photos, as the shell reads them


class ClaimsPresenter(Keeper[ClaimRow, ClaimDetail]):
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
        self._claims, self._go = view, go
        self._known_photos: tuple[PhotoRow, ...] = ()
        self.photos: ShowsPhotos | None = None
        super().__init__(view, hands, CLAIMS, now, toast, _WAKES)
        self.paperwork = Paperwork(hands, lambda words: self._show(replace(self.state, care=words)))
        query = ListQuery(CLAIMS.home, sort=CLAIMS.sort, now=now())
        self.state = replace(self.state, list=replace(self.state.list, query=query))

    def want(self, query: ListQuery) -> None:
        """Ask for another list, as of now: what is near is told by the day."""
        super().want(replace(query, now=self._now()))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many claims each view has."""
        return count_claims(desk, self._now())

    def choices(self, desk: Any) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:  # noqa: ANN401 - as above
        """Return the carriers there are."""
        return (("carrier", tuple((each, each) for each in claim_carriers(desk))),)

    def read(self, desk: Any, row: ClaimRow | None, key: int) -> ClaimDetail | None:  # noqa: ANN401 - as above
        """Return one claim whole."""
        try:
            return claim_detail(desk, key)
        except Refused:
            return None

    def opened(self, what: str) -> None:
        """Show one claim, "claim:CL00007", or a view, "view:soon"."""
        if what.startswith("view:"):
            self.viewed(what.removeprefix("view:"))
        else:
            self.scanned(what.removeprefix("claim:"), "")

    def scanned(self, text: str, device: str) -> None:
        """A claim's code opens it; a text that is none is looked for."""
        wanted = text.strip()
        self._hands.ask(lambda desk: _found(desk, wanted), lambda key: self.choose(key) if key else self.sought(wanted))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail, reasons = self.state.detail, shown.deeds(self.state)
        if name not in reasons:
            super().commanded(name)
        elif detail is not None and not reasons[name]:
            self._deed(name, detail)

    def _deed(self, name: str, detail: ClaimDetail) -> None:
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

    def photo_opened(self, number: int) -> None:
        """Show one photo large."""
        found = [each for each in self._known_photos if each.id == number]
        if found and self.photos is not None:
            self.photos.show(found[0])

    def _show(self, state: Keeping[ClaimRow, ClaimDetail]) -> None:
        super()._show(state)
        photos = () if state.detail is None else state.detail.photos
        if photos != self._known_photos:
            self._known_photos = photos
            if self.photos is not None:
                self.photos.small(photos, self._claims.show_photos)


def _found(desk: Any, code: str) -> int:  # noqa: ANN401 - the application's desk
    try:
        return claim_id_of(desk, code)
    except Refused:
        return 0
