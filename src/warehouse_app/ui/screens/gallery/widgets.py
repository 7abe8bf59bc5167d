"""Every widget of the kit in its states, in cards that scroll: verdicts, lists, buttons, chips, choices, forms,
tables.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.ui.kit.blocking import BlockingPanel
from warehouse_app.ui.kit.buttons import AnswerButton, Button, CommandButton, IconButton, KeyChip
from warehouse_app.ui.kit.cards import (
    Avatar,
    Bar,
    CareStrip,
    EmptyState,
    Facts,
    NoticeStrip,
    SideColumn,
    StatusDot,
    WayCard,
)
from warehouse_app.ui.kit.cart import CartView
from warehouse_app.ui.kit.chip import Chip
from warehouse_app.ui.kit.choice import Choices, GradeKey
from warehouse_app.ui.kit.counter import Counter, UnitBar
from warehouse_app.ui.kit.filters import FilterBar, StepTabs
from warehouse_app.ui.kit.form import FieldRow, FindField, NumberField, chooser, field
from warehouse_app.ui.kit.labels import Label, card
from warehouse_app.ui.kit.lines import LineList
from warehouse_app.ui.kit.pickface import PlaceFace
from warehouse_app.ui.kit.scanbar import ScanBar
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.tiles import KpiTile
from warehouse_app.ui.kit.timeline import Timeline
from warehouse_app.ui.kit.values import Answer, Kind, NoticeValue, ScanLine, ScanState, Verdict
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.gallery import samples
from warehouse_app.wording import tr

_KINDS: tuple[Kind, ...] = ("neutral", "info", "ok", "ask", "stop")


def row(*widgets: QWidget) -> QWidget:
    """Put widgets side by side."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(0)
    return made


def sized(widget: QWidget, height: int) -> QWidget:
    """Give a widget that grows a height inside the scrolling gallery."""
    widget.setMinimumHeight(height)
    return widget


def section(title: str, *widgets: QWidget) -> QFrame:
    """Put widgets under a title into a card."""
    made, layout = card()
    layout.setSpacing(12)
    layout.addWidget(Label(title, "strong"))
    for widget in widgets:
        layout.addWidget(widget)
    return made


def verdict(value: Verdict) -> QWidget:
    """Return a verdict panel showing a value."""
    panel = VerdictPanel()
    panel.show_verdict(value)
    return sized(panel, 600)


def verdicts() -> list[QWidget]:
    """Return the panels that answer a scan."""
    stop = BlockingPanel()
    stop.show_stop(samples.stop())
    one, two = LineList(), LineList()
    one.show_rows(samples.lines())
    two.show_rows(samples.odd_lines())
    side = SideColumn()
    side.show_values(samples.side())
    return [
        section("VerdictPanel: right, idle", row(verdict(samples.right()), verdict(samples.idle()))),
        section("VerdictPanel: closed, many", row(verdict(samples.closed()), verdict(samples.many()))),
        section("VerdictPanel: asked", verdict(samples.asked())),
        section("BlockingPanel", sized(stop, 620)),
        section("LineList, SideColumn", row(sized(one, 560), sized(two, 560), sized(side, 600))),
    ]


def bars() -> list[QWidget]:
    """Return the scan bar in its states, the step tabs, counters."""
    states: tuple[ScanState, ...] = ("ready", "working", "held_stop", "held_ask", "note", "no_scanner", "offline")
    made: list[QWidget] = []
    for state in states:
        bar = ScanBar()
        bar.set_commands((("short", tr("Short"), "F6"), ("undo", tr("Undo"), "Ctrl Z")))
        bar.show_line(ScanLine(tr("Scan the next item"), state, state.replace("_", " ")))
        made.append(bar)
    steps, large, counter, units, many = StepTabs(), StepTabs(large=True), Counter(), UnitBar(), UnitBar()
    steps.show_steps(samples.pack_steps())
    large.show_steps(samples.pick_steps())
    counter.show_count(3, 5)
    units.show_count(3, 5)
    many.show_count(18, 120)
    cart, face = CartView(), PlaceFace()
    cart.show_cart(samples.cart(), "B2", tr("put 3 here"))
    face.show_place(tr("Go to"), "A07-14", tr("Aisle 7, left side"), tr("Take"), 3)
    return [
        section("ScanBar", *made),
        section("StepTabs", steps, large),
        section("Counter, UnitBar", counter, units, many),
        section("PlaceFace, CartView", sized(face, 300), sized(cart, 320)),
    ]


