"""Labels bought of carriers, as rows: written before anybody is asked, and led from state to state."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Text, bindparam, cast, exists, func, insert, literal, or_, select, update

from warehouse_app.domain.carriers.states import BUY_NEXT, FREE, LIVE, MAY_BE_PAID, BuyState
from warehouse_app.domain.carriers.values import LONGEST_WHY, BoughtLabel, Offer, offers_kept, offers_of
from warehouse_app.domain.shipping.states import LabelState, ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import carriers, floor, office, trade
from warehouse_app.store.statement import Statement

KIND = "carrier_label"
"""The kind of the row that lets the worker ask a carrier for a label."""

VOID_KIND, VOIDS = "carrier_void", "void "
"""The kind of the row that lets it ask to take one back, and what its key begins with."""

_b, _p, _o, _x, _n = carriers.label_purchase, floor.parcel, trade.orders, office.outbox, floor.label
_ROW = (
    select(
        *(_b.c.id, _b.c.parcel_id, _p.c.code, _p.c.order_id, _o.c.code, _b.c.carrier, _b.c.service, _b.c.intent),
        *(_b.c.request_hash, _b.c.state, _b.c.station, _b.c.who, _b.c.tracking, _b.c.price_minor, _b.c.currency),
        *(_b.c.why, _b.c.attempts, _b.c.at, func.coalesce(_b.c.sent_at, ""), func.coalesce(_b.c.answered_at, "")),
        _b.c.offers,
    )
    .join(_p, _p.c.id == _b.c.parcel_id)
    .join(_o, _o.c.id == _p.c.order_id)
)


_NAMES = tuple(each.name for each in fields(BoughtLabel))


def _in(states: Iterable[BuyState]) -> Any:  # noqa: ANN401 - an expression of Core
    return or_(*(_b.c.state == each.value for each in sorted(states)))


_OF_PARCEL = _b.c.parcel_id == bindparam("parcel_is")
_BY_ID = Statement(_ROW.where(_b.c.id == bindparam("id_is")))
_LIVE = Statement(_ROW.where(_OF_PARCEL, _in(LIVE)))
_AT_STATION = Statement(
    _ROW.where(_b.c.station == bindparam("station_is"), _in(LIVE), _p.c.state == ParcelState.WAITS.value)
    .order_by(_b.c.id)
    .limit(bindparam("most"))
)
_IN_STATE = Statement(_ROW.where(_b.c.state == bindparam("state_is")).order_by(_b.c.id).limit(bindparam("most")))
_ANY = Statement(_ROW.order_by(_b.c.id.desc()).limit(bindparam("most")))
_TAKEN_BACK_LATE = exists().where(
    _x.c.intent == literal(VOIDS, Text).concat(_b.c.intent), _x.c.at < bindparam("before"), _x.c.done_at.is_(None)
)
_STUCK = Statement(
    _ROW.where(
        or_(
            _in((BuyState.REFUSED, BuyState.KEPT)),
            _in(LIVE - {BuyState.REFUSED, BuyState.BOUGHT}) & (_b.c.at < bindparam("before")),
            _in((BuyState.VOIDING,)) & _TAKEN_BACK_LATE,
        )
    )
    .order_by(_b.c.id)
    .limit(bindparam("many"))
)
_OF_CODE = Statement(
    _ROW.where(_p.c.code == bindparam("code_is"), _in(LIVE | {BuyState.KEPT})).order_by(_b.c.id.desc()).limit(1)
)
_VOIDING = Statement(select(func.count()).select_from(_b).where(_OF_PARCEL, _b.c.state == BuyState.VOIDING.value))
_MANY = Statement(select(func.count()).select_from(_b).where(_OF_PARCEL))
_GIVEN = ("parcel_id", "carrier", "service", "intent", "station", "who", "at")
_NEW = Statement(insert(_b).values({name: bindparam(name) for name in _GIVEN}))
_STATE = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"), _b.c.state == bindparam("state_is"))
    .values(state=bindparam("state_to"), why=bindparam("why_is"))
)
_SENT = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"))
    .values(sent_at=bindparam("when"), request_hash=bindparam("hash_is"), attempts=_b.c.attempts + 1)
)
_ANSWERED = Statement(
    update(_b)
    .where(_b.c.id == bindparam("id_is"))
    .values(
        answered_at=bindparam("when"), tracking=bindparam("tracking_is"), price_minor=bindparam("price_is"),
        currency=bindparam("currency_is"),
    )
)  # fmt: skip
_OFFERS = Statement(update(_b).where(_b.c.id == bindparam("id_is")).values(offers=bindparam("offers_are")))
_OFFERED = Statement(
    update(_p)
    .where(_p.c.id == bindparam("parcel_is"))
    .values(carrier=bindparam("carrier_to"), service=bindparam("service_to"))
)
_WAITS = Statement(
    update(_p)
    .where(_p.c.id == bindparam("parcel_is"))
    .values(
        state=ParcelState.WAITS.value, tracking="", labelled_at=None, weight_g=bindparam("weight_is"),
        weight_from=bindparam("weight_by"), carrier=bindparam("carrier_to"), service=bindparam("service_to"),
    )
)  # fmt: skip
_UNLABEL = Statement(
    update(_n)
    .where(_n.c.parcel_id == bindparam("parcel_is"), _n.c.state != LabelState.VOIDED.value)
    .values(state=LabelState.VOIDED.value)
)
_LABELLED = Statement(
    update(_p)
    .where(_p.c.id == bindparam("parcel_is"), _p.c.state == ParcelState.WAITS.value)
    .values(state=ParcelState.SEALED.value, tracking=bindparam("tracking_is"), labelled_at=bindparam("when"))
)


def _taking_back(which: Any) -> tuple[Statement, Statement, Statement]:  # noqa: ANN401 - an expression of Core
    """Return what lets purchases be needed no more: dropped where nobody was asked, else void at the carrier."""
    drop = update(_b).where(which, _in(FREE)).values(state=BuyState.DROPPED.value)
    void = update(_b).where(which, _in(MAY_BE_PAID)).values(state=BuyState.VOIDING.value)
    # A row of its own lets the worker ask for it: the one that buys may be at work on its answer just now.
    key = literal(VOIDS, Text).concat(_b.c.intent)
    payload = literal('{"purchase": ', Text).concat(cast(_b.c.id, Text)).concat(literal("}", Text))
    rows = (
        select(key, literal(VOID_KIND, Text), payload, bindparam("when", type_=Text), bindparam("when", type_=Text))
        .where(which, _b.c.state == BuyState.VOIDING.value)
        .where(~exists().where(_x.c.intent == key))
    )
    ask = insert(_x).from_select(("intent", "kind", "payload", "at", "next_at"), rows, include_defaults=False)
    return Statement(drop), Statement(void), Statement(ask)


_BACK = _taking_back(_OF_PARCEL)
_BACK_OF_ORDER = _taking_back(_b.c.parcel_id.in_(select(_p.c.id).where(_p.c.order_id == bindparam("order_is"))))


def _row(row: Any) -> BoughtLabel:  # noqa: ANN401 - a database row
    told = dict(zip(_NAMES, row, strict=True))
    return BoughtLabel(**told | {"state": BuyState(told["state"]), "offers": offers_of(told["offers"])})


def get(desk: Desk, number: int) -> BoughtLabel:
    """Return a purchase that exists; a missing one is a bug."""
    row = _BY_ID.one(desk.connection, id_is=number)
    if row is None:
        message = f"no purchase {number}"
        raise LookupError(message)
    return _row(row)


def live(desk: Desk, parcel_id: int) -> BoughtLabel | None:
    """Return what a parcel's label is, or waits for; None where no carrier is asked for one."""
    row = _LIVE.one(desk.connection, parcel_is=parcel_id)
    return None if row is None else _row(row)


