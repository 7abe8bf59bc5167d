"""The top bar and the rail: where one is, who one is, and the way to the other screens."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.buttons import IconButton, Painted
from warehouse_app.ui.kit.cards import StatusDot
from warehouse_app.ui.kit.form import FindButton
from warehouse_app.ui.kit.labels import Label, drop, rule
from warehouse_app.ui.kit.text import code, initials
from warehouse_app.ui.shell.cards import ScreenCard
from warehouse_app.ui.shell.noticelist import NoticeBell
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_GAP, _KEYED = 4, 9
_LEAST = 240
"""However many screens there are, the window can be this low."""


class PersonChip(Painted):
    """Who is signed on: initials and name; opens the menu with the look and sign-off."""

    def __init__(self) -> None:
        self._avatar = ""
        super().__init__("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str) -> None:
        """Show a name."""
        self._avatar = initials(name)
        self.set_words(name)
        self.setVisible(bool(name))

    def sizeHint(self) -> QSize:
        return QSize(40 + QFontMetrics(fonts.font("body_strong")).horizontalAdvance(self.words()) + 2, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        spot = draw.mirrored(QRectF(0, rect.center().y() - 16, 32, 32), rect, direction)
        draw.box(painter, spot, 6, theme.colour("line" if self.underMouse() else "sunken"))
        draw.word(painter, spot, self._avatar, fonts.font("key"), "ink", draw.CENTRED)
        words = draw.mirrored(QRectF(40, 0, rect.width() - 40, rect.height()), rect, direction)
        draw.word(painter, words, self.words(), fonts.font("body_strong"), "ink", draw.aligned(draw.LEADING, direction))


class TopBar(QWidget):
    """56 high (64 on wide benches): apps at benches, name, what is beside it, the page's lead and deeds, devices,
    person.
    """

    apps_wanted = Signal()
    person_wanted = Signal()
    find_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self.apps = IconButton("layout-grid", tr("All screens"), px=20)
        self.apps.clicked.connect(self.apps_wanted)
        self.title = Label("", "title_bar")
        self.title.setMinimumWidth(0)
        self.subtitle = Label("", "strong_plain", "ink2")
        self.person = PersonChip()
        self.person.clicked.connect(self.person_wanted)
        self.find_field = FindButton()
        self.find_field.clicked.connect(self.find_wanted)
        self.more = IconButton("ellipsis", tr("What can be done here"), px=20, key="Shift F10")
        self.more.clicked.connect(self.menu_wanted)
        self._lead_holder, self._trail_holder = QHBoxLayout(), QHBoxLayout()
        self._lead_rule, self._trail_rule = rule("v"), rule("v")
        for line in (self._lead_rule, self._trail_rule):
            line.setMaximumHeight(24)
        self._trail_holder.setSpacing(4)
        self._dots: list[StatusDot] = []
        self.subtitle.setMinimumWidth(0)
        for widget, gap in ((self.apps, 5), (self.title, 16), (self.subtitle, 16), (self._lead_rule, 16)):
            self._row.addWidget(cast("QWidget", widget))
            self._row.addSpacing(gap)
        self._row.addLayout(self._lead_holder)
        self._row.addStretch(1)
        end = QHBoxLayout()
        end.setSpacing(16)
        end.addLayout(self._trail_holder)
        self.bell = NoticeBell()
        for trailing in (self.more, self.find_field, self._trail_rule, self.bell, self.person):
            end.addWidget(cast("QWidget", trailing))
        self._row.addLayout(end)
        self.sizes_changed()

    def show_page(self, card: ScreenCard, page: Page) -> None:
        """Show what belongs to a page."""
        self.title.setText(tr(card.title))
        self.subtitle.setText(code(page.subtitle()) if card.bench else page.subtitle())
        self.subtitle.set_role("strong_plain" if card.bench else "body")
        self.subtitle.setVisible(bool(page.subtitle()))
        self.apps.setVisible(card.bench)
        self._row.setContentsMargins(5 if card.bench else 11, 0, 16, 1)
        self.find_field.setVisible(not card.bench)
        for holder in (self._lead_holder, self._trail_holder):
            while (item := holder.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()  # else what the layout still has to show would become a window of its own
                    widget.setParent(None)
        if page.lead is not None:
            self._lead_holder.addWidget(page.lead)
            page.lead.show()
        self._lead_rule.setVisible(page.lead is not None)
        for widget in (*self._made_dots(page), *page.table.bar_buttons()):
            self._trail_holder.addWidget(widget)
            widget.show()
        self._trail_holder.setSpacing(16 if card.bench else 4)
        self._make_room()

    def show_person(self, name: str) -> None:
        """Show who is signed on."""
        self.person.show_person(name)
        self._trail_rule.setVisible(bool(name))

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self.setFixedHeight(max(65 if fonts.is_wide() else 57, fonts.px("body_strong") + 42))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where it gets narrow first what works steps back, then what stands beside the title; what is broken stays."""
        for dot in self._dots:
            dot.show()
        self.subtitle.setVisible(bool(self.subtitle.text()))
        for widget in (*(dot for dot in self._dots if dot.works()), self.subtitle):
            if self._wanted() <= self.width():
                break
            widget.hide()

    def _wanted(self) -> int:
        """Return the width that everything shown asks for, gaps included."""
        direct = list(self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))
        return sum(max(one.sizeHint().width(), 1) + 16 for one in direct if not one.isHidden())

    def _made_dots(self, page: Page) -> list[StatusDot]:
        for dot in self._dots:
            drop(dot)
        self._dots = [StatusDot(device.name, works=device.works) for device in page.devices()]
        return self._dots


