"""Barcodes of our own, `KK-BODY-C`: a two-letter kind, a body, and a check character that proves the text.

Upper-case letters, digits and `-` only. The check character is ISO 7064 MOD 37,36 over kind and body without `-`, so
one wrong character and one swapped neighbour pair are always found. A scanner that types through the wrong keyboard
layout is therefore recognised, never misread: `repair_layout` translates back and believes the result only when kind
and check character prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MODULUS = len(ALPHABET)
_VALUE: Mapping[str, int] = MappingProxyType({character: value for value, character in enumerate(ALPHABET)})
_SHAPE = re.compile(r"([A-Z]{2})-([0-9A-Z](?:[0-9A-Z-]*[0-9A-Z])?)-([0-9A-Z])")
_BODY = re.compile(r"[0-9A-Z](?:[0-9A-Z-]*[0-9A-Z])?")
MAX_BODY = 60


class OwnKind(StrEnum):
    """What a barcode of our own names; the value is the two letters in front."""

    ORDER = "OR"
    BATCH = "BA"
    TOTE = "TO"
    CART = "CA"
    PLACE = "PL"
    PARCEL = "PA"
    MANIFEST = "MA"
    USER = "US"
    WORKSTATION = "WS"
    COMMAND = "CM"
    PRODUCT = "PR"
    SLOT = "SL"
    RETURN = "RM"
    PURCHASE = "PO"
    DELIVERY = "DN"
    TRANSFER = "TR"


_KINDS: Mapping[str, OwnKind] = MappingProxyType({kind.value: kind for kind in OwnKind})


@dataclass(frozen=True, slots=True)
class OwnCode:
    """A proven barcode of our own: `body` is the code of the thing, as it stands in our records."""

    kind: OwnKind
    body: str


@dataclass(frozen=True, slots=True)
class BadCheck:
    """Shaped like one of ours and of a known kind, but the check character does not prove it: half a code, or
    another's code.
    """

    kind: OwnKind
    body: str


def check_character(characters: str) -> str:
    """Return the ISO 7064 MOD 37,36 check character of `characters` (0-9 A-Z; `-` is skipped; KeyError for others)."""
    product = _MODULUS
    for character in characters:
        if character == "-":
            continue
        total = (product + _VALUE[character]) % _MODULUS or _MODULUS
        product = total * 2 % (_MODULUS + 1)
    return ALPHABET[(_MODULUS + 1 - product) % _MODULUS]


def can_make(body: str) -> bool:
    """Tell whether `body` may stand in a barcode of our own; a user's code that may not is printed as it is, without
    kind.
    """
    return len(body) <= MAX_BODY and _BODY.fullmatch(body) is not None


def make(kind: OwnKind, body: str) -> str:
    """Return the barcode text of `body`; ValueError when it holds other characters or is over long."""
    if not can_make(body):
        msg = f"not a body of a barcode of our own: {body!r}"
        raise ValueError(msg)
    return f"{kind.value}-{body}-{check_character(kind.value + body)}"


def parse(text: str) -> OwnCode | BadCheck | None:
    """Return the code that `text` proves, BadCheck when only its shape and kind are ours, None when it is nothing of
    ours.
    """
    shaped = _SHAPE.fullmatch(text)
    if shaped is None:
        return None
    letters, body, check = shaped.groups()
    kind = _KINDS.get(letters)
    if kind is None or len(body) > MAX_BODY:
        return None
    if check_character(letters + body) == check:
        return OwnCode(kind, body)
    return BadCheck(kind, body)


def split_glued(text: str) -> tuple[OwnCode, OwnCode] | None:
    """Return the two proven codes that `text` is made of when two came in one shot, with or without a blank between
    them. No whole text proves as one code and as two: a right check character leaves the sum where it never began.
    """
    for cut in range(6, len(text) - 5):
        first = parse(text[:cut].rstrip(" "))
        if isinstance(first, OwnCode):
            second = parse(text[cut:].lstrip(" "))
            if isinstance(second, OwnCode):
                return first, second
    return None


@dataclass(frozen=True, slots=True)
class _Layout:
    """One wrong keyboard: what the computer shows (key) for what the scanner meant (value)."""

    name: str
    back: Mapping[int, str]


def _table(shown: str, meant: str) -> Mapping[int, str]:
    """Return a translation table that turns each character of `shown` back into its neighbour in `meant`."""
    return MappingProxyType(dict(zip(map(ord, shown), meant, strict=True)))


_SWAP_YZ = ("YZyz", "ZYzy")
_LAYOUTS = (
    _Layout("caps", _table("", "")),
    _Layout("german", _table("ßẞ?" + _SWAP_YZ[0], "---" + _SWAP_YZ[1])),
    _Layout("german_scanner", _table("/_" + _SWAP_YZ[0], "--" + _SWAP_YZ[1])),
    _Layout("swiss", _table("'" + _SWAP_YZ[0], "-" + _SWAP_YZ[1])),
    # a French keyboard has its digits behind Shift: unshifted keys show & é " ' ( - è _ ç à, and the key of `-` shows )
    _Layout("french", _table(")°&é\"'(-è_çàÉÈÇÀAQZWaqzw?,", "--1234567890" + "2790" + "QAWZqawzMM")),
    _Layout("latin", _table("'?", "--")),
    _Layout("nordic", _table("+", "-")),
)


_SHORTEST = 6
_DASHES = frozenset({"-", *(chr(shown) for layout in _LAYOUTS for shown, meant in layout.back.items() if meant == "-")})
"""What may stand in the third place of a code of ours: its dash, or what a wrong keyboard shows for it."""


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    """Yield what each wrong keyboard would have been sent, upper case, in a fixed order."""
    for layout in _LAYOUTS:
        meant = text.translate(layout.back)
        upper = meant.upper()
        if len(upper) == len(text):
            yield upper, layout.name


def repair_layout(text: str) -> tuple[str, str] | None:
    """Return (text as printed, name of the wrong layout) when exactly one text is proven by its kind and check
    character.

    Layouts: caps (case swapped), german, german_scanner (the scanner is set to German, the computer is not), swiss,
    french, latin (Spanish, Italian, Portuguese), nordic. None when the text is right as it is, or when nothing, or
    more than one text, is proven.
    """
    if len(text) < _SHORTEST or text[2] not in _DASHES or isinstance(parse(text), OwnCode):
        return None
    proven: dict[str, str] = {}
    for meant, layout in _candidates(text):
        if meant not in proven and isinstance(parse(meant), OwnCode):
            proven[meant] = layout
    if len(proven) != 1:
        return None
    return next(iter(proven.items()))
