"""Options that every command takes, before or after its name, and who acts when they say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from warehouse_app.domain.refusals import Usage

LONGEST_PIN_FILE = 64
_VALUED = {"--home": "home", "--database": "database", "--user": "user", "--pin-file": "pin_file"}
_VALUED |= {f"--override-{name}": f"override_{name.replace('-', '_')}" for name in ("by", "pin-file", "reason")}


@dataclass(frozen=True, slots=True)
class Globals:
    """What was said for the whole call. Texts are empty where nothing was said."""

    home: str = ""
    database: str = ""
    json: bool = False
    user: str = ""
    pin_file: str = ""
    override_by: str = ""
    override_pin_file: str = ""
    override_reason: str = ""

    def with_environment(self, environment: Mapping[str, str]) -> Globals:
        """Fill what was not said on the command line from WAREHOUSE_HOME, WAREHOUSE_DATABASE and WAREHOUSE_USER."""
        if has_password(self.database):
            raise Usage("password_in_url")
        return replace(
            self,
            home=self.home or environment.get("WAREHOUSE_HOME", ""),
            database=self.database or environment.get("WAREHOUSE_DATABASE", ""),
            user=self.user or environment.get("WAREHOUSE_USER", ""),
        )

    @property
    def home_path(self) -> Path | None:
        """Return the home that was named, if one was."""
        return Path(self.home) if self.home else None


def has_password(url: str) -> bool:
    """Tell whether a database address carries a password, in front of its host or behind its question mark."""
    try:
        parts = urlsplit(url)
        named = {name.lower() for name, _ in parse_qsl(parts.query)}
        return bool(parts.password) or not named.isdisjoint({"password", "sslpassword"})
    except ValueError:
        return "@" in url


def hoist(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """Take the options of every command out of the words, wherever they stand before a `--`. Raises Usage."""
    found: dict[str, str] = {}
    json, rest = False, []
    words = list(argv)
    while words:
        word = words.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
            break
        if word == "--json":
            json = True
        elif name in _VALUED:
            if not equals:
                if not words:
                    raise Usage("option_without_value", option=name)
                value = words.pop(0)
            found[_VALUED[name]] = value
        else:
            rest.append(word)
    return Globals(json=json, **found), rest


def pin_of(options: Globals, environment: Mapping[str, str]) -> str | None:
    """Return the PIN from its file or from WAREHOUSE_PIN, None where neither is given. Raises Usage."""
    if not options.pin_file:
        return environment.get("WAREHOUSE_PIN") or None
    return read_pin(options.pin_file)


def read_pin(file_name: str) -> str:
    """Return the PIN a file holds. Raises Usage."""
    try:
        with Path(file_name).open(encoding="utf-8-sig") as file:
            return file.read(LONGEST_PIN_FILE).strip()
    except (OSError, UnicodeDecodeError):
        raise Usage("pin_file_unreadable", file=file_name) from None
