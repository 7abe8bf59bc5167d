"""A picture in a form: seen small, chosen from a file, taken away. Its value is the digest of the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.photostrip import picture_of
from warehouse_app.wording import tr

WIDTH, HEIGHT = 260, 160
"""Pixels a picture has at most in a form."""


class PictureField(QWidget):
    """`asked` when a file shall be chosen, `wanted(digest)` when a picture shall be read; `show_picture` answers."""

    asked = Signal()
    wanted = Signal(str)

    def __init__(self, name: str, digest: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._digest = digest
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._shown = Label("", "small", "ink2", wrap=True)
        self._shown.setAccessibleName(name)
        column.addWidget(self._shown)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.choose = Button(tr("Choose a file"), icon="image")
        self.choose.clicked.connect(lambda _on=False: self.asked.emit())
        self.remove = Button(tr("Remove"), kind="quiet", icon="x")
        self.remove.setAccessibleName(tr("Remove the picture"))
        self.remove.clicked.connect(lambda _on=False: self.show_picture("", None))
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.choose)
        self._words()

    @property
    def digest(self) -> str:
        """Return the picture that is to be kept, "" for none."""
        return self._digest

    def read(self) -> None:
        """Ask for the picture that is kept."""
        if self._digest:
            self.wanted.emit(self._digest)

    def show_picture(self, digest: str, data: bytes | None) -> None:
        """Show a picture; without bytes it lies elsewhere, and says so."""
        self._digest = digest
        found = picture_of(data)
        if found is None:
            self._words()
            return
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._shown.setPixmap(found.scaled(WIDTH, HEIGHT, kept, smooth))
        self.remove.setVisible(True)

    def _words(self) -> None:
        self._shown.setText(tr("The picture is not at this computer") if self._digest else tr("No picture"))
        self.remove.setVisible(bool(self._digest))
