"""The support file in the window: gathered beside the work, shown as a list before it is saved, told where it lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.inbox import Inbox
from warehouse_app.ui.shell.house import Support
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

FILE = "warehouse-support.zip"


class SupportDialog(QDialog):
    """Every file that would be in the zip, to be read before it is saved. `ask_file` returns a path or ""."""

    def __init__(
        self,
        files: dict[str, str],
        save: Callable[[Path], None],
        ask_file: Callable[[QWidget], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._save, self._ask_file = files, save, ask_file
        self.setWindowTitle(tr("Support file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(tr("What helps to find a fault"), "title"))
        words = tr(
            "Nothing personal is in it: no names, addresses, mails, phones, badges, PINs or passwords. Read it first."
        )
        column.addWidget(Label(words, "text", "ink2", wrap=True))
        row = QHBoxLayout()
        self.names, self.text = QListWidget(), QPlainTextEdit()
        self.names.setAccessibleName(tr("Files"))
        self.names.setFixedWidth(240)
        self.text.setAccessibleName(tr("What is in the file"))
        self.text.setReadOnly(True)
        self.text.setMinimumSize(560, 320)
        fonts.bind(self.names, "body")
        fonts.bind(self.text, "body")
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        column.addLayout(row, 1)
        self.names.addItems(sorted(files))
        self.names.currentTextChanged.connect(lambda name: self.text.setPlainText(files.get(name, "")))
        self.names.setCurrentRow(0)
        column.addLayout(self._deeds())

    def _deeds(self) -> QHBoxLayout:
        deeds = QHBoxLayout()
        self._told = Label("", "text_strong", wrap=True)
        close, self.save = Button(tr("Close"), key="Esc"), Button(tr("Save the file"), kind="primary", icon="save")
        close.clicked.connect(lambda _on=False: self.reject())
        self.save.clicked.connect(lambda _on=False: self._saved())
        deeds.addWidget(self._told, 1)
        deeds.addWidget(close)
        deeds.addWidget(self.save)
        return deeds

    def told(self) -> str:
        """Return what was said about saving."""
        return self._told.text()

    def _saved(self) -> None:
        path = self._ask_file(self)
        if not path:
            return
        try:
            self._save(Path(path))
        except Trouble as trouble:
            self._told.setText(say_error(trouble))
        else:
            self._told.setText(tr("Saved as {file}").format(file=path))


def ask_file(parent: QWidget) -> str:
    """Ask where the zip goes."""
    return QFileDialog.getSaveFileName(parent, tr("Save the support file"), FILE, "ZIP (*.zip)")[0]


class SupportDesk:
    """Gathers the file on a lane of its own and shows it."""

    def __init__(self, window: QWidget, support: Support, inbox: Inbox) -> None:
        self._window, self._support, self._inbox = window, support, inbox
        self.dialog: SupportDialog | None = None

    def open(self, hands: Hands) -> None:
        """Gather, then show."""
        hands.long(
            tr("Gathering the support file"),
            lambda session, task: self._support.gather(session, task.told),
            self._gathered,
            frozenset(),
            stopped=lambda: None,
        )

    def _gathered(self, answer: dict[str, str] | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._inbox.tell(say_error(answer), "", "triangle-alert")
            return
        self.dialog = SupportDialog(answer, lambda path: self._support.save(answer, path), ask_file, self._window)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
