"""The proof before print: the very bytes that will be sent are read back, drawn, decoded and compared with the parcel.

Promise: a label that passes carries every expected code once, readable, and no other; carries each expected text whole,
in its own signs; and nothing of it is outside the paper, too narrow, crowded or set over something else. A line that is
a picture is told by its dots, which must be those of the line that belongs there. Bad bytes never raise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse_app.documents import code128, lettering, pdf, zpl_reader
from warehouse_app.documents.label import AddressLabelData, expected
from warehouse_app.documents.model import DOTS_PER_MM, NARROWEST_MODULE_E2, Expected, Text, dots
from warehouse_app.documents.placing import NARROWEST_SQUARE_E2
from warehouse_app.documents.scanning import found_in, near
from warehouse_app.documents.symbols import CARDS, Symbology, figure, takes
from warehouse_app.documents.text import UNKNOWN
from warehouse_app.documents.verdict import Problem, Proof, verdict

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Problem", "Proof", "prove", "prove_label", "prove_paper"]

_PDF_DOTS_PER_MM = 12
_LONGEST_FOUND = 60
_WHITE = 200
_BYTE = 8
_INK = 128
_EDGE = 3  # a raster may move an edge by one dot


@dataclass(frozen=True, slots=True)
class _Spot:
    """A code in the picture: left, top, right and bottom pixel, its module in 1/100 pixel, and its white surroundings.

    `quiet` are the modules that stay white beside it, `around` says whether above and below it too; `square` codes are
    read in both directions and need larger modules.
    """

    left: int
    top: int
    right: int
    bottom: int
    module_e2: int
    text: str = ""
    quiet: int = code128.QUIET_MODULES
    around: bool = False
    square: bool = False


def prove_label(document: bytes, data: AddressLabelData, dpi: int = 203) -> Proof:
    """Prove the ZPL (of that density) or PDF of an address label against the parcel's facts."""
    return prove(document, expected(data), dpi)


def prove(document: bytes, wanted: Expected, dpi: int = 203) -> Proof:
    """Prove the bytes that will be sent, ZPL or PDF (told by their beginning), against what must be on them."""
    if document.startswith(b"%PDF"):
        return _prove_pdf(document, wanted)
    return _prove_zpl(document, wanted, DOTS_PER_MM[dpi])


def prove_paper(document: bytes, code: str) -> Proof:
    """Prove a paper (PDF): its first page is there and the code it is known by is read from it.

    A code with signs that no barcode takes stands on the paper as text alone; then only the page is proven.
    """
    try:
        pages = pdf.pictures(document, _PDF_DOTS_PER_MM, most=1)
    except ValueError as error:
        return verdict((), [Problem("unreadable", str(error))])
    if not pages:
        return verdict((), [Problem("pages", "0")])
    found = tuple(text for text, _ in _decoded(pages[0]))
    wanted = code128.encodable(code) and code not in found
    return verdict(found, [Problem("code_missing", code)] if wanted else [])


def _lacking(wanted: Expected) -> list[Problem]:
    """Signs that stand on the label as a question mark, for no font here has them."""
    lacks = dict.fromkeys(lack for line in wanted.lines for lack in lettering.missing(line.text, bold=line.bold))
    unknown = [Problem("signs_unknown")] if any(UNKNOWN in line.text for line in wanted.lines) else []
    fonts = [Problem("signs_missing", lack.script) for lack in lacks if not lack.shaping and lack.script != UNKNOWN]
    return fonts + [Problem("shaping_missing", lack.script) for lack in lacks if lack.shaping] + unknown


def _prove_zpl(document: bytes, wanted: Expected, per_mm: int) -> Proof:
    try:
        label = zpl_reader.read(document)
    except zpl_reader.ZplFault as fault:
        return verdict((), [Problem("unreadable", str(fault))])
    problems: list[Problem] = []
    if (label.width, label.height) != (wanted.width_mm * per_mm, wanted.height_mm * per_mm):
        problems.append(Problem("size", f"{label.width}x{label.height}"))
    picture = zpl_reader.draw(label)
    spots = [_spot(element) for element in label.elements if isinstance(element, zpl_reader.ReadCode)]
    problems += _outside(label) + _overlaps(label)
    for spot in spots:
        problems += _crowded(picture, spot, per_mm)
    found = _read_from(picture, label)
    problems += _compare_codes(found, wanted.codes)
    fields, wrong = _fields(label, wanted, per_mm)
    problems += _lacking(wanted) + wrong + _compare_texts(fields, wanted.texts)
    return verdict(found, problems)


def _fields(label: zpl_reader.ReadLabel, wanted: Expected, per_mm: int) -> tuple[list[str], list[Problem]]:
    """Return the texts of the label in order; a picture says what the line that belongs in its place says."""
    lines = {_place(line, per_mm): line for line in wanted.lines if not lettering.resident(line.text)}
    fields, wrong = [], []
    for element in label.elements:
        if isinstance(element, zpl_reader.ReadText):
            fields.append(element.text)
        elif isinstance(element, zpl_reader.ReadPicture):
            line = lines.get((element.x, element.y))
            if line is not None and _same(zpl_reader.picture_of(element), line, per_mm):
                fields.append(line.text)
            else:
                wrong.append(Problem("picture_wrong"))
    return fields, wrong


