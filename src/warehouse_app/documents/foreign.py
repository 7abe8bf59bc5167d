"""Labels that others made (a carrier's ZPL, PDF or PNG): passed on byte for byte, but drawn, read and judged before.

Promise: a label that passes can be drawn whole, and each barcode on it is read from the drawing and says what its
command says. What is odd and still prints is told as a remark. Bad bytes never raise.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from warehouse_app.documents import pdf
from warehouse_app.documents.model import DOTS_PER_MM
from warehouse_app.documents.reading.drawing import draw, picture_of
from warehouse_app.documents.reading.interpret import interpret
from warehouse_app.documents.reading.values import ReadCode, ReadFrame, ReadLabel, ReadPicture, ReadText, Remark
from warehouse_app.documents.scanning import found_in, near
from warehouse_app.documents.verdict import Problem, Proof, verdict

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 8_000_000
MOST_PIXELS = 40_000_000
MOST_PAGES = 20
WIDTH_MM, HEIGHT_MM = 101.6, 152.4
"""The paper of a ZPL label that does not name its size."""

HOLDING = frozenset(
    {"unreadable", "unread_barcode", "broken_code", "broken_graphic", "missing_graphic", "missing_format"}
)
"""Remarks of the reader for which a label is held."""

_PDF_DOTS_PER_MM = 12
_LONGEST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One label of a document as a picture, and what it was read as where it is ZPL."""

    picture: Image
    label: ReadLabel | None = None


