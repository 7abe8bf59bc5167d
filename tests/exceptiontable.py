"""The exceptions of the packer's table, each as a story: what is set up, what is scanned, what is answered to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.company import Company
from tests.packbench import pick, tote
from tests.parcels import spool
from tests.twins import CarrierTwin
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.outbox import work_off
from warehouse_app.application.run import Session
from warehouse_app.application.verdicts.lots import BlockLot
from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, Leg, LineId
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import ledger, lines, orders, products, settings
from warehouse_app.store.carriers import services
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import trade

MUG, LAMP, CLOCK, PHONE, MILK = "M1000", "L2000", "C3000", "P4000", "K5000"
GTIN = "05012345678900"


def furnish(company: Company) -> None:
    """Make the products, and order O1 of two mugs and a lamp in tote T1."""
    with company.write() as desk:
        for sku, tracking in ((MUG, "none"), (LAMP, "none"), (CLOCK, "none"), (PHONE, "serial"), (MILK, "lot")):
            company.product(desk, sku, tracking=tracking)
        milk = products.find(desk, MILK)
        assert milk is not None
        products.add_barcode(desk, milk.id, GTIN, 1)
        pick(desk, company, company.order(desk, "O1", [(MUG, 2), (LAMP, 1)]), "T1")


def other_order(desk: Desk, company: Company) -> None:
    """Put a clock of another order into tote T2."""
    pick(desk, company, company.order(desk, "O2", [(CLOCK, 1)]), "T2")


def spare_lamp(desk: Desk, company: Company) -> None:
    """Let more lamps stand in a bin."""
    company.stock(desk, "B07", LAMP, 3)


def may_part(desk: Desk, _company: Company) -> None:
    """Let orders leave in part."""
    desk.connection.execute(trade.orders.update().values(ship_part=1))


def picked_short(desk: Desk, company: Company) -> None:
    """Pick an order of three lamps short of one."""
    pick(desk, company, company.order(desk, "O3", [(LAMP, 3)]), "T3", {LAMP: 1})


def traced(desk: Desk, company: Company) -> None:
    """Put two phones of unknown serial number into T4, and milk of lot L1 into T5."""
    for code, sku, qty, into, lot in (("O4", PHONE, 2, "T4", ""), ("O5", MILK, 2, "T5", "L1")):
        order = company.order(desk, code, [(sku, qty)])
        place = tote(desk, company, into)
        company.stock(desk, "A01", sku, qty, lot=lot)
        row = desk.connection.execute(trade.order_line.select().where(trade.order_line.c.order_id == order)).one()
        leg = Leg(Item(sku, lot=lot), company.bin(desk, "A01").id, place.id, qty, LineId(row.id))
        ledger.post(desk, Entry(EntryId(company.ids.new()), EntryKind.MOVE, (leg,)))
        lines.add_picked(desk, row.id, qty)


def recalled(company: Company) -> None:
    """Recall lot L1 of the milk."""
    block = BlockLot(id=company.ids.new(), sku=MILK, lot="L1", reason="glass in it")
    company.runner.perform(block, company.supervisor).done()


def cancel(company: Company) -> None:
    """Cancel the order at the bench."""
    company.runner.perform(CancelOrder(id=company.ids.new(), order_id=1, reason="shop"), company.supervisor).done()


def want_fewer(company: Company) -> None:
    """Let only one mug be wanted."""
    line = trade.order_line
    with company.write() as desk:
        desk.connection.execute(line.update().where(line.c.sku == MUG).values(cancelled=1))
        desk.connection.execute(trade.order_sum.delete())


def weighs(desk: Desk, _company: Company) -> None:
    """Let parcels be weighed, give or take a little."""
    for name, value in (("pack.weigh", "on"), ("pack.weigh_percent", "5"), ("pack.packaging_g", "10")):
        settings.keep(desk, name, "", value)


def held(desk: Desk, _company: Company) -> None:
    """Hold the order for its address before it is opened."""
    orders.put_hold(desk, 1, "address", "no postcode")


def by_carrier(desk: Desk, _company: Company) -> None:
    """Let the orders go by a service of a carrier."""
    desk.connection.execute(trade.orders.update().values(service="EXPRESS"))
    services.keep(desk, "EXPRESS", "DHL")


def asked(*troubles: str) -> Deed:
    """Return what lets the worker ask the carrier, which has these troubles one after the other."""

    def deed(company: Company) -> None:
        twin = CarrierTwin()
        twin.troubles = list(troubles)
        company.clock.forward(minutes=2)
        work_off(
            company.runner, Session(SYSTEM), spool(company.folder), once=True, pause=lambda _s: None,
            carriers={"DHL": twin},
        )  # fmt: skip

    return deed


Deed = Callable[[Company], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: `before` sets up, `says` are texts with the codes they are answered with; a deed among them
    happens meanwhile.
    """

    name: str
    says: tuple[tuple[str, str] | Deed, ...]
    before: Callable[[Desk, Company], None] | None = None


