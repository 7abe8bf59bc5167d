"""The source tree as the tidy tests see it: which files there are, and each Python file parsed once."""

from __future__ import annotations

import ast
import gc
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "src/warehouse_app"
TEXT_ENDINGS = frozenset({".py", ".md", ".toml", ".txt", ".ini", ".svg", ".csv", ".json", ".yml", ".sh", ".po", ""})


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def _walked(text: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_parsed(text)))


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root with forward slashes, its text, and its tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Return everything in the tree, walked once for all rules."""
        return _walked(self.text)

    @property
    def room(self) -> str:
        """Name the room of the house, '' outside the package; a file beside the rooms is its own name."""
        if not self.path.startswith(f"{PACKAGE}/"):
            return ""
        return self.path.removeprefix(f"{PACKAGE}/").split("/")[0].removesuffix(".py")


@cache
def files() -> tuple[str, ...]:
    """Return every file that is, or would be, under version control; without git, every file of the known folders."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        folders = ("src", "tests", "docs", "packaging", "benchmarks", "resources", ".ci")
        listed = [p.relative_to(ROOT).as_posix() for folder in folders for p in (ROOT / folder).rglob("*")]
        listed += [p.name for p in ROOT.iterdir()]
    return tuple(sorted(path for path in listed if path and (ROOT / path).is_file() and "__pycache__" not in path))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files under these folders, parsed.

    The collector is spared these million nodes, which stay: it took two thirds of the time of all rules.
    """
    wanted = tuple(f"{folder}/" for folder in folders)
    named = [path for path in files() if path.endswith(".py") and path.startswith(wanted)]
    made = tuple(Source(path, (ROOT / path).read_text(encoding="utf-8")) for path in named)
    gc.disable()
    try:
        for source in made:
            _walked(source.text)
    finally:
        gc.enable()
    return made


def dotted(node: ast.expr) -> str:
    """Return the dotted name an expression is written as (`datetime.now`), '' for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


def imported(nodes: Iterable[ast.AST]) -> list[tuple[int, str]]:
    """Return line and full name of everything that these nodes import, lazily or for types alone as well."""
    found: list[tuple[int, str]] = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found
