"""The line list of a bench (UI §4.6): one row an order line, the rows sharing the height; nothing moves while it is
open.

Promise: rows are painted from frozen values by one delegate; below 84 pixels a row the list scrolls and keeps the
touched
line in view; a done row, the last one scanned, a short and a changed one differ by mark and word as well as by colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import attrgetter, is_not

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from warehouse_app.ui.kit import chip, draw, fonts, icons, pictures, theme
from warehouse_app.ui.kit.counter import paint_pips, pips_width
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.kit.values import ChipValue, LineRow
from warehouse_app.wording import tr

Index = QModelIndex | QPersistentModelIndex
_ROW_MIN, _ROW_MAX = 84, 160
MOST_KEPT = 40
"""Painted rows that are kept: more than a screen of them."""
ROW_ROLE = Qt.ItemDataRole.UserRole


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[LineRow, ...] = ()
        self.touched: int | None = None
        """The first row that was touched last."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            told = tr("{name}, {done} of {total}") if row.total else tr("{name}, {done}")
            words = told.format(name=row.name, done=row.done, total=row.total) if row.counted else row.name
            mark = row.mark.text if row.mark is not None else ""
            return ", ".join(part for part in (words, row.short, row.changed, mark) if part)
        return None

    def put(self, rows: tuple[LineRow, ...]) -> bool:
        """Take rows; say whether they are other ones than before."""
        at_all = compress(count(), map(is_not, self.rows, rows))
        changed = [(at, self.rows[at], rows[at]) for at in at_all]
        last = min((at for at, _, new in changed if new.last), default=None)
        self.touched = next(compress(count(), map(attrgetter("last"), rows)), None) if last is None else last
        if len(rows) != len(self.rows) or any(old.key != new.key for _, old, new in changed):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return True
        self.rows = rows
        for at, old, new in changed:
            if old != new:
                self.dataChanged.emit(self.index(at), self.index(at))
        return False


