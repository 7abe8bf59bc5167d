"""The serial shipping container code (SSCC): extension digit, the company's GS1 prefix, serial number, check digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.domain.barcodes.gtin import check_digit
from warehouse_app.domain.refusals import Refusal

LENGTH = 18
SHORTEST_PREFIX, LONGEST_PREFIX = 7, 12
APPLICATION = "00"
"""The GS1 application identifier of an SSCC."""


@dataclass(frozen=True, slots=True)
class NoPrefix(Refusal):
    """The company has no GS1 company prefix set, or it is none."""

    code: ClassVar[str] = "no_gs1_prefix"
    prefix: str


@dataclass(frozen=True, slots=True)
class NumbersUsedUp(Refusal):
    """Every serial number of this prefix was given out; a number is never given twice."""

    code: ClassVar[str] = "sscc_used_up"
    prefix: str


def is_prefix(text: str) -> bool:
    """Whether the text can be a GS1 company prefix."""
    return text.isascii() and text.isdigit() and SHORTEST_PREFIX <= len(text) <= LONGEST_PREFIX


def capacity(prefix: str) -> int:
    """Return how many numbers a prefix has: ten extension digits times the serial numbers left."""
    return int(10 ** (LENGTH - 1 - len(prefix)))


def sscc(prefix: str, number: int) -> str:
    """Return the SSCC of a number, counted from 1. Raises ValueError where the prefix has no such number."""
    if not is_prefix(prefix) or not 1 <= number <= capacity(prefix):
        raise ValueError(prefix)
    serial_digits = LENGTH - 2 - len(prefix)
    extension, serial = divmod(number - 1, int(10**serial_digits))
    body = f"{extension}{prefix}{serial:0{serial_digits}d}"
    return body + str(check_digit(body))
