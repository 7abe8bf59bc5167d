"""Numbers as people and spreadsheets write them: the decimal mark is decided per file by evidence, and every value is
exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from warehouse_app.domain.importing.texts import broken_cell
from warehouse_app.domain.importing.values import BadValueError

Mark = Literal[".", ",", ""]
MARKS: tuple[Mark, ...] = (".", ",", "")
MAX_DIGITS = 15
MAX_WRITTEN = 40
FAR_MORE = 10
GROUP = 3
ONE = Fraction(1)
_NUMBER = re.compile(r"([+-]?)(\d+(?:[.,' ]\d{3})*)?(?:([.,])(\d*))?")
_PLAIN = re.compile(r"[+-]?\d+")
_EXACT = re.compile(r"([+-]?)(\d+)e-([1-9]\d?)")
_AROUND = " \t\u00a0\u202f£$€¥"


@dataclass(frozen=True, slots=True)
class MarkDecision:
    """The decimal mark of a file: "" when nothing in the file proves it. The counts are distinct values that prove
    each mark. `declared` says that a person told it: nothing else counts then.
    """

    mark: Mark
    points: int
    commas: int
    unclear: int
    example: str
    declared: bool = False

    @property
    def mixed(self) -> bool:
        """Tell whether the file proves both marks."""
        return bool(self.points and self.commas) and not self.declared

    @property
    def contested(self) -> bool:
        """Tell whether it proves neither so much more that a number which may be either is read by it."""
        return self.mixed and min(self.points, self.commas) * FAR_MORE > max(self.points, self.commas)


def proof(text: str) -> Literal[".", ",", "?", ""]:
    """Tell which decimal mark one value proves; "?" when it could be a thousand or a fraction (1,234), "" when it has
    no mark.
    """
    if broken_cell(text):
        return ""
    text = text.strip(_AROUND).lstrip("+-")
    point, comma = text.count("."), text.count(",")
    if not point and not comma:
        return ""
    if point and comma:
        return "." if text.rfind(".") > text.rfind(",") else ","
    mark: Literal[".", ","] = "." if point else ","
    other: Literal[".", ","] = "," if point else "."
    if point + comma > 1:
        return other
    head, _, tail = text.partition(mark)
    if len(tail) != GROUP or head.lstrip("0") != head or not head or len(head) > GROUP:
        return mark
    return "?"


def sure(text: str, *, contested: bool) -> str:
    """Return a number's text; raise `number_ambiguous` where it may be either in a file that proves both marks."""
    if contested and proof(text) == "?":
        raise BadValueError("number_ambiguous")
    return text


def exact(value: Decimal) -> str:
    """Return a number as a cell that means the same whatever the decimal mark of the file: `15e-1` is one and a half.

    Raises `not_a_number` for what no cell of a warehouse holds.
    """
    if not value.is_finite() or abs(value.adjusted()) > MAX_WRITTEN or len(value.as_tuple().digits) > MAX_WRITTEN:
        raise BadValueError("not_a_number")
    sign, digits, power = value.as_tuple()
    assert isinstance(power, int), "a finite number has a power of ten"
    body = "".join(map(str, digits))
    if power >= 0:
        return f"{'-' * sign}{int(body) * 10**power}" if int(body) else "0"
    zeros = min(-power, len(body) - len(body.rstrip("0")))
    body, power = body[: len(body) - zeros] or "0", power + zeros
    if power == 0 or body == "0":
        return f"{'-' * sign}{int(body)}" if int(body) else "0"
    return f"{'-' * sign}{body}e{power}"


def shown(cell: str) -> str:
    """Return a cell as people write it: what `exact` made has a decimal point again."""
    match = _EXACT.fullmatch(cell)
    if match is None:
        return cell
    places = int(match[3])
    digits = match[2].rjust(places + 1, "0")
    return f"{match[1]}{digits[:-places]}.{digits[-places:]}"


def decide_mark(values: Iterable[str], separator: str) -> MarkDecision:
    """Weigh the distinct number texts of a file. Without proof a file of commas between cells is read with a decimal
    point.
    """
    count = {".": 0, ",": 0, "?": 0, "": 0}
    first: dict[str, str] = {}
    unclear_comma = False
    for value in values:
        says = proof(value)
        count[says] += 1
        first.setdefault(says, value)
        unclear_comma = unclear_comma or (says == "?" and "," in value)
    mark: Mark = "."
    if count[","] > count["."]:
        mark = ","
    elif not count["."] and count["?"] and (separator == ";" or unclear_comma):
        mark = ""
    return MarkDecision(mark, count["."], count[","], count["?"], first.get(mark or "?", ""))


def scaled(text: str, mark: Mark, places: int, factor: Fraction = ONE) -> tuple[int, bool]:
    """Return the value times `factor` times 10**places, rounded half up, and whether it was exact. Raises
    `not_a_number`, `number_ambiguous`.
    """
    if factor != 1:
        return _rounded(exactly(text, mark) * factor * 10**places)
    return _scaled(text, mark, places)


def exactly(text: str, mark: Mark) -> Fraction:
    """Return the value as it is written. Raises `not_a_number`, `number_ambiguous`."""
    return Fraction(_scaled(text, mark, MAX_DIGITS)[0], 10**MAX_DIGITS)


def multiplied(text: str, mark: Mark, factor: Fraction) -> int:
    """Return a number times `factor`; raises `decimal_quantity` where that is no whole number."""
    value, exact = _rounded(exactly(text, mark) * factor)
    if not exact:
        raise BadValueError("decimal_quantity")
    return value


def _rounded(value: Fraction) -> tuple[int, bool]:
    away = (abs(value) * 2 + 1) // 2
    return (-away if value < 0 else away), value.denominator == 1


def _scaled(text: str, mark: Mark, places: int) -> tuple[int, bool]:
    stripped = text.strip(_AROUND)
    match = _NUMBER.fullmatch(stripped) if len(stripped) <= MAX_WRITTEN else None
    if not match or not (match[2] or match[4]):
        if len(stripped) <= MAX_WRITTEN and _EXACT.fullmatch(stripped):
            return scaled(shown(stripped), ".", places)
        raise broken_cell(text) or BadValueError("formula" if stripped.startswith("=") else "not_a_number")
    if mark == "" and proof(stripped) == "?":
        raise BadValueError("number_ambiguous")
    body = stripped.lstrip("+-")
    whole, _, fraction = body.partition(mark or ".")
    thousands = {".": ",", ",": "."}.get(mark, ",")
    parts = re.split(rf"[{thousands}' ]", whole)
    if not fraction.isdigit() and fraction:
        raise BadValueError("not_a_number")
    if len(parts) > 1 and (any(len(part) != GROUP for part in parts[1:]) or not 1 <= len(parts[0]) <= GROUP):
        raise BadValueError("not_a_number")
    digits = "".join(parts)
    if (digits and not digits.isdigit()) or len(digits) > MAX_DIGITS or len(fraction) > MAX_DIGITS:
        raise BadValueError("not_a_number")
    kept = fraction[:places].ljust(places, "0")
    value = int(f"{digits or '0'}{kept}")
    rest = fraction[places:]
    if rest[:1] >= "5":
        value += 1
    return (-value if match[1] == "-" else value), not rest.strip("0")


def whole(text: str, mark: Mark) -> int:
    """Return a whole number; `12.0` is one, `1.5` raises `decimal_quantity`."""
    if _PLAIN.fullmatch(text) and len(text) <= MAX_DIGITS and text.isascii():
        return int(text)
    value, exact = scaled(text, mark, 0)
    if not exact:
        raise BadValueError("decimal_quantity")
    return value
