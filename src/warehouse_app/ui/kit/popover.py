"""A raised card over a page: it opens inside the window, closes by Esc or when a person goes on elsewhere."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

_EDGE = 8


class Popover(QFrame):
    """Fill `column`; give it `home`, the widget it belongs to and to which the keyboard goes back.

    It stands in the window and not on the page, so it sees to it itself that it never outlives its home: it does not
    open over another page, and goes when its home goes.
    """

    def __init__(self, home: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("card", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._home = home
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        home.installEventFilter(self)
        home.destroyed.connect(self.deleteLater)

    def open_at(self, where: QPoint, first: QWidget | None = None) -> None:
        """Open inside the window (nothing comes between a person and the page), the keyboard on `first`.

        Whoever went on to another page meanwhile is asked nothing: it closes at once.
        """
        if not self._home.isVisible():
            self.close()
            return
        self.adjustSize()
        window = cast("QWidget", self.parentWidget())
        room, at = window.rect(), window.mapFromGlobal(where)
        left = max(_EDGE, min(at.x(), room.right() - self.width() - _EDGE))
        self.move(left, max(_EDGE, min(at.y(), room.bottom() - self.height() - _EDGE)))
        self.show()
        self.raise_()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go with the page: another one came into view."""
        if watched is self._home and event.type() == QEvent.Type.Hide:
            self.close()
        return False

    def leave(self) -> None:
        """Close, and go back to where it came from."""
        self._home.setFocus(Qt.FocusReason.PopupFocusReason)
        self.close()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close when a person goes on elsewhere."""
        if now is not None and isValid(self._home) and self.isVisible() and not self._holds(now):
            self.close()

    def _holds(self, widget: QWidget) -> bool:
        """Say whether a widget is the card's, its choices' own lists among them, which are windows by themselves."""
        while widget is not self:
            above = widget.parentWidget()
            if above is None:
                return False
            widget = above
        return True