def controls() -> list[QWidget]:
    """Return buttons, chips, choices, fields."""
    off = Button(tr("Scan 1 more to finish"))
    off.setEnabled(False)
    buttons = row(
        Button(tr("New order"), kind="primary", icon="plus", key="Ctrl N"),
        Button(tr("Assign"), key="F3"),
        Button(tr("Plan again"), kind="quiet", icon="refresh-cw"),
        Button(tr("Cancel order"), kind="dangerous", icon="octagon-x"),
        off,
        IconButton("ellipsis", tr("More")),
    )
    tall = row(
        Button(tr("Print again"), icon="printer", key="F5", tall=64, role="name"), CommandButton(tr("Short"), "F6")
    )
    answers = row(AnswerButton(tr("It is in B3"), "Enter"), AnswerButton(tr("Put it back"), "2", primary=False))
    choices = Choices()
    choices.show_options(samples.options())
    named = FieldRow(tr("Name"), field(tr("Name"), "Bench B2 gun"), tr("As the label says it"))
    refused = FieldRow(tr("Postcode"), field(tr("Postcode"), "YO1"))
    refused.refuse(tr("A postcode of York has 6 or 7 signs. Type the rest."))
    filters = FilterBar()
    filters.show_filters(samples.filters(), "today")
    return [
        section("Button, IconButton, CommandButton", buttons, tall),
        section("AnswerButton", answers),
        section(
            "Chip, KeyChip, StatusDot, Avatar",
            row(*[Chip(kind, kind) for kind in _KINDS], KeyChip("F6"), Avatar("AK")),
            row(StatusDot(tr("Labels")), StatusDot(tr("Labels off"), works=False)),
        ),
        section("Choice, GradeKey", choices, row(*[GradeKey(option) for option in samples.grades()])),
        section("FilterBar, FindField", filters, FindField()),
        section(
            "FieldRow",
            named,
            refused,
            FieldRow(tr("Double-read gap"), NumberField(tr("Double-read gap"), 0, 5000, unit="ms")),
            FieldRow(tr("Language"), chooser(tr("Language"), (("en", "English"), ("de", "Deutsch")))),
        ),
    ]


def desk() -> list[QWidget]:
    """Return tiles, tables, stories, notices and empty states."""
    tiles = row(
        KpiTile(tr("Leave at 15:30"), tr("62 to go"), tr("47 min left, 8 too many"), "ask"),
        KpiTile(tr("Orders an hour"), "38", tr("goal 40, best hour 45")),
    )
    table, empty = (
        Table(samples.order_columns(), name=tr("Orders")),
        Table(samples.order_columns(), name=tr("No orders")),
    )
    table.show_rows(samples.orders(1000))
    table.selectRow(2)
    empty.show_rows(())
    story, facts, bar = Timeline(), Facts(), Bar()
    story.show_events(samples.story())
    facts.show_facts(((tr("Came by"), "Royal Mail"), (tr("Weight"), "0.94 kg")))
    bar.show_part(18, 52)
    trouble, solved = NoticeStrip(), NoticeStrip()
    trouble.show_notice(samples.notice(), 2)
    back = NoticeValue("printer", tr("Printer is back"), "", solved=True, answers=(Answer("fine", tr("Fine"), "F4"),))
    solved.show_notice(back)
    ways = row(
        WayCard("shopping-basket", tr("A tote or cart"), tr("Opens its orders one after the other")),
        WayCard("file-text", tr("An order or pick list"), tr("Opens just that order")),
    )
    start = EmptyState(tr("Scan to start"), tr("22 orders are picked. The next one leaves at 15:30."), bench=True)
    none = EmptyState(tr("No order matches"), tr("Clear 2 filters (Esc)"), icon="search", button=tr("Clear filters"))
    return [
        section("KpiTile", tiles),
        section("Table: 1000 rows, none", sized(table, 420), sized(empty, 120)),
        section("Timeline, Facts, Bar, CareStrip", row(sized(story, 320), facts), bar, CareStrip(tr("Fragile."))),
        section("NoticeStrip: worst of three, solved", trouble, solved),
        section("EmptyState, WayCard", sized(start, 420), ways, sized(none, 260)),
    ]


def scrolling(sections: list[QWidget]) -> QScrollArea:
    """Put sections into a scrolling page."""
    inside = QWidget()
    inside.setObjectName("page")
    column = QVBoxLayout(inside)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(12)
    column.setSizeConstraint(QLayout.SizeConstraint.SetMinAndMaxSize)
    for one in sections:
        column.addWidget(one)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setAccessibleName(tr("Gallery"))
    area.setWidget(inside)
    return area
