"""The server's own tools, `pg_dump` and `pg_restore`: found, called without a password in sight, and understood.

They may be older than a server and then refuse it; what they say goes into the trouble word for word.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from psycopg.conninfo import make_conninfo

from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.postgresql.address import Address

FOLDER = "WAREHOUSE_PG_BIN"
"""The environment's name for the folder of the tools, where they are not on the path."""

PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/Library/PostgreSQL", "C:/Program Files/PostgreSQL")
LONGEST_S = 6 * 3_600
SHOWN = 300
"""Characters of what a tool said that are repeated."""

_NOT_FOR_TOOLS = ("password", "tcp_user_timeout", "target_session_attrs")


def run(tool: str, address: Address, words: Sequence[str], database: str | None = None) -> str:
    """Call a tool on a database and return what it printed. Raises Trouble with what it said."""
    given = {name: value for name, value in address.parameters.items() if name not in _NOT_FOR_TOOLS}
    if database is not None:
        given["dbname"] = database
    secret = address.parameters.get("password")
    environment = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(secret)} if secret else {})}
    return call(tool, [*words, f"--dbname={make_conninfo('', **given)}"], address.shown, environment)


def call(tool: str, words: Sequence[str], where: str, environment: dict[str, str] | None = None) -> str:
    """Call a tool and return what it printed. Raises Trouble with what it said."""
    command = [find(tool), *words]
    try:
        done = subprocess.run(  # noqa: S603 - the server's own tool, found by name
            command, capture_output=True, text=True, check=False, timeout=LONGEST_S, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Trouble("pg_tool_failed", database=where, tool=tool, why=str(error)[:SHOWN]) from error
    if done.returncode:
        said = re.sub(r"\s+", " ", done.stderr).strip().removeprefix(f"{tool}: error: ")
        raise Trouble("pg_tool_failed", database=where, tool=tool, why=said[:SHOWN] or "it did not say why")
    return done.stdout


def find(tool: str) -> str:
    """Return the path of a tool: of the folder that is named, else of the path, else of the newest server here."""
    named = os.environ.get(FOLDER, "")
    found = shutil.which(tool, path=named) if named else shutil.which(tool)
    if found is None and not named:
        there = (each for place in PLACES for each in Path(place).glob(f"*/bin/{tool}*") if each.stem == tool)
        found = str(max(there, key=_version, default="")) or None
    if found is None:
        raise Trouble("pg_tools_missing", tool=tool, variable=FOLDER)
    return found


def _version(path: Path) -> tuple[int, str]:
    digits = re.findall(r"\d+", path.parent.parent.name)
    return (int(digits[-1]) if digits else 0), str(path)
