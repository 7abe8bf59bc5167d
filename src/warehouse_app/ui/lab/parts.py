"""The three things of the lab, a card each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout

from warehouse_app.ports.lab import PrinterMood, ScaleMood, Thing
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.form import NumberField, chooser, field
from warehouse_app.ui.kit.labels import FitLabel, IconLabel, Label, card
from warehouse_app.ui.kit.paper import PaperView
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Option
from warehouse_app.ui.lab.presenter import LabPresenter
from warehouse_app.ui.lab.state import LabScreen
from warehouse_app.wording import tr
from warehouse_app.wording.decimals import decimal

HEAVIEST_G = 30_000
_LONGEST = 400


class ThingCard(QFrame):
    """What the cards share: the head with its state, and the cable below."""

    def __init__(self, thing: Thing, icon: str, words: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        made, self.column = card()
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(10)
        outer.addWidget(made)
        self._thing, self._words = thing, words
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel(icon, 24))
        head.addWidget(Label(words, "title"), 1)
        self._chip = Chip("", "ok")
        head.addWidget(self._chip)
        self.column.addLayout(head)
        self.cable = Button(tr("Pull the cable"), icon="unplug")

    def use(self, presenter: LabPresenter) -> None:
        """Wire the presenter."""
        self.cable.clicked.connect(lambda _on=False: presenter.plug(self._thing))

    def show_cable(self, state: LabScreen) -> bool:
        """Show whether the cable is in."""
        out = self._thing in state.now.pulled
        self._chip.show_chip(ChipValue("ask", tr("Pulled out"), "unplug") if out else ChipValue("ok", tr("Plugged in")))
        words = tr("Plug in: {thing}") if out else tr("Pull out: {thing}")
        self.cable.set_words(words.format(thing=self._words))
        self.cable.set_icon("plug" if out else "unplug")
        return not out


class ScannerCard(ThingCard):
    """Type or drop what is scanned; the last codes are a digit each. `dropped(bytes)` is a picture."""

    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__(Thing.SCANNER, "scan-barcode", tr("Scanner"))
        self.setAcceptDrops(True)
        self.code = field(tr("Code"), hint=tr("Code, Enter scans it"))
        self.code.setMaxLength(_LONGEST)
        self.scan, self.open = (
            Button(tr("Scan"), kind="primary", key="Enter"),
            Button(tr("Picture"), icon="image", key="Ctrl O"),
        )
        self.column.addWidget(self.code)
        row = QHBoxLayout()
        row.addWidget(self.scan, 1)
        row.addWidget(self.open)
        self.column.addLayout(row)
        self.column.addWidget(Label(tr("Or drop a picture with a code here."), "label", "ink2", wrap=True))
        self._recent, self._choices = Label(tr("Scan again"), "strong"), Choices()
        self.column.addWidget(self._recent)
        self.column.addWidget(self._choices)
        self.column.addStretch(1)
        self.column.addWidget(self.cable)

    def use(self, presenter: LabPresenter) -> None:
        """Wire the presenter."""
        super().use(presenter)
        self._presenter = presenter
        self.scan.clicked.connect(lambda _on=False: self._pulled())
        self.code.returnPressed.connect(self._pulled)
        self._choices.chosen.connect(presenter.again)

    def render_state(self, state: LabScreen) -> None:
        """Show the state."""
        there = self.show_cable(state)
        for each in (self.code, self.scan, self.open):
            each.setEnabled(there)
        self._recent.setVisible(bool(state.recent))
        self._choices.setVisible(bool(state.recent))
        if state.recent:
            self._choices.show_options(tuple(Option(n, code(each)) for n, each in enumerate(state.recent, 1)))

    def _pulled(self) -> None:
        self._presenter.scan(self.code.text())
        self.code.selectAll()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.dropped.emit(url.toLocalFile())
        event.acceptProposedAction()


class ScaleCard(ThingCard):
    """A slider, the figure, and whether it stands still."""

    def __init__(self) -> None:
        super().__init__(Thing.SCALE, "scale", tr("Scale"))
        self.figure = FitLabel("", "weight", "ink", smallest=0.4)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, HEAVIEST_G)
        self.slider.setSingleStep(10)
        self.slider.setPageStep(500)
        self.slider.setMinimumHeight(44)
        self.slider.setAccessibleName(tr("Weight on the scale"))
        self.grams = NumberField(tr("Grams"), 0, HEAVIEST_G, unit="g")
        moods = (
            (ScaleMood.STEADY, tr("Stands still")),
            (ScaleMood.MOTION, tr("Moves")),
            (ScaleMood.OVER, tr("Too heavy")),
        )
        self.mood = chooser(tr("How the weight is"), tuple((mood.value, words) for mood, words in moods))
        for each in (self.figure, self.slider, self.grams, self.mood):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.column.addWidget(self.cable)

    def use(self, presenter: LabPresenter) -> None:
        """Wire the presenter."""
        super().use(presenter)
        self.slider.valueChanged.connect(presenter.weigh)
        self.grams.valueChanged.connect(presenter.weigh)
        self.mood.activated.connect(lambda _at: presenter.rest(str(self.mood.currentData())))

    def render_state(self, state: LabScreen) -> None:
        """Show the state."""
        self.show_cable(state)
        now = state.now
        shown = tr("{kg} kg").format(kg=decimal((now.grams - now.zeroed) / 1000, 3))
        self.figure.setText({ScaleMood.OVER: tr("Too heavy")}.get(now.scale, shown))
        self.figure.set_tone("ink3" if now.scale is not ScaleMood.STEADY or Thing.SCALE in now.pulled else "ink")
        for each in (self.slider, self.grams):
            each.blockSignals(True)
            each.setValue(now.grams)
            each.blockSignals(False)
        self.mood.setCurrentIndex(max(0, self.mood.findData(now.scale.value)))


class PrinterCard(ThingCard):
    """What it printed, drawn and decoded, and what goes wrong with it."""

    def __init__(self) -> None:
        super().__init__(Thing.PRINTER, "printer", tr("Label printer"))
        moods = (
            (PrinterMood.READY, tr("Ready")), (PrinterMood.PAPER, tr("Out of labels")), (PrinterMood.OPEN, tr("Open")),
            (PrinterMood.PAUSE, tr("Paused")), (PrinterMood.JAM, tr("Jammed: takes a label and never ends")),
            (PrinterMood.HALF, tr("Breaks off in the next label")),
        )  # fmt: skip
        self.mood = chooser(tr("How the printer is"), tuple((mood.value, words) for mood, words in moods))
        self.column.addWidget(self.mood)
        row = QHBoxLayout()
        self._which = Label("", "body_strong")
        self.before, self.after = Button(tr("Earlier"), key="Ctrl ←"), Button(tr("Later"), key="Ctrl →")
        row.addWidget(self._which, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        self.column.addLayout(row)
        self.paper = PaperView(tr("The print"))
        self.column.addWidget(self.paper, 1)
        self._codes = Label("", "body", "ink2", wrap=True)
        self.column.addWidget(self._codes)
        self.scan = Button(tr("Scan it"), icon="scan-barcode", key="Ctrl B")
        row = QHBoxLayout()
        row.addWidget(self.scan, 1)
        row.addWidget(self.cable, 1)
        self.column.addLayout(row)

    def use(self, presenter: LabPresenter) -> None:
        """Wire the presenter."""
        super().use(presenter)
        self.mood.activated.connect(lambda _at: presenter.be(str(self.mood.currentData())))
        self.before.clicked.connect(lambda _on=False: presenter.turn(-1))
        self.after.clicked.connect(lambda _on=False: presenter.turn(1))
        self.scan.clicked.connect(lambda _on=False: presenter.scan_print())

    def render_state(self, state: LabScreen) -> None:
        """Show the state."""
        self.show_cable(state)
        self.mood.setCurrentIndex(max(0, self.mood.findData(state.now.printer.value)))
        one, seen = state.shown, state.seen
        self._which.setText(
            tr("Nothing printed yet")
            if one is None
            else tr("Print {n} of {all}").format(n=one.number, all=state.now.prints)
        )
        self.paper.show_pages((seen.page,) if seen is not None and seen.page is not None else ())
        codes = seen.codes if seen is not None else ()
        self._codes.setText(_told(state))
        self.scan.setEnabled(bool(codes))
        numbers = [each.number for each in state.prints]
        self.before.setEnabled(bool(numbers) and state.at > numbers[0])
        self.after.setEnabled(bool(numbers) and state.at < numbers[-1])


def _told(state: LabScreen) -> str:
    one, seen = state.shown, state.seen
    if one is None or seen is None:
        return ""
    if not one.whole:
        return tr("Only its first part came ({n} B). Nothing was printed of it.").format(n=len(one.content))
    if seen.page is None:
        return tr("It came whole ({n} B), but it is no label.").format(n=len(one.content))
    words = tr("On it: {codes}") if seen.codes else tr("No code on it can be read.")
    return words.format(codes=", ".join(map(code, seen.codes)))
