"""The palette over the page (mock-up 14): a field, a list, and what the keys do. A child of the window, no window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import KeyChip
from warehouse_app.ui.kit.labels import IconLabel, Label, rule
from warehouse_app.ui.kit.overlays import raised_sheet
from warehouse_app.ui.shell.palette import shown
from warehouse_app.ui.shell.palette.presenter import PalettePresenter
from warehouse_app.ui.shell.palette.rows import Painter, Rows
from warehouse_app.ui.shell.palette.shown import Line
from warehouse_app.ui.shell.palette.state import PaletteState
from warehouse_app.wording import tr

_WIDE, _TALL, _TOP, _EDGE = 840, 644, 84, 24
_LONGEST = 100
_REST_MS = 30
"""Typing rests this long before the house is asked."""


class PaletteOverlay(QWidget):
    """Renders `PaletteState`. `closed` is called when it goes away."""

    def __init__(self, window: QWidget, now: Callable[[], str]) -> None:
        super().__init__(window)
        self._now = now
        self.closed: Callable[[], None] = lambda: None
        self.setAccessibleName(tr("Find anything"))
        self._sheet = raised_sheet(self)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(rule())
        column.addWidget(self._rows(), 1)
        self._nothing = Label("", "strong_plain", "ink2", wrap=True)
        self._nothing.setContentsMargins(24, 24, 24, 24)
        self._nothing.hide()
        column.addWidget(self._nothing)
        column.addWidget(rule())
        column.addLayout(self._foot())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self._presenter.typed(self.field.text()))
        window.installEventFilter(self)
        self.hide()

    def use(self, presenter: PalettePresenter) -> None:
        """Wire the presenter."""
        self._presenter = presenter

    def open_palette(self, text: str = "") -> None:
        """Show it with a text."""
        self.field.blockSignals(True)
        self.field.setText(text)
        self.field.blockSignals(False)
        self._place()
        self.show()
        self.raise_()
        self._presenter.open(text)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Take it away."""
        self._rest.stop()
        if not self.isHidden():
            self.hide()
            self.closed()

    def render_state(self, state: PaletteState) -> None:
        """Show the state."""
        lines = shown.lines(state, self._now())
        self._model.put(lines, shown.marked(state), state.chosen)
        self._told.setText(shown.told(state))
        self._told.setVisible(bool(self._told.text()))
        empty = not lines and not state.waiting
        self._nothing.setText(self._none(state))
        self._nothing.setVisible(empty)
        self._list.setVisible(not empty)
        row = self._model.row_of(state.chosen)
        if row >= 0:
            index = self._model.index(row, 0)
            self._list.setCurrentIndex(index)
            first = self._model.index(max(0, row - 1), 0)
            self._list.scrollTo(first if isinstance(self._model.lines[first.row()], shown.Head) else index)
            self._list.scrollTo(index)
        self._list.viewport().update()
        if state.missed:
            announce(self, self._told.text(), urgent=True)

    @staticmethod
    def _none(state: PaletteState) -> str:
        if state.missed:
            return tr("Nothing here has the code {code}. Scan again, or type what you know.").format(code=state.missed)
        return tr("Nothing is called {text}. Try fewer signs, or one word only.").format(text=state.wanted)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel("search", 24, "accent"))
        self.field = QLineEdit()
        self.field.setObjectName("palette")
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(tr("Find anything, or type a command"))
        self.field.setPlaceholderText(tr("Find anything"))
        fonts.bind(self.field, "title_field")
        self.field.textEdited.connect(lambda _text: self._rest.start())
        self.field.installEventFilter(self)
        row.addWidget(self.field, 1)
        self._told = Label("", "small", "ink2")
        row.addWidget(self._told)
        row.addWidget(KeyChip("Esc"))
        return row

    def _rows(self) -> QListView:
        self._model, self._list = Rows(), QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(Painter(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setObjectName("palette")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(tr("What was found"))
        self._list.setCursor(Qt.CursorShape.PointingHandCursor)
        self._list.clicked.connect(self._clicked)
        return self._list

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        pairs = (("↑ ↓", tr("choose")), ("Tab", tr("what to do with it")), (">", tr("actions")),
                 ("#", tr("orders")), ("@", tr("people")))  # fmt: skip
        for key, words in pairs:
            row.addWidget(KeyChip(key))
            row.addWidget(Label(words, "small", "ink2"))
            row.addSpacing(6)
        row.addStretch(1)
        row.addWidget(Label(tr("A scan works here too"), "small", "ink2"))
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.field and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no key of the page below means anything while the palette is open
            return True
        elif watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Keys that the field does not take: the choice, what is opened, the way back."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if key in step:
            self._presenter.moved(step[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._flush()
            self._presenter.entered()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._presenter.tabbed()
        elif key == Qt.Key.Key_Escape:
            self._presenter.escaped()
        else:
            return False
        return True

    def _flush(self) -> None:
        """Ask at once what typing had not rested for."""
        if self._rest.isActive():
            self._rest.stop()
            self._presenter.typed(self.field.text())

    def _clicked(self, index: QModelIndex) -> None:
        one = self._model.lines[index.row()]
        if isinstance(one, Line):
            self._presenter.pointed(one.at)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        wide = min(_WIDE * fonts.text_size() // 100, window.width() - 2 * _EDGE)
        top = min(_TOP, max(_EDGE, (window.height() - _TALL) // 2))
        self._sheet.setGeometry((window.width() - wide) // 2, top, wide, min(_TALL, window.height() - top - _EDGE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        shade: QColor = theme.colour("shade", 128)
        QPainter(self).fillRect(self.rect(), shade)
