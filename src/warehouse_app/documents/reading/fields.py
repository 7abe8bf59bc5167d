"""One finished field: from what the commands said to the element a printer draws, or a remark why it is not drawn."""

from __future__ import annotations

import re

from warehouse_app.documents.reading import codes, lettering
from warehouse_app.documents.reading.state import Field, Settings, face_of
from warehouse_app.documents.reading.values import Face, ReadCode, ReadElement, ReadText, Remark

_LONGEST_TEXT = 3_072  # more a printer takes no more of either
_BELOW_GAP = 6


def text_of(field: Field, settings: Settings, remarks: list[Remark]) -> str:
    """Return a field's data decoded: hexadecimal under `^FH`, then by the character set; line ends are no signs."""
    data = (field.data or b"")[:_LONGEST_TEXT]
    data = re.sub(rb"[\r\n\t]", b"", data)
    if re.search(rb"[\x00-\x1f]", data):
        remarks.append(Remark("control_sign"))
    if field.hexadecimal:
        data = _unspelt(data, field.hexadecimal, remarks)
    try:
        return data.decode(settings.charset)
    except UnicodeDecodeError:
        remarks.append(Remark("broken_text", settings.charset))
        return data.decode(settings.charset, "replace")


def _unspelt(data: bytes, sign: str, remarks: list[Remark]) -> bytes:
    mark = re.escape(sign.encode("latin-1", "replace"))
    if re.search(mark + rb"(?![0-9A-Fa-f]{2})", data):
        remarks.append(Remark("broken_hex"))
    return re.sub(mark + rb"([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), data)


def finished(field: Field, settings: Settings, remarks: list[Remark]) -> list[ReadElement]:
    """Return what a field with data draws: text, or a code and the words under it."""
    text = text_of(field, settings, remarks)
    if not field.code:
        return _text(field, settings, text, remarks)
    if field.code in codes.UNREAD:
        remarks.append(Remark("unread_barcode", f"^{field.code} {codes.UNREAD[field.code]}"))
        return []
    try:
        drawn = codes.read_code(field.code, field.given, settings, text)
    except codes.CodeFault as fault:
        remarks.append(Remark("broken_code", f"^{field.code} {fault}"))
        return []
    return _code(field, settings, drawn, remarks)


def _corner(field: Field, across: int, down: int, baseline: int, turn: str) -> tuple[int, int]:
    """Return the upper left corner of a room whose unturned size is given, wherever the field says it begins."""
    wide, high = (down, across) if turn in {"R", "B"} else (across, down)
    if not field.typeset:
        if field.justify == 1:
            return (field.x - wide, field.y) if turn in {"N", "I"} else (field.x, field.y - high)
        return field.x, field.y
    start = across if field.justify == 1 else 0
    left, above = {
        "N": (start, baseline),
        "R": (down - baseline, start),
        "I": (across - start, down - baseline),
        "B": (baseline, across - start),
    }[turn]
    return field.x - left, field.y - above


def _text(field: Field, settings: Settings, text: str, remarks: list[Remark]) -> list[ReadElement]:
    face = field.face or face_of(settings.font, settings.font_height, settings.font_width)
    turn = field.turn or settings.turn
    lines, across, down = lettering.set_lines(text, face, field.block)
    baseline = down - face.height + round(face.height * lettering.BASELINE)
    x, y = _corner(field, across, down, baseline, turn)
    wide, high = (down, across) if turn in {"R", "B"} else (across, down)
    if not lettering.drawable(text):
        remarks.append(Remark("signs_replaced"))
    kept = lines if field.block is not None else ()
    return [ReadText(x, y, high, wide, text, face, turn, kept, reverse=field.reverse or settings.reverse)]


def _code(field: Field, settings: Settings, drawn: codes.Drawn, remarks: list[Remark]) -> list[ReadElement]:
    given = field.given.text(0).upper()[:1]
    turn = given if given in {"N", "R", "I", "B"} else settings.turn
    across = drawn.figure.width * drawn.module
    down = drawn.high * len(drawn.figure.rows)
    x, y = _corner(field, across, down, down, turn)
    if not field.typeset:
        y += drawn.dropped
    wide, high = (down, across) if turn in {"R", "B"} else (across, down)
    code = ReadCode(
        x,
        y,
        wide,
        high,
        drawn.module,
        drawn.kind,
        drawn.text,
        drawn.figure,
        drawn.high,
        drawn.narrow,
        drawn.quiet,
        drawn.around,
        turn,
        reverse=field.reverse or settings.reverse,
        standing_in=drawn.standing_in,
    )
    if drawn.standing_in:
        remarks.append(Remark("stand_in", drawn.kind))
    return [code, *_words(code, drawn, settings, across, down)]


def _words(code: ReadCode, drawn: codes.Drawn, settings: Settings, across: int, down: int) -> list[ReadElement]:
    """The data in plain text under (or above) the bars, as the printer sets it in its own face."""
    if not drawn.below:
        return []
    size = max(1, min(10, settings.module))
    face = Face("A", 9 * size, 5 * size)
    wide = lettering.advance(drawn.below, face)
    shift = (across - wide) // 2
    away = -face.height - _BELOW_GAP if drawn.above else down + _BELOW_GAP
    x, y = {
        "N": (code.x + shift, code.y + away),
        "R": (code.x + down - away - face.height, code.y + shift),
        "I": (code.x + across - shift - wide, code.y + down - away - face.height),
        "B": (code.x + away, code.y + across - shift - wide),
    }[code.turn]
    room = (face.height, wide) if code.turn in {"R", "B"} else (wide, face.height)
    return [ReadText(x, y, room[1], room[0], drawn.below, face, code.turn)]
