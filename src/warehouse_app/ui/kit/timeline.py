"""The timeline (UI §4.19): dots on a line, past, now and to come, with what happened and when."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import Event
from warehouse_app.wording import tr

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole


class _Events(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.events: tuple[Event, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        event = self.events[index.row()]
        if role == _ROLE:
            return event
        return f"{event.what}, {event.when}" if role == Qt.ItemDataRole.DisplayRole else None

    def put(self, events: tuple[Event, ...]) -> None:
        self.beginResetModel()
        self.events = events
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, max(50, fonts.px("body_strong") + fonts.px("label") + 23))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        event = index.data(_ROLE)
        if not isinstance(event, Event):
            return
        painter.save()
        draw.smooth(painter)
        rect = QRectF(option.rect)
        direction = option.direction
        last = index.row() == index.model().rowCount() - 1
        self._dot(painter, rect, event, last=last, direction=direction)
        what, when = fonts.font("body_strong"), fonts.font("small")
        lead = draw.aligned(draw.LEADING, direction)
        upper = QRectF(rect.left() + 42, rect.top() + 2, rect.width() - 50, draw.line_height(what))
        draw.word(painter, draw.mirrored(upper, rect, direction), unbroken(event.what), what, "ink", lead)
        lower = QRectF(rect.left() + 42, upper.bottom() + 1, rect.width() - 50, draw.line_height(when) + 2)
        draw.word(painter, draw.mirrored(lower, rect, direction), unbroken(event.when), when, "ink2", lead)
        painter.restore()

    def _dot(self, painter: QPainter, rect: QRectF, event: Event, *, last: bool, direction: Qt.LayoutDirection) -> None:
        middle, top = rect.left() + 19, rect.top() + 11
        if not last:
            line = QRectF(middle - 1, top + 9, 2, rect.height() - 16)
            painter.fillRect(draw.mirrored(line, rect, direction), theme.colour("line"))
        size = {"past": 9.0, "now": 11.0, "to_come": 12.0}[event.state]
        spot = draw.mirrored(QRectF(middle - size / 2, top - size / 2, size, size), rect, direction)
        if event.state == "to_come":
            draw.box(painter, spot, size / 2, theme.colour("surface"), theme.colour("edge"), 2)
        else:
            draw.box(painter, spot, size / 2, theme.colour("ink3" if event.state == "past" else "accent"))


class Timeline(QListView):
    """Show it a tuple of `Event`, in the order they are to be read."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._model = _Events()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name or tr("Story"))

    def show_events(self, events: tuple[Event, ...]) -> None:
        """Show these events; the place in view is kept."""
        at = self.verticalScrollBar().value()
        self._model.put(events)
        self.verticalScrollBar().setValue(at)

    def events(self) -> tuple[Event, ...]:
        """Return what is shown."""
        return self._model.events
