"""The presenter of the first start: answers in, one step forward or back; only the last step makes anything. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeVar

from warehouse_app.application.people import NewUser
from warehouse_app.domain.refusals import Refused, Trouble, Usage
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.shell.firststart import flow
from warehouse_app.ui.shell.firststart.flow import Step, Way, Wish
from warehouse_app.wording import tr
from warehouse_app.wording.say import say, say_error

V = TypeVar("V")
WAYS: tuple[Way, ...] = ("new", "demo", "existing")


class Maker(Protocol):
    """What the first start asks of the machine. All of it is slow and raises Usage, Refused or Trouble."""

    def look(self, database: str) -> Literal["free", "company"]:
        """Say what is at an address of a database; nothing is made there."""
        ...

    def make(self, wish: Wish) -> NewUser:
        """Make the company, whole or not at all, and remember its address for the next start."""
        ...

    def adopt(self, database: str) -> None:
        """Remember the address of a database that exists."""
        ...

    def badge(self, user: NewUser) -> bytes:
        """Return the badge as PDF."""
        ...


@dataclass(frozen=True, slots=True)
class Ended:
    """How the first start ended: a window is opened (`user` signs on there), the demo is, or it was left."""

    how: Literal["open", "demo", "left"]


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What is shown. `new` holds badge and PIN while they are shown, and never again."""

    wish: Wish
    step: Step = "way"
    wrong: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    busy: str = ""
    new: NewUser | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """Why something slow was not done."""

    words: str


class FirstStartView(Protocol):
    """What the presenter asks of its page."""

    def show_state(self, state: FirstStart) -> None: ...


class FirstStartPresenter:
    """`done(ended)` closes the first start."""

    def __init__(
        self, view: FirstStartView, performer: Performs, maker: Maker, wish: Wish, done: Callable[[Ended], None]
    ) -> None:
        self._view, self._performer, self._maker, self._done = view, performer, maker, done
        self._state = FirstStart(wish)

    def begin(self) -> None:
        """Show the first step."""
        self._show(self._state)

    def state(self) -> FirstStart:
        """Return what is shown."""
        return self._state

    def answered(self, name: str, value: str) -> None:
        """An answer changed; what was said about it before is taken back."""
        if not self._state.busy:
            left = {key: words for key, words in self._state.wrong.items() if key != name}
            wish = flow.answered(self._state.wish, name, value)
            self._show(replace(self._state, wish=wish, wrong=left, trouble=""))

    def way(self, number: int) -> None:
        """One of the three ways, by its number; it goes on at once."""
        if self._state.step == "way" and 1 <= number <= len(WAYS) and not self._state.busy:
            wish = replace(self._state.wish, way=WAYS[number - 1])
            self._show(replace(self._state, wish=wish, step=flow.after(wish, "way") or "way"))

    def back(self) -> None:
        """One step back, with all answers kept."""
        step = flow.before(self._state.wish, self._state.step)
        if step is not None and not self._state.busy:
            self._show(replace(self._state, step=step, wrong={}, trouble=""))

    def leave(self) -> bool:
        """Leave; return whether that is possible now. Nothing was made unless the last step is shown."""
        if self._state.busy:
            return False
        self._done(Ended("open" if self._state.step == "made" else "left"))
        return True

    def forward(self) -> None:
        """Take the step if it can be taken."""
        state = self._state
        wrong = flow.wrong(state.wish, state.step)
        if state.busy:
            return
        deeds: dict[Step, Callable[[], None]] = {
            "place": self._look, "check": self._make, "demo": lambda: self._done(Ended("demo")),
            "made": lambda: self._done(Ended("open")),
        }  # fmt: skip
        if wrong:
            self._show(replace(state, wrong=wrong))
        elif state.step != "way":
            deeds.get(state.step, self._step)()

    def badge(self, then: Callable[[bytes], None]) -> None:
        """Have the badge made as PDF."""
        new = self._state.new
        if new is not None:
            self._perform("", lambda: self._maker.badge(new), then)

    def _step(self) -> None:
        step = flow.after(self._state.wish, self._state.step)
        if step is not None:
            self._show(replace(self._state, step=step, wrong={}, trouble="", busy=""))

    def _look(self) -> None:
        database = self._state.wish.database
        self._perform(tr("Looking there"), lambda: self._maker.look(database), self._looked)

    def _looked(self, found: str) -> None:
        state, facts = self._state, {"database": self._state.wish.database.removeprefix("sqlite:///")}
        name = "url" if state.wish.where == "server" else "file"
        if state.wish.way == "new" and found == "company":
            self._show(replace(state, busy="", wrong={name: say("begin_there", facts)}))
        elif state.wish.way == "existing" and found != "company":
            self._show(replace(state, busy="", wrong={name: say("begin_none", facts)}))
        elif state.wish.way == "existing":
            adopt = self._maker.adopt
            self._perform(tr("Opening"), lambda: adopt(state.wish.database), lambda _none: self._done(Ended("open")))
        else:
            self._step()

    def _make(self) -> None:
        wish = self._state.wish
        self._perform(
            tr("Making {company}").format(company=wish.begin.company), lambda: self._maker.make(wish), self._made
        )

    def _made(self, new: NewUser) -> None:
        self._show(replace(self._state, step="made", busy="", new=new, trouble=""))

    def _perform(self, words: str, fn: Callable[[], V], then: Callable[[V], None]) -> None:
        """Do something slow; what stands against it is said in the step, and the answers stay."""

        def guarded() -> V | _Said:
            try:
                return fn()
            except Refused as refused:
                return _Said(say_error(refused.refusal))
            except Usage as usage:
                return _Said(say_error(usage))

        def after(answer: V | _Said) -> None:
            if isinstance(answer, _Said):
                self._show(replace(self._state, busy="", trouble=answer.words))
            else:
                self._show(replace(self._state, busy=""))
                then(answer)

        self._show(replace(self._state, busy=words, trouble=""))
        self._performer.perform(guarded, after, lane="wire", trouble=self._troubled)

    def _troubled(self, trouble: Trouble) -> None:
        self._show(replace(self._state, busy="", trouble=say_error(trouble)))

    def _show(self, state: FirstStart) -> None:
        self._state = state
        self._view.show_state(state)
