"""What the window loads before its first page stands. Everything else waits until it is wanted: a start is short."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.program import LIMIT_S, ROOT, Program, one_sentence

HEAVY = {
    "alembic", "argon2", "httpx", "jinja2", "numpy", "openpyxl", "pandas", "PIL", "psycopg", "pydantic", "pypdfium2",
    "reportlab", "rich", "sqlalchemy.orm", "structlog", "typer", "zxingcpp",
}  # fmt: skip

LATER = {
    "warehouse_app.application.importing", "warehouse_app.application.outbox", "warehouse_app.application.packing",
    "warehouse_app.application.savedlists", "warehouse_app.channels", "warehouse_app.demo", "warehouse_app.documents",
    "warehouse_app.store.postgresql", "warehouse_app.terminal.commands",
}  # fmt: skip
"""Ours, wanted by a screen, a lane or a command."""

OPENED = """
import json, linecache, sys
from warehouse_app.bootstrap import window

build = window.build

def told(started):
    from PySide6.QtCore import QEventLoop

    while not started.performer.idle():
        started.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    started.window.grab()
    page = type(started.window.page()).__name__
    sources = [name for name in linecache.cache if "warehouse_app" in name]
    print(json.dumps([page, sorted(sys.modules), sources]))
    return 0

def built(company, station, **more):
    started = build(company, station, **more)
    started.later = lambda deed: None
    started.app.exec = lambda: told(started)
    return started

window.build = built
sys.argv = ["warehouse"]
from warehouse_app.__main__ import main
main()
"""


def loaded(program: Program) -> tuple[str, set[str], list[str]]:
    """Return the first page of the window, every module loaded when it stood, and the source files that were read."""
    done = subprocess.run(
        [sys.executable, "-c", OPENED],
        check=False, capture_output=True, text=True, timeout=LIMIT_S, cwd=ROOT,
        env={**os.environ, **program.environment(), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page, modules, sources = json.loads(done.stdout)
    return page, set(modules), sources


@pytest.mark.parametrize("stays", [False, True], ids=["sign-on", "signed on"])
def test_the_window_loads_what_its_first_page_needs_and_no_more(tmp_path: Path, stays: bool) -> None:
    program = Program(tmp_path / "home").begin()
    if stays:
        assert program.start("user", "sign-on").code == 0
    page, modules, sources = loaded(program)

    assert page == ("TodayView" if stays else "SignOnView")
    assert not modules & HEAVY
    assert not modules & LATER
    others = {name for name in modules if name.startswith("warehouse_app.ui.screens.") and name.endswith(".view")}
    assert sources == []
    assert others == ({"warehouse_app.ui.screens.today.view"} if stays else set())


@pytest.mark.skipif(sys.platform != "linux", reason="only there a desktop can be missing")
def test_where_there_is_no_screen_one_sentence_says_so(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    nothing = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    told = program.start("gui", **nothing)
    assert (told.code, "no screen here" in one_sentence(told)) == (3, True)
