"""From a raw cell to the text the rest of an import reads, by what its column is: every doubt is told or refused.

What a cell shows is what its reader sees, so a number has the fifteen digits a spreadsheet shows. Numbers with a
fraction are written so that the decimal mark of the file's texts does not matter to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

from warehouse_app.channels.files.book.sheet import RawCell
from warehouse_app.channels.files.book.strings import Strings
from warehouse_app.channels.files.book.workbook import PLAIN, Format
from warehouse_app.channels.files.staging import Notes
from warehouse_app.domain.importing.fields import Role
from warehouse_app.domain.importing.numbers import exact
from warehouse_app.domain.importing.texts import break_cell
from warehouse_app.domain.importing.values import BadValueError

DIGITS_SHOWN = 15
FALSE_LEAP_DAY = 60
SECONDS = 86_400
LAST_DAY = 2_958_466
_SHOWN = Context(prec=DIGITS_SHOWN)
_BEFORE_1904, _BEFORE_1900, _BEFORE_MARCH_1900 = datetime(1904, 1, 1), datetime(1899, 12, 30), datetime(1899, 12, 31)  # noqa: DTZ001 - a cell has no time zone
_TEXTS = frozenset({"s", "str", "inlineStr"})


class CellReader:
    """Makes texts of the cells of one workbook."""

    def __init__(self, strings: Strings, formats: Sequence[Format], notes: Notes, *, since_1904: bool) -> None:
        self._strings, self._notes, self._since_1904 = strings, notes, since_1904
        self._formats = {str(n): each for n, each in enumerate(formats)}

    def text(self, cell: RawCell, role: Role | None) -> str:
        """Return the text of a cell in a column of that role; without a role nothing is told and nothing refused."""
        found = self._text(cell, role)
        if cell.formula and role is not None:
            if not cell.value and cell.kind != "str":
                return break_cell("formula_without_value", "=")
            self._notes.add("formulas", found)
        return found

    def _text(self, cell: RawCell, role: Role | None) -> str:
        if cell.kind in _TEXTS:
            return self._written(cell, role)
        if cell.kind == "e":
            return cell.value if role is None else break_cell("cell_error", cell.value)
        if cell.kind == "b":
            return "true" if cell.value in ("1", "true") else "false"
        if cell.kind == "d":
            return self._placed(cell.value.replace("T", " ").removesuffix("Z"), role)
        if not cell.value:
            return ""
        if self._formats.get(cell.style, PLAIN).date:
            return self._date(cell.value, role)
        return self._number(cell, role)

    def _written(self, cell: RawCell, role: Role | None) -> str:
        from openpyxl.utils.escape import unescape

        text = cell.value
        if cell.kind == "s" and text:
            try:
                text = self._strings[text]
            except (IndexError, ValueError):
                return break_cell("bad_characters", "")
        text = str(unescape(text)) if "_x" in text else text
        if text and not text.isprintable() and any("\ud800" <= sign <= "\udfff" for sign in text):
            text = text.encode("utf-8", "backslashreplace").decode()
            return text if role is None else break_cell("bad_characters", text)
        if role == "number" and text.strip():
            self._notes.add("numbers_as_text", text)
        return text

    def _number(self, cell: RawCell, role: Role | None) -> str:
        try:
            value = Decimal(cell.value) if len(cell.value) <= 40 else Decimal("NaN")  # noqa: PLR2004 - no double is longer
            shown = exact(_SHOWN.create_decimal(value))
        except (InvalidOperation, BadValueError):
            return cell.value if role is None else break_cell("not_a_number", cell.value)
        if role == "number":
            return shown
        if "e" in shown:
            shown = format(_SHOWN.create_decimal(value).normalize(), "f")
        return shown if role != "code" else self._code(cell, shown, value)

    def _code(self, cell: RawCell, shown: str, value: Decimal) -> str:
        """Return a code that is kept as a number: its zeros in front are known only where the format shows them."""
        if abs(value) >= 10**DIGITS_SHOWN:
            return break_cell("mangled_code", shown)
        zeros = self._formats.get(cell.style, PLAIN).zeros
        if len(shown) < zeros and shown.isdigit():
            shown = shown.zfill(zeros)
            self._notes.add("codes_with_zeros", shown)
        else:
            self._notes.add("codes_as_numbers", shown)
        return shown

    def _date(self, value: str, role: Role | None) -> str:
        try:
            days = float(value)
        except ValueError:
            days = -1.0
        if not 0 <= days < LAST_DAY:
            return value if role is None else break_cell("not_a_date", value)
        if days < 1:
            return self._placed(str((_BEFORE_1900 + _rounded(days)).time()), role, "date_without_day")
        if self._since_1904:
            start = _BEFORE_1904
            if role is not None:
                self._notes.add("dates_since_1904", str((start + _rounded(days)).date()))
        elif int(days) == FALSE_LEAP_DAY:
            return "1900-02-29" if role is None else break_cell("false_leap_day", "1900-02-29")
        else:
            start = _BEFORE_1900 if days > FALSE_LEAP_DAY else _BEFORE_MARCH_1900
        try:
            moment = start + _rounded(days)
        except OverflowError:
            return value if role is None else break_cell("not_a_date", value)
        shown = str(moment.date()) if moment.time() == moment.time().min else str(moment)
        return self._placed(shown, role)

    def _placed(self, shown: str, role: Role | None, trouble: str = "") -> str:
        """Return a date as its column can use it: only dates are dates, and no code or number ever was one."""
        if role == "date":
            return break_cell(trouble, shown) if trouble else shown
        if role in ("code", "number"):
            return break_cell(f"date_as_{role}", shown)
        if role == "text":
            self._notes.add("dates_as_text", shown)
        return shown


def _rounded(days: float) -> timedelta:
    whole = int(days)
    return timedelta(days=whole, seconds=round((days - whole) * SECONDS))
