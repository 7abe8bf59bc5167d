"""What the window loads is never searched for garbage again, and searches go on as before once it is loaded."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from warehouse_app.ui.runtime import hush
from warehouse_app.ui.runtime.hush import loading, loading_more


@pytest.fixture(autouse=True)
def thawed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept when a test begins; what the run keeps (tests/conftest.py) is kept again after it."""
    kept = gc.get_freeze_count()
    monkeypatch.setattr(hush._HUSH, "kept", False)
    gc.unfreeze()
    gc.enable()
    yield
    gc.unfreeze()
    gc.enable()
    if kept:
        gc.freeze()


def test_nothing_is_searched_while_loading_and_all_that_is_loaded_is_kept() -> None:
    with loading():
        assert not gc.isenabled()
        made = [[n] for n in range(10)]
    assert gc.isenabled()
    assert gc.get_freeze_count() > len(made)
    assert not any(each is made for each in gc.get_objects())


def test_a_search_that_was_off_stays_off_and_a_fault_leaves_it_on() -> None:
    gc.disable()
    with loading():
        pass
    assert not gc.isenabled()
    gc.enable()
    with pytest.raises(ValueError, match="no page"), loading():
        raise ValueError("no page")
    assert gc.isenabled()


def test_two_that_load_at_once_leave_searches_on_whoever_ends_first() -> None:
    first, second = loading(), loading()
    with ExitStack() as one, ExitStack() as other:
        one.enter_context(first)
        other.enter_context(second)
        one.close()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_two_threads_that_load_never_take_each_others_silence_for_what_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looks just as the first lets searches go on: as it happened, held still here."""
    looked, went_on = threading.Event(), threading.Event()
    asked = gc.isenabled

    def isenabled() -> bool:
        answer = asked()
        if threading.current_thread() is not threading.main_thread():
            looked.set()
            went_on.wait(5)
        return answer

    def second() -> None:
        with loading():
            pass

    monkeypatch.setattr(gc, "isenabled", isenabled)
    other = threading.Thread(target=second)
    with loading():
        other.start()
        looked.wait(0.2)
    went_on.set()
    other.join()
    assert asked()


def test_a_screen_is_kept_only_in_a_program_that_began_so() -> None:
    with loading_more():
        assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    with loading():
        pass
    before = gc.get_freeze_count()
    with loading_more():
        made = [[n] for n in range(1_000)]
    assert gc.get_freeze_count() >= before + len(made)
