"""People and settings by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("office") / "home").begin()


def test_a_badge_is_written_as_a_paper_while_its_code_is_known(program: Program, tmp_path: Path) -> None:
    anna = program.other("Anna K.", "packer")
    paper = tmp_path / "badge.pdf"
    made = program.call("user", "badge", anna.user, "--out", paper, "--json")
    assert made.code == 0
    assert made.json["badge"] != anna.badge
    assert paper.read_bytes().startswith(b"%PDF")
    pin = program.call("user", "pin", anna.user, "--json").json
    assert pin["badge"] is None
    assert pin["pin"] != anna.pin


def test_people_are_listed_with_their_last_deed_and_signed_off(program: Program) -> None:
    eve = program.other("Eve L.", "picker")
    assert eve.call("user", "sign-on").code == 0
    rows = {row["user"]: row for row in program.call("user", "list", "--json").json}
    assert rows[eve.user]["signed_on"] == 1
    assert rows[eve.user]["seen"] > rows[eve.user]["since"]
    assert program.call("user", "sign-off", eve.user).out == f"{eve.user} is signed off everywhere.\n"
    assert {row["user"]: row["signed_on"] for row in program.call("user", "list", "--json").json}[eve.user] == 0
    assert "right" in one_sentence(eve.call("user", "sign-off", program.user))


def test_roles_say_what_they_let_one_do(program: Program) -> None:
    rows = program.call("user", "roles", "--json").json
    packer = {row["right"]: row for row in rows if row["role"] == "packer"}
    assert packer["pack"]["meaning"] == "Pack and verify parcels"
    assert not any(row["needs_pin"] for row in packer.values())
    assert any(row["needs_pin"] for row in rows if row["role"] == "administrator")


def test_settings_hold_for_the_company_a_station_or_this_machine(program: Program) -> None:
    assert program.call("settings", "set", "pack.slip", "off", "--station", "b1").out == "pack.slip is off now.\n"
    assert program.call("settings", "get", "pack.slip").out == "on\n"
    assert program.call("settings", "get", "pack.slip", "--station", "B1").out == "off\n"
    assert program.call("settings", "reset", "pack.slip", "--station", "B1").out == "pack.slip is on again.\n"
    assert program.call("settings", "set", "window.look", "dark").code == 0
    rows = {row["name"]: row for row in program.call("settings", "list", "--json").json}
    assert (rows["window.look"]["value"], rows["window.look"]["scope"]) == ("dark", "machine")
    assert program.call("settings", "reset", "window.look").out == "window.look is system again.\n"
    assert program.call("settings", "page").out.startswith("# Settings")


@pytest.mark.parametrize(
    "words",
    [
        ("settings", "set", "window.look", "plaid"),
        ("settings", "set", "company.name", "X", "--station", "B1"),
        ("settings", "set", "pack.slip", "on", "--station", "B9"),
        ("settings", "reset", "company.colour"),
        ("user", "pin", "NOBODY"),
    ],
)
def test_a_no_is_one_sentence(program: Program, words: tuple[str, ...]) -> None:
    told = program.call(*words)
    assert told.code == 1, told.err
    one_sentence(told)


def test_the_trail_is_listed_opened_proven_and_looked_back_upon(program: Program) -> None:
    assert program.call("settings", "set", "company.city", "Bath").code == 0
    rows = program.call("audit", "list", "--by", program.user, "--view", "office", "--json").json
    assert rows[0]["deed"] == "Changed a setting"
    facts = program.call("audit", "show", rows[0]["row"], "--json").json
    assert facts["row"]["deed"] == "ChangeSetting"
    assert program.call("audit", "show", rows[0]["row"]).code == 0
    proof = program.call("audit", "prove", "--json")
    assert proof.code == 0
    assert proof.json["ok"]
    assert "chains" in program.call("audit", "state").out
    assert program.call("audit", "at", "place:DOCK", "2030-01-01").out == "Nothing lay there then.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("audit", "show", "999999"), 1),
        (("audit", "list", "--by", "NOBODY"), 1),
        (("audit", "list", "--thing", "NOTHING"), 1),
        (("audit", "list", "--since", "yesterday"), 2),
        (("audit", "list", "--view", "mine"), 2),
        (("audit", "at", "DOCK", "noon"), 2),
    ],
)
def test_what_the_trail_does_not_know_is_one_sentence(program: Program, words: tuple[str, ...], code: int) -> None:
    told = program.call(*words)
    assert told.code == code, told.err
    one_sentence(told)


def test_who_may_not_export_sees_no_trail(program: Program) -> None:
    packer = program.other("Paul P.", "packer")
    assert packer.call("audit", "list").code == 1
    assert packer.call("audit", "prove").code == 1


def test_a_manifest_is_shown_with_what_is_missing_and_prints_once_more(program: Program) -> None:
    code = program.call("manifest", "open", "--json").json["manifest"]
    found = program.call("manifest", "show", code.lower(), "--json").json
    assert (found["row"]["code"], found["parcels"], found["missing"]) == (code, [], [])
    assert program.call("manifest", "show", code).out.startswith(f"Manifest {code}, HOUSE, open")
    assert program.call("manifest", "print", code, "--json").json["copy"] == 1
    for words in (("manifest", "show", "M9"), ("manifest", "print", "M9")):
        one_sentence(program.call(*words))
