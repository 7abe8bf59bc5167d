"""A database of the version before is brought up to this one: alone, after a backup, step by step, never by half."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.operations import Operations

from tests.company import CountingIds, StillClock
from warehouse_app.application import doctor, search
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.domain.people import SYSTEM
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store import projections
from warehouse_app.store.database import open_store
from warehouse_app.store.migrations import STEPS, Step
from warehouse_app.store.migrations.step import rebuild, say
from warehouse_app.store.schema import SCHEMA_VERSION
from warehouse_app.store.sqlite import creation
from warehouse_app.store.upgrading import bring_up

OLD = Path(__file__).parent / "data" / "company-1.sql.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a real company of version 1: a small shift of the demo, half a day's work."""
    path = tmp_path / "company.db"
    connection = sqlite3.connect(path)
    connection.executescript(gzip.decompress(OLD.read_bytes()).decode())
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    return path


def version_of(path: Path) -> int:
    """Return the version a file says it has."""
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


def rows_of(path: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names}
    connection.close()
    return counts


def test_the_road_ends_at_this_version() -> None:
    assert [step.version for step in STEPS] == list(range(2, SCHEMA_VERSION + 1))


def test_an_old_company_opens_with_todays_tables_and_a_clean_bill(old: Path) -> None:
    before = rows_of(old)
    store = open_store(f"sqlite:///{old}")
    assert store.upgraded is not None
    assert (store.upgraded.before, store.upgraded.now) == (1, SCHEMA_VERSION)
    with store.read() as desk:
        # When this fails after a change of the schema: `make migration`, and look at what it wrote.
        assert creation.found(desk.connection) == creation.declared()
    clock = StillClock()
    runner = Runner(store, clock, CountingIds(), Writer("w", "", "", 0))
    clock.forward(days=365 * 17)
    report = doctor.examine(runner, Session(SYSTEM))
    assert [each.broken for each in report.checks if not each.ok] == []
    store.close()
    after = rows_of(old)
    assert {name: after[name] for name in before if name in after} == before


def stand_on_the_dock(old: Path) -> None:
    """Let goods of an old company stand on its dock, loose and on a pallet in a pallet, as its program left them."""
    connection = sqlite3.connect(old)
    connection.executescript(
        "INSERT INTO place (id, warehouse, kind, code) VALUES (9001, 'MAIN', 'LPN', 'L-1'),"
        " (9002, 'MAIN', 'LPN', 'L-2');"
        "INSERT INTO item (id, sku, serial) VALUES (9001, '@LPN', 'L-1'), (9002, '@LPN', 'L-2');"
        "INSERT INTO item (id, sku, lot, product_id) SELECT 9003, sku, 'LOT-1', id FROM product ORDER BY id LIMIT 1;"
        "INSERT INTO entry (seq, id, kind, at, who, command_id, content)"
        " SELECT 99001, 'docked', 'receive', at, who, command_id, content FROM entry ORDER BY seq LIMIT 1;"
        "INSERT INTO leg (entry_seq, n, item_id, source, target, qty)"
        " SELECT 99001, 0, 9003, s.id, d.id, 5 FROM place s, place d WHERE s.kind = 'SUPPLIER' AND d.kind = 'DOCK'"
        " UNION ALL SELECT 99001, 1, 9003, id, 9002, 7 FROM place WHERE kind = 'SUPPLIER'"
        " UNION ALL SELECT 99001, 2, 9001, s.id, d.id, 1 FROM place s, place d"
        " WHERE s.kind = 'SUPPLIER' AND d.kind = 'DOCK'"
        " UNION ALL SELECT 99001, 3, 9002, id, 9001, 1 FROM place WHERE kind = 'SUPPLIER';"
        "INSERT INTO serial_at SELECT '@LPN', 'L-1', id FROM place WHERE kind = 'DOCK';"
        "INSERT INTO serial_at VALUES ('@LPN', 'L-2', 9001);"
        "INSERT INTO balance (place_id, item_id, on_hand, held, outside)"
        " SELECT target, item_id, SUM(qty), 0, 0 FROM leg WHERE entry_seq = 99001 GROUP BY target, item_id"
        " UNION ALL SELECT source, item_id, -SUM(qty), 0, 1 FROM leg WHERE entry_seq = 99001 GROUP BY source, item_id;"
    )
    connection.close()


def test_what_an_old_company_has_on_its_dock_is_in_the_pools_of_the_new_one(old: Path) -> None:
    stand_on_the_dock(old)
    store = open_store(f"sqlite:///{old}")
    with store.read() as desk:
        assert list(projections.differences(desk)) == []
        pools = desk.connection.exec_driver_sql("SELECT lot, on_hand FROM pool WHERE lot = 'LOT-1'").all()
    assert [tuple(row) for row in pools] == [("LOT-1", 12)]
    store.close()


def test_names_of_an_old_company_are_found_by_their_words(old: Path) -> None:
    store = open_store(f"sqlite:///{old}")
    with store.read() as desk:
        sku, name = desk.connection.exec_driver_sql("SELECT sku, name FROM product WHERE name <> '' LIMIT 1").one()
        found = search.find(desk, name)
    assert sku in [hit.code for hit in found.hits]
    store.close()


