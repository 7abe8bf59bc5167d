"""The print ledger and its printers by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("prints") / "home").begin()


def test_a_company_without_printers_has_its_two_folders(program: Program) -> None:
    told = program.call("device", "list", "--json")
    assert [(row["code"], row["labels_of"], row["papers_of"]) for row in told.json] == [
        ("LABELS", ["B1"], []),
        ("PAPERS", [], ["B1"]),
    ]
    assert program.call("prints", "list").out == "No print job in this view.\n"


def test_a_printer_is_set_up_tried_out_used_and_forgotten(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    assert program.call("device", "add", "OFFICE", "--kind", "file", "--language", "pdf", "--target", folder).code == 0
    tried = program.call("device", "test", "office", "--print", "--json")
    assert tried.code == 0
    assert tried.json["sent"] == "sent"
    (file,) = folder.iterdir()
    assert file.read_bytes().startswith(b"%PDF")
    assert program.call("device", "station", "B1", "--papers", "OFFICE").code == 0
    assert "B1" in one_sentence(program.call("device", "remove", "OFFICE"))
    assert program.call("device", "station", "B1").code == 0
    assert program.call("device", "remove", "OFFICE").out == "Printer OFFICE is forgotten.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("prints", "show", "7"), 1),
        (("prints", "retry", "7"), 1),
        (("prints", "cancel", "7"), 1),
        (("prints", "move", "7", "--printer", "LABELS"), 1),
        (("prints", "move", "--printer", "LABELS"), 2),
        (("prints", "answer", "7"), 2),
        (("prints", "answer", "7", "--printed"), 1),
        (("prints", "list", "--view", "mine"), 2),
        (("device", "test", "NOWHERE"), 1),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_one_sentence(
    program: Program, words: tuple[str, ...], code: int
) -> None:
    told = program.call(*words)
    assert told.code == code, told.err
    one_sentence(told)
