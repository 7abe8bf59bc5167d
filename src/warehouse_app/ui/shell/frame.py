"""The frame of the window: top bar, rail, notice strip, pages. Layout only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.ui.kit import measures
from warehouse_app.ui.kit.cards import NoticeStrip
from warehouse_app.ui.kit.states import PageStrip, ProgressStrip
from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.shell.bars import TopBar
from warehouse_app.ui.shell.rail import Rail

STOP_KEY = "Shift+Esc"


class Frame(QWidget):
    """Holds `bar`, `rail`, `strip` and the `stack` of pages."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar, self.rail, self.strip, self.stack = TopBar(), Rail(), NoticeStrip(), QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        below, right = QHBoxLayout(), QVBoxLayout()
        below.setSpacing(0)
        right.setSpacing(0)
        self._around = QWidget()
        around = QVBoxLayout(self._around)
        around.setContentsMargins(12, 12, 12, 0)
        around.addWidget(self.strip)
        self._around.hide()
        self.page_strip = PageStrip()
        beside = QVBoxLayout()
        beside.setContentsMargins(12, 0, 12, 0)
        beside.setSpacing(0)
        self._gap = QWidget()
        self._gap.setFixedHeight(8)
        self._gap.hide()
        self._gap2 = QWidget()
        self._gap2.setFixedHeight(8)
        self._gap2.hide()
        self.progress = ProgressStrip(STOP_KEY.replace("+", " "))
        for widget in (self._gap2, self.progress, self._gap, self.page_strip):
            beside.addWidget(widget)
        self.page_strip.shown.connect(self._gap.setVisible)
        self.progress.shown.connect(self._gap2.setVisible)
        below.addWidget(self.rail)
        right.addWidget(self._around)
        right.addLayout(beside)
        self.stack.setMaximumWidth(measures.WIDEST_PAGE)
        right.addWidget(self.stack, 1)
        below.addLayout(right, 1)
        self._column = column
        column.addWidget(self.bar)
        column.addLayout(below, 1)

    def stand_above(self, *strips: QWidget) -> None:
        """Let strips stand over everything, whatever page is in view."""
        for at, each in enumerate(strips):
            self._column.insertWidget(at, each)

    def show_notice(self, worst: NoticeValue | None, more: int) -> None:
        """Show the worst trouble; the page gives way at once."""
        self.strip.show_notice(worst, more)
        self._around.setVisible(worst is not None)
