"""Carriers at a desk: whose a service is, which labels are waited for, one asked for again, or by another service."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.carriers.asking import ask_anew
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.carriers.refusals import BadService, NoLabelAsked, NotBuyable
from warehouse_app.domain.carriers.states import ASKED, FREE, BuyState
from warehouse_app.domain.carriers.values import BoughtLabel, Service
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.values import HOUSE_CARRIER
from warehouse_app.store import outbox
from warehouse_app.store.carriers import purchases, services
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import packs

LONGEST_SERVICE, LONGEST_CARRIER = 60, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SetService(Command):
    """Say of which carrier a service is; of HOUSE it is where nobody says anything."""

    service: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryLabel(Command):
    """Ask a carrier again: under the same key, but where it said no; or to take back what it kept."""

    purchase: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeService(Command):
    """Let a parcel that waits go by another service, where nothing can have been bought."""

    purchase: int
    service: str


def service_list(desk: Desk) -> tuple[Service, ...]:
    """Return the services that are of a carrier."""
    return services.everything(desk)


def label_list(desk: Desk, state: str, most: int) -> tuple[BoughtLabel, ...]:
    """Return labels of carriers in a state, oldest first; "" the newest of all."""
    return purchases.listed(desk, state, most)


def label_of(desk: Desk, parcel: str) -> BoughtLabel:
    """Return the label that a parcel has or waits for, or that its carrier kept. Raises Refused(NoLabelAsked)."""
    found = purchases.of_code(desk, parcel.strip().upper())
    if found is None:
        raise Refused(NoLabelAsked(parcel.strip()[:40]))
    return found


@handles(SetService, right=Right.PLAN, answer=Service)
def set_service(desk: Desk, command: SetService, _session: Session) -> Service:
    """Keep it, for parcels that are sealed from now on. Raises Refused(BadService)."""
    service, carrier = command.service.strip(), command.carrier.strip().upper()
    if not 0 < len(service) <= LONGEST_SERVICE:
        raise Refused(BadService("service", command.service[:40]))
    if not 0 < len(carrier) <= LONGEST_CARRIER or not all(sign.isalnum() or sign in "-_" for sign in carrier):
        raise Refused(BadService("carrier", command.carrier[:40]))
    if carrier == HOUSE_CARRIER:
        services.drop(desk, service)
    else:
        services.keep(desk, service, carrier)
    desk.touch(Touched.SETTING)
    return Service(service, carrier)


@handles(RetryLabel, right=Right.PLAN, answer=str)
def retry_label(desk: Desk, command: RetryLabel, _session: Session) -> str:
    """Ask again now. Raises Refused(NotBuyable)."""
    found = purchases.get(desk, command.purchase)
    if found.state is BuyState.REFUSED:
        _anew(desk, found, (found.carrier, found.service))
    elif found.state is BuyState.WANTED or found.state in ASKED:
        outbox.again(desk, found.intent)
    elif found.state is BuyState.VOIDING or (
        found.state is BuyState.KEPT and purchases.step(desk, found, BuyState.VOIDING)
    ):
        outbox.again(desk, f"{purchases.VOIDS}{found.intent}")
    else:
        raise Refused(NotBuyable(found.parcel, found.state.value))
    desk.touch(Touched.PARCEL, Touched.EXCEPTION)
    return found.parcel


@handles(ChangeService, right=Right.PLAN, answer=str)
def change_service(desk: Desk, command: ChangeService, _session: Session) -> str:
    """Ask another service's carrier. Raises Refused(NotBuyable, BadService)."""
    found, wanted = purchases.get(desk, command.purchase), command.service.strip()
    if found.state not in FREE:
        raise Refused(NotBuyable(found.parcel, found.state.value))
    carrier = next((each.carrier for each in services.everything(desk) if each.service == wanted), "")
    if not carrier:
        raise Refused(BadService("service", wanted[:40]))
    _anew(desk, found, (carrier, wanted))
    return found.parcel


def _anew(desk: Desk, found: BoughtLabel, way: tuple[str, str]) -> None:
    pack = packs.of_parcel(desk, found.parcel_id)
    ask_anew(desk, found, way, found.station if pack is None else pack.station)
