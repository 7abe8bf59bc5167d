"""Goods in by line mode: an order in two deliveries with faults, receipts told, and a process killed meanwhile."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.journeys.program import Program, one_sentence

CASE = "14006381333938"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = Program(tmp_path / "home").begin()
    goods = tmp_path / "products.csv"
    goods.write_text(f"sku,name,barcodes\nMUG,Mug,\nBOWL,Bowl,{CASE}\n", "utf-8")
    assert made.call("import", "products", goods).code == 0
    orders = tmp_path / "orders.csv"
    orders.write_text("order,sku,qty,placed_at,customer\nO1,MUG,2,2026-01-06,C1\nO2,MUG,9,2026-01-07,C2\n", "utf-8")
    assert made.call("import", "orders", orders).code == 0
    assert made.call("allocate").code == 0
    assert made.call("supplier", "add", "KILN", "The Kiln").code == 0
    for sku in ("MUG", "BOWL"):
        assert made.call("supplier", "sells", "KILN", sku).code == 0
    assert made.call("purchase", "new", "KILN", "MUG=20", "BOWL=6", "--code", "PO-77").code == 0
    assert made.call("purchase", "confirm", "PO-77").code == 0
    return made


def dock(program: Program, *scans: str) -> list[dict[str, Any]]:
    """Scan at the dock, in a process of its own."""
    told = program.call("station", "receive", "--badge", program.badge, stdin="\n".join(scans) + "\n")
    assert (told.code, told.err) == (0, "")
    return told.lines


def photos(program: Program) -> None:
    """Keep photos of what came, list them, write one to a file, drop it; say what is wrong with the others."""
    folder = program.home.parent
    picture, out = folder / "dent ü.png", folder / "out.jpg"
    Image.new("RGB", (30, 20), "red").save(picture)
    assert program.call("receipt", "photo", picture, "--line", "3", "--note", "dented").out == "Photo 1 is kept.\n"
    assert program.call("receipt", "photo", picture, "--parked", "1").out == "Photo 2 is kept.\n"
    listed = program.call("photo", "list", "RC000001", "--json").json
    assert [(each["about"], each["note"], each["there"]) for each in listed] == [
        ("receipt_line", "dented", True),
        ("parked", "", True),
    ]
    assert program.call("photo", "show", "1", "--out", out).code == 0
    assert out.read_bytes()[:3] == b"\xff\xd8\xff"
    assert program.call("photo", "drop", "2").out == "Photo 2 is dropped.\n"
    notes = folder / "notes.txt"
    notes.write_text("no picture", "utf-8")
    wrong = (
        (notes, "--line", "3"),
        (folder / "none.jpg", "--line", "3"),
        (picture,),
        (picture, "--line", "99"),
        ("-", "--line", "3"),
    )
    said = [one_sentence(program.call("receipt", "photo", *each)) for each in wrong]
    assert said[0].startswith("notes.txt is no photo")
    assert "cannot be read" in said[1]
    assert said[2].startswith("Say what the photo shows")
    assert said[3].startswith("What the photo shows is not there")
    assert said[4].startswith("This machine has no camera")


def test_an_order_comes_in_two_deliveries_with_faults(program: Program) -> None:
    first = dock(program, "PO-77", "MUG", "5", "NOBODY", "1", "DAMAGED", "BOWL", "PAUSE")
    assert [each["code"] for each in first] == [
        *("receipt_opened", "received_for_orders", "received_for_orders", "receive.unknown", "parked"),
        *("receive.damaged", "received_damaged", "receipt_paused"),
    ]
    assert "go to order" in first[2]["say"]
    second = dock(program, "PO-77", "MUG", "16", "1", "UNDO", "MUG", "15", "BOWL", "5", "DONE")
    assert second[-1]["code"] == "receipt_closed_parked"
    listed = program.call("receipt", "list", "--json").json
    assert [(each["code"], each["purchase"], each["units"], each["waits"]) for each in listed] == [
        ("RC000001", "PO-77", 27, 1),
    ]
    shown = program.call("receipt", "show", "RC000001", "--json").json
    assert sorted(each["what"] for each in shown["differences"]) == ["damaged", "over"]
    assert program.call("purchase", "show", "PO-77", "--json").json["head"]["state"] == "closed"
    photos(program)
    assert program.call("receipt", "link", "1", "MUG").out == "NOBODY is MUG: 1 came in.\n"
    assert program.call("receipt", "parked").out == "Nothing stands aside.\n"
    assert "RC999999" in one_sentence(program.call("receipt", "show", "RC999999"))
    assert program.call("export", "receipts").code == 0
    assert program.call("doctor").code == 0


def test_a_dock_that_is_killed_loses_and_doubles_nothing(program: Program) -> None:
    dice = random.Random(7)
    scans = [("MUG", f"m{n}") for n in range(20)]
    dock(program, "PO-77")
    at, answered = 0, 0
    while at < len(scans):
        words = [sys.executable, "-m", "warehouse_app", "station", "receive", "--badge", program.badge]
        running = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=program.environment(), cwd=program.home.parent
        )
        assert running.stdin is not None
        assert running.stdout is not None
        for text, own in scans[at : at + dice.randint(1, 8)]:
            running.stdin.write(f"{text}\t{own}\n".encode())
            running.stdin.flush()
            if dice.random() < 0.2:
                break
            told = json.loads(running.stdout.readline())
            assert told["code"].startswith("received"), told
            at, answered = at + 1, answered + 1
        running.kill()
        running.communicate()
    shown = program.call("receipt", "show", "RC000001", "--json").json
    assert shown["row"]["units"] == 20
    assert answered == 20
    assert program.call("doctor").code == 0
