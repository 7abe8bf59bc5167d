"""Which document goes where: rules that people can read, in order, the first that fits decides, by right only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.company import WAREHOUSE, Company
from tests.parcels import jobs, labelled, spool, work
from warehouse_app.application.devices import RemovePrinter, SetStationPrinters
from warehouse_app.application.print_preview import draw_print
from warehouse_app.application.print_routing import (
    AddPrintRule,
    MovePrintRule,
    RemovePrintRule,
    find_print_rules,
    where_prints,
)
from warehouse_app.application.printing import PrintAgain
from warehouse_app.application.run import Command, Outcome, Session
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.documents.receipt import read
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing.routing import BadPrintRule, NoSuchPrintRule, PrintRule, Via
from warehouse_app.domain.printing.values import (
    NoSuchPrinter,
    NoSuchStation,
    PrinterCannot,
    PrinterInUse,
    PrinterRow,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import devices, people
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.wording.printing import route_words, rule_words
from warehouse_app.wording.say import say

ADMIN = Session(SYSTEM, "")


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Company:
    """Two benches, two printers of labels and one of papers; B1 prints labels at ZEBRA-1."""
    with company.write() as desk:
        for code, language in (("ZEBRA-1", "zpl203"), ("ZEBRA-2", "zpl203"), ("OFFICE", "pdf")):
            devices.keep_printer(desk, PrinterRow(code, "file", language, str(tmp_path / code)))
        for station in ("B1", "PACK-1"):
            people.add_station(desk, station, WAREHOUSE, station)
        devices.set_printers(desk, "B1", "ZEBRA-1", "")
    return company


def do(company: Company, command: Command, who: Session = ADMIN) -> Outcome[Any]:
    return company.runner.perform(command, who)


def rule(company: Company, printer: str, **fields: str) -> PrintRule:
    made = do(company, AddPrintRule(id=company.ids.new(), printer=printer, **fields)).done()
    assert isinstance(made, PrintRule)
    return made


def where(company: Company, document: str, station: str, carrier: str = "") -> str:
    with company.store.read() as desk:
        return where_prints(desk, document, station, carrier).printer


def test_without_rules_a_document_goes_to_its_stations_printer_else_into_the_home(shop: Company) -> None:
    assert where(shop, "label", "B1") == "ZEBRA-1"
    assert where(shop, "label", "PACK-1") == "LABELS"
    assert where(shop, "slip", "B1") == "PAPERS"
    assert where(shop, "picklist", "") == "PAPERS"


def test_the_first_rule_that_fits_decides(shop: Company) -> None:
    rule(shop, "zebra-2", document="label", carrier="DHL", at_station="pack-*")
    rule(shop, "OFFICE", document="paper")
    rule(shop, "ZEBRA-1", document="label")
    assert where(shop, "label", "PACK-1", "dhl") == "ZEBRA-2"
    assert where(shop, "label", "PACK-1", "UPS") == "ZEBRA-1"
    assert where(shop, "label", "B1", "DHL") == "ZEBRA-1"
    assert where(shop, "picklist", "") == "OFFICE"
    assert where(shop, "manifest", "B1", "DHL") == "OFFICE"


def test_rules_read_as_sentences(shop: Company) -> None:
    rule(shop, "ZEBRA-2", document="label", carrier="DHL", at_station="PACK-*")
    rule(shop, "OFFICE", document="picklist")
    rule(shop, "OFFICE")
    with shop.store.read() as desk:
        assert [rule_words(each) for each in find_print_rules(desk)] == [
            "Address labels of carrier DHL at station PACK-* go to ZEBRA-2",
            "Pick lists go to OFFICE",
            "All documents go to OFFICE",
        ]
        told = route_words(where_prints(desk, "label", "PACK-1", "DHL"))
        assert told == "To ZEBRA-2: by the rule: Address labels of carrier DHL at station PACK-* go to ZEBRA-2."
        assert route_words(where_prints(desk, "label", "B1", "UPS")).startswith("To OFFICE: by the rule")


def test_where_no_rule_fits_the_answer_says_so(shop: Company) -> None:
    with shop.store.read() as desk:
        assert where_prints(desk, "label", "B1").via is Via.STATION
        assert "no rule fits" in route_words(where_prints(desk, "label", "B1"))
        assert where_prints(desk, "label", "PACK-1").via is Via.HOME


def test_the_order_of_rules_is_changed_and_a_rule_taken_away(shop: Company) -> None:
    first = rule(shop, "ZEBRA-1", document="label")
    second = rule(shop, "ZEBRA-2", document="label")
    assert where(shop, "label", "PACK-1") == "ZEBRA-1"
    do(shop, MovePrintRule(id="m", rule=second.id, position=1)).done()
    assert where(shop, "label", "PACK-1") == "ZEBRA-2"
    do(shop, RemovePrintRule(id="r", rule=second.id)).done()
    assert where(shop, "label", "PACK-1") == "ZEBRA-1"
    with shop.store.read() as desk:
        assert [each.id for each in find_print_rules(desk)] == [first.id]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"printer": "NOWHERE"}, NoSuchPrinter),
        ({"printer": "ZEBRA-1"}, PrinterCannot),
        ({"printer": "ZEBRA-1", "document": "slip"}, PrinterCannot),
        ({"printer": "OFFICE", "document": "letter"}, BadPrintRule),
        ({"printer": "OFFICE", "at_station": "B1; DROP"}, BadPrintRule),
        ({"printer": "OFFICE", "carrier": "x" * 99}, BadPrintRule),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused(shop: Company, fields: dict[str, str], refusal: type) -> None:
    assert isinstance(do(shop, AddPrintRule(id="x", **fields)).refusal, refusal)
    with shop.store.read() as desk:
        assert find_print_rules(desk) == ()


def test_a_rule_that_is_not_there_cannot_be_changed(shop: Company) -> None:
    made = rule(shop, "OFFICE")
    assert isinstance(do(shop, RemovePrintRule(id="a", rule=99)).refusal, NoSuchPrintRule)
    assert isinstance(do(shop, MovePrintRule(id="b", rule=made.id, position=2)).refusal, BadPrintRule)
    with shop.store.read() as desk, pytest.raises(Refused) as told:
        where_prints(desk, "label", "NOWHERE")
    assert isinstance(told.value.refusal, NoSuchStation)


def test_rules_are_changed_by_right_and_stand_in_the_audit(shop: Company) -> None:
    no = do(shop, AddPrintRule(id="n", printer="OFFICE"), shop.packer)
    assert no.refusal is not None
    assert no.refusal.code == "no_right"
    rule(shop, "OFFICE")
    with shop.store.read() as desk:
        kinds = {row.name for row in desk.connection.execute(ledger.audit.select())}
    assert "AddPrintRule" in kinds


def test_a_printer_that_a_rule_names_stays(shop: Company) -> None:
    rule(shop, "OFFICE", document="paper")
    no = do(shop, RemovePrinter(id="x", code="OFFICE")).refusal
    assert isinstance(no, PrinterInUse)
    assert no.named == 1


def test_the_worker_sends_a_label_where_the_rule_of_its_carrier_says(shop: Company, tmp_path: Path) -> None:
    rule(shop, "ZEBRA-2", document="label", carrier="DHL")
    dhl, other = labelled(shop, "1001", "1002")
    with shop.write() as desk:
        desk.connection.execute(floor.parcel.update().where(floor.parcel.c.id == dhl).values(carrier="DHL"))
    work(shop, spool(tmp_path))
    assert {job.ref: job.printer for job in jobs(shop)} == {str(dhl): "ZEBRA-2", str(other): "ZEBRA-1"}


def test_a_job_that_waits_follows_a_new_rule(shop: Company, tmp_path: Path) -> None:
    with PrinterTwin() as twin:
        target = twin.target
    with shop.write() as desk:
        devices.keep_printer(desk, PrinterRow("ZEBRA-1", "tcp", "zpl203", target))
    labelled(shop, "1001")
    work(shop, spool(tmp_path))
    assert [job.state for job in jobs(shop)] == ["wanted"]
    rule(shop, "ZEBRA-2", document="label")
    shop.clock.forward(seconds=60)
    work(shop, spool(tmp_path))
    assert [(job.state, job.printer) for job in jobs(shop)] == [("sent", "ZEBRA-2")]


def test_a_receipt_printer_takes_packing_slips_and_nothing_else(shop: Company, tmp_path: Path) -> None:
    with shop.write() as desk:
        devices.keep_printer(desk, PrinterRow("RECEIPT", "file", "escpos", str(tmp_path / "receipts")))
    assert isinstance(do(shop, AddPrintRule(id="a", printer="RECEIPT", document="label")).refusal, PrinterCannot)
    assert isinstance(do(shop, AddPrintRule(id="b", printer="RECEIPT", document="paper")).refusal, PrinterCannot)
    set_up = SetStationPrinters(id="c", station="B1", label="RECEIPT", paper="")
    assert isinstance(do(shop, set_up).refusal, PrinterCannot)
    rule(shop, "RECEIPT", document="slip")
    (parcel,) = labelled(shop, "1001")
    do(shop, PrintAgain(id="s", document="slip", ref=str(parcel)), shop.packer).done()
    work(shop, spool(tmp_path))
    slip = next(job for job in jobs(shop) if job.document == "slip")
    assert (slip.state, slip.printer) == ("sent", "RECEIPT")
    (file,) = (tmp_path / "receipts").iterdir()
    assert "2 x MUG" in read(file.read_bytes()).lines
    drawn = shop.runner.ask(lambda desk: draw_print(desk, slip.id), shop.packer)
    assert (drawn.same, len(drawn.pages)) == (True, 1)


def test_a_slip_with_signs_that_no_receipt_has_is_held_and_told(shop: Company, tmp_path: Path) -> None:
    with shop.write() as desk:
        devices.keep_printer(desk, PrinterRow("RECEIPT", "file", "escpos", str(tmp_path / "receipts")))
    rule(shop, "RECEIPT", document="slip")
    (parcel,) = labelled(shop, "1001")
    with shop.write() as desk:
        desk.connection.execute(trade.order_line.update().values(description="茶碗"))
    do(shop, PrintAgain(id="s", document="slip", ref=str(parcel)), shop.packer).done()
    work(shop, spool(tmp_path))
    slip = next(job for job in jobs(shop) if job.document == "slip")
    assert (slip.state, slip.trouble) == ("failed", "receipt_signs")
    assert say(slip.trouble, {"text": slip.detail}).startswith("A receipt printer has not all signs")
