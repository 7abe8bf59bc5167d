"""A picture in a form: seen small, chosen from a file, taken away. Its value is the digest of the picture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.photostrip import picture_of
from warehouse_app.wording import tr

WIDTH, HEIGHT = 220, 150
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
        self._shown = Label("", "small", "ink2")
        self._shown.setAccessibleName(name)
        self.choose = Button(tr("Choose a file"), icon="image")
        self.choose.clicked.connect(lambda _on=False: self.asked.emit())
        self.remove = Button(tr("Remove"), kind="quiet", icon="x")
        self.remove.setAccessibleName(tr("Remove the picture"))
        self.remove.clicked.connect(lambda _on=False: self.show_picture("", None))
        for each in (self._shown, self.choose, self.remove):
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
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
        small = found.scaled(WIDTH, HEIGHT, kept, smooth)
        self._shown.setPixmap(small)
        self._shown.setFixedHeight(small.height())
        self.remove.setVisible(True)

    def _words(self) -> None:
        self._shown.setMinimumHeight(0)
        self._shown.setMaximumHeight(HEIGHT)
        self._shown.setText(tr("The picture is not at this computer") if self._digest else tr("No picture"))
        self.remove.setVisible(bool(self._digest))
