"""The page of work on returned goods: views and kinds, the list, one work order with what it can end with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from warehouse_app.application.returning.afterwards import WORK
from warehouse_app.domain.returning.afterwards import WorkRow
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.screens.returnwork import shown
from warehouse_app.ui.screens.returnwork.presenter import WorkPresenter
from warehouse_app.ui.screens.returnwork.state import WorkScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

DEEDS = ("restock", "send-back", "scrap", "return")


def _actions() -> tuple[Action, ...]:
    return (
        Action("restock", tr("Back to stock"), "F6", "package-check", kind="primary"),
        Action("send-back", tr("Back to the customer"), "F8"),
        Action("scrap", tr("Scrap"), "F10"),
        Action("return", tr("Return"), "F7", "external-link"),
        *keep_actions(tr("Search work")),
    )


class WorkView(OneCard):
    """One work order: what is to be done, with what, facts, deeds, and what comes next."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self._rule, self._hint = rule(), Label("", "body", wrap=True)
        self.put(self._rule, self._hint)
        self.put_rest(QWidget())

    def render_work(self, row: WorkRow | None) -> None:
        """Show work, with the deeds of its step."""
        self.show_deeds(shown.visible(row))
        if row is not None:
            self.show_head(shown.title(row), shown.about(row), shown.facts(row, self._now()), shown.chip(row))
            hint = shown.hint(row)
            self._hint.setText(hint)
            for each in (self._rule, self._hint):
                each.setVisible(bool(hint))


class WorkPage(KeepPage):
    """Renders `WorkScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Work on returned goods"), WORK)
        self.work = WorkView(now)
        super().__init__(
            _actions(), table, self.work,
            Frame(
                tr("Work, return or SKU"),
                (tr("Choose work, or scan it"), tr("What is to be done appears here."), "wrench"),
                show_all=tr("Show all"), filters=(("kind", tr("All kinds")),),
            ),
        )  # fmt: skip
        self.work.take_deeds({name: self.table.button(name) for name in DEEDS})

    def use(self, presenter: WorkPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: WorkScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        if state.is_empty and not state.query.narrowing:
            self.empty.show_words(*shown.nothing())
        self.work.render_work(state.detail)
        self.show_reasons(shown.deeds(state))
