"""A bug, told honestly: what the program was doing is nowhere half-done, the report is saved, the person may go on.

Promise: one dialog at a time, plain text only, no code reaches it before the report is written.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import Label
from warehouse_app.wording import tr

Save = Callable[[str], str]


def report_of(caught: BaseException, about: str = "") -> str:
    """Return the report as text: what is known of the machine (`about`), then the stack."""
    stack = "".join(traceback.format_exception(type(caught), caught, caught.__traceback__))
    return f"{about}\n\n{stack}".strip() + "\n"


class CrashDialog(QDialog):
    """Says that something went wrong, and shows the report as it may be sent: `scrubbed` has nothing personal in it.

    `saved_at` is where the whole report lies on this machine. `ask_file` asks where the one to send goes.
    """

    def __init__(
        self,
        scrubbed: str,
        saved_at: str,
        parent: QWidget | None = None,
        ask_file: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._ask_file = scrubbed, ask_file or _ask_file
        self.setWindowTitle(tr("Something went wrong"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(Label(tr("Something went wrong here"), "title"))
        words = tr("Nothing is half-done: the last command was taken back. Go on, and send this report.")
        layout.addWidget(Label(words, "text", "ink2", wrap=True))
        if saved_at:
            place = Label(tr("The whole report: {path}").format(path=saved_at), "label", "ink2", wrap=True)
            place.setAccessibleName(place.text())
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(place)
        told = tr("This is what is sent. Names, addresses, mails, phones, secrets and your folders are taken out.")
        layout.addWidget(Label(told, "text_medium", wrap=True))
        text = QPlainTextEdit(scrubbed)
        text.setReadOnly(True)
        text.setAccessibleName(tr("Report"))
        text.setMinimumSize(640, 260)
        layout.addWidget(text)
        self._told = Label("", "label", "ink2", wrap=True)
        layout.addWidget(self._told)
        layout.addLayout(self._deeds())

    def _deeds(self) -> QHBoxLayout:
        row = QHBoxLayout()
        copy, save = Button(tr("Copy"), icon="copy"), Button(tr("Save to send"), icon="save")
        copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(self._report))
        save.clicked.connect(lambda _on=False: self.save())
        go_on = Button(tr("Go on"), kind="primary")
        go_on.clicked.connect(lambda _on=False: self.accept())
        for widget in (copy, save):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(go_on)
        return row

    def save(self) -> None:
        """Write the report that may be sent to a file the person chooses."""
        path = self._ask_file(self)
        if path:
            try:
                Path(path).write_text(self._report, encoding="utf-8")
                self._told.setText(tr("Saved as {file}").format(file=path))
            except OSError as error:
                self._told.setText(tr("Not saved: {why}").format(why=error.strerror or str(error)))


def _ask_file(parent: QWidget) -> str:
    return QFileDialog.getSaveFileName(parent, tr("Save the report"), "warehouse-report.txt", "TXT (*.txt)")[0]


class CrashReporter(QObject):
    """Takes bugs from performer, gate and `sys.excepthook`; saves and shows each kind of bug once until it is
    closed.
    """

    reported = Signal(str)

    def __init__(
        self,
        save: Save,
        about: str = "",
        parent: QObject | None = None,
        scrub: Callable[[str], str] = lambda report: report,
    ) -> None:
        super().__init__(parent)
        self._save, self._about, self._scrub = save, about, scrub
        self._open: CrashDialog | None = None
        self._before = sys.excepthook

    def install(self) -> None:
        """Take over uncaught exceptions of the window."""
        sys.excepthook = self._hook

    def remove(self) -> None:
        """Give them back."""
        sys.excepthook = self._before
        self.close()

    def close(self) -> None:
        """Close the dialog if one is open."""
        if self._open is not None:
            self._open.close()

    def report(self, caught: BaseException) -> None:
        """Save the report and show it; while a dialog is open further bugs are saved only."""
        text = report_of(caught, self._about)
        try:
            path = self._save(text)
        except OSError:
            path = ""
        self.reported.emit(text)
        self.show(text, path)

    def show(self, report: str, saved_at: str = "") -> None:
        """Show a report as it may be sent, unless one is shown already."""
        if self._open is None:
            parent = self.parent()
            self._open = CrashDialog(self._scrub(report), saved_at, parent if isinstance(parent, QWidget) else None)
            self._open.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._open.finished.connect(self._closed)
            self._open.open()

    def _closed(self) -> None:
        self._open = None

    def _hook(self, kind: type[BaseException], caught: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, caught, trace)
            return
        self.report(caught.with_traceback(trace))
