"""An older company met on the command line: told in one sentence, upgraded once, gone on with."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

from tests.journeys.program import Program
from warehouse_app.store.schema import SCHEMA_VERSION

OLD = Path(__file__).parent.parent / "store" / "data" / "company-1.sql.gz"


def test_an_older_company_is_upgraded_and_said_so_once(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    program.home.mkdir()
    connection = sqlite3.connect(program.home / "company.db")
    connection.executescript(gzip.decompress(OLD.read_bytes()).decode())
    connection.close()
    program.user, program.pin = "ADA-ADMIN", "965613"  # the administrator of the demo that the file was made by
    first = program.call("db", "upgrade", "--json")
    assert first.code == 0, first.err
    assert (first.json["upgraded"], first.json["before"], first.json["version"]) == (True, 1, SCHEMA_VERSION)
    assert Path(first.json["backup"]).is_file()
    assert "As it was, it lies in" in first.err
    second = program.call("db", "upgrade", "--json")
    assert (second.json["upgraded"], second.err) == (False, "")
    doctor = program.call("doctor", "--json")
    assert [each for each in doctor.json["checks"] if not each["ok"]] == []
    back = program.call("db", "restore", first.json["backup"], "--json")
    assert back.code == 0, back.err
    again = program.call("db", "upgrade", "--json")
    assert again.json["before"] == 1