def _place(line: Text, per_mm: int) -> tuple[int, int]:
    return dots(line.x, per_mm), dots(line.y, per_mm)


def _same(shown: Image, line: Text, per_mm: int) -> bool:
    """Whether the burnt dots are those of the line; up to 7 white columns fill the last byte of a row."""
    drawn = lettering.picture_of(line, per_mm)
    if shown.height != drawn.height or not 0 <= shown.width - drawn.width < _BYTE:
        return False
    whole = drawn.point(lambda bit: 0 if bit else 255)
    rest = shown.crop((drawn.width, 0, shown.width, shown.height)) if shown.width > drawn.width else None
    return shown.crop((0, 0, *drawn.size)).tobytes() == whole.tobytes() and (rest is None or rest.getbbox() is None)


def _prove_pdf(document: bytes, wanted: Expected) -> Proof:
    try:
        pages = pdf.pictures(document, _PDF_DOTS_PER_MM, most=2)
        fields = list(pdf.texts(document))
    except ValueError as error:
        return verdict((), [Problem("unreadable", str(error))])
    problems: list[Problem] = []
    if len(pages) != 1:
        return verdict((), [Problem("pages", str(len(pages)))])
    page = pages[0]
    size = (wanted.width_mm * _PDF_DOTS_PER_MM, wanted.height_mm * _PDF_DOTS_PER_MM)
    if any(abs(is_ - should) > 1 for is_, should in zip(page.size, size, strict=True)):
        problems.append(Problem("size", f"{page.width}x{page.height}"))
    codes = _decoded(page)
    for _, spot in codes:
        problems += _crowded(page, spot, _PDF_DOTS_PER_MM)
    found = tuple(text for text, _ in codes)
    problems += _compare_codes(found, wanted.codes)
    problems += _lacking(wanted) + _compare_texts(_with_pictures(page, wanted, fields), wanted.texts)
    return verdict(found, problems)


def _with_pictures(page: Image, wanted: Expected, fields: list[str]) -> list[str]:
    """Return the page's texts and, each in its place among them, the lines that are pictures and show it."""
    merged: list[str] = []
    left = list(fields)
    for line in wanted.lines:
        if lettering.simple(line.text, bold=line.bold):
            merged += [left.pop(0)] if left and _squeezed(left[0]) == _squeezed(line.text) else []
        elif _shows(page, line):
            merged.append(line.text)
    return merged + left


def _shows(page: Image, line: Text) -> bool:
    """Whether the page has the line's picture in its place: dark in the heart of its strokes and white beside them.

    White is the whole rest of its room: a longer text that begins with the line is another one.
    """
    from PIL import Image, ImageChops, ImageFilter

    drawn = lettering.picture_of(line, _PDF_DOTS_PER_MM).convert("L")
    x, y = _place(line, _PDF_DOTS_PER_MM)
    room = Image.new("L", (max(drawn.width, dots(line.width, _PDF_DOTS_PER_MM)), drawn.height), 255)
    room.paste(drawn, (0, 0))
    shown = page.crop((x, y, x + room.width, y + room.height)).point(lambda grey: 255 if grey >= _INK else 0)
    heart, around = room.filter(ImageFilter.MaxFilter(_EDGE)), room.filter(ImageFilter.MinFilter(_EDGE))
    too_light, too_dark = ImageChops.subtract(shown, heart), ImageChops.subtract(around, shown)
    return too_light.getbbox() is None and too_dark.getbbox() is None


def _read_from(picture: Image, label: zpl_reader.ReadLabel) -> tuple[str, ...]:
    """Return every code the decoder finds; one it overlooked on the whole label is looked for in its place alone.

    What it makes out of letters and lines is none: bars are where a code or a picture stands.
    """
    codes = [each for each in label.elements if isinstance(each, zpl_reader.ReadCode)]
    barred = (zpl_reader.ReadCode, zpl_reader.ReadPicture)
    able = [each for each in label.elements if isinstance(each, barred)]
    found = []
    for text, code in found_in(picture):
        at = code.position
        x, y = (at.top_left.x + at.bottom_right.x) // 2, (at.top_left.y + at.bottom_right.y) // 2
        if any(_holds(each, x, y) for each in able):
            found.append(text)
    return (*found, *(code.text for code in codes if code.text not in found and near(picture, code)))


def _holds(element: zpl_reader.ReadElement, x: int, y: int) -> bool:
    left, top, right, bottom = _rectangle(element)
    return left <= x < right and top <= y < bottom


def _decoded(picture: Image) -> list[tuple[str, _Spot]]:
    out = []
    for text, code in found_in(picture):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
        left, right = min(corner.x for corner in corners), max(corner.x for corner in corners)
        top, bottom = min(corner.y for corner in corners), max(corner.y for corner in corners)
        across, quiet, around = _measured(text, code.symbology_identifier)
        module_e2 = (right - left + 1) * 100 // across if across else 0
        out.append((text, _Spot(left, top, right, bottom, module_e2, text, quiet, around=around, square=around)))
    return out


