"""The company in which the shop machine works: laid once a process, then copied for each run, on both databases."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from tests import scratch
from tests.company import WAREHOUSE, Company
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.people import Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.store import places
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.schema import ledger, office, storage
from warehouse_app.store.sqlite.backend import SqliteBackend, prepare

CODES = {"4006381333931": ("MUG", 1), "9780201379624": ("MUG", 3), "5901234123457": ("BOWL", 1), "LAMP": ("LAMP", 1)}
"""What people scan for goods: product and how many at once."""

BINS = ("A-1", "A-2", "B-1", "B-2")
DOCK, RESERVE = "DOCK", "C-1"
PLACES = (*BINS, DOCK, RESERVE)
"""Where goods stand that may be promised: bins, the dock where they come in, and a bin of the reserve."""

HOMES = (("MUG", "A-1", 3, 9), ("BOWL", "A-2", 2, 8))
"""Forward bins: product, place, least, most."""

SUPPLIER = "ACME"
STOCK = (("A-1", "MUG", 5), ("B-1", "MUG", 4), ("A-2", "BOWL", 4), ("B-2", "LAMP", 2), ("A-1", "LAMP", 1))
ORDERS = (
    ("O1", (("MUG", 3), ("BOWL", 1))),
    ("O2", (("BOWL", 2),)),
    ("O3", (("MUG", 1),)),
    ("O4", (("LAMP", 2), ("MUG", 2))),
    ("O5", (("MUG", 3), ("MUG", 1))),
    ("O6", (("LAMP", 1),)),
)
PEOPLE = {
    "p-sup": Role.SUPERVISOR,
    "p-pick": Role.PICKER,
    "p-pack": Role.PACKER,
    "p-shelf": Role.PICKER,
    "p-count": Role.PICKER,
}
PRODUCTS = "sku,name,weight_g,barcodes\nMUG,Mug,300,4006381333931\nBOWL,Bowl,500,5901234123457\nLAMP,Lamp,900,\n"


def stock_file(cells: tuple[tuple[str, str, int], ...]) -> str:
    """Return the file that counts these cells."""
    return "place,sku,qty\n" + "".join(f"{place},{sku},{qty}\n" for place, sku, qty in cells)


def order_file(orders: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]) -> str:
    """Return the file of these orders."""
    rows = (f"{code},{sku},{qty},2010-12-06,C1\n" for code, lines in orders for sku, qty in lines)
    return "order,sku,qty,placed_at,customer\n" + "".join(rows)


@cache
def folder() -> Path:
    """Return where this process keeps files to be imported; in memory where there is a memory disk."""
    return scratch.of_this_process("warehouse-shop-")


def intake() -> FilesIntake:
    return FilesIntake(folder() / "stage", ZoneInfo("UTC"), ZoneInfo("UTC"))


def request(kind: str, content: str) -> ImportRequest:
    """Return the request to import a text."""
    path = folder() / f"{kind}-{abs(hash(content))}.csv"
    if not path.exists():
        path.write_text(content, "utf-8")
    return ImportRequest((path,), kind)


def furnish(company: Company) -> None:
    """Lay products, bins, stock and orders: all by the doors that people use."""
    with company.write() as desk:
        desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
        for person, role in PEOPLE.items():
            row = {"id": person, "code": person.upper(), "role": role.value, "created_at": desk.at}
            desk.connection.execute(office.person.insert().values(**row))
        for walk, code in enumerate((*BINS, RESERVE), 1):
            places.add(desk, WAREHOUSE, PlaceKind.BIN, code, walk_seq=walk)
        places.known(desk, WAREHOUSE, DOCK, PlaceKind.DOCK)
    for kind, content in (("products", PRODUCTS), ("stock", stock_file(STOCK)), ("orders", order_file(ORDERS))):
        run_import(company.runner, company.supervisor, intake(), request(kind, content))
    _furnish_goods(company)
    from warehouse_app.application.products import LinkBarcode

    case = LinkBarcode(id="case", sku="MUG", code="9780201379624", factor=3)
    company.runner.perform(case, company.supervisor).done()


def _furnish_goods(company: Company) -> None:
    """Lay what goods in and the reserve need: a supplier, homes, and that a bin is for bulk."""
    from warehouse_app.application.purchasing.suppliers import MakeSupplier
    from warehouse_app.store import products

    made = MakeSupplier(id="supplier", supplier=SUPPLIER, called="Acme Ltd")
    company.runner.perform(made, company.supervisor).done()
    with company.write() as desk:
        reserve = places.with_code(desk, RESERVE)[0]
        desk.connection.execute(storage.place_rule.insert().values(place_id=reserve.id, use="bulk"))
        for sku, place, least, most in HOMES:
            product, home = products.find(desk, sku), places.with_code(desk, place)[0]
            assert product is not None
            row = {"product_id": product.id, "place_id": home.id, "least": least, "most": most}
            desk.connection.execute(storage.home_place.insert().values(**row))


@cache
def _furnished() -> bytes:
    store = open_store("sqlite://", create=True)
    company = Company(folder(), database="sqlite://")
    company.store.close()
    company.store = company.runner.store = store
    furnish(company)
    content = content_of(store)
    store.close()
    return content


def content_of(store: Store) -> bytes:
    """Return all of a company in memory."""
    with store.read() as desk:
        raw: Any = desk.connection.connection.driver_connection
    content: bytes = raw.serialize()
    return content


def fresh_copy() -> Store:
    """Return the furnished company, copied in memory."""
    return copied(_furnished())


def copied(content: bytes) -> Store:
    """Return a company of that content, in memory."""
    arguments = {"check_same_thread": False, "isolation_level": None, "cached_statements": 512}
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=arguments)

    def opened(raw: Any, record: Any) -> None:
        raw.deserialize(content)
        prepare(raw, record)

    event.listen(engine, "connect", opened)
    return Store(SqliteBackend(engine, None))
