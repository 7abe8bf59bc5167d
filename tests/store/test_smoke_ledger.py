"""The fixtures themselves: a company can be stocked."""

from __future__ import annotations

from tests.company import Company
from warehouse_app.domain.items import Item
from warehouse_app.store import cells, items


def test_goods_received_stand_in_their_bin(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "A1")
        company.stock(desk, "A01-01", "A1", 10)
        place = company.bin(desk, "A01-01")
        assert cells.read(desk, place.id, items.number(desk, Item("A1"))).on_hand == 10