def of_code(desk: Desk, parcel: str) -> BoughtLabel | None:
    """Return the label that the parcel of a code has or waits for, or one that its carrier kept."""
    row = _OF_CODE.one(desk.connection, code_is=parcel)
    return None if row is None else _row(row)


def waiting_at(desk: Desk, station: str, most: int) -> tuple[BoughtLabel, ...]:
    """Return for which labels parcels of a station wait, oldest first."""
    return tuple(_row(row) for row in _AT_STATION.all(desk.connection, station_is=station, most=most))


def listed(desk: Desk, state: str, most: int) -> tuple[BoughtLabel, ...]:
    """Return purchases in a state, oldest first; "" the newest of all."""
    if not state:
        return tuple(_row(row) for row in _ANY.all(desk.connection, most=most))
    return tuple(_row(row) for row in _IN_STATE.all(desk.connection, state_is=state, most=most))


def stuck(desk: Desk, before: str, many: int) -> tuple[BoughtLabel, ...]:
    """Return what a carrier refused, did not answer since then, or keeps."""
    return tuple(_row(row) for row in _STUCK.all(desk.connection, before=before, many=many))


def is_voiding(desk: Desk, parcel_id: int) -> bool:
    """Tell whether a label of a parcel is being taken back: no other is bought before that is known."""
    return bool(_VOIDING.scalar(desk.connection, parcel_is=parcel_id))


