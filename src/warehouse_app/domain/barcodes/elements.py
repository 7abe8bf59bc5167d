"""The few GS1 application identifiers read today: (00) SSCC, (01) GTIN, (10) lot, (17) last day, (21) serial.

Read only whole: one element that is not understood and the text stays plain, so nothing is half believed. The full
dictionary comes later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from warehouse_app.domain.barcodes.gtin import check_digit_holds, gtin14, is_digits, sscc18

GS = "\x1d"
_MAX_VARIABLE = 20
_GTIN_END, _SSCC_END, _DATE_END = 16, 20, 8


@dataclass(frozen=True, slots=True)
class Gs1Fields:
    """What a GS1 element string says; `gtin` has 14 digits, `expiry` is YYMMDD as printed (day 00: last day of the
    month).
    """

    gtin: str | None = None
    sscc: str | None = None
    lot: str | None = None
    expiry: str | None = None
    serial: str | None = None


def parse_elements(text: str) -> Gs1Fields | None:
    """Return the fields of `text` (FNC1 as GS, or brackets as printed below the bars), None when not all of it is
    understood.
    """
    if text.startswith("("):
        return _bracketed(text)
    rest = text.removeprefix(GS)
    fields = Gs1Fields()
    while rest:
        step = _one(rest, fields)
        if step is None:
            return None
        rest, fields = step
    return fields if fields.gtin is not None or fields.sscc is not None else None


def _bracketed(text: str) -> Gs1Fields | None:
    """Read `(01)04012345678901(10)A7` by turning each bracket into what a scanner sends."""
    parts = text[1:].split("(")
    if not all(len(part) > 3 and part[2] == ")" for part in parts):  # noqa: PLR2004 - two digits and the bracket
        return None
    return parse_elements(GS.join(part.replace(")", "", 1) for part in parts))


def _one(rest: str, fields: Gs1Fields) -> tuple[str, Gs1Fields] | None:
    """Take one element from the front of `rest`; None when it is unknown, wrong, or there twice."""
    identifier = rest[:2]
    taken = {"00": _sscc, "01": _gtin, "17": _expiry, "10": _variable, "21": _variable}.get(identifier)
    if taken is None:
        return None
    value, remainder = taken(rest)
    name = {"00": "sscc", "01": "gtin", "17": "expiry", "10": "lot", "21": "serial"}[identifier]
    if value is None or getattr(fields, name) is not None:
        return None
    return remainder, replace(fields, **{name: value})


def _fixed(rest: str, end: int) -> tuple[str, str]:
    """Return the value up to `end` and what follows it, without the separator that some printers add."""
    return rest[2:end], rest[end:].removeprefix(GS)


def _gtin(rest: str) -> tuple[str | None, str]:
    value, remainder = _fixed(rest, _GTIN_END)
    return (gtin14(value) if len(value) == _GTIN_END - 2 and check_digit_holds(value) else None), remainder


def _sscc(rest: str) -> tuple[str | None, str]:
    value, remainder = _fixed(rest, _SSCC_END)
    return sscc18(value), remainder


def _expiry(rest: str) -> tuple[str | None, str]:
    value, remainder = _fixed(rest, _DATE_END)
    right = len(value) == _DATE_END - 2 and is_digits(value) and 1 <= int(value[2:4]) <= 12 and int(value[4:]) <= 31  # noqa: PLR2004
    return (value if right else None), remainder


def _variable(rest: str) -> tuple[str | None, str]:
    value, _, remainder = rest[2:].partition(GS)
    right = 1 <= len(value) <= _MAX_VARIABLE and value.isascii() and value.isprintable() and " " not in value
    return (value if right else None), remainder
