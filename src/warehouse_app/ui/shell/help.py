"""The F1 card: every key of the screen in use, from its action table, over a darkened page; and its command cards."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.domain.barcodes.commands import barcode_of, command_of_word
from warehouse_app.ui.kit.barcode import BarcodeView
from warehouse_app.ui.kit.buttons import Button, KeyChip
from warehouse_app.ui.kit.labels import Label, drop
from warehouse_app.ui.kit.overlays import raised_sheet
from warehouse_app.ui.kit.shade import Shade
from warehouse_app.ui.shell.actions import ActionTable
from warehouse_app.wording import tr
from warehouse_app.wording.printing import CARDS

_ONE_COLUMN = 12
_CARD, _BARS = 520, 64
"""Pixels of a card across, so that its finest bar has two, and of its bars, so that a hand need not aim."""

_ROOM = 120
"""Pixels about the cards."""

_ABOVE = 220
"""Pixels that title, deeds and the darkened page take of the height."""

_GO = "go"
_SCROLLS = {
    int(Qt.Key.Key_Up): QAbstractSlider.SliderAction.SliderSingleStepSub,
    int(Qt.Key.Key_Down): QAbstractSlider.SliderAction.SliderSingleStepAdd,
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Home): QAbstractSlider.SliderAction.SliderToMinimum,
    int(Qt.Key.Key_End): QAbstractSlider.SliderAction.SliderToMaximum,
}


def help_rows(tables: tuple[ActionTable, ...]) -> tuple[tuple[str, str], ...]:
    """Return (key, words) of every deed, once; one without a key is in the menu. The screens' keys are one row."""
    rows = []
    for table in tables:
        mine = [one for one in table.own() if not (table.window and one.name.startswith(_GO))]
        rows += [(one.key_words() or tr("Menu"), table.words(one.name)) for one in mine]
    return (*rows, ("Ctrl 1–9", tr("Go to a screen")))


class HelpCard(Shade):
    """A child of the window. `open_for` shows it; Esc, Enter or a click beside closes it, F1 turns it to its cards."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Keys of this screen"))
        outer = QVBoxLayout(self)
        self._sheet = raised_sheet()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(14)
        self._title = Label("", "title_large")
        column.addWidget(self._title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(4, 1)
        column.addWidget(self._scroll())
        deeds = QHBoxLayout()
        self._other = Button(tr("Command cards"), key="F1", icon="scan-barcode")
        self._other.clicked.connect(lambda _on=False: self._turn())
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(lambda _on=False: self.hide())
        deeds.addStretch(1)
        deeds.addWidget(self._other)
        deeds.addWidget(close)
        column.addLayout(deeds)
        outer.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self._said: tuple[str, tuple[ActionTable, ...], tuple[tuple[str, str], ...]] = ("", (), ())
        self._on_cards, self._across = False, 0

    def open_for(self, title: str, tables: tuple[ActionTable, ...], cards: tuple[tuple[str, str], ...] = ()) -> None:
        """Show every deed of these tables with its key; many stand in two columns. `cards` are the command cards that
        the screen takes, each with the words of its button: they stand on a second side, to be scanned off the glass.
        """
        self._said, self._on_cards = (title, tables, cards), False
        self._fill()
        self.cover()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def cards_shown(self) -> tuple[str, ...]:
        """Return the texts of the barcodes that are shown."""
        return tuple(each.code() for each in self._sheet.findChildren(BarcodeView) if each.isVisibleTo(self))

    def sheet_rect(self) -> QRect:
        """Return where the sheet lies in the window."""
        return self._sheet.geometry()

    def _scroll(self) -> QScrollArea:
        """Return what holds keys or cards: as large as they are, where the window has the room."""
        self._area, self._inner = QScrollArea(), QWidget()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._inner.setLayout(self._grid)
        self._area.setWidget(self._inner)
        self._area.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)  # after setWidget, which fills it
        return self._area

    def _turn(self) -> None:
        """Show the other side."""
        self._on_cards = not self._on_cards
        self._fill()
        self.cover()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        title, tables, cards = self._said
        self._other.setVisible(bool(cards))
        self._other.set_words(tr("Keys") if self._on_cards else tr("Command cards"))
        if self._on_cards:
            self._title.setText(tr("Cards in {screen}: scan them off the screen").format(screen=title))
            self._fill_cards(cards)
        else:
            self._title.setText(tr("Keys in {screen}").format(screen=title))
            self._fill_keys(tables)

    def _wanted_across(self) -> int:
        return max(1, min(3, (self.width() - _ROOM) // _CARD))

    def _fill_cards(self, cards: tuple[tuple[str, str], ...]) -> None:
        self._across = across = self._wanted_across()
        known = ((found, words) for word, words in cards if (found := command_of_word(word)) is not None)
        for at, (card, words) in enumerate(known):
            made = QWidget()
            column = QVBoxLayout(made)
            column.setContentsMargins(0, 0, 0, 12)
            column.setSpacing(4)
            column.addWidget(Label(words or tr(CARDS[card.value]), "lead_strong"))
            bars = BarcodeView(_BARS)
            bars.setMinimumWidth(_CARD - 24)
            bars.show_code(barcode_of(card))
            column.addWidget(bars)
            self._grid.addWidget(made, at // across, at % across)

    def _fill_keys(self, tables: tuple[ActionTable, ...]) -> None:
        rows = help_rows(tables)
        high = len(rows) if len(rows) <= _ONE_COLUMN else -(-len(rows) // 2)
        for at, (key, words) in enumerate(rows):
            column, row = divmod(at, high)
            self._grid.addWidget(KeyChip(key), row, 3 * column, Qt.AlignmentFlag.AlignTrailing)
            label = Label(words, "text")
            label.setMinimumWidth(label.sizeHint().width())
            self._grid.addWidget(label, row, 3 * column + 1)
        self._grid.setColumnMinimumWidth(2, 16)
        self._sheet.setMinimumWidth(420)

    def _fit(self) -> None:
        """Be as large as what is shown, as far as the window goes; the rest is scrolled to."""
        for at in range(self._grid.count()):
            item = self._grid.itemAt(at)
            if item is not None and (widget := item.widget()) is not None:
                widget.show()  # what was added just now has no size before
        wanted, bar = self._grid.totalSizeHint(), self._area.verticalScrollBar()
        high = min(wanted.height(), max(self.height() - _ABOVE, 120))
        more = bar.sizeHint().width() + 8 if high < wanted.height() else 0
        self._area.setFixedSize(wanted.width() + more, high)
        bar.setValue(0)

    def laid(self) -> None:
        """Lay the cards anew where more or fewer stand beside each other, and fit what is shown."""
        if self._on_cards and self._across != self._wanted_across():
            self._fill()
        if self._said[1]:
            self._fit()

    def takes(self, key: int) -> bool:
        """Esc and what scrolls, and F1 where there is another side to turn to."""
        return super().takes(key) or key in _SCROLLS or (key == Qt.Key.Key_F1 and bool(self._said[2]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1 and self._said[2]:
            self._turn()
        elif event.key() in _SCROLLS:
            self._area.verticalScrollBar().triggerAction(_SCROLLS[event.key()])
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.hide()
