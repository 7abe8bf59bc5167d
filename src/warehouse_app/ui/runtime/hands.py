"""What a presenter asks of the house: perform a command, answer a question, make an id. No Qt, no store.

Promise: deeds run on a lane, answers come back on the window's thread; what a deed touched is published to the change
feed under the screen's own name, so that `touched(changes, mine=True)` tells a screen its own doing.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from warehouse_app.application.overriding import can_be_lent
from warehouse_app.application.run import Command, NoRight, Outcome, Session
from warehouse_app.domain.people import OVERRIDABLE, Right
from warehouse_app.domain.refusals import Refusal, Refused, Trouble
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.loads import Loads
from warehouse_app.ui.runtime.protocols import Performs
from warehouse_app.ui.runtime.tasks import Stopped, Task, Tasks

V = TypeVar("V")


class Runs(Protocol):
    """The part of `application.run.Runner` a window needs."""

    def perform(self, command: Command, session: Session) -> Outcome[Any]: ...

    def ask(self, question: Callable[[Any], V], session: Session, right: Right = Right.VIEW) -> V: ...


PAINTED_S = 0.1
"""For so long, at most, what computes waits until what it told is painted.

A paint gives up the interpreter at each of its hundred strokes; beside a busy lane it then took four to ten times as
long, and the window stood still for a tenth to a third of a second.
"""

Lends = Callable[[Command, NoRight, Callable[[], None]], None]
"""Offers that a second person lets a refused deed be done; what is given is called once it is let through."""


class Hands:
    """One screen's hands. `session()` answers who is signed on now, `lends` is there where rights may be lent."""

    def __init__(
        self,
        performer: Performs,
        runner: Runs,
        session: Callable[[], Session],
        feed: ChangeFeed,
        new_id: Callable[[], str],
        origin: str,
        refused: Callable[[Refusal], None] | None = None,
        loads: Loads | None = None,
        tasks: Tasks | None = None,
        lends: Lends | None = None,
    ) -> None:
        self._performer, self._runner, self._session, self._feed = performer, runner, session, feed
        self._new_id, self._origin, self._refused = new_id, origin, refused
        self._loads, self._tasks, self._lends = loads, tasks or Tasks(), lends

    def new_id(self) -> str:
        """Return a fresh command id; make it when the deed is done by the person, keep it for every retry."""
        return self._new_id()

    def session(self) -> Session:
        """Return who acts."""
        return self._session()

    def may(self, right: Right) -> bool:
        """Say whether whoever acts may do deeds of a right, alone or because a second person lends it here."""
        return self._session().actor.may(right) or (self._lends is not None and right in OVERRIDABLE)

    def do(
        self,
        command: Command,
        then: Callable[[Outcome[Any]], None],
        trouble: Callable[[Any], None] | None = None,
        again: Callable[[Command], None] | None = None,
    ) -> None:
        """Perform a command on the store lane; `then` gets the outcome, also when it was refused.

        Where it was refused for a right, a second person may let it be done: it is performed again under a new id, by
        `again` where the screen has its own way, and `then` gets that outcome as well.

        Trouble that the screen does not tell itself is told with a way to try again: the same command, the same id,
        so that it is written once however often it is tried.
        """
        session = self._session()

        def after(outcome: Outcome[Any]) -> None:
            if not self._gone():
                then(outcome)
                self._offer(command, outcome, again or (lambda new: self.do(new, then, trouble)))
            self._feed.publish(frozenset(outcome.changes.touched), self._origin)

        loads = self._loads

        def failed(caught: Trouble) -> None:
            if trouble is not None and not self._gone():
                trouble(caught)
            elif loads is not None:
                loads.unsaved(caught, lambda: self.do(command, then, trouble))

        told = trouble if loads is None else failed
        self._performer.perform(lambda: self._runner.perform(command, session), after, trouble=told)

    def _offer(self, command: Command, outcome: Outcome[Any], again: Callable[[Command], None]) -> None:
        """Let a second person be asked where a right is lacking that may be lent."""
        if self._lends is not None and can_be_lent(outcome.refusal) and not outcome.replayed:
            self._lends(command, outcome.refusal, lambda: again(replace(command, id=self._new_id())))

    def _gone(self) -> bool:
        """Say whether the page was taken away meanwhile: nothing of it may be touched any more."""
        return self._loads is not None and self._loads.over

    def _here(self, hear: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return `hear` for as long as the page is there."""
        return lambda answer: None if self._gone() else hear(answer)

    def bulk(
        self,
        deed: Callable[[Session], V],
        then: Callable[[V | Refusal], None],
        touched: frozenset[str],
        trouble: Callable[[Any], None] | None = None,
    ) -> None:
        """Do a deed of several commands beside the scans, on a wire lane; `then` gets its answer or the refusal.

        `touched` is published when it ended, done, refused part way or in trouble, for a part of it may be written.
        """
        session = self._session()

        def fn() -> V | Refusal:
            try:
                return deed(session)
            except Refused as refused:
                return refused.refusal

        def after(answer: V | Refusal) -> None:
            if not self._gone():
                then(answer)
            self._feed.publish(touched, self._origin)

        def failed(caught: Any) -> None:  # noqa: ANN401 - a Trouble
            if trouble is not None:
                trouble(caught)
            self._feed.publish(touched, self._origin)

        self._performer.perform(fn, after, lane="wire", trouble=failed if trouble is not None else None)

    def long(
        self,
        words: str,
        deed: Callable[[Session, Task], V],
        then: Callable[[V | Refusal], None],
        touched: frozenset[str],
        *,
        stopped: Callable[[], None],
        trouble: Callable[[Any], None] | None = None,
    ) -> None:
        """Do a `bulk` deed whose progress is shown as `words` and which the person may stop.

        The deed hands `task.told` or `task.pause` on to what it calls. `stopped` is called instead of `then` when it
        was stopped: what was done until then stays.
        """
        task = self._tasks.begin(words)

        def after(answer: V | Stopped | Refusal) -> None:
            if isinstance(answer, Stopped):
                stopped()
            else:
                then(answer)

        def failed(caught: Any) -> None:  # noqa: ANN401 - a Trouble
            self._tasks.end(task)
            if trouble is not None and not self._gone():
                trouble(caught)
                return
            if not self._gone():
                stopped()
            if self._loads is not None:
                again = lambda: self.long(words, deed, then, touched, stopped=stopped)  # noqa: E731 - as in `do`
                self._loads.unsaved(caught, again)

        self._perform_long(lambda session: _settled(lambda: deed(session, task)), after, failed, task, touched)

    def _perform_long(
        self,
        deed: Callable[[Session], Any],
        after: Callable[[Any], None],
        failed: Callable[[Any], None],
        task: Task,
        touched: frozenset[str],
    ) -> None:
        session = self._session()

        def came(answer: Any) -> None:  # noqa: ANN401 - whatever the deed answers
            self._tasks.end(task, stopped=isinstance(answer, Stopped))
            if not self._gone():
                after(answer)
            self._feed.publish(touched, self._origin)

        def troubled(caught: Trouble) -> None:
            failed(caught)
            self._feed.publish(touched, self._origin)

        self._performer.perform(lambda: deed(session), came, lane="wire", trouble=troubled)

    def compute(
        self,
        work: Callable[[Callable[[V], None], Callable[[], bool]], V],
        told: Callable[[V], None],
        then: Callable[[V], None],
    ) -> Task:
        """Work something out on the compute lane, with no database; return the task that stops it.

        `work` is given what it tells of on the way, and what says whether it should end. Of several things told faster
        than the window shows them, `told` hears the last. What was told is painted before the work goes on.
        """
        task = self._tasks.begin("", quiet=True)
        slot: deque[V] = deque(maxlen=1)
        painted = threading.Event()

        def deliver() -> None:
            while slot:
                value = slot.pop()
                if not self._gone() and not task.stopping():
                    told(value)
            self._performer.when_painted(painted.set)

        def tell(value: V) -> None:
            waiting = bool(slot)
            slot.append(value)
            if not waiting:
                painted.clear()
                self._performer.post(deliver)
            painted.wait(PAINTED_S)

        def over(answer: V) -> None:
            self._tasks.end(task, stopped=task.stopping())
            if not self._gone():
                then(answer)

        stopped = lambda: task.stopping() or self._gone()  # noqa: E731 - asked often, from another thread
        self._performer.perform(lambda: work(tell, stopped), over, lane="compute")
        return task

    def ask(
        self,
        question: Callable[[Any], V],
        then: Callable[[V], None],
        *,
        right: Right = Right.VIEW,
        trouble: Callable[[Any], None] | None = None,
        failed: Callable[[Any], None] | None = None,
    ) -> None:
        """Answer a question on a read lane. A missing right goes to the page, or to the screen's `refused`.

        Trouble is the page's to tell (`Loads`) unless the screen gives its own `trouble`; `failed` hears of it as well.
        """
        session = self._session()
        name: object = getattr(question, "__code__", question)
        loads = self._loads if trouble is None else None

        def fn() -> V | Refusal | Stopped:
            return _settled(lambda: self._runner.ask(question, session, right))

        def after(answer: V | Refusal) -> None:
            if not isinstance(answer, Refusal):
                then(answer)
            elif (loads is None or not loads.denied(name, answer)) and self._refused is not None:
                self._refused(answer)
            if loads is not None and not isinstance(answer, Refusal):
                loads.came(name)

        def told(loads: Loads, caught: Any) -> None:  # noqa: ANN401 - a Trouble
            if failed is not None:
                failed(caught)
            loads.troubled(name, caught)

        def send() -> None:
            if loads is None:
                hear = trouble or failed
                self._performer.perform(fn, self._here(after), lane="read", trouble=self._here(hear) if hear else None)
            else:
                loads.began(name, send)
                answered, troubled = self._here(after), self._here(lambda caught: told(loads, caught))
                self._performer.perform(fn, answered, lane="read", trouble=troubled)

        send()


def _settled(deed: Callable[[], V]) -> V | Refusal | Stopped:
    """Return what a deed answers, or why it did not: a refusal, or a person's wish."""
    try:
        return deed()
    except Refused as refused:
        return refused.refusal
    except Stopped as wish:
        return wish
