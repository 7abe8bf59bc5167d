"""A packer says what is wrong under a station's own role: near misses, linked codes, serials, issues, through gates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import Company
from tests.exceptiontable import CLOCK, GTIN, MUG, PHONE, furnish, spare_lamp, traced
from tests.packbench import Bench, rows
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.domain.people import Role
from warehouse_app.store.carriers import services
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import carriers, floor, office, trade, verdicts

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]


def test_what_goes_wrong_is_told_through_gates(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-pat", "code": "PAT", "role": "packer", "created_at": desk.at}
            desk.connection.execute(office.person.insert().values(**row, badge_hash=badge_hash(BADGE)))
        furnish(owner)
        with owner.write() as desk:
            spare_lamp(desk, owner)
            traced(desk, owner)
            of_milk = trade.orders.c.code == "O5"
            desk.connection.execute(trade.orders.update().where(of_milk).values(service="EXPRESS"))
            services.keep(desk, "EXPRESS", "DHL")
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-pat"
        station.ids.n, station.runner.writer.id = 5_000, "writer-b1"
        bench = Bench(station, "B1", "PAT")
        assert bench.codes("T1", CLOCK, "") == ["order_opened", "wrong_item", "acknowledged"]
        foreman = Bench(station, "B1", "PAT", Role.SUPERVISOR, with_pin=True)
        assert foreman.codes("ABC-1", "2", "1", "ABC-1") == [
            *("unknown_barcode", "which_carries", "code_linked", "right_item"),
        ]
        assert bench.codes(MUG, "ISSUE", "5", "wet carton") == [
            *("right_item", "what_is_wrong_here", "type_note", "issue_noted"),
        ]
        assert bench.codes("SHORT", "2") == ["what_about_missing", "runner_fetches"]
        assert bench.codes("T4", PHONE, "SN-1", "ISSUE", "4") == [
            *("order_opened", "capture", "right_item", "what_is_wrong_here", "address_hold"),
        ]
        milk = f"]C101{GTIN}10L1"
        assert bench.codes("T5", milk, milk, "T5", "2") == [
            *("order_opened", "right_item", "order_packed", "label_awaited", "label_hold"),
        ]
        station.close()
        assert [row.state for row in rows(owner, carriers.label_purchase)] == ["wanted"]
        assert [row.code for row in rows(owner, verdicts.near_miss)] == ["wrong_item"]
        assert [row.value for row in rows(owner, verdicts.captured)] == ["SN-1"]
        assert [row.state for row in rows(owner, floor.batch)] == ["released"]
        owner.close()
