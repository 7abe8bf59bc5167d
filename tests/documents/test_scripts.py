"""Addresses in every script: drawn truly on paper of each kind, or held with the name of what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.documents.made_font import write_font
from warehouse_app.documents import cmap, graphics, lettering, pdf, systemfonts, zpl, zpl_reader
from warehouse_app.documents.label import AddressLabelData, address_label
from warehouse_app.documents.model import Box, Expected, LabelModel, Text
from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine, packing_slip
from warehouse_app.documents.proof import prove, prove_label
from warehouse_app.documents.text import clean
from warehouse_app.documents.verdict import Problem, Proof
from warehouse_app.ports.resources import resource_path

ARABIC, JAPANESE = "محمد الرياض", "東京都山田太郎"
EUROPE = ("Пётр Ильич", "Ωμέγα 5", "Łódź, Nguyễn", "75001 Paris")
INTER = frozenset(map(ord, "".join(EUROPE)))


@pytest.fixture
def fonts_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The machine's fonts lie in this folder, which is empty at first."""
    monkeypatch.setattr(systemfonts, "folders", lambda: (tmp_path,))
    lettering.forget()
    yield tmp_path
    lettering.forget()


def install(folder: Path, name: str, signs: str) -> None:
    write_font(folder / name, signs)
    lettering.forget()


def label_to(*lines: str) -> AddressLabelData:
    return AddressLabelData(order="536365", parcel="PA-1-A", tracking="PA-1-A", recipient=lines)


def proofs(data: AddressLabelData) -> list[Proof]:
    model = address_label(data)
    return [
        *(prove_label(zpl.render(model, dpi), data, dpi) for dpi in (203, 300)),
        prove_label(pdf.render(model), data),
    ]


def problems(data: AddressLabelData) -> set[tuple[str, str]]:
    found = [{(problem.code, problem.detail) for problem in proof.problems} for proof in proofs(data)]
    assert found[0] == found[1] == found[2], "one label, one judgement on every printer"
    return found[0]


def pictures(data: AddressLabelData) -> list[zpl_reader.ReadPicture]:
    label = zpl_reader.read(zpl.render(address_label(data)))
    return [part for part in label.elements if isinstance(part, zpl_reader.ReadPicture)]


def ink(drawn: Image.Image) -> int:
    return drawn.convert("L").histogram()[0]


def test_what_inter_has_is_drawn_truly_without_any_font_of_the_machine(fonts_in: Path) -> None:
    assert cmap.signs(resource_path("fonts", "Inter-Bold.ttf")) >= INTER
    assert problems(label_to(*EUROPE)) == set()
    assert set(EUROPE) <= set(pdf.texts(pdf.render(address_label(label_to(*EUROPE)))))
    assert not any(fonts_in.iterdir())


def test_a_thermal_printer_gets_signs_its_own_face_may_lack_as_pictures() -> None:
    assert "Zoë Müller €" in [part.text for part in texts(label_to("Zoë Müller €", "Пётр"))]
    assert len(pictures(label_to("Zoë Müller €", "Пётр", "Łódź"))) == 2


def texts(data: AddressLabelData) -> list[zpl_reader.ReadText]:
    label = zpl_reader.read(zpl.render(address_label(data)))
    return [part for part in label.elements if isinstance(part, zpl_reader.ReadText)]


@pytest.mark.parametrize(
    ("line", "script"),
    [
        (ARABIC, "Arabic"),
        ("שלום כהן", "Hebrew"),
        ("山田 12", "Chinese and Japanese"),
        ("ひらがな", "Japanese"),
        ("한국어", "Korean"),
        ("ภาษาไทย", "Thai"),
        ("ქართული", "Georgian"),
    ],
)
def test_without_a_font_the_label_is_held_and_the_script_is_named(fonts_in: Path, line: str, script: str) -> None:
    assert problems(label_to(line, "Paris")) == {("signs_missing", script)}
    assert problems(replace(label_to("Paris"), sender=(line,))) == {("signs_missing", script)}, "the sender counts too"
    assert problems(replace(label_to("Paris"), carrier=line)) == {("signs_missing", script)}


