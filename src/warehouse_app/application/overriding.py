"""Overrides: a second person with the right lets the first do one deed, once, by badge or code and PIN, with a reason.

Promise: an override is bound to the whole deed (its kind and everything in it but its id) and to the person; it is used
once, within two minutes, and both names, the reason and the command that used it stay.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeGuard

from warehouse_app.application.deeds import lend
from warehouse_app.application.run import Command, NoRight, Outcome, Runner, Session, handles
from warehouse_app.application.sign_on import sign_on
from warehouse_app.domain.people import OVERRIDABLE, Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ports.clock import iso
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.store import permits
from warehouse_app.store.desk import Desk

LASTS = timedelta(minutes=2)
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class OverrideRefused(Refusal):
    """No override can be given so: `problem` is same_person, no_reason or not_this_right."""

    code: ClassVar[str] = "override_refused"
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit(Command):
    """Let a person do one deed that needs `right`; given by whoever gives this command."""

    person: str
    right: Right
    deed: str
    deed_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Override:
    """Who lets it be done, and why: typed or scanned at the bench, kept nowhere."""

    pin: str = field(repr=False)
    reason: str
    badge: str = field(default="", repr=False)
    user: str = ""


@handles(Permit, right=lambda command: (command.right,))
def _permit(desk: Desk, command: Permit, session: Session) -> None:
    if command.person == session.actor.person:
        raise Refused(OverrideRefused("same_person"))
    if not session.actor.with_pin:
        raise Refused(NoRight(command.right.value, needs_pin=True))
    if command.right not in OVERRIDABLE:
        raise Refused(OverrideRefused("not_this_right"))
    reason = command.reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Refused(OverrideRefused("no_reason"))
    until = iso(datetime.fromisoformat(desk.at) + LASTS)
    permits.give(desk, command.person, command.right.value, command.deed, command.deed_name, reason, until)


def can_be_lent(told: Refusal | None) -> TypeGuard[NoRight]:
    """Tell whether a deed was refused for a right that a second person may lend."""
    return isinstance(told, NoRight) and told.right in OVERRIDABLE


def permit(
    runner: Runner,
    guard: PinGuard,
    session: Session,
    command: Command,
    told: NoRight,
    override: Override,
    permit_id: str = "",
) -> None:
    """Let a second person open a deed that was refused for a right: done again under a new id it is let through, once.

    `permit_id` is given where an answer may have been lost, so that the same override is not given twice.

    Raises Refused: of signing on, NoRight where the second person lacks the right too, OverrideRefused; and Trouble.
    """
    gate = runner.store.gate
    # A server that knows who is at a station hears the second person for the permit, and then the first one again.
    with contextlib.nullcontext() if gate is None else gate.meanwhile():
        second = sign_on(runner, guard, badge=override.badge, user=override.user, pin=override.pin)
        permit_id = permit_id or runner.ids.new()
        deed = lend(runner.store.memory, command, permit_id)
        given = Permit(
            id=permit_id, person=session.actor.person, right=Right(told.right), deed=deed,
            deed_name=type(command).__name__, reason=override.reason,
        )  # fmt: skip
        runner.perform(given, Session(second, session.station)).done()


class OverridingRunner(Runner):
    """A runner that asks a second person, named beforehand, where the first lacks a right."""

    def __init__(self, inner: Runner, guard: PinGuard, override: Override) -> None:
        super().__init__(inner.store, inner.clock, inner.ids, inner.writer)
        self._inner, self._guard, self._override = inner, guard, override

    def perform(self, command: Command, session: Session) -> Outcome[Any]:
        """Carry out a command; one that is refused for a right is done with the override, once."""
        outcome = self._inner.perform(command, session)
        told = outcome.refusal
        if not isinstance(told, NoRight) or outcome.replayed:
            return outcome
        permit(self._inner, self._guard, session, command, told, self._override)
        return self._inner.perform(replace(command, id=self._inner.ids.new()), session)
