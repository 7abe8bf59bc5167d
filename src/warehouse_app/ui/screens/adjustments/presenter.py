"""The presenter of the adjustments screen: listed, shown, posted one or all, taken back. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from warehouse_app.application.adjusting import (
    ADJUSTMENTS,
    Adjusted,
    UnpostAdjustment,
    adjustment_detail,
    adjustment_of,
    count_adjustments,
    post_kept,
)
from warehouse_app.application.counting.plans import warehouses
from warehouse_app.application.run import Command, Runner
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.counting.adjustments import AdjustmentDetail, AdjustmentRow
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import KeepView
from warehouse_app.ui.screens.adjustments import shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.DOCUMENT, Touched.STOCK})
_TOUCHED: frozenset[str] = frozenset({Touched.DOCUMENT, Touched.STOCK, Touched.ORDER})


class AdjustmentsView(KeepView, Protocol):
    """What the presenter asks of its page."""


class AdjustmentsPresenter(CodeKeeper[AdjustmentRow, AdjustmentDetail]):
    """Those that wait are the first view. What could not be posted is named, and stays there."""

    def __init__(
        self,
        view: AdjustmentsView,
        hands: Hands,
        house: Runner,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
    ) -> None:
        super().__init__(view, hands, ADJUSTMENTS, now, toast, _WAKES)
        self._house = house
        self._houses: tuple[str, ...] = ()

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many adjustments each view has."""
        self._houses = warehouses(desk)
        return count_adjustments(desk)

    def read(self, desk: Any, row: AdjustmentRow | None, key: int) -> AdjustmentDetail | None:  # noqa: ANN401 - as above
        """Return one adjustment whole."""
        return adjustment_detail(desk, key)

    def opened(self, what: str) -> None:
        """Show one adjustment ("adjustment:536381"), or a view ("view:posted")."""
        kind, _sign, ref = what.partition(":")
        if kind == "view":
            self.want(ListQuery(ref))
        else:
            self.scanned(ref or kind, "")

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the adjustment with this code."""
        return adjustment_of(desk, code)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self.state.detail.row if self.state.detail is not None else None
        if name == "post" and row is not None:
            self._wish((row.code,))
        elif name == "post_all":
            self._wish(())
        elif name == "undo" and row is not None:
            words = tr("Adjustment {code} is taken back").format(code=row.code)
            self.perform(UnpostAdjustment(id=self._hands.new_id(), document=row.id), words)
        else:
            super().commanded(name)

    def _wish(self, codes: tuple[str, ...]) -> None:
        """Post them, after a question where it is many or the warehouse is not plain."""
        if codes and len(self._houses) == 1:
            self._post(codes, self._houses[0])
        else:
            waits = dict(self.state.counts).get("waiting", 0)
            self.open_form(shown.post_form(codes, waits, self._houses))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Posting is several steps of its own."""
        return tr("Nothing is changed yet")

    def saved(self, values: Mapping[str, str]) -> None:
        """Post what the form asks about."""
        form = self.state.form
        if form is None:
            return
        codes = (form.name.removeprefix("post:"),) if form.name.startswith("post:") else ()
        house = values.get("warehouse", "") or next(iter(self._houses), "")
        self.dropped()
        self._post(codes, house)

    def _post(self, codes: tuple[str, ...], house: str) -> None:
        self._hands.long(
            tr("Posting adjustments"),
            lambda session, task: post_kept(self._house, session, house, codes, pause=task.pause),
            self._posted,
            _TOUCHED,
            stopped=self.again,
        )

    def _posted(self, answer: Adjusted | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.warn(say_error(answer))
        else:
            if answer.posted:
                self._toast(shown.posted_words(answer), False)
            self.warn(shown.left_words_of(answer))
        self.again()
