"""The lab's window: scanner, scale and printer beside each other, and what the last deed came to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ports.lab import Lab
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.cards import CareStrip
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.overlays import FocusRing
from warehouse_app.ui.lab.parts import PrinterCard, ScaleCard, ScannerCard
from warehouse_app.ui.lab.presenter import Eyes, LabPresenter
from warehouse_app.ui.lab.state import LabScreen
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.wording import tr

LOOKS_MS = 300
MOST_BYTES = 20_000_000
_WIDE, _HIGH = 1180, 760


class LabWindow(QWidget):
    """Renders `LabScreen`. It never keeps the program alive when another window was closed."""

    def __init__(self, lab: Lab, eyes: Eyes, *, alone: bool = True) -> None:
        super().__init__()
        fonts.load()
        self.setObjectName("page")
        self.setWindowTitle(tr("Lab"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, alone)
        self.resize(_WIDE, _HIGH)
        self._performer = Performer()
        self._scanner, self._scale, self._printer = ScannerCard(), ScaleCard(), PrinterCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(Label(tr("Lab"), "title_large"))
        line = tr("What is done here reaches the bench as if it were hardware. The Devices screen sets it up there.")
        column.addWidget(Label(line, "body", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        for each, share in ((self._scanner, 3), (self._scale, 3), (self._printer, 4)):
            row.addWidget(each, share)
        column.addLayout(row, 1)
        self._wrong, self._told = CareStrip("", "unplug"), Label("", "body_strong")
        self._wrong.hide()
        column.addWidget(self._wrong)
        column.addWidget(self._told)
        self.presenter = LabPresenter(self, lab, self._performer, eyes)
        self._wire()
        self._ring = FocusRing(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.presenter.look)
        self._timer.start(LOOKS_MS)
        self.presenter.look()
        self._scanner.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Look no more, and close."""
        self._timer.stop()
        self.close()
        self._performer.stop()
        self.deleteLater()

    def _wire(self) -> None:
        presenter = self.presenter
        for each in (self._scanner, self._scale, self._printer):
            each.use(presenter)
        self._scanner.dropped.connect(self._dropped)
        self._scanner.open.clicked.connect(lambda _on=False: self._ask())
        keys = (
            ("Ctrl+O", self._ask),
            ("Ctrl+Left", lambda: presenter.turn(-1)),
            ("Ctrl+Right", lambda: presenter.turn(1)),
        )
        for key, deed in (*keys, ("Ctrl+B", presenter.scan_print)):
            QShortcut(QKeySequence(key), self).activated.connect(deed)

    def _ask(self) -> None:
        words = tr("Pictures")
        path, _kind = QFileDialog.getOpenFileName(
            self, tr("Scan a picture"), "", f"{words} (*.png *.jpg *.jpeg *.gif *.bmp)"
        )
        if path:
            self._dropped(path)

    def _dropped(self, path: str) -> None:
        """Read a picture that was given; what is none is told."""
        try:
            with Path(path).open("rb") as file:
                content = file.read(MOST_BYTES)
        except OSError:
            content = b""
        self.presenter.picture(content)

    def render_state(self, state: LabScreen) -> None:
        """Show the state."""
        for each in (self._scanner, self._scale, self._printer):
            each.render_state(state)
        self._wrong.show_words(state.told if state.wrong else "", "unplug")
        self._told.setText("" if state.wrong else state.told)
