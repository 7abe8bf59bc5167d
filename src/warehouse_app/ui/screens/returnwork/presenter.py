"""The presenter of the page of work on returned goods: listed, shown, done with its result. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.returning.afterwards import WORK, count_work, work_id_of, work_seen
from warehouse_app.application.returning.working import FinishWork
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.returning.afterwards import WorkRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, KeepView
from warehouse_app.ui.screens.returnwork import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.RETURN})


class WorkPresenter(CodeKeeper[WorkRow, WorkRow]):
    """`go` opens another page."""

    def __init__(
        self,
        view: KeepView,
        hands: Hands,
        now: Callable[[], str],
        toast: Callable[[str, bool], None],
        go: Callable[[str, str], None],
    ) -> None:
        self._go = go
        super().__init__(view, hands, WORK, now, toast, _WAKES)

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how much work each view has."""
        return count_work(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the kinds of work there are."""
        return (("kind", shown.kinds()),)

    def read(self, desk: Any, row: WorkRow | None, key: int) -> WorkRow | None:  # noqa: ANN401 - as above
        """Return one work order."""
        return work_seen(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the work order with this code."""
        return work_id_of(desk, code)

    def reasons(self) -> Mapping[str, str]:
        """Return why each deed cannot be done now."""
        return shown.deeds(self.state)

    def deed(self, name: str) -> None:
        """Go to its return, or ask what ending it so needs."""
        row = self.state.detail
        if row is None:
            return
        if name == "return":
            self._go("returncases", f"return:{row.return_code}")
        else:
            self.open_form(shown.done_form(name, row))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        row = self.state.detail
        if row is None:
            return tr("Choose work first")
        facts = {name: values[name] for name in ("cost", "note", "grade") if name in values}
        return FinishWork(id=self._hands.new_id(), work=row.code, result=form.name, **facts)

    def told(self, answer: str) -> str:
        """Return what is said when it is done."""
        return tr("{code} is done").format(code=answer)

    def came(self, form: FormValue, answer: str) -> None:
        """Read it again."""
        self.again()
