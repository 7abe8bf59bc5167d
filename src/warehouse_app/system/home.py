"""The home folder: made readable by this account only, checked before anything else, written to by this module alone.

Nothing is written outside it, except where a person names a file. Blanks, umlauts and other letters in its name are
fine.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.home import Claim, Remembers
from warehouse_app.system import locks, scrub
from warehouse_app.system.logs import Log
from warehouse_app.system.machine import MachineFile
from warehouse_app.system.redaction import redacted

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
MOST_CRASHES = 50
_FOLDERS = ("logs", "spool", "locks")
_DATABASE = "database"
_SEEN = "crash_seen"
MOST_READ = 5_000_000
"""Characters read of one log or report."""
_TOKEN = "sign-on"  # noqa: S105 - the name of the file, not what is in it


def default_home() -> Path:
    """Return the platform's folder for this program's data."""
    from platformdirs import user_data_path

    return user_data_path("warehouse_app", appauthor=False)


class LocalHome:
    """A home on this machine's disk. Making one makes its folders; raises Trouble where that cannot be."""

    def __init__(self, path: Path) -> None:
        if "?" in str(path):
            raise Usage("home_name", home=str(path))
        self.path = path.expanduser().absolute()
        self._prepare()
        self._machine = MachineFile(self.path / "window.json")
        self._log = Log(self.path / "logs", lambda: datetime.now(UTC))

    @property
    def database(self) -> Path:
        """The company's database."""
        return self.path / "company.db"

    @property
    def spool(self) -> Path:
        """Papers and temporary files."""
        return self.path / "spool"

    def _prepare(self) -> None:
        try:
            self.path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            for name in _FOLDERS:
                (self.path / name).mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            probe = self.path / "locks" / f"probe-{secrets.token_hex(8)}"
            probe.touch(mode=PRIVATE_FILE)
            probe.unlink()
        except (FileExistsError, NotADirectoryError) as error:
            raise Trouble("home_no_folder", home=str(self.path)) from error
        except OSError as error:
            raise Trouble("home_read_only", home=str(self.path), why=error.strerror or str(error)) from error

    def claim(self, name: str) -> Claim | None:
        """Hold a name alone among all processes of this home."""
        try:
            return locks.claim_in(self.path / "locks", name)
        except OSError as error:
            raise Trouble("home_read_only", home=str(self.path), why=error.strerror or str(error)) from error

    def kept_token(self) -> str:
        """Return the token of who stays signed on here."""
        return self._kept(_TOKEN)

    def keep_token(self, token: str) -> None:
        """Keep or forget the token."""
        self._keep(_TOKEN, token)

    def kept_database(self) -> str:
        """Return the address of the database that was chosen."""
        return self._kept(_DATABASE)

    def keep_database(self, database: str) -> None:
        """Remember or forget the address."""
        self._keep(_DATABASE, database)

    def _kept(self, name: str) -> str:
        try:
            return (self.path / name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def _keep(self, name: str, text: str) -> None:
        """Write a small file, or take it away; it is complete or it is the old one."""
        target = self.path / name
        try:
            if not text:
                target.unlink(missing_ok=True)
                return
            part = target.with_name(f"{name}.{secrets.token_hex(4)}")
            opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(opened, "w", encoding="utf-8") as file:
                file.write(text)
            part.replace(target)
        except OSError as error:
            raise Trouble("home_read_only", home=str(self.path), why=error.strerror or str(error)) from error

    @property
    def machine(self) -> Remembers:
        """Look, text size and the like, in `window.json`."""
        return self._machine

    def log(self, event: str, **facts: object) -> None:
        """Write one line to the log."""
        self._log.write(event, facts)

    def for_support(self) -> Mapping[str, str]:
        """Return logs and crash reports, newest first, scrubbed."""
        folder, found = self.path / "logs", dict[str, str]()
        for path in (*sorted(folder.glob("warehouse.log*")), *self._reports()):
            text = _read(path)
            log = path.name.startswith("warehouse.log")
            found[f"logs/{path.name}"] = scrub.scrubbed_log(text, self.path) if log else self.scrub(text)
        return found

    def scrub(self, report: str) -> str:
        """Return a report that may be sent."""
        return scrub.scrubbed(report, Path.home())

    def new_reports(self) -> tuple[str, ...]:
        """Return the texts of reports nobody was told of yet."""
        seen = self._machine.get(_SEEN, "")
        return tuple(_read(path) for path in self._reports() if path.name > seen)

    def reports_seen(self) -> None:
        """Remember the newest report."""
        newest = next(iter(self._reports()), None)
        if newest is not None:
            self._machine.put(_SEEN, newest.name)

    def _reports(self) -> list[Path]:
        return sorted((self.path / "logs").glob("crash-*.txt"), reverse=True)

    def crash(self, report: str) -> str:
        """Keep a report; the oldest of more than fifty go."""
        folder = self.path / "logs"
        now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        path = folder / f"crash-{now}-{secrets.token_hex(3)}.txt"
        try:
            path.write_text(redacted(report), encoding="utf-8", errors="backslashreplace")
            for old in sorted(folder.glob("crash-*.txt"))[:-MOST_CRASHES]:
                with contextlib.suppress(OSError):
                    old.unlink()
        except OSError:
            return ""
        return str(path)


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="backslashreplace") as file:
            return file.read(MOST_READ)
    except OSError:
        return ""
