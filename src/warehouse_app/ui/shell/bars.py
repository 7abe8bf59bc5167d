"""The top bar: where one is, who one is, and what can be done here."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from warehouse_app.ui.kit import draw, fonts, theme
from warehouse_app.ui.kit.buttons import IconButton, Painted
from warehouse_app.ui.kit.cards import StatusDot
from warehouse_app.ui.kit.form import FindButton
from warehouse_app.ui.kit.labels import Label, drop, rule
from warehouse_app.ui.kit.text import code, initials
from warehouse_app.ui.shell.cards import ScreenCard
from warehouse_app.ui.shell.noticelist import NoticeBell
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr


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
