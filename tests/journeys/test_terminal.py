"""The command line as a process: who may, what is wrong, what is down; JSON and nothing else where it was asked for."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from tests.journeys.program import Program, one_sentence

DONE, REFUSED, WRONG, OUTSIDE = 0, 1, 2, 3


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return Program(tmp_path_factory.mktemp("shop") / "Hänfling & Söhne 東").begin()


def test_a_home_with_blanks_and_umlauts_is_made_for_its_owner_only(program: Program) -> None:
    assert (program.home / "company.db").is_file()
    if sys.platform != "win32":
        assert stat.S_IMODE(program.home.stat().st_mode) == 0o700
    again = program.start("init", "--admin", "Eve")
    assert again.code == WRONG
    told = one_sentence(again)
    assert str(program.home) in told
    assert "--home" in told
    assert "go back" not in told, "a command line has no step to go back to"


def test_a_company_begun_by_a_process_is_there_for_the_next(tmp_path: Path) -> None:
    shop = Program(tmp_path / "home")
    made = shop.start("init", "--admin", "Ada", "--json")
    assert (made.code, made.err) == (DONE, "")
    shop.user, shop.pin = made.json["user"], made.json["pin"]
    listed = shop.start("user", "list", "--json")
    assert (listed.code, listed.err) == (DONE, "")
    assert "Ada" in listed.out


def test_an_unknown_kind_of_export_is_told_all_kinds(program: Program) -> None:
    from warehouse_app.application.exporting import KINDS

    told = program.call("export", "nonsense")
    assert told.code == WRONG
    sentence = one_sentence(told)
    assert [kind for kind in KINDS if kind not in sentence] == []
    assert "nonsense" in sentence
    help_ = program.call("export", "--help").out.replace("\n", " ")
    assert [kind for kind in KINDS if kind not in help_] == []


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("export", "orders", "--format", "ods"),
        ("db", "copy", "--to", "mysql://host/db"),
        ("document", "creditnote", "1", "--out", "x.pdf"),
        ("label", "P1", "--format", "epl", "--out", "x"),
        ("--database", "mysql://host/db", "user", "list"),
    ],
)
def test_what_is_not_built_yet_says_so(program: Program, words: tuple[str, ...]) -> None:
    told = program.call(*words)
    assert told.code == WRONG
    assert "not in this version" in one_sentence(told)


def test_a_word_that_is_no_command_is_named_with_the_one_before_it(program: Program) -> None:
    assert one_sentence(program.call("customer", "list")).startswith("customer list is not in this version")


@pytest.mark.parametrize(
    "words",
    [
        ("init",),
        ("batches",),
        ("export", "orders", "--since", "yesterday"),
        ("export", "stock", "--since", "2010-01-01"),
        ("export", "orders", "--format", "csv", "--json"),
        ("export", "orders", "--format", "xlsx"),
        ("batches", "release"),
        ("user", "role", "MARIA-S", "king"),
        ("user", "list", "--home"),
        ("plan", "--instance", "nowhere.json"),
        ("user", "list", "--pin-file", "nowhere"),
        ("--frob", "user", "list"),
    ],
)
def test_wrong_usage_is_one_sentence(program: Program, words: tuple[str, ...]) -> None:
    told = program.call(*words)
    assert told.code == WRONG
    one_sentence(told)


def test_options_stand_before_or_after_the_command(program: Program, tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text(f"{program.pin}\n")
    nobody = {"WAREHOUSE_USER": "", "WAREHOUSE_PIN": "", "WAREHOUSE_HOME": ""}
    words = [f"--home={program.home}", "--user", program.user, "--pin-file", str(pin), "--json"]
    before = program.call(*words, "user", "list", **nobody)
    after = program.call("user", "list", *words, **nobody)
    assert before.code == after.code == DONE
    assert before.json == after.json
    assert before.err == after.err == ""


def test_a_password_in_the_address_is_taken_from_the_environment_only(program: Program) -> None:
    for url in ("postgresql://me:secret@host/db", "postgresql://host/db?password=secret"):
        said = program.call("--database", url, "user", "list")
        assert said.code == WRONG
        assert "WAREHOUSE_DATABASE" in one_sentence(said)
        assert "secret" not in said.err
    assert "does not answer" in program.call("user", "list", WAREHOUSE_DATABASE=url).err


def test_nobody_is_nobody(program: Program) -> None:
    told = program.call("user", "list", WAREHOUSE_USER="", WAREHOUSE_PIN="")
    assert told.code == WRONG
    assert "signed on" in one_sentence(told)
    assert program.call("user", "list", WAREHOUSE_PIN="").code == WRONG
    wrong = program.call("user", "list", WAREHOUSE_USER="NOBODY", WAREHOUSE_PIN="0000")
    assert wrong.code == REFUSED
    assert "wrong" in one_sentence(wrong)


def test_a_packer_may_pack_and_no_more(program: Program) -> None:
    anna = program.other("Anna K.", "packer")
    copy = program.home.parent / "x.db"
    for words in (("user", "list"), ("settings", "list"), ("export", "users"), ("allocate",), ("db", "backup", copy)):
        told = anna.call(*words)
        assert told.code == REFUSED, words
        assert "right" in one_sentence(told)
    assert not copy.exists()


def test_a_right_is_lent_by_somebody_who_gives_a_pin(program: Program) -> None:
    bea = program.other("Bea L.", "packer")
    assert "--override-by" in one_sentence(bea.call("allocate"))
    assert "nobody lends" in one_sentence(bea.call("user", "list"))
    told = bea.call("allocate", "--override-by", program.user, "--override-reason", "she helps out")
    assert told.code == WRONG
    assert "Name a file with --override-pin-file" in one_sentence(told)


def test_the_doctor_ends_with_one_sentence(program: Program) -> None:
    *_table, last = program.call("doctor").out.splitlines()
    assert re.fullmatch(r"All \d+ checks hold\.", last)


def test_a_home_stays_signed_on_until_signed_off(program: Program) -> None:
    nobody = {"WAREHOUSE_USER": "", "WAREHOUSE_PIN": ""}
    assert program.call("user", "sign-on").code == DONE
    token = program.home / "sign-on"
    if sys.platform != "win32":
        assert stat.S_IMODE(token.stat().st_mode) == 0o600
    assert program.call("user", "list", **nobody).code == DONE
    kept = token.read_text()
    assert program.call("user", "sign-off", **nobody).code == DONE
    token.write_text(kept)
    assert program.call("user", "list", **nobody).code == WRONG
    token.unlink()


def test_settings_are_changed_by_a_command_that_the_audit_knows(program: Program) -> None:
    assert program.call("settings", "set", "company.city", "Köln").code == DONE
    got = program.call("settings", "get", "company.city", "--json")
    assert got.json["value"] == "Köln"
    audit = program.call("export", "audit", "--json")
    assert any(row["name"] == "ChangeSetting" and row["who"] == program.user for row in audit.lines)
    refused = program.call("settings", "set", "company.city", "a\x07b")
    assert refused.code == REFUSED
    one_sentence(refused)


def test_an_export_is_whole_or_not_there(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "users.csv"
    told = program.call("export", "users", "--out", file, "--json")
    assert told.json["rows"] == len(file.read_text(encoding="utf-8").splitlines()) - 1
    nowhere = program.call("export", "users", "--out", tmp_path / "no" / "users.csv")
    assert nowhere.code == OUTSIDE
    one_sentence(nowhere)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "kind",
    [
        *("products", "places", "stock", "orders", "order-lines", "credit-notes", "adjustments", "promises", "entries"),
        *("batches", "tasks", "parcels", "shipments", "scans", "audit", "users", "customers", "refunds", "claims"),
    ],
)
def test_every_kind_is_exported(program: Program, kind: str) -> None:
    told = program.call("export", kind)
    assert told.code == DONE, told.err
    assert "," in told.out.splitlines()[0]


def test_a_database_that_is_not_ours_is_not_touched(program: Program, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE recipes(name TEXT)")
    other.close()
    text = tmp_path / "letter.db"
    text.write_text("Dear Sir, this is no database at all, but it is long enough to look like a file. " * 20)
    for file in (foreign, text):
        before = file.read_bytes()
        told = program.call("user", "list", "--database", f"sqlite:///{file}")
        assert told.code == OUTSIDE
        assert "not a database of this program" in one_sentence(told)
        assert file.read_bytes() == before


def test_a_newer_database_is_refused(program: Program, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    assert program.call("db", "backup", newer).code == DONE
    with sqlite3.connect(newer) as other:
        other.execute("PRAGMA user_version=99")
    other.close()
    told = program.call("user", "list", "--database", f"sqlite:///{newer}")
    assert told.code == OUTSIDE
    assert "newer" in one_sentence(told)


def test_an_empty_or_missing_database_holds_no_company(program: Program, tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    for file in (empty, tmp_path / "missing.db"):
        told = program.call("user", "list", "--database", f"sqlite:///{file}")
        assert told.code == WRONG
        assert "init" in one_sentence(told)
    assert not (tmp_path / "missing.db").exists()


@pytest.mark.slow
def test_a_locked_database_is_busy_and_nothing_is_done(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "busy.db"
    assert program.call("db", "backup", file).code == DONE
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        told = program.call("settings", "set", "company.city", "Bonn", "--database", f"sqlite:///{file}")
    finally:
        holder.close()
    assert told.code == OUTSIDE
    assert "busy" in one_sentence(told)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="this account may write everything")
def test_a_write_protected_database_is_told(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "fixed.db"
    assert program.call("db", "backup", file).code == DONE
    file.chmod(0o444)
    told = program.call("settings", "set", "company.city", "Bonn", "--database", f"sqlite:///{file}")
    assert told.code == OUTSIDE
    assert "write-protected" in one_sentence(told)


def test_a_home_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        program = Program(home)
        program.home = tmp_path / "file"
        told = program.call("user", "list", "--home", home)
        assert told.code == OUTSIDE
        one_sentence(told)


def test_a_backup_is_put_back_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    program = Program(tmp_path / "home").begin()
    backup = tmp_path / "backup.db"
    assert program.call("db", "backup", backup).code == DONE
    assert program.call("settings", "set", "company.city", "Later").code == DONE

    (tmp_path / "backup.db-wal").write_bytes(b"stray")
    stray = program.call("db", "restore", backup)
    assert stray.code == OUTSIDE
    assert "copied while it was open" in one_sentence(stray)
    (tmp_path / "backup.db-wal").unlink()

    holder = sqlite3.connect(program.home / "company.db")
    holder.execute("SELECT count(*) FROM person").fetchone()
    running = program.call("db", "restore", backup)
    holder.close()
    assert running.code == OUTSIDE
    assert "open in another" in one_sentence(running)

    restored = program.call("db", "restore", backup, "--json")
    assert restored.code == DONE, restored.err
    assert Path(restored.json["kept"]).is_file()
    assert program.call("settings", "get", "company.city", "--json").json["value"] == ""


def test_a_bug_is_a_report_and_a_sentence(program: Program) -> None:
    """Planted: a database whose tables are gone is nothing the world did."""
    broken = program.home.parent / "broken.db"
    program.call("db", "backup", broken)
    with sqlite3.connect(broken) as other:
        other.execute("DROP TABLE setting")
    other.close()
    told = program.call("settings", "list", "--database", f"sqlite:///{broken}")
    assert told.code == 70
    sentence = one_sentence(told)
    report = Path(sentence.rpartition("report: ")[2])
    assert "no such table" in report.read_text(encoding="utf-8")
    assert program.pin not in report.read_text(encoding="utf-8")


def test_codes_and_plan_need_no_company(tmp_path: Path) -> None:
    program = Program(tmp_path / "unused")
    codes = program.call("codes", "--json", "--sheet", tmp_path / "codes.pdf")
    assert {row["name"] for row in codes.json} >= {"CONTINUE", "UNDO", "PAUSE"}
    assert (tmp_path / "codes.pdf").read_bytes().startswith(b"%PDF")
    read = program.call("codes", "--read", "(01)04006381333931(10)A7", "--json")
    assert {"part": "(10)", "value": "A7", "meaning": "BATCH/LOT"} in read.json
    wrong = program.call("codes", "--read", "(01)04006381333930")
    assert wrong.code == 1
    assert "check digit of (01)" in one_sentence(wrong)
    instance = {
        "layout": {"aisles": 2, "aisle_length": 10.0, "aisle_distance": 5.0, "cross_aisles": [0.0, 10.0]},
        "places": [{"id": "A", "aisle": 1, "at": 4.0}],
        "orders": [{"id": "O1", "size": 1, "lines": [{"place": "A", "qty": 1}]}],
        "capacity": {"size": 10},
    }
    (tmp_path / "i.json").write_text(json.dumps(instance))
    planned = program.call("plan", "--instance", tmp_path / "i.json")
    assert planned.json["distance"] == 18.0
    assert not program.home.exists()


def test_init_makes_what_the_first_start_asks(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    badge = tmp_path / "badge.pdf"
    words = ("init", "--admin", "Ada Admin", "--company", "The Sample Shop", "--zone", "Europe/London")
    more = ("--currency", "GBP", "--bins", "2x10x3", "--printer", "127.0.0.1:9100", "--badge", badge, "--json")
    made = program.call(*words, *more)
    assert made.code == 0, made.err
    assert badge.read_bytes().startswith(b"%PDF")
    program.user, program.pin = made.json["user"], made.json["pin"]
    assert len(program.call("export", "places", "--format", "jsonl").lines) >= 60
    assert program.call("settings", "get", "company.currency", "--json").json["value"] == "GBP"
    assert program.call("device", "list", "--json").json[0]["target"] == "127.0.0.1:9100"
    again = program.call(*words)
    assert again.code == 2
    assert "already" in again.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--zone", "Mars/Olympus"),
        ("--currency", "EURO"),
        ("--bins", "2x10"),
        ("--bins", "0x1x1"),
        ("--printer", "zebra:usb"),
    ],
)
def test_init_refuses_what_makes_no_sense_and_makes_nothing(tmp_path: Path, wrong: tuple[str, str]) -> None:
    program = Program(tmp_path / "home")
    told = program.call("init", "--admin", "Ada", *wrong)
    assert told.code == 2
    assert list((tmp_path / "home").glob("company.db*")) == []
