"""Documents by command: written as files, or printed as jobs of the ledger, with the sentence of what was printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("documents")
    begun = Program(folder / "home").begin()
    (folder / "products.csv").write_text("sku,name\nMUG,Mug\n")
    (folder / "places.csv").write_text("code,kind\nA01-17-2,bin\nT-0042,tote\n")
    for kind in ("products", "places"):
        assert begun.call("import", kind, folder / f"{kind}.csv").code == 0
    return begun


def test_a_label_prints_and_says_where(program: Program) -> None:
    told = program.call("document", "place", "A01-17-2", "--print")
    assert told.out.startswith("Place label A01-17-2 prints into the folder LABELS of this home, as job ")
    assert "waits" in one_sentence(program.call("document", "place", "A01-17-2", "--print"))
    assert program.call("worker", "--once").code == 0
    assert [path.name for path in (program.home / "spool" / "labels").iterdir()] == ["place-A01-17-2.zpl"]
    assert "reason" in one_sentence(program.call("document", "place", "A01-17-2", "--print"))
    again = program.call("document", "place", "A01-17-2", "--print", "--reason", "damaged", "--json").json
    assert (again["copy"], again["code"], again["printer"]) == (2, "A01-17-2", "LABELS")
    rows = program.call("prints", "list", "--document", "place", "--json").json
    assert [(row["code"], row["copy"]) for row in rows] == [("A01-17-2", 2), ("A01-17-2", 1)]


def test_a_document_prints_at_the_station_that_is_named_and_is_written_too(program: Program, tmp_path: Path) -> None:
    add = ("device", "add", "OFFICE", "--kind", "file", "--language", "pdf", "--target", tmp_path / "office")
    assert program.call(*add).code == 0
    assert program.call("device", "station", "B1", "--papers", "OFFICE").code == 0
    told = program.call("document", "codes", "--print", "--station", "B1", "--out", tmp_path / "codes.pdf")
    assert told.out.startswith("Command sheet prints at OFFICE, as job ")
    assert (tmp_path / "codes.pdf").read_bytes().startswith(b"%PDF")
    assert "B9" in one_sentence(program.call("document", "codes", "--print", "--station", "B9"))


def test_a_badge_prints_for_who_has_its_code(program: Program) -> None:
    made = program.call("user", "add", "--name", "Anna K", "--role", "packer", "--json").json
    told = program.call("document", "badge", made["user"], "--badge", made["badge"], "--print")
    assert told.out.startswith(f"Badge {made['user']} prints ")
    assert program.call("worker", "--once").code == 0
    assert program.call("prints", "list", "--document", "badge", "--json").json[0]["state"] == "sent"
    assert "new badge" in one_sentence(program.call("document", "badge", made["user"], "--print"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("document", "place", "A01-17-2"), 2),
        (("document", "place", "--print"), 2),
        (("document", "poem", "1", "--print"), 2),
        (("document", "preview", "label.zpl", "--print"), 2),
        (("document", "place", "*", "--print"), 1),
        (("document", "invoice", "NONE", "--print"), 1),
        (("document", "pallet", "NONE", "--print"), 1),
    ],
)
def test_what_makes_no_sense_is_one_sentence(program: Program, words: tuple[str, ...], code: int) -> None:
    told = program.call(*words)
    assert told.code == code, told.err
    one_sentence(told)
