"""The proof before print: the very bytes that will be sent are read back, drawn, decoded and compared with the parcel.

Promise: a label that passes carries every expected code once, readable, and no other; carries each expected text whole;
and nothing of it is outside the paper, too narrow, crowded or set over something else. Bad bytes never raise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse_app.documents import code128, pdf, zpl_reader
from warehouse_app.documents.fonts import printable
from warehouse_app.documents.label import AddressLabelData, expected
from warehouse_app.documents.model import DOTS_PER_MM, NARROWEST_MODULE_E2, Expected
from warehouse_app.documents.text import clean

if TYPE_CHECKING:
    from PIL.Image import Image

_PDF_DOTS_PER_MM = 12
_LONGEST_FOUND = 60
_WHITE = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a label must not be printed: a stable code and what it concerns.

    Codes: unreadable, pages, size, code_missing, code_foreign, code_twice, text_missing, outside, overlap, narrow,
    quiet_zone.
    """

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """`ok` means print. `found` are the decoded codes; `signs_replaced` tells that the PDF's face lacked some signs."""

    ok: bool
    found: tuple[str, ...]
    problems: tuple[Problem, ...]
    signs_replaced: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """A code in the picture: left, top, right and bottom pixel, and its module in 1/100 pixel."""

    left: int
    top: int
    right: int
    bottom: int
    module_e2: int
    text: str = ""


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
        return _verdict((), [Problem("unreadable", str(error))])
    if not pages:
        return _verdict((), [Problem("pages", "0")])
    found = tuple(text for text, _ in _decoded(pages[0]))
    wanted = code128.encodable(code) and code not in found
    return _verdict(found, [Problem("code_missing", code)] if wanted else [])


def _verdict(found: tuple[str, ...], problems: list[Problem], *, replaced: bool = False) -> Proof:
    return Proof(not problems, found, tuple(dict.fromkeys(problems)), replaced)


def _prove_zpl(document: bytes, wanted: Expected, per_mm: int) -> Proof:
    try:
        label = zpl_reader.read(document)
    except zpl_reader.ZplFault as fault:
        return _verdict((), [Problem("unreadable", str(fault))])
    problems: list[Problem] = []
    if (label.width, label.height) != (wanted.width_mm * per_mm, wanted.height_mm * per_mm):
        problems.append(Problem("size", f"{label.width}x{label.height}"))
    picture = zpl_reader.draw(label)
    spots = [_spot(element) for element in label.elements if isinstance(element, zpl_reader.ReadCode)]
    problems += _outside(label) + _overlaps(label)
    for spot in spots:
        problems += _crowded(picture, spot, per_mm)
    found = tuple(text for text, _ in _decoded(picture))
    problems += _compare_codes(found, wanted.codes)
    fields = [element.text for element in label.elements if isinstance(element, zpl_reader.ReadText)]
    problems += _compare_texts(fields, wanted.texts)
    return _verdict(found, problems)


def _prove_pdf(document: bytes, wanted: Expected) -> Proof:
    try:
        pages = pdf.pictures(document, _PDF_DOTS_PER_MM, most=2)
        fields = list(pdf.texts(document))
    except ValueError as error:
        return _verdict((), [Problem("unreadable", str(error))])
    problems: list[Problem] = []
    if len(pages) != 1:
        return _verdict((), [Problem("pages", str(len(pages)))])
    page = pages[0]
    size = (wanted.width_mm * _PDF_DOTS_PER_MM, wanted.height_mm * _PDF_DOTS_PER_MM)
    if any(abs(is_ - should) > 1 for is_, should in zip(page.size, size, strict=True)):
        problems.append(Problem("size", f"{page.width}x{page.height}"))
    codes = _decoded(page)
    for _, spot in codes:
        problems += _crowded(page, spot, _PDF_DOTS_PER_MM)
    found = tuple(text for text, _ in codes)
    problems += _compare_codes(found, wanted.codes)
    shown = tuple((name, printable(clean(text))) for name, text in wanted.texts)
    problems += _compare_texts(fields, shown)
    replaced = any(after != clean(before) for (_, before), (_, after) in zip(wanted.texts, shown, strict=True))
    return _verdict(found, problems, replaced=replaced)


def _decoded(picture: Image) -> list[tuple[str, _Spot]]:
    import zxingcpp

    out = []
    for code in zxingcpp.read_barcodes(picture, try_rotate=True, try_downscale=False):
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_left, at.bottom_right)
        left, right = min(corner.x for corner in corners), max(corner.x for corner in corners)
        top, bottom = min(corner.y for corner in corners), max(corner.y for corner in corners)
        modules = code128.module_count(code.text) if code128.encodable(code.text) else 1
        out.append((code.text, _Spot(left, top, right, bottom, (right - left + 1) * 100 // modules, code.text)))
    return out


def _spot(code: zpl_reader.ReadCode) -> _Spot:
    return _Spot(code.x, code.y, code.x + code.width - 1, code.y + code.height - 1, code.module * 100)


def _crowded(picture: Image, spot: _Spot, per_mm: int) -> list[Problem]:
    """Bars too narrow for a hand scanner, or a quiet zone that leaves the paper or is printed on."""
    problems = []
    if spot.module_e2 * 100 < NARROWEST_MODULE_E2 * per_mm * 97:  # 3 % for the edges of a raster
        problems.append(Problem("narrow", spot.text))
    zone = code128.QUIET_MODULES * spot.module_e2 // 100
    left, right = spot.left - zone, spot.right + 1 + zone
    if left < 0 or right > picture.width:
        return [*problems, Problem("quiet_zone", spot.text)]
    inside = 2  # rows at the very edge of the raster may be mixed
    top, bottom = max(0, spot.top + inside), min(picture.height, spot.bottom - inside)
    if bottom <= top:
        return problems
    strips = ((left + 1, top, spot.left - 1, bottom), (spot.right + 2, top, right - 1, bottom))
    for strip in strips:
        darkest = picture.crop(strip).getextrema()[0]
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
