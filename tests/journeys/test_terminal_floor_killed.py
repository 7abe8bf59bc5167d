"""Put-away, moving and counting in processes that are killed: scans sent again with their ids are done once."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.program import Program

pytestmark = pytest.mark.slow

FILES = {
    "products": "sku,name\nTEA,Tea\nCUP,Cup\n",
    "places": "place,kind\nA01,BIN\nA02,BIN\nDOCK,DOCK\n",
    "stock": "sku,qty,place\nTEA,60,DOCK\nCUP,20,A01\n",
}
WORK = {
    "putaway": [
        *(("TEA", "putaway_loaded"), ("12", "putaway_loaded"), ("DONE", "putaway_tour"), ("A02", "putaway_put")),
        *(("UNDO", "putaway_undone"), ("A02", "putaway_put"), ("TEA", "putaway_loaded"), ("*3", "putaway_loaded")),
        *(("DONE", "putaway_tour"), ("A02", "putaway_put")),
    ],
    "move": [
        *(
            ("A01", "move_source"),
            ("CUP", "move_item"),
            ("*4", "move_item"),
            ("A02", "moved_beside_others"),
            ("UNDO", "move_undone"),
        ),
        *(("A01", "move_source"), ("CUP", "move_item"), ("5", "move_item"), ("A02", "moved_beside_others")),
    ],
    "count": [
        *(("A02", "count_place_right"), ("CUP", "count_counted"), ("4", "count_counted"), ("UNDO", "count_undone")),
        *(("CUP", "count_counted"), ("=7", "count_counted"), ("DONE", "count_is_that_all")),
    ],
}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path / "home").begin()
    for kind, text in FILES.items():
        file = program.home.parent / f"{kind}.csv"
        file.write_text(text, encoding="utf-8")
        assert program.call("import", kind, file).code == 0
    return program


def killed(program: Program, bench: str, scans: list[tuple[str, str]], dice: random.Random) -> list[str]:
    """Scan with ids of their own; kill the process now and then, sometimes with a scan on its way. Return the codes."""
    codes: list[str] = []
    while len(codes) < len(scans):
        words = [sys.executable, "-m", "warehouse_app", "station", bench, "--badge", program.badge]
        running = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=program.environment(), cwd=program.home.parent
        )
        assert running.stdin is not None
        assert running.stdout is not None
        for _ in range(dice.randint(1, 5)):
            if len(codes) == len(scans):
                break
            running.stdin.write(f"{scans[len(codes)][0]}\t{bench}-{len(codes)}\n".encode())
            running.stdin.flush()
            if dice.random() < 0.3:
                break
            codes.append(json.loads(running.stdout.readline())["code"])
        running.kill()
        running.communicate()
    return codes


def test_benches_that_are_killed_lose_and_double_nothing(program: Program) -> None:
    dice = random.Random(11)
    for bench, scans in WORK.items():
        assert killed(program, bench, scans, dice) == [code for _text, code in scans]
    stock = program.call("export", "stock", "--format", "jsonl").lines
    assert {(row["item"], row["place"]): row["on_hand"] for row in stock} == {
        ("TEA", "DOCK"): 45,
        ("TEA", "A02"): 15,
        ("CUP", "A01"): 15,
        ("CUP", "A02"): 5,
    }
    assert program.call("doctor").code == 0
