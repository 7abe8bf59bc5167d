"""A full day by commands alone: files in, promised, picked, packed, loaded, handed over, printed; and ways to spoil it.

`spoil` changes the file as somebody with the right tool would: behind the program, past triggers and checks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from sqlalchemy import func, select

from tests.buying import buy, sell, supplier
from tests.company import WAREHOUSE, Company
from tests.dockbench import PALLET, Dock, delivery, purchase
from tests.packbench import Bench
from tests.parcels import spool, work
from tests.settled import Shop
from warehouse_app.application import batches
from warehouse_app.application.allocation import allocate
from warehouse_app.application.carriers.desk import SetService
from warehouse_app.application.cartons.masters import MakeBox
from warehouse_app.application.counting.bench import CountScan
from warehouse_app.application.crew.abilities import SetCaps, SetPersonSkills, SetProductSkills, SetSkill
from warehouse_app.application.crew.messages import SeeMessage, SendMessage
from warehouse_app.application.doctor import examine
from warehouse_app.application.exceptions import RestCase
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.application.instructions.keep import AddInstruction, SetCare
from warehouse_app.application.layouts.drawing import KeepLayout
from warehouse_app.application.moving.bench import MoveScan
from warehouse_app.application.moving.deeds import MoveStock
from warehouse_app.application.moving.kits import BuildKit, DefineKit
from warehouse_app.application.moving.naming import Named
from warehouse_app.application.moving.replenish import KeepMoves
from warehouse_app.application.orders import CancelOrder, HoldOrder
from warehouse_app.application.overriding import Permit
from warehouse_app.application.picking import PickScan
from warehouse_app.application.returning import requests
from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.application.returning.requests import AnnounceBlind, RequestReturn
from warehouse_app.application.returning.suppliers import AddToSupplierReturn, NewSupplierReturn
from warehouse_app.application.run import Command, Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.shipping import LoadScan, close_manifest
from warehouse_app.application.sign_on import KeepSignedOn, token_hash
from warehouse_app.application.transfers.orders import ConfirmTransfer, NewTransfer
from warehouse_app.application.transfers.picking import pick_all
from warehouse_app.application.transfers.receiving import ReceiveTransfer
from warehouse_app.application.transfers.sending import SendTransfer
from warehouse_app.application.warehouses import MakeWarehouse
from warehouse_app.application.weights.following import Lesson
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.carriers.states import BuyState
from warehouse_app.domain.doctoring import Report
from warehouse_app.domain.editing import Change
from warehouse_app.domain.items import Item
from warehouse_app.domain.layouts.drawing import simple
from warehouse_app.domain.ledger.audit import digest
from warehouse_app.domain.moving.states import MoveKind
from warehouse_app.domain.moving.values import MoveDraft
from warehouse_app.domain.people import SYSTEM, Right, Role
from warehouse_app.domain.picking.values import PickAnswer
from warehouse_app.domain.places import MAIN_BIN, PlaceKind
from warehouse_app.domain.returning.states import Disposition
from warehouse_app.domain.transfers.values import Asked
from warehouse_app.domain.weights.values import CheckVerdict
from warehouse_app.store import items, places
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk
from warehouse_app.store.health import marks
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.returning import cases, leaving, rules, units
from warehouse_app.store.returning.ours import ours
from warehouse_app.store.schema import floor, ledger, office, trade
from warehouse_app.store.weights import checks, following

FILES = {
    "products": "sku,name,weight_g\nMUG,Mug,300\nBOWL,Bowl,500\nLAMP,Lamp,900\n",
    "stock": "sku,qty\nMUG,40\nBOWL,20\nLAMP,5\n",
    "orders": "order,sku,qty,placed_at,customer\n"
    "O1,MUG,3,2010-12-06,C1\nO1,BOWL,1,2010-12-06,C1\nO2,BOWL,2,2010-12-06,C2\nO3,MUG,2,2010-12-06,C3\n"
    "O4,LAMP,2,2010-12-06,C1\nO5,MUG,5,2010-12-06,C2\nO6,LAMP,1,2010-12-06,C3\n",
}
MORE = {
    "customers": "code,name,email,phone,street,city\n"
    "C1,Clara Quill,clara@quill.example,+44 20 55,1 Ink St,Bath\n,Nobody,nobody@none.example,,,\n",
    "products": "sku,name,barcodes\nVASE,Vase,4006381333931\n",
    "orders": "order,sku,qty,placed_at,customer,ship_name,street,city\n"
    "O7,LAMP,99,2010-12-06,C1,Clara Quill,1 Ink St,Bath\n",
}
BATCHED = ("O1", "O2", "O3", "O6")
"""Released and picked; half of O3 stays in its tote, its first box waits for its label; O6 is packed and cancelled."""


def _one_each(desk: Desk, return_id: int) -> tuple[int, int]:
    """Return the rows of two units, parted where they are one."""
    found = units.of_return(desk, return_id)
    if len(found) == 1:
        found = (found[0], units.split(desk, found[0], 1))
    return found[0].id, found[1].id


class Day:
    """A company and the short words to work a day in it."""

    def __init__(self, company: Company, folder: Path, files: Mapping[str, str] = FILES) -> None:
        self.company, self.folder, self.files = company, folder, files

    def work(self) -> None:
        """Work the whole day."""
        self.prepare()
        self.do(HoldOrder(id="hold", order_id=self.order("O5"), reason="call first"))
        self.do(CancelOrder(id="cancel", order_id=self.order("O4"), reason="changed their mind"))
        self._pick()
        self._pack()
        self._ship()
        self.company.clock.forward(minutes=2)
        work(self.company, spool(self.folder / "spool"))

    def prepare(self) -> None:
        """Begin: people, files in, stock promised."""
        self._begin()
        for kind, text in self.files.items():
            self.take(kind, text)
        allocate(self.company.runner, self.company.supervisor)

    def furnish(self) -> None:
        """Let there be what a day at the benches leaves out: names, a secret, a barcode, a shortage, a reject."""
        for kind, text in MORE.items():
            self.take(kind, text)
        allocate(self.company.runner, self.company.supervisor)
        self._buy()
        with self.company.write() as desk:
            secrets = {"badge_hash": badge_hash("ABC"), "pin_hash": "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA"}
            desk.connection.execute(office.person.update().where(office.person.c.id == "p-sup").values(**secrets))
        late = HoldOrder(id="lent", order_id=self.order("O7"), reason="asked by phone")
        asked = {"person": "p-pack", "deed": digest(replace(late, id="")), "deed_name": "HoldOrder"}
        self.do(Permit(id="permit", right=Right.HOLD_ORDER, reason="call", **asked))
        self.company.runner.perform(late, self.company.packer).done()
        self._take_in()
        self._move()
        self._transfer()
        self._count()
        self._speak()
        self.do(KeepLayout(id="draw", layout=simple(WAREHOUSE, aisles=2, bays=2, levels=1)))
        self.do(KeepSignedOn(id="stay", token_hash=token_hash("token")))
        self._take_back()
        self._weigh()
        self._mark()
        self._follow_what_left()
        self._give_back()
        self._sell_label()
        self.company.clock.forward(minutes=2)
        work(self.company, spool(self.folder / "spool"))

    def _give_back(self) -> None:
        """Two bowls come back: one to be repacked, in exchange for a mug; one for credit, and to its supplier."""
        shop, order = Shop(self.company), self.order("O2")
        with self.company.write() as desk:
            rules.begin(desk, ours())
            desk.connection.execute(office.station.insert().values(code="R2", warehouse=WAREHOUSE))
            line = trade.order_line
            desk.connection.execute(line.update().where(line.c.order_id == order).values(total_minor=900))
            desk.connection.execute(trade.orders.update().where(trade.orders.c.id == order).values(total_minor=900))
        for text in ("O2", "BOWL", "1", "BOWL", "1"):
            scan = ReturnScan(id=self.company.ids.new(), text=text)
            self.company.runner.perform(scan, replace(self.company.packer, station="R2")).done()
        with self.company.write() as desk:
            (head,) = cases.of_order(desk, order)
            repacked, credited = _one_each(desk, head.id)
            units.note(desk, repacked, disposition=Disposition.REPACK)
            units.note(desk, credited, disposition=Disposition.VENDOR)
        shop.choose(head.id, "exchange", units=(repacked,), variant="MUG")
        shop.choose(head.id, "credit", units=(credited,))
        (code,) = shop.settle(head.id).done().orders
        self.do(CancelOrder(id="instead", order_id=self.order(code), reason="no mug left"))
        self.do(NewSupplierReturn(id="vendor", supplier="ACME", warehouse=WAREHOUSE))
        self.do(AddToSupplierReturn(id="vendor-goods", supplier_return="SR000001", return_code=head.code))

    def _sell_label(self) -> None:
        """Say of which carrier a service is, and give up a label that nobody was asked for."""
        self.do(SetService(id="dhl", service="EXPRESS", carrier="DHL"))
        with self.company.write() as desk:
            desk.who = self.company.supervisor.actor.person
            made = purchases.want(desk, (1, "P00000001"), "DHL", "EXPRESS", "B1")
            purchases.step(desk, purchases.get(desk, made), BuyState.DROPPED)

    def _move(self) -> None:
        """Move goods to a bench, build a kit of them there, and take a move task up."""
        with self.company.write() as desk:
            bench = places.add(desk, WAREHOUSE, PlaceKind.BENCH, "W1")
            at = places.by_code(desk, WAREHOUSE, MAIN_BIN)
            assert at is not None
            item_id = items.number(desk, Item("MUG"))
        self.do(MoveStock(id="to-bench", source=MAIN_BIN, target="W1", goods=Named("MUG", 3), warehouse=WAREHOUSE))
        self.do(DefineKit(id="recipe", sku="VASE", parts=(("MUG", 2),)))
        self.do(BuildKit(id="build", sku="VASE", qty=1, place="W1"))
        self.take("products", "sku,name\nPAIR,Pair of both\n")
        self.do(DefineKit(id="pair", sku="PAIR", parts=(("MUG", 1), ("LAMP", 1)), loose=True))
        self.take("orders", "order,sku,qty,price,date,ship by\nKIT,PAIR,2,9.99,2010-12-06,2010-12-30\n")
        ends = {"source_id": at.id, "target_id": bench.id, "item_id": item_id, "qty": 4}
        draft = MoveDraft(WAREHOUSE, MoveKind.RESTOCK, "by_hand", "", 5, "", **ends)
        self.do(KeepMoves(id="task", new=(draft,)))
        scan = MoveScan(id=self.company.ids.new(), text="1")
        self.company.runner.perform(scan, self.company.picker).done()

    def _speak(self) -> None:
        """Say what people can do and are given, say something to a bench, and set an exception aside."""
        self.do(SetSkill(id="skill", code="LIFT", title="Lift over 20 kg"))
        self.do(SetPersonSkills(id="can", person="p-pick", skills=("LIFT",)))
        self.do(SetProductSkills(id="asks", sku="LAMP", skills=("LIFT",)))
        self.do(SetCaps(id="most", person="p-pick", units=100))
        self.do(SendMessage(id="say", text="Fire drill at ten"))
        self.company.runner.perform(SeeMessage(id="seen", message=1), self.company.picker).done()
        self.do(AddInstruction(id="sign", fields=(("name", "Card"), ("text_en", "Sign the card"), ("topic", "card"))))
        self.do(SetCare(id="glass", sku="LAMP", changes=(Change("category", "", "glass"),)))
        self.do(RestCase(id="rest", case="short:LAMP", mark="", reason="comes tomorrow", hours=4))

    def _count(self) -> None:
        """Count bins: goods are found, one is right, one lacks all it had, and one is being counted."""
        with self.company.write() as desk:
            for code in ("C01", "C02", "C03"):
                places.add(desk, WAREHOUSE, PlaceKind.BIN, code)
        for shots in (("C01", "MUG", "=2"), ("C01", "MUG", "=2"), ("C02", "MUG", "=5"), ("C02", "MUG", "=10"),
                      ("C02", "MUG", "=0")):  # fmt: skip
            for text in (*shots, "DONE"):
                scan = CountScan(id=self.company.ids.new(), text=text)
                self.company.runner.perform(scan, self.company.picker).done()
        open_ = CountScan(id=self.company.ids.new(), text="C03")
        self.company.runner.perform(open_, self.company.picker).done()

    def _buy(self) -> None:
        """Order from a supplier what an order waits for."""
        number = supplier(self.company)
        sell(self.company, number, "LAMP", preferred="yes")
        buy(self.company, ("LAMP", 50), day="2010-12-20")

    def _transfer(self) -> None:
        """Send bowls to a second warehouse, of which one came so far, and promise more to another transfer."""
        self.do(MakeWarehouse(id="south", warehouse="SOUTH"))
        runner, boss = self.company.runner, self.company.supervisor
        for n, qty in enumerate((4, 2), 1):
            self.do(NewTransfer(id=f"tr{n}", source=WAREHOUSE, target="SOUTH", lines=(Asked("BOWL", qty),)))
            self.do(ConfirmTransfer(id=f"sure{n}", transfer_id=n))
        pick_all(runner, boss, 1, lambda _seconds: None)
        self.do(SendTransfer(id="sent", transfer_id=1))
        self.do(ReceiveTransfer(id="came", transfer_id=1, sku="BOWL", qty=1))
        self.do(ReceiveTransfer(id="bad", transfer_id=1, sku="BOWL", qty=1, damaged=True))

    def _weigh(self) -> None:
        """Let a parcel that left have been weighed, and learn from it."""
        with self.company.write() as desk:
            gone = desk.connection.execute(floor.parcel.select().where(floor.parcel.c.handed_at.is_not(None))).first()
            assert gone is not None
            checks.log(replace(desk, who="p-pack"), gone.id, 1_500, None, CheckVerdict.FITS, teaches=True)
            weighed = floor.parcel.update().where(floor.parcel.c.id == gone.id)
            desk.connection.execute(weighed.values(weight_g=1_500, weight_from="scale"))
            last = int(desk.connection.execute(select(func.max(ledger.entry.c.seq))).scalar_one())
            lesson = Lesson(desk)
            lesson.take(following.gone(desk, last))
            lesson.keep(desk, last)

    def _take_back(self) -> None:
        """Announce a return of O1 and goods of nobody's; the parcel comes, and one of two is graded."""
        with self.company.write() as desk:
            rules.begin(desk, ours())
            desk.connection.execute(office.station.insert().values(code="R1", warehouse=WAREHOUSE))
        asked = (requests.Asked("MUG", "2", "other"),)
        self.do(RequestReturn(id="back", order_id=self.order("O1"), lines=asked, words="It is too blue for me"))
        self.do(AnnounceBlind(id="blind", channel="shop", lines=(requests.Asked("VASE", "1"),), external="R-1"))
        for text in ("RT000001", "MUG", "1"):
            scan = ReturnScan(id=self.company.ids.new(), text=text)
            self.company.runner.perform(scan, replace(self.company.packer, station="R1")).done()

    def _mark(self) -> None:
        """Keep a mark of the stock in the middle of the day."""
        with self.company.write() as desk:
            last = int(desk.connection.execute(select(func.max(ledger.entry.c.seq))).scalar_one())
            mark, cells = marks.made(desk, last // 2)
            marks.begin(desk, mark, len(cells))
            marks.write(desk, mark.seq, cells)
            marks.keep(desk, mark.seq)

    def _follow_what_left(self) -> None:
        """Keep what left until now by day, as the worker does."""
        with self.company.write() as desk:
            until = leaving.onward(desk, "9999")
            leaving.keep(desk, leaving.read(desk, until), leaving.followed(desk), until)

    def do(self, command: Command) -> None:
        """Do what the supervisor does."""
        self.company.runner.perform(command, self.company.supervisor).done()

    def order(self, code: str) -> int:
        """Return an order's row."""
        with self.company.store.read() as desk:
            found = desk.connection.execute(trade.orders.select().where(trade.orders.c.code == code)).one()
        return int(found.id)

    def _begin(self) -> None:
        people = {"p-sup": Role.SUPERVISOR, "p-pick": Role.PICKER, "p-pack": Role.PACKER, "p-anna": Role.PACKER}
        with self.company.write() as desk:
            desk.connection.execute(ledger.warehouse.insert().values(code=WAREHOUSE))
            for person, role in people.items():
                row = {"id": person, "code": person.upper(), "role": role.value, "created_at": desk.at}
                desk.connection.execute(office.person.insert().values(**row))

    def take(self, kind: str, text: str) -> None:
        """Import a file of that text."""
        path = self.folder / f"{kind}.csv"
        path.write_text(text, "utf-8")
        intake = FilesIntake(self.folder / "intake", UTC, UTC)
        run_import(self.company.runner, self.company.supervisor, intake, ImportRequest((path,), kind))

    def _pick(self) -> None:
        runner, boss = self.company.runner, self.company.supervisor
        chosen = tuple(self.order(code) for code in BATCHED)
        for row in batches.plan(runner, boss, orders=chosen, pause=lambda _seconds: None).batches:
            batches.release(runner, boss, row.id, pause=lambda _seconds: None)
            state = self.scan(row.code).state
            undone = False
            while state.expects:
                answer = self.scan(state.expects[0].code)
                if answer.code == "right_item" and not undone:
                    undone = True
                    answer = self.scan("UNDO")
                state = answer.state

    def _take_in(self) -> None:
        with self.company.write() as desk:
            order = purchase(desk, "PO-9", [("VASE", 20)])
            delivery(desk, "DN-9", [{"sku": "VASE", "qty": 12, "sscc": PALLET}], order)
        dock = Dock(self.company, "D1", "ANNA")
        assert dock.codes("PO-9", "VASE", "UNDO", "VASE", "3", PALLET)[-1] == "pallet_received"

    def scan(self, text: str) -> PickAnswer:
        """Scan at the picking bench."""
        command = PickScan(id=self.company.ids.new(), text=text)
        answer = self.company.runner.perform(command, self.company.picker).value
        assert isinstance(answer, PickAnswer)
        return answer

    def _pack(self) -> None:
        bench = Bench(self.company)
        assert bench.codes("O1", "NONSENSE", "LAMP", "", "MUG", "*3")[-1] == "counted"
        assert bench.scan("BOWL").code == "order_packed"
        self.do(MakeBox(id="box", sku="BOX-M", inner="350x250x200", counted="yes"))
        self._ask_for_boxes("scan")
        assert bench.codes("O2", "BOWL", "UNDO", "BOWL", "BOWL", "BOX-M")[-2:] == ["measure_item", "order_packed"]
        self._ask_for_boxes("off")
        assert bench.codes("O6", "LAMP") == ["order_opened", "order_packed"]
        self.do(CancelOrder(id="too late", order_id=self.order("O6"), reason="changed their mind"))
        assert bench.codes("O3", "MUG", "NEXT BOX")[-1] == "next_box"

    def _ask_for_boxes(self, how: str) -> None:
        command = ChangeSetting(id=f"box-{how}", setting="pack.box", value=how)
        self.company.runner.perform(command, Session(SYSTEM)).done()

    def _ship(self) -> None:
        with self.company.store.read() as desk:
            waiting = desk.connection.execute(floor.parcel.select().where(floor.parcel.c.state == "labelled")).all()
        assert len(waiting) == len(("O1", "O2"))
        for parcel in waiting:
            scan = LoadScan(id=self.company.ids.new(), text=parcel.tracking)
            self.company.runner.perform(scan, self.company.packer).done()
        close_manifest(self.company.runner, self.company.supervisor, 1).done()


def spoil(company: Company, *deeds: str, keep_out: bool = False) -> None:
    """Do `deeds` to the file past triggers, checks and references; `keep_out` leaves the triggers away."""
    database = sqlite3.connect(str(company.store.path), isolation_level=None)
    database.execute("PRAGMA ignore_check_constraints=ON")
    database.execute("PRAGMA foreign_keys=OFF")
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    database.execute("BEGIN IMMEDIATE")
    for name, _made in triggers:
        database.execute(f"DROP TRIGGER {name}")
    for deed in deeds:
        assert database.execute(deed).rowcount != 0, f"nothing was spoiled by {deed}"
    for _name, made in [] if keep_out else triggers:
        database.execute(made)
    database.execute("COMMIT")
    database.close()


def examined(company: Company, *, deep: bool = False) -> Report:
    """Return what the doctor says."""
    return examine(company.runner, Session(SYSTEM), deep=deep)


def broken(company: Company) -> dict[str, tuple[str, ...]]:
    """Return the checks that do not hold, with what breaks them."""
    return {check.name: check.broken for check in examined(company).checks if not check.ok}
