"""The list of a plan's batches, each with the line its tour is drawn by; an order is dropped on one.

While an order is held over a batch, what dropping it there would come to is told beside the pointer.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.floortours import tour_dash, tour_token
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.screens.plan.rows import BatchLine, OrderLine
from warehouse_app.wording import tr

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-plan-order"
_ROLE = Qt.ItemDataRole.UserRole
_PAD, _SAMPLE, _APART, _LEAST = 12, 26, 8, 64


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[BatchLine, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence()
        return None

    def put(self, rows: tuple[BatchLine, ...]) -> bool:
        """Show other batches; return whether they are other ones than before."""
        if [row.number for row in rows] == [row.number for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(_LEAST, fonts.px("body_strong") + 2 * fonts.px("label") + 38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, view = index.data(_ROLE), self.parent()
        if not isinstance(row, BatchLine) or not isinstance(view, BatchList):
            return
        painter.save()
        draw.smooth(painter)
        rect, direction = QRectF(option.rect), option.direction
        if view.currentIndex().row() == index.row():
            painter.fillRect(rect, theme.colour("accent_soft"))
            edge = QRectF(rect.left(), rect.top(), 4, rect.height())
            painter.fillRect(draw.mirrored(edge, rect, direction), theme.colour("accent"))
        if view.over() == row.number:
            draw.box(painter, rect.adjusted(3, 3, -3, -3), 6, None, theme.colour("accent"), 2)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        self._sample(painter, rect, row.tour, direction)
        self._words(painter, rect, row, direction)
        painter.restore()

    @staticmethod
    def _sample(painter: QPainter, rect: QRectF, tour: int, direction: Qt.LayoutDirection) -> None:
        """Draw a piece of the line that its tour is drawn by."""
        pen = QPen(theme.colour(tour_token(tour)), 4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if tour_dash(tour):
            pen.setDashPattern([each / 4 for each in tour_dash(tour)])
        painter.setPen(pen)
        spot = draw.mirrored(QRectF(rect.left() + _PAD, rect.center().y(), _SAMPLE, 0), rect, direction)
        painter.drawLine(spot.topLeft(), spot.topRight())

    @staticmethod
    def _words(painter: QPainter, rect: QRectF, row: BatchLine, direction: Qt.LayoutDirection) -> None:
        title, line = fonts.font("body_strong"), fonts.font("label")
        left, wide = rect.left() + _PAD + _SAMPLE + _APART, rect.width() - 2 * _PAD - _SAMPLE - _APART
        tall, small = draw.line_height(title), draw.line_height(line)
        top = rect.center().y() - (tall + small * 2 + 2) / 2
        lead, trail = draw.aligned(draw.LEADING, direction), draw.aligned(draw.TRAILING, direction)
        upper = draw.mirrored(QRectF(left, top, wide, tall), rect, direction)
        draw.word(painter, upper, row.walk, fonts.font("cell_number_strong"), "ink", trail)
        name = draw.mirrored(QRectF(left, top, wide - 72, tall), rect, direction)
        taken = draw.word(painter, name, row.title, title, "ink", lead)
        if row.fixed:
            pin = draw.mirrored(QRectF(left + taken + 6, top + tall / 2 - 8, 16, 16), rect, direction)
            icons.paint(painter, "lock", pin.topLeft(), 16, "ink2")
        for n, text in enumerate((row.facts, row.note)):
            spot = QRectF(left, top + tall + 2 + n * small, wide, small)
            took = draw.mirrored(QRectF(spot.right() - 58, spot.top(), 58, small), rect, direction)
            if n == 0:
                draw.word(painter, took, row.took, fonts.font("label"), "ink2", trail)
                spot.setWidth(wide - 60)
            draw.word(painter, draw.mirrored(spot, rect, direction), text, line, "ink2", lead)


class _Told(QWidget):
    """What a drop would come to, beside the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, words: str, at: QPoint) -> None:
        """Tell this at a point of the list; no words hide it."""
        self._words = words
        self.setVisible(bool(words))
        font = fonts.font("label_strong")
        self.setFont(font)
        self.resize(self.fontMetrics().horizontalAdvance(words) + 24, fonts.px("label_strong") + 18)
        parent = self.parentWidget()
        room = parent.rect() if parent is not None else self.rect()
        x = max(4, min(at.x() + 14, room.width() - self.width() - 4))
        y = at.y() + 18 if at.y() + 18 + self.height() <= room.height() else at.y() - self.height() - 6
        self.move(x, max(0, y))
        self.raise_()
        self.update()

    def words(self) -> str:
        """Return what is told."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 6, theme.colour("raised"), theme.colour("ink"), 1.5)
        draw.word(painter, QRectF(self.rect()), self._words, fonts.font("label_strong"), "ink", draw.CENTRED)


class BatchList(QListView):
    """`picked(number)` when another is chosen, `dropped(order, number)` when an order fell on one (0: beside them).

    `weigh(order, number)` says in words what a drop would come to.
    """

    picked = Signal(int)
    dropped = Signal(str, int)

    def __init__(self, weigh: Callable[[str, int], str]) -> None:
        super().__init__()
        self._weigh, self._quiet, self._over = weigh, False, -1
        self._model = _Model()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(tr("Batches of the plan"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setAcceptDrops(True)
        self.told = _Told(self.viewport())

    def show_rows(self, rows: tuple[BatchLine, ...], chosen: int) -> None:
        """Show these batches with one of them chosen; the same ones keep their place."""
        top = self.verticalScrollBar().value()
        fresh = self._model.put(rows)
        at = next((n for n, row in enumerate(rows) if row.number == chosen), -1)
        if fresh or at != self.currentIndex().row():
            self._quiet = True
            index = self._model.index(at) if at >= 0 else QModelIndex()
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._quiet = False
            self.verticalScrollBar().setValue(top)
            self.scrollTo(index)
        self.viewport().update()

    def rows(self) -> tuple[BatchLine, ...]:
        """Return what is shown."""
        return self._model.rows

    def over(self) -> int:
        """Return the batch an order is held over, -1 for none."""
        return self._over

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._quiet and current.isValid():
            self.picked.emit(self._model.rows[current.row()].number)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not event.mimeData().hasFormat(MIME):
            return
        point = event.position().toPoint()
        number = self._number_at(point)
        words = self._weigh(order_in(event.mimeData()), number)
        self._hold(number, f"{tr('New batch')}: {words}" if number == 0 and words else words, point)
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hold(-1, "", QPoint())

    def dropEvent(self, event: QDropEvent) -> None:
        number = self._number_at(event.position().toPoint())
        self._hold(-1, "", QPoint())
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            self.dropped.emit(order_in(event.mimeData()), number)

    def _hold(self, number: int, words: str, at: QPoint) -> None:
        self._over = number
        self.told.say(words, at)
        self.viewport().update()

    def _number_at(self, point: QPoint) -> int:
        index = self.indexAt(point)
        return self._model.rows[index.row()].number if index.isValid() else 0


class OrderTable(Table):
    """The list of orders, of which one is taken by the mouse and dropped on a batch."""

    def __init__(self, columns: tuple[object, ...]) -> None:
        super().__init__(columns, name=tr("Orders"), key=lambda row: row.key, dense=True, many=True)  # type: ignore[arg-type]
        self._grip: QPointF | None = None
        self._lines: tuple[OrderLine, ...] = ()

    def show_lines(self, rows: tuple[OrderLine, ...], chosen: str) -> None:
        """Show these orders, one of them chosen; what a person marked stays while nothing else is shown."""
        if rows != self._lines:
            self._lines = rows
            self.show_rows(rows)
        current = self.currentIndex()
        if chosen and (not current.isValid() or self.rows_model().key_of(current.row()) != chosen):
            self.choose(chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        on_row = self.indexAt(event.position().toPoint()).isValid()
        self._grip = event.position() if event.button() == Qt.MouseButton.LeftButton and on_row else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the order along; rows are not marked by pulling, Shift and Ctrl mark several."""
        if self._grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position() - self._grip).manhattanLength() >= QApplication.startDragDistance():
            row = self.rows_model().row(self.indexAt(self._grip.toPoint()).row())
            self._grip = None
            self.drag(row).exec(Qt.DropAction.MoveAction)

    def drag(self, row: OrderLine) -> QDrag:
        """Return the drag of an order."""
        made = QDrag(self)
        made.setMimeData(mime_of(row.key))
        return made


def mime_of(order: str) -> QMimeData:
    """Return an order as it is dragged."""
    data = QMimeData()
    data.setData(MIME, order.encode())
    return data


def order_in(data: QMimeData) -> str:
    """Return the order that is dragged."""
    return bytes(data.data(MIME).data()).decode()
