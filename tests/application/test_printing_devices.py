"""Printers are set up by who may change settings, and a card that cannot be right is refused."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.devices import AddPrinter, SetStationPrinters, find_printers, find_stations
from warehouse_app.application.print_routing import card_of
from warehouse_app.application.run import NoRight, Outcome, Session
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing import values
from warehouse_app.domain.printing.values import BadPrinter, NoSuchPrinter, NoSuchStation, PrinterCannot, PrinterRow
from warehouse_app.domain.refusals import Refusal
from warehouse_app.store import people
from warehouse_app.wording.printing import WORDS
from warehouse_app.wording.say import say_error, words_of

ADMIN = Session(SYSTEM, "B1")


def add(
    company: Company, code: str, kind: str, language: str, target: str, who: Session = ADMIN
) -> Outcome[PrinterRow]:
    command = AddPrinter(id=company.ids.new(), code=code, kind=kind, language=language, target=target)
    return company.runner.perform(command, who)


def use(company: Company, label: str, paper: str, station: str = "B1") -> Outcome[object]:
    command = SetStationPrinters(id=company.ids.new(), station=station, label=label, paper=paper)
    return company.runner.perform(command, ADMIN)


def test_printers_are_added_changed_and_used_by_a_station(company: Company) -> None:
    with company.write() as desk:
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    assert add(company, "zebra", "tcp", "zpl203", " 10.0.0.9 ").done() == PrinterRow(
        "ZEBRA", "tcp", "zpl203", "10.0.0.9"
    )
    assert add(company, "ZEBRA", "tcp", "zpl300", "10.0.0.8:6101").refusal is None
    assert add(company, "OFFICE", "file", "pdf", "/srv/papers").refusal is None
    assert use(company, "zebra", "OFFICE").refusal is None
    with company.store.read() as desk:
        assert [row.target for row in find_printers(desk)] == ["/srv/papers", "10.0.0.8:6101"]
        (station,) = find_stations(desk)
    assert (station.label_printer, station.paper_printer) == ("ZEBRA", "OFFICE")
    assert use(company, "", "").refusal is None


@pytest.mark.parametrize(
    ("code", "kind", "language", "target", "field"),
    [
        ("", "tcp", "zpl203", "host", "code"),
        ("A B", "tcp", "zpl203", "host", "code"),
        ("P1", "lpt", "zpl203", "host", "kind"),
        ("P1", "tcp", "epl", "host", "language"),
        ("P1", "tcp", "zpl203", "http://host", "target"),
        ("P1", "tcp", "zpl203", "", "target"),
        ("P1", "file", "pdf", "here", "target"),
        ("P1", "file", "pdf", "/a\nb", "target"),
        ("P1", "file", "pdf", "/" + "a" * 400, "target"),
    ],
)
def test_a_card_that_cannot_be_right_is_refused(
    company: Company, code: str, kind: str, language: str, target: str, field: str
) -> None:
    refusal = add(company, code, kind, language, target).refusal
    assert isinstance(refusal, BadPrinter)
    assert refusal.field == field


@pytest.mark.parametrize("target", ["/srv/labels", "C:\\labels", "\\\\server\\share", "~/labels"])
def test_a_folder_is_named_in_full(company: Company, target: str) -> None:
    assert add(company, "P1", "file", "zpl203", target).refusal is None


def test_a_station_uses_only_what_is_there_and_fits(company: Company) -> None:
    with company.write() as desk:
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    add(company, "ZEBRA", "tcp", "zpl203", "10.0.0.9")
    assert use(company, "ZEBRA", "", "B9").refusal == NoSuchStation("B9")
    assert use(company, "OTHER", "").refusal == NoSuchPrinter("OTHER")
    assert use(company, "", "ZEBRA").refusal == PrinterCannot("ZEBRA")


def test_a_packer_sets_no_printer_up(company: Company) -> None:
    assert isinstance(add(company, "P1", "tcp", "pdf", "host", company.packer).refusal, NoRight)


def test_only_a_label_printer_on_the_network_is_asked_how_it_is() -> None:
    assert card_of(PrinterRow("P", "tcp", "zpl203", "h")).ask_status
    assert not card_of(PrinterRow("P", "tcp", "pdf", "h")).ask_status
    assert not card_of(PrinterRow("P", "file", "zpl203", "/h")).ask_status


def test_every_no_of_printing_has_its_words() -> None:
    noes = [each for each in vars(values).values() if isinstance(each, type) and issubclass(each, Refusal)]
    assert len(noes) > 8
    for no in noes:
        if no is Refusal:
            continue
        assert no.code in WORDS, no
        refusal = no(*("X" for _ in no.__slots__))
        assert "?" not in say_error(refusal)


@pytest.mark.parametrize("room", ["devices/printers/tcp.py", "devices/printers/file.py", "documents/proof.py"])
def test_every_reason_of_a_printer_or_a_proof_has_its_words(room: str) -> None:
    import re

    module = importlib.import_module("warehouse_app." + room.removesuffix(".py").replace("/", "."))
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    found = set(re.findall(r'"(printer_[a-z_]+)"', text)) | {
        f"proof_{code}" for code in re.findall(r'Problem\("([a-z_]+)"', text)
    }
    assert found
    for code in found:
        assert words_of(code, {})[1], code
