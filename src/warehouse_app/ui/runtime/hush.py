"""No search for garbage while the program opens, or a screen for the first time: what is loaded then stays."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Hush:
    """How many load at once, and whether searches went on before the first of them.

    Two programs in one process (a window, a station of a test) load on threads of their own: without the lock one of
    them took the other's silence for what had been before, and searches never went on again.
    """

    def __init__(self) -> None:
        self._lock, self._loading, self._was = threading.Lock(), 0, False
        self.kept = False
        """Whether anything was kept: to count what was would take as long as to look at it."""

    def begin(self) -> None:
        with self._lock:
            if not self._loading:
                self._was = gc.isenabled()
                gc.disable()
            self._loading += 1

    def end(self) -> None:
        with self._lock:
            self._loading -= 1
            gc.freeze()
            self.kept = True
            if self._was and not self._loading:
                gc.enable()


_HUSH = _Hush()


@contextmanager
def loading() -> Iterator[None]:
    """Load without searching for garbage; what was loaded is never looked at again by a search.

    The 180 000 things of an open window made each full search 70 ms long, in which no thread went on, and the start a
    tenth longer. Not for what is made again and again: garbage that is there at the end stays for ever.
    """
    _HUSH.begin()
    try:
        yield
    finally:
        _HUSH.end()


@contextmanager
def loading_more() -> Iterator[None]:
    """Load what is loaded once in a program that began so: nothing is done where it did not."""
    if not _HUSH.kept:
        yield
        return
    with loading():
        yield
