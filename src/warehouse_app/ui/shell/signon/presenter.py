"""The presenter of the sign-on page: badge, then perhaps a PIN, then someone is signed on. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from warehouse_app.application.run import Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.front import Front
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.shell.signon import shown
from warehouse_app.ui.shell.signon import state as after
from warehouse_app.ui.shell.signon.state import Answer, Place, SignOnState, Welcome
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

SignOn = Callable[[str, str | None], Answer]
Around = Callable[[], Front]

_TOLD = frozenset({Touched.PACK, Touched.BATCH, Touched.PRINT, Touched.SETTING})


class SignOnView(Protocol):
    """What the presenter asks of its page."""

    def show_state(self, state: SignOnState) -> None: ...

    def show_place(self, place: Place) -> None: ...


class SignOnPresenter(Presenter):
    """`sign_on(badge, pin)` asks the house, `done(session)` tells the shell, `around()` tells how the bench stands."""

    def __init__(
        self,
        view: SignOnView,
        performer: Performs,
        sign_on: SignOn,
        done: Callable[[Session], None],
        place: Place,
        around: Around | None = None,
        train: Callable[[Session], None] | None = None,
    ) -> None:
        self._train = train
        self._view, self._performer, self._sign_on, self._done = view, performer, sign_on, done
        self._around, self._in_view = around, False
        self._state = SignOnState(place=place)
        self._welcome: Welcome | None = None

    @property
    def left_open(self) -> str:
        """Return the work that the page says was left open here, by its word; "" for none."""
        return self._state.place.left_work

    def shown(self) -> None:
        """Show a free bench; how it stands is read when the page was painted (`look`), never before."""
        self._in_view, self._welcome = True, None
        self._show(after.away(self._state))

    def hidden(self) -> None:
        """Somebody is signed on."""
        self._in_view = False

    def look(self) -> None:
        """Read how the bench stands: after the page was painted, and now and then while it is in view."""
        if self._around is not None and self._in_view:
            self._performer.perform(self._around, self._stands, lane="read", trouble=self._is_away)

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was written, here or elsewhere: a label came out, an order was taken over."""
        if changes & _TOLD:
            self.look()

    def _stands(self, front: Front) -> None:
        self._at(shown.place_of(front, self._state.place.bench))

    def _is_away(self, _trouble: Trouble) -> None:
        """Say so in the list of what works; the sentence comes with the first badge."""
        self._at(shown.away(self._state.place))

    def _at(self, place: Place) -> None:
        """Keep and show how the bench stands; what is being typed is left alone."""
        place = self._state.place.kept(place)
        self._state = replace(self._state, place=place)
        if self._in_view:
            self._view.show_place(place)

    def at(self, place: Place) -> None:
        """Show another place: one that is locked for somebody, or free again."""
        self._show(SignOnState(place=place))

    def scanned(self, text: str, device: str) -> None:
        """Take a badge; while a PIN is wanted another badge starts over."""
        if self._state.stage == "busy":
            return
        self._show(after.asked(self._state, text.strip()))
        self._ask(self._state.badge, None)

    def pin_given(self, pin: str) -> None:
        """Take the PIN; an empty one means bench work only."""
        if self._state.stage != "pin":
            return
        if not pin:
            self._finish()
            return
        badge = self._state.badge
        self._ask(badge, pin)

    def typed(self, badge: str, pin: str) -> None:
        """Take a badge code and PIN typed by hand."""
        if badge.strip() and self._state.stage != "busy":
            self._show(after.asked(self._state, badge.strip()))
            self._ask(self._state.badge, pin or None)

    def keyed(self, key: str) -> bool:
        """Enter without a PIN starts bench work."""
        if key == "Enter" and self._state.stage == "pin":
            self._finish()
            return True
        return False

    def training_wanted(self) -> None:
        """F9: the next badge begins a lesson; once more, and it does not. None closes what is locked."""
        if self._train is None or self._state.stage != "badge":
            return
        if self._state.place.locked:
            self._refuse_lesson()
        else:
            self._show(replace(self._state, training=not self._state.training))

    def stepped_back(self) -> None:
        """Esc: back to the badge."""
        self._state = replace(self._state, training=False)
        self.shown()

    def _ask(self, badge: str, pin: str | None) -> None:
        self._performer.perform(
            lambda: self._sign_on(badge, pin), lambda answer: self._answered(answer, pin), trouble=self._troubled
        )

    def _answered(self, answer: Answer, pin: str | None) -> None:
        self._state = after.answered(self._state, answer, had_pin=pin is not None)
        if isinstance(answer, Welcome):
            self._welcome = answer
        if isinstance(answer, Welcome) and self._state.stage == "badge":
            self._finish()
        else:
            self._view.show_state(self._state)

    def _troubled(self, trouble: Trouble) -> None:
        self._show(after.answered(after.away(self._state), after.Denied(say_error(trouble)), had_pin=False))

    def _finish(self) -> None:
        welcome, self._welcome = self._welcome, None
        trains = self._state.training or (welcome is not None and welcome.trains)
        self._show(after.away(self._state))
        if welcome is not None and trains and self._train is not None and self._state.place.locked:
            self._refuse_lesson()
        elif welcome is not None:
            (self._train if self._train is not None and trains else self._done)(welcome.session)

    def _refuse_lesson(self) -> None:
        words = tr(
            "A lesson closes this window, and what was typed before it was locked would be lost. "
            "Whoever was here goes on first, or Ctrl Shift Q drops it."
        )
        self._show(replace(self._state, refusal=words))

    def _show(self, state: SignOnState) -> None:
        self._state = state
        self._view.show_state(state)
