"""A company moved by command: between files, to a server and back, with the proof in the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program
from tests.postgres import Server


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


@pytest.mark.slow
@pytest.mark.system
def test_a_company_goes_to_a_server_and_back(program: Program, server: Server, tmp_path: Path) -> None:
    with server.database("template1") as url:
        there = program.start("db", "copy", "--json", WAREHOUSE_COPY_TO=url)
        assert there.code == 0, there.err
        back = f"sqlite:///{tmp_path / 'back.db'}"
        again = program.start("db", "copy", "--to", back, "--json", WAREHOUSE_DATABASE=url)
        assert again.code == 0, again.err
        # Signing on to copy back is a fact of its own on the server; without it both hashes were equal.
        assert again.json["tables"] == there.json["tables"]
        assert program.start("doctor", "--database", back).code == 0