@pytest.mark.parametrize("signs", [ARABIC, JAPANESE])
def test_with_a_font_of_the_machine_the_label_is_proven_and_shows_the_signs(fonts_in: Path, signs: str) -> None:
    install(fonts_in, "Some-Bold.ttf", signs)
    data = label_to(f"{signs} 12", "Paris")
    assert problems(data) == set()
    (picture,) = pictures(data)
    drawn = zpl_reader.picture_of(picture)
    assert drawn.histogram()[255] > 200, "there is ink"
    other = label_to(f"{signs[::-1]} 12", "Paris")
    assert pictures(other)[0].rows != picture.rows, "other signs, other dots"


def test_a_line_that_runs_to_the_left_is_drawn_from_the_right(fonts_in: Path) -> None:
    if not lettering.shaping_there():
        pytest.skip("this machine has no library for it")
    install(fonts_in, "Some.ttf", "אבגד")
    whole, first = (lettering.picture(line, 2_000, 60, bold=True) for line in ("אאאאאאגגגגגג", "אאאאאא"))
    at_the_right = whole.crop((whole.width - first.width + 4, 0, whole.width, 60))
    at_the_left = whole.crop((0, 0, first.width - 4, 60))
    alone = first.crop((4, 0, first.width, 60))
    assert abs(ink(at_the_right) - ink(alone)) < abs(ink(at_the_left) - ink(alone))


def test_the_proof_sees_a_picture_of_something_else(fonts_in: Path) -> None:
    install(fonts_in, "Some.ttf", JAPANESE)
    data, other = label_to("東京都", "Paris"), label_to("京東都", "Paris")
    for document in (zpl.render(address_label(other)), pdf.render(address_label(other))):
        assert not prove_label(document, data).ok


def test_the_proof_of_a_pdf_sees_a_picture_that_lacks_a_sign_or_has_a_stroke_too_many(fonts_in: Path) -> None:
    install(fonts_in, "Some.ttf", JAPANESE)
    short, whole = (Text(50, 50, 900, 60, says) for says in ("東京", "東京都"))
    wanted = Expected((), (("recipient", whole.text),), lines=(whole,))

    def lacks(*shown: Text | Box) -> bool:
        proof = prove(pdf.render(LabelModel(100, 150, shown)), wanted)
        return Problem("text_missing", "recipient") in proof.problems

    assert not lacks(whole)
    assert lacks(short)
    assert lacks(whole, Box(50, 80, 120, 8, 8))


def test_the_proof_of_a_pdf_sees_a_longer_text_that_begins_with_the_one_that_is_due(fonts_in: Path) -> None:
    install(fonts_in, "Some.ttf", JAPANESE)
    due, longer = (Text(50, 50, 900, 60, says) for says in ("東京", "東京都"))
    wanted = Expected((), (("recipient", due.text),), lines=(due,))
    assert prove(pdf.render(LabelModel(100, 150, (due,))), wanted).ok
    for render in (zpl.render, pdf.render):
        found = prove(render(LabelModel(100, 150, (longer,))), wanted)
        assert Problem("text_missing", "recipient") in found.problems


def test_the_proof_sees_a_picture_of_less_or_more() -> None:
    short, long = label_to("Пётр", "Paris"), label_to("Пётр Ильич", "Paris")
    for shown, wanted in ((short, long), (long, short)):
        found = prove_label(zpl.render(address_label(shown)), wanted)
        assert {problem.code for problem in found.problems} == {"picture_wrong", "text_missing"}


def _with_a_byte_more(document: bytes) -> bytes:
    """Return the label with each row of its picture one white byte longer."""
    found = re.search(rb"\^GFA,(\d+),(\d+),(\d+),([^^]+)", document)
    assert found is not None
    across, rows = int(found[3]), graphics.unpacked(found[4], int(found[3]), int(found[2]))
    longer = b"".join(rows[at : at + across] + b"\0" for at in range(0, len(rows), across))
    size = str(len(longer)).encode()
    return document.replace(found[0], b"^GFA,%s,%s,%d,%s" % (size, size, across + 1, longer.hex().upper().encode()))


