"""The panel that asks for the scan of a printed label (mock-up 04): the deed, the label as drawn, its parcel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.documents import code128
from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import AnswerButton
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, drop, rule
from warehouse_app.ui.kit.labelvalues import LabelValue
from warehouse_app.ui.kit.text import unbroken

_BARS, _PAD = 76, 16


class LabelPicture(QWidget):
    """The label as it lies on the box: its lines and the bars to scan, framed; black on white in every theme.

    It is a picture and not made to be scanned: the label on the box is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._code = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_label(self, lines: tuple[str, ...], code: str) -> None:
        """Show another label."""
        self._lines, self._code = lines, code
        self.setAccessibleName(", ".join((*lines, code)))
        self.update()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(fonts.near(300), fonts.near(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.near(220), fonts.near(180))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(rect, 6, 6)
        draw.box(painter, rect, 6, None, theme.colour("edge"))
        under = fonts.px("strong") + 8
        frame = QRectF(rect.left(), rect.bottom() - _BARS - under - _PAD, rect.width(), _BARS + under + _PAD)
        self._words(painter, QRectF(rect.left(), rect.top(), rect.width(), frame.top() - rect.top()))
        self._bars(painter, frame, under)
        draw.box(painter, frame, 6, None, theme.colour("accent"), 5)

    def _words(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(Qt.GlobalColor.black)
        at = room.top() + _PAD
        for n, line in enumerate(self._lines):
            painter.setFont(fonts.font("strong" if n else "bench_title"))
            tall = painter.fontMetrics().height() + 4
            if at + tall > room.bottom():
                return
            box = QRectF(room.left() + _PAD, at, room.width() - 2 * _PAD, tall)
            shown = painter.fontMetrics().elidedText(unbroken(line), Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), shown)
            at += tall

    def _bars(self, painter: QPainter, frame: QRectF, under: int) -> None:
        if not self._code:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        widths = code128.runs(code128.values(self._code))
        dot = max(1, int(frame.width() - 2 * _PAD) // sum(widths))
        at = int(frame.left() + (frame.width() - dot * sum(widths)) / 2)
        for place, width in enumerate(widths):
            if place % 2 == 0:
                painter.fillRect(at, int(frame.top()) + _PAD, dot * width, _BARS - 8, Qt.GlobalColor.black)
            at += dot * width
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setFont(fonts.font("strong"))
        painter.setPen(Qt.GlobalColor.black)
        words = QRectF(frame.left(), frame.bottom() - under - 6, frame.width(), under)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), unbroken(self._code))


class LabelPanel(QWidget):
    """Show it a `LabelValue`; `answered(name)` when an answer is touched."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._value = LabelValue("", "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(16)
        self._word, self._why = FitLabel("", "verdict", "ink"), Label("", "bench_answer", "ink2", wrap=True)
        head.addWidget(IconLabel("scan-barcode", 56, "accent", 2.2, grow="far"))
        head.addWidget(self._word, 1)
        layout.addLayout(head)
        layout.addWidget(self._why)
        body = QHBoxLayout()
        body.setSpacing(24)
        self._picture, self._head = LabelPicture(), FitLabel("", "item", "ink", smallest=0.7)
        body.addWidget(self._picture)
        body.addLayout(self._right(), 1)
        layout.addLayout(body, 1)
        layout.addSpacing(6)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(12)
        layout.addLayout(self._answers)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconLabel("circle-check", 32, "ok_mark", 2.2, grow="near"))
        row.addWidget(self._head, 1)
        column.addLayout(row)
        self._facts = QVBoxLayout()
        column.addLayout(self._facts)
        column.addStretch(1)
        return column

    def show_label(self, value: LabelValue) -> None:
        """Show all of it at once."""
        before, self._value = self._value, value
        if value == before:
            return
        self._word.setText(unbroken(value.word))
        self._why.setText(unbroken(value.why))
        self._head.setText(unbroken(value.head))
        self._picture.show_label(value.lines, value.code)
        if value.facts != before.facts:
            self._tell(value.facts)
        if value.answers != before.answers:
            _emptied(self._answers)
            for one in value.answers:
                button = AnswerButton(one.words, one.key, tone="plain", primary=one.primary, tall=64)
                button.clicked.connect(lambda _on=False, name=one.name: self.answered.emit(name))
                self._answers.addWidget(button, 1)
        self.setAccessibleName(f"{value.word}. {value.why}")
        announce(self, f"{value.word}. {value.why}", urgent=False)

    def label(self) -> LabelValue:
        """Return what is shown."""
        return self._value

    def _tell(self, facts: tuple[tuple[str, str], ...]) -> None:
        _emptied(self._facts)
        for name, words in facts:
            line = QWidget()
            line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 4, 0, 4)
            row.addWidget(Label(name, "bench_line", "ink2"))
            row.addStretch(1)
            row.addWidget(Label(unbroken(words), "bench_text", "ink"))
            self._facts.addWidget(line)
            self._facts.addWidget(rule())

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 320)

    def sizeHint(self) -> QSize:
        return QSize(600, 560)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("ground"))
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 12, theme.colour("surface"), theme.colour("accent"), 6)


def _emptied(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            drop(old)
