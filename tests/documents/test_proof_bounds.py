"""How near is near: labels spelt by hand, each at a bound of what the proof lets pass and one dot beyond it."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.documents.test_labels import sample
from warehouse_app.documents import pdf, zpl, zpl_reader
from warehouse_app.documents.code128 import runs, values
from warehouse_app.documents.label import address_label
from warehouse_app.documents.model import Box, Code128, Expected, LabelModel, Symbol, Text
from warehouse_app.documents.papers.slip import PackingSlipData, SlipLine, packing_slip
from warehouse_app.documents.proof import prove, prove_label, prove_paper
from warehouse_app.documents.scanning import found_in
from warehouse_app.documents.symbols import Symbology
from warehouse_app.documents.verdict import Problem, Proof

WIDE, HIGH = 800, 1200
SYMBOL = 57
"""Modules of the code "AB"."""


def spelt(*fields: str, wide: int = WIDE, high: int = HIGH) -> bytes:
    return f"^XA\n^CI28\n^PW{wide}\n^LL{high}\n^LH0,0\n{''.join(fields)}^XZ\n".encode()


def code(x: int, y: int = 400, module: int = 4, height: int = 200, data: str = "AB") -> str:
    return f"^BY{module},3,{height}^FO{x},{y}^BCN,{height},N,N,N,N^FH_^FD>:{data}^FS\n"


def text(x: int, y: int, says: str, size: int = 30) -> str:
    return f"^FO{x},{y}^A0N,{size},{size}^FH_^FD{says}^FS\n"


def bar(x: int, y: int, across: int, down: int) -> str:
    return f"^FO{x},{y}^GB{across},{down},{min(across, down)}^FS\n"


def proven(*fields: str, dpi: int = 203, codes: tuple[str, ...] = ("AB",), wide: int = WIDE, high: int = HIGH) -> Proof:
    return prove(spelt(*fields, wide=wide, high=high), Expected(codes, ()), dpi)


def found(proof: Proof) -> set[str]:
    assert proof.ok is not bool(proof.problems)
    return {each.code for each in proof.problems}


# ----------------------------------------------------------------------------------------------------------- the code
@pytest.mark.parametrize("x", [40, 300, WIDE - (SYMBOL + 10) * 4])
def test_a_code_with_ten_modules_on_either_side_passes(x: int) -> None:
    assert proven(code(x)) == Proof(ok=True, found=("AB",), problems=())


@pytest.mark.parametrize("x", [39, WIDE - (SYMBOL + 10) * 4 + 1])
def test_a_code_with_one_dot_less_beside_it_fails(x: int) -> None:
    assert "quiet_zone" in found(proven(code(x)))


@pytest.mark.parametrize(("dpi", "wide", "high", "least"), [(203, 800, 1200, 2), (300, 1200, 1800, 3)])
def test_a_quarter_of_a_millimetre_is_the_narrowest_bar(dpi: int, wide: int, high: int, least: int) -> None:
    assert found(proven(code(300, module=least), dpi=dpi, wide=wide, high=high)) == set()
    assert "narrow" in found(proven(code(300, module=least - 1), dpi=dpi, wide=wide, high=high))


LEFT, RIGHT = 300, 300 + SYMBOL * 4


@pytest.mark.parametrize("x", [LEFT - 40 - 8, RIGHT + 40 + 1])
def test_a_bar_outside_the_quiet_zone_is_no_matter(x: int) -> None:
    assert found(proven(code(LEFT), bar(x, 450, 8, 40))) == set()


@pytest.mark.parametrize("x", [LEFT - 35 - 8, LEFT - 12 - 8, RIGHT + 12, RIGHT + 34])
def test_a_bar_in_the_quiet_zone_fails(x: int) -> None:
    assert "quiet_zone" in found(proven(code(LEFT), bar(x, 450, 8, 40)))


@pytest.mark.parametrize("x", [LEFT - 2, RIGHT + 1])
def test_a_hair_beside_the_code_is_in_its_quiet_zone(x: int) -> None:
    assert "quiet_zone" in found(proven(code(LEFT), bar(x, 450, 1, 40)))


@pytest.mark.parametrize(
    ("y", "fails"),
    [
        (400 - 30, False),
        (400, False),
        (401, False),
        (402, True),
        (500, True),
        (600 - 4, True),
        (600 - 3, False),
        (600, False),
    ],
)
def test_the_zone_is_as_high_as_the_code_but_for_the_rows_at_its_edges(y: int, fails: bool) -> None:
    assert ("quiet_zone" in found(proven(code(LEFT), bar(LEFT - 24, y, 8, 1)))) is fails


def test_codes_are_compared_both_ways_and_counted() -> None:
    two = (code(100, 200), code(100, 600, data="CD"))
    assert proven(*two, codes=("AB", "CD")).ok
    assert set(proven(*two).problems) == {Problem("code_foreign", "CD")}
    assert set(proven(code(100), codes=("AB", "CD")).problems) == {Problem("code_missing", "CD")}
    assert set(proven(code(100, 200), code(100, 600)).problems) == {Problem("code_twice", "AB")}


# ------------------------------------------------------------------------------------------------- codes of two ways
def square(x: int, y: int, data: str = "AB") -> str:
    """A QR of 21 modules of five dots; the printer sets it lower by the height of `^BY`."""
    return f"^BY5,3,1^FO{x},{y - 1}^BQN,2,5^FH_^FDMA,{data}^FS\n"


SIDE, ZONE = 21 * 5, 4 * 5


@pytest.mark.parametrize(
    ("x", "y", "fails"),
    [
        *[(ZONE, ZONE, False), (ZONE - 1, ZONE, True), (ZONE, ZONE - 1, True), (WIDE - SIDE - ZONE, 300, False)],
        *[(WIDE - SIDE - ZONE + 1, 300, True), (300, HIGH - SIDE - ZONE, False), (300, HIGH - SIDE - ZONE + 1, True)],
    ],
)
def test_a_square_code_keeps_white_on_all_four_sides_of_the_paper(x: int, y: int, fails: bool) -> None:
    assert found(proven(square(x, y))) == ({"quiet_zone"} if fails else set())


@pytest.mark.parametrize(
    ("x", "y", "fails"),
    [
        *[(330, 300 - ZONE - 4, False), (330, 300 - ZONE + 2, True), (330, 300 - 8, True), (330, 300 + SIDE + 4, True)],
        *[(330, 300 + SIDE + ZONE - 4, True), (330, 300 + SIDE + ZONE + 1, False), (300 - ZONE + 2, 330, True)],
        *[(300 - ZONE - 6, 330, False), (300 + SIDE + ZONE - 4, 330, True), (300 + SIDE + ZONE + 1, 330, False)],
    ],
)
def test_a_bar_around_a_square_code_fails_on_every_side(x: int, y: int, fails: bool) -> None:
    assert found(proven(square(300, 300), bar(x, y, 4, 4))) == ({"quiet_zone"} if fails else set())


def test_a_code_in_a_picture_is_a_code_and_one_made_of_letters_is_none() -> None:
    from warehouse_app.documents.model import Picture
    from warehouse_app.documents.symbols import figure

    shown = figure(Symbology.QR, "CD")
    dots = [
        "".join(("1" if place % 2 == 0 else "0") * run * 4 for place, run in enumerate(runs)).ljust(88, "0")
        for runs in shown.rows
        for _ in range(4)
    ]
    rows = b"".join(int(row, 2).to_bytes(11, "big") for row in dots)
    model = LabelModel(100, 150, (Picture(200, 200, 11, rows), Code128(10, 800, 980, 200, "AB")))
    wanted = Expected(("AB",), ())
    for proof in (prove(zpl.render(model), wanted), prove(zpl.render(model, 300), wanted, 300)):
        assert Problem("code_foreign", "CD") in proof.problems
    assert Problem("code_foreign", "CD") in prove(pdf.render(model), wanted).problems


@pytest.mark.parametrize(("x", "y"), [(440, 400), (40, 800)], ids=["beside", "below"])
def test_bars_made_of_lines_are_no_code_wherever_they_stand(x: int, y: int) -> None:
    lines = []
    for place, run in enumerate(runs(values("CD"))):
        lines += [bar(x, y, run * 4, 200)] if place % 2 == 0 else []
        x += run * 4
    assert proven(code(40), *lines).found == ("AB",)


# ------------------------------------------------------------------------------------------------------ size and room
@pytest.mark.parametrize(("wide", "high"), [(WIDE + 1, HIGH), (WIDE, HIGH - 1)])
def test_a_label_of_another_size_fails_and_is_told(wide: int, high: int) -> None:
    assert Problem("size", f"{wide}x{high}") in proven(code(100), wide=wide, high=high).problems


@pytest.mark.parametrize(("y", "fails"), [(HIGH - 30, False), (HIGH - 29, True)])
def test_nothing_hangs_over_the_lower_edge(y: int, fails: bool) -> None:
    assert found(proven(code(100), text(10, y, "low"))) == ({"outside"} if fails else set())


@pytest.mark.parametrize(("over", "fails"), [(0, False), (1, True)])
def test_nothing_hangs_over_the_right_edge(over: int, fails: bool) -> None:
    wide = _width("right of all")
    assert found(proven(code(100), text(WIDE - wide + over, 10, "right of all"))) == ({"outside"} if fails else set())


def test_what_hangs_over_is_named_by_its_first_sixty_signs() -> None:
    problems = proven(code(100), text(700, 10, "0123456789" * 7)).problems
    assert problems == (Problem("outside", "0123456789" * 6),)


def _width(says: str) -> int:
    [element] = zpl_reader.read(spelt(text(0, 0, says))).elements
    return element.width


@pytest.mark.parametrize(("x", "y", "fails"), [(0, 30, False), (0, 29, True), (0, -30, False), (0, -29, True)])
def test_lines_may_touch_and_not_overlap(x: int, y: int, fails: bool) -> None:
    proof = proven(code(100), text(100, 100, "first"), text(100 + x, 100 + y, "second"))
    assert proof.problems == ((Problem("overlap", "second"),) if fails else ())


@pytest.mark.parametrize(("apart", "fails"), [(0, False), (-1, True)])
def test_words_side_by_side_may_touch_and_not_overlap(apart: int, fails: bool) -> None:
    for first, second in (("first", "second"), ("second", "first")):
        beside = text(100 + _width(first) + apart, 100, second)
        assert found(proven(code(100), text(100, 100, first), beside)) == ({"overlap"} if fails else set())
        assert found(proven(code(100), beside, text(100, 100, first))) == ({"overlap"} if fails else set())


def test_a_frame_may_stand_around_anything() -> None:
    assert proven(code(100), text(100, 100, "framed"), "^FO90,90^GB400,60,2^FS\n").ok


# --------------------------------------------------------------------------------------------------------------- words
def lacking(wanted: str, *lines: str) -> bool:
    document = spelt(code(100), *(text(10, 40 * n, line) for n, line in enumerate(lines)))
    proof = prove(document, Expected(("AB",), (("words", wanted),)), 203)
    assert set(proof.problems) <= {Problem("text_missing", "words")}
    return not proof.ok


@pytest.mark.parametrize(
    "lines",
    [
        *[("one two three",), ("one", "two", "three"), ("x", "one two", "three", "y"), ("onetwo", "three")],
        *[("one", "one", "two three"), ("one", "two", "one", "two", "three")],
    ],
)
def test_a_text_may_be_broken_anywhere(lines: tuple[str, ...]) -> None:
    assert not lacking("one two three", *lines)


@pytest.mark.parametrize(
    "lines",
    [
        *[("one", "x", "two", "three"), ("one two",), ("three", "two", "one"), ("one two three four",)],
        *[("zero one two three",), ("one", "two", "three four"), ()],
    ],
)
def test_a_text_with_something_between_before_or_behind_it_is_another_one(lines: tuple[str, ...]) -> None:
    assert lacking("one two three", *lines)


def test_where_no_words_are_wanted_none_are_missed() -> None:
    assert not lacking("", "anything")
    assert not lacking("")


# ------------------------------------------------------------------------------------------------------------- the PDF
def paper(*elements: Text | Code128, wide: int = 100, high: int = 150) -> bytes:
    return pdf.render(LabelModel(wide, high, elements))


def test_a_pdf_is_measured_as_a_label_is() -> None:
    sound = (Code128(10, 400, 980, 200, "AB"), Text(50, 50, 900, 40, "words"))
    wanted = Expected(("AB",), (("words", "words"),))
    assert prove(paper(*sound), wanted) == Proof(ok=True, found=("AB",), problems=())
    for wide, high in ((101, 150), (100, 149)):
        assert {each.code for each in prove(paper(*sound, wide=wide, high=high), wanted).problems} == {"size"}
    assert prove(paper(sound[0]), wanted).problems == (Problem("text_missing", "words"),)


@pytest.mark.parametrize("kind", [Symbology.EAN13, Symbology.QR])
def test_a_code_with_print_beside_it_fails_in_a_pdf_of_whatever_kind_it_is(kind: Symbology) -> None:
    data = "4006381333931"
    symbol, wanted = Symbol(300, 400, 400, 300, kind, data), Expected((data,), ())
    alone = pdf.render(LabelModel(100, 150, (symbol,)))
    assert prove(alone, wanted).ok
    [(_, shown)] = found_in(pdf.pictures(alone, 12)[0])
    beside = Box(shown.position.top_left.x * 10 // 12 - 15, 540, 10, 20, 10)
    assert found(prove(pdf.render(LabelModel(100, 150, (symbol, beside))), wanted)) == {"quiet_zone"}


@pytest.mark.parametrize("more", [1, 2])
def test_a_label_of_more_than_one_page_fails(more: int) -> None:
    [page] = pdf.pictures(paper(Code128(10, 400, 980, 200, "AB")))
    pages = BytesIO()
    page.save(pages, "PDF", resolution=12 * 25.4, save_all=True, append_images=[page] * more)
    assert prove(pages.getvalue(), Expected(("AB",), ())).problems == (Problem("pages", "2"),)


def test_a_label_proves_itself_on_every_printer() -> None:
    for number in (1, 4, 5):
        data = sample(number)
        model = address_label(data)
        for proof in (
            *(prove_label(zpl.render(model, dpi), data, dpi) for dpi in (203, 300)),
            prove_label(pdf.render(model), data),
        ):
            assert proof == Proof(ok=True, found=(data.tracking,), problems=())


# -------------------------------------------------------------------------------------------------------------- papers
def slip(order: str, lines: int = 1) -> bytes:
    return packing_slip(
        PackingSlipData("Shop", order, "P1", tuple(SlipLine("CUP", "A cup", 1, 1) for _ in range(lines)))
    )


@pytest.mark.parametrize("lines", [1, 200])
def test_a_paper_is_known_by_the_code_of_its_first_page(lines: int) -> None:
    assert prove_paper(slip("536365", lines), "536365") == Proof(ok=True, found=("536365",), problems=())


def test_a_code_that_stands_upright_is_read_as_well() -> None:
    [page, *_] = pdf.pictures(slip("536365"))
    turned = BytesIO()
    page.rotate(90, expand=True, fillcolor=255).save(turned, "PDF", resolution=12 * 25.4)
    assert prove_paper(turned.getvalue(), "536365").ok


def test_a_paper_with_another_code_fails_and_one_whose_code_no_barcode_takes_is_known_by_its_page() -> None:
    other = prove_paper(slip("536365"), "536366")
    assert (other.ok, other.problems) == (False, (Problem("code_missing", "536366"),))
    assert prove_paper(slip("Änderung"), "Änderung").ok


def test_bytes_that_are_no_paper_are_unreadable() -> None:
    for document in (b"", b"%PDF-1.4 torn", slip("536365")[:200]):
        assert {each.code for each in prove_paper(document, "536365").problems} == {"unreadable"}
