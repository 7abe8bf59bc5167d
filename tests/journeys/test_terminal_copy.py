"""A company moved by command: between files, to a server and back, with the proof in the answer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence
from tests.postgres import Server
from warehouse_app.bootstrap.wire import open_company
from warehouse_app.system.home import LocalHome


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return a program with a company."""
    return Program(tmp_path / "home").begin()


def test_a_copy_in_another_file_tells_the_same_and_can_be_worked_with(program: Program, tmp_path: Path) -> None:
    to = f"sqlite:///{tmp_path / 'copy.db'}"
    told = program.call("db", "copy", "--to", to, "--json")
    assert told.code == 0, told.err
    assert (told.json["same"], told.json["doctor"], told.json["later"]) == (True, True, 0)
    users = program.call("user", "list", "--json", "--database", to)
    assert users.json == program.call("user", "list", "--json").json
    again = program.call("db", "copy", "--to", to)
    assert again.code == 2
    assert "There is a company in" in again.err


def test_a_target_is_asked_for_and_no_password_is_taken(program: Program) -> None:
    assert "Name it with --to" in program.call("db", "copy").err
    told = program.call("db", "copy", "--to", "postgresql+psycopg://w:hunter2@127.0.0.1/x")
    assert told.code == 2
    assert "hunter2" not in told.err


@pytest.mark.parametrize("place", ["nowhere/copy.db", "copy.db.turn/copy.db", ""])
def test_a_place_that_takes_no_copy_is_one_sentence_and_nothing_stays(
    program: Program, tmp_path: Path, place: str
) -> None:
    (tmp_path / "copy.db.turn").write_text("a file where a folder should be", "utf-8")
    before = sorted(tmp_path.iterdir())
    told = program.call("db", "copy", "--to", f"sqlite:///{tmp_path / place}")
    assert (told.code, "cannot be opened" in one_sentence(told)) == (3, True)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("place", ["sqlite://", "sqlite:///:memory:"])
def test_no_copy_is_made_where_it_is_gone_with_the_program(program: Program, place: str) -> None:
    told = program.call("db", "copy", "--to", place)
    assert (told.code, "in memory" in one_sentence(told)) == (2, True)


@pytest.mark.parametrize("ending", ["-wal", "-shm", ".turn"])
def test_no_backup_is_written_over_a_database_in_use(program: Program, tmp_path: Path, ending: str) -> None:
    other = Program(tmp_path / "other").begin()
    assert program.call("db", "backup", tmp_path / "backup.db").code == 0
    assert program.call("db", "backup", tmp_path / "backup.db").code == 0
    open_elsewhere = open_company(LocalHome(other.home))
    for database in (program.home / "company.db", other.home / "company.db"):
        for target in (database, database.with_name(f"company.db{ending}")):
            told = program.call("db", "backup", target)
            assert (told.code, "Name another file" in one_sentence(told)) == (2, True)
    open_elsewhere.close()
    assert program.call("doctor").code == other.call("doctor").code == 0


def test_a_backup_takes_no_other_company_s_place(program: Program, tmp_path: Path) -> None:
    """Not even where that company is closed and nothing lies beside its file any more."""
    other = Program(tmp_path / "other").begin()
    moved = (other.home / "company.db").rename(tmp_path / "moved.db")
    before = moved.read_bytes()
    told = program.call("db", "backup", moved)
    assert (told.code, "Name another file" in one_sentence(told)) == (2, True)
    assert moved.read_bytes() == before
    assert not list(tmp_path.glob("moved.db?*"))


def test_a_backup_takes_no_other_file_s_place(program: Program, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    orders.write_text("somebody's work", encoding="utf-8")
    told = program.call("db", "backup", orders)
    assert (told.code, "is no backup" in one_sentence(told)) == (2, True)
    assert orders.read_text(encoding="utf-8") == "somebody's work"
    orders.write_bytes(b"")
    assert program.call("db", "backup", orders).code == 0


@pytest.mark.parametrize("words", [("support", "--out"), ("db", "backup")])
def test_nothing_takes_the_place_of_a_device_or_a_pipe(
    program: Program, tmp_path: Path, words: tuple[str, str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = program.call(*words, tmp_path / "pipe")
    assert (told.code, "cannot be written" in one_sentence(told)) == (3, True)
    assert (tmp_path / "pipe").is_fifo()


def test_no_paper_takes_the_place_of_a_database(program: Program) -> None:
    database = program.home / "company.db"
    for target in (database, database.with_name("company.db-wal")):
        told = program.call("support", "--out", target)
        assert (told.code, "Name another file" in one_sentence(told)) == (2, True)
    assert program.call("doctor").code == 0


@pytest.mark.slow
@pytest.mark.system
def test_a_company_goes_to_a_server_and_back(program: Program, server: Server, tmp_path: Path) -> None:
    with server.database("template1") as url:
        there = program.call("db", "copy", "--json", WAREHOUSE_COPY_TO=url)
        assert there.code == 0, there.err
        back = f"sqlite:///{tmp_path / 'back.db'}"
        again = program.call("db", "copy", "--to", back, "--json", WAREHOUSE_DATABASE=url)
        assert again.code == 0, again.err
        # Signing on to copy back is a fact of its own on the server; without it both hashes were equal.
        assert again.json["tables"] == there.json["tables"]
        assert program.call("doctor", "--database", back).code == 0
