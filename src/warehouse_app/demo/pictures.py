"""Pictures of every main screen on the demo's result, light and dark, for those who have no screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from warehouse_app.application.run import Session

if TYPE_CHECKING:
    from warehouse_app.demo.shift import Shift
    from warehouse_app.ui.shell.start import Started

SETTLE_S = 10.0
SIZES = ((1280, 800), (1920, 1080))
LOOKS = ("light", "dark")
QUICK = 80
"""How little a picture is packed, of 100: a tenth larger than usual, in three quarters of the time."""


def draw_screens(started: Started, shift: Shift, batch: str, told: Callable[[int, int], None]) -> int:
    """Show each screen to the administrator and write it as PNG; return how many were written.

    `told` hears how many there are of how many, before the first and after each row of them.

    A released `batch` is begun first, so that the pick screen has something to show. The look changes least often: it
    styles every page that was ever shown anew.
    """
    from warehouse_app.ui.kit.theme import Look
    from warehouse_app.ui.runtime.typist import settle, type_code

    folder = shift.out / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    window = started.window
    window.sign_on_as(Session(shift.admin.actor, shift.admin.station))
    if batch:
        window.go("pick")
        settle(started.performer.idle, SETTLE_S)
        type_code(window, batch)
        settle(started.performer.idle, SETTLE_S)
    drawn, whole = 0, len(SIZES) * len(LOOKS) * len(window.cards())
    for n, look in enumerate(map(Look, LOOKS)):
        window.set_look(look)
        for width, height in SIZES if n % 2 == 0 else SIZES[::-1]:
            told(drawn, whole)
            window.resize(width, height)
            for card in window.cards():
                window.go(card.name)
                settle(started.performer.idle, SETTLE_S)
                window.grab().save(str(folder / f"{card.name}-{look.value}-{width}.png"), "PNG", QUICK)
                drawn += 1
    return drawn
