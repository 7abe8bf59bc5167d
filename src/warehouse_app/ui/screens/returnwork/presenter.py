"""The presenter of the page of work on returned goods: listed, shown, done with its result. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.returning.afterwards import WORK, count_work, work_id_of, work_seen
from warehouse_app.application.returning.working import FinishWork
from warehouse_app.application.run import Command
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.afterwards import WorkRow
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Keeper, KeepView
from warehouse_app.ui.screens.returnwork import shown
from warehouse_app.wording import tr

_WAKES = frozenset({Touched.RETURN})


class WorkPresenter(Keeper[WorkRow, WorkRow]):
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
        query = replace(self.state.query, view=WORK.home)
        self.state = replace(self.state, list=replace(self.state.list, query=query))

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how much work each view has."""
        return count_work(desk)

    def choices(self, desk: Any) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:  # noqa: ANN401 - as above
        """Return the kinds of work there are."""
        return (("kind", shown.kinds()),)

    def read(self, desk: Any, row: WorkRow | None, key: int) -> WorkRow | None:  # noqa: ANN401 - as above
        """Return one work order."""
        try:
            return work_seen(desk, key)
        except Refused:
            return None

    def opened(self, what: str) -> None:
        """Show one work order, "work:WO000007", or a view, "view:done"."""
        if what.startswith("view:"):
            self.viewed(what.removeprefix("view:"))
        else:
            self.scanned(what.removeprefix("work:"), "")

    def scanned(self, text: str, device: str) -> None:
        """A work order's code opens it; a text that is none is looked for."""
        wanted = text.strip()
        self._hands.ask(lambda desk: _found(desk, wanted), lambda key: self.choose(key) if key else self.sought(wanted))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        row, reasons = self.state.detail, shown.deeds(self.state)
        if name not in reasons:
            super().commanded(name)
        elif row is None or reasons[name]:
            return
        elif name == "return":
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


def _found(desk: Any, code: str) -> int:  # noqa: ANN401 - the application's desk
    try:
        return work_id_of(desk, code)
    except Refused:
        return 0
