"""People and their sign-ons in the database. Of badge, PIN and token only hashes are here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, or_, select, update

from warehouse_app.domain.people import PersonId, Role
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger, office
from warehouse_app.store.statement import Row, Statement


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as kept. `failures` in a row since the last right PIN, the newest at `failed_at` (UTC ISO text)."""

    id: PersonId
    code: str
    name: str
    role: Role
    badge_hash: str
    pin_hash: str
    locked: bool
    failures: int
    failed_at: str
    created_at: str
    language: str = ""
    """What this person is spoken to in; "" for the language of the machine."""


_p, _t, _c = office.person, office.sign_on, office.company
_ALL = select(
    _p.c.id,
    _p.c.code,
    _p.c.name,
    _p.c.role,
    _p.c.badge_hash,
    _p.c.pin_hash,
    _p.c.locked,
    _p.c.failures,
    _p.c.failed_at,
    _p.c.created_at,
    _p.c.language,
)
_SHOWN = Statement(select(_p.c.id, _p.c.code, _p.c.name, _p.c.role, _p.c.language).where(_p.c.id == bindparam("id_is")))
_BY_ID = Statement(_ALL.where(_p.c.id == bindparam("id_is")))
_BY_CODE = Statement(_ALL.where(_p.c.code == bindparam("code_is")))
_BY_BADGE = Statement(_ALL.where(_p.c.badge_hash == bindparam("badge_is"), _p.c.badge_hash != ""))
_EVERYBODY = Statement(_ALL.order_by(_p.c.code).limit(bindparam("limit")))
_BY_TOKEN = Statement(
    _ALL.add_columns(_t.c.with_pin)
    .join_from(_p, _t, _t.c.person == _p.c.id)
    .where(_t.c.token_hash == bindparam("token_is"), or_(_t.c.ended_at.is_(None), _t.c.ended_at == "")),
)
_ADD = Statement(
    insert(_p).values(
        {
            each: bindparam(each)
            for each in (
                *("id", "code", "name", "role", "badge_hash", "pin_hash", "locked", "failures", "created_at"),
                "language",
            )
        },
    ),
)
_OTHERS = Statement(
    select(func.count())
    .select_from(_p)
    .where(_p.c.role == Role.ADMINISTRATOR.value, _p.c.locked == 0, _p.c.id != bindparam("id_is")),
)
_BEGIN = Statement(
    insert(_t).values(
        token_hash=bindparam("token_hash"),
        person=bindparam("person"),
        with_pin=bindparam("with_pin"),
        at=bindparam("at"),
    ),
)
_END = Statement(
    update(_t).where(_t.c.person == bindparam("person_is"), _t.c.ended_at.is_(None)).values(ended_at=bindparam("at")),
)
_FACT = Statement(select(_c.c.value).where(_c.c.name == bindparam("name_is")))
_SET_FACT = Statement(update(_c).where(_c.c.name == bindparam("name_is")).values(value=bindparam("value")))
_NEW_FACT = Statement(insert(_c).values(name=bindparam("name"), value=bindparam("value")))


def _person(row: Row) -> PersonRow:
    return PersonRow(
        PersonId(row[0]),
        row[1],
        row[2],
        Role(row[3]),
        row[4],
        row[5],
        bool(row[6]),
        row[7],
        row[8] or "",
        row[9],
        row[10],
    )


def by_id(desk: Desk, person: str) -> PersonRow | None:
    """Return the person of that id."""
    row = _BY_ID.one(desk.connection, id_is=person)
    return None if row is None else _person(row)


def by_code(desk: Desk, code: str) -> PersonRow | None:
    """Return the person of that code, as kept (upper case)."""
    row = _BY_CODE.one(desk.connection, code_is=code)
    return None if row is None else _person(row)


def by_badge(desk: Desk, badge_hash: str) -> PersonRow | None:
    """Return the person whose newest badge has that hash."""
    row = _BY_BADGE.one(desk.connection, badge_is=badge_hash)
    return None if row is None else _person(row)


def by_token(desk: Desk, token_hash: str) -> tuple[PersonRow, bool] | None:
    """Return who keeps signed on by that token, and whether the PIN was given then."""
    row = _BY_TOKEN.one(desk.connection, token_is=token_hash)
    return None if row is None else (_person(row), bool(row[-1]))


def everybody(desk: Desk, limit: int) -> tuple[PersonRow, ...]:
    """Return all people by code, at most `limit`."""
    return tuple(_person(row) for row in _EVERYBODY.all(desk.connection, limit=limit))


def add(desk: Desk, person: PersonRow) -> None:
    """Write a new person."""
    _ADD.run(
        desk.connection,
        id=person.id,
        code=person.code,
        name=person.name,
        role=person.role.value,
        badge_hash=person.badge_hash,
        pin_hash=person.pin_hash,
        locked=0,
        failures=0,
        created_at=person.created_at,
        language=person.language,
    )


def change(desk: Desk, person: str, **values: str | int | None) -> None:
    """Change columns of one person, if any are named."""
    if not values:
        return
    desk.connection.execute(update(_p).where(_p.c.id == person).values(**values))


def other_administrators(desk: Desk, person: str) -> int:
    """Return how many administrators there are who may sign on, without this one."""
    return int(_OTHERS.scalar(desk.connection, id_is=person))


def shown(desk: Desk, person: str) -> tuple[PersonId, str, str, Role, str] | None:
    """Return id, code, name, role and language of a person: what a station may read of people."""
    row = _SHOWN.one(desk.connection, id_is=person)
    return None if row is None else (PersonId(row[0]), str(row[1]), str(row[2]), Role(row[3]), str(row[4]))


def begin_sign_on(desk: Desk, token_hash: str, person: str, *, with_pin: bool) -> None:
    """Keep a home signed on."""
    _BEGIN.run(desk.connection, token_hash=token_hash, person=person, with_pin=int(with_pin), at=desk.at)


def end_sign_ons(desk: Desk, person: str) -> None:
    """End every kept sign-on of a person."""
    _END.run(desk.connection, person_is=person, at=desk.at)


def company_fact(desk: Desk, name: str) -> str | None:
    """Return a fact of the company (id, name, ...), or None."""
    value = _FACT.scalar(desk.connection, name_is=name)
    return None if value is None else str(value)


def set_company_fact(desk: Desk, name: str, value: str) -> None:
    """Keep a fact of the company."""
    if _SET_FACT.run(desk.connection, name_is=name, value=value).rowcount == 0:
        _NEW_FACT.run(desk.connection, name=name, value=value)


def add_warehouse(desk: Desk, code: str, name: str, timezone: str = "UTC") -> None:
    """Write a warehouse."""
    desk.connection.execute(insert(ledger.warehouse).values(code=code, name=name, timezone=timezone))


def add_station(desk: Desk, code: str, warehouse: str, name: str) -> None:
    """Write a station."""
    desk.connection.execute(insert(office.station).values(code=code, warehouse=warehouse, name=name))
