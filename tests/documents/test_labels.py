"""The address label: its text, its code, its room, on thermal paper and in the PDF."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from warehouse_app.documents import code128, lettering, pdf, zpl, zpl_reader
from warehouse_app.documents.label import AddressLabelData, address_label, recipient_lines
from warehouse_app.documents.model import LabelModel, Text
from warehouse_app.documents.proof import prove_label
from warehouse_app.documents.text import clean, wrap
from warehouse_app.domain.refusals import Usage

SENDER = ("Sample Gifts Ltd", "14 Albion Yard", "London N1 9AA", "United Kingdom")
NASTY = st.text(st.characters(), max_size=200) | st.text("^~_\\XAZFDS><GB\r\n\x00\x1b0123", max_size=60)
MAY_LACK = {"text_missing", "signs_missing", "shaping_missing", "signs_unknown"}
COUNTRIES = ("United Kingdom", "France", "EIRE", "Germany", "Channel Islands")


def sample(number: int) -> AddressLabelData:
    code = f"PA-{number * 7919 % 100_000_000:08d}-{'ABCDEFGHKM'[number % 10]}"
    tracking = code if number % 3 else f"{34043416109402 + number * 131:020d}"
    address = ("Zoë Müller-Łukasz", f"Rue de l'Église {number}", "75001 Paris", "France") if number % 2 else ()
    return AddressLabelData(
        order=str(536365 + number),
        parcel=code,
        tracking=tracking,
        sender=SENDER,
        recipient=address,
        customer="" if number % 8 == 0 else str(12346 + number),
        country=COUNTRIES[number % len(COUNTRIES)],
        number=1 + number % 3,
        of=3,
        weight_g=200 + number * 97,
        weight_computed=number % 4 == 0,
        carrier="House carrier",
        service="Standard",
        ship_date="2010-12-02",
        reprint=number % 5 == 0,
    )


def decoded(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


FAST, ALL = 8, 40


@pytest.mark.parametrize("number", [pytest.param(n, marks=[] if n < FAST else [pytest.mark.slow]) for n in range(ALL)])
def test_every_sample_label_decodes_to_its_parcel_in_every_form(number: int) -> None:
    data = sample(number)
    model = address_label(data)
    for dpi in (203, 300):
        document = zpl.render(model, dpi)
        assert decoded(zpl_reader.draw(zpl_reader.read(document))) == [data.tracking]
        assert prove_label(document, data, dpi).problems == ()
    document = pdf.render(model)
    assert prove_label(document, data).problems == ()
    assert decoded(Image.open(BytesIO(pdf.png(document)))) == [data.tracking]


def test_without_an_address_the_label_shows_customer_and_country() -> None:
    data = AddressLabelData(order="536365", parcel="PA-1-A", tracking="PA-1-A", customer="17850", country="EIRE")
    assert recipient_lines(data) == ("Customer 17850", "EIRE")
    unknown = AddressLabelData(order="536365", parcel="PA-1-A", tracking="PA-1-A", recipient=("", " \n "))
    assert recipient_lines(unknown) == ("Customer unknown",)


def test_the_same_label_is_the_same_bytes() -> None:
    model = address_label(sample(1))
    assert pdf.render(model) == pdf.render(model)
    assert zpl.render(model, 300) == zpl.render(model, 300)


@given(st.lists(NASTY, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_text_is_one_label_and_reads_back_as_it_was(texts: list[str]) -> None:
    wanted = [text for text in texts if lettering.resident(text)]
    model = LabelModel(100, 150, tuple(Text(10, 10, 900, 30, text) for text in texts))
    document = zpl.render(model)
    assert document.count(b"^XA") == 1
    assert document.count(b"^XZ") == 1
    assert b"~" not in document
    label = zpl_reader.read(document)
    assert [part.text for part in label.elements if isinstance(part, zpl_reader.ReadText)] == wanted


@pytest.mark.slow
@given(st.lists(NASTY, max_size=8), NASTY, NASTY, NASTY, st.integers(0, 9_999_999))
@settings(max_examples=60, deadline=None)
def test_whatever_the_data_is_nothing_overlaps_or_leaves_the_label(
    lines: list[str], order: str, parcel: str, words: str, number: int
) -> None:
    data = AddressLabelData(
        order=order,
        parcel=parcel,
        tracking=f"PA-{number:08d}-K",
        sender=tuple(lines),
        recipient=tuple(reversed(lines)),
        carrier=words,
        service=words,
        ship_date=words,
        customer=words,
        number=number,
        of=number,
        weight_g=number,
        reprint=number,
    )
    model = address_label(data)
    for dpi in (203, 300):
        proof = prove_label(zpl.render(model, dpi), data, dpi)
        assert {problem.code for problem in proof.problems} <= MAY_LACK
        assert proof.found == (data.tracking,)
    assert {problem.code for problem in prove_label(pdf.render(model), data).problems} <= MAY_LACK


@pytest.mark.slow
@given(st.lists(st.text(st.characters(codec="latin-1"), max_size=60), min_size=1, max_size=7))
@settings(max_examples=60, deadline=None)
def test_an_address_of_seven_lines_of_sixty_signs_is_always_whole(lines: list[str]) -> None:
    data = AddressLabelData(order="1", parcel="PA-1-A", tracking="PA-1-A", recipient=tuple(lines))
    assert prove_label(zpl.render(address_label(data)), data).ok


@pytest.mark.parametrize("tracking", ["", " ", "ABC ", "Ärger", "A\nB", "X" * 81, "東京", "\x00"])
def test_a_code_that_cannot_be_printed_is_refused(tracking: str) -> None:
    with pytest.raises(Usage) as refused:
        address_label(AddressLabelData(order="1", parcel="P", tracking=tracking))
    assert refused.value.code == "code_unprintable"


def test_a_code_too_long_for_the_label_is_refused_and_not_cut() -> None:
    with pytest.raises(Usage) as refused:
        address_label(AddressLabelData(order="1", parcel="P", tracking="ABCDEFGHIJ" * 4))
    assert refused.value.code == "code_too_long"


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25).filter(code128.encodable))
@settings(max_examples=150, deadline=None)
def test_every_code_of_ours_reads_back_through_zpl_and_decoder(text: str) -> None:
    assert code128.read_zpl_data(code128.zpl_data(text)) == code128.values(text)
    picture = Image.new("L", ((code128.module_count(text) + 24) * 3, 80), 255)
    x = 36
    for place, width in enumerate(code128.runs(code128.values(text))):
        if place % 2 == 0:
            picture.paste(0, (x, 10, x + width * 3, 70))
        x += width * 3
    assert decoded(picture) == [text]


@given(NASTY)
def test_cleaned_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or 0xD800 <= ord(sign) < 0xE000 for sign in once)


@given(st.text(max_size=120), st.integers(50, 900))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    line = clean(text)
    assert "".join("".join(wrap(line, width, 30)).split()) == "".join(line.split())


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"hello",
        b"^XA^XZ",
        b"^XA^CI28^PW800^LL1200^LH0,0^FO1,1^A0N,30,30^FH_^FDopen^XZ",
        b"^XA^CI28^PW800^LL1200^LH0,0^FO1,1^A0N,30,30^FH_^FDx^FS^XZ^XA^XZ",
        b"^XA^CI28^PW800^LL1200^LH0,0^PQ99^XZ",
        b"^XA^CI28^PW800^LL1200^LH0,0^FO1,1^A0N,30,30^FH_^FD_4^FS^XZ",
        b"^XA^CI28^PW800^LL1200^LH0,0^FO1,1^A0N,30,30^FH_^FD_FF^FS^XZ",
        b"^XA^CI28^PW800^LL1200^LH0,0^FO1,1^A0N,30,30^FH_^FDa\nb^FS^XZ",
        b"^XA^CI28^PW99999^LL99999^LH0,0^XZ",
        b"~JR^XA^CI28^PW800^LL1200^LH0,0^XZ",
        b"^XA" + b"x" * 70_000 + b"^XZ",
    ],
)
def test_the_reader_refuses_what_is_no_whole_label_of_ours(document: bytes) -> None:
    with pytest.raises(zpl_reader.ZplFault):
        zpl_reader.read(document)


@given(st.binary(max_size=300))
def test_the_reader_says_fault_and_nothing_else_to_noise(noise: bytes) -> None:
    with pytest.raises(zpl_reader.ZplFault):
        zpl_reader.read(noise)
    with pytest.raises(zpl_reader.ZplFault):
        zpl_reader.read(b"^XA^CI28^PW800^LL1200^" + noise + b"^XZ")


JUDGE = Path(__file__).parents[2] / "build" / "label_judge"


@pytest.mark.system
@pytest.mark.skipif(
    shutil.which("node") is None or not (JUDGE / "node_modules").is_dir(),
    reason="build/label_judge holds no zpl-renderer-js with its render.mjs",
)
@pytest.mark.parametrize("number", [1, 3, 8])
@pytest.mark.parametrize(("dpi", "per_mm"), [(203, "8"), (300, "12")])
def test_an_independent_renderer_draws_the_same_code(number: int, dpi: int, per_mm: str, tmp_path: Path) -> None:
    data = sample(number)
    (tmp_path / "label.zpl").write_bytes(zpl.render(address_label(data), dpi))
    command = ["node", "render.mjs", str(tmp_path / "label.zpl"), str(tmp_path / "out"), "100", "150", per_mm]
    subprocess.run(command, cwd=JUDGE, check=True, capture_output=True)
    assert decoded(Image.open(tmp_path / "out-0.png").convert("L")) == [data.tracking]
    assert not (tmp_path / "out-1.png").exists()
