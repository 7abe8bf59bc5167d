"""No search for garbage while the program opens: what is loaded then stays until its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load without searching for garbage; what was loaded is never looked at again by a search.

    The half million things of an open window made each full search 70 ms long, on whatever thread began it, and the
    start a tenth longer.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
