"""The company's own templates are kept, told in the audit, put back; every paper is made by the one that holds."""

from __future__ import annotations

from typing import Any

import pytest

from tests.company import Company
from tests.parcels import labelled
from warehouse_app.application.documents import document_bytes
from warehouse_app.application.papers import label_bytes
from warehouse_app.application.run import Command, NoRight, Session
from warehouse_app.application.templates import (
    ResetTemplate,
    SaveTemplate,
    template_rows,
    template_text,
    try_template,
)
from warehouse_app.documents import pdf
from warehouse_app.documents.papers.templates.things import THINGS
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.templates import NoSuchTemplate, TemplateFault, TemplateMoved, TemplateRow, TemplateWrong
from warehouse_app.store.schema import ledger
from warehouse_app.wording.templates import FAULTS, TITLES, fault_words

ADMIN = Session(SYSTEM, "")


def text(company: Company, name: str) -> str:
    return str(company.runner.ask(lambda desk: template_text(desk, name), ADMIN).text)


def do(company: Company, command: type[Command], **facts: Any) -> Any:
    return company.runner.perform(command(id=company.ids.new(), **facts), ADMIN)


def row(company: Company, name: str) -> TemplateRow:
    found: tuple[TemplateRow, ...] = company.runner.ask(template_rows, ADMIN)
    return next(each for each in found if each.name == name)


def test_ours_hold_until_the_company_saves_its_own_and_again_when_it_is_put_back(company: Company) -> None:
    (_parcel,) = labelled(company, "1001")
    ours = text(company, "slip")
    assert not row(company, "slip").own
    do(company, SaveTemplate, template="slip", text=ours.replace("Packing slip for order", "Lieferschein"), was=ours)
    assert row(company, "slip").own
    made = company.runner.ask(lambda desk: document_bytes(desk, "slip", "P1001-1"), ADMIN)
    assert "Lieferschein" in pdf.texts(made)
    do(company, ResetTemplate, template="slip")
    made = company.runner.ask(lambda desk: document_bytes(desk, "slip", "P1001-1"), ADMIN)
    assert "Packing slip for order" in pdf.texts(made)
    assert not row(company, "slip").own


def test_an_own_address_label_is_the_one_that_is_printed_and_proven(company: Company) -> None:
    labelled(company, "1001")
    own = text(company, "address").replace('text = "To"', 'text = "Deliver to"')
    do(company, SaveTemplate, template="address", text=own)
    assert b"Deliver to" in company.runner.ask(lambda desk: label_bytes(desk, "P1001-1", "zpl"), ADMIN)
    assert "Deliver to" in pdf.texts(company.runner.ask(lambda desk: label_bytes(desk, "P1001-1", "pdf"), ADMIN))


def test_saving_ours_is_no_version_of_ones_own(company: Company) -> None:
    ours = text(company, "slip")
    do(company, SaveTemplate, template="slip", text=f"{ours}# ours\n")
    do(company, SaveTemplate, template="slip", text=ours)
    assert not row(company, "slip").own


def test_a_change_stands_in_the_audit_and_needs_the_right(company: Company) -> None:
    ours = text(company, "place")
    refused = company.runner.perform(
        SaveTemplate(id=company.ids.new(), template="place", text=f"{ours}\n"), company.packer
    )
    assert isinstance(refused.refusal, NoRight)
    do(company, SaveTemplate, template="place", text=f"{ours}\n")
    with company.write() as desk:
        names = [each.name for each in desk.connection.execute(ledger.audit.select())]
    assert any("SaveTemplate" in name or "save_template" in name for name in names), names


def test_a_wrong_text_is_refused_and_nothing_is_kept(company: Company) -> None:
    for wrong in ("kind = ", text(company, "product") + "x = 1\n", "x" * 70_000):
        done = do(company, SaveTemplate, template="product", text=wrong)
        assert isinstance(done.refusal, TemplateWrong)
    assert not row(company, "product").own


def test_a_text_that_fails_its_proof_is_told_before_it_is_saved(company: Company) -> None:
    narrow = text(company, "tote").replace("width = 98", "width = 20")
    assert [each.code for each in try_template("tote", narrow).faults] == ["template_code_too_long"]
    over = text(company, "product").replace("at = [3, 27.2]", "at = [3, 16]")
    assert "template_overlap" in [each.code for each in try_template("product", over).faults]
    assert try_template("product", text(company, "slip")).faults


def test_nobody_saves_over_what_somebody_else_saved_meanwhile(company: Company) -> None:
    ours = text(company, "slip")
    do(company, SaveTemplate, template="slip", text=f"{ours}# one\n", was=ours)
    late = do(company, SaveTemplate, template="slip", text=f"{ours}# two\n", was=ours)
    assert isinstance(late.refusal, TemplateMoved)
    assert text(company, "slip") == f"{ours}# one\n"


def test_a_template_nobody_knows_is_refused(company: Company) -> None:
    for command in (SaveTemplate(id="a", template="poem", text=""), ResetTemplate(id="b", template="poem")):
        assert isinstance(company.runner.perform(command, ADMIN).refusal, NoSuchTemplate)
    with pytest.raises(Refused):
        company.runner.ask(lambda desk: template_text(desk, "poem"), ADMIN)


def test_every_template_has_a_title_and_every_fault_its_sentence() -> None:
    assert set(TITLES) >= set(THINGS)
    for code in FAULTS:
        said = fault_words(TemplateFault(code, 1, "{ink}"))
        assert "{detail}" not in said
        assert "_" not in said
