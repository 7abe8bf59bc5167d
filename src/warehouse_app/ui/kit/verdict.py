"""The verdict panel (UI §4.2), the signature: one fixed place whose fill, shape and words answer the last scan.

Promise: `show_verdict` sets everything at once; the panel keeps its size whatever is said; words are labels, so that
screen readers find them; a verdict word is shrunk before it wraps and never cut.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.buttons import AnswerButton
from warehouse_app.ui.kit.counter import Counter, UnitBar
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, drop
from warehouse_app.ui.kit.pickface import FarWord
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.kit.values import Verdict

_FILL = {"idle": "surface", "right": "ok_fill", "closed": "ok_fill", "asked": "ask_fill"}
_LONG = ((60, "far"), (120, "verdict"), (10_000, "verdict2"))
"""So many signs of long words are shown in that role: the fewer, the larger."""
_EDGE = {"idle": ("accent", 6), "asked": ("ask_edge", 4)}


class _Said(QWidget):
    """The page of a right item or a closed order: mark and word, photo, name, code, counter, unit bar."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 20)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(16)
        self.mark = IconLabel("circle-check", 56, "on_ok", 2.2, grow="far")
        self.word = FitLabel("", "verdict", "ok")
        head.addWidget(self.mark)
        head.addWidget(self.word, 1)
        layout.addLayout(head)
        layout.addSpacing(12)
        self.photo = Photo()
        policy = self.photo.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.photo.setSizePolicy(policy)
        layout.addWidget(self.photo, 1)
        layout.addSpacing(14)
        self.name = FitLabel("", "item", "ok", smallest=0.8)
        self.line = Label("", "bench_text", "ok")
        layout.addWidget(self.name)
        layout.addWidget(self.line)
        layout.addSpacing(12)
        self.counter = Counter("on_ok")
        self.units = UnitBar("on_ok", tall=20)
        layout.addWidget(self.counter)
        layout.addSpacing(30)
        layout.addWidget(self.units)

    def show_verdict(self, said: Verdict) -> None:
        self.mark.show_icon(said.icon or "circle-check")
        self.word.setText(said.word)
        self.photo.setVisible(said.item is not None)
        self.name.setText(product(said.item.name) if said.item else said.why)
        self.line.setText(unbroken(said.item.line) if said.item else "")
        for widget in (self.counter, self.units):
            widget.setVisible(said.total > 0)
            widget.show_count(said.done, said.total)