def want(desk: Desk, parcel: tuple[int, str], carrier: str, service: str, station: str) -> int:
    """Write that a label is wanted, under a key that is never given to another; the worker asks after this commit.

    `parcel` is its row number and its code.
    """
    n = int(_MANY.scalar(desk.connection, parcel_is=parcel[0]) or 0) + 1
    intent = f"{parcel[1]}:{n}:{desk.command_id}"
    made = _NEW.key(
        desk.connection, parcel_id=parcel[0], carrier=carrier, service=service, intent=intent, station=station,
        who=desk.who, at=desk.at,
    )  # fmt: skip
    desk.put_outbox(intent, KIND, json.dumps({"purchase": made}))
    return made


def step(desk: Desk, seen: BoughtLabel, to: BuyState, why: str = "") -> bool:
    """Lead a purchase to its next state; False where it is no longer where it was seen."""
    if to not in BUY_NEXT[seen.state]:
        message = f"a label cannot go from {seen.state} to {to}"
        raise ValueError(message)
    done = _STATE.run(
        desk.connection, id_is=seen.id, state_is=seen.state.value, state_to=to.value, why_is=why[:LONGEST_WHY]
    )
    return done.rowcount > 0


def note_sent(desk: Desk, number: int, request_hash: str) -> None:
    """Keep that a carrier is asked now, once more, and for what."""
    _SENT.run(desk.connection, id_is=number, when=desk.at, hash_is=request_hash)


def note_answer(desk: Desk, number: int, tracking: str, price_minor: int, currency: str) -> None:
    """Keep what the carrier said of a label."""
    _ANSWERED.run(
        desk.connection, id_is=number, when=desk.at, tracking_is=tracking, price_is=price_minor, currency_is=currency
    )


def note_offers(desk: Desk, number: int, offers: tuple[Offer, ...]) -> None:
    """Keep which other services would take the parcel."""
    _OFFERS.run(desk.connection, id_is=number, offers_are=offers_kept(offers))


def let_wait(desk: Desk, parcel_id: int, carrier: str, service: str, weighed: tuple[int | None, str]) -> None:
    """Let a sealed parcel wait for the label of a carrier; what it had is void."""
    weight, by = weighed
    _UNLABEL.run(desk.connection, parcel_is=parcel_id)
    _WAITS.run(
        desk.connection, parcel_is=parcel_id, carrier_to=carrier, service_to=service, weight_is=weight,
        weight_by="unknown" if weight is None else by,
    )  # fmt: skip


def go_by(desk: Desk, parcel_id: int, carrier: str, service: str) -> None:
    """Let a parcel go by another carrier's service."""
    _OFFERED.run(desk.connection, parcel_is=parcel_id, carrier_to=carrier, service_to=service)


def labelled(desk: Desk, parcel_id: int, tracking: str) -> bool:
    """Let a parcel that waited have its label; it is to be scanned back. False where it did not wait."""
    return _LABELLED.run(desk.connection, parcel_is=parcel_id, tracking_is=tracking, when=desk.at).rowcount > 0


def take_back(desk: Desk, parcel_id: int) -> None:
    """Let what was bought, or may be, for a parcel be void; what was asked of nobody is dropped."""
    for statement in _BACK:
        statement.run(desk.connection, parcel_is=parcel_id, when=desk.at)


def take_back_of_order(desk: Desk, order_id: int) -> None:
    """The same for all parcels of an order."""
    for statement in _BACK_OF_ORDER:
        statement.run(desk.connection, order_is=order_id, when=desk.at)