# Beginning of the decoder's identifier of a symbology (ISO/IEC 15424) -> our kind.
_KINDS = (
    ("]C1", Symbology.GS1_128),
    ("]d2", Symbology.GS1_DATAMATRIX),
    ("]d", Symbology.DATAMATRIX),
    ("]Q", Symbology.QR),
    ("]E0", Symbology.EAN13),
    ("]I", Symbology.ITF14),
    ("]A", Symbology.CODE39),
)


def _measured(text: str, identifier: str) -> tuple[int, int, bool]:
    """Return how many modules wide a code that was read is, those beside it that stay white, and whether all around.

    (0, ...) where that cannot be told from what it says: a PDF417 may have any number of columns.
    """
    if identifier == "]C0" and code128.encodable(text):
        return code128.module_count(text), code128.QUIET_MODULES, False
    kind = next((kind for begins, kind in _KINDS if identifier.startswith(begins)), None)
    if kind is None or not takes(kind, text):
        return 0, 0, False
    card = CARDS[kind]
    return figure(kind, text).width, card.around or card.beside, bool(card.around)


def _spot(code: zpl_reader.ReadCode) -> _Spot:
    right, bottom = code.x + code.width - 1, code.y + code.height - 1
    square = code.around and code.kind != "PDF417"
    quiet = code.quiet // code.narrow
    return _Spot(code.x, code.y, right, bottom, code.narrow * 100, code.text, quiet, around=code.around, square=square)


def _crowded(picture: Image, spot: _Spot, per_mm: int) -> list[Problem]:
    """Bars too narrow for a hand scanner, or a quiet zone that leaves the paper or is printed on."""
    if not spot.module_e2:
        return []
    problems = []
    narrowest = NARROWEST_SQUARE_E2 if spot.square else NARROWEST_MODULE_E2
    if spot.module_e2 * 100 < narrowest * per_mm * 97:  # 3 % for the edges of a raster
        problems.append(Problem("narrow", spot.text))
    zone = spot.quiet * spot.module_e2 // 100
    left, right = spot.left - zone, spot.right + 1 + zone
    above, below = (spot.top - zone, spot.bottom + 1 + zone) if spot.around else (spot.top, spot.bottom)
    if left < 0 or right > picture.width or (spot.around and (above < 0 or below > picture.height)):
        return [*problems, Problem("quiet_zone", spot.text)]
    inside = 2  # rows at the very edge of the raster may be mixed
    top, bottom = max(0, spot.top + inside), min(picture.height, spot.bottom - inside)
    if bottom <= top:
        return problems
    strips = [(left + 1, top, spot.left - 1, bottom), (spot.right + 2, top, right - 1, bottom)]
    if spot.around:
        strips += [(left, above + 1, right, spot.top - 1), (left, spot.bottom + 2, right, below - 1)]
    for strip in strips:
        darkest = picture.crop(strip).getextrema()[0] if strip[1] < strip[3] and strip[0] < strip[2] else _WHITE
        if isinstance(darkest, int | float) and darkest < _WHITE:
            problems.append(Problem("quiet_zone", spot.text))
    return problems


def _rectangle(element: zpl_reader.ReadElement) -> tuple[int, int, int, int]:
    return element.x, element.y, element.x + element.width, element.y + element.height


def _outside(label: zpl_reader.ReadLabel) -> list[Problem]:
    problems = []
    for element in label.elements:
        _, _, right, bottom = _rectangle(element)
        if right > label.width or bottom > label.height:
            problems.append(Problem("outside", getattr(element, "text", "")[:_LONGEST_FOUND]))
    return problems


def _overlaps(label: zpl_reader.ReadLabel) -> list[Problem]:
    inked = [element for element in label.elements if not isinstance(element, zpl_reader.ReadFrame)]
    problems = []
    for place, one in enumerate(inked):
        for other in inked[place + 1 :]:
            a, b = _rectangle(one), _rectangle(other)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
                problems.append(Problem("overlap", getattr(other, "text", "")[:_LONGEST_FOUND]))
    return problems


def _compare_codes(found: tuple[str, ...], wanted: tuple[str, ...]) -> list[Problem]:
    missing = [Problem("code_missing", code) for code in wanted if code not in found]
    foreign = [Problem("code_foreign", code[:_LONGEST_FOUND]) for code in found if code not in wanted]
    twice = [Problem("code_twice", code) for code in wanted if found.count(code) > 1]
    return missing + foreign + twice


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _compare_texts(fields: list[str], wanted: tuple[tuple[str, str], ...]) -> list[Problem]:
    """A text is there when a run of fields, one after the other, is exactly it, wherever its lines were broken."""
    squeezed = [_squeezed(field) for field in fields]
    return [Problem("text_missing", name) for name, text in wanted if not _run_of(squeezed, _squeezed(text))]


def _run_of(fields: list[str], wanted: str) -> bool:
    for start in range(len(fields)):
        left = wanted
        for field in fields[start:]:
            if not left.startswith(field):
                break
            left = left[len(field) :]
            if not left:
                return True
    return not wanted
