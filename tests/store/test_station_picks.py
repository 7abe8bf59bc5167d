"""A picker and a put wall work under a station's own role: totals, full totes, shorts and sorting, through gates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.application.test_pick_ways import Sorter
from tests.company import Company
from tests.pickfloor import InLine, PickFloor, follow, person
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.domain.people import Role
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
STOCK = {"A01-01": ("A1", 20), "A01-02": ("B2", 20), "B01-01": ("C3", 20), "A02-01": ("A1", 5)}
ORDERS = {"1001": [("A1", 3), ("B2", 1)], "1002": [("A1", 2), ("C3", 1)]}


@pytest.mark.parametrize("way", ["sort", "zone"])
def test_batches_are_picked_and_sorted_through_gates(tmp_path: Path, server: Server, way: str) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-li", "code": "LI", "role": "picker", "created_at": desk.at, "badge_hash": badge_hash(BADGE)}
            desk.connection.execute(office.person.insert().values(**row))
        floor = PickFloor(owner, ORDERS, STOCK)
        floor.zone(north="A01-01 A01-02 A02-01", south="B01-01")
        batch = floor.release(way)
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-li"
        station.ids.n = 5_000
        station.runner.writer.id = "writer-b1"
        li = InLine(station, person("LI", "B1"))
        li.scan(batch)
        task = li.state.task
        assert task is not None
        li.scan(task.place)
        assert li.scan("FULL TOTE") == "tote_full"
        assert li.scan("ISSUE", "1") == "short"
        codes = follow(li)
        while floor.state_of_batch() != "picked":
            codes += follow(li) if li.state.phase != "idle" else [li.scan(batch)]
        mo = Sorter(station, "B1", "LI", Role.PICKER)
        mo.scan(batch)
        if way == "sort":
            mo.scan(mo.state().expects[0].code)
            assert mo.follow()[-1] == "sorted_all"
        station.close()
        assert floor.drifted() == {}
        owner.close()
