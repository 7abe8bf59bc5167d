"""The presenter of the manifests screen: reads, and prints a manifest's paper once more. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, cast

from warehouse_app.application.run import Outcome
from warehouse_app.application.shipping import find_manifests, find_parcels, manifest_detail
from warehouse_app.application.units import NumberUnit
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.shipping.states import ManifestState
from warehouse_app.domain.shipping.values import ManifestRow
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.manifests import state as screen
from warehouse_app.ui.screens.manifests.state import ManifestsScreen, Opened, View
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

MOST = 2_000
"""Manifests that are listed; older ones are found by: warehouse manifest list."""

_WAKES = frozenset({Touched.MANIFEST, Touched.PARCEL, Touched.PACK})


class ManifestsView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: ManifestsScreen) -> None: ...


class ManifestsPresenter(Presenter):
    """`toast` tells of a finished deed, `go` shows another screen."""

    def __init__(
        self,
        view: ManifestsView,
        hands: Hands,
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None],
    ) -> None:
        self._view, self._hands, self._toast, self._go = view, hands, toast, go
        self._screen = ManifestsScreen(rights=hands.session().actor.rights)
        self._in_view = False
        self.paperwork = Paperwork(hands, self._refused)

    def kept(self) -> ListQuery:
        """Return what the list asks, to be kept as a view."""
        return ListQuery(self._screen.view, self._screen.text)

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view."""
        self._show(replace(self._screen, view=cast("View", query.view), text=query.text))

    def shown(self) -> None:
        """Read the list."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Parcels were packed, loaded or handed over."""
        if self._in_view and changes & _WAKES:
            self._read()

    def opened(self, what: str) -> None:
        """Show one manifest: "manifest:M00000012"."""
        self._show(replace(self._screen, view="all", text=""))
        self.chosen(what.removeprefix("manifest:"))

    def scanned(self, text: str, device: str) -> None:
        """The code on a manifest's paper opens it; a parcel's code opens the manifest it is on."""
        own = parse(text.strip().upper())
        if isinstance(own, OwnCode) and own.kind is OwnKind.MANIFEST:
            self.opened(own.body)
            return
        bare = own.body if isinstance(own, OwnCode) else text.strip()
        self._hands.ask(lambda desk: find_parcels(desk, text=bare, limit=1), self._found)

    def viewed(self, view: str) -> None:
        """Another view."""
        self._show(replace(self._screen, view=cast("View", view)))

    def sought(self, text: str) -> None:
        """Another text."""
        self._show(replace(self._screen, text=text.strip()))

    def chosen(self, code: str) -> None:
        """Another manifest."""
        self._show(screen.chose(self._screen, code))
        self._open()

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self._screen.row
        if name == "print" and row is not None:
            self.paperwork.print_row("manifest", row.id)
        elif name == "pallet" and row is not None:
            self.paperwork.print_of("pallet", row.code)
        elif name == "pallet_file" and row is not None:
            self._pallet_file(row.code)
        elif name == "load":
            self._go("manifest", "")
        elif name == "refresh":
            self._read()
        elif name == "back" and (self._screen.refusal or self._screen.text):
            self._show(replace(self._screen, refusal="", text=""))

    def _found(self, parcels: tuple[Any, ...]) -> None:
        if parcels and parcels[0].manifest:
            self.opened(parcels[0].manifest)
        else:
            words = tr("That parcel is on no manifest") if parcels else tr("No manifest and no parcel has this code")
            self._show(replace(self._screen, refusal=words))

    def _pallet_file(self, code: str) -> None:
        """Number the pallet where it has no number yet, and make its label a file."""

        def then(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                self._refused(say_error(outcome.refusal))
            else:
                self._refused("")
                self.paperwork.make("pallet", code)

        self._hands.do(NumberUnit(id=self._hands.new_id(), unit=code), then)

    def _refused(self, words: str) -> None:
        self._show(replace(self._screen, refusal=words))

    def _read(self) -> None:
        self._hands.ask(lambda desk: find_manifests(desk, limit=MOST), self._came)

    def _came(self, rows: tuple[ManifestRow, ...]) -> None:
        state = replace(self._screen, rows=rows, loaded=True)
        if not state.chosen and rows:
            state = screen.chose(state, rows[0].code)
        self._show(state)
        self._open()

    def _open(self) -> None:
        code = self._screen.chosen
        if code:
            self._hands.ask(lambda desk: _opened(desk, code), self._was_opened)

    def _was_opened(self, found: Opened | None) -> None:
        self._show(screen.opened(self._screen, found))

    def _show(self, state: ManifestsScreen) -> None:
        self._screen = state
        self._view.render_state(state)


def _opened(desk: Any, code: str) -> Opened | None:  # noqa: ANN401 - the application's desk
    detail = manifest_detail(desk, code)
    if detail is None:
        return None
    if detail.row.state == ManifestState.CLOSED:
        return Opened(detail)
    waiting = find_parcels(desk, state="labelled", limit=MOST)
    return Opened(detail, tuple(row for row in waiting if row.carrier == detail.row.carrier))
