"""What the window loads is never searched for garbage again, and searches go on as before once it is loaded."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from warehouse_app.ui.runtime.hush import loading, loading_more


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


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
