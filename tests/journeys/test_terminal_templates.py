"""Templates and documents by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("templates") / "home").begin()


def test_a_template_is_written_out_changed_saved_and_put_back(program: Program, tmp_path: Path) -> None:
    names = {row["name"]: row["own"] for row in program.call("template", "list", "--json").json}
    assert names["slip"] is False
    file, picture = tmp_path / "slip.toml", tmp_path / "slip.png"
    assert program.call("template", "show", "slip", "--out", file, "--picture", picture).code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
    file.write_text(file.read_text("utf-8").replace("Packing slip for order", "Lieferschein"), "utf-8")
    assert program.call("template", "set", "slip", file).code == 0
    assert "Lieferschein" in program.call("template", "show", "slip", "--json").json["text"]
    assert program.call("template", "reset", "slip").code == 0
    assert "Lieferschein" not in program.call("template", "show", "slip", "--json").json["text"]


def test_a_fault_is_told_with_its_line_and_nothing_is_saved(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('kind = "paper"\ntitle = "T"\n[[column]]\ntext = "{price}"\nwidth = 9\n', "utf-8")
    done = program.call("template", "set", "slip", file)
    assert done.code == 1
    assert "Line 3: There is no {price} to be filled in here" in done.err
    assert not any(row["own"] for row in program.call("template", "list", "--json").json)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("template", "show", "poem"), 1),
        (("template", "reset", "poem"), 1),
        (("template", "set", "slip", "nowhere.toml"), 2),
        (("document", "poem", "1", "--out", "x.pdf"), 2),
        (("document", "invoice", "NONE", "--out", "x.pdf"), 1),
        (("document", "pallet", "NONE", "--out", "x.pdf"), 1),
        (("document", "tote", "NONE", "--out", "x.pdf"), 1),
    ],
)
def test_what_cannot_be_done_is_one_sentence(program: Program, words: tuple[str, ...], code: int) -> None:
    done = program.call(*words)
    assert done.code == code
    assert one_sentence(done)


def test_labels_of_places_come_in_every_form(program: Program, tmp_path: Path) -> None:
    assert program.call("places", "generate", "--aisles", "1", "--bays", "2", "--levels", "1").code == 0
    for form, begin in (("pdf", b"%PDF"), ("png", b"\x89PNG"), ("zpl", b"^XA")):
        file = tmp_path / f"places.{form}"
        assert program.call("document", "place", "*", "--out", file, "--format", form).code == 0
        assert file.read_bytes().startswith(begin)
