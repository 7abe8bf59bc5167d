"""Goods in at a station's own role on PostgreSQL: all of it through gates, and the doctor stays clean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import WAREHOUSE, Company
from tests.dockbench import OTHER_PALLET, PALLET, Dock, delivery, purchase, station
from tests.fullday import examined
from tests.packbench import inside
from warehouse_app.application.allocation import allocate
from warehouse_app.application.care import grants
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
BADGE, PIN = "DORASBADGE22", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"


def _furnish(owner: Company) -> None:
    with owner.write() as desk:
        for person, badge in {"p-dora": badge_hash(BADGE), "p-sup": badge_hash("MARIASBADGE2"), "test": ""}.items():
            row = {"id": person, "code": person, "role": "clerk", "created_at": desk.at, "badge_hash": badge}
            desk.connection.execute(office.person.insert().values(**row, pin_hash=PIN if badge else ""))
        for sku in ("A1", "B2"):
            owner.product(desk, sku)
        owner.product(desk, "LOTTED", tracking="lot")
        owner.product(desk, "NUMBERED", tracking="serial")
        for code, kind in (("DOCK", PlaceKind.DOCK), ("QUARANTINE", PlaceKind.QUARANTINE)):
            places.known(desk, WAREHOUSE, code, kind)
        station(desk, "B1")
        order = purchase(desk, "PO-1", [("A1", 40), ("B2", 5), ("LOTTED", 3), ("NUMBERED", 1)])
        told = [{"sku": "A1", "qty": 12, "sscc": PALLET}, {"sku": "B2", "qty": 5, "sscc": OTHER_PALLET}]
        delivery(desk, "DN-1", told, order)
        owner.order(desk, "2001", [("A1", 3)])
        owner.order(desk, "2002", [("A1", 9)], priority=5)
    allocate(owner.runner, owner.supervisor)


def test_goods_come_in_under_the_stations_role(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        _furnish(owner)
        grants(owner.runner, Session(SYSTEM), ("B1",), run=True)
        company = Company(tmp_path, database=owner.address.replace("postgres@", "warehouse_b1@"))
        assert isinstance(company.store.backend, PostgresBackend)
        assert company.store.backend.proving.prove(BADGE) == "p-dora"
        company.ids.n = 5_000
        company.runner.writer.id = "writer-b1"
        dock = Dock(company, "B1")
        assert dock.codes("PO-1", "A1", "8", "6") == [
            *("receipt_opened", "received_for_orders", "received_for_orders", "received_for_orders"),
        ]
        assert dock.codes("LOTTED", "L-1", "NUMBERED", "S-1", "DAMAGED", "B2") == [
            *("receive.lot", "received", "receive.serial", "received", "receive.damaged", "received_damaged"),
        ]
        assert dock.codes(PALLET, "UNDO", PALLET) == ["pallet_for_orders", "taken_back", "pallet_for_orders"]
        assert dock.codes("nobody", "1", "2", "DONE", "1")[-1] == "receipt_closed_parked"
        assert inside(owner, PALLET) == {"A1": 12}
        assert inside(owner, "DOCK") == {"A1": 6, "LOTTED": 1, "NUMBERED": 1, "@LPN": 1}
        company.close()
        assert {check.name: check.broken for check in examined(owner).checks if not check.ok} == {}
        owner.close()


def test_a_station_makes_no_products(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        _furnish(owner)
        grants(owner.runner, Session(SYSTEM), ("B1",), run=True)
        company = Company(tmp_path, database=owner.address.replace("postgres@", "warehouse_b1@"))
        assert isinstance(company.store.backend, PostgresBackend)
        company.store.backend.proving.prove(BADGE)
        company.ids.n = 5_000
        company.runner.writer.id = "writer-b1"
        chief = Dock(company, "B1", "DORA", Role.SUPERVISOR, with_pin=True)
        chief.scan("PO-1", "nobody")
        assert [each.code for each in chief.state().choices] == ["receive_choice.park", "receive_choice.link"]
        assert chief.scan("1").code == "parked"
        assert chief.codes("nobody else", "2", "B2")[1] == "receive.link"
        assert chief.answers[-1].code.startswith("received"), "a code is linked through a gate"
        assert chief.scan("nobody else").code.startswith("received")
        company.close()
        owner.close()
