"""The proof before print finds each planted fault, in the very bytes that would be sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from warehouse_app.documents import code128, pdf, zpl
from warehouse_app.documents.label import AddressLabelData, address_label
from warehouse_app.documents.model import Code128, Element, LabelModel, Line, Text
from warehouse_app.documents.proof import prove_label
from warehouse_app.documents.verdict import Proof

DATA = AddressLabelData(
    order="536365",
    parcel="PA-00000123-K",
    tracking="00340434161094022115",
    sender=("Sample Gifts Ltd", "14 Albion Yard"),
    recipient=("Zoë Müller", "Rue de l'Église 4", "75001 Paris", "France"),
    number=1,
    of=2,
    weight_g=1236,
)
OTHER = replace(DATA, order="536366", parcel="PA-00000124-M", tracking="00340434161094022116")
MODEL = address_label(DATA)


def with_code(**change: object) -> LabelModel:
    def changed(element: Element) -> Element:
        return replace(element, **change) if isinstance(element, Code128) else element  # type: ignore[arg-type]

    return replace(MODEL, elements=tuple(changed(element) for element in MODEL.elements))


def codes(proof: Proof) -> set[str]:
    assert not proof.ok
    return {problem.code for problem in proof.problems}


def both(model: LabelModel) -> tuple[set[str], set[str]]:
    return codes(prove_label(zpl.render(model), DATA)), codes(prove_label(pdf.render(model), DATA))


def test_the_sound_label_passes() -> None:
    for proof in (prove_label(zpl.render(MODEL), DATA), prove_label(pdf.render(MODEL), DATA)):
        assert proof.ok
        assert proof.found == (DATA.tracking,)


def test_the_label_of_another_parcel_fails() -> None:
    for found in both(address_label(OTHER)):
        assert {"code_missing", "code_foreign", "text_missing"} <= found


def test_the_right_code_under_another_parcels_words_fails() -> None:
    for found in both(address_label(replace(OTHER, tracking=DATA.tracking))):
        assert found == {"text_missing"}


def test_a_code_that_lost_its_end_fails() -> None:
    for found in both(with_code(data=DATA.tracking[:-2])):
        assert found == {"code_missing", "code_foreign"}


def test_a_label_without_its_code_fails() -> None:
    bare = replace(MODEL, elements=tuple(part for part in MODEL.elements if not isinstance(part, Code128)))
    for found in both(bare):
        assert found == {"code_missing"}


def test_a_second_code_on_the_label_fails() -> None:
    extra = replace(MODEL, elements=(*MODEL.elements, Code128(10, 560, 980, 100, "HELLO")))
    for found in both(extra):
        assert "code_foreign" in found


def test_the_same_code_twice_fails() -> None:
    extra = replace(MODEL, elements=(*MODEL.elements, Code128(10, 560, 980, 100, DATA.tracking)))
    for found in both(extra):
        assert "code_twice" in found


def test_a_name_that_broke_through_fails() -> None:
    sound = zpl.render(MODEL)
    for name in (b"Bob^FS^XZ^XA^FDx", b"^XA", b"Bob^FS^XZ~JR^XA^PQ9999^FDx", b"x^FS^FO1,1^GB9,9,9^FS^FDy"):
        assert codes(prove_label(sound.replace("Zoë Müller".encode(), name), DATA)) & {"unreadable", "text_missing"}


@pytest.mark.parametrize("tail", [b"^XA^XZ", b"~JR", b"^XA", b"junk"])
def test_anything_behind_the_label_fails(tail: bytes) -> None:
    assert codes(prove_label(zpl.render(MODEL) + tail, DATA)) == {"unreadable"}


def test_every_torn_label_fails() -> None:
    document = zpl.render(MODEL).rstrip(b"\n")
    assert prove_label(document, DATA).ok
    for length in range(len(document)):
        assert not prove_label(document[:length], DATA).ok


def test_a_code_outside_the_label_fails() -> None:
    for found in both(with_code(x=400)):
        assert found & {"outside", "quiet_zone", "code_missing"}
    assert "outside" in both(with_code(x=400))[0]
    assert "outside" in both(with_code(y=1400))[0]


def test_bars_too_narrow_for_a_scanner_fail() -> None:
    sound = zpl.render(MODEL, 300)
    thin = sound.replace(b"^BY6,", b"^BY2,")
    assert thin != sound
    assert "narrow" in codes(prove_label(thin, DATA, 300))


def test_a_code_without_its_quiet_zone_fails() -> None:
    width = code128.module_count(DATA.tracking) * 5  # 0.5 mm a module
    left = (1000 - width) // 2
    beside = replace(MODEL, elements=(*MODEL.elements, Line(left - 20, 1150, 8, 200)))
    for found in both(beside):
        assert found & {"quiet_zone", "code_missing"}
    assert "quiet_zone" in both(beside)[0]


def test_a_code_at_the_very_edge_fails() -> None:
    sound = zpl.render(MODEL)
    start = sound.index(b"^BY")
    place = sound[sound.index(b"^FO", start) : sound.index(b"^BC", start)]
    assert "quiet_zone" in codes(prove_label(sound.replace(place, b"^FO8,912"), DATA))


def test_text_set_over_the_code_fails() -> None:
    over = replace(MODEL, elements=(*MODEL.elements, Text(100, 1150, 700, 220, "OVER ALL")))
    assert "overlap" in both(over)[0]


def test_text_that_leaves_the_label_fails() -> None:
    over = replace(MODEL, elements=(*MODEL.elements, Text(800, 560, 150, 60, "a very long line of text")))
    assert "outside" in codes(prove_label(zpl.render(over), DATA))


def test_an_address_that_does_not_fit_fails_and_is_not_shortened_in_silence() -> None:
    data = replace(DATA, recipient=tuple(f"Line {number} of an address without end" for number in range(30)))
    assert codes(prove_label(zpl.render(address_label(data)), data)) == {"text_missing"}
    assert codes(prove_label(pdf.render(address_label(data)), data)) == {"text_missing"}


def test_an_address_that_only_begins_alike_fails() -> None:
    data = replace(DATA, recipient=(*DATA.recipient[:-1], "Fran"))
    assert codes(prove_label(zpl.render(MODEL), data)) == {"text_missing"}
    assert codes(prove_label(pdf.render(MODEL), data)) == {"text_missing"}


def test_a_label_of_another_density_fails() -> None:
    assert "size" in codes(prove_label(zpl.render(MODEL, 300), DATA, 203))
    assert "size" in codes(prove_label(zpl.render(MODEL, 203), DATA, 300))


@pytest.mark.parametrize("document", [b"", b"%PDF-1.4 torn", b"%PDF", b"\xff\xfe", b"^XA"])
def test_bytes_that_are_no_label_fail_and_never_raise(document: bytes) -> None:
    assert codes(prove_label(document, DATA)) == {"unreadable"}
