"""Photos side by side, the newest last: arrow keys go through them, Enter or a double click opens one large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from warehouse_app.wording import tr

SIDE = 148
"""Pixels of a small photo."""


class PhotoStrip(QListWidget):
    """Shows photos by number. `opened(number)` asks for one at its full size."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setSpacing(8)
        self.setUniformItemSizes(False)
        self.setWordWrap(True)
        self.setAccessibleName(tr("Photos"))
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole)))
        self._shown: tuple[int, ...] = ()

    def show_photos(self, photos: Sequence[tuple[int, bytes | None, str]]) -> None:
        """Show photos by number, with their bytes (None: the picture is not there) and words."""
        numbers = tuple(number for number, _data, _words in photos)
        if numbers == self._shown:
            return
        self._shown = numbers
        self.clear()
        for number, data, words in photos:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            picture = picture_of(data)
            if picture is not None:
                kept = Qt.AspectRatioMode.KeepAspectRatio
                item.setIcon(QIcon(picture.scaled(SIDE, SIDE, kept, Qt.TransformationMode.SmoothTransformation)))
            self.addItem(item)


def picture_of(data: bytes | None) -> QPixmap | None:
    """Return the picture, None where there is none."""
    image = QImage.fromData(data) if data is not None else QImage()
    return None if image.isNull() else QPixmap.fromImage(image)


class PhotoDialog(QDialog):
    """One photo as large as the window lets it; Esc closes it."""

    def __init__(self, data: bytes, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words)
        column = QVBoxLayout(self)
        shown = QLabel()
        shown.setAccessibleName(words)
        picture = picture_of(data)
        if picture is not None:
            room = parent.window().size() * 0.85
            kept = Qt.AspectRatioMode.KeepAspectRatio
            shown.setPixmap(picture.scaled(room, kept, Qt.TransformationMode.SmoothTransformation))
        column.addWidget(shown)
        said = QLabel(words)
        said.setWordWrap(True)
        column.addWidget(said)
