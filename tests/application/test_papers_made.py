"""Labels and papers say what the database says, and every code on them is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.company import WAREHOUSE, Company, key_of
from tests.parcels import jobs, labelled, outbox_rows, parcel, spool, station_with, work
from warehouse_app.application import cards, papers
from warehouse_app.application.documents import document_bytes
from warehouse_app.application.papers import gather, label_bytes, pick_lines
from warehouse_app.application.printing import PrintAgain
from warehouse_app.devices.printers.twin import PrinterTwin
from warehouse_app.documents import lettering, pdf, proof, systemfonts
from warehouse_app.documents.label import AddressLabelData
from warehouse_app.documents.papers.manifest import ManifestData
from warehouse_app.documents.papers.slip import PackingSlipData
from warehouse_app.domain.barcodes.commands import Command, barcode_of
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.people import Role
from warehouse_app.domain.picking.values import PickTask
from warehouse_app.domain.printing.values import BadgeIsSecret, Document, NoSuchPaper, PaperVoided
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.store import audit, people
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import floor, ledger, trade
from warehouse_app.wording.say import say_error

pytestmark = pytest.mark.slow


def ask(company: Company, question: Callable[[Desk], Any]) -> Any:
    return company.runner.ask(question, company.packer)


def facts(company: Company, document: Document, ref: int, copy: int = 1) -> Any:
    return ask(company, lambda desk: gather(desk, document, ref, copy))


def codes(document: bytes) -> set[str]:
    found: set[str] = set()
    for page in pdf.pictures(document, 12):
        found |= {code.text for code in zxingcpp.read_barcodes(page)}
    return found


def test_every_label_of_a_batch_of_thirty_decodes_to_its_own_parcel(company: Company, tmp_path: Path) -> None:
    with PrinterTwin() as twin:
        station_with(company, twin.target)
        made = labelled(company, *(str(5000 + n) for n in range(30)))
        assert work(company, spool(tmp_path)) == 30
        assert twin.wait_jobs(30)
        sent = list(twin.jobs)
    wanted = []
    for number, ref in enumerate(made):
        data = facts(company, Document.LABEL, ref)
        shown = proof.prove_label(sent[number], data)
        assert shown.ok, shown.problems
        assert shown.found == (make(OwnKind.PARCEL, f"P{5000 + number}-1"),)
        assert not proof.prove_label(sent[number - 1], data).ok, "another parcel's label is found out"
        wanted.append(data.tracking)
    assert len(set(wanted)) == 30


def test_a_label_shows_the_address_and_the_sender(company: Company) -> None:
    (ref,) = labelled(company, "1001")
    with company.write() as desk:
        for part, value in (("name", "Mugs & Co"), ("street", "Mill Lane 1"), ("city", "LS1 Leeds")):
            kept.keep(desk, f"company.{part}", "", value)
        address = {"name": "Ana Ruiz", "street": "Rue 5", "postcode": "59000", "city": "Lille", "country": "France"}
        order = desk.connection.execute(trade.orders.select()).one().id
        desk.connection.execute(trade.order_address.insert().values(order_id=order, **address))
        ledger_row = ledger.warehouse.insert().values(code=WAREHOUSE, timezone="Pacific/Auckland")
        desk.connection.execute(ledger_row)
        desk.connection.execute(floor.parcel.update().values(labelled_at="2010-12-06T23:30:00.000000Z"))
    data = facts(company, Document.LABEL, ref, 2)
    assert data == AddressLabelData(
        order="1001",
        parcel="P1001-1",
        tracking=make(OwnKind.PARCEL, "P1001-1"),
        sender=("Mugs & Co", "Mill Lane 1", "LS1 Leeds"),
        recipient=("Ana Ruiz", "Rue 5", "Lille 59000", "France"),
        country="France",
        number=1,
        of=1,
        weight_g=1250,
        weight_computed=True,
        carrier="HOUSE",
        ship_date="2010-12-07",
        reprint=2,
    )


@pytest.mark.parametrize("form", ["zpl", "pdf", "png"])
@pytest.mark.parametrize("name", ["P1001-1", "p1001-1", make(OwnKind.PARCEL, "P1001-1")])
def test_a_label_is_made_in_each_form_from_any_name_of_the_parcel(company: Company, form: str, name: str) -> None:
    (ref,) = labelled(company, "1001")
    made = ask(company, lambda desk: label_bytes(desk, name, form))
    assert made == ask(company, lambda desk: label_bytes(desk, name, form)), "same facts, same bytes"
    if form == "png":
        found = {code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(made)))}
        assert found == {make(OwnKind.PARCEL, "P1001-1")}
    else:
        assert proof.prove_label(made, facts(company, Document.LABEL, ref)).ok


def test_a_label_for_300_dpi(company: Company) -> None:
    (ref,) = labelled(company, "1001")
    made = ask(company, lambda desk: label_bytes(desk, "P1001-1", "zpl", dpi=300))
    assert proof.prove_label(made, facts(company, Document.LABEL, ref), 300).ok


@pytest.mark.parametrize(("customer", "shown"), [("17850", "Customer 17850"), (None, "Customer unknown")])
def test_without_an_address_the_label_shows_customer_and_country(
    company: Company, customer: str | None, shown: str
) -> None:
    with company.write() as desk:
        row = None
        if customer:
            row = key_of(desk.connection.execute(trade.customer.insert().values(code=customer)))
        ref = parcel(company, desk, company.order(desk, "1", [("MUG", 1)], customer_id=row, country="EIRE"))
    label = ask(company, lambda desk: label_bytes(desk, "P1-1", "pdf"))
    assert {shown, "EIRE"} <= set(pdf.texts(label))
    assert facts(company, Document.SLIP, ref).recipient == (shown, "EIRE")


def test_a_label_in_a_script_without_a_font_is_held_and_says_what_is_missing(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systemfonts, "folders", tuple)
    lettering.forget()
    labelled(company, "1001")
    with company.write() as desk:
        order = desk.connection.execute(trade.orders.select()).one().id
        desk.connection.execute(trade.order_address.insert().values(order_id=order, name="山田", city="Lille"))
    work(company, spool(tmp_path))
    assert [(job.state, job.trouble, job.detail) for job in jobs(company)] == [
        ("quarantined", "proof_signs_missing", "Chinese and Japanese")
    ]
    for form in ("zpl", "pdf", "png"):
        with pytest.raises(Refused) as no:
            ask(company, partial(label_bytes, parcel_code="P1001-1", form=form))
        said = say_error(no.value.refusal)
        assert "signs in Chinese and Japanese" in said
        assert "Install one" in said
    lettering.forget()


def test_a_slip_lists_what_is_in_this_parcel_and_what_went_before(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        order = company.order(desk, "77", [("MUG", 5), ("BOWL", 2)])
        lines = {"order_id": order, "sku": "POST", "qty": 1, "kind": "shipping", "n": 9}
        desk.connection.execute(trade.order_line.insert().values(**lines))
        first = parcel(company, desk, order, 1, share=2)
        desk.connection.execute(
            trade.order_line.update().where(trade.order_line.c.sku == "BOWL").values(description="Bowl")
        )
        before = facts_of(desk, first)
        second = parcel(company, desk, order, 2, share=1)
        after = facts_of(desk, second)
    assert [(line.sku, line.name, line.ordered, line.packed, line.earlier) for line in before.lines] == [
        ("MUG", "Name of MUG", 5, 2, 0),
        ("BOWL", "Bowl", 2, 2, 0),
    ]
    assert [(line.packed, line.earlier) for line in after.lines] == [(1, 2), (1, 2)]
    assert (before.of, after.number) == (0, 2)
    assert "77" in codes(ask(company, lambda desk: document_bytes(desk, "slip", "P77-2")))


def facts_of(desk: Desk, ref: int) -> PackingSlipData:
    made = gather(desk, Document.SLIP, ref)
    assert isinstance(made, PackingSlipData)
    return made


def manifest(desk: Desk, refs: list[int], **values: object) -> int:
    head = {"code": "M00001", "carrier": "HOUSE", "warehouse": WAREHOUSE, "opened_at": desk.at, **values}
    made = key_of(desk.connection.execute(floor.manifest.insert().values(**head)))
    for ref in refs:
        desk.connection.execute(floor.manifest_parcel.insert().values(manifest_id=made, parcel_id=ref, at=desk.at))
    return made


def test_a_manifest_names_its_parcels_and_the_newest_seal(company: Company) -> None:
    refs = labelled(company, "1001", "1002")
    with company.write() as desk:
        audit.put_seal(desk)
        sealed = audit.put_seal(desk)
        made = manifest(desk, refs, closed_at="2010-12-06T17:30:00.000000Z")
    data = facts(company, Document.MANIFEST, made)
    assert isinstance(data, ManifestData)
    assert (data.manifest, data.closed) == (make(OwnKind.MANIFEST, "M00001"), "2010-12-06 17:30")
    assert (data.seal, data.seal_number) == (sealed, "2")
    assert [(each.parcel, each.tracking, each.order, each.country) for each in data.parcels] == [
        ("P1001-1", "", "1001", "France"),
        ("P1002-1", "", "1002", "France"),
    ]
    assert data.manifest in codes(ask(company, lambda desk: document_bytes(desk, "manifest", "M00001")))


def test_a_closed_manifest_keeps_the_seal_it_was_closed_with(company: Company) -> None:
    with company.write() as desk:
        kept_seal = audit.put_seal(desk)
        audit.put_seal(desk)
        made = manifest(desk, [], seal=kept_seal)
    data = facts(company, Document.MANIFEST, made)
    assert (data.seal, data.seal_number) == (kept_seal, "1")


def task(n: int, place: str, sku: str, qty: int, slot: str, trip: int = 1) -> PickTask:
    return PickTask(n, f"T{n}", place, n, sku, f"Name of {sku}", qty, 0, slot, "", "1", trip=trip)


def test_a_pick_list_has_one_line_for_each_stop_with_its_slots() -> None:
    tasks = (task(1, "A1", "MUG", 2, "A1"), task(2, "A1", "MUG", 4, "B3"), task(3, "A1", "BOWL", 1, "A1"))
    more = (task(4, "A2", "MUG", 1, "A1"), task(5, "A1", "MUG", 1, "A1", 2))
    shown = [(line.place, line.sku, line.qty, line.slot) for line in pick_lines(tasks + more[:1])]
    assert shown == [("A1", "MUG", 6, "A1×2 B3×4"), ("A1", "BOWL", 1, "A1×1"), ("A2", "MUG", 1, "A1×1")]
    assert [line.slot for line in pick_lines(tasks[:1] + more[1:], 2)] == ["T1 A1×2", "T2 A1×1"]


def batch(company: Company) -> int:
    with company.write() as desk:
        company.product(desk, "MUG")
        company.stock(desk, "A-01", "MUG", 10)
        order = company.order(desk, "1", [("MUG", 3)])
        place = company.bin(desk, "A-01")
        item = desk.connection.execute(ledger.item.select().where(ledger.item.c.sku == "MUG")).one().id
        line = desk.connection.execute(trade.order_line.select()).one().id
        head = {"code": "B00001", "warehouse": WAREHOUSE, "planned_at": desk.at, "ship_day": "2010-12-07"}
        made = key_of(desk.connection.execute(floor.batch.insert().values(**head)))
        row = {"code": "B00001-001", "batch_id": made, "seq": 1, "line_id": line, "order_id": order, "slot": "A1"}
        row |= {"place_id": int(place.id), "item_id": item, "qty": 3}
        desk.connection.execute(floor.task.insert().values(**row))
    return made


def test_a_pick_list_carries_the_batch_and_its_places(company: Company, tmp_path: Path) -> None:
    made = batch(company)
    found = codes(ask(company, lambda desk: document_bytes(desk, "picklist", "b00001")))
    assert found == {make(OwnKind.BATCH, "B00001"), "A-01"}
    outcome = company.runner.perform(PrintAgain(id="p", document="picklist", ref=str(made)), company.picker)
    assert outcome.done().copy == 1
    assert work(company, spool(tmp_path)) == 1
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["picklist-B00001.pdf"]


def test_papers_go_to_the_spool_of_a_company_without_printers(company: Company, tmp_path: Path) -> None:
    (ref,) = labelled(company, "1001", station="")
    with company.write() as desk:
        made = manifest(desk, [ref])
        desk.put_outbox(f"slip:{ref}:1", "print_slip", json.dumps({"parcel_id": ref}))
        desk.put_outbox(f"manifest:{made}", "print_manifest", "{}")
    assert work(company, spool(tmp_path)) == 3
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*.*"))
    assert files == ["labels/label-P1001-1.zpl", "papers/manifest-M00001.pdf", "papers/slip-P1001-1.pdf"]
    assert {job.printer for job in jobs(company)} == {"LABELS", "PAPERS"}


def test_a_paper_whose_code_cannot_be_read_is_held(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ref,) = labelled(company, "1001")
    with company.write() as desk:
        desk.put_outbox(f"slip:{ref}:1", "print_slip", json.dumps({"parcel_id": ref}))
    other = cards.command_sheet()
    monkeypatch.setattr(papers, "packing_slip", lambda _data: other)
    work(company, spool(tmp_path))
    assert [(job.document, job.trouble, job.detail) for job in jobs(company, "quarantined")] == [
        ("slip", "proof_code_missing", "1001")
    ]


def test_papers_of_a_parcel_that_was_unpacked_are_not_printed_and_trouble_nobody(
    company: Company, tmp_path: Path
) -> None:
    from warehouse_app.application.printing import print_notices

    (ref,) = labelled(company, "1001")
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(state="voided"))
    assert work(company, spool(tmp_path)) == 1
    assert not (tmp_path / "labels").exists()
    assert ask(company, print_notices) == ()
    assert {state for state, _, _ in outbox_rows(company).values()} == {"done"}
    with pytest.raises(Refused) as refused:
        facts(company, Document.LABEL, ref)
    assert isinstance(refused.value.refusal, PaperVoided)


def test_a_badge_is_printed_only_by_who_knows_its_code(company: Company) -> None:
    with company.write() as desk:
        badge = badge_hash("SECRETBODY")
        people.add(desk, PersonRow("p", "ANNA", "Anna K.", Role.PACKER, badge, "", False, 0, "", desk.at))  # type: ignore[arg-type]
    text = make(OwnKind.USER, "SECRETBODY")
    made = ask(company, lambda desk: document_bytes(desk, "badge", "anna", badge=text))
    assert codes(made) == {text}
    for wrong in ("", "US-OTHER-X", make(OwnKind.USER, "OTHER")):
        with pytest.raises(Refused) as refused:
            ask(company, partial(document_bytes, kind="badge", ref="ANNA", badge=wrong))
        assert refused.value.refusal == BadgeIsSecret("ANNA")


def test_labels_of_places_and_products(company: Company) -> None:
    with company.write() as desk:
        company.product(desk, "MUG")
        for code in ("A-01", "A-02"):
            company.bin(desk, code)
    assert codes(ask(company, lambda desk: document_bytes(desk, "place", "A-02"))) == {"A-02"}
    assert codes(ask(company, lambda desk: document_bytes(desk, "place", "*"))) == {"A-01", "A-02"}
    assert codes(ask(company, lambda desk: document_bytes(desk, "product", "mug"))) == {"MUG"}


def test_the_sheet_of_command_cards_has_every_card_that_does_something(company: Company) -> None:
    deedless = {Command.NEXT_BOX, Command.SUPERVISOR, Command.CLOSE}
    printed = {barcode_of(each) for each in set(Command) - deedless}
    assert codes(ask(company, lambda desk: document_bytes(desk, "codes", ""))) == printed
    first = cards.command_codes()[0]
    assert (first.name, first.text) == ("CONTINUE", barcode_of(Command.CONTINUE))


@pytest.mark.parametrize("kind", ["slip", "manifest", "badge", "place", "product", "tote", "return", "cn22", "cn23"])
def test_what_is_not_there_is_refused(company: Company, kind: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(company, lambda desk: document_bytes(desk, kind, "NONE"))
    assert isinstance(refused.value.refusal, NoSuchPaper)


@pytest.mark.parametrize("kind", ["poem", ""])
def test_a_kind_that_is_not_built_is_said_so(company: Company, kind: str) -> None:
    with pytest.raises(Usage) as wrong:
        ask(company, lambda desk: document_bytes(desk, kind, "X"))
    assert wrong.value.code == "not_in_this_version"
    with pytest.raises(Usage):
        ask(company, lambda desk: label_bytes(desk, "X", "docx"))


def test_a_parcel_without_a_tracking_code_has_no_label_yet(company: Company) -> None:
    (ref,) = labelled(company, "1001")
    with company.write() as desk:
        desk.connection.execute(floor.parcel.update().values(tracking=""))
    with pytest.raises(Refused):
        facts(company, Document.LABEL, ref)
