"""A packer weighs, counts again and a worker at the station learns, all under the station's own role, through gates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.application.test_weights_following import hand_over, learn
from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, pick, rows
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import floor, ledger, office, weights

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]


def test_weights_are_judged_logged_and_learned_through_gates(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-anna", "code": "ANNA", "role": "packer", "created_at": desk.at}
            desk.connection.execute(office.person.insert().values(**row, badge_hash=badge_hash(BADGE)))
            desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
            owner.product(desk, "MUG", weight_g=350)
            pick(desk, owner, owner.order(desk, "4711", [("MUG", 2)]), "T1")
        for name, value in (("pack.weigh", "on"), ("pack.packaging_g", "60")):
            change = ChangeSetting(id=owner.ids.new(), setting=name, value=value)
            assert owner.runner.perform(change, Session(SYSTEM)).refusal is None
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-anna"
        station.ids.n = 5_000
        station.runner.writer.id = "writer-b1"
        bench = Bench(station)
        assert bench.codes("T1", "MUG", "MUG", "400 g", "COUNT AGAIN", "MUG", "MUG", "735 g")[-5:] == [
            "weight_differs", "count_again", "right_item", "weigh_parcel", "order_packed",
        ]  # fmt: skip
        assert [row.verdict for row in rows(owner, weights.weight_check)] == ["differs", "counted again", "fits"]
        hand_over(owner, rows(owner, floor.parcel)[0].id)
        station.close()
        owner.clock.forward(hours=1)
        assert learn(owner, tmp_path)["MUG"].units == 2
        owner.close()
