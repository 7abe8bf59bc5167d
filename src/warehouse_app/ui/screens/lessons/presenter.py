"""The presenter of the lessons screen: how lessons went; who learns and who is guided. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.run import Command
from warehouse_app.application.training.results import LESSONS, SetWay, count_lessons, lesson, ways
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.training.results import Result
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.runtime.paperwork import Paperwork
from warehouse_app.ui.screens.lessons import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.CREW, Touched.PERSON})
_SWITCH = {"on": True, "off": False}


class LessonsPresenter(Keeper[Result, Result]):
    """Lessons, the newest first."""

    def __init__(
        self, view: KeepView, hands: Hands, now: Callable[[], str], toast: Callable[[str, bool], None]
    ) -> None:
        super().__init__(view, hands, LESSONS, now, toast, _WAKES)
        self.paperwork = Paperwork(hands, self.warn)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many lessons each view has."""
        return count_lessons(desk)

    def read(self, desk: Any, row: Result | None, key: int) -> Result | None:  # noqa: ANN401 - as above
        """Return one lesson."""
        return lesson(desk, key)

    def first(self) -> ListQuery:
        """Begin with the newest."""
        return ListQuery(sort="at", descending=True)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        if name == "way":
            person = self.state.detail.person if self.state.detail else ""
            self._hands.ask(ways, lambda people: self.open_form(shown.way_form(people, person)))
        elif name == "sheet":
            self._hands.ask(_sheet, lambda paper: self.paperwork.keep("training-sheet.pdf", paper))
        else:
            super().commanded(name)

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of the form."""
        training, guided = _SWITCH.get(values.get("training", "")), _SWITCH.get(values.get("guided", ""))
        if training is None and guided is None:
            return tr("Nothing is changed yet")
        return SetWay(id=self._hands.new_id(), person=values.get("person", ""), training=training, guided=guided)

    def told(self, answer: Any) -> str:  # noqa: ANN401 - how the person works now
        """Return what is said when it is kept."""
        learns = tr("Packing is a lesson now") if answer.training else tr("Packing is real work")
        return tr("{learns}, guided").format(learns=learns) if answer.guided else learns

    def came(self, form: FormValue, answer: Any) -> None:  # noqa: ANN401 - as above
        """Who works how is read again."""
        self.again()


def _sheet(_desk: Any) -> bytes:  # noqa: ANN401 - the application's desk
    from warehouse_app.application.training.sheet import training_sheet

    return training_sheet()
