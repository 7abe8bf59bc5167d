"""Parcels ready to be labelled, on the small company of `tests.company`, and a worker that runs till nothing is due."""

from __future__ import annotations

import json
from pathlib import Path

from tests.company import WAREHOUSE, Company, key_of
from warehouse_app.application.outbox import NO_EARS, Ears, work_off
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.devices.printers import open_printer
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.items import Item, container_item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.values import PrinterRow, PrintJobRow
from warehouse_app.ports.printer import PrinterDesk, default_cards
from warehouse_app.store import devices, ledger, people, places, printing
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, trade

WORKER = Session(SYSTEM, "")


def spool(folder: Path) -> PrinterDesk:
    """Return the printers of a home without any set up: folders below `folder`."""
    labels, papers = default_cards(str(folder / "labels"), str(folder / "papers"))
    return PrinterDesk(open_printer, labels, papers)


def station_with(company: Company, target: str, code: str = "ZEBRA") -> None:
    """Let station B1 print labels on a network printer."""
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow(code, "tcp", "zpl203", target))
        if devices.station(desk, "B1") is None:
            people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
        devices.set_printers(desk, "B1", code, "")


def parcel(company: Company, desk: Desk, order_id: int, n: int = 1, share: int | None = None) -> int:
    """Pack an order's lines (or `share` units of each) into a new labelled parcel; return its row."""
    order = desk.connection.execute(trade.orders.select().where(trade.orders.c.id == order_id)).one()
    code = f"P{order.code}-{n}"
    bench = places.known(desk, WAREHOUSE, "B1", PlaceKind.BENCH)
    box = places.add(desk, WAREHOUSE, PlaceKind.PARCEL, code)
    supplier = places.outside(desk, PlaceKind.SUPPLIER)
    legs = [Leg(container_item("PARCEL", code), supplier.id, bench.id, 1)]
    for line in desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order_id)):
        if line.kind != "goods":
            continue
        qty = line.qty if share is None else share
        legs.append(Leg(Item(line.sku), supplier.id, box.id, qty, LineId(line.id)))
        more = trade.order_line.update().where(trade.order_line.c.id == line.id)
        desk.connection.execute(more.values(picked=line.picked + qty, packed=line.packed + qty))
    ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.RECEIVE, tuple(legs), "test"))
    values = {
        "code": code,
        "order_id": order_id,
        "place_id": int(box.id),
        "state": "labelled",
        "n": n,
        "weight_g": 1250,
        "weight_from": "computed",
        "tracking": make(OwnKind.PARCEL, code),
        "labelled_at": desk.at,
    }
    return key_of(desk.connection.execute(floor.parcel.insert().values(**values)))


def labelled(company: Company, *codes: str, station: str = "B1") -> list[int]:
    """Make an order with one labelled parcel for each code, its label wanted in the outbox; return the parcels."""
    made = []
    with company.write() as desk:
        for code in codes:
            order_id = company.order(desk, code, [("MUG", 2), ("BOWL", 1)], country="France")
            made.append(parcel(company, desk, order_id))
            payload = json.dumps({"parcel_id": made[-1], "station": station})
            desk.put_outbox(f"label:{made[-1]}:1", "print_label", payload)
    return made


def another_process(company: Company, name: str = "writer-2") -> Runner:
    """Return a runner of another process on the same database."""
    return Runner(company.store, company.clock, company.ids, Writer(name, "", "test", 2))


def work(company: Company, printers: PrinterDesk, runner: Runner | None = None, ears: Ears = NO_EARS) -> int:
    """Run a worker until nothing is due; its pauses pass on the clock at once."""

    def pause(seconds: float) -> None:
        company.clock.forward(seconds=seconds)

    return work_off(runner or company.runner, WORKER, printers, once=True, pause=pause, ears=ears)


def jobs(company: Company, *states: str) -> list[PrintJobRow]:
    """Return the print jobs in these states (all without any), oldest first."""
    with company.store.read() as desk:
        return list(reversed(printing.find(desk, states, 1_000, "", "")))


def outbox_rows(company: Company) -> dict[str, tuple[str, int, str]]:
    """Return the outbox: intent -> state, attempts, trouble."""
    from warehouse_app.store.schema import office

    with company.store.read() as desk:
        rows = desk.connection.execute(office.outbox.select().order_by(office.outbox.c.id)).all()
    return {row.intent: (row.state, row.attempts, row.trouble) for row in rows}
