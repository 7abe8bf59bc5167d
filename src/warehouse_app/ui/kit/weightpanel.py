"""The weight panel of a bench (UI §5): the live figure, what the scale says in a word and a sign, the allowed range."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, figures, fonts, icons, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import AnswerButton
from warehouse_app.ui.kit.chip import mark_of
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, drop
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import Answer, Band, WeightValue
from warehouse_app.wording import tr

_TRACK, _RANGE, _MARK = 14, 26, 14


class BandBar(QWidget):
    """The range that is allowed, on a track, with its ends in figures and a marker where the weight stands."""

    def __init__(self) -> None:
        super().__init__()
        self._band: Band | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_band(self, band: Band | None) -> None:
        """Show another range; None hides it."""
        self.setVisible(band is not None)
        if band is not None and band != self._band:
            self._band = band
            low, high = figures.weight(band.low), figures.weight(band.high)
            self.setAccessibleName(tr("Allowed: {low} to {high}").format(low=low, high=high))
            self.update()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(240, _MARK + _RANGE + 6 + fonts.px("bench_line") + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        band = self._band
        if band is None:
            return
        painter = QPainter(self)
        draw.smooth(painter)
        middle = _MARK + _RANGE / 2
        draw.box(painter, QRectF(0, middle - _TRACK / 2, self.width(), _TRACK), 4, theme.colour("sunken"))
        left, right = self._x(band.low), self._x(band.high)
        rect = QRectF(min(left, right), _MARK, abs(right - left), _RANGE)
        draw.box(painter, rect, 4, theme.colour("ok_soft"), theme.colour("ok_mark"), 2)
        if band.at is not None:
            self._marker(painter, self._x(min(max(band.at, band.least), band.most)))
        font = fonts.font("bench_line")
        for grams in (band.low, band.high):
            words, at = figures.weight(grams), self._x(grams)
            wide = QFontMetrics(font).horizontalAdvance(words) + 4
            edge = min(max(0.0, at - wide / 2), self.width() - wide)
            rect = QRectF(edge, _MARK + _RANGE + 6, wide, fonts.px("bench_line") + 6)
            draw.word(painter, rect, words, font, "ink2", draw.CENTRED)

    def _marker(self, painter: QPainter, at: float) -> None:
        """A triangle over the range and a line through it: a shape, not a colour."""
        ink = theme.colour("ink")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF([QPointF(at - 8, 0), QPointF(at + 8, 0), QPointF(at, _MARK - 2)]), Qt.FillRule.OddEvenFill
        )
        painter.drawRect(QRectF(at - 1.5, _MARK - 4, 3, _RANGE + 6))

    def _x(self, grams: int) -> float:
        band = self._band
        assert band is not None
        share = (grams - band.least) / max(1, band.most - band.least)
        at = 9 + share * (self.width() - 18)
        return self.width() - at if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else at


class WeightPanel(QWidget):
    """Show it a `WeightValue`; `answered(name)` when an answer is touched. The figure keeps its place and width."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._value = WeightValue("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addLayout(self._heading())
        layout.addStretch(1)
        self._figure = FitLabel("", "weight", "ink", smallest=0.6)
        self._sign, self._state = IconLabel("circle", 32, "ink2", 2.4, grow="near"), Label("", "bench_title")
        self._say = Label("", "bench_answer", "ink", wrap=True)
        self._expected = Label("", "bench_text", "ink2", wrap=True)
        self._band = BandBar()
        layout.addWidget(self._figure)
        layout.addLayout(self._standing())
        layout.addWidget(self._say)
        layout.addStretch(2)
        layout.addWidget(self._expected)
        layout.addWidget(self._band)
        layout.addStretch(1)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(12)
        layout.addLayout(self._answers)
        self._shown: tuple[Answer, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel("circle-check", 40, "ok_mark", 2.2, grow="near"))
        self._head = FitLabel("", "item", "ink", smallest=0.7)
        row.addWidget(self._head, 1)
        return row

    def _standing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._state, 1)
        return row

    def show_weight(self, value: WeightValue) -> None:
        """Show all of it at once; screen readers are told when the words change, not at every figure."""
        before, self._value = self._value, value
        if value == before:
            return
        self._head.setText(unbroken(value.head))
        self._figure.setText(value.figure)
        state = value.state
        self._state.setText(state.text)
        self._sign.show_icon(state.icon or icons.MARKS[state.kind], mark_of(state.kind))
        self._say.setText(unbroken(value.say))
        self._expected.setText(unbroken(value.expected))
        self._expected.setVisible(bool(value.expected))
        self._band.show_band(value.band)
        if value.answers != self._shown:
            self._build(value.answers)
        self.setAccessibleName(". ".join(part for part in (value.head, value.figure, state.text, value.say) if part))
        if (state, value.say) != (before.state, before.say):
            announce(self, f"{state.text}. {value.say}", urgent=False)

    def weight(self) -> WeightValue:
        """Return what is shown."""
        return self._value

    def _build(self, answers: tuple[Answer, ...]) -> None:
        self._shown = answers
        while (item := self._answers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        for one in answers:
            button = AnswerButton(one.words, one.key, tone="plain", primary=one.primary, tall=64)
            button.clicked.connect(lambda _on=False, name=one.name: self.answered.emit(name))
            self._answers.addWidget(button, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 320)

    def sizeHint(self) -> QSize:
        return QSize(500, 560)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("ground"))
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 12, theme.colour("surface"), theme.colour("accent"), 6)