class _Idle(QWidget):
    """The page that waits: icon, what to scan, one line."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        layout.setSpacing(12)
        layout.addStretch(1)
        self.mark = IconLabel("scan-barcode", 88, "accent", 2.0, grow="far")
        layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignLeading)
        self.word = FitLabel("", "far", "ink", smallest=0.75)
        self.why = Label("", "asked_why", "ink2", wrap=True)
        layout.addWidget(self.word)
        layout.addWidget(self.why)
        layout.addStretch(2)

    def show_verdict(self, said: Verdict) -> None:
        self.mark.show_icon(said.icon or "scan-barcode")
        self.word.setText(said.word)
        self.why.setText(said.why)
        self.why.setVisible(bool(said.why))


class _Asked(QWidget):
    """The page of a question: triangle and words, photo beside the big place, the answers below."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(16)
        self.mark = IconLabel("triangle-alert", 64, "on_ask", 2.4, grow="far")
        self.word = FitLabel("", "far", "ask", smallest=0.55)
        head.addWidget(self.mark)
        head.addWidget(self.word, 1)
        layout.addLayout(head)
        self.why = Label("", "bench_answer", "ask", wrap=True)
        self.why.set_role("asked_why")
        layout.addWidget(self.why)
        layout.addSpacing(4)
        self.long = Label("", _LONG[-1][1], "ask", wrap=True)
        layout.addWidget(self.long)
        layout.addLayout(self._middle(), 1)
        layout.addSpacing(12)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setSpacing(16)
        layout.addLayout(self._answers)
        self._shown: tuple[object, ...] = ()

    def _middle(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        self.photo = Photo()
        row.addWidget(self.photo, 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.name = Label("", "item", "ask", wrap=True)
        self.line = Label("", "bench_text", "ask")
        self.label = Label("", "bench_answer", "ask")
        self.place = FarWord("counter", "on_ask", snug=True)
        words.addStretch(1)
        for widget in (self.name, self.line):
            words.addWidget(widget)
        words.addSpacing(10)
        words.addWidget(self.label)
        words.addWidget(self.place)
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def show_verdict(self, said: Verdict) -> None:
        self.mark.show_icon(said.icon or "triangle-alert")
        self.word.set_role("verdict3" if said.long else "far")
        self.word.setText(said.word)
        self.why.setText(unbroken(said.why))
        self.long.setVisible(bool(said.long))
        if said.long:
            self.long.set_role(next(role for most, role in _LONG if len(said.long) <= most))
            self.long.setText(unbroken(said.long))
        for widget in (self.photo, self.name, self.line):
            widget.setVisible(said.item is not None)
        self.name.setText(product(said.item.name) if said.item else "")
        self.line.setText(unbroken(said.item.line) if said.item else "")
        self.label.setText(said.place_label)
        self.place.show_word(said.place)
        if said.item:
            self.photo.show_product(said.item.name, said.item.picture)
        if self._shown != said.answers:
            self._shown = said.answers
            self._build(said)

    def _build(self, said: Verdict) -> None:
        while (item := self._answers.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                drop(old)
        for one in said.answers:
            button = AnswerButton(one.words, one.key, primary=one.primary)
            button.clicked.connect(lambda _on=False, name=one.name: self.answered.emit(name))
            self._answers.addWidget(button, 1 if one.primary else 0)
        self._lay()

    def _lay(self) -> None:
        """Let answers whose words have no room beside each other stand below each other."""
        buttons = [item.widget() for at in range(self._answers.count()) if (item := self._answers.itemAt(at))]
        margins = self.contentsMargins()
        room = self.width() - 48 - margins.left() - margins.right()
        wanted = sum(one.sizeHint().width() + self._answers.spacing() for one in buttons if one is not None)
        below = bool(buttons) and wanted - self._answers.spacing() > room
        across = QBoxLayout.Direction.LeftToRight
        self._answers.setDirection(QBoxLayout.Direction.TopToBottom if below else across)
        self._answers.setSpacing(8 if below else 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._lay()


class VerdictPanel(QWidget):
    """Show it a `Verdict`; `answered(name)` when an answer is touched (keys reach the presenter through the scan
    gate).
    """

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._said = Verdict()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._stack = QStackedLayout(self)
        self._stack.setSizeConstraint(QStackedLayout.SizeConstraint.SetNoConstraint)
        self._pages: dict[str, _Idle | _Said | _Asked] = {"idle": _Idle(), "right": _Said(), "asked": _Asked()}
        for page in self._pages.values():
            self._stack.addWidget(page)
        asked = self._pages["asked"]
        assert isinstance(asked, _Asked)
        asked.answered.connect(self.answered.emit)
        self.setContentsMargins(0, 0, 0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that nothing is painted below it

    def show_verdict(self, said: Verdict) -> None:
        """Show all of a verdict at once, and tell screen readers."""
        before, self._said = self._said, said
        page = self._pages["right" if said.kind == "closed" else said.kind]
        page.show_verdict(said)
        if isinstance(page, _Said) and said.item:
            page.photo.show_product(said.item.name, said.item.picture)
        self._stack.setCurrentWidget(page)
        words = ". ".join(
            part for part in (said.word, said.why, said.long, said.item.name if said.item else "", said.place) if part
        )
        self.setAccessibleName(words)
        if said != before:
            announce(self, words, urgent=said.kind == "asked")
        if said.kind != before.kind:
            self.update()

    def verdict(self) -> Verdict:
        """Return what is shown."""
        return self._said

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 320)

    def sizeHint(self) -> QSize:
        return QSize(500, 560)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("ground"))
        draw.smooth(painter)
        token, width = _EDGE.get(self._said.kind, ("", 0))
        fill = theme.colour(_FILL[self._said.kind])
        draw.box(painter, QRectF(self.rect()), 12, fill, theme.colour(token) if token else None, max(width, 1))
