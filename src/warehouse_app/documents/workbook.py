"""Tables as a workbook (XLSX), written row by row: a million rows need no more memory than a thousand.

A text is a text and never a formula, whatever it begins with; what does not fit on one sheet goes on to the next.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from types import TracebackType
from typing import IO, BinaryIO, Self
from xml.sax.saxutils import escape, quoteattr

MOST_ROWS = 1_048_576
MOST_TEXT = 32_767
MOST_DIGITS = 15
"""What the programs that read it take: rows of a sheet, characters of a cell, digits of a number."""

BLOCK_ROWS = 500
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BEGIN = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_END = "</sheetData></worksheet>"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
    '<xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Workbook:
    """Writes one table. Use it as a context: the file is whole after the block."""

    def __init__(self, sink: BinaryIO, title: str, columns: Sequence[str]) -> None:
        self._zip = zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._title, self._columns = title, columns
        self._sheets = self._rows = 0
        self._waiting: list[str] = []
        self._sheet = self._next_sheet()

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows: whole and exact numbers and truths as such, None as an empty cell, anything else as text."""
        for row in rows:
            if self._rows >= MOST_ROWS:
                self._end_sheet()
                self._sheet = self._next_sheet()
            self._put(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end_sheet()
        self._put_book()
        self._zip.close()

    def _put(self, row: Sequence[object], style: str = "") -> None:
        self._waiting.append(f"<row>{''.join([_cell(value, style) for value in row])}</row>")
        self._rows += 1
        if len(self._waiting) >= BLOCK_ROWS:
            self._settle()

    def _settle(self) -> None:
        self._sheet.write("".join(self._waiting).encode())
        self._waiting.clear()

    def _next_sheet(self) -> IO[bytes]:
        self._sheets, self._rows = self._sheets + 1, 0
        part = self._zip.open(f"xl/worksheets/sheet{self._sheets}.xml", "w", force_zip64=True)
        part.write(_BEGIN.encode())
        self._sheet = part
        self._put(self._columns, ' s="1"')
        return self._sheet

    def _end_sheet(self) -> None:
        self._settle()
        self._sheet.write(_END.encode())
        self._sheet.close()

    def _put_book(self) -> None:
        numbers = range(1, self._sheets + 1)
        names = [self._title[:25] if n == 1 else f"{self._title[:25]} {n}" for n in numbers]
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1)
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        kinds = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
        )
        parts = {
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship '
            f'Id="s" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{kinds}</Types>',
        }
        self._zip.writestr("xl/styles.xml", _STYLES)
        for name, body in parts.items():
            self._zip.writestr(name, f"{_XML}{body}")


def _cell(value: object, style: str) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int) and len(str(abs(value))) <= MOST_DIGITS:
        return f"<c><v>{value}</v></c>"
    if isinstance(value, Decimal) and value.is_finite() and len(value.as_tuple().digits) <= MOST_DIGITS:
        return f"<c><v>{value:f}</v></c>"
    text = str(value)
    if len(text) > MOST_TEXT:
        text = f"{text[: MOST_TEXT - 1]}…"
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{_xml(text)}</t></is></c>'


def _xml(text: str) -> str:
    """Return a text for XML; signs it has no place for are written as the format says."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: f"_x005F{match[0]}", text)
    if not text.isprintable():
        text = _NO_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text).replace("\r", "_x000D_")
    return escape(text)
