"""The cover of a page: what people meet while it has nothing to show, or may not be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.ui.kit.states import StateSheet
from warehouse_app.ui.kit.values import Answer
from warehouse_app.ui.runtime.loads import PageState
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr


class Cover(QWidget):
    """Lies over a page, at a bench over its work area only. `chosen(name)`: again, sign_on."""

    chosen = Signal(str)

    def __init__(self, page: Page, screen: str) -> None:
        super().__init__(page)
        self._page, self._screen = page, screen
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bench = page.area is not None
        self._key = "F4" if bench else "F5"
        column = QVBoxLayout(self)
        pad = 16 if bench else 12
        column.setContentsMargins(pad, pad, pad, pad)
        self.sheet = StateSheet(bench=bench)
        self.sheet.chosen.connect(self.chosen)
        column.addWidget(self.sheet)
        self._now = PageState()
        page.installEventFilter(self)
        self.hide()

    def show_state(self, state: PageState) -> None:
        """Cover the page, or uncover it. Loading is quiet until `speak`."""
        before, self._now = self._now, state
        self.setVisible(state.kind != "ready")
        if state.kind == "ready":
            self._give_back()
            return
        if state.kind == "loading":
            if before.kind != "loading":
                self.sheet.show_state("", "")
        elif state.kind == "no_right":
            ways = (Answer("sign_on", tr("Sign on again"), "", primary=True),)
            self.sheet.show_state("lock", state.title, state.line, ways, mark="ask")
        else:
            words = tr("Asking again") if state.reading else tr("Try again")
            icon = "cloud-off" if state.away else "triangle-alert"
            again = Answer("again", words, self._key, primary=True)
            self.sheet.show_state(icon, state.title, state.line, (again,), mark="ask")
        self._place()
        self.raise_()
        if state.kind != "loading" and self._page.isVisible():
            self._take_keyboard()

    def speak(self, seconds: int) -> None:
        """Say what is awaited, and for how long."""
        words = self._page.reading or tr("Reading {screen}").format(screen=self._screen)
        if not self.sheet.buttons() and not self.sheet.words().startswith(words):
            self.sheet.show_state("hourglass", words)
        self.sheet.say(tr("{n} s").format(n=seconds) if seconds else "")

    def _take_keyboard(self) -> None:
        buttons = self.sheet.buttons()
        inside = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        if buttons and not (inside and self.hasFocus()):
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_back(self) -> None:
        held = self.window().focusWidget()
        if held is not None and self.isAncestorOf(held):
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        area = self._page.area
        low = area.scanbar.height() if area is not None else 0
        self.setGeometry(QRect(0, 0, self._page.width(), max(0, self._page.height() - low)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._page
            and event.type() in (QEvent.Type.Resize, QEvent.Type.Show)
            and self.isVisibleTo(self._page)
        ):
            self._place()
        return False

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep the keyboard on what can be seen."""
        buttons = self.sheet.buttons()
        if not buttons:
            return True
        held = self.window().focusWidget()
        at = next((n for n, one in enumerate(buttons) if one is held), -1)
        buttons[(at + (1 if _next else -1)) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = Qt.Key.Key_F4 if self._key == "F4" else Qt.Key.Key_F5
        if event.key() in (wanted, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.sheet.buttons():
            self.sheet.buttons()[0].click()
        else:
            super().keyPressEvent(event)
