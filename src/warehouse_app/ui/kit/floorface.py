"""The face of a floor bench: the verdict on the last scan in its band, then what the hands do next, as large as can be.

Promise: each part keeps its place whatever is said; the verdict is told by shape, word and fill; the far word shrinks
to its width rather than being cut.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.announce import announce
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, rule
from warehouse_app.ui.kit.pickface import FarWord
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.text import product, unbroken
from warehouse_app.ui.kit.values import Face

_BAND, _PHOTO = 84, 148
_AROUND, _NOTE_LINES = 30, 1.8
"""Pixels beside the words; lines that the second line may take at its full size."""

_LOOKS = {"ok": ("ok_fill", "circle-check", "on_ok", "ok"), "ask": ("ask_fill", "triangle-alert", "on_ask", "ask")}


class VerdictBand(QWidget):
    """The answer to the last scan, in one line of far words; without any it is calm ground."""

    def __init__(self) -> None:
        super().__init__()
        self._fill = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(16)
        self.mark = IconLabel("", 48, "on_ok", 2.2, grow="far")
        self.word = FitLabel("", "verdict2", "ok", smallest=0.5)
        row.addWidget(self.mark)
        row.addWidget(self.word, 1)

    def show_word(self, word: str, kind: str) -> None:
        """Say another verdict; an empty word is none."""
        fill, icon, ink, tone = _LOOKS.get(kind, _LOOKS["ok"])
        if not word:
            fill, icon = "", ""
        self._fill = fill
        self.mark.setVisible(bool(icon))
        self.mark.show_icon(icon, ink)
        self.word.set_tone(tone)
        self.word.setText(unbroken(word))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, fonts.far(_BAND))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, fonts.far(_BAND))

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._fill:
            painter = QPainter(self)
            draw.smooth(painter)
            draw.box(painter, QRectF(self.rect()), 10, theme.colour(self._fill))


class FloorFace(QFrame):
    """Show it a `Face`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._shown = Face("", "")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 8, 8, 16)
        outer.setSpacing(0)
        self.band = VerdictBand()
        outer.addWidget(self.band)
        inner = QVBoxLayout()
        inner.setContentsMargins(20, 16, 20, 0)
        inner.setSpacing(4)
        self.lead = FitLabel("", "deed", "ink2", smallest=0.6)
        self.far = FarWord()
        self.note = Label("", "prompt", wrap=True)
        inner.addWidget(self.lead)
        inner.addWidget(self.far, 1)
        inner.addWidget(self.note)
        outer.addLayout(inner, 1)
        outer.addSpacing(14)
        outer.addWidget(self._item())

    def _item(self) -> QWidget:
        self._below = QWidget()
        column = QVBoxLayout(self._below)
        column.setContentsMargins(20, 0, 20, 0)
        column.setSpacing(14)
        column.addWidget(rule())
        row = QHBoxLayout()
        row.setSpacing(20)
        self.photo = Photo(_PHOTO)
        row.addWidget(self.photo)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        self.name = Label("", "item", wrap=True)
        self.line = Label("", "bench_text", "ink2", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self.line)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.count = Label("", "deed")
        row.addWidget(self.count)
        column.addLayout(row)
        return self._below

    def show_face(self, face: Face) -> None:
        """Show all of it at once, and tell screen readers."""
        before, self._shown = self._shown, face
        self.band.show_word(face.word, face.kind)
        self.lead.setText(unbroken(face.lead))
        self.far.show_word(face.far)
        self.note.setText(unbroken(face.note))
        self.note.setVisible(bool(face.note))
        self._fit_note()
        self._below.setVisible(face.item is not None)
        if face.item is not None:
            self.photo.show_product(face.item.name, face.item.picture)
            self.name.setText(product(face.item.name))
            self.line.setText(unbroken(face.item.line))
        self.count.setText(face.count)
        told = (face.word, face.lead, face.far, face.note, face.item.name if face.item else "", face.count)
        words = ". ".join(part for part in told if part)
        self.setAccessibleName(words)
        if face != before:
            announce(self, words, urgent=face.kind == "ask")

    def _fit_note(self) -> None:
        """Write the second line smaller where it would take more than two: the far word needs the room."""
        wide = self.width() - 2 * _AROUND
        lines = QFontMetrics(fonts.font("prompt")).horizontalAdvance(self.note.text()) / max(1, wide)
        self.note.set_role("prompt" if lines <= _NOTE_LINES else "asked_why")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_note()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._fit_note()

    def face(self) -> Face:
        """Return what is shown."""
        return self._shown

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 320)

    def sizeHint(self) -> QSize:
        return QSize(720, 560)
