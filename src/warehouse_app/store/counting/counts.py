"""Counts of places: asked for, claimed, left, ended; and what was counted in them."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from warehouse_app.domain.counting.states import OPEN, WAITING, CountState
from warehouse_app.domain.places import PlaceId
from warehouse_app.store import places
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import counting, ledger, office
from warehouse_app.store.statement import Statement

_c, _l, _i, _p = counting.count_request, counting.count_line, ledger.item, ledger.place


class CountRow(NamedTuple):
    """One count. `sku` is the product it is of alone, "" for all that stands in the place."""

    id: int
    place_id: int
    item_id: int | None
    state: CountState
    reason: str
    plan_id: int | None
    warehouse: str
    seq: int
    round: int
    person: str
    station: str
    claim: int
    started_at: str
    started_seq: int
    counted_by: str
    differences: int
    value_minor: int
    place: str
    sku: str

    @property
    def people(self) -> tuple[str, ...]:
        """Return who counted it, by id, one a round."""
        return tuple(self.counted_by.split())


class LineRow(NamedTuple):
    """What was counted of one thing in one round."""

    id: int
    round: int
    item_id: int
    counted: int
    since: int
    book: int | None
    unit_e4: int
    reason: str
    entry_id: str | None


class Way(NamedTuple):
    """A place to count, on the way there."""

    id: int
    place: str
    seq: int
    state: str
    sku: str
    name: str
    counted_by: str


def _one_of(states: frozenset[CountState]) -> Any:  # noqa: ANN401 - an expression of Core
    return or_(*(_c.c.state == each.value for each in sorted(states)))


_COLUMNS = (
    *(_c.c.id, _c.c.place_id, _c.c.item_id, _c.c.state, _c.c.reason, _c.c.plan_id, _c.c.warehouse, _c.c.seq),
    *(_c.c.round, _c.c.person, _c.c.station, _c.c.claim, func.coalesce(_c.c.started_at, "")),
    *(func.coalesce(_c.c.started_seq, 0), _c.c.counted_by, _c.c.differences, _c.c.value_minor),
    *(_p.c.code, func.coalesce(_i.c.sku, "")),
)
_WHOLE = select(*_COLUMNS).join(_p, _p.c.id == _c.c.place_id).outerjoin(_i, _i.c.id == _c.c.item_id)
_GET = Statement(_WHOLE.where(_c.c.id == bindparam("id_is")))
_AT_PLACE = Statement(_WHOLE.where(_c.c.place_id == bindparam("place_is"), _one_of(OPEN)).order_by(_c.c.id))
_ASKED = Statement(
    select(_c.c.id)
    .outerjoin(_i, _i.c.id == _c.c.item_id)
    .where(_c.c.place_id == bindparam("place_is"), _c.c.state == CountState.REQUESTED.value)
    .where(or_(_c.c.item_id.is_(None), _c.c.item_id == bindparam("item_is"), _i.c.sku == bindparam("sku_is")))
    .order_by(_c.c.id)
    .limit(1),
)
_NEW = ("place_id", "item_id", "reason", "at", "who", "command_id", "plan_id", "warehouse", "seq")
ADD = Statement(insert(_c).values(state=CountState.REQUESTED.value, **{name: bindparam(name) for name in _NEW}))
_START = Statement(
    update(_c)
    .where(_c.c.id == bindparam("id_is"), _c.c.claim == bindparam("claim_is"))
    .values(
        state=CountState.COUNTING.value,
        claim=_c.c.claim + 1,
        person=bindparam("person"),
        station=bindparam("station"),
        started_at=bindparam("at"),
        started_seq=bindparam("seq_now"),
    ),
)
_RESTART = Statement(update(_c).where(_c.c.id == bindparam("id_is")).values(started_seq=bindparam("seq_now")))
_STATE = Statement(
    update(_c)
    .where(_c.c.id == bindparam("id_is"), _c.c.state == bindparam("was"))
    .values(state=bindparam("state"), round=_c.c.round + 1)
)
_LEAVE = Statement(
    update(_c).where(_c.c.id == bindparam("id_is")).values(state=bindparam("state"), person="", station="")
)
_END = Statement(
    update(_c)
    .where(_c.c.id == bindparam("id_is"))
    .values(
        state=bindparam("state"),
        round=bindparam("round"),
        counted_by=bindparam("counted_by"),
        counted_at=bindparam("at"),
        differences=bindparam("differences"),
        value_minor=bindparam("value_minor"),
        person="",
        station="",
    ),
)
_DECIDE = Statement(
    update(_c)
    .where(_c.c.id == bindparam("id_is"))
    .values(state=bindparam("state"), round=bindparam("round"), decided_by=bindparam("who"), decided_at=bindparam("at"),
            note=bindparam("note")),
)  # fmt: skip
_LINES = Statement(
    select(_l.c.id, _l.c.round, _l.c.item_id, _l.c.counted, _l.c.since, _l.c.book, _l.c.unit_e4, _l.c.reason)
    .add_columns(_l.c.entry_id)
    .where(_l.c.count_id == bindparam("count_is"), _l.c.round == bindparam("round_is"))
    .order_by(_l.c.id),
)
_ADD_LINE = Statement(
    insert(_l).values(
        **{name: bindparam(name) for name in ("count_id", "round", "item_id", "counted", "since", "book", "at", "who")}
    )
)
_SET_LINE = Statement(update(_l).where(_l.c.id == bindparam("id_is")).values(counted=bindparam("counted")))
_JUDGE_LINE = Statement(
    update(_l).where(_l.c.id == bindparam("id_is")).values(book=bindparam("book"), unit_e4=bindparam("unit_e4"))
)
_BOOKED = Statement(
    update(_l).where(_l.c.id == bindparam("id_is")).values(entry_id=bindparam("entry_id"), reason=bindparam("reason"))
)
_DROP_LINE = Statement(delete(_l).where(_l.c.id == bindparam("id_is")))
_DROP_ROUND = Statement(delete(_l).where(_l.c.count_id == bindparam("count_is"), _l.c.round == bindparam("round_is")))
_name = ledger.product.c.name
_WAY = (
    select(_c.c.id, _p.c.code, _c.c.seq, _c.c.state, func.coalesce(_i.c.sku, ""), func.coalesce(_name, ""))
    .add_columns(_c.c.counted_by)
    .join(_p, _p.c.id == _c.c.place_id)
    .outerjoin(_i, _i.c.id == _c.c.item_id)
    .outerjoin(ledger.product, ledger.product.c.id == _i.c.product_id)
    .where(_c.c.warehouse == bindparam("warehouse_is"), _c.c.state == bindparam("state_is"))
    .order_by(_c.c.seq, _c.c.id)
    .limit(bindparam("many"))
)
_FROM = Statement(_WAY.where(_c.c.seq > bindparam("seq_is")))
_BEFORE = Statement(_WAY.where(_c.c.seq <= bindparam("seq_is")))
_LEFT = Statement(
    select(func.count()).where(_c.c.warehouse == bindparam("warehouse_is"), _c.c.state == bindparam("state_is"))
)
_SOME_WAREHOUSE = Statement(select(_c.c.warehouse).where(_one_of(WAITING)).order_by(_c.c.state, _c.c.id).limit(1))
_s = office.station
_OWN = Statement(select(_s.c.warehouse).where(_s.c.code == bindparam("station_is")))
_SERIAL = Statement(
    select(_l.c.id, _c.c.id, _p.c.code, _l.c.who)
    .join(_c, _c.c.id == _l.c.count_id)
    .join(_p, _p.c.id == _c.c.place_id)
    .where(_l.c.item_id == bindparam("item_is"), _l.c.counted > 0, _l.c.round == _c.c.round)
    .where(_c.c.id != bindparam("count_is"), _one_of(OPEN)),
)


def ask(desk: Desk, place_id: int, item_id: int | None, reason: str, plan_id: int | None = None) -> int:
    """Ask for the count of a product in a place (None: of all that stands there), once; return the count's number."""
    sku = "" if item_id is None else _sku(desk, item_id)
    found = _ASKED.scalar(desk.connection, place_is=place_id, item_is=item_id or 0, sku_is=sku)
    if found is not None:
        return int(found)
    place = places.get(desk, PlaceId(place_id))
    values = {"place_id": place_id, "item_id": item_id, "reason": reason, "plan_id": plan_id}
    about = {"at": desk.at, "who": desk.who, "command_id": desk.command_id}
    return ADD.key(desk.connection, **values, **about, warehouse=place.warehouse, seq=place.walk_seq or 0)


