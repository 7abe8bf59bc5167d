"""What is said: every sentence a person reads.

`tr` marks and translates; `say` gives the words of a refusal or trouble.
"""

from __future__ import annotations

import gettext as _gettext

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def tr(text: str) -> str:
    """Translate one marked English text into the language in use.

    Fill in figures after the translation, never before.
    """
    return _catalogue.gettext(text)


def use(catalogue: _gettext.NullTranslations) -> None:
    """Switch the language of every sentence from now on (one process speaks one language)."""
    global _catalogue  # noqa: PLW0603 - one process speaks one language
    _catalogue = catalogue
