"""The work area of a bench: hero, list, side, a Stop over all of it, the scan bar below.

Promise: widths follow UI §5 (500 : flexible : 232, wide 860 : flexible : 320); the Stop covers the work area only;
when a question is asked the hero takes more than half and the side column steps back.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.blocking import BlockingPanel
from warehouse_app.ui.kit.scanbar import ScanBar
from warehouse_app.ui.kit.values import Stop

_NARROW = 1180


class BenchArea(QWidget):
    """Give it the hero and, if there are any, the list and the side; it owns scan bar and blocking panel."""

    def __init__(self, hero: QWidget, middle: QWidget | None = None, side: QWidget | None = None) -> None:
        super().__init__()
        self.hero, self.middle, self.side = hero, middle, side
        self.scanbar = ScanBar()
        self.blocking = BlockingPanel()
        self._asked = self._alone = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        work = QWidget()
        work.setObjectName("page")
        work.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._padding = QVBoxLayout(work)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._columns = QWidget()
        self._row = QHBoxLayout(self._columns)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (hero, middle, side):
            if widget is not None:
                self._row.addWidget(widget)
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self.blocking)
        self.blocking.hide()
        self._padding.addWidget(holder, 1)
        outer.addWidget(work, 1)
        outer.addWidget(self.scanbar)
        self.sizes_changed()

    def show_stop(self, stop: Stop | None) -> None:
        """Cover the work area with a Stop, or uncover it."""
        if stop is not None:
            self._stack.setCurrentWidget(self.blocking)
            self.blocking.show()
            self.blocking.raise_()
            self.blocking.show_stop(stop)
            self.blocking.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.blocking.isHidden():
            self._stack.setCurrentWidget(self._columns)
            self.blocking.hide()
        self._columns.setEnabled(stop is None)

    def stopped(self) -> bool:
        """Say whether a Stop is shown."""
        return not self.blocking.isHidden()

    def show_asked(self, asked: bool) -> None:
        """Give the hero more room while it asks a question."""
        self._asked = asked
        self._share()

    def show_alone(self, alone: bool) -> None:
        """Give the hero all the room while there is nothing to stand beside it."""
        if alone != self._alone:
            self._alone = alone
            self._share()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        pad = 20 if fonts.is_wide() else 16
        self._padding.setContentsMargins(pad, pad, pad, pad)
        self._padding.setSpacing(pad)
        self._row.setSpacing(pad)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        if self.side is not None:
            self.side.setVisible(not self._asked and not self._alone and self.width() >= _NARROW)
            self.side.setFixedWidth(320 if fonts.is_wide() else 232)
        if self.middle is not None:
            self.middle.setVisible(not self._alone)
        if self.middle is None or self._alone:
            self.hero.setMinimumWidth(0)
            self.hero.setMaximumWidth(16777215)
            return
        wide = fonts.is_wide()
        share = (1180 if wide else 720) if self._asked else (860 if wide else 500)
        most = max(360, round(self.width() * (0.62 if self._asked else 0.45)))
        self.hero.setFixedWidth(min(share, most))
        self.middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(800, 420)
