"""A warehouse with orders to plan: aisles with coordinates, goods in every bin, paid orders whose stock is promised."""

from __future__ import annotations

import random

from tests.company import WAREHOUSE, Company
from warehouse_app.application.allocation import allocate
from warehouse_app.domain.places import PlaceKind
from warehouse_app.planning.layout import generate_warehouse
from warehouse_app.store import places
from warehouse_app.store.desk import Desk

FIRST_ORDER = 1001


def lay(company: Company, desk: Desk, aisles: int = 4, bays: int = 6) -> list[str]:
    """Make the bins, each with goods of its own, and return their products."""
    skus = []
    for n, place in enumerate(generate_warehouse(aisles, bays, 1)):
        sku = f"P{n:03d}"
        places.add(
            desk, WAREHOUSE, PlaceKind.BIN, place.code, aisle=int(place.aisle[1:]), x_mm=place.x_mm, y_mm=place.y_mm,
            walk_seq=place.sequence,
        )  # fmt: skip
        company.product(desk, sku)
        company.stock(desk, place.code, sku, 500)
        skus.append(sku)
    return skus


def plan_day(
    company: Company, orders: int = 12, *, aisles: int = 4, bays: int = 6, lines: int = 2, seed: int = 1,
    ship_by: str = "2010-12-07T17:00:00.000000Z", most: int = 3,
) -> None:  # fmt: skip
    """Lay the warehouse out and let orders be ready, numbered from 1001."""
    dice = random.Random(seed)
    with company.write() as desk:
        skus = lay(company, desk, aisles, bays)
        for n in range(orders):
            wanted = dice.sample(skus, min(len(skus), lines or dice.randint(1, 8)))
            company.order(desk, str(FIRST_ORDER + n), [(sku, dice.randint(1, most)) for sku in wanted], ship_by=ship_by)
    allocate(company.runner, company.supervisor)
