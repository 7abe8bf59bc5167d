"""A document drawn as printed: its pages under each other on the paper colour, as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, theme
from warehouse_app.ui.kit.labels import drop

_WIDEST, _NARROWEST, _EDGE = 900, 120, 6


class _Page(QWidget):
    """One page; it keeps its shape at any width."""

    def __init__(self, png: bytes, name: str) -> None:
        super().__init__()
        self._image = QImage.fromData(png)
        self._fitted = QImage()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(_WIDEST)

    def fit_height(self, height: int) -> None:
        """Be no higher than that."""
        shape = self._image.width() / max(1, self._image.height())
        self.setMaximumWidth(max(_NARROWEST, min(_WIDEST, int(height * shape))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._image.height() / max(1, self._image.width()))

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.drawImage(rect, self._fit())
        draw.box(painter, rect, 0, None, theme.colour("edge"))

    def _fit(self) -> QImage:
        """Return the page at the size it is seen: averaged, for a painter that shrinks it drops half of each letter."""
        size = self.size() * self.devicePixelRatioF()
        if self._fitted.size() != size:
            plain = self._image.convertToFormat(QImage.Format.Format_RGB32)
            how = Qt.TransformationMode.SmoothTransformation
            self._fitted = plain.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how)
        return self._fitted


class PaperView(QScrollArea):
    """Show it pages as PNG; nothing is decoded twice. `whole`: no page is larger than can be seen at once."""

    def __init__(self, name: str, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 4, 4)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(inside)
        for each in (self.viewport(), inside):
            each.setAutoFillBackground(False)
        self._shown: tuple[bytes, ...] = ()
        self._pages: list[_Page] = []

    def show_pages(self, pages: tuple[bytes, ...]) -> None:
        """Show these pages."""
        if pages == self._shown:
            return
        self._shown = pages
        for page in self._pages:
            self._column.removeWidget(page)
            drop(page)
        self._pages = [_Page(png, f"{self.accessibleName()} {n}") for n, png in enumerate(pages, 1)]
        for at, page in enumerate(self._pages):
            self._column.insertWidget(at, page)
        self._limit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._limit()

    def _limit(self) -> None:
        for page in self._pages if self._whole else ():
            page.fit_height(self.viewport().height() - _EDGE)

    def pages(self) -> int:
        """Return how many pages are shown."""
        return len(self._pages)
