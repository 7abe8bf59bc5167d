"""No search for garbage while the program opens, or a screen for the first time: what is loaded then stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load without searching for garbage; what was loaded is never looked at again by a search.

    The 180 000 things of an open window made each full search 70 ms long, in which no thread went on, and the start a
    tenth longer. Not for what is made again and again: garbage that is there at the end stays for ever.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


@contextmanager
def loading_more() -> Iterator[None]:
    """Load what is loaded once in a program that began so: nothing is done where it did not."""
    if not gc.get_freeze_count():
        yield
        return
    with loading():
        yield
