"""The presenter of the people screen: who works here, and what an administrator does about it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, cast

from warehouse_app.application.badgeprint import print_badge
from warehouse_app.application.cards import badge_card
from warehouse_app.application.people import ChangeUser, NewUser, add_user, new_badge, new_pin
from warehouse_app.application.run import Outcome, Runner, Session
from warehouse_app.application.staff import Person, staff_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.printing.values import PrintAsked
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.ports.secrets import PinGuard, Seal
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.people import state as screen
from warehouse_app.ui.screens.people.state import Asking, PeopleScreen, View
from warehouse_app.wording import tr
from warehouse_app.wording.printing import asked_words
from warehouse_app.wording.say import say_error

_TOUCHED: frozenset[str] = frozenset({Touched.PERSON})


class PeopleView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: PeopleScreen) -> None: ...

    def save_badge(self, content: bytes, name: str) -> None:
        """Ask where the badge's PDF goes, and write it there."""


class PeoplePresenter(Presenter):
    """`house` and `guard` make badges and PINs, `seal` closes one that prints; `toast` tells of a finished deed."""

    def __init__(
        self,
        view: PeopleView,
        hands: Hands,
        house: Runner,
        guard: PinGuard,
        toast: Callable[[str, bool], None],
        seal: Seal,
    ) -> None:
        self._view, self._hands, self._house, self._guard, self._toast = view, hands, house, guard, toast
        self._seal = seal
        self._screen = PeopleScreen(me=hands.session().actor.code)
        self._in_view = False

    def kept(self) -> ListQuery:
        """Return what the list asks, to be kept as a view."""
        return ListQuery(self._screen.view, self._screen.text)

    def reopen(self, query: ListQuery) -> None:
        """Ask for a kept view."""
        self._show(replace(self._screen, view=cast("View", query.view), text=query.text))

    def shown(self) -> None:
        """Read everybody."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view: what is shown once is not shown again."""
        self._in_view = False
        self._show(screen.done(self._screen))

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Somebody was added or changed, here or elsewhere."""
        if self._in_view and Touched.PERSON in changes:
            self._read()

    def opened(self, what: str) -> None:
        """Show one person: "person:ANNA-K"."""
        self._show(replace(self._screen, view="all", text=""))
        self.chosen(what.removeprefix("person:"))

    def viewed(self, view: str) -> None:
        """Another view."""
        self._show(replace(self._screen, view=cast("View", view)))

    def sought(self, text: str) -> None:
        """Another text."""
        self._show(replace(self._screen, text=text.strip()))

    def chosen(self, user: str) -> None:
        """Another person."""
        self._show(screen.chose(self._screen, user))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        person = self._screen.person
        asks: dict[str, Asking] = {
            "role": "role", "badge": "badge", "pin": "pin", "sign_off": "sign_off", "language": "language",
        }  # fmt: skip
        if name == "add":
            self._ask("add")
        elif name in asks and person is not None:
            self._ask(asks[name])
        elif name == "lock" and person is not None:
            self._ask("unlock" if person.locked else "lock")
        elif name == "refresh":
            self._read()
        elif name == "save":
            self._save()
        elif name == "print":
            self._print()
        elif name in {"done", "back"}:
            self._back()

    def keyed(self, key: str) -> bool:
        """Digits choose a role, or answer the question."""
        asking = self._screen.asking
        if asking == "role" and key.isdigit():
            role = screen.role_at(int(key))
            if role is not None:
                self._give(role)
            return role is not None
        if asking == "language" and key.isdigit():
            language = screen.language_at(int(key))
            if language is not None:
                self._speak(language)
            return language is not None
        if asking in {"lock", "unlock", "badge", "pin", "sign_off"} and key in {"1", "2"}:
            self.answered(yes=key == "1")
            return True
        return False

    def answered(self, *, yes: bool) -> None:
        """The question beside the person was answered."""
        person, asking = self._screen.person, self._screen.asking
        if not yes or person is None:
            self._show(replace(self._screen, asking="", refusal=""))
        elif asking in {"lock", "unlock"}:
            words = tr("{name} is locked") if asking == "lock" else tr("{name} can sign on again")
            self._change(person, words, locked=asking == "lock")
        elif asking == "sign_off":
            self._change(person, tr("{name} is signed off everywhere"), sign_off=True)
        elif asking in {"badge", "pin"}:
            make = new_badge if asking == "badge" else new_pin
            self._make(lambda session: make(self._house, self._guard, session, person.user))

    def added(self, name: str, role: str, code: str, language: str = "") -> None:
        """The form of a new person was filled in."""
        wanted = Role(role)
        self._make(
            lambda session: add_user(
                self._house, self._guard, session, name=name, role=wanted, user=code.strip(), language=language
            )
        )

    def _give(self, role: Role) -> None:
        person = self._screen.person
        if person is None:
            return
        if role is person.role:
            self._show(screen.done(self._screen))
            return
        self._change(person, tr("{name} has another role"), role=role)

    def _speak(self, language: str) -> None:
        person = self._screen.person
        if person is None:
            return
        if language == person.language:
            self._show(screen.done(self._screen))
            return
        self._change(person, tr("{name} has another language"), language=language)

    def _change(
        self,
        person: Person,
        words: str,
        *,
        role: Role | None = None,
        locked: bool | None = None,
        sign_off: bool = False,
        language: str | None = None,
    ) -> None:
        command = ChangeUser(
            id=self._hands.new_id(), user=person.user, role=role, locked=locked, sign_off=sign_off, language=language
        )

        def then(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                self._show(replace(self._screen, refusal=say_error(outcome.refusal)))
                return
            self._show(screen.done(self._screen))
            self._toast(words.format(name=person.name), False)

        self._hands.do(command, then)

    def _make(self, deed: Callable[[Session], NewUser]) -> None:
        """Make badge or PIN beside the scans (hashing a PIN takes its time) and show it once."""

        def safe(session: Session) -> NewUser | Usage:
            try:
                return deed(session)
            except Usage as wrong:
                return wrong

        self._hands.bulk(safe, self._made, _TOUCHED)

    def _made(self, answer: NewUser | Usage | Refusal) -> None:
        if isinstance(answer, NewUser):
            self._show(screen.handed(self._screen, answer))
        else:
            self._show(replace(self._screen, refusal=say_error(answer)))

    def _save(self) -> None:
        new = self._screen.new
        if new is None or not new.badge:
            return
        self._hands.ask(
            lambda desk: badge_card(desk, new.user, new.badge),
            lambda content: self._view.save_badge(content, f"badge-{new.user}.pdf"),
            right=Right.USERS,
        )

    def _print(self) -> None:
        """Print the badge that is shown once: it waits for its printer sealed."""
        new = self._screen.new
        if new is None or not new.badge:
            return

        def deed(session: Session) -> PrintAsked | Refusal:
            try:
                return print_badge(self._house, self._seal, session, new.user, new.badge)
            except Refused as no:
                return no.refusal

        def then(answer: PrintAsked | Refusal) -> None:
            if isinstance(answer, PrintAsked):
                self._show(replace(self._screen, refusal=""))
                self._toast(asked_words("badge", answer), False)
            else:
                self._show(replace(self._screen, refusal=say_error(answer)))

        self._hands.bulk(deed, then, frozenset({Touched.PRINT}))

    def _back(self) -> None:
        state = self._screen
        if state.new is not None or state.asking or state.refusal:
            self._show(screen.done(state))
        elif state.text:
            self.sought("")

    def _ask(self, question: Asking) -> None:
        if self._screen.new is None:
            self._show(replace(self._screen, asking=question, refusal=""))

    def _read(self) -> None:
        self._hands.ask(staff_of, lambda people: self._show(screen.read(self._screen, people)), right=Right.USERS)

    def _show(self, state: PeopleScreen) -> None:
        self._screen = state
        self._view.render_state(state)
