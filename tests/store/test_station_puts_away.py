"""Put-away at a station's own role on PostgreSQL: through gates alone, promises go along, the doctor stays clean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import WAREHOUSE, Company
from tests.fullday import examined
from tests.packbench import inside
from warehouse_app.application.care import grants
from warehouse_app.application.putaway.bench import PutAwayScan
from warehouse_app.application.run import Session
from warehouse_app.domain.floorwork import FloorAnswer
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import inventory, places, promises
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import ledger, office, storage, trade

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
BADGE, PIN = "DORASBADGE22", "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"


def _furnish(owner: Company) -> None:
    with owner.write() as desk:
        for person, badge in {"p-dora": badge_hash(BADGE), "p-sup": badge_hash("MARIASBADGE2"), "test": ""}.items():
            row = {"id": person, "code": person, "role": "clerk", "created_at": desk.at, "badge_hash": badge}
            desk.connection.execute(office.person.insert().values(**row, pin_hash=PIN if badge else ""))
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE, name="Main"))
        desk.connection.execute(office.station.insert().values(code="B1", warehouse=WAREHOUSE))
        for sku in ("A1", "B2"):
            owner.product(desk, sku)
        dock = places.known(desk, WAREHOUSE, "DOCK", PlaceKind.DOCK)
        for n in (1, 2, 3):
            owner.bin(desk, f"A{n:02d}", walk_seq=n)
        stage = owner.bin(desk, "S01", walk_seq=9)
        desk.connection.execute(storage.place_rule.insert().values(place_id=stage.id, use="stage"))
        for n, (sku, qty) in enumerate((("A1", 8), ("B2", 4)), 1):
            inventory.receive(desk, f"in-{n}", Item(sku), qty, dock.id)  # type: ignore[arg-type]
        owner.order(desk, "2001", [("A1", 3)])
        line = desk.connection.execute(trade.order_line.select()).one().id
        key = PoolKey(WAREHOUSE, "A1")
        wanted = Promise(PromiseId(0), Purpose.LINE, line, Scope.CELL, key, 3, 1, dock.id, Item("A1"))
        promises.promise(desk, wanted)


def test_goods_are_put_away_under_the_stations_role(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        _furnish(owner)
        before = {check.name for check in examined(owner).checks if not check.ok}
        grants(owner.runner, Session(SYSTEM), ("B1",), run=True)
        company = Company(tmp_path, database=owner.address.replace("postgres@", "warehouse_b1@"))
        assert isinstance(company.store.backend, PostgresBackend)
        assert company.store.backend.proving.prove(BADGE) == "p-dora"
        company.ids.n = 5_000
        company.runner.writer.id = "writer-b1"
        dora = Session(Actor(PersonId("p-dora"), "DORA", "Dora", Role.CLERK, with_pin=False), "B1")

        def scans(*texts: str) -> list[str]:
            found = []
            for text in texts:
                answer = company.runner.perform(PutAwayScan(id=company.ids.new(), text=text), dora).value
                assert isinstance(answer, FloorAnswer)
                found.append(answer.code)
            return found

        assert scans("A1", "8", "B2", "*4", "DONE") == [*["putaway_loaded"] * 4, "putaway_tour"]
        assert scans("S01", "A01", "UNDO", "A01", "SKIP", "A03") == [
            *("putaway_put", "putaway_put", "putaway_undone", "putaway_put", "putaway_skipped", "putaway_put"),
        ]
        assert (inside(owner, "S01"), inside(owner, "A01"), inside(owner, "A03")) == ({"A1": 3}, {"A1": 5}, {"B2": 4})
        assert scans("A1", "SHORT", "DONE") == ["not_on_dock", "nothing_loaded", "nothing_loaded"]
        company.close()
        assert {check.name for check in examined(owner).checks if not check.ok} == before
        owner.close()
