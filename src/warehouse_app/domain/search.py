"""Finding anything by a few signs: what can be found, how a hit is ranked, and the words a name is found by."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

LONGEST_TEXT = 100
"""Signs of a text that are looked at."""

LONGEST_WORD = 24
SHORTEST_WORD = 2
MOST_WORDS = 12
"""Words of a name that are kept; what follows is found by the ones before it."""

MOST_ASKED = 4
"""Words of a text that are looked for."""

_HIGHEST, _BEFORE_SURROGATES, _AFTER_SURROGATES = 0x10FFFF, 0xD7FF, 0xE000


class HitKind(StrEnum):
    """What can be found, in the order in which groups of equal rank are shown."""

    ORDER = "order"
    PRODUCT = "product"
    CUSTOMER = "customer"
    PLACE = "place"
    TOTE = "tote"
    CART = "cart"
    PARCEL = "parcel"
    SERIAL = "serial"
    LOT = "lot"
    BATCH = "batch"
    MANIFEST = "manifest"
    PURCHASE = "purchase"
    SUPPLIER = "supplier"
    PERSON = "person"


class Rank(IntEnum):
    """How well a hit fits; the smaller the better."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: `ref` is its row (a product's its SKU, a person's the id), `code` what people call it.

    `facts` fill the sentence of its kind in `wording/search`.
    """

    kind: HitKind
    ref: str
    code: str
    rank: Rank
    name: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The best hits of one kind. `total` counts all of them; `more` says that there are more than were counted."""

    kind: HitKind
    hits: tuple[Hit, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a text found, the best group first."""

    text: str
    groups: tuple[HitGroup, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Return all hits shown, in their order."""
        return tuple(hit for group in self.groups for hit in group.hits)


def asked(text: str) -> str:
    """Return a text as it is looked for: no padding, nothing unprintable, not too long."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST_TEXT]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words a text is found by: small letters without accents, each once, in their order."""
    return tuple(word for word in _cut(text) if len(word) >= SHORTEST_WORD)[:MOST_WORDS]


def wanted_words(text: str) -> tuple[str, ...]:
    """Return the words a person asks for; the last one may still be growing and counts from its first sign."""
    return _cut(text)[:MOST_ASKED]


def _cut(text: str) -> tuple[str, ...]:
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    signs = [sign if sign.isalnum() else "" if unicodedata.combining(sign) else " " for sign in plain.casefold()]
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in "".join(signs).split()))


def range_of(prefix: str) -> tuple[str, str]:
    """Return the bounds (from, before) of all texts that begin with `prefix`, ordered by code point."""
    last = ord(prefix[-1])
    if last == _HIGHEST:
        return prefix, prefix + chr(_HIGHEST)
    after = _AFTER_SURROGATES if last == _BEFORE_SURROGATES else last + 1
    return prefix, prefix[:-1] + chr(after)
