"""A label template and the values of a thing, set as a label: the model that is drawn, and what its proof must find.

Promise: whatever the values are, every text stays in its room: smaller first, then broken, then cut with an ellipsis,
which the proof of a `whole` text finds.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.documents.model import (
    DOTS_PER_MM,
    LONGEST_TEXT,
    Box,
    Code128,
    Element,
    Expected,
    LabelModel,
    Line,
    Symbol,
    Text,
)
from warehouse_app.documents.papers.templates.shapes import (
    BoxPart,
    CodePart,
    LabelTemplate,
    LinePart,
    Part,
    RowsPart,
    Shown,
    TextPart,
    Wrap,
)
from warehouse_app.documents.papers.templates.words import Values, fill, holes, said
from warehouse_app.documents.placing import placed
from warehouse_app.documents.symbols import Symbology
from warehouse_app.documents.text import block, clean, clean_lines, cut, shrink, text_width
from warehouse_app.domain.refusals import Usage

LINE_TAKEN = 160
LINES_TAKEN = 12
"""Signs of a line, and lines of a block, that are set at all."""


@dataclass(frozen=True, slots=True)
class SetLabel:
    """A label as set. `tints` are the colours of its elements, one each."""

    model: LabelModel
    expected: Expected
    tints: tuple[str, ...]


@dataclass(slots=True)
class _Setter:
    values: Values
    rows: tuple[Values, ...]
    elements: list[Element] = field(default_factory=list)
    tints: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def put(self, part: Part) -> None:
        shown = part.shown
        if (shown.when and not said(self.values, shown.when)) or (shown.unless and said(self.values, shown.unless)):
            return
        if isinstance(part, TextPart):
            self._text(part, self.values)
        elif isinstance(part, CodePart):
            self._code(part)
        elif isinstance(part, LinePart):
            self._add(Line(part.x, part.y, part.width, part.height), shown)
        elif isinstance(part, BoxPart):
            self._add(Box(part.x, part.y, part.width, part.height, part.edge), shown)
        else:
            self._rows(part)

    def _add(self, element: Element, shown: Shown) -> None:
        self.elements.append(element)
        self.tints.append(fill(shown.tint, self.values))

    def _text(self, part: TextPart, values: Values, down: int = 0) -> None:
        text = fill(part.text, values)
        lines = clean_lines((text,))
        if not lines:
            return
        if part.whole:
            self.texts.append((part.name or next(iter(holes(part.text)), "text"), " ".join(lines)))
        for line in _lines(part, lines):
            self._add(_moved(line, part, down), part.shown)

    def _rows(self, part: RowsPart) -> None:
        if len(self.rows) > part.most:
            raise Usage("label_rows", problem="many", most=part.most, rows=len(self.rows))
        for at, row in enumerate(self.rows):
            for cell in part.cells:
                self._text(cell, row, at * part.step)

    def _code(self, part: CodePart) -> None:
        text = fill(part.text, self.values)
        try:
            element = _fitting(part, text)
        except Usage:
            if part.must:
                raise
            return
        self.codes.append(text)
        self._add(element, part.shown)


def set_label(template: LabelTemplate, values: Values, rows: tuple[Values, ...] = ()) -> SetLabel:
    """Set one label. Raises Usage (code_unprintable, code_too_long, label_rows): it says all it must or is not made."""
    setter = _Setter(values, rows)
    for part in template.parts:
        setter.put(part)
    elements = tuple(setter.elements)
    lines = tuple(element for element in elements if isinstance(element, Text))
    expected = Expected(tuple(setter.codes), tuple(setter.texts), template.width_mm, template.height_mm, lines)
    return SetLabel(LabelModel(template.width_mm, template.height_mm, elements), expected, tuple(setter.tints))


def _fitting(part: CodePart, text: str) -> Code128 | Symbol:
    """Return the first kind of code that can say the text in its room, at every density. Raises Usage of the first."""
    no: Usage | None = None
    for name in part.symbologies:
        room = (part.x, part.y, part.width, part.height)
        element = Code128(*room, text) if name == "code128" else Symbol(*room, Symbology(name), text)
        try:
            for per_mm in DOTS_PER_MM.values():
                placed(element, per_mm)
        except Usage as caught:
            no = no or caught
        else:
            return element
    raise no or Usage("code_unprintable", text=text)


def _lines(part: TextPart, lines: tuple[str, ...]) -> tuple[Text, ...]:
    most = LINE_TAKEN if holes(part.text) else LONGEST_TEXT
    if part.wrap is None or part.line_first:
        line = clean(" ".join(lines)[:most])
        fitted = shrink(line, part.width, part.size, part.least)
        shown = cut(line, part.width, fitted)
        if part.wrap is None or shown == clean(" ".join(lines)):
            return (Text(part.x, part.y + (part.size - fitted), part.width, fitted, shown, part.bold),)
    return _block(part, part.wrap, _taken(lines, most))


def _block(part: TextPart, wrap: Wrap, lines: tuple[str, ...]) -> tuple[Text, ...]:
    setting = block(lines, part.width, wrap.height, wrap.size, wrap.least)
    return tuple(
        Text(part.x, part.y + row * setting.leading, part.width, setting.size, line, part.bold)
        for row, line in enumerate(setting.lines)
    )


def _taken(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """A limit on what is set at all; what is beyond shows as an ellipsis, and the proof of the label then fails."""
    kept = tuple(line if len(line) <= most else line[: most - 1] + "…" for line in lines[:LINES_TAKEN])
    return (*kept[:-1], kept[-1] + "…") if len(lines) > LINES_TAKEN else kept


def _moved(line: Text, part: TextPart, down: int) -> Text:
    if part.align == "left" and not down:
        return line
    free = max(0, line.width - text_width(line.text, line.size))
    right = 0 if part.align == "left" else free if part.align == "right" else free // 2
    return Text(line.x + right, line.y + down, line.width - right, line.size, line.text, line.bold)
