"""Workbooks for tests: saved by a library as a person's would be, or written part by part where every byte matters."""

from __future__ import annotations

import zipfile
from pathlib import Path

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_TYPES}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_TYPES}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="r1" Type="{_TYPES}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_TYPES}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="r3" Type="{_TYPES}/styles" Target="/xl/styles.xml"/></Relationships>',
}


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """Return the part of a sheet with these rows."""
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(*cells: str, more: str = "") -> str:
    """Return a row of inline texts; a cell that begins with `<` is taken as it is."""
    kept = [each if each.startswith("<") else f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in cells]
    return f"<row {more}>{''.join(kept)}</row>"


def packed(path: Path, data: str, **parts: str | None) -> Path:
    """Write a workbook of the one sheet `data`; parts by the last word of their name replace, None leaves out."""
    whole: dict[str, str | None] = {**PARTS, "xl/worksheets/sheet1.xml": data}
    names = {name.split("/")[-1].split(".")[0]: name for name in whole} | {
        "strings": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
    }
    whole |= {names[name]: text for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in whole.items():
            if text is not None:
                package.writestr(name, text)
    return path
