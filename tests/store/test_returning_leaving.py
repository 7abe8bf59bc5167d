"""What left the house is told by product, channel, carrier and packer, however far the worker has followed it."""

from __future__ import annotations

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.parcels import parcel, spool, work
from tests.returned import hand_over
from warehouse_app.application.health import following
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.store import ledger, places, rebuilding
from warehouse_app.store.database import Store
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import leaving
from warehouse_app.store.schema import floor, office, returning

DAYS = ("2010-12-30", "2010-12-31", "2011-01-01", "2011-01-31", "2011-02-01", "2011-02-15")


def keep(company: Company, most: int = 10**9) -> None:
    """Follow what left up to an entry, as the worker does."""
    with company.write() as desk:
        until = min(most, leaving.onward(desk, "9999"))
        if until > leaving.followed(desk):
            leaving.keep(desk, leaving.read(desk, until), leaving.followed(desk), until)


def told(store: Store, kind: str, since: str = "") -> dict[str, int]:
    with store.read() as desk:
        return leaving.units(desk, kind, since)


def last_entry(company: Company) -> int:
    with company.store.read() as desk:
        return int(desk.connection.exec_driver_sql("SELECT MAX(seq) FROM entry").scalar_one())


def leave(company: Company, code: str, lines: list[tuple[str, int]], carrier: str, **order: object) -> tuple[int, int]:
    """Let an order leave in one parcel, packed by Anna; return the rows of the order and the parcel."""
    with company.write() as desk:
        order_id = company.order(desk, code, lines, **order)
        row = parcel(company, desk, order_id)
        desk.connection.execute(floor.parcel.update().where(floor.parcel.c.id == row).values(carrier=carrier))
        pack = {"order_id": order_id, "parcel_id": row, "station": "B1", "person": "p-anna", "opened_at": desk.at}
        desk.connection.execute(floor.pack.insert().values(**pack))
        hand_over(company, desk, row)
    return order_id, row


def move(company: Company, desk: Desk, item: Item, source: PlaceId, target: PlaceId, qty: int = 1) -> None:
    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (Leg(item, source, target, qty),), "test"))


@pytest.fixture
def sold(company: Company) -> Company:
    """Mugs left on each of six days in three months, a bowl beside on the last."""
    with company.write() as desk:
        company.product(desk, "MUG")
        company.product(desk, "BOWL")
        row = {"id": "p-anna", "code": "ANNA", "name": "Anna K.", "role": "packer", "badge_hash": "x"}
        desk.connection.execute(office.person.insert().values(**row, created_at=desk.at))
    for n, day in enumerate(DAYS):
        company.clock.moment = company.clock.moment.replace(year=int(day[:4]), month=int(day[5:7]), day=int(day[8:]))
        goods = [("MUG", 10**n)] + ([("BOWL", 7)] if n == len(DAYS) - 1 else [])
        leave(company, f"S{n}", goods, "DHL" if n % 2 else "DPD", channel="web" if n < 2 else "shop")
    return company


@pytest.mark.parametrize("part", [0.0, 0.4, 1.0])
@pytest.mark.parametrize(
    ("since", "mugs"),
    [("", 111111), ("2010-12-31", 111110), ("2011-01-01T00:00:00.000000Z", 111100), ("2011-01-02", 111000),
     ("2011-02-01", 110000), ("2011-02-02", 100000), ("2011-02-16", 0)],
)  # fmt: skip
def test_days_and_months_give_the_same_however_far_they_are_kept(
    sold: Company, part: float, since: str, mugs: int
) -> None:
    keep(sold, int(part * last_entry(sold)))
    assert told(sold.store, leaving.PRODUCT, since).get("MUG", 0) == mugs


def test_each_kind_tells_all_that_left(sold: Company) -> None:
    for kept, kind in product((False, True), (leaving.CHANNEL, leaving.CARRIER, leaving.PACKER)):
        if kept:
            keep(sold)
        wanted = {
            leaving.CHANNEL: {"web": 11, "shop": 111107}, leaving.CARRIER: {"DPD": 10101, "DHL": 101017},
            leaving.PACKER: {"p-anna": 111118},
        }[kind]  # fmt: skip
        assert told(sold.store, kind) == wanted


@pytest.mark.parametrize("kept", [False, True])
def test_a_parcel_that_is_taken_back_has_not_left_and_counts_with_what_is_in_it_when_it_goes(
    sold: Company, kept: bool
) -> None:
    order_id, row = leave(sold, "S9", [("BOWL", 5)], "DHL")
    with sold.write() as desk:
        one = desk.connection.execute(floor.parcel.select().where(floor.parcel.c.id == row)).one()
        box, away = PlaceId(one.place_id), places.outside(desk, PlaceKind.CUSTOMER).id
        bench = places.known(desk, WAREHOUSE, "B1", PlaceKind.BENCH).id
    if kept:
        keep(sold)
    assert told(sold.store, leaving.PRODUCT)["BOWL"] == 12
    with sold.write() as desk:
        move(sold, desk, container_item("PARCEL", one.code), away, bench)
        line = desk.connection.exec_driver_sql(f"SELECT id FROM order_line WHERE order_id = {order_id}").scalar_one()
        out = Leg(Item("BOWL"), box, bench, 2, line)
        ledger.post(desk, Entry(EntryId("out"), EntryKind.MOVE, (out,), "test"))
    assert told(sold.store, leaving.PRODUCT)["BOWL"] == 7
    with sold.write() as desk:
        move(sold, desk, container_item("PARCEL", one.code), bench, away)
        move(sold, desk, Item("BOWL"), box, bench)  # it comes back: it left all the same
    if kept:
        keep(sold)
    assert told(sold.store, leaving.PRODUCT)["BOWL"] == 10


def test_what_left_before_the_books_began_is_not_counted(sold: Company) -> None:
    _order, row = leave(sold, "S8", [("BOWL", 5)], "DHL")
    with sold.write() as desk:
        desk.connection.execute(floor.parcel.update().where(floor.parcel.c.id == row).values(state="before"))
    assert told(sold.store, leaving.PRODUCT)["BOWL"] == 7


def test_sums_that_were_begun_anew_meanwhile_take_nothing_of_an_older_reading(sold: Company) -> None:
    keep(sold, last_entry(sold) // 2)
    with sold.write() as desk:
        after, until = leaving.followed(desk), leaving.onward(desk, "9999")
        read = leaving.read(desk, until)
        rebuilding.rebuild(desk)
        leaving.keep(desk, read, after, until)
        assert (leaving.followed(desk), desk.connection.execute(returning.left_sum.select()).all()) == (0, [])
    keep(sold)
    assert told(sold.store, leaving.PRODUCT) == {"MUG": 111111, "BOWL": 7}


def test_the_worker_keeps_what_left_some_minutes_later(sold: Company, tmp_path: Path) -> None:
    sold.clock.forward(seconds=following.SETTLED.total_seconds() + 61)
    for _ in range(24):  # averages and weights are followed first, one step a look
        sold.clock.forward(seconds=following.LOOK_EVERY_S + 1)
        work(sold, spool(tmp_path))
    newest = last_entry(sold)
    with sold.store.read() as desk:
        assert leaving.followed(desk) == newest
        rows = desk.connection.execute(returning.left_sum.select()).all()
    sums = Counter[tuple[str, str]]()
    for row in rows:
        sums[row.kind, row.per] += row.units
    assert set(sums.values()) == {111118}
    assert len(sums) == 8
