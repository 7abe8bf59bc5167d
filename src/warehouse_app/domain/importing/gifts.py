"""What of a shop's free fields tells of a gift: a message for the recipient, or that no prices shall be in the box.

Shops have no field of their own for it; buyers write it into fields that each shop names as it likes. Only names that
can mean nothing else are known here: any other note may be personal, or for the driver, and is left where it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from warehouse_app.domain.importing.fields import plain

_WORDS = frozenset(
    plain(name)
    for name in (
        *("gift message", "gift note", "gift msg", "gift text", "gift card message", "gift-message", "greeting"),
        *(
            "greeting text",
            "card message",
            "Geschenktext",
            "Geschenknachricht",
            "Geschenkbotschaft",
            "Grusstext",
            "Grußtext",
        ),
        *("Grusskarte", "Grußkarte", "message cadeau", "mensaje de regalo", "messaggio regalo", "cadeautekst"),
    )
)
_MARKS = frozenset(
    plain(name)
    for name in (
        *("gift", "is gift", "this is a gift", "gift order", "no prices", "hide prices", "without prices"),
        *("Geschenk", "ist ein Geschenk", "ohne Preise", "keine Preise"),
    )
)
YES_NO: Mapping[str, str] = MappingProxyType(
    {"true": "yes", "yes": "yes", "ja": "yes", "1": "yes", "x": "yes", "on": "yes"}
    | {"false": "no", "no": "no", "nein": "no", "0": "no", "off": "no"}
)


def told(attributes: str) -> tuple[str, bool, bool]:
    """Return of lines "name: value" the message, whether no prices shall be in the box, and whether anything is left.

    A message may go on over further lines, until the next name that is known.
    """
    words: list[str] = []
    no_prices, left, within = False, False, False
    for line in attributes.splitlines():
        name, mark, value = line.partition(":")
        kind = plain(name) if mark else ""
        if kind in _WORDS:
            words.append(value.strip())
            within = True
        elif kind in _MARKS and value.strip().lower() in YES_NO:
            no_prices = no_prices or YES_NO[value.strip().lower()] == "yes"
            within = False
        elif within and not _named(name, mark):
            words.append(line.strip())
        elif line.strip():
            left, within = True, False
    return " ".join(filter(None, words)), no_prices, left


_MOST_NAME_WORDS = 2


def _named(name: str, mark: str) -> bool:
    """Tell whether a line begins another field: a short name before a colon, as no sentence of a message has it."""
    return bool(mark) and len(name.split()) <= _MOST_NAME_WORDS
