"""What floats above the page: the focus ring and the toast. Both are children of the window and take no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget
from shiboken6 import isValid

from warehouse_app.ui.kit import draw, theme
from warehouse_app.ui.kit.buttons import AnswerButton, Button
from warehouse_app.ui.kit.labels import IconLabel, Label
from warehouse_app.wording import tr

_GAP, _WIDTH = 2, 3
_BY_KEY = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show})


def raised_sheet(parent: QWidget | None = None) -> QFrame:
    """Return the raised sheet that palette, help and questions of the window stand on (UI §3)."""
    sheet = QFrame(parent)
    sheet.setObjectName("sheet")
    shadow = QGraphicsDropShadowEffect(sheet)
    shadow.setBlurRadius(32)
    shadow.setOffset(0, 12)
    shadow.setColor(theme.colour("shade", 71))
    sheet.setGraphicsEffect(shadow)
    return sheet


class FocusRing(QWidget):
    """3 px around whatever has the keyboard focus, shown once the keyboard moved it; white on verdict fills."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._by_key = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        app.installEventFilter(self)

    def target(self) -> QWidget | None:
        """Return what the ring stands around now."""
        return self._target if self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by: its class is told in no time, its kind is not.
        if isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn:
                self._by_key = event.reason() in _BY_KEY
                if watched is self._target:
                    self._follow()
        elif self._by_key and self._target is not None and event.type() in _MOVES and self._carries(watched):
            self._follow()
        return False

    def _carries(self, watched: QObject) -> bool:
        """Say whether it is the target or stands around it: what moves a form's row moves its field with it."""
        target = self._target
        if target is None or not isValid(target) or not isinstance(watched, QWidget):
            return False
        return watched is target or watched.isAncestorOf(target)

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and now.window() is self.parentWidget()
        self._target = now if inside else None
        self._follow()

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not self._by_key or not target.isVisible():
            self.hide()
            return
        window = target.window()
        corner = target.mapTo(window, QPoint(0, 0))
        out = _GAP + _WIDTH
        self.setGeometry(QRect(corner, target.size()).adjusted(-out, -out, out, out))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        on_fill = isinstance(self._target, AnswerButton)
        token = "on_stop" if on_fill else "accent"
        draw.box(painter, QRectF(self.rect()), 11, None, theme.colour(token), _WIDTH)


class Toast(QFrame):
    """Says what was done at a desk: one line and Undo, six seconds, staying while hovered. `undone` when Undo is
    pressed.
    """

    undone = Signal()
    _MS = 6000
    _FOOT = 72
    """What it leaves free below: the foot of a list, with its totals."""
    _LEAD = 116
    """Inside the list's own edge, so that no two borders stand on each other."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setSpacing(12)
        self._refused = False
        self._icon = IconLabel("circle-check", 20, "ok_mark")
        self._words = Label("", "body_strong")
        self._undo = Button(tr("Undo"), kind="quiet", key="Ctrl Z")
        self._undo.clicked.connect(self._undid)
        for widget in (self._icon, self._words, self._undo):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, undo: bool = False, refused: bool = False) -> None:
        """Show a finished deed, or (`refused`) why it was not done."""
        self._refused = refused
        self._icon.show_icon("triangle-alert" if refused else "circle-check", "ask_mark" if refused else "ok_mark")
        self._words.setText(words)
        self._undo.setVisible(undo)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead, trail = 16, 8 if undo else 16  # a quiet button brings air of its own
        self.layout().setContentsMargins(trail if right else lead, 8, lead if right else trail, 8)  # type: ignore[union-attr]
        self.setAccessibleName(words)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self._MS)

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def refused(self) -> bool:
        """Say whether what is told was not done."""
        return self._refused

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start(self._MS)

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = window.width() - self.width() - self._LEAD if right else self._LEAD
        self.move(left, window.height() - self.height() - self._FOOT)

    def _undid(self) -> None:
        self.hide()
        self.undone.emit()
