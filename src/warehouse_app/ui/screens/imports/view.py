"""The imports page: the log, and a file on its way in. Files come by button, by drop, or from the recent ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from warehouse_app.domain.importing.values import Fate
from warehouse_app.ports.intake import LookRow
from warehouse_app.ui.screens.imports import shown
from warehouse_app.ui.screens.imports.fileview import FileView
from warehouse_app.ui.screens.imports.logview import LogView
from warehouse_app.ui.screens.imports.presenter import ImportsPresenter
from warehouse_app.ui.screens.imports.state import ImportsScreen
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr


def _actions() -> tuple[Action, ...]:
    return (
        Action("choose", tr("Import a file"), "Ctrl+N", "file-down", "bar", "primary"),
        Action("try", tr("Try"), "F9", "eye"),
        Action("import", tr("Import"), "Ctrl+Return", "file-down", kind="primary"),
        Action("save", tr("Save mapping"), "Ctrl+S", "save"),
        Action("wrong", tr("Only the rejected ones"), "F4", "filter"),
        Action("undo", tr("Undo this import"), "Ctrl+Shift+Z", "undo-2", kind="dangerous"),
        Action("refresh", tr("Read again"), "F5", place="key"),
        Action("back", tr("One step back"), "Esc", place="key"),
    )


class ImportsView(Page):
    """Renders `ImportsScreen`."""

    def __init__(self, now: Callable[[], str]) -> None:
        super().__init__(_actions())
        self.setAcceptDrops(True)
        self.log = LogView(now, self.table.button("undo"))
        buttons = (self.table.button(name) for name in ("try", "import", "save", "wrong"))
        self.file = FileView(*buttons)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.log)
        self._stack.addWidget(self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self._stack)
        self._dialog: QFileDialog | None = None

    def use(self, presenter: ImportsPresenter) -> None:
        """Wire the presenter."""
        self.attach(presenter)
        self._presenter = presenter
        self.log.use(presenter)
        self.file.use(presenter)
        self.destroyed.connect(lambda _gone=None: presenter.closed())

    def render_state(self, state: ImportsScreen) -> None:
        """Show the state."""
        in_file = state.mode == "file"
        self._stack.setCurrentIndex(1 if in_file else 0)
        self.set_subtitle(state.source.name if in_file and state.source is not None else tr("The log of files"))
        self.table.button("choose").set_kind("normal" if in_file else "primary")
        (self.file if in_file else self.log).render_state(state)
        for name, reason in shown.deeds(state).items():
            self.table.set_enabled(name, not reason, reason)
        words = tr("All records") if state.only_wrong else tr("Only the rejected ones")
        self.table.button("wrong").set_words(words)

    def show_file(self, count: int, numbers: Sequence[int] | None) -> None:
        """Show the records of a file."""
        self.file.show_file(count, numbers)

    def show_records(self, first: int, rows: tuple[LookRow, ...], fates: tuple[Fate, ...]) -> None:
        """Records came."""
        self.file.show_records(first, rows, fates)

    def go(self, record: int, column: int) -> None:
        """Bring a cell into view."""
        self.file.preview.go(record, column)

    def ask_file(self) -> None:
        """Let the person choose a file; nothing waits for the choice."""
        if self._dialog is None:
            words = tr("Tables (*.csv *.tsv *.txt *.gz *.xlsx *.json *.jsonl);;All files (*)")
            self._dialog = QFileDialog(self, tr("Choose a file to import"), "", words)
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._dialog.fileSelected.connect(self._presenter.choose)
        self._dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self._presenter.choose(path)


def _path(data: QMimeData) -> str:
    """Return the first file that is dragged, "" for anything else."""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
