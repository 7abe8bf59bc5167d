"""Labels that carriers made, looked at by command before they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

CARRIERS = Path(__file__).parents[1] / "documents" / "carriers"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("labels") / "home").begin()


def test_a_carriers_label_is_drawn_its_codes_told_and_the_file_not_touched(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "ups.zpl"
    content = (CARRIERS / "ups.zpl").read_bytes()
    file.write_bytes(content)
    told = program.call("document", "preview", file, "--out", tmp_path / "ups.png")
    assert told.code == 0
    assert (tmp_path / "ups.png").read_bytes().startswith(b"\x89PNG")
    assert "Barcode: 1Z680RA4DL08720000\n" in told.out
    assert "The dots of a MaxiCode stand in" in told.out
    assert told.out.endswith("It may be printed as it is.\n")
    assert file.read_bytes() == content


@pytest.mark.parametrize("form", ["zpl", "png"])
def test_programs_get_it_as_json(program: Program, tmp_path: Path, form: str) -> None:
    out = tmp_path / "usps.png"
    told = program.call("document", "preview", CARRIERS / f"usps.{form}", "--out", out, "--json").json
    assert (told["form"], told["ok"], told["files"]) == (form, True, [str(out)])
    assert min(told["codes"]) == "42098028\x1d9205590303190000000000"


def test_what_is_held_is_told_and_still_drawn(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "held.zpl"
    file.write_bytes(b"^XA^FO10,10^A0N,30,30^FDhello^FS^FO10,90^BRN^FD12^FS^XZ^XA^FO9,9^A0N,30,30^FDmore^FS^XZ")
    told = program.call("document", "preview", file, "--out", tmp_path / "held.png")
    assert "It has a barcode that cannot be judged here: ^BR GS1 DataBar\n" in told.out
    assert told.out.endswith("It is held, and not printed.\n")
    assert (tmp_path / "held.png").exists()
    assert (tmp_path / "held-2.png").exists()


def test_what_is_no_label_is_said_in_one_sentence(program: Program, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello", "utf-8")
    out = tmp_path / "out.png"
    refused = program.call("document", "preview", tmp_path / "notes.txt", "--out", out)
    assert "no label to draw" in one_sentence(refused)
    assert "no file" in one_sentence(program.call("document", "preview", tmp_path / "nothing.zpl", "--out", out))
    assert program.call("document", "preview", CARRIERS / "usps.zpl", "--out", out, "--dpi", "204").code == 2
    assert not out.exists()
