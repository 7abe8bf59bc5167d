"""No text that anybody typed changes a paper or label, commands a printer, or runs: every naughty string is tried."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL.ImageFont import FreeTypeFont

from tests.tidy.tree import ROOT
from warehouse_app.documents import lettering, pdf, zpl
from warehouse_app.documents.label import AddressLabelData
from warehouse_app.documents.papers.address import address_label
from warehouse_app.documents.papers.cards import BadgeData, CommandCard, badge, command_cards
from warehouse_app.documents.papers.customs import CustomsData, CustomsLine, cn22, cn23
from warehouse_app.documents.papers.invoice import InvoiceData, InvoiceLine, invoice
from warehouse_app.documents.papers.manifest import ManifestData, ManifestParcel, manifest
from warehouse_app.documents.papers.picklist import PickLine, PickListData, pick_list
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine, packing_slip
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.things import THINGS
from warehouse_app.documents.text import clean

pytestmark = pytest.mark.slow

OURS = (
    "^XZ^XA^FO0,0^A0N,50^FDPWNED^FS^XZ", "~JR~HS~DGR:X.GRF", "_5EXZ_7EJR", "\x1b%-12345X@PJL", "\x1bE\x02\x03\x1d\x00",
    "<b>bold</b><br/><a href='x'>&lt;", "%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>", "\u202egnp.exe\u202c\u2066\u2069",
    "=cmd|'/C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "{order}{sender.__class__}{0}{{", "A\nB\rC\u2028D",
    "word " * 2_000, "W" * 10_000, "\U0001f468\u200d\U0001f469" * 500, "e\u0301" * 5_000, "\ud800", "\ufffe",
)  # fmt: skip
NAUGHTY: tuple[str, ...] = (*OURS, *json.loads((ROOT / "tests" / "texts" / "blns.json").read_text("utf-8")))
COMMANDS = frozenset(
    {"XA", "XZ", "CI", "PW", "LL", "LH", "FO", "FT", "A0", "FH", "FD", "FS", "GB", "GF", "BY", "BC", "BX"}
)
ACTIVE = (b"/JS", b"/JavaScript", b"/OpenAction", b"/AA", b"/URI", b"/Launch", b"/EmbeddedFile", b"/AcroForm")


def slip(texts: tuple[str, ...]) -> bytes:
    lines = tuple(SlipLine(text, text, 1, 1) for text in texts)
    one = texts[0]
    return packing_slip(
        PackingSlipData(one, "537434", one, lines, texts[:9], texts[9:18], one, one, one, one, note=one)
    )


def picks(texts: tuple[str, ...]) -> bytes:
    lines = tuple(PickLine("A01-01-1", text, text, 1, text) for text in texts)
    one = texts[0]
    return pick_list(PickListData(one, "BA-B00017-X", lines, one, one, 1, one, one, one))


def manifests(texts: tuple[str, ...]) -> bytes:
    rows = tuple(ManifestParcel("P-1", text, text, text, text, text, 1) for text in texts)
    one = texts[0]
    return manifest(ManifestData(one, "MA-M00003-T", one, rows, one, one, one, seal=one))


def invoices(texts: tuple[str, ...]) -> bytes:
    lines = tuple(InvoiceLine(text, text, 1, 12_500) for text in texts)
    one = texts[0]
    return invoice(InvoiceData(one, "537434", lines, one, texts[:9], texts[:9], one, one, one))


def customs(texts: tuple[str, ...]) -> CustomsData:
    lines = tuple(CustomsLine(text, text, 1, 10_000, 5, text, text) for text in texts)
    one = texts[0]
    return CustomsData(one, one, one, lines, one, texts[:9], texts[:9], one, one, "537434", one, 9)


PAPERS: tuple[tuple[Callable[[tuple[str, ...]], bytes], set[str]], ...] = (
    (slip, {"537434"}),
    (picks, {"BA-B00017-X", "A01-01-1"}),
    (manifests, {"MA-M00003-T"}),
    (invoices, {"537434"}),
    (lambda texts: cn23(customs(texts)), {"537434"}),
)


def shown(document: bytes) -> str:
    opened = pypdfium2.PdfDocument(document)
    text = "".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    return "".join(text.split())


@pytest.mark.parametrize(("make", "codes"), PAPERS)
def test_a_paper_full_of_naughty_strings_is_a_paper_and_says_them_as_they_are(
    make: Callable[[tuple[str, ...]], bytes], codes: set[str]
) -> None:
    document = make(NAUGHTY)
    assert active(document) == []
    text = shown(document)
    for each in ("<b>bold</b><br/>", "{order}{sender", "'/Ccalc'!", "^XZ^XA^FO0,0"):
        assert each in text
    assert not {"\u202e", "\u2066", "\x1b", "\x00"} & set(text)
    pages = pdf.pictures(document, 8)
    assert len(pages) < len(NAUGHTY)
    assert {code.text for page in (pages[0], pages[-1]) for code in zxingcpp.read_barcodes(page)} <= codes


def active(document: bytes) -> list[bytes]:
    """Return what could run in a PDF, beside what is drawn and what is only words."""
    bare = re.sub(rb"stream.*?endstream|\((?:\\.|[^\\()])*\)", b"", document, flags=re.DOTALL)
    return [name for name in ACTIVE if re.search(name + rb"[\s/<(\[]", bare)]


FEW, ALL = ("product",), ("return", "product", "place", "tote", "badge", "codes")


def labels(text: str, names: tuple[str, ...]) -> list[SetLabel]:
    """Labels with this text wherever a text may stand, and always the address and customs; codes are what they must."""
    fine = {"code": "PA-P1-1-K", "tracking": "PA-P1-1-K", "tint": "go"}
    made = [set_label(label_template(name), {**dict.fromkeys(THINGS[name].holes, text), **fine}) for name in names]
    data = AddressLabelData(text, text, "PA-P1-1-K", (text,), (text, text), text, text, carrier=text, service=text)
    return [*made, address_label(data), cn22(customs((text,)))]


def commands(document: bytes) -> set[str]:
    return {each.decode() for each in re.findall(rb"[\^~](A0|[A-Z@][A-Z0-9@]?)", document)}


def test_no_string_commands_a_label_printer_or_leaves_its_room() -> None:
    for n, text in enumerate(NAUGHTY):
        for label in labels(text, ALL if n < len(OURS) or n % 10 == 0 else FEW):
            document = zpl.render(label.model)
            assert commands(document) <= COMMANDS, text[:40]
            assert document.count(b"^XA") == document.count(b"^XZ") == 1
            assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f~]", document), text[:40]
            for line in label.expected.lines:
                assert line.text == clean(line.text), text[:40]
                assert 0 <= line.x <= line.x + line.width <= label.model.width_mm * 10
                assert line.y + line.size <= label.model.height_mm * 10


def test_no_string_leaves_its_label_on_paper() -> None:
    template = label_template("place")
    document = sheets(template, tuple(set_label(template, {"place": text, "warehouse": text}) for text in NAUGHTY))
    assert active(document) == []
    assert len(pdf.pictures(document, 1)) == -(-len(NAUGHTY) // 14)
    for text in NAUGHTY[:: len(NAUGHTY) // 20]:
        assert len(pdf.pictures(badge(BadgeData(text, text, text, "US-00000007-H")), 1)) == 1
        assert len(pdf.pictures(command_cards((CommandCard("CM-UNDO-7", text, text),)), 1)) == 1


def test_no_face_is_asked_for_at_a_size_whose_instructions_write_beyond_their_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    opened = lettering._opened

    def spy(file: Path | None, size: int, *, shaped: bool) -> FreeTypeFont:
        asked.append(size)
        return opened(file, size, shaped=shaped)

    monkeypatch.setattr(lettering, "_opened", spy)
    for height in (1, 9, 11, 14, 40):
        assert lettering.picture("\u1e19\u1e77 \u0e01\u0e33", 100, height).height == height
    assert min(asked) >= 32