def form_of(content: bytes) -> str:
    """Return what the bytes are by their beginning: `pdf`, `png`, `zpl`, or nothing known ("")."""
    if content.startswith(b"%PDF"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    head = content[:LARGEST]
    return "zpl" if b"^XA" in head or b"^xa" in head else ""


def sheets(content: bytes, dpi: int = 203, most: int = MOST_PAGES) -> tuple[tuple[Sheet, ...], tuple[Remark, ...]]:
    """Return every label of a document, drawn, and the reader's remarks. Raises ValueError: nothing can be drawn."""
    if len(content) > LARGEST:
        raise ValueError("the document is too large")
    form = form_of(content)
    if form == "pdf":
        return tuple(Sheet(page) for page in pdf.pictures(content, _PDF_DOTS_PER_MM, most)), ()
    if form == "png":
        return (Sheet(_png(content)),), ()
    if form != "zpl":
        raise ValueError("neither ZPL nor PDF nor PNG")
    per_mm = DOTS_PER_MM[dpi]
    labels, remarks = interpret(content, round(WIDTH_MM * per_mm), round(HEIGHT_MM * per_mm), per_mm)
    whole = [*remarks, *(remark for label in labels for remark in label.remarks)]
    shown = tuple(Sheet(draw(label), label) for label in labels[:most] if label.elements)
    if not shown:
        raise ValueError(next((f"{each.code} {each.detail}" for each in whole), "nothing is printed"))
    if len(labels) > 1:
        whole.append(Remark("more_labels", str(len(labels))))
    return shown, tuple(dict.fromkeys(whole))


def _png(content: bytes) -> Image:
    from PIL import Image as Pictures

    try:
        with Pictures.open(BytesIO(content), formats=["PNG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValueError("the picture is too large")
            return _on_white(opened)
    except (OSError, SyntaxError, Pictures.DecompressionBombError) as error:
        raise ValueError("not a readable PNG") from error


def _on_white(opened: Image) -> Image:
    """A transparent label is printed on white paper."""
    from PIL import Image as Pictures

    whole = opened.convert("RGBA")
    paper = Pictures.new("RGBA", whole.size, (255, 255, 255, 255))
    return Pictures.alpha_composite(paper, whole).convert("L")


def prove_foreign(content: bytes, dpi: int = 203) -> Proof:
    """Prove a label that others made, for a printer of that density: what holds it are problems, the rest remarks."""
    try:
        shown, remarks = sheets(content, dpi)
    except ValueError as error:
        return verdict((), [Problem("unreadable", str(error)[:_LONGEST_FOUND])])
    problems = [Problem(each.code, each.detail) for each in remarks if each.code in HOLDING]
    told = [Problem(each.code, each.detail) for each in remarks if each.code not in HOLDING]
    found: list[str] = []
    for sheet in shown:
        codes, wrong, odd = _judged(sheet)
        found += codes
        problems += wrong
        told += odd
    if not found and not problems:
        told.append(Problem("no_codes"))
    return verdict(tuple(found), problems, told)


def _judged(sheet: Sheet) -> tuple[list[str], list[Problem], list[Problem]]:
    if sheet.label is None:
        return [text for text, _ in found_in(sheet.picture)], [], []
    label = sheet.label
    codes = [each for each in label.elements if isinstance(each, ReadCode)]
    found, problems, told = [], [], []
    for code in codes:
        if code.standing_in:
            continue
        if near(sheet.picture, code):
            found.append(code.text)
        else:
            problems.append(Problem("code_unreadable", code.text[:_LONGEST_FOUND]))
        if _crowding(sheet.picture, code):
            told.append(Problem("quiet_zone", code.text[:_LONGEST_FOUND]))
    drawn = set(found)
    found += [text for text, _ in found_in(sheet.picture) if text not in drawn] if _has_pictures(label) else []
    return found, problems, [*told, *_over_bars(label, codes), *_outside(label)]


def _has_pictures(label: ReadLabel) -> bool:
    """A carrier may send its barcodes as pictures, whole labels even."""
    return any(isinstance(each, ReadPicture) for each in label.elements)


def _crowding(picture: Image, code: ReadCode) -> bool:
    """Whether something stands in the half of the quiet zone that is next to the bars."""
    zone = max(1, code.quiet // 2)
    upright = code.turn in {"R", "B"}
    left, top, right, bottom = code.x, code.y, code.x + code.width, code.y + code.height
    strips = (
        ((left, top - zone, right, top - 1), (left, bottom + 1, right, bottom + zone))
        if upright
        else ((left - zone, top, left - 1, bottom), (right + 1, top, right + zone, bottom))
    )
    if code.quiet < 2 * code.narrow:
        return False
    return any(_dark(picture, strip) for strip in strips)


def _dark(picture: Image, strip: tuple[int, int, int, int]) -> bool:
    left, top, right, bottom = strip
    inside = max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom)
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return left < 0 or top < 0 or right > picture.width
    darkest = picture.crop(inside).getextrema()[0]
    return isinstance(darkest, int | float) and darkest < 128  # noqa: PLR2004 - the middle between black and white


def _over_bars(label: ReadLabel, codes: list[ReadCode]) -> list[Problem]:
    """Texts that are set over a code; the white of their room alone does no harm, so only real overlaps are told."""
    told = []
    for text in label.elements:
        if not isinstance(text, ReadText) or not text.text.strip():
            continue
        low = text.y + text.height * 3 // 4
        for code in codes:
            beside = text.x >= code.x + code.width or text.x + text.width <= code.x
            if not beside and text.y < code.y + code.height and low > code.y:
                told.append(Problem("overlap", text.text[:_LONGEST_FOUND]))
    return told


def _outside(label: ReadLabel) -> list[Problem]:
    """What has ink beyond the edge of the paper; a white margin of a picture may hang over it."""
    told = []
    for each in label.elements:
        if isinstance(each, ReadFrame) or (isinstance(each, ReadText) and not each.text.strip()):
            continue
        left, top, right, bottom = 0, 0, each.width, each.height
        if isinstance(each, ReadPicture):
            left, top, right, bottom = picture_of(each).getbbox() or (0, 0, 0, 0)
        within = each.x + left >= 0 and each.y + top >= 0
        if not (within and each.x + right <= label.width and each.y + bottom <= label.height):
            told.append(Problem("outside", getattr(each, "text", "")[:_LONGEST_FOUND]))
    return told
