"""A mover works under a station's own role: bench, tasks and pick tasks that follow, all through gates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.application.test_moving_deeds import pick, tasks
from tests.application.test_moving_tasks import alive, keep, plan, rule
from tests.company import Company
from tests.movebench import Mover, drifted
from tests.packbench import inside
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.application.moving.kits import BuildKit, DefineKit
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]


def test_goods_tasks_and_kits_move_through_gates(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-li", "code": "LI", "role": "picker", "created_at": desk.at, "badge_hash": badge_hash(BADGE)}
            desk.connection.execute(office.person.insert().values(**row))
            for sku in ("TEA", "SET"):
                owner.product(desk, sku)
            rule(desk, owner, "R01", use="bulk")
            owner.stock(desk, "R01", "TEA", 60)
            owner.bin(desk, "F01")
            keep(desk, owner, "F01", "TEA", 5, 40)
            places.add(desk, "MAIN", PlaceKind.BENCH, "W1")
        owner.runner.perform(DefineKit(id="kit", sku="SET", parts=(("TEA", 2),)), owner.supervisor).done()
        pick(owner, "O1", [("TEA", 10)])
        plan(owner)
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-li"
        station.ids.n = 5_000
        station.runner.writer.id = "writer-b1"
        mover = Mover(station, station="B1")
        assert mover.codes("1", "R01", "TEA", "F01")[-1] == "move_task_done"
        assert mover.codes("UNDO", "R01", "SHORT") == ["move_undone", "move_source", "move_short"]
        assert mover.codes("R01", "TEA", "12", "F01")[-1] == "moved"
        assert mover.codes("F01", "TEA", "4", "W1")[-1] == "moved_aside"
        built = station.runner.perform(BuildKit(id="built", sku="SET", qty=2, place="W1"), mover.session)
        assert built.done().parts == (("TEA", "", 4),)
        station.close()
        assert inside(owner, "W1") == {"SET": 2}
        assert sum(qty for _, qty, state in tasks(owner) if state == "open") == 10
        assert alive(owner) == ()
        assert drifted(owner) == {}
        owner.close()
