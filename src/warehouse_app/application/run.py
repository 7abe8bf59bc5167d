"""The one road of every command.

Check the right, judge and write in one transaction, keep the answer, say what changed.

A refusal is a fact as well: the handler's work is undone, and the refusal with its scan is committed in the same turn;
the command's id is thereby used up. A repeated id returns the first answer and changes nothing.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

from warehouse_app.application.deeds import deed_of
from warehouse_app.domain.changes import NOTHING, Changes
from warehouse_app.domain.editing import LOST
from warehouse_app.domain.jsonable import decode, encode
from warehouse_app.domain.ledger.audit import Head, digest
from warehouse_app.domain.people import SYSTEM, Actor, Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ports.clock import Clock, Ids, iso
from warehouse_app.store import audit, commands, permits
from warehouse_app.store.database import Store
from warehouse_app.store.desk import Desk
from warehouse_app.store.statement import Ahead, foresee, is_far

V = TypeVar("V")
C = TypeVar("C", bound="Command")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A plain value with an id made where the deed happened. Subclasses are registered with `handles`."""

    name: ClassVar[str] = ""
    as_heard: ClassVar[bool] = False
    """Whether its texts are judged as a device sent them; what a person gave is made keepable before."""
    id: str


@dataclass(frozen=True, slots=True)
class NoRight(Refusal):
    """The person may not do this (here and now): the right is not in the role, or needs the PIN."""

    code: ClassVar[str] = "no_right"
    right: str
    needs_pin: bool


@dataclass(frozen=True, slots=True)
class OtherRequest(Refusal):
    """The command's id was used before, for another deed."""

    code: ClassVar[str] = "id_used"
    id: str


@dataclass(frozen=True, slots=True)
class Session:
    """Who acts, and at which station."""

    actor: Actor
    station: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[V]):
    """What became of a command. `value` is set when it was done, and for scans also when it was refused."""

    value: V | None = None
    refusal: Refusal | None = None
    changes: Changes = NOTHING
    replayed: bool = False

    def done(self) -> V:
        """Return the value, or raise Refused: for callers that have no use for a refusal."""
        if self.refusal is not None:
            raise Refused(self.refusal)
        return self.value  # type: ignore[return-value]


class Opens(Enum):
    """What opens a command where one right of a role does not."""

    SIGNED_ON = "signed on"
    """Whoever signed on: it concerns the person alone."""
    PROGRAM = "the program"
    """The program itself, and no person."""


Gate = Right | Opens | Callable[[Any], Iterable[Right]]
"""What a command asks for before its handler is called; where it depends on the command, all the rights it needs."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How one kind of command is carried out. `also`: rights that parts of it ask for besides.

    `asks`: where the right depends on the command, which rights it can ask for, each time all of one tuple.
    """

    command: type[Command]
    answer: Any
    right: Gate
    act: Callable[[Desk, Any, Session], Any]
    on_refusal: Callable[[Desk, Any, Session, Refusal], Any] | None
    ahead: Callable[[Any, Session], Iterable[Ahead]] | None = None
    also: frozenset[Right] = frozenset()
    asks: tuple[tuple[Right, ...], ...] = ()


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
DEED = "deed"
"""Where the handler's work begins, to which a refusal undoes it."""

HANDLERS: dict[type[Command], Handler] = {}
REFUSALS: dict[str, type[Refusal]] = {}


def handles(
    command: type[C],
    *,
    right: Gate,
    answer: Any = None,  # noqa: ANN401 - a type, to read a kept answer back
    on_refusal: Callable[[Desk, C, Session, Refusal], Any] | None = None,
    ahead: Callable[[C, Session], Iterable[Ahead]] | None = None,
    also: Iterable[Right] = (),
    asks: Iterable[tuple[Right, ...]] = (),
) -> Callable[[Callable[[Desk, C, Session], V]], Callable[[Desk, C, Session], V]]:
    """Register the handler of a command. `answer` is the type of its value; `right` opens it, `also` parts of it.

    `asks` tells what a `right` that depends on the command can be, for the table of rights.
    `ahead` names questions that the handler is sure to ask, so that a server far away is asked them all at once.
    """

    def register(act: Callable[[Desk, C, Session], V]) -> Callable[[Desk, C, Session], V]:
        if command in HANDLERS:
            message = f"two handlers for {command.__name__}"
            raise ValueError(message)
        HANDLERS[command] = Handler(command, answer, right, act, on_refusal, ahead, frozenset(also), tuple(asks))
        return act

    return register


