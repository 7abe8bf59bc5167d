"""The home of a program: the one folder it writes to, as mouths see it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol


class Claim(Protocol):
    """Something held by this process alone, given back by `close` or by the system when the process dies."""

    def close(self) -> None:
        """Give it back."""
        ...


class Remembers(Protocol):
    """Small values by name; without their file everything works all the same."""

    def get(self, name: str, default: str) -> str:
        """Return what is remembered."""
        ...

    def put(self, name: str, value: str) -> None:
        """Remember."""


class Home(Protocol):
    """Settings of this machine, logs, spool and (by default) the database. Raises Trouble when it cannot be written."""

    path: Path

    @property
    def database(self) -> Path:
        """Where the company's database lies when no other is named."""
        ...

    @property
    def spool(self) -> Path:
        """The folder for papers and temporary files."""
        ...

    def claim(self, name: str) -> Claim | None:
        """Hold `name` alone among all processes of this home, or return None when another has it."""
        ...

    def kept_token(self) -> str:
        """Return the token of who stays signed on here, or ""."""
        ...

    def keep_token(self, token: str) -> None:
        """Keep a token, readable by this account only; "" forgets it."""
        ...

    @property
    def machine(self) -> Remembers:
        """What this machine remembers by itself: look, text size and the like."""
        ...

    def kept_database(self) -> str:
        """Return the address of the company's database that was chosen for this home, or ""."""
        ...

    def keep_database(self, database: str) -> None:
        """Remember the address, without any password; "" is the home's own file again."""
        ...

    def log(self, event: str, **facts: object) -> None:
        """Write one line of what happened, without secrets; a full disk is no reason to fail."""
        ...

    def for_support(self) -> Mapping[str, str]:
        """Return the logs and crash reports of this home by file name, with everything personal taken out."""
        ...

    def scrub(self, report: str) -> str:
        """Return a crash report as it may be sent: with everything personal taken out."""
        ...

    def new_reports(self) -> tuple[str, ...]:
        """Return the crash reports that were written since `reports_seen`, newest first."""
        ...

    def reports_seen(self) -> None:
        """Remember that the person was told of every report up to now."""
        ...

    def crash(self, report: str) -> str:
        """Keep a crash report without secrets; return its path, or "" when it could not be kept."""
        ...
