"""The checks of values that the GS1 Barcode Syntax Dictionary names, as its reference procedures do them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from warehouse_app.domain.barcodes.gs1_codes import COUNTRIES, COUNTRY_LETTERS, CURRENCIES, MEDIA, PACKAGES
from warehouse_app.domain.barcodes.gs1_problems import Gs1Problem
from warehouse_app.domain.barcodes.gtin import is_digits, modulo_10_holds

CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
CSET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CSET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRIMES = (
    *(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107),
    *(109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229),
    *(233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311, 313, 317, 331, 337, 347, 349, 353, 359),
    *(367, 373, 379, 383, 389, 397, 401, 409, 419, 421, 431, 433, 439, 443, 449, 457, 461, 463, 467, 479, 487, 491),
    *(499, 503, 509),
)
_VALUE_82: Mapping[str, int] = MappingProxyType({sign: value for value, sign in enumerate(CSET_82)})
_PAIR = 2
_BASE_64 = re.compile(r"[-0-9A-Z_a-z]*(={0,2})")
_PERCENT = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
_POSITION = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)", re.ASCII)
_PREFIX = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_IBAN = re.compile(r"[0-9A-Z]{11,34}")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def of_82(text: str) -> bool:
    """Tell whether all characters are of the set of 82 that GS1 values may hold."""
    return all(sign in _VALUE_82 for sign in text)


def of_39(text: str) -> bool:
    """Tell whether all characters are of the set of 39: capitals, digits, `#`, `-` and `/`."""
    return all(sign in CSET_39 for sign in text)


def of_64(text: str) -> bool:
    """Tell whether the text is base64 in the alphabet of web addresses, padded right or not at all."""
    found = _BASE_64.fullmatch(text)
    return found is not None and (not found[1] or len(text) % 3 == 0)


def csum_alpha(text: str) -> bool:
    """Tell whether the last two characters are the check pair of the others (modulo 1021-32)."""
    if not _PAIR <= len(text) <= len(_PRIMES) + _PAIR or not of_82(text):
        return False
    return text[-_PAIR:] == check_pair(text[:-_PAIR])


def check_pair(text: str) -> str:
    """Return the check pair that belongs behind `text`, at most 97 characters of the set of 82."""
    total = sum(_VALUE_82[sign] * prime for sign, prime in zip(reversed(text), _PRIMES, strict=False)) % 1021
    return _CSET_32[total >> 5] + _CSET_32[total & 31]


def _prefix(text: str) -> bool:
    return _PREFIX.match(text) is not None


def _prefix_2(text: str) -> bool:
    return _prefix(text[1:])


def yyyymmd0(text: str) -> bool:
    """Tell whether the text is a day of the calendar, or a month with the day 00."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= month <= len(_DAYS):
        return False
    leap = (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
    return day <= _DAYS[month - 1] + (leap and month == 2)  # noqa: PLR2004 - February


def _yyyymmdd(text: str) -> bool:
    return yyyymmd0(text) and text[6:] != "00"


def _yymmd0(text: str) -> bool:
    return yyyymmd0("20" + text)


def _yymmdd(text: str) -> bool:
    return _yyyymmdd("20" + text)


def _iban(text: str) -> bool:
    if _IBAN.fullmatch(text) is None or text[:2] not in COUNTRY_LETTERS:
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def _piece_of_total(text: str) -> bool:
    half, odd = divmod(len(text), 2)
    return is_digits(text) and not odd and 0 < int(text[:half]) <= int(text[half:])


def _position(text: str) -> bool:
    found = _POSITION.fullmatch(text)
    return found is not None and int(found[1]) <= int(found[2])


def _at_most(most: str) -> Callable[[str], bool]:
    return lambda text: len(text) == len(most) and is_digits(text) and text <= most


_AMOUNT = "(?:1[0-9]{1}|2[0-9]{2}|3[0-9]{3}|4[0-9]{4}|5[0-9]{5})"
_COMPANY = "(?:0[0-9]{6}|1[0-9]{7}|2[0-9]{8}|3[0-9]{9}|4[0-9]{10}|5[0-9]{11}|6[0-9]{12})"
_RETAILER = "(?:1[0-9]{7}|2[0-9]{8}|3[0-9]{9}|4[0-9]{10}|5[0-9]{11}|6[0-9]{12}|7[0-9]{13})"
_SERIAL = "(?:" + "|".join(f"{n}[0-9]{{{n + 6}}}" for n in range(10)) + ")"
_NEXT = f"{_AMOUNT}[0-49][0-9]{{3}}(?:{_COMPANY}|9)"
_COUPON = re.compile(
    f"{_COMPANY}[0-9]{{6}}{_AMOUNT}{_AMOUNT}[0-49][0-9]{{3}}"
    f"(?:1[0-3]{_NEXT})?(?:2{_NEXT})?(?:3([0-9]{{6}}))?(?:4([0-9]{{6}}))?"
    f"(?:5{_SERIAL})?(?:6{_RETAILER})?(?:9[01256][0-2][0-9][01])?",
)
_OFFER = re.compile(f"[01]{_COMPANY}[0-9]{{6}}{_SERIAL}")


def _coupon(text: str) -> bool:
    """Tell whether the text is a North American coupon; its last day is not before its first."""
    found = _COUPON.fullmatch(text)
    if found is None:
        return False
    last, first = found.groups()
    dated = all(each is None or _yymmdd(each) for each in (last, first))
    return dated and not (last is not None and first is not None and first > last)


_WINDING, _SEX, _YES_NO = frozenset("019"), frozenset("0129"), frozenset("01")
_HOURS, _MINUTES = _at_most("23"), _at_most("59")

LINTERS: Mapping[str, tuple[Callable[[str], bool], Gs1Problem]] = MappingProxyType(
    {
        "couponcode": (_coupon, Gs1Problem.COUPON),
        "couponposoffer": (lambda text: _OFFER.fullmatch(text) is not None, Gs1Problem.COUPON_OFFER),
        "cset39": (of_39, Gs1Problem.CHARACTERS),
        "cset64": (of_64, Gs1Problem.CHARACTERS),
        "cset82": (of_82, Gs1Problem.CHARACTERS),
        "csetnumeric": (lambda text: not text or is_digits(text), Gs1Problem.CHARACTERS),
        "csum": (modulo_10_holds, Gs1Problem.CHECK_DIGIT),
        "csumalpha": (csum_alpha, Gs1Problem.CHECK_PAIR),
        "gcppos1": (_prefix, Gs1Problem.PREFIX),
        "gcppos2": (_prefix_2, Gs1Problem.PREFIX),
        "hasnondigit": (lambda text: bool(text) and not is_digits(text), Gs1Problem.NON_DIGIT),
        "hh": (_HOURS, Gs1Problem.TIME),
        "hhmi": (lambda text: _TIME.fullmatch(text) is not None, Gs1Problem.TIME),
        "hyphen": (lambda text: bool(text) and not text.strip("-"), Gs1Problem.HYPHEN),
        "iban": (_iban, Gs1Problem.IBAN),
        "importeridx": (lambda text: len(text) == 1 and of_64(text) and text != "=", Gs1Problem.IMPORTER),
        "iso3166": (COUNTRIES.__contains__, Gs1Problem.COUNTRY),
        "iso3166999": (lambda text: text in COUNTRIES or text == "999", Gs1Problem.COUNTRY),
        "iso3166alpha2": (COUNTRY_LETTERS.__contains__, Gs1Problem.COUNTRY),
        "iso4217": (CURRENCIES.__contains__, Gs1Problem.CURRENCY),
        "iso5218": (_SEX.__contains__, Gs1Problem.SEX),
        "key": (_prefix, Gs1Problem.PREFIX),
        "keyoff1": (_prefix_2, Gs1Problem.PREFIX),
        "latitude": (_at_most("1800000000"), Gs1Problem.LATITUDE),
        "longitude": (_at_most("3600000000"), Gs1Problem.LONGITUDE),
        "mediatype": (MEDIA.__contains__, Gs1Problem.MEDIA),
        "mi": (_MINUTES, Gs1Problem.TIME),
        "nonzero": (lambda text: is_digits(text) and bool(text.strip("0")), Gs1Problem.NONZERO),
        "nozeroprefix": (lambda text: not text or (is_digits(text) and text[0] != "0"), Gs1Problem.ZERO_PREFIX),
        "packagetype": (PACKAGES.__contains__, Gs1Problem.PACKAGE),
        "pcenc": (lambda text: _PERCENT.fullmatch(text) is not None, Gs1Problem.PERCENT),
        "pieceoftotal": (_piece_of_total, Gs1Problem.PIECE),
        "posinseqslash": (_position, Gs1Problem.POSITION),
        "ss": (_MINUTES, Gs1Problem.TIME),
        "winding": (_WINDING.__contains__, Gs1Problem.WINDING),
        "yesno": (_YES_NO.__contains__, Gs1Problem.YES_NO),
        "yymmd0": (_yymmd0, Gs1Problem.DATE),
        "yymmdd": (_yymmdd, Gs1Problem.DATE),
        "yyyymmd0": (yyyymmd0, Gs1Problem.DATE),
        "yyyymmdd": (_yyyymmdd, Gs1Problem.DATE),
        "zero": (lambda text: bool(text) and not text.strip("0"), Gs1Problem.ZERO),
    },
)
"""Name of a check -> whether a value holds it, and how its breach is called."""
