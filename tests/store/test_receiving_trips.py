"""How often the dock asks a server that is far away: a scan's questions go together where they do not depend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import Company
from tests.dockbench import Dock, purchase, station
from warehouse_app.store.postgresql.link import link_of

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.slow, pytest.mark.system]
MOST_FOR_A_SCAN = 12
MOST_FOR_EACH_ORDER = 6


def test_a_scan_at_the_dock_asks_a_dozen_times_at_most(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        company = Company(tmp_path, database=address)
        with company.write() as desk:
            for sku in ("CUP", "MUG"):
                company.product(desk, sku)
            station(desk, "D1")
            purchase(desk, "PO-1", [("MUG", 100), ("CUP", 100)])
            company.order(desk, "1", [("CUP", 3)])
        dock = Dock(company)
        dock.scan("PO-1", "MUG", "CUP", "MUG")
        with company.store.read() as desk:
            link = link_of(desk.connection)
        trips = []
        for text in ("MUG", "CUP"):
            dock.scan("nothing")
            dock.scan("UNDO")
            before = link.trips
            assert dock.scan(text).code.startswith("received")
            trips.append(link.trips - before)
        assert trips[0] <= MOST_FOR_A_SCAN
        assert trips[1] <= MOST_FOR_A_SCAN + MOST_FOR_EACH_ORDER
        company.close()
