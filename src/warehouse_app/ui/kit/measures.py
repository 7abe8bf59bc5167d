"""How large targets are and how long things move: touch mode and reduced motion, for every widget of the kit.

Promise: in touch mode a bench control is at least 64 pixels high and a desk control 44 (UI §5, §9); with reduced motion
every duration is 0. Whoever animates takes its milliseconds from `ms`.
"""

from __future__ import annotations

DESK, DESK_TOUCH = 40, 44
BENCH_FROM, BENCH_TOUCH = 44, 64
WIDEST_PAGE = 2200
"""Pixels over which a page is centred and grows no more."""


class _Now:
    touch = False
    still = False


def set_touch(on: bool) -> bool:
    """Switch touch mode; say whether that changed anything. The window is refreshed afterwards."""
    before, _Now.touch = _Now.touch, on
    return before != on


def touch() -> bool:
    """Say whether touch mode is on."""
    return _Now.touch


def set_still(on: bool) -> None:
    """Switch reduced motion: everything that moves arrives at once."""
    _Now.still = on


def still() -> bool:
    """Say whether motion is reduced."""
    return _Now.still


def ms(wanted: int) -> int:
    """Return how long a movement takes."""
    return 0 if _Now.still else wanted


def tall(wanted: int) -> int:
    """Return the height of a control that is `wanted` high without touch: benches begin at 44."""
    if not _Now.touch:
        return wanted
    return max(wanted, BENCH_TOUCH if wanted >= BENCH_FROM else DESK_TOUCH)
