"""The strict reader of the ZPL we send: bytes in, what a printer would draw out; the unusual is a fault, no guess.

It takes the commands `documents.zpl` writes, in the order it writes them, and no other, so that a mistake of the
writer, a name that broke out of its field or a torn label is seen here and not on a parcel. What is on the label is
then read by the reader of all ZPL (`documents.reading`), which shares no code with the writer but the tables of bars.
"""

from __future__ import annotations

import re
from dataclasses import replace

from warehouse_app.documents.reading.commands import Command, commands
from warehouse_app.documents.reading.drawing import draw, picture_of
from warehouse_app.documents.reading.interpret import interpret
from warehouse_app.documents.reading.values import (
    ReadCode,
    ReadElement,
    ReadFrame,
    ReadLabel,
    ReadPicture,
    ReadText,
)
from warehouse_app.documents.text import text_width

__all__ = [
    "LARGEST_LABEL",
    "ReadCode",
    "ReadElement",
    "ReadFrame",
    "ReadLabel",
    "ReadPicture",
    "ReadText",
    "ZplFault",
    "draw",
    "picture_of",
    "read",
]

LARGEST_LABEL = 600_000  # an address all in pictures, at 600 dpi
_LONGEST_SIDE = 9_600
_NUMBER = r"(\d{1,5})"
_SHAPES = {
    "CI": re.compile(r"28"),
    "PW": re.compile(_NUMBER),
    "LL": re.compile(_NUMBER),
    "LH": re.compile(r"0,0"),
    "FO": re.compile(rf"{_NUMBER},{_NUMBER}"),
    "A": re.compile(rf"0N,{_NUMBER},{_NUMBER}"),
    "BY": re.compile(rf"[1-9]\d?,3,{_NUMBER}"),
    "BC": re.compile(rf"N,{_NUMBER},N,N,N,N"),
    "BX": re.compile(r"N,[1-9]\d{0,2},200,,,,[|`}{@#!]"),
    "BQ": re.compile(r"N,2,([1-9]|10)"),
    "BE": re.compile(rf"N,{_NUMBER},N,N"),
    "B2": re.compile(rf"N,{_NUMBER},N,N,N"),
    "B3": re.compile(rf"N,N,{_NUMBER},N,N"),
    "B7": re.compile(rf"N,{_NUMBER},4,(\d\d?),,N"),
    "GF": re.compile(rf"A,(\d{{1,7}}),\1,{_NUMBER},[0-9A-FG-Yg-z,:!]+"),
    "GB": re.compile(rf"{_NUMBER},{_NUMBER},{_NUMBER}"),
    "FH": re.compile(r"_"),
    "FS": re.compile(r""),
    "XA": re.compile(r""),
    "XZ": re.compile(r""),
}
_LABEL = re.compile(
    r"XA CI PW LL LH ((BY )?FO (A FH FD |(BC|BX|BQ|BE|B2|B3|B7) FH FD |GF |GB )FS )*XZ",
)
_LAST_CONTROL = 0x1F


class ZplFault(ValueError):  # noqa: N818 - what a reader finds, as in "printer fault"
    """The bytes are not one whole label of ours; the message says where and why."""


def read(document: bytes) -> ReadLabel:
    """Read exactly one label. Raises ZplFault for anything a label of ours does not have."""
    if len(document) > LARGEST_LABEL:
        raise ZplFault("the label is too large")
    if b"~" in document:
        raise ZplFault("a control command in the label")
    found, before = commands(document)
    if before:
        raise ZplFault("bytes before the first command")
    for command in found:
        _check(command)
    if _LABEL.fullmatch(" ".join(command.name for command in found)) is None:
        raise ZplFault("not one label whose fields are all begun and closed")
    labels, remarks = interpret(document, 0, 0)
    told = [*remarks, *(remark for label in labels for remark in label.remarks if remark.code != "signs_replaced")]
    if told:
        raise ZplFault(f"{told[0].code} {told[0].detail}".strip())
    label = labels[0] if labels else _blank(found)
    if not 0 < label.width <= _LONGEST_SIDE or not 0 < label.height <= _LONGEST_SIDE:
        raise ZplFault("the size of the label is missing or absurd")
    return replace(label, elements=tuple(_cautious(element) for element in label.elements))


def _check(command: Command) -> None:
    """Each command is given what a label of ours gives it; data holds no control sign, spelt as it is."""
    if command.name == "FD":
        if any(byte <= _LAST_CONTROL for byte in command.given):
            raise ZplFault("a control sign in the data of a field")
        return
    shape = _SHAPES.get(command.name)
    text = command.given.rstrip(b"\r\n").decode("latin-1")
    if shape is None or shape.fullmatch(text) is None:
        raise ZplFault(f"an unknown command: ^{command.name}{text[:20]!r}")


def _blank(found: list[Command]) -> ReadLabel:
    """A label with nothing on it still has a size."""
    named = {command.name: command.params().number(0) for command in found}
    return ReadLabel(named["PW"], named["LL"], ())


def _cautious(element: ReadElement) -> ReadElement:
    """A text takes as much room as in the widest face it may be printed in."""
    if isinstance(element, ReadText):
        return replace(element, width=text_width(element.text, element.height))
    return element
