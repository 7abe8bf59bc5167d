"""Which service is of which carrier; one that nobody named is of the house's own."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select, update

from warehouse_app.domain.carriers.values import Service
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import carriers
from warehouse_app.store.statement import Statement

_s = carriers.carrier_service
_ALL = Statement(select(_s.c.service, _s.c.carrier).order_by(_s.c.carrier, _s.c.service))
_HERE = _s.c.service == bindparam("service_is")
_CHANGE = Statement(
    update(_s).where(_HERE).values(carrier=bindparam("carrier_to"), at=bindparam("when"), who=bindparam("by"))
)
_NEW = Statement(insert(_s).values({c.name: bindparam(c.name) for c in _s.c}))
_DROP = Statement(delete(_s).where(_HERE))


def everything(desk: Desk) -> tuple[Service, ...]:
    """Return the services that are of a carrier, by carrier."""
    return tuple(Service(str(row[0]), str(row[1])) for row in _ALL.all(desk.connection))


def keep(desk: Desk, service: str, carrier: str) -> None:
    """Let a service be of a carrier from now on."""
    if _CHANGE.run(desk.connection, service_is=service, carrier_to=carrier, when=desk.at, by=desk.who).rowcount == 0:
        _NEW.run(desk.connection, service=service, carrier=carrier, at=desk.at, who=desk.who)


def drop(desk: Desk, service: str) -> bool:
    """Let a service be of the house's own carrier again; tell whether it was of another."""
    return _DROP.run(desk.connection, service_is=service).rowcount > 0
