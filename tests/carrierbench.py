"""A pack bench whose orders go by a carrier, and the worker that asks it: for tests of labels that are bought."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.company import Company
from tests.exceptiontable import LAMP, MUG, furnish
from tests.packbench import Bench, pick, rows
from tests.parcels import WORKER, spool
from tests.twins import CarrierTwin
from warehouse_app.application.carriers.desk import SetService
from warehouse_app.application.outbox import Ears, work_off
from warehouse_app.domain.carriers.values import BoughtLabel
from warehouse_app.store.carriers import purchases
from warehouse_app.store.schema import floor, trade

SERVICE = "EXPRESS"
ALL_OF_IT = (MUG, MUG, LAMP)


def by_carrier(company: Company, carrier: str = "DHL", **services: str) -> None:
    """Furnish a company whose orders O1 (T1) and O2 (T2) go by a carrier's service."""
    furnish(company)
    with company.write() as desk:
        pick(desk, company, company.order(desk, "O2", [(LAMP, 1)]), "T2")
        desk.connection.execute(trade.orders.update().values(service=SERVICE))
    for service, name in ({SERVICE: carrier} | services).items():
        command = SetService(id=company.ids.new(), service=service, carrier=name)
        company.runner.perform(command, company.supervisor).done()


class Faults:
    """What the worker's ears heard of bugs."""

    def __init__(self) -> None:
        self.heard: list[BaseException] = []


def work(company: Company, *twins: CarrierTwin, minutes: float = 2, faults: Faults | None = None, **more: Any) -> None:
    """Let the worker do what is due, some minutes later."""
    company.clock.forward(minutes=minutes)
    carriers: Mapping[str, CarrierTwin] = {each.name: each for each in twins}
    ears = Ears(fault=lambda error: None if faults is None else faults.heard.append(error))
    work_off(
        company.runner, WORKER, spool(company.folder), once=True, pause=lambda _s: None, carriers=carriers, ears=ears,
        **more,
    )  # fmt: skip


def labels(company: Company) -> list[BoughtLabel]:
    """Return every purchase, oldest first."""
    with company.store.read() as desk:
        return list(reversed(purchases.listed(desk, "", 100)))


def states(company: Company) -> list[str]:
    """Return the states of the purchases, oldest first."""
    return [each.state.value for each in labels(company)]


def parcel_states(company: Company) -> list[str]:
    """Return the states of the parcels, oldest first."""
    return [row.state for row in rows(company, floor.parcel)]


def pack(company: Company, station: str = "B1") -> Bench:
    """Pack order O1 at a bench."""
    bench = Bench(company, station)
    bench.scan("T1", *ALL_OF_IT)
    return bench
