"""The planner's compiled part is built where it can be, and its absence is one sentence, never an error."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.tidy.tree import ROOT, files
from warehouse_app.planning.native import load


@pytest.fixture
def build_native() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_native", ROOT / "packaging" / "build_native.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_a_compiler_one_sentence_is_said(
    build_native: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(build_native, "compiler", lambda: None)
    assert "numpy" in build_native.build(tmp_path)
    monkeypatch.setattr(build_native, "build", lambda: "no C compiler here")
    assert build_native.main() == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
def test_sources_that_do_not_compile_leave_no_library_behind(build_native: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "core.c").write_text("int wrong(", "utf-8")
    assert "could not be built" in build_native.build(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["core.c"]


@pytest.mark.skipif(shutil.which("cc") is None, reason="no compiler")
def test_a_library_is_built_once_and_again_when_a_source_is_younger(build_native: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "core.c").write_text("int wh_interface(void) { return 1; }", "utf-8")
    assert build_native.build(tmp_path) is None
    built = tmp_path / build_native.NAME
    first = built.stat().st_ino
    assert build_native.build(tmp_path) is None
    assert built.stat().st_ino == first
    assert build_native.is_fresh(tmp_path)
    later = built.stat().st_mtime_ns + 10**9
    os.utime(tmp_path / "core.c", ns=(later, later))
    assert not build_native.is_fresh(tmp_path)


def test_builder_and_loader_speak_of_one_file_and_one_interface(build_native: ModuleType) -> None:
    assert build_native.NAME == load.NAME
    core = (ROOT / "src/warehouse_app/planning/native/core.c").read_text("utf-8")
    assert f"#define INTERFACE {load.INTERFACE}\n" in core


def test_no_library_is_in_the_tree() -> None:
    assert [path for path in files() if path.endswith((".so", ".dll", ".dylib", ".o"))] == []
