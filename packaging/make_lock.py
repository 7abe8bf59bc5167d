"""Resolves the requirements of pyproject.toml for every system at once into `packaging/lock/`, with the public hashes.

The resolver lives in an environment of its own (build/lock-venv) and reads no configuration of this machine, so the
lock says nothing about where it was made.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "lock"
FORBIDDEN = ("://", "file:", "--find-links", "--index-url", "--extra-index-url", str(ROOT))


def resolver() -> Path:
    """Make the resolver's environment if need be and return its program."""
    place = ROOT / "build" / "lock-venv"
    program = place / ("Scripts" if os.name == "nt" else "bin") / "uv"
    if not program.exists():
        venv.create(place, with_pip=True)
        python = program.with_name("python")
        subprocess.run([python, "-m", "pip", "--isolated", "install", "--quiet", "uv"], check=True)
    return program


def resolve(name: str, *extra: str, source: str = "pyproject.toml") -> None:
    """Write one lock file, and refuse to keep one that names a host or a path."""
    target = LOCK / name
    fixed = ["--no-config", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
    command = [str(resolver()), "pip", "compile", *fixed, *extra, "--output-file", str(target), source]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "UV_"))}
    subprocess.run(command, check=True, cwd=ROOT, env=clean, stdout=subprocess.DEVNULL)
    text = target.read_text(encoding="utf-8")
    if any(word in text for word in FORBIDDEN):
        target.unlink()
        sys.exit(f"{name} names a host or a path of this machine; it was not kept")
    print(f"{target.relative_to(ROOT)}: {text.count('==')} versions")


if __name__ == "__main__":
    LOCK.mkdir(exist_ok=True)
    resolve("run.txt")
    resolve("dev.txt", "--extra", "dev")
    resolve("guided.txt", source="packaging/lock/guided.in")
