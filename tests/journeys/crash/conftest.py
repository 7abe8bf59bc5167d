"""The yard in which programs are killed: made once, and shared by all tests of a run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.crash.forks import Forks
from tests.journeys.crash.shift import Yard
from tests.journeys.crash.shim import Control, compiled


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim between the program and the disk."""
    if sys.platform != "linux":
        pytest.skip("the shim stands before the C library of Linux")
    return compiled(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="session")
def yard(tmp_path_factory: pytest.TempPathFactory, shim: Path) -> Iterator[Yard]:
    """A yard for line mode: no Qt in its processes."""
    folder = tmp_path_factory.mktemp("yard").resolve()
    with Forks(folder, shim) as forks:
        yield Yard(folder, forks)


@pytest.fixture(scope="session")
def window_yard(yard: Yard, shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """The same yard for windows."""
    with Forks(tmp_path_factory.mktemp("windows"), shim, window=True) as forks:
        yield yard.with_forks(forks)


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    """What steers the shim."""
    made = Control(tmp_path / "control")
    yield made
    made.close()
