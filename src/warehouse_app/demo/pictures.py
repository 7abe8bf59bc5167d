"""Pictures of every main screen on the demo's result, light and dark, for those who have no screen."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from warehouse_app.application.run import Session

if TYPE_CHECKING:
    from warehouse_app.demo.shift import Shift
    from warehouse_app.ui.shell.start import Started

SETTLE_S = 10.0
SIZES = ((1280, 800), (1920, 1080))
LOOKS = ("light", "dark")
QUICK = 80
"""How little a picture is packed, of 100: a tenth larger than usual, in three quarters of the time."""

MOST_WAITING = 4
"""Pictures drawn and not written yet, of 8 MB each."""


class _Picture(Protocol):
    """What Qt has drawn, as this room sees it."""

    def save(self, fileName: str, /, *, quality: int) -> bool: ...  # noqa: N803 - Qt's own


class _Writer:
    """Writes pictures beside the window, which draws the next one meanwhile."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._waiting: deque[Future[bool]] = deque()

    def write(self, picture: _Picture, path: Path) -> None:
        """Write a picture soon; wait where too many are waiting."""
        self._waiting.append(self._thread.submit(lambda: picture.save(str(path), quality=QUICK)))
        while len(self._waiting) > MOST_WAITING:
            self._waiting.popleft().result()

    def end(self) -> None:
        """Wait until all are written."""
        self._thread.shutdown()


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
    window, writer = started.window, _Writer()
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
                writer.write(window.grab().toImage(), folder / f"{card.name}-{look.value}-{width}.png")
                drawn += 1
    writer.end()
    return drawn
