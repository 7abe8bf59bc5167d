"""Every outcome is settled, sent ahead, worked on and undone under a station's own role: through gates alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import Company
from tests.settled import Shop
from tests.store.test_station_roles import BADGE, at_station, grant
from warehouse_app.application.returning.sending import SendAhead
from warehouse_app.application.returning.working import FinishWork, SendBack
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.returning.states import ReturnKind, ReturnState, UnitState
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.returning import cases, units
from warehouse_app.store.schema import office

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]


def test_outcomes_are_settled_through_gates(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        owner = Company(tmp_path, database=address)
        with owner.write() as desk:
            row = {"id": "p-li", "code": "LI", "role": "packer", "created_at": desk.at, "badge_hash": badge_hash(BADGE)}
            desk.connection.execute(office.person.insert().values(**row))
        shop = Shop(owner).open()
        order = shop.ship("O1", ("MUG", 5), ("BOWL", 2))
        back = shop.back(order, ("MUG", 5))
        line = shop.sold(order, "BOWL")
        with owner.write() as desk:
            ahead = cases.begin(
                desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, customer_id=shop.customer,
                currency="GBP", expires_on="2099-12-31",
            )  # fmt: skip
            units.add(desk, ahead.id, "BOWL", 2, UnitState.EXPECTED, line_id=line.line_id)
        grant(owner)
        station = at_station(owner, tmp_path)
        assert isinstance(station.store.backend, PostgresBackend)
        assert station.store.backend.proving.prove(BADGE) == "p-li"
        station.ids.n, station.runner.writer.id = 5_000, "writer-b1"
        clerk = Session(Actor(PersonId("p-li"), "LI", "Li W.", Role.PACKER, with_pin=False), "B1")
        station.supervisor = clerk
        there = Shop(station, shop.customer)
        first = there.units(back)[0].id
        for outcome in ("credit", "exchange", "replacement", "repair"):
            there.choose(back, outcome, units=(first,), qty=1, variant="LAMP" if outcome == "exchange" else "")
        done = there.settle(back, clerk).done()
        assert (done.refund_minor, done.credit_minor, len(done.orders), len(done.work)) == (10_00, 10_00, 2, 1)
        assert there.undo(back).done() == "RT000001"
        (job,) = there.settle(back, clerk).done().work
        there.do(FinishWork(id=station.ids.new(), work=job, result="send-back")).done()
        assert there.do(SendBack(id=station.ids.new(), return_id=back)).done() == 1
        there.choose(ahead.id, "exchange", variant="MUG")
        assert there.do(SendAhead(id=station.ids.new(), return_id=ahead.id)).done() == ("RT000002-X1",)
        station.close()
        shop.healthy()
        owner.close()
