"""What people meet: waiting, trouble, no right, old figures, long deeds; at a bench and at a desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from warehouse_app.ui.kit.states import PageStrip, ProgressStrip, StateSheet
from warehouse_app.ui.kit.values import Answer
from warehouse_app.ui.screens.gallery.widgets import section, sized
from warehouse_app.ui.shell.noticelist import NoticeBell
from warehouse_app.wording import tr


def sheet(icon: str, title: str, line: str, way: str = "", mark: str = "", *, bench: bool = False) -> QWidget:
    """Return one state of a page."""
    made = StateSheet(bench=bench)
    ways = (Answer("way", way, "F4" if bench else "F5", primary=True),) if way else ()
    made.show_state(icon, title, line, ways, mark=mark)
    return sized(made, 420 if bench else 280)


def states() -> list[QWidget]:
    """Return every state a page can be in."""
    old, reading, long, unknown = PageStrip(), PageStrip(), ProgressStrip("Shift Esc"), ProgressStrip("Shift Esc")
    away = tr("The server of db on host does not answer. Check the network and the server, then try again")
    old.show_words("clock", tr("As it was at {time}").format(time="14:02"), away, tr("Read again"), "F5")
    reading.show_words("hourglass", tr("Reading"), "3 s")
    long.show_progress(tr("Promising stock"), "312 of 1,200", 312, 1200)
    unknown.show_progress(tr("Planning batches"), "14 s", more="1 more")
    unknown.show_stopping(tr("Stops after this step"))
    new, read = NoticeBell(), NoticeBell()
    new.show_unread(3, 5)
    read.show_unread(0, 5)
    wait = sheet("hourglass", tr("Reading {screen}").format(screen="Orders"), "3 s")
    down = sheet("triangle-alert", tr("The disk is full"), tr("Make room and try again"), tr("Try again"), "ask")
    denied = sheet("lock", tr("You need the right"), tr("Scan a supervisor's badge"), tr("Sign on again"), "ask")
    bench = sheet("cloud-off", tr("The server does not answer"), away, tr("Try again"), "ask", bench=True)
    return [
        section("StateSheet at a desk: waiting, trouble, no right", wait, down, denied),
        section("StateSheet at a bench", bench),
        section("PageStrip: old, reading", old, reading),
        section("ProgressStrip: known end, unknown and stopping", long, unknown),
        section("NoticeBell: unread, read", new, read),
    ]
