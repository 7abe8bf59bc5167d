"""The text of a template (TOML) read into values, or everything that is wrong in it, line by line.

A template is data: nothing of it is run, no file is opened by it, and it can only name the values of its own thing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from warehouse_app.documents.papers.table import PAGES, Kind
from warehouse_app.documents.papers.templates.shapes import (
    ALIGNS,
    TINTS,
    BoxPart,
    CodePart,
    ColumnPart,
    LabelTemplate,
    LinePart,
    PaperTemplate,
    Part,
    RowsPart,
    Sheet,
    Shown,
    Template,
    TextPart,
    Wrap,
)
from warehouse_app.documents.papers.templates.words import holes, unclear
from warehouse_app.documents.symbols import Symbology
from warehouse_app.domain.templates import LONGEST_TEMPLATE, TemplateFault

MOST_PARTS = 200
MOST_FAULTS = 50
LONGEST_WORDS = 500
LARGEST_LABEL_MM = 300
_LARGEST_MM = Decimal(1_000)
_TALLEST_CELL, _TALLEST_ROW = 300, 100
"""A cell in points, and the least height of a row in mm: several rows stand on a page."""
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Knows:
    """What a thing's template may name: the holes of the thing, and those of its rows."""

    holes: frozenset[str]
    rows: frozenset[str] = frozenset()


class TemplateFaults(ValueError):  # noqa: N818 - the faults, all of them
    """Raised with everything that is wrong."""

    def __init__(self, faults: tuple[TemplateFault, ...]) -> None:
        super().__init__(faults[0].code)
        self.faults = faults