@dataclass(slots=True)
class Writer:
    """This process's own audit chain. The head is remembered, for nobody else writes it.

    `written` is the head that becomes true with the commit at hand.
    """

    id: str
    station: str = ""
    host: str = ""
    pid: int = 0
    head: Head | None = None
    written: Head | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Runner:
    """Performs commands and answers queries for every mouth: window, line mode, imports, worker."""

    def __init__(self, store: Store, clock: Clock, ids: Ids, writer: Writer) -> None:
        self.store = store
        self.clock = clock
        self.ids = ids
        self.writer = writer

    def perform(self, command: Command, session: Session) -> Outcome[Any]:
        """Carry out a command: done, refused or (same id again) answered as the first time. Raises Trouble."""
        return self._transact(lambda desk: self._answer(desk, command, session), command.id, session)

    def perform_many(self, commands_: tuple[Command, ...], session: Session) -> tuple[Outcome[Any], ...]:
        """Carry out small commands in one transaction (bulk work: at most 500 rows or 50 ms a call.

        The caller pauses between).
        """

        def answers(desk: Desk) -> tuple[Outcome[Any], ...]:
            outcomes = []
            for command in commands_:
                desk.command_id = command.id
                desk.entries, desk.touched = [], set()
                outcomes.append(self._answer(desk, command, session))
            return tuple(outcomes)

        return self._transact(answers, commands_[0].id if commands_ else "", session)

    def ask(self, question: Callable[[Desk], V], session: Session, right: Right = Right.VIEW) -> V:
        """Answer a query on a read lane. Raises Refused(NoRight), Trouble."""
        check(session, right)
        with self.store.read() as desk:
            return question(desk)

    def now(self) -> str:
        """Return the time now as the store keeps it."""
        return iso(self.clock.now())

    def _answer(self, desk: Desk, command: Command, session: Session) -> Outcome[Any]:
        """Return the first answer to a command, kept or made now."""
        command = _keepable(command)
        handler, request = HANDLERS[type(command)], digest(command)
        if handler.ahead is not None and is_far(desk.connection):
            foresee(desk.connection, commands.ahead_of(command.id), *handler.ahead(command, session))
        kept = _kept(desk, command, handler, request)
        if kept is not None:
            return kept
        outcome = _carry_out(desk, command, session, handler)
        text = _written(_as_json(outcome))
        commands.keep(desk, type(command).__name__, request, text)
        verdict = "done" if outcome.refusal is None else outcome.refusal.code
        self._link(desk, command, verdict, request)
        return outcome

    def _transact(self, work: Callable[[Desk], V], command_id: str, session: Session) -> V:
        """Run a unit of work that finds its commands' ids again, until it is durable. Raises Trouble."""
        head: Head | None = None

        def tried(desk: Desk) -> V:
            # Where it is run again, the try before may have been committed all the same: the head is read anew.
            nonlocal head
            self.writer.written, head = head, None
            return work(desk)

        with self.writer.lock:
            head = self.writer.head
            self.writer.head = None
            answer = self.store.transact(
                tried,
                at=self.now(),
                who=session.actor.person,
                station=session.station,
                command_id=command_id,
                settles=True,
                origin=self.writer.id,
            )
            self.writer.head = self.writer.written
            return answer

    def _link(self, desk: Desk, command: Command, verdict: str, request: str) -> None:
        writer = self.writer
        if writer.written is None:
            audit.register_writer(desk, writer.id, writer.station, writer.host, writer.pid)
            writer.written = audit.head(desk, writer.id)
        name = type(command).__name__
        writer.written = audit.append(desk, writer.id, name, verdict, request, writer.written)


