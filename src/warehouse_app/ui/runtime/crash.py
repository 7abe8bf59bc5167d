"""A bug, told honestly: what the program was doing is nowhere half-done, the report is saved, the person may go on.

Promise: one dialog at a time, plain text only, no code reaches it before the report is written.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import Label
from warehouse_app.wording import tr

Save = Callable[[str], str]


def report_of(caught: BaseException, about: str = "") -> str:
    """Return the report as text: what is known of the machine (`about`), then the stack."""
    stack = "".join(traceback.format_exception(type(caught), caught, caught.__traceback__))
    return f"{about}\n\n{stack}".strip() + "\n"


class CrashDialog(QDialog):
    """Says that something went wrong, where the report is, and lets the person read or copy it."""

    def __init__(self, report: str, saved_at: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(Label(tr("Something went wrong here"), "title"))
        words = tr("Nothing is half-done: the last command was taken back. Go on, and send this report.")
        layout.addWidget(Label(words, "text", "ink2", wrap=True))
        if saved_at:
            place = Label(tr("Report: {path}").format(path=saved_at), "label", "ink2", wrap=True)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(place)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(tr("Report"))
        text.setMinimumSize(640, 260)
        layout.addWidget(text)
        row = QHBoxLayout()
        copy = Button(tr("Copy"), icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        go_on = Button(tr("Go on"), kind="primary")
        go_on.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(go_on)
        layout.addLayout(row)


class CrashReporter(QObject):
    """Takes bugs from performer, gate and `sys.excepthook`; saves and shows each kind of bug once until it is
    closed.
    """

    reported = Signal(str)

    def __init__(self, save: Save, about: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save, self._about = save, about
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
        if self._open is None:
            parent = self.parent()
            self._open = CrashDialog(text, path, parent if isinstance(parent, QWidget) else None)
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
