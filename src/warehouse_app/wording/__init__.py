"""What is said: every sentence a person reads.

`tr` marks and translates, `trn` where things are counted; `say` gives the words of a refusal or trouble.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Callable

ENGLISH_LOCALE = "en_GB"

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_locale = ENGLISH_LOCALE


def tr(text: str) -> str:
    """Translate one marked English text into the language in use.

    Fill in figures after the translation, never before.
    """
    return _catalogue.gettext(text) if text else ""


def trn(one: str, many: str, n: int) -> str:
    """Translate a sentence about `n` things: the form of one, or of many, as the language in use counts them.

    Both forms name the figure the same way (`{n} order is late`); fill it in after the translation.
    """
    return _catalogue.ngettext(one, many, n)


def plural_form(n: int) -> int:
    """Return which form of a word the language in use puts beside `n`: English has 0 for one and 1 for the rest."""
    rule: Callable[[int], int] = getattr(_catalogue, "plural", _english)
    return int(rule(abs(n)))


def _english(n: int) -> int:
    return int(n != 1)


def language() -> str:
    """Return the language in use, by its two letters."""
    told = _catalogue.info().get("language", "")
    return told[:2].lower() or "en"


def backwards() -> Callable[[str], str]:
    """Return what gives the English of a sentence in the language in use now; any other text stays as it is."""
    sentences: dict[object, str] = getattr(_catalogue, "_catalog", {})
    known: dict[str, str] = {}

    def english(text: str) -> str:
        if sentences and not known:
            known.update((said, one) for one, said in sentences.items() if isinstance(one, str))
        return known.get(text, text)

    return english


def locale() -> str:
    """Return the locale by which figures and days are written in the language in use."""
    return _locale


def use(catalogue: _gettext.NullTranslations, locale: str = ENGLISH_LOCALE) -> None:
    """Switch the language of every sentence from now on, and how figures and days are written in it."""
    global _catalogue, _locale
    _catalogue, _locale = catalogue, locale
