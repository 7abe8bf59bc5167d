"""The presenter of moves: tasks planned and cancelled, goods moved, corrected, locked away, scrapped; kits. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from warehouse_app.application.moving import replenish
from warehouse_app.application.moving.deeds import StockDeed
from warehouse_app.application.moving.kits import KitDone
from warehouse_app.application.moving.replenish import CancelMove, PlanTold, Proposed
from warehouse_app.application.moving.tasklist import (
    MOVES,
    MoveDetail,
    count_moves,
    houses,
    move_detail,
    task_id_of,
)
from warehouse_app.application.run import Command, Runner
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.moving.states import MoveKind
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.kit.formvalues import FormValue
from warehouse_app.ui.runtime.coded import CodeKeeper
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.keeping import Choices, KeepView
from warehouse_app.ui.screens.moves import forms, shown
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say_error

_WAKES = frozenset({Touched.MOVE, Touched.STOCK})
_MADE: frozenset[str] = frozenset({Touched.MOVE})


class MovesPresenter(CodeKeeper[MoveTask, MoveDetail]):
    """`house` carries out what takes several commands."""

    def __init__(self, view: KeepView, hands: Hands, house: Runner, toast: Callable[[str, bool], None]) -> None:
        super().__init__(view, hands, MOVES, house.now, toast, _WAKES)
        self._house = house

    def count(self, desk: Any) -> Mapping[str, int]:  # noqa: ANN401 - the application's desk
        """Return how many tasks each view has."""
        return count_moves(desk)

    def choices(self, desk: Any) -> Choices:  # noqa: ANN401 - as above
        """Return the warehouses and kinds there are."""
        kinds = tuple((each.value, shown.kind(each.value)) for each in MoveKind)
        return (("warehouse", tuple((each, each) for each in houses(desk))), ("kind", kinds))

    def read(self, desk: Any, row: MoveTask | None, key: int) -> MoveDetail | None:  # noqa: ANN401 - as above
        """Return one task whole."""
        return move_detail(desk, key)

    def find(self, desk: Any, code: str) -> int:  # noqa: ANN401 - as above
        """Return the task with this code."""
        return task_id_of(desk, code)

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        detail = self.state.detail
        if name in forms.FORMS:
            self.open_form(forms.FORMS[name](None if detail is None else detail.task))
        elif name == "plan":
            self._plan(tr("Planning refills"), replenish.refills)
        elif name == "merge":
            self._hands.ask(replenish.proposed, self._proposed)
        elif name == "cancel" and detail is not None:
            command = CancelMove(id=self._hands.new_id(), task=detail.task.code)
            self.perform(command, tr("Task {task} is cancelled").format(task=detail.task.code))
        else:
            super().commanded(name)

    def saved(self, values: Mapping[str, str]) -> None:
        """Write what was typed; accepted proposals become tasks beside the window."""
        form = self.state.form
        if form is None or form.name != "merge":
            super().saved(values)
            return
        typed = values.get("most", "").strip()
        if not (typed.isascii() and typed.isdigit() and int(typed)):
            self.open_form(form.refused("most", tr("A whole number above zero")))
            return
        most = int(typed)
        self.dropped()
        self._plan(tr("Putting bins together"), lambda desk, house: replenish.merge_plan(desk, house, most))

    def writes(self, form: FormValue, values: Mapping[str, str]) -> Command | str:
        """Return the command of a form."""
        return forms.command_of(form, values, self._hands.new_id())

    def told(self, answer: Any) -> str:  # noqa: ANN401 - a command's answer
        """Return what is said when it is done; who lost a promise is named."""
        if isinstance(answer, StockDeed):
            return told_of(answer)
        if isinstance(answer, int):
            return tr("The recipe is kept")
        done: tuple[KitDone, ...] = answer if isinstance(answer, tuple) else (answer,)
        units = sum(each.qty for each in done)
        return trn("{n} kit is done at {place}", "{n} kits are done at {place}", units).format(
            n=units, place=done[0].place
        )

    def _proposed(self, found: tuple[Proposed, ...]) -> None:
        if found:
            self.open_form(forms.merge_form(found))
        else:
            self._toast(tr("No bin can be freed by putting goods together"), False)

    def _plan(self, words: str, what: Callable[[Any, str], replenish.Plan]) -> None:
        self._hands.long(
            words, lambda session, task: replenish.plan(self._house, session, pause=task.pause, what=what),
            self._planned, _MADE, stopped=self.again,
        )  # fmt: skip

    def _planned(self, answer: tuple[PlanTold, ...] | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._toast(say_error(answer), True)
            return
        new, gone = sum(each.new for each in answer), sum(each.cancelled for each in answer)
        words = trn("{n} task is new, {m} cancelled", "{n} tasks are new, {m} cancelled", new).format(n=new, m=gone)
        self._toast(words if new or gone else tr("Nothing is to be changed"), False)
        self.again()


def told_of(done: StockDeed) -> str:
    """Return what was done with goods, and who lost a promise by it."""
    words = trn("{n} unit: {source} to {target}", "{n} units: {source} to {target}", done.qty).format(
        n=done.qty, source=done.source, target=done.target
    )
    lost = ", ".join(f"{each.order or each.purpose} ({each.qty})" for each in done.lost)
    return tr("{done}. Short now: {orders}").format(done=words, orders=lost) if lost else words
