"""The presenter of the lab's window: every deed goes to the panel, as a script's does. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.lab import Lab, LabNow, Print, PrinterMood, ScaleMood, Thing
from warehouse_app.ui.lab import state as screen
from warehouse_app.ui.lab.state import LabScreen, Seen
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


@dataclass(frozen=True, slots=True)
class Eyes:
    """How codes are read off a picture, and how a document is drawn; both raise ValueError for what is none."""

    codes_in: Callable[[bytes], tuple[str, ...]]
    pages: Callable[[bytes], tuple[bytes, ...]]


class LabView(Protocol):
    """What the presenter asks of its window."""

    def render_state(self, state: LabScreen) -> None: ...


class LabPresenter:
    """Pictures are read and drawn beside the window; the twins answer at once."""

    def __init__(self, view: LabView, lab: Lab, lanes: Performs, eyes: Eyes) -> None:
        self._view, self._lab, self._lanes, self._eyes = view, lab, lanes, eyes
        self.screen = LabScreen()

    def look(self) -> None:
        """Look what became of the twins; asked a few times a second."""
        before = self.screen
        try:
            now = self._lab.now()
            newest = before.prints[-1].number if before.prints else 0
            fresh = self._lab.prints(newest) if now.prints > newest else ()
        except Trouble as trouble:
            self._tell(say_error(trouble), wrong=True)
            return
        after = screen.looked(before, now, fresh)
        if after != before:
            self._show(after)
        if after.seen is None and after.shown is not None:
            self._draw(after.shown)

    def scan(self, text: str) -> None:
        """Pull the trigger over a code; several, parted by blanks, come in one shot."""
        codes = tuple(text.split())
        if codes and self._done(lambda: self._lab.scan(*codes), tr("Scanned {code}").format(code=" ".join(codes))):
            self._show(screen.scanned(self.screen, codes))

    def again(self, number: int) -> None:
        """Scan one of the last codes once more."""
        if 0 < number <= len(self.screen.recent):
            self.scan(self.screen.recent[number - 1])

    def picture(self, content: bytes) -> None:
        """A picture lies before the scanner."""

        def came(codes: tuple[str, ...]) -> None:
            if codes:
                self.scan(codes[0])
            else:
                self._tell(tr("There is no code in this picture"), wrong=True)

        self._lanes.perform(lambda: self._read(content), came, lane="wire")

    def _read(self, content: bytes) -> tuple[str, ...]:
        try:
            return self._eyes.codes_in(content)
        except ValueError:
            return ()

    def weigh(self, grams: int) -> None:
        """The slider was moved."""
        if grams != self.screen.now.grams:
            self._done(lambda: self._lab.weigh(grams, self.screen.now.scale), "")

    def rest(self, mood: str) -> None:
        """The weight moves, stands still, or is too heavy."""
        self._done(lambda: self._lab.weigh(self.screen.now.grams, ScaleMood(mood)), "")

    def be(self, mood: str) -> None:
        """The printer is so now."""
        self._done(lambda: self._lab.be(PrinterMood(mood)), "")

    def plug(self, thing: Thing) -> None:
        """Pull a cable out, or put it in again."""
        on = thing in self.screen.now.pulled
        self._done(lambda: self._lab.plug(thing, on=on), "")

    def turn(self, by: int) -> None:
        """Look at another print."""
        self._show(screen.turned(self.screen, by))
        self.look()

    def scan_print(self) -> None:
        """Scan the first code on the print in view."""
        if self.screen.seen is not None and self.screen.seen.codes:
            self.scan(self.screen.seen.codes[0])

    def _draw(self, one: Print) -> None:
        self._show(replace(self.screen, seen=Seen(one.number)))  # asked once

        def drawn() -> Seen:
            try:
                page = self._eyes.pages(one.content)[0]
            except (ValueError, IndexError):
                return Seen(one.number)
            return Seen(one.number, page, self._read(page))

        def came(seen: Seen) -> None:
            self._show(screen.saw(self.screen, seen))

        self._lanes.perform(drawn, came, lane="read")

    def _done(self, deed: Callable[[], LabNow], words: str) -> bool:
        try:
            now: Any = deed()
        except Trouble as trouble:
            self._tell(say_error(trouble), wrong=True)
            return False
        self._show(replace(self.screen, now=now, told=words, wrong=False))
        return True

    def _tell(self, words: str, *, wrong: bool) -> None:
        state = replace(self.screen, told=words, wrong=wrong)
        if state != self.screen:
            self._show(state)

    def _show(self, state: LabScreen) -> None:
        self.screen = state
        self._view.render_state(state)
