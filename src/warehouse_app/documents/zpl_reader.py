"""A reader of our own for the ZPL we send: bytes in, what a printer would draw out; the unusual is a fault, no guess.

It knows the commands `documents.zpl` writes and no other, and shares no code with it but the table of Code 128 bars, so
that a mistake of the writer, a name that broke out of its field or a torn label is seen here and not on a parcel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse_app.documents import code128
from warehouse_app.documents.text import text_width

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

LARGEST_LABEL = 600_000  # an address all in pictures, at 300 dpi
_BASELINE_PERCENT = 78
_LONGEST_SIDE = 4_800
_NUMBER = r"(\d{1,5})"
_SHAPES = {
    "CI": re.compile(r"CI28"),
    "PW": re.compile(rf"PW{_NUMBER}"),
    "LL": re.compile(rf"LL{_NUMBER}"),
    "LH": re.compile(r"LH0,0"),
    "FO": re.compile(rf"FO{_NUMBER},{_NUMBER}"),
    "A0": re.compile(rf"A0N,{_NUMBER},{_NUMBER}"),
    "BY": re.compile(rf"BY(\d{{1,2}}),3,{_NUMBER}"),
    "BC": re.compile(rf"BCN,{_NUMBER},N,N,N,N"),
    "GF": re.compile(rf"GFA,(\d{{1,6}}),(\d{{1,6}}),{_NUMBER},((?:[0-9A-F]{{2}})+)"),
    "GB": re.compile(rf"GB{_NUMBER},{_NUMBER},{_NUMBER}"),
    "FH": re.compile(r"FH_"),
    "FS": re.compile(r"FS"),
    "XA": re.compile(r"XA"),
    "XZ": re.compile(r"XZ"),
}


class ZplFault(ValueError):  # noqa: N818 - what a reader finds, as in "printer fault"
    """The bytes are not one whole label of ours; the message says where and why."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as the printer sets it: upper left corner and height in dots, and a cautious width."""

    x: int
    y: int
    height: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A Code 128 as the printer draws it: corner, module, width and height in dots, and the symbol values."""

    x: int
    y: int
    module: int
    width: int
    height: int
    symbol: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """A frame or filled bar, in dots."""

    x: int
    y: int
    width: int
    height: int
    thickness: int


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture in dots: rows of whole bytes, 1 is black. Its width counts whole bytes, so up to 7 dots stay white."""

    x: int
    y: int
    width: int
    height: int
    rows: bytes


ReadElement = ReadText | ReadCode | ReadFrame | ReadPicture


@dataclass(frozen=True, slots=True)
class ReadLabel:
    """One label: its size in dots and what is drawn, in order."""

    width: int
    height: int
    elements: tuple[ReadElement, ...]


@dataclass(slots=True)
class _Field:
    place: tuple[int, int] | None = None
    font: int | None = None
    code_height: int | None = None
    hexadecimal: bool = False
    data: str | None = None
    frame: tuple[int, int, int] | None = None
    picture: tuple[int, bytes] | None = None


@dataclass(slots=True)
class _State:
    width: int = 0
    height: int = 0
    module: int = 0
    utf8: bool = False
    field: _Field | None = None


def read(document: bytes) -> ReadLabel:
    """Read exactly one label. Raises ZplFault for anything a label of ours does not have."""
    if len(document) > LARGEST_LABEL:
        raise ZplFault("the label is too large")
    if b"~" in document:
        raise ZplFault("a control command in the label")
    before, *parts = document.split(b"^")
    if before.strip(b"\r\n"):
        raise ZplFault("bytes before the first command")
    commands = [_named(part) for part in parts]
    if not commands or commands[0][0] != "XA" or commands[-1][0] != "XZ":
        raise ZplFault("the label does not begin with ^XA and end with ^XZ")
    state = _State()
    elements: list[ReadElement] = []
    for name, numbers, data in commands[1:-1]:
        if name in {"XA", "XZ"}:
            raise ZplFault("more than one label")
        element = _take(state, name, numbers, data)
        if element is not None:
            elements.append(element)
    if state.field is not None:
        raise ZplFault("the last field is not closed")
    if not 0 < state.width <= _LONGEST_SIDE or not 0 < state.height <= _LONGEST_SIDE:
        raise ZplFault("the size of the label is missing or absurd")
    return ReadLabel(state.width, state.height, tuple(elements))


def _named(part: bytes) -> tuple[str, tuple[int, ...], bytes]:
    if part.startswith(b"FD"):
        return "FD", (), part[2:]
    if part.startswith(b"GF"):
        return _graphic(part.rstrip(b"\r\n").decode("latin-1"))
    text = part.rstrip(b"\r\n").decode("latin-1")
    shape = _SHAPES.get(text[:2])
    match = shape.fullmatch(text) if shape else None
    if match is None:
        raise ZplFault(f"an unknown command: ^{text[:20]!r}")
    return text[:2], tuple(int(number) for number in match.groups()), b""


def _graphic(text: str) -> tuple[str, tuple[int, ...], bytes]:
    match = _SHAPES["GF"].fullmatch(text)
    if match is None:
        raise ZplFault("a broken picture")
    rows, across = bytes.fromhex(match[4]), int(match[3])
    if not int(match[1]) == int(match[2]) == len(rows) or not across or len(rows) % across:
        raise ZplFault("a picture of another size than it says")
    return "GF", (across,), rows