def test_a_picture_is_filled_up_to_whole_bytes_and_not_further() -> None:
    """The last byte of a row may be white in part; a white byte more is another picture, however wide the line is."""
    for name in ("Пётр", "Ман", "Мар", "Лонна", "Пётр Иль", "Ильич"):
        data = label_to(name, "Paris")
        sound = zpl.render(address_label(data))
        assert prove_label(sound, data).ok
        found = prove_label(_with_a_byte_more(sound), data)
        assert "picture_wrong" in {problem.code for problem in found.problems}, name


def test_ink_in_the_columns_that_fill_the_last_byte_is_another_picture() -> None:
    found = 0
    for name in ("Пётр", "Ман", "Мар", "Лонна", "Ильич"):
        data = label_to(name, "Paris")
        sound = zpl.render(address_label(data))
        spelt = re.search(rb"\^GFA,(\d+),(\d+),(\d+),([^^]+)", sound)
        assert spelt is not None
        across = int(spelt[3])
        rows = bytearray(graphics.unpacked(spelt[4], across, int(spelt[2])))
        lines = [part for part in address_label(data).elements if isinstance(part, Text) and part.text == name]
        drawn = lettering.picture_of(lines[0], 8)
        if drawn.width % 8:
            rows[across - 1] |= 1
            inked = sound.replace(spelt[4], graphics.packed(bytes(rows), across))
            assert "picture_wrong" in {problem.code for problem in prove_label(inked, data).problems}
            found += 1
    assert found


def test_the_proof_sees_question_marks_where_signs_should_be(fonts_in: Path) -> None:
    for asked in ("???", "東京都"):
        document = zpl.render(address_label(label_to(asked, "Paris")))
        assert not prove_label(document, label_to("東京都", "Paris")).ok
    assert not any(fonts_in.iterdir())


def test_a_torn_picture_is_no_label() -> None:
    sound = zpl.render(address_label(label_to("Пётр")))
    start = sound.index(b"^GFA")
    for torn in (
        sound[: start + 40] + sound[start + 42 :],
        sound.replace(b"^GFA,", b"^GFB,"),
        sound.replace(b"^GFA,", b"^GFA,9"),
    ):
        found = {problem.code for problem in prove_label(torn, label_to("Пётр")).problems}
        assert found in ({"unreadable"}, {"picture_wrong", "text_missing"})


def test_a_font_installed_later_is_found(fonts_in: Path) -> None:
    data = label_to("東京都")
    assert problems(data)
    install(fonts_in, "NotoSansCJK-Regular.ttf", JAPANESE)
    assert problems(data) == set()


@pytest.mark.parametrize("content", [b"", b"no font at all", b"ttcf" + b"\xff" * 40, b"\0\1\0\0\0\xff" + b"x" * 30])
def test_what_is_no_font_has_no_signs(fonts_in: Path, content: bytes) -> None:
    (fonts_in / "broken.ttf").write_bytes(content)
    lettering.forget()
    assert cmap.signs(fonts_in / "broken.ttf") == frozenset()
    assert problems(label_to("東京都")) == {("signs_missing", "Chinese and Japanese")}


def test_emoji_name_nobody_and_hold_no_label(fonts_in: Path) -> None:
    assert clean("Anna \U0001f600\ufe0f Müller") == "Anna Müller"
    assert problems(label_to("Anna \U0001f600 Müller", "Paris")) == set()
    assert not any(fonts_in.iterdir())


def test_a_sign_nobody_can_read_holds_the_label(fonts_in: Path) -> None:
    assert problems(label_to("M\ufffdller", "Paris")) == {("signs_unknown", "")}
    assert not any(fonts_in.iterdir())


def test_a_slip_says_at_its_foot_what_could_not_be_set(fonts_in: Path) -> None:
    slip = PackingSlipData(company="", order="1", parcel="P", lines=(SlipLine("S", "東京", 1, 1, 0),))
    told = "? stands for signs this machine has no font for: Chinese and Japanese"
    assert told in pdf.texts(packing_slip(slip))
    install(fonts_in, "Some.ttf", "東京")
    assert told not in pdf.texts(packing_slip(slip))


@pytest.mark.parametrize("order", ["A" * 64, "W" * 64, "ORDER-2024-" + "1234567890" * 5, "x y " * 15 + "long"])
def test_an_order_number_of_64_characters_is_whole_on_its_label(order: str) -> None:
    data = replace(label_to("Ana Ruiz", "Lille"), order=order)
    assert problems(data) == set()
