"""Orders are released, labelled first, join and are taken back from a station of a server, by gates alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.packbench import rows
from tests.parcels import spool, work
from tests.postgres import Server
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.application.allocation import allocate
from warehouse_app.application.batches import batch_id_of
from warehouse_app.application.releasing.deed import release_now
from warehouse_app.application.releasing.joining import TakeBackBatch, join
from warehouse_app.application.releasing.proposing import Asked
from warehouse_app.store import settings
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import floor, ledger, office

pytestmark = [pytest.mark.system, pytest.mark.slow]
TODAY = "2010-12-06T17:00:00.000000Z"


def test_a_supervisor_at_a_station_releases_joins_and_takes_back(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
            person = {"id": "p-sup", "code": "SUP", "name": "Maria S.", "role": "supervisor", "created_at": desk.at}
            desk.connection.execute(office.person.insert().values(**person, badge_hash=badge_hash(BADGE)))
            owner.product(desk, "MUG")
            owner.stock(desk, "A01-01", "MUG", 20)
            owner.order(desk, "1", [("MUG", 2)], ship_by=TODAY)
            settings.keep(desk, "pack.label_first", "", "on")
            urgent = owner.order(desk, "2", [("MUG", 3)], ship_by=TODAY, priority=9, payment="unpaid")
        grant(owner)
        allocate(owner.runner, owner.supervisor)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-sup"
        station.ids.n, station.runner.writer.id = 5_000, "writer-b1"
        runner, boss = station.runner, station.supervisor
        done = release_now(runner, boss, Asked(WAREHOUSE, runner.now()), pause=lambda _s: None)
        assert (len(done.released), done.orders) == (1, 1)
        with owner.write() as desk:
            desk.connection.exec_driver_sql("UPDATE orders SET payment = 'paid'")
        assert join(runner, boss, urgent).batch == done.released[0]
        number = runner.ask(lambda desk: batch_id_of(desk, done.released[0]), boss)
        work(station, spool(tmp_path / "spool"))
        assert [row.state for row in rows(owner, floor.parcel)] == ["awaited", "awaited"]
        runner.perform(TakeBackBatch(id="back", batch_id=number), boss).done()
        assert [row.state for row in rows(owner, floor.parcel)] == ["voided", "voided"]
        station.close()
        owner.close()
