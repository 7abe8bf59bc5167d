"""The presenter of the pick screen: every deed is a shot, every digit at rest a batch. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from warehouse_app.application import pickstate
from warehouse_app.application.picking import PickScan
from warehouse_app.application.pickwork import waiting
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.picking.values import PickAnswer
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.runtime.benchwork import BenchView, BenchWork, Heard, tone_of
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.protocols import Plays, Sound
from warehouse_app.ui.screens.pick import state as screen
from warehouse_app.ui.screens.pick.state import PickScreen


class PickView(BenchView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: PickScreen) -> None: ...


SKIP = "skip"
SHORT = "short"
BACK = "back"
_ANSWERS = {"1": SHORT, "2": BACK}
"""The keys of the question whether too few are there."""


class PickPresenter(BenchWork[PickAnswer]):
    """Shots in the aisle."""

    cards = {  # noqa: RUF012 - the base says it is a mapping; nobody writes to it
        "short": "SHORT", "skip": "SKIP", "found": "FOUND", "pause": "PAUSE", "undo": "UNDO", "done": "DONE", "ok": "",
        "damaged": "DAMAGED", "full": "FULL TOTE", "problem": "ISSUE",
    }  # fmt: skip

    def __init__(
        self,
        view: PickView,
        hands: Hands,
        sounds: Plays,
        notices: Notices,
        now: Callable[[], str],
    ) -> None:
        super().__init__(view, hands, sounds, notices, now)
        self._view = view
        self._screen = PickScreen(bench=hands.session().station)
        self._in_view = False

    def shown(self) -> None:
        """Read where this station is: another process, or this one before a crash, may have left a batch open."""
        self._in_view = True
        session = self.hands.session()
        self.hands.ask(
            lambda desk: pickstate.state(desk, session), lambda now: self._show(screen.found(self._screen, now))
        )
        self._list()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def command(self, command_id: str, text: str, device: str, *, double: bool) -> PickScan:
        """Return the command of a shot."""
        return PickScan(id=command_id, text=text, device=device, double=double)

    def answered(self, answer: PickAnswer, refusal: Refusal | None, heard: Heard) -> Sound | None:
        """Show what became of a shot."""
        self._show(screen.after(self._screen, answer, refusal, heard))
        if self._screen.idle:
            self._list()
        return tone_of(answer)

    def commanded(self, name: str) -> None:
        """At rest Skip is "Next batch": the best of what waits is given, as by the card. Too few asks first."""
        if name == SKIP and screen.next_one(self._screen):
            self.shoot(word_of(Card.GET_WORK))
        elif name == SHORT and self._screen.at_shelf and not self._screen.asking:
            self._show(screen.asked(self._screen, SHORT))
        elif name == BACK:
            self._back()
        else:
            super().commanded(name)

    def keyed(self, key: str) -> bool:
        """Enter confirms a Stop or ends a full trip; digits answer a question, or choose a batch while none is open."""
        if key == "Enter":
            return self._entered()
        if not self._screen.stopped and screen.answer_of(self._screen, key):
            self.shoot(key)
            return True
        if self._screen.asking and key in _ANSWERS:
            self.commanded(_ANSWERS[key])
            return True
        code = screen.choice(self._screen, key)
        if code and not self._screen.stopped:
            self.shoot(code)
            return True
        return False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Batches changed elsewhere: the list at rest is read again."""
        if self._in_view and not mine and Touched.BATCH in changes and self._screen.idle:
            self._list()

    def chosen(self, number: int) -> None:
        """A batch was touched in the list."""
        self.keyed(str(number))

    def _entered(self) -> bool:
        now = self._screen.now
        if self._screen.stopped:
            self.shoot("")
        elif now is not None and (now.phase in ("trip_done", "zero") or screen.by_hand(now)):
            self.shoot(self.cards["done"])
        else:
            return False
        return True

    def _back(self) -> None:
        """One step back: the page's own question is taken away, and so is the one about what is wrong."""
        now = self._screen.now
        if now is not None and now.phase == "problem":
            self.shoot(self.cards["undo"])
        else:
            self._show(screen.asked(self._screen, ""))

    def _list(self) -> None:
        me = self.hands.session().actor.person
        self.hands.ask(
            lambda desk: waiting(desk, me, screen.MAX_CHOICES),
            lambda rows: self._show(screen.listed(self._screen, rows)),
        )

    def _show(self, state: PickScreen) -> None:
        self._screen = state
        self._view.render_state(state)
