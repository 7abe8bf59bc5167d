"""Widgets as a person meets them: names for readers, verdicts, lists that stay put, tables that keep the choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.kit.bench import BenchArea
from warehouse_app.ui.kit.cards import Facts
from warehouse_app.ui.kit.choice import Choices
from warehouse_app.ui.kit.form import FieldRow, NumberField, field
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.lines import LineList
from warehouse_app.ui.kit.overlays import FocusRing, Toast
from warehouse_app.ui.kit.scanbar import ScanBar
from warehouse_app.ui.kit.table import FETCH, Table
from warehouse_app.ui.kit.values import Column, Item, ScanLine, Verdict
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.gallery import samples
from warehouse_app.ui.screens.gallery.view import PARTS

Show = Callable[..., QWidget]


@pytest.mark.parametrize("look", [theme.Look.LIGHT, theme.Look.DARK])
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_gallery_paints_in_both_looks(qapp: QApplication, shown: Show, part: str, look: str) -> None:
    theme.apply(qapp, theme.Look(look))
    widget = shown(PARTS[part]())
    image = widget.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 1280, 40) for y in range(0, 800, 40)}
    assert len(colours) > 3


@pytest.mark.parametrize("part", PARTS)
def test_every_widget_that_takes_the_focus_has_a_name(shown: Show, part: str) -> None:
    widget = shown(PARTS[part]())
    nameless = [
        f"{type(one).__name__} {one.objectName()}"
        for one in widget.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.isVisibleTo(widget)
        and not one.accessibleName()
        and not (isinstance(one.parentWidget(), QWidget) and one.objectName().startswith("qt_"))
        and not (isinstance(one, QAbstractScrollArea) and not one.accessibleName() and one.objectName() == "page")
    ]
    assert nameless == []


@pytest.mark.parametrize("part", ["pack", "stop", "asked", "pick", "orders"])
def test_screens_hold_at_large_text_mirrored_and_wide(qapp: QApplication, shown: Show, part: str) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        fonts.set_text_size(150)
        widget = shown(PARTS[part]())
        widget.grab()
        fonts.set_wide(True)
        fonts.refresh(widget)
        widget.resize(1920, 1080)
        widget.grab()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_verdict_keeps_its_size_whatever_it_says(shown: Show) -> None:
    panel = VerdictPanel()
    shown(panel, 500, 620)
    sizes = set()
    for said in (samples.right(), samples.idle(), samples.asked(), samples.closed(), samples.many()):
        panel.show_verdict(said)
        QCoreApplication.processEvents()
        sizes.add((panel.width(), panel.height()))
        assert said.word in panel.accessibleName()
    assert sizes == {(500, 620)}


def test_a_long_verdict_word_shrinks_before_it_is_cut(shown: Show) -> None:
    panel = VerdictPanel()
    panel.show_verdict(Verdict("right", "Richtiger Artikel, bitte weiter", item=samples.TOADSTOOLS, done=1, total=2))
    shown(panel, 500, 620)
    word = panel.findChildren(QWidget)
    labels = [one for one in word if getattr(one, "text", lambda: "")() == "Richtiger Artikel, bitte weiter"]
    label = labels[0]
    assert label.font().pixelSize() < 48
    assert label.wordWrap() or label.fontMetrics().horizontalAdvance(label.text()) <= label.width()  # type: ignore[attr-defined]


def test_answers_are_heard_by_name(qtbot: QtBot, shown: Show) -> None:
    panel = VerdictPanel()
    panel.show_verdict(samples.asked())
    shown(panel, 720, 620)
    button = next(one for one in panel.findChildren(QWidget) if one.accessibleName() == "Put it back, 2")
    with qtbot.waitSignal(panel.answered) as heard:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard.args == ["back"]


def test_three_tiles_of_a_stop_cut_no_word_and_no_count(shown: Show) -> None:
    panel = VerdictPanel()
    area = BenchArea(panel)
    shown(area)
    small, blocks = (
        Item("Victorian Sewing Box Small", "21259, 1 of 24"),
        Item("Box of Vintage Blocks", "22622, 0 of 72"),
    )
    area.show_stop(replace(samples.stop(), scanned=Item("Inflatable Political Globe", "10002"), needed=(small, blocks)))
    QApplication.processEvents()
    labels = {one.text(): one for one in area.blocking.findChildren(Label) if one.isVisible()}
    whole = ("You scanned", "Still needed", "21259, 1 of 24", "22622, 0 of 72")
    cut = [text for text in whole if labels[text].fontMetrics().horizontalAdvance(text) > labels[text].width()]
    assert cut == []


def test_a_stop_covers_the_work_and_leaves_by_show_stop_alone(qtbot: QtBot, shown: Show) -> None:
    panel = VerdictPanel()
    area = BenchArea(panel)
    shown(area)
    area.show_stop(samples.stop())
    assert area.stopped()
    assert area.blocking.isVisible()
    assert area.blocking.height() < area.height() - 80
    with qtbot.waitSignal(area.blocking.confirmed):
        area.blocking.button.click()
    assert area.stopped()
    area.show_stop(None)
    assert not area.blocking.isVisible()


def test_lines_stay_where_they_are(shown: Show) -> None:
    lines = LineList()
    lines.show_rows(samples.lines())
    shown(lines, 480, 560)
    resets: list[int] = []
    lines.model().modelReset.connect(lambda: resets.append(1))
    changed = tuple(replace(row, done=row.total, last=row.key == "4") for row in samples.lines())
    lines.show_rows(changed)
    assert resets == []
    assert lines.row_height() == 140
    assert "1 of 1" in lines.model().index(0, 0).data()


def test_a_hundred_lines_scroll_and_keep_the_touched_one_in_view(shown: Show) -> None:
    lines = LineList()
    many = tuple(replace(samples.lines()[2], key=str(at), last=at == 90) for at in range(100))
    shown(lines, 480, 560)
    lines.show_rows(many)
    assert lines.row_height() >= 84
    assert lines.viewport().rect().intersects(lines.visualRect(lines.model().index(90, 0)))


def test_scan_bar_typing_by_hand(qtbot: QtBot, shown: Show) -> None:
    bar = ScanBar()
    bar.show_line(ScanLine("Scan the next item"))
    shown(bar, 1280, 88)
    bar.open_typing()
    entry = bar.findChild(QLineEdit)
    assert entry is not None
    QTest.keyClicks(entry, " A07-14 ")
    with qtbot.waitSignal(bar.typed) as typed:
        QTest.keyClick(entry, Qt.Key.Key_Return)
    assert typed.args == ["A07-14"]
    assert not bar.typing()
    bar.open_typing()
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert not bar.typing()


def test_choices_are_taken_by_digit(qtbot: QtBot, shown: Show) -> None:
    choices = Choices()
    choices.show_options(samples.options())
    shown(choices, 800, 300)
    with qtbot.waitSignal(choices.chosen) as chosen:
        assert choices.take("2")
    assert chosen.args == [2]
    assert not choices.take("9")


def table(count: int) -> Table:
    made = Table(samples.order_columns(), name="Orders", key=lambda row: row.number)
    made.show_rows(samples.orders(count))
    return made


def test_a_table_fetches_in_pages_and_sorts_all_rows(shown: Show) -> None:
    orders = table(1000)
    shown(orders, 800, 600)
    assert orders.model().rowCount() == FETCH
    orders.sort_rows(5, descending=True)
    assert orders.rows_model().row(0).pence == max(row.pence for row in samples.orders(1000))
    assert orders.rows_model().total() == 1000


def test_a_refresh_keeps_what_was_chosen_and_tells_nobody(qtbot: QtBot, shown: Show) -> None:
    orders = table(26)
    shown(orders, 800, 600)
    picked: list[object] = []
    orders.choose("537235")
    orders.picked.connect(picked.append)
    orders.show_rows(tuple(reversed(samples.orders(26))))
    assert ([row.number for row in orders.chosen()], picked) == (["537235"], [])
    orders.show_rows(())
    assert picked == [None]


def test_enter_opens_the_row_and_copying_gives_plain_text(qtbot: QtBot, shown: Show) -> None:
    orders = table(3)
    shown(orders, 800, 600)
    orders.choose("537227")
    with qtbot.waitSignal(orders.opened) as opened:
        QTest.keyClick(orders, Qt.Key.Key_Return)
    assert opened.args[0].number == "537227"
    assert orders.copy_text().startswith("537227\t17677\tUnited Kingdom\t20")


def test_markup_in_data_stays_text(shown: Show) -> None:
    evil = Table((Column("Name", lambda row: row, 0),), name="Names")
    evil.show_rows(("<b>bold</b><img src=x>",))
    shown(evil, 400, 200)
    assert evil.model().index(0, 0).data() == "<b>bold</b><img src=x>"
    row = FieldRow("<i>Name</i>", field("Name"))
    shown(row, 500, 80)
    row.refuse("<h1>No</h1>")
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in row.findChildren(type(row._label)))


def test_a_refused_field_keeps_its_text_and_says_why(shown: Show) -> None:
    entry = field("Postcode", "YO1")
    row = FieldRow("Postcode", entry)
    shown(row, 500, 120)
    row.refuse("A postcode of York has 6 or 7 signs.")
    assert (entry.text(), entry.accessibleDescription()) == ("YO1", "A postcode of York has 6 or 7 signs.")
    row.refuse("")
    assert entry.accessibleDescription() == ""


def test_number_fields_show_their_unit(shown: Show) -> None:
    number = NumberField("Gap", 0, 5000, unit="ms")
    number.setValue(120)
    shown(number, 200, 60)
    assert number.text() == "120 ms"


def test_the_focus_ring_follows_the_keyboard_only(qtbot: QtBot, shown: Show) -> None:
    window = QWidget()
    first, second = field("First"), field("Second")
    for at, one in enumerate((first, second)):
        one.setParent(window)
        one.setGeometry(40, 40 + at * 80, 200, 44)
    ring = FocusRing(window)
    shown(window, 400, 300)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert ring.target() is None
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.target() is first
    assert ring.geometry().contains(first.geometry())
    first.hide()
    assert ring.target() is not first


def test_the_ring_follows_a_field_whose_row_is_moved(qtbot: QtBot) -> None:
    window = QWidget()
    row = QWidget(window)
    before, inside = QLineEdit(window), QLineEdit(row)
    before.setGeometry(0, 0, 100, 20)
    row.setGeometry(0, 40, 100, 20)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    before.setFocus(Qt.FocusReason.TabFocusReason)
    inside.setFocus(Qt.FocusReason.TabFocusReason)
    top = ring.y()
    row.move(0, 90)
    assert ring.target() is inside
    assert ring.y() == top + 50


def test_a_long_fact_is_read_whole_on_more_lines(shown: Show) -> None:
    facts = Facts("body")
    shown(facts, 300, 200)
    facts.show_facts((("New with them", "4,313 customers, 3,941 products, 128 credit notes, 96 adjustments"),))
    QApplication.processEvents()
    name, value = facts._labels[0]
    assert value.text().endswith("96 adjustments")
    room = QRect(0, 0, value.width(), 1_000)
    wanted = value.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, value.text())
    assert wanted.width() <= value.width()
    assert wanted.height() <= value.height()
    assert name.geometry().right() < value.geometry().left()


def test_a_toast_tells_and_can_be_undone(qtbot: QtBot, shown: Show) -> None:
    window = QWidget()
    toast = Toast(window)
    shown(window, 900, 600)
    toast.say("Order 537235 is on hold", undo=True)
    assert toast.isVisible()
    undo = next(one for one in toast.findChildren(QWidget) if one.accessibleName().startswith("Undo"))
    with qtbot.waitSignal(toast.undone):
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