class _RowPainter(QStyledItemDelegate):
    """Paints rows, and keeps what it painted: as the list moves, most rows are the same as before in another place."""

    def __init__(self, view: LineList) -> None:
        super().__init__(view)
        self._painted: dict[tuple[object, ...], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        high = view.row_height() if isinstance(view, LineList) else _ROW_MIN
        return QSize(200, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, LineRow):
            return
        device = painter.device()
        dense = device.devicePixelRatioF() if device is not None else 1.0
        size, first, direction = option.rect.size(), index.row() == 0, option.direction
        look = (id(theme.tokens()), fonts.text_size(), fonts.is_wide(), direction, dense)
        key = (row, first, size.width(), size.height(), *look)
        found = self._painted.get(key)
        if found is None:
            if len(self._painted) >= MOST_KEPT:
                self._painted.clear()
            found = self._painted[key] = self._row(row, size, dense, direction, first=first)
        painter.drawPixmap(option.rect.topLeft(), found)

    def _row(self, row: LineRow, size: QSize, dense: float, direction: Qt.LayoutDirection, *, first: bool) -> QPixmap:
        made = QPixmap(size * dense)
        made.setDevicePixelRatio(dense)
        painter = QPainter(made)
        draw.smooth(painter)
        rect = QRectF(0, 0, size.width(), size.height())
        fill = "ok_soft" if row.last else "ask_soft" if row.changed else "surface"
        painter.fillRect(rect, theme.colour(fill))
        if not first:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), theme.colour("line"))
        side = fonts.near(68)
        photo = QRectF(rect.left() + 16, rect.center().y() - side / 2, side, side)
        if row.pictured:
            pictures.paint(painter, draw.mirrored(photo, rect, direction), row.picture, row.name, faded=row.complete)
        taken = self._count(painter, rect, row, direction)
        left = rect.left() + 16 + (side + 14 if row.pictured else 0)
        self._words(
            painter, QRectF(left, rect.top(), rect.right() - taken - 12 - left, rect.height()), rect, row, direction
        )
        painter.end()
        return made

    def _count(self, painter: QPainter, rect: QRectF, row: LineRow, direction: Qt.LayoutDirection) -> float:
        """Paint mark, "1 of 2" and pips at the trailing edge; return the width they took, margin included."""
        big, small = fonts.font("bench_count"), fonts.font("bench_of")
        whole = ((str(row.total), big), (tr("of"), small)) if row.total else ()
        texts = (*whole, (str(row.done), big)) if row.counted else ()
        if direction == Qt.LayoutDirection.RightToLeft:  # numbers are not mirrored, only their place is
            texts = texts[::-1]
        ink = "ink2" if row.complete else "ink"
        at, high = 16.0, float(fonts.px("bench_count"))
        base = rect.center().y() - (high * 0.3 if row.total else 0)  # above the pips, where there are any
        for text, font in texts:
            wide = QFontMetrics(font).horizontalAdvance(text)
            drop = high * 0.14 if font is small else 0.0
            spot = QRectF(rect.right() - at - wide, base - high * 0.7 + drop, wide + 1, high * 1.25)
            draw.word(painter, draw.mirrored(spot, rect, direction), text, font, ink, draw.CENTRED)
            at += wide + high * 0.28
        if row.complete:
            px = fonts.near(28)
            spot = QRectF(rect.right() - at - px, base - px * 0.42, px, px)
            mark, token = ("circle-minus", "ask_mark") if row.short else ("check", "ok_mark")
            icons.paint(painter, mark, draw.mirrored(spot, rect, direction).topLeft(), px, token, 2.4)
            at += px
        pips = QRectF(rect.right() - 16, rect.center().y() + high * 0.55, 0, 0)
        paint_pips(painter, draw.mirrored(pips, rect, direction).topLeft(), row.done, row.total, direction)
        return at

    def _words(
        self, painter: QPainter, spot: QRectF, rect: QRectF, row: LineRow, direction: Qt.LayoutDirection
    ) -> None:
        name = QFont(fonts.font("bench_name_done" if row.complete else "bench_name"))
        name.setStrikeOut(bool(row.short))
        code = fonts.font("bench_code")
        most = max(2, int((spot.height() - draw.line_height(code) - 12) // draw.line_height(name)))
        lines = draw.lines_of(product(row.name), name, spot.width(), min(most, 3))
        least = round(name.pixelSize() * 0.7)
        while lines and lines[-1].endswith("…") and name.pixelSize() > least:
            name.setPixelSize(name.pixelSize() - 1)
            lines = draw.lines_of(product(row.name), name, spot.width(), min(most, 3))
        told = row.short or row.changed
        extra = ChipValue("ask", told) if told else row.mark
        high = len(lines) * draw.line_height(name) + draw.line_height(code) + (chip.height() + 4 if extra else 0)
        at, lead = spot.center().y() - high / 2, draw.aligned(draw.LEADING, direction)
        ink = "ink2" if row.complete else "ink"
        for line in lines:
            place = draw.mirrored(QRectF(spot.left(), at, spot.width(), draw.line_height(name)), rect, direction)
            draw.word(painter, place, line, name, ink, lead)
            at += draw.line_height(name)
        clear = min(
            spot.width(), rect.right() - 16 - pips_width(row.total) - 12 - spot.left()
        )  # the pips reach further
        place = draw.mirrored(QRectF(spot.left(), at + 3, clear, draw.line_height(code)), rect, direction)
        draw.word(painter, place, unbroken(row.code), code, "ink2", lead)
        if extra:
            at += draw.line_height(code) + 4
            place = draw.mirrored(QRectF(spot.left(), at, spot.width(), chip.height()), rect, direction)
            chip.paint(painter, place, extra.kind, extra.text, extra.icon, direction)


class LineList(QListView):
    """Show it a tuple of `LineRow`; the touched line (`last`) is kept in view. `marks`: every row has room for one."""

    def __init__(self, name: str = "", *, marks: bool = False) -> None:
        super().__init__()
        self._marks = marks
        self._model = _Lines()
        self.setModel(self._model)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setUniformItemSizes(True)
        self.setAccessibleName(name or tr("Lines of the order"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that nothing is painted below it

    def show_rows(self, rows: tuple[LineRow, ...]) -> None:
        """Show these lines; rows whose keys stay are repainted in place."""
        if self._model.put(rows):
            self.doItemsLayout()
        if self._model.touched is not None:
            self.scrollTo(self._model.index(self._model.touched), QAbstractItemView.ScrollHint.EnsureVisible)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint the changed rows. The list would be laid out anew, all of it, though no row gets another height."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def rows(self) -> tuple[LineRow, ...]:
        """Return what is shown."""
        return self._model.rows

    def row_height(self) -> int:
        """Return the height every row has now: an equal share, within 84 and 150 (x 1.3 when wide)."""
        mark = chip.height() - 8 if self._marks else 0
        least = max(fonts.near(_ROW_MIN), fonts.px("bench_name") * 2 + fonts.px("bench_code") + mark + 40)
        share = self.viewport().height() // max(1, len(self._model.rows))
        return max(least, min(fonts.near(_ROW_MAX), share))

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.doItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
