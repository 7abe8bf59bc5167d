"""The lab's window over real twins: by keys alone, a name for every control, dropped pictures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.windows import nameless
from warehouse_app.bootstrap.lab import TwinLab
from warehouse_app.bootstrap.labwindow import LabBeside, _eyes
from warehouse_app.bootstrap.machine import Machine
from warehouse_app.devices.printers import open_printer
from warehouse_app.documents import zpl
from warehouse_app.documents.testpage import test_page as page_of
from warehouse_app.ports.lab import Thing
from warehouse_app.ports.printer import Language, PrinterCard, PrinterKind
from warehouse_app.ui.lab.window import LabWindow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals"),
]
LIMIT_MS = 20_000


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[TwinLab]:
    with closing(TwinLab(tmp_path / "lab")) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot, lab: TwinLab) -> Iterator[LabWindow]:
    made = LabWindow(lab, _eyes())
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.end()


def printed(lab: TwinLab) -> None:
    card = PrinterCard("LAB", PrinterKind.TCP, Language.ZPL203, lab.ports().printer)
    open_printer(card).send(zpl.render(page_of("LAB", "now", "B1"), 203), "Test", "test-1")


def test_everything_has_a_name_and_its_deed(window: LabWindow, lab: TwinLab, qtbot: QtBot) -> None:
    assert nameless(window) == []
    window._scanner.code.setText("4006381333931")
    QTest.keyClick(window._scanner.code, Qt.Key.Key_Return)
    assert window.presenter.screen.recent == ("4006381333931",)
    assert nameless(window) == []
    QTest.keyClick(window._scale.slider, Qt.Key.Key_PageUp)
    assert lab.now().grams == 500
    assert window._scale.figure.text() == "0.500 kg"
    window._scanner.cable.click()
    assert lab.now().pulled == frozenset({Thing.SCANNER})
    assert not window._scanner.code.isEnabled()
    assert "Plug" in window._scanner.cable.words()
    assert all(button.text() or button.accessibleName() for button in window.findChildren(QPushButton))


def test_a_print_is_drawn_decoded_and_scanned_by_a_key(window: LabWindow, lab: TwinLab, qtbot: QtBot) -> None:
    printed(lab)
    screen = window.presenter
    qtbot.waitUntil(lambda: screen.screen.seen is not None and screen.screen.seen.codes == ("TEST",), timeout=LIMIT_MS)
    assert window._printer.paper.pages() == 1
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert screen.screen.recent == ("TEST",)


def test_a_picture_that_is_dropped_is_scanned(window: LabWindow, tmp_path: Path, qtbot: QtBot) -> None:
    picture = tmp_path / "code.png"
    picture.write_bytes(_eyes().pages(zpl.render(page_of("LAB", "now", "B1"), 203))[0])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    window._scanner.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *held))
    qtbot.waitUntil(lambda: window.presenter.screen.recent == ("TEST",), timeout=LIMIT_MS)
    window._dropped(str(tmp_path / "missing.png"))
    qtbot.waitUntil(lambda: window.presenter.screen.wrong, timeout=LIMIT_MS)


def test_a_bench_opens_one_lab_and_shows_it_again(qapp: QApplication, tmp_path: Path) -> None:
    home = Machine().home(tmp_path / "home")
    mine, another = LabBeside(home), LabBeside(home)
    ports = mine.start()
    try:
        assert (mine.start(), another.start()) == (ports, ports)
        another.show()
        assert labs() == []
        for _ in range(2):
            mine.show()
            assert [each.isVisible() for each in labs()] == [True]
            labs()[0].close()
    finally:
        another.end()
        mine.end()


def labs() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, LabWindow)]
