"""Labels that carriers made: drawn as printers draw them, every code read, held where something cannot be judged."""

from __future__ import annotations

import binascii
import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from warehouse_app.documents import foreign, pdf, preview
from warehouse_app.documents.foreign import prove_foreign
from warehouse_app.documents.model import LabelModel, Symbol, Text
from warehouse_app.documents.reading.values import ReadCode, ReadText
from warehouse_app.documents.symbols import Symbology
from warehouse_app.documents.verdict import Problem

CARRIERS = Path(__file__).parent / "carriers"
NAMES = ("dhlpaket", "dpdpl", "fedex", "glsdk_return", "kmart", "swisspost", "ups", "usps")
GS, RS, EOT = "\x1d", "\x1e", "\x04"
FACTS = f"[)>{RS}01{GS}0211111{GS}840{GS}804{GS}271053820000{GS}FDEG{GS}200044387{GS}047{GS}{GS}1/1{GS}0.23LB{GS}N"
TELEPHONE = f"{GS}5000 S 160th St{GS}Des Moines{GS}WA{GS}Test Receiver{RS}06{GS}10ZGH007{GS}12Z13602284998{GS}20Z"
LAST = "0001000100106307024656"
CODES = {
    "dhlpaket": ("40327660015+99000942000000", "222200000000000000"),
    "dpdpl": (),
    "fedex": (
        f"{FACTS}{TELEPHONE}\x1c{GS}31Z9632080400200044387500271053820000{GS}9K23414445{GS}{RS}{EOT}",
        "9632080400200044387500271053820000",
    ),
    "glsdk_return": (
        f"ADK0063DK00262080000075208a15e1qVYOD3VO5SBBd{' ' * 9}1{' ' * 3}218S2500{' ' * 3}{LAST}{' ' * 33}",
        "063070246563",
        f"A|Ingrid Tester|Per frediks allee 21|Copenhagen||||{' ' * 62}",
    ),
    "kmart": ("42054956", "00000123455555555558"),
    "swisspost": ("996000000000000000",),
    "ups": ("4210405000", "1Z680RA4DL08720000"),
    "usps": (
        f"42098028{GS}9205590303190000000000",
        f"42098028{GS}9205590303196500000000",
        f"42098028{GS}9205590303196500000000",
    ),
}
TOLD = {
    "dpdpl": {"no_codes"},
    "fedex": {"outside"},
    "glsdk_return": {"unknown_command"},
    "ups": {"stand_in"},
}
LEAST_LIKE = {"dpdpl": 0.84}
"""How alike our drawing and the reference are, where other letters fill much of the label (0.92 elsewhere)."""


def bytes_of(name: str, form: str = "zpl") -> bytes:
    return (CARRIERS / f"{name}.{form}").read_bytes()


def cells(picture: Image.Image, size: tuple[int, int]) -> list[float]:
    """Return how dark a picture is, square by square of 16 dots."""
    across, down = size[0] // 16, size[1] // 16
    return [float(grey) for grey in picture.crop((0, 0, across * 16, down * 16)).reduce(16).tobytes()]


def likeness(one: list[float], other: list[float]) -> float:
    """Return the correlation of two pictures' squares: 1 is alike."""
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    apart = [(a - mean_one, b - mean_other) for a, b in zip(one, other, strict=True)]
    together = sum(a * b for a, b in apart)
    return together / (sum(a * a for a, _ in apart) * sum(b * b for _, b in apart)) ** 0.5


@pytest.mark.parametrize("name", NAMES)
def test_a_carriers_label_proves_and_says_what_its_codes_say(name: str) -> None:
    proof = prove_foreign(bytes_of(name))
    assert (proof.ok, proof.problems) == (True, ())
    assert sorted(proof.found) == sorted(CODES[name])
    assert {remark.code for remark in proof.remarks} == TOLD.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_the_same_label_as_a_picture_or_pdf_has_the_same_codes(name: str) -> None:
    whole = prove_foreign(bytes_of(name, "png"))
    paged = BytesIO()
    Image.open(CARRIERS / f"{name}.png").convert("L").save(paged, "PDF", resolution=203.2)
    printed = prove_foreign(paged.getvalue())
    assert whole.ok
    assert printed.ok
    assert sorted(whole.found) == sorted(printed.found) == sorted(CODES[name])


