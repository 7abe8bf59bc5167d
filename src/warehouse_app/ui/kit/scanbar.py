"""The scan bar (UI §4.1): what the hands do next, in five words, and what was heard last. Same place for ever.

Promise: it is not a text field; it shows what the scan gate heard. Ctrl+K opens a field in it for codes typed by hand.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import CommandButton
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.chip import width as chip_width
from warehouse_app.ui.kit.labels import FitLabel, Label, drop
from warehouse_app.ui.kit.text import code as shown_code
from warehouse_app.ui.kit.values import ChipValue, ScanLine
from warehouse_app.wording import tr

#: State -> icon, fill token, ink token of the square.
_SQUARE = {
    "ready": ("scan-barcode", "accent", "on_accent"),
    "working": ("scan-barcode", "sunken", "ink2"),
    "held_stop": ("lock", "stop_fill", "on_stop"),
    "held_ask": ("lock", "ask_fill", "on_ask"),
    "note": ("triangle-alert", "ask_fill", "on_ask"),
    "no_scanner": ("unplug", "ask_fill", "on_ask"),
    "offline": ("cloud-off", "ask_fill", "on_ask"),
}
_GAP, _SLACK = 8, 4
_AT_REST = frozenset({"ready", "working"})


class _Square(QWidget):
    """The state as an icon on a fill."""

    def __init__(self) -> None:
        super().__init__()
        self._state = "ready"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str) -> None:
        """Show another state."""
        if state != self._state:
            self._state = state
            self.update()

    def sizeHint(self) -> QSize:
        side = fonts.near(56)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        icon, fill, ink = _SQUARE[self._state]
        rect = QRectF(self.rect())
        draw.box(painter, rect, 8, theme.colour(fill))
        px = fonts.near(32)
        icons.paint(painter, icon, draw.centre(rect, px), px, ink)


class _Heard(QWidget):
    """What was heard last, what became of it, and when. Where room is short the time goes first, then the words before
    the code; only a code that is still too long is cut, and says so.
    """

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.last, self.chip, self.time = Label("", "bench_line", "ink2"), Chip(), Label("", "bench_line", "ink2")
        for widget in (self.last, self.chip, self.time):
            row.addWidget(widget)
        row.addStretch(1)
        self.setMinimumWidth(1)
        self._words: tuple[str, ...] = ("",)
        self._chip: ChipValue | None = None
        self._when = ""

    def show_words(self, words: tuple[str, ...], chip: ChipValue | None, time: str) -> None:
        """Show it: `words` are the same in fewer and fewer signs."""
        self._words, self._chip, self._when = words, chip, time
        self.chip.show_chip(chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.last.fontMetrics()
        room = self.width() - (chip_width(self._chip.text) + _GAP if self._chip is not None else 0)
        wide = metrics.horizontalAdvance(self._words[0])
        with_time = wide + metrics.horizontalAdvance(self._when) + _GAP + _SLACK <= room
        self.time.setText(self._when if with_time else "")
        fits = (each for each in self._words if metrics.horizontalAdvance(each) + _SLACK <= room)
        cut = metrics.elidedText(self._words[-1], Qt.TextElideMode.ElideRight, max(0, room - _SLACK))
        self.last.setText(next(fits, cut))


class ScanBar(QWidget):
    """Show it a `ScanLine`; give it its commands once. `typed(text)` when a code was typed by hand and ended by
    Enter.
    """

    typed = Signal(str)
    commanded = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scanbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._line = ScanLine("")
        self._deaf = self._unplugged = False
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._square = _Square()
        self._row.addWidget(self._square)
        self._row.addSpacing(8)
        self._row.addLayout(self._words(), 1)
        self._buttons: dict[str, CommandButton] = {}
        self.sizes_changed()

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self.prompt = FitLabel("", "prompt", "ink", smallest=0.64)
        words.addWidget(self.prompt)
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Type a code, then Enter"))
        self._field.setAccessibleName(tr("Type a code"))
        self._field.setMaxLength(512)
        fonts.bind(self._field, "text")
        self._field.hide()
        self._field.returnPressed.connect(self._typed)
        self._field.installEventFilter(self)
        words.addWidget(self._field)
        self.heard = _Heard()
        words.addWidget(self.heard)
        words.addStretch(1)
        return words

    def set_commands(self, commands: tuple[tuple[str, str, str], ...]) -> None:
        """Give the command buttons as (name, words, key); `commanded(name)` when one is touched."""
        for button in self._buttons.values():
            self._row.removeWidget(button)
            drop(button)
        self._buttons = {}
        for name, words, key in commands:
            button = CommandButton(words, key)
            button.clicked.connect(lambda _on=False, one=name: self.commanded.emit(one))
            self._buttons[name] = button
            self._row.addWidget(button)

    def show_commands(self, names: frozenset[str] | None, disabled: frozenset[str] = frozenset()) -> None:
        """Show only these commands (None: all), and grey some of them."""
        for name, button in self._buttons.items():
            button.setVisible(names is None or name in names)
            button.setEnabled(name not in disabled)

    def button(self, name: str) -> CommandButton:
        """Return one command button."""
        return self._buttons[name]

    def show_line(self, line: ScanLine) -> None:
        """Show what to do next and what was heard last."""
        changed = line.prompt != self._line.prompt
        self._line = line
        self._show_state()
        last = tr("Last scan {code}").format(code=shown_code(line.code)) if line.code else line.hint
        shorter = (shown_code(line.code),) if line.code else ()
        self.heard.show_words((last, *shorter), line.chip, line.time or (line.hint if line.code else ""))
        self.setAccessibleName(line.prompt)
        self.setAccessibleDescription(last)
        if changed:
            announce(self, line.prompt)

    def set_deaf(self, deaf: bool) -> None:
        """Say that the keyboard goes to another window now, so that a keyboard scanner is not heard here."""
        if deaf == self._deaf:
            return
        self._deaf = deaf
        self._show_state()

    def set_unplugged(self, unplugged: bool) -> None:
        """Say that every scanner of the bench is away; what is held, asked or noted goes before it."""
        if unplugged != self._unplugged:
            self._unplugged = unplugged
            self._show_state()

    def _show_state(self) -> None:
        unplugged = self._unplugged and self._line.state in _AT_REST
        self._square.show_state("no_scanner" if self._deaf or unplugged else self._line.state)
        words = tr("Type the code, or reconnect the scanner") if unplugged else self._line.prompt
        self.prompt.setText(tr("Touch here to go on scanning") if self._deaf else words)

    def line(self) -> ScanLine:
        """Return what is shown."""
        return self._line

    def open_typing(self, begun: str = "") -> None:
        """Open the field for a code typed by hand (Ctrl+K), or for a count that was begun with `*`."""
        self.prompt.hide()
        self._field.setText(begun)
        self._field.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.end(False)

    def close_typing(self) -> None:
        """Close the field; what was in it is dropped."""
        self._field.hide()
        self.prompt.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def typing(self) -> bool:
        """Say whether the field is open."""
        return not self._field.isHidden()

    def sizes_changed(self) -> None:
        """Take the new sizes: 88 high, 108 when wide."""
        side = 20 if fonts.is_wide() else 16
        self._row.setContentsMargins(side, 12, side, 12)
        words = round((fonts.px("prompt") + fonts.px("bench_line")) * 1.35)
        self.setMinimumHeight(max(108 if fonts.is_wide() else 88, words + 28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_typing()
                return True
        elif watched is self._field and event.type() == QEvent.Type.FocusOut and not self._field.text():
            self._field.hide()
            self.prompt.show()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        text = self._field.text().strip()
        self.close_typing()
        if text:
            self.typed.emit(text)
