"""The program as a script or a person starts it: words in; exit code, output and errors out.

`start` is the real process, which takes a second to begin. `call` is the same road without a process of its own: for
whatever does not ask how a process begins, is ended, or shares its files with another.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from warehouse_app.bootstrap.machine import Machine
from warehouse_app.system import guard
from warehouse_app.terminal.entry import run

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT_S = 60


@dataclass(frozen=True)
class Told:
    """What a call answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


class Program:
    """A home and who acts in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.user = self.pin = self.badge = ""
        self.more: dict[str, str] = {}

    def start(self, *words: str | Path, stdin: str | bytes = "", **environment: str) -> Told:
        """Call `warehouse` and wait for its end."""
        done = subprocess.run(
            [sys.executable, "-m", "warehouse_app", *map(str, words)],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            check=False,
            timeout=LIMIT_S,
            env=self.environment() | environment,
            cwd=self.home.parent,
        )
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())

    def environment(self) -> dict[str, str]:
        """Return what a process of this program is started with."""
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("WAREHOUSE_")},
            "PYTHONPATH": str(ROOT / "src"),
            "WAREHOUSE_HOME": str(self.home),
            "PYTHONWARNINGS": "error",
        }
        env |= {"WAREHOUSE_USER": self.user, "WAREHOUSE_PIN": self.pin} if self.user else {}
        return env | self.more

    def call(self, *words: str | Path, stdin: str | bytes = "", **environment: str) -> Told:
        """Call `warehouse` inside this process."""
        machine = Machine()
        machine.environment = {"WAREHOUSE_HOME": str(self.home)}
        if self.user:
            machine.environment |= {"WAREHOUSE_USER": self.user, "WAREHOUSE_PIN": self.pin}
        machine.environment |= self.more | environment
        out, err = io.StringIO(), io.StringIO()
        read = io.TextIOWrapper(io.BytesIO(stdin if isinstance(stdin, bytes) else stdin.encode()), "utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", read)
            patch.setattr(guard, "_hasher", _quick)
            code = run([str(word) for word in words], machine)
        return Told(code, out.getvalue(), err.getvalue())

    def begin(self, name: str = "Maria S.") -> Program:
        """Make the company and act as its administrator."""
        made = self.call("init", "--admin", name, "--json")
        assert made.code == 0, made.err
        self.user, self.pin, self.badge = made.json["user"], made.json["pin"], made.json["badge"]
        return self

    def other(self, name: str, role: str) -> Program:
        """Return the same home with a new person acting."""
        made = self.call("user", "add", "--name", name, "--role", role, "--json")
        assert made.code == 0, made.err
        program = Program(self.home)
        program.more = self.more
        program.user, program.pin, program.badge = made.json["user"], made.json["pin"], made.json["badge"]
        return program


@cache
def _quick() -> PasswordHasher:
    """Return what seals a PIN with next to no work: each call proves one, by the costs that it was sealed with."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def one_sentence(told: Told) -> str:
    """The error of a call, proven to be one line and no traceback."""
    assert told.out == ""
    assert "Traceback" not in told.err
    assert len(told.err.splitlines()) == 1, told.err
    return told.err.strip()
