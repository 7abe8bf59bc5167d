"""People: the company's beginning, who works here, and what their badge and PIN are.

Promise: badge and PIN stand in clear only in the answer that is shown once; commands, audit and database hold hashes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import ClassVar

from warehouse_app.application.run import Command, Opens, Runner, Session, handles
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import ROLE_RIGHTS, SYSTEM, PersonId, Right, Role
from warehouse_app.domain.places import OUTSIDE, PlaceKind
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.ports.secrets import PinGuard
from warehouse_app.store import people, places
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.people import PersonRow
from warehouse_app.store.returning import rules as return_rules
from warehouse_app.store.returning.ours import ours
from warehouse_app.wording.languages import LANGUAGES

BADGE_BITS = 60
PIN_DIGITS = 6
FEWEST_PIN_DIGITS = 4
MOST_PIN_DIGITS = 12
MOST_PEOPLE = 10_000
LONGEST_CODE = 20
LONGEST_NAME = 80
FIRST_STATION = "B1"
FIRST_DOCK = "DOCK"
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@dataclass(frozen=True, slots=True)
class UserUnknown(Refusal):
    """Nobody has this code."""

    code: ClassVar[str] = "user_unknown"
    user: str


@dataclass(frozen=True, slots=True)
class UserExists(Refusal):
    """Somebody has this code."""

    code: ClassVar[str] = "user_exists"
    user: str


@dataclass(frozen=True, slots=True)
class LastAdministrator(Refusal):
    """Without this person nobody could add or unlock anybody."""

    code: ClassVar[str] = "last_administrator"
    user: str


@dataclass(frozen=True, slots=True)
class LanguageUnknown(Refusal):
    """The program does not speak this language."""

    code: ClassVar[str] = "language_unknown"
    language: str
    known: str


@dataclass(frozen=True, slots=True)
class BeyondYourRights(Refusal):
    """Nobody gives a role, a badge or a PIN that opens more than his own sign-on does."""

    code: ClassVar[str] = "beyond_your_rights"
    user: str
    role: str


@dataclass(frozen=True, slots=True)
class CompanyExists(Refusal):
    """The database has its company already."""

    code: ClassVar[str] = "company_exists"
    name: str


@dataclass(frozen=True, slots=True)
class NewUser:
    """A new person's code, badge barcode and PIN: to be handed over once; nobody can ask for them again."""

    user: str
    badge: str = field(repr=False)
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class User:
    """One person as a list shows them."""

    user: str
    name: str
    role: str
    locked: bool
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InitCompany(Command):
    """Begin the company: its first warehouse, bench, dock and administrator."""

    company: str
    company_name: str
    warehouse: str
    person: str
    user: str
    user_name: str
    badge_hash: str
    pin_hash: str
    timezone: str = "UTC"
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUser(Command):
    """Let a person work here. `user` is the code, upper case."""

    person: str
    user: str
    user_name: str
    role: Role
    badge_hash: str
    pin_hash: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUser(Command):
    """Change one thing of a person: a new badge, a new PIN, another role, locked or not, signed off everywhere, spoken
    to in another language ("": in the machine's).

    None changes nothing.
    """

    user: str
    badge_hash: str | None = None
    pin_hash: str | None = None
    role: Role | None = None
    locked: bool | None = None
    sign_off: bool = False
    language: str | None = None


def user_code(name: str) -> str:
    """Return the code made of a name, as in `MARIA-S`; Usage when nothing of it can stand in a code."""
    words = "".join(sign if sign in _PLAIN else " " for sign in _unaccented(name.upper())).split()
    code = "-".join(words)[:LONGEST_CODE].strip("-")
    if not code:
        raise Usage("user_code_invalid", user=name[:LONGEST_CODE])
    return code


def _unaccented(text: str) -> str:
    spread = text.replace("Ä", "AE").replace("Ö", "OE").replace("Ü", "UE")
    return "".join(sign for sign in unicodedata.normalize("NFKD", spread) if not unicodedata.combining(sign))


