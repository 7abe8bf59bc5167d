"""A window hears what others change: told from another thread, published on its own."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.company import Company
from tests.twins import Memory
from warehouse_app.bootstrap.ears import Ears
from warehouse_app.domain.changes import Touched
from warehouse_app.ports.changes import Hear
from warehouse_app.store.database import open_store
from warehouse_app.ui.runtime.inline import SilentPlayer
from warehouse_app.ui.shell.house import House
from warehouse_app.ui.shell.signon.state import Denied, Place
from warehouse_app.ui.shell.start import OTHERS, Started


class Teller:
    """Tells from a thread of its own, once."""

    def __init__(self) -> None:
        self.closed = False

    def start(self, hear: Hear) -> None:
        """Tell."""
        thread = threading.Thread(target=hear, args=(frozenset({"order"}),))
        thread.start()
        thread.join()

    def close(self) -> None:
        """Note it."""
        self.closed = True


def test_what_others_changed_is_published_on_the_windows_thread(qtbot: QtBot) -> None:
    house = House(None, lambda: "id", lambda _badge, _pin: Denied(""), SilentPlayer(), Memory(), Place(bench="B1"))  # type: ignore[arg-type]
    started = Started(house, lambda _report: "", cards=())
    heard: list[tuple[frozenset[str], str, bool]] = []
    here = threading.current_thread()
    started.window.feed.listen(
        lambda touched, origin: heard.append((touched, origin, threading.current_thread() is here))
    )
    teller = Teller()
    started.hear_others(teller)
    assert heard == []
    qtbot.waitUntil(lambda: heard != [])
    assert heard == [(frozenset({"order"}), OTHERS, True)]
    assert started.stop() == []
    assert teller.closed


def test_the_ears_of_a_company_hear_another_process(company: Company, tmp_path: Path) -> None:
    told, faults = threading.Event(), list[BaseException]()
    other = open_store(company.address)
    ears = Ears(lambda: company.store.hear("me"), faults.append)
    heard: list[frozenset[str]] = []

    def hear(touched: frozenset[str]) -> None:
        heard.append(touched)
        told.set()

    ears.start(hear)
    for _ in range(50):  # until the ears are open
        other.transact(lambda desk: desk.touch(Touched.ORDER) or desk.next_number("n"), at="2010")  # type: ignore[func-returns-value]
        if told.wait(0.1):
            break
    ears.close()
    other.close()
    assert faults == []
    assert "order" in heard[0]