def check(session: Session, right: Right) -> None:
    """Refuse a session that lacks `right`, and tell whether the PIN would open it. Raises Refused(NoRight)."""
    if not session.actor.may(right):
        from_pin = right in Actor(session.actor.person, "", "", session.actor.role, with_pin=True).rights
        raise Refused(NoRight(right.value, from_pin))


def _check_gate(session: Session, gate: Gate, command: Command) -> None:
    if gate is Opens.PROGRAM and session.actor is not SYSTEM:
        raise Refused(NoRight(Opens.PROGRAM.value, needs_pin=False))
    if not isinstance(gate, Opens):
        for right in (gate,) if isinstance(gate, Right) else gate(command):
            check(session, right)


def _carry_out(desk: Desk, command: Command, session: Session, handler: Handler) -> Outcome[Any]:
    desk.savepoint(DEED)
    try:
        value = _done(desk, command, session, handler)
    except Refused as refused:
        desk.back_to(DEED)
        desk.entries.clear()
        desk.touched.clear()
        after = None
        if handler.on_refusal is not None:
            after = handler.on_refusal(desk, command, session, refused.refusal)
        outcome: Outcome[Any] = Outcome(after, refused.refusal, Changes(frozenset(desk.touched)))
    else:
        outcome = Outcome(value, None, Changes(frozenset(desk.touched)))
    desk.release(DEED)
    return outcome


def _done(desk: Desk, command: Command, session: Session, handler: Handler) -> Any:  # noqa: ANN401 - any answer
    """Do it; where only a right is lacking that a second person lent for this very deed, with that right."""
    try:
        return _act(desk, command, session, handler)
    except Refused as refused:
        told = refused.refusal
        deed = deed_of(desk.memory, command) if isinstance(told, NoRight) else None
        permit = (
            permits.find(desk, session.actor.person, told.right, deed)
            if isinstance(told, NoRight) and deed is not None
            else None
        )
        if permit is None or not isinstance(told, NoRight):
            raise
    desk.back_to(DEED)
    desk.entries.clear()
    desk.touched.clear()
    if not permits.use(desk, permit):
        raise Refused(told)
    lent = replace(session.actor, lent=session.actor.lent | {Right(told.right)})
    return _act(desk, command, replace(session, actor=lent), handler)


def _act(desk: Desk, command: Command, session: Session, handler: Handler) -> Any:  # noqa: ANN401 - any answer
    _check_gate(session, handler.right, command)
    value = handler.act(desk, command, session)
    desk.settle()
    return value


def _keepable(command: Command) -> Command:
    """Return a command without zeros in its texts: they come with what is pasted, and no server keeps them."""
    if command.as_heard:
        return command
    texts = ((each.name, getattr(command, each.name)) for each in fields(command))
    found = {name: text.replace("\0", LOST) for name, text in texts if type(text) is str and "\0" in text}
    return replace(command, **found) if found else command


def _kept(desk: Desk, command: Command, handler: Handler, request: str) -> Outcome[Any] | None:
    row = commands.find(desk, command.id)
    if row is None:
        return None
    if row[0] != request:
        return Outcome(refusal=OtherRequest(command.id))
    data = json.loads(row[1])
    refusal = None if data["refusal"] is None else decode(_refusal_type(data["refusal"]["$"]), data["refusal"])
    value = None if data["value"] is None or handler.answer is None else decode(handler.answer, data["value"])
    return Outcome(value, refusal, NOTHING, replayed=True)


def _as_json(outcome: Outcome[Any]) -> dict[str, Any]:
    return {"value": encode(outcome.value), "refusal": encode(outcome.refusal)}


def _refusal_type(name: str) -> type[Refusal]:
    if name not in REFUSALS:
        REFUSALS.update({each.__name__: each for each in _all_refusals(Refusal)})
    return REFUSALS[name]


def _all_refusals(base: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in base.__subclasses__():
        yield each
        yield from _all_refusals(each)
