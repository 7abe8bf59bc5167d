"""Commands in their order, as a printer takes them: what is remembered, drawn, kept for later, or only remarked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from warehouse_app.documents import graphics
from warehouse_app.documents.reading import shapes
from warehouse_app.documents.reading.codes import READERS, UNREAD
from warehouse_app.documents.reading.commands import Command, commands, filled, kept_name
from warehouse_app.documents.reading.fields import finished
from warehouse_app.documents.reading.state import SETTERS, SHAPERS, Field, Settings, set_font
from warehouse_app.documents.reading.values import LONGEST_SIDE, ReadElement, ReadLabel, ReadPicture, Remark

LARGEST = 8_000_000
MOST_LABELS, MOST_ELEMENTS, MOST_REMARKS = 50, 2_000, 200
MOST_DOTS = 600_000_000
"""All that one label burns, one thing over the other: a hundred times its paper. What asks for more is no label."""

# What a printer is told about its paper, speed and memory: nothing of it is drawn, and nothing of it stays.
QUIET = frozenset(
    {
        *("MC", "MD", "MF", "ML", "MM", "MN", "MP", "MT", "PR", "PM", "SZ", "JM", "SD", "SS", "TA", "PF", "PH", "PN"),
        *("FX", "CO", "CW", "FC", "FS", "FL", "FM", "FP", "SE", "SL", "SO", "ST", "SF", "SN", "XB", "JO", "DN", "PP"),
        *("PS", "JN", "JB", "KP", "ID", "EG", "JS", "JW", "LF", "RO", "ZZ", "PA", "CV"),
    }
)


@dataclass(slots=True)
class _Sheet:
    """What is read of one label so far."""

    settings: Settings = field(default_factory=Settings)
    now: Field = field(default_factory=Field)
    elements: list[ReadElement] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


class Interpreter:
    """A printer's memory: its formats and graphics outlive a label, its settings too, as in a real one."""

    def __init__(self, default_width: int, default_height: int, per_mm: int = 8) -> None:
        self._default = default_width, default_height
        self._formats: dict[str, list[Command]] = {}
        self._graphics: dict[str, tuple[int, bytes]] = {}
        self._settings = Settings(per_mm=per_mm)
        self.labels: list[ReadLabel] = []
        self.remarks: list[Remark] = []

    def take(self, document: bytes) -> None:
        """Read a whole document."""
        found, self.remarks = commands(document)
        label: list[Command] | None = None
        for command in found:
            if command.name == "XA":
                label = []
            elif command.name == "XZ" and label is not None:
                self._label(label)
                label = None
            elif label is not None and not (command.control and command.name != "DG"):
                label.append(command)
            else:
                self._outside(command)
        if label is not None:
            self.remarks.append(Remark("unreadable", "the last label has no end"))

    def _outside(self, command: Command) -> None:
        if command.control and command.name == "DG":
            self._keep_graphic(command, self.remarks)
        elif not (command.name in QUIET or command.name in SETTERS):
            sign = "~" if command.control else "^"
            code = "printer_command" if command.control else "unknown_command"
            self.remarks.append(Remark(code, f"{sign}{command.name}"))

    def _label(self, label: list[Command]) -> None:
        if any(command.name == "DF" for command in label):
            at = next(place for place, command in enumerate(label) if command.name == "DF")
            self._formats[kept_name(label[at])] = [*label[:at], *label[at + 1 :]]
            return
        whole, remarks = filled(label, self._formats)
        sheet = _Sheet(self._settings, remarks=remarks)
        sheet.settings.copies = 1
        seen = burnt = 0
        for command in whole:
            self._command(sheet, command)
            burnt += _burnt(sheet.elements[seen:])
            seen = len(sheet.elements)
            if seen > MOST_ELEMENTS or burnt > MOST_DOTS:
                sheet.remarks.append(Remark("unreadable", "too much on one label"))
                sheet.elements.clear()
                break
        if sheet.now.data is not None or (sheet.now.placed and sheet.now.code):
            sheet.remarks.append(Remark("unclosed_field"))
            self._close(sheet)
        if sheet.elements or sheet.remarks:
            self.labels.append(self._sized(sheet))
        if len(self.labels) > MOST_LABELS:
            self.remarks.append(Remark("unreadable", "too many labels"))

    def _sized(self, sheet: _Sheet) -> ReadLabel:
        """The size the label names; else paper of the usual size, longer where there is more on it."""
        settings = sheet.settings
        right = max((each.x + each.width for each in sheet.elements), default=0)
        low = max((each.y + each.height for each in sheet.elements), default=0)
        wide = settings.width or (self._default[0] if right <= self._default[0] * 5 // 4 else right)
        high = settings.height or max(self._default[1], low)
        if settings.units != "D":
            sheet.remarks.append(Remark("units", settings.units))
        if settings.copies > 1:
            sheet.remarks.append(Remark("copies", str(settings.copies)))
        return ReadLabel(
            min(wide, LONGEST_SIDE),
            min(high, LONGEST_SIDE),
            tuple(sheet.elements),
            tuple(dict.fromkeys(sheet.remarks))[:MOST_REMARKS],
            (bool(settings.width), bool(settings.height)),
            settings.turned,
            settings.copies,
        )

    def _command(self, sheet: _Sheet, command: Command) -> None:
        name = command.name
        if name == "A":
            set_font(sheet.now, sheet.settings, command.given)
        elif name in SETTERS:
            SETTERS[name](sheet.settings, command.params())
        elif name in SHAPERS:
            SHAPERS[name](sheet.now, sheet.settings, command.params())
        elif name in READERS or name in UNREAD:
            sheet.now.code, sheet.now.given = name, command.params()
        elif name in {"FD", "FV"}:
            sheet.now.data = command.given
        elif name == "FH":
            sheet.now.hexadecimal = command.given.strip()[:1].decode("latin-1") or "_"
        elif name == "FS":
            self._close(sheet)
        elif name in _DRAWN:
            sheet.elements += _DRAWN[name](sheet.now, sheet.settings, command.params(), sheet.remarks)
        elif name in {"GF", "XG", "IM", "DG"}:
            self._picture(sheet, command)
        elif name.startswith("B"):
            sheet.remarks.append(Remark("unread_barcode", f"^{name}"))
        elif name not in QUIET:
            sheet.remarks.append(Remark("unknown_command", f"^{name}"[:8]))

    def _close(self, sheet: _Sheet) -> None:
        if sheet.now.data is not None:
            sheet.elements += finished(sheet.now, sheet.settings, sheet.remarks)
        sheet.now = Field()

    def _picture(self, sheet: _Sheet, command: Command) -> None:
        if command.name == "DG":
            self._keep_graphic(command, sheet.remarks)
            return
        if command.name == "GF":
            found = _graphic_field(command, sheet.remarks)
        else:
            found = self._graphics.get(kept_name(command))
            if found is None:
                sheet.remarks.append(Remark("missing_graphic", kept_name(command)))
            else:
                found = _magnified(*found, command, sheet.remarks)
        if found is not None:
            across, rows = found
            high = len(rows) // across
            y = sheet.now.y - (high if sheet.now.typeset else 0)
            reverse = sheet.now.reverse or sheet.settings.reverse
            sheet.elements.append(ReadPicture(sheet.now.x, y, across * 8, high, rows, reverse))

    def _keep_graphic(self, command: Command, remarks: list[Remark]) -> None:
        name, total, across, data = _taken_apart(command, 3)
        try:
            self._graphics[kept_name(Command("", control=False, given=name))] = (
                _whole(across),
                graphics.unpacked(data, _whole(across), _whole(total)),
            )
        except graphics.GraphicFault as fault:
            remarks.append(Remark("broken_graphic", str(fault)))


def _burnt(elements: list[ReadElement]) -> int:
    return sum(min(each.width, LONGEST_SIDE) * min(each.height, LONGEST_SIDE) for each in elements)


def _taken_apart(command: Command, count: int) -> list[bytes]:
    parts = command.given.split(command.comma.encode("latin-1"), count)
    return [*parts, *[b""] * (count + 1 - len(parts))]


def _whole(number: bytes) -> int:
    return int(number) if number.strip().isdigit() and len(number.strip()) < len("99999999") else 0


def _graphic_field(command: Command, remarks: list[Remark]) -> tuple[int, bytes] | None:
    form, _, total, across, data = _taken_apart(command, 4)
    try:
        if form.strip().upper() not in {b"A", b""} and not data.lstrip().startswith(b":"):
            rows = data[: _whole(total)]
            if len(rows) != _whole(total) or not _whole(across):
                raise graphics.GraphicFault("a picture of raw bytes that is not whole")
        else:
            rows = graphics.unpacked(data, _whole(across), _whole(total))
    except graphics.GraphicFault as fault:
        remarks.append(Remark("broken_graphic", str(fault)))
        return None
    return _whole(across), rows[: len(rows) // _whole(across) * _whole(across)]


def _magnified(across: int, rows: bytes, command: Command, remarks: list[Remark]) -> tuple[int, bytes] | None:
    params = command.params()
    times = max(1, min(10, params.number(1, 1))), max(1, min(10, params.number(2, 1)))
    if command.name == "IM" or times == (1, 1):
        return across, rows
    if len(rows) * times[0] * times[1] > graphics.MOST_BYTES:
        remarks.append(Remark("broken_graphic", "a picture that is enlarged beyond any label"))
        return None
    from PIL import Image as Pictures

    drawn = Pictures.frombytes("1", (across * 8, len(rows) // across), rows)
    larger = drawn.resize((drawn.width * times[0], drawn.height * times[1]), Pictures.Resampling.NEAREST)
    return larger.width // 8, larger.tobytes()


_DRAWN: dict[str, Callable[..., list[ReadElement]]] = {
    "GB": shapes.box,
    "GC": shapes.circle,
    "GE": shapes.ellipse,
    "GD": shapes.diagonal,
    "GS": partial(shapes.unknown, "GS"),
}


def interpret(
    document: bytes, default_width: int, default_height: int, per_mm: int = 8
) -> tuple[list[ReadLabel], list[Remark]]:
    """Return the labels of a document as a printer draws them, and what the document has beside them."""
    if len(document) > LARGEST:
        return [], [Remark("unreadable", "the document is too large")]
    printer = Interpreter(default_width, default_height, per_mm)
    printer.take(document)
    return printer.labels, list(dict.fromkeys(printer.remarks))[:MOST_REMARKS]
