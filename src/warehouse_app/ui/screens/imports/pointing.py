"""The head of the preview: the column's name, and under it a choice of the field that it gives."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.form import Chooser
from warehouse_app.ui.kit.labels import drop
from warehouse_app.wording import tr

MOST_POINTED = 200
"""Columns with a choice above them; a wider table is mapped by a file."""

_PAD, _GAP = 10, 4
_NAME, _CHOICE = 34, 42


def name_height() -> int:
    """Return the height of the names of columns."""
    return max(_NAME, fonts.px("label") + 18)


class PointHead(QHeaderView):
    """`pointed(column, field)` when a person points a column at a field."""

    pointed = Signal(int, str)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._choices: list[Chooser] = []
        self._targets: tuple[tuple[str, str], ...] = ()
        self._hints: tuple[str, ...] = ()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(lambda _at, _old, _new: self.place())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.place())
        self.sizes_changed()

    def choices(self) -> tuple[QComboBox, ...]:
        """Return the choices, from the leading edge on."""
        return tuple(self._choices)

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._name = name_height()
        self._high = max(_CHOICE, fonts.px("body") + 22)
        self.setFixedHeight(self._name + (self._high + 8 if self._targets else 0))
        self.place()

    def show_targets(
        self, targets: tuple[tuple[str, str], ...], fields: tuple[str, ...], hints: tuple[str, ...]
    ) -> None:
        """Show what each column can be and is. Without targets there are no choices."""
        count = min(len(fields), MOST_POINTED) if targets else 0
        if targets != self._targets or count != len(self._choices):
            self._make(targets, count)
        self._hints = hints
        for at, made in enumerate(self._choices):
            row = next((n for n, (name, _) in enumerate(targets) if name == fields[at]), 0)
            if made.currentIndex() != row:
                made.setCurrentIndex(row)
            name = str(self._table.model().headerData(at, Qt.Orientation.Horizontal))
            made.setAccessibleName(tr("Field of column {name}").format(name=name or at + 1))
            made.setAccessibleDescription(hints[at] if at < len(hints) else "")
        self.sizes_changed()
        self.viewport().update()

    def place(self) -> None:
        """Put each choice above its column."""
        for at, made in enumerate(self._choices):
            left = self.sectionViewportPosition(at)
            wide = self.sectionSize(at)
            made.setGeometry(left + _GAP, self._name, max(40, wide - 2 * _GAP), self._high)

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:  # noqa: ANN401 - Qt's rectangle
        frame, direction = QRectF(rect), self.layoutDirection()
        painter.save()
        draw.smooth(painter)
        painter.fillRect(frame, theme.colour("surface"))
        painter.fillRect(QRectF(frame.left(), frame.bottom() - 0.5, frame.width(), 1), theme.colour("line"))
        words = str(self._table.model().headerData(section, Qt.Orientation.Horizontal))
        inner = QRectF(frame.left() + _PAD, frame.top(), frame.width() - 2 * _PAD, self._name)
        flag = draw.aligned(draw.LEADING, direction)
        took = draw.word(painter, inner, words, fonts.font("label_strong"), "ink2", flag)
        hint = self._hints[section] if section < len(self._hints) else ""
        if hint and took + 12 < inner.width():
            rest = QRectF(inner.left() + took + 8, inner.top(), inner.width() - took - 8, inner.height())
            spot = draw.mirrored(rest, inner, direction)
            draw.word(painter, spot, hint, fonts.font("small"), "ink3", flag)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A choice that takes the keyboard comes into view with its column."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Chooser):
            column = self._choices.index(watched)
            here = self._table.currentIndex()
            row = max(0, here.row())
            if self._table.model().rowCount():
                self._table.scrollTo(self._table.model().index(row, column))
        return super().eventFilter(watched, event)

    def _make(self, targets: tuple[tuple[str, str], ...], count: int) -> None:
        for old in self._choices:
            drop(old)
        self._targets, self._choices = targets, []
        for at in range(count):
            made = Chooser(self)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            for name, words in targets:
                if not words:
                    made.insertSeparator(made.count())
                else:
                    made.addItem(words, name)
            fonts.bind(made, "body")
            made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            made.activated.connect(lambda _row, at=at, made=made: self.pointed.emit(at, str(made.currentData())))
            made.installEventFilter(self)
            made.show()
            self._choices.append(made)