def init_company(
    runner: Runner,
    guard: PinGuard,
    *,
    warehouse: str,
    admin_name: str,
    company: str = "",
    pin: str = "",
    timezone: str = "UTC",
    currency: str = "",
) -> NewUser:
    """Begin the company and return its first administrator. Raises Refused(CompanyExists), Usage, Trouble."""
    new = _new_user(runner, guard, user_code(admin_name), pin)
    command = InitCompany(
        id=runner.ids.new(),
        company=f"c-{runner.ids.new()}",
        company_name=_name(company or "My company"),
        warehouse=user_code(warehouse),
        person=f"p-{runner.ids.new()}",
        user=new.answer.user,
        user_name=_name(admin_name),
        badge_hash=new.badge_hash,
        pin_hash=new.pin_hash,
        timezone=timezone,
        currency=currency,
    )
    runner.perform(command, Session(SYSTEM)).done()
    return new.answer


def add_user(
    runner: Runner,
    guard: PinGuard,
    session: Session,
    *,
    name: str,
    role: Role,
    user: str = "",
    pin: str = "",
    language: str = "",
) -> NewUser:
    """Add a person and return what to hand over. Raises Refused, Usage, Trouble."""
    new = _new_user(runner, guard, user_code(user or name), pin)
    command = AddUser(
        id=runner.ids.new(),
        person=f"p-{runner.ids.new()}",
        user=new.answer.user,
        user_name=_name(name),
        role=role,
        badge_hash=new.badge_hash,
        pin_hash=new.pin_hash,
        language=language,
    )
    runner.perform(command, session).done()
    return new.answer


def new_badge(runner: Runner, guard: PinGuard, session: Session, user: str, *, with_pin: bool = False) -> NewUser:
    """Give a person a new badge (the old one is worth nothing from now on), and a new PIN where asked for."""
    new = _new_user(runner, guard, user_code(user), "")
    pin_hash = new.pin_hash if with_pin else None
    command = ChangeUser(id=runner.ids.new(), user=new.answer.user, badge_hash=new.badge_hash, pin_hash=pin_hash)
    runner.perform(command, session).done()
    return new.answer if with_pin else NewUser(new.answer.user, new.answer.badge, "")


def new_pin(runner: Runner, guard: PinGuard, session: Session, user: str) -> NewUser:
    """Give a person a new PIN; the badge stays. Whoever stayed signed on as this person is signed off."""
    new = _new_user(runner, guard, user_code(user), "")
    command = ChangeUser(id=runner.ids.new(), user=new.answer.user, pin_hash=new.pin_hash)
    runner.perform(command, session).done()
    return NewUser(new.answer.user, "", new.answer.pin)


def find_users(runner: Runner, session: Session) -> tuple[User, ...]:
    """Return everybody who works here, by code. Raises Refused(NoRight)."""

    def question(desk: Desk) -> tuple[User, ...]:
        rows = people.everybody(desk, MOST_PEOPLE)
        return tuple(User(row.code, row.name, row.role.value, row.locked, row.created_at) for row in rows)

    return runner.ask(question, session, Right.USERS)


@dataclass(frozen=True, slots=True)
class Hand:
    """Someone whom work can be given to: id, code and name."""

    person: str
    code: str
    name: str


def find_hands(desk: Desk, right: Right) -> tuple[Hand, ...]:
    """Return the people whose role has `right` and who are not locked, by code. For `Runner.ask`."""
    rows = people.everybody(desk, MOST_PEOPLE)
    return tuple(Hand(row.id, row.code, row.name) for row in rows if not row.locked and right in ROLE_RIGHTS[row.role])


def person_id_of(desk: Desk, code: str) -> str:
    """Return the id of the person of that code. Raises Refused(UserUnknown)."""
    row = people.by_code(desk, code.strip().upper())
    if row is None:
        raise Refused(UserUnknown(code))
    return row.id


@dataclass(frozen=True, slots=True)
class _Made:
    answer: NewUser
    badge_hash: str
    pin_hash: str


def _new_user(runner: Runner, guard: PinGuard, code: str, pin: str) -> _Made:
    body = letters(runner.ids.secret(BADGE_BITS), BADGE_BITS)
    pin = pin or str(runner.ids.secret(64) % 10**PIN_DIGITS).zfill(PIN_DIGITS)
    if not (pin.isascii() and pin.isdigit() and FEWEST_PIN_DIGITS <= len(pin) <= MOST_PIN_DIGITS):
        raise Usage("pin_invalid", fewest=FEWEST_PIN_DIGITS, most=MOST_PIN_DIGITS)
    return _Made(NewUser(code, make(OwnKind.USER, body), pin), badge_hash(body), guard.seal(pin))


