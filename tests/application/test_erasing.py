"""A customer is forgotten: nothing of him is found in any byte the program keeps, and everything still adds up."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from tests.company import Company
from tests.fullday import FILES, Day, broken, examined
from tests.packbench import Bench
from tests.parcels import spool, work
from tests.planted import BALANCES, LEGS, LINES, MANIFESTS, POOLS, SCANS, SUMS
from warehouse_app.application import erasing
from warehouse_app.application.care import backup
from warehouse_app.application.exporting import export
from warehouse_app.application.instructions.keep import AddInstruction
from warehouse_app.application.orderedit import SetOrder
from warehouse_app.application.orders import HoldOrder, UnholdOrder
from warehouse_app.application.overriding import Permit
from warehouse_app.application.run import NoRight, Session
from warehouse_app.application.search import find
from warehouse_app.application.verdicts.issues import SettleIssue
from warehouse_app.devices.printers import forget
from warehouse_app.domain.doctoring import Report
from warehouse_app.domain.editing import Change
from warehouse_app.domain.ledger.audit import digest
from warehouse_app.domain.people import SYSTEM, Right
from warehouse_app.domain.weights.values import CheckVerdict
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.store import erasing as store
from warehouse_app.store.schema import METADATA, floor, office, photos, trade
from warehouse_app.store.weights import checks
from warehouse_app.store.weights.checks import Kept

PERSONAL = (
    *("Clara Quillfeather", "clara@quill.example", "+44 20 555 0199", "17 Inkwell Street", "Quillfeather & Sons"),
    *("Rear entrance for Clara Q.", "Clara Maidenname", "Mrs Quill rang", "quillfeather"),
    *("Clara has a new door", "Clara called it heavy", "Thank Clara by hand", "Asked for by Clara", "Clara was told"),
    "A bow for Clara",
)
PAPERS = 3
"""Label and slip of his parcel, and the manifest that lists it."""
OTHERS = ("Bertram Oakes", "bertram@oakes.example")
WHO = "Clara Quillfeather,clara@quill.example,+44 20 555 0199,17 Inkwell Street,Quillfeather & Sons,Bath,BA1 1AA,GB"
OTHER = "Bertram Oakes,bertram@oakes.example,+44 20 555 0200,3 Elm Road,,Bath,BA1 2BB,GB"
HEAD = "code,name,email,phone,street1,company,city,postcode,country\n"
COLUMNS = "ship_name,email,phone,street1,company,city,postcode,country"


def files() -> dict[str, str]:
    """Return a day's files in which customers have names and addresses."""
    lines = FILES["orders"].splitlines()
    who = {"C1": WHO, "C2": OTHER, "C3": OTHER}
    orders = "\n".join([f"{lines[0]},{COLUMNS}", *(f"{line},{who[line[-2:]]}" for line in lines[1:])])
    first = f"{HEAD}C1,Clara Maidenname,clara@quill.example,,,,,,\nC2,{OTHER}\n"
    return {"customers": first, **{kind: text for kind, text in FILES.items() if kind != "orders"}, "orders": orders}


