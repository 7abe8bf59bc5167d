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
    assert program.call("device", "station", "B1", "--labels", "", "--papers", "").code == 0
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
        (("device", "stand-in", "NOWHERE", "LABELS"), 1),
        (("prints", "copy", "7", "--reason", "lost"), 1),
        (("prints", "stand-in", "NOWHERE"), 1),
        (("prints", "rule", "add", "--printer", "NOWHERE"), 1),
        (("prints", "rule", "move", "7", "--to", "1"), 1),
        (("prints", "rule", "remove", "7"), 1),
        (("prints", "where", "letter"), 1),
        (("prints", "where", "label", "--station", "NOWHERE"), 1),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_one_sentence(
    program: Program, words: tuple[str, ...], code: int
) -> None:
    told = program.call(*words)
    assert told.code == code, told.err
    one_sentence(told)


def test_rules_say_what_goes_where_and_where_explains_it(program: Program, tmp_path: Path) -> None:
    for code, language in (("ZEBRA-9", "zpl203"), ("OFFICE-9", "pdf")):
        words = ("device", "add", code, "--kind", "file", "--language", language, "--target", tmp_path / code)
        assert program.call(*words).code == 0
    labels = ("prints", "rule", "add", "--document", "label", "--carrier", "DHL", "--printer", "ZEBRA-9")
    assert program.call(*labels).out.endswith("Address labels of carrier DHL go to ZEBRA-9.\n")
    assert program.call("prints", "rule", "add", "--printer", "OFFICE-9", "--first").code == 0
    rows = program.call("prints", "rule", "list", "--json").json
    assert [row["printer"] for row in rows] == ["OFFICE-9", "ZEBRA-9"]
    assert program.call("prints", "rule", "move", str(rows[1]["rule"]), "--to", "1").code == 0
    told = program.call("prints", "where", "label", "--station", "B1", "--carrier", "dhl")
    assert told.out == "To ZEBRA-9: by the rule: Address labels of carrier DHL go to ZEBRA-9.\n"
    assert program.call("prints", "where", "slip", "--station", "B1", "--json").json["printer"] == "OFFICE-9"
    for row in rows:
        assert program.call("prints", "rule", "remove", str(row["rule"])).code == 0
    assert program.call("prints", "where", "label", "--station", "B1", "--json").json["via"] == "home"
    for code in ("ZEBRA-9", "OFFICE-9"):
        assert program.call("device", "remove", code).code == 0


def test_a_stand_in_is_named_used_and_given_back_by_command(program: Program, tmp_path: Path) -> None:
    for code in ("FIRST", "SPARE"):
        assert program.call("device", "add", code, "--kind", "file", "--target", tmp_path / code).code == 0
    assert "no stand-in" in one_sentence(program.call("prints", "stand-in", "FIRST"))
    assert program.call("device", "stand-in", "FIRST", "SPARE").out == "SPARE stands in for FIRST.\n"
    used = program.call("prints", "stand-in", "FIRST")
    assert used.out == "SPARE prints for FIRST until it is back; 0 waited.\n"
    assert program.call("prints", "stand-in", "FIRST", "--back").out == "Printer FIRST prints again itself.\n"
    assert program.call("device", "stand-in", "FIRST").out == "Nobody stands in for FIRST.\n"
    for code in ("FIRST", "SPARE"):
        assert program.call("device", "remove", code).code == 0
