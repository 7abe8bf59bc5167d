"""Messages to one bench, one person or all: shown there as a Note until they are seen, taken back or over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from warehouse_app.application.crew.giving import check_works
from warehouse_app.application.run import Command, Opens, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.crew.values import LONGEST_MESSAGE, Message, NobodyThere, NoSuchMessage
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store.crew import board, messages
from warehouse_app.store.desk import Desk

LEAST_MINUTES, MOST_MINUTES, MINUTES = 1, 24 * 60, 8 * 60
"""How long a message stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Command):
    """Say something to one bench (`station`), to one person, or (both empty) to all, for so many minutes."""

    text: str
    station: str = ""
    person: str = ""
    minutes: int = MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackMessage(Command):
    """Take a message back; `sent` is the command that sent it."""

    sent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeMessage(Command):
    """Say that a message was seen."""

    message: int


@handles(SendMessage, right=Right.ASSIGN, answer=int)
def send_message(desk: Desk, command: SendMessage, _session: Session) -> int:
    """Send it; return its number. Raises Refused(BadField, NobodyThere, UserUnknown, UserLocked)."""
    text = words("message", " ".join(command.text.split()), LONGEST_MESSAGE)
    station = command.station.strip().upper()
    if station and station not in board.stations(desk):
        raise Refused(NobodyThere(station[:40]))
    if command.person and not station:
        check_works(desk, command.person)
    minutes = min(MOST_MINUTES, max(LEAST_MINUTES, command.minutes))
    until = iso(datetime.fromisoformat(desk.at) + timedelta(minutes=minutes))
    number = messages.send(desk, text, station, "" if station else command.person, until)
    desk.touch(Touched.MESSAGE)
    return number


@handles(TakeBackMessage, right=Right.ASSIGN)
def take_back_message(desk: Desk, command: TakeBackMessage, _session: Session) -> None:
    """Take it back. Raises Refused(NoSuchMessage)."""
    if not messages.end(desk, command.sent):
        raise Refused(NoSuchMessage(command.sent))
    desk.touch(Touched.MESSAGE)


@handles(SeeMessage, right=Opens.SIGNED_ON)
def see_message(desk: Desk, command: SeeMessage, session: Session) -> None:
    """Keep that it was seen. Raises Refused(NoSuchMessage)."""
    if messages.get(desk, command.message) is None:
        raise Refused(NoSuchMessage(str(command.message)))
    messages.see(desk, command.message, session.actor.person, session.station)
    desk.touch(Touched.MESSAGE)


def unseen(desk: Desk, session: Session, now: str) -> tuple[Message, ...]:
    """Return what is to be read where somebody works, the oldest first. For `Runner.ask`."""
    return messages.unseen(desk, session.station, session.actor.person, now)


def find_messages(desk: Desk, now: str, *, everything: bool = False) -> tuple[Message, ...]:
    """Return the messages that stand, or the newest ones, with who saw them. For `Runner.ask`."""
    return messages.listed(desk, now, everything=everything)


def sent_of(desk: Desk, number: int) -> str:
    """Return the command that sent a message. Raises Refused(NoSuchMessage)."""
    found = messages.sent_of(desk, number)
    if not found:
        raise Refused(NoSuchMessage(str(number)))
    return found


def benches(desk: Desk) -> tuple[str, ...]:
    """Return the benches a message can be for. For `Runner.ask`."""
    return board.stations(desk)
