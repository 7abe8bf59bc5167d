"""Packs, the parcels they make, and their labels: rows written and found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, or_, select, update

from warehouse_app.domain.packing.states import LIVE, PackStage
from warehouse_app.domain.picking.states import BatchState
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.shipping.states import LabelState, ParcelState
from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store import places
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, office, trade
from warehouse_app.store.statement import Statement

_k, _p, _b, _bo = floor.pack, floor.parcel, floor.batch, floor.batch_order
_o, _l, _x, _person = trade.orders, trade.order_line, office.outbox, office.person
COLUMNS = (
    *(_k.c.id, _k.c.order_id, _k.c.parcel_id, _k.c.state, _k.c.station, _k.c.person, _k.c.people, _k.c.claim),
    *(_k.c.closed_at, _p.c.code, _p.c.place_id, _p.c.tracking, _p.c.weight_g, _p.c.state, _p.c.n, _p.c.carrier),
)
_pack = select(*COLUMNS).join(_p, _p.c.id == _k.c.parcel_id)
BY_ID = Statement(_pack.where(_k.c.id == bindparam("id_is")))
_LIVE = Statement(
    _pack.where(_k.c.order_id == bindparam("order_is"))
    .where(or_(*(_k.c.state == stage.value for stage in sorted(LIVE))))
    .order_by(_k.c.id.desc())
    .limit(1),
)
_SEALED = or_(_k.c.state == PackStage.CLOSED.value, _k.c.state == PackStage.LABELLED.value)
_CLOSED = Statement(
    _pack.where(_k.c.order_id == bindparam("order_is"), _SEALED).order_by(_k.c.id.desc()).limit(1),
)
_OF_PARCEL = Statement(_pack.where(_k.c.parcel_id == bindparam("parcel_is")).order_by(_k.c.id.desc()).limit(1))
_NEW_PACK = Statement(
    insert(_k).values(
        {c.name: bindparam(c.name) for c in _k.c if c.name not in ("id", "closed_at", "claim", "box_id", "box_entry")},
    ),
)
_CLAIM = Statement(
    update(_k)
    .where(_k.c.id == bindparam("id_is"))
    .values(
        state=bindparam("state"),
        station=bindparam("station"),
        person=bindparam("person"),
        people=bindparam("people"),
        claim=bindparam("claim"),
    ),
)
_STAGE = Statement(
    update(_k).where(_k.c.id == bindparam("id_is")).values(state=bindparam("state"), closed_at=bindparam("closed_at"))
)
_NEW_PARCEL = Statement(
    insert(_p).values(
        code=bindparam("code"),
        order_id=bindparam("order_id"),
        place_id=bindparam("place_id"),
        n=bindparam("n"),
        service=bindparam("service"),
        state=ParcelState.OPEN.value,
    ),
)
_NUMBERS = Statement(
    select(_p.c.n).where(_p.c.order_id == bindparam("order_is"), _p.c.state != ParcelState.VOIDED.value)
)
_OPEN_LABELS = Statement(
    _pack.where(_k.c.state == PackStage.LABELLED.value, _k.c.station == bindparam("station_is"))
    .where(or_(_p.c.state == ParcelState.SEALED.value, _p.c.state == ParcelState.WAITS.value))
    .order_by(_k.c.id)
)
_BOXES = Statement(
    _pack.where(_k.c.order_id == bindparam("order_is"), _p.c.state != ParcelState.VOIDED.value).order_by(
        _p.c.n, _k.c.id
    )
)
_ADOPT = Statement(
    update(_p)
    .where(_p.c.id == bindparam("id_is"), _p.c.state == ParcelState.AWAITED.value)
    .values(state=ParcelState.OPEN.value)
)
_LABELS = Statement(select(func.max(floor.label.c.version)).where(floor.label.c.parcel_id == bindparam("parcel_is")))
_SEAL = Statement(
    update(_p)
    .where(_p.c.id == bindparam("id_is"))
    .values(
        state=bindparam("state"),
        tracking=bindparam("tracking"),
        weight_g=bindparam("weight_g"),
        weight_from=bindparam("weight_from"),
        labelled_at=bindparam("labelled_at"),
    ),
)
_OPENED = Statement(
    update(_p)
    .where(_p.c.id == bindparam("id_is"))
    .values(
        state=ParcelState.OPEN.value,
        tracking="",
        weight_g=None,
        weight_from="",
        labelled_at=None,
        carrier=HOUSE_CARRIER,
    ),
)
_FROM = Statement(update(_p).where(_p.c.id == bindparam("id_is")).values(label_from=bindparam("copy")))
_PARCEL_STATE = Statement(update(_p).where(_p.c.id == bindparam("id_is")).values(state=bindparam("state")))
_LABEL = Statement(
    insert(floor.label).values({c.name: bindparam(c.name) for c in floor.label.c if c.name != "id"}),
)
_VOID = Statement(
    update(floor.label)
    .where(floor.label.c.parcel_id == bindparam("parcel_is"), floor.label.c.state != LabelState.VOIDED.value)
    .values(state=LabelState.VOIDED.value),
)
_COPIES = Statement(
    select(func.count()).select_from(_x).where(_x.c.intent >= bindparam("low"), _x.c.intent < bindparam("high"))
)
CODE = Statement(select(_person.c.code).where(_person.c.id == bindparam("id_is")))
# A batch is over when none of its orders has goods in totes any more.
_other = _bo.alias()
_waits = exists().where(
    _other.c.batch_id == _b.c.id, _l.c.order_id == _other.c.order_id, _o.c.id == _l.c.order_id,
    _o.c.state == "confirmed", _l.c.picked > _l.c.packed,
)  # fmt: skip
_CLOSE_BATCHES = Statement(
    update(_b)
    .where(_b.c.id.in_(select(_bo.c.batch_id).where(_bo.c.order_id == bindparam("order_is"))))
    .where(_b.c.state == BatchState.PICKED.value, ~_waits)
    .values(state=BatchState.CLOSED.value),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """One packing of one parcel. `people` are ids in order; `claim` is the fencing token."""

    id: int
    order_id: int
    parcel_id: int
    stage: PackStage
    station: str
    person: str
    people: tuple[str, ...]
    claim: int
    closed_at: str
    parcel: str
    place: PlaceId
    tracking: str
    weight_g: int | None
    parcel_state: ParcelState
    n: int
    carrier: str


def _row(row: Any) -> Pack | None:  # noqa: ANN401 - a database row
    if row is None:
        return None
    people = tuple(each for each in row[6].split(" ") if each)
    facts = (PlaceId(row[10]), row[11], row[12], ParcelState(row[13]), row[14], row[15])
    return Pack(row[0], row[1], row[2], PackStage(row[3]), row[4], row[5], people, row[7], row[8] or "", row[9], *facts)


def _rows(rows: Iterable[Any]) -> tuple[Pack, ...]:
    return tuple(pack for row in rows if (pack := _row(row)) is not None)


def get(desk: Desk, pack_id: int) -> Pack | None:
    """Return the pack of that number."""
    return _row(BY_ID.one(desk.connection, id_is=pack_id))


def live(desk: Desk, order_id: int) -> Pack | None:
    """Return the pack of an order that is somebody's work now, or None."""
    return _row(_LIVE.one(desk.connection, order_is=order_id))


