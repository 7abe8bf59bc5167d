"""The boxes page: views, the list with stock, one box, and its forms."""

from __future__ import annotations

from warehouse_app.application.cartons.masters import BOXES
from warehouse_app.domain.cartons.boxes import BoxRow
from warehouse_app.ui.kit.listtable import ListTable
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.text import calm, unbroken
from warehouse_app.ui.screens.boxes import shown
from warehouse_app.ui.screens.boxes.presenter import BoxesPresenter
from warehouse_app.ui.screens.boxes.state import BoxesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New box"), "Ctrl+N", "plus", "bar", "primary"),
        Action("order", tr("Order what runs low"), "F6", "truck", "bar"),
        Action("edit", tr("Change the box"), "F2", "pencil", place="key"),
        Action("use", tr("Put out of use, or use again"), "F8", "ban", place="key"),
        *keep_actions(tr("Search boxes")),
    )


class BoxView(OneCard):
    """One box: name and facts."""

    def __init__(self) -> None:
        super().__init__(wraps=True)

    def render_box(self, row: BoxRow | None) -> None:
        """Show a box."""
        if row is not None:
            self.show_head(unbroken(calm(row.name)), unbroken(shown.about(row)), shown.facts(row))


class BoxesView(KeepPage):
    """Renders `BoxesScreen`."""

    def __init__(self) -> None:
        table = ListTable(
            shown.columns(), name=tr("Boxes"), key=lambda row: row.id, sort=BOXES.sort, sorts=BOXES.sorts
        )  # fmt: skip
        self.box = BoxView()
        super().__init__(
            _actions(), table, self.box,
            Frame(
                tr("Code or name"),
                (tr("Choose a box"), tr("Its sizes and its stock appear here."), "box"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip

    def use(self, presenter: BoxesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def render_state(self, state: BoxesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.box.render_box(state.detail)
        self.show_reasons(shown.deeds(state))
