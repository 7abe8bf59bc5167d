"""The whole first start in one process: no company, the steps by hand, then the window of the new company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from warehouse_app.bootstrap.machine import Machine
from warehouse_app.bootstrap.window import show
from warehouse_app.domain.refusals import Usage
from warehouse_app.ui.shell.firststart.view import FirstStartWindow
from warehouse_app.ui.shell.window import MainWindow

pytestmark = pytest.mark.slow

STEP_MS = 50
LIMIT = 400


class Seen(Machine):
    """A machine with somebody before its screen."""

    def __init__(self, *, screen: bool = True) -> None:
        super().__init__()
        self.screen, self.demos = screen, list[Path]()

    def has_screen(self) -> bool:
        return self.screen

    def demo(self, home: object) -> int:
        self.demos.append(home.path)  # type: ignore[attr-defined]
        return 7


def drive(step: Callable[[], bool]) -> QTimer:
    """Call `step` again and again, inside whatever loop runs, until it says it is done."""
    timer, count = QTimer(), [0]

    def tick() -> None:
        count[0] += 1
        if step() or count[0] > LIMIT:
            timer.stop()
        if count[0] > LIMIT:
            for widget in QApplication.topLevelWidgets():
                widget.close()

    timer.timeout.connect(tick)
    timer.start(STEP_MS)
    return timer


def top(kind: type) -> list[object]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def test_the_steps_end_in_the_window_of_the_new_company(qapp: QApplication, tmp_path: Path) -> None:
    machine, seen = Seen(), list[str]()
    home = machine.home(tmp_path / "home")

    def step() -> bool:
        for window in top(FirstStartWindow):
            assert isinstance(window, FirstStartWindow)
            presenter = window._presenter
            assert presenter is not None
            state = presenter.state()
            seen.append(state.step)
            if state.step == "way":
                presenter.way(1)
            elif not state.busy:
                presenter.answered("company", "Shop")
                presenter.answered("admin", "Ada")
                presenter.forward()
            return False
        for window in top(MainWindow):
            assert isinstance(window, MainWindow)
            seen.append(window.sign_on_page.objectName() or "window")
            window.close()
            return True
        return False

    timer = drive(step)
    assert show(machine, home, "") == 0
    timer.stop()
    assert "made" in seen
    assert home.database.exists()
    assert seen[-1] == "page"


def test_leaving_the_steps_opens_nothing(qapp: QApplication, tmp_path: Path) -> None:
    machine = Seen()
    home = machine.home(tmp_path / "home")

    def step() -> bool:
        for window in top(FirstStartWindow):
            assert isinstance(window, FirstStartWindow)
            window.close()
            return True
        return False

    timer = drive(step)
    assert show(machine, home, "") == 0
    timer.stop()
    assert not home.database.exists()


def test_looking_around_opens_the_sample_company(qapp: QApplication, tmp_path: Path) -> None:
    machine = Seen()
    home = machine.home(tmp_path / "home")

    def step() -> bool:
        for window in top(FirstStartWindow):
            assert isinstance(window, FirstStartWindow)
            assert window._presenter is not None
            window._presenter.way(2)
            window._presenter.forward()
            return True
        return False

    timer = drive(step)
    assert show(machine, home, "") == 7
    timer.stop()
    assert machine.demos == [home.path]


def test_without_a_screen_nothing_is_asked(tmp_path: Path) -> None:
    machine = Seen(screen=False)
    with pytest.raises(Usage, match="no_company"):
        show(machine, machine.home(tmp_path / "home"), "")
