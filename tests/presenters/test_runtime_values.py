"""Feed, notices, text for the eye and the key law: all without a window."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.kit import text
from warehouse_app.ui.kit.values import LineRow, NoticeValue
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.runtime.notices import Notices


def test_a_listener_hears_what_was_touched_and_by_whom() -> None:
    feed, heard = ChangeFeed(), list[tuple[frozenset[str], str]]()
    stop = feed.listen(lambda touched, origin: heard.append((touched, origin)))
    feed.publish(frozenset({"order"}), "pack")
    feed.publish(frozenset(), "pack")
    stop()
    feed.publish(frozenset({"stock"}), "pick")
    assert heard == [(frozenset({"order"}), "pack")]


def test_one_bad_listener_does_not_silence_the_others() -> None:
    bugs: list[BaseException] = []
    heard: list[frozenset[str]] = []
    feed = ChangeFeed(bugs.append)

    def broken(touched: frozenset[str], origin: str) -> None:
        raise ZeroDivisionError(origin)

    feed.listen(broken)
    feed.listen(lambda touched, _origin: heard.append(touched))
    feed.publish(frozenset({"order"}))
    assert heard == [frozenset({"order"})]
    assert isinstance(bugs[0], ZeroDivisionError)


def test_the_worst_notice_is_shown_and_the_others_are_counted() -> None:
    board, seen = Notices(), list[tuple[str, int]]()
    board.on_change(lambda worst, more: seen.append((worst.key if worst else "", more)))
    board.raise_notice(NoticeValue("scale", "Scale is away", "Plug it in", rank=1))
    board.raise_notice(NoticeValue("printer", "Printer is off", "Switch it on", rank=5))
    board.solve("printer", "Printer is back")
    board.forget()
    assert seen == [("", 0), ("scale", 0), ("printer", 1), ("scale", 1), ("scale", 0)]


def test_an_answer_reaches_whoever_raised_the_notice() -> None:
    board, heard = Notices(), list[str]()
    board.raise_notice(NoticeValue("printer", "Printer is off", "Switch it on"), heard.append)
    board.answered("printer", "again")
    assert heard == ["again"]
    assert board.worst() is not None


def test_trouble_reaches_its_own_surface() -> None:
    performer, troubles = InlinePerformer(), list[Trouble]()

    def off() -> None:
        raise Trouble("printer_off", printer="Zebra-B2")

    performer.perform(off, lambda _: None, trouble=troubles.append)
    performer.perform(off, lambda _: None)
    assert [trouble.code for trouble in (*troubles, *performer.troubles)] == ["printer_off", "printer_off"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("SET OF 6 T-LIGHTS TOADSTOOLS", "Set of 6 T-Lights Toadstools"),
        ("YULETIDE IMAGES S/6 PAPER BOXES", "Yuletide Images S/6 Paper Boxes"),
        ("Regency Cakestand 3 Tier", "Regency Cakestand 3 Tier"),
        ("85123A", "85123A"),
        ("", ""),
    ],
)
def test_names_in_capitals_are_shown_calmly(name: str, shown: str) -> None:
    assert text.calm(name) == shown


@given(st.text(alphabet="ABCabc012-_/ ", max_size=30))
def test_what_is_shown_copies_as_what_it_is(value: str) -> None:
    assert text.plain(text.code(value)) == value
    assert text.plain(text.unbroken(value)) == value


def test_fields_survive_the_pseudo_language() -> None:
    assert "{n}" in text.pseudo("{n} items left")
    assert len(text.pseudo("Scan the next item")) >= 1.4 * len("Scan the next item")


def test_a_short_line_counts_as_complete() -> None:
    assert LineRow("1", "Lunch Box", "22631", 1, 3, short="Broken").complete
    assert not LineRow("1", "Lunch Box", "22631", 1, 3).complete


def test_states_and_presenters_need_no_qt() -> None:
    modules = (
        "warehouse_app.ui.kit.values", "warehouse_app.ui.kit.text", "warehouse_app.ui.runtime.wedge",
        "warehouse_app.ui.runtime.hands", "warehouse_app.ui.runtime.inline", "warehouse_app.ui.runtime.presenter",
        "warehouse_app.ui.runtime.feed", "warehouse_app.ui.runtime.notices",
        "warehouse_app.ui.shell.signon.state", "warehouse_app.ui.shell.signon.presenter",
    )  # fmt: skip
    code = f"import sys; {'; '.join(f'import {one}' for one in modules)}; sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False, env={"PYTHONPATH": "src", "PATH": ""}, timeout=60)
    assert done.returncode == 0
