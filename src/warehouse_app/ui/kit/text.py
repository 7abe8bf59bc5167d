"""How facts are shown as text: codes that must not break, shouted names made calm, codes kept left to right.

Promise: these change what is seen only; the value, copying and printing keep the plain text.
"""

from __future__ import annotations

import re

from warehouse_app.domain.unseen import seen

_NB_HYPHEN = "\u2011"
_LRI, _PDI = "\u2066", "\u2069"
_BREAK, _PIECE = "\u200b", 4
_ISOLATES = dict.fromkeys((0x2067, 0x2068), "\u00b7")
_SMALL = frozenset({"of", "and", "the", "with", "in", "for", "to", "a", "on", "by"})
_WORD = re.compile(r"[^\s]+")
_SHORT = 2


def unbroken(text: str) -> str:
    """Show hyphens as U+2011, so that no line breaks inside "T-Light" or "A07-14"."""
    return text.replace("-", _NB_HYPHEN)


def plain(text: str) -> str:
    """Undo `unbroken` and `code`: what goes to the clipboard."""
    return text.replace(_NB_HYPHEN, "-").replace(_LRI, "").replace(_PDI, "").replace(_BREAK, "")


def code(text: str) -> str:
    """Show a place, tote or order code: unbroken, and left to right also inside right-to-left sentences.

    It may be whatever was scanned: signs that nobody sees are dots, and none of them turns what stands beside it.
    """
    return f"{_LRI}{unbroken(_clean(text))}{_PDI}" if text else ""


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return seen(text.replace(_LRI, "").replace(_PDI, "")).translate(_ISOLATES)


def breaking(text: str) -> str:
    """Show a long code where there is little room, such as a tracking number: it may break after each four signs."""
    return code(_BREAK.join(text[at : at + _PIECE] for at in range(0, len(text), _PIECE)))


def calm(name: str) -> str:
    """Show a name that arrived wholly in capitals in title case; other names, and codes with figures, stay."""
    letters = [sign for sign in name if sign.isalpha()]
    if not letters or any(sign.islower() for sign in letters):
        return name
    words = [_calm_word(match.group(), at) for at, match in enumerate(_WORD.finditer(name))]
    return " ".join(words)


def opening(words: str) -> str:
    """Show words that stand in the middle of sentences elsewhere as they stand alone, on a chip or in a cell."""
    return words[:1].upper() + words[1:]


def product(name: str) -> str:
    """Show a product name: calm and unbroken."""
    return unbroken(calm(name))


def initials(name: str) -> str:
    """Return one or two capitals for an avatar: first and last word."""
    words = [word for word in re.split(r"[\s.]+", name) if word]
    picked = words[:1] + words[-1:] if len(words) > 1 else words[:1]
    return "".join(word[0].upper() for word in picked)


def pseudo(text: str) -> str:
    """Lengthen and accent a sentence for the pseudo-language test (x 1.4), keeping `{fields}` as they are."""
    table = str.maketrans("aeiouAEIOUns", "áëïöüÄËÏÖÜñš")
    parts = re.split(r"(\{[^}]*\})", text)
    shown = "".join(part if part.startswith("{") else part.translate(table) for part in parts)
    more = max(1, round(len(text) * 0.4))
    return f"[{shown}{'·' * more}]" if text else text


def _calm_word(word: str, at: int) -> str:
    bare = word.strip(".,()")
    if any(sign.isdigit() for sign in bare):
        return word.capitalize() if bare[:1].isalpha() and "/" not in bare and len(bare) > _SHORT + 1 else word
    if "/" in word and len(bare) <= _SHORT + 1:
        return word
    low = word.lower()
    if at and low in _SMALL:
        return low
    return "-".join(part[:1].upper() + part[1:] for part in low.split("-"))
