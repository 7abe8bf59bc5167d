"""View chips with counts and step tabs: small exclusive choices in a row (UI §4, mock-ups 07 and 09)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, figures, fonts, icons, theme
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.ui.kit.labels import drop
from warehouse_app.ui.kit.values import FilterValue, Step
from warehouse_app.wording import tr


class FilterChip(Painted):
    """One view: words and how many rows it has. Checkable; drawn 40 in a target of 44."""

    def __init__(self, value: FilterValue) -> None:
        self.value = value
        super().__init__(value.words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_value(value)

    def show_value(self, value: FilterValue) -> None:
        """Show another count."""
        self.value = value
        count = "" if value.count is None else f", {value.count}"
        self.setAccessibleName(f"{value.words}{count}")
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[int, int]:
        words = QFontMetrics(fonts.font("body_strong")).horizontalAdvance(self.value.words)
        if self.value.count is None:
            return words, 0
        return words, QFontMetrics(fonts.font("cell_number_strong")).horizontalAdvance(
            figures.number(self.value.count)
        ) + 9

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + 30, max(44, fonts.px("body_strong") + 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        on = self.isChecked()
        fill = "accent_soft" if on else "sunken" if self.isDown() else "ground" if self.underMouse() else "surface"
        draw.box(painter, frame, 8, theme.colour(fill), theme.colour("accent" if on else "line"), 1.4 if on else 1)
        words, count = self._widths()
        inner, direction = frame.adjusted(13, 0, -13, 0), self.layoutDirection()
        if self.width() < self.sizeHint().width():  # where room is short the count steps back before the words do
            words, count = min(words, int(inner.width())), 0
        spot = draw.mirrored(QRectF(inner.left(), inner.top(), words + 2, inner.height()), inner, direction)
        draw.word(painter, spot, self.value.words, fonts.font("body_strong"), "ink", draw.CENTRED)
        if count:
            left = QRectF(inner.left() + words + 9, inner.top(), count - 8, inner.height())
            text = figures.number(self.value.count)
            spot = draw.mirrored(left, inner, direction)
            draw.word(painter, spot, text, fonts.font("cell_number_strong"), "ink", draw.CENTRED)


class FilterBar(QWidget):
    """The row of views. `chosen(name)`; chips are kept while their names stay, so nothing moves but the counts."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._chips: dict[str, FilterChip] = {}
        self._group = QButtonGroup(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_filters(self, values: tuple[FilterValue, ...], current: str) -> None:
        """Show these views and mark the current one."""
        if list(self._chips) != [value.name for value in values]:
            self._rebuild(values)
        for value in values:
            self._chips[value.name].show_value(value)
            self._chips[value.name].setChecked(value.name == current)

    def _rebuild(self, values: tuple[FilterValue, ...]) -> None:
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            drop(chip)
        self._chips = {}
        for value in values:
            chip = FilterChip(value)
            chip.clicked.connect(lambda _on=False, name=value.name: self.chosen.emit(name))
            self._group.addButton(chip)
            self._row.addWidget(chip)
            chip.show()  # Qt would do so a turn later, and until then the row is as wide as without it
            self._chips[value.name] = chip


class StepTabs(QWidget):
    """The steps of a bench's work: number in a ring, word; the one now on accent-soft, done ones ticked. Not
    clickable.
    """

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._large = large
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show the steps."""
        if steps == self._steps:
            return
        self._steps = steps
        now = next((f"{at}. {step.words}" for at, step in enumerate(steps, 1) if step.state == "now"), "")
        self.setAccessibleName(tr("Step {step} of {count}").format(step=now, count=len(steps)))
        self.updateGeometry()
        self.update()

    def _role(self) -> str:
        return "bench_step" if self._large else "step"

    def _ring(self) -> int:
        return fonts.near(26) if self._large else 22

    def _width(self, step: Step) -> int:
        words = QFontMetrics(fonts.font(self._role())).horizontalAdvance(step.words)
        return words + self._ring() + 8 + (32 if self._large else 24)

    def sizeHint(self) -> QSize:
        gap = 4 if self._large else 0
        wide = sum(self._width(step) + gap for step in self._steps)
        return QSize(max(wide, 40), fonts.near(44) if self._large else 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        at = 0.0
        for number, step in enumerate(self._steps, 1):
            wide = self._width(step)
            frame = draw.mirrored(QRectF(at, 0, wide, rect.height()), rect, direction)
            self._paint_step(painter, frame, number, step, direction)
            at += wide + (4 if self._large else 0)

    def _paint_step(
        self, painter: QPainter, frame: QRectF, number: int, step: Step, direction: Qt.LayoutDirection
    ) -> None:
        pad, ring = (16 if self._large else 12), self._ring()
        now = step.state == "now"
        if now:
            draw.box(painter, frame, 8, theme.colour("accent_soft"))
        spot = QRectF(frame.left() + pad, frame.center().y() - ring / 2, ring, ring)
        spot = draw.mirrored(spot, frame, direction)
        figure = fonts.font("chip" if not self._large else "bench_label")
        if step.state == "done":
            icons.paint(painter, "check", draw.centre(spot, 20), 20, "ok_mark", 2.4)
        else:
            fill, edge = (theme.colour("accent"), None) if now else (None, theme.colour("edge"))
            draw.box(painter, spot, ring / 2, fill, edge, 2)
            draw.word(painter, spot, str(number), figure, "on_accent" if now else "ink2", draw.CENTRED)
        words = QRectF(frame.left() + pad + ring + 8, frame.top(), frame.width() - ring - 8 - pad, frame.height())
        words = draw.mirrored(words, frame, direction)
        lead = draw.aligned(draw.LEADING, direction)
        draw.word(painter, words, step.words, fonts.font(self._role()), "ink" if now else "ink2", lead)
