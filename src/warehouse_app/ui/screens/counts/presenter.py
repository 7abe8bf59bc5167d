"""The presenter of the counts screen: listed, shown, planned and decided. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

from warehouse_app.application.counting.decide import (
    COUNTS,
    ApproveCount,
    CountAgain,
    RejectCount,
    accuracy,
    count_detail,
    count_id_of,
)
from warehouse_app.application.counting.plans import (
    MakePlan,
    Planned,
    find_plans,
    plan_counts,
    proposals,
    view_counts,
    warehouses,
)
from warehouse_app.application.run import Command, Runner
from warehouse_app.application.settings import value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.values import CountDetail, CountListRow, CountOutcome
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.counts import shown
from warehouse_app.ui.screens.counts.state import Overview
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

LOOKED = timedelta(days=90)
"""How far back accuracy is told."""

_MOST_DIGITS = 5
_WAKES = frozenset({Touched.COUNT, Touched.STOCK})
_TOUCHED: frozenset[str] = frozenset({Touched.COUNT})


class CountsView(KeepView, Protocol):
    """What the presenter asks of its page."""

    def show_overview(self, overview: Overview) -> None: ...


class CountsPresenter(Keeper[CountListRow, CountDetail]):
    """A scanned place or product narrows the list to it; what waits for a decision is the first view."""

    first_tab = "found"

    def __init__(
        self,
        view: CountsView,
        hands: Hands,
        house: Runner,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
    ) -> None:
        super().__init__(view, hands, COUNTS, now, toast, _WAKES)
        self._page, self._house = view, house
        self.overview = Overview()

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many counts each view has."""
        return view_counts(desk)

    def read(self, desk: Any, row: CountListRow | None, key: int) -> CountDetail | None:  # noqa: ANN401 - as above
        """Return one count whole."""
        return count_detail(desk, key)

    def first(self) -> ListQuery:
        """Begin with the newest."""
        return ListQuery(descending=True)

    def shown(self) -> None:
        """Read the list, the plans, and what is worth counting."""
        super().shown()
        self._look_around()

    def again(self) -> None:
        """Read everything in view again."""
        super().again()
        self._look_around()

    def opened(self, what: str) -> None:
        """Show one count ("count:K00012"), those of a place ("place:A01") or a view ("view:review")."""
        kind, _sign, ref = what.partition(":")
        if kind == "view":
            self.want(ListQuery(ref, descending=True))
        elif kind == "count":
            self._hands.ask(lambda desk: _found(desk, ref), self._was_found)
        else:
            self.want(ListQuery(text=ref, descending=True))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self.state.detail.row if self.state.detail is not None else None
        if name == "plan":
            self.open_form(shown.plan_form(self.overview))
        elif name == "approve" and row is not None:
            self.open_form(shown.approve_form(row))
        elif name == "again" and row is not None:
            words = tr("{place} is counted again").format(place=row.place)
            self.perform(CountAgain(id=self._hands.new_id(), count=row.id), words)
        elif name == "reject" and row is not None:
            words = tr("The books stand for {place}").format(place=row.place)
            self.perform(RejectCount(id=self._hands.new_id(), count=row.id), words)
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form; a plan is made in several steps of its own."""
        told = {name: text.strip() for name, text in values.items()}
        detail = self.state.detail
        if form.name == "approve":
            if detail is None:
                return tr("Choose a count first")
            new = self._hands.new_id()
            return ApproveCount(id=new, count=detail.row.id, reason=told["reason"], note=told["note"])
        return tr("Nothing is changed yet")

    def saved(self, values: Mapping[str, str]) -> None:
        """Write what was typed."""
        form = self.state.form
        if form is None or form.name != "plan":
            super().saved(values)
            return
        told = {name: text.strip() for name, text in values.items()}
        most = told["most"]
        if not most.isdecimal() or len(most) > _MOST_DIGITS or not int(most):
            self._refuse(form, "most", tr("How many is a whole number above zero"))
            return
        house = told.get("warehouse", "") or next(iter(self.overview.warehouses), "")
        wanted = MakePlan(
            id=self._hands.new_id(), warehouse=house, kind=told["kind"], about=told["about"],
            blind=told["blind"] == "yes",
        )  # fmt: skip
        self._hands.long(
            tr("Planning counts"),
            lambda session, task: plan_counts(self._house, session, wanted, int(most), task.pause),
            lambda answer: self._planned(form, answer),
            _TOUCHED,
            stopped=self.again,
        )

    def _planned(self, form: FormValue, answer: Planned | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._refuse(form, "about", say_error(answer))
            return
        self.dropped()
        words = trn("{plan} asks for {n} count", "{plan} asks for {n} counts", answer.counts)
        self._toast(words.format(plan=answer.plan, n=figures.number(answer.counts)), False)
        self.again()

    def _refuse(self, form: FormValue, where: str, words: str) -> None:
        self._show(replace(self.state, form=(self.state.form or form).refused(where, words)))

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a count's outcome
        """Return what is said when it is booked, and who lacks goods now."""
        if isinstance(answer, CountOutcome) and answer.lost:
            return tr("{place} is booked. Now short: {orders}").format(place=answer.place, orders=answer.orders)
        return tr("{place} is booked").format(place=answer.place)

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - a count's outcome
        """The count is read again."""
        self._detail()

    def _look_around(self) -> None:
        now = self._now()
        since = figures.moment(now)
        begin = (since - LOOKED).date().isoformat() if since is not None else ""
        self._hands.ask(lambda desk: _overview(desk, now, begin), self._looked)

    def _looked(self, overview: Overview) -> None:
        self.overview = overview
        self._page.show_overview(overview)
        self._show(self.state)

    def _was_found(self, key: int) -> None:
        if key:
            self.choose(key)


def _found(desk: Any, code: str) -> int:  # noqa: ANN401 - the application's desk
    try:
        return count_id_of(desk, code)
    except Refused:
        return 0


def _overview(desk: Any, now: str, since: str) -> Overview:  # noqa: ANN401 - the application's desk
    houses = warehouses(desk)
    worth = proposals(desk, houses[0], "today", now) if houses else ()
    return Overview(find_plans(desk), worth, accuracy(desk, "place", since), houses, value_of(desk, "company.currency"))
