"""Every kind of barcode we print decodes at the size we print it, at each density and from PDF."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse_app.documents import gs1, linear, pdf, placing, symbols, zpl, zpl_reader
from warehouse_app.documents.model import Code128, Expected, LabelModel, Line, Symbol, Text
from warehouse_app.documents.proof import prove
from warehouse_app.documents.symbols import CARDS, Symbology
from warehouse_app.documents.verdict import Problem
from warehouse_app.domain.refusals import Usage

PALLET = gs1.joined([("00", "106141412345678908"), ("10", "LOT-1"), ("37", "48")])
DATA = {
    Symbology.GS1_128: PALLET,
    Symbology.DATAMATRIX: "SN:12345-ABC^~_\\>x",
    Symbology.GS1_DATAMATRIX: gs1.joined([("01", "10012345678902"), ("10", "AB_1"), ("21", "S/N+7")]),
    Symbology.QR: "https://example.com/r/RMA-77?a=^~_&b=é東",
    Symbology.EAN13: "4006381333931",
    Symbology.ITF14: "10012345678902",
    Symbology.CODE39: "ABC-12.$/+% Z",
    Symbology.PDF417: "A manifest of one pallet, ^~_ and more: " * 2 + ".",
}
ROOMS = {
    Symbology.DATAMATRIX: (200, 200),
    Symbology.GS1_DATAMATRIX: (200, 200),
    Symbology.QR: (300, 300),
    Symbology.PDF417: (900, 300),
}


def one(kind: Symbology, data: str = "", **change: int) -> Symbol:
    width, height = ROOMS.get(kind, (950, 200))
    room = {"x": 20, "y": 20, "width": width, "height": height, **change}
    return Symbol(kind=kind, data=data or DATA[kind], **room)


@pytest.fixture(autouse=True)
def _drawn_anew() -> None:
    """A figure is kept once it was drawn; a test asks for it anew."""
    symbols.figure.cache_clear()


@pytest.mark.parametrize("kind", Symbology)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_kind_is_printed_natively_and_read_back_at_every_density(kind: Symbology, dpi: int) -> None:
    document = zpl.render(LabelModel(100, 40, (one(kind),)), dpi)
    assert b"^GF" not in document
    proof = prove(document, Expected((DATA[kind],), (), 100, 40), dpi)
    assert (proof.problems, proof.found) == ((), (DATA[kind],))


@pytest.mark.parametrize("kind", Symbology)
def test_every_kind_is_read_back_from_the_pdf(kind: Symbology) -> None:
    proof = prove(pdf.render(LabelModel(100, 40, (one(kind),))), Expected((DATA[kind],), (), 100, 40))
    assert (proof.problems, proof.found) == ((), (DATA[kind],))


@pytest.mark.parametrize("kind", Symbology)
def test_a_code_stands_inside_its_room_with_its_quiet_zone(kind: Symbology) -> None:
    element = one(kind)
    for per_mm in (8, 12, 24):
        where = placing.placed(element, per_mm)
        card = CARDS[kind]
        quiet = (card.around or card.beside) * where.module
        right = where.left + where.figure.width * where.module
        assert where.left - quiet >= 2 * per_mm
        assert right + quiet <= (20 + element.width) * per_mm // 10
        if card.around:
            low = where.top + len(where.figure.rows) * where.high
            assert where.top - quiet >= 2 * per_mm
            assert low + quiet <= (20 + element.height) * per_mm // 10


@pytest.mark.parametrize("kind", Symbology)
def test_a_room_that_is_too_small_is_refused_and_the_code_is_named(kind: Symbology) -> None:
    with pytest.raises(Usage) as refused:
        placing.placed(one(kind, width=40, height=40), 8)
    assert (refused.value.code, refused.value.facts) == ("code_too_long", {"text": DATA[kind]})


WRONG = {
    Symbology.GS1_128: ["", "no digits", "99", "0110012345678902\x1d\x1d", "10" + "A" * 60, "10A B", "10Ä"],
    Symbology.DATAMATRIX: ["", "Ä", "a\nb", "x" * 301, " a"],
    Symbology.GS1_DATAMATRIX: ["", "ABC", "01123", "10A\x1d"],
    Symbology.QR: ["", "a\x00b", "\ud800", "x" * 501],
    Symbology.EAN13: ["", "4006381333930", "400638133393", "40063813339311", "٤006381333931"],
    Symbology.ITF14: ["", "10012345678903", "1001234567890"],
    Symbology.CODE39: ["", "abc", "A*B", "Ä", "A" * 41, "+A", "1$Z", "%A", "/O"],  # pairs mean another sign to some
    Symbology.PDF417: ["", "Ä", "a\tb", "x" * 401],
}


@pytest.mark.parametrize(("kind", "data"), [(kind, data) for kind, many in WRONG.items() for data in many])
def test_what_a_kind_cannot_carry_is_refused_and_never_cut(kind: Symbology, data: str) -> None:
    if data == "10A\x1d":
        assert not symbols.takes(kind, data) or gs1.split(data) == (("10", "A"),)
        return
    assert not symbols.takes(kind, data)
    with pytest.raises(Usage) as refused:
        symbols.check(kind, data)
    assert refused.value.code == "code_unprintable"


def test_element_strings_are_joined_and_split_by_their_lengths() -> None:
    assert PALLET == "00106141412345678908" + "10LOT-1\x1d" + "3748"
    assert gs1.split(PALLET) == (("00", "106141412345678908"), ("10", "LOT-1"), ("37", "48"))
    assert gs1.bracketed(PALLET) == "(00)106141412345678908(10)LOT-1(37)48"
    assert gs1.joined([("3103", "001234"), ("10", "A")]) == "310300123410A"
    assert gs1.joined([("10", "A"), ("11", "260101"), ("21", "B")]) == "10A\x1d1126010121B"
    assert gs1.split("3103001234" + "8005000299" + "\x1d" + "4109501101020917" + "25312345678901231") == (
        ("3103", "001234"),
        ("8005", "000299"),
        ("410", "9501101020917"),
        ("253", "12345678901231"),
    )
    for broken in ("XX", "001", "01123456789012\x1d4", "5012", "10", "1A2", "310A123456"):
        with pytest.raises(ValueError, match="element"):
            gs1.split(broken)


@given(
    st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%", min_size=1, max_size=20).filter(
        lambda text: symbols.takes(Symbology.CODE39, text)
    )
)
@settings(max_examples=60, deadline=None)
def test_any_code_39_is_read_back(text: str) -> None:
    assert decoded(symbols.flat(linear.code39(text)), zxingcpp.BarcodeFormat.Code39Std) == [text]


@given(st.integers(1, 10**12 - 1), st.integers(1, 10**13 - 1))
@settings(max_examples=60, deadline=None)
def test_any_trade_number_is_read_back(thirteen: int, fourteen: int) -> None:
    from warehouse_app.domain.barcodes.gtin import check_digit

    for kind, body in ((Symbology.EAN13, f"{thirteen:012d}"), (Symbology.ITF14, f"{fourteen:013d}")):
        digits = body + str(check_digit(body))
        form = zxingcpp.BarcodeFormat.EAN13 if kind is Symbology.EAN13 else zxingcpp.BarcodeFormat.ITF
        assert decoded(symbols.figure(kind, digits), form) == [digits]


def decoded(figure: symbols.Figure, form: Any) -> list[str]:
    from PIL import Image

    picture = Image.new("L", (figure.width * 3 + 80, 80), 255)
    x = 40
    for place, run in enumerate(figure.rows[0]):
        if place % 2 == 0:
            picture.paste(0, (x, 10, x + run * 3, 70))
        x += run * 3
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=form)]


def test_a_data_matrix_that_holds_every_sign_we_could_escape_with_is_refused_and_others_are_not() -> None:
    full = one(Symbology.DATAMATRIX, "a|`}{@#!b")
    with pytest.raises(Usage) as refused:
        zpl.render(LabelModel(100, 40, (full,)))
    assert refused.value.code == "code_unprintable"
    almost = one(Symbology.DATAMATRIX, "a|`}{@#b")
    assert prove(zpl.render(LabelModel(100, 40, (almost,))), Expected((almost.data,), (), 100, 40)).ok


@pytest.mark.parametrize("kind", Symbology)
def test_a_line_through_the_quiet_zone_holds_the_label(kind: Symbology) -> None:
    def crossed(per_mm: int) -> LabelModel:
        where = placing.placed(one(kind), per_mm)
        return LabelModel(100, 40, (one(kind), Line((where.left - where.module) * 10 // per_mm, 20, 3, 300)))

    wanted = Expected((DATA[kind],), (), 100, 40)
    assert "quiet_zone" in {problem.code for problem in prove(zpl.render(crossed(8)), wanted).problems}
    if kind is not Symbology.PDF417:  # how wide its modules are cannot be told from what a PDF417 says
        assert {each.code for each in prove(pdf.render(crossed(12)), wanted).problems} & {"quiet_zone", "code_missing"}


@pytest.mark.parametrize(("width", "height"), [(300, 600), (600, 300)])
@pytest.mark.parametrize("kind", [Symbology.QR, Symbology.DATAMATRIX, Symbology.PDF417])
def test_the_narrower_side_of_a_room_decides(kind: Symbology, width: int, height: int) -> None:
    for per_mm in (8, 12):
        where = placing.placed(one(kind, "RMA-77", width=width, height=height), per_mm)
        quiet = CARDS[kind].around * where.module
        assert where.figure.width * where.module + 2 * quiet <= width * per_mm // 10
        assert len(where.figure.rows) * where.high + 2 * quiet <= height * per_mm // 10


@pytest.mark.parametrize(("width", "height"), [(109, 300), (300, 109)])
def test_a_square_code_fits_to_the_dot(width: int, height: int) -> None:
    """21 modules and four on either side, of three dots each, are 87 dots, nearly eleven millimetres."""
    assert placing.placed(one(Symbology.QR, "AB", width=width, height=height), 8).module == 3
    with pytest.raises(Usage):
        placing.placed(
            one(Symbology.QR, "AB", width=width - 2 * (width < height), height=height - 2 * (height < width)), 8
        )


def test_a_row_is_as_high_as_its_kind_wants() -> None:
    assert [symbols.figure(kind, DATA[kind]).high for kind in (Symbology.QR, Symbology.PDF417, Symbology.EAN13)] == [
        *(1, symbols.PDF417_ROW, 0)
    ]


def test_a_stacked_code_fits_to_the_dot() -> None:
    assert placing.placed(one(Symbology.PDF417, "A", width=225, height=900), 8).columns == 1
    for width, height in ((223, 900), (225, 20)):
        with pytest.raises(Usage):
            placing.placed(one(Symbology.PDF417, "A", width=width, height=height), 8)


def test_each_kind_is_as_wide_in_modules_as_its_standard_says() -> None:
    assert symbols.figure(Symbology.DATAMATRIX, "AB").width == 10
    assert symbols.figure(Symbology.QR, "AB").width == len(symbols.figure(Symbology.QR, "AB").rows) == 21
    assert symbols.figure(Symbology.EAN13, "4006381333931").width == 95
    assert symbols.figure(Symbology.ITF14, "10012345678902").width == 4 + 7 * 18 + 5
    assert symbols.figure(Symbology.CODE39, "AB").width == 4 * 15 + 3
    assert symbols.figure(Symbology.PDF417, "AB", 2).width == 17 * 2 + 69
    assert symbols.figure(Symbology.GS1_128, "1012").width == 11 * 5 + 13


def test_check_signs_of_code_39() -> None:
    assert linear.check39("CODE39") == "W"
    assert linear.check39("") == "0"


def test_a_stand_in_is_a_maxicode_of_its_own() -> None:
    from PIL import Image

    drawn = symbols.stand_in("HELLO", 149, 133)
    assert (drawn.width, len(drawn.rows)) == (149, 133)
    picture = Image.new("L", (189, 173), 255)
    for row, runs in enumerate(drawn.rows):
        x = 20
        for place, run in enumerate(runs):
            if place % 2 == 0:
                picture.paste(0, (x, 20 + row, x + run, 21 + row))
            x += run
    maxicode: Any = zxingcpp.BarcodeFormat.MaxiCode
    found = zxingcpp.read_barcodes(picture.resize((756, 692)), formats=maxicode)
    assert [code.text for code in found] == ["HELLO"]


def test_a_square_that_is_too_small_for_hand_scanners_holds_the_label() -> None:
    sound = zpl.render(LabelModel(100, 40, (one(Symbology.QR),)))
    small = sound.replace(b"^BQN,2,5", b"^BQN,2,2")
    assert small != sound
    found = prove(small, Expected((DATA[Symbology.QR],), (), 100, 40)).problems
    assert Problem("narrow", DATA[Symbology.QR]) in found


def test_words_over_a_square_code_hold_the_label() -> None:
    label = LabelModel(100, 40, (one(Symbology.QR), Text(60, 60, 300, 80, "OVER")))
    found = {
        problem.code for problem in prove(zpl.render(label), Expected((DATA[Symbology.QR],), (), 100, 40)).problems
    }
    assert "overlap" in found


def test_a_label_with_all_kinds_is_proven_as_one() -> None:
    rows = [one(kind, x=20, y=20 + 200 * number, width=950, height=190) for number, kind in enumerate(Symbology)]
    model = LabelModel(100, 200, (*rows, Code128(20, 1650, 950, 190, "PA-00000123-K")))
    wanted = Expected((*DATA.values(), "PA-00000123-K"), (), 100, 200)
    for dpi in (203, 300):
        assert prove(zpl.render(model, dpi), wanted, dpi).problems == ()
    assert prove(pdf.render(model), wanted).problems == ()


def test_the_reader_draws_what_the_writer_placed() -> None:
    for kind in Symbology:
        element = one(kind)
        where = placing.placed(element, 8)
        [code] = zpl_reader.read(zpl.render(LabelModel(100, 40, (element,)))).elements
        assert isinstance(code, zpl_reader.ReadCode)
        lower = 1 if kind is Symbology.QR else 0  # the printer sets ^BQ lower by the height of ^BY
        assert (code.x, code.y, code.text) == (where.left, where.top + lower, DATA[kind])
        assert (code.width, code.narrow) == (where.figure.width * where.module, where.module)
