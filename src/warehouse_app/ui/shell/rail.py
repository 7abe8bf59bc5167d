"""The rail: the way from one screen to the next, by groups, however many screens there are.

Promise: where the rail is too low for all of them whole groups fold into one button each, the benches first, always the
same ones at one height, so that no button moves from one screen to the next; no screen is ever out of reach. Where that
is not enough the last screens of the first group stand behind "More": every group keeps a button, so that nobody looks
for their own work in a menu of everything.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from operator import attrgetter

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.kit import draw, fonts, icons, theme
from warehouse_app.ui.kit.buttons import Painted
from warehouse_app.ui.kit.labels import drop, rule
from warehouse_app.ui.shell.cards import GROUPS, ScreenCard, group_of
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr

_GAP, _KEYED, _RULE = 3, 9, 7
_WORDS = 72
"""Pixels that a word of the rail may be wide."""

_MOST_FLAT = 16
"""Screens that stand in one menu."""

_LEAST = 240
"""However many screens there are, the window can be this low."""


def _parted(word: str, metrics: QFontMetrics) -> str:
    """Return a word in parts that fit the rail: there are languages whose words are longer than it is wide."""
    if metrics.horizontalAdvance(word) <= _WORDS:
        return word
    half = (len(word) + 1) // 2  # a lone last letter reads worse than two halves
    at = next(n for n in range(half, 0, -1) if metrics.horizontalAdvance(f"{word[:n]}-") <= _WORDS or n == 1)
    return f"{word[:at]}- {_parted(word[at:], metrics)}"


class RailButton(Painted):
    """One screen in the rail: icon over word, the current one on accent-soft."""

    def __init__(self, card: ScreenCard, key: str, *, opens: bool = False) -> None:
        self.card, self._opens = card, opens
        self._broken: tuple[tuple[str, int], list[str]] = (("", 0), [])
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
        """Return its words as they stand below the icon; the rail asks each button again and again for its height."""
        asked = (self.words(), fonts.px("caption_strong"))
        if self._broken[0] != asked:
            font = fonts.font("caption_strong")
            whole = QFontMetrics(font)
            words = " ".join(_parted(word, whole) for word in self.words().split())
            self._broken = (asked, draw.lines_of(words, font, _WORDS, 2))
        return self._broken[1]

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
        if self._opens:
            self._paint_way(painter, rect)
        if self._badge:
            spot = QRectF(rect.right() - 25, 6, 19, 19)
            draw.box(painter, spot, 9.5, theme.colour("stop_fill"))
            draw.word(painter, spot, str(min(self._badge, 99)), fonts.font("caption_strong"), "on_stop", draw.CENTRED)

    def _paint_way(self, painter: QPainter, rect: QRectF) -> None:
        """Paint beside the icon that a menu opens."""
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        spot = draw.mirrored(QRectF(rect.right() - 20, 15, 14, 14), rect, self.layoutDirection())
        icons.paint(painter, "chevron-left" if right else "chevron-right", spot.topLeft(), 14, "ink3", 2.4)


def _stands_for(name: str, title: str, icon: str) -> ScreenCard:
    """Return the card of a button that opens a menu of screens."""
    return ScreenCard(name, title, icon, False, frozenset(), lambda _context: Page())


_MORE = _stands_for("more", "More", "ellipsis")


class _Group:
    """The buttons of one group: its screens, the one that stands for all of them, the rule before it."""

    def __init__(self, name: str, title: str, icon: str, cards: tuple[ScreenCard, ...]) -> None:
        self.name, self.cards, self.folded = name, cards, False
        self.fold = RailButton(_stands_for(name, title, icon), "", opens=True)
        self.buttons: list[RailButton] = []
        self.rule = rule()
        self.rule.setFixedWidth(60)

    def height(self, *, folded: bool) -> int:
        """Return how high it stands, gaps included."""
        shown = [self.fold] if folded else self.buttons
        return sum(one.sizeHint().height() + _GAP for one in shown)

    def foldable(self) -> bool:
        """Say whether it saves room when folded."""
        return len(self.cards) > 1


class Rail(QWidget):
    """92 wide: the screens the person may see, group by group. What still has no room is behind "More": first what
    stands beside others of its group, then the last groups.
    """

    chosen = Signal(str)
    more_wanted = Signal(object, object)
    """The cards to choose from, and the button they belong to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(92)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(_GAP)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._groups: list[_Group] = []
        self._buttons: dict[str, RailButton] = {}
        self._hidden: tuple[ScreenCard, ...] = ()
        self._current, self._fitting = "", False

    def show_cards(self, cards: tuple[ScreenCard, ...]) -> None:
        """Show these screens with their keys Ctrl+1 to Ctrl+9."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                drop(widget)
        keys = {card.name: f"Ctrl {place}" for place, card in enumerate(cards[:_KEYED], 1)}
        self._buttons, self._groups = {}, []
        self._more = self._menu_button(RailButton(_MORE, "", opens=True), lambda: self._hidden)
        for group in GROUPS:
            mine = tuple(card for card in cards if group_of(card) == group.name)
            if mine:
                self._groups.append(self._made(_Group(group.name, tr(group.title), group.icon, mine), keys))
        self._fill()
        self._fit()

    def _made(self, group: _Group, keys: dict[str, str]) -> _Group:
        for card in group.cards:
            button = RailButton(card, keys.get(card.name, ""))
            button.clicked.connect(lambda _on=False, name=card.name: self.chosen.emit(name))
            self._buttons[card.name] = button
            group.buttons.append(button)
        self._menu_button(group.fold, lambda: group.cards)
        return group

    def _menu_button(self, button: RailButton, cards: Callable[[], tuple[ScreenCard, ...]]) -> RailButton:
        def opened() -> None:
            self.show_current(self._current)
            self.more_wanted.emit(cards(), button)

        button.clicked.connect(lambda _on=False: opened())
        return button

    def _fill(self) -> None:
        """Lay the groups out: the last one stands at the foot."""
        for group in self._groups:
            if group.name == GROUPS[-1].name:
                self._column.addStretch(1)
            for widget in (group.rule, group.fold, *group.buttons):
                self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        if all(group.name != GROUPS[-1].name for group in self._groups):
            self._column.addStretch(1)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_current(self, name: str) -> None:
        """Mark where one is: the screen, and what it is folded into."""
        self._current = name
        for one, button in self._buttons.items():
            button.setChecked(one == name)
        for group in self._groups:
            group.fold.setChecked(any(card.name == name for card in group.cards))
        if self._groups:
            self._more.setChecked(name in {card.name for card in self._hidden})

    def show_badge(self, name: str, count: int) -> None:
        """Show a count at one screen."""
        if name in self._buttons:
            self._buttons[name].show_badge(count)

    def minimumSizeHint(self) -> QSize:
        return QSize(92, _LEAST)

    def behind(self) -> tuple[ScreenCard, ...]:
        """Return the screens that stand behind "More"."""
        return self._hidden

    def folded(self) -> tuple[str, ...]:
        """Return the groups that are folded."""
        return tuple(group.name for group in self._groups if group.folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizes_changed(self) -> None:
        """Take the new sizes."""
        self._fit()

    def _fit(self) -> None:
        """Fold what has to be folded, and put behind "More" what has no room even so.

        Buttons that come and go may give the rail another height meanwhile; then it is done once more.
        """
        if not self._groups or self._fitting:
            return
        self._fitting, height = True, -1
        while height != self.height():
            height = self.height()
            self._fit_into(height)
        self._fitting = False

    def _fit_into(self, height: int) -> None:
        room = height - 2 * 8 + _GAP - _RULE * (len(self._groups) - 1)
        folded = self._to_fold(room)
        shown: list[tuple[RailButton, tuple[ScreenCard, ...]]] = []
        for group in self._groups:
            group.folded = group.name in folded
            group.rule.setVisible(group is not self._groups[0])
            shown += [(group.fold, group.cards)] if group.folded else [(one, (one.card,)) for one in group.buttons]
        seen = {button for button, _ in shown}
        for group in self._groups:
            for button in (group.fold, *group.buttons):
                if button not in seen:
                    button.hide()
        self._show(shown, room)
        self.show_current(self._current)

    def _show(self, shown: list[tuple[RailButton, tuple[ScreenCard, ...]]], room: int) -> None:
        whole = sum(button.sizeHint().height() + _GAP for button, _ in shown) <= room
        room -= 0 if whole else self._more.sizeHint().height() + _GAP
        stand_for = {group.fold if group.folded else group.buttons[0] for group in self._groups}
        kept = set()
        for button, _ in sorted(shown, key=lambda each: each[0] not in stand_for):
            room -= button.sizeHint().height() + _GAP
            kept |= {button} if room >= 0 else set()
        for button, _ in shown:
            button.setVisible(button in kept)
        self._hidden = tuple(card for button, cards in shown if button not in kept for card in cards)
        for group in self._groups[1:]:
            stands = group.fold if group.folded else group.buttons[0]
            group.rule.setVisible(not stands.isHidden())
        self._more.setVisible(bool(self._hidden))

    def _to_fold(self, room: int) -> frozenset[str]:
        """Return the fewest groups to fold: benches before set-up before the catalogue before the goods.

        The first group is what this person looks at most: it never folds.
        """
        can = sorted((group for group in self._groups[1:] if group.foldable()), key=lambda group: _RANKS[group.name])
        every = (folds for n in range(len(can) + 1) for folds in combinations(can, n))
        unfolded = sum(group.height(folded=False) for group in self._groups)
        saves = {group: group.height(folded=False) - group.height(folded=True) for group in can}
        for folds in sorted(every, key=lambda folds: tuple(sorted((_RANKS[one.name] for one in folds), reverse=True))):
            if unfolded - sum(saves[group] for group in folds) <= room:
                return frozenset(group.name for group in folds)
        return frozenset(map(attrgetter("name"), can))


_RANKS = {group.name: group.rank for group in GROUPS}


def screens_menu(parent: QWidget, cards: tuple[ScreenCard, ...]) -> QMenu:
    """Return a menu of screens; each action's data is the screen's name. Of many the later groups are menus below."""
    menu = _menu(parent, tr("All screens"))
    many, before = len(cards) > _MOST_FLAT, ""
    for group in GROUPS:
        mine = [card for card in cards if group_of(card) == group.name]
        if mine and before:
            menu.addSeparator()
        before = before or (group.name if mine else "")
        into = menu
        if many and len(mine) > 1 and group not in GROUPS[:3]:
            into = _menu(menu, tr(group.title))
            into.setTitle(tr(group.title))
            into.setIcon(icons.icon(group.icon))
            menu.addMenu(into)
        for card in mine:
            action = into.addAction(icons.icon(card.icon), tr(card.title))
            action.setData(card.name)
    return menu


def _menu(parent: QWidget, name: str) -> QMenu:
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    fonts.bind(menu, "text")
    return menu
