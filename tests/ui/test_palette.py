"""Every deed in menu, palette, shortcut, tooltip and help, from one table; the palette by keys and by scans."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.windows import Window, nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.ui.kit.marks import spans
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.shell.cards import ScreenCard, discover
from warehouse_app.ui.shell.help import help_rows
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.rail import Rail, RailButton, screens_menu

pytestmark = pytest.mark.slow

ADMIN = Session(Actor(PersonId("p-adm"), "ADM", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")
SCREENS = [card.name for card in discover() if not card.hidden]


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        company.product(desk, "A1000", name="REGENCY CAKESTAND 3 TIER")
        company.stock(desk, "A01-01", "A1000", 10)
        company.order(desk, "1001", [("A1000", 3)])
        places.add(desk, "MAIN", PlaceKind.TOTE, "T-0042")
    return Window(qtbot, company, performer, gate, ADMIN)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_deed_stands_in_menu_palette_tooltip_and_help_with_its_key(window: Window, screen: str) -> None:
    window.go(screen)
    shell = window.window
    tables = (shell.page().table, shell._table)
    menu = shell.actions_menu()
    in_menu = {action.text() for action in menu.actions()}
    palette = {(deed.words, deed.key) for deed in shell.finder.deeds()}
    helped = help_rows(tables)
    assert len({words for _, words in helped}) == len(helped)
    for table in tables:
        for one in table.own():
            if table.window and one.name.startswith("go"):
                continue
            words, key = table.words(one.name), one.key_words()
            assert words in in_menu
            assert (words, key) in palette
            assert (key or "Menu", words) in helped
            assert table.qt(one.name).toolTip() in (f"{words} ({key})" if key else words, table.reason(one.name))
            assert table.qt(one.name).shortcut().toString().replace("+", " ") == key
    menu.deleteLater()


@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_means_two_things(window: Window, screen: str) -> None:
    window.go(screen)
    shell = window.window
    keys = Counter(one.key for table in (shell.page().table, shell._table) for one in table.own() if one.key)
    assert [key for key, count in keys.items() if count > 1] == []


def test_ctrl_f_finds_an_order_and_enter_opens_it(window: Window) -> None:
    window.go("stock")
    QTest.keyClick(window.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    overlay = window.window.finder.overlay
    assert overlay.isVisible()
    window.write("1001")
    window.until(lambda: len(window.window.finder.presenter.state().hits) == 1)
    window.press(Qt.Key.Key_Return)
    assert window.window.bar.title.text() == "Orders"
    page: Any = window.window.page()
    window.until(lambda: page._presenter._screen.row is not None)
    window.until(lambda: page.rows.chosen_places() == (0,))  # of all orders: the view of before has not got it
    assert not overlay.isVisible()


def test_a_scan_over_the_palette_types_nothing_and_opens_its_hit(window: Window) -> None:
    window.go("orders")
    window.window.finder.open()
    overlay = window.window.finder.overlay
    window.beam("T-0042", overlay.field)
    window.until(lambda: not overlay.isVisible())
    window.settle()
    assert overlay.field.text() == ""
    assert window.window.bar.title.text() == "Stock"


def test_closing_gives_gate_and_keyboard_back(window: Window, gate: ScanGate) -> None:
    page: Any = window.go("orders")
    page._orders.setFocus(Qt.FocusReason.TabFocusReason)
    window.window.finder.open()
    assert gate.holder() is window.window.finder.presenter
    window.press(Qt.Key.Key_Escape)
    holder: Any = gate.holder()
    assert holder is page
    assert page._orders.hasFocus()


def test_an_action_is_done_from_the_palette_as_by_its_key(window: Window) -> None:
    window.go("orders")
    window.window.finder.open()
    window.window.finder.presenter.typed(">keys of this")
    window.press(Qt.Key.Key_Return)
    assert window.window.help.isVisible()


def test_the_palette_has_a_name_for_every_control(window: Window) -> None:
    window.window.finder.open("cake")
    window.settle()
    assert nameless(window.window.finder.overlay) == []


def test_signing_off_closes_it(window: Window) -> None:
    window.window.finder.open()
    window.window.sign_off()
    assert not window.window.finder.overlay.isVisible()


def cards(group: str, count: int) -> tuple[ScreenCard, ...]:
    """Return invented screens of a group."""
    return tuple(
        ScreenCard(f"{group}{n}", f"S{n}", "inbox", group == "benches", frozenset(), lambda _c: Page(), group=group)
        for n in range(count)
    )


def rail_of(qtbot: QtBot, height: int, *screens: ScreenCard) -> Rail:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.resize(92, height)
    rail.show()
    rail.show_cards(screens)
    return rail


def test_a_low_rail_keeps_the_last_screens_behind_more(qtbot: QtBot) -> None:
    rail = rail_of(qtbot, 500, *cards("orders", 9))
    assert [card.name for card in rail.behind()] == ["orders6", "orders7", "orders8"]
    rail.resize(92, 900)
    assert rail.behind() == ()


def test_groups_fold_one_after_the_other_and_no_screen_is_out_of_reach(qtbot: QtBot) -> None:
    every = (*cards("orders", 5), *cards("benches", 7), *cards("goods", 7), *cards("catalogue", 4), *cards("house", 5))
    rail = rail_of(qtbot, 2200, *every)
    assert rail.folded() == ()
    for height, folded in ((1900, ("benches",)), (1500, ("benches", "house")), (743, None), (663, None)):
        rail.resize(92, height)
        assert rail.behind() == ()
        if folded is not None:
            assert rail.folded() == folded
    assert set(rail.folded()) >= {"benches", "house"}


def test_every_group_keeps_a_button_before_the_first_one_keeps_all_its_screens(qtbot: QtBot) -> None:
    groups = (
        ("floor", 5),
        ("orders", 4),
        ("benches", 9),
        ("goods", 10),
        ("returns", 5),
        ("catalogue", 9),
        ("house", 10),
    )
    rail = rail_of(qtbot, 744, *(card for name, count in groups for card in cards(name, count)))
    assert [card.name for card in rail.behind()] == ["floor3", "floor4"]
    seen = {one.card.name for one in rail.findChildren(RailButton) if one.isVisible()}
    assert seen == {"floor0", "floor1", "floor2", "orders", "benches", "goods", "returns", "catalogue", "house", "more"}


class _Shorter(QObject):
    """Takes a rail's height away once a button of it is hidden, as a bar above it that grows does."""

    def __init__(self, rail: Rail, height: int) -> None:
        super().__init__(rail)
        self._rail, self._height = rail, height
        for button in rail.findChildren(RailButton):
            button.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.HideToParent:
            self._rail.resize(92, self._height)
        return False