class Traced(Day):
    """A day in which people typed things about the customer as well."""

    def _pick(self) -> None:
        order = self.order("O1")
        self.do(SetOrder(id="note", order_id=order, changes=(Change("note", "", PERSONAL[5]),)))
        self.do(HoldOrder(id="hold-1", order_id=order, reason=PERSONAL[7]))
        self.do(UnholdOrder(id="unhold-1", order_id=order, kind="manual", reason=PERSONAL[7]))
        self._lend(order)
        fields = ("name", PERSONAL[11]), ("text_en", PERSONAL[11]), ("customer", "C1"), ("insert", PERSONAL[14])
        self.do(AddInstruction(id="thank", fields=fields))
        super()._pick()

    def _lend(self, order: int) -> None:
        """Let a supervisor lend a packer the right to hold an order, and say why."""
        late = HoldOrder(id="hold-2", order_id=order, reason=PERSONAL[7])
        asked = {"person": "p-pack", "deed": digest(replace(late, id="")), "deed_name": "HoldOrder"}
        self.do(Permit(id="permit", right=Right.HOLD_ORDER, reason=PERSONAL[12], **asked))
        self.company.runner.perform(late, self.company.packer).done()
        self.do(UnholdOrder(id="unhold-2", order_id=order, kind="manual", reason=PERSONAL[7]))

    def _pack(self) -> None:
        bench = Bench(self.company)
        bench.codes("O1", "ISSUE", "5")
        assert bench.scan(PERSONAL[9]).code == "issue_noted"
        self.do(SettleIssue(id="settle", issue=1, how=PERSONAL[13]))
        super()._pack()
        order = self.order("O1")
        with self.company.write() as desk:
            parcel = desk.connection.execute(select(floor.parcel).where(floor.parcel.c.order_id == order))
            told = Kept(PERSONAL[10])
            checks.log(replace(desk, who="p-sup"), parcel.one().id, 1_500, None, CheckVerdict.KEPT, kept=told)


@pytest.fixture
def worked(company: Company, tmp_path: Path) -> Company:
    """Return a company after a day in which a customer left traces everywhere."""
    day = Traced(company, tmp_path, files())
    day.work()
    day.take("customers", f"{HEAD}C1,{WHO}\n,{WHO}\n")
    return company


