"""Long deeds and the list of notices, as values: what is shown, when a deed may be stopped, what a person must read."""

from __future__ import annotations

import pytest

from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.inbox import MOST, Inbox
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.tasks import Stopped, Task, Tasks


class Hand:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_deed_shorter_than_a_second_is_not_announced() -> None:
    clock = Hand()
    tasks = Tasks(clock)
    task = tasks.begin("Promising stock")
    clock.now = 0.9
    assert tasks.shown() is None
    clock.now = 1.0
    task.told(120, 800)
    shown = tasks.shown()
    assert shown is not None
    assert (shown.words, shown.done, shown.whole, shown.seconds) == ("Promising stock", 120, 800, 1)


def test_stop_ends_a_deed_at_its_next_step_and_not_before() -> None:
    task = Task("Planning")
    task.told(1, 9)
    task.stop()
    assert task.state().stopping
    with pytest.raises(Stopped):
        task.told(2, 9)
    with pytest.raises(Stopped):
        task.pause(0)


def test_stop_means_the_deed_that_is_shown() -> None:
    clock = Hand()
    tasks = Tasks(clock)
    first, second = tasks.begin("one"), tasks.begin("two")
    tasks.stop()
    clock.now = 2.0
    tasks.stop()
    assert (first.state().stopping, second.state().stopping) == (True, False)
    shown = tasks.shown()
    assert shown is not None
    assert shown.more == 1


def test_a_solved_notice_stays_on_the_list_until_the_person_dismisses_it() -> None:
    inbox = Inbox(lambda: "14:02")
    board = Notices(inbox)
    board.raise_notice(NoticeValue("printer", "Printer Zebra-B2 is off", "Switch it on"))
    board.solve("printer")
    assert board.worst() is None
    (entry,) = inbox.entries()
    assert (entry.title, entry.at, entry.ended, entry.read) == ("Printer Zebra-B2 is off", "14:02", "14:02", False)
    inbox.read_all()
    assert len(inbox.entries()) == 1
    inbox.dismiss(entry.number)
    assert inbox.entries() == ()


def test_a_notice_raised_again_in_the_same_words_is_one_notice() -> None:
    inbox = Inbox()
    board = Notices(inbox)
    for _ in range(3):
        board.raise_notice(NoticeValue("printer", "Printer is off", "1 label waits"))
    assert len(inbox.entries()) == 1
    inbox.read_all()
    board.raise_notice(NoticeValue("printer", "Printer is off", "2 labels wait"))
    assert [(one.line, one.read) for one in inbox.entries()] == [("2 labels wait", False)]


def test_clearing_leaves_what_was_not_read_and_what_still_stands() -> None:
    inbox = Inbox()
    inbox.tell("stands", key="a")
    inbox.tell("over", key="b")
    inbox.over("b")
    inbox.read_all()
    inbox.tell("new")
    inbox.dismiss_read()
    assert [one.title for one in inbox.entries()] == ["new", "stands"]


def test_the_list_outlives_the_window_and_a_broken_memory_is_an_empty_one() -> None:
    kept: list[str] = []
    inbox = Inbox(lambda: "Mon 6 Dec, 14:02", kept.append)
    inbox.tell("Printer is off", "Switch it on")
    other = Inbox()
    other.recall(kept[-1])
    assert other.entries() == inbox.entries()
    assert other.unread() == 1
    for text in ("", "{", "[1]", '[{"number": 1, "colour": "red"}]'):
        other.recall(text)
        assert other.entries() == ()


def test_the_list_has_a_limit_and_what_was_read_goes_first() -> None:
    inbox = Inbox()
    inbox.tell("unread and oldest")
    inbox.tell("read")
    first, second = reversed(inbox.entries())
    inbox._entries[1] = type(second)(second.number, "", "read", read=True)
    for n in range(MOST - 1):
        inbox.tell(f"later {n}")
    titles = [one.title for one in inbox.entries()]
    assert len(titles) == MOST
    assert first.title in titles
    assert "read" not in titles


def test_a_quiet_deed_is_told_of_by_its_own_page_alone() -> None:
    clock, ends = Hand(), []
    tasks = Tasks(clock)
    tasks.on_end(lambda task, stopped: ends.append((task, stopped)))
    task = tasks.begin("", quiet=True)
    clock.now = 20.0
    assert tasks.shown() is None
    tasks.stop()
    assert not task.stopping()
    tasks.stop_all()
    assert task.stopping(), "the window closes: it ends as any other"
    tasks.end(task, stopped=True)
    assert ends == []
    assert not tasks.running()
