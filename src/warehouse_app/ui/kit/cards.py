"""Cards: side cards of a bench, the notice strip, empty states, facts in rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.labels import IconLabel, Label, drop
from warehouse_app.ui.kit.qss import vary
from warehouse_app.ui.kit.text import unbroken
from warehouse_app.ui.kit.values import NoticeValue, SideValue
from warehouse_app.wording import tr


class SideCard(QFrame):
    """Label with icon, the value, one or more lines. `kind` ask or stop colours it and says so by its icon's place."""

    def __init__(self, value: SideValue | None = None) -> None:
        super().__init__()
        self.setProperty("card", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._icon = IconLabel("", 20, "ink2", grow="near")
        self._label = Label("", "bench_label", "ink2")
        head.addWidget(self._icon)
        head.addWidget(self._label, 1)
        layout.addLayout(head)
        self._value = Label("", "bench_value", wrap=True)
        self._lines = Label("", "bench_line", "ink2", wrap=True)
        layout.addWidget(self._value)
        layout.addWidget(self._lines)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if value is not None:
            self.show_value(value)

    def show_value(self, value: SideValue) -> None:
        """Show another value. `note` sets the value small, for instructions of several words."""
        kind = value.kind if value.kind in {"ask", "stop", "ok"} else "true"
        vary(self, "card", kind)
        self._icon.show_icon(value.icon, "ink" if kind != "true" else "ink2")
        self._label.set_tone("ink" if kind != "true" else "ink2")
        self._label.setText(unbroken(value.label))
        self._value.set_role("bench_note" if value.note else "bench_value")
        self._value.setText(unbroken(value.value))
        self._value.setVisible(bool(value.value))
        self._lines.setText(unbroken("\n".join(value.lines)))
        self._lines.setVisible(bool(value.lines))
        self.setAccessibleName(", ".join(part for part in (value.label, value.value, *value.lines) if part))


class SideColumn(QWidget):
    """The side column of a bench: at most five cards, the last one taking the rest; those that do not fit step back."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._cards: list[SideCard] = []
        self._count = 0

    def show_values(self, values: tuple[SideValue, ...]) -> None:
        """Show these cards; the widgets are kept, so nothing flickers."""
        while len(self._cards) < len(values):
            made = SideCard()
            self._cards.append(made)
            self._layout.addWidget(made)
        for at, made in enumerate(self._cards):
            made.setVisible(at < len(values))
            if at < len(values):
                made.show_value(values[at])
        self._count = len(values)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 100)

    def _fit(self) -> None:
        """Show as many cards, from the first, as have room for all their words."""
        room = self.height() + self._layout.spacing()
        for at, made in enumerate(self._cards[: self._count]):
            room -= made.heightForWidth(self.width()) + self._layout.spacing()
            made.setVisible(at == 0 or room >= 0)
        shown = [at for at, made in enumerate(self._cards) if not made.isHidden()]
        for at in range(len(self._cards)):
            self._layout.setStretch(at, 1 if shown and at == shown[-1] else 0)


class NoticeStrip(QFrame):
    """Trouble as a strip in the page, above the work; it pushes the page at once. `answered(key, name)`."""

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 14, 18, 14)
        self._row.setSpacing(16)
        self._icon = IconLabel("triangle-alert", 36, "ink")
        self._row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Label("", "notice", wrap=True)
        self._line = Label("", "lead", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._line)
        self._row.addLayout(words, 1)
        self._more = Label("", "label_strong", "ink2")
        self._row.addWidget(self._more)
        self._buttons: list[Button] = []
        self.hide()

    def answer(self, at: int) -> None:
        """Give the answer at a place, counted from 0, as its button would."""
        if at < len(self._buttons) and self.isVisible():
            self._buttons[at].click()

    def show_notice(self, notice: NoticeValue | None, more: int = 0) -> None:
        """Show the worst notice, or hide; `more` counts the others. An answer without a key of its own has Alt+1.."""
        self.setVisible(notice is not None)
        for button in self._buttons:
            self._row.removeWidget(button)
            drop(button)
        self._buttons = []
        if notice is None:
            return
        vary(self, "kind", "ok" if notice.solved else "ask")
        self._icon.show_icon("circle-check" if notice.solved else notice.icon, "ink")
        self._title.setText(unbroken(notice.title))
        self._line.setText(unbroken(notice.line))
        self._line.setVisible(bool(notice.line))
        self._more.setText(tr("{n} more").format(n=more) if more else "")
        self._more.setVisible(more > 0)
        self.setAccessibleName(f"{notice.title}. {notice.line}")
        for at, one in enumerate(notice.answers, 1):
            button = Button(one.words, key=one.key or f"Alt {at}", tall=64, role="name")
            button.clicked.connect(lambda _on=False, k=notice.key, n=one.name: self.answered.emit(k, n))
            self._buttons.append(button)
            self._row.addWidget(button)


class EmptyState(QFrame):
    """Nothing here yet, and the way on. At a bench icon 108 and 64/800; at a desk one sentence and one button."""

    chosen = Signal()

    def __init__(
        self, words: str, fact: str = "", *, icon: str = "scan-barcode", bench: bool = False, button: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("card", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(IconLabel(icon, 108 if bench else 48, "accent", grow="far" if bench else ""), 0, middle)
        self._words = Label(words, "far" if bench else "title_large", wrap=True)
        self._fact = Label(fact, "sign_on_line" if bench else "strong_plain", "ink2", wrap=True)
        for label in (self._words, self._fact):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        self._fact.setVisible(bool(fact))
        self._deed = Button(button, kind="primary") if button else None
        if self._deed is not None:
            self._deed.clicked.connect(lambda _on=False: self.chosen.emit())
            layout.addWidget(self._deed, 0, middle)
        layout.addStretch(1)

    def show_deed(self, on: bool) -> None:
        """Offer the deed, or not: where all is in view already, nothing more can be shown."""
        if self._deed is not None:
            self._deed.setVisible(on)

    def show_words(self, words: str, fact: str = "") -> None:
        """Change what is said."""
        self._words.setText(words)
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))


class WayCard(QFrame):
    """One of the equal cards that say how to go on: icon, words, what it does."""

    def __init__(self, icon: str, words: str, line: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(6)
        layout.addWidget(IconLabel(icon, 40, "accent"), 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(Label(words, "title_large", wrap=True))
        layout.addWidget(Label(line, "strong_plain", "ink2", wrap=True))
        layout.addStretch(1)


_OF_VALUES = {"text": "text_strong", "bench_line": "bench_button", "bench_text": "bench_name"}
"""Role of the names in a list of facts -> that of its values."""


class Facts(QWidget):
    """Rows of "name  value" between thin lines, values at the trailing edge. A long value takes more lines; with
    `long_names` a long name does, and values (money) stay whole.
    """

    def __init__(self, role: str = "text", *, long_names: bool = False) -> None:
        super().__init__()
        self._role, self._long = role, long_names
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0 if long_names else 1, 1)
        self._grid.setRowStretch(99, 1)
        self._labels: list[tuple[Label, Label]] = []

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these pairs."""
        while len(self._labels) < len(facts):
            at = len(self._labels)
            pair = (
                Label("", self._role, "ink2", wrap=self._long),
                Label("", _OF_VALUES.get(self._role, "body_strong"), wrap=not self._long),
            )
            pair[not self._long].setMinimumWidth(1)  # what is long takes more lines, never more of the page
            trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            pair[1].setAlignment(trailing)
            self._grid.addWidget(pair[0], at, 0)
            self._grid.addWidget(pair[1], at, 1)
            self._labels.append(pair)
        for at, (name, value) in enumerate(self._labels):
            shown = at < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(facts[at][0])
                value.setText(unbroken(facts[at][1]))


class Bar(QWidget):
    """A thin progress bar, determinate, with its meaning in words beside it."""

    def __init__(self, token: str = "accent", tall: int = 8) -> None:  # noqa: S107 - a colour token
        super().__init__()
        self._token, self._tall, self._part, self._whole = token, tall, 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: int, whole: int) -> None:
        """Fill `part` of `whole`."""
        self._part, self._whole = part, max(1, whole)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        radius = self._tall / 2
        draw.box(painter, rect, radius, theme.colour("sunken"))
        part = QRectF(rect.left(), rect.top(), rect.width() * min(self._part, self._whole) / self._whole, rect.height())
        draw.box(painter, draw.mirrored(part, rect, self.layoutDirection()), radius, theme.colour(self._token))


