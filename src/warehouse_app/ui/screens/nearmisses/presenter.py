"""The presenter of the near-miss screen: looked through, narrowed to a picker, a surplus unit settled. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from warehouse_app.application.run import Command
from warehouse_app.application.verdicts import (
    MISSES,
    PickerMisses,
    SettleMiss,
    miss_choices,
    miss_counts,
    miss_of,
    misses_lately,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, Keeper, KeepView
from warehouse_app.ui.screens.nearmisses import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.NEAR_MISS})


class MissesPage(KeepView, Protocol):
    """What the presenter asks of its page."""

    def show_people(self, rows: tuple[PickerMisses, ...] | None) -> None: ...


class MissesPresenter(Keeper[NearMiss, NearMiss]):
    """The newest first."""

    def __init__(
        self, view: MissesPage, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, MISSES, now, toast, _WAKES)
        self._page = view
        self.people: tuple[PickerMisses, ...] | None = None

    def first(self) -> ListQuery:
        """Begin with the newest."""
        return ListQuery(MISSES.home, sort="at", descending=True)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many near misses each view has."""
        return miss_counts(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the pickers and verdicts there are."""
        return miss_choices(desk)

    def read(self, desk: Any, row: NearMiss | None, key: int) -> NearMiss | None:  # noqa: ANN401 - as above
        """Return one near miss as it is now: it may have been settled since the list was read."""
        return miss_of(desk, key)

    def opened(self, what: str) -> None:
        """Show what one picker picked: "picker:LI"; or a view: "view:open"."""
        kind, _sign, ref = what.partition(":")
        self.want(ListQuery(ref) if kind == "view" else ListQuery("all").narrowed("picker", ref))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name == "people":
            self._hands.ask(lambda desk: misses_lately(desk, self._now()), self._show_people, right=Right.ASSIGN)
        elif name == "back" and self.people is not None and self.state.form is None:
            self._show_people(None)
        elif name == "settle" and self.state.detail is not None:
            self.open_form(shown.form(self.state.detail))
        else:
            super().commanded(name)

    def picked(self, row: PickerMisses | None) -> None:
        """Show what one person picked of what was stopped."""
        if row is not None:
            self.want(ListQuery("all", sort="at", descending=True).narrowed("picker", row.picker))

    def choose(self, key: int, row: NearMiss | None = None) -> None:
        """Show one; the table by person is looked at no more."""
        if self.people is not None:
            self._show_people(None)
        super().choose(key, row)

    def _show_people(self, rows: tuple[PickerMisses, ...] | None) -> None:
        self.people = rows
        self._page.show_people(rows)
        self._show(self.state)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of the form."""
        if self.state.detail is None:
            return tr("Choose a near miss first")
        return SettleMiss(id=self._hands.new_id(), miss=self.state.detail.id, how=values["reason"])

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when it was settled."""
        return tr("It is settled")
