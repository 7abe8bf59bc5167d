"""The map of a warehouse: said in words, walked by keys, zoomed, pulled, and its tours beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from warehouse_app.domain.layouts.floor import FloorPlan, FloorTour, FloorTurn
from warehouse_app.ui.kit import theme
from warehouse_app.ui.kit.floorframe import fitted, zoomed
from warehouse_app.ui.kit.floorracks import cells_of
from warehouse_app.ui.kit.floortours import beside, tour_dash, tour_token
from warehouse_app.ui.kit.warehousemap import WarehouseMap
from warehouse_app.ui.screens.gallery.maps import floor, heat, tours

Show = Callable[..., QWidget]
ROOM = QRectF(0, 0, 800, 600)


@pytest.fixture
def made(shown: Show) -> WarehouseMap:
    widget = WarehouseMap()
    widget.show_floor(floor())
    shown(widget, 800, 600)
    return widget


def test_what_may_not_be_walked_is_barred(made: WarehouseMap) -> None:
    plan = floor()
    first, second = (aisle.x_mm for aisle in plan.aisles[:2])
    y = plan.crossings[0]
    made.show_floor(replace(plan, closed=((first, second, y),), no_turns=(FloorTurn(first, y, "south", "west"),)))
    picture, frame = made.grab().toImage(), made._seen()
    red = theme.colour("stop_mark").redF() - theme.colour("stop_mark").greenF()
    for at in (frame.at((first + second) / 2, y).x() + 3, frame.at(first, y).x() - 12):
        near = [picture.pixelColor(round(at) + n, round(frame.at(first, y).y())) for n in (-1, 0, 1)]
        assert max(colour.redF() - colour.greenF() for colour in near) > red / 2


def test_it_says_what_it_shows(made: WarehouseMap) -> None:
    assert made.accessibleName() == "400 places; 10 aisles; 4 places no walk reaches"
    made.show_heat({"A01-01-1": 7})
    made.show_tours(tours(), "31")
    assert "most picked: A01-01-1 (7)" in made.accessibleName()
    assert "Batch 31: A01-19-1, A01-31-1, A02-25-1, A02-09-1" in made.accessibleName()


def test_an_empty_floor_says_so_and_paints(shown: Show) -> None:
    widget = WarehouseMap()
    shown(widget, 300, 200)
    assert widget.accessibleName() == "No place has a place on the map"
    widget.show_floor(FloorPlan(start=(0, 0)))
    widget.grab()


def test_a_floor_of_one_place_is_drawn(shown: Show) -> None:
    widget = WarehouseMap()
    only = floor()
    widget.show_floor(FloorPlan(spots=only.spots[:1]))
    shown(widget, 300, 200)
    assert widget.grab().toImage().width() == 300


def test_arrows_walk_through_the_stops_and_enter_opens_one(made: WarehouseMap, qtbot: QtBot) -> None:
    made.show_tours(tours(), "31")
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.accessibleDescription() == "A01-31-1"
    with qtbot.waitSignal(made.opened) as heard:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert heard.args == ["A01-31-1"]


def test_keys_and_wheel_zoom_and_back_to_the_whole(made: WarehouseMap) -> None:
    whole = made._seen()
    QTest.keyClick(made, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert made._seen().sx > whole.sx
    QTest.keyClick(made, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(made, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert made._seen() == whole
    QTest.keyClick(made, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert made._seen() == whole


def test_a_touch_opens_the_place_and_a_pull_moves_the_floor(made: WarehouseMap, qtbot: QtBot) -> None:
    spot, cell = next(iter(cells_of(made._seen(), floor())))
    with qtbot.waitSignal(made.opened) as heard:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert heard.args == [spot.code]
    before = made._seen()
    QTest.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(made, QPoint(330, 310))
    QApplication.processEvents()
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(330, 310))
    assert made._seen().ox >= before.ox


def test_zooming_keeps_the_point_under_the_hand() -> None:
    whole = fitted(floor(), ROOM)
    hand = QPointF(200, 300)
    near = zoomed(whole, 2.0, hand, whole)
    assert near is not None
    x, y = (hand.x() - whole.ox) / whole.sx, (whole.oy - hand.y()) / whole.sy
    assert (near.at(x, y) - hand).manhattanLength() < 0.01


def test_the_whole_floor_lies_inside_the_room_front_at_the_foot() -> None:
    plan, frame = floor(), fitted(floor(), ROOM)
    corners = [frame.at(spot.x_mm, spot.y_mm) for spot in plan.spots]
    assert all(ROOM.contains(corner) for corner in corners)
    assert frame.at(0, 0).y() > frame.at(0, 10_000).y()


def test_the_way_back_lies_beside_the_way_out() -> None:
    path = beside([QPointF(0, 0), QPointF(0, 100), QPointF(0, 0)], 3.0)
    assert {round(point.x()) for point in path} == {-3, 3}
    corner = beside([QPointF(0, 0), QPointF(100, 0), QPointF(100, 100)], 3.0)
    assert corner == [QPointF(0, 3), QPointF(97, 3), QPointF(97, 100)]
    assert beside([QPointF(1, 1)], 3.0) == [QPointF(1, 1)]


def test_four_tours_are_told_apart_by_colour_and_dash() -> None:
    assert len({(tour_token(place), tour_dash(place)) for place in range(4)}) == 4
    assert tour_token(4) == tour_token(9) == "edge"


def test_a_tour_is_chosen_by_its_stop(made: WarehouseMap, qtbot: QtBot) -> None:
    one = FloorTour("7", "Batch 7", tours()[0].path, tours()[0].stops)
    made.show_tours((one,))
    made.show_heat(heat())
    stop = one.stops[0]
    with qtbot.waitSignal(made.chosen) as heard:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=made._seen().at(stop.x_mm, stop.y_mm).toPoint())
    assert heard.args == ["7"]