@dataclass(slots=True)
class _Table:
    """One table of the text, read key by key; what nobody read is a fault at the end."""

    data: Mapping[str, Any]
    line: int
    knows: Knows
    faults: list[TemplateFault]
    read: set[str] = field(default_factory=set)

    def fault(self, code: str, detail: str = "") -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(TemplateFault(code, self.line, detail[:60]))

    def _of(self, name: str, kinds: tuple[type, ...], default: Any) -> Any:  # noqa: ANN401 - a value of TOML
        self.read.add(name)
        value = self.data.get(name, default)
        if value is default:
            return default
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.fault("template_value", name)
            return default
        return value

    def words(self, name: str, default: str = "", *, must: bool = False, rows: bool = False) -> str:
        """Return a text with holes that are known here."""
        value = self._of(name, (str,), default)
        if must and not value:
            self.fault("template_missing", name)
        return self.known(value, rows=rows)

    def known(self, text: str, *, rows: bool = False) -> str:
        """Return a text whose holes are checked."""
        if len(text) > LONGEST_WORDS:
            self.fault("template_long", text[:20])
            return ""
        if unclear(text):
            self.fault("template_brace", text)
        known = self.knows.holes | (self.knows.rows if rows else frozenset())
        for name in holes(text):
            if name not in known:
                self.fault("template_hole", name)
        return text

    def name(self, name: str) -> str:
        """Return the name of a value (`when`), checked."""
        value: str = self._of(name, (str,), "")
        if value and value not in self.knows.holes:
            self.fault("template_hole", value)
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value: str = self._of(name, (str,), choices[0])
        if value not in choices and not (name == "tint" and holes(value)):
            self.fault("template_choice", f"{name} = {value}")
            return choices[0]
        return self.known(value)

    def switch(self, name: str, *, default: bool = False) -> bool:
        return bool(self._of(name, (bool,), default))

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        value: int = self._of(name, (int,), default)
        if not low <= value <= high:
            self.fault("template_range", name)
            return default
        return value

    def mm(self, name: str, default: Decimal | int | None = None) -> Decimal:
        """Return a length in mm."""
        value = self._of(name, (int, Decimal), None)
        if value is None:
            if default is None:
                self.fault("template_missing", name)
            return Decimal(default or 0)
        return self._length(name, value)

    def _length(self, name: str, value: Any) -> Decimal:  # noqa: ANN401 - a value of TOML
        number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        if not number or not Decimal(value).is_finite() or abs(value) > _LARGEST_MM:
            self.fault("template_range", name)
            return Decimal(0)
        return Decimal(value)

    def pair(self, name: str, default: tuple[int, int] | None = None) -> tuple[Decimal, Decimal]:
        """Return two lengths in mm."""
        value = self._of(name, (list,), None)
        if value is None:
            if default is None:
                self.fault("template_missing", name)
            return Decimal((default or (0, 0))[0]), Decimal((default or (0, 0))[1])
        if len(value) != 2:  # noqa: PLR2004 - a pair
            self.fault("template_value", name)
            return Decimal(0), Decimal(0)
        return self._length(name, value[0]), self._length(name, value[1])

    def tables(self, name: str) -> list[Mapping[str, Any]]:
        value: list[Any] = self._of(name, (list,), [])
        if len(value) > MOST_PARTS or not all(isinstance(each, dict) for each in value):
            self.fault("template_value", name)
            return []
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value: list[Any] = self._of(name, (list,), [])
        if len(value) > MOST_PARTS or not all(isinstance(each, str) for each in value):
            self.fault("template_value", name)
            return ()
        return tuple(self.known(each) for each in value)

    def named(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return pairs of a name and a text."""
        value: list[Any] = self._of(name, (list,), [])
        fits = all(
            isinstance(each, list) and len(each) == 2 and all(isinstance(part, str) for part in each)  # noqa: PLR2004
            for each in value
        )
        if len(value) > MOST_PARTS or not fits:
            self.fault("template_value", name)
            return ()
        return tuple((self.known(each[0]), self.known(each[1])) for each in value)

    def under(self, data: Mapping[str, Any], line: int) -> _Table:
        return _Table(data, line, self.knows, self.faults)

    def done(self) -> None:
        for name in self.data:
            if name not in self.read:
                self.fault("template_key", name)


def _tenths(mm: Decimal) -> int:
    return int((mm * 10).to_integral_value())


@lru_cache(maxsize=128)
def read(text: str, knows: Knows) -> Template:
    """Return a template. Raises TemplateFaults with all that is wrong."""
    faults: list[TemplateFault] = []
    if len(text) > LONGEST_TEMPLATE:
        raise TemplateFaults((TemplateFault("template_long"),))
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ArithmeticError, ValueError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        raise TemplateFaults((TemplateFault("template_syntax", int(at[1]) if at else 0),)) from None
    whole = _Table(data, 0, knows, faults)
    made = _READ.get(whole.choice("kind", ("label", "paper")), _label)(whole, text)
    whole.done()
    if faults:
        raise TemplateFaults(tuple(dict.fromkeys(_found(each, text) for each in faults)))
    return made


def _found(fault: TemplateFault, text: str) -> TemplateFault:
    """Return the fault of a name with the line the name is in, where no table told one."""
    if fault.line or fault.code != "template_hole":
        return fault
    lines = (at for at, line in enumerate(text.splitlines(), 1) if f"{{{fault.detail}}}" in line)
    return replace(fault, line=next(lines, 0))


def _lines_of(text: str, head: str) -> list[int]:
    """Return the lines in which the tables of an array begin."""
    wanted = f"[[{head}]]"
    return [at for at, line in enumerate(text.splitlines(), 1) if line.strip().startswith(wanted)]


def _label(whole: _Table, text: str) -> LabelTemplate:
    tables, lines = whole.tables("part"), _lines_of(text, "part")
    parts = [_part(whole.under(data, lines[at] if at < len(lines) else 0)) for at, data in enumerate(tables)]
    if not parts:
        whole.fault("template_missing", "part")
    width = whole.whole("width_mm", 100, 10, LARGEST_LABEL_MM)
    height = whole.whole("height_mm", 150, 10, LARGEST_LABEL_MM)
    sheet_data = whole._of("sheet", (dict,), None)  # noqa: SLF001 - of this module
    sheet = None if sheet_data is None else _sheet(whole.under(sheet_data, 0), width, height)
    title = whole.words("title", must=True)
    made = LabelTemplate(title, width, height, tuple(parts), sheet, whole.switch("colour"))
    _inside(whole, made, lines)
    return made


def _inside(whole: _Table, label: LabelTemplate, lines: list[int]) -> None:
    """Every part of a label has its place on it."""
    for at, part in enumerate(label.parts):
        for each in part.cells if isinstance(part, RowsPart) else (part,):
            tall = (each.wrap.height if each.wrap else each.size) if isinstance(each, TextPart) else each.height
            tall += (part.most - 1) * part.step if isinstance(part, RowsPart) else 0
            right, low = each.x + each.width > label.width_mm * 10, each.y + tall > label.height_mm * 10
            if each.x < 0 or each.y < 0 or right or low:
                whole.under({}, lines[at] if at < len(lines) else 0).fault("template_outside")


def _sheet(table: _Table, width: int, height: int) -> Sheet:
    page = table.data.get("page")
    if isinstance(page, str) and page in PAGES:
        table.read.add("page")
        size = PAGES[page]
    else:
        across, down = table.pair("page")
        size = (float(across), float(down))
    x, y = table.pair("at", (0, 0))
    step_x, step_y = table.pair("step", (width, height))
    made = Sheet(
        *size, float(x), float(y), table.whole("across", 1, 1, 20), table.whole("down", 1, 1, 50),
        float(step_x), float(step_y),
    )  # fmt: skip
    if made.width < 1 or made.height < 1:
        table.fault("template_range", "page")
    table.done()
    return made


def _part(table: _Table) -> Part:
    kind = table.choice("kind", ("text", "code", "line", "box", "rows"))
    made = _PARTS[kind](table, Shown(table.name("when"), table.name("unless"), table.choice("tint", TINTS)))
    table.done()
    return made


def _text(table: _Table, shown: Shown, *, rows: bool = False) -> TextPart:
    x, y = map(_tenths, table.pair("at"))
    size = max(8, _tenths(table.mm("size", 3)))
    least = min(size, max(8, _tenths(table.mm("least", Decimal(size) * 6 / 100))))
    height = _tenths(table.mm("height", 0))
    wrap = Wrap(height, size, least) if height else None
    first = not height
    if "wrap" in table.data:
        inner = table.under(table._of("wrap", (dict,), {}), table.line)  # noqa: SLF001 - of this module
        tall, large, small = (_tenths(inner.mm(name)) for name in ("height", "size", "least"))
        wrap, first = Wrap(max(8, tall), max(8, large), max(8, min(large, small))), True
        inner.done()
    if wrap is not None and wrap.height < wrap.least:
        table.fault("template_range", "height")
    return TextPart(
        table.words("text", must=True, rows=rows), x, y, max(1, _tenths(table.mm("width"))), size, least, wrap, first,
        table.switch("bold"), table.choice("align", ALIGNS), table.switch("whole"), table.words("name"), shown,
    )  # fmt: skip


def _code(table: _Table, shown: Shown) -> CodePart:
    x, y = map(_tenths, table.pair("at"))
    width, height = _tenths(table.mm("width")), _tenths(table.mm("height"))
    text, must = table.words("text", must=True), table.switch("must")
    return CodePart(text, x, y, max(1, width), max(1, height), must, _symbologies(table), shown)


def _symbologies(table: _Table) -> tuple[str, ...]:
    """Return one kind of code, or several to be tried in turn."""
    if not isinstance(table.data.get("symbology"), list):
        return (table.choice("symbology", SYMBOLOGIES),)
    several = table.texts("symbology")
    if not several or not set(several) <= set(SYMBOLOGIES):
        table.fault("template_choice", "symbology")
        return ("code128",)
    return several


def _line(table: _Table, shown: Shown) -> LinePart:
    (x, y), (width, height) = (map(_tenths, table.pair(name)) for name in ("at", "area"))
    return LinePart(x, y, max(1, width), max(1, height), shown)


def _box(table: _Table, shown: Shown) -> BoxPart:
    (x, y), (width, height) = (map(_tenths, table.pair(name)) for name in ("at", "area"))
    return BoxPart(x, y, max(1, width), max(1, height), max(1, _tenths(table.mm("edge", Decimal("0.3")))), shown)


def _rows(table: _Table, shown: Shown) -> RowsPart:
    cells = []
    for data in table.tables("cells"):
        inner = table.under(data, table.line)
        cells.append(_text(inner, shown, rows=True))
        inner.done()
    return RowsPart(tuple(cells), max(1, _tenths(table.mm("step"))), table.whole("most", 1, 1, 100), shown)


SYMBOLOGIES = ("code128", *(each.value for each in Symbology))
_PARTS: Mapping[str, Callable[[_Table, Shown], Part]] = {
    "text": _text, "code": _code, "line": _line, "box": _box, "rows": _rows,
}  # fmt: skip


def _paper(whole: _Table, text: str) -> PaperTemplate:
    tables, lines = whole.tables("column"), _lines_of(text, "column")
    columns = tuple(_column(whole.under(data, lines[at] if at < len(lines) else 0)) for at, data in enumerate(tables))
    if not columns:
        whole.fault("template_missing", "column")
    return PaperTemplate(
        whole.words("title", must=True), whole.words("number"), whole.words("code"), columns, whole.named("facts"),
        whole.named("blocks"), whole.named("totals"), whole.texts("notes"), whole.texts("signatures"),
        whole.words("foot"), _row_height(whole), whole.choice("page", ("", *PAGES)), whole.switch("stacked"),
    )  # fmt: skip


def _row_height(whole: _Table) -> float:
    height = float(whole.mm("row_height", 0))
    if not 0 <= height <= _TALLEST_ROW:
        whole.fault("template_range", "row_height")
    return height


def _column(table: _Table) -> ColumnPart:
    width = float(table.mm("width"))
    if width < 1:
        table.fault("template_range", "width")
    size = float(table.mm("size", 9))
    made = ColumnPart(
        table.words("head"), table.words("text", rows=True), max(1.0, width),
        table.choice("kind", tuple(each.value for each in Kind)), min(60.0, max(4.0, size)), table.switch("bold"),
        table.whole("lines", 1, 1, 20), table.switch("lead"), table.name("when"),
    )  # fmt: skip
    if made.lines * made.size > _TALLEST_CELL:
        table.fault("template_range", "lines")
    table.done()
    return made


_READ: Mapping[str, Callable[[_Table, str], Template]] = {"label": _label, "paper": _paper}
