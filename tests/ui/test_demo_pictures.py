"""The pictures of the demo: every screen in every look and size, and a word while they are drawn."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from warehouse_app.demo.pictures import LOOKS, SIZES, draw_screens


class Drawn:
    """A window of two screens that keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, _name: str) -> Any:
        return lambda *_values: None

    def cards(self) -> tuple[Any, ...]:
        return (SimpleNamespace(name="orders"), SimpleNamespace(name="pack"))

    def grab(self) -> QPixmap:
        made = QPixmap(2, 2)
        made.fill()
        return made


def test_the_pictures_say_how_many_there_are_while_they_are_drawn(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    told: list[tuple[int, int]] = []
    started: Any = SimpleNamespace(window=Drawn(), performer=SimpleNamespace(idle=lambda: True))
    shift: Any = SimpleNamespace(out=tmp_path, admin=SimpleNamespace(actor=None, station="B1"))
    drawn = draw_screens(started, shift, "", lambda n, whole: told.append((n, whole)))
    assert drawn == 2 * len(SIZES) * len(LOOKS) == len(list((tmp_path / "screens").glob("*.png")))
    assert told == [(n, drawn) for n in range(0, drawn, 2)]