def test_a_rail_that_changes_while_it_is_fitted_fits_what_it_became(qtbot: QtBot) -> None:
    every = (*cards("orders", 5), *cards("benches", 7), *cards("goods", 7), *cards("catalogue", 4), *cards("house", 5))
    rail = rail_of(qtbot, 2200, *every)
    _Shorter(rail, 743)
    rail.resize(92, 500)
    assert rail.height() == 743
    assert rail.behind() == ()


def test_a_folded_group_opens_a_menu_of_its_screens_and_is_marked(qtbot: QtBot) -> None:
    benches = cards("benches", 7)
    rail = rail_of(qtbot, 600, *cards("orders", 3), *benches)
    asked: list[tuple[ScreenCard, ...]] = []
    rail.more_wanted.connect(lambda found, _button: asked.append(found))
    rail.show_current("benches4")
    fold = next(one for one in rail.findChildren(RailButton) if one.isVisible() and one.card.name == "benches")
    assert fold.isChecked()
    fold.click()
    assert asked == [benches]
    assert fold.isChecked()


def test_the_screens_at_hand_do_not_move_when_another_is_opened(qtbot: QtBot) -> None:
    rail = rail_of(qtbot, 743, *cards("orders", 5), *cards("benches", 7), *cards("goods", 7), *cards("house", 5))
    places = {one.card.name: one.pos() for one in rail.findChildren(RailButton) if one.isVisible()}
    rail.show_current("goods6")
    assert {one.card.name: one.pos() for one in rail.findChildren(RailButton) if one.isVisible()} == places


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Regency Cakestand", ("cake",), [(8, 12)]),
        ("Red Retrospot Cake Stand", ("re",), [(0, 2), (4, 6)]),
        ("Müller", ("mul",), [(0, 3)]),
        ("pancake", ("cake",), []),
    ],
)
def test_beginnings_of_words_are_marked(text: str, wanted: tuple[str, ...], found: list[tuple[int, int]]) -> None:
    assert spans(text, wanted) == found


def test_no_key_of_the_page_below_does_anything_while_it_is_open(window: Window) -> None:
    page = window.go("orders")
    done: list[str] = []
    page.chosen.connect(done.append)  # type: ignore[attr-defined]
    window.window.finder.open()
    window.press(Qt.Key.Key_F9)
    window.press(Qt.Key.Key_F1)
    assert done == []
    assert not window.window.help.isVisible()


def test_screens_stand_in_the_order_of_the_work_desks_first() -> None:
    life = ["today", "orders", "batches", "manifests", "pick", "pack", "manifest", "stock", "products", "places"]
    assert [name for name in SCREENS if name in life] == life


def test_of_many_screens_the_later_groups_are_menus_of_their_own(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    few, many = (
        (*cards("orders", 2), *cards("house", 2)),
        (*cards("orders", 5), *cards("benches", 7), *cards("house", 6)),
    )
    assert all(action.menu() is None for action in screens_menu(parent, few).actions())
    menu, chosen = screens_menu(parent, many), list[str]()
    menu.triggered.connect(lambda action: chosen.append(action.data()))
    [below] = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert isinstance(below, QMenu)
    assert [action.data() for action in below.actions()] == [f"house{n}" for n in range(6)]
    below.actions()[3].trigger()
    assert chosen == ["house3"]
