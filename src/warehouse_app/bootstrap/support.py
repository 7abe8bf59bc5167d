"""The support file put together from the company, the home and this machine."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

from warehouse_app import __version__
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.home import Home

LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "psycopg", "alembic", "argon2-cffi", "structlog", "typer", "reportlab")
_COMFORT = ("look", "text_size", "touch", "still")


def about() -> str:
    """Return program, interpreter and system in one line, as crash reports begin."""
    return f"warehouse_app {__version__}, Python {platform.python_version()}, {platform.platform()}"


def machine(home: Home) -> dict[str, object]:
    """Return what is known of the machine; its name and its user's are not."""
    return {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "window": {name: home.machine.get(name, "") for name in _COMFORT},
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def gather(
    home: Home, runner: Runner | None, session: Session | None, told: Callable[[int, int], None], why: str = ""
) -> dict[str, str]:
    """Return every file of the bundle; `why` is the code of what stands against asking the company."""
    from warehouse_app.application import support

    files = {"about.json": json.dumps(machine(home), indent=2)}
    if runner is not None and session is not None:
        files |= support.facts(runner, session, told)
    else:
        files["database.json"] = json.dumps({"trouble": why})
    return files | dict(list(home.for_support().items())[: support.MOST_FILES])


class Support:
    """The window's door to it."""

    def __init__(self, home: Home, runner: Runner) -> None:
        self._home, self._runner = home, runner

    def gather(self, session: Session, told: Callable[[int, int], None]) -> dict[str, str]:
        """Return every file by name. Raises Refused(NoRight), Trouble."""
        return gather(self._home, self._runner, session, told)

    def save(self, files: Mapping[str, str], path: Path) -> None:
        """Write the zip. Raises Trouble."""
        from warehouse_app.application import support

        try:
            path.write_bytes(support.bundle(files))
        except OSError as error:
            raise Trouble("file_not_written", file=str(path), why=error.strerror or str(error)) from error
