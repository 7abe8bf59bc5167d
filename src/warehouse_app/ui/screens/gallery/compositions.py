"""Whole screens composed from the kit with the facts of the reference pictures: pack, wrong item, question, pick,
orders.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.buttons import Button, IconButton
from warehouse_app.ui.kit.cards import CareStrip, SideColumn
from warehouse_app.ui.kit.cart import CartView
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.filters import FilterBar, StepTabs
from warehouse_app.ui.kit.labels import FitLabel, Label, card, filled_card, footed_card, rule
from warehouse_app.ui.kit.lines import LineList
from warehouse_app.ui.kit.pickface import PlaceFace
from warehouse_app.ui.kit.pictures import Photo
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code, product
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.kit.values import ChipValue, ScanLine
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.gallery import samples
from warehouse_app.ui.shell.actions import Action
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr


def bench_actions() -> tuple[Action, ...]:
    """Return the commands of a packing bench."""
    return (
        Action("short", tr("Short"), "F6", place="bench"),
        Action("damaged", tr("Damaged"), "F7", place="bench"),
        Action("pause", tr("Pause"), "F8", place="bench"),
        Action("help", tr("Help"), "F1", place="bench"),
        Action("undo", tr("Undo"), "Ctrl+Z", place="bench"),
        Action("supervisor", tr("Supervisor"), "F12", place="bench"),
    )


def listed(head: str, note: str) -> tuple[QFrame, LineList]:
    """Return the card around a line list: its head and the list."""
    made, layout = filled_card()
    row = QHBoxLayout()
    row.setContentsMargins(16, 12, 16, 12)
    row.addWidget(Label(head, "bench_title"), 1)
    row.addWidget(Label(note, "bench_line", "ink2"))
    layout.addLayout(row)
    layout.addWidget(rule())
    lines = LineList()
    layout.addWidget(lines, 1)
    return made, lines


class PackSample(Page):
    """Pack: `kind` right, stop or asked."""

    def __init__(self, kind: str = "right") -> None:
        super().__init__(bench_actions())
        self.set_subtitle("Bench B2")
        self.set_devices(samples.DEVICES)
        steps = StepTabs()
        steps.show_steps(samples.pack_steps())
        self.lead = steps
        panel, side = VerdictPanel(), SideColumn()
        asked = kind == "asked"
        middle, lines = listed(
            tr("Still 3 of 5") if asked else tr("2 items left"),
            tr("Order 539953") if asked else tr("In any sequence, 4 lines"),
        )
        rows = samples.lines()
        if asked:
            from dataclasses import replace

            rows = tuple(replace(row, last=False) for row in rows)
        lines.show_rows(rows)
        side.show_values(samples.side())
        area = BenchArea(panel, middle, side)
        self.use_bench(area)
        panel.show_verdict(samples.asked() if asked else samples.right())
        area.show_asked(asked)
        area.scanbar.show_line(samples.next_scan())
        area.scanbar.show_commands(frozenset({"short", "damaged", "pause", "help", "undo"}))
        if kind == "stop":
            area.show_stop(samples.stop())
            area.scanbar.show_line(samples.held_scan())
            area.scanbar.show_commands(frozenset({"help", "supervisor"}))
        if asked:
            line = ScanLine(tr("Scans wait until you answer"), "held_ask", tr("Press Enter or 2, or scan slot B3"))
            area.scanbar.show_line(line)
            area.scanbar.show_commands(frozenset({"help", "undo"}))


class PickSample(Page):
    """Pick: the place is the biggest thing."""

    def __init__(self) -> None:
        super().__init__(bench_actions())
        self.set_subtitle("Cart 3")
        self.set_devices(samples.DEVICES[2:])
        hero, side = self._hero(), self._side()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        area = BenchArea(row)
        line.addWidget(hero, 848)
        line.addWidget(side, 384)
        self.use_bench(area)
        chip = ChipValue("ok", tr("Right slot"))
        area.scanbar.show_line(
            ScanLine(tr("Scan place {place}").format(place=code("A07-14")), code="B1", chip=chip, time="14:42:51")
        )
        area.scanbar.show_commands(frozenset({"short", "damaged", "pause", "help", "undo"}))

    def _hero(self) -> QFrame:
        made, column = card()
        column.setContentsMargins(16, 16, 28, 20)
        steps = StepTabs(large=True)
        steps.show_steps(samples.pick_steps())
        column.addWidget(steps, 0, Qt.AlignmentFlag.AlignLeading)
        face = PlaceFace()
        face.show_place(tr("Go to"), "A07-14", tr("Aisle 7, left side, shelf at eye height"), tr("Take"), 3)
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 14, 0, 0)
        inner.setSpacing(20)
        inner.addWidget(face, 3)
        inner.addWidget(rule())
        inner.addLayout(self._item(), 2)
        column.addLayout(inner, 1)
        return made

    def _item(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        photo = Photo(208)
        photo.show_product("REGENCY CAKESTAND 3 TIER")
        row.addWidget(photo)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(FitLabel(product("REGENCY CAKESTAND 3 TIER"), "item_pick", "ink"))
        words.addWidget(Label("22423", "bench_name_done", "ink2"))
        words.addSpacing(6)
        care = CareStrip(tr("Fragile. Looks like 22220, one shelf down."), bench=True)
        words.addWidget(care, 0, Qt.AlignmentFlag.AlignLeading)
        words.addSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Label(tr("0 of 3 taken"), "bench_step"))
        line.addWidget(Label(tr("17 on the shelf"), "bench_text", "ink2"), 1)
        words.addLayout(line)
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        upper, layout = card()
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Put into slot"), "bench_name"), 1)
        head.addWidget(Label(tr("front of cart"), "bench_line", "ink2"))
        layout.addLayout(head)
        cart = CartView()
        cart.show_cart(samples.cart(), "B2", tr("put 3 here"))
        layout.addWidget(cart, 1)
        column.addWidget(upper, 366)
        lower, layout = card()
        layout.addWidget(Label(tr("After that"), "bench_name"))
        nexts = (
            ("A07-19", "LUNCH BAG WOODLAND", "take 10, slot C1"),
            ("A07-02", "FELTCRAFT DOLL ROSIE", "take 6, slot C1"),
        )
        for at, (place, name, what) in enumerate(nexts):
            if at:
                layout.addWidget(rule())
            line = QHBoxLayout()
            line.setSpacing(16)
            where = Label(code(place), "bench_next")
            where.setMinimumWidth(96)
            line.addWidget(where)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(product(name), "strong"))
            words.addWidget(Label(what, "label", "ink2"))
            line.addLayout(words, 1)
            layout.addLayout(line)
        layout.addStretch(1)
        column.addWidget(lower, 242)
        return side


class OrdersSample(Page):
    """Orders: views, table, one order with its story."""

    def __init__(self) -> None:
        super().__init__((Action("new", tr("New order"), "Ctrl+N", "plus", "bar", "primary"),))
        self.set_subtitle("Mon 6 Dec")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        row = QHBoxLayout()
        bar = FilterBar()
        bar.show_filters(samples.filters(), "today")
        row.addWidget(bar)
        row.addStretch(1)
        row.addWidget(Button(tr("Save view"), icon="bookmark-plus"))
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._table(), 804)
        below.addWidget(self._detail(), 348)
        column.addLayout(below, 1)

    def _table(self) -> QFrame:
        table = Table(samples.order_columns(), name=tr("Orders"), key=lambda row: row.number)
        table.show_rows(samples.orders())
        table.sort_rows(8)
        table.choose("537235")
        made, foot, _keys = footed_card(table, tr("Space marks, Enter opens, F2 releases marked"))
        foot.setText(tr("115 orders, 13 shown, £17,204.10 in all"))
        return made

    def _detail(self) -> QFrame:
        made, layout = card()
        layout.setContentsMargins(16, 10, 16, 12)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Order {number}").format(number="537235"), "title_large"), 1)
        head.addWidget(IconButton("ellipsis", tr("More")))
        layout.addLayout(head)
        layout.addWidget(Label("Customer 17381, United Kingdom", "body", "ink2"))
        chips = QHBoxLayout()
        chips.addWidget(Chip(tr("Part in stock"), "ask"))
        chips.addWidget(Chip(tr("Paid"), "ok", "banknote"))
        chips.addStretch(1)
        layout.addLayout(chips)
        layout.addWidget(rule())
        layout.addWidget(Label(tr("96 units short on 1 of 5 lines"), "body_strong"))
        deeds = QHBoxLayout()
        deeds.setSpacing(4)
        deeds.addWidget(Button(tr("Ship 4 lines"), kind="primary"), 1)
        deeds.addWidget(Button(tr("Wait for all")), 1)
        layout.addLayout(deeds)
        layout.addWidget(rule())
        story = Timeline()
        story.show_events(samples.story())
        layout.addWidget(story, 1)
        return made
