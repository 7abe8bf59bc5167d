"""Text and icons as widgets. Every label is plain text (data is never markup), knows its role, and follows the
theme.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.qss import vary


class Label(QLabel):
    """One plain text in one type role and one tone (ink, ink2, ink3, accent, ok, ask, stop, stop_word, paper)."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "ink", *, wrap: bool = False) -> None:
        super().__init__(text)
        self._leans = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        fonts.bind(self, role)
        self.setProperty("tone", tone)
        if not wrap:
            self.setMinimumWidth(1)

    def set_role(self, role: str) -> None:
        """Change the type role."""
        fonts.bind(self, role)

    def event(self, event: QEvent) -> bool:
        """Take the role's font again after a polish: the style sheet puts back the font it first saw."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.apply_font()
        if event.type() in (QEvent.Type.Polish, QEvent.Type.LayoutDirectionChange):
            self._lean()
        return handled

    def _lean(self) -> None:
        """Keep leading text at the leading edge whatever script it is in: labels go by the text, pages by the
        person.
        """
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if right == self._leans:
            return
        self._leans = right
        side = self.alignment() & (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight)
        if side:
            other = Qt.AlignmentFlag.AlignRight if side & Qt.AlignmentFlag.AlignLeft else Qt.AlignmentFlag.AlignLeft
            keep = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            self.setAlignment(other | keep)

    def apply_font(self) -> None:
        """Set the font of the role at the sizes in force."""
        wanted = fonts.font(str(self.property("kitRole")))
        if self.font() != wanted:
            self.setFont(wanted)

    def sizeHint(self) -> QSize:
        """Ask for the width of the text on one line; a wrapped label gets taller only where room is short."""
        if not self.wordWrap():
            return super().sizeHint()
        metrics = self.fontMetrics()
        wide = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0) + 4
        return QSize(wide, self.heightForWidth(wide))

    def set_tone(self, tone: str) -> None:
        """Change the tone."""
        vary(self, "tone", tone)


class FitLabel(Label):
    """A far word that is never cut: it shrinks in the given steps, then wraps to two lines (UI §9)."""

    def __init__(self, text: str, role: str, tone: str, *, smallest: float = 0.7) -> None:
        super().__init__(text, role, tone)
        self._role, self._smallest = role, smallest
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_role(self, role: str) -> None:
        self._role = role
        super().set_role(role)
        self.fit()

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizes_changed(self) -> None:
        """Fit again after a change of text size."""
        self.fit()

    def apply_font(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Choose the largest size at which the text fits its line."""
        if self.width() <= 1 or not hasattr(self, "_role"):
            return
        full = fonts.px(self._role)
        least = max(18, round(full * self._smallest))
        found = fonts.fitting(self._role, self.text(), self.width(), least)
        if self.font() != found:
            self.setFont(found)
        wraps = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        if wraps != self.wordWrap():  # Qt lays all out and paints anew, even where it stays as it was
            self.setWordWrap(wraps)


class IconLabel(QWidget):
    """A decorative icon that follows the theme; it has no accessible name because the word beside it says the same."""

    def __init__(self, name: str, px: int = 20, token: str = "ink", stroke: float = 2.0, grow: str = "") -> None:  # noqa: S107
        super().__init__()
        self._name, self._px, self._token, self._stroke, self._grow = name, px, token, stroke, grow
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: str = "") -> None:
        """Change the icon, and its colour token if given."""
        before = (self._name, self._token)
        self._name, self._token = name, token or self._token
        if (self._name, self._token) != before:
            self.update()

    def icon_name(self) -> str:
        """Return which icon is shown."""
        return self._name

    def _size(self) -> int:
        return {"near": fonts.near, "far": fonts.far}.get(self._grow, int)(self._px)

    def sizeHint(self) -> QSize:
        return QSize(self._size(), self._size())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        size = self._size()
        left, top = (self.width() - size) / 2, (self.height() - size) / 2
        icons.paint(painter, self._name, QPointF(left, top), size, self._token, self._stroke)


def rule(direction: str = "h") -> QFrame:
    """Return a divider, `h` or `v`."""
    made = QFrame()
    made.setProperty("rule", direction)
    return made


def drop(widget: QWidget) -> None:
    """Take a widget off the screen at once and delete it when the event loop comes round."""
    widget.hide()
    widget.deleteLater()


class _Corners(QWidget):
    """Paints what lies outside the rounded corners, and the border, over whatever fills the card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._outside = (QRectF(), QPainterPath())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ChildAdded):
            self.setGeometry(cast("QWidget", watched).rect())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        if self._outside[0] != rect:
            self._outside = (rect, _beyond(rect, 10))
        painter.fillPath(self._outside[1], theme.colour("ground"))
        draw.box(painter, rect, 10, None, theme.colour("line"))


def _beyond(rect: QRectF, radius: float) -> QPainterPath:
    """Return what of the four corners lies outside of a rounded rectangle, and nothing of its middle."""
    corners, inside = QPainterPath(), QPainterPath()
    for left in (rect.left(), rect.right() - radius):
        for top in (rect.top(), rect.bottom() - radius):
            corners.addRect(left, top, radius, radius)
    inside.addRoundedRect(rect, radius, radius)
    return corners.subtracted(inside)


def filled_card() -> tuple[QFrame, QVBoxLayout]:
    """Return a card for a list or table that reaches its edges: rounded corners are kept whatever the rows paint."""
    made, layout = card()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    _Corners(made)
    return made, layout


def footed_card(rows: QWidget, keys: str = "") -> tuple[QFrame, Label, Label]:
    """Return a filled card of rows with a foot: what is said of them, and what the keys do; both may be told anew."""
    made, layout = filled_card()
    layout.addWidget(rows, 1)
    layout.addWidget(rule())
    foot = QHBoxLayout()
    foot.setContentsMargins(12, 10, 12, 10)
    said, told = Label("", "small", "ink2"), Label(keys, "small", "ink2")
    foot.addWidget(said, 1)
    foot.addWidget(told)
    layout.addLayout(foot)
    return made, said, told


def card(kind: str = "true") -> tuple[QFrame, QVBoxLayout]:
    """Return a card (true, ask, stop, ok, accent, current) and its layout with the card padding of UI §3."""
    made = QFrame()
    made.setProperty("card", kind)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(4)
    return made, layout
