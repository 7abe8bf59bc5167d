"""A made-up language for tests: as long as German, with accents, and told from data by them (UI §9)."""

from __future__ import annotations

import gettext as _gettext
import re

LONGER = 1.4
_ACCENTS = str.maketrans("aeiouyAEIOUYcnszCNSZ", "äéïöüÿÄÉÏÖÜŸçñšžÇÑŠŽ")
_PARTS = re.compile(r"(\{[^}]*\}|\n)")
_VOWELS = "äéïöüÿ"


def pseudo(text: str, longer: float = LONGER) -> str:
    """Return an English sentence as a longer one; names in braces and breaks stay."""
    return "".join(part if _PARTS.fullmatch(part) else _lengthened(part, longer) for part in _PARTS.split(text))


def is_pseudo(text: str) -> bool:
    """Say whether a text on the screen was translated, not data."""
    return any(sign in text for sign in (*_VOWELS, *"ÄÉÏÖÜŸ"))


def _lengthened(text: str, longer: float) -> str:
    """Put accents on, then draw the vowels out in turn until it is as long as German would be."""
    signs = list(text.translate(_ACCENTS))
    wanted = round(len(text) * longer)
    places = [at for at, sign in enumerate(signs) if sign in _VOWELS]
    for n in range(wanted - len(signs)):
        if not places:
            break
        at = places[n % len(places)]
        signs[at] += signs[at][0]
    return "".join(signs)


class PseudoCatalogue(_gettext.NullTranslations):
    """Speaks it; `longer` 1.0 only puts the accents on."""

    def __init__(self, longer: float = LONGER) -> None:
        super().__init__()
        self._longer = longer

    def gettext(self, message: str) -> str:
        return pseudo(message, self._longer) if message else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2, self._longer)