class RailButton(Painted):
    """One screen in the rail: icon over word, the current one on accent-soft."""

    def __init__(self, card: ScreenCard, key: str) -> None:
        self.card = card
        super().__init__(tr(card.title), key)
        self.setCheckable(True)
        self._badge = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_badge(self, count: int) -> None:
        """Show how many things wait there."""
        self._badge = count
        self.setAccessibleDescription(tr("{n} wait").format(n=count) if count else "")
        self.update()

    def _lines(self) -> list[str]:
        return draw.lines_of(self.words(), fonts.font("caption_strong"), 72, 2)

    def sizeHint(self) -> QSize:
        extra = (len(self._lines()) - 1) * draw.line_height(fonts.font("caption_strong"))
        return QSize(75, round(64 + extra + (fonts.px("caption") - 12)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw.smooth(painter)
        rect = QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            draw.box(painter, rect, 8, theme.colour("accent_soft" if on else "ground"))
        icons.paint(
            painter,
            self.card.icon,
            QRectF(rect.center().x() - 11.5, 10, 24, 24).topLeft(),
            24,
            "accent" if on else "ink2",
        )
        font = fonts.font("caption_strong" if on else "caption")
        high = draw.line_height(font)
        for at, line in enumerate(self._lines()):
            spot = QRectF(0, 37 + at * high, rect.width(), high)
            draw.word(painter, spot, line, font, "ink" if on else "ink2", draw.CENTRED)
        if self._badge:
            spot = QRectF(rect.right() - 25, 6, 19, 19)
            draw.box(painter, spot, 9.5, theme.colour("stop_fill"))
            draw.word(painter, spot, str(min(self._badge, 99)), fonts.font("caption_strong"), "on_stop", draw.CENTRED)


_MORE = ScreenCard("more", "More", "ellipsis", False, frozenset(), lambda _context: Page())


class Rail(QWidget):
    """92 wide: the screens the person may see, in order; those at the foot stand at the bottom.

    Where the window is too low for all of them, the last ones are behind "More".
    """

    chosen = Signal(str)
    more_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(92)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(_GAP)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._buttons: dict[str, RailButton] = {}
        self._hidden: tuple[ScreenCard, ...] = ()
        self._current = ""

    def show_cards(self, cards: tuple[ScreenCard, ...]) -> None:
        """Show these screens with their keys Ctrl+1 to Ctrl+9."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        self._buttons = {}
        for place, card in enumerate(cards, 1):
            button = RailButton(card, f"Ctrl {place}" if place <= _KEYED else "")
            button.clicked.connect(lambda _on=False, name=card.name: self.chosen.emit(name))
            self._buttons[card.name] = button
        self._more = RailButton(_MORE, "")
        self._more.setCheckable(True)
        self._more.clicked.connect(self._open_more)
        for button in self._buttons.values():
            if not button.card.foot:
                self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        for button in (*(one for one in self._buttons.values() if one.card.foot), self._more):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()

    def show_current(self, name: str) -> None:
        """Mark where one is."""
        self._current = name
        for one, button in self._buttons.items():
            button.setChecked(one == name)
        self._mark_more()

    def show_badge(self, name: str, count: int) -> None:
        """Show a count at one screen."""
        if name in self._buttons:
            self._buttons[name].show_badge(count)

    def minimumSizeHint(self) -> QSize:
        return QSize(92, _LEAST)

    def behind(self) -> tuple[ScreenCard, ...]:
        """Return the screens that stand behind "More"."""
        return self._hidden

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._fit()

    def _fit(self) -> None:
        """Show as many buttons as have room: the first screens before those at the foot before the rest."""
        if not self._buttons:
            return
        room = self.height() - 2 * 8 + _GAP
        every = list(self._buttons.values())
        whole = sum(one.sizeHint().height() + _GAP for one in every) <= room
        room -= 0 if whole else self._more.sizeHint().height() + _GAP
        hidden = []
        for button in every:
            room -= button.sizeHint().height() + _GAP
            button.setVisible(room >= 0)
            if room < 0:
                hidden.append(button.card)
        self._hidden = tuple(hidden)
        self._more.setVisible(bool(hidden))
        self._mark_more()

    def _mark_more(self) -> None:
        if self._buttons:
            self._more.setChecked(self._current in {card.name for card in self._hidden})

    def _open_more(self) -> None:
        self._mark_more()
        self.more_wanted.emit(self._more)


def screens_menu(parent: QWidget, cards: tuple[ScreenCard, ...]) -> QMenu:
    """Return the menu of the apps button at a bench; each action's data is the screen's name."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("All screens"))
    for card in cards:
        action = menu.addAction(icons.icon(card.icon), tr(card.title))
        action.setData(card.name)
    return menu
