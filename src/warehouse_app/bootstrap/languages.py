"""Which language this process speaks: the person's own, else what the machine keeps, else the computer's."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from warehouse_app.ports.home import Home
from warehouse_app.ports.resources import resource_path
from warehouse_app.wording import languages

KEY = "language"
"""What the machine's own file calls it."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class Speech:
    """Called with a person's language ("" where nobody chose one) it puts the right one into force."""

    def __init__(self, home: Home, environment: Mapping[str, str]) -> None:
        self._home, self._environment = home, environment

    def __call__(self, person: str = "") -> bool:
        """Say whether another language is spoken now than before."""
        kept = self._home.machine.get(KEY, languages.SYSTEM)
        system = "" if person or kept != languages.SYSTEM else computer_language(self._environment)
        return languages.speak(languages.chosen(person, kept, system), resource_path("locale"))


def computer_language(environment: Mapping[str, str]) -> str:
    """Return the language the computer is set to, as "de_DE"; "" where it tells none."""
    told = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if sys.platform == "win32" and not told:
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return told
