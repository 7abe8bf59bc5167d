"""Every document is a job of the print ledger: wanted, made, proven, sent by rules, printed again by a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from tests.company import WAREHOUSE, Company
from tests.documents.test_hostile_documents import NAUGHTY, OURS, active, commands
from tests.parcels import jobs, parcel, spool, work
from tests.printables import BADGE, GlassSeal, Thing, ask, asked, everything
from warehouse_app.application import printable
from warehouse_app.application.print_deeds import print_story
from warehouse_app.application.print_preview import draw_print
from warehouse_app.application.print_routing import AddPrintRule, where_prints
from warehouse_app.application.printing import PrintAgain, print_notices
from warehouse_app.application.run import Session
from warehouse_app.documents import pdf, zpl_reader
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.printing.routing import PrintRule
from warehouse_app.domain.printing.values import (
    LABELS,
    BadgeIsSecret,
    Document,
    NoSuchPaper,
    NoSuchStation,
    PaperUnproven,
    PaperVoided,
    PrinterCannot,
    PrinterRow,
    ReasonNeeded,
    StillWaiting,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.printer import Language, PrinterDesk
from warehouse_app.store import devices, people, print_rules, printing
from warehouse_app.store import settings as kept
from warehouse_app.store.schema import METADATA, floor, ledger
from warehouse_app.wording.printing import RULED, asked_words, rule_words
from warehouse_app.wording.say import say, say_error

EVERY = tuple(Document)


@pytest.fixture
def things(company: Company) -> dict[Document, Thing]:
    return everything(company)


def sealed(folder: Path) -> PrinterDesk:
    return replace(spool(folder), seal=GlassSeal())


def read(content: bytes, *, label: bool) -> set[str]:
    pages = [zpl_reader.draw(zpl_reader.read(content))] if label else pdf.pictures(content, 12)
    found = {code for page in pages for code in zxingcpp.read_barcodes(page)}
    return {code.bytes.decode().replace("\x1d", "").removeprefix("]C1") for code in found}


@pytest.mark.parametrize("document", EVERY)
def test_every_document_is_wanted_made_proven_and_printed(
    company: Company, things: dict[Document, Thing], tmp_path: Path, document: Document
) -> None:
    thing = things[document]
    wanted = ask(company, document, thing.code)
    is_label = document in LABELS
    assert (wanted.copy, wanted.printer) == (1, "LABELS" if is_label else "PAPERS")
    assert work(company, sealed(tmp_path)) == 1
    with company.store.read() as desk:
        story = print_story(desk, wanted.job)
    assert [hop.state for hop in story.hops if hop.printer][-4:] == ["rendered", "proved", "sending", "sent"]
    assert story.job.code == wanted.code
    (file,) = (tmp_path / ("labels" if is_label else "papers")).iterdir()
    assert file.suffix == (".zpl" if is_label else ".pdf")
    content = file.read_bytes()
    assert read(content, label=is_label) >= thing.codes
    if is_label:
        assert commands(content) <= {"XA", "XZ", "CI", "PW", "LL", "LH", "FO", "A0", "FH", "FD", "FS", "GB", "GF", "BY",
                                     "BC", "BX", "FT", "PO", "B2", "BQ", "BE"}  # fmt: skip


@pytest.mark.parametrize("document", EVERY)
def test_every_document_prints_as_pdf_where_a_rule_sends_it(
    company: Company, things: dict[Document, Thing], tmp_path: Path, document: Document
) -> None:
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow("OFFICE", "file", "pdf", str(tmp_path / "office")))
        print_rules.add(desk, document.value, "", "", "OFFICE")
    assert ask(company, document, things[document].code).printer == "OFFICE"
    assert work(company, sealed(tmp_path)) == 1
    (file,) = (tmp_path / "office").iterdir()
    assert file.name.startswith(f"{document.value}-")
    assert read(file.read_bytes(), label=False) >= things[document].codes


@pytest.mark.parametrize("document", [each for each in EVERY if each is not Document.BADGE])
def test_what_came_out_prints_once_more_only_by_a_reason_and_a_name(
    company: Company, things: dict[Document, Thing], tmp_path: Path, document: Document
) -> None:
    code = things[document].code
    ask(company, document, code)
    assert isinstance(asked(company, document, code).refusal, StillWaiting)
    work(company, sealed(tmp_path))
    assert isinstance(asked(company, document, code).refusal, ReasonNeeded)
    assert isinstance(asked(company, document, code, reason="because").refusal, ReasonNeeded)
    assert ask(company, document, code, reason="damaged").copy == 2
    work(company, sealed(tmp_path))
    assert [(job.state, job.copy, job.reason, job.who) for job in jobs(company)] == [
        ("sent", 1, "", "p-pack"),
        ("sent", 2, "damaged", "p-pack"),
    ]
    names = sorted(path.name for folder in ("labels", "papers") for path in (tmp_path / folder).glob("*"))
    assert len(names) == 2
    assert names[0].rpartition("-copy2")[0]


@pytest.mark.parametrize("document", [each for each in EVERY if each is not Document.BADGE])
def test_a_job_is_drawn_as_it_was_sent(
    company: Company, things: dict[Document, Thing], tmp_path: Path, document: Document
) -> None:
    job = ask(company, document, things[document].code).job
    work(company, sealed(tmp_path))
    with company.store.read() as desk:
        drawn = draw_print(desk, job)
    assert drawn.no is None
    assert drawn.pages
    assert drawn.same or document is Document.MANIFEST, "an open manifest names the newest seal"


@pytest.mark.parametrize("document", EVERY)
def test_every_document_has_words_for_a_rule_and_for_a_job(
    company: Company, things: dict[Document, Thing], document: Document
) -> None:
    assert rule_words(PrintRule(1, document.value, "", "", "X")) == f"{RULED[document]} go to X"
    told = asked_words(document.value, ask(company, document, things[document].code))
    assert told.endswith("of this home, as job 1")
    assert not told.startswith(document.value)


def test_labels_and_papers_find_their_printers_by_rules_and_stations(
    company: Company, things: dict[Document, Thing], tmp_path: Path
) -> None:
    with company.write() as desk:
        for code, language in (("ZEBRA", "zpl300"), ("OFFICE", "pdf"), ("SPARE", "pdf")):
            devices.keep_printer(desk, PrinterRow(code, "file", language, str(tmp_path / code)))
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
        devices.set_printers(desk, "B1", "ZEBRA", "OFFICE")
    for document in EVERY:
        assert ask(company, document, things[document].code).printer == ("ZEBRA" if document in LABELS else "OFFICE")
    assert work(company, sealed(tmp_path)) == len(EVERY)
    assert {job.state for job in jobs(company)} == {"sent"}
    assert len(list((tmp_path / "ZEBRA").iterdir())) == len(LABELS)

    def ruled(document: str, printer: str) -> object:
        command = AddPrintRule(id=company.ids.new(), document=document, printer=printer)
        return company.runner.perform(command, Session(SYSTEM)).refusal

    assert isinstance(ruled("invoice", "ZEBRA"), PrinterCannot)
    assert isinstance(ruled("paper", "ZEBRA"), PrinterCannot)
    assert ruled("labels", "ZEBRA") is None
    assert ruled("invoice", "SPARE") is None
    assert ruled("paper", "OFFICE") is None
    with company.store.read() as desk:
        found = {each: where_prints(desk, each, "", "").printer for each in EVERY}
    assert {found[each] for each in LABELS} == {"ZEBRA"}
    assert found[Document.INVOICE] == "SPARE"
    assert {found[each] for each in set(EVERY) - LABELS - {Document.INVOICE}} == {"OFFICE"}


def test_papers_of_a_parcel_or_manifest_go_by_its_carrier(company: Company, things: dict[Document, Thing]) -> None:
    of_carrier = {Document.CN22, Document.CN23, Document.RETURN, Document.PALLET}
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(carrier="POST"))
        desk.connection.execute(floor.manifest.update().values(carrier="POST"))
        devices.keep_printer(desk, PrinterRow("POST", "file", "pdf", "/nowhere"))
        print_rules.add(desk, "", "POST", "", "POST")
    for document in of_carrier | {Document.PRODUCT, Document.INVOICE}:
        assert (ask(company, document, things[document].code).printer == "POST") == (document in of_carrier)


def test_a_station_is_asked_by_name(company: Company, things: dict[Document, Thing], tmp_path: Path) -> None:
    with company.write() as desk:
        devices.keep_printer(desk, PrinterRow("FAR", "file", "pdf", str(tmp_path)))
        people.add_station(desk, "B2", WAREHOUSE, "Bench 2")
        devices.set_printers(desk, "B2", "", "FAR")
    assert asked(company, Document.INVOICE, "1001", station="b2").done().printer == "FAR"
    assert isinstance(asked(company, Document.CN23, "P1001-1", station="B9").refusal, NoSuchStation)


@pytest.mark.parametrize("document", [each for each in EVERY if each is not Document.CODES])
def test_what_is_not_there_is_refused_and_nothing_waits(company: Company, document: Document) -> None:
    with pytest.raises(Refused):
        ask(company, document, "NONE")
    again = PrintAgain(id="again", document=document.value, ref="999")
    assert company.runner.perform(again, company.supervisor).refusal is not None
    assert jobs(company) == []


@pytest.mark.parametrize("ref", ["", "-1", "1e5", "one", "²"])
def test_a_row_that_can_be_none_is_refused(company: Company, ref: str) -> None:
    for document in ("invoice", "poem"):
        again = PrintAgain(id=company.ids.new(), document=document, ref=ref)
        assert isinstance(company.runner.perform(again, company.packer).refusal, NoSuchPaper)


def test_a_place_is_no_tote_and_a_parcel_that_was_unpacked_has_no_papers(
    company: Company, things: dict[Document, Thing]
) -> None:
    assert isinstance(asked(company, Document.TOTE, "A01-17-2").refusal, NoSuchPaper)
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(state="voided"))
    for document in (Document.CN22, Document.CN23, Document.RETURN):
        assert isinstance(asked(company, document, "P1001-1").refusal, PaperVoided)


def test_a_customs_label_with_too_many_articles_is_refused_with_what_to_do(company: Company) -> None:
    with company.write() as desk:
        order = company.order(desk, "79", [(f"A{n}", 1) for n in range(9)])
        parcel(company, desk, order)
    told = asked(company, Document.CN22, "P79-1").refusal
    assert isinstance(told, PaperUnproven)
    assert say_error(told).endswith("Print the customs declaration CN23 instead")
    assert ask(company, Document.CN23, "P79-1").copy == 1


def test_a_badge_waits_sealed_and_stands_nowhere_in_clear(
    company: Company, things: dict[Document, Thing], tmp_path: Path
) -> None:
    ask(company, Document.BADGE, "ANNA")
    with company.store.read() as desk:
        for table in METADATA.sorted_tables:
            for row in desk.connection.execute(table.select()):
                assert not any("SECRETBODY" in str(cell) for cell in row), table.name
    work(company, sealed(tmp_path))
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["badge-ANNA.pdf"]
    (job,) = jobs(company)
    with company.store.read() as desk:
        assert draw_print(desk, job.id).no == BadgeIsSecret("ANNA")


def test_a_badge_that_this_home_cannot_open_is_told_and_a_new_one_prints(
    company: Company, things: dict[Document, Thing], tmp_path: Path
) -> None:
    ask(company, Document.BADGE, "ANNA")
    work(company, spool(tmp_path))
    assert [(job.state, job.trouble) for job in jobs(company)] == [("failed", "badge_is_secret")]
    with company.store.read() as desk:
        (notice,) = print_notices(desk)
    assert "ANNA" in say(notice.trouble, notice.facts())
    ask(company, Document.BADGE, "ANNA")
    work(company, sealed(tmp_path))
    assert [(job.state, job.copy) for job in jobs(company)] == [("cancelled", 1), ("sent", 2)]
    again = PrintAgain(id="again", document="badge", ref="p-anna", reason="lost")
    assert company.runner.perform(again, company.supervisor).refusal == BadgeIsSecret("ANNA")


def test_who_does_not_know_the_code_or_has_not_the_right_prints_no_badge(
    company: Company, things: dict[Document, Thing]
) -> None:
    from warehouse_app.application.badgeprint import print_badge

    with pytest.raises(Refused) as no:
        print_badge(company.runner, GlassSeal(), Session(SYSTEM), "ANNA", "GUESSED")
    assert no.value.refusal == BadgeIsSecret("ANNA")
    with pytest.raises(Refused):
        print_badge(company.runner, GlassSeal(), company.packer, "ANNA", BADGE)
    assert asked(company, Document.BADGE, "ANNA").refusal == BadgeIsSecret("ANNA")
    assert jobs(company) == []


def test_the_list_of_jobs_finds_them_by_what_they_are_of(company: Company, things: dict[Document, Thing]) -> None:
    from warehouse_app.application.print_deeds import PRINTS
    from warehouse_app.domain.listing import ListQuery

    for document in EVERY:
        ask(company, document, things[document].code)
    found = {}
    with company.store.read() as desk:
        for text in ("1001", "mug", "A01-17", "T-0042", "M00000001", "B00001"):
            rows = PRINTS.page(desk, ListQuery("all", text), 0, 50).rows
            found[text] = {row.document for row in rows}
        assert printing.get(desk, 1) is not None
    assert found["1001"] == {"label", "slip", "invoice", "cn22", "cn23", "return"}
    assert found["mug"] == {"product"}
    assert found["A01-17"] == {"place"}
    assert found["T-0042"] == {"tote"}
    assert found["M00000001"] == {"manifest", "pallet"}
    assert found["B00001"] == {"picklist"}


@pytest.mark.slow
def test_no_naughty_string_changes_a_paper_that_prints(company: Company, things: dict[Document, Thing]) -> None:
    """Each is the name of the product and of the company: what is made neither runs nor commands."""
    ask(company, Document.PALLET, things[Document.PALLET].code)  # it has its number from here on
    with company.store.read() as desk:
        refs = {each: printable.find(desk, each, things[each].code) for each in EVERY}
    held, texts = 0, (*OURS, *NAUGHTY[len(OURS) :: 100])
    for text in texts:
        with company.write() as desk:
            name = re.sub("[\x00\ud800]", "", text)[:400]
            desk.connection.execute(ledger.product.update().values(name=name))
            kept.keep(desk, "company.name", "", name)
            for document in set(EVERY) - {Document.CODES, Document.PLACE}:
                facts = printable.gather(desk, document, refs[document], 1, BADGE)
                paper = printable.render(facts, Language.PDF)
                assert active(paper) == [], text[:40]
                held += printable.prove(paper, facts, Language.PDF) is not None
                if document in LABELS:
                    label = printable.render(facts, Language.ZPL203)
                    assert label.count(b"^XA") == label.count(b"^XZ") == 1, text[:40]
                    held += printable.prove(label, facts, Language.ZPL203) is not None
    assert held < len(texts)