def _sku(desk: Desk, item_id: int) -> str:
    from warehouse_app.store import items

    return items.get(desk, item_id).sku


def _count(row: Any) -> CountRow:  # noqa: ANN401 - a database row
    return CountRow(*row)._replace(state=CountState(row[3]))


def get(desk: Desk, count_id: int) -> CountRow | None:
    """Return a count, None when there is none of that number."""
    row = _GET.one(desk.connection, id_is=count_id)
    return None if row is None else _count(row)


def at_place(desk: Desk, place_id: int) -> tuple[CountRow, ...]:
    """Return the open counts of a place, oldest first."""
    return tuple(_count(row) for row in _AT_PLACE.all(desk.connection, place_is=place_id))


def start(desk: Desk, count: CountRow, person: str, station: str, seq_now: int) -> bool:
    """Claim a count for a station; tell whether nobody was faster."""
    what = {"person": person, "station": station, "at": desk.at, "seq_now": seq_now}
    return _START.run(desk.connection, id_is=count.id, claim_is=count.claim, **what).rowcount == 1


def restart(desk: Desk, count: CountRow, seq_now: int) -> None:
    """Let the time of a count begin anew."""
    _RESTART.do(desk.connection, id_is=count.id, seq_now=seq_now)


def rejudge(desk: Desk, count_id: int) -> None:
    """Let a count that waits for a decision be counted again: what it says is no longer true."""
    states = {"was": CountState.REVIEW.value, "state": CountState.RECOUNT.value}
    _STATE.do(desk.connection, id_is=count_id, **states)


