"""A packing slip on a receipt printer: plain ESC/POS, made and read back here. Pure, and no library is needed.

Every receipt printer has the signs of code page 858 and Code 128. A slip with other signs is refused beforehand, never
printed with boxes; print it as PDF.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from warehouse_app.documents import code128
from warehouse_app.documents.papers.slip import PackingSlipData
from warehouse_app.documents.text import clean
from warehouse_app.documents.verdict import Problem, Proof, verdict
from warehouse_app.domain.refusals import Usage
from warehouse_app.wording.papers import tr

COLUMNS = 42
"""Signs in a line of 80 mm paper in the usual font; 58 mm paper breaks them once more."""

CODE_PAGE = "cp858"
LONGEST_CODE = 40
_ESC, _GS, _LINE = b"\x1b", b"\x1d", b"\n"
_INIT = _ESC + b"@" + _ESC + b"t\x13"
_LEFT, _MIDDLE = _ESC + b"a\x00", _ESC + b"a\x01"
_PLAIN, _BOLD = _ESC + b"E\x00", _ESC + b"E\x01"
_CODE = _GS + b"h\x60" + _GS + b"w\x02" + _GS + b"H\x02" + _GS + b"k\x49"
_CUT = _GS + b"VB\x03"
_BEGIN_B = b"{B"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says, read back from its bytes: its lines of text, its codes, and whether it is cut off."""

    lines: tuple[str, ...]
    codes: tuple[str, ...]
    cut: bool


def slip_receipt(data: PackingSlipData) -> bytes:
    """Return the slip's bytes. Raises Usage (receipt_signs, code_too_long)."""
    parts = [_INIT, _MIDDLE, _BOLD, *_said(data.company), _PLAIN, *_said(tr("Packing slip")), _code(data.order), _LEFT]
    parts += [_LINE, *_said(tr("Order {order}").format(order=data.order))]
    parts += _said(tr("Parcel {parcel}").format(parcel=data.parcel))
    for line in data.recipient:
        parts += _said(line)
    parts += [b"-" * COLUMNS, _LINE]
    for each in data.lines:
        if each.packed:
            parts += [_BOLD, *_said(f"{each.packed} x {each.sku}"), _PLAIN, *_said(each.title, "    ")]
    parts += [b"-" * COLUMNS, _LINE]
    parts += _said(tr("{n} units in this parcel").format(n=sum(each.packed for each in data.lines if not each.kit)))
    return b"".join((*parts, _CUT))


def _said(text: str, indent: str = "") -> list[bytes]:
    """Return a text as lines; what could command the printer becomes a blank."""
    said = clean(text)
    lines = textwrap.wrap(said, COLUMNS, initial_indent=indent, subsequent_indent=indent) if said else []
    try:
        return [line.encode(CODE_PAGE) + _LINE for line in lines]
    except UnicodeEncodeError as error:
        raise Usage("receipt_signs", text=said) from error


def _code(text: str) -> bytes:
    if not code128.encodable(text):
        return b""
    if len(text) > LONGEST_CODE:
        raise Usage("code_too_long", text=text)
    data = _BEGIN_B + text.replace("{", "{{").encode("ascii")
    return _CODE + bytes((len(data),)) + data + _LINE


def read(document: bytes) -> Receipt:
    """Read a receipt back. Raises ValueError where it holds a command that we do not write."""
    lines: list[str] = []
    codes: list[str] = []
    text, at, cut = bytearray(), 0, False
    while at < len(document):
        sign = document[at : at + 1]
        if sign == _LINE:
            lines.append(text.decode(CODE_PAGE))
            text.clear()
            at += 1
        elif document.startswith(_CUT, at):
            cut, at = True, at + len(_CUT)
        elif document.startswith(_CODE, at):
            at += len(_CODE)
            if at >= len(document):
                raise ValueError("a code without its length")
            data = document[at + 1 : at + 1 + document[at]]
            codes.append(data.removeprefix(_BEGIN_B).decode("ascii").replace("{{", "{"))
            at += 1 + len(data)
        else:
            at += _skipped(document, at, text)
    return Receipt(tuple(line for line in lines if line), tuple(codes), cut)


def _skipped(document: bytes, at: int, text: bytearray) -> int:
    """Take one sign into the text, or pass over a command of ours; return how long it was."""
    for command in (_INIT, _LEFT, _MIDDLE, _PLAIN, _BOLD):
        if document.startswith(command, at):
            return len(command)
    if document[at] < ord(" "):
        raise ValueError(f"an unknown command at {at}")
    text.append(document[at])
    return 1


def prove_receipt(document: bytes, data: PackingSlipData) -> Proof:
    """Prove a receipt: it is read back, has the order's code, every line of the parcel, and its end."""
    try:
        found = read(document)
    except ValueError as error:
        return verdict((), [Problem("unreadable", str(error))])
    problems = []
    if code128.encodable(data.order) and data.order not in found.codes:
        problems.append(Problem("code_missing", data.order))
    problems += [Problem("code_foreign", code) for code in found.codes if code != data.order]
    said = " ".join(found.lines)
    wanted = (f"{each.packed} x {each.sku}" for each in data.lines if each.packed)
    problems += [Problem("text_missing", line) for line in wanted if " ".join(clean(line).split()) not in said]
    if not found.cut:
        problems.append(Problem("pages", "0"))
    return verdict(found.codes, problems)
