"""A moving bench that scans, for tests of moving and of move tasks."""

from __future__ import annotations

from dataclasses import dataclass

from tests.company import WAREHOUSE, Company
from tests.fullday import broken
from tests.scans import Scans
from warehouse_app.application.moving.bench import BENCH, MoveScan
from warehouse_app.domain.floorwork import FloorAnswer, FloorState
from warehouse_app.domain.items import container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.store import ledger, places
from warehouse_app.store.desk import Desk


@dataclass
class Mover(Scans[FloorAnswer]):
    """One station with a person, and short words for scanning there."""

    command = MoveScan
    station: str = "M1"
    person: str = "LI"
    role: Role = Role.PICKER

    def state(self) -> FloorState:
        """Return what the screen of the station shows."""
        return self.company.runner.ask(lambda desk: BENCH.state(desk, self.station), self.session)


def container(desk: Desk, company: Company, kind: PlaceKind, code: str, at: str = "") -> Place:
    """Make a tote, cart or pallet that stands in a bin, or at the dock."""
    made = places.add(desk, WAREHOUSE, kind, code)
    target = company.bin(desk, at) if at else places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
    leg = Leg(container_item(kind.value, code), places.outside(desk, PlaceKind.SUPPLIER).id, target.id, 1)
    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
    return made


SET_UP = frozenset({"every entry has legs and a command", "whoever acted is known"})
"""Checks that a company set up without commands does not hold."""


def drifted(company: Company) -> dict[str, tuple[str, ...]]:
    """Return the doctor's findings, but for what the setting up of a test leaves."""
    return {name: rows for name, rows in broken(company).items() if name not in SET_UP}
