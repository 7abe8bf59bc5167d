"""The support file of a company with people in it: everything that helps, and not one of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.journeys.program import Program
from warehouse_app.system.home import LocalHome

CANARIES = (
    "Zofia", "Kowalska", "ZOFIA", "Rynek", "31-008", "zofia.k@example.org", "+48 600 700 800", "600700800", "Ada Boss",
    "ADA-BOSS", "Quux Trading", "hunter2",
)  # fmt: skip
ORDERS = (
    "order,sku,qty,placed_at,customer,customer_name,email,phone,street,city,postcode\n"
    "O1,MUG,3,2010-12-06,C1,Zofia Kowalska,zofia.k@example.org,+48 600 700 800,Rynek 7,Krakow,31-008\n"
)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = Program(tmp_path / "home of Ada Boss")
    new = made.call("init", "--admin", "Ada Boss", "--company", "Quux Trading", "--json").json
    made.user, made.pin, made.badge = new["user"], new["pin"], new["badge"]
    for kind, text in (("products", "sku,name\nMUG,Mug\n"), ("orders", ORDERS)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        assert made.call("import", kind, path).code == 0
    home = LocalHome(made.home)
    home.log("trouble", code="disk_full", database=str(home.database), name="Zofia Kowalska", why="hunter2 of Zofia")
    home.crash(
        "about\n\nKeyError: 'Zofia Kowalska, Rynek 7, 31-008, zofia.k@example.org, +48 600 700 800, 600700800'\n"
    )
    return made


def bundled(program: Program, path: Path, *words: str) -> dict[str, str]:
    told = program.call("support", "--out", path, *words)
    assert told.code == 0, told.err
    with zipfile.ZipFile(path) as whole:
        return {name: whole.read(name).decode() for name in whole.namelist()}


def test_nothing_personal_is_in_any_file(program: Program, tmp_path: Path) -> None:
    files = bundled(program, tmp_path / "support.zip")
    assert {"READ-ME.txt", "about.json", "database.json", "settings.json", "doctor.json", "logs/warehouse.log"} <= set(
        files
    )
    assert any(name.startswith("logs/crash-") for name in files)
    for name, text in files.items():
        found = [canary for canary in (*CANARIES, program.pin, program.badge) if canary in text or canary in name]
        assert found == [], f"{name}: {found}"


def test_it_tells_versions_checks_rows_and_what_went_wrong(program: Program, tmp_path: Path) -> None:
    files = bundled(program, tmp_path / "support.zip")
    assert '"PySide6-Essentials"' in files["about.json"]
    assert '"orders": 1' in files["database.json"]
    assert '"ok": true' in files["doctor.json"]
    assert '"company.name": "changed"' in files["settings.json"]
    assert '"code": "disk_full"' in files["logs/warehouse.log"]


def test_it_is_made_where_the_company_cannot_be_asked(program: Program, tmp_path: Path) -> None:
    program.user = ""
    files = bundled(program, tmp_path / "one.zip")
    assert '"trouble": "nobody_signed_on"' in files["database.json"]
    (program.home / "company.db").write_bytes(b"this is no database at all" * 1000)
    files = bundled(program, tmp_path / "two.zip")
    assert '"trouble": "database_foreign"' in files["database.json"]
    assert "logs/warehouse.log" in files


def test_somebody_without_the_right_gets_the_file_without_the_company(program: Program, tmp_path: Path) -> None:
    made = program.call("user", "add", "--name", "Pack Er", "--role", "packer", "--json").json
    program.user, program.pin = made["user"], made["pin"]
    told = program.call("support", "--out", tmp_path / "support.zip")
    assert told.code == 1
    assert "database" in told.err
