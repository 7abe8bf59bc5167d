"""A pytest plugin that proves purity by removal: `--without PySide6,sqlalchemy` makes these packages not importable.

Load it with `-p tests.tidy.without`; it works before the first test file is imported, so that any import of a removed
package, however deep or lazy, fails the run with its name.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest


class Removed(MetaPathFinder):
    """Answers every import of the named packages with ModuleNotFoundError, as if they were not installed."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in self.names:
            message = f"{fullname} is removed for this run: these rooms must do without it"
            raise ModuleNotFoundError(message, name=fullname)
        return None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--without", default="", help="packages that must not be importable, separated by commas")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    names = frozenset(filter(None, early_config.known_args_namespace.without.split(",")))
    already = names & {name.partition(".")[0] for name in sys.modules}
    if already:
        message = f"already imported before the tests began: {', '.join(sorted(already))}"
        raise pytest.UsageError(message)
    sys.meta_path.insert(0, Removed(names))
