"""The presenter of the verdicts screen: the table, and its classes at this site changed. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.run import Command
from warehouse_app.application.verdicts.classes import ResetVerdictClass, SetVerdictClass
from warehouse_app.application.verdicts.table import VERDICTS, count_verdicts, verdict_row
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.verdicts.values import VerdictRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.verdicts import shown
from warehouse_app.wording import tr
from warehouse_app.wording.verdicts import class_words

_WAKES = frozenset({Touched.SETTING})


class VerdictsPresenter(Keeper[VerdictRow, VerdictRow]):
    """What benches say no with, and what of it is a Stop here."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, VERDICTS, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many verdicts each view has."""
        return count_verdicts(desk)

    def read(self, desk: Any, row: VerdictRow | None, key: int) -> VerdictRow | None:  # noqa: ANN401 - as above
        """Return one verdict as it is at this site now."""
        return verdict_row(desk, key)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row = self.state.detail
        if name == "set" and row is not None:
            self.open_form(shown.form(row))
        elif name == "reset" and row is not None:
            words = tr("It is a {klass} again").format(klass=class_words(row.own))
            self.perform(ResetVerdictClass(id=self._hands.new_id(), verdict=row.told.code), words)
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of the form."""
        row = self.state.detail
        if row is None:
            return tr("Choose a verdict first")
        if not form.changes(values):
            return tr("Nothing is changed yet")
        new = self._hands.new_id()
        return SetVerdictClass(id=new, verdict=row.told.code, klass=values["klass"], reason=values["reason"])

    def told(self, answer: Any) -> str:  # noqa: ANN401 - the class
        """Return what is said when it was changed."""
        return tr("It is a {klass} now").format(klass=class_words(str(answer)))
