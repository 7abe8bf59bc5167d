"""The set-up says in one line what to type where it may not install by itself, and asks for nothing that is there."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from tests.tidy.tree import ROOT


@pytest.fixture
def setup_env() -> ModuleType:
    """The script, loaded by path: `packaging` is also the name of a library."""
    spec = importlib.util.spec_from_file_location("setup_env", ROOT / "packaging" / "setup_env.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_one_line_to_type_names_every_package(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "administrator", lambda: None)
    with pytest.raises(setup_env.CannotError, match=r"sudo apt-get install -y python3\.11-venv libegl1"):
        setup_env.install_packages(["python3.11-venv", "libegl1"])


def test_nothing_missing_needs_no_administrator(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "administrator", lambda: pytest.fail("asked for rights without need"))
    setup_env.install_packages([])


def test_the_long_step_is_told_before_it_begins_and_only_errors_in_it(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(
        setup_env.subprocess, "run", lambda line, **_more: told.append((capsys.readouterr().out, list(line)))
    )
    setup_env.install_project(ROOT / ".venv", ROOT / "packaging" / "lock" / "dev.txt")
    first, line = told[0]
    assert "a few minutes" in first
    assert line.count("--quiet") == len(("no progress", "no warnings"))
    assert "--require-hashes" in line


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring what Qt needs")
def test_only_what_does_not_load_is_asked_for(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "library_loads", lambda name: name != "libxcb-cursor.so.0")
    monkeypatch.setattr(setup_env.shutil, "which", lambda name: None if name == "Xvfb" else f"bin/{name}")
    assert setup_env.missing_packages(windows=False) == []
    assert setup_env.missing_packages(windows=True) == ["libxcb-cursor0", "xvfb"]


def test_an_old_python_is_told_so(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup_env, "OLDEST_PYTHON", (99, 0))
    assert setup_env.main(["--system-only"]) == 3
    assert "PYTHON=python3.11" in capsys.readouterr().err
