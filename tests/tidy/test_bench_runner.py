"""`make bench` gathers what its scripts answer, tells missed goals, and fails when one does not run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.tidy.tree import ROOT

ANSWER = 'import json; print(json.dumps({{"name": "x", "goals": [{{"name": "r", "value": {value}, "at_most": 3}}]}}))'


def bench(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / "run.py"),
        "--folder",
        str(folder),
        "--out",
        str(folder / "out"),
    ]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False)


def test_a_goal_that_is_met_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "bench_fine.py").write_text(ANSWER.format(value=2.5))

    done = bench(tmp_path, "--strict")

    assert done.returncode == 0, done.stderr
    assert "ok   r: 2.50, at most 3" in done.stdout
    assert json.loads((tmp_path / "out" / "bench_fine.json").read_text())["name"] == "x"


def test_a_missed_goal_fails_only_where_asked(tmp_path: Path) -> None:
    (tmp_path / "bench_slow.py").write_text(ANSWER.format(value=3.5))

    assert bench(tmp_path).returncode == 0
    assert bench(tmp_path, "--strict").returncode == 1
    assert "MISS r: 3.50" in bench(tmp_path).stdout
    assert bench(tmp_path, "--strict", "--smoke").returncode == 0


def test_a_benchmark_that_does_not_run_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "bench_broken.py").write_text("raise SystemExit('no database')")
    (tmp_path / "bench_mute.py").write_text("")

    done = bench(tmp_path)

    assert done.returncode == 1
    assert "no database" in done.stdout
    assert "2 failed to run" in done.stdout


def test_words_choose_benchmarks(tmp_path: Path) -> None:
    (tmp_path / "bench_broken.py").write_text("raise SystemExit(1)")
    (tmp_path / "bench_fine.py").write_text(ANSWER.format(value=1))

    assert bench(tmp_path, "fine").returncode == 0
