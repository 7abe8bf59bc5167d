"""Returns one by one: begun, found, stepped from state to state, told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.refusals import NoSuchReturn, ReturnNotIn
from warehouse_app.domain.returning.states import NEXT, OVER, Outcome, ReturnKind, ReturnState
from warehouse_app.domain.returning.values import LONGEST_WORDS, Event, ReturnHead
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office, returning
from warehouse_app.store.statement import Statement, upsert

_r, _w, _v = returning.returns, returning.return_words, returning.return_event
_NAMES = (
    *("id", "code", "kind", "state", "channel", "external", "order_id", "customer_id", "parcel_id", "policy_id"),
    *("document_id", "warehouse", "outcome", "carrier", "tracking", "slot", "weight_g", "damaged", "empty", "currency"),
    *("decision", "override", "requested_at", "authorised_at", "expires_on", "received_at", "settled_at", "closed_at"),
    *("settle_id", "settles", "before_known"),
)
_HEAD = select(*(_r.c[name] for name in _NAMES))
_BY_ID = Statement(_HEAD.where(_r.c.id == bindparam("id_is")))
_BY_CODE = Statement(_HEAD.where(_r.c.code == bindparam("code_is")))
_BY_TRACKING = Statement(_HEAD.where(_r.c.tracking == bindparam("tracking_is")).order_by(_r.c.id.desc()).limit(20))
_BY_EXTERNAL = Statement(_HEAD.where(_r.c.external == bindparam("external_is")).order_by(_r.c.id.desc()).limit(20))
_OF_ORDER = Statement(_HEAD.where(_r.c.order_id == bindparam("order_is")).order_by(_r.c.id))
_OPEN_OF_ORDER = Statement(
    _HEAD.where(_r.c.order_id == bindparam("order_is"))
    .where(and_(*(_r.c.state != each.value for each in sorted(OVER))))
    .order_by(_r.c.id)
)
_OF_DOCUMENT = Statement(_HEAD.where(_r.c.document_id == bindparam("document_is")))
_GIVEN = (
    *("code", "kind", "state", "channel", "external", "order_id", "customer_id", "parcel_id", "policy_id"),
    *("document_id", "warehouse", "outcome", "carrier", "tracking", "slot", "currency", "requested_at"),
    *("authorised_at", "expires_on", "received_at", "station", "who", "import_id"),
)
_NEW = Statement(insert(_r).values({name: bindparam(name) for name in _GIVEN}))
_STATE = Statement(update(_r).where(_r.c.id == bindparam("id_is")).values(state=bindparam("state_to")))
_SETTABLE = (
    *("order_id", "customer_id", "parcel_id", "policy_id", "outcome", "carrier", "tracking", "slot", "weight_g"),
    *(
        "damaged",
        "empty",
        "currency",
        "decision",
        "override",
        "requested_at",
        "authorised_at",
        "expires_on",
        "received_at",
    ),
    *(
        "settled_at",
        "closed_at",
        "settle_id",
        "settles",
        "kind",
        "station",
        "message",
        "document_id",
        "before_known",
        "import_id",
    ),
)
_SET = {
    name: Statement(update(_r).where(_r.c.id == bindparam("id_is")).values({name: bindparam("value")}))
    for name in _SETTABLE
}
_WORDS = upsert(_w)
_TEXT = Statement(select(_w.c.words, _w.c.sender).where(_w.c.return_id == bindparam("return_is")))
_MESSAGE = Statement(select(_r.c.message).where(_r.c.id == bindparam("id_is")))
_EVENT = Statement(insert(_v).values({c.name: bindparam(c.name) for c in _v.c if c.name != "id"}))
_EVENTS = Statement(
    select(_v.c.at, func.coalesce(office.person.c.name, _v.c.who), _v.c.what, _v.c.why)
    .outerjoin(office.person, office.person.c.id == _v.c.who)
    .where(_v.c.return_id == bindparam("return_is"))
    .order_by(_v.c.id)
)
_EXPIRED = Statement(
    select(_r.c.id)
    .where(or_(_r.c.state == ReturnState.AUTHORISED.value, _r.c.state == ReturnState.IN_TRANSIT.value))
    .where(_r.c.expires_on < bindparam("day"))
    .order_by(_r.c.id)
    .limit(bindparam("most"))
)


def _head(row: Any) -> ReturnHead:  # noqa: ANN401 - a database row
    told = dict(zip(_NAMES, row, strict=True))
    return ReturnHead(
        **told
        | {
            "kind": ReturnKind(told["kind"]),
            "state": ReturnState(told["state"]),
            "outcome": Outcome(told["outcome"]) if told["outcome"] else None,
            "damaged": bool(told["damaged"]),
            "empty": bool(told["empty"]),
        }
        | {name: told[name] or "" for name in _NAMES if name.endswith("_at") or name == "expires_on"}
    )


def begin(
    desk: Desk,
    kind: ReturnKind,
    state: ReturnState,
    warehouse: str,
    *,
    channel: str = "",
    external: str = "",
    order_id: int | None = None,
    customer_id: int | None = None,
    parcel_id: int | None = None,
    policy_id: int | None = None,
    document_id: int | None = None,
    outcome: Outcome | None = None,
    carrier: str = "",
    tracking: str = "",
    slot: str = "",
    currency: str = "",
    expires_on: str | None = None,
    import_id: int | None = None,
    why: str = "",
) -> ReturnHead:
    """Begin a return with the next number of its series, and return it."""
    code = f"RT{desk.next_number('return'):06d}"
    arrived = state in (ReturnState.RECEIVED, ReturnState.INSPECTING)
    made = _NEW.key(
        desk.connection,
        code=code, kind=kind.value, state=state.value, channel=channel, external=external, order_id=order_id,
        customer_id=customer_id, parcel_id=parcel_id, policy_id=policy_id, document_id=document_id,
        warehouse=warehouse, outcome="" if outcome is None else outcome.value, carrier=carrier, tracking=tracking,
        slot=slot, currency=currency, requested_at=desk.at,
        authorised_at=desk.at if state is ReturnState.AUTHORISED else None, expires_on=expires_on,
        received_at=desk.at if arrived else None, station=desk.station, who=desk.who, import_id=import_id,
    )  # fmt: skip
    tell(desk, made, state.value, why)
    return get(desk, made)


def get(desk: Desk, return_id: int) -> ReturnHead:
    """Return a return that exists; a missing one is a bug."""
    row = _BY_ID.one(desk.connection, id_is=return_id)
    if row is None:
        message = f"no return {return_id}"
        raise LookupError(message)
    return _head(row)


def by_code(desk: Desk, text: str) -> ReturnHead | None:
    """Return the return of that code; codes are kept in capitals."""
    row = _BY_CODE.one(desk.connection, code_is=text.strip().upper())
    return None if row is None else _head(row)


def known(desk: Desk, text: str) -> ReturnHead:
    """Return the return of that code. Raises Refused(NoSuchReturn)."""
    found = by_code(desk, text)
    if found is None:
        raise Refused(NoSuchReturn(text.strip()[:80]))
    return found


def by_tracking(desk: Desk, text: str) -> tuple[ReturnHead, ...]:
    """Return the returns whose return label has that number, newest first."""
    return tuple(_head(row) for row in _BY_TRACKING.all(desk.connection, tracking_is=text.strip()))


def by_external(desk: Desk, text: str) -> tuple[ReturnHead, ...]:
    """Return the returns that a channel knows by that number, newest first."""
    return tuple(_head(row) for row in _BY_EXTERNAL.all(desk.connection, external_is=text.strip()))


def of_order(desk: Desk, order_id: int) -> tuple[ReturnHead, ...]:
    """Return all returns of an order, oldest first."""
    return tuple(_head(row) for row in _OF_ORDER.all(desk.connection, order_is=order_id))


def open_of_order(desk: Desk, order_id: int) -> tuple[ReturnHead, ...]:
    """Return the returns of an order that are not over, oldest first."""
    return tuple(_head(row) for row in _OPEN_OF_ORDER.all(desk.connection, order_is=order_id))


def of_document(desk: Desk, document_id: int) -> ReturnHead | None:
    """Return the return that was made of a credit note."""
    row = _OF_DOCUMENT.one(desk.connection, document_is=document_id)
    return None if row is None else _head(row)


def step(desk: Desk, head: ReturnHead, to: ReturnState, what: str = "", why: str = "") -> None:
    """Lead a return to its next state and tell its story. Raises Refused(ReturnNotIn)."""
    if to not in NEXT[head.state]:
        raise Refused(ReturnNotIn(head.code, head.state.value, what or to.value))
    _STATE.run(desk.connection, id_is=head.id, state_to=to.value)
    tell(desk, head.id, what or to.value, why)


def note(desk: Desk, return_id: int, **values: object) -> None:
    """Keep facts of a return: columns of its table, by name."""
    for name, value in values.items():
        plain = value.value if isinstance(value, Outcome) else int(value) if isinstance(value, bool) else value
        _SET[name].run(desk.connection, id_is=return_id, value=plain)


def tell(desk: Desk, return_id: int, what: str, why: str = "") -> None:
    """Add a deed to the story of a return. `why` holds nothing personal."""
    _EVENT.do(
        desk.connection, return_id=return_id, at=desk.at, who=desk.who, what=what, why=why, command_id=desk.command_id
    )


def story(desk: Desk, return_id: int) -> tuple[Event, ...]:
    """Return the story of a return, oldest first."""
    return tuple(Event(*row) for row in _EVENTS.all(desk.connection, return_is=return_id))


def write_words(desk: Desk, return_id: int, words: str = "", sender: str = "") -> None:
    """Keep what the customer wrote, and who the sender says to be; both personal."""
    kept = {"words": words.strip()[:LONGEST_WORDS], "sender": sender.strip()[:LONGEST_WORDS]}
    _WORDS.do(desk.connection, return_id=return_id, **kept)


def words_of(desk: Desk, return_id: int) -> tuple[str, str]:
    """Return what the customer wrote, and the sender's name on a blind parcel."""
    row = _TEXT.one(desk.connection, return_is=return_id)
    return ("", "") if row is None else (row[0], row[1])


def message_of(desk: Desk, return_id: int) -> str:
    """Return what the customer is told (JSON of a code with its facts), "" before it is settled."""
    return str(_MESSAGE.scalar(desk.connection, id_is=return_id) or "")


def past_day(desk: Desk, day: str, most: int) -> tuple[int, ...]:
    """Return awaited returns whose last day (ISO) was before `day`."""
    return tuple(int(row[0]) for row in _EXPIRED.all(desk.connection, day=day, most=most))
