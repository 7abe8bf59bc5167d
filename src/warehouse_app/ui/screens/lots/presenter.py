"""The presenter of the screen of lots: listed, blocked, locked away, released. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.run import Command, Runner
from warehouse_app.application.verdicts.lots import LOTS, LotDone, ReleaseLot, count_lots, lot_of, recall
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.verdicts.lots import LotBlock, LotSeen
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.lots import shown
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.STOCK})


class LotsPresenter(Keeper[LotBlock, LotSeen]):
    """Lots that may not leave, the newest first. `house` runs the many commands of a recall."""

    def __init__(
        self, view: KeepView, hands: Hands, house: Runner, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, LOTS, now, toast, _WAKES)
        self._house, self._busy = house, False

    def first(self) -> ListQuery:
        """Begin with the newest."""
        return ListQuery(LOTS.home, sort="at", descending=True)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many lots each view has."""
        return count_lots(desk)

    def read(self, desk: Any, row: LotBlock | None, key: int) -> LotSeen | None:  # noqa: ANN401 - as above
        """Return one lot, and where its goods stand."""
        return lot_of(desk, key)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        seen = self.state.detail
        if name == "block":
            self.open_form(shown.block_form())
        elif name == "release" and seen is not None:
            self.open_form(shown.release_form(seen.block))
        elif name == "lock" and seen is not None:
            self._recall(None, seen.block.sku, seen.block.lot, seen.block.why)
        else:
            super().commanded(name)

    def saved(self, values: Mapping[str, str]) -> None:
        """A block is many commands: it runs beside the window."""
        form = self.state.form
        if form is not None and form.name == "block":
            self._recall(form, values["sku"], values["lot"], values["reason"])
        else:
            super().saved(values)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command that releases the chosen lot."""
        seen = self.state.detail
        if seen is None:
            return tr("Choose a blocked lot first")
        return ReleaseLot(id=self._hands.new_id(), sku=seen.block.sku, lot=seen.block.lot, reason=values["reason"])

    def told(self, answer: Any) -> str:  # noqa: ANN401 - the SKU
        """Return what is said when a lot is released."""
        return tr("The lot of {sku} may leave again").format(sku=answer)

    def _recall(self, form: FormValue | None, sku: str, lot: str, why: str) -> None:
        if self._busy:
            return
        self._busy = True
        self._hands.long(
            tr("Locking the lot away"),
            lambda session, task: recall(self._house, session, sku, lot, why, task.pause),
            lambda found: self._recalled(form, found), _WAKES, stopped=self._ended, trouble=self._failed,
        )  # fmt: skip

    def _recalled(self, form: FormValue | None, found: LotDone | Refusal) -> None:
        self._busy = False
        if not isinstance(found, Refusal):
            words, left = shown.done(found)
            self._show(replace(self.state, form=None, care=left))
            self._toast(words, False)
            self.again()
        elif form is None:
            self.warn(say_error(found))
        else:
            open_form = self.state.form or form
            where = found.field if isinstance(found, BadField) else "sku" if isinstance(found, NoSuchProduct) else ""
            named = replace(found, field=open_form.called(found.field)) if isinstance(found, BadField) else found
            self._show(replace(self.state, form=open_form.refused(where, say_error(named))))

    def _ended(self) -> None:
        self._busy = False
        self.again()

    def _failed(self, trouble: Any) -> None:  # noqa: ANN401 - a Trouble
        self._busy = False
        self.warn(say_error(trouble))
