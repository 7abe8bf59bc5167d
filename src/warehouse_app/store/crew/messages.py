"""Messages to benches: stored, expiring, and who saw them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from warehouse_app.domain.crew.values import Message
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import crew, office
from warehouse_app.store.statement import Statement

MOST_MESSAGES = 100

_m, _e, _p, _to = crew.message, crew.message_seen, office.person, office.person.alias("addressee")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NEW = Statement(insert(_m).values({c.name: bindparam(c.name) for c in _m.c if c.name not in ("id", "ended_at")}))
_END = Statement(
    update(_m).where(_m.c.sent == bindparam("sent_is"), _m.c.ended_at.is_(None)).values(ended_at=bindparam("at"))
)
_SEEN_VALUES: Any = {c.name: bindparam(c.name) for c in _e.c}
_SEE = Statement(
    postgresql.insert(_e).values(_SEEN_VALUES).on_conflict_do_nothing(index_elements=["message_id", "person"]),
    sqlite=sqlite.insert(_e).values(_SEEN_VALUES).on_conflict_do_nothing(index_elements=["message_id", "person"]),
)
_SHOWN = (
    select(_m.c.id, _m.c.text, _m.c.station, _m.c.person, _m.c.at, func.coalesce(_p.c.name, ""), _m.c.until)
    .add_columns(func.coalesce(_m.c.ended_at, ""), func.coalesce(_to.c.name, ""), _m.c.sent)
    .outerjoin(_p, _p.c.id == _m.c.who)
    .outerjoin(_to, _to.c.id == _m.c.person)
)
_LIVE = and_(_m.c.until > bindparam("now"), _m.c.ended_at.is_(None))
_here = or_(
    and_(_m.c.station == bindparam("station_is"), _m.c.station != ""),
    and_(_m.c.person == bindparam("person_is"), _m.c.person != ""),
    and_(_m.c.station == "", _m.c.person == "", _m.c.who != bindparam("person_is")),
)
_seen_here = (
    select(_e.c.message_id)
    .where(_e.c.message_id == _m.c.id, or_(_e.c.person == bindparam("person_is"), _m.c.station != ""))
    .correlate(_m)
    .exists()
)
_UNSEEN = Statement(_SHOWN.where(_LIVE, _here, ~_seen_here).order_by(_m.c.id).limit(bindparam("many")))
_ONE = Statement(_SHOWN.where(_m.c.id == bindparam("id_is")))
_BY_SENT = Statement(_SHOWN.where(_m.c.sent == bindparam("sent_is")))
_STANDING = Statement(_SHOWN.where(_LIVE).order_by(_m.c.id.desc()).limit(bindparam("many")))
_NEWEST = Statement(_SHOWN.order_by(_m.c.id.desc()).limit(bindparam("many")))
_SEEN_BY = (
    select(_e.c.message_id, func.coalesce(_p.c.name, ""))
    .outerjoin(_p, _p.c.id == _e.c.person)
    .where(_e.c.message_id.in_(_IDS))
    .order_by(_e.c.at)
)


def send(desk: Desk, text: str, station: str, person: str, until: str) -> int:
    """Write a message; return its number."""
    to = {"station": station, "person": person}
    return _NEW.key(desk.connection, text=text, at=desk.at, who=desk.who, until=until, sent=desk.command_id, **to)


def end(desk: Desk, sent: str) -> bool:
    """Take a message back; False where there is none that stands."""
    return _END.run(desk.connection, sent_is=sent, at=desk.at).rowcount == 1


def get(desk: Desk, number: int) -> Message | None:
    """Return one message."""
    row = _ONE.one(desk.connection, id_is=number)
    return None if row is None else _message(row)


def sent_by(desk: Desk, sent: str) -> Message | None:
    """Return the message that a command sent."""
    row = _BY_SENT.one(desk.connection, sent_is=sent)
    return None if row is None else _message(row)


def sent_of(desk: Desk, number: int) -> str:
    """Return the command that sent a message, "" where there is none of that number."""
    row = _ONE.one(desk.connection, id_is=number)
    return "" if row is None else str(row[9])


def see(desk: Desk, number: int, person: str, station: str) -> None:
    """Keep that a person saw a message; once each."""
    _SEE.run(desk.connection, message_id=number, person=person, station=station, at=desk.at)


def unseen(desk: Desk, station: str, person: str, now: str) -> tuple[Message, ...]:
    """Return what is to be read at a bench, the oldest first.

    What is for a bench is seen when anybody there saw it, what is for all by each.
    """
    rows = _UNSEEN.all(desk.connection, station_is=station, person_is=person, now=now, many=MOST_MESSAGES)
    return tuple(_message(row) for row in rows)


def listed(desk: Desk, now: str, *, everything: bool = False) -> tuple[Message, ...]:
    """Return the messages that stand, or (`everything`) the newest ones, with who saw them; the newest first."""
    many = MOST_MESSAGES
    rows = _NEWEST.all(desk.connection, many=many) if everything else _STANDING.all(desk.connection, now=now, many=many)
    seen: dict[int, list[str]] = defaultdict(list)
    if rows:
        for number, name in desk.connection.execute(_SEEN_BY, {"ids": [row[0] for row in rows]}):
            seen[int(number)].append(str(name))
    return tuple(_message(row, tuple(seen.get(int(row[0]), ()))) for row in rows)


def _message(row: Any, seen: tuple[str, ...] = ()) -> Message:  # noqa: ANN401 - a row
    number, text, station, person, at, who, until, ended, to_name, _sent = row
    return Message(int(number), text, station, person, at, who, until, ended, seen, to_name)
