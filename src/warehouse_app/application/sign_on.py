"""Signing on: by badge (bench work), by badge or code and PIN (all rights of the role), or by a home's kept token.

Promise: nothing that was typed or scanned is kept or logged; after five wrong PINs in a row a person waits a minute
between tries, whichever mouth they come through.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from warehouse_app.application.people import letters, user_code
from warehouse_app.application.run import Command, Opens, Runner, Session, handles
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse, repair_layout
from warehouse_app.domain.people import SYSTEM, Actor
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.ports.clock import iso
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.store import people
from warehouse_app.store.database import Gate
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.people import PersonRow

TOKEN_BITS = 256
MOST_FAILURES = 5
LOCK_OUT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignOnWrong(Refusal):
    """Code, badge or PIN is wrong; which of them is not said."""

    code: ClassVar[str] = "sign_on_wrong"


@dataclass(frozen=True, slots=True)
class SignOnLater(Refusal):
    """Too many wrong tries: the next one counts after so many seconds."""

    code: ClassVar[str] = "sign_on_later"
    seconds: int


@dataclass(frozen=True, slots=True)
class UserLocked(Refusal):
    """The person was locked by an administrator."""

    code: ClassVar[str] = "user_locked"
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTry(Command):
    """Count one try to sign on, wrong until it proves right."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetTries(Command):
    """The PIN was right: earlier wrong tries count no more."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSignedOn(Command):
    """Keep a home signed on as the person who gives the command."""

    token_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff(Command):
    """End every kept sign-on of the person who gives the command."""


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(f"sign-on:{token}".encode()).hexdigest()


def sign_on(runner: Runner, guard: PinGuard, *, badge: str = "", user: str = "", pin: str | None = None) -> Actor:
    """Return who acts: by badge alone with bench rights, by badge or code and PIN with all rights.

    Raises Refused (SignOnWrong, SignOnLater, UserLocked) and Trouble. A code without PIN proves nothing.
    """
    if runner.store.gate is not None:
        return _at_gate(runner, runner.store.gate, guard, badge, pin)
    row = _who(runner, badge, user)
    if not badge and pin is None:
        raise Refused(SignOnWrong())
    if row is None:
        guard.fits("", pin or "")
        raise Refused(SignOnWrong())
    if row.locked:
        raise Refused(UserLocked(row.code))
    if pin is not None:
        _prove(runner, guard, row, pin)
    return _actor(row, with_pin=pin is not None)


def keep_signed_on(runner: Runner, actor: Actor) -> str:
    """Return a token by which `signed_on` knows this person again; only its hash is kept."""
    token = letters(runner.ids.secret(TOKEN_BITS), TOKEN_BITS)
    command = KeepSignedOn(id=runner.ids.new(), token_hash=token_hash(token))
    runner.perform(command, Session(actor)).done()
    return token


def signed_on(runner: Runner, token: str) -> Actor | None:
    """Return whom a kept token proves, or None when it was ended, or the person locked, since."""
    if runner.store.gate is not None:
        return None  # at a station's role the server knows badges alone
    with runner.store.read() as desk:
        found = people.by_token(desk, token_hash(token))
    if found is None or found[0].locked:
        return None
    return _actor(found[0], with_pin=found[1])


def _at_gate(runner: Runner, gate: Gate, guard: PinGuard, badge: str, pin: str | None) -> Actor:
    """Let the server judge badge and PIN, which it alone knows; from then on it lets this person write here."""
    body = badge_body(badge) if badge else None
    sealed = "" if body is None or pin is None else guard.sealed_as(gate.salt_of(body), pin)
    person = gate.prove(body, sealed) if body is not None and (pin is None or sealed) else ""
    with runner.store.read() as desk:
        row = people.shown(desk, person) if person else None
    if row is None:
        raise Refused(SignOnWrong())
    return Actor(row[0], row[1], row[2], row[3], with_pin=pin is not None, language=row[4])


def _who(runner: Runner, badge: str, user: str) -> PersonRow | None:
    with runner.store.read() as desk:
        if badge:
            body = badge_body(badge)
            return None if body is None else people.by_badge(desk, badge_hash(body))
        try:
            return people.by_code(desk, user_code(user))
        except Usage:
            return None


def badge_body(scanned: str) -> str | None:
    """Return the body of a badge as scanned or typed (any keyboard layout), None for any other text."""
    text = scanned.strip()
    found = parse(text) or parse(text.upper())
    if not isinstance(found, OwnCode):
        repaired = repair_layout(text)
        found = parse(repaired[0]) if repaired else None
    return found.body if isinstance(found, OwnCode) and found.kind is OwnKind.USER else None


def _prove(runner: Runner, guard: PinGuard, row: PersonRow, pin: str) -> None:
    """Judge a PIN; from the first wrong one on every try is counted before it is judged."""
    if row.failures:
        _count(runner, row)
    right = guard.fits(row.pin_hash, pin)
    unseen = not row.failures and (not right or _tried_meanwhile(runner, row))
    if unseen:
        _count(runner, row)
    if not right:
        raise Refused(SignOnWrong())
    if row.failures or unseen:
        runner.perform(ForgetTries(id=runner.ids.new(), person=row.id), Session(SYSTEM)).done()


def _tried_meanwhile(runner: Runner, row: PersonRow) -> bool:
    """Tell whether somebody was wrong while this PIN was judged: of many tries at once none goes uncounted."""
    with runner.store.read() as desk:
        now = people.by_id(desk, row.id)
    return now is not None and now.failures > 0


def _count(runner: Runner, row: PersonRow) -> None:
    runner.perform(CountTry(id=runner.ids.new(), person=row.id), Session(SYSTEM)).done()


def _actor(row: PersonRow, *, with_pin: bool) -> Actor:
    return Actor(row.id, row.code, row.name, row.role, with_pin, language=row.language)


@handles(CountTry, right=Opens.PROGRAM)
def _count_try(desk: Desk, command: CountTry, _: Session) -> None:
    row = people.by_id(desk, command.person)
    if row is None:
        raise Refused(SignOnWrong())
    now = _moment(desk.at)
    waits = row.failures >= MOST_FAILURES and bool(row.failed_at)
    # A clock set back must not lock anybody out for longer than the minute.
    left = min(_moment(row.failed_at) + LOCK_OUT - now, LOCK_OUT) if waits else timedelta(0)
    if left > timedelta(0) and _moment(row.failed_at) <= now:
        raise Refused(SignOnLater(-(-left // timedelta(seconds=1))))
    people.change(desk, row.id, failures=row.failures + 1, failed_at=iso(now))


@handles(ForgetTries, right=Opens.PROGRAM)
def _forget_tries(desk: Desk, command: ForgetTries, _: Session) -> None:
    people.change(desk, command.person, failures=0)


@handles(KeepSignedOn, right=Opens.SIGNED_ON)
def _keep_signed_on(desk: Desk, command: KeepSignedOn, session: Session) -> None:
    people.begin_sign_on(desk, command.token_hash, session.actor.person, with_pin=session.actor.with_pin)


@handles(SignOff, right=Opens.SIGNED_ON)
def _sign_off(desk: Desk, _: SignOff, session: Session) -> None:
    people.end_sign_ons(desk, session.actor.person)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