def kept(company: Company, folder: Path) -> Iterator[bytes]:
    """Yield every byte the program keeps: the files of its home, or the tables of a server, and a new backup."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".csv":  # the person's own files lie there as well
            yield path.read_bytes()
    if company.store.path is None:
        with company.store.read() as desk:
            for table in METADATA.sorted_tables:
                yield repr(desk.connection.execute(select(table)).all()).encode()
        return
    target = folder / "backup.db"
    backup(company.runner, Session(SYSTEM), target, lambda _done, _all: None)
    yield target.read_bytes()
    target.unlink()


def exported(company: Company) -> str:
    """Return what all exports write that may name a customer."""
    out = io.StringIO()
    for kind in ("orders", "order-lines", "parcels", "scans", "credit-notes", "audit"):
        export(company.runner, Session(SYSTEM), kind, "jsonl", out)
    return out.getvalue()


def found(company: Company, folder: Path, words: tuple[str, ...] = PERSONAL) -> set[str]:
    """Return which of the words stand anywhere, in any capitals and in both codings of text."""
    bytes_ = b"\n".join(kept(company, folder)).lower() + exported(company).lower().encode()
    return {word for word in words if word.lower().encode() in bytes_ or word.lower().encode("utf-16-le") in bytes_}


def customer(company: Company, code: str = "C1") -> int:
    with company.store.read() as desk:
        return erasing.customer_of(desk, code)


def printers(tmp_path: Path) -> PrinterDesk:
    desk = spool(tmp_path / "spool")
    return PrinterDesk(desk.open, desk.labels, desk.papers, forget)


def test_nothing_of_a_forgotten_customer_is_found_and_all_adds_up(worked: Company, tmp_path: Path) -> None:
    before, admin, number = examined(worked), Session(SYSTEM), customer(worked)
    assert found(worked, tmp_path) == set(PERSONAL), "or the test would prove nothing"
    done = erasing.erase(worked.runner, admin, number)
    assert done.customer == f"ERASED-{number}"
    assert done.records > 0
    assert erasing.clean_up(worked.runner, admin, printers(tmp_path), number) == PAPERS
    assert found(worked, tmp_path) == set()
    assert found(worked, tmp_path, OTHERS) == set(OTHERS), "what is not meant stays"
    assert broken(worked) == {}
    assert counted(examined(worked)) == counted(before), "the ledger is as it was"
    with worked.store.read() as desk:
        assert [hit for group in find(desk, "Quillfeather").groups for hit in group.hits] == []
    waiting = [row for row in rows(worked, office.outbox) if row.state != "done"]
    assert waiting == []


def counted(report: Report) -> dict[str, int]:
    """Return what was examined of the ledger."""
    names = (SUMS, LEGS, BALANCES, POOLS, LINES, SCANS, MANIFESTS)
    return {check.name: check.examined for check in report.checks if check.name in names}


def rows(company: Company, table: Table) -> list[Any]:
    with company.store.read() as desk:
        return list(desk.connection.execute(select(table)))


def test_a_customer_of_many_orders_goes_in_small_steps_that_may_be_cut_off(
    worked: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "MOST_ORDERS", 1)
    number = customer(worked)
    step = worked.runner.perform(erasing.EraseCustomer(id="e1", customer=number), Session(SYSTEM)).done()
    assert (step.orders, step.more) == (1, True)
    done = erasing.erase(worked.runner, Session(SYSTEM), number)
    assert done.customer == f"ERASED-{number}"
    assert {row.order_id for row in rows(worked, trade.order_address)}.isdisjoint(of_customer(worked, number))


def test_a_photo_of_another_customers_parcel_is_no_trace_of_this_one(worked: Company) -> None:
    number = customer(worked)
    of = {row.id: row.customer_id for row in rows(worked, trade.orders)}
    other = next(row.id for row in rows(worked, floor.parcel) if of[row.order_id] != number)
    with worked.write() as desk:
        desk.connection.execute(photos.photo.insert().values(parcel_id=other, digest="d", size=1, at=desk.at))
    erasing.erase(worked.runner, Session(SYSTEM), number)
    with worked.store.read() as desk:
        assert store.next_orders(desk, number, 9) == ()


def of_customer(company: Company, number: int) -> set[int]:
    return {row.id for row in rows(company, trade.orders) if row.customer_id == number}


def test_who_may_not_or_must_not_yet_erase_is_told_why(worked: Company) -> None:
    number, admin = customer(worked), Session(SYSTEM)
    refused = worked.runner.perform(erasing.EraseCustomer(id="e1", customer=number), worked.supervisor).refusal
    assert refused == NoRight("erase customers", needs_pin=False)
    waiting = worked.runner.perform(erasing.EraseCustomer(id="e2", customer=customer(worked, "C2")), admin).refusal
    assert waiting == erasing.CustomerWaits("C2", ("O5",), 0)
    erasing.erase(worked.runner, admin, number)
    again = worked.runner.perform(erasing.EraseCustomer(id="e3", customer=number), admin).refusal
    assert again == erasing.CustomerErased(f"ERASED-{number}")
    nobody = worked.runner.perform(erasing.EraseCustomer(id="e4", customer=999), admin).refusal
    assert nobody == erasing.NoSuchCustomer("999")


def test_the_worker_cleans_in_a_quiet_hour(worked: Company, tmp_path: Path) -> None:
    erasing.erase(worked.runner, Session(SYSTEM), customer(worked))
    Day(worked, tmp_path).scan("NONSENSE")
    work(worked, printers(tmp_path))
    assert [row.state for row in rows(worked, office.outbox) if row.kind == erasing.CLEAN] == ["waiting"]
    worked.clock.forward(seconds=erasing.QUIET_S + erasing.LOOK_AGAIN_S)
    work(worked, printers(tmp_path))
    assert [row.state for row in rows(worked, office.outbox) if row.kind == erasing.CLEAN] == ["done"]
    assert found(worked, tmp_path) == set()


def test_an_order_without_a_customer_forgets_its_addressee(worked: Company) -> None:
    day_order = next(row for row in rows(worked, trade.orders) if row.code == "O2")
    with worked.write() as desk:
        desk.connection.execute(trade.orders.update().where(trade.orders.c.id == day_order.id).values(customer_id=None))
    done = worked.runner.perform(erasing.EraseCustomer(id="e1", order=day_order.id), Session(SYSTEM)).done()
    assert (done.customer, done.orders) == ("", 1)
    assert day_order.id not in {row.order_id for row in rows(worked, trade.order_address)}
    assert broken(worked) == {}