class CareStrip(QFrame):
    """A short care note inside a card ("Fragile. Looks like 22220, one shelf down."): ask-soft with its icon."""

    def __init__(self, words: str = "", icon: str = "triangle-alert", *, bench: bool = False) -> None:
        super().__init__()
        self.setProperty("card", "ask")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 16, 9)
        row.setSpacing(10)
        self._icon = IconLabel(icon, 24, "ink", grow="near" if bench else "")
        self._words = Label(words, "bench_note" if bench else "lead_strong", wrap=True)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def show_words(self, words: str, icon: str = "triangle-alert") -> None:
        """Show other words; none hides the strip."""
        self._words.setText(unbroken(words))
        self._icon.show_icon(icon)
        self.setVisible(bool(words))


class StatusDot(QWidget):
    """A device in the top bar: a filled dot when it works, a diamond outline and bold words when it does not."""

    def __init__(self, words: str, *, works: bool = True) -> None:
        super().__init__()
        self._words, self._works = words, works
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(words, works=works)

    def works(self) -> bool:
        """Say whether the device works."""
        return self._works

    def show_state(self, words: str, *, works: bool) -> None:
        """Show another state."""
        self._words, self._works = words, works
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        role = "label" if self._works else "label_strong"
        return QSize(QFontMetrics(fonts.font(role)).horizontalAdvance(self._words) + 17, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        spot = draw.mirrored(QRectF(0, rect.center().y() - 5, 10, 10), rect, direction)
        if self._works:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ok_mark"))
            painter.drawEllipse(spot)
        else:
            painter.save()
            painter.translate(spot.center())
            painter.rotate(45)
            draw.box(painter, QRectF(-4.5, -4.5, 9, 9), 0, None, theme.colour("stop_mark"), 2)
            painter.restore()
        words = draw.mirrored(QRectF(16, 0, rect.width() - 16, rect.height()), rect, direction)
        role, ink = ("label", "ink2") if self._works else ("label_strong", "ink")
        draw.word(painter, words, self._words, fonts.font(role), ink, draw.aligned(draw.LEADING, direction))


class Avatar(QWidget):
    """Initials on a sunken square, 32 pixels. Decorative beside the name."""

    def __init__(self, letters: str = "") -> None:
        super().__init__()
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_letters(self, letters: str) -> None:
        """Show other initials."""
        self._letters = letters
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        draw.box(painter, QRectF(self.rect()), 6, theme.colour("sunken"))
        draw.word(painter, QRectF(self.rect()), self._letters, fonts.font("key"), "ink", draw.CENTRED)
