"""The list of notices, over the page: newest first, each with its time, taken away by the person alone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.buttons import Button, Painted
from warehouse_app.ui.kit.cards import EmptyState
from warehouse_app.ui.kit.labels import IconLabel, Label, drop, rule
from warehouse_app.ui.kit.shade import Shade
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.runtime.inbox import Entry, Inbox
from warehouse_app.wording import tr, trn

_WIDE, _TOP, _DEPTH = 520, 64, 71
KEY = "Alt+N"


class NoticeBell(Painted):
    """The way to the list, in the top bar: how many are unread. Hidden while the list is empty."""

    def __init__(self) -> None:
        self._unread = 0
        super().__init__(tr("Notices"), KEY.replace("+", " "))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_unread(self, unread: int, whole: int) -> None:
        """Show the count."""
        self._unread = unread
        self.set_words(tr("{n} new").format(n=unread) if unread else tr("Notices"))
        self.setAccessibleName(
            trn("{n} unread notice, {key}", "{n} unread notices, {key}", unread).format(n=unread, key=self.key)
        )
        self.setVisible(whole > 0)

    def sizeHint(self) -> QSize:
        role = "body_strong" if self._unread else "body"
        return QSize(46 + QFontMetrics(fonts.font(role)).horizontalAdvance(self.words()), 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = self.rect().toRectF(), self.layoutDirection()
        face = rect.adjusted(0, 4, 0, -4)
        if self._unread:
            draw.box(painter, face, 8, theme.colour("ask_soft"), theme.colour("ask_line"))
        elif self.underMouse():
            draw.box(painter, face, 8, theme.colour("ground"))
        spot = draw.mirrored(rect.adjusted(10, 0, 0, 0), rect, direction)
        left = spot.left() if direction == Qt.LayoutDirection.LeftToRight else rect.right() - 30
        icons.paint(painter, "bell", rect.adjusted(left, 12, 0, 0).topLeft(), 20, "ink")
        words = draw.mirrored(rect.adjusted(36, 0, -8, 0), rect, direction)
        role, ink = ("body_strong", "ink") if self._unread else ("body", "ink2")
        draw.word(painter, words, self.words(), fonts.font(role), ink, draw.aligned(draw.LEADING, direction))


class NoticeList(Shade):
    """A child of the window. `open` shows the list and counts it as read; Esc or a click beside it closes it."""

    def __init__(self, window: QWidget, inbox: Inbox) -> None:
        super().__init__(window, _DEPTH)
        self._inbox = inbox
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Notices"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, _TOP, 16, 16)
        self._sheet = QFrame()
        self._sheet.setObjectName("sheet")
        self._sheet.setFixedWidth(_WIDE)
        outer.addWidget(self._sheet, 1, Qt.AlignmentFlag.AlignTrailing)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(tr("Notices"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        for widget in (area.viewport(), self._inside):
            widget.setAutoFillBackground(False)
        column.addWidget(area, 1)
        self._empty = EmptyState(tr("Nothing to read"), tr("What you should know is kept here."), icon="bell")
        column.addWidget(self._empty, 1)
        self._area = area
        inbox.on_change(self._render)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(Label(tr("Notices"), "title_large"), 1)
        self._clear = Button(tr("Clear what is over"), kind="quiet")
        self._clear.clicked.connect(lambda _on=False: self._inbox.dismiss_read())
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(lambda _on=False: self.hide())
        head.addWidget(self._clear)
        head.addWidget(close)
        return head

    def open(self) -> None:
        """Show the list; what is on it counts as read when it is closed, so that the new ones can be told."""
        self.cover()
        self.show()
        self.raise_()
        self._render()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._inbox.read_all()

    def titles(self) -> list[str]:
        """Return what is listed."""
        return [one.title for one in self._inbox.entries()]

    def _render(self) -> None:
        if not self.isVisible():
            return
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        entries = self._inbox.entries()
        self._area.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self._clear.setVisible(bool(entries))
        for entry in entries:
            self._rows.addWidget(self._row(entry))
            self._rows.addWidget(rule())
        self._rows.addStretch(1)

    def _row(self, entry: Entry) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 12, 0, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel(entry.icon, 24, "ink" if not entry.ended else "ink2"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(unbroken(entry.title), "text_strong", wrap=True))
        if entry.line:
            words.addWidget(Label(unbroken(entry.line), "body", "ink2", wrap=True))
        when = tr("{begun}, over at {ended}") if entry.ended else tr("{begun}")
        day, _, time = entry.ended.rpartition(", ")
        ended = time if entry.at.startswith(day) else entry.ended
        words.addWidget(Label(when.format(begun=entry.at, ended=ended), "label", "ink3"))
        row.addLayout(words, 1)
        away = Button(tr("Dismiss"), kind="quiet")
        away.setAccessibleName(tr("Dismiss: {title}").format(title=entry.title))
        away.clicked.connect(lambda _on=False, number=entry.number: self._inbox.dismiss(number))
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.hide()
