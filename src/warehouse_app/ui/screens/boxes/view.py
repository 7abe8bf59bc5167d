"""The boxes page: views, the list with stock, one box, and its forms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from warehouse_app.application.cartons.importing import BoxesRead
from warehouse_app.application.cartons.masters import BOXES
from warehouse_app.domain.cartons.boxes import BoxRow
from warehouse_app.ui.kit.labels import rule
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import calm, unbroken
from warehouse_app.ui.screens.boxes import shown
from warehouse_app.ui.screens.boxes.presenter import BoxesPresenter
from warehouse_app.ui.screens.boxes.state import BoxesScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.keeppage import KeepPage, keep_actions, keep_table
from warehouse_app.ui.shell.listpage import Frame
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("make", tr("New box"), "Ctrl+N", "plus", "bar", "primary"),
        Action("order", tr("Order what runs low"), "F6", "truck", "bar"),
        Action("import", tr("From a file"), "Ctrl+O", "file-up", "bar"),
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


class FileView(OneCard):
    """What became of a file of boxes: line by line what was not taken, and why."""

    def __init__(self) -> None:
        super().__init__(wraps=True)
        self.lines = Table(shown.rejected_columns(), name=tr("Lines that were not taken"), dense=True)
        self.put(rule())
        self.put_rest(self.lines)

    def render_file(self, found: BoxesRead | None) -> None:
        """Show it."""
        if found is not None:
            self.show_head(calm(found.file), shown.read_words(found), (), shown.read_chip(found))
            self.lines.show_rows(found.rejected)


class BoxesView(KeepPage):
    """Renders `BoxesScreen`."""

    def __init__(self) -> None:
        table = keep_table(shown.columns(), tr("Boxes"), BOXES)
        self.box = BoxView()
        self._read: BoxesRead | None = None
        super().__init__(
            _actions(), table, self.box,
            Frame(
                tr("Code or name"),
                (tr("Choose a box"), tr("Its sizes and its stock appear here."), "box"),
                show_all=tr("Show all"),
            ),
        )  # fmt: skip

        self.file = FileView()
        self._file_side = self.add_side(self.file)
        self.choose_file: Callable[[Callable[[str], None]], None] = self._ask_file

    def use(self, presenter: BoxesPresenter) -> None:
        """Wire the presenter."""
        self.wire(presenter)

    def ask_file(self, then: Callable[[str], None]) -> None:
        """Let a person choose a file; nothing waits for the choice."""
        self.choose_file(then)

    def show_file(self, found: BoxesRead | None) -> None:
        """Show what became of a file, until a box is chosen or it is closed."""
        self.file.render_file(found)
        self._read = found

    def _ask_file(self, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, tr("Boxes from a file"), "", tr("Tables (*.csv *.tsv *.txt)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def render_state(self, state: BoxesScreen) -> None:
        """Show the state."""
        self.render_list(state, shown.filters(state), shown.footer(state))
        self.box.render_box(state.detail)
        if self._read is not None and state.form is None:
            self.sides.setCurrentIndex(self._file_side)
        self.show_reasons(shown.deeds(state))
