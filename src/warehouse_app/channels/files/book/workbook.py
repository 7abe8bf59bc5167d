"""What a workbook says of itself: its sheets, which of them are hidden, where dates begin, and how cells are shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.channels.files.book.package import Element, Package

MAX_SHEETS = 1_000
_ZEROS = re.compile(r"0{2,40}")
_TRUE = ("1", "true")
_DATES_OF_LANGUAGES = frozenset({*range(27, 37), *range(50, 59)})
"""Formats that are dates in Chinese, Japanese, Korean and Thai, and that no workbook spells out."""


@dataclass(frozen=True, slots=True)
class Format:
    """How the cells of a style are shown: as a date or time, or with zeros in front to so many digits."""

    date: bool = False
    zeros: int = 0


PLAIN = Format()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with rows: its name, its part, and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in their order; `since_1904` says that day 0 is the first of January 1904; `strings` names a part."""

    sheets: tuple[Sheet, ...]
    since_1904: bool
    formats: tuple[Format, ...]
    strings: str | None


def read_workbook(package: Package) -> Workbook:
    """Read what a workbook says of itself. Raises Usage for a package that is none."""
    main = _main_part(package)
    if not package.has(main):
        raise package.no_book()
    elements = package.elements(main)
    if not any(name == "workbook" for _, name, _ in elements[:1]):
        raise package.no_book()
    links = _links(package, main)
    sheets: list[Sheet] = []
    since_1904 = False
    for above, name, attributes in elements:
        if name == "workbookPr":
            since_1904 = attributes.get("date1904", "") in _TRUE
        elif name == "sheet" and above == "sheets" and len(sheets) < MAX_SHEETS:
            kind, part = links.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                if not package.has(part):
                    raise package.damaged()
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Sheet(attributes.get("name", ""), part, hidden))
    strings = next((part for kind, part in links.values() if kind == "sharedStrings" and package.has(part)), None)
    styles = next((part for kind, part in links.values() if kind == "styles" and package.has(part)), None)
    formats = () if styles is None else read_formats(package.elements(styles))
    return Workbook(tuple(sheets), since_1904, formats, strings)


def read_formats(styles: list[Element]) -> tuple[Format, ...]:
    """Return the format of every style of cells."""
    own = {
        attributes.get("numFmtId", ""): attributes.get("formatCode", "")
        for _, name, attributes in styles
        if name == "numFmt"
    }
    known: dict[str, Format] = {}
    found: list[Format] = []
    for above, name, attributes in styles:
        if name == "xf" and above == "cellXfs":
            number = attributes.get("numFmtId", "0")
            if number not in known:
                known[number] = _format(number, own)
            found.append(known[number])
    return tuple(found)


def _format(number: str, own: Mapping[str, str]) -> Format:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    if number in own:
        text = own[number]
    elif number.isdigit() and len(number) <= 4:  # noqa: PLR2004 - numbers of formats are small
        if int(number) in _DATES_OF_LANGUAGES:
            return Format(date=True)
        text = BUILTIN_FORMATS.get(int(number), "")
    else:
        text = ""
    shown = text.split(";")[0].strip().replace('"', "")
    return Format(bool(is_date_format(text)), len(shown) if _ZEROS.fullmatch(shown) else 0)


def _main_part(package: Package) -> str:
    if package.has("_rels/.rels"):
        for _, name, attributes in package.elements("_rels/.rels"):
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                return attributes.get("Target", "").lstrip("/")
    return "xl/workbook.xml"


def _links(package: Package, main: str) -> dict[str, tuple[str, str]]:
    """Return kind and part of every relationship of the workbook, by its id."""
    folder, file = posixpath.split(main)
    part = posixpath.join(folder, "_rels", f"{file}.rels")
    if not package.has(part):
        raise package.no_book()
    found: dict[str, tuple[str, str]] = {}
    for _, name, attributes in package.elements(part):
        if name == "Relationship" and attributes.get("TargetMode", "") != "External":
            target = attributes.get("Target", "")
            where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (posixpath.basename(attributes.get("Type", "")), where)
    return found
