"""The page of refunds: views, the list, one refund with its deeds and what it is for."""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.returning.lists import REFUNDS
from warehouse_app.application.returning.refunding import RefundDetail
from warehouse_app.ui.kit.labels import Label, rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.refunds import shown
from warehouse_app.ui.screens.refunds.presenter import RefundsPresenter
from warehouse_app.ui.screens.refunds.state import RefundsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr

DEEDS = ("approve", "retry", "confirm", "fail", "return", "cancel")


def _actions() -> tuple[Action, ...]:
    return (
        Action("approve", tr("Approve"), "F6", "circle-check", kind="primary"),
        Action("retry", tr("Try again"), "F8", "refresh-cw", kind="primary"),
        Action("confirm", tr("It is paid"), "F9", "banknote"),
        Action("fail", tr("It was not paid"), "F10", "circle-x"),
        Action("return", tr("Return"), "F7", "external-link"),
        Action("cancel", tr("Give it up"), "Ctrl+Del"),
        *keep_actions(tr("Search refunds")),
    )


class RefundView(OneCard):
    """One refund: how much, which way, facts, deeds, and what it is for."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(wraps=True)
        self._now = now
        self._lines = Table(shown.line_columns(""), name=tr("What it is for"), dense=True)
        self._lines.none = tr("Nothing is told of it.")
        self.put(rule(), Label(tr("What it is for"), "strong"))
        self.put_rest(self._lines)

    def render_refund(self, detail: RefundDetail | None) -> None:
        """Show a refund, with the deeds of its step."""
        self.show_deeds(shown.visible(detail))
        if detail is not None:
            facts = shown.facts(detail, self._now())
            self.show_head(shown.title(detail), shown.about(detail), facts, shown.chip(detail.row))
            self._lines.rows_model().columns = shown.line_columns(detail.row.currency)
            self._lines.show_rows(detail.lines)


class RefundsView(KeepPage):
    """Renders `RefundsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        table = keep_table(shown.columns(now()), tr("Refunds"), REFUNDS)
        self.refund = RefundView(now)
        super().__init__(
            _actions(), table, self.refund,
            Frame(
                tr("Refund, return, order"),
                (tr("Choose a refund"), tr("What it is for appears here."), "banknote"), show_all=tr("Show all"),
            ),
        )  # fmt: skip
        self.refund.take_deeds({name: self.table.button(name) for name in DEEDS})

    def use(self, presenter: RefundsPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: RefundsScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.refund.render_refund(state.detail)
        self.show_reasons(shown.deeds(state))
