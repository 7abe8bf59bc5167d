"""A file looked at before it is anything: page by page, found by number and by line, whatever its letters."""

from __future__ import annotations

import threading
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.refusals import Usage


@pytest.fixture
def intake(tmp_path: Path) -> FilesIntake:
    return FilesIntake(tmp_path / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))


def file(tmp_path: Path, content: bytes, name: str = "in.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_records_are_found_by_number_and_line(intake: FilesIntake, tmp_path: Path) -> None:
    rows = "".join(f'{n};"two\nlines"\n' for n in range(1, 1001))
    look = intake.look(file(tmp_path, f"Artikel;Bezeichnung\n{rows}".encode()))
    assert (look.header, look.count) == (("Artikel", "Bezeichnung"), 0)
    assert look.read_on(200)
    assert (look.count, look.complete) == (200, False)
    while look.read_on(400):
        pass
    assert (look.count, look.complete, look.position()) == (1000, True, (look.size, look.size))
    assert [row.cells[0] for row in look.rows(399, 3)] == ["400", "401", "402"]
    assert look.rows(998, 10)[-1].line == 2000
    assert [row.line for row in look.rows_at((0, 999))] == [2, 2000]
    assert look.number_of(2000) == 999
    assert look.number_of(2001) == -1
    look.close()
    assert list((tmp_path / "stage").iterdir()) == []


def test_letters_that_turn_out_others_are_read_again(intake: FilesIntake, tmp_path: Path) -> None:
    body = b"sku,name\n" + b"A,B\n" * 300_000 + "C,Größe\n".encode("cp1252")
    look = intake.look(file(tmp_path, body))
    while look.read_on(100_000):
        pass
    assert look.count == 300_001
    assert look.rows(300_000, 1)[0].cells == ("C", "Größe")
    look.close()


def test_broken_records_are_shown_and_lose_nothing(intake: FilesIntake, tmp_path: Path) -> None:
    look = intake.look(file(tmp_path, b'sku,name\nA,B,C\nD\n\xff,x\nE,"never closed\n'))
    look.read_on(200)
    assert look.complete
    assert look.rows(0, 2) == ((2, ("A", "B", "C")), (3, ("D",)))
    look.close()


def test_a_file_may_be_looked_at_from_any_thread(intake: FilesIntake, tmp_path: Path) -> None:
    look = intake.look(file(tmp_path, b"sku,name\n" + b"A,B\n" * 5000))
    threads = [threading.Thread(target=look.read_on, args=(1000,)) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    look.read_on(200)
    assert (look.count, look.complete) == (5000, True)
    look.close()
    assert look.rows(0, 5) == ()
    assert not look.read_on(1)


@pytest.mark.parametrize(("name", "content"), [("none.csv", b""), ("program.csv", bytes(range(256)) * 50)])
def test_what_is_no_table_says_so_and_leaves_nothing(
    intake: FilesIntake, tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(Usage):
        intake.look(file(tmp_path, content, name))
    with pytest.raises(Usage):
        intake.look(tmp_path / "nowhere.csv")
    assert not list((tmp_path / "stage").iterdir())
