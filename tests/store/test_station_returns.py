"""A clerk takes a return in and settles it under a station's own role: every write goes through a gate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.packbench import sums_are_zero
from tests.returnbench import ReturnBench, balance, bench, goods, head, order, sent
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.people import Role
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.schema import floor, office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]


def test_returns_are_taken_in_and_settled_through_gates(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-li", "code": "LI", "role": "packer", "created_at": desk.at, "badge_hash": badge_hash(BADGE)}
            desk.connection.execute(office.person.insert().values(**row))
        goods(owner)
        table = bench(owner, "B1", checks=False)
        code = expected(table, "S1", ("MUG", 2), ("LAMP", 1))
        sent(owner, "S2", ("SAW", "", "9001"))
        order(owner, "S3", ("VASE", 1))
        on = ChangeSetting(id="labels-on", setting="returns.putaway_label", value="on")
        owner.runner.perform(on, owner.supervisor).done()
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-li"
        station.ids.n = 5_000
        station.runner.writer.id = "writer-b1"
        clerk = ReturnBench(station, "B1", "LI", Role.PACKER)
        assert clerk.codes("S1", "MUG", "1", "MUG", "4", "UNDO", "4", "DAMAGED", "SHORT")[-1] == "return_missing"
        assert clerk.scan("PRINT AGAIN").code == "return_label_wanted"
        assert clerk.codes("OUTCOME", "1", "ISSUE", "6", "1") == [
            "returns.outcome_unit", "return_outcome", "returns.issue", "returns.reason", "return_reason",
        ]  # fmt: skip
        done = clerk.scan("")
        assert done.code.startswith("return_settled"), done.facts
        assert clerk.codes("TS2", "1", "UNDO", "SAW", "9009", "", "1", "PAUSE", "")[-1] == "return_parked"
        assert clerk.codes("UNKNOWN-1", "1", "", "RS-02", "VASE", "2", "S3", "1")[-1] == "return_identified"
        assert clerk.codes("UNDO", "1", "S3", "1")[1:] == [
            "return_unidentified", "returns.identify", "return_identified",
        ]  # fmt: skip
        station.close()
        assert (head(owner, code).state, balance(owner, "RETURNS-IN", "MUG")) == ("settled", 1)
        assert balance(owner, "PS3-1", "VASE") == 0
        with owner.store.read() as read:
            printed = [row.document for row in read.connection.execute(floor.print_job.select())]
        assert printed == ["putaway"] * 2
        assert sums_are_zero(owner)
        owner.close()