def letters(number: int, bits: int) -> str:
    """Return a random number as letters A-Z and digits 2-7, five bits each."""
    return "".join(_BASE32[number >> shift & 31] for shift in range(0, bits, 5))


def _name(text: str) -> str:
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST_NAME]
    if not shown:
        raise Usage("name_empty")
    return shown


@handles(InitCompany, right=Opens.PROGRAM)
def _init_company(desk: Desk, command: InitCompany, _: Session) -> None:
    existing = people.company_fact(desk, "name")
    if existing is not None:
        raise Refused(CompanyExists(existing or ""))
    people.set_company_fact(desk, "id", command.company)
    people.set_company_fact(desk, "name", command.company_name)
    kept.keep(desk, "company.name", "", command.company_name)
    if command.currency:
        kept.keep(desk, "company.currency", "", command.currency)
    people.add_warehouse(desk, command.warehouse, command.warehouse, command.timezone)
    for kind in sorted(OUTSIDE):
        places.outside(desk, kind)
    places.known(desk, command.warehouse, FIRST_DOCK, PlaceKind.DOCK)
    places.known(desk, command.warehouse, FIRST_STATION, PlaceKind.BENCH)
    people.add_station(desk, FIRST_STATION, command.warehouse, FIRST_STATION)
    _write(desk, command.person, command.user, command.user_name, Role.ADMINISTRATOR, command)
    return_rules.begin(desk, ours())


@handles(AddUser, right=Right.USERS)
def _add_user(desk: Desk, command: AddUser, session: Session) -> None:
    _within_rights(session, command.user, command.role)
    _spoken(command.language)
    if people.by_code(desk, command.user) is not None:
        raise Refused(UserExists(command.user))
    _write(desk, command.person, command.user, command.user_name, command.role, command)


def _write(desk: Desk, person: str, code: str, name: str, role: Role, secrets: InitCompany | AddUser) -> None:
    row = PersonRow(
        PersonId(person), code, name, role, secrets.badge_hash, secrets.pin_hash,
        locked=False, failures=0, failed_at="", created_at=desk.at,
        language=secrets.language if isinstance(secrets, AddUser) else "",
    )  # fmt: skip
    people.add(desk, row)
    desk.touch(Touched.PERSON)


@handles(ChangeUser, right=Right.USERS)
def _change_user(desk: Desk, command: ChangeUser, session: Session) -> None:
    row = people.by_code(desk, command.user)
    if row is None:
        raise Refused(UserUnknown(command.user))
    for role in {row.role, command.role or row.role}:
        _within_rights(session, row.code, role)
    loses = command.locked or (command.role is not None and command.role is not Role.ADMINISTRATOR)
    if loses and row.role is Role.ADMINISTRATOR and not people.other_administrators(desk, row.id):
        raise Refused(LastAdministrator(row.code))
    _spoken(command.language or "")
    asked: dict[str, str | int | None] = {
        "language": command.language,
        "badge_hash": command.badge_hash,
        "pin_hash": command.pin_hash,
        "role": None if command.role is None else command.role.value,
        "locked": None if command.locked is None else int(command.locked),
        "failures": 0 if command.pin_hash is not None or command.locked is False else None,
    }
    people.change(desk, row.id, **{name: value for name, value in asked.items() if value is not None})
    if command.locked or command.sign_off or command.pin_hash is not None:
        people.end_sign_ons(desk, row.id)
    desk.touch(Touched.PERSON)


def _spoken(language: str) -> None:
    if language and language not in LANGUAGES:
        raise Refused(LanguageUnknown(language, ", ".join(LANGUAGES)))


def _within_rights(session: Session, user: str, role: Role) -> None:
    """A new badge or PIN opens what its person may do, so handing one out is giving these rights."""
    if not ROLE_RIGHTS[role] <= session.actor.rights:
        raise Refused(BeyondYourRights(user, role.value))
