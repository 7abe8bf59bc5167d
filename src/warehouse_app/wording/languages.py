"""The languages the program speaks: English as it is written here, every other from its catalogue.

Promise: English reads no file; another language reads its compiled catalogue once in the life of the process.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warehouse_app import wording

ENGLISH = "en"
SYSTEM = "system"
"""What a machine keeps where nothing was chosen: the language of the computer, where there is a catalogue of it."""

DOMAIN = "warehouse"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: what it calls itself, and the locale by which its figures and days are written."""

    name: str
    locale: str


LANGUAGES: Mapping[str, Language] = {
    ENGLISH: Language("English", wording.ENGLISH_LOCALE),
    "de": Language("Deutsch", "de_DE"),
}
"""Two letters -> the language; each but English has `resources/locale/<letters>/LC_MESSAGES/warehouse.mo`."""


def catalogue_file(folder: Path, language: str) -> Path:
    """Return where the compiled catalogue of a language lies in the folder of all of them."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"


def chosen(person: str, machine: str, system: str) -> str:
    """Return the language to speak: the person's own, else the machine's, else the computer's, else English."""
    wanted = (person, machine, system[:2].lower())
    return next((each for each in wanted if each in LANGUAGES), ENGLISH)


def speak(language: str, folder: Path) -> bool:
    """Speak a language from now on; say whether it is another one than before."""
    if language == wording.language():
        return False
    wording.use(_catalogue(language, folder), LANGUAGES[language].locale)
    return True


@cache
def _catalogue(language: str, folder: Path) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    with catalogue_file(folder, language).open("rb") as file:
        return gettext.GNUTranslations(file)
