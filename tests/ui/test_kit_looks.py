"""How widgets share their room: nothing is squeezed, covered, cut or out of line, in either direction."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QBuffer, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app import wording
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit import fonts
from warehouse_app.ui.kit.blocking import BlockingPanel
from warehouse_app.ui.kit.boardvalues import Ranks
from warehouse_app.ui.kit.buttons import Button, key_width
from warehouse_app.ui.kit.deedrow import DeedRow
from warehouse_app.ui.kit.editform import EditForm
from warehouse_app.ui.kit.filters import FilterChip
from warehouse_app.ui.kit.form import FieldRow, FindField, chooser, field, line_up
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.labels import Label
from warehouse_app.ui.kit.onecard import OneCard
from warehouse_app.ui.kit.overlays import FocusRing, Toast
from warehouse_app.ui.kit.paper import PaperView
from warehouse_app.ui.kit.pickface import FarWord
from warehouse_app.ui.kit.ranked import RankChart
from warehouse_app.ui.kit.scrolled import Scrolled
from warehouse_app.ui.kit.table import Table
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Answer, Column, FilterValue, Item, Stop, Verdict
from warehouse_app.ui.kit.verdict import VerdictPanel
from warehouse_app.ui.screens.devices.parts import LiveBytes
from warehouse_app.wording import languages

Show = Callable[..., QWidget]


@dataclass(frozen=True)
class Row:
    name: str


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def place_of(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def deeds() -> tuple[Button, Button, Button]:
    return (
        Button("Change", icon="pencil", key="F2"), Button("Link barcode", key="F6"), Button("Unlink", key="F10")
    )  # fmt: skip


@pytest.mark.parametrize("width", [200, 330, 403, 900])
def test_no_deed_is_narrower_than_its_words(shown: Show, width: int) -> None:
    buttons, page = deeds(), QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(DeedRow(*buttons))
    column.addStretch(1)
    shown(page, width, 300)
    QApplication.processEvents()
    assert all(each.isVisible() for each in buttons)
    assert [each.words() for each in buttons if each.width() < each.sizeHint().width() - 12] == []
    assert all(place_of(each, page).right() < width for each in buttons)


def test_a_row_of_deeds_is_one_row_where_there_is_room_and_a_hidden_deed_takes_none(shown: Show) -> None:
    buttons = deeds()
    row = DeedRow(*buttons)
    shown(row, 900, 60)
    assert len({each.y() for each in buttons}) == 1
    row.resize(330, 100)
    assert row.columns() == 2
    buttons[1].hide()
    assert row.columns() == 2
    assert buttons[0].y() == buttons[2].y()


def test_the_words_below_a_field_are_clear_of_its_focus_ring(qtbot: QtBot, shown: Show) -> None:
    page, badge = QWidget(), field("Badge")
    row = FieldRow("Badge", badge)
    column = QVBoxLayout(page)
    column.addWidget(row)
    column.addStretch(1)
    ring = FocusRing(page)
    shown(page, 700, 200)
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    badge.clearFocus()
    badge.setFocus(Qt.FocusReason.TabFocusReason)
    row.refuse("That is no badge")
    QApplication.processEvents()
    assert ring.isVisible()
    assert ring.geometry().bottom() < place_of(row._refusal, page).top()


@pytest.mark.parametrize("width", [150, 252, 400])
def test_a_find_field_keeps_its_words_whole_and_clear_of_glass_and_key(shown: Show, width: int) -> None:
    find = FindField("Number, customer, name", "Ctrl L")
    shown(find, width, 44)
    words = find.fontMetrics().horizontalAdvance(find.placeholderText())
    margins = find.textMargins()
    assert margins.left() >= 20
    assert find.keyed() == (width == 400)
    assert find.keyed() == (margins.right() > key_width("Ctrl L"))
    if width > 150:
        assert words <= find.width() - margins.left() - margins.right() - 24


def test_a_mirrored_find_field_keeps_clear_of_both(mirrored: None, shown: Show) -> None:
    find = FindField("SKU", "Ctrl L")
    shown(find, 400, 44)
    assert find.textMargins().right() >= 20, "the glass stands at the right"
    assert find.textMargins().left() > key_width("Ctrl L"), "the key at the left"


def test_one_tile_of_a_stop_stands_where_it_stands_beside_another(shown: Show) -> None:
    panel = BlockingPanel()
    shown(panel, 1248, 624)
    item = Item("Brocade Ring Purse", "17003")
    panel.show_stop(Stop("Wrong item", "", "Put it back", "Done", scanned=item, needed=(Item("Heart", "22"),)))
    QApplication.processEvents()
    both = panel._scanned.geometry()
    panel.show_stop(Stop("Other order", "17003 belongs to 537301", "Put it in T-0002", "It is", scanned=item))
    QApplication.processEvents()
    assert abs(panel._scanned.width() - both.width()) <= 20
    assert panel._scanned.x() == both.x()


def test_a_wrong_place_is_shown_beside_the_right_one_and_no_larger(shown: Show) -> None:
    panel = BlockingPanel()
    shown(panel, 1248, 624)
    panel.show_stop(Stop("Wrong place", "", "Go to A08-02-1", "Done", at="A01-01-1", wanted="A08-02-1"))
    QApplication.processEvents()
    words = panel.findChildren(FarWord)
    assert [each.accessibleName() for each in words if each.isVisible()] == ["A01-01-1", "A08-02-1"]
    small = fonts.sized("place", 40)
    assert words[0]._wide(small) == words[1]._wide(small)
    panel.show_stop(Stop("Stop", "", "Look", "Done"))
    assert not any(each.isVisible() for each in words)


def test_the_figure_of_a_question_stands_below_its_words_whatever_the_window_was_before(shown: Show) -> None:
    panel = VerdictPanel()
    shown(panel, 1248, 624)
    answers = (Answer("short", "It is not there", "1", primary=True), Answer("back", "Go on", "2"))
    panel.show_verdict(Verdict("asked", "Too few?", "Why", place_label="Not there", place="1", answers=answers))
    QApplication.processEvents()
    page = panel._pages["asked"]
    before = page.label.geometry(), page.place.geometry()  # type: ignore[union-attr]
    assert before[1].top() - before[0].bottom() <= 12
    panel.resize(1880, 880)
    QApplication.processEvents()
    panel.resize(1248, 624)
    QApplication.processEvents()
    assert (page.label.geometry(), page.place.geometry()) == before  # type: ignore[union-attr]


def test_an_empty_list_says_so_and_a_full_one_does_not(shown: Show) -> None:
    table = Table((Column("Barcode", lambda row: row.name, 0),), name="Barcodes")
    shown(table, 400, 200)
    bare = table.grab().toImage()
    table.none = "No barcode is linked."
    assert table.grab().toImage() != bare
    table.show_rows((Row("1"),))
    full = table.grab().toImage()
    table.none = ""
    assert table.grab().toImage() == full


@pytest.mark.parametrize("height", [300, 120])
def test_the_chosen_row_stays_in_view_when_the_window_gets_smaller(shown: Show, height: int) -> None:
    table = Table((Column("Name", lambda row: row.name, 0),), name="Names", key=lambda row: row.name)
    shown(table, 400, 600)
    table.show_rows(tuple(Row(str(n)) for n in range(100)))
    table.choose("11")
    table.resize(400, height)
    seen = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(seen)


def test_a_row_that_was_scrolled_away_is_not_brought_back_by_a_resize(shown: Show) -> None:
    table = Table((Column("Name", lambda row: row.name, 0),), name="Names", key=lambda row: row.name)
    shown(table, 400, 600)
    table.show_rows(tuple(Row(str(n)) for n in range(100)))
    table.choose("0")
    table.verticalScrollBar().setValue(2_000)
    table.resize(400, 300)
    assert table.verticalScrollBar().value() == 2_000


@pytest.mark.parametrize("undo", [False, True])
def test_a_toast_stands_inside_the_edge_of_the_list(shown: Show, undo: bool) -> None:
    window = QWidget()
    toast = Toast(window)
    shown(window, 1280, 800)
    toast.say("1 row copied", undo=undo)
    assert toast.x() > 104, "the list begins there"
    assert toast.geometry().bottom() < 800 - 50, "its foot is below"
    margins = toast.layout().contentsMargins()  # type: ignore[union-attr]
    assert (margins.left() == margins.right()) is not undo


def test_wrapped_words_in_a_scroll_area_press_no_row_into_another(shown: Show) -> None:
    area, inside = QScrollArea(), Scrolled()
    area.setWidgetResizable(True)
    column = QVBoxLayout(inside)
    long = "A parcel waits for its weight, from the scale or typed, before its label prints; else it is computed. "
    rows = [FieldRow(f"Field {n}", field("Field"), long * (n % 3 + 1)) for n in range(8)]
    for row in rows:
        column.addWidget(row)
    area.setWidget(inside)
    shown(area, 700, 400)
    QApplication.processEvents()
    QApplication.processEvents()
    assert [row.height() for row in rows if row.height() < row.heightForWidth(row.width())] == []


def test_a_view_with_too_little_room_shows_its_word_without_its_count(shown: Show) -> None:
    wide, narrow = FilterChip(FilterValue("lines", "Lines", 39)), FilterChip(FilterValue("lines", "Lines", 39))
    shown(wide, wide.sizeHint().width(), 44)
    shown(narrow, wide.sizeHint().width() - 20, 44)
    alone = FilterChip(FilterValue("lines", "Lines"))
    shown(alone, wide.sizeHint().width() - 20, 44)
    assert narrow.grab().toImage() == alone.grab().toImage()
    assert narrow.accessibleName() == "Lines, 39"


def test_a_row_is_chosen_by_its_key_from_right_to_left_too(mirrored: None, shown: Show) -> None:
    table = Table((Column("Name", lambda row: row.name, 90),), name="Names", key=lambda row: row.name)
    shown(table, 400, 300)
    table.show_rows(tuple(Row(str(n)) for n in range(100)))
    assert table.choose("11")
    assert table.chosen() == (Row("11"),)


def test_the_fields_of_a_form_begin_at_one_line(shown: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    rows = [FieldRow(words, field(words)) for words in ("Name", "Taken by itself after", "Weigh each parcel")]
    for row in rows:
        column.addWidget(row)
    line_up(rows)
    shown(page, 800, 300)
    QApplication.processEvents()
    assert len({row.field.x() for row in rows}) == 1


@pytest.mark.parametrize("width", [300, 480, 900])
def test_no_byte_of_a_device_is_cut(shown: Show, width: int) -> None:
    live = LiveBytes()
    shown(live, width, 140)
    live.show_bytes(b"S S      0.480 kg\r\n" * 2, "Nothing came yet")
    QApplication.processEvents()
    words = [each for each in live.findChildren(Label) if each.text()]
    assert len(words) > 2
    assert [each.text() for each in words if each.width() < each.fontMetrics().horizontalAdvance(each.text())] == []


def test_a_choice_begins_its_words_where_a_line_to_type_in_does(shown: Show) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    line, choice = field("Code", "HHHH"), chooser("Kind", (("h", "HHHH"),))
    for each in (line, choice):
        column.addWidget(each)
    shown(page, 300, 120)
    QApplication.processEvents()
    assert abs(first_ink(line) - first_ink(choice)) <= 1


def test_no_line_of_a_paper_is_lost_where_it_is_shown_small(shown: Show) -> None:
    page = QImage(800, 1000, QImage.Format.Format_Mono)
    page.fill(1)
    for y in range(0, 1000, 20):
        for x in range(800):
            page.setPixel(x, y, 0)
    stored = QBuffer()
    page.save(stored, "PNG")  # type: ignore[call-overload]
    view = PaperView("Paper")
    shown(view, 170, 260)
    view.show_pages((bytes(stored.data().data()),))
    QApplication.processEvents()
    drawn = view.grab().toImage()
    greys = [drawn.pixelColor(80, y).lightness() for y in range(10, 190)]
    assert all(min(greys[at : at + 6]) < 250 for at in range(len(greys) - 6))


def first_ink(widget: QWidget) -> int:
    """Return how far from the left of a field its first dark pixel inside the border is."""
    picture = widget.grab().toImage()
    middle = range(picture.height() // 2 - 3, picture.height() // 2 + 3)
    dark = (x for x in range(5, picture.width()) if any(picture.pixelColor(x, y).lightness() < 100 for y in middle))
    return next(dark)


def test_a_far_word_is_drawn_alike_with_and_without_signs_of_direction(qtbot: QtBot) -> None:
    word = FarWord("counter", "ink")
    qtbot.addWidget(word)
    word.resize(900, word.sizeHint().height())
    word.show_word("RS-01")
    plain = word.grab().toImage()
    word.show_word(code("RS-01"))
    assert word.grab().toImage() == plain


def test_deeds_stand_under_the_facts_whatever_else_a_card_has(shown: Show) -> None:
    for rest in (False, True):
        one, change = OneCard(), Button("Change", key="F2")
        one.take((change,))
        if rest:
            one.put(Label("Where it stands", "strong"))
            one.put_rest(QWidget())
        one.show_head("85123A", "glass in it", (("Kept", "yesterday"),))
        shown(one, 420, 700)
        QApplication.processEvents()
        assert place_of(change, one).bottom() < 220


def test_bars_of_named_things_take_a_row_each(shown: Show) -> None:
    chart = RankChart()
    chart.show_ranks(Ranks((("It was broken on its long way here", 120, "£1.20"), ("Late", 30, "£0.30")), "said"))
    shown(chart, 300, 56)
    image = chart.grab().toImage()
    bars = [sum(image.pixelColor(x, y) == image.pixelColor(160, 14) for x in range(126, 262)) for y in (14, 42)]
    assert bars[0] > 3 * bars[1] > 0, "each as long as its figure"
    assert chart.accessibleName() == "said"


def test_a_form_takes_figures_as_the_language_has_them(shown: Show) -> None:
    languages.speak("de", resource_path("locale"))
    try:
        form = EditForm()
        fields = (FormField("amount", "Amount", decimal=True), FormField("note", "Note"))
        form.show_form(FormValue("f", "Title", "Save", fields, {"amount": "12.50", "note": "12.50"}))
        shown(form, 420, 400)
        assert [each.text() for each in form.findChildren(QLineEdit)] == ["12,50", "12.50"]
        assert form.values() == {"amount": "12.50", "note": "12.50"}
    finally:
        wording.use(gettext.NullTranslations())


def test_a_form_is_no_wider_than_its_page_whatever_its_choices_say(shown: Show) -> None:
    form = EditForm()
    long = (("a", "When the goods are here and somebody has looked at each of them"), ("b", "No"))
    form.show_form(FormValue("f", "Title", "Save", (FormField("when", "An exchange leaves", choices=long),)))
    shown(form, 400, 300)
    QApplication.processEvents()
    (choice,) = form.findChildren(QComboBox)
    assert place_of(choice, form).right() < 400
