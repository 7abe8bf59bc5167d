"""Manifests and the parcels on them: rows written, found and counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Text, and_, bindparam, cast, delete, exists, func, insert, or_, select, update

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.printing.states import CONFIRMED
from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.shipping.judge import ParcelNow
from warehouse_app.domain.shipping.states import ManifestState, ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing.orders import first_hold
from warehouse_app.store.schema import floor, ledger, office, trade
from warehouse_app.store.statement import Statement

_m, _mp, _p, _o, _l = floor.manifest, floor.manifest_parcel, floor.parcel, trade.orders, trade.order_line
_h, _station, _warehouse, _j = trade.order_hold, office.station, ledger.warehouse, floor.print_job
_HEAD = (_m.c.id, _m.c.code, _m.c.carrier, _m.c.warehouse, _m.c.state)
_BY_ID = Statement(select(*_HEAD).where(_m.c.id == bindparam("id_is")))
_OPEN = Statement(
    select(*_HEAD)
    .where(_m.c.carrier == bindparam("carrier_is"), _m.c.warehouse == bindparam("warehouse_is"))
    .where(_m.c.state == ManifestState.OPEN.value)
    .order_by(_m.c.id)
    .limit(1),
)
_NEW = Statement(
    insert(_m).values(
        code=bindparam("code"),
        carrier=bindparam("carrier"),
        warehouse=bindparam("warehouse"),
        opened_at=bindparam("opened_at"),
        state=ManifestState.OPEN.value,
    ),
)
_STATE = Statement(update(_m).where(_m.c.id == bindparam("id_is")).values(state=bindparam("state")))
_CLOSE = Statement(
    update(_m)
    .where(_m.c.id == bindparam("id_is"))
    .values(state=ManifestState.CLOSED.value, closed_at=bindparam("at"), seal=bindparam("seal")),
)
_NEW_LABEL = exists().where(
    _j.c.document == Document.LABEL.value, _j.c.ref == cast(_p.c.id, Text), _j.c.copy >= _p.c.label_from,
    or_(*(_j.c.state == state.value for state in sorted(CONFIRMED))),
)  # fmt: skip
"""A label with the address as it is now was printed."""

_PARCEL = Statement(
    select(_p.c.id, _p.c.code, _p.c.state, _p.c.carrier, _p.c.order_id, _p.c.place_id, _p.c.handed_at)
    .add_columns(_o.c.code, _o.c.state, _o.c.warehouse, first_hold(_h.c.kind), first_hold(_h.c.reason))
    .add_columns(_mp.c.manifest_id, _m.c.code, _m.c.state, and_(_p.c.label_from > 0, ~_NEW_LABEL))
    .join(_o, _o.c.id == _p.c.order_id)
    .outerjoin(_mp, _mp.c.parcel_id == _p.c.id)
    .outerjoin(_m, _m.c.id == _mp.c.manifest_id)
    .where(_p.c.id == bindparam("id_is")),
)
_PUT_ON = Statement(
    insert(_mp).values(
        manifest_id=bindparam("manifest_id"), parcel_id=bindparam("parcel_id"), at=bindparam("at"), who=bindparam("who")
    ),
)
_TAKE_OFF = Statement(delete(_mp).where(_mp.c.parcel_id == bindparam("parcel_is")))
_PARCEL_STATE = Statement(
    update(_p).where(_p.c.id == bindparam("id_is")).values(state=bindparam("state"), handed_at=bindparam("handed_at"))
)
_LAST = Statement(
    select(_mp.c.parcel_id)
    .join(_p, _p.c.id == _mp.c.parcel_id)
    .where(_mp.c.manifest_id == bindparam("manifest_is"), _mp.c.who == bindparam("who_is"))
    .where(_p.c.state == ParcelState.MANIFESTED.value)
    .order_by(_mp.c.at.desc(), _mp.c.parcel_id.desc())
    .limit(1),
)
_LOADED = Statement(select(func.count()).select_from(_mp).where(_mp.c.manifest_id == bindparam("manifest_is")))
_labelled = (_p.c.state == ParcelState.LABELLED.value, _p.c.carrier == bindparam("carrier_is"))
_may_go = (_o.c.state != "cancelled", ~exists().where(_h.c.order_id == _o.c.id))
_here = (_o.c.warehouse == bindparam("warehouse_is"),)
_WAITING = Statement(
    select(func.count()).select_from(_p).join(_o, _o.c.id == _p.c.order_id).where(*_labelled, *_may_go, *_here)
)
_NEXT = Statement(
    select(_p.c.tracking)
    .join(_o, _o.c.id == _p.c.order_id)
    .where(*_labelled, *_may_go, *_here)
    .order_by(_p.c.labelled_at, _p.c.id)
    .limit(bindparam("many")),
)
_TO_HAND = Statement(
    select(_p.c.id)
    .join(_mp, _mp.c.parcel_id == _p.c.id)
    .where(_mp.c.manifest_id == bindparam("manifest_is"), _p.c.state == ParcelState.MANIFESTED.value)
    .order_by(_p.c.id)
    .limit(bindparam("many")),
)
_BLOCKED = Statement(
    select(_p.c.code)
    .join(_mp, _mp.c.parcel_id == _p.c.id)
    .join(_o, _o.c.id == _p.c.order_id)
    .where(_mp.c.manifest_id == bindparam("manifest_is"), _p.c.state == ParcelState.MANIFESTED.value)
    .where(or_(_o.c.state == "cancelled", exists().where(_h.c.order_id == _o.c.id)))
    .order_by(_p.c.id)
    .limit(bindparam("many")),
)
_UNSHIPPED = Statement(
    select(_l.c.id)
    .where(_l.c.order_id == bindparam("order_is"), _l.c.kind == ProductKind.GOODS.value)
    .where(_l.c.shipped < _l.c.qty - _l.c.cancelled)
    .limit(1),
)
_HOME = Statement(select(_station.c.warehouse).where(_station.c.code == bindparam("station_is")))
_FIRST = Statement(select(_warehouse.c.code).order_by(_warehouse.c.code).limit(1))


class Manifest(NamedTuple):
    """A manifest's head."""

    id: int
    code: str
    carrier: str
    warehouse: str
    state: str