def _take(state: _State, name: str, numbers: tuple[int, ...], data: bytes) -> ReadElement | None:
    if name in {"CI", "PW", "LL", "LH", "BY"}:
        if state.field is not None:
            raise ZplFault(f"^{name} inside a field")
        _set(state, name, numbers)
    elif name == "FO":
        if state.field is not None:
            raise ZplFault("a field begins inside a field")
        state.field = _Field(place=(numbers[0], numbers[1]))
    elif state.field is None:
        raise ZplFault(f"^{name} outside a field")
    elif name == "FS":
        field, state.field = state.field, None
        return _drawn(state, field)
    else:
        _fill(state.field, name, numbers, data)
    return None


def _set(state: _State, name: str, numbers: tuple[int, ...]) -> None:
    if name == "CI":
        state.utf8 = True
    elif name == "PW":
        state.width = numbers[0]
    elif name == "LL":
        state.height = numbers[0]
    elif name == "BY":
        state.module = numbers[0]


def _fill(field: _Field, name: str, numbers: tuple[int, ...], data: bytes) -> None:
    if field.data is not None or field.picture is not None:
        raise ZplFault("a command after the data of its field")
    if name == "A0":
        field.font = numbers[0]
    elif name == "BC":
        field.code_height = numbers[0]
    elif name == "FH":
        field.hexadecimal = True
    elif name == "GF":
        field.picture = (numbers[0], data)
    elif name == "GB":
        field.frame = (numbers[0], numbers[1], numbers[2])
    else:
        field.data = _decoded(data, hexadecimal=field.hexadecimal)


def _decoded(data: bytes, *, hexadecimal: bool) -> str:
    if any(byte < ord(" ") for byte in data):
        raise ZplFault("a control sign in the data of a field")
    if hexadecimal:
        if re.search(rb"_(?![0-9A-Fa-f]{2})", data):
            raise ZplFault("a broken hexadecimal in the data of a field")
        data = re.sub(rb"_([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ZplFault("the data of a field is not UTF-8") from error


def _drawn(state: _State, field: _Field) -> ReadElement:
    if not state.utf8 or field.place is None:
        raise ZplFault("a field before ^CI28")
    x, y = field.place
    if field.picture is not None and field.font is None and field.code_height is None:
        across, rows = field.picture
        return ReadPicture(x, y, across * 8, len(rows) // across, rows)
    if field.frame is not None and field.data is None:
        width, height, thickness = field.frame
        return ReadFrame(x, y, max(width, thickness), max(height, thickness), thickness)
    if field.data is None or (field.font is None) == (field.code_height is None):
        raise ZplFault("a field that is neither text nor code")
    if field.font is not None:
        return ReadText(x, y, field.font, text_width(field.data, field.font), field.data)
    return _code(state, field, x, y)


def _code(state: _State, field: _Field, x: int, y: int) -> ReadCode:
    if not state.module or not field.code_height:
        raise ZplFault("a code without module or height")
    try:
        symbol = code128.read_zpl_data(field.data or "")
    except ValueError as error:
        raise ZplFault(f"a broken code: {error}") from error
    width = state.module * sum(code128.runs(symbol))
    return ReadCode(x, y, state.module, width, field.code_height, symbol)


def draw(label: ReadLabel) -> Image:
    """Return the label as a grey picture, one pixel a dot, 0 is black. What lies outside the label is not there."""
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

    picture = Pictures.new("L", (label.width, label.height), 255)
    pen = Pens.Draw(picture)
    for element in label.elements:
        if isinstance(element, ReadText):
            _draw_text(pen, element)
        elif isinstance(element, ReadCode):
            _draw_code(pen, element)
        elif isinstance(element, ReadPicture):
            pen.bitmap((element.x, element.y), picture_of(element), fill=0)
        else:
            _draw_frame(pen, element)
    return picture


def picture_of(element: ReadPicture) -> Image:
    """Return a picture's dots as an image of one bit a pixel, 1 where the printer burns."""
    from PIL import Image as Pictures

    return Pictures.frombytes("1", (element.width, element.height), element.rows)


def _draw_text(pen: ImageDraw, element: ReadText) -> None:
    from warehouse_app.documents.fonts import picture_font, printable

    if element.height <= 0:
        return
    font = picture_font(element.height, bold=True)
    baseline = element.y + element.height * _BASELINE_PERCENT // 100
    pen.text((element.x, baseline), printable(element.text, bold=True), font=font, fill=0, anchor="ls")


def _draw_code(pen: ImageDraw, element: ReadCode) -> None:
    x = element.x
    for place, width in enumerate(code128.runs(element.symbol)):
        across = width * element.module
        if place % 2 == 0:
            pen.rectangle((x, element.y, x + across - 1, element.y + element.height - 1), fill=0)
        x += across


def _draw_frame(pen: ImageDraw, element: ReadFrame) -> None:
    corner = (element.x, element.y, element.x + element.width - 1, element.y + element.height - 1)
    pen.rectangle(corner, outline=0, width=max(1, element.thickness))
