"""The presenter of every floor bench: every deed is a shot, a digit answers what is asked or begins a number. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from warehouse_app.application.floorwork import FloorScan
from warehouse_app.domain.floorwork import FloorAnswer, FloorState
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.runtime.benchwork import BenchView, BenchWork, Heard, tone_of
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.protocols import Plays, Sound
from warehouse_app.ui.shell.floorbench import shown
from warehouse_app.ui.shell.floorbench import state as screen
from warehouse_app.ui.shell.floorbench.state import FloorScreen
from warehouse_app.ui.shell.floorbench.work import CARDS, FloorWork

BACK, ERASE, ENTER, NUMBER, RESUME, PHOTO = "back", "erase", "enter", "number", "resume", "photo"


class FloorView(BenchView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: FloorScreen) -> None: ...


class FloorPresenter(BenchWork[FloorAnswer]):
    """Shots at one floor bench."""

    cards = CARDS

    def __init__(
        self,
        work: FloorWork,
        view: FloorView,
        hands: Hands,
        sounds: Plays,
        notices: Notices,
        now: Callable[[], str],
    ) -> None:
        super().__init__(view, hands, sounds, notices, now)
        self._work, self._view = work, view
        self._screen = FloorScreen(work.name)
        self._in_view = False
        self._turn = 0
        self.photograph: Callable[[Any], None] | None = None

    def more_deeds(self) -> frozenset[str]:
        """Return what can be done besides its cards: a photo of what came last, while work is open."""
        now = self._screen.now
        open_here = now is not None and not self._screen.stopped and not self._screen.idle
        return frozenset({PHOTO}) if self.photograph is not None and open_here else frozenset()

    def _photograph(self) -> None:
        question, take = self._work.photo, self.photograph
        if question is None or take is None:
            return
        session = self.hands.session()
        self.hands.ask(lambda desk: question(desk, session.station, str(session.actor.person)), take)

    def shown(self) -> None:
        """Read where this station is: another process, or this one before a crash, may have left work open."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def command(self, command_id: str, text: str, device: str, *, double: bool) -> FloorScan:
        """Return the command of a shot."""
        return self._work.scan(id=command_id, text=text, device=device, double=double)

    def answered(self, answer: FloorAnswer, refusal: Refusal | None, heard: Heard) -> Sound | None:
        """Show what became of a shot."""
        self._turn += 1
        self._show(screen.after(self._screen, answer, heard))
        return tone_of(answer, line_complete=self._screen.line_complete)

    def commanded(self, name: str) -> None:
        """A digit of the number pad is a digit typed; `back` takes a number away that was begun."""
        if name.isdigit():
            self.keyed(name)
        elif name == ENTER:
            self.keyed("Enter")
        elif name == ERASE:
            self._type(self._screen.typed[:-1])
        elif name == BACK:
            self._type("", pad=False)
        elif name == PHOTO:
            self._photograph()
        elif name == NUMBER:
            self._type(self._screen.typed, pad=not self._screen.pad)
        else:
            super().commanded(name)

    def keyed(self, key: str) -> bool:
        """Enter confirms a Stop or ends a number; a digit answers a question, or goes on with the number."""
        now = self._screen
        if now.stopped or key == "Enter":
            return self._entered(key)
        if now.now is not None and any(each.key == key for each in now.now.choices):
            self.shoot(key)
            return True
        if now.counts:
            self._type(now.typed + key)
            return True
        return False

    def chosen(self, number: int) -> None:
        """An answer was touched."""
        self.keyed(str(number))

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was written elsewhere: a bench at rest is read again; open work is judged with its next scan."""
        if self._in_view and not mine and changes & self._work.wakes and self._screen.idle:
            self._read()

    def opened(self, what: str) -> None:
        """Asked for by another screen: "purchase:P100" is opened as if its code were scanned."""
        _, _, code = what.partition(":")
        if code:
            self.shoot(code)

    def _entered(self, key: str) -> bool:
        if key != "Enter":
            return False
        if self._screen.stopped:
            self.shoot("")
        elif self._screen.typed:
            self.shoot(self._screen.typed)
        elif self._screen.counts and self._screen.asks_number and not self._at_qty():
            self.shoot("")  # as many as it says
        elif RESUME in shown.commands(self._screen):
            self.shoot(CARDS[RESUME])
        else:
            return False
        return True

    def _at_qty(self) -> bool:
        return self._screen.now is not None and self._screen.now.phase == "qty"

    def _type(self, digits: str, *, pad: bool | None = None) -> None:
        now = screen.typed(self._screen, digits, pad=self._screen.pad if pad is None else pad)
        if self._screen.counts and now != self._screen:
            self._show(now)

    def _read(self) -> None:
        self._turn += 1
        station, turn = self.hands.session().station, self._turn
        self.hands.ask(lambda desk: self._work.state(desk, station), lambda now: self._was_read(now, turn))

    def _was_read(self, now: FloorState, turn: int) -> None:
        """Take what was read, unless a shot was answered meanwhile: its answer is newer."""
        if turn == self._turn:
            self._show(screen.found(self._screen, now))

    def _show(self, state: FloorScreen) -> None:
        self._screen = state
        self._view.render_state(state)