def test_the_backup_beside_it_is_the_old_company(old: Path) -> None:
    before = rows_of(old)
    done = bring_up(old)
    assert done is not None
    backup = Path(done.backup)
    assert backup.parent == old.parent
    assert version_of(backup) == 1
    assert rows_of(backup) == before
    assert bring_up(old) is None


def test_a_second_upgrade_keeps_the_first_backup(old: Path) -> None:
    first = bring_up(old)
    connection = sqlite3.connect(old)
    connection.execute("PRAGMA user_version=1")
    connection.close()
    second = bring_up(old, (Step(2, "again", lambda _op: None),))
    assert first is not None
    assert second is not None
    assert first.backup != second.backup


def test_a_step_that_breaks_leaves_the_version_before_whole_and_the_road_goes_on(old: Path) -> None:
    def half(op: Operations) -> None:
        say(op, "CREATE TABLE half (id INTEGER PRIMARY KEY)", "INSERT INTO half VALUES (1)")
        raise RuntimeError

    def whole(op: Operations) -> None:
        say(op, "CREATE TABLE half (id INTEGER PRIMARY KEY)")

    first = Step(2, "first", lambda op: say(op, "CREATE TABLE first (id INTEGER PRIMARY KEY)"))
    with pytest.raises(RuntimeError):
        bring_up(old, (first, Step(3, "half", half)))
    assert version_of(old) == 2
    assert "first" in rows_of(old)
    assert "half" not in rows_of(old)
    done = bring_up(old, (first, Step(3, "half", whole)))
    assert done is not None
    assert (done.before, done.now) == (2, 3)
    assert rows_of(old)["half"] == 0


def test_a_rebuilt_table_keeps_rows_references_and_triggers(old: Path) -> None:
    columns = "id INTEGER, entry_seq INTEGER REFERENCES entry (seq), more TEXT DEFAULT 'x' NOT NULL"
    words = f"CREATE TABLE manifest_note ({columns})"
    trigger = "CREATE TRIGGER note_kept BEFORE DELETE ON manifest_note BEGIN SELECT RAISE(ABORT, 'kept'); END"

    def make(op: Operations) -> None:
        say(op, "CREATE TABLE manifest_note (id INTEGER NOT NULL, entry_seq INTEGER REFERENCES entry (seq))")
        say(op, "INSERT INTO manifest_note SELECT seq, seq FROM entry")

    def grow(op: Operations) -> None:
        rebuild(op, "manifest_note", words, {"id": "id", "entry_seq": "entry_seq", "more": "'n' || id"}, trigger)

    bring_up(old, (Step(2, "make", make), Step(3, "grow", grow)))
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT sql FROM sqlite_master WHERE name = 'manifest_note'").fetchone()[0] == words
    assert connection.execute("SELECT more FROM manifest_note WHERE id = 7").fetchone()[0] == "n7"
    assert connection.execute("SELECT COUNT(*) FROM leg l JOIN entry e ON e.seq = l.entry_seq").fetchone()[0] > 0
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM manifest_note")
    connection.close()


def test_a_step_that_leaves_a_dangling_reference_is_undone(old: Path) -> None:
    with pytest.raises(AssertionError, match="refers to nothing"):
        bring_up(old, (Step(2, "drop", lambda op: say(op, "DELETE FROM customer")),))
    assert version_of(old) == 1


def test_a_company_open_elsewhere_is_left_alone(old: Path) -> None:
    other = sqlite3.connect(old)
    other.execute("SELECT COUNT(*) FROM entry").fetchone()
    with pytest.raises(Trouble) as trouble:
        bring_up(old)
    assert trouble.value.code == "company_open"
    other.close()
    assert version_of(old) == 1
    assert [each.name for each in old.parent.glob("*before*")] == []
    assert bring_up(old) is not None


def test_without_room_for_the_backup_nothing_is_changed(old: Path) -> None:
    script = (
        "import resource, sys, pathlib\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "from warehouse_app.store.upgrading import bring_up\n"
        "from warehouse_app.domain.refusals import Trouble\n"
        "try:\n    bring_up(pathlib.Path(sys.argv[1]))\n"
        "except Trouble as trouble:\n    print(trouble.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(old)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("upgrade_no_backup", "disk_full", "database_io"), done.stderr
    assert version_of(old) == 1
    assert [each.name for each in old.parent.iterdir() if "before" in each.name] == []


def test_two_programs_that_open_an_old_company_at_once_both_work(old: Path) -> None:
    script = (
        "import sys\nfrom warehouse_app.store.database import open_store\n"
        "store = open_store(sys.argv[1]); print(store.upgraded is not None); store.close()\n"
    )
    command = [sys.executable, "-c", script, f"sqlite:///{old}"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [each.communicate(timeout=60) for each in running]
    assert sorted(out.strip() for out, _ in told if out) == ["False", "False", "True"], told
    assert version_of(old) == SCHEMA_VERSION


def test_a_newer_and_a_foreign_file_are_not_touched(old: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    foreign = tmp_path / "foreign.db"
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE x (a)")
    other.close()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"no database at all" * 100)
    assert [bring_up(each) for each in (old, foreign, damaged)] == [None, None, None]
