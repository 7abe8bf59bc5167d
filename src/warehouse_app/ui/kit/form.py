"""Form rows and fields (UI §4.16): label left (above when narrow), field 44, help, refusal under the field.

Promise: a field keeps what was typed when it is refused; validators are for characters, never for meaning; number
fields have no arrows and are deaf to the wheel.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from warehouse_app.ui.kit import draw, fonts, icons, measures, theme
from warehouse_app.ui.kit.buttons import Painted, key_width, paint_key
from warehouse_app.ui.kit.labels import IconLabel, Label
from warehouse_app.ui.kit.qss import vary
from warehouse_app.wording import tr

_NARROW = 420
_NARROWEST = 160
_LEAD = 132
_BELOW = 8
"""Between a field and the words below it: the focus ring of the field takes five of it."""

_FIELD_PAD = 12
_TEXT_AT = 15
"""Where a line to be typed in begins its words: its border, its padding and Qt's own margin."""

_CHEVRON = 16
_GLASS = 26


def field(name: str, text: str = "", *, hint: str = "", secret: bool = False) -> QLineEdit:
    """Return a text field with its accessible name."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    fonts.bind(made, "text")
    return made


class NumberField(QSpinBox):
    """Whole numbers with their unit at the end; no arrows, and the wheel scrolls the page."""

    def __init__(self, name: str, least: int, most: int, *, unit: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setAccessibleName(name)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setSuffix(f" {unit}" if unit else "")
        self.setGroupSeparatorShown(True)
        fonts.bind(self, "text")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Give the figures the whole field: the style leaves them a pixel where the arrows are styled away."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.lineEdit().setGeometry(self.rect().adjusted(_FIELD_PAD, 2, -_FIELD_PAD, -2))
        return handled


class Chooser(QComboBox):
    """A choice with its chevron; words too long for it end in an ellipsis, and the wheel scrolls the page."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        ink = "ink" if self.isEnabled() else "ink3"
        inner = QRectF(
            rect.left() + _TEXT_AT, rect.top(), rect.width() - _TEXT_AT - _FIELD_PAD - _CHEVRON - 4, rect.height()
        )
        words = draw.mirrored(inner, rect, direction)
        draw.word(painter, words, self.currentText(), self.font(), ink, draw.aligned(draw.LEADING, direction))
        spot = QRectF(rect.right() - _FIELD_PAD - _CHEVRON + 4, rect.center().y() - _CHEVRON / 2, _CHEVRON, _CHEVRON)
        icons.paint(painter, "chevron-down", draw.mirrored(spot, rect, direction).topLeft(), _CHEVRON, "ink2")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def chooser(name: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    """Return a choice among (value, words); `currentData()` is the value."""
    made = Chooser()
    made.setAccessibleName(name)
    for value, words in options:
        made.addItem(words, value)
    fonts.bind(made, "text")
    return made


class FieldRow(QWidget):
    """One row: label, field, help, and the refusal that belongs to it."""

    def __init__(self, label: str, widget: QWidget, help_text: str = "") -> None:
        super().__init__()
        self.field = widget
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(_BELOW)
        self._label = Label(label, "text_strong")
        self._label.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        self._help = Label(help_text, "label", "ink2", wrap=True)
        self._refusal = QWidget()
        row = QHBoxLayout(self._refusal)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("octagon-x", 16, "stop_mark"), 0, Qt.AlignmentFlag.AlignTop)
        self._reason = Label("", "label_strong", wrap=True)
        row.addWidget(self._reason, 1)
        self._refusal.hide()
        self._stacked: bool | None = None
        self._lead = _LEAD
        self._arrange(stacked=False)
        # Not before it has its parent: a widget without one would be shown as a window, and take the keyboard away.
        self._help.setVisible(bool(help_text))

    def explain(self, words: str) -> None:
        """Say something else in the help below the field."""
        self._help.setText(words)
        self._help.setVisible(bool(words))

    def refuse(self, words: str) -> None:
        """Say under the field why it was refused; no words take it away. The field keeps its text."""
        self._reason.setText(words)
        self._refusal.setVisible(bool(words))
        vary(self.field, "refused", "true" if words else "false")
        self.field.setAccessibleDescription(words)

    def label_width(self) -> int:
        """Return how wide the label is by itself."""
        return self._label.sizeHint().width()

    def give_label(self, width: int) -> None:
        """Give the label so much room, never less than a short one has."""
        self._lead = max(_LEAD, width)
        if not self._stacked:
            self._grid.setColumnMinimumWidth(0, self._lead)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(stacked=self.width() < _NARROW * fonts.text_size() // 100)

    def _arrange(self, *, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for widget in (self._label, self.field, self._help, self._refusal):
            self._grid.removeWidget(widget)
        at = 1 if stacked else 0
        self._grid.addWidget(self._label, 0, 0)
        self._grid.addWidget(self.field, at, 1 - at)
        self._grid.addWidget(self._help, at + 1, 1 - at)
        self._grid.addWidget(self._refusal, at + 2, 1 - at)
        self._grid.setColumnMinimumWidth(0, 0 if stacked else self._lead)
        self._grid.setColumnStretch(0, 1 if stacked else 0)
        self._grid.setColumnStretch(1, 0 if stacked else 1)


def line_up(rows: Sequence[FieldRow]) -> None:
    """Let the fields of a form begin at one line, behind the longest of its labels."""
    widest = max((row.label_width() for row in rows), default=0)
    for row in rows:
        row.give_label(widest)


class FindField(QLineEdit):
    """The find field: a magnifying glass before, its key after. `sought(text)` while typing, Esc empties it."""

    sought = Signal(str)

    def __init__(self, hint: str = "", key: str = "Ctrl F") -> None:
        super().__init__()
        self._key, self._keyed = key, bool(key)
        words = hint or tr("Find anything")
        self.setPlaceholderText(words)
        self.setAccessibleName(f"{words}, {key}" if key else words)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)
        fonts.bind(self, "body")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.sought.emit)
        self._share()

    def keyed(self) -> bool:
        """Say whether the key has room beside the words; where it has none, it gives way to them."""
        return self._keyed

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._share()

    def _share(self) -> None:
        """Keep the text clear of glass and key, on whichever side they stand."""
        words = QFontMetrics(fonts.font("body")).horizontalAdvance(self.placeholderText())
        key = key_width(self._key) + 4 if self._key else 0
        self._keyed = bool(key) and self.width() >= _GLASS + words + key + 2 * _FIELD_PAD + 6
        lead, trail = _GLASS, key if self._keyed else 0
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(trail if right else lead, 0, lead if right else trail, 0)

    def sizeHint(self) -> QSize:
        return QSize(252, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        draw.smooth(painter)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = self.height() / 2
        icons.paint(painter, "search", QPointF(self.width() - 32 if right else 12, middle - 10), 20, "ink2")
        if self._keyed and not self.text():
            wide = key_width(self._key)
            left = 10 if right else self.width() - wide - 10
            cap = self.rect().adjusted(0, 0, 0, 0)
            cap.setRect(int(left), int(middle - 13), wide, 26)
            paint_key(painter, cap.toRectF(), self._key)


class FindButton(Painted):
    """Looks like the find field and opens the palette, in which one types."""

    def __init__(self) -> None:
        super().__init__(tr("Find anything"), "Ctrl F")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(fonts.font("body")).horizontalAdvance(self.words())
        return QSize(max(252, words + key_width(self.key) + 66), measures.tall(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(44, measures.tall(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        frame = rect.adjusted(0, 2, 0, -2)
        draw.box(painter, frame, 8, theme.colour("surface"), theme.colour("ink3" if self.underMouse() else "edge"))
        said = QFontMetrics(fonts.font("body")).horizontalAdvance(self.words())
        keyed = rect.width() >= said + key_width(self.key) + 62
        icon = draw.mirrored(QRectF(12, rect.center().y() - 10, 20, 20), rect, direction)
        icons.paint(painter, "search", icon.topLeft(), 20, "ink2")
        if rect.width() < min(said + 46, _NARROWEST):
            return
        wide = key_width(self.key)
        words = QRectF(42, 0, rect.width() - (wide + 62 if keyed else 46), rect.height())
        lead = draw.aligned(draw.LEADING, direction)
        draw.word(painter, draw.mirrored(words, rect, direction), self.words(), fonts.font("body"), "ink3", lead)
        cap = QRectF(rect.right() - wide - 10, rect.center().y() - 13, wide, 26)
        if keyed:
            paint_key(painter, draw.mirrored(cap, rect, direction), self.key)
