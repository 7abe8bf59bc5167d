"""A disk that is full, a quota that is used up, files that may not be written: one sentence, and nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.program import LIMIT_S, ROOT, Program, Told, one_sentence

WITHOUT_POWER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root without the power to write what nobody may write; an ordinary account has none to lose."""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home").begin()


def run(program: Program, before: tuple[str, ...], *words: str | Path, stdin: str = "") -> Told:
    """Call `warehouse` behind another command."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "WAREHOUSE_HOME": str(program.home),
        "WAREHOUSE_USER": program.user,
        "WAREHOUSE_PIN": program.pin,
    }
    done = subprocess.run(
        [*before, sys.executable, "-m", "warehouse_app", *map(str, words)],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=LIMIT_S,
        env=env,
    )
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


def scanned(told: Told) -> tuple[list[str], list[str]]:
    """Return the ids of scans that were answered, and of those that were not done."""
    done: list[str] = []
    not_done: list[str] = []
    for line in told.lines:
        trouble = line["code"] in {"disk_full", "database_io"}
        (not_done if trouble else done).append(f"line:P1:pick:{line['id']}")
    return done, not_done


def kept(program: Program) -> set[str]:
    return {row["id"] for row in program.call("export", "scans", "--json").lines}


def is_sound(program: Program) -> bool:
    return bool(json.loads(program.call("doctor", "--json").out)["ok"])


def test_a_quota_that_is_used_up_loses_no_answered_scan(program: Program) -> None:
    shots = "".join(f"NOPE{n}\n" for n in range(40))
    limited = ("bash", "-c", 'ulimit -f 900; exec "$@"', "limited")
    told = run(program, limited, "station", "pick", "--station", "P1", "--badge", program.badge, stdin=shots)
    done, not_done = scanned(told)
    assert len(done) + len(not_done) == 40
    assert not_done
    assert set(done) <= kept(program)
    assert is_sound(program)
    again = program.start("station", "pick", "--station", "P1", "--badge", program.badge, stdin="NOPE\n")
    assert again.lines[0]["code"] == "unknown_barcode"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make a small disk")
def test_a_company_is_begun_whole_or_not_at_all_however_little_room_there_is(tmp_path: Path) -> None:
    """What fitted into the log and not into the file was left behind, and a file cut off was told as made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    ends = list[int]()
    for room in range(1600, 5200, 300):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this machine mounts nothing")
        try:
            program = Program(disk / "home")
            told = program.call("init", "--admin", "Maria S.", "--json")
            ends.append(told.code)
            assert told.code == 0 or "is full" in one_sentence(told), told.err
            subprocess.run(["mount", "-o", "remount,size=12m", str(disk)], check=True)
            if told.code == 0:
                program.user, program.pin = told.json["user"], told.json["pin"]
            assert is_sound(program if told.code == 0 else program.begin()), room
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    assert ends == sorted(ends, reverse=True)
    assert set(ends) == {0, 3}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_loses_no_answered_scan_and_goes_on_with_room(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        program = Program(disk / "home").begin()
        words = ("station", "pick", "--station", "P1", "--badge", program.badge)
        told = program.start(*words, stdin="".join(f"NOPE{n}\n" for n in range(120)))
        done, not_done = scanned(told)
        assert not_done
        assert "is full" in next(line["say"] for line in told.lines if line["code"] == "disk_full")
        assert set(done) <= kept(program)
        for words_read in (("user", "list"), ("export", "stock"), ("doctor",)):
            assert program.start(*words_read).code == 0, "what is there is read all the same"
        subprocess.run(["mount", "-o", "remount,size=12m", str(disk)], check=True)
        assert program.start(*words, stdin="NOPE\n").lines[0]["code"] == "unknown_barcode"
        assert set(done) <= kept(program)
        assert is_sound(program)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def powerless() -> tuple[str, ...]:
    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are another thing here")
    if os.geteuid():
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv to lose its power")
    return WITHOUT_POWER


def test_a_database_that_may_not_be_written_is_read_and_says_so(program: Program, powerless: tuple[str, ...]) -> None:
    (program.home / "company.db").chmod(0o444)
    told = run(program, powerless, "settings", "set", "company.name", "X")
    assert told.code == 3
    assert "is write-protected" in one_sentence(told)
    assert run(program, powerless, "settings", "get", "company.name").code == 0
    scan = run(program, powerless, "station", "pick", "--station", "P1", "--badge", program.badge, stdin="NOPE\n")
    assert scan.lines[0]["code"] == "database_read_only"


@pytest.mark.parametrize("where", ["home", "database"])
def test_a_folder_that_may_not_be_written_is_named(program: Program, powerless: tuple[str, ...], where: str) -> None:
    words: tuple[str | Path, ...] = ("user", "list")
    if where == "database":
        words = ("--database", f"sqlite:///{program.home / 'company.db'}", *words)
    (program.home / "company.db.turn").unlink(missing_ok=True)
    program.home.chmod(0o555)
    if where == "database":
        elsewhere = Program(program.home.parent / "other")
        elsewhere.user, elsewhere.pin = program.user, program.pin
        told = run(elsewhere, powerless, *words)
    else:
        told = run(program, powerless, *words)
    program.home.chmod(0o700)
    assert told.code == 3
    assert "write" in one_sentence(told)


def test_a_file_that_may_not_be_read_is_no_wrong_usage_of_ours(program: Program, powerless: tuple[str, ...]) -> None:
    secret = program.home.parent / "secret.csv"
    secret.write_text("sku,name\nA,B\n", "utf-8")
    secret.chmod(0)
    told = run(program, powerless, "import", "products", secret)
    assert told.code == 2
    assert one_sentence(told).startswith("The file secret.csv cannot be opened")


@pytest.mark.slow
def test_a_database_that_another_program_holds_is_busy_and_not_broken(program: Program) -> None:
    other = sqlite3.connect(program.home / "company.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        told = program.start("settings", "set", "company.name", "X")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert told.code == 3
    assert "company.db is busy" in one_sentence(told)
    assert program.start("settings", "set", "company.name", "X").code == 0