def leave(desk: Desk, count: CountRow) -> None:
    """Put a count back where it was taken from; what was counted in this round is forgotten."""
    _DROP_ROUND.do(desk.connection, count_is=count.id, round_is=count.round)
    state = CountState.REQUESTED if count.round == 1 else CountState.RECOUNT
    _LEAVE.do(desk.connection, id_is=count.id, state=state.value)


def end_round(desk: Desk, count: CountRow, state: CountState, person: str, differences: int, value_minor: int) -> None:
    """Keep what a round found; where another is to follow, its number rises."""
    rounds = count.round + 1 if state is CountState.RECOUNT else count.round
    people = " ".join((*count.people, person))
    what = {"round": rounds, "counted_by": people, "differences": differences, "value_minor": value_minor}
    _END.do(desk.connection, id_is=count.id, state=state.value, at=desk.at, **what)


def decide(desk: Desk, count: CountRow, state: CountState, note: str) -> None:
    """Keep what a person decided about a count."""
    rounds = count.round + 1 if state is CountState.RECOUNT and count.state is CountState.REVIEW else count.round
    _DECIDE.do(desk.connection, id_is=count.id, state=state.value, round=rounds, who=desk.who, at=desk.at, note=note)


def lines(desk: Desk, count_id: int, rounds: int) -> tuple[LineRow, ...]:
    """Return what was counted in a round, in the order of the first scans."""
    found = _LINES.all(desk.connection, count_is=count_id, round_is=rounds)
    return tuple(LineRow(*row) for row in found)


def add_line(desk: Desk, count: CountRow, item_id: int, counted: int, since: int, book: int) -> None:
    """Begin counting a thing."""
    about = {"count_id": count.id, "round": count.round, "at": desk.at, "who": desk.who}
    _ADD_LINE.do(desk.connection, item_id=item_id, counted=counted, since=since, book=book, **about)


def set_line(desk: Desk, line_id: int, counted: int) -> None:
    """Change how many were counted."""
    _SET_LINE.do(desk.connection, id_is=line_id, counted=counted)


def judge_line(desk: Desk, line_id: int, book: int, unit_e4: int) -> None:
    """Keep what the books had at the command of the count, and what one unit is worth."""
    _JUDGE_LINE.do(desk.connection, id_is=line_id, book=book, unit_e4=unit_e4)


def booked(desk: Desk, line_id: int, entry_id: str | None, reason: str) -> None:
    """Keep with which entry a difference was booked, and why."""
    _BOOKED.do(desk.connection, id_is=line_id, entry_id=entry_id, reason=reason)


def drop_line(desk: Desk, line_id: int) -> None:
    """Forget what was counted of a thing: it is counted again."""
    _DROP_LINE.do(desk.connection, id_is=line_id)


def ahead(desk: Desk, warehouse: str, seq: int, many: int) -> tuple[Way, ...]:
    """Return the places to count next from there in walking order, and then from the beginning."""
    found: list[Way] = []
    for question in (_FROM, _BEFORE):
        part: list[Way] = []
        for state in sorted(WAITING):
            rows = question.all(desk.connection, warehouse_is=warehouse, state_is=state.value, seq_is=seq, many=many)
            part += [Way(*row) for row in rows]
        found += sorted(part, key=lambda each: (each.seq, each.id))
        if len(found) >= many:
            break
    return tuple(found[:many])


def left(desk: Desk, warehouse: str) -> int:
    """Return how many counts wait in a warehouse."""
    return sum(
        int(_LEFT.scalar(desk.connection, warehouse_is=warehouse, state_is=state.value) or 0)
        for state in sorted(WAITING)
    )


def some_warehouse(desk: Desk) -> str:
    """Return a warehouse in which something waits to be counted, "" where nothing does."""
    return str(_SOME_WAREHOUSE.scalar(desk.connection) or "")


def own_warehouse(desk: Desk, station: str) -> str:
    """Return the warehouse of a workstation, "" for a handheld that is nowhere at home."""
    return str(_OWN.scalar(desk.connection, station_is=station) or "")


def serial_elsewhere(desk: Desk, count_id: int, item_id: int) -> tuple[int, int, str, str] | None:
    """Return line, count, place and person where a serial number was counted that is not booked yet."""
    row = _SERIAL.one(desk.connection, count_is=count_id, item_is=item_id)
    return None if row is None else (int(row[0]), int(row[1]), str(row[2]), str(row[3]))
