"""Short pauses: the collector of unreachable objects leaves alone what the running window is made of.

Walking over all of it takes a tenth of a second, at any moment, and so between a scan and its tone.
"""

from __future__ import annotations

import gc

MADE_BEFORE_A_LOOK = 5_000
"""So many objects more are made than let go before the youngest are looked at: as many as a scan or two leaves."""

YOUNGER, OLDER = 10, 10
"""Looks at the younger ones before a look at older ones."""


def keep_short() -> None:
    """Call it once, when the window stands: what is there now stays until the program ends."""
    gc.freeze()
    gc.set_threshold(MADE_BEFORE_A_LOOK, YOUNGER, OLDER)