@dataclass(frozen=True, slots=True)
class Loadable:
    """A parcel as the loading bench sees it."""

    id: int
    order_id: int
    place: PlaceId
    warehouse: str
    now: ParcelNow
    manifest_id: int | None
    manifest_state: str


def get(desk: Desk, manifest_id: int) -> Manifest | None:
    """Return the manifest of that number."""
    row = _BY_ID.one(desk.connection, id_is=manifest_id)
    return None if row is None else Manifest(*row)


def open_for(desk: Desk, carrier: str, warehouse: str) -> Manifest | None:
    """Return the oldest open manifest of a carrier in a warehouse, or None."""
    row = _OPEN.one(desk.connection, carrier_is=carrier, warehouse_is=warehouse)
    return None if row is None else Manifest(*row)


def begin(desk: Desk, carrier: str, warehouse: str) -> Manifest:
    """Write a new open manifest."""
    code = f"M{desk.next_number('manifest'):08d}"
    values = {"code": code, "carrier": carrier, "warehouse": warehouse, "opened_at": desk.at}
    made = _NEW.key(desk.connection, **values)
    return Manifest(made, code, carrier, warehouse, ManifestState.OPEN.value)


def set_state(desk: Desk, manifest_id: int, state: ManifestState) -> None:
    """Let a manifest go to `state`."""
    _STATE.run(desk.connection, id_is=manifest_id, state=state.value)


def close(desk: Desk, manifest_id: int, seal: str) -> None:
    """Close a manifest for good, with the hash of the seal that covers it."""
    _CLOSE.run(desk.connection, id_is=manifest_id, at=desk.at, seal=seal)


def parcel(desk: Desk, parcel_id: int) -> Loadable | None:
    """Return a parcel with all that decides whether it may be loaded."""
    row: Any = _PARCEL.one(desk.connection, id_is=parcel_id)
    if row is None:
        return None
    now = ParcelNow(
        row[1], row[2], row[3], row[7], row[8], row[10] or "", row[11] or "", row[13] or "", row[6] or "", bool(row[15])
    )
    return Loadable(row[0], row[4], PlaceId(row[5]), row[9], now, row[12], row[14] or "")


def put_on(desk: Desk, manifest_id: int, parcel_id: int) -> None:
    """Put a parcel on a manifest."""
    _PUT_ON.run(desk.connection, manifest_id=manifest_id, parcel_id=parcel_id, at=desk.at, who=desk.who)
    _PARCEL_STATE.run(desk.connection, id_is=parcel_id, state=ParcelState.MANIFESTED.value, handed_at=None)


def take_off(desk: Desk, parcel_id: int) -> None:
    """Take a parcel off its manifest."""
    _TAKE_OFF.run(desk.connection, parcel_is=parcel_id)
    _PARCEL_STATE.run(desk.connection, id_is=parcel_id, state=ParcelState.LABELLED.value, handed_at=None)


def hand_over(desk: Desk, parcel_id: int) -> None:
    """Count a parcel as gone."""
    _PARCEL_STATE.run(desk.connection, id_is=parcel_id, state=ParcelState.HANDED_OVER.value, handed_at=desk.at)


def last_loaded(desk: Desk, manifest_id: int, who: str) -> int | None:
    """Return the parcel a person put on the manifest last and that is still on it, or None."""
    found = _LAST.scalar(desk.connection, manifest_is=manifest_id, who_is=who)
    return None if found is None else int(found)


def loaded(desk: Desk, manifest_id: int) -> int:
    """Return how many parcels are on a manifest."""
    return int(_LOADED.scalar(desk.connection, manifest_is=manifest_id) or 0)


def waiting(desk: Desk, carrier: str, warehouse: str) -> int:
    """Return how many labelled parcels of a carrier wait to be loaded."""
    return int(_WAITING.scalar(desk.connection, carrier_is=carrier, warehouse_is=warehouse) or 0)


def next_codes(desk: Desk, carrier: str, warehouse: str, many: int) -> tuple[str, ...]:
    """Return the codes of labelled parcels that wait, oldest label first."""
    rows = _NEXT.all(desk.connection, carrier_is=carrier, warehouse_is=warehouse, many=many)
    return tuple(str(row[0]) for row in rows)


def to_hand(desk: Desk, manifest_id: int, many: int) -> tuple[int, ...]:
    """Return the next parcels of a manifest that are not handed over yet."""
    return tuple(int(row[0]) for row in _TO_HAND.all(desk.connection, manifest_is=manifest_id, many=many))


def blocked(desk: Desk, manifest_id: int, many: int) -> tuple[str, ...]:
    """Return the codes of parcels on a manifest whose orders must stay: cancelled or held."""
    return tuple(str(row[0]) for row in _BLOCKED.all(desk.connection, manifest_is=manifest_id, many=many))


def all_shipped(desk: Desk, order_id: int) -> bool:
    """Tell whether every goods line of an order is handed over or cancelled."""
    return _UNSHIPPED.scalar(desk.connection, order_is=order_id) is None


def home_of(desk: Desk, station: str) -> str:
    """Return the warehouse a station stands in; the first one for a station nobody entered."""
    found = _HOME.scalar(desk.connection, station_is=station) or _FIRST.scalar(desk.connection)
    return str(found or "MAIN")
