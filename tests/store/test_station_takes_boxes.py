"""A box is measured for, taken and counted off under a station's own role at the database: through gates alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.application.test_packing_boxes import make_box, set_to, taken
from tests.company import WAREHOUSE, Company
from tests.packbench import Bench, pick, rows
from warehouse_app.application.care import grants
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import people
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import cartons, office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
BADGE = "ANNASBADGE22"


def test_a_box_is_taken_under_the_stations_role(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        make_box(owner, "S", "200x160x120", counted="yes", barcode="BOX-S")
        make_box(owner, "L", "500x400x300", counted="yes", barcode="BOX-L")
        with owner.write() as desk:
            people.add_warehouse(desk, WAREHOUSE, "Main")
            row = {"id": "p-pack", "code": "p-pack", "role": "packer", "created_at": desk.at}
            desk.connection.execute(office.person.insert().values(**row, badge_hash=badge_hash(BADGE)))
            owner.product(desk, "ODD", weight_g=100)
            pick(desk, owner, owner.order(desk, "1001", [("ODD", 1)]), "T1")
            owner.stock(desk, "B07", "S", 20)
        set_to(owner, "pack.box", "suggest")
        set_to(owner, "pack.weigh", "on")
        grants(owner.runner, Session(SYSTEM), ("B1",), run=True)
        station = Company(tmp_path / "b1", database=address.replace("postgres@", "warehouse_b1@"))
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-pack"
        station.ids.n, station.runner.writer.id = 5_000, "writer-b1"
        bench = Bench(station, person="PACK")
        assert bench.codes("T1", "ODD", "100x80x60", "BOX-S", "UNDO", "ODD") == [
            *("order_opened", "measure_item", "item_measured", "weigh_parcel", "undone", "choose_box"),
        ]
        assert bench.codes("BOX-L", "500 g") == ["weigh_parcel", "order_packed"]
        station.close()
        assert taken(owner)["S"] == 20
        assert [row.length_mm for row in rows(owner, cartons.measured)] == [100]
        owner.close()
