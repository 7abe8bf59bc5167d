"""Places are counted under a station's own role at the database: through gates alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import WAREHOUSE, Company
from tests.countbench import Counter, on_hand
from warehouse_app.application.care import grants
from warehouse_app.application.counting import plans
from warehouse_app.application.run import Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import people
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
BADGE = "ANNASBADGE22"


def test_a_plan_is_counted_under_the_stations_role(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            people.add_warehouse(desk, WAREHOUSE, "Main")
            for person, badge in (("p-anna", BADGE), ("p-sup", "MARIASBADGE2")):
                row = {"id": person, "code": person, "role": "clerk", "created_at": desk.at}
                desk.connection.execute(office.person.insert().values(**row, badge_hash=badge_hash(badge)))
            for sku in ("CUP", "JAR"):
                owner.product(desk, sku)
            owner.stock(desk, "A01", "CUP", 12)
            owner.stock(desk, "A02", "JAR", 5)
            owner.order(desk, "1001", [("JAR", 1)], state="cancelled")
        wanted = plans.MakePlan(id=owner.ids.new(), warehouse=WAREHOUSE, kind="warehouse")
        plans.plan_counts(owner.runner, owner.supervisor, wanted)
        grants(owner.runner, Session(SYSTEM), ("B1",), run=True)
        station = Company(tmp_path / "b1", database=address.replace("postgres@", "warehouse_b1@"))
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-anna"
        station.ids.n, station.runner.writer.id = 5_000, "writer-b1"
        anna = Counter(station, "B1", "ANNA")
        assert anna.codes("A01", "CUP", "2", "DONE")[-1] == "count_recount"
        assert anna.codes("A02", "JAR", "4", "UNDO", "JAR", "4", "DONE")[-1] == "count_done"
        assert anna.codes("A02", "SKIP", "A02", "JAR", "4", "DONE")[-1] == "count_matched"
        station.close()
        assert (on_hand(owner, "A01", "CUP"), on_hand(owner, "A02", "JAR")) == (12, 4)
        owner.close()