def last_closed(desk: Desk, order_id: int) -> Pack | None:
    """Return the pack of an order that was sealed last, or None."""
    return _row(_CLOSED.one(desk.connection, order_is=order_id))


def of_parcel(desk: Desk, parcel_id: int) -> Pack | None:
    """Return the pack that made a parcel, or None when there is no such parcel."""
    return _row(_OF_PARCEL.one(desk.connection, parcel_is=parcel_id))


def new_place(desk: Desk, warehouse: str) -> Place:
    """Make the place of a parcel, with the next code that is free."""
    while True:
        code = f"P{desk.next_number('parcel'):08d}"
        if not places.with_code(desk, code):
            return places.add(desk, warehouse, PlaceKind.PARCEL, code)


def begin(desk: Desk, order_id: int, parcel_code: str, place: PlaceId, service: str) -> int:
    """Write a new parcel and its pack, verifying at this desk's station; return the pack's number."""
    taken = {int(row[0]) for row in _NUMBERS.all(desk.connection, order_is=order_id)}
    n = next(n for n in count(1) if n not in taken)
    parcel = {"code": parcel_code, "order_id": order_id, "place_id": place, "n": n, "service": service}
    return _new_pack(desk, order_id, _NEW_PARCEL.key(desk.connection, **parcel))


def adopt(desk: Desk, order_id: int, parcel_id: int) -> int:
    """Open a parcel that has its label already, its pack verifying at this desk's station; return the pack's number."""
    _ADOPT.run(desk.connection, id_is=parcel_id)
    return _new_pack(desk, order_id, parcel_id)


def _new_pack(desk: Desk, order_id: int, parcel_id: int) -> int:
    return _NEW_PACK.key(
        desk.connection,
        order_id=order_id,
        parcel_id=parcel_id,
        state=PackStage.VERIFYING.value,
        station=desk.station,
        person=desk.who,
        people=desk.who,
        opened_at=desk.at,
    )


def claim(desk: Desk, pack: Pack, *, taken_over: bool) -> int:
    """Let this desk's person and station go on with a pack; a take-over raises the token. Return the token."""
    token = pack.claim + 1 if taken_over else pack.claim
    people = pack.people if pack.people and pack.people[-1] == desk.who else (*pack.people, desk.who)
    values = {"station": desk.station, "person": desk.who, "people": " ".join(people), "claim": token}
    _CLAIM.run(desk.connection, id_is=pack.id, state=PackStage.VERIFYING.value, **values)
    return token


