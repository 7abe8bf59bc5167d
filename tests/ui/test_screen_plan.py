"""The plan at a real window: by keys alone, by dragging, and stopped while it is worked out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.planday import plan_day
from tests.windows import Window, nameless
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batches import find_batches
from warehouse_app.store import settings
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import ScanGate
from warehouse_app.ui.screens.plan.batchlist import mime_of
from warehouse_app.ui.screens.plan.state import PlanScreen
from warehouse_app.ui.screens.plan.view import PlanView

pytestmark = pytest.mark.slow
_MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def window(qtbot: QtBot, company: Company, performer: Performer, gate: ScanGate) -> Window:
    with company.write() as desk:
        settings.keep(desk, "plan.cart_orders", "", "4")
        settings.keep(desk, "plan.seconds", "", "1")
    plan_day(company)
    return Window(qtbot, company, performer, gate, company.supervisor)


def plan(window: Window) -> PlanView:
    page = window.go("plan")
    assert isinstance(page, PlanView)
    window.until(lambda: state(page).loaded and not state(page).working)
    window.settle()
    return page


def state(page: PlanView) -> PlanScreen:
    found = page.presenter._screen  # type: ignore[attr-defined]
    assert isinstance(found, PlanScreen)
    return found


def states(window: Window) -> list[str]:
    return [row.state for row in window.company.runner.ask(find_batches, window.company.supervisor)]


def test_a_plan_is_made_changed_and_released_by_keys_alone(window: Window) -> None:
    page = plan(window)
    assert len(page.batches.rows()) == 3
    assert nameless(page) == []
    page.batches.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_Down)
    assert state(page).chosen == 2
    QTest.keyClick(window.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(page.batches.rows()) == 4
    page.orders.setFocus(Qt.FocusReason.TabFocusReason)
    window.press(Qt.Key.Key_Down)
    QTest.keyClick(window.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert state(page).asking == "move"
    assert nameless(page) == []
    moved = state(page).order
    window.press(Qt.Key.Key_1)
    assert state(page).asking == ""
    desk = state(page).desk
    assert desk is not None
    assert desk.draft.batch(state(page).chosen) == desk.draft.batch_with(moved)
    QTest.keyClick(window.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.press(Qt.Key.Key_F2)
    window.settle()
    assert states(window) == ["released"] * 4
    window.press(Qt.Key.Key_F9)
    window.settle()
    assert window.window.page() is not page
    window.press(Qt.Key.Key_F9)
    window.settle()
    assert window.window.page() is page


def test_an_order_dragged_over_a_batch_tells_the_metres_before_the_drop(window: Window) -> None:
    page = plan(window)
    QTest.keyClick(window.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    desk = state(page).desk
    assert desk is not None
    order = desk.draft.batches[1].orders[0]
    target = page.batches.visualRect(page.batches.model().index(3, 0)).center()
    drag(page, order, target)
    assert page.batches.told.isVisible()
    assert page.batches.told.words().endswith((" m more", " m less", "The same walk"))
    drop(page, order, target)
    assert not page.batches.told.isVisible()
    moved = state(page).desk
    assert moved is not None
    batch = moved.draft.batch_with(order)
    assert batch is not None
    assert batch.number == 4


def test_an_order_dragged_beside_the_batches_begins_a_new_one(window: Window) -> None:
    page = plan(window)
    desk = state(page).desk
    assert desk is not None
    order = desk.draft.batches[1].orders[0]
    below = QPoint(20, page.batches.viewport().height() - 4)
    drag(page, order, below)
    assert page.batches.told.words().startswith("New batch: ")
    drop(page, order, below)
    assert len(page.batches.rows()) == 4


def drag(page: PlanView, order: str, at: QPoint) -> None:
    target, data, left = page.batches.viewport(), mime_of(order), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(at, _MOVE, data, left, none))
    QApplication.sendEvent(target, QDragMoveEvent(at, _MOVE, data, left, none))


def drop(page: PlanView, order: str, at: QPoint) -> None:
    data, left, none = mime_of(order), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.batches.viewport(), QDropEvent(QPointF(at), _MOVE, data, left, none))


def test_several_orders_are_left_out_at_once_and_found_among_those(window: Window) -> None:
    page = plan(window)
    page.orders.setFocus(Qt.FocusReason.TabFocusReason)
    page.orders.selectRow(0)
    QTest.keyClick(page.orders, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.press(Qt.Key.Key_F7)
    desk = state(page).desk
    assert desk is not None
    assert len(desk.draft.out) == 2
    page.presenter.scoped("out")  # type: ignore[attr-defined]
    assert page.orders.rows_model().total() == 2


def test_the_map_shows_the_tour_of_the_chosen_batch(window: Window) -> None:
    page = plan(window)
    assert "Batch 1" in page.map.accessibleName()
    page.map.chosen.emit("3")
    assert state(page).chosen == 3
    assert "Batch 3" in page.map.accessibleName()


def test_a_plan_is_stopped_by_esc_and_the_best_so_far_stays(window: Window) -> None:
    with window.company.write() as desk:
        settings.keep(desk, "plan.seconds", "", "600")
    page = window.window
    page.go("plan")
    view = page.page()
    assert isinstance(view, PlanView)
    window.until(lambda: bool(view.batches.rows()))
    assert state(view).working
    assert view.table.button("back").isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not state(view).working
    window.settle()
    assert len(view.batches.rows()) == 3
    assert not view.table.button("back").isVisible()


def test_signing_off_ends_what_is_worked_out(window: Window) -> None:
    with window.company.write() as desk:
        settings.keep(desk, "plan.seconds", "", "600")
    window.window.go("plan")
    view = window.window.page()
    assert isinstance(view, PlanView)
    window.until(lambda: bool(view.batches.rows()))
    window.window.sign_off()
    window.settle()
    assert window.performer.idle()


def test_many_plans_are_chosen_from_a_list(window: Window) -> None:
    with window.company.write() as desk:
        for day in range(8, 12):
            ship_by = f"2010-12-{day:02}T17:00:00.000000Z"
            window.company.order(desk, str(2000 + day), [("P001", 1)], ship_by=ship_by)
    allocate(window.company.runner, window.company.supervisor)
    page = plan(window)
    assert page.plans.box.isVisible()
    assert not page.plans.chips.isVisible()
    assert page.plans.box.count() == 5
    assert nameless(page) == []
    page.plans.box.setCurrentIndex(2)
    page.plans.box.activated.emit(2)
    window.until(lambda: not state(page).working)
    assert state(page).key == "MAIN 2010-12-09"
    assert len(page.batches.rows()) == 1
