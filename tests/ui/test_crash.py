"""A fault in the window: the whole report stays, the one to send is shown first, and the next start offers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.twins import Memory
from tests.windows import nameless
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.refusals import Trouble
from warehouse_app.system.faults import FaultFile
from warehouse_app.system.home import LocalHome
from warehouse_app.ui.runtime.crash import CrashDialog
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.start import Started
from warehouse_app.ui.shell.support import SupportDialog

ADMIN = Session(Actor(PersonId("p-all"), "ADA", "Ada A.", Role.ADMINISTRATOR, with_pin=True), "B1")


class Files:
    """A support desk with two small files."""

    def __init__(self) -> None:
        self.saved: list[Path] = []

    def gather(self, session: Session, told: object) -> dict[str, str]:
        return {"about.json": "{}", "logs/warehouse.log": "line"}

    def save(self, files: object, path: Path) -> None:
        if path.suffix != ".zip":
            raise Trouble("file_not_written", file=str(path), why="read-only")
        self.saved.append(path)


@pytest.fixture
def started(qtbot: QtBot, company: Company, tmp_path: Path) -> Iterator[Started]:
    home = LocalHome(tmp_path / "home")
    house = House(
        company.runner, company.ids.new, lambda _b, _p: Denied(""), SilentPlayer(), Memory(), Place(bench="B1"),
        support=Files(),
    )  # fmt: skip
    made = Started(house, home.crash, "version 0.1", scrub=home.scrub)
    made.show()
    made.window.sign_on_as(ADMIN)
    qtbot.waitUntil(made.performer.idle)
    yield made
    assert made.stop() == []


def dialog(kind: type) -> CrashDialog | SupportDialog:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert isinstance(found, CrashDialog | SupportDialog)
    return found


def test_the_report_shown_is_the_one_that_would_be_sent_and_the_whole_one_is_kept(
    started: Started, tmp_path: Path
) -> None:
    started.crash.report(KeyError("Jane Roe of 12 Mill Lane"))
    shown = dialog(CrashDialog)
    text = shown.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "KeyError" in text
    assert "Roe" not in text
    (kept,) = (tmp_path / "home" / "logs").glob("crash-*.txt")
    assert "Jane Roe" in kept.read_text(encoding="utf-8")
    assert nameless(shown) == []
    to = tmp_path / "to send.txt"
    assert isinstance(shown, CrashDialog)
    shown._ask_file = lambda _parent: str(to)
    shown.save()
    assert to.read_text(encoding="utf-8").strip() == text.strip()
    shown._ask_file = lambda _parent: str(tmp_path / "no folder" / "x.txt")
    shown.save()
    assert "Not saved" in shown._told.text()
    started.crash.close()


def test_the_next_start_offers_what_was_not_looked_at(started: Started) -> None:
    started.offer(("about\n\nKeyError: 'Jane Roe'\n",))
    worst = started.window.notices.worst()
    assert worst is not None
    assert worst.title == "The program met a fault"
    started.window.notices.answered("crash", "show")
    assert "Roe" not in dialog(CrashDialog).findChildren(QPlainTextEdit)[0].toPlainText()
    assert started.window.notices.worst() is None
    started.crash.close()


def test_nothing_is_offered_where_nothing_happened(started: Started) -> None:
    started.offer(())
    assert started.window.notices.worst() is None


def test_the_support_file_is_read_before_it_is_saved(qtbot: QtBot, started: Started, tmp_path: Path) -> None:
    started.window.choose("support")
    qtbot.waitUntil(lambda: started.window.support is not None and started.window.support.dialog is not None)
    shown = dialog(SupportDialog)
    assert isinstance(shown, SupportDialog)
    assert shown.text.toPlainText() == "{}"
    assert nameless(shown) == []
    for name, told in (("no.txt", "cannot be written"), ("support.zip", "Saved as")):
        to = str(tmp_path / name)
        shown._ask_file = lambda _parent, to=to: to  # type: ignore[misc]
        shown.save.click()
        assert told in shown.told()
    assert started.window.house.support.saved == [tmp_path / "support.zip"]  # type: ignore[union-attr]
    shown.reject()


def test_a_death_of_the_process_leaves_where_it_was_for_the_next_start(tmp_path: Path) -> None:
    faults = FaultFile(tmp_path)
    assert faults.taken() == ""
    (tmp_path / "fault.txt").write_text("Fatal Python error: Segmentation fault\n")
    assert faults.taken().startswith("Fatal Python error")
    assert faults.taken() == ""
    faults.watch()
    faults.end()
    assert not (tmp_path / "fault.txt").exists()