@pytest.mark.parametrize("name", NAMES)
def test_our_drawing_is_the_reference_but_for_the_letters(name: str) -> None:
    reference = Image.open(CARRIERS / f"{name}.png").convert("L")
    [sheet], _ = foreign.sheets(bytes_of(name))
    ours = Image.new("L", reference.size, 255)
    ours.paste(sheet.picture, ((reference.width - sheet.picture.width) // 2, 0))
    alike = likeness(cells(reference, reference.size), cells(ours, reference.size))
    assert alike >= LEAST_LIKE.get(name, 0.92)


@pytest.mark.parametrize("name", NAMES)
def test_every_dot_of_a_code_is_the_reference_s(name: str) -> None:
    """Bars stand to the dot where the independent renderer has them; stacked codes may hold the same in other rows."""
    reference = Image.open(CARRIERS / f"{name}.png").convert("L").point(lambda grey: 255 if grey >= 128 else 0)
    [sheet], _ = foreign.sheets(bytes_of(name))
    assert sheet.label is not None
    shift = (reference.width - sheet.picture.width) // 2
    for code in sheet.label.elements:
        if isinstance(code, ReadCode) and code.kind in {"Code128", "ITF"}:
            room = (code.x, code.y + 2, code.x + code.width, code.y + code.height - 2)
            moved = (room[0] + shift, room[1], room[2] + shift, room[3])
            apart = ImageChops.difference(sheet.picture.crop(room), reference.crop(moved))
            assert apart.histogram()[255] == 0, code.text


def test_what_passes_through_is_not_touched() -> None:
    """A proof reads the bytes; nothing of it writes them."""
    for name in NAMES:
        content = bytes_of(name)
        kept = bytes(content)
        prove_foreign(content)
        assert content == kept == bytes_of(name)


def label(*fields: str, before: str = "", head: str = "^PW812^LL400^CI28") -> bytes:
    return f"{before}^XA{head}{''.join(fields)}^XZ".encode()


def codes(content: bytes) -> tuple[set[str], set[str]]:
    proof = prove_foreign(content)
    assert proof.ok is not bool(proof.problems)
    return {each.code for each in proof.problems}, {each.code for each in proof.remarks}


CODE = "^FO100,40^BY3^BCN,100,N^FDABC123^FS"


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF torn", b"\x89PNG\r\n\x1a\ntorn", b"^XA^XZ", b"\xff" * 50])
def test_bytes_that_are_no_label_are_held(content: bytes) -> None:
    assert codes(content) == ({"unreadable"}, set())


def test_a_label_whose_end_is_lost_is_held() -> None:
    assert "unreadable" in codes(label(CODE) + b"^XA" + CODE.encode())[0]
    assert codes(label(CODE)[:-3])[0] == {"unreadable"}


@pytest.mark.parametrize("command", ["^BR", "^B4", "^BF", "^BZ", "^B1", "^B9", "^BS", "^BY3^BLN"])
def test_a_barcode_that_is_not_read_holds_the_label(command: str) -> None:
    assert "unread_barcode" in codes(label(CODE, f"^FO20,200{command}N,50^FD12345^FS"))[0]


def test_a_barcode_command_nobody_knows_holds_the_label() -> None:
    assert Problem("unread_barcode", "^BW") in prove_foreign(label(CODE, "^FO1,1^BWN^FD12^FS")).problems


@pytest.mark.parametrize(
    "field",
    [
        *(
            "^BCN,50^FD>;1^FS",
            "^BCN,50^FD^FS",
            "^B2N,50^FD12A4^FS",
            "^B3N^FDä^FS",
            "^BEN,50^FD12A^FS",
            "^BXN,4,140^FDx^FS",
        ),
        *("^BQN,2,4^FDDM0102x^FS", "^BDN^FDshort^FS", "^BCN,50,N,N,N,A^FDé^FS"),
    ],
)
def test_a_code_whose_data_is_none_of_its_kind_holds_the_label(field: str) -> None:
    assert codes(label(CODE, "^FO20,200" + field))[0] == {"broken_code"}


def test_an_unknown_command_is_named_and_holds_nothing() -> None:
    proof = prove_foreign(label("^ZQ1,2", CODE))
    assert (proof.ok, proof.remarks) == (True, (Problem("unknown_command", "^ZQ"),))


def test_a_command_for_the_printer_and_many_copies_are_told() -> None:
    assert codes(label(CODE, "^PQ5") + b"~JR") == (set(), {"copies", "printer_command"})


def test_a_code_printed_over_is_held() -> None:
    assert codes(label(CODE, "^FO150,40^GB120,100,100^FS")) == ({"code_unreadable"}, set())


def test_a_code_beyond_the_paper_is_held() -> None:
    for place in ("^FO2000,40", "^FO100,900", "^FO760,40"):
        assert codes(label(f"{place}^BY3^BCN,100,N^FDABC123^FS"))[0] == {"code_unreadable"}


def test_words_on_bars_and_ink_in_the_quiet_zone_are_told() -> None:
    assert "overlap" in codes(label(CODE, "^FO120,130^A0N,30,30^FDover^FS"))[1]
    assert "quiet_zone" in codes(label(CODE, "^FO92,40^GB4,100,4^FS"))[1]


def test_what_leaves_the_paper_is_told() -> None:
    assert "outside" in codes(label(CODE, "^FO700,300^A0N,60,60^FDbeyond the edge^FS"))[1]
    assert codes(label(CODE, "^FO10,300^A0N,60,60^FDinside^FS")) == (set(), set())


# ------------------------------------------------------------------------------------------------------------ graphics
ROWS = bytes([0xFF, 0x81] * 8 + [0, 0] * 4 + [0xF0, 0x0F] * 4)


def drawn(content: bytes) -> Image.Image:
    [sheet], _ = foreign.sheets(content)
    return sheet.picture


def stamped() -> Image.Image:
    return drawn(label("^FO40,40^GFA,32,32,2," + ROWS.hex() + "^FS"))


def coded(kind: str, body: bytes, crc: int | None = None) -> str:
    text = b64encode(body)
    return f":{kind}:{text.decode()}:{binascii.crc_hqx(text, 0) if crc is None else crc:04X}"


@pytest.mark.parametrize(
    "data",
    [
        "A,32,32,2,FF81:::::::,:::F00F:::",
        "A,32,32,2," + coded("Z64", zlib.compress(ROWS)),
        "A,32,32,2," + coded("B64", ROWS),
        "A,32,32,2,\n" + "\n".join(ROWS.hex()[at : at + 4] for at in range(0, 64, 4)),
    ],
)
def test_a_picture_is_the_same_in_each_of_its_spellings(data: str) -> None:
    other = drawn(label(f"^FO40,40^GF{data}^FS"))
    assert ImageChops.difference(other, stamped()).getbbox() is None


def test_a_picture_kept_before_is_recalled_and_enlarged() -> None:
    kept = label("^FO40,40^XGR:LOGO.GRF,1,1^FS", before=f"~DGR:LOGO.GRF,32,2,{ROWS.hex()}")
    assert ImageChops.difference(drawn(kept), stamped()).getbbox() is None
    twice = drawn(label("^FO40,40^XGLOGO,2,3^FS", before=f"~DGLOGO,32,2,{ROWS.hex()}"))
    assert twice.crop((40, 40, 72, 88)).histogram()[0] == 6 * stamped().histogram()[0]


@pytest.mark.parametrize(
    "data",
    [
        "A,32,32,2," + coded("Z64", zlib.compress(ROWS), 0),
        "A,32,32,2," + coded("Z64", b"no zlib"),
        "A,32,32,2," + coded("B64", ROWS[:-1]),
        "A,32,32,2,XX(",
        "A,32,32,0,FF",
        "A,9999999,9999999,2,FF",
        "B,32,32,2,FF",
        "A,2,2,1,FFFFFFFF",
    ],
)
def test_a_picture_that_cannot_be_unpacked_holds_the_label(data: str) -> None:
    assert codes(label(CODE, f"^FO40,200^GF{data}^FS"))[0] == {"broken_graphic"}


def test_a_picture_that_was_never_kept_holds_the_label() -> None:
    assert codes(label(CODE, "^FO1,1^XGLOGO,1,1^FS"))[0] == {"missing_graphic"}
    assert codes(label(CODE, "^XFSHAPE^FS"))[0] == {"missing_format"}


def test_a_kept_format_is_filled_in() -> None:
    kept = b"^XA^DFR:F.ZPL^FS^PW812^LL400^FO100,40^BY3^BCN,100,N^FN1^FS^FO10,200^A0N,40,40^FN2^FS^XZ"
    content = kept + b"^XA^XFR:F.ZPL^FS^FN1^FDABC123^FS^FN2^FDAnn^FS^XZ"
    proof = prove_foreign(content)
    assert (proof.ok, proof.found) == (True, ("ABC123",))


def test_signs_and_commas_may_be_others() -> None:
    content = b"^XA^CC*" + b"*PW812*LL400*CD;*FO100;40*BY3*BCN;100;N*FDA^B*FS*XZ"
    assert prove_foreign(content).found == ("A^B",)


@pytest.mark.parametrize("turn", "NRIB")
def test_a_code_is_read_in_every_direction_from_either_origin(turn: str) -> None:
    for place in ("^FO150,150", "^FT350,350"):
        content = label(f"{place}^BY2^BC{turn},60,N^FDABC123^FS", head="^PW812^LL800")
        assert prove_foreign(content).found == ("ABC123",)


def test_reversed_fields_are_white_on_black() -> None:
    bar = "^FO0,0^GB200,60,60^FS"
    picture = drawn(label(bar, "^FO10,10^FR^A0N,40,40^FDHH^FS"))
    assert picture.getpixel((100, 5)) == 0
    assert 255 in picture.crop((10, 10, 60, 50)).tobytes()
    plain = drawn(label("^FO10,10^FR^A0N,40,40^FDHH^FS"))
    assert plain.getpixel((100, 5)) == 255
    assert 0 in plain.crop((10, 10, 60, 50)).tobytes()


def test_lines_of_a_block_stand_where_they_are_asked_to() -> None:
    for justify, room in (("L", (0, 150)), ("C", (150, 250)), ("R", (250, 400))):
        picture = drawn(label(f"^FO0,0^FB400,2,0,{justify}^A0N,40,40^FDII\\&I^FS"))
        box = ImageChops.invert(picture).getbbox()
        assert box is not None
        assert room[0] <= box[0]
        assert box[2] <= room[1]
        assert 60 < box[3] <= 80, "two lines"


def test_data_is_read_in_the_character_set_that_is_named() -> None:
    def says(content: bytes) -> list[str]:
        [sheet], _ = foreign.sheets(content)
        assert sheet.label is not None
        return [each.text for each in sheet.label.elements if isinstance(each, ReadText)]

    def told(charset: str, data: bytes) -> list[str]:
        return says(b"^XA" + charset.encode() + b"^FO1,1^A0N,20,20^FH^FD" + data + b"^FS^XZ")

    assert told("^CI28", "Zoë".encode()) == ["Zoë"]
    assert told("^CI27", b"_AE\xeb") == ["®ë"]
    assert told("^CI0", b"\x81") == ["ü"]
    assert told("", b"_41_5F") == ["A_"]
    assert says(b"^XA^FO1,1^A0N,20,20^FH\\^FD\\41_5F^FS^XZ") == ["A_5F"]


def test_turned_paper_is_drawn_upright_and_known() -> None:
    [sheet], _ = foreign.sheets(label("^POI", CODE))
    assert sheet.label is not None
    assert sheet.label.turned


# ------------------------------------------------------------------------------------------------- what is not ZPL, too
def test_a_transparent_picture_stands_on_white_paper() -> None:
    model = LabelModel(60, 40, (Symbol(10, 10, 400, 300, Symbology.QR, "RMA-77"), Text(10, 350, 300, 30, "words")))
    page = Image.open(BytesIO(pdf.png(pdf.render(model)))).convert("RGBA")
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.paste(page, mask=ImageChops.invert(page.convert("L")))
    target = BytesIO()
    clear.save(target, "PNG")
    assert prove_foreign(target.getvalue()).found == ("RMA-77",)


def test_a_preview_is_drawn_of_every_form_and_of_every_label() -> None:
    for name in NAMES:
        assert len(preview.pages(bytes_of(name), 5)) == 1
        assert len(preview.pages(bytes_of(name, "png"), 5)) == 1
    assert len(preview.pages(label(CODE) + label(CODE), 5)) == 2
    assert len(preview.pages(label(CODE) + label(CODE), 1)) == 1
    with pytest.raises(ValueError, match="neither"):
        preview.pages(b"hello", 5)


@pytest.mark.parametrize("turn", "NRIB")
@pytest.mark.parametrize("says", ["A", "W" * 3_000, "word " * 2_000])
def test_absurd_texts_are_drawn_within_limits(turn: str, says: str) -> None:
    for field in (f"^A0{turn},9999,9999", f"^FB32000,200,9999,C,9999^A0{turn},300,300", f"^AG{turn},600,400"):
        assert prove_foreign(label(f"^FO1,1{field}^FD{says}^FS")).ok


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ("^GB32000,32000,32000^FS" * 3, set()),
        ("^FR^GB32000,32000,9,B,8^FS" * 500, {"unreadable"}),
        ("^BY100^BCN,32000,N^FDABCDEFGHIJ^FS", {"code_unreadable"}),
        ("^BXN,999,200^FDABCDEFGHIJ^FS", {"code_unreadable"}),
        ("^FO1,1^FD^FS" * 2_100, {"unreadable"}),
    ],
)
def test_absurd_sizes_are_drawn_within_limits(fields: str, held: set[str]) -> None:
    assert codes(label(fields))[0] == held


def test_a_picture_enlarged_beyond_any_label_is_held() -> None:
    kept = label(CODE, "^FO1,1^XGLOGO,10,10^FS", before="~DGLOGO,100000,100," + ":" * 1_000)
    assert codes(kept)[0] == {"broken_graphic"}


def test_a_document_that_never_ends_is_held() -> None:
    assert codes(b"^XA" + b"^FO1,1" * 30_000 + b"^XZ")[0] == {"unreadable"}
    assert codes(b"^XA^FO1,1" + b"x" * 7_000_000 + b"^FS^XZ")[0] == {"unreadable"}
    assert codes(b"x" * (foreign.LARGEST + 1))[0] == {"unreadable"}
