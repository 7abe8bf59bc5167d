"""The presenter of the sheet: badge, PIN and reason of a second person, then the refused deed is let through. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from warehouse_app.application.overriding import Override, OverrideRefused
from warehouse_app.application.run import Command, NoRight, Session
from warehouse_app.application.sign_on import badge_body
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.protocols import Performs, Plays
from warehouse_app.ui.shell.lending.state import LendingState, Spot, lacking
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error


class Lend(Protocol):
    """How the house lets a second person open a refused deed."""

    def __call__(
        self, session: Session, command: Command, told: NoRight, override: Override, permit_id: str
    ) -> Refusal | None:
        """Return why it is not let through, None where it is. Raises Trouble."""
        ...


class LendingView(Protocol):
    """What the presenter asks of its sheet."""

    def open_sheet(self, state: LendingState) -> None:
        """Show it, its fields empty."""

    def show_state(self, state: LendingState) -> None: ...

    def close_sheet(self) -> None:
        """Take it away, and forget what was typed."""


class LendingPresenter(Presenter):
    """`lend` asks the house, `session()` says who acts, `new_id` makes the permit's id."""

    def __init__(
        self,
        view: LendingView,
        performer: Performs,
        lend: Lend,
        session: Callable[[], Session],
        new_id: Callable[[], str],
        sounds: Plays,
    ) -> None:
        self._view, self._performer, self._lend = view, performer, lend
        self._session, self._new_id, self._sounds = session, new_id, sounds
        self._state: LendingState | None = None
        self._asked: tuple[Command, NoRight, Callable[[], None]] | None = None
        self._unsure: tuple[Override, str] | None = None

    def offer(self, command: Command, told: NoRight, done: Callable[[], None]) -> None:
        """Ask for a second person; `done` is called once the deed is let through."""
        self._asked, self._unsure = (command, told, done), None
        self._state = LendingState(told.right, told.needs_pin)
        self._view.open_sheet(self._state)
        self._sounds.play("question")

    def scanned(self, text: str, device: str) -> None:
        """Take a badge; anything else is no answer to this question."""
        if self._state is None or self._state.busy:
            return
        if badge_body(text) is None:
            self._refuse("badge", tr("That is no badge. Scan the second person's badge, or press Esc"))
        else:
            self._show(replace(self._state, badge=text.strip(), spot="pin", refusal=""))

    def given(self, badge: str, pin: str, reason: str) -> None:
        """Take what was typed; the badge counts where none was scanned."""
        state, asked = self._state, self._asked
        if state is None or asked is None or state.busy:
            return
        spot, words = lacking(state.badge or badge, pin, reason)
        if spot:
            self._refuse(spot, words)
            return
        command, told, _done = asked
        session, override = self._session(), Override(pin.strip(), reason.strip(), (state.badge or badge).strip())
        permit_id = self._id_for(override)
        self._show(replace(state, busy=True, spot="", refusal=""))
        self._performer.perform(
            lambda: self._lend(session, command, told, override, permit_id),
            lambda refusal: self._answered(asked, refusal),
            trouble=lambda trouble: self._troubled(asked, trouble, (override, permit_id)),
        )

    def drop(self) -> None:
        """Nobody lends: the deed stays refused."""
        if self._state is not None:
            self._state = self._asked = self._unsure = None
            self._view.close_sheet()

    def _id_for(self, override: Override) -> str:
        """Return a fresh id, or that of the same override whose answer was lost."""
        if self._unsure is not None and self._unsure[0] == override:
            return self._unsure[1]
        return self._new_id()

    def _answered(self, asked: tuple[Command, NoRight, Callable[[], None]], refusal: Refusal | None) -> None:
        if self._asked is not asked:
            return  # it was dropped meanwhile; what was let through is used by nobody, and for two minutes only
        self._unsure = None
        if refusal is None:
            self.drop()
            asked[2]()
        elif isinstance(refusal, NoRight):
            self._refuse("badge", tr("This person has not the right either. Scan another badge"))
        elif isinstance(refusal, OverrideRefused) and refusal.problem == "same_person":
            self._refuse("badge", say_error(refusal))
        elif isinstance(refusal, OverrideRefused):
            self._refuse("", say_error(refusal))
        else:
            self._refuse("pin", say_error(refusal))

    def _troubled(
        self, asked: tuple[Command, NoRight, Callable[[], None]], trouble: Trouble, sent: tuple[Override, str]
    ) -> None:
        if self._asked is asked:
            self._unsure = sent
            self._refuse("", say_error(trouble))

    def _refuse(self, spot: Spot, words: str) -> None:
        if self._state is not None:
            badge = "" if spot == "badge" else self._state.badge
            self._show(replace(self._state, busy=False, badge=badge, spot=spot, refusal=words))

    def _show(self, state: LendingState) -> None:
        self._state = state
        self._view.show_state(state)