_STOP = "acknowledged"
ROWS = (
    Row("wrong item", (("T1", "order_opened"), (CLOCK, "wrong_item"), (MUG, "acknowledge_first"), ("", _STOP),
                       (MUG, "right_item"))),
    Row("item of another order", (("T1", "order_opened"), (CLOCK, "other_order"), (MUG, "acknowledge_first"),
                                  ("", _STOP)), other_order),
    Row("over-scan", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"), (MUG, "over_pick"),
                      ("FINISH SHORT", "acknowledge_first"), ("", _STOP), (LAMP, "order_packed"))),
    Row("missing, look again", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"),
                                ("SHORT", "what_about_missing"), ("1", "look_again"), (LAMP, "order_packed")),
        spare_lamp),
    Row("missing, a runner", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"),
                              ("SHORT", "what_about_missing"), ("2", "runner_fetches")), spare_lamp),
    Row("missing, sent in part", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"),
                                  ("SHORT", "what_about_missing"), ("3", "order_packed")), may_part),
    Row("missing, held in its slot", (("T1", "order_opened"), (MUG, "right_item"), ("SHORT", "what_about_missing"),
                                      ("4", "held_in_slot"))),
    Row("damaged item", (("T1", "order_opened"), ("DAMAGED", "scan_damaged"), (LAMP, "damaged"), (MUG, "right_item"),
                         (MUG, "all_in_short"), ("PAUSE", "pack_paused")), spare_lamp),
    Row("unknown barcode", (("T1", "order_opened"), ("5012345678917", "unknown_barcode"), ("1", "scan_again"),
                            ("5012345678917", "unknown_barcode"), ("3", "set_aside"),
                            ("5012345678917", "unknown_barcode"), ("2", "which_carries"), (MUG, "right_item"))),
    Row("unknown barcode, no right to link", (("T1", "order_opened"), ("5012345678917", "unknown_barcode"),
                                              ("2", "which_carries"), ("1", "no_right"), (MUG, "right_item"))),
    Row("short pick known earlier", (("T3", "order_opened"), (LAMP, "right_item"), (LAMP, "all_in_short"),
                                     ("FINISH SHORT", "no_right"), ("PAUSE", "pack_paused")), picked_short),
    Row("serial capture", (("T4", "order_opened"), (PHONE, "capture"), ("SN-1", "right_item"), (PHONE, "capture"),
                           ("SN-1", "serial_elsewhere"), ("", _STOP), ("SN-2", "order_packed")), traced),
    Row("lots", (("T5", "order_opened"), (f"]C101{GTIN}10L2", "wrong_lot"), ("", _STOP),
                 (f"]C101{GTIN}17011231", "expired"), ("", _STOP), (f"]C101{GTIN}10L1", "right_item"), recalled,
                 (MILK, "lot_blocked"), ("", _STOP)), traced),
    Row("weight mismatch", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"), (LAMP, "weigh_parcel"),
                            ("900 g", "weight_differs"), ("305 g", "order_packed")), weighs),
    Row("carrier down", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"), (LAMP, "order_packed"),
                         asked("down"), ("T1", "label_awaited"), ("1", "label_asked"), asked("answer lost"),
                         ("T1", "label_awaited"), asked(), ("1", "label_came"), ("T1", "scan_label"),
                         ("DHL000001", "order_packed")), by_carrier),
    Row("carrier refuses", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"), (LAMP, "order_packed"),
                            asked("refused: no such postcode"), ("T1", "label_refused"), ("UNDO", "never_mind"),
                            ("T1", "label_refused"), ("2", "label_hold"), ("P00000001", "on_hold"), ("", _STOP)),
        by_carrier),
    Row("opened again, its label to come", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"),
                                            (LAMP, "order_packed"), asked("answer lost"), ("T1", "label_awaited"),
                                            ("3", "reopen_reach"), ("UNDO", "never_mind"),
                                            ("P00000001", "label_awaited"), ("3", "reopen_reach"),
                                            ("CONTINUE", "parcel_reopened"), ("UNDO", "undone"), (LAMP, "order_packed"),
                                            asked(), asked(), asked(), ("T1", "scan_label"),
                                            ("DHL000001", "order_packed")), by_carrier),
    Row("label printed again", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"),
                                (LAMP, "order_packed"), ("PRINT AGAIN", "printing_again"))),
    Row("address problem, known", (("T1", "on_hold"), ("", _STOP)), held),
    Row("address problem, at the bench", (("T1", "order_opened"), ("ISSUE", "what_is_wrong_here"),
                                          ("4", "address_hold"), ("T1", "on_hold"), ("", _STOP))),
    Row("cancelled mid-pack", (("T1", "order_opened"), (MUG, "right_item"), cancel, (MUG, "cancelled_meanwhile"),
                               (MUG, "acknowledge_first"), ("", "unpacked"))),
    Row("changed mid-pack", (("T1", "order_opened"), (MUG, "right_item"), (MUG, "right_item"), want_fewer,
                             (LAMP, "take_out"), (MUG, "order_packed"))),
    Row("issue with a note", (("T1", "order_opened"), ("ISSUE", "what_is_wrong_here"), ("5", "type_note"),
                              ("the carton is wet", "issue_noted"), ("SUPERVISOR", "supervisor_called"))),
    Row("break", (("T1", "order_opened"), (MUG, "right_item"), ("PAUSE", "pack_paused"), (MUG, "work_paused"),
                  ("CONTINUE", "order_resumed"), (MUG, "right_item"))),
)  # fmt: skip
"""The table of PRODUCT's packer, as far as it is this bench's."""