def set_stage(desk: Desk, pack_id: int, stage: PackStage) -> None:
    """Let a pack go to `stage`; the time is kept when it ends."""
    ended = desk.at if stage in (PackStage.CLOSED, PackStage.UNPACKED) else None
    _STAGE.run(desk.connection, id_is=pack_id, state=stage.value, closed_at=ended)


def seal_parcel(
    desk: Desk,
    pack: Pack,
    tracking: str,
    weighed: tuple[int | None, str],
    copy: int,
    state: ParcelState = ParcelState.LABELLED,
) -> None:
    """Seal the parcel of a pack and give it the label of which `copy` is printed; each time it is sealed, another one.

    `weighed` is its weight and where that is from: computed, scale or typed.
    """
    seal_as_it_is(desk, pack, tracking, weighed, state)
    label_anew(desk, pack.parcel_id, tracking, copy)


def seal_as_it_is(desk: Desk, pack: Pack, tracking: str, weighed: tuple[int | None, str], state: ParcelState) -> None:
    """Seal the parcel of a pack with the label that it has."""
    weight_g, weight_from = weighed
    _SEAL.run(
        desk.connection,
        id_is=pack.parcel_id,
        state=state.value,
        tracking=tracking,
        weight_g=weight_g,
        weight_from="unknown" if weight_g is None else weight_from,
        labelled_at=desk.at,
    )


def label_anew(desk: Desk, parcel_id: int, tracking: str, copy: int) -> None:
    """Let a parcel have the label of which `copy` is printed; those before it are void, and copies of them old."""
    _VOID.run(desk.connection, parcel_is=parcel_id)
    version = int(_LABELS.scalar(desk.connection, parcel_is=parcel_id) or 0) + 1
    if version > 1:
        _FROM.run(desk.connection, id_is=parcel_id, copy=copy)
    values = {"parcel_id": parcel_id, "version": version, "tracking": tracking, "at": desk.at}
    _LABEL.run(desk.connection, state=LabelState.PURCHASED.value, intent=f"label:{parcel_id}:{copy}", **values)


def applied(desk: Desk, pack: Pack) -> None:
    """Let the label of a sealed parcel be seen on it: its pack is closed."""
    set_stage(desk, pack.id, PackStage.CLOSED)
    _PARCEL_STATE.run(desk.connection, id_is=pack.parcel_id, state=ParcelState.LABELLED.value)


def open_labels(desk: Desk, station: str) -> tuple[Pack, ...]:
    """Return the packs of a station whose label was printed and not scanned back yet, oldest first."""
    return tuple(each for each in without_label(desk, station) if each.parcel_state is ParcelState.SEALED)


def without_label(desk: Desk, station: str) -> tuple[Pack, ...]:
    """Return the sealed packs of a station on which no label was seen: printed, or still waited for; oldest first."""
    return _rows(_OPEN_LABELS.all(desk.connection, station_is=station))


def of_order(desk: Desk, order_id: int) -> tuple[Pack, ...]:
    """Return the packs of an order whose parcels are not void, in order of the parcels."""
    return _rows(_BOXES.all(desk.connection, order_is=order_id))


def reopen(desk: Desk, pack: Pack) -> int:
    """Open a sealed parcel again at this desk's station, its label void; return the token."""
    give_back(desk, pack)
    _OPENED.run(desk.connection, id_is=pack.parcel_id)
    _VOID.run(desk.connection, parcel_is=pack.parcel_id)
    set_stage(desk, pack.id, PackStage.VERIFYING)
    return claim(desk, pack, taken_over=True)


def give_back(desk: Desk, pack: Pack) -> None:
    """Let the carrier take back what it sold for a parcel, or may have sold; the house's own labels are just void."""
    if pack.carrier != HOUSE_CARRIER:
        purchases.take_back(desk, pack.parcel_id)


def void_parcel(desk: Desk, parcel_id: int) -> None:
    """Let a parcel and its label be void."""
    _PARCEL_STATE.run(desk.connection, id_is=parcel_id, state=ParcelState.VOIDED.value)
    _VOID.run(desk.connection, parcel_is=parcel_id)


def copies(desk: Desk, document: str, parcel_id: int) -> int:
    """Return how often a parcel's document was asked for (`label` or `slip`)."""
    prefix = f"{document}:{parcel_id}"
    return int(_COPIES.scalar(desk.connection, low=f"{prefix}:", high=f"{prefix};") or 0)


def close_batches(desk: Desk, order_id: int) -> None:
    """Close the picked batches of an order in which nothing waits for packing any more."""
    _CLOSE_BATCHES.run(desk.connection, order_is=order_id)


def person_code(desk: Desk, person: str) -> str:
    """Return what to call a person in a kept answer: the code, never the name."""
    return str(CODE.scalar(desk.connection, id_is=person) or person)
